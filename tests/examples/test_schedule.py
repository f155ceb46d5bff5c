"""The examples for cron and systemd are such as these programmes take, and the commands in them are ours."""

import argparse
import re
import shlex
import shutil
import subprocess
from pathlib import Path

import pytest
from scrapy.settings import Settings

from schemas import ExitCode
from scrapers.commands import crawl, package

ROOT = Path(__file__).resolve().parents[2]
SCHEDULE = ROOT / "examples" / "schedule"
DOCS = (ROOT / "docs" / "scheduling.md").read_text("utf-8")


def lines(name):
    return [line for line in (SCHEDULE / name).read_text("utf-8").splitlines() if line and not line.startswith("#")]


def typed():
    """Every scrapy command of the examples and the documentation, as a list of words."""
    texts = [re.sub(r"\\%", "%", line) for line in lines("crontab") if "scrapy" in line]
    texts += [line for line in lines("broadsheet.service") if line.startswith("ExecStart=")]
    texts += [line.strip() for line in DOCS.splitlines() if line.strip().startswith("scrapy ")]
    for text in texts:
        command = re.search(r"\bscrapy (\w+ .*?)(?: >>.*| #.*)?$", text)
        assert command, text
        yield shlex.split(command[1])


@pytest.mark.parametrize("words", list(typed()), ids=" ".join)
def test_every_command_is_one_that_the_programme_takes(words):
    command = {"crawl": crawl, "package": package}[words[0]].Command()
    command.settings = Settings()
    command.settings.setmodule("scrapers.settings")
    parser = argparse.ArgumentParser(exit_on_error=False)
    command.add_options(parser)
    opts, args = parser.parse_known_args(words[1:])
    assert not [arg for arg in args if arg.startswith("-")]
    if words[0] == "crawl":
        command.process_options(args, opts)  # ends the test with SystemExit when an argument is wrong
    else:
        assert len(args) == 1
        assert opts.form in ("wacz", "bagit")


def test_every_line_of_the_crontab_is_a_setting_or_has_five_fields_and_a_command():
    field = r"(?:\*|\d+(?:-\d+)?)(?:/\d+)?(?:,\d+)*"
    for line in lines("crontab"):
        assert re.match(r"[A-Z_]+=\S+$", line) or re.match(rf"(?:{field}\s+){{5}}cd /opt/broadsheet && ", line), line
        assert not re.search(r"(?<!\\)%", line), f"cron takes a bare % for a line feed: {line}"


def test_cron_itself_takes_the_crontab(tmp_path):
    if not shutil.which("crontab"):
        pytest.skip("crontab is not installed")
    help_text = subprocess.run(["crontab", "-h"], capture_output=True, text=True, check=False).stderr
    if "-T" not in help_text:
        pytest.skip("this crontab cannot check a file without installing it (-T)")
    subprocess.run(["crontab", "-T", SCHEDULE / "crontab"], check=True)


def test_systemd_takes_the_units(tmp_path):
    if not shutil.which("systemd-analyze"):
        pytest.skip("systemd-analyze is not installed")
    home = tmp_path / "opt" / "broadsheet"
    (home / ".venv" / "bin").mkdir(parents=True)
    scrapy = home / ".venv" / "bin" / "scrapy"
    scrapy.write_text("#!/bin/sh\n")
    scrapy.chmod(0o755)
    units = []
    for name in ("broadsheet.service", "broadsheet.timer"):
        # systemd looks whether the programme is there; here it lies elsewhere.
        text = (SCHEDULE / name).read_text("utf-8").replace("/opt/broadsheet", str(home))
        (tmp_path / name).write_text(text)
        units.append(tmp_path / name)
    checked = subprocess.run(["systemd-analyze", "verify", *units], capture_output=True, text=True, check=False)
    ours = [line for line in checked.stderr.splitlines() if "broadsheet" in line]
    assert ours == []
    assert checked.returncode == 0, checked.stderr


def test_systemd_is_told_which_codes_are_ordinary():
    (line,) = [line for line in lines("broadsheet.service") if line.startswith("SuccessExitStatus=")]
    assert {ExitCode(int(code)) for code in line.partition("=")[2].split()} == {ExitCode.PARTIAL, ExitCode.NOTHING_NEW}


def test_the_timer_is_one_that_systemd_can_read():
    if not shutil.which("systemd-analyze"):
        pytest.skip("systemd-analyze is not installed")
    (line,) = [line for line in lines("broadsheet.timer") if line.startswith("OnCalendar=")]
    subprocess.run(["systemd-analyze", "calendar", line.partition("=")[2]], check=True, capture_output=True)


def test_the_documentation_names_every_file():
    assert {path.name for path in SCHEDULE.iterdir()} == set(re.findall(r"examples/schedule/([a-z.]+)", DOCS))
