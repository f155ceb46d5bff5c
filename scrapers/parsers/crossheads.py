"""Crossheads: the headings inside the running text, told by their role and not by their tag.

A heading element; an element that a class calls so; a short line all in bold without a full stop; a bold question,
unless the text is an interview; short lines between paragraphs that share a class of their own.
"""

from __future__ import annotations

from collections import Counter
from itertools import pairwise

from scrapers.parsers.lines import Line, Node, is_prose
from scrapers.parsers.text import QUESTION_MARKS

SENTENCE_END = (".", ",", ";", ":", "…", "?", "。", "，", "？")
_LONGEST = 140
_LONGEST_QUESTION = 100
_FEWEST_SPACES = 2
_HEAD = frozenset(("byline", "date", "bio"))
# An interview asks after every answer or two; a story that explains by questions has several paragraphs to each.
_PARAGRAPHS_A_QUESTION = 1.6


def is_crosshead(line: Line) -> bool:
    """Whether a line is a heading inside the text."""
    if len(line.text) > _LONGEST:
        return False
    if line.level is not None or "crosshead" in line.node.hints or "crosshead" in line.hints:
        return True
    if not line.is_bold or line.node.tag in ("li", "td", "th"):
        return False
    return not line.text.endswith(SENTENCE_END) and len(line.text.split()) <= 14


def mark_named(lines: list[Line]) -> None:
    """Mark crossheads that only a class or element of their own tells: short lines between paragraphs, all of one kind.

    A kind counts when it stands at least twice, only on short lines without a full stop, each above a paragraph.
    Labels ("Article continues") are of one kind too, but they say the same again.
    """
    named: dict[tuple[str, str], list[Line] | None] = {}
    for line, following in pairwise(lines):
        name = line.node.tag, line.node.name
        if line.level is not None or line.node.tag not in ("p", "div"):
            continue
        beside = following.node.row is line.node.row
        if (line.node.tag == "div" and not beside) or (line.node.tag == "p" and not line.node.name):
            continue
        short = len(line.text) <= 90 and not line.text.endswith(SENTENCE_END) and is_prose(following)
        if short and _is_number(line.text):
            continue
        group = named.setdefault(name, [])
        if not short or line.node.end - line.node.start > 1:
            named[name] = None
        elif group is not None:
            group.append(line)
    for group in named.values():
        if group and len({line.text for line in group}) == len(group) >= 2:
            for line in group:
                line.level = 2
    _mark_other_blocks(lines)


def _mark_other_blocks(lines: list[Line]) -> None:
    """Mark crossheads that are a <div> among paragraphs that are a <p> each, whatever their class."""
    found = [
        line
        for above, line, below in zip(lines, lines[1:], lines[2:], strict=False)
        if line.node.tag == "div" and _is_among(above, line, below) and _reads_as_crosshead(line)
    ]
    count = Counter(line.text for line in found)
    for line in found:
        if count[line.text] == 1 and line.text.count(" ") >= (1 if len(found) > 1 else _FEWEST_SPACES):
            line.level = 2


def _is_among(above: Line, line: Line, below: Line) -> bool:
    """Whether a <div> of one line stands between two paragraphs in their block."""
    if line.level is not None or line.node.end - line.node.start > 1:
        return False
    return all(each.node.tag == "p" and each.node.row is line.node.row and is_prose(each) for each in (above, below))


def _reads_as_crosshead(line: Line) -> bool:
    """Whether a line is a few words without a full stop: "The keeper wakes", "Who wakes the keeper?"."""
    text = line.text
    if len(text) > _LONGEST_QUESTION or line.links or line.hints or line.node.hints or text[0].islower():
        return False
    if _is_number(text):
        return False
    return text.endswith(QUESTION_MARKS) or not text.endswith(SENTENCE_END)


def _is_number(text: str) -> bool:
    """Whether a short text is a date or a number."""
    return 3 * sum(map(str.isdigit, text)) > len(text)


def mark_broken(lines: list[Line]) -> None:
    """Mark crossheads in a block whose paragraphs only line breaks divide: two or more short lines, each above one."""
    short: dict[Node, list[Line]] = {}
    for line, following in pairwise(lines):
        if line.node is not following.node or line.level is not None or len(line.text) > 90 or line.links:
            continue
        ends = line.text[-1].isalnum() or line.text[-1] in '"”“»’?'
        if ends and " " in line.text and not line.text[0].islower() and is_prose(following):
            short.setdefault(line.node, []).append(line)
    for group in short.values():
        if len({line.text for line in group}) == len(group) >= 2:
            for line in group:
                line.level = 2


def mark_crossheads(lines: list[Line]) -> None:
    """Give the lines of a text that only their company shows to be crossheads a heading's level. Linear."""
    mark_named(lines)
    _mark_questions(lines)


def _mark_questions(lines: list[Line]) -> None:
    """Mark bold questions that stand above paragraphs, where there are too few of them for an interview.

    Among more crossheads that are bold and ask nothing, a question is another of them.
    """
    bold = [line for line, following in pairwise(lines) if line.is_bold and _is_paragraph(following)]
    asked = [line for line in bold if _is_question(line)]
    if not asked:
        return
    told = {line.text for line in bold if line.level is None and is_crosshead(line)}
    first = next(at for at, line in enumerate(lines) if line is asked[0])
    answers = sum(1 for line in lines[first:] if is_prose(line) and not line.is_bold)
    # An interviewer's longer questions, which are no crossheads, are of the interview too.
    questions = sum(1 for line in lines if line.is_bold and line.level is None and line.text.endswith(QUESTION_MARKS))
    among_others = len(told) > questions
    if among_others or questions == 1 or answers >= questions * _PARAGRAPHS_A_QUESTION:
        for line in asked:
            if among_others or ": " not in line.text:  # a colon stands behind who asks
                line.level = 2


def _is_question(line: Line) -> bool:
    """Whether a line is one bold question: an interviewer says more than that."""
    if line.level is not None or len(line.text) > _LONGEST_QUESTION or not line.is_bold:
        return False
    if line.node.tag in ("li", "td", "th") or not line.text.endswith(QUESTION_MARKS):
        return False
    return not any(end in line.text[:-1] for end in (". ", "! ", "? "))


def _is_paragraph(line: Line) -> bool:
    """Whether a line is a paragraph, be it of one short sentence."""
    return is_prose(line) or (
        line.level is None and not line.is_bold and line.text[-1] in ".!?…" and len(line.text) > 40
    )


def is_of_head(line: Line, kinds: Counter[tuple[int, str]]) -> bool:
    """Whether a heading above the first paragraph is part of the article's head: a date, what the author is.

    `kinds` counts the article's headings by level and class: where more of a kind follow, they are a ticker's times.
    """
    if line.level is None or len(line.text) > _LONGEST or kinds[line.level, line.node.name] > 1:
        return False
    if not line.node.hints.isdisjoint(_HEAD) or not line.hints.isdisjoint(_HEAD):
        return True
    return any(
        node.prose == 0 and (node.role is not None or not node.hints.isdisjoint(_HEAD))
        for node in line.node.close_blocks(3, 8)
    )
