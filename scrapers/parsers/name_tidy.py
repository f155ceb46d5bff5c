"""What stands beside a name on a page and is no part of it: dates, handles, buttons, brackets, "By"."""

from __future__ import annotations

import re

from scrapers.parsers.months import is_weekday, month_number
from scrapers.parsers.name_words import NEVER, ROLES, SOFT, word_set
from scrapers.parsers.text import fold

MAX_LINE = 600
EDGES = " \t.,;:|·•-–—/*»«>\"“”'‘’"
DOMAIN = re.compile(r"[\w-]{1,30}(?:\.[\w-]{2,20}){0,2}\.[a-zA-Z]{2,8}")
_JUNK = re.compile(
    r"\S{1,64}@[\w-]{1,40}\.\S{1,40}|@\w{1,40}|https?://\S{1,200}|www\.\S{1,200}|\([^()]{0,80}\)|\[[^\[\]]{0,80}\]"
    r"|\bX: ?@\w+"
)
_BEFORE_JOINT = re.compile(r"\s*;(?=\s*(?:(?:and|und|et|&|in|at|from|on|for|aus|with|mit)\s|[;,.|]|$))")
_CUT = re.compile(
    r"(?:^|(?<=[\s,.|·•]))(?:"
    r"(?:(?:Last |First )?(?:[Uu]pdated|[Pp]ublished|[Pp]osted|[Mm]odified)|Follow(?:ing)?|E-?mail|View|Share"
    r"|Save|Read more|"
    r"See (?:all|more)|More (?:from|by)|Contact|Subscribe|Bookmark|Add comment|Comments?"
    r"|Leave a (?:[Cc]omment|[Rr]eply)|(?:\d{1,4}|No) [Cc]omments?"
    r"|\d{1,4} (?:Kommentare?|[Cc]ommentaires?|[Cc]omentarios?|[Cc]ommenti)"
    r"|Aktualisiert|Stand|Veröffentlicht|"
    r"Publié|Mis à jour|Publicado|Actualizado|Pubblicato|Aggiornato|Gepubliceerd|Publisert|Oppdatert|Publicerad"
    r"|Uppdaterad|"
    r"Udgivet|Opdateret|Опубликовано|Yayınlanma)\b"
    r").{0,100}$"
)
# "Ada Lund 3 min read", "Ada Lund5 Min."
_READING_TIME = re.compile(
    r"\W{0,3}\d{1,3}[\s-]?(?:min(?:ut[a-zé]{1,3})?s?|мин|perc|dk)\b\.?(?:\s(?:read|listen|lesezeit|lecture|lectura|leestijd|lukuaika|чтения))?$",
    re.IGNORECASE,
)
_BY = re.compile(
    r"(?i)^(?:(?:written|words|text|story|posted|reported|report)\s+by|by|von|par|por|autor(?:in)?:|author:"
    r"|text:)[\s:]+"
)
_CJK_ROLE = re.compile(
    "^(?:本报|本報|本社)?(?:取材・文|文・写真|執筆|記者|记者|作者|文|撰文)[:：/／=＝ ]*"
    "|[ 　]*(?:特派員|論説委員|編集委員|記者|记者|기자|특파원|논설위원"
    "|선임기자"
    "|인턴기자)(?:[ 　]*외[ 　]*[0-9]+명)?$"
)

_GLUED_ON = ROLES | SOFT | NEVER
_TOKEN = re.compile(r"[^\W\d_]+|\d+|[^\w\s]")
# Month names and weekdays by their first three letters, in the languages of the parser.
_CALENDAR = word_set(
    "jan feb fév fev mar mär mrt apr avr abr may mai maj mag mei maio jun jui giu jul lug aug aoû ago set sep "
    "oct okt ott out "
    "nov dec dez déc dic ene gen mon tue wed thu fri sat sun lun mer jeu ven sam dim mie jue vie sáb dom die "
    "mit don son янв фев "
    "мар апр май июн июл авг сен окт ноя дек"
)
_CLOCK = word_set(
    "am pm a m p gmt bst utc cet cest est edt et pt pst pdt mez mesz ist sast wib uhr h hrs hr hour hours min "
    "mins minute minutes "
    "day days week weeks month months year years ago st nd rd th at on of de del le el um vor kl klo stunden "
    "heures il y hace horas t z "
    "年 月 日 時 分 年月日 년 월 일"
)


def trim(text: str) -> str:
    """Return a text without the punctuation at its ends; "Jr." and an initial keep their full stop."""
    bare = text.strip(EDGES)
    initial = bare[-2:-1] == " " and bare[-1].isupper()
    return f"{bare}." if (initial or bare[-3:] in (" Jr", " Sr")) and f"{bare}." in text else bare


def unglue(text: str) -> str:
    """Return a text with a bar where a role or a button has lost the space before it ("Jane DoeKorrespondent")."""
    pieces: list[str] = []
    for word in text.split(" "):
        at = next((i for i in range(3, len(word) - 2) if word[i - 1].islower() and word[i].isupper()), 0)
        tail = word[at:].casefold().strip(".,:")
        pieces.append(f"{word[:at]} | {word[at:]}" if at and tail in _GLUED_ON else word)
    return " ".join(pieces)


def drop_junk(text: str) -> str:
    """Return a text without e-mail addresses, handles, links, brackets and the word for "reporter" of East Asia.

    A semicolon takes their place where two names would grow together ("A B (PA) C D").
    """
    text = _JUNK.sub("; ", unglue(_CJK_ROLE.sub("", fold(text[:MAX_LINE]))))
    return fold(_BEFORE_JOINT.sub("", text))


def cut_buttons(text: str) -> str:
    """Return a text without the "Follow", "Updated 10:30" or date at its end."""
    text = _READING_TIME.sub("", _CUT.sub("", text)).strip()
    digit = re.search(r"\d", text)
    if digit is None:
        return text
    start = digit.start()
    month = False  # "Theresa May Dec 3": one month is of the date
    while word := re.search(r"([^\W\d_]+)[.,]*\s+$", text[max(0, start - 24) : start]):
        if not (is_weekday(word[1]) or (not month and month_number(word[1]))):
            break
        month = month or not is_weekday(word[1])
        start -= len(word[0])
    return text[:start].strip() if is_date(text[start:]) else text


def is_date(text: str) -> bool:
    """Return whether a text is a date, a time or an age ("12 Jan 2024, 10:30 GMT", "3 hours ago") and nothing else."""
    tokens = _TOKEN.findall(text[:80].casefold())
    if len(text) > 80 or not any(token.isdigit() for token in tokens):
        return False
    spoken = [token for token in tokens if token.isalpha()]
    known = all(_is_calendar(word) or word in _CLOCK for word in spoken)
    marked = bool(spoken) or bool(re.search(r"\d[:./-]\d|(?:19|20)\d\d", text))
    return known and marked and all(token.isalnum() or token in ".,:/-–—|·•+'’" for token in tokens)


def _is_calendar(word: str) -> bool:
    return word[:3] in _CALENDAR and len(word) <= 10


def tidy(text: str) -> str:
    """Return a text without a leading "By" and without e-mail address, handle, brackets, date and buttons."""
    text = fold(text[:MAX_LINE])
    if DOMAIN.fullmatch(text):
        return text
    text = _BY.sub("", trim(cut_buttons(drop_junk(text))))
    return trim(_CJK_ROLE.sub("", fold(text)))


def without_cjk_role(text: str) -> str:
    """Return a text without "記者", "기자" and their like before or behind a name."""
    return trim(_CJK_ROLE.sub("", text))
