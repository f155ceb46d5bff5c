"""News agencies, which papers print as author of what they sent. Not publishers: no paper is listed here."""

from __future__ import annotations

import re
from functools import lru_cache

from scrapers.parsers.name_words import word_set
from scrapers.parsers.text import fold

# Long names match in any case.
_NAMES = frozenset(
    name.strip()
    for name in """
reuters|thomson reuters|agence france-presse|agence france presse|associated press|press association|pa media|pa wire
|deutsche presse-agentur|deutsche presse agentur|dpa-infocom|dpa-afx|keystone-sda|ansa|agenzia ansa|adnkronos|askanews
|agencia efe|europa press|xinhua|xinhua news|new china news|tass|itar-tass|interfax|ria novosti|anadolu|anadolu ajansı
|anadolu agency|demirören haber ajansı|ihlas haber ajansı|bloomberg|canadian press|la presse canadienne
|australian associated press|united press international|press trust of india|asian news international|bernama|antara
|yonhap|kyodo|kyodo news|jiji press|ritzau|belga|lusa|agência lusa|agência brasil|agencia brasil|tanjug|ukrinform|unian
|sport-informations-dienst|evangelischer pressedienst|katholische nachrichten-agentur|austria presse agentur
|schweizerische depeschenagentur|tidningarnas telegrambyrå|norsk telegrambyrå|česká tisková kancelář|agerpres|hina
|polska agencja prasowa|notimex|télam|telam|prensa latina|inter press service|getty images|afp-services|cna|wafa
|共同通信|共同通信社|時事通信|時事通信社
|新华社|新華社|中新社|中央社|연합뉴스|뉴시스|뉴스1
|риа новости|тасс|интерфакс|укринформ
|الأناضول|رويترز|فرانس برس|وكالات""".replace("\n", "").split("|")
)
# Short ones are common letters: only as agencies write them.
_MARKS = word_set(
    """
    AFP AP PA DPA dpa afp EFE Efe efe AAP TT NTB STT MTI PAP ČTK CTK SDA sda APA apa ATS ats ANP UPI PTI IANS ANI AGI
    SID sid epd EPD KNA kna rtr dapd ddp NPA BNS ETA CP ANSA AA İHA DHA TASR SITA APTN RTR INA SPA NAN GNA UNI JTA
    IRNA ISNA KCNA KUNA QNA ÖAA lby lhe lnw lsw lno lni lrs lth lsn lah lbn lmv lhb ots
    """
)
_THE = re.compile(r"(?i)^(?:the|die|agence|agentur|agency)\s+")
_TAIL = re.compile(r"(?i)\s+(?:news(?:\s+agency)?|agency|agence|agentur|agencia|agenzia|international)$")


@lru_cache(maxsize=64)  # asked of the same text for byline, names and credits
def is_agency(text: str) -> bool:
    """Return whether a text is the name or the mark of one news agency ("Reuters", "dpa", "The Associated Press")."""
    text = fold(text[:200]).strip(" .,;:()[]")
    if not text or len(text) > 60:
        return False
    if text in _MARKS or _TAIL.sub("", text) in _MARKS:
        return True
    low = text.casefold()
    return low in _NAMES or _THE.sub("", low) in _NAMES or _TAIL.sub("", low) in _NAMES
