"""Pictures: an article waits until its pictures are in the archive, and says which record holds each."""

from __future__ import annotations

import asyncio
import hashlib
from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from scrapy.exceptions import DropItem

from pipelines.picture_size import is_picture, size_of
from schemas import ArgumentError, Article, Image, ParseWarning
from schemas.picture import CRAWL_ENDED, Choice, FetchedPicture, MissingPicture

if TYPE_CHECKING:
    from scrapy.crawler import Crawler
    from scrapy.statscollectors import StatsCollector

Fetch = Callable[[str, int], Awaitable[FetchedPicture | MissingPicture]]
_CHOICES: tuple[Choice, ...] = ("none", "lead", "all")


@dataclass(frozen=True, slots=True)
class _Facts:
    """What a record says of a picture; its bytes are in the archive and are not held."""

    sha256: str
    warc_record_id: str | None
    size: tuple[int, int] | None


class PicturesPipeline:
    """Returns each record as it came, an Article with sha256, warc_record_id, width and height of its pictures.

    A picture that cannot be had leaves its fields as they were and a warning "picture_missing" on the article.
    Nothing is fetched twice in a run. Raises DropItem for an article whose picture was not asked for before the crawl
    ended: it is written when the run goes on. Counts in the stats: "broadsheet/pictures" and
    "broadsheet/pictures_missing/<code>".
    """

    def __init__(self, stats: StatsCollector, fetch: Fetch, choice: Choice, maxsize: int) -> None:
        self._stats = stats
        self._fetch = fetch
        self._choice = choice
        self._maxsize = maxsize
        self._asked: dict[str, asyncio.Future[_Facts | MissingPicture]] = {}

    @classmethod
    def from_crawler(cls, crawler: Crawler) -> PicturesPipeline:
        """Read PICTURES and PICTURE_MAXSIZE. Raises schemas.ArgumentError for a choice that there is not.

        The spider fetches: it has `fetch_picture(url, maxsize)`. One that has not fetches no pictures.
        """
        choice = str(crawler.settings.get("PICTURES", "lead"))
        if choice not in _CHOICES:
            raise ArgumentError(f"PICTURES is {choice!r}, wanted {', '.join(_CHOICES)}; type -s PICTURES=lead")

        def fetch(url: str, maxsize: int) -> Awaitable[FetchedPicture | MissingPicture]:
            spider: Any = crawler.spider
            found: Awaitable[FetchedPicture | MissingPicture] = spider.fetch_picture(url, maxsize)
            return found

        return cls(crawler.stats, fetch, choice, crawler.settings.getint("PICTURE_MAXSIZE", 20 << 20))

    async def process_item(self, item: object) -> object:
        """Complete the pictures of one record."""
        if isinstance(item, Article):
            chosen = [image for image in item.images if image.url and self._is_chosen(image)]
            # One after the other would wait for nothing but the answers; the downloader keeps the delays.
            for image, found in zip(chosen, await asyncio.gather(*map(self._get, chosen)), strict=True):
                if isinstance(found, MissingPicture) and found.code == CRAWL_ENDED:
                    raise DropItem(f"{item.url} waits for a picture; the next start of the crawl writes it")
                if isinstance(found, MissingPicture):
                    message = f"{image.url}: {found.message}"
                    item.warnings.append(ParseWarning(code="picture_missing", field="images", message=message))
                else:
                    _complete(image, found)
        return item

    def _is_chosen(self, image: Image) -> bool:
        return self._choice == "all" or (self._choice == "lead" and image.role == "lead")

    async def _get(self, image: Image) -> _Facts | MissingPicture:
        url = image.url or ""
        if url not in self._asked:
            self._asked[url] = asyncio.ensure_future(self._read(url))
        # Shielded: an article that is given up must not take the picture from another one that waits for it.
        return await asyncio.shield(self._asked[url])

    async def _read(self, url: str) -> _Facts | MissingPicture:
        if not url.startswith(("http://", "https://")):
            found: FetchedPicture | MissingPicture = MissingPicture("bad_url", "it is no http address")
        else:
            found = await self._fetch(url, self._maxsize)
        if isinstance(found, FetchedPicture) and not is_picture(found.body, found.content_type):
            found = MissingPicture("not_a_picture", f"the answer is no picture ({found.content_type or 'no type'})")
        if isinstance(found, MissingPicture):
            self._stats.inc_value(f"broadsheet/pictures_missing/{found.code}")
            return found
        self._stats.inc_value("broadsheet/pictures")
        return _Facts(hashlib.sha256(found.body).hexdigest(), found.warc_record_id, size_of(found.body))


def _complete(image: Image, facts: _Facts) -> None:
    image.sha256 = facts.sha256
    image.warc_record_id = facts.warc_record_id
    if facts.size:
        image.width, image.height = facts.size
