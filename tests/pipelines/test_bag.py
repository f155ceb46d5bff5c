"""A run as a bag that the Library of Congress's own tool accepts."""

import resource
import subprocess
import sys
from datetime import UTC, date, datetime

import pytest

from pipelines.bag import write_bag
from pipelines.finished import FinishedRun
from pipelines.package import Origin, verify, write_package
from schemas import DamagedError, OutputError

DAY = date(2024, 6, 1)


@pytest.fixture
def pack(tmp_path):
    def write(run):
        write_bag(FinishedRun.read(run), tmp_path / "x.bag", "Broadsheet 0.0", DAY)
        return tmp_path / "x.bag"

    return write


def check(bag):
    return subprocess.run(
        [sys.executable, "-m", "bagit", "--validate", bag], capture_output=True, text=True, check=False
    )


@pytest.mark.parametrize("archive", [True, False])
def test_bagit_accepts_it(finished_run, pack, archive):
    result = check(pack(finished_run(archive=archive)))
    assert result.returncode == 0
    assert "is valid" in result.stderr


def test_bagit_notices_what_is_changed(finished_run, pack):
    bag = pack(finished_run())
    (bag / "data" / "stats.json").write_text("{}")
    assert check(bag).returncode == 1


def test_the_payload_is_the_run_and_is_still_one(finished_run, pack):
    run = finished_run()
    bag = pack(run)
    files = {path.relative_to(run): path.read_bytes() for path in run.rglob("*") if path.is_file()}
    data = bag / "data"
    assert files == {path.relative_to(data): path.read_bytes() for path in data.rglob("*") if path.is_file()}
    assert verify(data) == []


def test_the_tag_files_are_those_of_version_one(finished_run, pack):
    run = finished_run()
    bag = pack(run)
    assert (bag / "bagit.txt").read_bytes() == b"BagIt-Version: 1.0\nTag-File-Character-Encoding: UTF-8\n"
    assert sorted(path.name for path in bag.iterdir()) == [
        "bag-info.txt",
        "bagit.txt",
        "data",
        "manifest-sha256.txt",
        "tagmanifest-sha256.txt",
    ]
    info = dict(line.split(": ", 1) for line in (bag / "bag-info.txt").read_text("utf-8").splitlines())
    sizes = [path.stat().st_size for path in run.rglob("*") if path.is_file()]
    assert info["Payload-Oxum"] == f"{sum(sizes)}.{len(sizes)}"
    assert info["External-Identifier"] == "valley_echo-20240510T120000Z"
    assert info["Bagging-Date"] == "2024-06-01"


def test_names_with_line_feeds_and_percent_signs_are_escaped(finished_run, pack):
    run = finished_run()
    (run / "a\nb%0A.txt").write_text("x")
    (run / "é ü.txt").write_text("y")
    write_package(run, Origin("Valley Echo", "https://echo.example/", datetime(2024, 6, 1, tzinfo=UTC)))
    bag = pack(run)
    manifest = (bag / "manifest-sha256.txt").read_text("utf-8")
    assert "  data/a%0Ab%250A.txt\n" in manifest
    assert "  data/é ü.txt\n" in manifest


def test_a_run_that_is_no_longer_as_it_was_gives_nothing(finished_run, pack, tmp_path):
    run = finished_run()
    (run / "issues.jsonl").write_bytes(b"x")
    with pytest.raises(DamagedError, match=r"issues\.jsonl has 1 bytes"):
        pack(run)
    assert [path.name for path in tmp_path.iterdir()] == ["output"]


def test_a_full_disk_leaves_nothing_behind(finished_run, pack, tmp_path):
    run = finished_run()
    soft, hard = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (3000, hard))
    try:
        with pytest.raises(OutputError, match="--output"):
            pack(run)
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, (soft, hard))
    assert [path.name for path in tmp_path.iterdir()] == ["output"]
