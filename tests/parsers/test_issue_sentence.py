"""Sentences that say in which printed issue the article appeared, and those that only sound like it."""

from __future__ import annotations

import json
from typing import Any

import pytest
from hypothesis import given, settings

from scrapers.parsers.issue_sentence import read_issue_sentence
from tests.parsers.odd_lines import odd_lines


def found(line: str, paper: str | None = "Millbrook Leader") -> dict[str, str]:
    ref = read_issue_sentence(line, None, paper)
    return {name: value for name, value in ref.model_dump().items() if value} if ref else {}


@pytest.mark.parametrize(
    ("line", "number", "label"),
    [
        ("This article appears in issue 2518 of the Leader", "2518", "issue 2518"),
        ("Dieser Artikel erschien in Ausgabe 12/2023", "12", "Ausgabe 12/2023"),
        ("Dieser Text stammt aus Heft 5/2023 der Zeitschrift. Sie wollen mehr?", "5", "Heft 5/2023"),
        ("Cet article est paru dans le numéro 1234 du Meunier", "1234", "numéro 1234"),
        ("Publicado en el número 123, mayo de 2023", "123", "número 123"),
        ("Este texto foi publicado na edição 1234 da revista", "1234", "edição 1234"),
        ("Questo articolo è uscito sul numero 1583 del Mugnaio.", "1583", "numero 1583"),
        ("Dit artikel verscheen in nummer 34/2016", "34", "nummer 34/2016"),
        ("Artykuł ukazał się w numerze 12/2023", "12", "numerze 12/2023"),
        ("Den här artikeln publicerades i nummer 7/2023", "7", "nummer 7/2023"),
        ("Статья опубликована в газете, №84", "84", "№84"),
        ("本文刊于2023年第12期", "12", "第12期"),
    ],
)
def test_an_issue_is_known_by_its_number(line: str, number: str, label: str) -> None:
    ref = found(line)
    assert (ref.get("number"), ref.get("label")) == (number, label)


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        ("This story appears in the January 2017 issue of the Leader. Buy it.", {"label": "January 2017"}),
        ("*This piece appeared in the July/August 2017 print edition.", {"label": "July/August 2017"}),
        ("From the Summer 2016 edition", {"label": "Summer 2016"}),
        ("This article was also published in the March 9 – 15, 2018 issue", {"label": "March 9 – 15, 2018"}),
        (
            "Published in the print edition of the December 4, 2023, issue, with the headline “The Weir.”",
            {"label": "December 4, 2023", "date": "2023-12-04"},
        ),
        (
            "A version of this article appears in print on May 14, 2023, Section A, Page 1 of the Valley edition.",
            {"label": "May 14, 2023", "date": "2023-05-14", "page": "A1"},
        ),
        (
            "Dieser Text ist in der Printausgabe vom 5. Mai 2023 erschienen, Seite 3.",
            {"label": "5. Mai 2023", "date": "2023-05-05", "page": "3"},
        ),
        ("Dit artikel verscheen in de krant van 5 mei 2023", {"label": "5 mei 2023", "date": "2023-05-05"}),
    ],
)
def test_an_issue_without_a_number_is_known_by_its_day_month_or_season(line: str, expected: dict[str, str]) -> None:
    assert found(line) == expected


@pytest.mark.parametrize(
    "line",
    [
        "The interview appeared in the January 2017 issue of the Weaver",  # of another paper, in a story
        "This article first appeared in issue 12 of the Weaver",
        "Dieser Artikel erschien zuerst in Ausgabe 12/2023 des Webers",
        "This article was published on 5 May 2023",
        "This article was updated on 5 May 2023 to issue a correction",
        "This article was published in the online edition of 5 May 2023",
        "Published in the latest issue, No. 34. Subscribe now",
        "This article appeared in the print edition under the headline “The weir”",
        "From the January floods of 2017 the valley never recovered",
        "Aus der Ausgabe vom 5. Mai 1945 erfuhr der Müller, dass der Krieg zu Ende war, und er ging mit der Zeitung"
        " unter dem Arm hinunter zum Wehr.",
    ],
)
def test_what_names_no_issue_of_this_paper_gives_none(line: str) -> None:
    assert found(line) == {}


def test_what_first_appeared_in_this_paper_has_its_issue() -> None:
    line = "This article first appeared in issue 12 of the Millbrook Leader"
    assert found(line)["number"] == "12"
    assert found(line, None) == {}


@settings(deadline=None)
@given(odd_lines)
def test_no_text_breaks_the_reader(text: str) -> None:
    for line in (text, f"This article appears in issue {text}", f"Dieser Text stammt aus {text}"):
        ref = read_issue_sentence(line, None, text)
        assert ref is None or ref.label


def test_the_sentence_below_the_text_tells_the_issue_and_stays_an_end_note(read_plain: Any) -> None:
    note = "This article appears in the May 2024 print edition of the Millbrook Leader."
    article = read_plain(end=f"<p><em>{note}</em></p>")
    assert article.issue is not None
    assert (article.issue.number, article.issue.label) == (None, "May 2024")
    assert article.endnotes == [note]
    assert article.provenance.fields["issue"] == "text"


def test_the_sentence_above_the_text_is_none_of_it(read_plain: Any, paragraphs: tuple[str, ...]) -> None:
    note = "<blockquote>This story appears in the <a href='/2024/05/'>May 2024 issue</a> of the Leader.</blockquote>"
    article = read_plain(below=note)
    assert article.issue is not None
    assert article.issue.label == "May 2024"
    assert [block.text for block in article.body] == list(paragraphs)


def test_machines_know_the_number_of_an_issue_that_is_printed_by_its_month(read_plain: Any) -> None:
    node = {"@type": "Article", "isPartOf": {"@type": "PublicationIssue", "issueNumber": "84"}}
    head = f"<script type='application/ld+json'>{json.dumps(node)}</script>"
    issue = read_plain(head=head, end="<p>This article appears in the May 2024 print edition.</p>").issue
    assert issue is not None
    assert (issue.number, issue.label) == ("84", "May 2024")
