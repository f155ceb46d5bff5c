"""The records of one exchange: which there are, and which kind the answer's is."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from pipelines import cdxj, warc
from pipelines.captures import Captures, is_payload
from schemas.exchange import Exchange


@dataclass(frozen=True, slots=True)
class Answer:
    """An answer's record: its id, its type, and the payload digest that it states, None when it states none."""

    record_id: str
    kind: warc.RecordType
    digest: str | None

    def line(self, exchange: Exchange, file: str, offset: int, length: int) -> bytes:
        """Return the line of the index for the record, which lies at byte `offset` of a file."""
        start = warc.stored_head(exchange)[: cdxj.HEAD]
        if self.kind == "response":
            start += exchange.body[: cdxj.HEAD - len(start)]
        date = warc.warc_date(exchange.began)
        return cdxj.Capture(
            self.kind, exchange.url, date, self.digest, start, warc.CONTENT_TYPES[self.kind], file, offset, length
        ).line()


@dataclass(frozen=True, slots=True)
class ExchangeRecords:
    """What is written of an exchange, not compressed: the answer's record first, when an answer came."""

    records: list[bytes]
    answer: Answer | None


def exchange_records(
    exchange: Exchange, digest: str, labels: warc.Labels, captures: Captures, new_id: Callable[[], str]
) -> ExchangeRecords:
    """Return the records of an exchange, whose payload has this digest."""
    if exchange.head is None:
        return ExchangeRecords([warc.request_record(new_id(), exchange, labels, None)], None)
    answer_id = new_id()
    answer, record = _answer(answer_id, exchange, digest, labels, captures)
    request = warc.request_record(new_id(), exchange, labels, answer_id)
    return ExchangeRecords([record, request, *_beside(answer_id, exchange, labels, new_id)], answer)


def _answer(
    answer_id: str, exchange: Exchange, digest: str, labels: warc.Labels, captures: Captures
) -> tuple[Answer, bytes]:
    if exchange.status == 304:
        original = captures.of_url(exchange.url)
        # The payload is the one that the server says has not changed, so it is known only with the original.
        stated = original.payload_digest if original else None
        record = warc.revisit_record(answer_id, exchange, labels, "server-not-modified", original, stated)
        return Answer(answer_id, "revisit", stated), record
    if is_payload(exchange) and (original := captures.of_payload(digest)):
        record = warc.revisit_record(answer_id, exchange, labels, "identical-payload-digest", original, digest)
        return Answer(answer_id, "revisit", digest), record
    return Answer(answer_id, "response", digest), warc.response_record(answer_id, exchange, labels, digest)


def _beside(answer_id: str, exchange: Exchange, labels: warc.Labels, new_id: Callable[[], str]) -> list[bytes]:
    """Return what came with an answer and is no part of its block: 1xx answers before it, trailers after it."""
    parts = [
        ("interim", "application/http; msgtype=response", exchange.interim),
        ("trailers", "application/warc-fields", exchange.trailers),
    ]
    return [
        warc.metadata_record(
            new_id(), f"urn:broadsheet:{name}:{exchange.url}", labels, kind, block, about=answer_id, concurrent=True
        )
        for name, kind, block in parts
        if block
    ]
