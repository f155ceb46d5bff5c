"""Where on a page the byline is printed. The grammar of the line itself is in `byline`; here are pages and lines.

Places, in order: the layout's rule; the lines around the headline, where a mark in the markup, a byline word ("By"),
a link to an author's page, a role behind the name and a name that the page itself gives as its author each count;
the line of the date ("A B | 5 May 2024"); a name alone above the first paragraph; the phrase inside the standfirst;
a sign-off below the text. What stands above the first paragraph goes before what stands among the paragraphs, for
there the bylines of related stories are.
"""

from __future__ import annotations

import re
from typing import NamedTuple

from schemas import Author
from scrapers.parsers.byline import Byline, read_byline
from scrapers.parsers.byline_alone import agency_in_head, read_byline_alone
from scrapers.parsers.byline_cjk import read_chinese, read_korean
from scrapers.parsers.byline_places import byline_on_date_line
from scrapers.parsers.byline_take import LONGEST, names_people, read_line, take_byline, with_urls
from scrapers.parsers.byline_words import AUTHOR, MARK, counts_as_by, opening, opens_as_byline
from scrapers.parsers.header import first_paragraph_index, has_hint, header_furniture, header_lines, headline_index
from scrapers.parsers.lines import Line
from scrapers.parsers.names import is_press_role
from scrapers.parsers.page import Page
from scrapers.parsers.text import plain

_LONGEST_BARE = 90
_DEEPEST_LIST = 4
_AUTHOR_PAGE = re.compile(
    r"/(?:authors?|autor(?:en|es|in)?|auteurs?|autori|autores|people|by|profiles?|staff|reporters?|journalists?|writers?"
    r"|redaktion|contributors?|columnists?|person(?:en)?|firmas?|forfatter|skribent|journalistes?|signataires?"
    r"|yazar(?:lar)?|redactie|redaktor|byline)(?:/|-|=)",
    re.IGNORECASE,
)
_EDGES = " |·•–—-,;:/"
# "author-location", "signature__city": where the byline's people are.
_OF_PLACE = re.compile(r"location|dateline|(?:^|[\W_])(?:place|city|lieu|ville|luogo|lugar|ciudad|cidade)(?:$|[\W_])")
# What speaks for a line: it stands above the text, names an author the page tells machines of, is marked, says "by".
_ABOVE_TEXT, _KNOWN, _MARKED, _SIGNED = 8, 4, 2, 1


class _Candidate(NamedTuple):
    """A line that reads as a byline: `weight` says how much speaks for it."""

    weight: int
    line: Line
    found: Byline
    marked: bool


def read_byline_line(page: Page, told: list[Author]) -> Byline | None:
    """Return the byline printed on a line of its own near the headline, and take the line.

    `told` are the authors that the page names to machines: a line that names one of them is surely the byline.
    """
    if page.layout is not None and (lines := page.rule_lines(page.layout.byline)):
        for line in lines:
            if found := read_line(page, line, bare_names=True):
                page.take("byline", [line], f"rule:{page.layout.name}")
                return with_urls(page, found, [line])
    marked, candidates = _candidates(page, told)
    best = max(candidates, key=lambda each: each.weight, default=None)
    if best is None or not names_people(best.found):
        elsewhere = byline_on_date_line(page) or read_byline_alone(page, told)
        if best is None or elsewhere is not None:
            return elsewhere or (agency_in_head(page) if not told else None)
    chosen = _together(best, candidates)
    if best.marked:
        chosen = _with_pictures_by(page, chosen, marked)
    return take_byline(page, chosen, "markup" if best.marked else "text")


def _candidates(page: Page, told: list[Author]) -> tuple[list[Line], list[_Candidate]]:
    """Return the lines marked as bylines and all that read as one, in reading order from the headline down."""
    known = {plain(author.name) for author in told}
    at, text_begins = headline_index(page), first_paragraph_index(page)
    of_authors = {el.get("href") for el in page.metadata.rel.get("author", ())}
    marked: list[Line] = []
    candidates: list[_Candidate] = []
    for line in sorted([*header_lines(page), *header_furniture(page)], key=lambda each: (each.index < at, each.index)):
        if not 2 <= len(line.text) <= LONGEST:
            continue
        is_marked = _is_marked(line, of_authors)
        if is_marked:
            marked.append(line)
        eastern = bool(read_korean(line.text) or read_chinese(line.text))
        signed = eastern or opens_as_byline(line.text) or MARK.fullmatch(line.text) is not None
        if not (is_marked or signed or _may_name(line, known)):
            continue
        found = read_line(page, line, bare_names=True)
        if found is None or _begins_with_by(found, page.language):
            continue
        is_known = not known.isdisjoint(plain(author.name) for author in found.authors)
        signed = signed and read_line(page, line, bare_names=False) is not None
        if is_marked or is_known or signed or _stands_for_itself(line, found):
            weight = (
                _ABOVE_TEXT * (line.index < text_begins) + _KNOWN * is_known + _MARKED * is_marked + _SIGNED * signed
            )
            candidates.append(_Candidate(weight, line, found, is_marked))
    return marked, candidates


def _begins_with_by(found: Byline, language: str | None) -> bool:
    """Whether the first name has swallowed the word before it: "Par Elba" names somebody by one name only."""
    by = opening(found.authors[0].name) if found.authors else None
    return by is not None and counts_as_by(by[0], language)


def _is_marked(line: Line, of_authors: set[str | None]) -> bool:
    """Whether markup says that a line names the authors: by its class, a link with rel=author, or an <address>."""
    if any(href in of_authors for href, _ in line.links):
        return True
    if has_hint(line, "caption", 3, 4) or _OF_PLACE.search(line.node.name):
        return False
    return has_hint(line, "byline", 4, 6) or any(node.tag == "address" for node in line.node.close_blocks(3, 3))


def _may_name(line: Line, known: set[str]) -> bool:
    """Whether a short line without mark and without "By" is worth reading: a known name, an author's page, a role."""
    if len(line.text) > _LONGEST_BARE or line.level:
        return False
    text = plain(line.text) if known else ""
    if any(name in text for name in known):
        return True
    return any(_AUTHOR_PAGE.search(href) for href, _ in line.links) or is_press_role(line.text)


def _stands_for_itself(line: Line, found: Byline) -> bool:
    """A name without "by" counts when a role follows it or when it links to its author's page."""
    if len(line.text) > _LONGEST_BARE or line.level or not found.authors:
        return False
    first = found.authors[0].name
    rest = line.text[len(first) :] if line.text.startswith(first) else ""
    with_role = rest[:3].strip(" ").startswith((",", "|", "–", "-")) and is_press_role(rest.strip(_EDGES))
    return with_role or any(_AUTHOR_PAGE.search(href) for href, _ in line.links)


def _together(best: _Candidate, candidates: list[_Candidate]) -> list[tuple[Line, Byline]]:
    """The run of byline lines around the best one that stand together, each naming somebody new."""
    run: list[_Candidate] = []
    names: set[str] = set()
    for each in sorted(candidates, key=lambda candidate: candidate.line.index):
        if run and not _goes_on(run[-1], each):
            if best in run:
                break
            run, names = [], set()
        new = {plain(author.name) for author in each.found.authors} - names
        if new or each is best:
            run.append(each)
            names |= new
    return [(each.line, each.found) for each in run]


def _goes_on(last: _Candidate, following: _Candidate) -> bool:
    line, other = following.line, last.line
    if following.marked != last.marked or line.index - other.index > 3:
        return False
    return _same_list(line, other) and (following.marked or line.node.tag == other.node.tag)


def _same_list(line: Line, other: Line) -> bool:
    """Whether two lines stand in one block, or in blocks of the same kind beside each other."""
    one, two = line.node, other.node
    for _ in range(_DEEPEST_LIST):
        if one is two or one.parent is two.parent:
            return True
        if one.parent is None or two.parent is None or one.parent.name != two.parent.name:
            return False
        one, two = one.parent, two.parent
    return False


def _with_pictures_by(page: Page, chosen: list[tuple[Line, Byline]], marked: list[Line]) -> list[tuple[Line, Byline]]:
    """A next line that names only who took the pictures is part of a byline, though it is none by itself."""
    last = chosen[-1][0]
    following = next((line for line in marked if line.index == last.index + 1), None)
    if following is None:
        return chosen
    both = read_byline(f"{last.text}, {following.text}", page.language, bare_names=True)
    more = both.authors[len(chosen[-1][1].authors) :] if both else ()
    more = tuple(author for author in more if author.role != AUTHOR)
    return [*chosen, (following, Byline(following.text, more))] if more else chosen
