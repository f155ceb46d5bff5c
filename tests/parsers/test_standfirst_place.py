"""What stands between headline and text and is no standfirst, and standfirsts that stand among it."""

from collections.abc import Callable

import pytest

from schemas import Article

Read = Callable[..., Article]
SAID = "The meadow is a lake, the bridge is closed and the milk goes over the viaduct. How it came to this."
META = "<p class='byline'>By Ada Lund</p><time datetime='2024-05-18'>18 May 2024</time>"


@pytest.mark.parametrize(
    "label",
    [
        "<p class='intro'>11 minute read</p>",
        "<p class='intro'>Lesezeit: 3 Min.</p>",
        "<p class='intro'>Temps de lecture : 4 minutes</p>",
        "<p class='intro'>Время чтения: 3 мин</p>",
        "<p class='intro'>この記事は約3分で読めます</p>",
        "<div class='lead banner'>Advertisement</div>",
        # the text below a video
        "<div class='video-player'><p class='video-desc'>The keeper shows us where the water came from.</p></div>",
        # what opens when the byline is touched
        f"{META}<div class='author-more'><div class='description'><p>Ada Lund works for the Leader as a writer. She"
        " grew up by the river and owns a small boat.</p></div></div>",
        "<p>Weir bursts at Millbrook</p>" + META,
        # where the author writes from, or for
        "<div><p>By Ada Lund</p><p>From the Leader in Millbrook</p><p class='date'>18 May 2024</p></div>",
        "<p class='p-author'>Ada Lund</p><p class='p-author-place'>Do Leader, em Millbrook</p><time>18 May 2024</time>",
    ],
)
def test_what_is_no_standfirst(read_plain: Read, paragraphs: tuple[str, ...], label: str) -> None:
    article = read_plain(below=label)
    assert article.standfirst is None
    assert [block.text for block in article.body] == list(paragraphs)


@pytest.mark.parametrize(
    "below",
    [
        f"<p class='intro'>{SAID}</p><div class='lead-after ad'>Advertisement</div>",
        f"<p class='lead'>7 min read</p><p class='lead'>{SAID}</p>",
        f"<p>{SAID}</p><p>Author of the article:</p>{META}",
        f"<div class='deck'><p>{SAID}</p><div>By</div><p class='author'>Ada Lund</p></div>",
        f"<p>{SAID}</p><p>Give this article away</p>{META}",
        f"<h2>Weir bursts at Millbrook</h2><p>{SAID}</p>{META}",
        f"<p class='date'>18 May 2024</p><p>{SAID}</p><p class='byline'>By Ada Lund</p>",
        # byline and dates between the headline and a heading that is a sentence
        f"{META}<p class='date'>Updated 19 May 2024</p><h2>{SAID}</h2>",
    ],
)
def test_labels_around_a_standfirst_are_none_of_it(read_plain: Read, paragraphs: tuple[str, ...], below: str) -> None:
    article = read_plain(below=below)
    assert article.standfirst == SAID
    assert [block.text for block in article.body] == list(paragraphs)


def test_a_standfirst_may_tell_a_number_of_minutes(read_plain: Read) -> None:
    said = "Two pumps needed 40 minutes to start."
    assert read_plain(below=f"<p class='standfirst'>{said}</p>").standfirst == said


def test_a_headline_below_bread_crumbs_that_end_in_the_title_is_no_standfirst(
    read_plain: Read, paragraphs: tuple[str, ...]
) -> None:
    title = "Weir bursts at Millbrook - the flood, the hens and the milk"
    crumbs = f"<ol><li><a href='/'>Home</a></li><li><a href='/r'>River</a></li><li><h1>{title}</h1></li></ol>"
    headline = f"{crumbs}<div><h2>Weir bursts at Millbrook: the flood, the hens, the milk</h2></div>{META}"
    article = read_plain(headline=headline, title=title)
    assert article.headline == title
    assert article.standfirst is None
    assert [block.text for block in article.body] == list(paragraphs)


@pytest.mark.parametrize("block", ["<div><p>{}</p></div>", "<section><p>{}</p></section>"])
def test_a_description_printed_in_a_block_of_its_own_is_the_standfirst(
    read_plain: Read, paragraphs: tuple[str, ...], block: str
) -> None:
    article = read_plain(head=f"<meta name='description' content='{SAID}'>", below=block.format(SAID))
    assert article.standfirst == SAID
    assert [text.text for text in article.body] == list(paragraphs)


def test_the_caption_of_a_picture_that_stands_elsewhere_is_no_standfirst(read_plain: Read) -> None:
    row = "<div><div><img src='/camera.png'></div><div>The weir from the hill. | © Ada Lund</div></div>"
    below = f"<p>{SAID}</p>{row}<p class='byline'>By Bo Ek</p>"
    assert read_plain(below=below).standfirst == SAID
