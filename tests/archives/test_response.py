"""An archived answer as a page: heads as they are in the wild, codings off, lies about codings seen through."""

import gzip
import time
import zlib

import brotli
import pytest
from backports import zstd
from hypothesis import given
from hypothesis import strategies as st

from scrapers.archives import codings
from scrapers.archives.codings import TooLargeError
from scrapers.archives.model import Place, Record
from scrapers.archives.response import broken_digest, dechunk, read_response

BODY = b"<html><p>It was as wet as ever in Brackwater.</p></html>" * 30


def record(block, kind="response", **headers):
    return Record(
        Place("made.warc", 0),
        kind,
        "urn:uuid:1",
        "https://paper.example/",
        None,
        {name.replace("_", "-"): value for name, value in headers.items()},
        block,
        len(block),
    )


def answer(body, *headers):
    head = b"\r\n".join([b"HTTP/1.1 200 OK", *headers])
    return read_response(record(head + b"\r\n\r\n" + body))


def chunked(data, size=7):
    parts = [data[at : at + size] for at in range(0, len(data), size)]
    return b"".join(b"%x;ext=1\r\n%s\r\n" % (len(part), part) for part in parts) + b"0\r\nTrailer: x\r\n\r\n"


@pytest.mark.parametrize(
    ("coding", "pack"),
    [
        (b"gzip", gzip.compress),
        (b"x-gzip", lambda data: gzip.compress(data[:100]) + gzip.compress(data[100:])),
        (b"deflate", zlib.compress),
        (b"deflate", lambda data: zlib.compress(data)[2:-4]),
        (b"br", brotli.compress),
        (b"zstd", zstd.compress),
        (b"zstd", lambda data: zstd.compress(data[:100]) + zstd.compress(data[100:])),
        (b"gzip, br", lambda data: brotli.compress(gzip.compress(data))),
        (b"identity", lambda data: data),
        (b"of-tomorrow", lambda data: data),
    ],
)
def test_codings_are_taken_off(coding, pack):
    packed = pack(BODY)
    header = b"Content-Encoding: " + coding
    assert answer(packed, header).body() == BODY
    assert answer(chunked(packed), header, b"Transfer-Encoding: Chunked").body() == BODY
    assert answer(chunked(packed), header, b"Transfer-Encoding: chunked").entity() == packed


@pytest.mark.parametrize("coding", [b"gzip", b"br", b"zstd", b"deflate"])
def test_a_body_that_is_not_in_its_coding_is_taken_as_it_is(coding):
    """Crawlers that unpack a body and leave the header are common."""
    headers = (b"Content-Encoding: " + coding, b"Transfer-Encoding: chunked")
    assert answer(BODY, *headers).body() == BODY


def test_a_packed_body_that_is_cut_short_gives_what_came():
    for coding, pack in ((b"gzip", gzip.compress), (b"br", brotli.compress), (b"zstd", zstd.compress)):
        data = pack(bytes(range(256)) * 300)
        cut = answer(data[: len(data) // 2], b"Content-Encoding: " + coding).body()
        assert (bytes(range(256)) * 300).startswith(cut) or cut == data[: len(data) // 2]
    assert (
        answer(chunked(BODY)[:100], b"Transfer-Encoding: chunked").body() == BODY[: len(dechunk(chunked(BODY)[:100]))]
    )


@pytest.mark.parametrize("pack", [gzip.compress, brotli.compress, zstd.compress, zlib.compress])
def test_a_bomb_is_refused(pack, monkeypatch):
    monkeypatch.setattr(codings, "LARGEST_PAGE", 1_000_000)
    coding = {gzip: b"gzip", brotli: b"br", zstd: b"zstd", zlib: b"deflate"}
    name = next(value for key, value in coding.items() if key.compress is pack)
    with pytest.raises(TooLargeError):
        answer(pack(bytes(20_000_000)), b"Content-Encoding: " + name).body()


@given(st.binary(max_size=2000), st.integers(1, 300))
def test_chunks_come_together_again(data, size):
    assert dechunk(chunked(data, size)) == data


@given(st.binary(max_size=500))
def test_any_block_is_an_answer_or_none(block):
    for head in (b"", b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\nContent-Encoding: gzip, br, zstd\r\n\r\n"):
        found = read_response(record(head + block))
        if found is not None:
            assert isinstance(found.body(), bytes)


def test_heads_as_servers_send_them():
    found = read_response(
        record(
            b"HTTP/1.1 200\nsEt-Cookie: a\nSet-Cookie: b\nX-Name: caf\xe9\x85!\nX-Long: one\n two\nnonsense\n\nBody\n\n"
        )
    )
    assert (found.status, found.payload) == (200, b"Body\n\n")
    assert found.headers == (
        ("sEt-Cookie", "a"),
        ("Set-Cookie", "b"),
        ("X-Name", "caf\xe9\x85!"),
        ("X-Long", "one two"),
    )
    assert found.header("set-cookie") == "b"
    assert found.header("ETag") is None
    assert read_response(record(b"HTTP/2 404 Not Found\r\n\r\n")).status == 404
    assert read_response(record(b"SIP/2.0 200 OK\r\n\r\n")) is None
    assert read_response(record(b"GET / HTTP/1.1\r\n\r\n", kind="request")) is None


def test_a_resource_has_no_head():
    found = read_response(record(BODY, kind="resource", content_type="text/html"))
    assert (found.status, found.payload, found.is_page()) == (200, BODY, True)


@pytest.mark.parametrize(
    ("kind", "body", "wanted"),
    [
        ("text/html; charset=x", b"", True),
        ("TEXT/HTML", b"", True),
        ("application/xhtml+xml", b"", True),
        ("image/png", b"<html>", False),
        ("application/json", b"{}", False),
        ("", b" \n<html>", True),
        ("", b"%PDF-1.4", False),
    ],
)
def test_what_is_a_page(kind, body, wanted):
    assert answer(body, b"Content-Type: " + kind.encode()).is_page() is wanted


def test_a_block_that_is_not_what_its_digest_says():
    import base64
    import hashlib

    digest = hashlib.sha1(BODY).digest()
    for stated in (base64.b32encode(digest).decode(), digest.hex().upper()):
        assert broken_digest(record(BODY, warc_block_digest=f"sha1:{stated}")) is None
        assert "is not what its digest" in broken_digest(record(BODY + b"!", warc_block_digest=f"SHA1:{stated}"))
    assert broken_digest(record(BODY, warc_block_digest="blake9:x")) is None
    assert broken_digest(record(BODY)) is None


def test_as_many_members_again_take_as_long_again():
    many = gzip.compress(b"") * 40_000 + gzip.compress(b"The weir")
    start = time.process_time()
    assert codings.take_off("gzip", many) == b"The weir"
    assert time.process_time() - start < 5  # copying what follows each took half a minute
