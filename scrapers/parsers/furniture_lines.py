"""Lines that are furniture by themselves, wherever they stand: labels, promos, notices, advertisements."""

from __future__ import annotations

import re
from bisect import bisect_left

from scrapers.parsers.cues import appeal_words, cue_of_line
from scrapers.parsers.lines import Line
from scrapers.parsers.page import Page
from scrapers.parsers.text import is_file_name

_LABEL = re.compile(r"[:|»›>–—-]\s*$")
_RIGHTS = re.compile(r"(?:©|\(c\)\s|copyright\b)\s*(?:\d{4}|.{0,60}$)|.{0,120}\ball rights reserved", re.IGNORECASE)
# The title that a story had in the paper it is from: "（原标题：…）".
_FORMER_TITLE = re.compile(r"[（(【]?(?:本文)?原(?:[标標][题題]|[题題][为為：:])")
# "Select the text and press Ctrl+Enter": how to report a misprint.
_REPORT = re.compile(r"\bctrl\s?\+\s?enter\b", re.IGNORECASE)
# "Do you live there? Email ada.lund@mill.example", set apart in the text.
_WRITE_TO = re.compile(
    r"[.?!]\s+(?:please\s)?(?:e-?mail|write|contact|schreib|mail|escr[ií]b|scriv|[ée]criv)\w*\s.{0,30}?\S@\S", re.I
)
# How a journal is cited: "doi: https://doi.org/10.1000/182", "Millwright 647, 20-23 (2025)".
_CITATION = re.compile(
    r"(?:doi:?\s?)?https?://(?:dx\.)?doi\.org/10\.\S+|doi:\s?10\.\d{4}\S+"
    r"|[\w .&'’-]{3,60}\s\d{1,4}(?:\s?\(\d{1,3}\))?,\s[\de]+(?:[-–]\d+)?\s\((?:19|20)\d\d\)\.?",
    re.IGNORECASE,
)
# Where those who have a page read to them find its text.
_CONTENT = re.compile(
    r"(?:(?:skip|jump|go) to (?:the )?(?:main )?|main )content|(?:zum (?:haupt)?|haupt)inhalt(?: springen)?"
    r"|aller au contenu(?: principal)?|contenu principal|(?:saltar|ir) al contenido(?: principal)?|contenido principal"
    r"|vai al contenuto(?: principale)?|contenuto principale|(?:pular|ir) para o conteúdo(?: principal)?",
    re.IGNORECASE,
)
_STOPS = tuple(".!?")
_KICKER_LINES = 3
_MOST_CELLS = 12
_LONGEST_CELL = 60
_LONGEST_NOTICE = 120
_LONGEST_LABEL = 40  # said to screen readers alone; longer hidden lines are the captions of slides
_LONGEST_HEADING = 30
_CUED_HEADINGS = frozenset(("related", "comment", "share", "appeal"))


def is_furniture_line(page: Page, line: Line) -> bool:
    """Return whether a line by itself is furniture: a label, a promo, a notice of rights, an advertisement."""
    if page.rules is not None and any(p.fullmatch(line.text) for p in page.rules.boilerplate):
        return True
    size = len(line.text)
    if size > 300:
        return False
    if "hidden" in line.hints and line.level is None and size <= _LONGEST_LABEL:
        return True
    if _is_promo(line) and page.nodes[0].prose and not (_is_linked_kicker(page, line) or _is_cell(page, line)):
        return True
    if _keeps_rights(line.text):
        return True
    if is_file_name(line.text):
        return True
    if size <= _LONGEST_LABEL and ("ont" in line.text or "nhalt" in line.text) and _CONTENT.fullmatch(line.text):
        return True
    if "@" in line.text and size < _LONGEST_NOTICE and _WRITE_TO.search(line.text) and (line.is_bold or line.is_italic):
        return True
    if "原" in line.text[:4] and _FORMER_TITLE.match(line.text):
        return True
    if "nter" in line.text and _REPORT.search(line.text):
        return True
    if size < _LONGEST_NOTICE and _cites(line.text):
        return True
    cue = cue_of_line(line)
    if cue is None:
        return False
    if cue in ("age", "meter"):  # how old the article is, how many more may be read
        return size < _LONGEST_NOTICE
    if cue in ("ad", "embed", "notice") or (size <= _LONGEST_HEADING and _is_cued_heading(line, cue)):
        return True
    if cue in ("share", "tags"):
        return size < 60 or line.link_share > 0.3
    # "Read more: <a>…</a>" and "More on this: …" are furniture when what follows the label is a link.
    if cue == "related":
        label = len(line.text) - line.link
        return line.link_share > 0.4 and label < 60
    if cue == "appeal":
        return line.link_share > 0.25 or (size < 200 and appeal_words(line.text) > 1)
    return line.link_share > 0.6


def _cites(text: str) -> bool:
    """Whether a line says how a story of a journal is cited."""
    may_cite = "/10." in text or "doi" in text[:3].lower() or "(" in text[-7:]
    return may_cite and _CITATION.fullmatch(text) is not None


def _is_cued_heading(line: Line, cue: str) -> bool:
    """Whether a line is the heading of what has gone: "Share this". Set as a bold line, that of related stories."""
    return line.level > 1 and cue in _CUED_HEADINGS if line.level else cue == "related" and line.is_bold


def _keeps_rights(text: str) -> bool:
    """Whether a line is a notice of rights: "© 2016 The Mill", "All rights reserved"."""
    return (text[0] in "©(cC" or "ights" in text or "IGHTS" in text) and _RIGHTS.match(text) is not None


def _is_promo(line: Line) -> bool:
    """A line of its own that is a link, or a label and a link to its end: "MORE: …", "Watch | …"."""
    if not line.links or line.link_share < 0.5 or line.node.tag == "li" or line.level == 1:
        return False
    before, linked, after = line.text.partition(line.links[0][1])
    if line.link_share >= 0.85:
        return len(linked) > 12 and not line.level and not _is_around_link(before, after)
    return bool(_LABEL.search(before)) and len(before) < 40 and not after.strip(" .»›>")


def _is_around_link(before: str, after: str) -> bool:
    """Whether words of a sentence stand before a link and its full stop behind it: "It also <a>holds …</a>."."""
    return after.startswith(_STOPS) and " " in before.strip() and not _LABEL.search(before)


def _is_cell(page: Page, line: Line) -> bool:
    """Whether a link is a cell of a table whose row says more of it: a name, and then its price and its mark."""
    cell = next((node for node in line.node.close_blocks(2, 1) if node.tag in ("td", "th")), None)
    row = cell.parent if cell is not None else None
    if row is None or not 1 < row.end - row.start <= _MOST_CELLS:
        return False
    return any(len(each.text) < _LONGEST_CELL and not each.links for each in page.lines[row.start : row.end])


def _is_linked_kicker(page: Page, line: Line) -> bool:
    """Whether a link is the kicker: marked so, above the headline; kickers of teasers stand elsewhere."""
    at = bisect_left(page.first_level_headings, line.index)
    above = at < len(page.first_level_headings) and page.first_level_headings[at] - line.index <= _KICKER_LINES
    return above and "kicker" in line.hints | line.node.hints
