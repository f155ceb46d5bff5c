"""Each host is asked as fast as it can bear, by a clock that is passed in."""

import pytest
from scrapy import Request
from scrapy.http import Response

from scrapers.failures import AskedToWait, CrawlEnded
from scrapers.politeness.pace import HostPace, Limits, PaceMiddleware
from tests.loops import run

LIMITS = Limits(pause=5.0, longest_gap=60.0, longest_wait=600.0)


class Clock:
    """A clock that goes forward only while somebody sleeps."""

    def __init__(self):
        self.now = 1000.0
        self.closing = False

    def __call__(self):
        return self.now

    async def sleep(self, seconds):
        self.now += seconds


@pytest.fixture
def clock():
    return Clock()


@pytest.fixture
def pace(clock):
    return PaceMiddleware(LIMITS, lambda: clock.closing, clock, clock.sleep)


def ask(pace, clock, host="a.example"):
    """Send a request and return how long it was held back."""
    before = clock.now
    run(pace.process_request(Request(f"http://{host}/")))
    return round(clock.now - before, 3)


def answer(pace, status, host="a.example", **headers):
    request = Request(f"http://{host}/")
    named = {name.replace("_", "-"): value for name, value in headers.items()}
    return pace.process_response(request, Response(request.url, status=status, headers=named))


def test_a_host_that_says_nothing_is_not_held_back(pace, clock):
    answer(pace, 200)
    answer(pace, 404)
    answer(pace, 500)
    assert [ask(pace, clock) for _ in range(3)] == [0, 0, 0]


@pytest.mark.parametrize("status", [429, 503])
def test_retry_after_is_waited_for_by_all_requests_to_the_host_and_no_other(pace, clock, status):
    answer(pace, status, Retry_After="120")
    assert ask(pace, clock, "b.example") == 0
    assert ask(pace, clock) == 120


def test_a_date_is_counted_from_the_servers_own_clock(pace, clock):
    answer(pace, 429, Retry_After="Mon, 01 May 2023 00:01:30 GMT", Date="Mon, 01 May 2023 00:00:00 GMT")
    assert ask(pace, clock) == 90


def test_a_pause_that_is_not_named_doubles_up_to_the_longest_gap(pace, clock):
    pauses = []
    for _ in range(6):
        answer(pace, 429)
        pauses.append(ask(pace, clock))
    assert pauses == [5, 10, 20, 40, 60, 60]


def test_a_longer_pause_than_a_crawl_waits_ends_it(pace, clock):
    with pytest.raises(AskedToWait, match=r"a\.example answered 503 .* 86400 seconds.* RETRY_AFTER_MAX \(600\)"):
        answer(pace, 503, Retry_After="86400")
    with pytest.raises(AskedToWait, match="86400"):
        ask(pace, clock)
    assert ask(pace, clock, "b.example") == 0
    clock.now += 86400
    assert ask(pace, clock) == 0


def test_the_gap_grows_with_refusals_and_shrinks_with_good_answers():
    pace = HostPace(LIMITS)
    gaps = []
    for _ in range(8):
        pace.refused(0.0, 0.0)
        gaps.append(pace.gap)
    assert gaps[:3] == [1.25, 2.5, 5.0]
    assert gaps[-1] == 60.0
    for _ in range(7):
        pace.answered()
    assert 25 < pace.gap < 30
    for _ in range(100):
        pace.answered()
    assert pace.gap == 0.0


def test_turns_are_a_gap_apart(pace, clock):
    answer(pace, 429, Retry_After="0")
    assert [ask(pace, clock) for _ in range(3)] == [0, 1.25, 1.25]


def test_a_crawl_delay_is_kept_whatever_the_answers_up_to_the_longest_gap(pace, clock):
    pace.at_least("a.example", 10)
    for _ in range(50):
        answer(pace, 200)
    assert [ask(pace, clock) for _ in range(3)] == [0, 10, 10]
    pace.at_least("b.example", 86400)
    assert [ask(pace, clock, "b.example") for _ in range(2)] == [0, 60]


def test_a_pause_that_begins_while_a_request_waits_is_waited_for_too(pace, clock):
    answer(pace, 429, Retry_After="2")
    began = clock.now
    asleep = clock.sleep

    async def sleep(seconds):
        if clock.now == began:
            answer(pace, 429, Retry_After="30")
        await asleep(seconds)

    pace._sleep = sleep
    assert ask(pace, clock) == 30


def test_a_request_that_waits_when_the_crawl_closes_is_given_up(pace, clock):
    answer(pace, 429, Retry_After="500")
    clock.closing = True
    with pytest.raises(CrawlEnded):
        ask(pace, clock)
