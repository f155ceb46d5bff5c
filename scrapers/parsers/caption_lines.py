"""Which lines of a page are the caption of a picture.

In order: the <figcaption> or the lines marked as caption or credit in the smallest block around the picture; the
other lines of its <figure>; those of a small block that names itself a picture; those of the table cell or list
item it stands in; the one short line that shares a block with a picture and nothing else. Failing these, the line right
after the picture when it shows by itself that it is a caption: it ends in a credit, says what the alt text says, or
is set in italics, centred or small where the paragraph after it is not. Buttons and counters are none.
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import islice

from scrapers.parsers.agencies import is_agency
from scrapers.parsers.caption_marks import (
    LEVELS,
    MOST_LINES,
    is_marked,
    is_named_credit,
    is_open,
    opens_as_author,
)
from scrapers.parsers.caption_pairs import split_pair
from scrapers.parsers.caption_shape import is_set_as_caption, stands_below
from scrapers.parsers.caption_words import is_control
from scrapers.parsers.credit_words import reads_as_source
from scrapers.parsers.credits import is_credit_line, split_credit
from scrapers.parsers.lines import Line, Node, Picture
from scrapers.parsers.page import Page
from scrapers.parsers.text import squeeze

LONGEST_CAPTION = 1200
# A marked line this far from the picture is another's.
_STRETCH = 5


def find_caption(page: Page, picture: Picture, alt: str | None, stretch: tuple[int, int]) -> list[Line]:
    """Return the lines of a picture's caption and credit in order; none when it has none.

    `stretch` is where the pictures before and after it stand: what lies beyond is theirs.
    """
    over: list[Line] = []  # the credit printed over the picture, in a block of its own within the figure
    for depth, node in enumerate(picture.node.ancestors()):
        if depth == LEVELS or node.tag in ("body", "main") or node is page.scope:
            break
        if node.end - node.start > (MOST_LINES * 2 if node.tag == "figure" else MOST_LINES):
            break
        if (found := _in_block(page, node, picture, stretch)) is not None:
            if not _is_credit_over(found, node):
                return found
            over = found
    return over or _following(page, picture, alt)


def _is_credit_over(found: list[Line], block: Node) -> bool:
    """Whether a block within a figure holds a credit and nothing else: the caption may stand beside it."""
    if block.tag == "figure" or not all(is_credit_line(line.text) or is_agency(line.text) for line in found):
        return False
    return bool(found) and any(node.tag == "figure" for node in islice(block.ancestors(), 1, LEVELS))


def _in_block(page: Page, node: Node, picture: Picture, stretch: tuple[int, int]) -> list[Line] | None:
    """The caption in one block around the picture, or None when a larger block should be asked."""
    inside = page.lines[node.start : node.end]
    lines = [line for line in inside if is_open(line) and not is_control(line.text)]
    if any(line.role == "byline" and not is_credit_line(line.text) for line in inside):
        return []
    is_figure = node.tag == "figure" or (node.tag == "div" and "figure" in str(node.el.get("role")))
    marked = _nearest([line for line in lines if is_marked(line)], picture.position, stretch)
    if marked and not is_figure and _links_between(page, picture, marked):
        return []
    if marked and (is_figure or all(abs(line.index - picture.position) <= _STRETCH for line in marked)):
        return _with_credit(marked, lines) if is_figure else _with_rest(node, marked, lines, picture)
    if any(line.role in ("headline", "standfirst", "kicker") for line in inside):
        return []
    plain = [line for line in lines if line.level is None and line.link_share < 0.8]
    plain = _nearest(plain, picture.position, stretch)
    size = sum(len(line.text) for line in plain)
    if not plain or size > LONGEST_CAPTION:
        return None
    if is_figure or (len(inside) == 1 and is_agency(inside[0].text)):
        return plain
    if "picture" in node.hints and len(inside) <= 4 and size < 500 and "teaser" not in node.hints:
        return plain
    if node.tag in ("td", "li", "table", "center") and len(plain) <= 2 and len(plain[0].text) < 300:
        return plain
    if len(inside) <= 2 and plain[0].index >= picture.position:
        rest = plain[1:]
        if all(is_credit_line(line.text) or reads_as_source(line.text) for line in rest):
            credited = bool(rest or split_pair(plain[0]) or split_credit(plain[0].text)[1])
            return plain if stands_below(node, plain[0], credited=credited) else None
    return None


def _nearest(lines: list[Line], position: int, stretch: tuple[int, int]) -> list[Line]:
    """Of lines in a block of several pictures, those up to the next picture, or else those since the one before."""
    before, after = stretch
    own = [line for line in lines if position <= line.index < after]
    if own:
        return [line for line in lines if line.index < after and (line.index >= position or line.index > position - 2)]
    return [line for line in lines if before <= line.index < position]


def _links_between(page: Page, picture: Picture, marked: list[Line]) -> bool:
    """Whether the heading of another story stands between picture and caption: that is its teaser."""
    between = page.lines[picture.position : marked[0].index]
    return any(line.level is not None or (line.link_share > 0.9 and not is_control(line.text)) for line in between)


def _with_credit(marked: list[Line], lines: list[Line]) -> list[Line]:
    """A figure's marked lines, the credit that it prints over the picture, and the caption where none is marked."""
    chosen = {line.index for line in marked}
    if all(is_named_credit(line) for line in marked):
        chosen |= {line.index for line in lines if line.level is None and line.link_share < 0.8}
    return [line for line in lines if line.index in chosen or is_credit_line(line.text) or _is_overlay(line.text)]


def _is_overlay(text: str) -> bool:
    """Whether a line over a picture can only be its credit: an agency, or several names. "Exclusive" is none."""
    return is_agency(text) or (reads_as_source(text) and ("/" in text or 2 <= len(text.split()) <= 6))


def _with_rest(node: Node, marked: list[Line], lines: list[Line], picture: Picture) -> list[Line]:
    """A small block's marked lines, the caption that only its place between picture and credit marks, and the credit.

    "Photo: A B" right above or below a marked caption is its credit, marked or not.
    """
    first = marked[0]
    chosen = marked
    if first.index > picture.position and "picture" in node.hints and "caption" not in first.hints | first.node.hints:
        between = [line for line in lines if picture.position <= line.index < first.index and line.level is None]
        if len(between) == 1 and len(between[0].text) <= LONGEST_CAPTION // 2:
            chosen = [*between, *marked]
    beside = {line.index + step for line in chosen for step in (-1, 1)}
    return [line for line in lines if line in chosen or (line.index in beside and is_credit_line(line.text))]


def _following(page: Page, picture: Picture, alt: str | None) -> list[Line]:
    """The line after the picture when it shows by itself that it is a caption, and the credit line after that."""
    taken: list[Line] = []
    end = page.scope.end if page.scope is not None else len(page.lines)
    for line in page.lines[picture.position : min(picture.position + 4, end)]:
        if not taken and is_control(line.text):
            continue
        if not is_open(line) or line.level or len(line.text) > 400 or (line.link_share > 0.8 and not is_marked(line)):
            break
        caption, credit = split_credit(line.text)
        if taken:
            if not is_credit_line(line.text):
                break
        elif not (is_marked(line) or (credit and (caption or is_credit_line(line.text))) or _says_alt(line, alt)):
            if line.index == picture.position and is_set_as_caption(page, picture, line):
                taken.append(line)
            break
        taken.append(line)
        if credit:
            break
    return taken


def _says_alt(line: Line, alt: str | None) -> bool:
    """Whether a line prints the alt text, perhaps with a credit more, or the alt text has the site's name more."""
    said, shown = squeeze(alt)[:400], squeeze(line.text)
    if min(len(said), len(shown)) < 6:
        return False
    if min(len(said), len(shown)) <= 12:
        return said == shown
    return (shown.startswith(said) and len(shown) < len(said) * 2) or (
        said.startswith(shown) and len(said) < len(shown) + 40
    )


def loose_captions(page: Page, first: int, last: int) -> Iterator[list[Line]]:
    """Yield runs of caption lines whose picture the page does not show: drawn by a script, a player, a frame."""
    run: list[Line] = []
    for line in page.lines[first:last]:
        if not _is_loose(page, line) or not is_open(line):
            continue
        if run and (run[-1].index != line.index - 1 or _figure_of(run[-1]) is not _figure_of(line)):
            yield run
            run = []
        run.append(line)
    if run:
        yield run


def _figure_of(line: Line) -> Node | None:
    around = zip(range(LEVELS), line.node.ancestors(), strict=False)
    return next((node for _, node in around if node.tag == "figure"), None)


def _is_loose(page: Page, line: Line) -> bool:
    """Whether a line is a caption wherever it stands: in a <figcaption>, or marked so in a picture's block."""
    if len(line.text) > LONGEST_CAPTION or not is_marked(line):
        return False
    picture = False
    for node in line.node.close_blocks(6, MOST_LINES):
        if node.tag in ("figure", "figcaption"):
            return not opens_as_author(page.lines[node.start], node)
        picture = picture or "picture" in node.hints
    return picture or "picture" in line.hints
