"""What stands between the story and the end of the page: end notes, a sign-off, a line about the author.

End notes are "Thanks to A B", "Some names have been changed", additional reporting, work details of a review,
corrections: lines at the end of the text that are all italic, marked as notes, or open with such a phrase. A
"Thanks to …" line in the middle ends the story too; what follows it are boxes.
"""

from __future__ import annotations

import re
from itertools import takewhile

from scrapers.parsers.byline import Byline
from scrapers.parsers.byline_places import sign_off
from scrapers.parsers.credits import is_credit_line
from scrapers.parsers.cues import appeal_words, cue_of_line
from scrapers.parsers.header import has_hint
from scrapers.parsers.lines import Line
from scrapers.parsers.names import is_person_name
from scrapers.parsers.page import Page
from scrapers.parsers.text import plain

_PHRASE = re.compile(
    r"""\W{0,3}(?:
    thanks\ to\b | with\ thanks\ to\b | additional\ reporting | with\ (?:additional\ )?reporting\ (?:by|from) | with\ files\ from | this\ (?:article|story)\ (?:is\ a\ joint|appear|originally|first) | (?:first|originally)\ (?:published|appeared)\ (?:in|by|on|at)\b | published\ in\ (?:the\ )?(?:print\ edition|[^\W\d][^.]{2,60}\b(?:19|20)\d{2}\W*$) | reporting\ by\b | edited\ by\b | editing\ by\b
    | (?:some|all|the)\ names\ (?:have\ been|were|are)\ | names\ (?:have\ been\ )?changed | (?:this|the)\ (?:article|story|piece|column|headline|report)\ (?:was|has\ been)\ (?:\w+\ )?(?:amended|updated|corrected|edited|first\ published|originally)
    | (?:read\ )?a\ version\ of\ this\ (?:article|story)\b | dieser\ (?:artikel|text|beitrag)\ (?:erschien|ist\ zuerst|stammt\ aus)\b | cet\ article\ (?:est\ paru|a\ [ée]t[ée]\ publi[ée])\b
    | este\ art[íi]culo\ (?:fue\ publicado|apareci[óo]|se\ public[óo])\b | questo\ articolo\ [èe]\ (?:stato\ pubblicato|uscito|apparso)\b
    | corrections?\b\W | clarification\b\W | this\ is\ a\ (?:developing|breaking)\b | letters\ may\ be\ | for\ more\ information\b | editor.?s\ note
    | (?:beitrags|titel|aufmacher|artikel|header)bild(?:er)?\b\W | bildquellen?\b\W | (?:featured|header|cover|lead|top)\ (?:image|photo|picture)(?:\ by\b|\ via\b|\W*:) | image\ (?:illustrative|[àa]\ la\ une|de\ une)\b
    | mitarbeit\b | redaktion:\ | quelle:\ | sendung:\ | dieses\ thema\ im\ programm | mit\ (?:afp|dpa|reuters|sda|apa)\b | mit\ (?:material|informationen)\ (?:von|der) | (?:alle\ )?namen\ (?:von\ der\ redaktion\ )?ge[äa]ndert | \*?name\ (?:von\ der\ redaktion\ )?ge[äa]ndert | korrektur\b | anmerkung\ der\ redaktion | in\ einer\ (?:fr[üu]heren|ersten)\ (?:version|fassung)
    | avec\ (?:la\ (?:collaboration|participation)\ de|l.aide\ de|afp|reuters) | merci\ [àa]\b | (?:certains|les)\ (?:pr[ée]noms|noms)\ ont\ [ée]t[ée] | (?:le|les)\ pr[ée]noms?\ (?:a|ont)\ [ée]t[ée]
    | con\ informaci[óo]n\ de | colabor(?:ou|aram|[óo]|aron)\ | ha(?:nno)?\ collaborato\ | gracias\ a\b | (?:los|algunos)\ nombres\ han\ sido | con\ la\ collaborazione | nomi\ di\ fantasia
    )""",
    re.IGNORECASE | re.VERBOSE,
)
# "Thanks to Mike Heaney" ends a story; "Thanks to a strong wind, …" is one.
_THANKS = re.compile(
    r"\W{0,3}(?:(?:with )?thanks to (?!a\b|an\b)|merci à (?!une?\b)|gracias a (?!una?\b)|mitarbeit\b|additional reporting\b)",
    re.IGNORECASE,
)
# "编辑 周平 校对 何远", "（责任编辑：周平）", "来源：河湾网": who handled a Chinese text, and where it is from.
_HANDLED_BY = re.compile(
    r"[\[（(【]?\s*(?:(?:责任|責任|网络)?[编編][辑輯]|责编|責編|校对|校對|审核|(?:本文)?[来來]源)(?:[：:丨|]|\s)"
)
# "《 人民例报 》（ 2025年12月03日 04 版）": where a text was printed.
_PRINTED_IN = re.compile(r"《[^《》]{2,24}》\s?[（(][^（()）]{6,40}版\s?[）)]")
_LONGEST_HANDLED_BY = 40
_CLAUSE = re.compile(r",\s(?:[a-zà-þ]\S*\s+){2}")
_IS_SOMEBODY = re.compile(
    r",| (?:is|was|has|works|writes|teaches|covers|reports|joined|lives|leads|studies|ist|war|schreibt|arbeitet"
    r"|berichtet|est|écrit|travaille|es|escribe|è|scrive)\b"
)
_LOOK_BACK = 12
_LONGEST = 500
_LONGEST_PROMO = 300
_LONGEST_LABEL = 60
# An address alone, or behind a label; "[email protected]" stands where a page hides addresses from programs.
_ADDRESS = re.compile(
    r"\W?(?:(?:contact|e-?mail|kontakt|contacto)\W{1,3})?(?:[\w.+-]+@[\w-]+(?:\.[\w-]+)+|\[email\sprotected\])\W?(?: \(\w+\))?",
    re.IGNORECASE,
)
_SMALL_BLOCK = 6
_LINKED = 0.9
# "The Leader's Ada Lund and Otto Rask contributed to this report."
_CONTRIBUTED = re.compile(
    r".{3,250}\bcontributed (?:(?:to|reporting (?:to|for)) this (?:report|story|article)|reporting)\.?$"
)
_QUOTES = "\"'“”„«»‘’‚‹›"


def read_end(page: Page, lines: list[Line], authors: list[str]) -> tuple[list[str], Byline | None]:
    """Return (end notes, sign-off) from the last of the body's lines, and take theirs."""
    notes: list[str] = []
    byline: Byline | None = None
    last = lines[-_LOOK_BACK:]
    quoted = _quoted_at_end(last)
    for line, before in zip(reversed(last), reversed([None, *last[:-1]]), strict=False):
        if line.role is not None:
            continue
        known = authors + ([author.name for author in byline.authors] if byline else [])
        if _is_handled_by(line) or _is_promo(line, before) or _is_bio(line, known):
            line.role = "furniture"
        elif before is not None and _is_card(before, line):
            line.role = before.role = "furniture"  # the card of who wrote it, the name above
        elif line not in quoted and is_note(line):
            notes.append(line.text)
            page.take("endnotes", [line], "text")
        elif (
            byline is None
            and (found := sign_off(page, line, known=bool(known)))
            and not _is_letters_page(page, lines, line)
        ):
            byline = found
            page.take("byline", [line], "sign-off")
        elif _is_left_over(line, known) or _heads_furniture(page, line):
            line.role = "furniture"
        elif not line.level and is_credit_line(line.text):
            notes.append(line.text)  # of the picture above the headline, for one
            page.take("endnotes", [line], "text")
        else:
            break
    return notes[::-1], byline


def _is_card(name: Line, line: Line) -> bool:
    """Whether a line is nothing but a name, and the one below says who bears it."""
    return len(name.text) <= _LONGEST_LABEL and _is_bio(line, [name.text]) and is_person_name(name.text)


def opens_as_note(line: Line) -> bool:
    """Whether a line opens with a phrase that only end notes open with."""
    return bool(_PHRASE.match(line.text))


def is_note(line: Line) -> bool:
    """Whether a line at the end of the text is an end note."""
    if len(line.text) > _LONGEST or line.level:
        return False
    if opens_as_note(line) or has_hint(line, "end", 2, 3):
        return True
    if _CONTRIBUTED.match(line.text) or _PRINTED_IN.fullmatch(line.text):
        return True
    if line.text[0] in _QUOTES or line.node.tag in ("li", "blockquote"):
        return False
    return line.is_italic and len(line.text.split()) > 6


def _quoted_at_end(lines: list[Line]) -> list[Line]:
    """Return the paragraphs in italics that end a text and belong to one quotation: the first opens with its mark."""
    run = list(takewhile(lambda line: line.is_italic and not line.level, reversed(lines)))
    return run if run and run[-1].text[0] in _QUOTES else []


def thanks_index(lines: list[Line]) -> int | None:
    """Return where a "Thanks to …" line ends the story before the last line, or None."""
    for at, line in enumerate(lines[:-1]):
        short = len(line.text) <= 120 and (line.text[-1] != "." or len(line.text.split()) <= 12)
        if at > 1 and short and _THANKS.match(line.text) and not _CLAUSE.search(line.text):
            return at
    return None


def _is_letters_page(page: Page, lines: list[Line], last: Line) -> bool:
    """Where other short lines of the text are signed too, the last one signs a letter and not the page."""
    short = [line for line in lines if line is not last and line.role is None and len(line.text) <= 80]
    if any(sign_off(page, line, known=False) for line in short):
        return True
    # In plain print "ADA LUND, school cook, Millbrook" signs another letter.
    plain = not (last.is_bold or last.is_italic)
    return plain and any(is_person_name(line.text.partition(",")[0]) for line in short if "," in line.text)


def _is_left_over(line: Line, authors: list[str]) -> bool:
    """Whether a last line is the label of what is gone ("Watch the film:"), or of the author, or leads to the author."""
    if line.link_share > _LINKED and authors:
        text = plain(line.text)
        known = (name for name in map(plain, authors) if name and text.startswith(name))
        if any(name == text or has_hint(line, "byline", 2, 3) for name in known):
            return True
    if len(line.text) > _LONGEST_LABEL or line.node.tag in ("li", "td"):
        return False
    if _ADDRESS.fullmatch(line.text):
        return True
    return line.text[-1] in ":：" or "byline" in line.hints or "byline" in line.node.hints


def _heads_furniture(page: Page, line: Line) -> bool:
    """Whether a short line without a full stop stands in one small block with an appeal below it that has gone."""
    block = line.node.parent
    if block is None or len(line.text) > _LONGEST_LABEL or line.text[-1] in ".!?…" or block.start != line.index:
        return False
    rest = page.lines[line.index + 1 : block.end]
    return 0 < len(rest) < _SMALL_BLOCK and all(each.role == "furniture" for each in rest)


def _is_handled_by(line: Line) -> bool:
    return len(line.text) <= _LONGEST_HANDLED_BY and _HANDLED_BY.match(line.text) is not None


def _is_promo(line: Line, before: Line | None) -> bool:
    """Whether a last line is no news but asks the reader to write, subscribe, follow or read on.

    `before` is the line above it in the text.
    """
    if len(line.text) > _LONGEST_PROMO or line.text[0] in _QUOTES or line.text[-1] in _QUOTES:
        return False
    cue = cue_of_line(line)
    set_apart = line.links or line.is_bold or line.is_italic or line.node.tag == "li"
    block = line.node.parent
    small = block is not None and block.end - block.start <= _SMALL_BLOCK
    set_apart = set_apart or (before is not None and (small or block is not before.node.parent))
    if cue == "appeal":
        return True
    return bool(set_apart) and (cue in ("related", "share", "comment") or appeal_words(line.text, different=True) > 1)


def _is_bio(line: Line, authors: list[str]) -> bool:
    """A line that opens with an author's name and says what the author is: "A B is a critic and stage manager."""
    if len(line.text) >= _LONGEST:
        return False
    text = plain(line.text)
    return any(text.startswith(name) and _IS_SOMEBODY.match(text, len(name)) for name in map(plain, authors) if name)
