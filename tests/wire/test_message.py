import gzip

import pytest
from hypothesis import given
from hypothesis import strategies as st
from twisted.web.http import _ChunkedTransferDecoder, _MalformedChunkedDataError

from schemas.exchange import status_of
from scrapers.wire.message import dechunk, header_fields, take_apart

OK = b"HTTP/1.1 200 OK\r\n"


def chunked(parts, extension=b"", trailers=b""):
    framed = b"".join(b"%x%s\r\n%s\r\n" % (len(part), extension, part) for part in parts if part)
    return framed + b"0\r\n" + trailers + b"\r\n"


def test_a_length_ends_the_body_and_what_follows_belongs_to_nobody():
    message = take_apart(OK + b"Content-Length: 3\r\n\r\nabcdef", "GET")
    assert (message.head, message.body, message.whole) == (OK + b"Content-Length: 3\r\n\r\n", b"abc", True)


def test_a_body_shorter_than_its_length_is_not_whole():
    assert take_apart(OK + b"Content-Length: 3\r\n\r\nab", "GET").whole is False


@pytest.mark.parametrize("value", [b"3, 3", b"3\r\nContent-Length: 03"])
def test_a_length_that_is_said_twice_the_same_counts(value):
    assert take_apart(OK + b"Content-Length: " + value + b"\r\n\r\nabcd", "GET").body == b"abc"


@pytest.mark.parametrize("value", [b"3, 4", b"x", b"-1", b""])
def test_a_length_that_says_nothing_leaves_the_body_to_the_end_of_the_connection(value):
    message = take_apart(OK + b"Content-Length: " + value + b"\r\n\r\nabcd", "GET")
    assert (message.body, message.whole) == (b"abcd", None)


@pytest.mark.parametrize(("status", "method"), [(b"204", "GET"), (b"304", "GET"), (b"200", "HEAD")])
def test_some_answers_have_no_body_whatever_their_head_says(status, method):
    message = take_apart(b"HTTP/1.1 " + status + b" x\r\nContent-Length: 9\r\n\r\njunk", method)
    assert (message.body, message.whole) == (b"", True)


def test_interim_answers_come_before_the_answer():
    early = b"HTTP/1.1 103 Early Hints\r\nLink: </a.css>\r\n\r\n"
    message = take_apart(b"HTTP/1.1 100\r\n\r\n" + early + OK + b"\r\nbody", "GET")
    assert (message.interim, message.head, message.body) == (b"HTTP/1.1 100\r\n\r\n" + early, OK + b"\r\n", b"body")


def test_lines_may_end_in_a_line_feed_alone():
    message = take_apart(b"HTTP/1.1 200 OK\nContent-Length: 1\n\nab", "GET")
    assert (message.head, message.body) == (b"HTTP/1.1 200 OK\nContent-Length: 1\n\n", b"a")


def test_chunks_trailers_and_extensions_come_off_and_the_trailers_are_kept():
    raw = OK + b"transfer-encoding: Chunked\r\n\r\n" + chunked([b"ab", b"c" * 300], b";x=1", b"Digest: q\r\n")
    message = take_apart(raw, "GET")
    assert message.body == b"ab" + b"c" * 300
    assert (message.trailers, message.chunked, message.whole) == (b"Digest: q\r\n", True, True)


def test_broken_chunk_framing_is_left_on():
    message = take_apart(OK + b"Transfer-Encoding: chunked\r\n\r\n2\r\nabXX", "GET")
    assert (message.body, message.chunked, message.whole) == (b"2\r\nabXX", False, None)


def test_a_coding_that_is_not_known_is_left_on():
    message = take_apart(OK + b"Transfer-Encoding: gzip, chunked\r\n\r\n0\r\n\r\n", "GET")
    assert (message.body, message.chunked) == (b"0\r\n\r\n", False)


def test_folded_lines_are_one_field():
    head = OK + b"A: 1\r\n\t2\r\nnonsense\r\nTRANSFER-Encoding:\r\n chunked\r\n\r\n"
    assert header_fields(head) == [(b"a", b"1\t2"), (b"transfer-encoding", b"chunked")]


def test_an_answer_that_never_came_has_no_head_and_half_a_head_is_kept():
    assert take_apart(b"", "GET").head is None
    half = take_apart(b"HTTP/1.1 200 OK\r\nServ", "GET")
    assert (half.head, half.body, half.whole) == (b"HTTP/1.1 200 OK\r\nServ", b"", False)


@pytest.mark.parametrize(
    "line", [b"HTTP/1.1", b"nonsense", b"HTTP/1.1 20 OK", b"HTTP/1.1 +20 OK", b"HTTP/1.1 \xb2\xb2\xb2"]
)
def test_a_status_that_cannot_be_read_is_none(line):
    assert status_of(line + b"\r\n\r\n") is None


@given(
    st.lists(st.binary(max_size=40)),
    st.sampled_from([b"", b";name=value"]),
    st.sampled_from([b"", b"A: b\r\nC: d\r\n"]),
)
def test_what_was_chunked_comes_back(parts, extension, trailers):
    assert dechunk(chunked(parts, extension, trailers)) == (b"".join(parts), trailers, True)


@given(st.lists(st.binary(min_size=1, max_size=40)), st.data())
def test_a_cut_anywhere_leaves_what_came(parts, data):
    framed = chunked(parts)
    cut = data.draw(st.integers(0, len(framed) - 1))
    body, _, whole = dechunk(framed[:cut])
    assert whole is False
    assert b"".join(parts).startswith(body)


@given(
    st.lists(st.sampled_from([b"1\r\na\r\n", b"2;x\r\nab\r\n", b"0\r\n", b"\r\n", b"A: b\r\n", b"g", b"3\r\n", b"1\n"]))
)
def test_where_twisted_reads_chunks_to_the_end_so_does_this(pieces):
    raw, seen, ends = b"".join(pieces), [], []
    decoder = _ChunkedTransferDecoder(seen.append, ends.append)
    try:
        decoder.dataReceived(raw)
    except (_MalformedChunkedDataError, RuntimeError):  # it refuses the framing, and so the answer
        return
    if ends:
        body, _, whole = dechunk(raw)
        assert (body, whole) == (b"".join(seen), True)


@given(st.binary(max_size=200), st.sampled_from(["GET", "HEAD"]))
def test_no_bytes_can_make_it_fail_or_lose_any_before_the_end(raw, method):
    message = take_apart(raw, method)
    assert raw.startswith(message.interim + (message.head or b""))


def test_a_large_body_is_taken_apart_in_one_step():
    body = gzip.compress(bytes(1 << 20)) * 2000
    raw = OK + b"Transfer-Encoding: chunked\r\n\r\n" + chunked([body[i : i + 4096] for i in range(0, len(body), 4096)])
    assert take_apart(raw, "GET").body == body
