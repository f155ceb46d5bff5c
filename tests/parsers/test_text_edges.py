"""Where a text begins and ends: a short first sentence is text, a label above it is none."""

from collections.abc import Callable

import pytest

from schemas import Article

Read = Callable[..., Article]


def texts(read: Read, paragraphs: tuple[str, ...], first: str) -> list[str]:
    body = "".join(f"<p>{text}</p>" for text in paragraphs)
    article = read(
        f"<html lang='en'><title>Weir</title><h1>Weir bursts</h1><div class='text'>{first}{body}</div></html>"
    )
    return [block.text for block in article.body]


@pytest.mark.parametrize(
    "sentence", ["Barely a hen was lost.", "HOLLIN, Wis. -- Here we go again.", "So what went wrong?"]
)
def test_a_first_sentence_may_be_as_short_as_a_label(read: Read, paragraphs: tuple[str, ...], sentence: str) -> None:
    assert texts(read, paragraphs, f"<p>{sentence}</p>") == [sentence, *paragraphs]


@pytest.mark.parametrize(
    "label",
    [
        "<p>Reading time: 4 minutes</p>",
        "<p class='place'>Seen from the lock at dawn.</p>",
        "<p><i>Seen from the lock at dawn.</i></p>",
        "<p>Share this story with a friend.</p>",
        "<p>All <a href='/o'>from the very start</a> here.</p>",
    ],
)
def test_a_label_above_the_text_is_none(read: Read, paragraphs: tuple[str, ...], label: str) -> None:
    assert texts(read, paragraphs, label) == list(paragraphs)


def test_a_crosshead_of_a_live_report_is_no_label_of_other_stories(
    read_plain: Read, paragraphs: tuple[str, ...]
) -> None:
    said = "17.00 We leave the weir for today, and will be back at first light, as soon as the hens are awake again."
    article = read_plain(middle=f"<div><h3>Latest</h3><p>{said}</p></div>")
    assert said in [block.text for block in article.body]


def test_short_lines_that_follow_each_other_are_text_between_paragraphs(
    read: Read, paragraphs: tuple[str, ...]
) -> None:
    said = [paragraphs[0], "One thing she knows:", "– Hens float.", *paragraphs[1:]]
    related = "<p>Read also: <a href=/n/9>Mining blasts shatter homes in the hills</a></p>"
    rows = [f"<div class='par'>{text}</div>" for text in said]
    html = f"<html lang='en'><title>Weir</title><h1>Weir bursts</h1>{rows[0]}{related}{''.join(rows[1:])}"
    assert [block.text for block in read(html).body] == said


@pytest.mark.parametrize("name", ["", " class='k1 paragraph'"])
def test_a_short_line_among_paragraphs_of_its_kind_is_text_whatever_their_element(
    read: Read, paragraphs: tuple[str, ...], name: str
) -> None:
    said = [paragraphs[0], "The keeper replied:", *paragraphs[1:]]
    body = "".join(f"<div{name}>{text}</div>" for text in said)
    article = read(f"<html lang='en'><title>Weir</title><h1>Weir bursts</h1><article>{body}</article></html>")
    assert [block.text for block in article.body] == said


def test_the_paragraphs_in_front_of_a_paywall_are_text(read: Read, paragraphs: tuple[str, ...]) -> None:
    first, *rest = (f"<p>{text}</p>" for text in paragraphs)
    article = read(
        "<html lang='en'><title>Weir bursts</title>"
        f"<div><h1>Weir bursts</h1><h2>Hens on the water in the morning.</h2>{first}"
        f"<div class='paywall'>{''.join(rest * 4)}</div></div></html>"
    )
    assert article.body[0].text == paragraphs[0]


@pytest.mark.parametrize("label", ["Related stories:", "Auch interessant", "À lire aussi"])
def test_the_bold_heading_of_related_stories_that_are_gone_goes_too(
    read: Read, paragraphs: tuple[str, ...], label: str
) -> None:
    first, *rest = (f"<p>{text}</p>" for text in paragraphs)
    article = read(
        f"<title>Weir bursts</title><article><h1>Weir bursts</h1>{first}<p><b>{label}</b></p>{''.join(rest)}</article>"
    )
    assert [block.text for block in article.body] == list(paragraphs)


def test_a_link_within_a_short_first_sentence_does_not_make_a_label_of_it(
    read: Read, paragraphs: tuple[str, ...]
) -> None:
    first = "<p><a href='/ada'>Ada</a> is a star of the lock.</p>"
    assert texts(read, paragraphs, first) == ["Ada is a star of the lock.", *paragraphs]


def test_a_sentence_around_a_long_link_is_text(read_plain: Read, paragraphs: tuple[str, ...]) -> None:
    sentence = "<p>It also <a href='/o'>keeps hens on the meadow and sells their eggs on Fridays</a>.</p>"
    said = [block.text for block in read_plain(middle=sentence).body]
    assert said == [
        *paragraphs[:2],
        "It also keeps hens on the meadow and sells their eggs on Fridays.",
        *paragraphs[2:],
    ]
    for promo in ("Read our <a href='/o'>guide to keeping hens dry</a>.", "<a href='/o'>How to keep hens dry</a>."):
        assert [block.text for block in read_plain(middle=f"<p>{promo}</p>").body] == list(paragraphs)


def test_what_a_film_above_the_text_shows_is_no_text(read: Read, paragraphs: tuple[str, ...]) -> None:
    film = (
        "<div class='featured featured-video'><div>Video</div><div class='info'><div class='caption'>"
        "<h4>Why the weir is a growing danger</h4><p>Ada Lund of the river board talks about how little has been done"
        " for the weir since the last flood, and about what must happen before the winter, on 'Millbrook Live'.</p>"
        "</div></div></div>"
    )
    assert texts(read, paragraphs, film) == list(paragraphs)
    article = read(
        f"<html lang='en'><h1>Weir bursts</h1><div class='text'>{film}<p>{'</p><p>'.join(paragraphs)}</p></div>"
    )
    assert article.sidebars == []
