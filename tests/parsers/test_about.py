"""Section, topics, language, access and addresses: what a page says about its article."""

import json
from collections.abc import Callable
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from schemas import Article
from scrapers.parsers.about import normalise_url

Read = Callable[..., Article]
SITE = "https://www.millbrookleader.example"
OWN = f"{SITE}/news/weir-story"


@pytest.mark.parametrize(
    ("raw", "normal"),
    [
        ("HTTPS://WWW.Paper.Example/A", "https://www.paper.example/A"),
        ("https://paper.example:443/a", "https://paper.example/a"),
        ("http://paper.example:80/a", "http://paper.example/a"),
        ("https://paper.example:8443/a", "https://paper.example:8443/a"),
        ("https://paper.example", "https://paper.example/"),
        ("https://paper.example/a#comments", "https://paper.example/a"),
        ("https://paper.example/a?id=7&utm_source=x&fbclid=y", "https://paper.example/a?id=7"),
        ("https://paper.example/a?utm_medium=x", "https://paper.example/a"),
        ("https://paper.example/caf%c3%a9", "https://paper.example/caf%C3%A9"),
        ("https://paper.example/café", "https://paper.example/caf%C3%A9"),
        ("https://paper.example/%7Eada/a%2Fb", "https://paper.example/~ada/a%2Fb"),
    ],
)
def test_an_address_has_one_form(raw: str, normal: str) -> None:
    assert normalise_url(raw) == normal


@given(st.text(max_size=40))
def test_normalising_twice_changes_nothing(path: str) -> None:
    once = normalise_url(f"https://paper.example/{path}")
    assert normalise_url(once) == once


@pytest.mark.parametrize(
    ("head", "canonical"),
    [
        ("", OWN),
        (f"<link rel=canonical href='{SITE}/2024/weir'>", f"{SITE}/2024/weir"),
        ("<link rel=canonical href='/2024/weir'>", f"{SITE}/2024/weir"),
        (
            "<link rel=canonical href='https://millbrookleader.example/2024/weir'>",
            "https://millbrookleader.example/2024/weir",
        ),
        (f"<meta property='og:url' content='{SITE}/2024/weir'>", f"{SITE}/2024/weir"),
        # Another site's address, the home page's, and nonsense say nothing about this article.
        ("<link rel=canonical href='https://other.example/x'>", OWN),
        ("<link rel=canonical href='https://millbrookleader.example.evil.test/x'>", OWN),
        (f"<link rel=canonical href='{SITE}/'>", OWN),
        ("<link rel=canonical href='http://[::1'>", OWN),
        ("<link rel=canonical href='javascript:void(0)'>", OWN),
        ("<link rel=canonical href=''>", OWN),
    ],
)
def test_the_declared_address_counts_on_the_same_site_only(read_plain: Read, head: str, canonical: str) -> None:
    assert read_plain(head=head).canonical_url == canonical


def test_two_papers_under_one_national_suffix_are_two_sites(read: Read, page: Callable[..., str]) -> None:
    html = page(head="<link rel=canonical href='https://otherpaper.co.uk/x'>")
    assert read(html, url="https://www.leader.co.uk/weir").canonical_url == "https://www.leader.co.uk/weir"


def test_the_same_article_has_the_same_id_however_it_was_reached(read: Read, page: Callable[..., str]) -> None:
    assert read(page(), url=OWN).id == read(page(), url=f"{OWN}?utm_source=x#top").id
    assert read(page(), url=OWN).id != read(page(), url=f"{OWN}-2").id


@pytest.mark.parametrize(
    ("lang", "head", "language"),
    [
        (" lang='en'", "", "en"),
        (" lang='en_gb'", "", "en-GB"),
        (" lang='ZH-hant-tw'", "", "zh-Hant-TW"),
        ("", "<meta property='og:locale' content='de_AT'>", "de-AT"),
        ("", "<meta http-equiv='content-language' content='fr'>", "fr"),
        (" lang=''", "", None),
        (" lang='english please'", "", None),
        ("", "", None),
    ],
)
def test_the_language_is_the_declared_one(read_plain: Read, lang: str, head: str, language: str | None) -> None:
    assert read_plain(lang=lang, head=head).language == language


@pytest.mark.parametrize(
    ("changes", "section"),
    [
        ({"head": "<meta property='article:section' content='River'>"}, "River"),
        ({"above": "<nav class='breadcrumb'><a href='/'>Home</a> › <a href='/river'>River</a></nav>"}, "River"),
        (
            {"above": "<ol class='breadcrumb'><li><a href='/'>Home</a></li><li><a href='/river'>River</a></li></ol>"},
            "River",
        ),
        (
            {"head": '<script type="application/ld+json">{"@type":"NewsArticle","articleSection":["River"]}</script>'},
            "River",
        ),
        # The bar of all sections names none in particular.
        (
            {
                "above": (
                    "<div class='nav'><a href='/'>Home</a> <a href='/river'>River</a> <a href='/jobs'>Jobs</a></div>"
                )
            },
            None,
        ),
        ({}, None),
    ],
)
def test_the_section_is_the_article_s_own(read_plain: Read, changes: dict[str, str], section: str | None) -> None:
    assert read_plain(**changes).section == section


def test_topics_are_the_printed_ones(read_plain: Read, paragraphs: tuple[str, ...]) -> None:
    end = "<p class='tags'>Topics: <a rel='tag' href='/t/river'>River</a>, <a rel='tag' href='/t/mills'>Mills</a></p>"
    article = read_plain(end=end, head="<meta name='news_keywords' content='flood, water'>")
    assert article.topics == ["River", "Mills"]
    assert len(article.body) == len(paragraphs)


def test_topics_come_from_meta_elements_when_none_are_printed(read_plain: Read) -> None:
    head = "<meta property='article:tag' content='River'><meta property='article:tag' content='Mills, Weirs'>"
    assert read_plain(head=head).topics == ["River", "Mills", "Weirs"]


@pytest.mark.parametrize(
    ("value", "free"),
    [
        (True, True),
        (False, False),
        ("True", True),
        ("false", False),
        ("http://schema.org/False", False),
        ("maybe", None),
        (3, None),
    ],
)
def test_whether_all_can_read_it_is_what_the_page_says(read_plain: Read, value: object, free: bool | None) -> None:
    node = json.dumps({"@type": "NewsArticle", "isAccessibleForFree": value})
    assert read_plain(head=f'<script type="application/ld+json">{node}</script>').free_to_read is free


def test_access_is_unknown_when_the_page_does_not_say(read_plain: Read) -> None:
    assert read_plain().free_to_read is None


@pytest.mark.parametrize(
    ("url", "slug"),
    [
        ("https://www.millbrookleader.example/a", "millbrookleader"),
        ("https://news.the-leader.co.uk/a", "the_leader"),
        ("http://192.0.2.7/a", "192_0_2_7"),
        ("not a url", "unknown"),
    ],
)
def test_an_unknown_paper_is_named_after_its_host(read: Read, page: Callable[..., str], url: str, slug: str) -> None:
    assert read(page(), url=url).publication == slug


@pytest.mark.parametrize(
    "head",
    [
        "<meta property='og:site_name' content='Millbrook Leader'>",
        '<script type="application/ld+json">{"@type":"NewsArticle",'
        '"publisher":{"@type":"Organization","name":"Millbrook Leader"}}</script>',
    ],
)
def test_the_name_of_the_paper_is_the_one_it_gives(read_plain: Read, head: str) -> None:
    assert read_plain(head=head).publication_name == "Millbrook Leader"


def test_a_glued_list_of_sections_gives_the_first(read_plain: Any) -> None:
    head = '<script type=\'application/ld+json\'>{"@type":"NewsArticle","articleSection":"%s"}</script>'
    assert read_plain(head=head % "World,News").section == "World"
    assert read_plain(head=head % "Arts, Books and Film").section == "Arts, Books and Film"


def test_what_a_system_keeps_for_itself_is_no_topic(read_plain: Any) -> None:
    own = "8f507083-bac4-423a-9015-2eb31e1bce50, Category: News, NLP Category: Rivers, millbrookleader.example"
    keywords = f"{own}, Weirs, Bread &amp; Butter"
    head = f'<script type="application/ld+json">{{"@type":"NewsArticle","keywords":"{keywords}"}}</script>'
    assert read_plain(head=head).topics == ["Weirs", "Bread & Butter"]


@pytest.mark.parametrize("declared", ["", ' lang="en"', ' lang="en-US"'])
@pytest.mark.parametrize(
    ("title", "language"), [("潮見港の朝市が歴史を閉じた", "ja"), ("방앗간 둑이 무너졌다", "ko"), ("Το φράγμα", "el")]
)
def test_a_script_of_one_language_overrules_a_template(
    read_plain: Any, declared: str, title: str, language: str
) -> None:
    assert read_plain(title=title, lang=declared).language == language


CHINESE = "河湾的老水闸在星期一夜里被洪水冲垮，镇上的两条街都进了水，没有人受伤。"
JAPANESE = "潮見港の朝市は月曜の夜に水が入り、二つの通りがぬれたが、けがをした人はいなかったという。"


@pytest.mark.parametrize(
    ("title", "text", "language"),
    [
        ("河湾水闸垮了", CHINESE, "zh"),
        ("潮見港朝市閉鎖", JAPANESE, "ja"),
        ("ဆည်ကျိုး", "ဆည်ရေကျိုးပေါက်ပြီး လမ်းနှစ်လမ်း ရေဝင်သွားသည်", "my"),
        ("அணை உடைந்தது", "ஆற்றின் அணை திங்கள் இரவு உடைந்து இரண்டு தெருக்கள் நீரில் மூழ்கின", "ta"),
        ("Weir bursts", "The weir at Millbrook burst shortly after four in the morning.", None),
    ],
)
def test_where_no_page_tells_its_language_its_script_may(
    read: Any, title: str, text: str, language: str | None
) -> None:
    article = f"<article><h1>{title}</h1>{f'<p>{text}</p>' * 5}</article>"
    assert read(f"<meta charset='utf-8'><title>{title}</title>{article}").language == language


def test_a_foreign_name_in_a_title_changes_no_language(read_plain: Any) -> None:
    assert read_plain(title="The painter 草間 opens a show of dots at Millbrook | Leader").language == "en"
