"""What machines read: the RSS feed, the sitemaps, robots.txt, and an issue to take away as PDF or plain text."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime
from email.utils import format_datetime
from xml.sax.saxutils import escape

from examples.paper.page import Page
from examples.paper.stories import HOST, PaperIssue, Story

REVIEW_PATH = "/socialist-review-archive/the-long-winter/"
ROBOTS = f"""User-agent: *
Disallow: /wp-admin/
Disallow: /public/newsletter

Sitemap: {HOST}/sitemap.xml
"""
_XML = "application/xml; charset=utf-8"


def feed(stories: Iterable[Story]) -> Page:
    """Return RSS 2.0 of the stories given: title, link, time and standfirst."""
    chosen = list(stories)
    items = "\n".join(
        f"<item><title>{escape(story.headline)}</title><link>{story.url}</link>"
        f'<guid isPermaLink="true">{story.url}</guid><pubDate>{format_datetime(story.published)}</pubDate>'
        f"<description>{escape(story.teaser)}</description></item>"
        for story in chosen
    )
    body = f"""<?xml version="1.0" encoding="UTF-8"?>
<rss version="2.0"><channel><title>Socialist Worker</title><link>{HOST}/</link>
<description>Socialist Worker</description><language>en-GB</language>
{items}
</channel></rss>
"""
    return Page(body.encode(), "application/rss+xml; charset=utf-8", chosen[0].published)


def sitemap_index(newest: datetime) -> Page:
    """Return the sitemap index: one sitemap for stories, one for other pages."""
    maps = "\n".join(
        f"<sitemap><loc>{HOST}/{name}-sitemap.xml</loc><lastmod>{newest.isoformat()}</lastmod></sitemap>"
        for name in ("post", "page")
    )
    return _sitemap("sitemapindex", maps, newest)


def post_sitemap(stories: Iterable[Story]) -> Page:
    """Return the sitemap of stories. The other magazine of the house stands in it too, as on the real site."""
    entries = [(story.url, story.modified or story.published) for story in stories]
    newest = max(when for _, when in entries)
    return _sitemap("urlset", _urls([*entries, (HOST + REVIEW_PATH, newest)]), newest)


def page_sitemap(paths: Iterable[str], newest: datetime) -> Page:
    """Return the sitemap of pages that are no stories."""
    return _sitemap("urlset", _urls((HOST + path, newest) for path in paths), newest)


def plain_text(issue: PaperIssue) -> Page:
    """Return an issue as plain text."""
    parts = [f"Socialist Worker {issue.number}", f"{issue.date:%d %b %Y}"]
    for story in issue.stories:
        parts += [story.headline.upper(), story.teaser]
    return Page("\n\n".join([*parts, ""]).encode(), "text/plain; charset=utf-8")


def pdf(issue: PaperIssue) -> Page:
    """Return an issue's front page as a PDF of one page (ISO 32000-1, 7.5: header, objects, xref, trailer)."""
    drawn = f"BT /F1 24 Tf 72 760 Td (Socialist Worker {issue.number}, {issue.date:%d %b %Y}) Tj ET".encode()
    objects = [
        b"<</Type/Catalog/Pages 2 0 R>>",
        b"<</Type/Pages/Kids[3 0 R]/Count 1>>",
        b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Contents 4 0 R/Resources<</Font<</F1 5 0 R>>>>>>",
        b"<</Length %d>>stream\n%s\nendstream" % (len(drawn), drawn),
        b"<</Type/Font/Subtype/Type1/BaseFont/Times-Bold>>",
    ]
    body, places = b"%PDF-1.4\n", []
    for number, content in enumerate(objects, start=1):
        places.append(len(body))
        body += b"%d 0 obj\n%s\nendobj\n" % (number, content)
    table = b"".join(b"%010d 00000 n \n" % place for place in places)
    head = b"xref\n0 %d\n0000000000 65535 f \n" % (len(objects) + 1)
    foot = b"trailer<</Size %d/Root 1 0 R>>\nstartxref\n%d\n%%%%EOF\n" % (len(objects) + 1, len(body))
    return Page(body + head + table + foot, "application/pdf")


def _urls(entries: Iterable[tuple[str, datetime]]) -> str:
    return "\n".join(
        f"<url><loc>{escape(url)}</loc><lastmod>{when.isoformat()}</lastmod></url>" for url, when in entries
    )


def _sitemap(kind: str, content: str, newest: datetime) -> Page:
    name_space = "http://www.sitemaps.org/schemas/sitemap/0.9"
    body = f'<?xml version="1.0" encoding="UTF-8"?>\n<{kind} xmlns="{name_space}">\n{content}\n</{kind}>\n'
    return Page(body.encode(), _XML, newest)
