"""A page that prints its article twice gives it once."""

from collections.abc import Callable

import pytest

from schemas import Article

Read = Callable[..., Article]
HEAD = "<h1>Weir bursts at Millbrook</h1><p>By Ada Lund</p><p>18 May 2024</p>"
LIST = "".join(f"<li><a href='/{at}'>Story number {at} of the week</a></li>" for at in range(5))


@pytest.mark.parametrize(
    ("one", "two"),
    [
        ("<main><article>{}</article></main>", "<div class='print-only'>{}</div>"),
        ("<div class='mobile'>{}</div>", "<div class='desktop'>{}</div>"),
    ],
)
def test_a_text_printed_twice_is_read_once(read: Read, paragraphs: tuple[str, ...], one: str, two: str) -> None:
    text = "".join(f"<p>{each}</p>" for each in paragraphs)
    article = read(
        f"<title>Weir bursts at Millbrook</title>{one.format(HEAD + text)}<ul>{LIST}</ul>{two.format(HEAD + text)}"
    )
    assert [block.text for block in article.body] == list(paragraphs)
    assert article.headline == "Weir bursts at Millbrook"
    assert [author.name for author in article.authors] == ["Ada Lund"]
    assert article.published_date == "2024-05-18"


def test_of_a_preview_and_the_whole_text_the_whole_is_read(read: Read, paragraphs: tuple[str, ...]) -> None:
    preview = "".join(f"<p>{each}</p>" for each in paragraphs[:3])
    text = "".join(f"<p>{each}</p>" for each in paragraphs)
    article = read(f"<h1>Weir bursts at Millbrook</h1><div class='short'>{preview}</div><div class='long'>{text}</div>")
    assert [block.text for block in article.body] == list(paragraphs)


def test_one_paragraph_many_times_is_no_second_copy(read: Read, paragraphs: tuple[str, ...]) -> None:
    body = "".join(f"<p>{paragraphs[0]}</p>" for _ in range(8))
    assert len(read(f"<h1>Weir bursts at Millbrook</h1><div>{body}</div>").body) == 8


def test_a_refrain_is_no_second_copy(read: Read, paragraphs: tuple[str, ...]) -> None:
    refrain = "And the miller said to the mill: you have turned for a hundred years, and you can turn for one more."
    body = [part for each in paragraphs for part in (each, refrain)]
    article = read("<h1>Ballad of the Millbrook weir</h1><div>" + "".join(f"<p>{each}</p>" for each in body) + "</div>")
    assert [block.text for block in article.body] == body


def test_an_excerpt_among_the_most_read_stories_is_the_copy_and_not_the_story(
    read: Read, paragraphs: tuple[str, ...]
) -> None:
    days = [f"Day {day}. {text}" for day in range(1, 4) for text in paragraphs]
    story = f"<section>{said(days[:3])}<p>Advertisement</p></section><section>{said(days[3:])}</section>"
    excerpt = f"<div class='excerpt'>{said(days[:3])}<p>{paragraphs[0]} {paragraphs[1]} And so on.</p></div>"
    article = read(
        f"<title>Weir bursts at Millbrook</title><article><h1>Weir bursts at Millbrook</h1>{story}</article>"
        f"<div><h2>Most popular</h2><ul><li><h3>Weir bursts at Millbrook</h3>{excerpt}</li></ul></div>"
    )
    assert [block.text for block in article.body] == days


def said(texts: list[str]) -> str:
    return "".join(f"<p>{text}</p>" for text in texts)
