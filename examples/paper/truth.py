"""What a perfect reader finds on each story's page, from the same content that the page is made of.

How the truth decides where two readings are possible: a byline inside the standfirst is given as the phrase, name and
verb with any role and place, and leaves the standfirst whole; the headings of letters, tributes, round-ups and live
reports are crossheads of the body, and a signature is a paragraph with name and place on one line; a second leader is a
sidebar of kind "story"; an alt text that says the caption again is none; a pull quote is given without its speaker; an
excerpt that repeats the first paragraph is no standfirst.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from typing import Any

from examples.paper import render_legacy, render_wordpress
from examples.paper.legacy_lists import contents, listed_headline
from examples.paper.stories import HOST, Line, PaperIssue, Picture, Story, stories

_BODY_KINDS = {"paragraph": "paragraph", "crosshead": "crosshead", "list_item": "list_item", "signature": "paragraph"}


def expected_article(story: Story, as_of: date) -> dict[str, Any]:
    """Return the truth of one story's page, under the names of the article record where it has them.

    Besides: `id` is the number in an old address (0 in the new layout), `tags` and `section` are where the lists hold
    the story, `sidebars` are heading, kind, kicker and paragraphs, `furniture` is what must appear nowhere in a record.
    """
    return {
        "id": story.id,
        "url": story.url,
        "layout": story.layout,
        "section": story.section,
        "tags": story.tags,
        "issue": _issue(story),
        "kicker": story.kicker,
        "headline": story.headline,
        "standfirst": story.standfirst,
        "byline": _byline(story),
        "authors": story.authors,
        "published_at": story.published.isoformat(),
        "published_text": render_legacy.published_text(story) if story.layout == "legacy" else None,
        "modified_at": story.modified.isoformat() if story.modified else None,
        "body": _blocks(story.lines),
        "images": _images(story),
        "sidebars": [_sidebar(box.heading, box.kind, box.kicker, box.lines) for box in story.boxes],
        "pull_quotes": [line.text.partition("\n")[0] for line in story.lines if line.kind == "pull_quote"],
        "endnotes": story.endnotes,
        "furniture": _furniture(story, as_of),
    }


def expected_issue(issue: PaperIssue) -> dict[str, Any]:
    """Return the truth of an issue's page; its articles are told apart by `id`, the number in their address."""
    return {
        "internal_id": issue.internal_id,
        "url": f"{HOST}/issue/{issue.internal_id}",
        "number": issue.number,
        "label": f"Issue: {issue.number}",
        "date": issue.date.isoformat(),
        "pdf_url": f"{HOST}/pdf/{issue.number}.pdf" if "pdf" in issue.downloads else None,
        "text_url": f"{HOST}/text/{issue.number}.txt" if "text" in issue.downloads else None,
        "sections": [
            {"name": heading or None, "articles": [_listed(story, issue) for story in listed]}
            for heading, listed in contents(issue)
        ],
    }


def _listed(story: Story, issue: PaperIssue) -> dict[str, Any]:
    return {"id": story.id, "headline": listed_headline(story, issue) or None, "standfirst": story.teaser}


def _issue(story: Story) -> dict[str, str] | None:
    if story.issue is None:
        return None
    word = "Issue No." if story.layout == "legacy" else "Issue"
    return {"number": story.issue, "label": f"{word} {story.issue}"}


def _byline(story: Story) -> str | None:
    if story.byline_line and story.layout == "wordpress":
        return story.byline_line.replace("by ", "By ", 1)
    return story.byline_line or story.byline


def _blocks(lines: Iterable[Line]) -> list[dict[str, str]]:
    return [
        {"type": _BODY_KINDS[line.kind], "text": line.text.replace(" | ", " ")}
        for line in lines
        if line.kind in _BODY_KINDS
    ]


def _images(story: Story) -> list[dict[str, Any]]:
    found = [(picture, 0) for picture in story.lead_pictures]
    before = 0
    for line in story.lines:
        if line.kind == "picture":
            found.append((story.picture(line.text), before))
        before += line.kind in _BODY_KINDS
    return [_image(picture, position) for picture, position in found]


def _image(picture: Picture, position: int) -> dict[str, Any]:
    return {
        "url": HOST + picture.file,
        "caption": picture.caption,
        "credit": picture.credit,
        "alt": picture.alt if picture.keeps_alt else None,
        "position": position,
        "width": picture.width,
        "height": picture.height,
    }


def _sidebar(heading: str, kind: str, kicker: str | None, lines: Iterable[Line]) -> dict[str, Any]:
    return {"heading": heading, "kind": kind, "kicker": kicker, "paragraphs": [line.text for line in lines]}


def _furniture(story: Story, as_of: date) -> list[str]:
    if story.layout == "legacy":
        hidden = [render_legacy.hidden_date(story).strip()] if "hidden-date" in story.markup else []
        return [render_legacy.NEWSLETTER, render_legacy.MOBILE, *hidden]
    age = render_wordpress.age_notice(story, as_of)
    linked = {line.text for line in story.lines if line.kind == "card"}
    cards = [render_wordpress.READ_MORE, *(s.headline for s in stories() if s.slug in linked)] if linked else []
    return [render_wordpress.PDF_WAIT, *render_wordpress.APPEALS, *([age] if age else []), *cards]
