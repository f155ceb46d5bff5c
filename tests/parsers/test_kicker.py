"""The kicker is the short line above the headline, and no part of it."""

from collections.abc import Callable

import pytest

from schemas import Article

Read = Callable[..., Article]
WEIR = "Weir bursts at Millbrook"


@pytest.mark.parametrize(
    "heading",
    [
        f"<h1><span class='kicker'>Floods</span> {WEIR}</h1>",
        f"<h1><span class='kicker'>Floods</span><span>{WEIR}</span></h1>",
        f"<h1><span class='c1'>Floods</span><span class='c2'>{WEIR}</span></h1>",
        f"<h1><small>Floods</small> – {WEIR}</h1>",
        f"<p class='article__overline'>Floods</p><h1>{WEIR}</h1>",
        f"<div class='dachzeile'>Floods</div><h1>{WEIR}</h1>",
    ],
)
def test_a_kicker_is_split_off_the_headline(read_plain: Read, heading: str) -> None:
    article = read_plain(headline=heading)
    assert (article.kicker, article.headline) == ("Floods", WEIR)


@pytest.mark.parametrize("colon", ["<span class='visually-hidden'>: </span>", ": "])
def test_a_kicker_that_the_page_joins_with_a_colon_stays_in_the_headline(read_plain: Read, colon: str) -> None:
    article = read_plain(headline=f"<h1><span class='kicker'>Floods</span>{colon}<span>{WEIR}</span></h1>")
    assert (article.kicker, article.headline) == ("Floods", f"Floods: {WEIR}")


@pytest.mark.parametrize("label", ["Main Content", "Skip to content", "Zum Inhalt springen", "Contenu principal"])
def test_a_label_for_those_who_have_the_page_read_to_them_is_no_kicker(read_plain: Read, label: str) -> None:
    article = read_plain(headline=f"<a id='c'>{label}</a><h1>{WEIR}</h1>")
    assert (article.kicker, article.headline) == (None, WEIR)


def test_a_kicker_without_a_name_is_told_by_the_colon_of_the_title(read_plain: Read) -> None:
    heading = f"<h1><span>Floods in the valley</span> <span>{WEIR}</span></h1>"
    article = read_plain(headline=heading, title=f"Floods in the valley: {WEIR} | Millbrook Leader")
    assert (article.kicker, article.headline) == ("Floods in the valley", WEIR)


def test_an_emphasis_at_the_head_of_a_headline_is_no_kicker(read_plain: Read) -> None:
    article = read_plain(headline="<h1><em>Weir</em> bursts at Millbrook</h1>")
    assert (article.kicker, article.headline) == (None, WEIR)


@pytest.mark.parametrize(
    "above",
    [
        "<div class='topline'><a href='/news'>News</a><a href='/news/river'>River</a></div>",
        "<p>News / River</p>",
        "<p>4 min read</p>",
        "<div>来源：河湾网</div>",
        "<div class='date'>12.16.14</div>",
    ],
)
def test_bread_crumbs_and_labels_are_no_kicker(read_plain: Read, above: str) -> None:
    assert read_plain(above=above).kicker is None


def test_the_colon_behind_a_kicker_is_none_of_it(read_plain: Read) -> None:
    article = read_plain(above="<div><span class='kicker'>Floods</span><span>:</span></div>")
    assert (article.kicker, article.headline) == ("Floods", WEIR)


@pytest.mark.parametrize("label", ["Top Story", "For subscribers only", "Editor’s pick"])
def test_a_label_for_the_front_page_is_no_kicker(read_plain: Read, label: str) -> None:
    assert read_plain(above=f"<div class='kicker'>{label}</div>").kicker is None
