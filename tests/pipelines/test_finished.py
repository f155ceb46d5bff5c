"""A finished run as it is packed: whole, and held to its checksums."""

import json
import re

import pytest

from pipelines.finished import FinishedRun
from pipelines.package import PACKAGE
from schemas import ArgumentError, BroadsheetError, DamagedError


def test_every_file_comes_out_as_it_lies_there(finished_run):
    folder = finished_run()
    run = FinishedRun.read(folder)
    assert {r.path for r in run.resources} >= {
        "articles.jsonl",
        "archive/valley_echo-20240510120000-00000-tests.warc.gz",
        "indexes/index.cdxj",
    }
    for resource in run.resources:
        blocks = []
        run.copy(resource, blocks.append)
        assert b"".join(blocks) == (folder / resource.path).read_bytes()


def test_it_knows_its_name_and_title_wherever_it_is_called_from(finished_run, monkeypatch):
    folder = finished_run()
    monkeypatch.chdir(folder)
    run = FinishedRun.read(type(folder)("."))
    assert run.name == "valley_echo-20240510T120000Z"
    assert run.title == "Valley Echo, crawled 20240510T120000Z"


def test_files_that_belong_to_no_run_are_named(finished_run):
    folder = finished_run()
    (folder / "notes.txt").write_text("mine")
    assert FinishedRun.read(folder).unlisted() == ["notes.txt"]


def edit(change):
    def harm(folder):
        package = json.loads((folder / PACKAGE).read_text("utf-8"))
        change(package["resources"])
        (folder / PACKAGE).write_text(json.dumps(package), encoding="utf-8")

    return harm


@pytest.mark.parametrize(
    ("harm", "error", "words"),
    [
        (lambda run: (run / PACKAGE).unlink(), ArgumentError, "was stopped or is still being written"),
        (lambda run: (run / PACKAGE).write_bytes(b'{"resources": ['), DamagedError, "is damaged"),
        (lambda run: (run / PACKAGE).write_bytes(b"[]"), DamagedError, "is damaged"),
        (lambda run: (run / PACKAGE).write_bytes(b"\xff\xfe"), DamagedError, "is damaged"),
        (edit(lambda files: files[0].pop("hash")), DamagedError, "is damaged"),
        (edit(lambda files: files.append(files[0])), DamagedError, "lists a file twice"),
        (edit(lambda files: files[0].update(path="../secret")), DamagedError, "no path inside the run"),
        (edit(lambda files: files[0].update(path="/etc/passwd")), DamagedError, "no path inside the run"),
        (edit(lambda files: files[0].update(path="a/./b")), DamagedError, "no path inside the run"),
        (edit(lambda files: files[0].update(path=PACKAGE)), DamagedError, "no path inside the run"),
    ],
)
def test_what_is_no_finished_run_is_said_to_be_none(finished_run, harm, error, words):
    folder = finished_run()
    harm(folder)
    with pytest.raises(error, match=words) as raised:
        FinishedRun.read(folder)
    assert isinstance(raised.value, BroadsheetError)


def test_folders_of_other_things_are_told_from_missing_ones_and_files(tmp_path):
    (tmp_path / "file").write_text("x")
    for name, words in (("none", "there is no folder"), ("file", "is a file"), (".", "is no run")):
        with pytest.raises(ArgumentError, match=words):
            FinishedRun.read(tmp_path / name)


@pytest.mark.parametrize(
    ("harm", "words"),
    [
        (lambda path: path.write_bytes(path.read_bytes().replace(b"Library", b"library")), "has the checksum sha256:"),
        (lambda path: path.write_bytes(path.read_bytes()[:-1]), r"has \d+ bytes, datapackage.json says"),
        (lambda path: path.unlink(), "is missing"),
        (lambda path: (path.unlink(), path.mkdir()), "cannot be read"),
    ],
)
def test_a_file_that_is_no_longer_as_it_was_written_is_not_passed_off_as_it(finished_run, harm, words):
    folder = finished_run()
    harm(folder / "articles.jsonl")
    run = FinishedRun.read(folder)
    articles = next(resource for resource in run.resources if resource.path == "articles.jsonl")
    with pytest.raises(DamagedError, match=words) as raised:
        run.copy(articles, lambda block: None)
    assert re.search("nothing is made from it", str(raised.value))
