"""The standfirst: what is printed between headline and story, and not what the page tells search engines."""

from collections.abc import Callable

import pytest

from schemas import Article

Read = Callable[..., Article]
SAID = "The meadow is a lake, the bridge is closed and the milk goes over the viaduct. How it came to this."


@pytest.mark.parametrize(
    "below",
    [
        f"<p class='standfirst'>{SAID}</p>",
        f"<div class='article-intro'><p>{SAID}</p></div>",
        f"<h2>{SAID}</h2>",
        f"<p>{SAID}</p><p class='byline'>By Ada Lund</p><time datetime='2024-05-18'>18 May 2024</time>",
        f"<p class='entry-deck'>{SAID}</p><div class='author'>Ada Lund</div>",
    ],
)
def test_a_printed_standfirst_is_found_and_is_no_body(
    read_plain: Read, paragraphs: tuple[str, ...], below: str
) -> None:
    article = read_plain(below=below)
    assert article.standfirst == SAID
    assert [block.text for block in article.body] == list(paragraphs)


def test_a_bold_opening_is_the_standfirst(read: Read, paragraphs: tuple[str, ...]) -> None:
    body = f"<p><strong>{SAID}</strong></p>" + "".join(f"<p>{text}</p>" for text in paragraphs)
    article = read(f"<h1>Weir</h1><div>{body}</div>")
    assert article.standfirst == SAID
    assert [block.text for block in article.body] == list(paragraphs)


def test_the_printed_standfirst_wins_over_the_description(read_plain: Read) -> None:
    head = (
        "<meta name='description' content='Millbrook weir: all you need to know about the burst weir and the bridge.'>"
    )
    assert read_plain(head=head, below=f"<p class='standfirst'>{SAID}</p>").standfirst == SAID


def test_a_description_that_copies_the_first_paragraph_is_none(read_plain: Read, paragraphs: tuple[str, ...]) -> None:
    article = read_plain(head=f"<meta name='description' content='{paragraphs[0]}'>")
    assert article.standfirst is None
    assert [block.text for block in article.body] == list(paragraphs)


@pytest.mark.parametrize(
    "below",
    [
        (
            "<figure><img src='/w.jpg'><figcaption>The weir at noon on"
            " Saturday, seen from the mill (Pic: Bo Ek)</figcaption></figure>"
        ),
        "<p class='byline'>By Ada Lund</p>",
        "<p class='date'>18 May 2024</p>",
        "<p>3 min read</p>",
        "<div class='share'><a href='#'>Share this story with a friend</a></div>",
    ],
)
def test_captions_bylines_dates_and_labels_are_none(read_plain: Read, paragraphs: tuple[str, ...], below: str) -> None:
    article = read_plain(below=below)
    assert article.standfirst is None
    assert [block.text for block in article.body] == list(paragraphs)


def test_a_body_that_is_called_lead_is_not_swallowed(read: Read, paragraphs: tuple[str, ...]) -> None:
    body = "".join(f"<p>{text}</p>" for text in paragraphs)
    article = read(f"<h1>Weir</h1><div class='lead'>{body}</div>")
    assert article.standfirst is None
    assert [block.text for block in article.body] == list(paragraphs)


def test_a_byline_inside_the_standfirst_is_byline_too(read_plain: Read) -> None:
    article = read_plain(
        below="<p class='standfirst'>The bridge is closed and the milk goes by rail, reports Ada Lund</p>"
    )
    assert article.standfirst == "The bridge is closed and the milk goes by rail, reports Ada Lund"
    assert article.byline == "reports Ada Lund"
    assert [author.name for author in article.authors] == ["Ada Lund"]


def test_two_standfirst_paragraphs_are_one_standfirst(read_plain: Read) -> None:
    article = read_plain(
        below=f"<div class='standfirst'><p>{SAID}</p><p>Our reporter was there when it broke.</p></div>"
    )
    assert article.standfirst == f"{SAID} Our reporter was there when it broke."
