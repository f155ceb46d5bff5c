"""Dates: when the article appeared and when it was changed, never mixed up, and lies told to machines found out."""

from __future__ import annotations

import json
from typing import Any

import pytest


def island(**fields: Any) -> str:
    node = {"@context": "https://schema.org", "@type": "NewsArticle", "headline": "Weir bursts at Millbrook", **fields}
    return f"<script type='application/ld+json'>{json.dumps(node)}</script>"


EARLY = "2024-05-02T10:00:00+01:00"


def test_the_exact_time_told_to_machines_completes_the_printed_day(read_plain: Any) -> None:
    article = read_plain(head=island(datePublished=EARLY), below="<p class='date'>2 May 2024</p>")
    assert (article.published_at, article.published_date, article.published_text) == (EARLY, "2024-05-02", "2 May 2024")


def test_nothing_is_printed_where_only_machines_are_told(read_plain: Any) -> None:
    article = read_plain(head=island(datePublished=EARLY))
    assert (article.published_at, article.published_text) == (EARLY, None)


def test_a_printed_date_wins_over_another_told_to_machines(read_plain: Any) -> None:
    article = read_plain(head=island(datePublished=EARLY), below="<p class='date'>Published 28 April 2024</p>")
    assert (article.published_at, article.published_date) == (None, "2024-04-28")


def test_a_day_in_figures_is_read_as_machines_are_told_it(read_plain: Any) -> None:
    """05/02 is in February or in May, whatever the paper's other dates are like."""
    article = read_plain(head=island(datePublished=EARLY), below="<p class='date'>05/02/2024</p>", lang=" lang='de'")
    assert (article.published_at, article.published_text) == (EARLY, "05/02/2024")


@pytest.mark.parametrize(
    ("element", "day"),
    [
        ("<time datetime='2024-05-18T10:18:46Z'>Published 28 April 2024</time>", "2024-04-28"),
        ("<time datetime='2024-05-18T23:30:46Z'>19 May 2024</time>", "2024-05-18"),
        ("<time datetime='2024-05-18T10:18:46Z'>2 days ago</time>", "2024-05-18"),
        ("<time datetime='2024-05-18T10:18:46Z'>18 May, 11:18</time>", "2024-05-18"),
    ],
)
def test_the_day_that_a_time_element_prints_wins_over_another_in_its_markup(
    read_plain: Any, element: str, day: str
) -> None:
    assert read_plain(below=f"<div>{element}</div>").published_date == day


@pytest.mark.parametrize("told", ["2024-05-20T08:59:30Z", "2024-05-20T10:00:10+01:00", "2024-08-01T00:00:00Z"])
def test_the_moment_of_the_capture_and_later_ones_are_no_date_of_publication(read_plain: Any, told: str) -> None:
    article = read_plain(head=island(datePublished=told), below="<div>Published 28 April 2024</div>")
    assert (article.published_at, article.published_date) == (None, "2024-04-28")


def test_a_story_captured_as_it_appears_keeps_its_date(read_plain: Any) -> None:
    assert read_plain(head=island(datePublished="2024-05-20T08:59:30Z")).published_date == "2024-05-20"


@pytest.mark.parametrize(
    "shown",
    [
        "<time datetime='2024-05-18T11:16:00Z'>2 days ago</time>",
        "<p class='date'>18 May 2024</p>",
        "<p class='date'>Updated 18 May 2024</p>",
    ],
)
def test_the_day_of_a_change_is_not_passed_off_as_publication(read_plain: Any, shown: str) -> None:
    head = island(datePublished="2012-05-10T14:29:05Z", dateModified="2024-05-18T11:16:00Z")
    article = read_plain(head=head, below=f"<div>{shown}</div>")
    assert article.published_at == "2012-05-10T14:29:05+00:00"
    assert article.modified_at == "2024-05-18T11:16:00+00:00"


@pytest.mark.parametrize(
    ("below", "day"),
    [
        ("<p class='byline'>By ADA LUND | 5/9/24 7:15 AM EDT</p>", "2024-05-09"),
        # the date is a link to all that appeared on that day
        ("<div class='art-date'><a href='/2024/05/18/'>2024-05-18 09:05</a></div>", "2024-05-18"),
    ],
)
def test_dates_as_some_papers_print_them(read_plain: Any, below: str, day: str) -> None:
    assert read_plain(below=below).published_date == day


@pytest.mark.parametrize(
    "time", ["<time datetime='2024-05-18 08:00:00'>18.05.2024, 08.00</time> in No. 21", "<p>18 May 2024</p>"]
)
def test_a_date_below_a_long_lead_in_the_header_is_the_articles(
    read: Any, paragraphs: tuple[str, ...], time: str
) -> None:
    lead, *rest = paragraphs
    text = "".join(f"<p>{each}</p>" for each in rest)
    header = f"<header><h1>Weir bursts</h1><div>{lead}</div>{time}</header>"
    article = read(f"<title>Weir bursts</title><article>{header}<div class='text'>{text}</div></article>")
    assert article.published_date == "2024-05-18"
    assert article.standfirst == lead
    assert [block.text for block in article.body] == rest


def test_a_date_of_the_past_that_a_key_point_tells_is_none_of_publication(read: Any, page: Any) -> None:
    points = (
        "<ul><li>The law on weirs and mills was signed on August 14, 1935</li><li>Nobody has read it since</li></ul>"
    )
    article = read(page(below=points), url="https://www.millbrookleader.example/2024/COUNTRY/05/18/weir/index.html")
    assert article.published_date == "2024-05-18"


@pytest.mark.parametrize("line", ["Updated 18 May 2024", "Güncelleme : 18.05.2024", "Mis à jour le 18 mai 2024"])
def test_a_printed_change_alone_gives_no_publication(read_plain: Any, line: str) -> None:
    assert read_plain(below=f"<div class='date'>{line}</div>").published_date is None


def test_a_publication_and_a_change_on_one_line(read_plain: Any) -> None:
    article = read_plain(below="<div>Giriş: 03.05.2024 - 18:24 Güncelleme: 04.05.2024 - 18:57</div>", lang=' lang="tr"')
    assert article.published_date == "2024-05-03"


def test_nothing_is_changed_before_it_appears(read_plain: Any) -> None:
    article = read_plain(head=island(datePublished=EARLY, dateModified="2024-05-01T10:00:00Z"))
    assert article.modified_at is None


def test_todays_date_in_the_masthead_is_not_the_articles(read_plain: Any) -> None:
    article = read_plain(head=island(datePublished=EARLY), above="<div>Monday, 20 May 2024</div>")
    assert article.published_at == EARLY


def test_the_date_of_a_related_story_does_not_overrule_machines(read_plain: Any) -> None:
    teaser = (
        "<div class='teaser'><p><a href='/n/3'>Analysis 11.04.2022</a></p><h3><a href='/n/3'>The mill</a></h3></div>"
    )
    article = read_plain(head=island(datePublished=EARLY), middle=teaser, after="<p>1 January 2024</p>")
    assert article.published_at == EARLY


def test_the_date_of_a_picture_gives_way_to_the_small_print(read_plain: Any) -> None:
    below = "<div><img src='/w.jpg' width='600'><p>Lock keepers at the weir of Millbrook, 24. April 2024</p></div>"
    article = read_plain(below=below, after="<ul><li>Datum 28.04.2024</li></ul>", lang=' lang="de"')
    assert article.published_date == "2024-04-28"


def test_the_labelled_date_below_the_text_is_read_and_makes_no_standfirst_of_the_text(read: Any) -> None:
    text = (
        "河湾的水闸在凌晨四点后不久决口，到六点钟草地已经变成一片湖，母鸡在湖面上游来游去，看守人说他没有听见。",
    ) * 2
    html = f"<h1>河湾水闸决口</h1><p>{text[0]}</p><p>看守人说：{text[1]}</p><div>发布日期：2024-05-18 编辑：周平</div>"
    article = read(f"<html lang='zh'><title>河湾水闸决口</title><main>{html}</main></html>")
    assert article.published_date == "2024-05-18"
    assert article.standfirst is None
    assert [block.text for block in article.body] == [text[0], f"看守人说：{text[1]}"]


def test_local_time_with_a_false_z_is_found_out_by_its_twin(read_plain: Any) -> None:
    head = island(datePublished="2024-05-02T23:30:00Z") + (
        "<meta property='article:published_time' content='2024-05-02T23:30:00-05:00'>"
    )
    assert read_plain(head=head).published_at == "2024-05-02T23:30:00-05:00"


def test_local_time_with_a_false_z_is_found_out_by_the_printed_zone(read_plain: Any) -> None:
    article = read_plain(head=island(datePublished="2024-05-02T16:18:00Z"), below="<p>2 May 2024, 16:18 BST</p>")
    assert article.published_at == "2024-05-02T16:18:00+01:00"


def test_of_two_days_told_to_machines_the_printed_one_is_believed(read_plain: Any) -> None:
    head = island(datePublished="2024-05-09T10:00:00Z") + "<meta name='pubdate' content='2024-05-02T10:00:00+01:00'>"
    assert read_plain(head=head, below="<p class='date'>2 May 2024</p>").published_at == EARLY


def test_a_day_stays_a_day(read_plain: Any) -> None:
    article = read_plain(head="<meta name='date' content='2024-05-02'>")
    assert (article.published_at, article.published_date) == (None, "2024-05-02")


def test_yesterday_counts_from_the_capture_where_machines_are_told_nothing(read_plain: Any) -> None:
    assert read_plain(below="<p class='date'>Yesterday</p>").published_date == "2024-05-19"


def test_the_date_is_found_in_a_bar_of_buttons(read_plain: Any) -> None:
    bar = "<div class='toolbar'><p>2 May 2024</p><button>Print</button></div>"
    article = read_plain(below=bar)
    assert (article.published_date, article.published_text) == ("2024-05-02", "2 May 2024")


@pytest.mark.parametrize(
    ("path", "day"),
    [
        ("/2024/05/02/weir", "2024-05-02"),
        ("/news/article/A2024050214320005196", "2024-05-02"),
        ("/view/AKR20240502113500004", "2024-05-02"),
        ("/20240502101010/weir", None),
        ("/2030/05/02/weir", None),
        ("/news/A2024139914320005196", None),
    ],
)
def test_the_url_is_the_last_resort(read: Any, page: Any, path: str, day: str | None) -> None:
    assert read(page(), url=f"https://www.millbrookleader.example{path}").published_date == day


def test_microdata_tells_of_the_change_too(read: Any, paragraphs: tuple[str, ...]) -> None:
    text = "".join(f"<p>{text}</p>" for text in paragraphs)
    article = read(
        "<html lang='en'><body><article itemscope itemtype='https://schema.org/NewsArticle'><h1>Weir bursts</h1>"
        f"<p><time itemprop='datePublished' datetime='{EARLY}'>2 May</time> (updated <time itemprop='dateModified'"
        f" datetime='2024-05-02T12:00:00+01:00'>at noon</time>)</p>{text}</article></body></html>"
    )
    assert (article.published_at, article.modified_at) == (EARLY, "2024-05-02T12:00:00+01:00")


def test_as_of_when_a_text_is_true_dates_it_where_no_other_date_is_printed(read_plain: Any) -> None:
    article = read_plain(below="<p>Stand: 02.05.2024, 20:44 Uhr</p>", lang=" lang='de'")
    assert article.published_date == "2024-05-02"
    both = "<p>Stand: 03.05.2024, 20:44 Uhr</p><p class='date'>02.05.2024</p>"
    assert read_plain(below=both, lang=" lang='de'").published_date == "2024-05-02"


LINKED = "<a href='/by/jane'>Jane Doe</a>"


@pytest.mark.parametrize(
    "bar",
    [
        f"<div class='share-tools byline'>{LINKED} / MILL POST / <span>May 2, 2024, 17:07</span></div>",
        f"<div class='social'>By {LINKED} published <time datetime='2024-05-02'>2 May</time></div>",
        "<div class='subscribe'><a href='/s'>Subscribe</a><div class='published-date'>2 May 2024</div></div>",
    ],
)
def test_the_date_may_stand_beside_the_byline_in_a_bar(read_plain: Any, bar: str) -> None:
    assert read_plain(below=bar).published_date == "2024-05-02"


def test_the_seconds_that_machines_are_told_are_kept(read_plain: Any) -> None:
    told = island(datePublished="2024-05-02T08:49:59Z")
    article = read_plain(head=told, below="<p class='date'>Thursday 2 May 2024 08:49 GMT</p>")
    assert article.published_at == "2024-05-02T08:49:59+00:00"


@pytest.mark.parametrize(
    "below",
    [
        '<div class="meta"><time class="created" datetime="2024-05-04T06:00:00+01:00">4 May 2024</time>'
        '<time class="modified" datetime="2024-05-05T09:12:00+01:00">5 May 2024</time></div>',
        '<div class="date"><span>Published</span> <time datetime="2024-05-04T06:00:00+01:00">4 May 2024</time> '
        '<span>Updated</span> <time datetime="2024-05-05T09:12:00+01:00">5 May 2024</time></div>',
        '<p class="date"><time datetime="2024-05-04T06:00:00+01:00">4 May 2024</time>, '
        'updated <time datetime="2024-05-05T09:12:00+01:00">14 hrs ago</time></p>',
    ],
)
def test_a_labelled_time_tells_of_the_change_where_machines_are_told_nothing(read_plain: Any, below: str) -> None:
    article = read_plain(below=below)
    assert article.published_at == "2024-05-04T06:00:00+01:00"
    assert article.modified_at == "2024-05-05T09:12:00+01:00"
    assert article.provenance.fields["modified_at"] in ("text", "markup")


@pytest.mark.parametrize("shown", ["6:00am", "4 May 2024"])
def test_a_time_that_only_its_class_calls_updated_dates_what_nothing_else_dates(read_plain: Any, shown: str) -> None:
    time = f'<time class="meta__time updated" datetime="2024-05-04T06:00:00+01:00">{shown}</time>'
    article = read_plain(below=f"<div>{time}</div>")
    assert (article.published_at, article.modified_at) == ("2024-05-04T06:00:00+01:00", None)
    article = read_plain(below=f"<div>Updated {time}</div>")
    assert (article.published_at, article.modified_at) == (None, "2024-05-04T06:00:00+01:00")
    article = read_plain(below=f"<p class='date'>2 May 2024</p><div>{time}</div>")
    assert (article.published_date, article.modified_at) == ("2024-05-02", "2024-05-04T06:00:00+01:00")


def test_a_time_that_is_published_and_updated_at_once_was_never_changed(read_plain: Any) -> None:
    below = '<p><time class="entry-date published updated" datetime="2024-05-04T06:00:00+01:00">4 May 2024</time></p>'
    article = read_plain(below=below)
    assert (article.published_at, article.modified_at) == ("2024-05-04T06:00:00+01:00", None)


def test_a_live_blog_is_as_old_as_its_first_word_not_as_its_posts(read_plain: Any) -> None:
    told = {
        "@type": "LiveBlogPosting",
        "headline": "Weir bursts at Millbrook",
        "datePublished": "2024-05-04T08:00:00Z",
        "dateModified": "2024-05-04T16:00:00Z",
        "liveBlogUpdate": [
            {
                "@type": "BlogPosting",
                "headline": "Ferry sails",
                "articleBody": "The ferry has sailed.",
                "datePublished": "2024-05-04T15:40:00Z",
            }
        ],
    }
    article = read_plain(head=f'<script type="application/ld+json">{json.dumps(told)}</script>')
    assert (article.published_at, article.modified_at) == ("2024-05-04T08:00:00+00:00", "2024-05-04T16:00:00+00:00")


def test_a_change_after_the_capture_is_none(read_plain: Any) -> None:
    below = '<p class="date">Updated <time class="updated" datetime="2031-05-05T09:12:00+01:00">5 May 2031</time></p>'
    assert read_plain(below=below).modified_at is None


def test_a_date_right_below_the_headline_may_be_a_link(read_plain: Any) -> None:
    below = "<div class='info'><a href='/ada'>Ada Lund</a><br><a href='/2024/05/18'>18 May 2024 at 14:27 ET</a></div>"
    assert read_plain(below=below).published_at == "2024-05-18T14:27:00-04:00"
