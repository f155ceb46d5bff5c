"""The exit code of a crawl, and the sentence that goes with it."""

import re
from pathlib import Path

import pytest

from schemas import ArgumentError, ExitCode
from scrapers.commands.outcome import Ending, fail, judge, summary

DOCS = Path(__file__).resolve().parents[2] / "docs" / "exit-codes.md"


def end(reason="finished", trouble=None, blocked=False, **stats):
    scrapy = {"spider_exceptions/count": stats.pop("faults", 0)}
    return Ending(reason, scrapy | {f"broadsheet/{name}": value for name, value in stats.items()}, trouble, blocked)


@pytest.mark.parametrize(
    ("ending", "code", "words"),
    [
        (end(fetched=12, articles=10, issues=1), ExitCode.DONE, ""),
        (end(fetched=12, articles=9, issues=1, rejected=1), ExitCode.DONE, ""),
        (end(fetched=1, issues=1), ExitCode.DONE, ""),
        (end(fetched=3, gone=2), ExitCode.NOTHING_NEW, "nothing was found"),
        (end(fetched=9, articles=8, failed=2, trouble="u: timeout"), ExitCode.PARTIAL, r"2 page\(s\) .* u: timeout"),
        (end(fetched=9, articles=0, rejected=3), ExitCode.PARTIAL, "none of 3"),
        (end(failed=1, rejected=1, trouble="u: no", blocked=True), ExitCode.BLOCKED, "could not be read: u: no"),
        (end(gone=3, trouble="u: 404", blocked=True), ExitCode.BLOCKED, "could not be read"),
        (end(failed=1, trouble="u: 404"), ExitCode.PARTIAL, "1 page"),
        (end(fetched=5, articles=5, failed=5, blocked=True, trouble="x"), ExitCode.PARTIAL, "5 page"),
        (
            end("refused", fetched=9, articles=8, failed=5, blocked=True, trouble="u: 403"),
            ExitCode.BLOCKED,
            "refuses .* u: 403",
        ),
        (end("refused", failed=1, blocked=True, trouble="u: 429"), ExitCode.BLOCKED, "refuses the crawl"),
        (end("site_failing", fetched=9, articles=8, failed=10, trouble="u: 500"), ExitCode.PARTIAL, "10 page"),
        (end("shutdown", fetched=5, articles=5), ExitCode.PARTIAL, "stopped before the end"),
        (end("disk", error="/x cannot be written"), ExitCode.DISK, "/x cannot be written"),
        (end(fetched=5, articles=5, failed=1, error="disk full"), ExitCode.DISK, "disk full"),
        (end(fetched=5, articles=5, faults=1), ExitCode.INTERNAL, "fault in Broadsheet"),
        (end(fetched=5, articles=5, item_errors=2), ExitCode.INTERNAL, "2 page"),
        (end("start_error"), ExitCode.INTERNAL, "fault in Broadsheet"),
    ],
)
def test_the_worst_that_happened_decides(ending, code, words):
    outcome = judge(ending)
    assert outcome.code is code
    assert re.search(words, outcome.message) if words else outcome.message == ""


def test_the_summary_says_what_was_written_where():
    ending = end(fetched=14, articles=10, issues=1, rejected=2, run_folder="output/paper/20240601T120000Z")
    assert (
        summary(ending) == "10 articles, 1 issue, 2 rejected, 14 pages read: written to output/paper/20240601T120000Z"
    )
    assert summary(end()).endswith("nothing was written")


def test_a_failing_command_prints_one_message_and_ends_with_the_errors_code(capsys):
    with pytest.raises(SystemExit) as ended:
        fail("crawl", ArgumentError("month=13 is no month"))
    assert ended.value.code == 2
    assert capsys.readouterr() == ("", "scrapy crawl: error: month=13 is no month\n")


def test_the_documentation_has_every_code_and_no_other():
    documented = dict(re.findall(r"^\| (\d) \| `(\w+)` \|", DOCS.read_text("utf-8"), re.MULTILINE))
    assert documented == {str(int(code)): code.name for code in ExitCode}
