"""How cost grows: with the length of a page, with what makes careless code quadratic, over many pages, on import.

Every shape is made in two sizes, one ten times the other. Linear code takes ten times as long for the larger one;
a share more is the machine's caches. 100 times the page, and then 120 times the time, is what is allowed.
"""

from __future__ import annotations

import json
import os
import resource
import statistics
import subprocess
import sys
import time
from collections.abc import Callable, Iterable, Iterator
from itertools import cycle, islice
from pathlib import Path

from benchmarks.pages import ROOT, Case
from scrapers.parsers import parse_article

_URL = "https://www.example.org/news/long-story"
_SENTENCE = "The lock keeper had counted the barges every evening since the war, and on Friday one more came back."
_IMPORTS = 5


def _document(body: str, head: str = "") -> bytes:
    opening = f"<html><head><title>The barges</title>{head}</head><body><article><h1>The barges come back</h1>"
    return f"{opening}<p>By Ada Lund</p>{body}</article></body></html>".encode()


def _story(times: int) -> bytes:
    section = "".join(f"<p>{_SENTENCE} <a href='/a'>More</a> was said.</p>" for _ in range(8))
    figure = "<figure><img src='/b.jpg'><figcaption>A barge. Photo: Bo Ek</figcaption></figure>"
    box = "<aside class='box'><h3>Barges</h3><p>There were nine in the year of the flood.</p><p>Ten today.</p></aside>"
    return _document(f"<h2>On the river</h2>{section}{figure}{box}<ul><li>One barge</li><li>Two</li></ul>" * times)


def _nested(tag: str, attributes: str = "") -> Callable[[int], bytes]:
    return lambda size: _document(f"<{tag}{attributes}>" * size + f"<p>{_SENTENCE}</p>" + f"</{tag}>" * size)


def _repeated(block: str) -> Callable[[int], bytes]:
    return lambda size: _document(block * size)


def _json_ld(size: int) -> bytes:
    data = {"@type": "NewsArticle", "headline": "The barges", "mentions": [{"@type": "Thing", "name": "Barge"}] * size}
    return _document(f"<p>{_SENTENCE}</p>", f"<script type='application/ld+json'>{json.dumps(data)}</script>")


# The larger of the two sizes, and how a page of a size is made.
SHAPES: dict[str, tuple[int, Callable[[int], bytes]]] = {
    "nested tags": (100_000, _nested("div")),
    "nested tags with text in each": (20_000, lambda n: _document(f"<div>{_SENTENCE}" * n + "</div>" * n)),
    # libxml2 nests no deeper than about 2,000.
    "as many paragraphs as tags around them": (1_800, lambda n: _document("<div>" * n + f"<p>{_SENTENCE}</p>" * n)),
    "quotes": (20_000, _repeated(f"<blockquote>{_SENTENCE}</blockquote>")),
    "nested lists": (20_000, lambda n: _document("<ul><li>A barge came" * n)),
    "nested inline tags": (100_000, _nested("b")),
    "nested boxes": (20_000, _nested("section", " class='infobox'")),
    "one text node of 1 MB": (10_000, lambda n: _document(f"<p>{_SENTENCE * n}</p>")),
    "one word of 1 MB": (1_000_000, lambda n: _document(f"<p>{'x' * n}</p>")),
    "links": (50_000, _repeated("<p><a href='/a'>The barges</a></p>")),
    "links in one paragraph": (50_000, lambda n: _document("<p>" + "<a href='/a'>Barge</a> and " * n + "</p>")),
    "line breaks": (50_000, lambda n: _document("<p>" + "A barge came.<br>" * n + "</p>")),
    "pictures": (20_000, _repeated("<figure><img src='/b.jpg'><figcaption>A barge. Photo: Bo</figcaption></figure>")),
    "pictures without address in one figure": (
        20_000,
        lambda n: _document("<figure>" + "<img src='data:,' data-x='//barge.example//'>" * n + "</figure>"),
    ),
    "overlays around a text": (
        1_800,
        lambda n: _document("<div class='overlay'>" * n + f"<p>{_SENTENCE}</p>" * n).replace(b"h1", b"h6"),
    ),
    "boxes": (10_000, _repeated(f"<aside class='box'><h3>Barges</h3><p>{_SENTENCE}</p><p>{_SENTENCE}</p></aside>")),
    "headlines": (10_000, _repeated("<h1>The barges come back</h1>")),
    "articles": (10_000, _repeated(f"<article><h2>Barges</h2><p>{_SENTENCE}</p></article>")),
    "tables": (5_000, _repeated("<table><tr><td>Barge</td><td>9</td></tr><tr><td>Ferry</td><td>2</td></tr></table>")),
    "one table": (50_000, lambda n: _document("<table>" + "<tr><td>Barge</td></tr>" * n + "</table>")),
    "bylines and dates": (10_000, _repeated("<p class='byline'>By Ada Lund</p><time>4 July 2017</time>")),
    "a class of 1 MB": (100_000, lambda n: _document(f"<p class='{'box lead ' * n}'>{_SENTENCE}</p>")),
    "JSON-LD": (50_000, _json_ld),
    "broken JSON-LD with a gap": (
        300_000,
        lambda n: _document(f"<p>{_SENTENCE}</p>", f"<script type='application/ld+json'>{{{' ' * n}x</script>"),
    ),
    "a script's data cut off": (30_000, lambda n: _document('<script>x = "<p>' + r"\"barge\", " * n + "</script>")),
}


def cost(body: bytes, rounds: int = 2) -> float:
    """Return the seconds of processor time that a page takes, the fastest of some rounds."""
    times = []
    for _ in range(rounds):
        begun = time.process_time()
        parse_article(body, _URL)
        times.append(time.process_time() - begun)
    return min(times)


def longer_pages() -> Iterator[tuple[str, float, float]]:
    """Yield (what, seconds, ratio) for a story and ones that are 10 and 100 times as long."""
    base = cost(_story(20), rounds=5)
    yield "a story of 20 sections", base, 1.0
    for times in (10, 100):
        seconds = cost(_story(20 * times))
        yield f"the same {times} times as long", seconds, seconds / base


def grown_shapes() -> Iterator[tuple[str, float, float]]:
    """Yield (what, seconds, ratio to a tenth of it) for every shape."""
    for name, (size, build) in SHAPES.items():
        small, large = cost(build(size // 10), rounds=3), cost(build(size))
        yield f"{name} ({size:,})", large, large / small


def memory_in_use() -> int:
    """Return the bytes of memory that this process holds now; where the system does not say, the most it ever held."""
    status = Path("/proc/self/statm")
    if status.exists():
        return int(status.read_text().split()[1]) * os.sysconf("SC_PAGE_SIZE")
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * (1 if sys.platform == "darwin" else 1024)


def memory_over(cases: list[Case], pages: int, say: Callable[[str], None]) -> list[tuple[int, int]]:
    """Return (pages parsed, bytes held) at ten places of a run over many pages, the first after every page was seen."""
    marks = [(0, memory_in_use())]
    every = max(pages // 10, 1)
    for done, case in enumerate(islice(cycle(cases), pages), start=1):
        parse_article(case.body, case.url, case.capture)
        if done % every == 0:
            marks.append((done, memory_in_use()))
            say(f"{done:,} pages, {marks[-1][1] / 1e6:.0f} MB")
    return marks


def drift(marks: Iterable[tuple[int, int]]) -> float:
    """Return by what share memory grew from the first half of a run to the second, the filling of caches left out."""
    held = [size for _, size in marks][2:]
    half = max(len(held) // 2, 1)
    return statistics.median(held[half:] or held) / statistics.median(held[:half]) - 1


def import_seconds() -> tuple[float, float]:
    """Return the seconds that a new interpreter takes to import the parsers, and to import nothing; best of five."""
    return _started("import scrapers.parsers"), _started("pass")


def _started(code: str) -> float:
    times = []
    for _ in range(_IMPORTS):
        begun = time.perf_counter()
        subprocess.run([sys.executable, "-c", code], check=True, cwd=ROOT)
        times.append(time.perf_counter() - begun)
    return min(times)
