"""Parsing is a function of its arguments: same in, same out, with no network, no Scrapy, no clock and no state."""

import subprocess
import sys
from datetime import UTC, datetime
from pathlib import Path

import pytest

from schemas import Capture
from scrapers.parsers.article import parse_article

URL = "https://www.millbrookleader.example/news/weir-story"
CAPTURE = Capture(fetched_at=datetime(2024, 5, 20, tzinfo=UTC), status=200, content_type="text/html", source="crawl")
ROOT = Path(__file__).resolve().parents[2]
FIXTURES = sorted(Path(__file__).with_name("fixtures").glob("*/*/page.html"))


@pytest.mark.parametrize("path", FIXTURES, ids=lambda path: path.parent.name)
def test_the_same_bytes_give_the_same_record(path: Path) -> None:
    body = path.read_bytes()
    first = parse_article(body, URL, CAPTURE).to_json_line()
    assert parse_article(bytes(bytearray(body)), URL, CAPTURE).to_json_line() == first


def test_the_order_in_which_pages_are_read_changes_no_record() -> None:
    forwards = [parse_article(path.read_bytes(), URL).to_json_line() for path in FIXTURES]
    backwards = [parse_article(path.read_bytes(), URL).to_json_line() for path in reversed(FIXTURES)]
    assert backwards[::-1] == forwards


def test_the_capture_is_kept_in_the_provenance_and_nothing_is_made_up() -> None:
    provenance = parse_article(FIXTURES[0].read_bytes(), URL, CAPTURE).provenance
    assert (provenance.fetched_at, provenance.status, provenance.source) == ("2024-05-20T00:00:00+00:00", 200, "crawl")
    assert parse_article(FIXTURES[0].read_bytes(), URL).provenance.fetched_at is None


BLOCKED = """
import sys
class Refuse:
    def find_spec(self, name, path=None, target=None):
        if name.partition(".")[0] in {"scrapy", "twisted", "requests", "urllib3", "httpx", "aiohttp"}:
            raise ImportError(name + " is not for parsers")
sys.meta_path.insert(0, Refuse())
import pkgutil, importlib, scrapers.parsers
for module in pkgutil.iter_modules(scrapers.parsers.__path__):
    importlib.import_module("scrapers.parsers." + module.name)
assert "dateparser" not in sys.modules, "dateparser takes a second to import: import it where it is used"
from scrapers.parsers.article import parse_article
print(parse_article(open(sys.argv[1], "rb").read(), "https://a.example/b").headline)
"""


def test_parsers_work_with_scrapy_twisted_and_requests_absent() -> None:
    path = next(path for path in FIXTURES if path.parent.name == "timber-yard")
    done = subprocess.run(
        [sys.executable, "-X", "utf8", "-c", BLOCKED, str(path)], cwd=ROOT, capture_output=True, text=True, check=False
    )
    assert (done.returncode, done.stderr) == (0, "")
    assert done.stdout.strip() == "The last saw on the Tarn falls silent"


def test_reading_a_page_opens_no_file_and_no_socket(monkeypatch: pytest.MonkeyPatch) -> None:
    body = FIXTURES[0].read_bytes()
    before = parse_article(body, URL)

    def refuse(*args: object, **kwargs: object) -> None:
        raise AssertionError("the parser reached out of its arguments")

    monkeypatch.setattr("socket.socket", refuse)
    monkeypatch.setattr("builtins.open", refuse)
    assert parse_article(body, URL) == before
