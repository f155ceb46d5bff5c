"""Authors: people as people, agencies as agencies; the printed byline first, then what the page tells machines."""

from __future__ import annotations

import json
from typing import Any

import pytest

from schemas import Article


def island(**fields: Any) -> str:
    node = {"@context": "https://schema.org", "@type": "NewsArticle", "headline": "Weir bursts at Millbrook", **fields}
    return f"<script type='application/ld+json'>{json.dumps(node)}</script>"


def person(name: str) -> dict[str, str]:
    return {"@type": "Person", "name": name}


def house(name: str) -> dict[str, str]:
    return {"@type": "Organization", "name": name}


def names(article: Article) -> list[tuple[str, str]]:
    return [(author.name, author.role) for author in article.authors]


JANE, JOHN = ("Jane Doe", "author"), ("John Roe", "author")


@pytest.mark.parametrize(
    "who",
    [
        "<address><div><a href='/p/jane'>Jane Doe</a> in Millbrook</div></address>",
        "<div><a rel='author' href='/p/jane'>Jane Doe</a> in Millbrook</div>",
        "<address><div><a rel='author' href='/p/jane'>Jane Doe</a> and <a href='/p/john'>John Roe</a></div></address>",
    ],
)
def test_a_name_without_by_in_an_address_or_a_link_to_the_author_is_a_byline(read_plain: Any, who: str) -> None:
    article = read_plain(below=f"<aside>{who}</aside>")
    assert names(article) == ([JANE, JOHN] if "John" in who else [JANE])
    assert article.byline.startswith("Jane Doe ")


def test_a_byword_is_no_name(read_plain: Any) -> None:
    below = "<div><a rel='author' href='/p/elba'>Par Elba</a></div>"
    article = read_plain(below=below, head="<meta name='author' content='Elba'>", lang=" lang='fr'")
    assert names(article) == [("Elba", "author")]


@pytest.mark.parametrize("name", ["author-info", "article-author-bio", "author_box", "authorcard"])
def test_a_block_named_for_the_author_is_a_byline_below_the_headline(read_plain: Any, name: str) -> None:
    below = f"<div class='{name}'><a href='/authors/ada'>Ada Lund</a><span>18 May 2024</span></div>"
    assert [author.name for author in read_plain(below=below).authors] == ["Ada Lund"]
    about = f"<p>Bo Ek writes about rivers, {'and canals, ' * 8}.</p>"
    bio = f"<div class='{name}'><a href='/authors/ada'>Bo Ek</a>{about}</div>"
    article = read_plain(below="<p class='byline'>By Ada Lund</p>", end=bio)
    assert [author.name for author in article.authors] == ["Ada Lund"]
    assert "rivers" not in article.text


@pytest.mark.parametrize(
    "below",
    [
        "<ul class='k1'><li><a href='/authors/ada'>Ada Lund</a></li></ul>",
        "<ul class='info'><li>18 May 2024</li><li>By <a href='/b/ada'>Ada Lund</a></li><li>Column: <a href='/c/7'>Small"
        " mills and great floods</a></li></ul>",
        "<p class='vcard'>Ada Lund on May 18, 2024 09:08 am @adalund 76 Comments</p>",
        "<div class='article-information affiliate date'><div class='author'><a href='/authors/ada'>Ada Lund</a></div>"
        "<span>18 May 2024</span></div>",
    ],
)
def test_a_byline_may_look_like_a_list_of_links_or_bear_the_name_of_an_advertisement(
    read_plain: Any, below: str
) -> None:
    byline = read_plain(below=below).byline
    assert byline is not None
    assert byline.removeprefix("By ") == "Ada Lund"


@pytest.mark.parametrize(
    ("author", "wanted"),
    [
        ("Jane Doe", [JANE]),
        (person("Jane Doe"), [JANE]),
        ([person("Jane Doe"), person("John Roe")], [JANE, JOHN]),
        ([person("Jane Doe"), "Jane Doe"], [JANE]),
        ("By Jane Doe and John Roe", [JANE, JOHN]),
        ("Doe, Jane", [JANE]),
        (person("Jane Doe, Political Editor"), [JANE]),
        ({"@type": "Person", "name": ["Jane Doe", "John Roe"]}, [JANE, JOHN]),
        ([person("Jane Doe"), house("Reuters")], [JANE, ("Reuters", "agency")]),
        ([person("Jane Doe"), house("The Garden Desk")], [JANE, ("The Garden Desk", "organisation")]),
        (house("The Garden Desk"), [("The Garden Desk", "organisation")]),
        (person("O&#8217;Brien Jane"), [("O’Brien Jane", "author")]),
        (person("admin"), []),
        (person("jane@leader.example"), []),
        (person("https://leader.example/jane"), []),
        (person(""), []),
        (None, []),
    ],
)
def test_the_authors_told_to_machines_where_none_is_printed(read_plain: Any, author: Any, wanted: Any) -> None:
    article = read_plain(head=island(author=author))
    assert names(article) == wanted
    assert article.byline is None


def test_a_reference_to_a_person_elsewhere_in_the_page_is_followed(read_plain: Any) -> None:
    graph = [{"@type": "Person", "@id": "#jane", "name": "Jane Doe"}]
    head = (
        island(author={"@id": "#jane"}) + f"<script type='application/ld+json'>{json.dumps({'@graph': graph})}</script>"
    )
    assert names(read_plain(head=head)) == [JANE]


def test_a_page_described_as_a_web_page_names_its_author_too(read_plain: Any) -> None:
    node = {"@type": "WebPage", "datePublished": "2024-05-02T10:00:00+01:00", "author": person("Jane Doe")}
    article = read_plain(head=f"<script type='application/ld+json'>{json.dumps({'@graph': [node]})}</script>")
    assert names(article) == [JANE]
    assert article.published_date == "2024-05-02"


def test_microdata_names_the_author(read: Any, paragraphs: tuple[str, ...]) -> None:
    text = "".join(f"<p>{text}</p>" for text in paragraphs)
    article = read(
        "<html lang='en'><body><article itemscope itemtype='https://schema.org/NewsArticle'><h1>Weir bursts</h1>"
        "<span hidden itemprop='author' itemscope><meta itemprop='name' content='Jane Doe'></span>"
        f"<meta itemprop='datePublished' content='2024-05-02T10:00:00+01:00'>{text}</article></body></html>"
    )
    assert names(article) == [JANE]
    assert article.published_at == "2024-05-02T10:00:00+01:00"


def test_the_line_of_author_and_date_may_stand_above_the_headline(read_plain: Any) -> None:
    article = read_plain(above="<p class='author'>Jane Doe | Staff Writer | Thursday, 2 May 2024</p>")
    assert (names(article), article.published_date) == ([JANE], "2024-05-02")


def test_one_element_may_hold_two_properties_of_microdata(read: Any, paragraphs: tuple[str, ...]) -> None:
    text = "".join(f"<p>{text}</p>" for text in paragraphs)
    article = read(
        "<html lang='en'><body><article itemscope itemtype='https://schema.org/NewsArticle'><h1>Weir bursts</h1>"
        "<span hidden itemprop='author creator' itemscope><b itemprop='name'>Jane Doe</b></span>"
        f"{text}</article></body></html>"
    )
    assert names(article) == [JANE]


def test_the_author_stands_behind_the_second_bar_of_the_date_line(read_plain: Any) -> None:
    below = (
        "<p class='signature'>Millbrook Leader | <time datetime='2024-05-02T10:00:00+01:00' itemprop='datePublished'>"
        "2 May 2024</time> • updated on 3 May 2024 | By Jane Doe (with Otto Rask)</p>"
    )
    article = read_plain(below=below)
    assert (JANE in names(article), article.standfirst) == (True, None)
    assert article.published_at == "2024-05-02T10:00:00+01:00"


@pytest.mark.parametrize(
    ("mark", "wanted"),
    [
        ("(jk)", [("jk", "author")]),
        ("(jk/dpa)", [("jk", "author"), ("dpa", "agency")]),
        ("[Reuters]", [("Reuters", "agency")]),
        ("(see page 4)", []),
        ("(Mill Lane)", []),
    ],
)
def test_marks_behind_the_last_sentence_sign_where_nobody_else_does(
    read_plain: Any, paragraphs: tuple[str, ...], mark: str, wanted: Any
) -> None:
    last = f"The county will pay for the oak. {mark}"
    article = read_plain(end=f"<p>{last}</p>")
    assert names(article) == wanted
    assert article.body[-1].text == last
    assert names(read_plain(head=island(author=person("Jane Doe")), end=f"<p>{last}</p>")) == [JANE]


def test_the_paper_itself_is_named_only_where_nobody_else_is(read_plain: Any) -> None:
    own = island(author=house("Millbrook Leader"), publisher=house("Millbrook Leader"))
    assert names(read_plain(head=own)) == [("Millbrook Leader", "organisation")]
    assert names(read_plain(head=own + "<meta name='author' content='Jane Doe'>")) == [JANE]
    called_person = island(author=person("Millbrook Leader"), publisher=house("Millbrook Leader"))
    assert names(read_plain(head=called_person)) == [("Millbrook Leader", "organisation")]


def test_a_house_in_a_meta_element_of_every_page_is_nobody(read_plain: Any) -> None:
    assert names(read_plain(head="<meta name='author' content='Leader Media Group'>")) == []


def test_the_printed_byline_wins(read_plain: Any) -> None:
    article = read_plain(head=island(author=person("John Roe")), below="<p class='byline'>By Jane Doe</p>")
    assert names(article) == [JANE]


def test_the_fuller_list_completes_a_byline_cut_short(read_plain: Any) -> None:
    head = island(author=[person("Jane Doe"), person("John Roe"), person("Ann Lee")])
    article = read_plain(head=head, below="<p class='byline'>By Jane Doe and 2 others</p>")
    assert names(article) == [JANE, JOHN, ("Ann Lee", "author")]


def test_the_agency_that_an_author_works_for_is_no_author_where_machines_are_told_of_people_alone(
    read_plain: Any,
) -> None:
    byline = "<p class='byline'>By Jane Doe, Reuters</p>"
    assert names(read_plain(head=island(author=person("Jane Doe")), below=byline)) == [JANE]
    assert names(read_plain(below=byline)) == [JANE, ("Reuters", "agency")]


def test_the_byline_below_the_headline_goes_before_that_of_a_story_in_the_text(read_plain: Any) -> None:
    related = (
        "<div class='inline-article'><h4><a href='/n/2'>Mill wheel found in Alder</a></h4>"
        "<span class='author'>By John Roe</span></div>"
    )
    article = read_plain(below="<div class='top'>By <a href='/about'>Jane Doe</a></div>", middle=related)
    assert names(article) == [JANE]


@pytest.mark.parametrize("tag", ["<address class='name'>{}</address>", "<div class='c'><p>{}</p></div>"])
def test_a_list_of_bylines_is_taken_whole_whichever_of_them_machines_know(read_plain: Any, tag: str) -> None:
    lines = "".join(f"<div class='byline'>{tag.format(name)}</div>" for name in ("Jane Doe", "John Roe"))
    article = read_plain(head=island(author=person("John Roe")), below=f"<section>{lines}</section>")
    assert names(article) == [JANE, JOHN]
    assert article.byline == "Jane Doe John Roe"


def test_names_that_link_to_their_authors_pages_are_a_byline(read_plain: Any) -> None:
    below = (
        "<dl><dt>von</dt><dd><a href='/autoren/7/jane-doe'>Jane Doe</a></dd><dd><a href='/autoren/9/dpa'>Deutsche"
        " Presse-Agentur</a></dd></dl>"
    )
    assert names(read_plain(below=below, lang=" lang='de'")) == [JANE, ("Deutsche Presse-Agentur", "agency")]


@pytest.mark.parametrize(
    ("line", "name"),
    [
        ("Jane Doe | 05.04.2024 - Updated: 06.04.2024", "Jane Doe"),
        ("12 May 2024 · Jane Doe", "Jane Doe"),
        ("渡辺洋介2024年5月13日 21時37分", "渡辺洋介"),
    ],
)
def test_a_name_on_the_line_of_the_date_is_the_author(read_plain: Any, line: str, name: str) -> None:
    article = read_plain(below=f"<div>{line}</div>", lang="")
    assert names(article) == [(name, "author")]


@pytest.mark.parametrize("line", ["Millbrook | 12 May 2024", "Local News | 12 May 2024", "12 May 2024 | 10:30"])
def test_a_place_or_section_on_the_line_of_the_date_is_nobody(read_plain: Any, line: str) -> None:
    assert names(read_plain(below=f"<div>{line}</div>")) == []


def test_a_name_above_the_first_paragraph_is_the_author_where_the_byline_is_the_paper(
    read: Any, paragraphs: tuple[str, ...]
) -> None:
    text = "".join(f"<p>{text}</p>" for text in ("Mathilde Seru/Anton Peke", *paragraphs))
    article = read(
        "<html lang='en'><body><article><h1>Weir bursts at Millbrook</h1><div class='byline'>by Millbrook Leader News"
        f"</div><div class='text'>{text}</div></article></body></html>"
    )
    assert names(article) == [("Mathilde Seru", "author"), ("Anton Peke", "author")]
    assert article.body[0].text == paragraphs[0]


def test_a_role_written_as_one_word_is_no_second_author(read_plain: Any) -> None:
    below = "<div class='author'><div>Von Jane Doe</div><div>Leitender Wirtschaftsredakteur</div></div>"
    article = read_plain(below=below, lang=" lang='de'")
    assert names(article) == [JANE]
    assert article.byline == "Von Jane Doe Leitender Wirtschaftsredakteur"


@pytest.mark.parametrize(
    ("line", "wanted"),
    [
        ("(dpa)", [("dpa", "agency")]),
        ("dpa", [("dpa", "agency")]),
        ("(jk)", [("jk", "author")]),
        ("(jk/dpa)", [("jk", "author"), ("dpa", "agency")]),
        ("jk/dpa", [("jk", "author"), ("dpa", "agency")]),
        ("jk, dan; Foto: Bo Ek", [("jk", "author"), ("dan", "author")]),
        ("<em>Jane Doe</em>", [JANE]),
        ("Reporting by Jane Doe; editing by John Roe", [JANE]),
    ],
)
def test_sign_offs_below_the_text(read_plain: Any, line: str, wanted: Any) -> None:
    assert names(read_plain(end=f"<p>{line}</p>")) == wanted


def test_initials_below_the_text_give_way_to_a_full_name(read_plain: Any) -> None:
    assert names(read_plain(head=island(author=person("Jane Doe")), end="<p>(jd)</p>")) == [JANE]


def test_the_small_print_behind_the_text_names_the_author(read_plain: Any) -> None:
    after = "<ul><li>Datum 04.05.2024</li><li>Autorin/Autor Jane Doe</li></ul>"
    article = read_plain(after=after, lang=" lang='de'")
    assert names(article) == [JANE]
    assert article.published_date == "2024-05-04"


def test_a_byline_printed_for_two_layouts_is_one(read_plain: Any) -> None:
    below = "<div class='byline'><span>Jane Doe, staff writer</span> <span>By Jane Doe, staff writer</span></div>"
    article = read_plain(below=below)
    assert (article.byline, names(article)) == ("By Jane Doe, staff writer", [JANE])


def test_a_name_ends_where_its_link_ends(read_plain: Any) -> None:
    below = "<p class='byline'>By <a href='/by/jane'>Jane Doe</a><a href='#comments'>Leave a comment</a></p>"
    assert names(read_plain(below=below)) == [JANE]


def test_the_byline_may_stand_in_a_bar_above_the_headline(read_plain: Any) -> None:
    bar = "<aside class='social share-bar'><span class='byline'><a href='/by/jane'>Jane Doe</a></span></aside>"
    assert names(read_plain(above=bar)) == [JANE]


def test_links_to_authors_of_other_stories_add_nobody(read_plain: Any) -> None:
    others = "<div><a rel='author' href='/by/jane'>Jane Doe</a> <a rel='author' href='/by/bo'>Bo Ek</a></div>"
    assert names(read_plain(below="<p class='byline'>By Jane Doe</p>", after=others)) == [JANE]


def test_a_staff_is_a_house(read_plain: Any) -> None:
    assert names(read_plain(below="<p class='byline'>By Mill Weekly Staff</p>")) == [
        ("Mill Weekly Staff", "organisation")
    ]


def test_the_byline_is_found_in_a_bar_of_buttons(read_plain: Any) -> None:
    bar = "<div class='share-tools'><span class='byline'>By Jane Doe</span><button>Print</button></div>"
    assert names(read_plain(below=bar)) == [JANE]


def test_an_author_link_on_the_page_is_the_last_resort(read_plain: Any) -> None:
    after = "<div><a rel='author' href='/people/jane'>Jane Doe</a></div>"
    article = read_plain(after=after)
    assert names(article) == [JANE]
    assert article.byline is None


@pytest.mark.parametrize(
    ("below", "wanted"),
    [
        ("<ul class='authors-list'><li><a href='/a/1'>Jane Doe</a></li><li><a href='/a/2'>John Roe</a></li></ul>", 2),
        ("<div class='autor'><a href='/autor/jane'>Jane Doe</a> Madrid</div>", 1),
        ("<div class='autor'><a href='/autor/jane'>Jane Doe</a> Madrid 18 May 2024</div>", 1),
        ("<p class='byline'>By Jane Doe For Daily Example</p>", 1),
        ("<div>Curated By: <span>Jane Doe</span></div>", 1),
        ("<div class='szerzo'>Jane Doe</div>", 1),
    ],
)
def test_names_end_where_their_link_or_their_words_end(read_plain: Any, below: str, wanted: int) -> None:
    assert [author.name for author in read_plain(below=below).authors] == ["Jane Doe", "John Roe"][:wanted]


def test_a_name_above_the_text_is_the_byline_also_where_each_paragraph_stands_in_a_wrapper(
    read: Any, paragraphs: tuple[str, ...]
) -> None:
    rows = "".join(f"<div class='w'><p>{text}</p></div>" for text in ("<b>Ada Lund</b>", *paragraphs))
    article = read(f"<title>Weir bursts</title><h1>Weir bursts</h1><div class='t'>{rows}</div>")
    assert article.byline == "Ada Lund"
    assert [block.text for block in article.body] == list(paragraphs)


def test_a_line_of_chinese_labels_below_the_headline_is_the_byline_and_no_standfirst(read: Any) -> None:
    text = "河湾镇政府昨日宣布，老桥将于下周三起封闭维修，预计工期三个月，期间公交改道行驶。"
    body = "".join(f"<p>{text}{at}号车站照常开放，居民可步行前往。</p>" for at in range(3))
    article = read(f"<h1>河湾老桥下周封闭维修</h1><p>来源：河湾日报作者：林晓舟</p><p>2024-05-18 10:00</p>{body}")
    assert [author.name for author in article.authors] == ["林晓舟"]
    assert article.standfirst is None


@pytest.mark.parametrize("mark", ["itemprop='author'", "rel='author'"])
def test_the_authors_of_other_stories_are_not_this_ones(read: Any, paragraphs: tuple[str, ...], mark: str) -> None:
    cards = "".join(
        f"<div class='card'><h3><a href='/{who}'>The story of a mill that {who} knows well</a></h3>"
        f"<p>It is told by those who were there and by <a href='/p/{who}' {mark}>{who} Roe</a></p></div>"
        for who in ("John", "Mary", "Anne")
    )
    text = "".join(f"<p>{text}</p>" for text in paragraphs)
    article = read(
        "<body itemscope itemtype='https://schema.org/Blog'><article><h1>Weir</h1>"
        f"<p class='by'>By <a href='/p/jane' {mark}>Jane Doe</a></p>{text}</article>{cards}</body>"
    )
    assert names(article) == [JANE]


@pytest.mark.parametrize(
    ("link", "url"),
    [
        ("<a href='/p/ada'>By Ada Lund</a>", "https://www.millbrookleader.example/p/ada"),
        ("By <a href='/p/ada'>Ada Lund</a>", "https://www.millbrookleader.example/p/ada"),
        ("<a href='#bios'>By Ada Lund</a>", None),
    ],
)
def test_an_author_has_the_address_that_the_byline_links_to(
    read: Any, paragraphs: tuple[str, ...], link: str, url: str | None
) -> None:
    text = "".join(f"<p>{text}</p>" for text in paragraphs)
    article = read(f"<article><h1>Weir bursts</h1><p class='byline'>{link}</p>{text}</article>")
    assert [(author.name, author.url) for author in article.authors] == [("Ada Lund", url)]


@pytest.mark.parametrize(
    ("below", "byline"),
    [
        (
            '<p class="byline"><a href="/by/1"><span>Ada Lund</span></a><span>aus Millbrook</span></p>',
            "Ada Lund aus Millbrook",
        ),
        (
            '<ul class="authors"><li class="author"><span>Ada Lund</span><span>Reporter</span></li></ul>',
            "Ada Lund Reporter",
        ),
        ('<p><a href="/autor/lund">Ada Lund</a><a href="/autor/rask">Otto Rask</a></p>', "Ada Lund Otto Rask"),
        (
            '<ul class="meta"><li><span class="byline">Ada Lund ada@leader.example</span></li></ul>',
            "Ada Lund ada@leader.example",
        ),
    ],
)
def test_words_of_a_byline_that_only_a_style_sheet_parts_do_not_grow_together(
    read_plain: Any, below: str, byline: str
) -> None:
    article = read_plain(below=below)
    assert article.byline == byline
    assert article.authors[0].name == "Ada Lund"


def test_a_name_and_a_day_in_brackets_sign_the_text(read_plain: Any) -> None:
    article = read_plain(end="<p>The county will pay for the oak. (Ada Lund, 4.5.2024)</p>")
    assert names(article) == [("Ada Lund", "author")]
    assert article.body[-1].text.endswith("(Ada Lund, 4.5.2024)")


def test_reporters_who_sign_in_brackets_go_before_the_house(read_plain: Any) -> None:
    told = '{"@type":"NewsArticle","author":{"@type":"Organization","name":"毎日の川"}}'
    head = f'<script type="application/ld+json">{told}</script>'
    article = read_plain(
        head=head, lang=' lang="ja"', end="<p>費用は県と国の基金が負担する。【佐藤花子、山田太郎】</p>"
    )
    assert names(article) == [("佐藤花子", "author"), ("山田太郎", "author")]


def test_the_papers_own_name_in_a_byline_is_a_house(read_plain: Any) -> None:
    head = '<meta property="og:site_name" content="Le Canal">'
    article = read_plain(head=head, lang=' lang="fr"', below='<p class="byline">Par Ada Lund et Le Canal</p>')
    assert names(article) == [("Ada Lund", "author"), ("Le Canal", "organisation")]


@pytest.mark.parametrize(
    ("end", "wanted"),
    [("TT-Reuters", [("TT", "agency"), ("Reuters", "agency")]), ("/ritzau/", [("ritzau", "agency")])],
)
def test_agencies_sign_between_strokes_too(read_plain: Any, end: str, wanted: Any) -> None:
    article = read_plain(end=f"<p>{end}</p>")
    assert names(article) == wanted
    assert article.body[-1].text != end


def test_the_mark_of_the_house_behind_a_name_is_none_of_it(read_plain: Any) -> None:
    article = read_plain(below='<div class="byline"><span>Ada Lund</span> <span>HS</span></div>')
    assert (article.byline, names(article)) == ("Ada Lund HS", [("Ada Lund", "author")])


def test_a_reporter_for_a_paper_of_taiwan_signs_with_paper_and_place(read_plain: Any) -> None:
    byline = '<span class="author">聯合報 記者<a href="/reporter/1">王小明</a>／海港市即時報導</span>'
    assert names(read_plain(below=byline, lang=' lang="zh-Hant"')) == [("王小明", "author")]


@pytest.mark.parametrize(
    ("below", "wanted"),
    [
        (
            '<div><a href="/author/lund">Ada Lund</a>and<a href="/author/rask">Otto Rask</a></div>',
            ["Ada Lund", "Otto Rask"],
        ),
        ('<div class="byline"><span><i>Auteur</i><a href="/auteur/lund">Ada Lund</a></span></div>', ["Ada Lund"]),
        ('<p class="byline">By <a href="/author/j">Serena Josephine M.</a></p>', ["Serena Josephine M."]),
        ('<p class="signature">Millbrookleader Ada Lund.</p>', ["Ada Lund"]),
        (
            '<p class="c-signature"><b>Ada Lund</b></p><p class="c-signature__location">Port Ellery and Mill Lane</p>',
            ["Ada Lund"],
        ),
    ],
)
def test_what_stands_beside_names_is_none_of_them(read_plain: Any, below: str, wanted: list[str]) -> None:
    assert [author.name for author in read_plain(below=below).authors] == wanted


def test_a_date_that_touches_the_role_before_it_is_a_line_of_its_own(
    read_plain: Any, paragraphs: tuple[str, ...]
) -> None:
    below = (
        '<div class="meta"><span class="author">By <a href="/author/lund">Ada Lund</a></span>'
        '<span>Reporter for rivers</span><span class="date">Published 4 May 2024 at 06:00</span>'
        "<span>3 min read</span></div>"
    )
    article = read_plain(below=below)
    assert (article.byline, names(article)) == ("By Ada Lund Reporter for rivers", [("Ada Lund", "author")])
    assert (article.published_date, article.body[0].text) == ("2024-05-04", paragraphs[0])


def test_a_byline_may_stand_on_the_date_line_below_an_unmarked_standfirst(
    read: Any, paragraphs: tuple[str, ...]
) -> None:
    text = "<br><br>".join(paragraphs)
    article = read(
        "<html lang='it'><title>Ponte chiuso</title><table><tr><td><font><b>Ponte chiuso per due anni</b></font><br>"
        "<i>Un traghetto ogni venti minuti per i pedoni. I pescatori: saremo tagliati fuori</i><br><br>"
        f"di <b>Fabrizio Caccia</b> - giovedì 4 maggio 2023<br><br>{text}</td></tr></table>"
    )
    assert (article.byline, article.published_date) == ("di Fabrizio Caccia", "2023-05-04")


@pytest.mark.parametrize("line", ["Ada Lund", "Ada Lund, Riga"])
def test_a_name_alone_below_the_text_signs_it_where_nobody_else_is_named(read_plain: Any, line: str) -> None:
    article = read_plain(end=f"<p>{line}</p>")
    assert names(article) == [("Ada Lund", "author")]
    assert article.body[-1].text != line
    named = read_plain(below='<p class="byline">By Otto Rask</p>', end=f"<p>{line}</p>")
    assert names(named) == [("Otto Rask", "author")]


def test_the_last_of_several_letters_signs_no_page(read_plain: Any) -> None:
    article = read_plain(middle="<p>ALMA REEVE, school cook, Crake</p>", end="<p>EDMUND TARLETON, Scarrow</p>")
    assert names(article) == []
    assert article.body[-1].text == "EDMUND TARLETON, Scarrow"


@pytest.mark.parametrize(
    ("opening", "byline", "wanted"),
    [
        ("河湾网5月18日电（记者林晓舟）", "（记者林晓舟）", ["林晓舟"]),
        ("本站讯（通讯员 林晓舟 何远）", "（通讯员 林晓舟 何远）", ["林晓舟", "何远"]),
        ("河湾网5月18日讯（记者林晓舟 整合） ", "（记者林晓舟 整合）", ["林晓舟"]),
        ("（来源：河湾网）", None, []),
    ],
)
def test_a_dispatch_in_chinese_names_its_reporter_in_brackets(
    read: Any, opening: str, byline: str | None, wanted: list[str]
) -> None:
    text = "水闸在凌晨四点后不久决口，到六点钟草地已经变成一片湖，母鸡在湖面上游来游去，看守人说他什么也没有听见。"
    html = f"<h1>河湾水闸决口</h1><div><p>{opening}{text}</p><p>看守人说：{text}</p></div>"
    article = read(f"<html lang='zh'><title>河湾水闸决口</title><main>{html}</main></html>")
    assert (article.byline, [author.name for author in article.authors]) == (byline, wanted)
    assert article.body[0].text == f"{opening}{text}".strip()


@pytest.mark.parametrize("button", ["关注", "发布于", "图集", "暂无简介", "相关文章", "分享"])
def test_what_is_pressed_or_labelled_in_chinese_is_nobody(read: Any, button: str) -> None:
    text = "水闸在凌晨四点后不久决口，到六点钟草地已经变成一片湖，母鸡在湖面上游来游去，看守人说他什么也没有听见。"
    html = f"<h1>河湾水闸决口</h1><div class='author'>{button}</div><div><p>{text}</p><p>看守人说：{text}</p></div>"
    article = read(f"<html lang='zh'><title>河湾水闸决口</title><main>{html}</main></html>")
    assert article.authors == []


@pytest.mark.parametrize(
    "below",
    [
        "<footer class='meta'><p class='byline'>By Ada Lund</p><p>18 May 2024</p></footer>",
        "<div><div class='content-byline'>By Ada Lund</div><div class='more-news'><h3>More news</h3>"
        "<a href='/a'>Owner of the mill denies it all</a><a href='/b'>Hens found on a roof</a></div></div>",
        "<p class='entry-meta'>May 18, 2024 By Ada Lund 2 Comments</p>",
        "<p class='entry-meta'>May 18, 2024 By Ada Lund Leave a Comment</p>",
    ],
)
def test_the_byline_stands_in_a_footer_among_other_stories_or_above_the_comments(read_plain: Any, below: str) -> None:
    assert [author.name for author in read_plain(below=below).authors] == ["Ada Lund"]
