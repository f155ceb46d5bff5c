"""Rivers of teasers below and beside a text, in markup whose names say nothing."""

from collections.abc import Callable

import pytest

from schemas import Article

Read = Callable[..., Article]

STORIES = (
    ("Mill owner denies all", "The owner says that he knew of nothing, and that the water had always been like this."),
    (
        "Ferry runs again on Sundays",
        "After nine years without a boat the council has found a ferryman and half a boat.",
    ),
    (
        "Owl moves into the town hall",
        "The clerk has moved his desk, since the owl has a right to the room until August.",
    ),
    (
        "Bread is dearer by a penny",
        "Both bakers blame the flour, and the miller, whom we asked, blames both of the bakers.",
    ),
)


def river(stories: tuple[tuple[str, str], ...] = STORIES, *, teaser: str, href: str = "/news/{n}") -> str:
    parts = [teaser.format(title=title, blurb=blurb, href=href.format(n=n)) for n, (title, blurb) in enumerate(stories)]
    return f"<div class='k7'><h2>Elsewhere</h2>{''.join(parts)}</div>"


@pytest.mark.parametrize(
    "teaser",
    [
        "<div class='k8'><h3><a href='{href}'>{title}</a></h3><p>{blurb}</p></div>",
        "<div class='k8'><div><a href='{href}'>{title}</a></div><div><span>Town</span><p>{blurb}</p></div></div>",
        # section and headline in a block of their own, both links
        "<div class='k8'><div><div><a href='/town'>Town hall</a></div><h2><a href='{href}'>{title}</a></h2></div>"
        "<div>3 hours ago</div><p>{blurb}</p></div>",
        # each in a wrapper of its own
        "<div><div class='k8'><h4><a href='{href}'>{title}</a></h4><p>{blurb}</p></div></div>",
    ],
)
@pytest.mark.parametrize("place", ["middle", "end", "after"])
def test_teasers_in_a_row_are_no_text(read_plain: Read, paragraphs: tuple[str, ...], teaser: str, place: str) -> None:
    article = read_plain(**{place: river(teaser=teaser)})
    assert [block.text for block in article.body] == list(paragraphs)
    assert article.sidebars == []
    assert article.warnings == []


@pytest.mark.parametrize(
    "href",
    [
        "https://books.example/{n}",  # a list of books, each sold elsewhere
        "https://www.millbrookleader.example/news/weir-story#entry-{n}",  # the entries of a ticker
    ],
)
def test_a_list_that_leads_elsewhere_or_nowhere_is_text(read_plain: Read, href: str) -> None:
    teaser = "<div class='k8'><h3><a href='{href}'>{title}</a></h3><p>{blurb}</p></div>"
    article = read_plain(end=river(teaser=teaser, href=href))
    assert [blurb for _, blurb in STORIES if blurb not in article.text] == []


TEASER = "<div class='k8'><p><a href='{href}'>{title}</a></p><p>{blurb} That is all we know of it.</p></div>"


def test_two_that_fill_a_block_are_the_stories_before_and_after(read_plain: Read, paragraphs: tuple[str, ...]) -> None:
    article = read_plain(end=river(STORIES[:2], teaser=TEASER))
    assert [block.text for block in article.body] == list(paragraphs)


def test_two_that_stand_in_the_text_are_no_river(read_plain: Read) -> None:
    one, two = (river([story], teaser=TEASER) for story in STORIES[:2])
    article = read_plain(middle=one, end=two)
    assert STORIES[0][1] in article.text
    assert STORIES[1][1] in article.text


def test_a_short_story_above_a_long_river_is_the_text(read: Read, paragraphs: tuple[str, ...]) -> None:
    text = "".join(f"<p>{text}</p>" for text in paragraphs)
    article = read(
        f"<title>Weir bursts</title><div><h1>Weir bursts</h1>{text}{river(STORIES * 6, teaser=TEASER)}</div>"
    )
    assert [block.text for block in article.body] == list(paragraphs)


def test_a_page_that_is_nearly_all_teasers_keeps_its_words(read: Read) -> None:
    teaser = "<div class='k8'><h3><a href='{href}'>{title}</a></h3><p>{blurb}</p></div>"
    article = read(f"<title>The day in four stories</title><h1>The day in four stories</h1>{river(teaser=teaser)}")
    assert [blurb for _, blurb in STORIES if blurb not in article.text] == []


def test_the_teaser_of_the_page_itself_is_one_of_the_river(read_plain: Read, paragraphs: tuple[str, ...]) -> None:
    teaser = "<div class='k8'><h3><a href='{href}'>{title}</a></h3><p>{blurb}</p></div>"
    own = teaser.format(href="/news/weir-story", title="Weir bursts at Millbrook", blurb=STORIES[0][1])
    article = read_plain(end=f"<div class='k7'>{river(teaser=teaser)}{own}</div>")
    assert [block.text for block in article.body] == list(paragraphs)
    assert article.sidebars == []
