"""The standfirst: what is printed between headline and story, and not what the page tells search engines."""

from collections.abc import Callable

import pytest

from schemas import Article

Read = Callable[..., Article]
SAID = "The meadow is a lake, the bridge is closed and the milk goes over the viaduct. How it came to this."


@pytest.mark.parametrize(
    "below",
    [
        f"<p class='standfirst'>{SAID}</p>",
        f"<div class='article-intro'><p>{SAID}</p></div>",
        f"<h2>{SAID}</h2>",
        f"<p>{SAID}</p><p class='byline'>By Ada Lund</p><time datetime='2024-05-18'>18 May 2024</time>",
        f"<p class='entry-deck'>{SAID}</p><div class='author'>Ada Lund</div>",
    ],
)
def test_a_printed_standfirst_is_found_and_is_no_body(
    read_plain: Read, paragraphs: tuple[str, ...], below: str
) -> None:
    article = read_plain(below=below)
    assert article.standfirst == SAID
    assert [block.text for block in article.body] == list(paragraphs)


def test_a_text_may_begin_with_a_crosshead_of_its_own_kind(read: Read, paragraphs: tuple[str, ...]) -> None:
    heads = ("What the keeper of the upper lock heard that night", "What came down", "What remains", "What it costs")
    body = "".join(f"<h2>{head}</h2><p>{text}</p>" for head, text in zip(heads, paragraphs, strict=True))
    article = read(f"<h1>Weir bursts at Millbrook</h1><div>{body}</div>")
    assert article.standfirst is None
    assert [block.text for block in article.body if block.type == "crosshead"] == list(heads)


def test_a_bold_opening_is_the_standfirst(read: Read, paragraphs: tuple[str, ...]) -> None:
    body = f"<p><strong>{SAID}</strong></p>" + "".join(f"<p>{text}</p>" for text in paragraphs)
    article = read(f"<h1>Weir</h1><div>{body}</div>")
    assert article.standfirst == SAID
    assert [block.text for block in article.body] == list(paragraphs)


def test_the_printed_standfirst_wins_over_the_description(read_plain: Read) -> None:
    head = (
        "<meta name='description' content='Millbrook weir: all you need to know about the burst weir and the bridge.'>"
    )
    assert read_plain(head=head, below=f"<p class='standfirst'>{SAID}</p>").standfirst == SAID


def test_a_description_that_copies_the_first_paragraph_is_none(read_plain: Read, paragraphs: tuple[str, ...]) -> None:
    article = read_plain(head=f"<meta name='description' content='{paragraphs[0]}'>")
    assert article.standfirst is None
    assert [block.text for block in article.body] == list(paragraphs)


def test_a_description_that_copies_the_first_paragraph_below_a_promotion_is_none(
    read: Read, paragraphs: tuple[str, ...]
) -> None:
    head = f"<head><meta name='description' content='{paragraphs[0]}'></head>"
    promo = "<p>Chat with us in our own rooms. Find out what goes on in the valley while it goes on.</p>"
    links = "".join(f"<h3><a href='/{n}'>Mill number {n} closes</a></h3>" for n in ("one", "two", "three"))
    text = "".join(f"<p>{each}</p>" for each in (f"(MNN){paragraphs[0]}", *paragraphs[1:]))
    article = read(f"{head}<body><h1>Weir bursts</h1><div>{promo}<div class='related'>{links}</div>{text}</div></body>")
    assert article.standfirst is None


def test_a_description_made_of_a_short_headline_and_the_first_paragraph_is_none(read: Read) -> None:
    text = "河湾的老水闸在星期一夜里被洪水冲垮，镇上的两条街都进了水，没有人受伤，修复需要三个月。"
    head = f"<head><meta charset='utf-8'><meta name='description' content='河湾水闸垮了 ---{text}'></head>"
    body = f"<h1>河湾水闸垮了</h1><div><p>河湾社五月二十日电 {text}</p><p>{text[::-1]}</p></div>"
    assert read(f"<html>{head}<body><article>{body}</article></body></html>").standfirst is None


@pytest.mark.parametrize(
    "description",
    [
        "Here you find all about floods. Now read: The meadow by the old mill is a lake.",
        "The weir at Millbrook burst on Saturday night, and the water stands in the low meadow behind",
    ],
)
def test_a_description_made_of_the_headline_or_the_first_paragraph_is_none(read: Read, description: str) -> None:
    first = "The weir at Millbrook burst on Saturday night, and on Sunday the water stood in the low meadow behind."
    more = (
        "<p>The milk goes over the viaduct, and the children walk along the railway to the school in the hills.</p>" * 4
    )
    head = f"<head><meta name='description' content='{description}'></head>"
    page = f"<article><h1>Floods: The meadow by the old mill is a lake</h1><p>{first}</p>{more}</article>"
    assert read(head + page).standfirst is None


def test_a_marked_standfirst_below_buttons_and_a_picture_is_found(read: Read, paragraphs: tuple[str, ...]) -> None:
    buttons = "".join(f"<li>{name}</li>" for name in ("Share", "Print", "Mail", "Comments", "Feedback", "Save"))
    title = "<div class='ident'>How the burst weir turned the meadow by the old mill at Millbrook into a lake</div>"
    body = "".join(f"<p>{text}</p>" for text in paragraphs)
    html = f"<h1>Weir</h1>{title}<ul class='social'>{buttons}</ul><div class='copy'><div class='leadIn'><p>{SAID}</p>"
    article = read(f"{html}</div>{body}</div>")
    assert article.standfirst == SAID
    assert SAID not in [block.text for block in article.body]


@pytest.mark.parametrize(
    "below",
    [
        (
            "<figure><img src='/w.jpg'><figcaption>The weir at noon on"
            " Saturday, seen from the mill (Pic: Bo Ek)</figcaption></figure>"
        ),
        "<p class='byline'>By Ada Lund</p>",
        "<p class='date'>18 May 2024</p>",
        "<p>3 min read</p>",
        "<div class='share'><a href='#'>Share this story with a friend</a></div>",
    ],
)
def test_captions_bylines_dates_and_labels_are_none(read_plain: Read, paragraphs: tuple[str, ...], below: str) -> None:
    article = read_plain(below=below)
    assert article.standfirst is None
    assert [block.text for block in article.body] == list(paragraphs)


def test_a_body_that_is_called_lead_is_not_swallowed(read: Read, paragraphs: tuple[str, ...]) -> None:
    body = "".join(f"<p>{text}</p>" for text in paragraphs)
    article = read(f"<h1>Weir</h1><div class='lead'>{body}</div>")
    assert article.standfirst is None
    assert [block.text for block in article.body] == list(paragraphs)


def test_a_byline_inside_the_standfirst_is_byline_too(read_plain: Read) -> None:
    article = read_plain(
        below="<p class='standfirst'>The bridge is closed and the milk goes by rail, reports Ada Lund</p>"
    )
    assert article.standfirst == "The bridge is closed and the milk goes by rail, reports Ada Lund"
    assert article.byline == "reports Ada Lund"
    assert [author.name for author in article.authors] == ["Ada Lund"]


def test_two_standfirst_paragraphs_are_one_standfirst(read_plain: Read) -> None:
    article = read_plain(
        below=f"<div class='standfirst'><p>{SAID}</p><p>Our reporter was there when it broke.</p></div>"
    )
    assert article.standfirst == f"{SAID} Our reporter was there when it broke."


LEAD = "The lock keeper heard it first. By six the meadow was under water, and the milk had nowhere to go."


@pytest.mark.parametrize(
    "below",
    [
        f"<div class='intro'><div><div><div><p>{SAID}</p></div></div></div></div>",
        f"<p class='article__einleitung'>{SAID}</p>",
        f"<p class='ondertitel'>{SAID}</p>",
        f"<h2 class='sub-tit'>{SAID}</h2>",
        f"<div class='byline-social'><p class='strapline'>{SAID}</p></div>",
        f"<header><p>{SAID}</p></header>",
        f"<ul class='summary-list'><li>{SAID}</li></ul>",
    ],
)
def test_a_standfirst_is_known_by_the_words_of_many_page_systems(
    read_plain: Read, paragraphs: tuple[str, ...], below: str
) -> None:
    article = read_plain(below=below)
    assert article.standfirst == SAID
    assert [block.text for block in article.body] == list(paragraphs)


def test_a_subtitle_and_the_lead_below_it_are_one_standfirst(read: Read, paragraphs: tuple[str, ...]) -> None:
    body = f"<p><b>{LEAD}</b></p>" + "".join(f"<p>{text}</p>" for text in paragraphs)
    article = read(
        f"<article><h1>Weir</h1><h2 class='subtitle'>The hens are well and dry</h2><div>{body}</div></article>"
    )
    assert article.standfirst == f"The hens are well and dry {LEAD}"
    assert [block.text for block in article.body] == list(paragraphs)


def test_a_crosshead_that_is_called_subhead_is_none(read: Read, paragraphs: tuple[str, ...]) -> None:
    first, second, *rest = (f"<p>{text}</p>" for text in paragraphs)
    body = f"<p><strong>{SAID}</strong></p>{first}{second}<h2 class='text__subhead'>Two pumps</h2>{''.join(rest)}"
    article = read(f"<article><h1>Weir</h1><div>{body}</div></article>")
    assert article.standfirst == SAID
    assert [block.text for block in article.body if block.type == "crosshead"] == ["Two pumps"]


def test_an_opening_of_another_class_than_all_the_rest_is_the_standfirst(
    read: Read, paragraphs: tuple[str, ...]
) -> None:
    more = "".join(f"<p>{text}</p>" for text in paragraphs)
    assert read(f"<h1>Weir</h1><div><p class='fw-medium'>{SAID}</p>{more}</div>").standfirst == SAID
    assert read(f"<h1>Weir</h1><div><p class='has-drop-cap'>{SAID}</p>{more}</div>").standfirst is None


def test_lines_that_the_description_repeats_are_taken_though_it_is_cut(read: Read, paragraphs: tuple[str, ...]) -> None:
    lines = (
        "The weir at Millbrook has burst.",
        "The bridge is closed until Friday.",
        "– I heard a train being folded, says the keeper.",
    )
    described = f"{lines[0]} {lines[1]} {lines[2][:30]}"
    top = "".join(f"<p class='a1'>{text}</p>" for text in lines)
    body = "".join(f"<p class='b2'>{text}</p>" for text in paragraphs)
    article = read(
        f"<html><head><meta name='description' content='{described}'></head>"
        f"<body><article><h1>Weir</h1>{top}<div>{body}</div></article></body></html>"
    )
    assert article.standfirst == " ".join(lines)
    assert [block.text for block in article.body] == list(paragraphs)


def test_a_subtitle_does_not_swallow_the_paragraph_that_the_description_was_cut_out_of(
    read: Read, paragraphs: tuple[str, ...]
) -> None:
    first = " ".join(paragraphs[:2])
    head = f"<head><meta name='description' content='{first[:90]}...'></head>"
    intro = (
        f"<h2 class='summary'>A weir and its keeper</h2><div class='byline'>By Ada Lund</div><div><p>{first}</p></div>"
    )
    body = "".join(f"<p>{text}</p>" for text in paragraphs[2:])
    article = read(f"<html>{head}<body><article><h1>Weir bursts</h1>{intro}<div>{body}</div></article></body></html>")
    assert article.standfirst == "A weir and its keeper"
    assert article.body[0].text == first


def test_a_link_to_another_story_marked_like_the_standfirst_is_none(read_plain: Read) -> None:
    link = "<h2 class='subtitle'><a href='/mill'>Mill owner denies all knowledge of the weir and of the hens</a></h2>"
    assert read_plain(below=f"<h2 class='subtitle'>{SAID}</h2>{link}").standfirst == SAID


@pytest.mark.parametrize(
    "below",
    [
        "<figure><img src='/w.jpg'><div>The weir at noon on Saturday, seen from the old mill.</div></figure>",
        "<aside><h2>Note</h2><p>This report was taken over from an agency and was not edited by us.</p></aside>",
    ],
)
def test_what_stands_in_a_picture_or_a_notice_is_none(read_plain: Read, below: str) -> None:
    assert read_plain(below=f"{below}<p class='byline'>By Ada Lund</p>").standfirst is None


def test_a_label_that_opens_the_text_and_its_description_is_no_standfirst(
    read: Read, paragraphs: tuple[str, ...]
) -> None:
    head = f"<head><meta name='description' content='HIGH WATER {paragraphs[0]}'></head>"
    body = "".join(f"<p>{text}</p>" for text in paragraphs)
    label = "<p>HIGH WATER</p><div><div>Mill</div></div>"
    article = read(f"<html>{head}<body><h1>Weir bursts</h1><div>{label}{body}</div></body></html>")
    assert article.standfirst is None


def test_a_word_of_a_megabyte_that_the_description_repeats_takes_no_time(read: Read) -> None:
    word = "barge" * 200_000
    head = f"<head><meta name='description' content='{word[:200]}'></head>"
    article = read(f"<html>{head}<body><h1>Weir bursts</h1><div><p>{word}</p></div></body></html>")
    assert article.headline == "Weir bursts"


def test_a_description_that_was_cut_is_not_passed_off_as_whole(read_plain: Read) -> None:
    cut = "Millbrook weir: what to know about the burst weir, the closed bridge, the hens, the milk that goes by"
    head = f"<meta name='description' content='{cut} rail over the viaduct and the two pumps from the coun'>"
    assert read_plain(head=head).standfirst is None


def test_a_standfirst_above_a_headline_with_which_the_page_ends(read: Read) -> None:
    article = read(f"<h1><div class='excerpt'>{SAID}</div>The weir at Millbrook has burst</h1>")
    assert (article.standfirst, article.headline) == (SAID, "The weir at Millbrook has burst")


def test_a_paragraph_outside_the_block_of_the_text_is_the_standfirst(read: Read, paragraphs: tuple[str, ...]) -> None:
    text = "".join(f"<p class='c2'>{each}</p>" for each in paragraphs)
    head = "<h1>Weir</h1><div class='c7'><span>By <a href='/ada'>Ada Lund</a></span></div>"
    article = read(f"<article>{head}<p class='c9'>{SAID}</p><div class='c1'>{text}</div></article>")
    assert article.standfirst == SAID
    assert [block.text for block in article.body] == list(paragraphs)


@pytest.mark.parametrize(
    "opening",
    [
        "<div class='c1'><p class='c2'>{}</p></div>",  # the text comes in two wrappers of one kind
        "<div class='c5'><p class='c2'>{}</p></div>",  # a paragraph like all others
        "<aside class='c6'><h2>Note</h2><p class='c9'>{}</p></aside>",
    ],
)
def test_a_first_paragraph_like_the_others_is_no_standfirst(
    read: Read, paragraphs: tuple[str, ...], opening: str
) -> None:
    text = "".join(f"<p class='c2'>{each}</p>" for each in paragraphs)
    article = read(f"<article><h1>Weir</h1>{opening.format(SAID)}<div class='c1'>{text}</div></article>")
    assert article.standfirst is None


BULLETS = (
    "The meadow below the mill is a lake, and nobody knows yet for how long.",
    "The bridge is closed, and the milk goes over the viaduct by hand.",
)
LIST = f"<div class='k1'><ul><li>{BULLETS[0]}</li><li>{BULLETS[1]}</li></ul></div>"


@pytest.mark.parametrize("above", ["", "<figure><img src='/weir.jpg'><figcaption>The weir.</figcaption></figure>"])
def test_a_list_below_the_headline_is_the_standfirst(read_plain: Read, paragraphs: tuple[str, ...], above: str) -> None:
    article = read_plain(below=above + LIST)
    assert article.standfirst == " ".join(BULLETS)
    assert [block.text for block in article.body] == list(paragraphs)
    assert article.sidebars == []


def test_a_list_with_a_heading_of_its_own_is_a_box_and_one_below_a_standfirst_stays(read_plain: Read) -> None:
    article = read_plain(below=LIST.replace("<ul>", "<div>Key Points</div><ul>"))
    assert article.standfirst is None
    assert [box.heading for box in article.sidebars] == ["Key Points"]
    article = read_plain(below=f"<p class='standfirst'>{SAID}</p>{LIST}")
    assert article.standfirst == SAID


def test_a_story_told_in_a_list_has_no_standfirst(read: Read) -> None:
    items = "".join(
        f"<li>On day {n} the water stood at the third step of the mill, and the hens stood above it.</li>"
        for n in "1234"
    )
    article = read(f"<h1>Weir</h1><ul>{items}</ul>")
    assert article.standfirst is None
    assert len(article.body) == 4


def test_buttons_and_their_counts_do_not_hide_a_standfirst(read_plain: Read, paragraphs: tuple[str, ...]) -> None:
    counts = "<ul><li>0</li><li>0</li><li>12</li></ul><div>Page 4</div><div>Edited</div><div>0</div>"
    article = read_plain(below=f"{counts}<h2>{SAID}</h2>")
    assert article.standfirst == SAID
    assert [block.text for block in article.body] == list(paragraphs)


def test_a_lead_that_is_no_paragraph_by_its_element_is_the_standfirst(read: Read, paragraphs: tuple[str, ...]) -> None:
    body = "".join(f"<div><p class='k1 k{n}'>{text}</p></div>" for n, text in zip("abcd", paragraphs, strict=True))
    article = read(f"<article><h1>Weir</h1><div><div class='k9'>{SAID}</div></div>{body}</article>")
    assert article.standfirst == SAID
    assert [block.text for block in article.body] == list(paragraphs)


@pytest.mark.parametrize(
    "masthead",
    [
        "<div><h1><a href='/'>Leader</a></h1><p class='site-description'>News and words"
        " from the river and the mill</p></div>",
        "<header><a href='https://www.millbrookleader.example'><img src='/l.png'></a><h2 class='tagline'>News and words"
        " from the river and the mill</h2></header>",
    ],
)
def test_what_the_paper_says_of_itself_is_no_standfirst(read: Read, paragraphs: tuple[str, ...], masthead: str) -> None:
    text = "".join(f"<p>{each}</p>" for each in paragraphs)
    page = f"<title>Weir bursts</title>{masthead}<article><h1>Weir bursts</h1><div>{text}</div></article>"
    article = read(page)
    assert (article.headline, article.standfirst) == ("Weir bursts", None)


def test_a_description_of_the_paper_is_no_standfirst(read_plain: Read) -> None:
    head = "<meta property='og:site_name' content='Millbrook Leader'><meta name='description' content='{}'>"
    said = "Millbrook Leader – all that is told by the river, from the mill to the sea, every day but one."
    assert read_plain(head=head.format(said)).standfirst is None
    assert read_plain(head=head.format(f"Why the {said}")).standfirst == f"Why the {said}"


def test_the_headline_printed_again_is_no_standfirst(read_plain: Read, paragraphs: tuple[str, ...]) -> None:
    head = "<meta name='description' content='Weir bursts at Millbrook'>"
    article = read_plain(head=head, below="<div>Listed in all rivers</div><div><h2>Weir bursts at Millbrook</h2></div>")
    assert article.standfirst is None
    assert [block.text for block in article.body] == list(paragraphs)


@pytest.mark.parametrize("place", ["MILL BROOK: ", "Mill Brook, Wales (MNN) -- ", "دمشق، سوريا (MNN) -- "])
def test_a_bold_first_paragraph_with_a_dateline_is_running_text(
    read_plain: Read, paragraphs: tuple[str, ...], place: str
) -> None:
    opening = f"{place}{paragraphs[0]}"
    article = read_plain(below=f"<p><strong>{opening}</strong></p>")
    assert (article.standfirst, article.body[0].text) == (None, opening)
    assert read_plain(below=f"<p><strong>EXCLUSIVE: {paragraphs[0]}</strong></p>").standfirst is not None


def test_the_word_that_unfolds_a_standfirst_is_none_of_it(read_plain: Read) -> None:
    below = "<div class='article__lead'><p>The milk goes over the railway viaduct. <span>Läs mer</span></p></div>"
    assert read_plain(below=below).standfirst == "The milk goes over the railway viaduct."


def test_a_paragraph_alone_in_a_teaser_below_the_head_is_the_standfirst(read_plain: Read) -> None:
    said = "The keeper had heard a train being folded, and by six o'clock the meadow was a lake with hens on it."
    article = read_plain(below=f"<p class='byline'>By Ada Lund</p><div class='article__teaser'><p>{said}</p></div>")
    assert article.standfirst == said


def test_a_paragraph_alone_in_a_block_of_another_name_is_the_standfirst(
    read: Read, paragraphs: tuple[str, ...]
) -> None:
    said = "The keeper had heard a train being folded, and by six o'clock the meadow was a lake with hens on it."
    text = "".join(f"<p>{each}</p>" for each in paragraphs)
    head = "<article><h1>Weir bursts</h1><div class='meta'>4 May 2024</div>"
    page = head + f"<div class='{{}}'><p>{said}</p></div><div class='zte'>{text}</div></article>"
    assert read(page.format("qfa")).standfirst == said
    assert read(page.format("zte")).standfirst is None


def test_the_first_letter_of_a_page_of_letters_is_no_standfirst(read: Read, paragraphs: tuple[str, ...]) -> None:
    letters = "".join(
        f"<h2>On weirs, part {at}</h2><p{' class=k9' if not at else ''}>{text}</p><p>{paragraphs[0]}</p>"
        for at, text in enumerate(paragraphs)
    )
    article = read(f"<h1>Letters: the weir and the hens</h1><article>{letters}</article>")
    assert article.standfirst is None
    assert article.body[1].text == paragraphs[0]


def test_a_description_that_begins_above_the_text_and_goes_on_with_it_is_none(
    read_plain: Read, paragraphs: tuple[str, ...]
) -> None:
    head = f"<meta name='description' content='Photo: Bo Ek{paragraphs[0]}'>"
    assert read_plain(head=head, below="<p>Photo: Bo Ek</p>").standfirst is None


def test_a_standfirst_above_a_bar_of_comments_is_found(read_plain: Read) -> None:
    bar = "<div class='social-comments'><a href='#c'>12 comments</a> <a href='#s'>Share</a></div>"
    article = read_plain(below=f"<h2 class='dek'>'Nobody has explored the weir before'</h2>{bar}")
    assert article.standfirst == "'Nobody has explored the weir before'"


def test_what_the_site_says_of_itself_is_no_standfirst(read_plain: Read) -> None:
    said = "<p class='site-description'>The people of the valley must know what the river does before it does it.</p>"
    assert read_plain(above=said).standfirst is None


def test_a_description_that_repeats_the_paragraphs_above_a_list_is_no_standfirst(
    read: Read, paragraphs: tuple[str, ...]
) -> None:
    first = f"{paragraphs[0]} {paragraphs[1]}"
    points = "".join(f"<li>Point {number}. {paragraphs[2]}</li>" for number in (1, 2, 3))
    text = f"<p>{paragraphs[0]}</p><p>{paragraphs[1]}</p><p>A few more:</p><ul>{points}</ul><p>{paragraphs[3]}</p>"
    article = read(
        f"<head><meta name='description' content='{first}'><title>Weir</title></head><h1>Weir bursts</h1>"
        f"<article><div>{text}</div></article>"
    )
    assert article.standfirst is None
    assert [block.text for block in article.body][:2] == list(paragraphs[:2])
