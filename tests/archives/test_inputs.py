"""What a path that was typed holds, and one clear message when it is nothing that can be read."""

import pytest

from schemas import ArgumentError
from scrapers.archives.inputs import find_inputs


def test_a_run_folder_a_file_and_a_folder_of_runs(saved, five, tmp_path):
    data = five().data
    first = saved("paper/20200101T000000Z/archive/b.warc.gz", data)
    open_file = saved("paper/20200202T000000Z/archive/a.warc.gz.open", data)
    saved("paper/20200202T000000Z/report.html", b"<p>A report</p>")
    saved("paper/20200202T000000Z/articles.jsonl", b"")
    assert [one.path for one in find_inputs([str(tmp_path)])] == [first, open_file]
    found = find_inputs([str(first), str(tmp_path / "paper"), str(first)])
    assert [(one.kind, one.name) for one in found] == [
        ("warc", "archive/b.warc.gz"),
        ("warc", "archive/a.warc.gz.open"),
    ]


def test_kinds_are_told_by_content_where_the_name_says_nothing(saved, five):
    assert find_inputs([str(saved("x", five().data))])[0].kind == "warc"
    assert find_inputs([str(saved("y", five(packed=False).data))])[0].kind == "warc"
    assert find_inputs([str(saved("z", b"PK\x03\x04"))])[0].kind == "wacz"
    assert find_inputs([str(saved("page", b"\n<html>"))])[0].kind == "pages"
    assert find_inputs([str(saved("d/story.HTM", b"text"))])[0].kind == "pages"
    assert find_inputs([str(saved("e/manifest.jsonl", b"{}").parent)])[0].kind == "pages"


@pytest.mark.parametrize(
    ("name", "data", "words"),
    [
        ("empty.warc.gz", b"", "is empty"),
        ("old.arc", b"filedesc://old.arc 0.0.0.0 2001", "warcio recompress"),
        ("notes.txt", b"just notes", "begins with b'just notes'"),
    ],
)
def test_a_file_of_another_kind_is_one_message(saved, name, data, words):
    with pytest.raises(ArgumentError, match=r"wanted|type") as raised:
        find_inputs([str(saved(name, data))])
    assert words in str(raised.value)


def test_a_path_that_is_not_there_or_holds_nothing(saved, tmp_path):
    with pytest.raises(ArgumentError, match="is not there; type the path"):
        find_inputs([str(tmp_path / "nowhere")])
    saved("folder/notes.txt", b"x")
    with pytest.raises(ArgumentError, match=r"holds 1 file\(s\) and nothing to read"):
        find_inputs([str(tmp_path / "folder")])
