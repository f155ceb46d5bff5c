"""Pages that stand between a reader and the paper: challenges and refusals of guards, captchas, consent walls.

They come with any status, 200 too, and must not be taken for what the paper prints. A guard's marks and a title count
only on a page with next to no words of its own: guards put scripts into good pages, and papers write about captchas.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Final

from lxml import etree

from scrapers.markup import parse_utf8

Wall = tuple[str, str]  # a stable code, and a sentence

BLOCK_PAGE, CONSENT_WALL = "block_page", "consent_wall"
# Headers that guards send with a challenge and with nothing else.
_HEADERS: Final = (
    ("cf-mitigated", "challenge", "Cloudflare"),
    ("x-amzn-waf-action", "", "AWS WAF"),
    ("x-vercel-mitigated", "", "Vercel"),
)
# What stands in their pages and in no page that they let through; as bytes, since looking for those costs nothing.
_MARKS: Final = (
    (b"cf_chl_opt", "Cloudflare"),
    (b"cf-error-details", "Cloudflare"),
    (b"| Cloudflare</title>", "Cloudflare"),
    (b"errors.edgesuite.net", "Akamai"),
    (b"sec-if-cpt-container", "Akamai"),
    (b"Reference&#32;&#35;", "Akamai"),
    (b"bm-verify=", "Akamai"),
    (b"_Incapsula_Resource", "Imperva"),
    (b"Incapsula incident ID", "Imperva"),
    (b"captcha-delivery.com", "DataDome"),
    (b"px-captcha", "HUMAN"),
    (b"Sucuri Website Firewall", "Sucuri"),
    (b"token.awswaf.com", "AWS WAF"),
    (b"awsWafCookieDomainList", "AWS WAF"),
    (b"/_fs-ch-", "Fastly"),
    (b"anubis_challenge", "Anubis"),
)
_BLOCK_TITLE: Final = re.compile(
    r"\W*(?:just a moment|attention required|access (?:to this page has been )?denied|(?:403 )?forbidden$"
    r"|are you (?:a )?(?:robot|human)|(?:please )?(?:verify|confirm) (?:that )?you(?:'re| are)"
    r"|human verification|robot check"
    r"|security (?:check|challenge)|vercel security checkpoint|pardon our interruption|request (?:unsuccessful|blocked)"
    r"|(?:sorry, )?you have been blocked|blocked$|bot (?:protection|detection)|ddos.guard|checking your browser"
    r"|making sure you're not a bot|client challenge|unusual traffic|too many requests|captcha"
    r"|sicherheitsüberprüfung|zugriff verweigert|accès refusé|vérification de sécurité|acceso denegado"
    r"|доступ ограничен)",
    re.IGNORECASE,
)
_CONSENT_TITLE: Final = re.compile(
    r"\W*(?:before you continue|(?:cookie|privacy|your)? ?(?:consent|privacy choices|cookie (?:settings|preferences))"
    r"|we value your privacy|your (?:data|privacy), your choice|privacy ?gate|cookie ?(?:wall|consent|notice)"
    r"|zustimmung|einwilligung|datenschutz-?einstellungen|cookie-?(?:instellingen|einstellungen|hinweis)|toestemming"
    r"|votre vie privée|consentement|gestion des cookies|tu privacidad|consenso|samtycke|samtykke)",
    re.IGNORECASE,
)
_NOT_PRINTED: Final = frozenset(("script", "style", "noscript", "template", "svg", "head"))
_TAG: Final = re.compile(rb"<[^>]{0,5000}>")
_TITLE: Final = re.compile(rb"<(title|h1)\b[^>]{0,500}>(.{0,500}?)</\1", re.DOTALL | re.IGNORECASE)
# Guards' pages are small, consent walls are not always; a title stands near the top.
_LARGEST_GUARD, _LARGEST = 60_000, 400_000
_TOP = 16_384
_FEW_WORDS, _CONSENT_WORDS = 80, 300


def why_walled(status: int, headers: Mapping[str, str], body: bytes) -> Wall | None:
    """Return the code and a sentence when an answer is a wall and not a page of the paper, else None.

    `headers` have their names in lower case. Codes: "block_page" (a guard refuses or tests us), "consent_wall".
    """
    for name, value, sender in _HEADERS:
        if name in headers and value in headers[name].lower():
            return BLOCK_PAGE, f"{sender} wants to see a browser or a person"
    if len(body) > _LARGEST or b'"articleBody"' in body:  # text that a script will print
        return None
    titles = [_plain(found[2]) for found in _TITLE.finditer(body[:_TOP])][:3]
    small = len(body) < _LARGEST_GUARD
    guard = next((guard for mark, guard in _MARKS if mark in body), None) if small else None
    blocked = next((title for title in titles if _BLOCK_TITLE.match(title)), None)
    consent = next((title for title in titles if _CONSENT_TITLE.match(title)), None)
    if not (guard or blocked or consent):
        return None
    words = _word_count(body)
    if words < _FEW_WORDS and (guard or blocked):
        title = blocked or (titles[0] if titles else "without a title")
        return BLOCK_PAGE, f"the page is none of the paper's: {guard or 'a guard'} stands before it ({title})"
    # A title alone can be that of a page about consent.
    if words < _CONSENT_WORDS and consent and (b"<form" in body or b"<button" in body):
        return CONSENT_WALL, f"the page is none of the paper's: it asks for consent first ({consent})"
    return None


def _plain(markup: bytes) -> str:
    return " ".join(_TAG.sub(b" ", markup).decode("utf-8", "replace").replace("&#39;", "'").replace("’", "'").split())


def _word_count(body: bytes) -> int:
    """Return the number of words that a page prints; what encoding it is in does not matter for that."""
    walk = etree.iterwalk(parse_utf8(body), events=("start", "end"))
    words = 0
    for event, element in walk:
        if event == "end":
            words += len((element.tail or "").split())
        elif element.tag in _NOT_PRINTED:
            walk.skip_subtree()
        else:
            words += len((element.text or "").split())
    return words
