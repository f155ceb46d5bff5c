"""From the lines of a block to a box: which is its heading, whether the rest says enough, what kind of box it is."""

from __future__ import annotations

import re
from dataclasses import dataclass

from schemas.article import SidebarKind
from scrapers.parsers.key_points import KEY_POINTS
from scrapers.parsers.lines import Line, Node
from scrapers.parsers.text import QUESTION_MARKS, squeeze

SHORTEST = 40
_SHORTEST_UNHEADED = 150
_FEWEST_FACTS = 3
_ITEMS = frozenset(("li", "dd", "dt", "td", "th"))
_NAMED_KEY_POINTS = re.compile(r"keypoint|keyfact|takeaway|summarypoint")
NAMED_LIST = re.compile(rf"{_NAMED_KEY_POINTS.pattern}|timeline|chronolog|chronik|zeitleiste|faktalist")
_BOX_LABEL = re.compile(
    r"(?:fakta|facts?|fast facts|fakten|info(?:box|kasten)?|background|explainer|hintergrund|zur sache|wissen|stichwort"
    r"|contexte?|repères|scheda|contexto|ficha|faktaboks|faktaruta|kader|tietolaatikko|dossier)\W*",
    re.IGNORECASE,
)
_END = re.compile(r"[.!?…:;,\"”“’»)]$")
_YEAR = re.compile(r"^\W?(?:\d{4}\b|\d{1,2}[.:]\d{2}|\d{1,2}\.? \w+ \d{4})")
PERSON = re.compile(
    r"(?:zur person|steckbrief|profile?|perfil|bio(?:graph(?:y|ie))?|qui est.il|chi è|vem är det)\W*", re.IGNORECASE
)


@dataclass
class FoundBox:
    """A sidebar: its heading's line, if any, and its other lines."""

    heading: list[Line]
    lines: list[Line]
    kind: SidebarKind
    node: Node | None


def box_of(node: Node, lines: list[Line], opened: list[Line]) -> FoundBox | None:
    """Return the box that a block's free lines make, or None where they say too little or are mostly links.

    `opened` is the heading where that is a button which unfolds the rest.
    """
    text = sum(len(line.text) for line in lines)
    if text < SHORTEST or sum(line.link for line in lines) > text * 0.5:
        return None
    heading = opened or _heading(lines)
    rest = lines[len(heading) :]
    second_story = len(heading) == 1 and len(rest) > 1 and rest[0].level is not None
    label = heading[0].text if second_story else ""
    if second_story:  # a kicker above the heading: a story of its own, but for "Facts" above what they are about
        heading[0].role, heading, rest = "kicker", [rest[0]], rest[1:]
        second_story = not (_BOX_LABEL.fullmatch(label) or PERSON.fullmatch(label))
    if not rest or sum(len(line.text) for line in rest) < 30:
        return None
    if not any(_says_something(line) for line in rest) and not (heading and _is_list_of_facts(node, rest)):
        return None
    key_points = node.tag in ("ul", "ol")  # a list is marked by its name alone
    if (
        not heading
        and not key_points
        and (node.prose < _SHORTEST_UNHEADED or (len(rest) < 2 and node.tag not in ("aside", "details")))
    ):
        return None
    return FoundBox(heading, rest, "story" if second_story else kind_of(node, heading, rest, label), node)


def is_heading(line: Line, lines: list[Line]) -> bool:
    """Whether a line reads as a heading: marked up or bold, or short and without a full stop, with text below it."""
    if line is lines[-1]:
        return False
    if line.level or (line.is_bold and len(line.text) < 120):
        return True
    return line.node.tag in ("p", "div") and len(line.text) <= 90 and not _END.search(line.text)


def _says_something(line: Line) -> bool:
    """Whether a line of a box is more than a label, an address or a date. Chinese needs fewer characters."""
    return len(line.text) >= (12 if line.text[-1] in "。」" else 25) and "://" not in line.text[:12]


def _is_list_of_facts(node: Node, lines: list[Line]) -> bool:
    """Whether short lines are the items of a list in a block named as a box: "640 tons", "Nine bearings"."""
    if "box" not in node.hints or len(lines) < _FEWEST_FACTS:
        return False
    return all(not line.links and any(each.tag in _ITEMS for each in line.node.close_blocks(2, 2)) for line in lines)


def _heading(lines: list[Line]) -> list[Line]:
    if len(lines) < 2:
        return []
    first = lines[0]
    if first.level or (first.is_bold and len(first.text) < 120) or "headline" in first.node.hints | first.hints:
        return [first]
    if len(first.text) > 90 or first.node.tag == "li":
        return []
    asks = first.text.endswith(QUESTION_MARKS) and first.node.tag != lines[1].node.tag
    return [first] if asks or not _END.search(first.text) else []


def kind_of(node: Node | None, heading: list[Line], lines: list[Line], label: str = "") -> SidebarKind:
    """Return what kind of box it is, by its heading, the label above it, its class and its lines."""
    name = (node.el.get("class") or "").lower() if node is not None else ""
    title = heading[0].text if heading else ""
    if KEY_POINTS.search(title) or _NAMED_KEY_POINTS.search(squeeze(name)):
        return "keypoints"
    dated = sum(1 for line in lines if _YEAR.match(line.text))
    if (dated >= 2 and dated >= len(lines) * 0.6) or "timeline" in name:
        return "timeline"
    if "profile" in name or "steckbrief" in name or PERSON.fullmatch(label or title):
        return "profile"
    return "box"
