"""scrapy gaps and scrapy crawl -a gaps=yes as they are typed: what is missing is told, fetched, and gone on with."""

import argparse
import json
from datetime import date
from threading import Event
from urllib.parse import urlsplit

import pytest
from rich.console import Console
from scrapy.settings import Settings

from examples.paper.server import serve
from examples.paper.site import Paper, expected_articles
from pipelines.gaps import Departed, Gaps, MissingArticle, UnreadList
from pipelines.missing_issues import MissingIssue
from scrapers.commands.gaps import Command
from scrapers.commands.gaps_table import render
from tests.commands.typed import typed

HTML = {"Content-Type": "text/html; charset=utf-8"}
BROKEN, GONE = (500, HTML, b"<p>Out of order</p>"), (404, HTML, b"<p>Not found</p>")
IN_2518 = sorted(
    urlsplit(article["url"]).path
    for article in expected_articles()
    if (article["issue"] or {}).get("number") == "2518" and "/art/" in article["url"]
)
# Later than the last issue that has a page: what is left is articles alone.
LATE = "since=2022-02"


class WaitingPaper(Paper):
    """A paper of which one address keeps its reader waiting until `let_go` is set."""

    def __init__(self):
        super().__init__()
        self.slow, self.reached, self.let_go = "", Event(), Event()

    def respond(self, target):
        if self.slow and target == self.slow:
            self.reached.set()
            self.let_go.wait(60)
        return super().respond(target)


@pytest.fixture
def paper():
    paper = WaitingPaper()
    yield paper
    paper.let_go.set()


@pytest.fixture
def start(paper, tmp_path):
    """Give a function that starts `scrapy` on the served paper."""
    with serve(paper) as base:
        quick = ["-a", f"site={base}", "-s", "AUTOTHROTTLE_ENABLED=0", "-s", "RETRY_TIMES=0", "-s", "PICTURES=none"]

        def begin(*argv):
            return typed(tmp_path / "output", *argv, *(quick if argv[0] == "crawl" else []))

        yield begin
        paper.let_go.set()


@pytest.fixture
def scrapy(start):
    """Give a function that runs `scrapy` to its end: (exit code, standard output, standard error)."""

    def run(*argv):
        process = start(*argv)
        out, err = process.communicate(timeout=120)
        return process.returncode, out, err

    return run


@pytest.fixture
def gaps(tmp_path, capsys):
    """Give a function that runs `scrapy gaps` in this process: (exit code, standard output, standard error)."""

    def run(*argv):
        command, parser = Command(), argparse.ArgumentParser()
        command.settings = Settings()
        command.settings.setmodule("scrapers.settings")
        command.settings.set("OUTPUT_DIR", str(tmp_path / "output"))
        command.add_options(parser)
        opts, args = parser.parse_known_args(list(argv))
        try:
            command.run(args, opts)
        except SystemExit as ended:
            return ended.code, *capsys.readouterr()
        return command.exitcode, *capsys.readouterr()

    return run


def gaps_in(gaps, *argv):
    code, out, _ = gaps("socialist_worker", "--json", *argv)
    return code, json.loads(out)


def records(tmp_path, name="articles.jsonl"):
    lines = [line for path in sorted(tmp_path.glob(f"output/*/*/{name}")) for line in path.open(encoding="utf-8")]
    return [json.loads(line) for line in lines]


@pytest.mark.parametrize(
    ("argv", "words"),
    [
        ([], "wanted one newspaper; there are socialist_worker; type scrapy gaps socialist_worker"),
        (["socialst_worker"], "no newspaper 'socialst_worker'; there are socialist_worker"),
        (["socialist_worker", "--since", "2016-13"], "--since 2016-13"),
        (["socialist_worker", "--since", "soon"], "--since soon is no day; type year, month and day like --since 2016"),
        (["socialist_worker"], "nothing of socialist_worker is held in"),
    ],
)
def test_a_mistake_is_one_message_and_exit_code_2(gaps, argv, words):
    code, out, err = gaps(*argv)
    assert (code, out) == (2, "")
    assert err.startswith("scrapy gaps: error: ")
    assert err.count("\n") == 1
    assert words in err


def test_gaps_cannot_be_crawled_before_there_is_anything_to_compare(scrapy, tmp_path):
    code, out, err = scrapy("crawl", "socialist_worker", "-a", "gaps=yes")
    assert (code, out) == (2, "")
    assert "crawl it first with scrapy crawl socialist_worker" in err
    assert not (tmp_path / "output").exists()


def test_what_failed_is_told_fetched_and_then_no_longer_missing(paper, scrapy, gaps):
    paper.overrides |= {IN_2518[1]: BROKEN, IN_2518[2]: GONE}
    assert scrapy("crawl", "socialist_worker", "-a", "issue=2518")[0] == 3
    code, found = gaps_in(gaps)
    assert code == 3
    assert [issue["number"] for issue in found["missing_issues"]][:2] == [2519, 2520]
    told = {urlsplit(gap["url"]).path: (gap["why"], gap["code"], gap["issue"]) for gap in found["missing_articles"]}
    assert told == {
        IN_2518[1]: ("rejected", "http_500", "2518"),
        IN_2518[2]: ("dead", "http_404", "2518"),
    }
    assert found["command"] == "scrapy crawl socialist_worker -a gaps=yes"

    code, table, _ = gaps("socialist_worker", "--since", "2016-08-20")
    assert code == 3
    assert "2519-27" in table
    assert IN_2518[1] in table
    assert "rejected: http_500" in table
    assert "dead link: http_404" in table
    assert "scrapy crawl socialist_worker -a gaps=yes -a since=2016-08-20" in table

    paper.overrides.clear()
    paper.requested.clear()
    assert scrapy("crawl", "socialist_worker", "-a", "gaps=yes", "-a", LATE)[0] == 0
    asked = [path for path in paper.requested if path.startswith("/art/")]
    assert asked == [IN_2518[1]]  # neither what is held nor the dead link
    assert [gap["why"] for gap in gaps_in(gaps)[1]["missing_articles"]] == ["dead"]
    code, found = gaps_in(gaps, "--since", "2022-02")
    assert (code, found["command"]) == (0, None)
    before = len(paper.requested)
    code, out, _ = scrapy("crawl", "socialist_worker", "-a", "gaps=yes", "-a", LATE)
    assert (code, out) == (5, "socialist_worker: nothing is missing that could be fetched\n")
    assert len(paper.requested) == before


def test_a_link_that_is_redirected_to_what_is_held_is_no_gap(paper, scrapy, gaps, tmp_path):
    held, old = IN_2518[0], "/art/99999/An+older+address"
    paper.overrides[old] = (301, {"Location": held, **HTML}, b"")
    urls = tmp_path / "urls.txt"
    urls.write_text(f"https://socialistworker.co.uk{held}\nhttps://socialistworker.co.uk{old}\n")
    assert scrapy("crawl", "socialist_worker", "-a", f"urls={urls}")[0] == 0
    assert gaps_in(gaps)[1]["missing_articles"] == []


def test_a_crawl_of_gaps_that_was_killed_is_gone_on_with(paper, start, scrapy, gaps, tmp_path):
    paper.overrides |= dict.fromkeys(IN_2518[1:5], BROKEN)
    assert scrapy("crawl", "socialist_worker", "-a", "issue=2518")[0] == 3
    paper.overrides.clear()
    paper.slow = IN_2518[3]
    crawl = start("crawl", "socialist_worker", "-a", "gaps=yes", "-a", LATE, "-s", "CONCURRENT_REQUESTS=1")
    assert paper.reached.wait(60)
    code, found = gaps_in(gaps, "--since", "2022-02")  # the crawl is at work, and holds the lock
    assert code == 3
    assert IN_2518[3] in {urlsplit(gap["url"]).path for gap in found["missing_articles"]}
    crawl.kill()
    crawl.communicate()
    paper.let_go.set()
    code, _, err = scrapy("crawl", "socialist_worker", "-a", "gaps=yes", "-a", LATE)
    assert code == 0, err
    assert len(list(tmp_path.glob("output/*/*/datapackage.json"))) == 2  # no third run was begun
    urls = [urlsplit(article["url"]).path for article in records(tmp_path)]
    assert sorted(urls) == IN_2518
    assert gaps_in(gaps, "--since", "2022-02")[0] == 0


def test_the_command_is_one_of_scrapys(scrapy):
    code, out, err = scrapy("gaps", "socialist_worker")
    assert (code, out) == (2, "")
    assert err.startswith("scrapy gaps: error: nothing of socialist_worker is held in")


def shown(gaps, command=None):
    console = Console(width=160)
    with console.capture() as captured:
        console.print(render(gaps, "Valley Echo", command))
    return captured.get()


def test_runs_of_numbers_are_folded():
    numbers = [2499, 2500, 2501, 2505]
    text = shown(Gaps(issues=[MissingIssue(n, date(2016, 4, 1)) for n in numbers] + [MissingIssue(None, None)]))
    assert "5 issues missing" in text
    assert "2499-2501" in text
    assert "2505 " in text
    assert "2500" not in text


def test_every_kind_of_gap_has_its_table():
    url = "https://echo.example/news/[bold]one"
    text = shown(
        Gaps(
            articles=[MissingArticle(url, "never_fetched", None, None, "https://echo.example/feed", None)],
            lists=[UnreadList("https://echo.example/map.xml", "damaged_list", None)],
            departed=[Departed("https://echo.example/2", "2020-01-10T12:00:00+00:00", None)],
        ),
        "scrapy crawl valley_echo -a gaps=yes",
    )
    for words in (url, "never fetched", "/feed", "1 list not read", "damaged_list", "no longer there", "vanished"):
        assert words in text
    assert text.rstrip().endswith("scrapy crawl valley_echo -a gaps=yes")
    assert shown(Gaps()).rstrip().endswith("Nothing is missing")


def test_a_long_table_is_cut_and_says_so():
    articles = [
        MissingArticle(f"https://echo.example/{n}", "rejected", "no_headline", "1", None, None) for n in range(60)
    ]
    text = shown(Gaps(articles=articles))
    assert "and 10 rows more; --json has them all" in text
    assert "https://echo.example/55" not in text
