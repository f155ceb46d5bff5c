"""Archives made by warcio, as other programs make them, and pages to put into them."""

import gzip
import io
import uuid
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

import pytest
from warcio.statusandheaders import StatusAndHeaders
from warcio.warcwriter import WARCWriter

HTML = [("Content-Type", "text/html; charset=utf-8")]


def page(number: int, words: int = 60) -> bytes:
    text = " ".join(f"word{number}x{at}" for at in range(words))
    return f"<!DOCTYPE html><html><head><title>Page {number}</title></head><body><p>{text}</p></body></html>".encode()


class Archive:
    """A WARC file in the making: `offsets` has where each record begins, `data` its bytes."""

    def __init__(self, *, packed: bool = True, software: str = "another crawler") -> None:
        self._out = io.BytesIO()
        self._writer = WARCWriter(self._out, gzip=packed, warc_version="1.1")
        self.offsets: list[int] = []
        info = self._writer.create_warcinfo_record("made.warc.gz", {"software": software})
        info.rec_headers.replace_header("WARC-Date", "2020-01-01T00:00:00Z")
        self.add(info)

    @property
    def data(self) -> bytes:
        return self._out.getvalue()

    def add(self, record: Any) -> Any:
        # Records are the same bytes in every run: ids are counted.
        record.rec_headers.replace_header("WARC-Record-ID", f"<urn:uuid:{uuid.UUID(int=len(self.offsets))}>")
        self.offsets.append(self._out.tell())
        self._writer.write_record(record)
        return record

    def response(
        self,
        url: str,
        body: bytes,
        *,
        status: str = "200 OK",
        headers: Sequence[tuple[str, str]] = HTML,
        date: str = "2020-01-05T10:00:00.123456Z",
        kind: str = "response",
        **warc_headers: str,
    ) -> Any:
        http = StatusAndHeaders(status, list(headers), protocol="HTTP/1.1")
        more = {"WARC-Date": date, **{name.replace("_", "-"): value for name, value in warc_headers.items()}}
        record = self._writer.create_warc_record(
            url, kind, payload=io.BytesIO(body), http_headers=http, warc_headers_dict=more
        )
        return self.add(record)

    def metadata(self, url: str, block: bytes, about: str, content_type: str = "application/json") -> Any:
        record = self._writer.create_warc_record(
            url,
            "metadata",
            payload=io.BytesIO(block),
            warc_content_type=content_type,
            warc_headers_dict={"WARC-Refers-To": about},
        )
        return self.add(record)

    def revisit(
        self, url: str, original: Any, *, date: str = "2020-02-05T10:00:00Z", fields: Any = HTML, **headers: str
    ) -> Any:
        about = original.rec_headers
        record = self._writer.create_revisit_record(
            url,
            about.get_header("WARC-Payload-Digest"),
            about.get_header("WARC-Target-URI"),
            about.get_header("WARC-Date"),
            http_headers=StatusAndHeaders("200 OK", [*fields, ("ETag", '"second"')], protocol="HTTP/1.1"),
            warc_headers_dict={"WARC-Date": date, **{name.replace("_", "-"): value for name, value in headers.items()}},
        )
        return self.add(record)


@pytest.fixture
def archive() -> Callable[..., Archive]:
    return Archive


@pytest.fixture
def five() -> Callable[..., Archive]:
    """Give a function that makes an archive of five pages."""

    def make(*, packed: bool = True) -> Archive:
        made = Archive(packed=packed)
        for number in range(5):
            made.response(f"https://paper.example/{number}", page(number))
        return made

    return make


@pytest.fixture
def a_page() -> Callable[..., bytes]:
    return page


@pytest.fixture
def one_member() -> Callable[[bytes], bytes]:
    """Give a function that packs the records of an archive into one gzip member, as a careless gzip does."""
    return lambda data: gzip.compress(gzip.decompress(data))


@pytest.fixture
def saved(tmp_path: Path) -> Callable[[str, bytes], Path]:
    def save(name: str, data: bytes) -> Path:
        path = tmp_path / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(data)
        return path

    return save
