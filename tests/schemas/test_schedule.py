"""When a paper is due, by the clocks where it comes out."""

from datetime import UTC, datetime, time, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from schemas.schedule import FRIDAY, TUESDAY, Schedule

LONDON = ZoneInfo("Europe/London")
WEEKLY = Schedule(at=(time(6),), weekdays=(TUESDAY,))
TWICE = Schedule(at=(time(6), time(18, 30)))


def london(*parts):
    return datetime(*parts, tzinfo=LONDON)


@pytest.mark.parametrize(
    ("schedule", "now", "latest", "following"),
    [
        (WEEKLY, london(2024, 5, 9, 12), london(2024, 5, 7, 6), london(2024, 5, 14, 6)),  # a Thursday
        (WEEKLY, london(2024, 5, 7, 6), london(2024, 5, 7, 6), london(2024, 5, 14, 6)),
        (WEEKLY, london(2024, 5, 7, 5, 59), london(2024, 4, 30, 6), london(2024, 5, 7, 6)),
        (TWICE, london(2024, 5, 9, 12), london(2024, 5, 9, 6), london(2024, 5, 9, 18, 30)),
        (TWICE, london(2024, 5, 9, 5), london(2024, 5, 8, 18, 30), london(2024, 5, 9, 6)),
        (TWICE, datetime(2024, 7, 1, 17, 45, tzinfo=UTC), london(2024, 7, 1, 18, 30), london(2024, 7, 2, 6)),
    ],
)
def test_the_instants_around_now(schedule, now, latest, following):
    assert schedule.latest(now, LONDON) == latest
    assert schedule.following(now, LONDON) == following


def test_summer_time_moves_the_instant_and_not_the_hour():
    winter = WEEKLY.latest(datetime(2024, 3, 28, tzinfo=UTC), LONDON)
    summer = WEEKLY.latest(datetime(2024, 4, 4, tzinfo=UTC), LONDON)
    assert (winter.astimezone(UTC).hour, summer.astimezone(UTC).hour) == (6, 5)


@given(
    st.builds(
        Schedule,
        at=st.lists(st.times(), min_size=1, max_size=3).map(tuple),
        weekdays=st.sets(st.integers(0, 6), min_size=1).map(tuple),
    ),
    st.datetimes(datetime(1990, 1, 1), datetime(2090, 1, 1), timezones=st.just(UTC)),
    st.sampled_from(["Europe/London", "Pacific/Apia", "America/St_Johns", "UTC"]),
)
def test_now_lies_between_two_instants_at_most_a_week_apart(schedule, now, zone):
    latest, following = schedule.latest(now, ZoneInfo(zone)), schedule.following(now, ZoneInfo(zone))
    assert latest <= now < following
    # In local time: Apia left out a whole day in 2011, and clocks are put on and back.
    assert following.replace(tzinfo=None) - latest.replace(tzinfo=None) <= timedelta(days=7)


@pytest.mark.parametrize("wrong", [{"at": ()}, {"weekdays": ()}, {"weekdays": (7,)}, {"weekdays": (FRIDAY, -1)}])
def test_a_schedule_that_never_comes_is_refused(wrong):
    with pytest.raises(ValueError, match="a schedule needs"):
        Schedule(**wrong)
