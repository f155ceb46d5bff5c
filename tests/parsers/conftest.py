"""Pages to read: a plain newspaper page that a test changes in one place, and the way to read it."""

from collections.abc import Callable
from datetime import UTC, datetime
from typing import Any

import pytest

from schemas import Article, Capture
from scrapers.parsers.article import parse_article

URL = "https://www.millbrookleader.example/news/weir-story"
FETCHED = datetime(2024, 5, 20, 9, 0, tzinfo=UTC)
PARAGRAPHS = (
    ("The weir at Millbrook burst shortly after four in the morning," " and by six the lower meadow was a lake with hens on it."),
    "Nobody was hurt. The lock keeper, who sleeps above the sluice, said that he had heard a noise like a train being folded.",
    "Engineers from the county arrived at noon with two pumps and a long discussion about which of them should be started first.",
    "The bridge stays closed until Friday at the earliest, and the milk is being carried over the railway viaduct by hand.",
)
HEADLINE = "Weir bursts at Millbrook"


@pytest.fixture
def paragraphs() -> tuple[str, ...]:
    """The running text of the plain page."""
    return PARAGRAPHS


@pytest.fixture
def read() -> Callable[..., Article]:
    """Read a whole page given as text or bytes."""

    def read_page(html: str | bytes, *, url: str = URL, content_type: str | None = "text/html") -> Article:
        body = html.encode("utf-8") if isinstance(html, str) else html
        return parse_article(body, url, Capture(fetched_at=FETCHED, content_type=content_type))

    return read_page


@pytest.fixture
def page() -> Callable[..., str]:
    """Build the plain page: `above`, `below` stand around the headline, `middle` and `end` inside the text."""

    def build(
        *,
        headline: str = f"<h1>{HEADLINE}</h1>",
        title: str = f"{HEADLINE} | Millbrook Leader",
        head: str = "",
        above: str = "",
        below: str = "",
        middle: str = "",
        end: str = "",
        after: str = "",
        lang: str = ' lang="en"',
    ) -> str:
        first, second, *rest = (f"<p>{text}</p>" for text in PARAGRAPHS)
        return (
            f"<!doctype html><html{lang}><head><meta charset='utf-8'><title>{title}</title>{head}</head><body>"
            "<nav><ul><li><a href='/news'>News</a></li><li><a href='/sport'>Sport</a></li></ul></nav>"
            f"<main><article>{above}{headline}{below}<div class='text'>{first}{second}{middle}{''.join(rest)}{end}</div>"
            f"</article></main>{after}<footer><p>Millbrook Leader, Church Lane</p></footer></body></html>"
        )

    return build


@pytest.fixture
def read_plain(read: Callable[..., Article], page: Callable[..., str]) -> Callable[..., Article]:
    """Read the plain page with the given changes."""

    def read_changed(**changes: Any) -> Article:
        return read(page(**changes))

    return read_changed
