"""What names in markup hint at where nothing else tells: a page for each kind that the text does not give away."""

from collections.abc import Callable

import pytest
from lxml.html import fromstring

from schemas import Article
from scrapers.parsers.hints import hints_of, hints_of_element

Read = Callable[..., Article]


@pytest.mark.parametrize(
    ("value", "hint"),
    [
        ("article__lead-image-caption", "caption"),
        ("img_desc", "caption"),
        ("ArticleStandfirst", "standfirst"),
        ("c-factbox", "box"),
        ("node__zwischentitel", "crosshead"),
        ("author-info", "bio"),
        ("autor-info-card", "bio"),
        ("article__body", "body"),
        ("author__details", "bio"),
        ("read__also", "related"),
        ("article__category", "kicker"),
    ],
)
def test_names_are_read_word_by_word(value: str, hint: str) -> None:
    assert hint in hints_of(value)


@pytest.mark.parametrize("name", ["class", "id", "data-qa", "data-component-name", "data-gu-name", "data-type"])
def test_parts_are_named_for_style_sheets_for_tests_or_for_scripts(name: str) -> None:
    assert "standfirst" in hints_of_element(fromstring(f"<p {name}='Standfirst'>x</p>"))


@pytest.mark.parametrize(
    "value",
    "no-sidebar has-newsletter without-comments hasnt-bio has-0-comments v-a--d inbox flexbox".split(),
)
def test_names_that_tell_of_something_else_hint_at_nothing(value: str) -> None:
    assert hints_of(value).isdisjoint({"box", "appeal", "comment", "ad", "bio"})


def test_a_portrait_is_no_picture_of_the_article(read_plain: Read) -> None:
    assert read_plain(middle="<img class='avatar' src='/ada-2024-05.jpg' alt='Ada Lund'>").images == []


def test_small_print_below_the_text_is_an_end_note(read_plain: Read, paragraphs: tuple[str, ...]) -> None:
    note = "Heights are those that the county measured at noon"
    article = read_plain(end=f"<div class='endnotes'><p>{note}</p></div>")
    assert article.endnotes == [note]
    assert [block.text for block in article.body] == list(paragraphs)


def test_a_gate_that_asks_is_no_text_and_one_that_holds_the_text_is(
    read_plain: Read, paragraphs: tuple[str, ...]
) -> None:
    gate = "<div class='paywall'><p>Read all that we print about the river and its weirs for 1 euro a month.</p></div>"
    texts = [block.text for block in read_plain(middle=gate).body]
    assert texts == list(paragraphs)
    held = f"<div class='paywall'><p>{paragraphs[0]}</p><p>{paragraphs[1]}</p></div>"
    assert len(read_plain(middle=held).body) == 6


def test_a_headline_that_only_its_class_names(read_plain: Read) -> None:
    printed = "Weir bursts at Millbrook in the night"
    article = read_plain(
        headline=f"<div class='story-headline'>{printed}</div>", title="Weir bursts at Millbrook, bridge closed"
    )
    assert article.headline == printed


def test_a_kicker_that_only_its_class_names(read_plain: Read) -> None:
    article = read_plain(above="<div class='dachzeile'><a href='/river'>Storms and rivers</a></div>")
    assert article.kicker == "Storms and rivers"


def test_a_pull_quote_that_is_not_in_the_text(read_plain: Read, paragraphs: tuple[str, ...]) -> None:
    article = read_plain(middle="<div class='pullquote'><p>I heard a train being folded, and then nothing</p></div>")
    assert article.pull_quotes == ["I heard a train being folded, and then nothing"]
    assert [block.text for block in article.body] == list(paragraphs)
