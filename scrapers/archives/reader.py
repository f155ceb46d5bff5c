"""Everything that is in some inputs, in one stream: pages with what is told of them, damage, and notices."""

from __future__ import annotations

import json
import pickle
import tempfile
import zipfile
from collections import deque
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from typing import Any

from schemas import OutputError
from scrapers.archives.headers import split_headers
from scrapers.archives.inputs import Input
from scrapers.archives.model import LARGEST_BLOCK, Damage, Found, Notice, Place, Record
from scrapers.archives.pages import read_pages
from scrapers.archives.response import Response, broken_digest, read_response
from scrapers.archives.volumes import Places, Volume, Volumes
from scrapers.archives.wacz import archives_in
from scrapers.archives.warc import read_warc, search_warc

# What a crawl of ours made of a response stands in the archive a little after it: so much is kept waiting for it.
_AHEAD = 48
_AHEAD_BYTES = 32 << 20
_LATE_IN_MEMORY = 1 << 20
_PAGES = ("response", "revisit", "resource")


@dataclass(frozen=True, slots=True)
class Told:
    """What an archive says of a response beside the response itself.

    `made_by` holds the fields of the file's warcinfo record, lower-case. `crawl` is the run folder that the file lies
    in, or else the file. `record` is the article or issue that the crawl made of the response, as its line of JSON has
    it, where that crawl was ours and made one; else it is empty.
    """

    made_by: dict[str, str] = field(default_factory=dict)
    crawl: str = ""
    record: dict[str, Any] = field(default_factory=dict)

    @property
    def is_ours(self) -> bool:
        """Tell whether a crawl of ours made the archive."""
        return self.made_by.get("software", "").startswith("broadsheet")


@dataclass(frozen=True, slots=True)
class Archived:
    """A page and what is told of it. `origin` is the kind of its input: "warc" or "file"."""

    response: Response
    told: Told
    origin: str = "warc"


@dataclass(frozen=True, slots=True)
class Skipped:
    """A response that is no page, by kind: status_404, not_html, cut_short, too_large, no_http."""

    kind: str


Event = Archived | Damage | Notice | Skipped


class ArchiveReader:
    """Reads inputs one after the other, in memory that is bounded but for what `payloads` keeps of every page.

    Revisit records (ISO 28500:2017, section 6.7) come with the payload of the record that they refer to, when that
    is anywhere in the inputs; those whose payload comes later are given at the end.
    """

    def __init__(self, inputs: list[Input], payloads: Places | None = None) -> None:
        self._inputs = inputs
        self._volumes = Volumes(payloads)
        self._late = _Late()
        self._waiting: deque[Archived] = deque()
        self._waiting_bytes = 0

    def read(self) -> Iterator[Event]:
        """Yield everything, in the order in which it stands."""
        for one in self._inputs:
            if one.kind == "pages":
                yield from self._give_all()
                for page in read_pages(one.path):
                    yield _page_event(page)
            elif one.kind == "wacz":
                yield from self._package(one)
            else:
                yield from self._volume(Volume(one.path, one.name))
        yield from self._give_all()
        for record, told in self._late.all():
            response = self._volumes.revisited(record)
            yield Damage(record.place, _NO_PAYLOAD) if response is None else Archived(response, told)

    def _package(self, one: Input) -> Iterator[Event]:
        try:
            members = archives_in(one.path)
        except zipfile.BadZipFile as error:
            yield Notice(one.name, f"it is no whole ZIP ({error}); its records are searched for one by one")
            with one.path.open("rb") as file:
                yield from self._records(Volume(one.path, one.name), search_warc(file, one.name, _wanted))
            return
        for member in members:
            yield from self._volume(Volume(one.path, f"{one.name}/{member}", member))
        if not members:
            yield Damage(Place(one.name, 0), "the package holds no WARC file")

    def _volume(self, volume: Volume) -> Iterator[Event]:
        try:
            with volume.opened() as file:
                yield from self._records(volume, read_warc(file, volume.name, _wanted))
        except (OSError, zipfile.BadZipFile, NotImplementedError, RuntimeError) as error:
            # zipfile raises the last three for a member whose checksum, packing or encryption is beyond it.
            yield Damage(Place(volume.name, 0), f"cannot be read on ({error})")

    def _records(self, volume: Volume, records: Iterator[Found]) -> Iterator[Event]:
        number = self._volumes.add(volume)
        crawl = str(volume.path.parent.parent if volume.path.parent.name == "archive" else volume.path)
        made_by: dict[str, str] = {}
        for found in records:
            if not isinstance(found, Record):
                yield found
            elif found.type == "warcinfo":
                made_by = {
                    name.lower(): value for name, value in split_headers(b"\n" + (found.block or b""), "utf-8")[1]
                }
            elif found.type == "metadata":
                self._tell(found)
            elif found.type in _PAGES and (found.url or "").startswith(("http://", "https://")):
                yield from self._response(found, number, Told(made_by, crawl))

    def _response(self, record: Record, number: int, told: Told) -> Iterator[Event]:
        response = read_response(record)
        if record.length > LARGEST_BLOCK:
            yield Skipped("too_large")
        elif fault := broken_digest(record):
            yield Damage(record.place, f"record passed over: {fault}")
        elif record.type == "revisit" and response is not None and _is_no_page(response):
            yield Skipped("not_html")  # of what is no page no payload is remembered
        elif record.type == "revisit" and (response is None or response.status == 200):
            response = self._volumes.revisited(record)
            if response is None:
                self._late.put(record, told)
            else:
                yield from self._give(response, told)
        elif response is None:
            yield Skipped("no_http")
        elif response.status != 200:
            yield Skipped(f"status_{response.status}")
        elif not response.is_page():
            yield Skipped("not_html")
        elif response.truncated:
            yield Skipped("cut_short")  # half an article is no article
        else:
            self._volumes.remember(record, number)
            yield from self._give(response, told)

    def _give(self, response: Response, told: Told) -> Iterator[Event]:
        """Give a page at once, or when what a crawl of ours made of it has come by."""
        if not told.is_ours:
            yield from self._give_all()
            yield Archived(response, told)
            return
        self._waiting.append(Archived(response, told))
        self._waiting_bytes += len(response.payload)
        while len(self._waiting) > _AHEAD or (self._waiting_bytes > _AHEAD_BYTES and self._waiting):
            yield self._take()

    def _give_all(self) -> Iterator[Event]:
        while self._waiting:
            yield self._take()

    def _take(self) -> Archived:
        first = self._waiting.popleft()
        self._waiting_bytes -= len(first.response.payload)
        return first

    def _tell(self, record: Record) -> None:
        """Note what a crawl of ours made of a response that still waits."""
        about = record.headers.get("warc-refers-to", "").strip("<>")
        at = next((i for i, one in enumerate(self._waiting) if one.response.record_id == about), None)
        if at is None or not about or record.block is None:
            return
        try:
            made = json.loads(record.block)
        except ValueError:
            return  # another program's metadata
        if isinstance(made, dict):
            told = self._waiting[at].told
            self._waiting[at] = replace(self._waiting[at], told=replace(told, record=made))


class _Late:
    """Revisits whose payload has not come by yet, in a temporary file once they are more than a few."""

    def __init__(self) -> None:
        self._file = tempfile.SpooledTemporaryFile(_LATE_IN_MEMORY)  # noqa: SIM115 - closed with its owner
        self._count = 0

    def put(self, record: Record, told: Told) -> None:
        try:
            pickle.dump((record, told), self._file)
        except OSError as error:
            raise OutputError(
                f"the temporary folder cannot be written: {error.strerror}. Free some space there, or type TMPDIR=DIR "
                "before the command to have temporary files elsewhere."
            ) from error
        self._count += 1

    def all(self) -> Iterator[tuple[Record, Told]]:
        with self._file as file:
            file.seek(0)
            for _ in range(self._count):
                yield pickle.load(file)


def _is_no_page(revisit: Response) -> bool:
    """Tell by its own head, for a body it has none."""
    return revisit.status == 200 and bool(revisit.media_type) and not revisit.is_page()


_NO_PAYLOAD = "revisit passed over: the record that holds its payload is not in what was given; name its file as well"


def _wanted(record: Record) -> bool:
    return record.type in (*_PAGES, "warcinfo") or (
        record.type == "metadata" and record.headers.get("content-type", "").startswith("application/json")
    )


def _page_event(page: Response | Damage) -> Event:
    if isinstance(page, Damage):
        return page
    if page.status != 200:
        return Skipped(f"status_{page.status}")
    return Archived(page, Told(), "file") if page.is_page() else Skipped("not_html")
