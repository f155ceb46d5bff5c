"""The paper on a real port, and a plain HTTP client that follows nothing."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from http.client import HTTPConnection, HTTPResponse
from urllib.parse import urlsplit

import pytest

from examples.paper import serve


@pytest.fixture(scope="session")
def site() -> Iterator[str]:
    with serve() as url:
        yield url


@pytest.fixture(scope="session")
def fetch() -> Callable[..., tuple[HTTPResponse, bytes]]:
    def get(site: str, target: str, method: str = "GET", **headers: str) -> tuple[HTTPResponse, bytes]:
        connection = HTTPConnection(urlsplit(site).netloc, timeout=10)
        try:
            connection.request(
                method, target, headers={name.replace("_", "-"): value for name, value in headers.items()}
            )
            response = connection.getresponse()
            return response, response.read()
        finally:
            connection.close()

    return get
