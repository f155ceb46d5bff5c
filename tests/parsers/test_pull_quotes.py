"""Pull quotes repeat words of the text, set apart from it: they are kept, and are no part of the body."""

from collections.abc import Callable

import pytest

from schemas import Article

Read = Callable[..., Article]
QUOTE = "he had heard a train being folded"


def texts(article: Article) -> list[str]:
    return [block.text for block in article.body]


@pytest.mark.parametrize("quote", [QUOTE, f"“{QUOTE}”", f"{QUOTE}."])
def test_words_of_the_text_alone_in_a_block_are_a_pull_quote_without_a_name(
    read_plain: Read, paragraphs: tuple[str, ...], quote: str
) -> None:
    article = read_plain(middle=f"<div class='k7'><p>{quote}</p></div>")
    assert article.pull_quotes == [quote]
    assert texts(article) == list(paragraphs)


def test_pull_quotes_come_in_the_order_of_the_page(read_plain: Read, paragraphs: tuple[str, ...]) -> None:
    second = "a discussion about which should be started first"
    article = read_plain(
        middle=f"<div><p>{QUOTE}</p></div>", end=f"<blockquote class='pullquote'><p>{second}</p></blockquote>"
    )
    assert article.pull_quotes == [QUOTE, second]
    assert texts(article) == list(paragraphs)


@pytest.mark.parametrize(
    "html",
    [
        "<div><p>Nobody has heard a train on that line since the war.</p></div>",  # said nowhere else
        "<div><p>Nobody was hurt.</p></div>",  # too short to be pulled
        f"<p>{QUOTE}</p>",  # a paragraph among the others
    ],
)
def test_a_short_paragraph_is_no_pull_quote(read_plain: Read, html: str) -> None:
    article = read_plain(middle=html)
    assert article.pull_quotes == []
    assert "pull_quotes" not in article.provenance.fields


def test_paragraphs_that_each_have_a_block_of_their_own_are_text(read: Read, paragraphs: tuple[str, ...]) -> None:
    said = [*paragraphs, "It had been a long night on the river."]
    body = "".join(f"<div><p>{text}</p></div>" for text in said)
    assert texts(read(f"<h1>Weir bursts at Millbrook</h1><article>{body}</article>")) == said


@pytest.mark.parametrize("quote", ["<q>{}</q>", "<div class='float-right'> <q class='big'>{}</q> </div>"])
def test_a_q_between_paragraphs_is_a_pull_quote(read_plain: Read, paragraphs: tuple[str, ...], quote: str) -> None:
    said = "We had no time to wake the hens"
    article = read_plain(middle=quote.format(said))
    assert article.pull_quotes == [said]
    assert texts(article) == list(paragraphs)


@pytest.mark.parametrize(
    "html",
    [
        "<p>He said <q>we had no time to wake the hens</q> and went.</p>",
        "<p><q>We had no time to wake the hens</q></p>",
        "<div>He said <q>we had no time to wake the hens</q>, and then he went to the mill and slept.</div>",
        "<div><span><q>We had no time to wake the hens</q></span>, said the keeper, and then he went away.</div>",
        "<div><em>He</em> <q>had no time to wake the hens</q> at all, said the keeper, and went to the mill.</div>",
    ],
)
def test_a_q_among_words_is_part_of_its_paragraph(read_plain: Read, paragraphs: tuple[str, ...], html: str) -> None:
    article = read_plain(middle=html)
    assert article.pull_quotes == []
    assert len(article.body) == len(paragraphs) + 1
