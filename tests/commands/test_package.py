"""scrapy package as it is typed: one sentence for what was made, one message and a code for what was not."""

import argparse
import os
import re
import subprocess
import sys
import zipfile
from datetime import UTC, datetime
from pathlib import Path

import pytest
from scrapy.settings import Settings

from scrapers.commands.package import Command, pack

ROOT = Path(__file__).resolve().parents[2]


@pytest.fixture
def package(tmp_path, monkeypatch, capsys):
    """Give a function that runs the command in an empty folder: (exit code, standard output, standard error)."""
    monkeypatch.chdir(tmp_path)

    def run(*argv):
        command, parser = Command(), argparse.ArgumentParser()
        command.settings = Settings()
        command.add_options(parser)
        opts, args = parser.parse_known_args([str(argument) for argument in argv])
        code = 0
        try:
            command.run(args, opts)
        except SystemExit as ended:
            code = ended.code
        return code, *capsys.readouterr()

    return run


def test_the_command_is_one_of_scrapys(finished_run, tmp_path):
    made = subprocess.run(
        [sys.executable, "-m", "scrapy", "package", finished_run(), "--format", "wacz"],
        cwd=tmp_path,
        env={**os.environ, "PYTHONPATH": str(ROOT), "SCRAPY_SETTINGS_MODULE": "scrapers.settings"},
        capture_output=True,
        text=True,
        check=False,
    )
    path = tmp_path / "valley_echo-20240510T120000Z.wacz"
    assert (made.returncode, made.stderr) == (0, "")
    assert made.stdout == f"2 page(s), {path.stat().st_size:,} bytes: written to {path}\n"
    assert zipfile.is_zipfile(path)


def test_a_bag_is_made_here_and_named_after_the_run(finished_run, tmp_path, package):
    code, out, error = package(finished_run(), "--format", "bagit")
    bag = tmp_path / "valley_echo-20240510T120000Z.bag"
    assert (code, error) == (0, "")
    assert out.endswith(f"bytes: written to {bag}\n")
    assert (bag / "bagit.txt").is_file()


def test_of_a_newspaper_the_newest_finished_run_is_packed(finished_run, tmp_path):
    finished_run(started=datetime(2024, 5, 10, tzinfo=UTC))
    newest = finished_run(1, started=datetime(2024, 5, 11, tzinfo=UTC))
    (finished_run(started=datetime(2024, 5, 12, tzinfo=UTC)) / "datapackage.json").unlink()
    assert pack([str(newest.parent)], "wacz", str(tmp_path / "x.wacz")).startswith("1 page(s)")


@pytest.mark.parametrize(
    ("arguments", "code", "words"),
    [
        ([], 2, "wanted the folder of one run"),
        (["a", "b"], 2, "wanted the folder of one run"),
        (["nothing"], 2, "there is no folder nothing"),
        (["{run}", "--format", "zip"], 2, "--format zip is not known; type --format wacz or --format bagit"),
        (["{run}", "--output", "{run}/x.wacz"], 2, "lies in the run itself"),
        (["{run}", "--output", "no/such/x.wacz"], 2, "type mkdir -p"),
        (["{run}", "--output", "/proc/x.wacz"], 7, "cannot be written"),
        (["{run}", "--output", "{run}"], 2, "lies in the run itself"),
        (["{run}", "--output", "there.wacz"], 2, "is there already"),
        (["{unfinished}"], 2, "was stopped or is still being written"),
        (["{damaged}"], 7, "has the checksum"),
    ],
)
def test_a_mistake_is_one_message_and_a_code(finished_run, tmp_path, package, arguments, code, words):
    (tmp_path / "there.wacz").write_bytes(b"mine")
    folders = {"run": finished_run(), "unfinished": finished_run(), "damaged": finished_run()}
    (folders["unfinished"] / "datapackage.json").unlink()
    stats = folders["damaged"] / "stats.json"
    stats.write_bytes(stats.read_bytes().replace(b"pages", b"Pages"))
    ended, out, error = package(*(argument.format(**folders) for argument in arguments))
    assert (ended, out) == (code, "")
    assert error.startswith("scrapy package: error: ")
    assert error.count("\n") == 1
    assert words in error
    assert sorted(path.name for path in tmp_path.iterdir()) == ["output", "there.wacz"]


def test_files_that_belong_to_no_run_are_left_out_with_a_warning(finished_run, tmp_path, capsys):
    run = finished_run()
    (run / "notes.txt").write_text("mine")
    pack([str(run)], "wacz", str(tmp_path / "x.wacz"))
    assert "warning: notes.txt is not listed in datapackage.json and is left out" in capsys.readouterr().err
    with zipfile.ZipFile(tmp_path / "x.wacz") as file:
        assert not [name for name in file.namelist() if "notes" in name]


def test_ctrl_c_leaves_nothing_behind_and_no_traceback(finished_run, tmp_path, package, monkeypatch):
    def interrupted(*_):
        raise KeyboardInterrupt

    monkeypatch.setattr("pipelines.finished.FinishedRun.copy", interrupted)
    for form in ("wacz", "bagit"):
        assert package(finished_run(), "--format", form) == (
            3,
            "",
            "scrapy package: error: stopped; nothing was left behind, and the run is as it was\n",
        )
    assert [path.name for path in tmp_path.iterdir()] == ["output"]


def test_the_documentation_has_every_member_of_a_wacz_and_every_code(finished_run, package):
    text = (ROOT / "docs" / "packages.md").read_text("utf-8")
    assert package(finished_run(), "--output", "x.wacz")[0] == 0
    with zipfile.ZipFile("x.wacz") as file:
        for name in file.namelist():
            folder = name.partition("/")[0]
            assert f"`{name}`" in text or f"`{folder}/*.{name.split('.', 1)[1]}`" in text or f"| `{folder}/` |" in text
    documented = set(re.findall(r"^\| (\d) \|", text.split("## Exit codes")[1], re.MULTILINE))
    assert documented == {"0", "2", "3", "6", "7"}
