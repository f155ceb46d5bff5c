"""Pages that a script draws: the text is read from the script's data, with the title and standfirst beside it."""

import json
import time
from collections.abc import Callable

import pytest

from schemas import Article

Read = Callable[..., Article]
TITLE, SAID = "Weir bursts at Millbrook", "The meadow is a lake,<br>and the bridge is closed until Friday"


def drawn(paragraphs: tuple[str, ...], title: str = f"{TITLE}-Rivers | Millbrook Leader", **fields: str) -> str:
    html = "".join(f"<p>{text}</p>" for text in paragraphs)
    story = json.dumps({"id": 7, "title": TITLE, **fields, "contentHtml": html, "kind": "story"})
    return (
        f"<html><head><title>{title}</title></head><body><div id='root'></div>"
        f"<script>self.push({json.dumps([1, story])})</script></body></html>"
    )


@pytest.mark.parametrize("key", ["subTitle", "sub_title", "standfirst", "dek", "excerpt", "subheadline"])
def test_title_and_standfirst_come_with_the_text(read: Read, paragraphs: tuple[str, ...], key: str) -> None:
    article = read(drawn(paragraphs, **{key: SAID}))
    assert [block.text for block in article.body] == list(paragraphs)
    assert article.headline == TITLE
    assert article.standfirst == "The meadow is a lake, and the bridge is closed until Friday"
    assert "text_from_script" in {warning.code for warning in article.warnings}


def test_a_title_of_something_else_is_no_headline(read: Read, paragraphs: tuple[str, ...]) -> None:
    article = read(drawn(paragraphs, title="Keeper heard a train being folded", subTitle=SAID))
    assert article.headline == "Keeper heard a train being folded"


def test_printed_text_is_never_replaced(read: Read, paragraphs: tuple[str, ...]) -> None:
    printed = f"<h1>{TITLE}</h1><p>{paragraphs[0]}</p><p>{paragraphs[1]}</p>"
    article = read(drawn(paragraphs, subTitle=SAID).replace("<div id='root'>", f"<div id='root'>{printed}"))
    assert [block.text for block in article.body] == list(paragraphs[:2])
    assert article.standfirst is None


def test_the_data_of_another_story_are_no_text(read: Read) -> None:
    weather = (
        "Gusts of forty knots are expected on the coast, and snow above the tree line until Sunday evening.",
    ) * 5
    article = read(drawn(weather, title="Weir bursts above Millbrook, meadow under water"))
    assert article.body == []
    assert "no_body" in {warning.code for warning in article.warnings}


def test_a_text_told_to_machines_counts_where_hardly_anything_is_printed(
    read: Read, paragraphs: tuple[str, ...]
) -> None:
    days = [f"Day {day}. {text}" for day in range(1, 5) for text in paragraphs]
    told = json.dumps({"@type": "NewsArticle", "headline": TITLE, "articleBody": "\n".join(days)})
    island = f"<script type='application/ld+json'>{told}</script>"
    about = "<p>Ada Lund has written of rivers and of those who live by them since she was twelve.</p>"
    article = read(f"<html><head>{island}</head><body><h1>{TITLE}</h1><div class='card'>{about}</div></body></html>")
    assert [block.text for block in article.body] == days
    assert "text_from_script" in {warning.code for warning in article.warnings}
    printed = "".join(f"<p>{text}</p>" for text in paragraphs)
    article = read(f"<html><head>{island}</head><body><h1>{TITLE}</h1>{printed}</body></html>")
    assert [block.text for block in article.body] == list(paragraphs)


def test_a_quote_in_the_text_of_a_script_is_no_string_of_its_own(read: Read, paragraphs: tuple[str, ...]) -> None:
    marked = (*paragraphs[:-1], '<span class="last">' + " ".join(paragraphs) + "</span>")
    assert [block.text for block in read(drawn(marked)).body] == [*paragraphs[:-1], " ".join(paragraphs)]


def test_data_that_the_end_of_the_page_cuts_off_are_read_in_time(read: Read, paragraphs: tuple[str, ...]) -> None:
    def seconds(count: int) -> float:
        start = time.perf_counter()
        data = r"\"Weir\", " * count
        read(f"<html><body><div id='root'></div><script>x = \"<p>{data}")
        return time.perf_counter() - start

    page = drawn(paragraphs)
    cut = page[: page.index(paragraphs[-1]) + len(paragraphs[-1])]
    assert [block.text for block in read(cut).body] == list(paragraphs)
    seconds(10)
    assert seconds(10_000) < 20 * max(seconds(1_000), 0.01)
