"""Sense: what a record must show to be believed, one small pure rule each.

A rule returns its reason or null. RULES reject an article, DOUBTS put a warning on it; docs/rejections.md explains
every code to the people who meet it.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta

from schemas import Article, Issue, Publication, Reason


@dataclass(frozen=True)
class Limits:
    """How much is believed. `docs/rejections.md` gives the reason for each number.

    `min_words`: of text, boxes, captions and notes together. `clock_days`: how far a date may lie after the
    capture, because zones differ by up to a day. `weeks_ahead`: how far an issue number may run ahead of the
    article's date before it must be another article's (a banner with this week's number); `weeks_behind`: how
    far behind, where a living page keeps its first number for months; `weeks_doubt`: what is worth a warning.
    """

    min_words: int = 20
    clock_days: int = 1
    weeks_ahead: int = 12
    weeks_behind: int = 52
    weeks_doubt: int = 8


Rule = Callable[[Article, Publication, Limits], Reason | None]

# In scripts written without spaces (Thai, Lao, Burmese, Khmer, Japanese, Chinese) a character counts as a word.
_UNSPACED = (
    "\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u3040-\u30ff\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\U00020000-\U0003ffff"
)
_WORD = re.compile(rf"[{_UNSPACED}]|(?:(?![{_UNSPACED}])\w)+")
# UTF-8 that was read as Windows-1252: the first byte of a character shown as a letter, then one or two of the rest.
_REST = "\x80-\xbf€‚ƒ„…†‡ˆ‰Š‹ŒŽ‘’“”•–—˜™š›œžŸ"
_MOJIBAKE = re.compile(f"\ufffd|[ÂÃÐÑØÙ][{_REST}]|[à-ï][{_REST}]{{2}}")
# A site's own words for a page that it does not have or does not give.
_ERROR_PAGE = re.compile(
    r"(?:error\W+)?(?:40[0-9]|410|50[0-9])(?:\W+error)?|(?:error|http)\W+[45][0-9]{2}"
    r"|(?:(?:error\W+)?[45][0-9]{2}\W+)?(?:(?:page|file|article|story) )?(?:could not be |cannot be |was )?not found"
    r"|(?:(?:error\W+)?[45][0-9]{2}\W+)?(?:access denied|forbidden|gone|bad gateway|gateway time-?out"
    r"|(?:internal )?server error|(?:service )?(?:temporarily )?unavailable|too many requests)"
    r"|just a moment|attention required|are you (?:a robot|human)",
    re.IGNORECASE,
)
# An error page has little to read; a film called "Forbidden" has a review under it.
_ERROR_PAGE_WORDS = 100


def no_headline(article: Article, paper: Publication, limits: Limits) -> Reason | None:
    """A headline must be there and be more than the paper's own name. A printed kicker ("Letters") may stand for it."""
    headline = article.headline or article.kicker or ""
    if not re.search(r"\w", headline):
        seen = "no headline and no kicker"
    elif headline.casefold() == paper.name.casefold():
        seen = f"only the paper's own name, {headline!r}"
    else:
        return None
    return Reason(code="no_headline", field="headline", message=f"found {seen}; wanted the headline as printed")


def body_too_short(article: Article, paper: Publication, limits: Limits) -> Reason | None:
    """There must be something to read. Captions count: a photo page is an article, if it shows two or more of them."""
    words = _words(_texts(article), enough=limits.min_words)
    captions = sum(1 for image in article.images if image.caption)
    if words < limits.min_words:
        seen = f"{words} words in body, boxes, captions and notes; wanted {limits.min_words}"
    elif not article.body and not article.sidebars and captions < 2:
        seen = "no body, no box and fewer than two captions; wanted a text or a page of captioned pictures"
    else:
        return None
    return Reason(code="body_too_short", field="body", message=f"found {seen}")


def before_founding(article: Article, paper: Publication, limits: Limits) -> Reason | None:
    """No article is older than its paper."""
    day = _published_day(article)
    if day is None or paper.founded is None or day >= paper.founded:
        return None
    message = f"dated {day}, but {paper.name} began on {paper.founded}"
    return Reason(code="before_founding", field="published_date", message=message)


def after_capture(article: Article, paper: Publication, limits: Limits) -> Reason | None:
    """No article is younger than its capture. A cover date may be: papers are dated ahead, up to one issue."""
    fetched = _instant(article.provenance.fetched_at)
    if fetched is None:
        return None
    latest = fetched + timedelta(days=limits.clock_days)
    published = _instant(article.published_at)
    if published is not None:
        late = published > latest
    else:
        day = _day(article.published_date)
        if day is not None and article.issue is not None and article.issue.date == article.published_date:
            latest += timedelta(days=paper.issue_days)
        late = day is not None and day > latest.date()
    if not late:
        return None
    seen = article.published_at or article.published_date
    message = f"dated {seen}, but fetched at {article.provenance.fetched_at}"
    return Reason(code="after_capture", field="published_date", message=message)


def issue_date_mismatch(article: Article, paper: Publication, limits: Limits) -> Reason | None:
    """The issue's number must fit the article's date. See `Limits` for why more is allowed behind than ahead."""
    return _misfit(article, paper, timedelta(weeks=limits.weeks_ahead), timedelta(weeks=limits.weeks_behind))


def issue_date_doubt(article: Article, paper: Publication, limits: Limits) -> Reason | None:
    """A number that fits badly, yet not badly enough to refuse the article."""
    reason = _misfit(article, paper, timedelta(weeks=limits.weeks_doubt), timedelta(weeks=limits.weeks_doubt))
    return reason and reason.model_copy(update={"code": "issue_date_doubt"})


def not_an_article(article: Article, paper: Publication, limits: Limits) -> Reason | None:
    """The parser saw that the page is a list, a home page or a form."""
    for warning in article.warnings:
        if warning.code == "not_an_article":
            return Reason(code="not_an_article", field=warning.field, message=warning.message)
    return None


def error_page(article: Article, paper: Publication, limits: Limits) -> Reason | None:
    """The site's message that something failed, whatever status it came with."""
    status, headline = article.provenance.status, (article.headline or "").strip(" \t.!…|")
    if status is not None and status >= 400:
        seen = f"status {status}"
    elif _ERROR_PAGE.fullmatch(headline) and _words(_texts(article)) < _ERROR_PAGE_WORDS:
        seen = f"the headline {headline!r} above a short text"
    else:
        return None
    return Reason(code="error_page", field="headline", message=f"found {seen}; wanted an article, not a site's error")


def impossible_date(article: Article, paper: Publication, limits: Limits) -> Reason | None:
    """A day must be in the calendar; the schema holds only its form."""
    issued = article.issue.date if article.issue else None
    for field, day in (("published_date", article.published_date), ("issue", issued)):
        if day and _day(day) is None:
            return Reason(code="impossible_date", field=field, message=f"found {day}, which is in no calendar")
    return None


def mojibake(article: Article, paper: Publication, limits: Limits) -> Reason | None:
    """The text was read in a wrong encoding: more than one broken character in fifty words, and five in all."""
    text = "\n".join([article.headline or "", *_texts(article)])
    broken = _MOJIBAKE.findall(text)
    if len(broken) < 5:
        return None
    words = _words([text])
    if len(broken) * 50 < words:
        return None
    read_as = article.provenance.encoding or "an unknown encoding"
    message = f"found {len(broken)} broken characters such as {broken[0]!r} in {words} words, read as {read_as}"
    return Reason(code="mojibake", field="body", message=message)


RULES: tuple[Rule, ...] = (
    error_page,
    not_an_article,
    no_headline,
    body_too_short,
    impossible_date,
    before_founding,
    after_capture,
    issue_date_mismatch,
    mojibake,
)
DOUBTS: tuple[Rule, ...] = (issue_date_doubt,)


def empty_issue(issue: Issue) -> Reason | None:
    """An issue page lists articles, or at least offers the issue to download."""
    if issue.article_count or issue.pdf_url or issue.text_url:
        return None
    message = "found no article in the list and nothing to download; wanted at least one of them"
    return Reason(code="empty_issue", field="sections", message=message)


def _misfit(article: Article, paper: Publication, ahead: timedelta, behind: timedelta) -> Reason | None:
    day, issue = _published_day(article), article.issue
    if day is None or issue is None:
        return None
    digits = re.match(r"[0-9]{1,9}", issue.number or "")  # "2238a" is a special of 2238
    expected = (paper.expected_issue_date(int(digits[0])) if digits else None) or _day(issue.date)
    if expected is None or -behind <= expected - day <= ahead:
        return None
    message = f"issue {issue.number} came out about {expected}, but the article is dated {day}"
    return Reason(code="issue_date_mismatch", field="issue", message=message)


def _words(texts: Iterable[str], enough: int | None = None) -> int:
    """Count words; with `enough` counting may stop there."""
    words = 0
    for text in texts:
        words += len(_WORD.findall(text))
        if enough is not None and words >= enough:
            break
    return words


def _texts(article: Article) -> Iterator[str]:
    yield from (block.text for block in article.body)
    yield from (block.text for sidebar in article.sidebars for block in sidebar.body)
    yield from (image.caption for image in article.images if image.caption)
    yield from article.endnotes


def _published_day(article: Article) -> date | None:
    published = _instant(article.published_at)
    return _day(article.published_date) or (published.date() if published else None)


def _day(text: str | None) -> date | None:
    try:
        return date.fromisoformat(text) if text else None
    except ValueError:  # impossible_date says so
        return None


def _instant(text: str | None) -> datetime | None:
    try:
        found = datetime.fromisoformat(text) if text else None
    except ValueError:
        return None
    return found if found is None or found.tzinfo else found.replace(tzinfo=UTC)
