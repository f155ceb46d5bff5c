"""Lists of articles (section, tag, front page): each article's link with what is printed beside it."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from datetime import date
from urllib.parse import unquote_plus, urlsplit

from lxml import etree

from scrapers.markup import fold
from scrapers.sources.links import LinkPatterns
from scrapers.sources.listed import ListedLink
from scrapers.sources.tokens import Token, read_page_tree, read_tokens

# Link texts that invite and do not name the article.
_INVITATION = re.compile(r"(?i)\W*(?:read (?:more|on)|continue reading|(?:the )?full story|find out more|more)?\W*")
_MONTHS = [
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
]
_DAY = re.compile(rf"(\d{{1,2}})\s+({'|'.join(m[:3] for m in _MONTHS)})[a-z]*\.?\s+((?:19|20)\d\d)\b")
# Entries without a headline link the standfirst. Where the address has no words to tell, this length does: headlines
# of it are not printed.
_SENTENCE_LENGTH = 75
_SHORTEST_STANDFIRST = 40
# The words on the link to the next, older page of a list: English, German, French, Spanish, Portuguese, Italian, Dutch,
# Scandinavian, Polish, Russian; or an arrow alone.
_ONWARDS = re.compile(
    r"(?i)\W*(?:next(?: page)?|older(?: posts| entries| articles| stories)?|more (?:posts|stories|articles|news)"
    r"|(?:go to )?next page|weiter|nächste(?: seite)?|ältere (?:artikel|beiträge)|(?:page )?suivante?"
    r"|articles plus anciens|siguiente|próxima(?: página)?|seguinte|successiv[ao]|volgende|neste|nästa|næste|następna"
    r"|далее|следующая)\W*|[›»→>]{1,2}"
)
_LONGEST_LABEL = 40
_WORD = re.compile(r"[^\W_]+")


@dataclass(frozen=True)
class Listing:
    """A list page: its articles in order, each once, and the next page where the page links to one."""

    links: tuple[ListedLink, ...] = ()
    next_url: str | None = None


@dataclass
class _Entry:
    """An article link being read: the text in its links, then the text after them."""

    url: str
    section: str | None
    linked: list[str] = field(default_factory=list)
    after: list[str] = field(default_factory=list)


def read_listing(body: bytes, url: str, patterns: LinkPatterns, charset: str | None = None) -> Listing:
    """Read a list page. `url` is where it was fetched, for relative links. A page without articles gives none."""
    tree = read_page_tree(body, charset)
    links = listed_links(article_tokens(tree, url, patterns), url, patterns)
    return Listing(tuple(links), _next_page(tree, url, patterns))


def article_tokens(tree: etree._Element, base: str, patterns: LinkPatterns) -> list[Token]:
    """Return the tokens of a page, its links to articles standing apart."""

    def wanted(href: str) -> bool:
        target = patterns.resolve(href, base)
        return target is not None and patterns.is_article(target)

    return list(read_tokens(tree, wanted))


def listed_links(
    tokens: Iterable[Token],
    base: str,
    patterns: LinkPatterns,
    section_of: Callable[[Token], str | None] | None = None,
) -> list[ListedLink]:
    """Return the articles in a stream of tokens, each identity once.

    The headline is the first text in the article's link, the standfirst what follows until the next article.
    `section_of` names the section that a token opens, or "" for the articles of no section, or None.
    """
    entries: dict[str, _Entry] = {}
    current: _Entry | None = None
    section: str | None = None
    for token in tokens:
        target = patterns.resolve(token.href, base) if token.kind == "link" else None
        opened = section_of(token) if section_of else None
        if target is not None:
            key = patterns.identity(target)
            current = entries.setdefault(key, _Entry(target, section))
            current.linked += [line for line in token.lines if not _INVITATION.fullmatch(line)]
        elif opened is not None:
            section, current = opened or None, None
        elif current is None:
            continue
        elif token.kind == "line":
            current.after.append(token.text)
        elif current.linked:
            current = None  # a heading ends the entry
        else:
            current.linked.append(token.text)  # <a><img></a><h3>Headline</h3>
    return [_listed(entry) for entry in entries.values()]


def printed_day(text: str) -> date | None:
    """Return the day in a text like "03 October 2017" or "Dated: 31 Oct 2017", or None."""
    found = _DAY.search(text)
    if not found:
        return None
    month = next(n for n, name in enumerate(_MONTHS, 1) if name.startswith(found[2]))
    try:
        return date(int(found[3]), month, int(found[1]))
    except ValueError:  # 31 February: printed wrong, so not known
        return None


def _listed(entry: _Entry) -> ListedLink:
    headline = entry.linked[0] if entry.linked else None
    inside = [line for line in entry.linked[1:] if line != headline]
    day = next((day for line in entry.after if (day := _day_alone(line))), None)
    # Only the first line: what else stands before the next article is the page's, not the entry's.
    after = [line for line in entry.after if not _day_alone(line)][:1]
    standfirst = " ".join(inside or after) or None
    if headline and standfirst is None and not _names_the_article(headline, entry.url):
        headline, standfirst = None, headline
    return ListedLink(entry.url, headline, standfirst, day, entry.section)


def _names_the_article(text: str, url: str) -> bool:
    """Tell whether an entry's only text is its headline: addresses are made of headlines, so they share words."""
    slug = unquote_plus(urlsplit(url).path.rstrip("/").rpartition("/")[2])
    words = {word for word in _WORD.findall(slug.casefold()) if not word.isdecimal()}
    if len(text) < _SHORTEST_STANDFIRST:
        return True
    if len(words) < 2:
        return len(text) < _SENTENCE_LENGTH
    printed = set(_WORD.findall(re.sub("['’‘]", "", text.casefold())))
    return 3 * len(words & printed) >= len(words)


def _day_alone(line: str) -> date | None:
    return printed_day(line) if _DAY.fullmatch(line.strip(" |·-–")) else None


def _next_page(tree: etree._Element, base: str, patterns: LinkPatterns) -> str | None:
    """Return the page after this one: what says so in its markup, else what is printed as the way on.

    "Next article" and the like lead to articles, which are not taken; nor is the page itself.
    """
    here = patterns.resolve(base, base)
    printed: str | None = None
    for link in tree.iter("a", "link"):
        target = patterns.resolve(link.get("href", ""), base) if link.get("href") else None
        if target is None or target == here or patterns.is_article(target):
            continue
        if "next" in link.get("rel", "").lower().split():
            return target
        if link.tag == "a" and printed is None and ("next" in link.get("class", "").split() or _leads_on(link)):
            printed = target
    return printed


def _leads_on(anchor: etree._Element) -> bool:
    label = anchor.get("aria-label") or "".join(str(part) for part in anchor.itertext())
    return len(label) < _LONGEST_LABEL and _ONWARDS.fullmatch(fold(label)) is not None
