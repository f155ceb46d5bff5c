"""Validate: structure by the model, sense by rules. What fails becomes a rejection and goes on to the writer."""

from __future__ import annotations

import hashlib
from collections.abc import Callable
from typing import TYPE_CHECKING, Any, TypeVar

from pydantic import ValidationError

from pipelines.plain import json_safe
from pipelines.sense import DOUBTS, RULES, Limits, empty_issue
from schemas import Article, Issue, ParseWarning, Provenance, Publication, Reason, Rejection

if TYPE_CHECKING:
    from scrapy.crawler import Crawler
    from scrapy.statscollectors import StatsCollector

T = TypeVar("T", Article, Issue)


class ValidatePipeline:
    """Returns each Article and Issue as it is, or a Rejection with its reasons in its place; drops nothing.

    Rejections from earlier stages pass through. Every reason is counted in the stats: "broadsheet/rejected/<code>"
    and "broadsheet/rejected_field/<field>"; every doubt that only warns: "broadsheet/warned/<code>". Raises
    TypeError for anything that is no record.
    """

    def __init__(
        self,
        stats: StatsCollector,
        publication: Callable[[], Publication],
        limits: Limits | None = None,
        *,
        unique: bool = True,
    ) -> None:
        """Take plain values. Without `unique` records are judged one by one, whatever came before."""
        self._stats = stats
        self._unique = unique
        self._publication = publication
        self._limits = limits or Limits()
        # id -> content hash, as raw bytes: a run of half a million articles holds them in about 100 MB.
        self._seen: dict[bytes, bytes] = {}

    @classmethod
    def from_crawler(cls, crawler: Crawler) -> ValidatePipeline:
        """Read MIN_ARTICLE_WORDS from the settings."""
        return cls(
            crawler.stats,
            # The spider knows its publication; it does not exist yet when pipelines are built.
            lambda: crawler.spider.publication,  # type: ignore[union-attr]
            Limits(min_words=crawler.settings.getint("MIN_ARTICLE_WORDS", Limits.min_words)),
        )

    def process_item(self, item: object) -> Article | Issue | Rejection:
        """Judge one record."""
        if isinstance(item, Rejection):
            judged: Article | Issue | Rejection = _writable(item)
        elif isinstance(item, Article):
            judged = self._judge(item, self._article_reasons)
        elif isinstance(item, Issue):
            judged = self._judge(item, self._issue_reasons)
        else:
            raise TypeError(f"a spider yielded {type(item).__name__}; wanted Article, Issue or Rejection from schemas")
        if isinstance(judged, Rejection):
            for reason in judged.reasons:
                self._stats.inc_value(f"broadsheet/rejected/{reason.code}")
                if reason.field:
                    self._stats.inc_value(f"broadsheet/rejected_field/{reason.field}")
        return judged

    def _judge(self, record: T, sense: Callable[[T], list[Reason]]) -> T | Rejection:
        raw = record.model_dump(mode="python", warnings=False)
        try:
            sound = type(record).model_validate(raw)
            sound.to_json_line().encode("utf-8")
        except ValidationError as error:
            return self._reject(raw, _structure_reasons(error))
        except UnicodeEncodeError as error:
            found = error.object[error.start : error.end]
            message = f"found {found!r}, half a surrogate pair, which UTF-8 cannot hold"
            return self._reject(raw, [Reason(code="invalid_record", message=message)])
        reasons = sense(sound)
        return self._reject(raw, reasons) if reasons else sound

    def _article_reasons(self, article: Article) -> list[Reason]:
        paper = self._publication()
        reasons = [reason for rule in RULES if (reason := rule(article, paper, self._limits))]
        if reasons:
            return reasons
        # The captures of an article in a web archive are its revisions; each content is wanted once.
        which = article.content_hash if article.provenance.source == "wayback" else ""
        if twin := self._twin(article.id, article.content_hash, which):
            return [twin]
        for doubt in DOUBTS:
            if reason := doubt(article, paper, self._limits):
                article.warnings.append(ParseWarning(code=reason.code, field=reason.field, message=reason.message))
                self._stats.inc_value(f"broadsheet/warned/{reason.code}")
        return []

    def _issue_reasons(self, issue: Issue) -> list[Reason]:
        if reason := empty_issue(issue):
            return [reason]
        content = issue.model_dump_json(exclude={"provenance"})
        twin = self._twin(issue.id, content)
        return [twin] if twin else []

    def _twin(self, record_id: str, content: str, which: str = "") -> Reason | None:
        """Return why a second record of the same id is refused; remember the first, once it has passed all else.

        `which` tells records apart that may share an id.
        """
        if not self._unique:
            return None
        key, value = _digest(record_id + which), _digest(content)
        first = self._seen.setdefault(key, value)
        if first is value:
            return None
        if first == value:
            return Reason(code="duplicate", field="id", message=f"{record_id} is already in this run, word for word")
        message = f"{record_id} is already in this run with other words; the first one was kept"
        return Reason(code="conflicting_copy", field="id", message=message)

    def _reject(self, raw: dict[str, Any], reasons: list[Reason]) -> Rejection:
        record: dict[str, Any] = json_safe(raw)
        try:
            provenance = Provenance.model_validate(record.get("provenance") or {})
        except ValidationError:  # it was the fault, or part of it; it stays readable in `record`
            provenance = Provenance()
        slug, url = self._publication().slug, str(record.get("url"))
        return Rejection(
            publication=slug, url=url, stage="validate", reasons=reasons, record=record, provenance=provenance
        )


def _structure_reasons(error: ValidationError) -> list[Reason]:
    """Return one reason for each field that broke the schema: the first fault in it, and how many more there are."""
    faults: dict[str, list[str]] = {}
    for fault in error.errors(include_url=False, include_context=False):
        path = ".".join(str(part) for part in fault["loc"])
        text = f"{path or 'record'}: {fault['msg']}, found {str(fault['input'])[:80]!r}"
        faults.setdefault(str(fault["loc"][0]) if fault["loc"] else "", []).append(text)
    reasons = []
    for field, texts in faults.items():
        more = f" (and {len(texts) - 1} more in this field)" if len(texts) > 1 else ""
        reasons.append(Reason(code="invalid_record", field=field or None, message=json_safe(texts[0] + more)))
    return reasons


def _writable(rejection: Rejection) -> Rejection:
    """Return a rejection that JSON and UTF-8 can hold: its `record` may be anything that a parser could not read."""
    return Rejection.model_validate(json_safe(rejection.model_dump(mode="python", warnings=False)))


def _digest(text: str) -> bytes:
    return hashlib.blake2b(text.encode("utf-8"), digest_size=16).digest()
