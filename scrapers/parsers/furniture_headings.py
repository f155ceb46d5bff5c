"""Headings of furniture that no block holds together with what they announce."""

from __future__ import annotations

from scrapers.parsers.cues import CUED_BLOCKS, cue_of_line
from scrapers.parsers.lines import Line
from scrapers.parsers.page import Page

_LINKED = 0.7


def mark_unwrapped_lists(page: Page) -> None:
    """A cue heading with links below it, not wrapped in a block of its own: heading and links are furniture.

    Where the heading has a block to itself, which is furniture by then, items of a list below are.
    """
    lines = page.lines
    for at, line in enumerate(lines):
        if line.role not in (None, "furniture") or len(line.text) > 60:
            continue
        wrapped = line.role is not None
        if not line.level and (wrapped or not (_is_set_as_heading(line) or _is_above_links(page, line))):
            continue
        if cue_of_line(line) not in CUED_BLOCKS:
            continue
        end = at + 1
        while end < len(lines) and lines[end].role is None and lines[end].link_share > _LINKED:
            if wrapped and lines[end].node.tag != "li":
                break
            end += 1
        plain = line.text.endswith(":") or not line.level
        if end > at + 1 or (plain and end < len(lines) and lines[end].role == "furniture"):
            for each in lines[at:end]:
                each.role = "furniture"


def _is_set_as_heading(line: Line) -> bool:
    return line.is_bold or line.text.endswith(":")


def _is_above_links(page: Page, line: Line) -> bool:
    """Whether a list of links or a line that leads to another story stands right below a line."""
    below = page.lines[line.index + 1] if line.index + 1 < len(page.lines) else None
    return below is not None and below.link_share > _LINKED and (below.role == "furniture" or below.node.tag == "li")


def mark_orphaned_headings(page: Page) -> None:
    """A heading of which nothing is left but furniture is furniture: "Elsewhere" above a list of links."""
    following: Line | None = None  # the next line that is no furniture
    for line in reversed(page.lines):
        if line.role is not None:
            continue
        below = page.lines[line.index + 1] if line.index + 1 < len(page.lines) else None
        lead = "standfirst" in line.hints | line.node.hints  # between the headline and a bar of buttons
        heads = not lead and ((line.level and line.level > 1) or _is_label(line))
        if heads and below is not None and below.role == "furniture":
            end = line.node.parent.end if line.node.parent is not None else 0
            if below.index < end and (following is None or following.level or following.index >= end):
                line.role = "furniture"
                continue
        following = line


def _is_label(line: Line) -> bool:
    """Whether a line that is no heading may stand for one: all in capitals, in a block that is no paragraph."""
    return line.node.tag == "div" and len(line.text) <= 90 and line.text.isupper()
