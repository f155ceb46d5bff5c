"""Two runs compared: what changed in how many articles, and where to look."""

import json

import pytest

from schemas import ArgumentError, Article, Author, Block, Image
from scrapers.reparse.diff import Example, compare


def article(number, **changes):
    url = f"https://paper.example/{number}"
    fields = {
        "publication": "paper",
        "url": url,
        "canonical_url": url,
        "headline": "Library saved",
        "body": [Block(type="paragraph", text=f"Paragraph {n}") for n in range(3)],
        "images": [Image(url="https://paper.example/p.jpg", caption="A vote", credit="A B")],
    }
    return Article.build(identity=url, **{**fields, **changes})


@pytest.fixture
def run(tmp_path):
    def write(name, *articles):
        path = tmp_path / f"{name}.jsonl"
        path.write_text("".join(one.to_json_line() + "\n" for one in articles), encoding="utf-8")
        return path

    return write


def test_the_same_articles_in_another_order_and_with_other_provenance_are_no_change(run):
    old = run("old", article(1), article(2))
    found = compare(old, [run("new", article(2, provenance={"parser_version": "9"}), article(1))])
    assert (found.compared, found.changed, found.added, found.gone) == (2, 0, [], [])
    assert found.fields == {}


def test_fields_are_counted_by_articles_and_shown_where_they_differ(run):
    old = run("old", article(1), article(2), article(3))
    changed = [
        article(1, images=[Image(url="https://paper.example/p.jpg", caption="A vote", credit="C D")]),
        article(2, headline=None, body=[Block(type="paragraph", text=f"Paragraph {n}") for n in (0, 2)]),
        article(3, authors=[Author(name="A B")], images=[]),
    ]
    found = compare(old, [run("new", *changed)])
    assert (found.compared, found.changed) == (3, 3)
    assert found.fields == {"images[].credit": 1, "headline": 1, "body": 1, "authors": 1, "images": 1}
    assert found.examples["images[].credit"] == [Example("https://paper.example/1", "A B", "C D")]
    assert found.examples["headline"] == [Example("https://paper.example/2", "Library saved", None)]
    assert found.examples["body"] == [Example("https://paper.example/2", "Paragraph 1", None)]
    assert found.examples["authors"] == [Example("https://paper.example/3", None, "A B")]
    assert found.examples["images"] == [Example("https://paper.example/3", "A vote", None)]


def test_articles_that_are_new_or_gone_over_several_folders(run):
    old = run("old", article(1), article(2))
    found = compare(old, [run("a", article(1)), run("b", article(3))])
    assert (found.added, found.gone) == (["https://paper.example/3"], ["https://paper.example/2"])


def test_long_texts_are_cut_around_the_change_and_examples_are_few(run):
    text = "word " * 100
    old = run("old", *(article(n, standfirst=text + "was" + text) for n in range(9)))
    found = compare(old, [run("new", *(article(n, standfirst=text + "is" + text) for n in range(9)))])
    assert found.fields["standfirst"] == 9
    assert len(found.examples["standfirst"]) == 3
    example = found.examples["standfirst"][0]
    assert "was" in example.old
    assert " is" in example.new
    assert len(example.old) < 110
    assert json.loads(json.dumps(found.as_json()))["fields"][0]["articles"] == 9


def test_a_file_that_holds_no_articles_is_one_message(tmp_path, run):
    path = tmp_path / "old.jsonl"
    path.write_text('{"number": 1}\n')
    with pytest.raises(ArgumentError, match=r"line 1 of .* is no article .* --diff with the folder of a run"):
        compare(path, [run("new", article(1))])


def test_of_several_revisions_the_newest_that_both_have_of_one_capture_are_compared(run):
    def revision(number, day, headline):
        at = {"fetched_at": f"2020-01-{day:02}T00:00:00+00:00"}
        return article(number, headline=headline, provenance=at)

    old = run("old", revision(1, 1, "First"), revision(1, 2, "Second"), revision(2, 1, "Before"))
    new = [revision(1, 1, "Frist"), revision(1, 2, "Second, better"), revision(1, 3, "Third"), revision(2, 9, "After")]
    found = compare(old, [run("a", *new[:2]), run("b", *new[2:])])
    assert (found.compared, found.changed, found.added, found.gone) == (2, 2, [], [])
    url = "https://paper.example/"
    assert found.examples["headline"] == [
        Example(f"{url}1", "Second", "Second, better"),
        Example(f"{url}2", "Before", "After"),
    ]


def test_revisions_of_a_new_article_are_one_new_article(run):
    found = compare(run("old", article(1)), [run("new", article(1), article(2), article(2, headline="Another"))])
    assert (found.compared, found.added) == (1, ["https://paper.example/2"])
