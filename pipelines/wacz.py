"""WACZ 1.1.1 (specs.webrecorder.net/wacz/1.1.1): a run in one file that ReplayWeb.page opens without unpacking it.

archive/ and indexes/ are the run's own, pages/pages.jsonl has a line for each article, schemas/ is the run's, and all
else of the run folder lies in run/. The validator of py-wacz looks for extra files no deeper than one folder.
"""

from __future__ import annotations

import hashlib
import json
import zipfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from pipelines.archive import FOLDER
from pipelines.claim import claimed
from pipelines.files import flush_to_disk
from pipelines.finished import FinishedRun
from pipelines.index import INDEX
from pipelines.package import PACKAGE, resource_name
from schemas import ArgumentError, DamagedError

VERSION = "1.1.1"
PAGES = "pages/pages.jsonl"
DIGEST = "datapackage-digest.json"
_ARTICLES = "articles.jsonl"
# The folders of a run that a WACZ has too, or that lie one deep as they are.
_AS_THEY_ARE = ("archive/", "indexes/", "schemas/")
_ZIP64 = 1 << 30  # a member that could grow beyond 2 GiB needs the long form of the header from its beginning


@dataclass
class _Wacz:
    """A WACZ being written, and the list of what is in it."""

    file: zipfile.ZipFile
    now: datetime
    resources: list[dict[str, Any]] = field(default_factory=list)
    names: set[str] = field(default_factory=set)

    @contextmanager
    def member(self, path: str, size: int) -> Iterator[Callable[[bytes], int]]:
        """Give a function that writes to a new member. What is compressed already, and every archive, is stored."""
        info = zipfile.ZipInfo(path, self.now.timetuple()[:6])
        stored = path.startswith("archive/") or path.endswith(".gz")
        info.compress_type = zipfile.ZIP_STORED if stored else zipfile.ZIP_DEFLATED
        info.external_attr = 0o644 << 16
        with self.file.open(info, "w", force_zip64=size > _ZIP64) as member:
            yield member.write

    def add(self, path: str, data: bytes) -> str:
        """Write a small member and return its checksum, "sha256:<hex>"."""
        with self.member(path, len(data)) as write:
            write(data)
        return "sha256:" + hashlib.sha256(data).hexdigest()

    def list(self, path: str, size: int, digest: str, **more: Any) -> None:
        """List a member as a resource.

        "type": "file" keeps validators from reading the JSON Lines as tables: they guess types from the first lines
        and trip over an empty file. The schema of the lines is named by "jsonSchema".
        """
        name = resource_name(path, self.names)
        self.resources.append({"name": name, "path": path, "type": "file", **more, "hash": digest, "bytes": size})


def write_wacz(run: FinishedRun, output: Path, software: str, now: datetime) -> int:
    """Write a run as the new file `output` and return its number of pages.

    Memory does not grow with the run; every byte is held to the run's checksums on the way. Raises
    schemas.ArgumentError, LockedError, DamagedError and OutputError; nothing is left behind then, and the run is
    never touched.
    """
    paths = {resource.path for resource in run.resources}
    if not any(path.startswith("archive/") and path.endswith(".warc.gz") for path in paths):
        raise ArgumentError(
            f"{run.folder} has no {FOLDER}/*.warc.gz, and a WACZ is made of them; type --format bagit to pack the "
            "records alone"
        )
    if INDEX not in paths:
        raise ArgumentError(f"{run.folder} has no {INDEX}, without which nothing in a WACZ is found; crawl again")
    now = now.astimezone(UTC)
    with claimed(output) as temporary, temporary.open("r+b") as file:
        with zipfile.ZipFile(file, "w", compresslevel=6) as archive:
            wacz = _Wacz(archive, now)
            for resource in run.resources:
                path = _path_inside(resource.path)
                with wacz.member(path, resource.size) as write:
                    run.copy(resource, write)
                wacz.list(path, resource.size, resource.hash, **_described(resource.listed))
            _add_package_of_run(wacz, run)
            pages = _add_pages(wacz, run)
            text = json.dumps(_datapackage(wacz, run, software), ensure_ascii=False, indent=2).encode("utf-8")
            digest = {"path": PACKAGE, "hash": wacz.add(PACKAGE, text)}
            wacz.add(DIGEST, json.dumps(digest, indent=2).encode("utf-8"))
        file.flush()
        flush_to_disk(file.fileno())
    return pages


def _path_inside(path: str) -> str:
    """Return where a file of the run lies in the WACZ: never more than one folder deep."""
    if path.startswith(_AS_THEY_ARE) and path.count("/") == 1:
        return path
    return "run/" + path.replace("/", "-")


def _described(listed: dict[str, Any]) -> dict[str, Any]:
    """Return what the run says of a resource beside its path and checksum, with the schema's place in the WACZ."""
    return {key: listed[key] for key in ("format", "mediatype", "encoding", "jsonSchema") if key in listed}


def _add_package_of_run(wacz: _Wacz, run: FinishedRun) -> None:
    """Add the run's own datapackage.json, so that the run can be laid out again and checked."""
    data = (run.folder / PACKAGE).read_bytes()
    path = f"run/{PACKAGE}"
    wacz.list(path, len(data), wacz.add(path, data), mediatype="application/json")


def _add_pages(wacz: _Wacz, run: FinishedRun) -> int:
    """Add the list of pages, one line an article, and return how many there are."""
    size = next((resource.size for resource in run.resources if resource.path == _ARTICLES), 0)
    digest, written, lines = hashlib.sha256(), 0, 0
    with wacz.member(PAGES, size) as write:
        for entry in _page_list(run, wanted=size > 0):
            line = json.dumps(entry, ensure_ascii=False).encode("utf-8") + b"\n"
            digest.update(line)
            written += write(line)
            lines += 1
    wacz.list(PAGES, written, "sha256:" + digest.hexdigest())
    return lines - 1


def _page_list(run: FinishedRun, wanted: bool) -> Iterator[dict[str, Any]]:
    """Yield the header and then the pages, in the order of the articles, whose file has just been checked."""
    yield {"format": "json-pages-1.0", "id": "pages", "title": run.title, "hasText": True}
    path = run.folder / _ARTICLES
    if not wanted:
        return
    with path.open("rb") as lines:
        for number, line in enumerate(lines, 1):
            try:
                yield _page(json.loads(line), str(run.package.get("created")))
            except (ValueError, KeyError, TypeError) as error:
                raise DamagedError(f"line {number} of {path} is no article of schema 1.0 ({error!r})") from error


def _page(article: dict[str, Any], otherwise: str) -> dict[str, Any]:
    """Return the entry of one article: the address and the instant under which the archive has its page."""
    provenance = article["provenance"]
    fetched = datetime.fromisoformat(provenance["fetched_at"] or otherwise).astimezone(UTC)
    return {
        "id": article["id"],
        "url": provenance["source_url"] or article["url"],  # a copy of the site has the page under its own address
        "ts": fetched.strftime("%Y-%m-%dT%H:%M:%SZ"),
        "title": article["headline"] or article["url"],
        "text": article["text"],
    }


def _datapackage(wacz: _Wacz, run: FinishedRun, software: str) -> dict[str, Any]:
    return {
        "profile": "data-package",
        "wacz_version": VERSION,
        "name": run.name.lower(),
        "title": run.title,
        "created": wacz.now.strftime("%Y-%m-%dT%H:%M:%SZ"),
        "software": software,
        "sources": run.package.get("sources", []),
        "resources": wacz.resources,
    }
