"""Boxed sidebars are texts of their own: found by any markup, kept whole, and never part of the body."""

from collections.abc import Callable

import pytest

from schemas import Article

Read = Callable[..., Article]
HEADING = "The mill in figures"
TEXTS = [
    "Built in 1804 by two brothers who never spoke to each other again.",
    "The wheel turned for one hundred and twelve years.",
]
INSIDE = f"<h3>{HEADING}</h3>" + "".join(f"<p>{text}</p>" for text in TEXTS)


def boxes(article: Article) -> list[tuple[str | None, list[str]]]:
    return [(box.heading, [block.text for block in box.body]) for box in article.sidebars]


@pytest.mark.parametrize(
    "box",
    [
        f"<aside>{INSIDE}</aside>",
        f"<div class='factbox'>{INSIDE}</div>",
        f"<div class='article-infobox'>{INSIDE}</div>",
        f"<section class='encadre'>{INSIDE}</section>",
        f"<div class='wp-block-group has-background' style='background-color:#eee'>{INSIDE}</div>",
        f"<div style='border:1px solid #000; padding:8px'>{INSIDE}</div>",
        f"<table align=right border=1 class='box'><tr><td>{INSIDE}</td></tr></table>",
        f"<aside><p><strong>{HEADING}</strong></p><p>{TEXTS[0]}</p><p>{TEXTS[1]}</p></aside>",
        f"<div class='box'><div class='box-title'>{HEADING}</div><ul><li>{TEXTS[0]}</li><li>{TEXTS[1]}</li></ul></div>",
        f"<div class='css-1x9ab'>{INSIDE}</div>",
        f"<details><summary>{HEADING}</summary><p>{TEXTS[0]}</p><p>{TEXTS[1]}</p></details>",
    ],
)
def test_a_box_is_found_in_any_markup(read_plain: Read, paragraphs: tuple[str, ...], box: str) -> None:
    article = read_plain(middle=box)
    assert boxes(article) == [(HEADING, TEXTS)]
    assert [block.text for block in article.body] == list(paragraphs)
    assert [sidebar.position for sidebar in article.sidebars] == [2]


def test_a_box_without_a_heading_is_a_box_too(read_plain: Read, paragraphs: tuple[str, ...]) -> None:
    text = "The mill was built in 1804 by two brothers who never spoke to each other again. " * 3
    article = read_plain(middle=f"<aside class='factbox'><p>{text}</p></aside>")
    assert boxes(article) == [(None, [text.strip()])]
    assert [block.text for block in article.body] == list(paragraphs)


@pytest.mark.parametrize(
    "html",
    [
        (
            f"<div class='sidebar'><h3>Elsewhere</h3><ul><li><a href='/a'>{TEXTS[0]}"
            f"</a></li><li><a href='/b'>{TEXTS[1]}</a></li></ul></div>"
        ),
        (
            "<aside class='newsletter'><h3>The Leader by post</h3><p>Sign up to our free newsletter"
            " and get the news in your inbox each morning.</p><a href='/nl'>Sign up</a></aside>"
        ),
        (
            "<aside class='donate'><p>Support our independent journalism. A donation of"
            " £3 a month keeps the presses turning.</p><a href='/give'>Donate</a></aside>"
        ),
        (
            "<aside class='ad'><p>Advertisement</p><p>Kettering's carpets: half"
            " price on all wool pile until the end of the month.</p></aside>"
        ),
        (
            "<aside class='author-bio'><h3>About the author</h3>"
            "<p>Ada Lund has covered the river for nine years and swims in it.</p></aside>"
        ),
        (
            "<aside><details><summary>Contents</summary><ol><li>Page 1 — The weir bursts</li>"
            "<li><a href='/weir/2'>Page 2 — The keeper wakes</a></li></ol></details></aside>"
        ),
        (
            "<aside class='related'><h3>Read more</h3><p>"
            "<a href='/o'>Mill owner denies knowing about the crack in the weir</a></p></aside>"
        ),
    ],
)
def test_links_appeals_advertisements_and_bios_are_neither_boxes_nor_body(
    read_plain: Read, paragraphs: tuple[str, ...], html: str
) -> None:
    article = read_plain(middle=html)
    assert article.sidebars == []
    assert [block.text for block in article.body] == list(paragraphs)


def test_a_body_in_a_block_called_sidebar_stays_the_body(read: Read, paragraphs: tuple[str, ...]) -> None:
    body = "".join(f"<p>{text}</p>" for text in paragraphs)
    article = read(f"<h1>Weir</h1><div class='sidebar-layout box'>{body}</div>")
    assert [block.text for block in article.body] == list(paragraphs)
    assert article.sidebars == []


@pytest.mark.parametrize(
    ("html", "kind"),
    [
        (f"<aside><h3>Key points</h3><ul><li>{TEXTS[0]}</li><li>{TEXTS[1]}</li></ul></aside>", "keypoints"),
        (f"<div class='key-takeaways box'><h3>In short</h3><p>{TEXTS[0]}</p><p>{TEXTS[1]}</p></div>", "keypoints"),
        (
            (
                "<aside><h3>The weir</h3><ul><li>1804: built in a wet summer</li>"
                "<li>1911: mended with oak</li><li>2024: burst</li></ul></aside>"
            ),
            "timeline",
        ),
        (f"<div class='profile-box'><h3>Otto Rask</h3><p>{TEXTS[0]}</p><p>{TEXTS[1]}</p></div>", "profile"),
        (f"<aside>{INSIDE}</aside>", "box"),
    ],
)
def test_the_kind_of_a_box_is_told(read_plain: Read, html: str, kind: str) -> None:
    assert [box.kind for box in read_plain(middle=html).sidebars] == [kind]


@pytest.mark.parametrize(
    "label", ["<p><b>Key takeaways:</b></p>", "<h2>At a glance</h2>", "<p>Das Wichtigste in Kürze:</p>"]
)
@pytest.mark.parametrize("before", ["", "<p>Reading time: 4 minutes</p>"])
def test_key_points_above_the_text_need_no_wrapper(
    read: Read, paragraphs: tuple[str, ...], label: str, before: str
) -> None:
    points = "".join(f"<li>{text}</li>" for text in TEXTS)
    body = "".join(f"<p>{text}</p>" for text in paragraphs)
    article = read(f"<h1>Weir bursts</h1><article><div>{before}{label}<ul>{points}</ul>{body}</div></article>")
    assert [(box.kind, [block.text for block in box.body]) for box in article.sidebars] == [("keypoints", list(TEXTS))]
    assert [block.text for block in article.body] == list(paragraphs)
    assert article.sidebars[0].position == 0


def test_a_list_among_the_paragraphs_under_a_crosshead_is_text(read_plain: Read) -> None:
    points = "".join(f"<li>{text}</li>" for text in TEXTS)
    article = read_plain(end=f"<h2>In brief</h2><ul>{points}</ul><p>{TEXTS[0]} Again.</p>")
    assert article.sidebars == []


def test_what_follows_an_end_note_is_boxes_by_its_headings(read_plain: Read, paragraphs: tuple[str, ...]) -> None:
    end = (
        f"<p>Thanks to Otto Rask</p><p>{HEADING}</p><p>{TEXTS[0]}"
        f"</p><p>{TEXTS[1]}</p><p>How to help</p><p>{TEXTS[1]}</p>"
    )
    article = read_plain(end=end)
    assert article.endnotes == ["Thanks to Otto Rask"]
    assert boxes(article) == [(HEADING, TEXTS), ("How to help", TEXTS[1:])]
    assert [block.text for block in article.body] == list(paragraphs)
    assert [box.position for box in article.sidebars] == [4, 4]


def test_boxes_come_in_the_order_of_the_page(read_plain: Read) -> None:
    aside = "<aside class='box'><h3>{}</h3><p>{}</p></aside>"
    article = read_plain(below=aside.format("First", TEXTS[0]), middle=aside.format("Second", TEXTS[1]))
    assert [(box.heading, box.position) for box in article.sidebars] == [("First", 0), ("Second", 2)]


@pytest.mark.parametrize(
    "box",
    [
        "<table border='1'><tr><td><h3>{head}</h3><p>{text}</p><p>{more}</p></td></tr></table>",
        "<div class='x9'><p><strong>{head}</strong></p><p>{text}</p><p>{more}</p></div>",
    ],
)
def test_a_block_among_paragraphs_is_a_box_by_its_bold_heading_or_its_table(
    read_plain: Read, paragraphs: tuple[str, ...], box: str
) -> None:
    text = "The weir was built in 1903 by the owner of the mill, and has been mended four times since."
    article = read_plain(middle=box.format(head="The weir", text=text, more="It holds the water of two rivers."))
    assert [sidebar.heading for sidebar in article.sidebars] == ["The weir"]
    assert [block.text for block in article.body] == list(paragraphs)


def test_a_label_above_a_heading_does_not_hide_a_box(read_plain: Read, paragraphs: tuple[str, ...]) -> None:
    box = f"<div class='k1'><div class='k2'>Background</div>{INSIDE}</div>"
    article = read_plain(middle=box)
    assert boxes(article) == [(HEADING, TEXTS)]
    assert [block.text for block in article.body] == list(paragraphs)


def test_a_box_longer_than_the_text_is_told_by_crossheads_that_are_not_wrapped(read: Read) -> None:
    said = [
        f"On day {day} the water stood higher than it ever had since the mill was built, he said." for day in "1234"
    ]
    minutes = [f"Item {n}: the clerk read out the letter of the owner, and nobody asked him to." for n in "12345"]
    text = "".join(f"<h2>The day {n}</h2><p>{text}</p>" for n, text in enumerate(said))
    box = "".join(f"<p>{line}</p>" for line in minutes)
    article = read(
        f"<h1>Weir</h1><div class='ka'>{text}<div class='kb'><h2>The minutes</h2><div>{box}</div></div></div>"
    )
    assert boxes(article) == [("The minutes", minutes)]
    assert [block.text for block in article.body if block.type == "paragraph"] == said


@pytest.mark.parametrize(
    "html",
    [
        f"<div class='k1'><b>Watch:</b><div><h3>{HEADING}</h3><div>9 hours ago</div><div>Duration 1:30</div></div>"
        f"<div>{TEXTS[0]}</div></div>",
        f"<div class='k1'><span>Town</span><h3><a href='/news/o'>{HEADING}</a></h3><p>{TEXTS[0]}</p></div>",
        "<aside><p>Stay with the Leader: in-depth reporting for only 85 pence a month. Subscribe now, and the town will"
        " know what it is talking about when it talks about the weir, the mill and the ferry.</p></aside>",
    ],
)
def test_films_teasers_and_appeals_without_a_name_are_neither_box_nor_body(
    read_plain: Read, paragraphs: tuple[str, ...], html: str
) -> None:
    article = read_plain(middle=html)
    assert article.sidebars == []
    assert [block.text for block in article.body] == list(paragraphs)


def test_an_appeal_after_an_end_note_is_no_box(read_plain: Read, paragraphs: tuple[str, ...]) -> None:
    appeal = "Stay with the Leader for only 85 pence a month: subscribe now, and know what the town is talking about."
    article = read_plain(end=f"<p>– additional reporting by Otto Rask</p><div class='k1'><p>{appeal}</p></div>")
    assert article.sidebars == []
    assert [block.text for block in article.body] == list(paragraphs)


@pytest.mark.parametrize(
    ("points", "heading"),
    [
        (("The weir at Millbrook burst shortly after four.", "The bridge stays closed until Friday."), "Summary"),
        (("Both bakers blame the flour for everything.", "Sunday ferries return without passengers."), None),
    ],
)
def test_key_points_shown_in_place_of_the_text_are_its_box_when_they_say_the_same(
    read_plain: Read, paragraphs: tuple[str, ...], points: tuple[str, ...], heading: str | None
) -> None:
    items = "".join(f"<li>{point}</li>" for point in points)
    article = read_plain(after=f"<div class='k1'><h3>Summary</h3><div><ul>{items}</ul></div></div>")
    assert [box.heading for box in article.sidebars] == ([heading] if heading else [])
    assert [block.text for block in article.body] == list(paragraphs)


def test_short_facts_in_a_list_are_a_box_where_the_block_is_named_one(read_plain: Read) -> None:
    items = "".join(f"<li><p>{fact}</p></li>" for fact in ("640 tons", "Nine bearings", "Four minutes to open"))
    article = read_plain(middle=f"<aside class='factbox'><h4>The bridge by numbers</h4><ul>{items}</ul></aside>")
    assert [(box.heading, box.text) for box in article.sidebars] == [
        ("The bridge by numbers", "640 tons\n\nNine bearings\n\nFour minutes to open")
    ]


def test_a_list_named_for_key_points_is_a_box_without_a_heading(read_plain: Read) -> None:
    points = "<ul class='keyPoints'><li>The weir is of 1934 and rusty</li><li>The milk goes over the viaduct</li></ul>"
    article = read_plain(below=f"<p class='lead'>By six the meadow was a lake with hens on it.</p>{points}")
    assert [(box.kind, box.heading) for box in article.sidebars] == [("keypoints", None)]


@pytest.mark.parametrize("label", ["Facts", "FAKTA", "Zur Sache"])
def test_a_label_above_the_heading_of_a_box_makes_no_story_of_it(read_plain: Read, label: str) -> None:
    text = "<h4>The weir</h4><p>It was built in 1934 and turns on nine bearings.</p>"
    article = read_plain(middle=f"<div class='info-box'><h3>{label}</h3>{text}</div>")
    assert [(box.kind, box.heading) for box in article.sidebars] == [("box", "The weir")]


@pytest.mark.parametrize(
    "box",
    [
        "<div class='x1'><button><h4>What is a weir?</h4></button><div><p>{text}</p></div></div>",
        "<div><h3><button aria-expanded='false'>What is a weir?</button></h3><div hidden><p>{text}</p></div></div>",
    ],
)
def test_a_text_that_a_button_unfolds_is_a_box(read_plain: Read, box: str) -> None:
    text = "A low wall across a river, over which the water falls and by which it is kept deep enough for boats."
    article = read_plain(middle=box.format(text=text))
    assert [(box.heading, box.text) for box in article.sidebars] == [("What is a weir?", text)]


def test_a_button_that_unfolds_the_article_is_no_heading_of_a_box(
    read_plain: Read, paragraphs: tuple[str, ...]
) -> None:
    article = read_plain(below="<button aria-expanded='false'>Listen to this article</button>")
    assert not article.sidebars
    assert len(article.body) == len(paragraphs)


def test_zur_person_is_a_profile_of_who_is_interviewed_and_no_box_on_the_author(read_plain: Read) -> None:
    box = (
        "<div class='infobox'><h2>Zur Person</h2><h3>{name}</h3><p>{name} hat elf bewegliche Brücken geprüft.</p></div>"
    )
    byline = "<p class='byline'>Von Otto Rask</p>"
    article = read_plain(lang=' lang="de"', below=byline, middle=box.format(name="Ada Lund"))
    assert [(box.kind, box.heading) for box in article.sidebars] == [("profile", "Ada Lund")]
    assert not read_plain(lang=' lang="de"', below=byline, middle=box.format(name="Otto Rask")).sidebars


def test_key_points_may_be_paragraphs_under_a_heading(read_plain: Read, paragraphs: tuple[str, ...]) -> None:
    points = (
        "<h2>In short:</h2><p>The weir has burst.</p><h3>What's next?</h3><p>The county will hear it on Friday.</p>"
    )
    article = read_plain(below=f"<div class='ArticleSummary'>{points}</div>")
    assert [(box.kind, box.heading) for box in article.sidebars] == [("keypoints", "In short:")]
    assert article.body[0].text == paragraphs[0]


FLOW = (
    "Farmers downstream have moved their cattle to the chapel field, where the grass is short but the ground is dry.",
    "The county says that it will pay for the oak, which was planted by the old squire and fell across the road.",
)


@pytest.mark.parametrize(
    "box",
    [
        f"<section class='css-1'><h2>Two brothers</h2><div class='css-2'><p>{TEXTS[0]}</p></div></section>",
        f"<div class='css-1'><div class='css-2'>Two brothers</div><div class='css-3'>{TEXTS[0]} {TEXTS[1]}</div></div>",
        f"<div class='css-1'><span>Two brothers</span><ul><li>{TEXTS[0]}</li><li>{TEXTS[0]} {TEXTS[1]}</li></ul></div>",
        f"<div role='note'><p><b>Two brothers</b></p><p>{TEXTS[0]}</p></div>",
        f"<div class='faktaruta'><p>Two brothers</p><p>{TEXTS[0]}</p></div>",
        f"<fact-box><h3>Two brothers</h3><p>{TEXTS[0]}</p></fact-box>",
    ],
)
def test_a_lone_block_with_a_title_among_paragraphs_is_a_box_whatever_its_class(read_plain: Read, box: str) -> None:
    article = read_plain(middle=box, end="".join(f"<p>{text}</p>" for text in FLOW))
    assert [found.heading for found in article.sidebars] == ["Two brothers"]
    assert TEXTS[0] not in article.text


@pytest.mark.parametrize(
    "block",
    [
        f"<div class='s'><h2>The brothers</h2><p>{TEXTS[0]}</p></div>"
        f"<div class='s'><h2>The wheel</h2><p>{TEXTS[1]}</p></div>",
        f"<h2>The brothers</h2><p>{TEXTS[0]}</p>",
        f"<div><p>{TEXTS[0]}</p><p>{TEXTS[1]}</p></div>",
        "<div><div>Ada Lund</div><p>She has covered the river for the Leader since she was nine years old.</p></div>",
        "<div><div>Listen: The River</div><p>Every week we talk to people who live by the water all year.</p></div>",
    ],
)
def test_sections_and_cards_among_paragraphs_are_no_boxes(read_plain: Read, block: str) -> None:
    flow = "".join(f"<p>{text}</p>" for text in FLOW)
    assert not read_plain(below="<p class='byline'>By Ada Lund</p>", middle=block, end=flow).sidebars


def test_a_box_headed_by_words_of_the_text_is_no_pull_quote(read_plain: Read) -> None:
    article = read_plain(middle=f"<aside><p><b>The weir at Millbrook</b></p><p>{TEXTS[0]} {TEXTS[1]}</p></aside>")
    assert [box.heading for box in article.sidebars] == ["The weir at Millbrook"]
    assert not article.pull_quotes


def in_wrappers(parts: list[str]) -> str:
    """Put each part in a wrapper of one class, as page systems do between advertisements."""
    return "".join(f"<div class='c1x'><div class='c2y'>{part}</div></div>" for part in parts)


def test_a_box_among_wrappers_of_paragraphs_is_told_by_the_level_of_its_heading(
    read: Read, paragraphs: tuple[str, ...]
) -> None:
    one, two, three, four = (f"<p>{text}</p>" for text in paragraphs)
    box = f"<h3>{HEADING}</h3><p>{TEXTS[0]}</p><p>{TEXTS[1]}</p>"
    parts = [box, f"{one}<h2>The keeper wakes</h2>{two}", f"<h2>The pumps arrive</h2>{three}", f"{four}{one}"]
    article = read(f"<h1>Weir bursts at Millbrook</h1><article>{in_wrappers(parts)}</article>")
    assert boxes(article) == [(HEADING, TEXTS)]
    crossheads = [block.text for block in article.body if block.type == "crosshead"]
    assert crossheads == ["The keeper wakes", "The pumps arrive"]


def test_a_box_among_wrappers_without_crossheads_is_told_by_its_list(read: Read, paragraphs: tuple[str, ...]) -> None:
    one, two, three, four = (f"<p>{text}</p>" for text in paragraphs)
    listed = f"<h3>{HEADING}</h3><ul><li>{TEXTS[0]}</li><li>{TEXTS[1]}</li></ul>"
    headed = f"<h3>The pumps arrive</h3>{three}{four}"
    for part, wanted in ((listed, [(HEADING, TEXTS)]), (headed, [])):
        parts = [f"{one}{two}", part, f"{three}{four}", f"{two}{one}"]
        article = read(f"<h1>Weir bursts at Millbrook</h1><article>{in_wrappers(parts)}</article>")
        assert boxes(article) == wanted


def test_an_interview_in_wrappers_has_no_boxes(read: Read, paragraphs: tuple[str, ...]) -> None:
    answers = [f"<p><b>And where were you?</b></p><p>{text}</p>" for text in paragraphs]
    parts = [*answers[:3], f"{answers[3]}<p>{paragraphs[0]}</p>"]
    article = read(f"<h1>Weir bursts at Millbrook</h1><article>{in_wrappers(parts)}</article>")
    assert article.sidebars == []
    assert len(article.body) == 9


def test_a_question_in_an_element_of_its_own_heads_a_box(read_plain: Read) -> None:
    box = f"<aside><div class='t'>What may a works council do?</div><p>{TEXTS[0]}</p><p>{TEXTS[1]}</p></aside>"
    assert boxes(read_plain(middle=box)) == [("What may a works council do?", TEXTS)]


def test_paragraphs_below_the_title_of_a_film_in_their_wrapper_are_text(
    read: Read, paragraphs: tuple[str, ...]
) -> None:
    days = [f"Day {day}. {text}" for day in range(1, 7) for text in paragraphs]
    film = "<figure class='video'><div>Video</div><h4>The weir as it was</h4><p>It stood. By Bo Ek.</p></figure>"
    first = "".join(f"<p>{text}</p>" for text in days[:4])
    rest = "".join(f"<p>{text}</p>" for text in days[4:])
    html = f"<h1>Weir bursts</h1><article><div class='b1'>{film}{first}</div>{rest}</article>"
    article = read(f"<title>Weir bursts</title>{html}")
    assert article.sidebars == []
    assert [block.text for block in article.body] == days


def test_the_name_of_the_paper_above_the_day_is_no_box(read_plain: Read, paragraphs: tuple[str, ...]) -> None:
    box = "<div class='box'><h4>MILLBROOK LEADER</h4><p>Saturday, May 18, 2024, 1:38 PM</p></div>"
    article = read_plain(below="<p class='date'>18 May 2024</p>", end=box)
    assert article.sidebars == []
    assert [block.text for block in article.body] == list(paragraphs)
