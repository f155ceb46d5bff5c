"""One page goes wrong among good ones: the good ones are kept, the gap is told, and the crawl ends with its code."""

import pytest

from schemas import ExitCode
from tests.conftest import Raw
from tests.faults.conftest import answer, story

GOOD = Raw(story())
WHOLE = story()
HEAD, _, BODY = WHOLE.partition(b"\r\n\r\n")
LONGER = HEAD.replace(b"Content-Length: ", b"Content-Length: 9") + b"\r\n\r\n" + BODY


def moved(to: str) -> Raw:
    return Raw(answer("", "302 Found", Location=to))


@pytest.mark.parametrize(
    ("fault", "code"),
    [
        pytest.param(Raw(WHOLE, drip=0.02), "timeout", id="slow drip"),
        pytest.param(Raw(b"", "hang"), "timeout", id="hang before the answer"),
        pytest.param(Raw(HEAD + b"\r\n\r\n" + BODY[:200], "hang"), "timeout", id="hang in the middle"),
        pytest.param(Raw(b"HTTP/1.1 200 OK\r\nX-Slow: ", "hang"), "timeout", id="hang in the head"),
        pytest.param(Raw(b"", "reset"), "connection", id="reset before the answer"),
        pytest.param(Raw(HEAD + b"\r\n\r\n" + BODY[:200], "reset"), "cut_short", id="reset in the middle"),
        pytest.param(Raw(LONGER, "close"), "cut_short", id="Content-Length too large"),
        pytest.param(Raw(b"<html>no protocol at all</html>\r\n\r\n", "close"), "connection", id="no HTTP"),
        pytest.param(Raw(answer(b"x", Content_Length="-5"), "close"), "connection", id="Content-Length below 0"),
        pytest.param(Raw(answer(b"x", Content_Length="many"), "close"), "connection", id="Content-Length no number"),
        pytest.param(
            Raw(answer(b"zz\r\nbroken chunks", Transfer_Encoding="chunked", Content_Length="16"), "close"),
            "cut_short",
            id="broken chunks",
        ),
        pytest.param(moved("/story/b"), "redirect_loop", id="redirect to itself"),
        pytest.param(moved("https://elsewhere.example/story/b"), "off_site", id="redirect off the site"),
        pytest.param(moved("file:///etc/passwd"), "http_302", id="redirect to a file"),
    ],
)
def test_a_page_that_cannot_be_had_is_a_gap_and_the_others_are_kept(raw_site, crawl, named, fault, code):
    site = raw_site({"/story/a": GOOD, "/story/b": fault, "/story/c": GOOD})
    end = crawl(site.base, urls=named("a", "b", "c"))
    assert (end.stories, end.codes) == (["a", "c"], [code])
    assert end.code is ExitCode.PARTIAL
    assert "/story/b" in end.message


def test_a_redirect_that_leads_to_ever_new_addresses_ends(raw_site, crawl, named):
    hops = {f"/story/b{n}": moved(f"/story/b{n + 1}") for n in range(50)}
    site = raw_site({"/story/a": GOOD, "/story/b": moved("/story/b0"), "/story/c": GOOD, **hops})
    end = crawl(site.base, urls=named("a", "b", "c"))
    assert (end.stories, end.codes, end.code) == (["a", "c"], ["redirect_loop"], ExitCode.PARTIAL)
    assert len(site.requests) < 12


def test_a_page_that_came_again_whole_is_kept(raw_site, crawl, named):
    broken = Raw(HEAD + b"\r\n\r\n" + BODY[:200], "reset")
    site = raw_site({"/story/a": [broken, GOOD]})
    end = crawl(site.base, urls=named("a"))
    assert (end.stories, end.codes, end.code) == (["a"], [], ExitCode.DONE)


def test_what_stands_after_the_announced_length_is_not_the_pages(raw_site, crawl, named):
    site = raw_site({"/story/a": Raw(WHOLE + b"<p>More than was announced.</p>", "close"), "/story/b": GOOD})
    end = crawl(site.base, urls=named("a", "b"))
    assert (end.stories, end.code) == (["a", "b"], ExitCode.DONE)
    assert not any("announced" in line["text"] for line in end.lines("articles.jsonl"))


def test_a_page_without_end_is_given_up(raw_site, crawl, named):
    endless = Raw(b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n\r\n" + b"<p>again</p>" * 200_000, "close")
    site = raw_site({"/story/a": GOOD, "/story/b": endless})
    end = crawl(site.base, {"DOWNLOAD_MAXSIZE": 1_000_000}, urls=named("a", "b"))
    assert (end.stories, end.codes, end.code) == (["a"], ["too_large"], ExitCode.PARTIAL)


def test_a_site_that_wants_its_cookie_back_is_not_run_after_for_ever(raw_site, crawl, named):
    gate = Raw(answer("", "302 Found", Location="/gate?to=/story/a", Set_Cookie="seen=1; Path=/"))
    back = Raw(answer("", "302 Found", Location="/story/a", Set_Cookie="seen=1; Path=/"))
    site = raw_site({"/story/a": gate, "/gate?to=/story/a": back, "/story/b": GOOD})
    end = crawl(site.base, urls=named("a", "b"))
    assert (end.stories, end.codes, end.code) == (["b"], ["redirect_loop"], ExitCode.PARTIAL)
    assert not any(b"\ncookie:" in request.lower() for request in site.requests)
