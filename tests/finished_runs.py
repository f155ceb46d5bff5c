"""Finished runs with an archive, made as a crawl makes them: what packages, indexes and readers are tried on."""

import hashlib
import io
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from warcio.warcwriter import WARCWriter

from pipelines.archive import ArchiveSettings
from pipelines.package import Origin
from pipelines.run import RunFolder
from schemas import Article, Block
from schemas.exchange import Exchange

NOON = datetime(2024, 5, 10, 12, 0, 0, tzinfo=UTC)


@pytest.fixture
def write_warc() -> Callable[..., Path]:
    """Give a function that writes a WARC file: exchanges are (url, HTTP block) or (url, HTTP block, record type)."""

    def write(path: Path, exchanges: list[tuple[Any, ...]], start: datetime = NOON) -> Path:
        path.parent.mkdir(parents=True, exist_ok=True)
        with path.open("wb") as file:
            writer = WARCWriter(file, gzip=True, warc_version="1.1")
            writer.write_record(writer.create_warcinfo_record(path.name, {"software": "tests"}))
            for number, (url, block, *kind) in enumerate(exchanges):
                date = (start + timedelta(seconds=number)).strftime("%Y-%m-%dT%H:%M:%S.%fZ")
                body = block.partition(b"\r\n\r\n")[2]
                headers = {
                    "WARC-Date": date,
                    "WARC-Payload-Digest": "sha256:" + hashlib.sha256(body).hexdigest(),
                }
                for name, data in ((kind or ["response"])[0], block), ("request", b"GET / HTTP/1.1\r\n\r\n"):
                    content_type = f"application/http; msgtype={name}"
                    record = writer.create_warc_record(
                        url, name, io.BytesIO(data), len(data), content_type, warc_headers_dict=headers
                    )
                    writer.write_record(record)
        return path

    return write


@pytest.fixture
def finished_run(tmp_path) -> Callable[..., Path]:
    """Give a function that makes a finished run of `count` articles, with the archive they came from."""

    def make(count: int = 2, archive: bool = True, started: datetime = NOON) -> Path:
        settings = ArchiveSettings(prefix="valley_echo", host="tests", now=lambda: started)
        run = RunFolder.create(tmp_path / "output", "valley_echo", started, archive=settings)
        for number in range(1, count + 1):
            url = f"https://echo.example/art/{number}"
            kept = run.archive.keep(_exchange(url, number, started)) if archive else None
            provenance = {"fetched_at": (started + timedelta(seconds=number - 1)).isoformat(), "status": 200}
            if kept:
                provenance |= {"warc_file": kept.warc_file, "warc_record_id": kept.warc_record_id}
                provenance["payload_digest"] = kept.payload_digest
            run.add(
                Article.build(
                    identity=url,
                    publication="valley_echo",
                    url=url,
                    canonical_url=url,
                    headline=f"Library saved [{number}]",
                    body=[Block(type="paragraph", text="The council voted on Tuesday to keep the library open.")],
                    provenance=provenance,
                )
            )
        run.finish({"pages": count}, Origin("Valley Echo", "https://echo.example/", started))
        return run.path

    return make


def _exchange(url: str, number: int, started: datetime) -> Exchange:
    head = b"HTTP/1.1 200 OK\r\nContent-Type: text/html; charset=utf-8\r\n\r\n"
    return Exchange(
        url=url,
        began=started + timedelta(seconds=number - 1, milliseconds=700),
        ip="127.0.0.1",
        request=b"GET /art/%d HTTP/1.1\r\nHost: echo.example\r\n\r\n" % number,
        head=head,
        body=f"<h1>Library saved [{number}]</h1>".encode(),
    )
