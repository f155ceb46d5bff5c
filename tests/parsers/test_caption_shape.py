"""Captions that no markup names, told by how they are set, and the paragraphs below pictures that are none."""

from collections.abc import Callable

import pytest

from schemas import Article

Read = Callable[..., Article]
IMG = "<img src='/w-2024.jpg' alt='' width='900' height='600'>"
SAID = "The weir at noon, seen from the lock"


def shown(article: Article) -> list[tuple[str | None, str | None]]:
    return [(image.caption, image.credit) for image in article.images]


@pytest.mark.parametrize(
    "html",
    [
        f"<div class='x1'><div class='x2'>{IMG}</div><div class='x3'>{SAID}</div></div>",
        f"<p>{IMG}</p><p><em>{SAID}</em></p>",
        f"<p style='text-align: center'>{IMG}</p><p style='text-align: center'>{SAID}</p>",
        f"<figure>{IMG}</figure><p class='has-text-align-center'>{SAID}</p>",
        f"<p>{IMG}</p><p><small>{SAID}</small></p>",
        f"<figure>{IMG}</figure><p><strong>{SAID}.</strong></p>",
    ],
)
def test_a_caption_without_a_name_is_told_by_how_it_is_set(
    read_plain: Read, paragraphs: tuple[str, ...], html: str
) -> None:
    article = read_plain(middle=html)
    assert [(caption and caption.rstrip("."), credit) for caption, credit in shown(article)] == [(SAID, None)]
    assert [block.text for block in article.body] == list(paragraphs)


@pytest.mark.parametrize(
    "html",
    [
        "<div class='x1'>{img}<p>{text}</p></div>",  # a picture beside a paragraph
        "<p>{img}</p><p>{text}</p>",
        "<p>{img}</p><p><strong>The mill</strong></p><p>{text}</p>",  # a crosshead
        "<div class='x1'>{img}<span>2:34</span> <b>{text}</b></div>",  # a film and its title
        "<p>{img}</p><p><em>{text}</em></p><p><em>{text}</em></p>",  # a letter set in italics
    ],
)
def test_text_below_a_picture_is_no_caption_because_it_is_short(read_plain: Read, html: str) -> None:
    text = "The mill has stood there since the year of the great frost, and has never been as wet as it was on Monday."
    article = read_plain(middle=html.format(img=IMG, text=text if "x1'>{img}<p>" not in html else text * 3))
    assert [image.caption for image in article.images] in ([], [None])


def test_a_picture_above_the_text_does_not_take_its_first_line(read_plain: Read) -> None:
    article = read_plain(
        below=f"<div class='hero'><div>{IMG}</div></div>", headline="<h1>Weir bursts at Millbrook</h1>"
    )
    assert [image.caption for image in article.images] == [None]
