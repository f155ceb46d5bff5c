import re

import pytest

from scrapers.sources import LinkPatterns

HOME = "https://echo.example"


def identity(url):
    return re.sub(r"(/art/\d+).*", r"\1", url)


@pytest.fixture
def patterns():
    """The links of an invented paper."""
    return LinkPatterns(
        home=HOME,
        hosts=("echo.example", "www.echo.example"),
        article=(re.compile(r"^/art/\d+(?:/|$)"), re.compile(r"^/news/[^/?]+/$")),
        issue=re.compile(r"^/issue/\d+$"),
        month=re.compile(r"^/issue/\d{1,2}/\d{4}$"),
        excluded=(re.compile(r"^/news/review-"),),
        identity=identity,
    )
