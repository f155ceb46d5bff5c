"""When a publication is to be crawled."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime, time, timedelta, tzinfo

MONDAY, TUESDAY, WEDNESDAY, THURSDAY, FRIDAY, SATURDAY, SUNDAY = range(7)
EVERY_DAY = (MONDAY, TUESDAY, WEDNESDAY, THURSDAY, FRIDAY, SATURDAY, SUNDAY)
_WEEK = 7


@dataclass(frozen=True)
class Schedule:
    """Times of the day on days of the week, by the clocks where the paper comes out.

    A paper is due from each of these instants until a crawl of it has begun. Raises ValueError without any.
    """

    at: tuple[time, ...] = (time(6),)
    weekdays: tuple[int, ...] = EVERY_DAY

    def __post_init__(self) -> None:
        if not self.at or not self.weekdays or not set(self.weekdays) <= set(EVERY_DAY):
            raise ValueError(f"a schedule needs a time and a day of the week, 0 (Monday) to 6, not {self!r}")

    def latest(self, now: datetime, zone: tzinfo) -> datetime:
        """Return the last instant of the schedule that is not after `now`, which must carry an offset."""
        return max(instant for instant in self._around(now, zone) if instant <= now)

    def following(self, now: datetime, zone: tzinfo) -> datetime:
        """Return the first instant of the schedule after `now`."""
        return min(instant for instant in self._around(now, zone) if instant > now)

    def _around(self, now: datetime, zone: tzinfo) -> Iterator[datetime]:
        """Yield the instants of a week before and a week after, and a day more for clocks that are put on or back."""
        today = now.astimezone(zone).date()
        for days in range(-_WEEK - 1, _WEEK + 2):
            day = today + timedelta(days=days)
            if day.weekday() in self.weekdays:
                yield from (datetime.combine(day, at, zone) for at in self.at)
