"""Bylines as papers in East Asia print them: labels run together, and the reporter at the head of the dispatch.

"来源：某报 作者：王小明" names the paper that sent the story and who wrote it, often without a space between;
"記者王小明／台北報導", in brackets or not, is what a story from Taiwan opens with.
"""

from __future__ import annotations

from schemas import Author
from scrapers.parsers.byline_words import AUTHOR
from scrapers.parsers.expressions import on_first_use
from scrapers.parsers.names import is_person_name, split_names

_LABEL = on_first_use(
    r"[|｜\s]*(?:(?P<writer>作者|(?:本报)?[记記]者|撰文|撰稿|采[写寫]|[执執][笔筆]|通[讯訊][员員]|文字)"
    r"|来源|來源|稿源|出处|出處|(?:责任|責任)?[编編][辑輯]|责编|責編|摄影|攝影|[图圖]片?|校[对對]|审核|監製|监制)\s*[：:]\s*"
)
_DISPATCH = on_first_use(
    r"[〔【\[［（(「]?\s*(?:[\u4e00-\u9fff]{2,6}[/／\s])?(?:本[报報])?(?:[实實][习習]|特派|特[约約])?(?:[记記]者|中心)\s*"
    r"(?P<names>[\u4e00-\u9fff]{2,4}(?:[、\s][\u4e00-\u9fff]{2,4}){0,3})\s*[／/\s]\s*"
    r"[\u4e00-\u9fff]{2,8}(?:报道|報導|報道|电|電)\s*[〕】\]］）)」]?"
)
_REPORTER = on_first_use(
    r"[\u4e00-\u9fff]{0,8}[记記]者[：:\s]\s*(?P<names>[\u4e00-\u9fff]{2,4}(?:[、\s][\u4e00-\u9fff]{2,4}){0,3})"
    r"(?:\s(?:报道|報導|報道))?"
)
# Where a dispatch opens its text: "河湾网5月20日电（记者林晓舟）", "（通讯员 林晓舟 陈一鸣）".
_IN_OPENING = on_first_use(
    r"[（(]\s*[\u4e00-\u9fff]{0,6}(?:[记記]者|通[讯訊][员員])[\s：:]*(?P<names>[\u4e00-\u9fff]{2,4}"
    r"(?:[、，\s]\s*[\u4e00-\u9fff]{2,4}){0,4})(?:\s*(?:整合|[综綜]合|[报報][道導]|文))?\s*[）)]"
)
_OPENING = 80
_MARK = on_first_use("[记記]者|作者|[来來]源|稿源|撰[文稿]|采[写寫]|中心")
_LONGEST = 120
_NOBODY = frozenset(("未知", "佚名", "匿名"))  # "unknown", "without a name"


# "編集委員・佐藤花子", "ロンドン＝佐藤花子", "서울=김하나 기자", and all of it in brackets.
_ROLE_OR_PLACE = on_first_use(
    r"[〔【\[（(]?\s*(?:(?:文|写真|聞き手|[\u3040-\u30ff\u4e00-\u9fff]{2,8}|[\uac00-\ud7a3]{2,4})[・＝=／/])?"
    r"(?P<names>[\u4e00-\u9fff]{3,5}(?:、[\u4e00-\u9fff]{3,5}){0,4}|[\uac00-\ud7a3]{2,4}\s?기자)"
    r"(?:\s?(?:綜合)?(?:報導|报道|報道))?\s*[〕】\]）)]?"
)
_KOREAN_ROLE = "기자"
# "[서울=한빛통신] 김하나 기자", "순천, 광양 김하나 기자", "글·사진 김하나 기자 kim@mill.example", "김하나 기자 = 서울".
_KOREAN = on_first_use(
    r"(?:[\[(（【]\s*[\uac00-\ud7a3]{2,6}\s?=\s?[\uac00-\ud7a3\w]{2,12}\s*[\])）】]\s*)?"
    r"(?:글[·,]?\s?사진\s?[:=]?\s?|글\s?[:=]\s?|취재\s?[:=]?\s"
    r"|[\uac00-\ud7a3]{2,5}(?:,\s?[\uac00-\ud7a3]{2,5}){0,2}\s?[=/／]\s?"
    r"|[\uac00-\ud7a3]{2}(?:,\s?[\uac00-\ud7a3]{2}){0,2}\s)?"
    r"(?P<names>[\uac00-\ud7a3]{3,4}(?:(?:[·,]\s?|\s)[\uac00-\ud7a3]{3,4}){0,4})"
    r"\s?(?:선임|수습|전문|객원|인턴|의학)?(?:기자|특파원|통신원)"
    r"(?:\s?[=/]\s?(?:[\uac00-\ud7a3]{2,6})?)?(?:\s외 \d{1,2}명)?(?:\s\S{1,40}@\S{3,40})?"
)


def read_bracketed(text: str) -> list[Author] | None:
    """Return whom a line of nothing but a role or place, and names, in East Asian brackets or not, names."""
    if text.isascii() or len(text) > _LONGEST // 2:
        return None
    found = _ROLE_OR_PLACE.fullmatch(text)
    if found is None or found["names"] == text:
        return None
    listed = found["names"].removesuffix(_KOREAN_ROLE)
    return _people(listed) if all(map(is_person_name, split_names(listed))) else None


def read_korean(text: str) -> list[Author] | None:
    """Return whom a line names that ends in the word for a reporter, behind the place it is from."""
    if len(text) > _LONGEST or not any(word in text for word in ("기자", "특파원", "통신원")):
        return None
    found = _KOREAN.fullmatch(text)
    return _people(found["names"]) or None if found is not None else None


def read_chinese(text: str) -> list[Author] | None:
    """Return whom a line of such labels, or the head of a dispatch, names as its writers; None when it is neither."""
    if len(text) > _LONGEST or not _MARK.search(text):
        return None
    if named := _DISPATCH.fullmatch(text) or _REPORTER.fullmatch(text):
        return _people(named["names"]) or None
    labels = list(_LABEL.finditer(text))
    if not labels or labels[0].start():
        return None
    ends = [label.start() for label in labels[1:]] + [len(text)]
    authors: list[Author] = []
    for label, end in zip(labels, ends, strict=True):
        if label["writer"]:
            authors.extend(_people(text[label.end() : end]))
    return authors or None


def read_dispatch(text: str) -> tuple[str, list[Author]] | None:
    """Return (brackets as printed, reporters) where the opening of a story names its reporters in brackets."""
    found = None if text.isascii() else _IN_OPENING.search(text[:_OPENING])
    people = _people(found["names"]) if found else []
    return (found[0], people) if found and people else None


def _people(listed: str) -> list[Author]:
    names = (name.strip(" 　") for part in split_names(listed) for name in part.split())
    return [Author(name=name, role=AUTHOR) for name in names if is_person_name(name) and name not in _NOBODY]
