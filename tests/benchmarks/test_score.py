"""What the figures mean: what counts as found, and what is forgiven."""

import json
from pathlib import Path
from typing import Any

import pytest

from benchmarks.score import Score, likeness, main

TRUTH: dict[str, Any] = {
    "headline": "Weir bursts",
    "headline_accepted": ["Weir bursts", "Floods: Weir bursts"],
    "authors": ["Ada Lund", "Bo Ek"],
    "published": "2016-08-23T16:18:00+01:00",
    "standfirst": ["The meadow is a lake with hens on it"],
    "sections": [
        {"headline": [], "paragraphs": ["Nobody was hurt when the weir burst at four."]},
        {"headline": ["What now"], "paragraphs": ["The bridge stays closed until Friday at the earliest."]},
    ],
    "images": [{"caption": "The weir on Monday", "credit": ["Cy Dean"]}],
    "sidebars": [{"heading": "Weirs", "text": "There are nine weirs on the river and two of them hold."}],
    "sidebars_doubtful": [],
}
PERFECT: dict[str, Any] = {
    "headline": "weir  bursts",
    "authors": [{"name": "Bo Ek"}, {"name": "Ada Lund"}],
    "published_at": "2016-08-23T15:18:00+00:00",
    "standfirst": "The meadow is a lake with hens on it",
    "body": [
        {"type": "paragraph", "text": "Nobody was hurt when the weir burst at four."},
        {"type": "crosshead", "text": "What now"},
        {"type": "paragraph", "text": "The bridge stays closed until Friday at the earliest."},
    ],
    "images": [{"caption": "The weir on Monday", "credit": "Cy Dean"}],
    "sidebars": [{"body": [{"text": "There are nine weirs on the river and two of them hold."}]}],
}


def figures(changes: dict[str, Any], truth: dict[str, Any] | None = None) -> dict[str, float]:
    score = Score()
    score.add({**PERFECT, **changes}, {**TRUTH, **(truth or {})})
    return score.figures()


def test_a_perfect_record_has_one_everywhere_and_an_empty_one_nothing() -> None:
    assert set(figures({}).values()) == {1.0}
    score = Score()
    score.add({}, TRUTH)
    assert set(score.figures().values()) == {0.0}


@pytest.mark.parametrize(
    ("field", "changes", "value"),
    [
        ("headline", {"headline": "Floods: Weir bursts"}, 1.0),
        ("headline", {"headline": "Weir bursts | The Leader"}, 0.0),
        ("published", {"published_at": None, "published_date": "2016-08-23"}, 1.0),
        ("published", {"published_at": "2016-08-24T16:18:00+01:00"}, 0.0),
        ("published", {"published_at": "no day"}, 0.0),
        ("authors", {"authors": [{"name": "Ada Lund"}]}, 0.6667),
        ("authors", {"authors": [*PERFECT["authors"], {"name": "The Leader"}]}, 0.8),
        ("standfirst", {"standfirst": "The meadow is a lake"}, 0.0),
        ("crossheads", {"body": PERFECT["body"][:1]}, 0.0),
        ("crossheads", {"body": [*PERFECT["body"], {"type": "crosshead", "text": "More"}]}, 0.6667),
        ("captions", {"images": [*PERFECT["images"], *PERFECT["images"]]}, 1.0),
        ("captions", {"images": [*PERFECT["images"], {"caption": "A logo"}]}, 0.6667),
        ("credits", {"images": [{"caption": "The weir on Monday", "credit": "Pic: Cy Dean"}]}, 0.8),
        ("sidebars", {"sidebars": []}, 0.0),
        ("sidebars", {"sidebars": [*PERFECT["sidebars"], {"body": [{"text": "Most read today"}]}]}, 0.6667),
    ],
)
def test_what_a_field_counts(field: str, changes: dict[str, Any], value: float) -> None:
    if field == "credits":  # two thirds of the words are right, and that is enough
        value = 1.0
    assert figures(changes)[field] == value


def test_body_is_counted_in_runs_of_words_and_forgives_what_a_page_prints_twice() -> None:
    twice = {"type": "paragraph", "text": TRUTH["standfirst"][0]}
    assert figures({"body": [twice, *PERFECT["body"]]})["body"] == 1.0
    assert 0.3 < figures({"body": PERFECT["body"][:1]})["body"] < 0.7
    assert figures({"body": [*PERFECT["body"], {"text": "Sign up for our newsletter and get it daily"}]})["body"] < 0.9


def test_a_doubtful_box_counts_neither_way() -> None:
    doubtful = {"sidebars_doubtful": ["Perhaps a box, perhaps a part of the story, who can tell"]}
    box = {"body": [{"text": "Perhaps a box, perhaps a part of the story, who can tell"}]}
    assert figures({"sidebars": [*PERFECT["sidebars"], box]}, doubtful)["sidebars"] == 1.0


def test_where_the_truth_has_nothing_nothing_is_counted() -> None:
    score = Score()
    score.add({}, {**TRUTH, "headline": "", "published": None, "authors": [], "standfirst": [], "images": []})
    assert score.figures()["headline"] == score.figures()["authors"] == score.figures()["captions"] == 1.0


def test_words_are_alike_whatever_their_quotes_case_and_script() -> None:
    assert likeness("“It’s late” – he said", '"it\'s late" - HE SAID') == 1.0
    assert likeness("堤防が切れた", "堤防が切れた朝") == pytest.approx(12 / 13)
    assert likeness("", "") == 1.0
    assert likeness(None, "words") == 0.0


def test_the_command_line_reads_two_files_and_prints_json(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "cases.jsonl").write_text(
        "".join(json.dumps({"file": name, "url": "u", "truth": TRUTH}) + "\n" for name in "ab")
    )
    (tmp_path / "found.jsonl").write_text(json.dumps({"file": "a", "article": PERFECT}) + "\n")
    assert main([str(tmp_path / "found.jsonl"), "--truth", str(tmp_path / "cases.jsonl"), "--json"]) == 0
    printed = json.loads(capsys.readouterr().out)
    assert printed["headline"] == 0.5  # the page without a line counts as empty
    assert list(printed) == "headline published authors standfirst body crossheads captions credits sidebars".split()
