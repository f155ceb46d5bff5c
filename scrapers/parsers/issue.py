"""The printed issue that an article belongs to.

Sources, in order: the layout's rule; an issue line near the headline, or at the end of the text; a sentence there that
says in which issue the article appeared; the bread crumbs, printed or told to machines; the end of the page's title;
JSON-LD (isPartOf with PublicationIssue and PublicationVolume, pageStart); citation_ and prism meta elements. Banners
that name the issue now on sale ("Subscribe: Issue 3002 out now") are none.
"""

from __future__ import annotations

import re
from typing import Any

from schemas import IssueRef
from scrapers.parsers.dates import read_machine_date
from scrapers.parsers.header import first_paragraph_index, headline_index
from scrapers.parsers.issue_line import is_issue_banner, may_be_issue, read_issue_line
from scrapers.parsers.issue_sentence import read_issue_sentence
from scrapers.parsers.lines import Line
from scrapers.parsers.metadata import text_of, texts_of, types_of
from scrapers.parsers.page import Page
from scrapers.parsers.site_name import TITLE_SEPARATOR, host_label
from scrapers.parsers.text import squeeze

_LINKED, _LONGEST_LINK = 0.9, 40
_LOOK_BACK = 12
_LOOK_AHEAD = 20
_TAIL = 12
_MOST_CRUMBS = 12
_LONGEST = 160
_LONGEST_NAMED = 60
_SHORTEST_NAME = 4
_NUMBER_OF_PAPER = re.compile(
    r"(?:aus\s)?(?P<label>(?P<paper>[^\W\d][^\d/:]{1,40}?)\s(?P<number>\d{1,3})/(?:19|20)\d{2})",
    re.IGNORECASE,
)


def read_issue(page: Page) -> IssueRef | None:
    """Return the issue and take every line that prints it."""
    printed = _printed(page)
    structured = _structured(page)
    if printed is None:
        return structured
    if structured is None or printed.number not in (None, structured.number):
        return printed
    more = {k: v for k, v in structured.model_dump().items() if v is not None}
    return IssueRef(**{**more, **{k: v for k, v in printed.model_dump().items() if v is not None}})


def _printed(page: Page) -> IssueRef | None:
    if page.layout is not None:
        lines = page.rule_lines(page.layout.issue)
        if found := next((ref for line in lines if (ref := read_issue_line(line.text, page.language))), None):
            page.take("issue", [line for line in lines if read_issue_line(line.text)], f"rule:{page.layout.name}")
            return found
    at = headline_index(page)
    near = page.lines[max(0, at - _LOOK_BACK) : at + _LOOK_AHEAD]
    begins = first_paragraph_index(page)
    near = [line for line in near if line.role != "furniture" or line.index < begins or _is_short_link(line)]
    read = [(line, ref) for line in near if (ref := _read(page, line))]
    read.sort(key=lambda item: (item[0].role is not None, item[0].index < at, abs(item[0].index - at)))
    read = read or _below_text(page)
    if not read:
        return _in_sentence(page) or _in_crumbs(page) or _in_title(page)
    best = read[0][1]
    lines = [line for line, ref in read if line.role is None and ref.number == best.number]
    page.take("issue", lines, "text")
    # The same number again at the foot of the text is the issue line's repeat, not a paragraph.
    number = re.match(r"\d+", best.number or "")
    repeats = [
        x
        for x in page.lines
        if x.role is None
        and len(x.text) < 60
        and number
        and number[0][-2:] in x.text
        and (r := _read(page, x))
        and r.number == best.number
    ]
    page.take("issue", repeats, "text")
    return best


def _in_title(page: Page) -> IssueRef | None:
    """The number behind the paper's name in the page's title: "Ein Wehr bricht - DER MÜLLER 52/2018"."""
    last = TITLE_SEPARATOR.split(page.metadata.title[-_LONGEST:])[-1].strip()
    if ref := _of_paper(page, last):
        page.note("issue", "title")
    return ref


def _of_paper(page: Page, text: str) -> IssueRef | None:
    """The number that follows the paper's own name: "DER MÜLLER 52/2018", "Aus Weber 19/2023"."""
    match = _NUMBER_OF_PAPER.fullmatch(text) if len(text) <= _LONGEST_NAMED else None
    if match is None:
        return None
    own = squeeze(f"{host_label(page.url)} {page.publication_name or ''}")
    if not any(len(word) >= _SHORTEST_NAME and word in own for word in map(squeeze, match["paper"].split())):
        return None
    return IssueRef(number=match["number"], label=match["label"])


def _is_short_link(line: Line) -> bool:
    """Whether a line is furniture only because it is a link: "<a>Issue No. 2507</a>"."""
    return line.node.role is None and line.link_share > _LINKED and len(line.text) <= _LONGEST_LINK


def _below_text(page: Page) -> list[tuple[Line, IssueRef]]:
    """The reference at the foot of the text. In the small print it counts with its page: "No. 84, 15 May, page 3"."""
    if page.scope is None:
        return []
    end = page.scope.end
    read = []
    for line in page.lines[max(0, end - _TAIL) : end + _TAIL]:
        if line.role not in (None, "furniture") or not (ref := _read(page, line)):
            continue
        if (line.role is None and -6 <= line.index - end < 4) or ref.page:
            read.append((line, ref))
    return read


def _in_sentence(page: Page) -> IssueRef | None:
    """The issue in which a sentence around the text says that the article appeared. Below it, it is an end note too."""
    begins = first_paragraph_index(page)
    above = page.lines[headline_index(page) + 1 : begins + 2]
    end = page.scope.end if page.scope is not None else 0
    below = page.lines[max(begins + 2, end - _TAIL // 2) : end + _TAIL]
    for line in (*above, *below):
        if line.role in (None, "furniture") and (
            ref := read_issue_sentence(line.text, page.language, page.publication_name)
        ):
            page.note("issue", "text")
            if line.index < begins + 2:
                page.take("issue", [line], "text")
            return ref
    return None


def _in_crumbs(page: Page) -> IssueRef | None:
    """The reference in the bread crumbs, above or below the article or told to machines: an archive's shelf mark."""
    for node in page.nodes:
        if "crumbs" not in node.hints or node.role not in (None, "nav"):
            continue
        if node.start == node.end or node.end - node.start > _MOST_CRUMBS:
            continue
        for line in page.lines[node.start : node.end]:
            if ref := _read(page, line):
                page.note("issue", "bread crumbs")
                return ref
    steps = list(page.metadata.nodes("ListItem"))[:_MOST_CRUMBS]
    for name in (text for node in steps for text in (*texts_of(node.get("name")), *texts_of(node.get("item"), "name"))):
        if len(name) <= _LONGEST and (ref := _in_words(page, name)):
            page.note("issue", "bread crumbs")
            return ref
    return None


def _read(page: Page, line: Line) -> IssueRef | None:
    if len(line.text) > _LONGEST:
        return None
    return _in_words(page, line.text) or (_of_paper(page, line.text) if line.role is None else None)


def _in_words(page: Page, text: str) -> IssueRef | None:
    if not may_be_issue(text) or is_issue_banner(text):
        return None
    ref = read_issue_line(text, page.language)
    return ref if ref and ref.number else None


def _structured(page: Page) -> IssueRef | None:
    fields: dict[str, str | None] = {}
    article = page.metadata.article
    stack: list[Any] = [article.get("isPartOf")]
    while stack and len(fields) < 4:
        part = stack.pop()
        if isinstance(part, list):
            stack.extend(part[:10])
        elif isinstance(part, dict):
            kinds = types_of(part)
            if "PublicationIssue" in kinds or "issueNumber" in part:
                fields.setdefault("number", text_of(part.get("issueNumber")))
                fields.setdefault("date", _day(text_of(part.get("datePublished"))))
            if "PublicationVolume" in kinds or "volumeNumber" in part:
                fields.setdefault("volume", text_of(part.get("volumeNumber")))
            stack.append(part.get("isPartOf"))
    fields["page"] = text_of(article.get("pageStart")) or text_of(article.get("printPage"))
    first = page.metadata.first
    fields["number"] = fields.get("number") or first("citation_issue", "prism.number", "prism.issueidentifier")
    fields["volume"] = fields.get("volume") or first("citation_volume", "prism.volume")
    fields["page"] = fields["page"] or first("citation_firstpage", "prism.startingpage")
    if not fields["number"]:
        return None
    page.note("issue", "metadata")
    return IssueRef(**{k: v for k, v in fields.items() if v})


def _day(value: str | None) -> str | None:
    found = read_machine_date(value) if value else None
    return found.day.isoformat() if found else None
