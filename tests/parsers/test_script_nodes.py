"""Stories that a script's data hold as trees of nodes, in the forms that editors and frameworks give them."""

import json
import time
from collections.abc import Callable
from typing import Any

import pytest

from schemas import Article

Read = Callable[..., Article]
TITLE = "Weir bursts at Millbrook after four in the morning"
CROSSHEAD = "The keeper wakes"
OTHER = "Gusts of forty knots are expected on the coast, and snow above the tree line until Sunday evening."
FORMS: dict[str, tuple[Callable[[str], Any], Any]] = {
    "htmlparser2": (
        lambda text: {"type": "p", "children": [{"type": "text", "data": text}]},
        {"type": "h2", "children": [{"type": "text", "data": CROSSHEAD}]},
    ),
    "prosemirror": (
        lambda text: {"type": "paragraph", "content": [{"type": "text", "text": text, "marks": []}]},
        {"type": "heading", "attrs": {"level": 2}, "content": [{"type": "text", "text": CROSSHEAD}]},
    ),
    "slate": (
        lambda text: {"type": "paragraph", "children": [{"text": text}]},
        {"type": "heading-2", "children": [{"text": CROSSHEAD}]},
    ),
    "contentful": (
        lambda text: {"nodeType": "paragraph", "content": [{"nodeType": "text", "value": text}], "data": {}},
        {"nodeType": "heading-2", "content": [{"nodeType": "text", "value": CROSSHEAD}], "data": {}},
    ),
    "portable text": (
        lambda text: {"_type": "block", "style": "normal", "children": [{"_type": "span", "text": text}]},
        {"_type": "block", "style": "h2", "children": [{"_type": "span", "text": CROSSHEAD}]},
    ),
    "editor.js": (
        lambda text: {"id": "x1", "type": "paragraph", "data": {"text": text}},
        {"id": "x2", "type": "header", "data": {"text": CROSSHEAD, "level": 2}},
    ),
    "draft.js": (
        lambda text: {"key": "a", "type": "unstyled", "text": text, "entityRanges": []},
        {"key": "b", "type": "header-two", "text": CROSSHEAD, "entityRanges": []},
    ),
    "elements": (
        lambda text: {"_id": "Q", "type": "text", "content": text},
        {"_id": "R", "type": "header", "level": 2, "content": CROSSHEAD},
    ),
    "blocks": (
        lambda text: {"name": "core/paragraph", "attributes": {"content": text}, "innerBlocks": []},
        {"name": "core/heading", "attributes": {"content": CROSSHEAD, "level": 2}, "innerBlocks": []},
    ),
}
ADVERTISEMENT = {"type": "ad", "slot": "mid", "children": [{"type": "text", "data": "Mill wheels, cheap"}]}


def drawn(data: Any, assign: str = "window.__STATE__=%;", title: str = TITLE) -> str:
    script = assign.replace("%", json.dumps(data))
    return (
        f"<html><head><title>{title}</title></head><body><div id='root'></div><script>{script}</script></body></html>"
    )


@pytest.mark.parametrize("form", FORMS)
def test_a_tree_of_nodes_is_the_text(read: Read, paragraphs: tuple[str, ...], form: str) -> None:
    paragraph, crosshead = FORMS[form]
    nodes = [*map(paragraph, paragraphs[:2]), ADVERTISEMENT, crosshead, *map(paragraph, paragraphs[2:])]
    article = read(drawn({"props": {"story": {"headline": TITLE, "body": nodes}}}))
    wanted = [*paragraphs[:2], CROSSHEAD, *paragraphs[2:]]
    assert [block.text for block in article.body] == wanted
    assert [block.type for block in article.body].count("crosshead") == 1
    assert "text_from_script" in {warning.code for warning in article.warnings}


def test_lists_quotes_and_links_keep_their_kind(read: Read, paragraphs: tuple[str, ...]) -> None:
    def node(kind: str, *children: Any, **attributes: str) -> dict[str, Any]:
        return {"type": kind, "attribs": attributes, "children": list(children)}

    def words(text: str) -> dict[str, str]:
        return {"type": "text", "data": text}

    link = node("a", words("two pumps"), href="https://www.millbrookleader.example/pumps")
    nodes = [
        *(node("p", words(text)) for text in paragraphs),
        node("p", words("Engineers from the county arrived with "), link, words(" & a discussion of <both>.")),
        node("ul", node("li", words("A lamp")), node("li", words("A bucket"))),
        node("blockquote", node("p", words("It sounded like a train being folded."))),
    ]
    article = read(drawn(nodes, assign="self.push(%)"))
    assert [block.type for block in article.body][4:] == ["paragraph", "list_item", "list_item", "quote"]
    assert article.body[4].text == "Engineers from the county arrived with two pumps & a discussion of <both>."
    assert [link.url for link in article.body[4].links] == ["https://www.millbrookleader.example/pumps"]


def test_the_story_of_the_page_is_read_and_no_longer_one_beside_it(read: Read, paragraphs: tuple[str, ...]) -> None:
    paragraph, _ = FORMS["htmlparser2"]
    about_it = [f"{text} Millbrook is where the weir is, and it bursts." for text in paragraphs * 3]
    data = {
        "related": {"headline": "Snow on the coast", "body": [paragraph(text) for text in about_it]},
        "story": {"headline": TITLE, "body": [paragraph(text) for text in paragraphs]},
        "weather": {"headline": "Gusts", "body": [paragraph(OTHER)] * 9},
    }
    assert [block.text for block in read(drawn(data)).body] == list(paragraphs)


def test_the_data_of_other_stories_alone_are_no_text(read: Read) -> None:
    paragraph, _ = FORMS["htmlparser2"]
    article = read(drawn({"weather": [paragraph(OTHER)] * 9}))
    assert article.body == []


@pytest.mark.parametrize(
    "script",
    [
        "window.a={" * 50_000,
        "window.a=" + '[{"type":"p","children":' * 50_000,
        "window.a=" + json.dumps([{"type": "p", "children": [{"type": "text", "data": "weir " * 20}]}] * 20_000),
        'window.a={"type":["p"],"children":7,"style":{}}',
        'window.a=[{"type":"p","children":[7,null,{"type":"text","data":7}]},{"type":"ul","items":"x"}]',
    ],
)
def test_hostile_data_are_harmless(read: Read, script: str) -> None:
    begun = time.process_time()
    assert read(drawn(None, assign=script)).headline == TITLE
    assert time.process_time() - begun < 20
