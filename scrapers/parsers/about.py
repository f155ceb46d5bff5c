"""What a page says about the article that is not printed as text: section, topics, language, access, addresses."""

from __future__ import annotations

import re
from itertools import islice
from urllib.parse import quote, urlsplit, urlunsplit

from lxml import etree

from scrapers.parsers.metadata import text_of, texts_of
from scrapers.parsers.page import Page
from scrapers.parsers.site_name import site_name
from scrapers.parsers.text import fold, plain
from scrapers.parsers.tree import inner_text

_LANGUAGE = re.compile(r"[a-zA-Z]{2,3}(?:[-_][a-zA-Z0-9]{2,8})*$")
_HOST_FORMS = re.compile(r"^(?:www\d?|m|mobile|amp)\.(?=[^.]+\.)")
_UNRESERVED = frozenset("abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789-._~")
_ESCAPE = re.compile(r"%([0-9a-fA-F]{2})")
_MOST_TOPICS = 60
# "News,World,Europe" is a list of sections, "Arts, Books and Film" is the name of one.
_GLUED_LIST = re.compile(r"(?<=\w),(?=\w)")
_NO_TOPIC = re.compile(r"[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}|(?:\w+ )?category: .*", re.I)
# Scripts that one language alone is written in.
_ONE_LANGUAGE = {
    "ja": re.compile("[\u3040-\u30ff]"),
    "ko": re.compile("[\uac00-\ud7af]"),
    "th": re.compile("[\u0e01-\u0e5b]"),
    "el": re.compile("[\u0370-\u03ff]"),
    "he": re.compile("[\u05d0-\u05ea]"),
    "hy": re.compile("[\u0531-\u0587]"),
    "ka": re.compile("[\u10a0-\u10ff]"),
    "my": re.compile("[\u1000-\u109f]"),
    "km": re.compile("[\u1780-\u17ff]"),
    "lo": re.compile("[\u0e81-\u0edf]"),
    "si": re.compile("[\u0d80-\u0dff]"),
    "ta": re.compile("[\u0b80-\u0bff]"),
    "te": re.compile("[\u0c00-\u0c7f]"),
    "kn": re.compile("[\u0c80-\u0cff]"),
    "ml": re.compile("[\u0d00-\u0d7f]"),
    "gu": re.compile("[\u0a80-\u0aff]"),
    "pa": re.compile("[\u0a00-\u0a7f]"),
}
# Kana stand between Chinese characters: a few of them make a title Japanese.
_LEAST_OF_TITLE = {"ja": 0.15}
_HAN = re.compile("[\u4e00-\u9fff]")
_LEAST_CHINESE = 100
_LONG_LINE, _FEW, _OPENING = 25, 20, 2000
_TRACKING = re.compile(
    r"^(?:utm_\w+|fbclid|gclid|mc_cid|mc_eid|cmpid|ns_campaign|at_medium|at_campaign|wt_\w+|ref)$", re.I
)


def read_language(page: Page) -> str | None:
    """Return the page's language (BCP 47): <html lang>, JSON-LD, og:locale, content-language, the script of the title.

    Where none tells it, the script of the text does, if one language alone is written in it, and for Chinese.
    A script that one language alone is written in overrules "en", which templates declare by themselves.
    """
    candidates = [
        (page.root.get("lang") or page.root.get("{http://www.w3.org/XML/1998/namespace}lang"), "html"),
        (text_of(page.metadata.article.get("inLanguage"), "alternateName", "name"), "json-ld"),
        (page.metadata.first("og:locale", "content-language", "language", "dc.language"), "meta"),
        (page.rules.publication.language if page.rules else None, "publication"),
    ]
    shown = _language_of_script(page.metadata.title)
    for value, source in candidates:
        if value and _LANGUAGE.match(value.strip()):
            tag = _language_tag(value.strip())
            if shown and tag.startswith("en"):
                break
            page.note("language", source)
            return tag
    if shown := shown or _language_of_script(_opening(page)):
        page.note("language", "script")
    return shown


def _opening(page: Page) -> str:
    """The beginning of what the page prints at some length: long enough to tell Chinese from Japanese."""
    long = (line.text for line in page.lines if len(line.text) >= _LONG_LINE)
    return "".join(islice(long, _FEW))[:_OPENING]


def _language_of_script(text: str) -> str | None:
    if text.isascii():
        return None
    letters = sum(ch.isalpha() for ch in text)
    for language, script in _ONE_LANGUAGE.items():
        if len(script.findall(text)) > _LEAST_OF_TITLE.get(language, 0.3) * letters:
            return language
    # A title in Japanese may do without kana, a few sentences can not.
    chinese = letters >= _LEAST_CHINESE and len(_HAN.findall(text)) > 0.5 * letters
    return "zh" if chinese and not _ONE_LANGUAGE["ja"].search(text) else None


def _language_tag(value: str) -> str:
    """RFC 5646 §2.1.1: language lower case, region upper case, script title case."""
    first, *rest = value.replace("_", "-").split("-")
    return "-".join(
        [first.lower(), *(p.upper() if len(p) == 2 else p.title() if len(p) == 4 else p.lower() for p in rest)]
    )


def read_section(page: Page) -> str | None:
    """Return the section: JSON-LD articleSection, article:section, or the last step of the bread crumbs."""
    if text := text_of(page.metadata.article.get("articleSection")):
        page.note("section", "json-ld")
        return _GLUED_LIST.split(text)[0]
    if text := page.metadata.first("article:section", "section", "parsely-section"):
        page.note("section", "meta")
        return text
    crumbs = _crumbs(page)
    if crumbs:
        page.note("section", "bread crumbs")
        return crumbs[-1]
    return None


def _crumbs(page: Page) -> list[str]:
    """The labels of the bread crumbs above the headline, without the home page's and the article's own."""
    headline = next((line for line in page.lines if line.role == "headline"), None)
    end = headline.index if headline else len(page.lines)
    for node in page.nodes:
        if node.start >= end:
            break
        if not 0 < node.end - node.start <= 8 or node.role not in (None, "nav"):
            continue
        lines = page.lines[node.start : node.end]
        if "crumbs" in node.hints or (len(lines) == 1 and re.search(r"[>»›]", lines[0].text)):
            labels = [text for line in lines for _, text in line.links if len(text) < 60]
            labels = [text for text in labels if headline is None or plain(text) != plain(headline.text)]
            if len(labels) > 1:
                return labels[1:]
    return []


def read_topics(page: Page) -> list[str]:
    """Return the tags as printed (rel=tag), else article:tag, else JSON-LD keywords."""
    # WordPress marks the links to an article's categories as tags too.
    printed = [inner_text(el) for el in page.metadata.rel.get("tag", ())[: 2 * _MOST_TOPICS] if not _is_category(el)]
    for source, values in (
        ("tags", printed[:_MOST_TOPICS]),
        ("meta", page.metadata.all("article:tag", "parsely-tags", "news_keywords")),
        ("json-ld", texts_of(page.metadata.article.get("keywords"), "name")),
    ):
        pieces = [piece for value in values for piece in (value.split(",") if source != "tags" else [value])]
        topics = list(dict.fromkeys(text for piece in pieces if (text := fold(piece)) and _is_topic(page, text)))
        if topics:
            page.note("topics", source)
            return topics[:_MOST_TOPICS]
    return []


def _is_topic(page: Page, text: str) -> bool:
    """Tell a tag from what systems keep among the tags for themselves: keys, labelled sections, the site's address."""
    if len(text) >= 100 or _NO_TOPIC.fullmatch(text):
        return False
    return " " in text or "." not in text or not _same_site(f"//{text}", page.url)


def _is_category(el: etree._Element) -> bool:
    parent = el.getparent()
    names = f"{el.get('rel')} {el.get('class')} {parent.get('class') if parent is not None else ''}"
    return "category" in names


def read_free_to_read(page: Page) -> bool | None:
    """Return whether all can read it: JSON-LD isAccessibleForFree, else article:content_tier, else unknown."""
    value = page.metadata.article.get("isAccessibleForFree")
    if isinstance(value, str):
        value = {"true": True, "false": False}.get(value.strip().lower().rpartition("/")[2])
    if isinstance(value, bool):
        page.note("free_to_read", "json-ld")
        return value
    tier = page.metadata.first("article:content_tier")
    if tier and tier.lower() in ("free", "locked", "metered"):
        page.note("free_to_read", "meta")
        return tier.lower() == "free"
    return None


def read_canonical_url(page: Page) -> str:
    """Return the address the page declares for itself if it is on the same site, else its own; normalised."""
    declared = next(iter(page.metadata.links.get("canonical", ())), None) or page.metadata.first("og:url")
    absolute = page.absolute(declared)
    if absolute and _same_site(absolute, page.url) and not _is_home(absolute, page.url):
        page.note("canonical_url", "declared")
        return normalise_url(absolute)
    return normalise_url(page.url)


def _same_site(one: str, other: str) -> bool:
    """Whether two addresses are of one site: the same host but for www, m and amp, or one below the other."""
    try:
        hosts = [(urlsplit(url).hostname or "").rstrip(".") for url in (one, other)]
    except ValueError:  # brackets that hold no IPv6 address
        return False
    first, second = (_HOST_FORMS.sub("", host) for host in hosts)
    return first == second or first.endswith("." + second) or second.endswith("." + first)


def _is_home(declared: str, own: str) -> bool:
    """A page that gives the home page as its canonical address says nothing about itself."""
    return urlsplit(declared).path in ("", "/") and urlsplit(own).path not in ("", "/")


def normalise_url(url: str) -> str:
    """Return a URL in one form (RFC 3986 §6.2): lower-case host, no default port, fragment or tracking query."""
    try:
        parts = urlsplit(url)
        port = parts.port
    except ValueError:
        return url
    host = (parts.hostname or "").lower()
    if port and (parts.scheme, port) not in (("http", 80), ("https", 443)):
        host = f"{host}:{port}"
    query = "&".join(pair for pair in parts.query.split("&") if pair and not _TRACKING.match(pair.partition("=")[0]))
    path = _ESCAPE.sub(_unescape, quote(parts.path, safe="/:@!$&'()*+,;=~-._%", errors="replace"))
    return urlunsplit((parts.scheme.lower(), host, path or "/", query, ""))


def _unescape(escape: re.Match[str]) -> str:
    """RFC 3986 §6.2.2: escapes of unreserved characters are undone, the others are in capitals."""
    char = chr(int(escape[1], 16))
    return char if char in _UNRESERVED else escape[0].upper()


def read_publication(page: Page) -> tuple[str, str | None]:
    """Return (slug, printed name) of a paper that no rules are known for, from the page and its host."""
    if page.rules is not None:
        return page.rules.publication.slug, page.rules.publication.name
    name = site_name(page)
    try:
        host = urlsplit(page.url).hostname or "unknown"
    except ValueError:
        host = "unknown"
    labels = host.removeprefix("www.").split(".") if re.search(r"[^\d.]", host) else [host]
    # The registered name is the longest label before the top-level domain ("co.uk" and "com.au" are short).
    label = max(labels[:-1], key=len) if len(labels) > 1 else labels[0]
    return re.sub(r"[^a-z0-9]+", "_", label.lower()).strip("_") or "unknown", name
