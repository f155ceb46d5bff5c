"""What a page says of itself to machines."""

import json
import math

import pytest

from scrapers.markup import parse_utf8
from scrapers.parsers.metadata import Metadata, text_of, texts_of, types_of


def metadata(head: str) -> Metadata:
    return Metadata(parse_utf8(f"<html><head>{head}</head><body><p>x</p></body></html>".encode()))


def ld(value: object) -> str:
    return f'<script type="application/ld+json">{json.dumps(value)}</script>'


def test_meta_values_are_found_by_any_of_their_names_in_any_case() -> None:
    found = metadata(
        "<meta property='OG:Title' content=' Weir  bursts '><meta name=author content=A><meta name=author content=B>"
    )
    assert found.first("og:title") == "Weir bursts"
    assert found.all("author") == ["A", "B"]
    assert found.first("no-such", "author") == "A"
    assert found.first("no-such") is None


@pytest.mark.parametrize("broken", ["", "[]", '{"pub_date": 3, "author": ["A"]}', '{"pub_date": "2016'])
def test_one_object_may_hold_what_other_pages_tell_one_by_one(broken: str) -> None:
    told = '{"pub_date": "2016-05-04T10:00:00Z", "author": "Ada Lund", "title": "Weir"}'
    found = metadata(f"<meta name='parsely-page' content='{told}'>")
    assert (found.first("parsely-pub-date"), found.first("parsely-author")) == ("2016-05-04T10:00:00Z", "Ada Lund")
    assert metadata(f"<meta name='parsely-page' content='{broken}'>").first("parsely-pub-date") is None


@pytest.mark.parametrize("blank", [" ", "None", "null", "undefined", "NaN"])
def test_values_that_a_program_left_unfilled_are_passed_over(blank: str) -> None:
    assert metadata(f"<meta name=date content='{blank}'><meta name=date content=2016>").first("date") == "2016"
    assert texts_of([blank, "A"]) == ["A"]


def test_the_first_title_is_the_page_s() -> None:
    assert metadata("<title> Weir\n bursts </title><title>other</title>").title == "Weir bursts"


@pytest.mark.parametrize(
    "wrap",
    [
        lambda node: node,
        lambda node: [node],
        lambda node: {"@graph": [{"@type": "WebPage"}, node]},
        lambda node: {"@type": "WebPage", "mainEntity": node},
        lambda node: [[{"@type": "WebSite"}], [node]],
    ],
)
def test_the_article_is_found_wherever_structured_data_keep_it(wrap) -> None:
    node = {"@type": ["NewsArticle"], "headline": "Weir bursts"}
    assert metadata(ld(wrap(node))).article["headline"] == "Weir bursts"


def test_the_page_s_own_article_wins_over_teasers() -> None:
    own = {"@type": "NewsArticle", "headline": "Own", "datePublished": "2016-01-01", "author": "A"}
    teasers = {
        "@type": "ItemList",
        "itemListElement": [{"@type": "NewsArticle", "headline": f"T{n}"} for n in range(9)],
    }
    assert metadata(ld(teasers) + ld(own)).article["headline"] == "Own"


@pytest.mark.parametrize(
    "kind", ["https://schema.org/NewsArticle", "http://schema.org/Article", "ReportageNewsArticle"]
)
def test_types_are_known_with_and_without_their_name_space(kind: str) -> None:
    assert metadata(ld({"@type": kind, "headline": "Own"})).article["headline"] == "Own"


def test_a_long_gap_in_broken_structured_data_costs_no_more_than_its_length() -> None:
    """From every place of the gap a search for the end of a comment once ran to its end: an hour for this."""
    gap = " " * 1_000_000
    node = '{"@type":"NewsArticle","headline":"Weir"'
    assert metadata(f'<script type="application/ld+json">{node}{gap}x</script>').article == {}
    wrapped = f"<!-- {node}{gap}}} -->"
    assert metadata(f'<script type="application/ld+json">{wrapped}</script>').article["headline"] == "Weir"


@pytest.mark.parametrize(
    "source",
    [
        '{"@type":"NewsArticle","headline":"Two\nlines"}',
        '\n{"@type":"NewsArticle","headline":"Two lines"};\n',
        '//<![CDATA[\n{"@type":"NewsArticle","headline":"Two lines"}\n//]]>',
        '<!--\n{"@type":"NewsArticle","headline":"Two lines"}\n-->',
        '\ufeff{"@type":"NewsArticle","headline":"Two lines"}',
        '{"@type":"NewsArticle","headline":"Two lines",}',
    ],
    ids=["line feed in a string", "semicolon", "CDATA", "comment", "byte order mark", "trailing comma"],
)
def test_the_common_faults_of_hand_made_structured_data_are_forgiven(source: str) -> None:
    found = metadata(f'<script type="application/ld+json">{source}</script>')
    assert text_of(found.article.get("headline")) == "Two lines"


@pytest.mark.parametrize(
    ("value", "texts"),
    [
        (None, []),
        ("A", ["A"]),
        (["A", ["B"]], ["A", "B"]),
        ({"name": "A"}, ["A"]),
        ([{"name": "A"}, {"other": "B"}, "C"], ["A", "C"]),
        (7, ["7"]),
        (True, []),
        (math.nan, []),
        (math.inf, []),
        ("  ", []),
    ],
)
def test_texts_come_from_strings_objects_numbers_and_lists(value: object, texts: list[str]) -> None:
    assert texts_of(value, "name") == texts


@pytest.mark.parametrize("value", [None, 3, {"a": 1}, [None, 3]])
def test_a_type_of_the_wrong_type_is_none(value: object) -> None:
    assert types_of({"@type": value}) == set()
