"""Parsing in processes of its own: the crawl goes on meanwhile, and a page that kills its reader kills no crawl."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from schemas import Article, Capture
from scrapers.garbage import settle_garbage
from scrapers.parsers import Rules, parse_article
from scrapers.workers import Duty, Errands, Fault

Task = tuple[bytes, str, Capture]

# So many pages of a crawl are read in its own process where another takes a second to begin: fewer are not worth it.
ALONE = 10
# Pages until a process is replaced, which keeps memory flat whatever leaks.
_RENEW = 5000


class Parsing:
    """Reads pages by a paper's rules in `workers` processes; with 0 in this one, and the first `alone` pages likewise
    where processes do not begin at once.

    The articles are the same. One whose reader dies over it twice is a Fault. Settles garbage collection for this
    process, and so for those that are forked off it.
    """

    def __init__(self, rules: Rules, workers: int, alone: int = ALONE) -> None:
        if workers:
            settle_garbage()
        duty = Duty(partial(make_parser, rules), _RENEW)
        self._errands: Errands[Task, Article] = Errands(duty, workers)
        self._alone = 0 if self._errands.begins_at_once else alone

    async def parse(self, body: bytes, url: str, capture: Capture) -> Article | Fault:
        """Return the article on a page, or a Fault when its reader died over it twice or failed."""
        if self._alone:
            self._alone -= 1
            return self._errands.here((body, url, capture))
        return await self._errands.run((body, url, capture))

    def close(self) -> None:
        """End the processes."""
        self._errands.close()


def make_parser(rules: Rules) -> Callable[[Task], Article]:
    """Return the function that reads a page. Settles garbage collection for the whole process."""
    settle_garbage()
    return partial(_parse, rules)


def _parse(rules: Rules, task: Task) -> Article:
    body, url, capture = task
    return parse_article(body, url, capture, rules)
