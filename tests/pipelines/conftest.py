import os
import subprocess
import sys
from collections.abc import Callable, Iterator
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from schemas import Article, Block, Issue, IssueAnchor, Publication, Reason, Rejection

ROOT = Path(__file__).resolve().parents[2]
PROSE = (
    "The council voted on Tuesday to keep the library in Mill Street open. "
    "More than two hundred people stood outside the town hall while the vote was taken."
)


@pytest.fixture
def paper() -> Publication:
    return Publication(
        slug="valley_echo",
        name="Valley Echo",
        hosts=("echo.example",),
        home="https://echo.example/",
        timezone="Europe/London",
        language="en",
        founded=date(1968, 3, 2),
        issue_anchors=(IssueAnchor(1000, date(2010, 1, 5)), IssueAnchor(1520, date(2020, 1, 7))),
    )


def make_article(number: int = 1, **changes: Any) -> Article:
    url = f"https://echo.example/art/{number}"
    fields: dict[str, Any] = {
        "publication": "valley_echo",
        "url": url,
        "canonical_url": url,
        "headline": "Library saved after a packed vote",
        "body": [Block(type="paragraph", text=PROSE)],
        "provenance": {"fetched_at": "2020-03-01T10:00:00+00:00", "status": 200},
    }
    return Article.build(identity=url, **{**fields, **changes})


@pytest.fixture
def an_article() -> Callable[..., Article]:
    return make_article


@pytest.fixture
def an_issue() -> Callable[..., Issue]:
    def build(**changes: Any) -> Issue:
        fields: dict[str, Any] = {
            "id": "issue-1520",
            "publication": "valley_echo",
            "number": "1520",
            "url": "https://echo.example/issue/9",
            "sections": [{"name": "News", "articles": [{"url": "https://echo.example/art/1"}]}],
        }
        return Issue(**{**fields, **changes})

    return build


@pytest.fixture
def a_rejection() -> Callable[..., Rejection]:
    def build(**changes: Any) -> Rejection:
        fields: dict[str, Any] = {
            "publication": "valley_echo",
            "url": "https://echo.example/art/404",
            "stage": "fetch",
            "reasons": [Reason(code="http_404", message="the site answered 404 Not Found")],
        }
        return Rejection(**{**fields, **changes})

    return build


@pytest.fixture
def run_python(tmp_path: Path) -> Iterator[Callable[..., "subprocess.Popen[str]"]]:
    """Start a script in a process of its own, which can be killed and limited. None outlives its test."""
    started = []

    def start(script: str, *arguments: str) -> "subprocess.Popen[str]":
        process = subprocess.Popen(
            [sys.executable, "-c", script, *arguments],
            cwd=tmp_path,
            env={**os.environ, "PYTHONPATH": str(ROOT)},
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
        )
        started.append(process)
        return process

    yield start
    for process in started:
        process.kill()
        process.communicate()
