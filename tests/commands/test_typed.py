"""Whatever is typed behind an option: one message or none, and never a traceback."""

import argparse
import io
from itertools import chain

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from scrapy.exceptions import UsageError
from scrapy.settings import Settings

from scrapers import settings as ours
from scrapers.commands import crawl, gaps
from scrapers.selection import ARGUMENTS

PAPER = "socialist_worker"
ODD = st.sampled_from(
    [
        *(
            "",
            "0",
            "-1",
            "1e9",
            "9" * 30,
            "٣",
            "2518",
            "--",
            "-",
            "..",
            "/",
            "/dev/null",
            "nan",
            "inf",
            "yes",
            "=,",
            "%s",
        ),
        *("2016-02-30", "9999-12-31", "2500-2518", "2518-2500", "\n", "\udc80", "🙂", "{}", "x" * 5000, "wayback"),
        *("http://[", "http://[::1", "http://127.0.0.1:99999", "ftp://x", "warc:", "warc:/"),
    ]
)
VALUE = ODD | st.text(st.characters(exclude_characters="\0"), max_size=12)
NAMED = st.sampled_from(sorted(name for name in dir(ours) if name.isupper()))
OF_CRAWL = st.one_of(
    st.tuples(st.sampled_from([*ARGUMENTS, "x"]), VALUE).map(lambda pair: ["-a", "=".join(pair)]),
    st.tuples(st.sampled_from(["time", "pages", "bytes"]), VALUE).map(lambda pair: [f"--max-{pair[0]}={pair[1]}"]),
    st.tuples(NAMED, VALUE).map(lambda pair: ["-s", "=".join(pair)]),
    VALUE.map(lambda value: [f"--jobs={value}"]),
    VALUE.map(lambda value: [f"--loglevel={value}"]),
    st.just(["--all"]),
    VALUE.map(lambda value: [value]),
)
OF_GAPS = st.one_of(
    VALUE.map(lambda value: [f"--since={value}"]), st.just(["--json"]), VALUE.map(lambda value: [value])
)


def typed(command, argv, tmp_path):
    """Return the exit code with which a command refuses what was typed, null when it would go on."""
    parser = argparse.ArgumentParser(prog="scrapy")
    command.settings = Settings()
    command.settings.setmodule("scrapers.settings")
    command.settings.set("OUTPUT_DIR", str(tmp_path), priority="project")
    command.add_options(parser)
    try:
        opts, args = parser.parse_known_args(argv)
        command.process_options(args, opts)
        if isinstance(command, gaps.Command):
            command.run(args, opts)
    except SystemExit as ended:
        return ended.code
    except UsageError:  # Scrapy's own, which it prints as one message
        return 2
    return None


@pytest.mark.parametrize(("command", "options"), [(crawl.Command, OF_CRAWL), (gaps.Command, OF_GAPS)])
@settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(data=st.data())
def test_anything_typed_is_taken_or_refused(command, options, tmp_path, monkeypatch, data):
    monkeypatch.setattr("sys.stdin", io.TextIOWrapper(io.BytesIO()))  # for urls=-
    argv = [PAPER] * data.draw(st.integers(0, 1)) + [*chain(*data.draw(st.lists(options, max_size=4)))]
    assert typed(command(), argv, tmp_path) in (None, 0, 2, 7)


@pytest.mark.parametrize("command", [crawl, gaps])
@pytest.mark.parametrize("value", ["0", "[1]", "null", "[", ""])
def test_a_setting_that_should_be_a_table_and_is_none_is_one_message(command, value, tmp_path, capsys):
    assert typed(command.Command(), [PAPER, "-s", f"ITEM_PIPELINES={value}"], tmp_path) == 2
    assert f"-s ITEM_PIPELINES={value} is no table" in capsys.readouterr().err
