"""The printed issue reference: "Issue No. 2518", "Vol. 12 No. 7", "Nr. 34/2016", "N° 3 562", "第123号"."""

from __future__ import annotations

import re
from dataclasses import dataclass

from schemas import IssueRef
from scrapers.parsers.dates import find_date
from scrapers.parsers.expressions import on_first_use
from scrapers.parsers.issue_words import AFTER_NUMBER, LEAD_INS, PAGE, STRONG, VOLUME, WEAK, names_issue_on_sale
from scrapers.parsers.months import is_weekday, month_number
from scrapers.parsers.printed_dates import first_date, plain_line
from scrapers.parsers.text import ONE_LETTER, fold, small_letters

_LONGEST_LINE = 160
_MOST_WORDS = 6
_MOST_ATTACHED = 4

# 2518 · 2238a · 2,518 · 3 562 · 34/2016 · 34/16 · 3-4/2016 · 2016/34. Year and second number are told apart later.
_NUMBER = (
    r"(?P<number>\d{1,3}(?:[., ’']\d{3})+(?!\d)|\d{1,6}[a-zA-Z]?(?![^\W\d_]))"
    r"(?:\s?(?P<join>[/+&–-])\s?(?P<second>\d{1,4})(?!\d)(?:\s?(?P<join2>[/–-])\s?(?P<third>(?:19|20)\d{2})(?!\d))?)?"
    r"(?![/.,:-]?\d)"
)
_LABELLED = on_first_use(
    rf"(?<![^\W\d_])(?P<label>(?P<strong>{STRONG})(?:\s?(?:{WEAK}|#))?|(?P<weak>{WEAK}))(?:\s?[:.]\s?|\s|(?<=[°º№#.])){_NUMBER}",
    re.I,
)
_NUMBER_FIRST = on_first_use(rf"(?<![\d./,-]){_NUMBER}\.?\s(?P<strong>{AFTER_NUMBER})(?!\w)", re.I)
_EAST_ASIAN = on_first_use(r"(?P<strong>第|제|通巻第?)\s?(?P<number>\d{1,6})\s?[号號期호]")
_DIGIT = on_first_use(r"\d")
# A label with its number behind it, or a number with its word: what every pattern above wants. For small letters.
_MAY_BE_ISSUE = on_first_use(
    rf"(?<![^\W\d_])(?:{STRONG}|{WEAK})(?:[\s:.°º№#.]|{WEAK}){{0,4}}\d|\d\.?\s(?:{AFTER_NUMBER})|[第제巻]\s?\d".translate(
        ONE_LETTER
    )
)
_VOLUME = on_first_use(
    rf"(?<![^\W\d_])(?:{VOLUME})\s?[:.]?\s?(?P<a>\d{{1,4}}|[IVXLCDM]{{1,8}})(?!\w)"
    rf"|(?<!\w)(?P<b>\d{{1,4}}|[IVXLCDM]{{1,8}})\.?\s(?:{VOLUME})(?!\w)|第\s?(?P<c>\d{{1,4}})\s?[卷巻]|제\s?(?P<d>\d{{1,4}})\s?권",
    re.I,
)
_PAGE = on_first_use(
    rf"(?<![^\W_])(?:{PAGE})\s?(?P<page>[A-Z]?\d{{1,3}}(?:\s?[–-]\s?[A-Z]?\d{{1,3}})?)(?!\w)|第\s?(?P<east>\d{{1,3}})\s?[面版]",
    re.I,
)
_PRICE = on_first_use(r"[£€$]\s?\d{1,3}(?:[.,]\d{2})?|\d{1,3}(?:[.,]\d{2})?\s?(?:[€£]|p(?!\w)|EUR|CHF|kr\.?(?!\w))")
_YEAR = on_first_use(r"(?<!\d)(?:19|20)\d{2}(?!\d)")
_SEASON_NAMES = (
    "spring summer autumn fall winter frühjahr frühling sommer herbst printemps été automne hiver primavera "
    "verano otoño invierno estate autunno inverno vår sommar høst höst vinter lente zomer herfst "
)
SEASONS = frozenset(_SEASON_NAMES.split())
_CRUMBS = on_first_use(r"\s*[>›»→]\s+|\s+[|•·/]\s+|^[|•·]\s+|\s+[|•·]$")


@dataclass(frozen=True, slots=True)
class Reference:
    """An issue number found in a line: its span, the bare number, and the year printed with it ("34/2016")."""

    start: int
    end: int
    number: str
    dated: bool
    weak: bool


def may_be_issue(text: str) -> bool:
    """Return whether a line has a digit and a word that counts issues: cheap, and false for most lines of a page."""
    return (
        _DIGIT.search(text) is not None and _MAY_BE_ISSUE.search(small_letters(text[: 4 * _LONGEST_LINE])) is not None
    )


def is_issue_banner(text: str) -> bool:
    """Return whether a line names the issue now on sale ("Latest issue: 3002", "Subscribe: Issue 3001 out now").

    Such an issue is not the one that an article belongs to.
    """
    return names_issue_on_sale(fold(text[: 2 * _LONGEST_LINE]))


def read_issue_line(text: str, language: str | None = None) -> IssueRef | None:
    """Return the issue that a short line refers to, or None.

    The line must be that reference and little else: a date, volume, page or price, a lead-in, the paper's name, the
    other crumbs of a breadcrumb trail. Running text and banners give None. `language` settles the order of numeric
    dates.
    """
    line = fold(text[: 4 * _LONGEST_LINE])
    if not line or len(line) > _LONGEST_LINE or not any(ch.isdigit() for ch in line) or names_issue_on_sale(line):
        return None
    pieces = [piece for piece in _CRUMBS.split(line) if piece]
    if len(pieces) > 1:
        for piece in pieces:
            if ref := _read_piece(piece, language):
                date = find_date(line, language=language)
                return ref if ref.date or date is None else ref.model_copy(update={"date": date.day.isoformat()})
    return _read_piece(line, language)


def _read_piece(line: str, language: str | None) -> IssueRef | None:
    ref = find_reference(line, language)
    if ref is None:
        return None
    start, end, rest = ref.start, ref.end, _blank(line, ref.start, ref.end)
    volume = page = None
    if (match := _VOLUME.search(rest)) and not _YEAR.fullmatch(value := next(filter(None, match.groups()))):
        volume, rest = value, _blank(rest, *match.span())
        if not line[min(match.end(), ref.end) : max(match.start(), ref.start)].strip(" ,.;:|·–-("):
            start, end = min(start, match.start()), max(end, match.end())
    if match := _PAGE.search(rest):
        page, rest = match["page"] or match["east"], _blank(rest, *match.span())
    date = find_date(rest, language=language)
    if date is not None and (at := rest.find(date.text)) >= 0:
        rest = _blank(rest, at, at + len(date.text))
    known = bool(volume or date or ref.dated or len(ref.number) > 2)
    if not _stands_alone(_PRICE.sub(" ", rest), start, end, weak=ref.weak, known=known):
        return None
    label = line[start:end].strip(" ,.;")
    return IssueRef(
        number=ref.number, label=label, date=date.day.isoformat() if date else None, volume=volume, page=page
    )


def find_page(text: str) -> str | None:
    """Return the first page that a folded text names: "5" of "page 5", "A1" of "Page A1", "3–4" of "S. 3–4"."""
    match = _PAGE.search(text)
    return (match["page"] or match["east"]) if match else None


def _blank(line: str, start: int, end: int) -> str:
    """Return a line with a part wiped out, so that the positions of the others stay."""
    return f"{line[:start]}{'|' * (end - start)}{line[end:]}"


def find_reference(line: str, language: str | None) -> Reference | None:
    """Return the first issue number in a folded line, whatever else the line says, or None."""
    for pattern in (_LABELLED, _EAST_ASIAN, _NUMBER_FIRST):
        for match in pattern.finditer(line):
            number, dated = _number(match)
            if number and not _is_day(line, match, language):
                return Reference(*match.span(), number, dated, match.groupdict().get("strong") is None)
    return None


def _number(match: re.Match[str]) -> tuple[str | None, bool]:
    """Return the bare number and whether a year stands with it: "34/2016" and "2016/34" are 34, "3/4" is a double."""
    number = re.sub(r"[., ’'](?=\d{3})", "", match["number"])
    if number.startswith("00"):
        return None, False  # of a ware, a case, a call
    second = match.groupdict().get("second")
    if second is None:
        return number, False
    if match["third"]:
        return (None, False) if match["join"] == match["join2"] == "/" else (f"{number}{match['join']}{second}", True)
    if len(second) == 4:
        return (number, True) if _YEAR.fullmatch(second) else (None, False)
    if _YEAR.fullmatch(number):
        return second, True
    if number.isdigit() and 0 < int(second) - int(number) <= 2:
        return f"{number}{match['join']}{second}", False
    return (number, True) if len(second) == 2 and match["join"] == "/" else (None, False)


def _is_day(line: str, match: re.Match[str], language: str | None) -> bool:
    """Return whether the number is the day of a date: "Issue: 12 May 2024" has no number, "Issue 12, May 2024" has."""
    at = match.end("number")
    if line[at : at + 1] in (",", ";", "(", "|"):
        return False
    date = first_date(plain_line(line[match.start("number") :][:60]), language, None)
    return date is not None and date.start == 0


def _stands_alone(rest: str, start: int, end: int, *, weak: bool, known: bool) -> bool:
    """Return whether what is left around a reference is not running text."""
    words = [word for word in re.findall(r"[^\W\d_][\w'’-]*", rest) if not _is_furniture(word)]
    before = re.split(r"[.,;:|·–—()\[\]!?…]", rest[:start])[-1]
    after = re.split(r"[.,;:|·–—()\[\]!?…]", rest[end:])[0]
    attached = [[w for w in part.split() if not _is_furniture(w)] for part in (before, after)]
    if re.search(r"\d", _YEAR.sub("", re.sub(r"\W\d{1,2}\W", " ", f" {rest} "))):
        return False
    if weak and (attached[1] or (words and not known)):
        return False
    flat = attached[0] + attached[1]
    return len(words) <= _MOST_WORDS and len(flat) <= _MOST_ATTACHED and not any(w[0].islower() for w in flat)


def _is_furniture(word: str) -> bool:
    bare = word.strip("„“”\"'«»&").casefold()
    return (
        not bare
        or bare in LEAD_INS
        or bare in SEASONS
        or bool(month_number(bare))
        or is_weekday(bare)
        or bare.isdigit()
    )
