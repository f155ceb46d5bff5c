"""The paper's stories, read from content/*.toml: one file an issue, text in a light mark-up of one block a paragraph.

## a crosshead; * a list item; > a pull quote; -- Name | Place, a letter's signature; ![name] the picture of that
name; => slug, a card that links to another story. Everything else is a paragraph.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from datetime import date, datetime
from functools import cache
from pathlib import Path
from typing import Any
from urllib.parse import quote
from zoneinfo import ZoneInfo

CONTENT = Path(__file__).parent / "content"
HOST = "https://socialistworker.co.uk"
LONDON = ZoneInfo("Europe/London")
_KINDS = {"## ": "crosshead", "* ": "list_item", "> ": "pull_quote", "-- ": "signature", "![": "picture", "=> ": "card"}


@dataclass(frozen=True)
class Line:
    """One block of a story as it is written: its kind and its text, without the mark."""

    kind: str
    text: str


@dataclass(frozen=True)
class Picture:
    """A picture. `printed` is the whole caption line where it is not just caption and credit; a name places it."""

    file: str
    caption: str
    alt: str
    width: int
    height: int
    credit: str | None = None
    printed: str | None = None
    name: str | None = None
    keeps_alt: bool = False
    markup: str = ""


@dataclass(frozen=True)
class Box:
    """A text in a box of its own. A second leader is a box of kind "story", with a kicker."""

    heading: str
    body: str
    kicker: str | None = None
    kind: str = "box"

    @property
    def lines(self) -> list[Line]:
        """Return the blocks of the box."""
        return list(read_lines(self.body))


@dataclass(frozen=True)
class Story:
    """One story in one layout. `issue` is null on a page that prints no issue; lists still know where it stands."""

    layout: str
    section: str
    headline: str
    body: str
    published: datetime
    issue: str | None
    id: int = 0
    slug: str = ""
    post: int = 0
    kicker: str | None = None
    seo_headline: str | None = None
    listed_headline: str | None = None
    standfirst: str | None = None
    byline_line: str | None = None
    byline: str | None = None
    authors: list[str] = field(default_factory=list)
    modified: datetime | None = None
    tags: list[str] = field(default_factory=list)
    markup: list[str] = field(default_factory=list)
    endnotes: list[str] = field(default_factory=list)
    pictures: list[Picture] = field(default_factory=list)
    boxes: list[Box] = field(default_factory=list)

    @property
    def lines(self) -> list[Line]:
        """Return the blocks of the story, signatures and pull quotes and marks of pictures among them."""
        return list(read_lines(self.body))

    @property
    def teaser(self) -> str:
        """Return what lists print below the headline: the standfirst, or else the first paragraph."""
        return self.standfirst or next(line.text for line in self.lines if line.kind == "paragraph")

    @property
    def lead_pictures(self) -> list[Picture]:
        """Return the pictures that stand above the text: those that no mark in the text places."""
        return [picture for picture in self.pictures if picture.name is None]

    @property
    def path(self) -> str:
        """Return the story's own path: /art/<id>/<words with +>, or /<section>/<slug>/."""
        if self.layout == "wordpress":
            return f"/{section_slug(self.section)}/{self.slug}/"
        return f"/art/{self.id}/{plus_slug(self.headline)}"

    @property
    def url(self) -> str:
        """Return the story's URL on the paper's own host."""
        return HOST + self.path

    def picture(self, name: str) -> Picture:
        """Return the picture that a mark in the text names. Raises StopIteration for a name that is not there."""
        return next(picture for picture in self.pictures if picture.name == name)


@dataclass(frozen=True)
class PaperIssue:
    """One issue with its stories in reading order. `headlines` is false where its page prints only standfirsts."""

    number: str
    date: date
    internal_id: int
    downloads: list[str]
    headlines: bool
    stories: list[Story]


def read_lines(text: str) -> Iterator[Line]:
    """Yield the blocks of a text in the light mark-up. Lines that belong together stand without an empty line."""
    for block in re.split(r"\n\s*\n|\n(?=\* )", text.strip()):
        mark = next((mark for mark in _KINDS if block.startswith(mark)), "")
        text = block.replace(f"\n{mark}", "\n").removeprefix(mark)
        yield Line(_KINDS.get(mark, "paragraph"), text.removesuffix("]") if mark == "![" else text)


def section_slug(section: str) -> str:
    """Return a section's name as it stands in a URL ("What we think" -> "what-we-think")."""
    return section.lower().replace(" ", "-")


def plus_slug(headline: str) -> str:
    """Return the words of a headline as the old site wrote them in a URL: quotes dropped, hyphens and spaces as +."""
    words = re.sub("[‘’“”'\"]", "", headline).replace("-", " ")
    return quote(words, safe=" ").replace(" ", "+")


@cache
def issues() -> tuple[PaperIssue, ...]:
    """Return every issue of the paper, oldest first. Raises TypeError for a key in a file that nothing reads."""
    tables = [_read_file(path) for path in sorted(CONTENT.glob("*.toml"))]
    everything = [(story, article) for _, articles in tables for story, article in articles]
    found = []
    for table, articles in tables:
        internal_id = table.get("internal_id", 0)
        own = [story for story, article in articles if article.get("listed_in_issue", True)]
        found.append(
            PaperIssue(
                number=table["number"],
                date=table["date"],
                internal_id=internal_id,
                downloads=table.get("downloads", []),
                headlines=table.get("headlines", True),
                stories=own + [story for story, article in everything if internal_id in article.get("also_in", [])],
            )
        )
    return tuple(found)


@cache
def stories() -> tuple[Story, ...]:
    """Return every story, oldest first. A story that moved to the new site is there twice, once in each layout."""
    found = []
    for path in sorted(CONTENT.glob("*.toml")):
        for story, article in _read_file(path)[1]:
            found.append(story)
            if moved := article.get("wordpress"):
                found.append(replace(story, layout="wordpress", id=0, slug=moved["slug"], post=moved["post"]))
    return tuple(sorted(found, key=lambda story: story.published))


@cache
def _read_file(path: Path) -> tuple[dict[str, Any], list[tuple[Story, dict[str, Any]]]]:
    """Return an issue's own table, and its stories each with the table that it was made from."""
    table = tomllib.loads(path.read_text(encoding="utf-8"))
    return table, [(_read_story(article, table), article) for article in table["article"]]


def _read_story(article: dict[str, Any], issue: dict[str, Any]) -> Story:
    skip = {"image", "box", "also_in", "listed_in_issue", "wordpress", "issue", "published", "modified"}
    given = {key: value for key, value in article.items() if key not in skip}
    number = article.get("issue", issue["number"])
    modified = article.get("modified")
    return Story(
        layout=issue.get("layout", "legacy"),
        issue=None if "no-issue-line" in given.get("markup", []) else number,
        published=article["published"].replace(tzinfo=LONDON),
        modified=modified.replace(tzinfo=LONDON) if modified else None,
        pictures=[Picture(**picture) for picture in article.get("image", [])],
        boxes=[Box(**box) for box in article.get("box", [])],
        **given,
    )
