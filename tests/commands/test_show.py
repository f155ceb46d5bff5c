"""scrapy show: an article as a reader sees it, or what to type instead."""

import pytest
from rich.console import Console

from schemas import Article, Author, Block, Image, IssueRef, ParseWarning, Provenance, Sidebar
from scrapers.commands.show import Command, render


def article(number=1, **changes):
    url = f"https://echo.example/art/{number}"
    fields = {
        "publication": "valley_echo",
        "publication_name": "Valley Echo",
        "url": url,
        "canonical_url": url,
        "headline": f"Library saved [{number}]",
        "standfirst": "Two hundred stood outside",
        "byline": "reports Ann Lee",
        "authors": [Author(name="Ann Lee")],
        "issue": IssueRef(number="2518", label="Issue No. 2518"),
        "published_text": "Tue 23 Aug 2016, 16:18 BST",
        "body": [
            Block(type="paragraph", text="The council voted."),
            Block(type="crosshead", text="Outside", level=2),
            Block(type="list_item", text="A banner", level=1),
            Block(type="quote", text="We won"),
        ],
        "images": [
            Image(url="/a.jpg", caption="The crowd", credit="Neil Tarry", position=1),
            Image(url="/b.jpg", caption="Afterwards", position=99),
        ],
        "sidebars": [Sidebar(heading="Who pays?", body=[Block(type="paragraph", text="The bank.")], position=4)],
        "endnotes": ["Thanks to Moe"],
        "provenance": Provenance(fields={"headline": "layout:legacy"}, layout="legacy"),
        "warnings": [ParseWarning(code="no_date", message="no day is printed")],
    }
    return Article.build(identity=url, **{**fields, **changes})


@pytest.fixture
def run_folder(tmp_path):
    folder = tmp_path / "valley_echo" / "20240601T120000Z"
    folder.mkdir(parents=True)
    (folder / "articles.jsonl").write_text("".join(article(n).to_json_line() + "\n" for n in (1, 2, 3)), "utf-8")
    return folder


def show(*args):
    Command().run([str(arg) for arg in args], None)


def test_everything_a_reader_sees_is_shown_in_reading_order(capsys):
    Console(width=200).print(render(article()))
    out = capsys.readouterr().out
    order = (
        "Valley Echo", "Issue No. 2518", "Tue 23 Aug 2016", "Library saved [1]", "Two hundred stood", "reports Ann Lee",
        "Ann Lee (author)", "The council voted.", "The crowd", "Credit: Neil Tarry", "Outside", "• A banner", "We won",
        "Who pays?", "The bank.", "Afterwards", "Thanks to Moe", "layout:legacy", "no day is printed",
    )  # fmt: skip
    places = [out.find(words) for words in order]
    assert -1 not in places
    assert places == sorted(places)


def test_an_article_with_nothing_in_it_is_shown_too(capsys):
    empty = Article.build(identity="u", publication="p", url="u", canonical_url="u")
    Console(width=100).print(render(empty))
    assert "(no headline)" in capsys.readouterr().out


@pytest.mark.parametrize(("args", "headline"), [((), "[1]"), (("3",), "[3]")])
def test_an_article_is_chosen_by_its_number(run_folder, capsys, args, headline):
    show(run_folder, *args)
    assert f"Library saved {headline}" in capsys.readouterr().out


def test_the_folder_of_a_newspaper_stands_for_its_newest_run(run_folder, capsys):
    older = run_folder.with_name("20230601T120000Z")
    older.mkdir()
    (older / "articles.jsonl").write_text(article(9).to_json_line() + "\n")
    show(run_folder.parent)
    assert "Library saved [1]" in capsys.readouterr().out


@pytest.mark.parametrize(
    ("args", "words"),
    [
        ([], "scrapy show output/PAPER/RUN 1"),
        (["{run}", "1", "2"], "wanted the folder"),
        (["{run}", "0"], "0 is no number"),
        (["{run}", "two"], "two is no number"),
        (["{run}", "4"], "3 article(s), there is no number 4"),
        (["{run}/none"], "holds no articles.jsonl"),
    ],
)
def test_a_mistake_is_answered_with_what_to_type(run_folder, capsys, args, words):
    with pytest.raises(SystemExit) as ended:
        show(*(arg.replace("{run}", str(run_folder)) for arg in args))
    assert ended.value.code == 2
    captured = capsys.readouterr()
    assert captured.out == ""
    assert captured.err.startswith("scrapy show: error: ")
    assert words in captured.err


@pytest.mark.parametrize("line", ["{}", "not json", '{"headline": 3}', "\x00"])
def test_a_line_that_is_no_article_is_named(run_folder, capsys, line):
    (run_folder / "articles.jsonl").write_text(line + "\n")
    with pytest.raises(SystemExit):
        show(run_folder)
    assert "line 1 of" in capsys.readouterr().err
