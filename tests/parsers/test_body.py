"""The running text: every paragraph, in order, in its kind, and nothing else."""

from collections.abc import Callable

import pytest

from schemas import Article

Read = Callable[..., Article]


def texts(article: Article) -> list[str]:
    return [block.text for block in article.body]


@pytest.mark.parametrize(
    ("block", "join"),
    [
        ("<p>{}</p>", ""),
        ("<div>{}</div>", ""),
        ("<div class='row'><div class='col'><p>{}</p></div></div>", ""),
        ("{}", "<br><br>"),
        ("{}", "<p>"),
        ("<font size=2>{}</font>", "<br><br>"),
        ("<section><p>{}</p></section>", "<hr>"),
        ("<table><tr><td>{}</td></tr></table>", ""),
        ("<p><span>{}</span></p>", "<p>&nbsp;</p>"),
    ],
)
def test_paragraphs_are_found_in_any_markup(read: Read, paragraphs: tuple[str, ...], block: str, join: str) -> None:
    article = read(f"<h1>Weir</h1><div>{join.join(block.format(text) for text in paragraphs)}</div>")
    assert texts(article) == list(paragraphs)
    assert {each.type for each in article.body} == {"paragraph"}
    assert article.text == "\n\n".join(paragraphs)


@pytest.mark.parametrize(
    ("html", "kind", "level"),
    [
        ("<h2>The keeper wakes</h2>", "crosshead", 2),
        ("<h4>The keeper wakes</h4>", "crosshead", 4),
        ("<p><strong>The keeper wakes</strong></p>", "crosshead", 2),
        ("<p><b>The keeper wakes</b></p>", "crosshead", 2),
        ("<ul><li>The keeper wakes</li></ul>", "list_item", 1),
        ("<ol><li>One<ul><li>The keeper wakes</li></ul></li></ol>", "list_item", 2),
        ("<blockquote><p>The keeper wakes.</p></blockquote>", "quote", None),
        ("<pre>The keeper wakes</pre>", "preformatted", None),
        ("<p>The keeper wakes.</p>", "paragraph", None),
        ("<p>The <b>keeper</b> wakes.</p>", "paragraph", None),
    ],
)
def test_blocks_are_told_apart(read_plain: Read, html: str, kind: str, level: int | None) -> None:
    block = next(each for each in read_plain(middle=html).body if each.text.rstrip(".") == "The keeper wakes")
    assert (block.type, block.level) == (kind, level)


def test_a_table_of_figures_is_one_block(read_plain: Read) -> None:
    rows = "<tr><th>Year</th><th>Height</th></tr><tr><td>1911</td><td>2.1 m</td></tr><tr><td>1912</td><td>–</td></tr>"
    article = read_plain(middle=f"<table>{rows}</table>")
    (table,) = [block for block in article.body if block.type == "table"]
    assert table.text == "Year | Height\n1911 | 2.1 m\n1912 | –"


def test_links_are_kept_with_their_words_and_whole_addresses(read_plain: Read) -> None:
    html = (
        '<p>The plan, <a href="../plan.pdf?x=1&amp;y=2">drawn up in 2019</a>, was never read by anybody at all'
        " in the county hall.</p>"
    )
    article = read_plain(middle=html)
    (link,) = [link for block in article.body for link in block.links]
    assert (link.text, link.url) == ("drawn up in 2019", "https://www.millbrookleader.example/plan.pdf?x=1&y=2")


def test_a_base_element_moves_the_links(read_plain: Read) -> None:
    html = (
        '<p>The plan, <a href="plan">drawn up in 2019'
        "</a>, was never read by anybody at the county hall in the town.</p>"
    )
    article = read_plain(middle=html, head="<base href='https://docs.millbrookleader.example/a/'>")
    assert [link.url for block in article.body for link in block.links] == [
        "https://docs.millbrookleader.example/a/plan"
    ]


@pytest.mark.parametrize(
    "html",
    [
        "<p>Advertisement</p>",
        "<div class='ad'><p>Article continues below</p></div>",
        "<p><strong>Read more:</strong> <a href='/o'>Mill owner denies knowing about the crack</a></p>",
        "<p><a href='/o'>READ ALSO: Mill owner denies knowing about the crack</a></p>",
        "<div class='share'><a href='#'>Share</a> <a href='#'>Print</a></div>",
        "<p>Sign up to our <a href='/nl'>daily newsletter</a>, in your inbox before breakfast</p>",
        "<p>This article is over 5 years, 2 months old</p>",
        "<button>Listen to this article</button>",
        "<div class='cookie-notice'><p>We use cookies to make this site work and to see how often you come.</p></div>",
        "<div hidden><p>This text is hidden from every reader of the page by its author.</p></div>",
        "<div style='display:none'><p>This text is hidden from every reader of the page by its author.</p></div>",
        "<div class='u-hidden-text'>This column is as high as the script that measured it has said it is.</div>",
        "<div id='printbox'><p>This page was printed from the paper's site, and is for your own use.</p></div>",
        # a card of another story that the script makes a link of, and one named after the body that it stands in
        "<aside class='rich-link'><h2>Mill owner denies it all</h2><div>Read on<a href='/o'></a></div></aside>",
        "<div class='Coverage-box ArticleBody-related-list'><p>What else there is to say of it</p><div>"
        "<a href='/o'>Mill owner denies it all</a></div></div>",
        "<p>If you buy something through one of our links, the paper is paid for it and can buy hens.</p>",
        "<p>Für Links auf dieser Seite erhält die Zeitung ggf. eine Provision vom Händler, die wir verschweigen.</p>",
        (
            "<div aria-hidden='true' class='visually-hidden'>"
            "<p>This text is hidden from every reader of the page by its author.</p></div>"
        ),
    ],
)
def test_furniture_between_paragraphs_is_no_body(read_plain: Read, paragraphs: tuple[str, ...], html: str) -> None:
    article = read_plain(middle=html)
    assert texts(article) == list(paragraphs)
    assert article.sidebars == []


@pytest.mark.parametrize(
    "after",
    [
        (
            "<section id='comments'><h2>2 comments</h2><p>I was there and it was louder than that, believe me, and"
            " wetter too.</p><p>My hens were on that lake and I want them back, all eleven.</p></section>"
        ),
        (
            "<div class='most-read'><h2>Most read</h2><ol><li><a href='/1'>Ferry forgets to stop"
            "</a></li><li><a href='/2'>Landlord counts spoons</a></li></ol></div>"
        ),
        (
            "<div class='teasers'><article><h2><a href='/1'>Ferry forgets to stop</a></h2>"
            "<p>The ferry that sails at seven did not stop at the quay on Monday, nor on Tuesday.</p></article></div>"
        ),
    ],
)
def test_what_follows_the_article_is_no_body(read_plain: Read, paragraphs: tuple[str, ...], after: str) -> None:
    assert texts(read_plain(after=after)) == list(paragraphs)
    assert texts(read_plain(end=after)) == list(paragraphs)


@pytest.mark.parametrize(
    "text",
    [
        (
            "The newsletter of the lock keepers' union, printed on"
            " yellow paper, said on Friday that it would sue the county."
        ),
        "Subscribe to the theory, as he does, that the weir was cracked, and the rest of the night follows from it.",
        (
            "Comments made by the mayor at the meeting on Tuesday were,"
            " her office now says, taken down wrongly by the clerk."
        ),
        (
            "Share prices of the mill's owner fell by a third on Monday"
            " after the pictures of the meadow were on television."
        ),
        (
            "Related to the mayor by marriage, the mill's owner denies"
            " that he knew about the crack in the weir before Friday."
        ),
        (
            "Read more books, the keeper told the children, and then"
            " the water came and took the library, all but the atlas."
        ),
    ],
)
def test_a_story_about_newsletters_or_shares_stays_a_story(
    read_plain: Read, paragraphs: tuple[str, ...], text: str
) -> None:
    assert texts(read_plain(middle=f"<p>{text}</p>")) == [*paragraphs[:2], text, *paragraphs[2:]]


@pytest.mark.parametrize(
    "text",
    [
        "The council voted on 3 May 2024 to close the weir.",
        "On Friday 17 May 2024 at 4.10am the keeper woke up.",
        "Issue 7 of the keepers' bulletin had warned of it.",
        "Bo Ek, who keeps hens, has written to the county.",
        "“By Ada’s own account, nobody rang the bell.”",
    ],
)
@pytest.mark.parametrize("place", ["below", "middle", "end"])
def test_a_sentence_with_a_date_a_number_or_a_name_is_body(
    read_plain: Read, paragraphs: tuple[str, ...], text: str, place: str
) -> None:
    article = read_plain(**{place: f"<p>{text}</p>"})
    at = {"below": 0, "middle": 2, "end": 4}[place]
    assert texts(article) == [*paragraphs[:at], text, *paragraphs[at:]]
    assert (article.published_date, article.issue, article.byline, article.standfirst) == (None, None, None, None)


def test_short_lines_of_speech_are_kept(read_plain: Read, paragraphs: tuple[str, ...]) -> None:
    article = read_plain(middle="<p>“No,” she said.</p><p>He left</p>")
    assert texts(article) == [*paragraphs[:2], "“No,” she said.", "He left", *paragraphs[2:]]


def test_an_index_page_has_no_running_text(read: Read) -> None:
    items = "".join(f"<li><h2><a href='/n/{n}'>Headline number {n} of the front page</a></h2></li>" for n in range(30))
    article = read(
        f"<title>Millbrook Leader</title><main><ul>{items}</ul></main>", url="https://www.millbrookleader.example/"
    )
    assert article.text == ""


@pytest.mark.parametrize(
    "tag", ["noframes", "noembed", "noscript", "iframe", "style", "script", "textarea", "template"]
)
def test_what_browsers_do_not_show_brings_no_markup_into_the_text(
    read_plain: Read, paragraphs: tuple[str, ...], tag: str
) -> None:
    hidden = "<p>Nobody who reads this page with an ordinary browser sees this sentence on the screen.</p>"
    assert texts(read_plain(middle=f"<div><{tag}>{hidden}</{tag}></div>")) == list(paragraphs)


def test_words_are_counted_over_the_whole_body(read_plain: Read, paragraphs: tuple[str, ...]) -> None:
    assert read_plain().word_count == sum(len(text.split()) for text in paragraphs)


def test_what_the_authors_are_is_not_the_opening_of_the_text(read: Read, paragraphs: tuple[str, ...]) -> None:
    about = "<p class='author-affiliation'>Ada Lund is a freelance writer by the mill.</p>"
    author = f"<li class='author-item'>Ada Lund{about}</li>"
    body = "".join(f"<p>{text}</p>" for text in paragraphs)
    article = read(
        f"<article><h1>Weir</h1><div class='by'>By Bo Ek</div><ol class='authors'>{author}</ol>{body}</article>"
    )
    assert [block.text for block in article.body] == list(paragraphs)


def test_a_headline_that_follows_the_text_in_the_page_costs_none_of_it(read: Read, paragraphs: tuple[str, ...]) -> None:
    body = "".join(f"<p>{text}</p>" for text in paragraphs)
    article = read(f"<article><div class='text'>{body}</div><div class='meta'><h1>Weir bursts</h1></div></article>")
    assert article.headline == "Weir bursts"
    assert texts(article) == list(paragraphs)


@pytest.mark.parametrize(
    "end",
    [
        "<p>The whole of the report is here:</p>",
        "<div><ul><li><a href='/t/rivers'>Rivers</a></li></ul></div>",
        "<h2>The paper</h2><div><ul><li><a href='/t/rivers'>Rivers and weirs</a></li></ul></div>",
        "<div><p>Next Page</p></div><div><p>Du musst angemeldet sein, um hier etwas zu schreiben.</p></div>",
        "<p>___</p>",
    ],
)
def test_labels_and_links_below_the_last_paragraph_are_no_text(
    read_plain: Read, paragraphs: tuple[str, ...], end: str
) -> None:
    assert texts(read_plain(end=end)) == list(paragraphs)


def test_what_columns_print_beside_a_short_story_is_no_text(read: Read, paragraphs: tuple[str, ...]) -> None:
    body = "".join(f"<p>{text}</p>" for text in paragraphs)
    news = (
        "<div class='w'><div>What else is on</div><p>Hens are shown in the town hall on Sunday, all eleven of them, and"
    )
    page = f"<div><div><h1>Weir</h1>{body}</div><div>{news} the keeper tells of the flood.</p></div></div></div>"
    assert texts(read(page)) == list(paragraphs)


@pytest.mark.parametrize("heading", ["27 commentaires", "3 Kommentare", "12 comentarios", "5 комментариев"])
def test_a_discussion_longer_than_the_story_is_no_text(read: Read, paragraphs: tuple[str, ...], heading: str) -> None:
    body = "".join(f"<p>{text}</p>" for text in paragraphs)
    said = "<li><p>I was there and it was louder than that, believe me, and wetter too, and I want my hens.</p></li>"
    page = f"<h1>Weir</h1><div>{body}</div><div class='forum'><h2>{heading}</h2><ul>{said * 20}</ul></div>"
    assert texts(read(page)) == list(paragraphs)


@pytest.mark.parametrize(
    "html",
    [
        "<div class='video-resource'><div class='video-resource__headline'>Hear what the keeper said about the hens"
        " he has lost</div></div>",
        # the card of the next story, hidden until it is called for
        "<div style='display:none'><h1>Mill owner denies all</h1><p>The owner says that he knew of nothing, and that"
        " the water had always been like this.</p></div>",
        "<div class='post-navigation'><p>Mill owner denies all, says that he knew of nothing and goes home</p></div>",
    ],
)
def test_what_belongs_to_videos_and_other_stories_is_no_text(
    read_plain: Read, paragraphs: tuple[str, ...], html: str
) -> None:
    assert [block.text for block in read_plain(middle=html).body] == list(paragraphs)


def test_results_set_as_paragraphs_belong_to_the_text_to_the_last(
    read_plain: Read, paragraphs: tuple[str, ...]
) -> None:
    results = ["Results", "Hens: 12", "Ducks: 7", "Swimming keepers: 1", "Trains folded: 0"]
    article = read_plain(end="".join(f"<p>{each}</p>" for each in results))
    assert texts(article) == [*paragraphs, *results]


@pytest.mark.parametrize(
    "html",
    [
        "<div class='x'>.</div>",
        "<p>（原标题：河湾老桥下周封闭维修，公交改道行驶，居民可步行前往）</p>",
        "<p>* * *</p>",
        "<div class='list'><div class='head'>ALL ABOUT THE RIVERS OF THE UPPER VALLEY</div>"
        "<ul><li><a href='/a'>Mill owner denies it all</a></li><li><a href='/b'>Bridge closed till Friday</a></li></ul>"
        "</div>",
        "<div class='featured video-ct'><div class='contain'><div class='info'><div class='caption'><h4>The"
        " valley this Monday</h4><p>All that is new is here. See what others look at.</p></div></div></div></div>",
        "<div>NEW You can now listen to the stories of the Leader!</div>",
    ],
)
def test_marks_dates_and_labels_among_paragraphs_are_no_text(
    read_plain: Read, paragraphs: tuple[str, ...], html: str
) -> None:
    assert texts(read_plain(middle=html)) == list(paragraphs)
    assert texts(read_plain(end=html)) == list(paragraphs)


def test_a_table_of_figures_with_a_bold_head_is_of_the_text_and_no_box(
    read_plain: Read, paragraphs: tuple[str, ...]
) -> None:
    rows = "".join(f"<tr><td>Pump {at}</td><td>{at}.5</td><td>{at}.7</td></tr>" for at in range(4))
    table = f"<table><tr><td><b>LITRES</b></td><td><b>May</b></td><td><b>June</b></td></tr>{rows}</table>"
    article = read_plain(middle=f"<div class='table'>{table}</div>")
    assert article.sidebars == []
    assert [block.type for block in article.body].count("table") == 1


def test_a_linked_name_below_the_text_is_none_of_it(read_plain: Read, paragraphs: tuple[str, ...]) -> None:
    article = read_plain(
        head="<meta name='author' content='Ada Lund'>", end="<ul><li><a href='/u/3'>Ada Lund</a></li></ul>"
    )
    assert texts(article) == list(paragraphs)
    assert [author.name for author in article.authors] == ["Ada Lund"]


def test_the_date_below_the_text_is_none_of_it(read_plain: Read, paragraphs: tuple[str, ...]) -> None:
    article = read_plain(end="<div><p class='last-update'>18 May 2024 (changed on 19 May 2024 | 10:19)</p></div>")
    assert texts(article) == list(paragraphs)
    assert article.published_date == "2024-05-18"


def test_a_list_begins_with_its_first_item_however_short(read_plain: Read) -> None:
    items = ("Cloche", "A pair of gloves for the cold", "Sixty hens, and somewhere for them to go at night")
    article = read_plain(below=f"<ul>{''.join(f'<li>{item}</li>' for item in items)}</ul>")
    assert [block.text for block in article.body if block.type == "list_item"] == list(items)


def test_name_and_place_below_a_letter_are_parted_where_the_page_runs_them_together(
    read_plain: Read, paragraphs: tuple[str, ...]
) -> None:
    letter = f"<h3>Hens in the meadow</h3><p>{paragraphs[0]}</p><p>Keith Prince<em>Norfolk</em></p>"
    article = read_plain(end=letter + f"<h3>Milk by train</h3><p>{paragraphs[1]}</p><p>Ada Lund<em>Leeds</em></p>")
    assert [text for text in texts(article) if len(text) < 25] == [
        "Hens in the meadow",
        "Keith Prince Norfolk",
        "Milk by train",
        "Ada Lund Leeds",
    ]


def test_short_lines_among_paragraphs_parted_by_line_breaks_are_text(read: Read, paragraphs: tuple[str, ...]) -> None:
    lines = (
        "What a night!",
        paragraphs[0],
        "The weir",
        "that was built",
        "before the mill",
        paragraphs[1],
        "So they say",
    )
    html = f"<div class='menu'>Font size</div><div class='text'>{'<br><br>'.join(lines)}</div><div>Print</div>"
    article = read(f"<title>Weir bursts</title><h1>Weir bursts</h1><div>{html}</div>")
    assert texts(article) == list(lines[:-1])


def test_a_sentence_in_chinese_says_as_much_as_a_longer_one(read: Read) -> None:
    story = (
        "水闸在凌晨决口，草地变成了湖，",
        "母鸡在上面游泳。",
        "看守人说他听见了火车折叠的声音，然后下床去看水闸，水闸已经不在那里了。",
    )
    html = "".join(
        f"<p>{text}</p>" for text in (*story, "县里的工程师中午带着两台水泵来了，还讨论了应该先开哪一台，讨论到三点。")
    )
    article = read(f"<html lang='zh'><title>河湾水闸决口</title><h1>河湾水闸决口</h1><div>{html}</div></html>")
    assert texts(article)[:3] == list(story)


def test_a_text_may_begin_with_several_short_sentences(read_plain: Read, paragraphs: tuple[str, ...]) -> None:
    short = ['The weir - "it will hold."', "The keeper has said that more than once.", "He said it on Friday."]
    article = read_plain(headline="", above="<h1>Weir bursts at Millbrook</h1>")
    assert texts(article) == list(paragraphs)
    opened = read_plain(
        below=f"<div class='text'>{''.join(f'<p>{text}</p>' for text in short)}<p>{paragraphs[3]}</p></div>"
    )
    assert texts(opened)[:4] == [*short, paragraphs[3]]


def test_the_first_paragraph_may_stand_in_a_block_before_that_of_the_text(
    read: Callable[..., Article], paragraphs: tuple[str, ...]
) -> None:
    first, *others = paragraphs
    rest = [f"{one} {two}" for one in others for two in others if one != two]
    head = "<header><h1>Weir bursts</h1><h2 class='dek'>A keeper and his train</h2><div>by Ada Lund</div></header>"
    share = "<ul class='social'><li><a href='/f'>share</a></li><li><a href='/t'>tweet</a></li></ul>"
    text = "".join(f"<p>{each}</p>" for each in rest)
    intro = f"<div class='entry-intro'><p>{first}</p><hr></div>"
    article = read(f"<body>{head}<div>{share}{intro}<div class='entry-content'>{text}</div></div></body>")
    assert [block.text for block in article.body] == [first, *rest]
    assert article.standfirst == "A keeper and his train"
