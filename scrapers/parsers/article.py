"""From a page's bytes to an article record: the order in which fields are read.

Every line of the page gets at most one role, so the order matters: what is surely something else is taken
first, and the body is what remains.
"""

from __future__ import annotations

from bisect import bisect_left
from datetime import date
from typing import Any

from schemas import Article, Author, Block, Capture, Image, Provenance, Sidebar
from scrapers import __version__
from scrapers.garbage import no_search
from scrapers.markup import read_tree, what_bytes_are
from scrapers.parsers.about import (
    read_canonical_url,
    read_free_to_read,
    read_language,
    read_publication,
    read_section,
    read_topics,
)
from scrapers.parsers.authors import choose_authors, told_authors
from scrapers.parsers.body import article_lines, printed_in_text, to_blocks
from scrapers.parsers.boxes import FoundBox
from scrapers.parsers.byline import Byline
from scrapers.parsers.byline_places import (
    byline_of_dispatch,
    mark_at_end,
    read_byline_behind_text,
    read_house_byline,
    read_standfirst_byline,
)
from scrapers.parsers.byline_search import read_byline_line
from scrapers.parsers.dates import ReadDate
from scrapers.parsers.endnotes import read_end, thanks_index
from scrapers.parsers.found_images import Found, without_portraits, without_strays
from scrapers.parsers.furniture import mark_furniture
from scrapers.parsers.headline import read_headline
from scrapers.parsers.hidden_text import graft_hidden_text, prints_little
from scrapers.parsers.images import read_images
from scrapers.parsers.issue import read_issue
from scrapers.parsers.kicker import read_kicker
from scrapers.parsers.lines import Line
from scrapers.parsers.no_article import why_no_article
from scrapers.parsers.page import Page
from scrapers.parsers.published import read_published
from scrapers.parsers.pull_quotes import read_pull_quotes
from scrapers.parsers.repeats import mark_repeats
from scrapers.parsers.rules import Rules
from scrapers.parsers.scope import find_scope
from scrapers.parsers.sidebars import read_boxes_after, read_first_key_points, read_marked_boxes
from scrapers.parsers.standfirst import read_standfirst
from scrapers.parsers.text import fold, word_count
from scrapers.parsers.text_edges import running_text
from scrapers.parsers.titles import page_titles


def parse_article(body: bytes, url: str, capture: Capture | None = None, rules: Rules | None = None) -> Article:
    """Read one page. Pure: the same bytes give the same article for ever. Never raises on a page.

    `url` is the paper's own URL of the page, `capture` what is known of how the bytes were got, `rules` what
    the publication says about its pages; an unknown paper needs none. What cannot be read is null, with a
    warning where a reader should know.
    """
    with no_search():
        return _parse(body, url, capture or Capture(), rules)


def _parse(body: bytes, url: str, capture: Capture, rules: Rules | None) -> Article:
    root, encoding = read_tree(body, capture.content_type)
    page = Page(root, url, capture, rules)
    if prints_little(page):
        title = next(iter(page_titles(page)), None)
        if graft_hidden_text(root, page.metadata, title if not page.first_level_headings else None):
            page = Page(root, url, capture, rules)
            page.warn(
                "text_from_script",
                "the page prints no text, or hardly any; it was read from the data of a script",
                "body",
            )
    fields = _read_fields(page)
    if (what := what_bytes_are(body, encoding)) and all(each.code != "not_an_article" for each in page.warnings):
        page.warn("not_an_article", f"the bytes are {what} and no page")
    provenance = Provenance(
        **capture.as_provenance(),
        encoding=encoding,
        parser_version=__version__,
        layout=page.layout.name if page.layout else None,
        fields=dict(sorted(page.sources.items())),
    )
    identity = rules.identity(fields["canonical_url"]) if rules and rules.identity else fields["canonical_url"]
    return Article.build(identity=identity, url=url, provenance=provenance, warnings=page.warnings, **fields)


def _read_fields(page: Page) -> dict[str, Any]:
    page.language = read_language(page)
    page.publication, page.publication_name = read_publication(page)
    mark_furniture(page)
    mark_repeats(page)
    headline = read_headline(page)
    page.scope = find_scope(page)
    # Before all that stands between headline and text: a caption there is no standfirst, and its credit no byline.
    images = read_images(page)
    issue = read_issue(page)
    published, modified = read_published(page, issue)
    told = told_authors(page)
    byline = read_byline_line(page, told)
    kicker = read_kicker(page)
    key_points = read_first_key_points(page)
    standfirst = read_standfirst(page)
    byline = byline or read_standfirst_byline(page, standfirst)
    pull_quotes = read_pull_quotes(page)
    boxes = read_marked_boxes(page)
    lines, headline, kicker_in_text = printed_in_text(page, article_lines(page), headline)
    lines, more_boxes, endnotes, signed = _split_end(page, lines, [*(byline.authors if byline else ()), *told])
    boxes = sorted([*key_points, *boxes, *more_boxes], key=lambda box: (box.heading or box.lines)[0].index)
    byline = byline or signed or mark_at_end(page, lines, told)
    byline = byline or (None if told else read_byline_behind_text(page, lines))
    byline = byline or byline_of_dispatch(page, lines, told)
    byline = byline or read_house_byline(page, headline, lines)
    authors = choose_authors(page, byline, told, endnotes)
    page.take("body", lines, "text")
    blocks = to_blocks(page, lines)
    words = sum(word_count(block.text) for _, block in blocks)
    _warn(page, headline, words, dated=published is not None)
    starts = [at for at, _ in blocks]
    images = without_strays(
        without_portraits(images, [author.name for author in authors]), starts[-1] if starts else None
    )
    return {
        **_about(page),
        "issue": issue,
        "kicker": kicker or kicker_in_text,
        "headline": headline,
        "standfirst": standfirst,
        "byline": byline.text if byline else None,
        "authors": authors,
        **_dates(published),
        "modified_at": modified.isoformat() if modified else None,
        "body": [block for _, block in blocks],
        "word_count": words,
        "images": _images(images, starts, boxes),
        "sidebars": _sidebars(page, boxes, starts),
        "pull_quotes": pull_quotes,
        "endnotes": [line.text for line in page.lines if line.role == "endnotes"],
    }


def _about(page: Page) -> dict[str, Any]:
    """The fields that are not printed as text of the article."""
    return {
        "publication": page.publication,
        "publication_name": page.publication_name,
        "canonical_url": read_canonical_url(page),
        "section": read_section(page),
        "language": page.language,
        "topics": read_topics(page),
        "free_to_read": read_free_to_read(page),
    }


def _warn(page: Page, headline: str | None, words: int, *, dated: bool) -> None:
    if not words:
        page.warn("no_body", "no running text was found; the page may be no article, or be drawn by a script", "body")
    if reason := why_no_article(page, headline, words, dated):
        page.warn("not_an_article", reason)


def _split_end(
    page: Page, lines: list[Line], authors: list[Author]
) -> tuple[list[Line], list[FoundBox], list[str], Byline | None]:
    """Part the story from its end notes, its sign-off and the boxes behind an end note."""
    names = [author.name for author in authors]
    boxes: list[FoundBox] = []
    at = thanks_index(lines)
    if at is not None:
        boxes = read_boxes_after(page, lines[at + 1 :])
        lines = lines[: at + 1]
    lines = running_text(lines)
    endnotes, signed = read_end(page, lines, names)
    return [line for line in lines if line.role is None], boxes, endnotes, signed


def _dates(published: ReadDate | None) -> dict[str, str | None]:
    if published is None:
        return {"published_at": None, "published_date": None, "published_text": None}
    day: date = published.day
    return {
        "published_at": published.instant.isoformat() if published.instant else None,
        "published_date": day.isoformat(),
        "published_text": fold(published.text) or None,
    }


def _images(found: list[Found], starts: list[int], boxes: list[FoundBox]) -> list[Image]:
    images = []
    for image in found:
        position = bisect_left(starts, image.line)
        in_box = any(box.node is not None and image.node.within(box.node) for box in boxes)
        gallery = any("gallery" in node.hints for node in list(image.node.ancestors())[:5])
        images.append(
            Image(
                url=image.url,
                caption=image.caption,
                credit=image.credit,
                alt=image.alt,
                role="sidebar" if in_box else "gallery" if gallery else "lead" if position == 0 else "inline",
                position=position,
                width=image.width,
                height=image.height,
            )
        )
    return images


def _sidebars(page: Page, boxes: list[FoundBox], starts: list[int]) -> list[Sidebar]:
    sidebars = []
    for box in boxes:
        body: list[Block] = [block for _, block in to_blocks(page, box.lines)]
        first = (box.heading or box.lines)[0].index
        heading = " ".join(line.text for line in box.heading) or None
        sidebars.append(Sidebar(heading=heading, kind=box.kind, body=body, position=bisect_left(starts, first)))
    return sidebars
