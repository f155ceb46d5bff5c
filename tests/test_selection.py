"""Spider arguments: each mistake is met before anything is fetched, with what was seen, wanted and to be typed."""

import io
import re
import sys
from datetime import date

import pytest

from schemas import ArgumentError, ExitCode
from scrapers.selection import ARGUMENTS, Selection, read_selection
from scrapers.spiders.socialist_worker import SocialistWorkerSpider

TODAY = date(2024, 6, 1)
HOME = "https://socialistworker.co.uk"


def read(**arguments):
    return SocialistWorkerSpider.read_arguments(arguments, TODAY)


@pytest.mark.parametrize(
    ("arguments", "selection"),
    [
        ({}, Selection()),
        ({"issue": "2518"}, Selection("issues", first=2518, last=2518)),
        ({"issue": "2238a"}, Selection("issues", first=2238, last=2238, suffix="a")),
        ({"issues": "2500-2518"}, Selection("issues", first=2500, last=2518)),
        ({"issues": " 2500 - 2500 "}, Selection("issues", first=2500, last=2500)),
        ({"month": "2016-08"}, Selection("dates", since=date(2016, 8, 1), until=date(2016, 8, 31))),
        ({"month": "2016-2"}, Selection("dates", since=date(2016, 2, 1), until=date(2016, 2, 29))),
        ({"since": "2024-05-01"}, Selection("dates", since=date(2024, 5, 1), until=TODAY)),
        (
            {"since": "2016-08-01", "until": "2016-08-01"},
            Selection("dates", since=date(2016, 8, 1), until=date(2016, 8, 1)),
        ),
        ({"section": "What We Think"}, Selection("section", name="what-we-think")),
        ({"gaps": "yes"}, Selection("gaps")),
        ({"gaps": "yes", "since": "2016-08"}, Selection("gaps", since=date(2016, 8, 1))),
        ({"tag": "358"}, Selection("tag", name="358")),
        ({"tag": "public-sector"}, Selection("tag", name="public-sector")),
        ({"site": "http://127.0.0.1:8000"}, Selection(site="http://127.0.0.1:8000")),
    ],
)
def test_what_can_be_asked_for(arguments, selection):
    assert read(**arguments) == selection


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        ({"gaps": "no"}, ["gaps=no", "-a gaps=yes"]),
        ({"gaps": "yes", "issue": "3"}, ["gaps= and issue= do not go together"]),
        ({"gaps": "yes", "since": "2016", "until": "2017"}, ["gaps= and since= do not go together"]),
        ({"gaps": "yes", "source": "wayback"}, ["gaps= and source=wayback do not go together"]),
        ({"isue": "3"}, ["'isue'", "did you mean issue?", "-a month=2016-08"]),
        ({"xyzzy": "3"}, ["'xyzzy'", "-a issue=2518"]),
        ({"issue": "abc"}, ["issue=abc", "-a issue=2518"]),
        ({"issue": ""}, ["issue="]),
        ({"issue": "-5"}, ["issue=-5"]),
        ({"issue": "0"}, ["issue=0"]),
        ({"issue": "２５１８x9"}, ["no issue number"]),
        ({"issues": "18-7"}, ["issues=18-7", "ends before it begins", "-a issues=7-18"]),
        ({"issues": "2518"}, ["issues=2518", "-a issues=2500-2518"]),
        ({"issues": "1-2-3"}, ["issues=1-2-3"]),
        ({"issues": "2237-2238a"}, ["has a letter"]),
        ({"month": "2016-13"}, ["month=2016-13", "01 to 12"]),
        ({"month": "13"}, ["month=13", "-a month=2016-08"]),
        ({"month": "2016-00"}, ["month=2016-00"]),
        ({"month": "0000-01"}, ["month=0000-01"]),
        ({"month": "2024-07"}, ["has not begun", "2024-06"]),
        ({"since": "01/08/2016"}, ["since=01/08/2016", "-a since=2016-08-23"]),
        ({"since": "2016-02-30"}, ["since=2016-02-30", "calendar"]),
        ({"since": "2024-06-02"}, ["has not come yet", "2024-06-01"]),
        ({"since": "2016-08-02", "until": "2016-08-01"}, ["after until", "-a since=2016-08-01 -a until=2016-08-02"]),
        ({"since": "2016-08-02", "until": "soon"}, ["until=soon"]),
        ({"until": "2016-08-01"}, ["-a since=YYYY-MM-DD"]),
        ({"issue": "2518", "until": "2016-08-01"}, ["since="]),
        ({"issue": "2518", "month": "2016-08"}, ["issue= and month=", "do not go together"]),
        ({"section": "news", "tag": "3"}, ["section= and tag="]),
        ({"section": "newz"}, ["'newz'", "features", "-a section=news"]),
        ({"section": "gardening"}, ["'gardening'", "what-we-think"]),
        ({"tag": "A tag!"}, ["tag=A tag!", "-a tag=358"]),
        ({"site": "example"}, ["site=example", "-a site=http://127.0.0.1:8000"]),
        ({"site": "ftp://example.org"}, ["no http or https URL"]),
        ({"site": "http://"}, ["no http or https URL"]),
        ({"site": "http://h:99999"}, ["cannot be read"]),
        ({"site": "http://h/?a=b"}, ["query"]),
        ({"site": "http://["}, ["cannot be read"]),
    ],
)
def test_what_cannot_be_used_is_refused_with_what_to_type(arguments, words):
    with pytest.raises(ArgumentError) as error:
        read(**arguments)
    assert error.value.exit_code is ExitCode.BAD_ARGUMENTS
    for word in words:
        assert word in str(error.value)


def test_every_argument_is_explained_with_an_example_that_works(tmp_path):
    path = tmp_path / "FILE"
    path.write_text(f"{HOME}/art/1\n")
    archive = tmp_path / "made.warc"
    archive.write_bytes(b"WARC/1.1\r\n")
    for name, text in ARGUMENTS.items():
        for example in text.split(", or "):
            typed = dict(re.findall(r"-a (\w+)=([^\s,]+)", example))
            assert name in typed
            stands_for = {"FILE": str(path), "warc:PATH": f"warc:{archive}"}
            read(**{key: stands_for.get(value, value) for key, value in typed.items()})


def test_a_url_file_is_read_without_comments_empty_lines_and_repeats(tmp_path):
    path = tmp_path / "urls.txt"
    issue = "http://www.socialistworker.co.uk/issue/936"
    path.write_bytes(f"\ufeff{HOME}/art/1\r\n\r\n# a note\n{HOME}/art/1\n  {issue} \n".encode())
    assert read(urls=str(path)).urls == (f"{HOME}/art/1", issue)


def test_urls_can_come_from_standard_input(monkeypatch):
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(f"{HOME}/art/1\n".encode())))
    assert read(urls="-").urls == (f"{HOME}/art/1",)


def test_urls_of_a_copy_may_be_given_with_that_copy(tmp_path):
    path = tmp_path / "urls.txt"
    path.write_text("http://127.0.0.1:8000/art/1\n")
    assert read(urls=str(path), site="http://127.0.0.1:8000").urls == ("http://127.0.0.1:8000/art/1",)
    with pytest.raises(ArgumentError, match="line 1"):
        read(urls=str(path))


@pytest.mark.parametrize(
    ("content", "words"),
    [
        (b"", "holds no URL"),
        (b"# nothing\n", "holds no URL"),
        (b"https://socialistworker.co.uk/art/1\nhttps://example.org/a\n", "line 2: https://example.org/a"),
        (b"socialistworker.co.uk/art/1\n", "starting with https://"),
        (b"https://socialistworker.co.uk/socialist-review-archive/a-b/\n", "no page of this paper"),
        (b"\xff\xfe\x00h", "no text in UTF-8"),
    ],
)
def test_a_url_file_that_cannot_be_used_is_refused(tmp_path, content, words):
    path = tmp_path / "urls.txt"
    path.write_bytes(content)
    with pytest.raises(ArgumentError) as error:
        read(urls=str(path))
    assert words in str(error.value)


def test_a_url_file_that_cannot_be_read_is_refused(tmp_path):
    for path in (tmp_path / "missing", tmp_path):
        with pytest.raises(ArgumentError, match="cannot be read"):
            read(urls=str(path))


def test_a_paper_with_other_sections_is_asked_about_its_own():
    with pytest.raises(ArgumentError, match="there are arts, sport"):
        read_selection({"section": "news"}, TODAY, bool, {"sport": 1, "arts": 2})


@pytest.mark.parametrize(
    ("since", "until", "days"),
    [
        ("2008", "2015", (date(2008, 1, 1), date(2015, 12, 31))),
        ("2008-02", "2012-02", (date(2008, 2, 1), date(2012, 2, 29))),
        ("2008-02-03", "2008-02-03", (date(2008, 2, 3), date(2008, 2, 3))),
    ],
)
def test_a_range_may_be_of_years_or_months(since, until, days):
    selection = read(since=since, until=until)
    assert (selection.since, selection.until) == days


def test_an_archive_is_asked_by_day_of_capture_or_for_single_pages():
    assert read(source="wayback").kind == "newest"
    assert read(source="wayback", since="2008", until="2011").source == "wayback"
    assert read(source="wayback", month="2008-03").since == date(2008, 3, 1)
    assert read(source="site").source == "site"


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        ({"source": "waybak"}, "type -a source=wayback"),
        ({"source": ""}, "is no source"),
        ({"source": "wayback", "issue": "2518"}, "issue= and source=wayback do not go together"),
        ({"source": "wayback", "section": "news"}, "section= and source=wayback"),
        ({"source": "wayback", "site": "http://127.0.0.1:8000"}, "site= and source=wayback"),
        ({"since": "2008-2"}, "since=2008-2 is no day"),
        ({"since": "0000"}, "not in the calendar"),
    ],
)
def test_a_source_that_cannot_be_used_is_refused(arguments, words):
    with pytest.raises(ArgumentError) as error:
        read(**arguments)
    assert words in str(error.value)
