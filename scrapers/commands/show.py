"""scrapy show RUN [N]: one article of a run, laid out for reading, and where each part of it came from."""

from __future__ import annotations

import argparse
from itertools import islice
from pathlib import Path

from pydantic import ValidationError
from rich.console import Console, Group, RenderableType
from rich.padding import Padding
from rich.panel import Panel
from rich.table import Table
from rich.text import Text
from scrapy.commands import ScrapyCommand

from schemas import ArgumentError, Article, Block, BroadsheetError, Image, Sidebar
from scrapers.commands.outcome import fail
from scrapers.commands.typed import Checked


class Command(Checked, ScrapyCommand):
    """Print one article of a run."""

    requires_project = True
    requires_crawler_process = False

    def syntax(self) -> str:
        """Return what is typed after the command's name."""
        return "RUN [N]"

    def short_desc(self) -> str:
        """Return the line that `scrapy` shows for this command."""
        return "Show one article of a run: scrapy show output/socialist_worker"

    def long_desc(self) -> str:
        """Return the help text."""
        return (
            "Prints article N (the first is 1, and the default) of the run in folder RUN. RUN may also be the folder "
            "of a newspaper: then its newest run is shown."
        )

    def run(self, args: list[str], opts: argparse.Namespace) -> None:
        """Print the article, or say what is wrong with RUN or N and end with exit code 2."""
        try:
            path, number = _read_arguments(args)
            article = read_article(path, number)
        except BroadsheetError as error:
            fail("show", error)
        Console().print(render(article))


def _read_arguments(args: list[str]) -> tuple[Path, int]:
    if not 1 <= len(args) <= 2:
        raise ArgumentError("wanted the folder of a run and perhaps a number; type scrapy show output/PAPER/RUN 1")
    text = args[1] if len(args) == 2 else "1"
    if not text.isdecimal() or int(text) < 1:
        raise ArgumentError(f"{text} is no number of an article; type scrapy show {args[0]} 1")
    return articles_file(Path(args[0])), int(text)


def articles_file(folder: Path) -> Path:
    """Return the articles.jsonl of a run, or of the newest run of a newspaper."""
    if folder.name == "articles.jsonl" and folder.is_file():
        return folder
    runs = [folder / "articles.jsonl", *sorted(folder.glob("*/articles.jsonl"), reverse=True)]
    found = next((path for path in runs if path.is_file()), None)
    if found is None:
        raise ArgumentError(f"{folder} holds no articles.jsonl; type the folder of a run, as scrapy crawl prints it")
    return found


def read_article(path: Path, number: int) -> Article:
    """Return article `number` (from 1) of a file of JSON Lines.

    Raises ArgumentError when the file cannot be read, has fewer lines, or the line is no article.
    """
    try:
        with path.open(encoding="utf-8") as lines:
            line = next(islice(lines, number - 1, None), None)
    except (OSError, UnicodeDecodeError) as error:
        raise ArgumentError(f"{path} cannot be read ({error}); type the folder of another run") from error
    if line is None:
        with path.open(encoding="utf-8") as lines:
            count = sum(1 for _ in lines)
        raise ArgumentError(
            f"{path} has {count} article(s), there is no number {number}; type scrapy show {path.parent} 1"
        )
    try:
        return Article.model_validate_json(line)
    except ValidationError as error:
        raise ArgumentError(
            f"line {number} of {path} is no article of schema 1.0 ({error.error_count()} fault(s), the first: "
            f"{error.errors()[0]['msg']}); type scrapy show {path.parent} 1, or another run"
        ) from error


def render(article: Article) -> RenderableType:
    """Return an article as a printed page has it, then a table of where its fields came from."""
    parts: list[RenderableType] = [_head(article)]
    pictures = list(article.images)
    boxes = list(article.sidebars)
    for at in range(len(article.body) + 1):
        parts += [_picture(image) for image in pictures if image.position == at]
        parts += [_sidebar(box) for box in boxes if box.position == at]
        if at < len(article.body):
            parts.append(_block(article.body[at]))
    parts += [_picture(image) for image in pictures if image.position > len(article.body)]
    parts += [_sidebar(box) for box in boxes if box.position > len(article.body)]
    parts += [Padding(Text(note, style="italic"), (1, 0, 0, 0)) for note in article.endnotes]
    parts.append(Padding(_sources(article), (1, 0, 0, 0)))
    return Group(*parts)


def _head(article: Article) -> RenderableType:
    issue = article.issue
    where = [
        article.publication_name or article.publication,
        (issue.label or issue.number) if issue else None,
        article.published_text or article.published_at or article.published_date,
        article.section,
    ]
    lines = [Text(" · ".join(part for part in where if part), style="dim")]
    if article.kicker:
        lines.append(Text(article.kicker, style="red"))
    lines.append(Text(article.headline or "(no headline)", style="bold"))
    if article.standfirst:
        lines.append(Text(article.standfirst, style="italic"))
    if article.byline:
        lines.append(Text(article.byline, style="cyan"))
    if article.authors:
        lines.append(Text("Authors: " + ", ".join(f"{a.name} ({a.role})" for a in article.authors), style="dim"))
    lines.append(Text(article.url, style="dim", overflow="fold"))
    return Panel(Group(*lines))


def _block(block: Block) -> RenderableType:
    if block.type == "crosshead":
        return Padding(Text(block.text, style="bold"), (1, 0, 0, 0))
    if block.type == "list_item":
        return Padding(Text(f"• {block.text}"), (0, 0, 0, 2 * (block.level or 1)))
    if block.type == "quote":
        return Padding(Text(block.text, style="italic"), (1, 4, 0, 4))
    return Padding(Text(block.text), (1, 0, 0, 0))


def _picture(image: Image) -> RenderableType:
    text = Text("▣ ", style="green")
    text.append(image.caption or image.alt or "(no caption)", style="green")
    if image.credit:
        text.append(f"  Credit: {image.credit}", style="bold green")
    return Padding(text, (1, 2, 0, 2))


def _sidebar(box: Sidebar) -> RenderableType:
    content = [Text(box.byline, style="cyan")] if box.byline else []
    return Panel(
        Group(*content, *(_block(block) for block in box.body)), title=Text(box.heading or box.kind), padding=(0, 2)
    )


def _sources(article: Article) -> RenderableType:
    table = Table(title="Where each field came from", title_justify="left")
    table.add_column("field")
    table.add_column("source")
    for field, source in article.provenance.fields.items():
        table.add_row(field, Text(source))
    origin = article.provenance
    for field, value in (
        ("fetched at", origin.fetched_at),
        ("layout", origin.layout),
        ("digest", origin.payload_digest),
    ):
        if value:
            table.add_row(field, value, style="dim")
    for warning in article.warnings:
        table.add_row(f"warning {warning.code}", Text(warning.message), style="yellow")
    return table
