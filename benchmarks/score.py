"""Score article records against the truth of their pages; every figure is between 0 and 1.

    python benchmarks/score.py PREDICTIONS.jsonl --truth CASES.jsonl [--json]

A line of predictions is {"file": …, "article": {…}}; a case without one counts as an article with nothing in it.
  headline, published   share of pages with a printed headline, with the right day (or the same instant elsewhere)
  standfirst            share of the pages that print one whose words are found to 0.8
  authors               F1 over names, all pages together
  body                  mean over pages of the F1 of runs of four words
  crossheads, captions, credits, sidebars   F1 over texts paired off when their words agree to 0.8, 0.75, 0.6, 0.7
Case, spacing, kinds of quotes and dashes never count. F1 of words: 2 * shared / (mine + theirs). Standard library only.
"""

from __future__ import annotations

import argparse
import json
import re
import sys
import unicodedata
from collections import Counter
from collections.abc import Callable, Iterable
from datetime import datetime
from pathlib import Path
from typing import Any

Record = dict[str, Any]
_ALIKE = {"standfirst": 0.8, "crossheads": 0.8, "captions": 0.75, "credits": 0.6, "sidebars": 0.7}
# A word, or one character of a script that is written without spaces.
_WORD = re.compile(r"[぀-ヿ㐀-鿿가-힣]|(?:(?![぀-ヿ㐀-鿿가-힣])\w)+")
_QUOTES = str.maketrans({**dict.fromkeys("’‘", "'"), **dict.fromkeys("“”„«»", '"'), "–": "-", "—": "-", "\u00ad": ""})


class Tally:
    """Counts what was found right, found wrong and missed, over all pages."""

    def __init__(self) -> None:
        self.right = self.wrong = self.missed = 0

    def add(self, right: int, found: int, wanted: int) -> None:
        """Count one page."""
        self.right += right
        self.wrong += found - right
        self.missed += wanted - right

    @property
    def value(self) -> float:
        """The F1; 1 where there was nothing to find and nothing was found."""
        return _f1(self.right, self.right + self.wrong, self.right + self.missed)


class Mean:
    """The mean over the pages that count."""

    def __init__(self) -> None:
        self.sum = 0.0
        self.pages = 0

    def add(self, value: float) -> None:
        """Count one page."""
        self.sum += value
        self.pages += 1

    @property
    def value(self) -> float:
        """The mean; 1 where no page counts."""
        return self.sum / self.pages if self.pages else 1.0


class Score:
    """Takes pages one by one and keeps the figure of every field."""

    def __init__(self) -> None:
        self.means = {name: Mean() for name in ("headline", "published", "standfirst", "body")}
        self.tallies = {name: Tally() for name in ("authors", "crossheads", "captions", "credits", "sidebars")}

    def add(self, article: Record, truth: Record) -> None:
        """Score one page."""
        if truth["headline"]:
            accepted = truth.get("headline_accepted") or [truth["headline"]]
            self.means["headline"].add(_plain(article.get("headline")) in {_plain(text) for text in accepted})
        if truth["published"]:
            found = article.get("published_at") or article.get("published_date")
            self.means["published"].add(_same_day(found, truth["published"]))
        if truth["authors"]:
            found_names = {_plain(author.get("name")) for author in article.get("authors") or []}
            names = {_plain(name) for name in truth["authors"]}
            self.tallies["authors"].add(len(found_names & names), len(found_names), len(names))
        standfirst = " ".join(truth["standfirst"])
        if standfirst:
            self.means["standfirst"].add(likeness(article.get("standfirst"), standfirst) >= _ALIKE["standfirst"])
        if truth["sections"]:
            self._add_body(article, truth, standfirst)
        if truth["images"]:
            for field, key in (("captions", "caption"), ("credits", "credit")):
                wanted = [_joined(image[key]) for image in truth["images"]]
                mine = [image.get(key) for image in article.get("images") or []]
                once = field == "captions"  # one picture in a gallery and above the text has one caption
                self._pair(field, dict.fromkeys(mine) if once else mine, dict.fromkeys(wanted) if once else wanted)
        boxes = [_text(box.get("body")) for box in article.get("sidebars") or []]
        known = [box["text"] for box in truth.get("sidebars", [])]
        doubtful = [_joined(box) for box in truth.get("sidebars_doubtful", [])]
        self._pair("sidebars", boxes, known, forgiven=doubtful)

    def _add_body(self, article: Record, truth: Record, standfirst: str) -> None:
        blocks = [block for block in article.get("body") or [] if block.get("text")]
        # A headline or standfirst that a page prints again in its text is no fault.
        headline = _plain(truth["headline"])
        lean = [b["text"] for b in blocks if _plain(b["text"]) != headline and likeness(b["text"], standfirst) < 0.9]
        wanted = [text for section in truth["sections"] for text in (*section["headline"], *section["paragraphs"])]
        whole = [block["text"] for block in blocks]
        self.means["body"].add(
            max(_overlap(_runs(lean), _runs(wanted)), _overlap(_runs(whole), _runs([*truth["standfirst"], *wanted])))
        )
        mine = [block["text"] for block in blocks if block.get("type") == "crosshead"]
        self._pair("crossheads", mine, [text for section in truth["sections"] for text in section["headline"]])

    def _pair(self, field: str, mine: Iterable[Any], theirs: Iterable[Any], forgiven: Iterable[str] = ()) -> None:
        """Pair off texts one to one, each with the likest that is left."""
        left = [text for text in mine if _plain(text)]
        wanted = [text for text in theirs if _plain(text)]
        found, right = len(left), 0
        for text in wanted:
            best = max(left, key=lambda each: likeness(each, text), default=None)
            if best is not None and likeness(best, text) >= _ALIKE[field]:
                left.remove(best)
                right += 1
        found -= sum(any(likeness(text, other) >= 0.6 for other in forgiven) for text in left)
        self.tallies[field].add(right, found, len(wanted))

    def figures(self) -> dict[str, float]:
        """Return the figure of every field."""
        order = "headline published authors standfirst body crossheads captions credits sidebars".split()
        return {name: round((self.means.get(name) or self.tallies[name]).value, 4) for name in order}


def likeness(one: str | None, other: str | None) -> float:
    """Return how far two texts are made of the same words, 0 to 1."""
    return _overlap(Counter(_words(one)), Counter(_words(other)))


def _overlap(mine: Counter[Any], theirs: Counter[Any]) -> float:
    return _f1((mine & theirs).total(), mine.total(), theirs.total())


def _f1(right: int, found: int, wanted: int) -> float:
    return 2 * right / (found + wanted) if found + wanted else 1.0


def _words(text: str | None) -> list[str]:
    return _WORD.findall(_plain(text))


def _runs(texts: Iterable[str]) -> Counter[tuple[str, ...]]:
    words = _words("\n".join(texts))
    return Counter(tuple(words[at : at + 4]) for at in range(max(1, len(words) - 3))) if words else Counter()


def _plain(text: str | None) -> str:
    return " ".join(unicodedata.normalize("NFKC", text or "").translate(_QUOTES).split()).casefold()


def _joined(value: Any) -> str:
    """A text that the truth may give as a list of its parts, or with its heading."""
    if isinstance(value, dict):
        value = value.get("text")
    return ", ".join(value) if isinstance(value, list) else value or ""


def _text(blocks: Any) -> str:
    return "\n".join(block.get("text") or "" for block in blocks or [])


def _same_day(found: str | None, wanted: str) -> bool:
    if not found:
        return False
    if found[:10] == wanted[:10]:
        return True
    try:
        one, other = datetime.fromisoformat(found), datetime.fromisoformat(wanted)
    except ValueError:
        return False
    return one.tzinfo is not None and other.tzinfo is not None and abs((one - other).total_seconds()) < 60


def _lines(path: Path, parse: Callable[[str], Any] = json.loads) -> list[Any]:
    with path.open(encoding="utf-8") as lines:
        return [parse(line) for line in lines if line.strip()]


def main(argv: list[str] | None = None) -> int:
    """Run from the command line; return the exit code."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("predictions", type=Path, metavar="PREDICTIONS.jsonl")
    parser.add_argument("--truth", type=Path, required=True, metavar="CASES.jsonl")
    parser.add_argument("--json", action="store_true", help="print one JSON object")
    args = parser.parse_args(argv)
    articles = {line["file"]: line["article"] or {} for line in _lines(args.predictions)}
    score = Score()
    for case in _lines(args.truth):
        score.add(articles.get(case["file"], {}), case["truth"])
    figures = score.figures()
    print(json.dumps(figures) if args.json else "\n".join(f"{name:<11}{value:.4f}" for name, value in figures.items()))
    return 0


if __name__ == "__main__":
    sys.exit(main())
