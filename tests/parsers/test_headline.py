"""The headline is the one a reader sees above the story."""

from collections.abc import Callable

import pytest

from schemas import Article

Read = Callable[..., Article]
WEIR = "Weir bursts at Millbrook"


def test_the_printed_headline_wins_over_the_one_for_search_engines(read_plain: Read) -> None:
    head = '<meta property="og:title" content="Millbrook weir: what happened, who is affected and when it reopens">'
    assert read_plain(head=head, title="Millbrook weir: what happened | Leader").headline == WEIR


@pytest.mark.parametrize(
    "headline",
    [
        f"<h1>{WEIR}</h1>",
        f"<h1><a href='/news/weir-story'>{WEIR}</a></h1>",
        "<h1><span>Weir bursts</span> <span>at Millbrook</span></h1>",
        "<h1>Weir bursts<br>at Millbrook</h1>",
        "<h1><div>Weir bursts</div><div>at Millbrook</div></h1>",
        f"<h1>{WEIR} <span class='label'>Subscribers</span></h1>",
        f"<h2>{WEIR}</h2>",
        f"<div class='headline'>{WEIR}</div>",
        f"<p><font size=5><b>{WEIR}</b></font></p>",
        f"<td><b>{WEIR}</b></td>",
    ],
)
def test_a_headline_is_found_in_any_markup(read_plain: Read, headline: str) -> None:
    assert read_plain(headline=headline).headline == WEIR


@pytest.mark.parametrize(
    "above",
    [
        "<h1><a href='/'>Millbrook Leader</a></h1>",
        "<h1><img src='/logo.png' alt='Millbrook Leader'></h1>",
        "<h1>Home</h1>",
        "<h1>All that we have told of the river</h1>",
    ],
)
def test_the_name_of_the_paper_or_section_is_no_headline(read_plain: Read, above: str) -> None:
    assert read_plain(above=above).headline == WEIR
    assert read_plain(above=above, headline=f"<h2>{WEIR}</h2>").headline == WEIR


@pytest.mark.parametrize("link", ["<a href='#'>Add to list</a>", "<a href='/home.html'>Millbrook Leader</a>"])
def test_a_link_at_the_end_of_the_heading_is_no_part_of_it(read_plain: Read, link: str) -> None:
    heading = f"<h1><span>Weir bursts at Millbrook</span>{link}</h1>"
    assert read_plain(headline=heading, title="Weir bursts at Millbrook").headline == "Weir bursts at Millbrook"


def test_a_link_that_the_title_names_too_stays_in_the_headline(read_plain: Read) -> None:
    heading = "<h1>Weir bursts at <a href='#map'>Millbrook</a></h1>"
    assert read_plain(headline=heading).headline == "Weir bursts at Millbrook"


def test_the_headline_of_a_teaser_is_not_taken(read_plain: Read) -> None:
    after = "<section class='related'><h1><a href='/other'>Mill owner denies knowing about the weir</a></h1></section>"
    assert read_plain(above=after).headline == WEIR
    assert read_plain(after=after).headline == WEIR


def test_the_kicker_is_no_part_of_the_headline(read_plain: Read) -> None:
    article = read_plain(headline=f"<h1><span class='kicker'>Floods</span><div class='title'>{WEIR}</div></h1>")
    assert (article.kicker, article.headline) == ("Floods", WEIR)


@pytest.mark.parametrize(
    "title",
    [
        f"{WEIR} | Millbrook Leader",
        f"{WEIR} - Millbrook Leader",
        f"Millbrook Leader: {WEIR}",
        f"{WEIR} – News – Millbrook Leader",
    ],
)
def test_without_a_printed_headline_the_title_is_used_and_a_warning_says_so(read_plain: Read, title: str) -> None:
    article = read_plain(headline="", title=title, head="<meta property='og:site_name' content='Millbrook Leader'>")
    assert article.headline == WEIR
    assert [(warning.code, warning.field) for warning in article.warnings] == [("headline_not_printed", "headline")]


def test_a_headline_with_a_dash_in_it_is_kept_whole(read_plain: Read) -> None:
    text = "Weir bursts – and the hens survive – at Millbrook"
    article = read_plain(headline=f"<h1>{text}</h1>", title=f"{text} | Millbrook Leader")
    assert article.headline == text


@pytest.mark.parametrize(
    "text", ["Weir!", "“No,” says weir", "堰が決壊", "سد ينهار", "1984", "Why <em>this</em> weir?"]
)
def test_short_quoted_and_foreign_headlines_are_kept_as_printed(read_plain: Read, text: str) -> None:
    plain = text.replace("<em>", "").replace("</em>", "")
    assert read_plain(headline=f"<h1>{text}</h1>", title=plain).headline == plain


def test_nothing_is_made_up_when_there_is_no_headline(read: Read) -> None:
    assert (
        read("<p>The weir burst at four in the morning, and by six the meadow was a lake with hens on it.</p>").headline
        is None
    )


def test_the_headline_repeated_as_first_line_of_the_text_is_not_body(read: Read, paragraphs: tuple[str, ...]) -> None:
    body = "".join(f"<p>{text}</p>" for text in (WEIR, *paragraphs))
    article = read(f"<body><article><h1>{WEIR}</h1><div>{body}</div></article></body>")
    assert [block.text for block in article.body] == list(paragraphs)


def test_the_first_level_heading_counts_even_as_the_last_step_of_the_bread_crumbs(read_plain: Read) -> None:
    crumbs = f"<nav class='breadcrumb'><a href='/'>Home</a><h1>Floods: {WEIR}</h1></nav>"
    article = read_plain(above=crumbs, headline=f"<h2>{WEIR}</h2>", title=f"Floods: {WEIR} | Millbrook Leader")
    assert article.headline == f"Floods: {WEIR}"
    assert [block.type for block in article.body] == ["paragraph"] * 4


def test_a_heading_in_furniture_that_is_no_title_of_the_page_is_left_there(read_plain: Read) -> None:
    nav = "<nav><h1>All the news from the river and beyond</h1></nav>"
    assert read_plain(above=nav, headline=f"<h2>{WEIR}</h2>").headline == WEIR


def test_a_headline_in_a_block_named_comment_is_found(read_plain: Read, paragraphs: tuple[str, ...]) -> None:
    article = read_plain(headline=f"<h1 class='header header__comment'>{WEIR}</h1>")
    assert article.headline == WEIR
    assert article.warnings == []


def test_of_two_prints_of_the_headline_the_first_counts_and_the_second_is_no_crosshead(
    read_plain: Read, paragraphs: tuple[str, ...]
) -> None:
    second = f"<div><h1 class='entry-title'>{WEIR}</h1></div>"
    said = "<p class='excerpt'>The meadow is a lake and the bridge is closed until Friday.</p>"
    article = read_plain(below=said + second)
    assert article.headline == WEIR
    assert article.standfirst == "The meadow is a lake and the bridge is closed until Friday."
    assert [block.text for block in article.body] == list(paragraphs)


@pytest.mark.parametrize(
    ("title", "expected"),
    [
        ("堰が決壊｜ミルブルック新聞", "堰が決壊"),
        ("밀브룩 둑 무너져ㅣ밀브룩신문", "밀브룩 둑 무너져"),
        ("河湾老桥下周封闭维修_河湾网", "河湾老桥下周封闭维修"),
        ("河湾老桥下周封闭维修--河湾网", "河湾老桥下周封闭维修"),
    ],
)
def test_the_name_of_the_paper_goes_from_titles_in_scripts_without_spaces(
    read_plain: Read, title: str, expected: str
) -> None:
    assert read_plain(headline="", title=title).headline == expected


def test_without_any_heading_the_line_that_says_the_title_wins_over_a_heading_that_says_half_of_it(
    read_plain: Read,
) -> None:
    title = "Weir bursts at Millbrook, the meadow is a lake and the milk goes by rail"
    article = read_plain(
        headline=f"<div class='k1'>{title}</div>", title=title, after="<h2>The weir bursts at Millbrook, the lake</h2>"
    )
    assert article.headline == title


def test_a_teaser_below_the_text_that_says_the_headline_again_is_not_taken_for_it(
    read_plain: Read, paragraphs: tuple[str, ...]
) -> None:
    crumbs = "<ul><li><a href='/news'>News</a></li><li><h1>Weir bursts at Millbrook</h1></li></ul>"
    ticker = "<div><h3><a href='/news/weir'>Weir bursts at Millbrook</a></h3></div>"
    article = read_plain(
        headline=crumbs, below="<h2>How the meadow became a lake while the town slept</h2>", after=ticker
    )
    assert article.headline == "Weir bursts at Millbrook"
    assert article.standfirst == "How the meadow became a lake while the town slept"
    assert [block.text for block in article.body] == list(paragraphs)


def test_words_that_only_a_style_sheet_parts_are_parted_as_in_the_title(read_plain: Read) -> None:
    article = read_plain(
        headline="<h1><span>Floods in the valley</span><span>weir bursts</span></h1>",
        title="Floods in the valley weir bursts",
    )
    assert article.headline == "Floods in the valley weir bursts"


def test_a_standfirst_in_the_heading_is_no_part_of_the_headline(read_plain: Read) -> None:
    heading = f"<h1><b>{WEIR}</b> <span>By six the meadow was a lake with hens on it</span></h1>"
    article = read_plain(headline=heading)
    assert (article.headline, article.standfirst) == (WEIR, "By six the meadow was a lake with hens on it")


def test_the_heading_in_the_header_of_the_article_is_the_headline_whatever_the_page_calls_itself(
    read_plain: Read,
) -> None:
    article = read_plain(
        headline=f"<header><h2>{WEIR}</h2></header>", title="Milk goes by rail: what we know | Millbrook Leader"
    )
    assert article.headline == WEIR


@pytest.mark.parametrize(
    "headline", [f"<h2>{WEIR}</h2>", f"<p class='k1'>{WEIR}</p>", f"<div class='title'>{WEIR}</div>"]
)
@pytest.mark.parametrize("name", ["overlay", "k2 popup-wrapper", "related", "newsletter"])
def test_a_page_without_first_level_heading_keeps_its_text_in_a_wrapper_with_a_lying_name(
    read: Read, page: Callable[..., str], paragraphs: tuple[str, ...], headline: str, name: str
) -> None:
    html = page(headline=headline).replace("<main>", f"<main class='{name}'><div class='{name}'>")
    assert [block.text for block in read(html.replace("</main>", "</div></main>")).body] == list(paragraphs)


def test_a_wrapper_of_the_page_that_opens_with_an_appeal_is_none(
    read: Read, page: Callable[..., str], paragraphs: tuple[str, ...]
) -> None:
    appeal = "<div><h2>Stay up to date with our newsletter</h2><p>Sign up.</p><button>Not now</button></div>"
    menu = "".join(f"<li><a href='/{n}'>Section {n}</a></li>" for n in range(20))
    html = page(headline="<h2>The milk goes by rail</h2>").replace("<body>", f"<body><div>{appeal}<ul>{menu}</ul>")
    assert [block.text for block in read(html.replace("</body>", "</div></body>")).body] == list(paragraphs)
