"""The shape of names: is a text, and nothing beside it, a person, a house, a single name?"""

from __future__ import annotations

import unicodedata
from functools import lru_cache

from scrapers.parsers import name_words as words
from scrapers.parsers.agencies import is_agency
from scrapers.parsers.expressions import on_first_use
from scrapers.parsers.name_tidy import DOMAIN, MAX_LINE
from scrapers.parsers.text import fold

_MAX_NAME = 80
_PREPOSITIONS = frozenset(("IN", "FOR"))
_NOT_IN_NAMES = frozenset('0123456789@:;/|()[]{}<>"“”„«»?!…_#%&*+=,\\')
# A name word in a cased script: capital, letters, inner hyphens, apostrophes and capitals; Arabic and French prefixes.
_GLUED = on_first_use(r"(?:de|di|da|du|la|le|van|von|ten|mac|mc)[A-ZÀ-Þ][^\W\d_A-Z]{2,}")
_NAME_WORD = on_first_use(
    r"(?:(?:[aA]l|[eE]l|[aA]n|[aA]d|[aA]s|[aA]sh|[dDlL]|ul|ur|bin|de"
    r"|ap)[-'’‘])?[^\W\d_][^\W\d_]*(?:[-'’‘ʼ`][^\W\d_]+)*['’.]?"
)
_INITIAL = on_first_use(r"(?:[^\W\d_]\.?-?){1,3}")
_CASELESS = on_first_use("[\u0590-\u08ff\u0900-\u0dff\u0e00-\u0fff\u1000-\u10ff\u1200-\u137f\u1780-\u17ff]")
_HAN = "\u3005\u3040-\u30ff\u3400-\u4dbf\u4e00-\u9fff"
_CJK = on_first_use(f"[{_HAN}\uac00-\ud7af]")
_CJK_NAME = on_first_use(
    f"[\u3005\u3400-\u9fff]{{2,4}}|[\u3005\u3040-\u30ff\u3400-\u9fff]{{1,3}}[ 　][{_HAN}]{{1,4}}"
    f"|[\u30a0-\u30ff]{{2,12}}(?:[・=＝][\u30a0-\u30ff]{{1,12}}){{1,3}}|[\uac00-\ud7af]{{2,4}}"
)
_CJK_NOT = on_first_use(
    "新聞|新闻|日報|日报|報導|报道|報道|通信|社会|政治|経済|经济|国際|国际|体育|文化|科学|時報|时报|編集|编辑|記者|记者|速報|社説|天気|地域|記事|写真|正文|首页|뉴스|신문|일보|기자|정치|경제|사회"
    "|문화|국제|스포츠|연예|오피니언|광고"
    "|网|網|[报報]$|消息|整理|发表|發表|来源|來源|行情|频道|頻道|头条|頭條|周刊|杂志|雜誌|电视|電視|原创|原創|佚名|匿名|科技|财经|財經"
    "|日期|时间|時間|篇数|篇數|点击|點擊|阅读|閱讀|评论|評論|浏览|瀏覽"
    "|关注|關注|订阅|訂閱|发布|發布|图集|圖集|简介|簡介|收起|展开|展開|登录|登錄|注册|註冊|下载|下載|举报|舉報|分享|收藏|转发|轉發|更多|[号號]$|文章|推荐|推薦|相关|相關|热门|熱門|整合|综合|綜合"
)
_CJK_HOUSE = on_first_use(
    "新聞|新闻|日報|日报|通信|編集部|编辑部|取材班|オンライン|뉴스|신문|일보|편집국"
    "|[网網报報]$|周刊|[频頻]道|[电電][视視]|客[户戶]端|[头頭][条條]|[杂雜][志誌]"
)
_ARTICLES = frozenset(("le", "la", "les", "het"))  # "Le Canal": with one word behind it no first name
_OF = frozenset(("do", "da", "dos", "das"))  # "Do UOL": of a house
_NICKNAME = on_first_use(r"""(?<=\w)\s["“][^"“”]{1,30}["”]\s(?=\w)""")  # Ada "Otter" Lund
_JUNIOR = on_first_use(r",\s*(?=(?:[JS]r|II|III)\b)")


def is_person_name(text: str) -> bool:
    """Return whether a text, and nothing beside it, has the shape of a person's full name in any script.

    Two to five words with capitals, particles (de, von, el-) and initials; two to four characters of Han or
    Hangul; two to four words of a script without capitals. A single word is no full name.
    """
    return is_person(text, strict=True)


@lru_cache(maxsize=64)  # a name stands in several places of a page, and is asked for by several fields
def is_person(text: str, *, strict: bool) -> bool:
    """As is_person_name; when not strict, a word of sections and calendars may stand beside a plain one."""
    text = _JUNIOR.sub(" ", fold(text[:MAX_LINE]))
    if '"' in text or "“" in text:
        text = _NICKNAME.sub(" ", text)
    if not 2 <= len(text) <= _MAX_NAME or not _NOT_IN_NAMES.isdisjoint(text) or is_agency(text):
        return False
    if _CJK.search(text):
        return bool(_CJK_NAME.fullmatch(text)) and not _CJK_NOT.search(text) and text not in words.NEVER
    parts = text.split()
    if not _PREPOSITIONS.isdisjoint(parts[2:]):  # "By A B IN Fashion"
        return False
    if all(_CASELESS.match(part) for part in parts):
        return 2 <= len(parts) <= 4 and all(
            2 <= len(part) <= 20 and part[-1].isalnum() | (unicodedata.category(part[-1])[0] == "M") for part in parts
        )
    while len(parts) > 2 and parts[0].casefold() in words.TITLES:
        parts = parts[1:]
    while len(parts) > 2 and parts[-1].casefold().strip(",") in words.SUFFIXES:
        parts = parts[:-1]
    return len(parts) <= 7 and _has_shape(parts) and _has_no_other_sense(parts, strict=strict)


def _has_shape(parts: list[str]) -> bool:
    """Two to five capitalised words or initials; a full word last; particles between.

    In the south of India the initial stands last too: "Serena Josephine M."
    """
    if len(parts) > 2 and len(parts[-1].rstrip(".")) == 1 and not any(map(_is_initial, parts[:-1])):
        parts = parts[:-1]
    core = [part for part in parts if _is_name_word(part)]
    small = [part for part in parts if not _is_name_word(part)]
    if not 2 <= len(core) <= 5 or not all(part.casefold() in words.PARTICLES for part in small):
        return False
    if parts[0] in small or parts[-1] in small or parts[-1].endswith(".") or _is_initial(parts[-1]):
        return False
    return any(len(part.rstrip(".")) > 1 and not _is_initial(part) for part in core)


def _is_name_word(word: str) -> bool:
    if not _NAME_WORD.fullmatch(word) and not _is_initial(word):
        return False
    if word[-2:] in ("'s", "’s") or word.endswith(("'", "’")) or (word.endswith(".") and len(word) > 4):
        return False
    if word.isupper() or word[0].isupper() or word[0].istitle():
        return word.casefold() not in words.SURNAME_PARTICLES
    # "al-Amin", "d'Arc", "deCasparis"
    return _GLUED.match(word) is not None or any(
        mark in word[1:5] and word.split(mark, 1)[1][:1].isupper() for mark in "-'’‘"
    )


def _is_initial(word: str) -> bool:
    return bool(_INITIAL.fullmatch(word)) and word.isupper() and (len(word) <= 2 or "." in word)


def _has_no_other_sense(parts: list[str], *, strict: bool) -> bool:
    low = [part.casefold().rstrip(".") for part in parts]
    if " ".join(low) in words.NOT_PEOPLE or low[0] in words.NEVER_FIRST or (len(low) > 2 and low[0] in words.DEMONYMS):
        return False
    if low[-1] in words.DESKS or (len(low) == 2 and (low[0] in _ARTICLES or (low[0] in _OF and parts[1].isupper()))):
        return False
    last = len(low) - 1
    never = {i for i, word in enumerate(low) if word in words.NEVER_IN_NAMES}
    soft = {i for i, word in enumerate(low) if word in words.SOFT}
    if last in never | soft and low[last] in words.LAST_ALLOWED and not (never | soft) - {last}:
        never, soft = set(), set()
    if never or any(is_acronym(part) for part in parts) or any(word.endswith(words.ROLE_ENDINGS) for word in low):
        return False
    if parts[0].isupper() and len(parts[0]) > 2 and not _in_capitals(parts[last]) and not _is_initial(parts[0]):
        return False
    return len(soft) <= (0 if strict else 1)


def _in_capitals(word: str) -> bool:
    """McDONALD, VALENTINO-DeVRIES: what is small in a name stays small in capitals."""
    return word[-2:].isupper()


def is_acronym(word: str) -> bool:
    """RMT, BBC: capitals of the Latin script without a vowel."""
    if len(word) < 3 or not word.isupper() or "." in word:
        return False
    base = unicodedata.normalize("NFD", word)
    return base[0] < "\u0250" and all(ch not in "AEIOUYÆØŒ" and ch < "\u0370" for ch in base)


def is_press_role(text: str, *, longest: int = 14) -> bool:
    """Return whether a short text says what somebody is at a paper ("Health correspondent", "Sportredakteurin")."""
    low = [word.casefold().strip(".,:'’()") for word in text[:MAX_LINE].split()]
    return len(low) <= longest and any(word in words.PRESS_ROLES or word.endswith(words.ROLE_ENDINGS) for word in low)


def is_organisation(text: str) -> bool:
    """Return whether a text looks like a desk, a house or a site that signs ("BBC News", "torfblatt.is")."""
    text = fold(text[:MAX_LINE])
    if not 3 <= len(text) <= 60 or len(text.split()) > 6:
        return False
    if DOMAIN.fullmatch(text) or (_CJK.search(text) and _CJK_HOUSE.search(text)):
        return True
    parts = text.split()
    if is_acronym(parts[0]) and len(parts) <= 4 and all(part[0].isupper() for part in parts):
        return not any(part.casefold() in words.ROLES for part in parts)
    low = [part.casefold().strip(".,") for part in parts]
    if not any(word in words.ORGANISATION for word in low):
        return False
    # "Staff writer" is a role; "Mercury staff reporter" and "Sparrow Team" have a word that is nobody's role.
    own = [part for part, word in zip(parts, low, strict=True) if not (word in words.ROLES or word in _GENERIC_OWNER)]
    return any(part[0].isupper() or "." in part for part in own)


_GENERIC_OWNER = words.SOFT | words.word_set(
    "staff our news desk newsroom the a and online team editorial agency agencies media press digital daily "
    "weekly bureau latest more all view see"
)


def is_single_name(text: str) -> bool:
    """Return whether a text is one capitalised word that is no role, section, month or furniture ("Darius")."""
    low = text.casefold()
    if not 3 <= len(text) <= 25 or not _NAME_WORD.fullmatch(text) or not _is_name_word(text):
        return False
    others = words.NEVER | words.SOFT | words.ROLES | words.ORGANISATION | words.PARTICLES | words.DEMONYMS
    return (
        low not in others and not is_acronym(text) and low not in ("admin", "administrator", "unknown", "none", "null")
    )
