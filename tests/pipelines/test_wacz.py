"""A run as a WACZ: what the validator asks for, what it forgets to ask for, and that it leads to the same bytes."""

import hashlib
import json
import resource
import subprocess
import sys
import tracemalloc
import zipfile
from datetime import UTC, datetime
from pathlib import Path

import pytest

from pipelines.finished import FinishedRun
from pipelines.package import PACKAGE, Origin, write_package
from pipelines.wacz import write_wacz
from schemas import ArgumentError, DamagedError, OutputError

NOW = datetime(2024, 6, 1, 8, 30, 0, tzinfo=UTC)


@pytest.fixture
def pack(tmp_path):
    def write(run, name="x.wacz"):
        write_wacz(FinishedRun.read(run), tmp_path / name, "Broadsheet 0.0", NOW)
        return tmp_path / name

    return write


def members(path):
    with zipfile.ZipFile(path) as file:
        assert file.testzip() is None
        return {info.filename: file.read(info) for info in file.infolist()}


def validate(path):
    result = subprocess.run(
        [Path(sys.executable).with_name("wacz"), "validate", "-f", path], capture_output=True, text=True, check=False
    )
    return result.stdout.splitlines()[-1:] + result.stderr.splitlines()


def test_the_validator_accepts_it_with_files_that_lie_deep_in_the_run(finished_run, pack):
    run = finished_run(3)
    (run / "reports" / "may").mkdir(parents=True)
    (run / "reports" / "may" / "a.html").write_text("<p>")
    write_package(run, Origin("Valley Echo", "https://echo.example/", NOW))
    assert validate(pack(run)) == ["Validation succeeded, the passed WACZ is valid"]
    assert members(pack(run, "y.wacz"))["run/reports-may-a.html"] == b"<p>"


def test_the_validator_accepts_a_run_without_an_article(finished_run, pack):
    run = finished_run(1)
    (run / "articles.jsonl").write_bytes(b"")
    write_package(run, Origin("Valley Echo", "https://echo.example/", NOW))
    assert validate(pack(run)) == ["Validation succeeded, the passed WACZ is valid"]


def test_the_validator_is_not_one_that_accepts_everything(finished_run, pack, tmp_path):
    with zipfile.ZipFile(pack(finished_run()), "a") as file:
        file.writestr("run/more.txt", "not listed")
    assert validate(tmp_path / "x.wacz") == ["Validation failed, the passed WACZ is invalid"]


def test_every_mandatory_part_is_there_and_all_of_the_run(finished_run, pack):
    run = finished_run()
    found = members(pack(run))
    for path in (
        "archive/valley_echo-20240510120000-00000-tests.warc.gz",
        "indexes/index.cdxj",
        "schemas/article.json",
    ):
        assert found[path] == (run / path).read_bytes()
    for name in ("articles.jsonl", "issues.jsonl", "rejected.jsonl", "crawl.log", "stats.json", PACKAGE):
        assert found[f"run/{name}"] == (run / name).read_bytes()
    assert {"pages/pages.jsonl", PACKAGE, "datapackage-digest.json"} <= set(found)


def test_the_list_of_pages_has_one_line_an_article(finished_run, pack):
    header, *pages = map(json.loads, members(pack(finished_run(2)))["pages/pages.jsonl"].splitlines())
    assert header == {
        "format": "json-pages-1.0",
        "id": "pages",
        "title": "Valley Echo, crawled 20240510T120000Z",
        "hasText": True,
    }
    assert [(p["url"], p["ts"], p["title"]) for p in pages] == [
        ("https://echo.example/art/1", "2024-05-10T12:00:00Z", "Library saved [1]"),
        ("https://echo.example/art/2", "2024-05-10T12:00:01Z", "Library saved [2]"),
    ]
    assert all(page["text"].startswith("The council") and page["id"] for page in pages)


def test_every_page_is_found_in_the_index_at_its_instant(finished_run, pack):
    found = members(pack(finished_run(3)))
    captures = {
        (json.loads(line.split(b" ", 2)[2])["url"], line.split(b" ")[1].decode())
        for line in found["indexes/index.cdxj"].splitlines()
    }
    for line in found["pages/pages.jsonl"].splitlines()[1:]:
        page = json.loads(line)
        assert (page["url"], page["ts"].translate(str.maketrans("", "", "-:TZ"))) in captures


def test_pages_of_a_copy_of_the_site_stand_under_the_address_that_was_archived(finished_run, pack):
    run = finished_run(1)
    article = json.loads((run / "articles.jsonl").read_bytes())
    article["provenance"]["source_url"] = "http://127.0.0.1:8000/art/1"
    article["provenance"]["fetched_at"] = "2024-05-10T14:30:00.900000+02:00"
    article["headline"] = None
    (run / "articles.jsonl").write_text(json.dumps(article) + "\n")
    write_package(run, Origin("Valley Echo", "https://echo.example/", NOW))
    page = json.loads(members(pack(run))["pages/pages.jsonl"].splitlines()[1])
    assert (page["url"], page["ts"], page["title"]) == (
        "http://127.0.0.1:8000/art/1",
        "2024-05-10T12:30:00Z",
        "https://echo.example/art/1",
    )


def test_every_member_is_listed_with_its_bytes_and_checksum(finished_run, pack):
    found = members(pack(finished_run()))
    package = json.loads(found[PACKAGE])
    assert (package["profile"], package["wacz_version"], package["created"]) == (
        ("data-package", "1.1.1", "2024-06-01T08:30:00Z")
    )
    assert package["software"] == "Broadsheet 0.0"
    listed = {entry["path"]: entry for entry in package["resources"]}
    assert set(listed) == set(found) - {PACKAGE, "datapackage-digest.json"}
    for path, entry in listed.items():
        assert entry["bytes"] == len(found[path])
        assert entry["hash"] == "sha256:" + hashlib.sha256(found[path]).hexdigest()
    assert len({entry["name"] for entry in package["resources"]}) == len(listed)
    assert listed["run/articles.jsonl"]["jsonSchema"] == "schemas/article.json"
    digest = json.loads(found["datapackage-digest.json"])
    assert digest == {"path": PACKAGE, "hash": "sha256:" + hashlib.sha256(found[PACKAGE]).hexdigest()}


def test_archives_and_compressed_files_are_stored_and_the_rest_is_deflated(finished_run, pack):
    run = finished_run()
    (run / "lists.gz").write_bytes(b"\x1f\x8b")
    write_package(run, Origin("Valley Echo", "https://echo.example/", NOW))
    with zipfile.ZipFile(pack(run)) as file:
        ways = {info.filename: info.compress_type for info in file.infolist()}
    assert ways.pop("archive/valley_echo-20240510120000-00000-tests.warc.gz") == zipfile.ZIP_STORED
    assert ways.pop("run/lists.gz") == zipfile.ZIP_STORED
    assert set(ways.values()) == {zipfile.ZIP_DEFLATED}


def test_the_same_run_at_the_same_time_gives_the_same_file(finished_run, pack):
    run = finished_run()
    assert pack(run, "a.wacz").read_bytes() == pack(run, "b.wacz").read_bytes()


def test_the_run_stays_as_it_is(finished_run, pack):
    run = finished_run()
    before = {path: (path.stat().st_mtime_ns, path.is_dir() or path.read_bytes()) for path in run.rglob("*")}
    pack(run)
    assert before == {path: (path.stat().st_mtime_ns, path.is_dir() or path.read_bytes()) for path in run.rglob("*")}


@pytest.mark.parametrize(
    "path", ["archive/valley_echo-20240510120000-00000-tests.warc.gz", "articles.jsonl", "stats.json"]
)
def test_a_run_that_is_no_longer_as_it_was_gives_nothing(finished_run, pack, tmp_path, path):
    run = finished_run()
    data = (run / path).read_bytes()
    (run / path).write_bytes(data[:-1] + bytes([data[-1] ^ 1]))
    with pytest.raises(DamagedError, match="has the checksum"):
        pack(run)
    assert not [p.name for p in tmp_path.iterdir() if "wacz" in p.name]


def test_a_line_that_is_no_article_is_named(finished_run, pack):
    run = finished_run()
    (run / "articles.jsonl").write_text("{}\n")
    write_package(run, Origin("Valley Echo", "https://echo.example/", NOW))
    with pytest.raises(DamagedError, match=r"line 1 of .*articles\.jsonl is no article"):
        pack(run)


def test_a_run_without_an_archive_or_an_index_says_what_else_to_type(finished_run, pack):
    with pytest.raises(ArgumentError, match="type --format bagit"):
        pack(finished_run(archive=False))
    run = finished_run()
    (run / "indexes" / "index.cdxj").unlink()
    write_package(run, Origin("Valley Echo", "https://echo.example/", NOW))
    with pytest.raises(ArgumentError, match=r"no indexes/index\.cdxj"):
        pack(run)


@pytest.mark.parametrize("limit", [100, 3000, 9000])
def test_a_full_disk_leaves_nothing_behind(finished_run, pack, tmp_path, limit):
    run = finished_run()
    soft, hard = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (limit, hard))
    try:
        with pytest.raises(OutputError, match=r"x\.wacz.*cannot be written: File too large.*--output"):
            pack(run)
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, (soft, hard))
    assert [p.name for p in tmp_path.iterdir()] == ["output"]


def test_a_large_run_is_packed_in_flat_memory(finished_run, pack):
    run = finished_run(1)
    with (run / "archive" / "more.warc.gz").open("wb") as file:
        file.truncate(96 << 20)
    write_package(run, Origin("Valley Echo", "https://echo.example/", NOW))
    tracemalloc.start()
    try:
        path = pack(run)
        peak = tracemalloc.get_traced_memory()[1]
    finally:
        tracemalloc.stop()
    assert path.stat().st_size > 96 << 20
    assert peak < 6 << 20
