"""Bylines that only their place tells: names below a "By", beside the date, behind the text, an agency in the head."""

from collections.abc import Callable

import pytest

from schemas import Article

Read = Callable[..., Article]
DATE = "<div>4 May 2024</div>"


def signed(article: Article) -> list[tuple[str, str]]:
    return [(author.name, author.role) for author in article.authors]


@pytest.mark.parametrize(
    ("below", "byline"),
    [
        ("<dl><dt>By</dt><dd><a href='/ada'>Ada Lund</a></dd></dl>", "By Ada Lund"),
        (f"<div>Written by</div><div>Ada Lund</div>{DATE}", "Written by Ada Lund"),
        ("<div>Author</div><div>Ada Lund</div>", "Author Ada Lund"),
        (f"<div>Ada Lund</div>{DATE}", "Ada Lund"),
        (f"{DATE}<p>Ada Lund</p>", "Ada Lund"),
        (f"<p><a href='/av/ada-lund'>Ada Lund</a></p>{DATE}", "Ada Lund"),
    ],
)
def test_names_alone_are_a_byline_below_its_label_and_beside_the_date(
    read_plain: Read, paragraphs: tuple[str, ...], below: str, byline: str
) -> None:
    article = read_plain(below=below)
    assert (article.byline, signed(article)) == (byline, [("Ada Lund", "author")])
    assert [block.text for block in article.body] == list(paragraphs)


def test_a_letter_with_a_mark_may_be_written_without_it_in_an_address(read_plain: Read) -> None:
    article = read_plain(below=f"<p><a href='/av/adae-lund'>Adä Lünd</a></p>{DATE}")
    assert signed(article) == [("Adä Lünd", "author")]


@pytest.mark.parametrize(
    "head",
    [
        "<p>Ada Lund, Bo Ek</p><p>20 May 2024, 10:32</p>{h1}",
        "<p>Ada Lund, Bo Ek | 20 May 2024, 10:32</p><ul><li>Share</li><li>Print</li><li>Save</li></ul>{h1}",
        "{h1}{picture}<p>Ada Lund and Bo Ek</p><p>20 May 2024 at 10:32</p>",
        "{h1}{picture}<p>Ada Lund, Bo Ek · 20 May 2024, 10:32 Updated 21 May 2024 4 min</p>",
    ],
)
def test_two_names_and_the_date_above_the_headline_and_below_the_picture(
    read: Read, paragraphs: tuple[str, ...], head: str
) -> None:
    h1 = "<h1>Weir bursts</h1><h2>Three pumps, and a discussion about which of them should be started first</h2>"
    head = head.format(h1=h1, picture="<div><img src=/a.jpg><p>Dawn.</p></div>")
    text = "".join(f"<p>{text}</p>" for text in paragraphs)
    article = read(f"<html lang=en><title>Weir bursts</title><div>{head}</div><div>{text}</div>")
    assert [author.name for author in article.authors] == ["Ada Lund", "Bo Ek"]
    assert str(article.published_date) == "2024-05-20"
    assert [block.text for block in article.body] == list(paragraphs)


@pytest.mark.parametrize("below", ["<p><a href='/news/uk'>Mill Lane</a></p>", "<p>国内新闻</p>", "<p>At the weir</p>"])
def test_a_section_beside_the_date_is_nobody(read_plain: Read, below: str) -> None:
    assert read_plain(below=below + DATE).authors == []


def test_whom_the_page_tells_machines_is_not_doubted_for_a_name_beside_the_date(read_plain: Read) -> None:
    article = read_plain(head="<meta name='author' content='Otto Rask'>", below=f"<div>Ada Lund</div>{DATE}")
    assert signed(article) == [("Otto Rask", "author")]


@pytest.mark.parametrize(
    ("below", "lang"), [("<p>Source: AFP</p>", "en"), ("<p>Quelle: AFP</p>", "de"), ("<p>AFP</p>", "")]
)
def test_an_agency_in_the_head_sent_the_story(read_plain: Read, below: str, lang: str) -> None:
    assert signed(read_plain(below=below + DATE, lang=f" lang='{lang}'")) == [("AFP", "agency")]


@pytest.mark.parametrize("end", ["<div class='writer'>By Ada Lund</div>", "<footer class='author'>Ada Lund</footer>"])
def test_a_byline_between_the_text_and_the_end_of_its_block_is_found(
    read_plain: Read, paragraphs: tuple[str, ...], end: str
) -> None:
    article = read_plain(end=f"<ul><li><a href='/a'>Weirs</a></li></ul>{end}")
    assert signed(article) == [("Ada Lund", "author")]
    assert [block.text for block in article.body] == list(paragraphs)


def test_the_head_of_an_article_that_counts_its_comments_keeps_byline_and_date(read_plain: Read) -> None:
    article = read_plain(below=f"<div class='author-comments byline'><p>By Ada Lund</p>{DATE}<a href='#c'>9</a></div>")
    assert signed(article) == [("Ada Lund", "author")]
    assert article.published_date == "2024-05-04"


@pytest.mark.parametrize(
    ("above", "byline"), [("Von", "Von Ada Lund"), ("Kommentar von", "Kommentar von Ada Lund"), ("Mühlen", "Ada Lund")]
)
def test_the_by_on_the_line_above_is_part_of_the_byline_as_printed(
    read_plain: Read, paragraphs: tuple[str, ...], above: str, byline: str
) -> None:
    name = f"<div class='byline'><div class='k1'>{above}</div><div class='author'>Ada Lund</div>{DATE}</div>"
    article = read_plain(below=name, lang=" lang='de'")
    assert (article.byline, signed(article)) == (byline, [("Ada Lund", "author")])
    assert article.published_date == "2024-05-04"
    assert [block.text for block in article.body] == list(paragraphs)


def test_a_heading_above_the_byline_is_no_crosshead(read_plain: Read, paragraphs: tuple[str, ...]) -> None:
    article = read_plain(below="<header><h2>The mill in the valley</h2><p>By</p><p><a>Ada Lund</a></p></header>")
    assert [block.text for block in article.body] == list(paragraphs)


@pytest.mark.parametrize(
    ("line", "names"),
    [
        (
            "<span>By <a href='/a/ada'>Ada Lund</a></span> <span>18 May 2024, 14:31</span> <span>Issue No. 1187</span>",
            ["Ada Lund"],
        ),
        ("<span>Ada Lund, Political Editor</span> <span>No. 1,204</span> — <span>18 May 2024</span>", ["Ada Lund"]),
        ("<span>by Ada Lund and Bo Ek</span> <span>18 May 2024</span> <span>Issue 2513</span>", ["Ada Lund", "Bo Ek"]),
    ],
)
def test_a_name_on_the_line_of_date_and_issue_is_the_byline(read_plain: Read, line: str, names: list[str]) -> None:
    article = read_plain(
        below=f"<p>Nobody was hurt when the weir gave way, but the hens are gone.</p><div>{line}</div>"
    )
    assert [author.name for author in article.authors] == names
    assert article.issue is not None


@pytest.mark.parametrize(
    "below",
    [
        "<div class='byline'><a href='/a'><span class='avatar'>Ada Lund | Leader</span></a>"
        "<div>By Ada Lund | Leader</div></div>",
        "<div class='byline'>Ada Lund | Leader<br>By Ada Lund | Leader</div>",
        "<div class='byline'>Ada Lund | Leader By Ada Lund | Leader</div>",
    ],
)
def test_a_byline_printed_for_two_layouts_is_given_once(read_plain: Read, below: str) -> None:
    article = read_plain(below=below)
    assert article.byline == "By Ada Lund | Leader"
    assert [author.name for author in article.authors] == ["Ada Lund"]
