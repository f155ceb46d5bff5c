"""What an archive answers to a request: the capture of a URL that a crawl would have wanted."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path
from zipfile import BadZipFile

from schemas import ArgumentError
from schemas.exchange import COPY_FIELD
from scrapers.archives.headers import split_headers
from scrapers.archives.inputs import Input, find_inputs
from scrapers.archives.model import Damage, Notice, Record
from scrapers.archives.record import BrokenRecordError
from scrapers.archives.response import Response, read_response
from scrapers.archives.volumes import Spot, Volume, Volumes
from scrapers.archives.wacz import archives_in
from scrapers.archives.warc import read_warc

_NEVER = datetime.min.replace(tzinfo=UTC)
_ANSWERS = ("response", "revisit", "resource")


class Lookup:
    """The captures of some inputs by URL. Reads all of them once, and then single records as they are asked for.

    Of several captures of a URL the newest that brought a page or a redirect is given, else the newest. A URL is
    looked for as it is, then with the other of http and https. Memory: about 500 bytes for each URL.

    Raises schemas.ArgumentError when single records cannot be read, because they are compressed together.
    """

    def __init__(self, inputs: list[Input]) -> None:
        self._volumes = Volumes()
        self._best: dict[bytes, tuple[tuple[bool, datetime], Spot]] = {}
        self._ours: set[str] = set()
        self.damage: list[Damage] = []
        for volume in _volumes_of(inputs):
            number = self._volumes.add(volume)
            with volume.opened() as file:
                for found in read_warc(file, volume.name, _wanted):
                    if isinstance(found, Notice):
                        raise ArgumentError(f"source=warc: cannot look anything up in {found}")
                    if isinstance(found, Damage):
                        self.damage.append(found)
                    else:
                        self._note(found, number)

    def got_by(self, response: Response) -> str:
        """Return how a response was got, as provenance has it: "crawl" by a crawl of ours, else "warc"."""
        return "crawl" if response.place.file in self._ours else "warc"

    def __len__(self) -> int:
        """Return how many URLs there are."""
        return len(self._best)

    def find(self, url: str) -> Response | None:
        """Return the answer to a request for a URL, null when the archive has none that can be read."""
        for spelling in (url, _other_scheme(url)):
            if (found := self._best.get(_key(spelling))) is not None:
                return self._response(found[1])
        return None

    def _note(self, record: Record, number: int) -> None:
        if record.type == "warcinfo":
            if _fields(record).get("software", "").startswith("broadsheet"):
                self._ours.add(record.place.file)
            return
        response = read_response(record)
        if record.type == "revisit":
            status = response.status if response else 200
        elif response is not None:
            status = response.status
            self._volumes.remember(record, number)
        else:
            return
        if status == 304:  # said to a crawler that had the page already
            return
        rank = (status < 400, record.date or _NEVER)
        key = _key(record.url or "")
        before = self._best.get(key)
        if before is None or rank >= before[0]:
            self._best[key] = (rank, (number, record.place.offset))

    def _response(self, spot: Spot) -> Response | None:
        try:
            record = self._volumes.record_at(spot)
        except BrokenRecordError:
            return None
        return self._volumes.revisited(record) if record.type == "revisit" else read_response(record)


def replayable(path: str) -> list[Input]:
    """Return the inputs at a path that can answer requests. Raises schemas.ArgumentError when there are none."""
    inputs = find_inputs([path])
    if any(one.kind == "pages" for one in inputs):
        raise ArgumentError(
            f"source=warc:{path} holds saved pages, which have no answers to replay; wanted WARC or WACZ files, or a "
            f"run folder. The pages can be read with scrapy reparse {path} --output DIR"
        )
    return inputs


def copy_in(inputs: list[Input], slug: str) -> str | None:
    """Return where a copy of a paper's site was crawled for these inputs: our crawls of copies say so at the top."""
    for volume in _volumes_of(inputs[:1]):
        with volume.opened() as file:
            first = next(read_warc(file, volume.name), None)
        if isinstance(first, Record) and first.type == "warcinfo":
            fields = _fields(first)
            return fields.get(COPY_FIELD) if fields.get("ispartof") == slug else None
    return None


def _fields(record: Record) -> dict[str, str]:
    return {name.lower(): value for name, value in split_headers(b"\n" + (record.block or b""), "utf-8")[1]}


def _volumes_of(inputs: list[Input]) -> Iterator[Volume]:
    for one in inputs:
        if one.kind == "wacz":
            yield from (Volume(one.path, f"{one.name}/{name}", name) for name in _members(one.path))
        else:
            yield Volume(one.path, one.name)


def _members(path: Path) -> list[str]:

    try:
        return archives_in(path)
    except BadZipFile as error:
        raise ArgumentError(
            f"{path} is no whole ZIP ({error}); fetch it again, or read it with scrapy reparse"
        ) from error


def _wanted(record: Record) -> bool:
    return record.type == "warcinfo" or (
        record.type in _ANSWERS and (record.url or "").startswith(("http://", "https://"))
    )


def _other_scheme(url: str) -> str:
    scheme, colon, rest = url.partition(":")
    return f"{'http' if scheme == 'https' else 'https'}{colon}{rest}"


def _key(url: str) -> bytes:
    return hashlib.blake2b(url.partition("#")[0].encode("utf-8", "replace"), digest_size=16).digest()
