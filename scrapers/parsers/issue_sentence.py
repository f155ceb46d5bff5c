"""A sentence that says in which printed issue the article appeared: "This article appears in the January 2017 issue".

Magazines and papers that number no issues, or number them where nobody reads it, name them so: by a number, a day, a
month or a season, some with the page. Only what speaks of this article counts: a story may tell of another paper's
issue, and what first appeared elsewhere names an issue of that paper.
"""

from __future__ import annotations

import re

from schemas import IssueRef
from scrapers.parsers.dates import find_date
from scrapers.parsers.expressions import on_first_use
from scrapers.parsers.issue_line import SEASONS, find_page, find_reference
from scrapers.parsers.issue_words import names_issue_on_sale
from scrapers.parsers.months import month_number
from scrapers.parsers.text import squeeze

_LONGEST_LINE, _LONGEST, _LONGEST_BARE = 500, 220, 120
_OF_PRINT = on_first_use(
    r"\b(?:issue|edition|print\w*|ausgabe|heft|(?:zeitung|krant|avisen)\s(?:vom|van|den)|num[ée]ro|nr|[ée]dition|n[úu]mero"
    r"|edici[óo]n|edi[çc][ãa]o|edizione|nummer|editie|numer\w{0,2}|wydani\w{1,3}|č[íi]sl\w|utgav\w|udgav\w|номер\w?)\b"
    r"|\bn[°º]|№|期",
    re.IGNORECASE,
)
_NOT_PRINTED = on_first_use(
    r"\b(?:online|digital|web|podcast|newsletter)[\s-](?:issue|edition|ausgabe|version)", re.IGNORECASE
)
_SAYS = on_first_use(
    r"""\W{0,3}(?:
    (?:(?:a|an|the|this)\s(?:\w+\s){0,2}version\sof\s)?th(?:is|e\sabove)\s(?:article|story|piece|column|essay|review|interview|feature|report|editorial|letter|text|profile|excerpt)\s
      (?:(?:also|first|originally)\s)?(?:appears?|appeared|ran|runs|(?:is|was|has\sbeen)\s(?:(?:also|first|originally)\s)?(?:published|printed|taken|part|from|featured|in))\s
    | an?\s(?:\w+\s){0,2}version\sof\sthis\s\w+\s(?:also\s)?(?:appears?|appeared|ran|runs|(?:was|is)\s(?:also\s)?(?:published|printed))\s
    | dies(?:er|es|e)\s(?:artikel|text|beitrag|kommentar|essay|interview|gespräch|bericht|reportage|kolumne|stück)\s(?:ist|erschien|erscheint|stammt|wurde|steht)\s
    | (?:cet(?:te)?|ce)\s(?:article|texte|enquête|entretien|reportage|tribune|papier)\s(?:est\s(?:paru|extrait|issu|tiré)|a\sété\spublié|figure)e?\s
    | este?a?\s(?:art[íi]culo|texto|reportaje|entrevista|artigo|reportagem|matéria)\s(?:fue|ha\ssido|se\spublicó|apareci[óo]|aparece|forma\sparte|pertenece|foi|saiu|faz\sparte|está)\s
    | quest[oa]?[\s’'](?:articolo|testo|intervista|pezzo|reportage)\s(?:è|e['’])\s(?:stat[oa]\s)?(?:uscit|pubblicat|appars|tratt)[oa]\s
    | (?:een\sversie\svan\s)?dit\s(?:artikel|stuk|verhaal|interview)\s(?:verscheen|is\sverschenen|stond|staat|komt\suit)\s
    | (?:ten\s)?(?:artykuł|tekst|wywiad|reportaż)\s(?:ukazał\ssię|pochodzi|został\sopublikowany|opublikowan[oy])\s
    | (?:den\s(?:här|her)\s|denne?\s|detta\s|dette\s)?(?:artikeln?|artiklen|teksten|texten|saken)\s(?:är|er|var|blev|ble|har|publicerades|stod)\s
    | (?:эта\s)?(?:статья|материал|текст)\s(?:был[аи]?\s)?(?:опубликован|напечатан|вышл|вышел)\w{0,2}\s
    | (?:本文|该文|此文)(?:刊|载|載|发表|發表|选自|選自)
    | (?P<bare>
        (?:(?:first|originally)\s)?(?:appears?|appeared|published|printed)\s(?:as\s.{1,80}\s)?in\s(?:print\b|the\s)
      | (?:taken\s)?from\sthe\s(?=[^.]{0,60}\b(?:issue|edition)\b)
      | (?:der|das)\s(?:artikel|text|beitrag|interview|gespräch)\s(?:ist\s(?=.{0,80}erschienen)|erschien\s|stammt\saus\s)
      | (?:erschienen\sin|aus)\s(?:der|dem)\s
      | (?:paru|publié)e?\sdans\s
      | public(?:ado|ada)\s(?:en\s(?:el|la)|n[ao])\s
      )
    )""",
    re.IGNORECASE | re.VERBOSE,
)
_ELSEWHERE = on_first_use(
    r"\b(?:first|originally|previously|zuerst|ursprünglich|erstmals|initialement|d['’]abord|à\sl['’]origine|originalmente|inicialmente"
    r"|por\sprimera\svez|in\sorigine|inizialmente|oorspronkelijk|eerder|pierwotnie|ursprungligen|opprinnelig|oprindeligt|впервые)\b",
    re.IGNORECASE,
)
_END = re.compile(r"(?<=[^\W\d_]{4})[.!?](?=\s)|。")
_PERIOD = re.compile(
    r"(?P<first>[^\W\d_]{3,12}\.?)(?:\s\d{1,2}\s?[–—-]\s?\d{1,2}(?!\d))?(?:\s?[/–—&-]\s?(?P<second>[^\W\d_]{3,12}))?(?:\sde|\sdel|\sdi)?,?\s(?:19|20)\d{2}(?!\d)"
)
_SECTION = re.compile(r"\bsection\s(?P<section>[A-Z]{1,2}),\spage\s(?P<page>\d{1,3})\b", re.IGNORECASE)


def read_issue_sentence(line: str, language: str | None, paper: str | None) -> IssueRef | None:
    """Return the issue in which a folded line says that this article appeared, or None.

    `paper` is the publication's name: only an article that first appeared in this paper has that issue.
    """
    says = _SAYS.match(line) if len(line) <= _LONGEST_LINE else None
    # Without "this article" a longer line may be a paragraph of a story: "From the edition of 5 May 1945 he learned …".
    if says is None or (says["bare"] and len(line) > _LONGEST_BARE):
        return None
    end = _END.search(line, says.end())
    said = line[: end.start() if end else _LONGEST][:_LONGEST]
    if not _OF_PRINT.search(said) or _NOT_PRINTED.search(said) or names_issue_on_sale(said):
        return None
    if _ELSEWHERE.search(said) and not (paper and squeeze(paper) in squeeze(said)):
        return None
    return _named(said, says.end(), language)


def _named(said: str, begin: int, language: str | None) -> IssueRef | None:
    """Return the issue that a sentence names behind what it says of the article."""
    behind = said[begin:]
    number = find_reference(behind, language)
    rest = f"{behind[: number.start]}|{behind[number.end :]}" if number else behind
    date = find_date(rest, language=language)
    period = None if date else next((each for each in _PERIOD.finditer(rest) if _is_period(each, language)), None)
    if number is not None:
        label = behind[number.start : number.end]
    elif date is not None and _OF_PRINT.search(said.replace(date.text, " ")):
        label = date.text
    elif period is not None:
        label = period[0]
    else:
        return None
    section = _SECTION.search(behind)
    return IssueRef(
        number=number.number if number else None,
        label=label.strip(" ,.;()"),
        date=date.day.isoformat() if date else None,
        page=section["section"].upper() + section["page"] if section else find_page(rest),
    )


def _is_period(match: re.Match[str], language: str | None) -> bool:
    """Whether words before a year are months or seasons: "July/August 2017", "Spring 2024"."""
    words = [word for word in (match["first"], match["second"]) if word]
    return all(word.casefold() in SEASONS or month_number(word.rstrip("."), language) for word in words)
