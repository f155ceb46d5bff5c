"""A story in the old site's layout.

Sure of the real markup are `[itemprop="headline"]`, `[itemprop="articleBody"]` and `.article_view_published`; the rest
comes in the variants that a story's `markup` names: boxes as <div class="box"> or, with "strong-boxes", as nothing but
a bold line and paragraphs after the end note; captions in a <div> or, with "table-captions", in a table cell; byline
and issue each in a <div> or, with "one-line-info", in one with a <br>.
"""

from __future__ import annotations

from collections.abc import Iterator

from examples.paper.page import caption_line, img, lines, text
from examples.paper.stories import Box, Line, Picture, Story

NEWSLETTER = "Click here to subscribe to our daily morning email newsletter 'Breakfast in red'"
MOBILE = "Mobile users! Don't forget to add Socialist Worker to your home screen."
_NAVIGATION = """<div id="header"><a href="/">Socialist Worker</a></div>
<ul id="navigation">
<li><a href="/archive">This issue</a></li>
<li><a href="/news?searchTitle=News&amp;overrideId=1&amp;offset=0&amp;max=10&amp;id=1">News</a></li>
<li><a href="/news?searchTitle=Reviews&amp;overrideId=5&amp;offset=0&amp;max=10&amp;id=5">Reviews</a></li>
<li><a href="https://socialistworker.co.uk/public/events">Events</a></li>
</ul>"""


def shell(title: str, content: str) -> str:
    """Return a whole page of the old site around its content."""
    return f"""<!DOCTYPE html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="layout" content="main">
<title>{text(title)}</title>
<link rel="stylesheet" href="/assets/main.css">
</head>
<body>
{_NAVIGATION}
<div id="content">
{content}
</div>
<div id="footer"><a href="/socialist-review-archive/the-long-winter/">Socialist Review</a></div>
</body>
</html>
"""


def article_page(story: Story) -> str:
    """Return the page of a story."""
    content = f"""<div class="article_view" itemscope itemtype="http://schema.org/Article">
<h1 itemprop="headline">{text(story.headline)}</h1>
{_standfirst(story)}
{_info(story)}
<div class="article_view_body" itemprop="articleBody">
{lines(_body(story))}
</div>
<div class="article_view_published">{published_text(story)}</div>
{_issue_line(story)}
</div>
<p class="newsletter"><a href="/public/newsletter">{text(NEWSLETTER)}</a></p>
<p class="mobile">{text(MOBILE)}</p>"""
    return shell(f"{story.headline} | Socialist Worker", content)


def published_text(story: Story) -> str:
    """Return the date at the foot of a page: "Tue 4 Jul 2017, 16:18 BST"."""
    when = story.published
    return f"{when:%a} {when.day} {when:%b %Y, %H:%M %Z}"


def hidden_date(story: Story) -> str:
    """Return the date that some pages carry unseen at the top of the body."""
    return f" date {story.published:%Y-%m-%d} "


def _standfirst(story: Story) -> str:
    return f'<div class="article_view_standfirst">{text(story.standfirst)}</div>' if story.standfirst else ""


def _issue_line(story: Story) -> str:
    return f'<div class="article_view_issue">Issue No. {story.issue}</div>' if story.issue else ""


def _info(story: Story) -> str:
    byline = text(story.byline_line or "")
    if "one-line-info" in story.markup:
        return f'<div class="article_view_info">{byline}{"<br>" if byline else ""}\nIssue No. {story.issue}</div>'
    return (f'<div class="article_view_byline">{byline}</div>\n' if byline else "") + _issue_line(story)


def _body(story: Story) -> Iterator[str]:
    if "hidden-date" in story.markup:
        yield f'<span class="date" style="display:none">{hidden_date(story)}</span>'
    if "repeated-headline" in story.markup:
        yield f"<p>{text(story.kicker or '')}</p>"
        yield f"<p><b>{text(story.headline)}</b></p>"
    for picture in story.lead_pictures:
        yield _picture(picture, story)
    for at, line in enumerate(story.lines):
        yield _picture(story.picture(line.text), story) if line.kind == "picture" else _line(line, at)
    for note in story.endnotes:
        yield f"<p>{text(note)}</p>"
    for box in story.boxes:
        yield from _strong_box(box) if "strong-boxes" in story.markup else _box(box)


def _line(line: Line, at: int) -> str:
    if line.kind == "crosshead":
        return f"<p><strong>{text(line.text)}</strong></p>"
    if line.kind == "list_item":
        return f"<p>• {text(line.text)}</p>"
    if line.kind == "signature":
        name, place = map(text, line.text.split(" | "))
        return f"<p><b>{name}</b><i>{place}</i></p>" if at % 2 else f"<p>{name}<br>{place}</p>"
    # The editors' program left a space at the end of many paragraphs.
    return f"<p>{text(line.text)}{' ' if at % 3 == 1 else ''}</p>"


def _picture(picture: Picture, story: Story) -> str:
    caption = text(caption_line(picture, "Pic"))
    if "table-captions" in story.markup:
        rows = f'<tr><td>{img(picture)}</td></tr>\n<tr><td class="caption">{caption}</td></tr>'
        return f'<table class="article_image">\n{rows}\n</table>'
    return f'<div class="article_view_image">{img(picture)}\n<div class="article_view_caption">{caption}</div></div>'


def _box(box: Box) -> Iterator[str]:
    yield '<div class="box">'
    if box.kicker:
        yield f"<h4>{text(box.kicker)}</h4>"
    yield f"<h3>{text(box.heading)}</h3>"
    yield from (_line(line, at) for at, line in enumerate(box.lines))
    yield "</div>"


def _strong_box(box: Box) -> Iterator[str]:
    yield f"<p><strong>{text(box.heading)}</strong></p>"
    yield from (_line(line, at) for at, line in enumerate(box.lines))
