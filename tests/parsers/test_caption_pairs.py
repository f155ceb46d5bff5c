"""Caption and credit in two elements side by side are told apart by what they say, whatever they are called."""

import re
from collections.abc import Callable

import pytest

from schemas import Article

Read = Callable[..., Article]
CAPTION = "The meadow below the weir at noon"
PICTURE = "<picture><img src='/weir.jpg' width='800' height='500'></picture>"


def printed(article: Article) -> list[tuple[str | None, str | None]]:
    return [(image.caption, image.credit) for image in article.images]


@pytest.mark.parametrize("credit", ["Otto Rask/Tin Agency", "Northgate News", "leader.example/Otto Rask"])
@pytest.mark.parametrize(
    "block",
    [
        "<figcaption><span>{caption}</span> <span class='k3'>{credit}</span></figcaption>",
        "<figcaption class='caption'><span>{caption}</span><small>{credit}</small></figcaption>",
        "<figcaption><div class='caption-credit'><span>{caption}</span> | <em>{credit}</em></div></figcaption>",
    ],
)
def test_a_name_behind_the_caption_is_its_credit(read_plain: Read, block: str, credit: str) -> None:
    html = f"<figure>{PICTURE}{block.format(caption=CAPTION, credit=credit)}</figure>"
    assert printed(read_plain(middle=html)) == [(CAPTION, credit)]


def test_a_name_before_the_caption_is_its_credit(read_plain: Read) -> None:
    caption = "From Monday to Friday the ferry is the only way over the river."
    html = f"<figure>{PICTURE}<figcaption><span>Tin Agency</span> <span>{caption}</span></figcaption></figure>"
    assert printed(read_plain(middle=html)) == [(caption, "Tin Agency")]


@pytest.mark.parametrize(
    "caption",
    [
        "<span>The ferry with</span> <span>Otto Rask</span> on deck",
        "<b>14 May:</b> <span>the ferry at noon</span>",
        "<span>Ada Lund</span> <span>opens the new weir</span>",
        "<span>The ferry at noon, and what</span> <span>was left of it at one</span>",
    ],
)
def test_a_caption_with_elements_in_it_stays_whole(read_plain: Read, caption: str) -> None:
    article = read_plain(middle=f"<figure>{PICTURE}<figcaption>{caption}</figcaption></figure>")
    whole = re.sub("<[^>]+>", "", caption)
    assert printed(article) == [(whole, None)]


def test_the_name_is_taken_from_the_end_where_the_caption_opens_with_it(read_plain: Read) -> None:
    html = "<figcaption><span>Northgate’s new hall in May.</span> <span>Northgate</span></figcaption>"
    assert printed(read_plain(middle=f"<figure>{PICTURE}{html}</figure>")) == [
        ("Northgate’s new hall in May.", "Northgate")
    ]


@pytest.mark.parametrize(
    "credit",
    [
        "<span class='credit'>Photo by Otto Rask</span> /<span class='k4'>Tin</span>",
        "<span>Photo by Otto Rask</span> /<span class='credit'>Tin</span>",
        "<span>Photo by Otto Rask</span> /<span>AP</span>",
    ],
)
def test_name_and_agency_in_two_elements_are_one_credit(read_plain: Read, credit: str) -> None:
    html = f"<figcaption class='image-caption'><span>{CAPTION}.</span> {credit}</figcaption>"
    [(caption, read)] = printed(read_plain(middle=f"<figure>{PICTURE}{html}</figure>"))
    assert caption == f"{CAPTION}."
    assert read is not None
    assert read.replace(" ", "") in ("OttoRask/Tin", "OttoRask/AP")


def test_a_figure_whose_credit_alone_is_named_keeps_its_caption(read_plain: Read, paragraphs: tuple[str, ...]) -> None:
    lines = f"<div class='k5'>{CAPTION}</div><div class='figure-credit'>(Otto Rask)</div>"
    article = read_plain(middle=f"<figure>{PICTURE}<div>{lines}</div></figure>")
    assert printed(article) == [(CAPTION, "Otto Rask")]
    assert [block.text for block in article.body] == list(paragraphs)


def test_a_long_caption_beside_its_picture_is_told_by_its_credit(read_plain: Read, paragraphs: tuple[str, ...]) -> None:
    keepers = (f"the keeper of lock number {n} and the hens of the keeper" for n in range(6))
    caption = f"From left: {', '.join(keepers)}."
    text = f"<div><span>{caption}</span> <span>Otto Rask</span></div>"
    article = read_plain(middle=f"<div class='k1'><div><a href='/big.jpg'>{PICTURE}</a></div>{text}</div>")
    assert printed(article) == [(caption, "Otto Rask")]
    assert [block.text for block in article.body] == list(paragraphs)


def test_the_footer_of_a_figure_holds_its_credit(read: Read, paragraphs: tuple[str, ...]) -> None:
    body = "".join(f"<p>{text}</p>" for text in paragraphs)
    figure = f"<figure>{PICTURE}<footer class='k2'><span>APA/AFP/Otto Rask</span></footer></figure>"
    assert printed(read(f"<div>{figure}<h1>Weir</h1><div>{body}</div></div>")) == [(None, "APA/AFP/Otto Rask")]
