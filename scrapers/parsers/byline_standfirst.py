"""A byline inside the standfirst: "…, reports Tomáš Tengely-Evans", "Mina Carrow explains …", "… told Alistair Farrow".

What is traded: a bare "says NAME" at the end and "NAME argues that" at the start are also how papers quote
newsmakers. They count, as the forms are common bylines, unless something shows a newsmaker: a title before or
behind the name ("Labour MP", "prime minister"), a closing quote before the verb, the name elsewhere in the
standfirst. "NAME says …" at the start is far more often news than a byline: it counts only where the caller
vouches for the paper's house style. A caller should let a byline on a line of its own win over all of these.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from schemas import Author
from scrapers.parsers import byline_verbs as verbs
from scrapers.parsers import name_words, names
from scrapers.parsers.byline_line import Byline, read_byline
from scrapers.parsers.byline_words import AUTHOR, INTERVIEWER, ORGANISATION
from scrapers.parsers.name_run import Run, read_run
from scrapers.parsers.text import fold, squeeze

_MAX_STANDFIRST = 1500
_LOST_SPACE = re.compile(r"(?<=[^\W\d_])\?(?=[^\W\d_])")
_CLAUSE_START = re.compile(r"[.!?:;…]['\"”’)]*\s+|\s[–—-]\s|—|^")
_LEAD_IN = re.compile(r"(?i)(?:(?:but|and|so|yet|now|here|as|where|while|below|today|this week|in this \w+)\s+){1,2}")
_JOINT = re.compile(r"\b(but|as)\s(?=[A-ZÀ-Þ])")
_QUOTE_END = re.compile(r"[’'”\"»]\s*[,.–—-]?\s*$")
_PLACE_AFTER = re.compile(r"(?<=[rR]eports)\s(?:from|in)(?:\s(?:the\s)?[A-ZÀ-Þ][\w'’-]*){1,4}(?=[,.;:]|\sand\s|$)")
_PLACE = re.compile(r"\s(?:in|from|at)\s(?:the )?(?:[^\W\d_][\w'’-]*\s?){1,4}(?=[.]?$)")


def byline_in_standfirst(
    standfirst: str, language: str | None = None, *, paper: str | None = None, house_style: bool = False
) -> Byline | None:
    """Return the byline that stands inside a standfirst, or None.

    `text` is the phrase as printed ("reports Judith Orr", "Mina Carrow explains", "told Alistair Farrow"), with the
    "?" that old pages show for a lost no-break space; names are without it. `paper` is the printed name of the
    publication: whoever "told" or "spoke to" it names nobody. `house_style` says that this paper opens
    standfirsts with its authors ("NAME says …").
    """
    if len(standfirst) > _MAX_STANDFIRST * 2:
        return None
    text = fold(standfirst)
    if not 5 <= len(text) <= _MAX_STANDFIRST:
        return None
    reader = _Reader(text, _LOST_SPACE.sub(" ", text), paper, house_style)
    return (
        reader.verb_first(sure=True)
        or _last_sentence(text, language)
        or reader.verb_first(sure=False)
        or reader.told()
        or reader.name_first()
        or reader.statement()
    )


def _last_sentence(text: str, language: str | None) -> Byline | None:
    match = verbs.LAST_SENTENCE_RE.search(text)
    if match is None:
        return None
    byline = read_byline(match[0], language, bare_names=False)
    full = byline is not None and all(names.is_person_name(author.name) for author in byline.authors)
    return byline if byline and byline.authors and full else None


class _Reader:
    """One standfirst: `text` as printed and `flat`, of the same length, with lost spaces put back."""

    def __init__(self, text: str, flat: str, paper: str | None, house_style: bool) -> None:
        self.text, self.flat = text, flat
        self.house_style = house_style
        self.paper = squeeze(paper).removeprefix("the")

    def verb_first(self, *, sure: bool) -> Byline | None:
        """Read ", writes NAME", ", reports NAME and NAME", "But, says NAME, …"."""
        for match in verbs.VERB_FIRST_RE.finditer(self.flat):
            verb = match["verb"]
            if bool(verbs.SURE_RE.fullmatch(verb)) is not sure:
                continue
            run = self._run(match.end())
            if run is None or not (sure or self._is_attribution(match, run)):
                continue
            rest = self.flat[run.end :]
            ends = self.house_style and rest.startswith(". ")
            if (
                ends
                or not rest.strip(" .!")
                or (sure and re.match(r"\s*[.,;:!?–—(]", rest))
                or _PLACE.fullmatch(rest.rstrip())
            ):
                return self._byline(match.start(), run.end, run, AUTHOR)
            if not sure and self._is_inserted(match.start(), rest):
                return self._byline(match.start(), run.end, run, AUTHOR)
        return None

    def _is_attribution(self, match: re.Match[str], run: Run) -> bool:
        """Whether ", says NAME" may sign an article: no quote before it, no newsmaker in it."""
        before = self.flat[: match.start()]
        lost_space = self.text[match.end() - 1] == "?"
        if not (lost_space or re.search(r"[,–—:.!?-]['\"”’]?\s*$", before)) or _QUOTE_END.search(before):
            return False
        return not run.is_newsmaker and not self._is_subject(run)

    def _is_inserted(self, start: int, rest: str) -> bool:
        return bool(re.search(r"(?:^|[.!?] )(?:But|And|Yet|So|Now),? $", self.flat[:start])) and rest.startswith(",")

    def _is_subject(self, run: Run) -> bool:
        """Whether the standfirst speaks of the bearer elsewhere too: then it is about, not by, the person."""
        around = f" {self.flat[: run.start]} {self.flat[run.end :]} "
        return any(re.search(rf"(?<!\w){re.escape(name.split()[-1])}(?!\w)", around) for name in run.names)

    def told(self) -> Byline | None:
        """Read "… told NAME why", "… spoke to NAME about", "interviewed by NAME": the one asked is no author."""
        for match in verbs.TOLD_RE.finditer(self.flat):
            run = self._run(match.end())
            if run is None or run.is_newsmaker or not match.start():
                continue
            if verbs.TOLD_NEXT.match(self.flat, run.end):
                return self._byline(match.start(), run.end, run, INTERVIEWER)
        return None

    def name_first(self) -> Byline | None:
        """Read "NAME explains", "Critic NAME offers", "as NAME argues,", "NAME, author of X, argues that"."""
        forms = [(verbs.NAME_FIRST_RE, False, False), (verbs.ROLE_NAME_FIRST_RE, True, False)]
        if self.house_style:
            forms.append((verbs.SAYS_FIRST_RE, False, True))
        if self.flat.isupper():
            return None
        for pattern, needs_role, only_first in forms:
            for match in pattern.finditer(self.flat):
                for start in [0] if only_first else self._clause_starts(match.start()):
                    run = self._subject(start, match.start())
                    if run is None or run.is_newsmaker or (needs_role and not run.is_press):
                        continue
                    role = INTERVIEWER if match["verb"].startswith("interview") else AUTHOR
                    return self._byline(run.start, match.end(), run, role, match["verb"])
        return None

    def _clause_starts(self, end: int) -> Iterator[int]:
        """The places before a verb where its subject may begin: a sentence, then what follows a comma in it."""
        window = max(0, end - 300)
        start = max((m.end() for m in _CLAUSE_START.finditer(self.flat, 0, end) if m.end() >= window), default=None)
        lost = self.text.rfind("?", window, end) + 1
        if start is None:
            return
        yield start
        for joint in _JOINT.finditer(self.flat, start, end):
            if joint[1] == "but" or (verbs.AS_NAME_RE.match(self.flat, end) and self._stops(end)):
                yield joint.end()
        if lost > start and self.text[lost : lost + 1] != " ":
            yield lost
        comma = self.flat.rfind(", ", start, end)
        while comma >= 0:
            yield comma + 2
            comma = self.flat.rfind(", ", start, comma)

    def _stops(self, start: int) -> bool:
        """Whether the verb at start ends its clause: "as A B argues, that …"."""
        word = re.compile(r"\S+?(?=[,.]|$|\s)").match(self.flat, start)
        return word is not None and (
            word.end() == len(self.flat) or self.flat[word.end()] in ",." or self.flat.startswith(" from ", word.end())
        )

    def _subject(self, start: int, end: int) -> Run | None:
        """The names from start to the verb, when nothing but them, a role and an apposition stands there."""
        lead = _LEAD_IN.match(self.flat, start, end)
        for begin in dict.fromkeys((lead.end() if lead else start, start)):
            run = self._run(begin, end)
            if run is None:
                continue
            between = self.flat[run.end : end].strip()
            if not between:
                return self._with_as(run, begin)
            if re.fullmatch(r",\s[^.;:!?]{3,200},", between):
                low = {word.casefold().strip(".,'’") for word in between.split()[:12]}
                newsmaker = bool(low & (name_words.NEWSMAKER_ROLES - name_words.OTHER_ROLES))
                return None if newsmaker else run
        return None

    def _with_as(self, run: Run, begin: int) -> Run:
        """Take the "as" of "but as NAME argues," into the phrase."""
        lead = re.search(r"(?i)(?<!\w)as\s+$", self.flat[max(0, begin - 4) : begin])
        return run if lead is None else run.starting(begin - len(lead[0]))

    def statement(self) -> Byline | None:
        """Read "A statement from the Greek SWP on …": the organisation signs."""
        match = verbs.STATEMENT_RE.match(self.flat)
        if match is None or not match["who"][0].isupper() or len(match["who"].split()) > 6:
            return None
        who = match["who"].strip()
        role = AUTHOR if names.is_person_name(who) else ORGANISATION
        return Byline(self.text[: match.end("who")], (Author(name=who, role=role),))

    def _run(self, start: int, end: int | None = None) -> Run | None:
        run = read_run(self.flat, start, len(self.flat) if end is None else end)
        if run is None or any(squeeze(name).removeprefix("the") == self.paper for name in run.names):
            return None
        return run

    def _byline(self, start: int, end: int, run: Run, role: str, verb: str = "") -> Byline:
        authors = tuple(Author(name=name, role=role) for name in dict.fromkeys(run.names))
        if place := _PLACE_AFTER.match(self.flat, end):
            end = place.end()  # "reports from Cairo": the place stays in the phrase
        return Byline(self.text[start:end].strip(" ,"), authors)
