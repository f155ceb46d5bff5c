"""The whole site: what each address of the paper gives, old layout and new."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import UTC, date
from email.utils import format_datetime
from hashlib import sha256
from typing import Any, NamedTuple
from urllib.parse import parse_qsl, unquote

from examples.paper import feeds, render_legacy, render_wordpress
from examples.paper.legacy_lists import LegacySite
from examples.paper.page import Page, html_page
from examples.paper.pictures import draw
from examples.paper.stories import issues, section_slug, stories
from examples.paper.truth import expected_article, expected_issue
from examples.paper.wordpress_lists import WordpressSite

# The day on which the pages say how old they are. A day of the calendar's own would change every page every month.
AS_OF = date(2024, 6, 1)

# The other magazine of the house, with issue numbers of its own: in the links and the sitemap, never in a crawl.
_REVIEW = """<article class="post type-post"><h1 class="entry-title">The long winter</h1>
<div class="issue-number">Issue 341</div>
<div class="entry-content"><p>A monthly looks at things more slowly. The winter of which this essay speaks took it
eleven pages and two readings to get through, and the thaw is announced for the next issue.</p></div></article>"""


class Response(NamedTuple):
    """What the server sends: a status, headers and a body."""

    status: int
    headers: Mapping[str, str]
    body: bytes


class Paper:
    """The site as a table from addresses to responses.

    `legacy` and `wordpress` choose the layouts that are up. `overrides` answer for their addresses (path, or path and
    query, as requested) before anything else: (status, headers, body). `requested` lists every address asked for.
    """

    def __init__(
        self,
        *,
        legacy: bool = True,
        wordpress: bool = True,
        overrides: Mapping[str, tuple[int, Mapping[str, str], bytes]] | None = None,
        as_of: date = AS_OF,
    ) -> None:
        self.overrides = dict(overrides or {})
        self.requested: list[str] = []
        self._legacy = LegacySite() if legacy else None
        self._wordpress = WordpressSite(as_of) if wordpress else None
        self._fixed = self._fixed_pages()

    def respond(self, target: str) -> Response:
        """Return the response to a request for a target (path and query, as on the request line)."""
        self.requested.append(target)
        raw_path, _, raw_query = target.partition("?")
        for address in (target, raw_path):
            if address in self.overrides:
                return Response(*self.overrides[address])
        path, query = unquote(raw_path), dict(parse_qsl(raw_query))
        page = self._page(path, query)
        if page is not None:
            return _found(page)
        if self._wordpress and (whole := self._wordpress.moved(path)):
            return Response(301, {"Location": whole, "Content-Type": "text/html; charset=utf-8"}, b"")
        missing = self._shell("Page not found", "<h1>Page not found</h1>")
        return Response(404, {"Content-Type": missing.content_type}, missing.body)

    def _page(self, path: str, query: Mapping[str, str]) -> Page | None:
        page = self._fixed.get(path)
        if page is None and self._wordpress:
            page = self._wordpress.page(path)
        if page is None and self._legacy:
            page = self._legacy.page(path, query)
        return page

    def _shell(self, title: str, content: str) -> Page:
        """Return a page that belongs to neither layout, in the newest one that is up."""
        if self._wordpress:
            return html_page(render_wordpress.shell(title, "", "page", content))
        return _old_shell(title, content)

    def _fixed_pages(self) -> dict[str, Page]:
        shown = [site.stories for site in (self._legacy, self._wordpress) if site]
        newest = sorted((s for site in shown for s in site), key=lambda story: story.published, reverse=True)
        pages = {
            "/robots.txt": Page(feeds.ROBOTS.encode(), "text/plain; charset=utf-8"),
            feeds.REVIEW_PATH: self._shell("The long winter", _REVIEW),
            "/assets/main.css": Page(b"body { font-family: Georgia, serif }\n", "text/css; charset=utf-8"),
        }
        if newest:
            pages["/feed"] = feeds.feed(newest[:15])
        for story in newest:
            for picture in story.pictures:
                kind, drawn = draw(picture.file, picture.width, picture.height)
                pages[picture.file] = Page(drawn, kind, story.published)
        if self._legacy:
            pages |= _old_pages(self._legacy)
        if self._wordpress:
            pages |= _sitemaps(self._wordpress)
        return pages


def _old_shell(title: str, content: str) -> Page:
    return html_page(render_legacy.shell(title, content))


def expected_articles(as_of: date = AS_OF) -> list[dict[str, Any]]:
    """Return the truth of every story's page, oldest first: see `examples.paper.truth`."""
    return [expected_article(story, as_of) for story in stories()]


def expected_issues() -> list[dict[str, Any]]:
    """Return the truth of every issue page of the old layout, oldest first: see `examples.paper.truth`."""
    return [expected_issue(issue) for issue in issues() if issue.internal_id]


def _old_pages(site: LegacySite) -> dict[str, Page]:
    pages = {
        "/public/events": _old_shell("Events", "<h1>Events</h1>\n<p>Every Thursday, the readers’ meeting.</p>"),
        "/public/newsletter": _old_shell("Newsletter", "<h1>Breakfast in red</h1>"),
    }
    for issue in site.issues:
        if "pdf" in issue.downloads:
            pages[f"/pdf/{issue.number}.pdf"] = feeds.pdf(issue)
        if "text" in issue.downloads:
            pages[f"/text/{issue.number}.txt"] = feeds.plain_text(issue)
    return pages


def _sitemaps(site: WordpressSite) -> dict[str, Page]:
    newest = site.stories[0].published
    lists: Sequence[str] = ["/", *(f"/{section_slug(name)}/" for name in render_wordpress.SECTIONS)]
    return {
        "/sitemap.xml": feeds.sitemap_index(newest),
        "/post-sitemap.xml": feeds.post_sitemap(site.stories),
        "/page-sitemap.xml": feeds.page_sitemap(lists, newest),
    }


def _found(page: Page) -> Response:
    changed = page.modified.astimezone(UTC)
    headers = {
        "Content-Type": page.content_type,
        "ETag": f'"{sha256(page.body).hexdigest()[:20]}"',
        "Last-Modified": format_datetime(changed, usegmt=True),
    }
    return Response(200, headers, page.body)
