"""The tables of docs/ are held to the code: every code and every file is in them, and nothing else."""

import ast
import json
import re
from dataclasses import fields
from pathlib import Path

import pytest
from scrapy.http import Response
from scrapy.spidermiddlewares.httperror import HttpError

from pipelines.crawl_note import NOTE
from pipelines.gaps import Gaps, MissingArticle, UnreadList
from pipelines.lock import LOCK
from pipelines.missing_issues import MissingIssue
from pipelines.sense import DOUBTS, RULES, Limits
from pipelines.state_file import STATE
from scrapers import failures, settings, walls
from scrapers.spiders.newspaper import PARSER_FAILED

ROOT = Path(__file__).resolve().parents[2]
REJECTIONS = (ROOT / "docs" / "rejections.md").read_text("utf-8")
OUTPUT = (ROOT / "docs" / "output.md").read_text("utf-8")


def table(text, heading):
    """The rows of the one table under a heading, by the name in their first cell."""
    section = text.split(heading, 1)[1].split("\n## ", 1)[0]
    rows = [[cell.strip() for cell in line.strip("|").split("|")] for line in section.splitlines() if line[:2] == "| "]
    return {row[0].strip("`"): row[1:] for row in rows[1:]}


def calls(folder, name):
    """Every call of a function or class of this name in a package."""
    for path in (ROOT / folder).rglob("*.py"):
        for node in ast.walk(ast.parse(path.read_text("utf-8"))):
            if isinstance(node, ast.Call) and getattr(node.func, "id", getattr(node.func, "attr", "")) == name:
                yield node


def constants(nodes):
    return {node.value for node in nodes if isinstance(node, ast.Constant) and isinstance(node.value, str)}


def codes_given(folder):
    return constants(word.value for call in calls(folder, "Reason") for word in call.keywords if word.arg == "code")


def test_every_reason_of_the_validation_is_explained_and_no_other():
    assert set(table(REJECTIONS, "## Stage `validate`")) == codes_given("pipelines")


def test_every_rule_gives_its_name_as_code():
    assert {rule.__name__ for rule in RULES} <= codes_given("pipelines")
    assert all(f"`{rule.__name__}`" in REJECTIONS for rule in (*RULES, *DOUBTS))


def test_every_way_to_fail_a_download_is_explained_and_no_other():
    kinds = [
        *failures.DOWNLOAD_ERRORS,
        failures.RobotsForbidden,
        failures.RobotsUnreachable,
        failures.OffSite,
        failures.NotInArchive,
        failures.AskedToWait,
    ]
    codes = {failures.explain(kind())[0] for kind in kinds}
    codes.add(re.sub(r"\d+", "<status>", failures.explain(HttpError(Response("http://x/", status=404)))[0]))
    codes |= constants(argument for call in calls("scrapers", "_lost") for argument in call.args[2:3])
    codes |= codes_given("scrapers") | {walls.BLOCK_PAGE, walls.CONSENT_WALL, PARSER_FAILED}
    assert set(table(REJECTIONS, "## Stage `fetch`")) | set(table(REJECTIONS, "## Stage `parse`")) == codes


@pytest.mark.parametrize("heading", ["## Stage `validate`", "## Stage `fetch`", "## Stage `parse`"])
def test_every_row_says_what_it_means_and_what_to_do(heading):
    assert all(len(cells) == 2 and all(cells) for cells in table(REJECTIONS, heading).values())


def test_the_limits_in_the_text_are_those_of_the_code():
    limits = Limits()
    for words in (
        f"Fewer than {limits.min_words} words",
        f"more than {limits.weeks_ahead} weeks ahead",
        f"more than {limits.weeks_behind} weeks behind",
        f"more than {limits.weeks_doubt} weeks,",
    ):
        assert words in REJECTIONS.replace("\n", " ")


def test_the_table_of_files_is_what_lies_in_a_run_folder(finished_run):
    run = finished_run()
    named = {name.strip("` ") for row in table(OUTPUT, "# The run folder") for name in row.split(",")}
    assert named - {NOTE} == {  # the note is the session's
        "archive/*.warc.gz" if path.parent.name == "archive" else path.relative_to(run).as_posix()
        for path in run.rglob("*")
        if path.is_file()
    }


def test_the_keys_in_the_examples_exist():
    schema = json.loads((ROOT / "schemas" / "article.schema.json").read_text("utf-8"))
    defined = {name for model in [schema, *schema["$defs"].values()] for name in model["properties"]}
    issue = json.loads((ROOT / "schemas" / "issue.schema.json").read_text("utf-8"))
    rejection = json.loads((ROOT / "schemas" / "rejection.schema.json").read_text("utf-8"))
    defined |= set(issue["properties"]) | set(rejection["properties"]) | set(rejection["$defs"]["Reason"]["properties"])
    defined |= {"resources", "hash", "path"}  # of datapackage.json
    used = {
        key for line in OUTPUT.splitlines() if line.startswith("jq ") for key in re.findall(r"\.([a-z_]+)\b(?!l)", line)
    }
    assert used - {"jsonl", "json"} <= defined


STATE_DOC = (ROOT / "docs" / "state.md").read_text("utf-8")
GAPS_DOC = (ROOT / "docs" / "gaps.md").read_text("utf-8")


def test_what_is_said_of_the_state_is_so():
    assert set(table(STATE_DOC, "# What a newspaper's folder remembers")) == {
        STATE,
        f"{STATE}-wal`, `{STATE}-shm",
        LOCK,
    }
    assert f"`{NOTE}`" in STATE_DOC
    assert f"`{NOTE}`" in OUTPUT
    assert f"`RECHECK_SHARE` ({settings.RECHECK_SHARE})" in STATE_DOC
    assert f"`RECHECK_LONGEST_DAYS` ({settings.RECHECK_LONGEST_DAYS})" in STATE_DOC


def test_the_json_of_the_gaps_has_the_keys_that_are_shown():
    shown = json.loads(re.search(r"```json\n(.*?)```", GAPS_DOC, re.DOTALL)[1])
    assert set(shown) == {"publication", "since", "command", *Gaps().as_dict()}
    assert list(shown["missing_articles"][0]) == [field.name for field in fields(MissingArticle)]
    assert list(shown["unread_lists"][0]) == [field.name for field in fields(UnreadList)]
    assert list(shown["missing_issues"][0]) == [field.name for field in fields(MissingIssue)]
