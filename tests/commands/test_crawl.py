"""scrapy crawl as it is typed: one message for a mistake, an exit code for every ending, no traceback."""

import argparse
import signal
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Event

import pytest
from scrapy.settings import Settings

from scrapers.commands.crawl import Command
from scrapers.environment import read_environment
from tests.commands.typed import typed
from tests.servers import serving

SPIDER = "socialist_worker"


def options(command, *argv):
    parser = argparse.ArgumentParser()
    command.settings = Settings()
    command.settings.setmodule("scrapers.settings")
    command.add_options(parser)
    opts, args = parser.parse_known_args(list(argv))
    command.process_options(args, opts)
    return opts


@pytest.mark.parametrize(
    ("argv", "words"),
    [
        ([], "which newspaper? There are socialist_worker; type scrapy crawl socialist_worker"),
        (["socialst_worker"], "no newspaper 'socialst_worker'; there are socialist_worker"),
        ([SPIDER, "issue=2518"], "scrapy crawl socialist_worker -a issue=2518"),
        ([SPIDER, "-a", "isue=2518"], "did you mean issue?"),
        ([SPIDER, "-a", "issues=18-7"], "-a issues=7-18"),
        ([SPIDER, "-a", "month=2016-13"], "month=2016-13"),
        ([SPIDER, "-L", "LOUD"], "-L LOUD is no log level"),
        ([SPIDER, "--logfile", "/no/such/folder/x.log"], "--logfile /no/such/folder/x.log cannot be written"),
        ([SPIDER, "--logfile", "/"], "--logfile / is a folder"),
        ([SPIDER, "--max-time=--"], "--max-time -- has no value"),
        ([SPIDER, "-s", "DOWNLOAD_DELAY=fast"], "-s DOWNLOAD_DELAY=fast is no number from 0 on"),
        ([SPIDER, "-s", "DOWNLOAD_DELAY=nan"], "DOWNLOAD_DELAY=nan is no number"),
        ([SPIDER, "-s", "DOWNLOAD_DELAY=-1"], "DOWNLOAD_DELAY=-1 is no number"),
        ([SPIDER, "-s", "MAX_PAGES=1.5"], "MAX_PAGES=1.5 is no whole number"),
        ([SPIDER, "-s", "CONCURRENT_REQUESTS=0"], "CONCURRENT_REQUESTS=0 is no whole number from 1 on"),
        ([SPIDER, "-s", "ROBOTS_COPY_DAYS=1e9"], "ROBOTS_COPY_DAYS=1e9 is no number from 0 on that can be used"),
        ([SPIDER, "-s", "ROBOTSTXT_OBEY=perhaps"], "ROBOTSTXT_OBEY=perhaps is neither yes nor no"),
        ([SPIDER, "-s", "DOWNLAOD_DELAY=10"], "did you mean DOWNLOAD_DELAY?"),
        ([SPIDER, "-s", "OUTPUT_DIR="], "names no folder"),
    ],
)
def test_a_mistake_is_one_message_and_exit_code_2(capsys, argv, words):
    with pytest.raises(SystemExit) as ended:
        options(Command(), *argv)
    assert ended.value.code == 2
    captured = capsys.readouterr()
    assert captured.out == ""
    assert captured.err.startswith("scrapy crawl: error: ")
    assert captured.err.count("error:") == 1
    assert words in captured.err


def test_a_variable_of_the_environment_that_cannot_be_used_stops_the_command(capsys):
    command = Command()
    errors = read_environment({"BROADSHEET_DELAY": "fast"}).errors
    with pytest.raises(SystemExit) as ended:
        options(command, SPIDER, "-s", "ENVIRONMENT_ERRORS=" + errors[0].replace(",", ";"))
    assert ended.value.code == 2
    assert "BROADSHEET_DELAY is 'fast'" in capsys.readouterr().err


def test_the_progress_display_is_for_terminals_and_can_be_chosen():
    assert options(Command(), SPIDER).progress is False  # pytest's standard error is no terminal
    assert options(Command(), SPIDER, "--progress").progress is True
    command = Command()
    options(command, SPIDER, "--progress")
    assert command.settings["LOG_LEVEL"] == "WARNING"
    options(command, SPIDER, "--progress", "-L", "DEBUG")
    assert command.settings["LOG_LEVEL"] == "DEBUG"


class Handler(BaseHTTPRequestHandler):
    """A paper with one issue of two articles; the second waits until it is let go."""

    protocol_version = "HTTP/1.1"
    wbufsize = -1
    robots = b"User-agent: *\nAllow: /\n"
    repairs = False
    reached = Event()
    let_go = Event()

    def do_GET(self):
        body = b"<p>The council voted to keep the library in Mill Street open for good.</p>" * 20
        if self.path == "/robots.txt":
            body = self.robots
        elif self.path == "/archive":
            body = (
                b'<link rel="canonical" href="/issue/875"><p>Issue: 2518</p><p>Dated: 23 Aug 2016</p>'
                b'<a href="/art/1/A">A</a><a href="/art/2/B">B</a>'
            )
        else:
            if self.path.startswith("/art/2"):
                self.reached.set()
                self.let_go.wait(30)
            body = b'<h1 itemprop="headline">Story</h1><p>Issue No. 2518</p><div itemprop="articleBody">' + body
            body += b'</div><div class="article_view_published">Tue 23 Aug 2016, 16:18 BST</div>'
        closed = self.repairs and self.path.startswith("/art/2")
        self.send_response(503 if closed else 200)
        if closed:
            self.send_header("Retry-After", "7200")
        self.send_header("Content-Type", "text/html; charset=utf-8")
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, *_):
        pass


@contextmanager
def served():
    """Serve the paper, and let all go that wait for it at the end."""

    class Paper(Handler):
        reached = Event()
        let_go = Event()

    with serving(ThreadingHTTPServer(("127.0.0.1", 0), Paper)) as place:
        Paper.base = f"http://{place}"
        yield Paper
        Paper.let_go.set()


@pytest.fixture
def paper():
    with served() as paper:
        yield paper


@pytest.fixture
def start(tmp_path):
    def run(*argv, output=None):
        return typed(output or tmp_path / "output", "crawl", SPIDER, *argv)

    return run


def finish(process):
    out, err = process.communicate(timeout=60)
    assert "Traceback" not in err
    return process.returncode, out, err


def test_a_site_that_asks_to_be_left_alone_for_hours_ends_the_crawl_as_refused(paper, start, tmp_path):
    paper.let_go.set()
    paper.repairs = True
    code, out, err = finish(start("-a", f"site={paper.base}", "-L", "ERROR", "-s", "CONCURRENT_REQUESTS=1"))
    assert (code, err.count("error:")) == (4, 1)
    assert "the site refuses the crawl" in err
    assert "asks to be left alone for 7200 seconds" in err
    assert out.startswith("1 article, 1 issue, 1 rejected")


def test_a_crawl_that_went_well_says_what_was_written_where(paper, start, tmp_path):
    paper.let_go.set()
    code, out, err = finish(start("-a", f"site={paper.base}", "-L", "ERROR"))
    assert (code, err) == (0, "")
    [run] = (tmp_path / "output" / SPIDER).glob("*Z")
    assert out == f"2 articles, 1 issue, 0 rejected, 3 pages read: written to {run}\n"


def test_a_mistake_fetches_and_writes_nothing(start, tmp_path):
    code, out, err = finish(start("-a", "month=2016-13"))
    assert (code, out) == (2, "")
    assert err.startswith("scrapy crawl: error: month=2016-13 is no month")
    assert err.count("\n") == 1
    assert not (tmp_path / "output").exists()


def test_a_robots_txt_that_forbids_the_crawl_ends_it_as_blocked(paper, start):
    paper.robots = b"User-agent: *\nDisallow: /\n"
    code, _, err = finish(start("-a", f"site={paper.base}", "-L", "CRITICAL"))
    assert code == 4
    assert err.startswith("scrapy crawl: error: the site could not be read: ")
    assert "robots.txt forbids this page" in err


def test_an_output_folder_that_cannot_be_written_is_found_before_the_first_request(paper, start, tmp_path):
    (tmp_path / "file").write_text("in the way")
    code, out, err = finish(start("-a", f"site={paper.base}", "-L", "CRITICAL", output=tmp_path / "file"))
    assert code == 7
    assert "nothing was written" in out
    assert err.startswith("scrapy crawl: error: ")
    assert str(tmp_path / "file") in err
    assert not paper.reached.is_set()


def test_ctrl_c_once_stops_cleanly_and_keeps_what_was_got(paper, start, tmp_path):
    process = start("-a", f"site={paper.base}", "-L", "CRITICAL")
    assert paper.reached.wait(30)
    process.send_signal(signal.SIGINT)
    paper.let_go.set()
    code, out, err = finish(process)
    assert code == 3
    assert "stopped before the end" in err
    assert "written to" in out
