"""Tables as Markdown, and the marked places in documents that a run fills in."""

from __future__ import annotations

import re
from collections.abc import Iterable
from pathlib import Path


def markdown_table(rows: Iterable[list[str]]) -> str:
    """Return rows, the first of them the head, as a table whose columns line up."""
    cells = list(rows)
    widths = [max(len(row[at]) for row in cells) for at in range(len(cells[0]))]

    def line(row: list[str]) -> str:
        first, *rest = (
            text.ljust(width) if not at else text.rjust(width)
            for at, (text, width) in enumerate(zip(row, widths, strict=True))
        )
        return f"| {' | '.join([first, *rest])} |"

    rule = (
        f"|{'|'.join(('-' * (width + 2)) if not at else '-' * (width + 1) + ':' for at, width in enumerate(widths))}|"
    )
    return "\n".join([line(cells[0]), rule, *(line(row) for row in cells[1:])])


def replace_marked(path: Path, name: str, text: str) -> None:
    """Put text between the lines `<!-- NAME:begin -->` and `<!-- NAME:end -->`; ends with a message without them."""
    begin, end = f"<!-- {name}:begin -->", f"<!-- {name}:end -->"
    document = path.read_text(encoding="utf-8")
    if begin not in document or end not in document:
        raise SystemExit(f"{path} has no marked place for {name}; put the lines {begin} and {end} where it belongs")
    pattern = re.compile(re.escape(begin) + r".*?" + re.escape(end), re.DOTALL)
    path.write_text(pattern.sub(lambda _: f"{begin}\n{text}\n{end}", document, count=1), encoding="utf-8")
