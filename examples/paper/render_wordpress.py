"""A story in the new site's layout: WordPress class names, the date in the head alone, issue line twice."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, date
from itertools import groupby

from examples.paper.page import attribute, caption_line, img, lines, text
from examples.paper.stories import HOST, Box, Line, Picture, Story, section_slug

PDF_WAIT = "Downloading PDF. Please wait..."
APPEALS = (
    "Sign up for our daily email update ‘Breakfast in Red’",
    "Latest News",
    "Make a donation to Socialist Worker",
    "Help fund the resistance",
    "One-off",
)
READ_MORE = "Read More"
SECTIONS = ("News", "Features", "Letters", "What we think")


def shell(title: str, head: str, body_class: str, content: str) -> str:
    """Return a whole page of the new site around its content."""
    menu = "\n".join(f'<li class="menu-item"><a href="/{section_slug(name)}/">{name}</a></li>' for name in SECTIONS)
    return f"""<!DOCTYPE html>
<html lang="en-GB">
<head>
<meta charset="UTF-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>{text(title)}</title>
{head}
<link rel="alternate" type="application/rss+xml" href="{HOST}/feed">
</head>
<body class="{body_class}">
<header class="site-header"><a class="custom-logo-link" href="{HOST}/"><span>Socialist Worker</span></a>
<nav class="main-navigation"><ul id="primary-menu">
{menu}
</ul></nav></header>
<main id="main" class="site-main">
{content}
</main>
{_appeals()}
<footer class="site-footer">
<a href="{HOST}/socialist-review-archive/the-long-winter/">Socialist Review archive</a>
</footer>
</body>
</html>
"""


def article_page(story: Story, others: dict[str, Story], as_of: date) -> str:
    """Return the page of a story. `others` are the stories that its cards may link to, by slug."""
    kinds = ["post", "type-post", "status-publish", "format-standard", "hentry"]
    filed = [f"category-{section_slug(story.section)}", *(f"tag-{tag}" for tag in story.tags)]
    content = f"""<article id="post-{story.post}" class="{" ".join([f"post-{story.post}", *kinds, *filed])}">
<header class="entry-header">
{_byline(story)}<div class="issue-download"><span class="pdf-wait">{PDF_WAIT}</span> Issue {story.issue}</div>
<h1 class="entry-title">{text(story.headline)}</h1>
{_age(story, as_of)}{_excerpt(story)}<div class="issue-number">Issue {story.issue}</div>
<time class="entry-date published" datetime="{story.published.isoformat()}"></time>
</header>
{lines(_figure(picture) for picture in story.lead_pictures)}
<div class="entry-content">
{lines(_body(story, others))}
</div>
</article>"""
    return shell(
        f"{story.headline} - Socialist Worker", _head(story), f"single single-post postid-{story.post}", content
    )


def age_notice(story: Story, as_of: date) -> str | None:
    """Return "This article is over N years, M months old" as seen on a day, or null within the first year."""
    day = story.published.date()
    months = (as_of.year - day.year) * 12 + as_of.month - day.month - (as_of.day < day.day)
    return f"This article is over {months // 12} years, {months % 12} months old" if months >= 12 else None


def printed_excerpt(story: Story) -> str | None:
    """Return what stands in the place of the standfirst: sometimes the first paragraph, with straight quotes."""
    if "excerpt-repeats-body" in story.markup:
        return story.teaser.translate(str.maketrans("‘’“”", "''\"\""))
    return story.standfirst


def _head(story: Story) -> str:
    properties = {
        "og:locale": "en_GB",
        "og:type": "article",
        "og:title": story.seo_headline or f"{story.headline} - Socialist Worker",
        "og:description": printed_excerpt(story) or story.teaser,
        "og:url": story.url,
        "og:site_name": "Socialist Worker",
        "article:published_time": story.published.astimezone(UTC).isoformat(),
    }
    if story.modified:
        properties["article:modified_time"] = story.modified.astimezone(UTC).isoformat()
    if story.pictures:
        properties["og:image"] = HOST + story.pictures[0].file
    metas = [f'<meta property="{name}" content="{attribute(value)}">' for name, value in properties.items()]
    description = f'<meta name="description" content="{attribute(properties["og:description"])}">'
    return "\n".join([description, f'<link rel="canonical" href="{story.url}">', *metas])


def _byline(story: Story) -> str:
    if not story.byline_line:
        return ""
    line = story.byline_line.replace("by ", "By ", 1)  # the old site printed "by", the new one prints "By"
    return f'<div class="entry-author">{text(line)}</div>\n'


def _age(story: Story, as_of: date) -> str:
    notice = age_notice(story, as_of)
    return f'<div class="article-age">{notice}</div>\n' if notice else ""


def _excerpt(story: Story) -> str:
    excerpt = printed_excerpt(story)
    return f'<div class="entry-excerpt">{text(excerpt)}</div>\n' if excerpt else ""


def _body(story: Story, others: dict[str, Story]) -> Iterator[str]:
    for kind, run in groupby(story.lines, key=lambda line: line.kind):
        if kind == "list_item":
            items = "".join(f"<li>{text(line.text)}</li>" for line in run)
            yield f'<ul class="wp-block-list">{items}</ul>'
            continue
        for line in run:
            if line.kind == "picture":
                yield _figure(story.picture(line.text))
            elif line.kind == "card":
                yield _card(others[line.text])
            else:
                yield _line(line)
    for note in story.endnotes:
        yield f"<p><em>{text(note)}</em></p>"
    for box in story.boxes:
        yield _box(box)


def _line(line: Line) -> str:
    if line.kind == "crosshead":
        return f'<h2 class="wp-block-heading">{text(line.text)}</h2>'
    if line.kind == "signature":
        name, place = map(text, line.text.split(" | "))
        return f"<p><strong>{name}</strong><br>{place}</p>"
    if line.kind == "pull_quote":
        quote, _, speaker = line.text.partition("\n")
        cite = f"<cite>{text(speaker)}</cite>" if speaker else ""
        return f'<figure class="wp-block-pullquote"><blockquote><p>{text(quote)}</p>{cite}</blockquote></figure>'
    return f"<p>{text(line.text)}</p>"


def _figure(picture: Picture) -> str:
    caption = text(caption_line(picture, "Picture"))
    if picture.markup == "credit-line":
        caption = f"{text(picture.caption)}<br>(Picture: {text(picture.credit or '')})"
    element = f'<figcaption class="wp-element-caption">{caption}</figcaption>'
    return f'<figure class="wp-block-image size-large">{img(picture)}{element}</figure>'


def _card(story: Story) -> str:
    title = text(story.headline)
    return f"""<div class="wp-block-embed related-card"><a href="{story.url}">
<h4>{title}</h4><span class="screen-reader-text">{title}</span></a>
<a class="read-more" href="{story.path}">  {READ_MORE}</a></div>"""


def _box(box: Box) -> str:
    heading = f'<h3 class="wp-block-heading">{text(box.heading)}</h3>'
    return "\n".join(
        ['<div class="wp-block-group has-background">', heading, *(_line(line) for line in box.lines), "</div>"]
    )


def _appeals() -> str:
    newsletter, latest, donate, fund, one_off = map(text, APPEALS)
    return f"""<aside class="widget newsletter-signup"><p>{newsletter}</p></aside>
<aside class="widget latest-news"><h3>{latest}</h3></aside>
<aside class="widget donation"><h3>{donate}</h3><p>{fund}</p><button>{one_off}</button></aside>"""
