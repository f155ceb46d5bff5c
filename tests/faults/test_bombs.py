"""What unpacks to gigabytes or never ends is given up, memory stays small, and all the rest is kept."""

import gzip
import sys
import time
import zlib
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import brotli
import pytest

from schemas import ExitCode
from tests.conftest import Raw
from tests.faults.conftest import answer, links, story
from tests.spiders.harbour_lantern import HOME, HarbourLanternSpider

if sys.version_info >= (3, 14):
    from compression import zstd
else:
    from backports import zstd

GOOD = Raw(story())
MB = 1 << 20
GIGABYTE = 1024  # in MB
CLEAR, STATUS = Path("/proc/self/clear_refs"), Path("/proc/self/status")

pytestmark = pytest.mark.skipif(not CLEAR.exists(), reason="the peak of memory cannot be measured")


def gzip_bomb(start: bytes = b"", fill: bytes = b"\0", end: bytes = b"") -> bytes:
    """Return a gigabyte as a megabyte: members in a row are one stream."""
    return gzip.compress(start) + gzip.compress(fill * (MB // len(fill))) * GIGABYTE + gzip.compress(end)


def deflate_bomb(window: int) -> bytes:
    packer = zlib.compressobj(9, zlib.DEFLATED, window)
    first, block = (packer.compress(bytes(MB)) + packer.flush(zlib.Z_FULL_FLUSH) for _ in range(2))
    return first + block * GIGABYTE + packer.flush()  # after a full flush a block stands for itself


def brotli_bomb() -> bytes:
    packer = brotli.Compressor(quality=1)
    piece = bytes(MB)
    return b"".join(packer.process(piece) for _ in range(GIGABYTE)) + packer.finish()


def zstd_bomb() -> bytes:
    return zstd.compress(bytes(MB)) * GIGABYTE  # frames in a row are one stream


@contextmanager
def small_and_soon(megabytes: int = 200, seconds: float = 30) -> Iterator[None]:
    """Fail when the block's peak of memory lies too far above what there was before, or when it takes too long."""
    CLEAR.write_text("5")  # proc(5): the peak begins anew
    before, begun = _memory("VmRSS"), time.monotonic()
    yield
    assert _memory("VmHWM") - before < megabytes * MB
    assert time.monotonic() - begun < seconds


def _memory(name: str) -> int:
    [line] = [line for line in STATUS.read_text().splitlines() if line.startswith(f"{name}:")]
    return int(line.split()[1]) * 1024


@pytest.mark.parametrize(
    ("coding", "make"),
    [
        pytest.param("gzip", gzip_bomb, id="gzip"),
        pytest.param("gzip, gzip", lambda: gzip.compress(gzip_bomb()), id="gzip twice"),
        pytest.param("deflate", lambda: deflate_bomb(15), id="deflate"),
        pytest.param("deflate", lambda: deflate_bomb(-15), id="deflate without its head"),
        pytest.param("br", brotli_bomb, id="brotli"),
        pytest.param("br, gzip", lambda: gzip.compress(brotli_bomb()), id="gzip around brotli"),
        pytest.param("zstd", zstd_bomb, id="zstd"),
    ],
)
def test_a_page_that_unpacks_to_gigabytes_is_given_up_and_the_others_are_kept(
    raw_site, crawl, named, coding: str, make: Callable[[], bytes]
):
    bomb = Raw(answer(make(), Content_Encoding=coding))
    site = raw_site({"/story/a": GOOD, "/story/b": bomb, "/story/c": GOOD})
    with small_and_soon():
        end = crawl(site.base, {"DOWNLOAD_TIMEOUT": 30}, urls=named("a", "b", "c"))
    assert (end.stories, end.codes, end.code) == (["a", "c"], ["too_large"], ExitCode.PARTIAL)


@pytest.mark.parametrize("chunked", [True, False], ids=["chunks", "no length"])
def test_a_page_without_end_is_given_up_and_memory_stays_small(raw_site, crawl, named, chunked: bool):
    piece = b"10000\r\n" + b"x" * 0x10000 + b"\r\n" if chunked else b"x" * 0x10000
    framing = b"Transfer-Encoding: chunked\r\n" if chunked else b""
    flood = b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n" + framing + b"\r\n" + piece * 4000
    site = raw_site({"/story/a": GOOD, "/story/b": Raw(flood, "close"), "/story/c": GOOD})
    with small_and_soon():
        end = crawl(site.base, {"DOWNLOAD_TIMEOUT": 30, "RETRY_TIMES": 0}, urls=named("a", "b", "c"))
    assert (end.stories, end.codes, end.code) == (["a", "c"], ["too_large"], ExitCode.PARTIAL)


URL = f"<url><loc>{HOME}/story/a</loc></url>".encode()
ITEM = f"<item><link>{HOME}/story/a</link></item>".encode()
LAUGHS = b'<!DOCTYPE rss [<!ENTITY a "ha">' + b"".join(
    b'<!ENTITY %c "%s">' % (98 + n, b"&%c;" % (97 + n) * 100) for n in range(12)
)


@pytest.mark.parametrize(
    "bomb",
    [
        pytest.param(gzip_bomb(b"<urlset>" + URL, b" ", b"</urlset>"), id="space"),
        pytest.param(gzip_bomb(b"<urlset>" + URL + b"<url><loc>", b"x"), id="one address"),
        pytest.param(gzip_bomb(b"<urlset>" + URL + b"<!--", b"-x", b"--></urlset>"), id="one comment"),
        pytest.param(gzip_bomb(b"<urlset>" + URL, b"<a>" * 16), id="depth"),
        pytest.param(gzip_bomb(b"<urlset>" + URL, URL), id="entries"),
        pytest.param(gzip.compress(gzip_bomb(b"<urlset>" + URL, b" ")), id="gzip twice"),
    ],
)
def test_a_sitemap_that_unpacks_to_gigabytes_is_read_as_far_as_it_may_be(raw_site, crawl, bomb: bytes):
    sitemap = Raw(answer(bomb, Content_Type="application/gzip"))
    site = raw_site({"/sitemap.xml": sitemap, "/feed.xml": Raw(answer("<rss><channel/></rss>")), "/story/a": GOOD})
    with small_and_soon():
        end = crawl(site.base, {"DOWNLOAD_TIMEOUT": 30}, spider=HarbourLanternSpider, since="2019-08")
    assert end.codes == ["damaged_list"]
    assert end.code in (ExitCode.DONE, ExitCode.PARTIAL)


@pytest.mark.parametrize(
    ("body", "code"),
    [
        pytest.param(answer(gzip_bomb(b"<rss>" + ITEM, b" "), Content_Encoding="gzip"), "too_large", id="coding"),
        pytest.param(
            answer(gzip_bomb(b"<rss>" + ITEM, b" "), Content_Type="application/gzip"), "damaged_list", id="gz"
        ),
        pytest.param(answer(LAUGHS + b"]><rss><item><title>&k;</title></item></rss>"), None, id="entities"),
        pytest.param(
            answer(gzip_bomb(b'{"version": "https://jsonfeed.org/version/1", "items": [', b" ")),
            "damaged_list",
            id="JSON",
        ),
        pytest.param(answer(b"[" * 30_000_000), "damaged_list", id="brackets"),
        pytest.param(answer(b'{"items": ' + b"[" * 30_000_000), "damaged_list", id="deep JSON"),
    ],
)
def test_a_feed_that_is_a_bomb_costs_itself_alone(raw_site, crawl, body: bytes, code: str | None):
    site = raw_site({"/": Raw(links(["a"])), "/feed.xml": Raw(body), "/story/a": GOOD})
    with small_and_soon(300):
        end = crawl(site.base, {"DOWNLOAD_TIMEOUT": 30}, spider=HarbourLanternSpider)
    assert end.stories == ["a"]
    assert code is None or end.codes == [code]
