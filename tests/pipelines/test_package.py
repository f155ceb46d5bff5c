import hashlib
import json
import re
import tracemalloc
from datetime import UTC, datetime

import jsonschema
import pytest

from pipelines.package import PACKAGE, Origin, sha256_of, table_schema, verify, write_package
from pipelines.run import RunFolder
from schemas import Article, OutputError

NOON = datetime(2024, 5, 10, 12, 0, 0, tzinfo=UTC)
ORIGIN = Origin(name="Valley Echo", home="https://echo.example/", ended=NOON)


@pytest.fixture
def run(tmp_path, an_article, an_issue, a_rejection, write_warc):
    """The folder of a finished run with one record of each kind, an archive and a report."""
    run = RunFolder.create(tmp_path / "output", "valley_echo", NOON)
    for record in (an_article(), an_issue(), a_rejection()):
        run.add(record)
    write_warc(run.path / "archive" / "valley.warc.gz", [("https://echo.example/art/1", b"HTTP/1.1 200 OK\r\n\r\n<p>")])
    (run.path / "report.html").write_text("<p>", encoding="utf-8")
    run.finish({}, ORIGIN)
    return run.path


@pytest.fixture
def package(run):
    return json.loads((run / PACKAGE).read_text("utf-8"))


def test_the_package_tells_what_it_is(package):
    assert package["$schema"] == "https://datapackage.org/profiles/2.0/datapackage.json"
    assert package["name"] == "valley_echo-20240510t120000z"
    assert package["created"] == "2024-05-10T12:00:00+00:00"
    assert package["sources"] == [{"title": "Valley Echo", "path": "https://echo.example/"}]


def test_every_file_of_the_run_is_a_resource_with_its_bytes_and_checksum(run, package):
    files = {p.relative_to(run).as_posix(): p.read_bytes() for p in run.rglob("*") if p.is_file()}
    del files[PACKAGE]
    assert {r["path"] for r in package["resources"]} == set(files)
    for resource in package["resources"]:
        data = files[resource["path"]]
        assert resource["bytes"] == len(data)
        assert resource["hash"] == "sha256:" + hashlib.sha256(data).hexdigest()


def test_what_a_killed_process_left_half_written_is_no_file_of_the_run(run):
    (run / f".{PACKAGE}.part").write_text('{"$schema": ', encoding="utf-8")
    (run / "archive" / ".valley.cdxj.part").write_bytes(b"")
    write_package(run, ORIGIN)
    assert verify(run) == []
    assert not list(run.rglob(".*"))


def test_resources_are_as_data_package_v2_wants_them(package):
    names = [r["name"] for r in package["resources"]]
    assert len(set(names)) == len(names)
    assert all(re.fullmatch(r"[-a-z0-9._]+", name) for name in names)
    kinds = {r["path"]: (r["name"], r["format"], r["mediatype"], r.get("encoding")) for r in package["resources"]}
    assert kinds["articles.jsonl"] == ("articles", "jsonl", "application/jsonl", "utf-8")
    assert kinds["crawl.log"] == ("crawl", "log", "text/plain", "utf-8")
    assert kinds["report.html"] == ("report", "html", "text/html", "utf-8")
    assert kinds["archive/valley.warc.gz"] == ("archive-valley-warc", "gz", "application/gzip", None)
    assert kinds["indexes/index.cdxj"] == ("indexes-index", "cdxj", "text/x-cdxj", "utf-8")
    assert kinds["schemas/article.json"] == ("schemas-article", "json", "application/json", "utf-8")


@pytest.mark.parametrize("path", ["articles.jsonl", "issues.jsonl", "rejected.jsonl"])
def test_the_run_folder_holds_the_schema_that_its_records_fit(run, package, path):
    resource = next(r for r in package["resources"] if r["path"] == path)
    schema = json.loads((run / resource["jsonSchema"]).read_text("utf-8"))
    jsonschema.Draft202012Validator.check_schema(schema)
    lines = (run / path).read_text("utf-8").splitlines()
    assert lines
    for line in lines:
        jsonschema.Draft202012Validator(schema).validate(json.loads(line))
        assert list(json.loads(line)) == [field["name"] for field in resource["schema"]["fields"]]


def test_the_table_schema_names_a_type_for_every_key_and_the_key_of_the_table():
    schema = table_schema("article")
    types = {field["name"]: field["type"] for field in schema["fields"]}
    assert list(types) == list(Article.model_fields)
    assert (types["headline"], types["revision"], types["issue"], types["body"], types["free_to_read"]) == (
        ("string", "integer", "object", "array", "boolean")
    )
    assert schema["primaryKey"] == ["id"]
    assert "primaryKey" not in table_schema("rejection")


def test_two_files_never_share_a_name(tmp_path):
    for name in ("a.b.json", "a-b.json", "A B.json", "a/b.json"):
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_text("{}")
    write_package(tmp_path, ORIGIN)
    names = [r["name"] for r in json.loads((tmp_path / PACKAGE).read_text())["resources"]]
    assert sorted(names) == ["a-b", "a-b-2", "a-b-3", "a-b-4"]


def test_a_run_that_is_as_it_was_written_verifies(run):
    assert verify(run) == []


def flip(run):
    path = run / "articles.jsonl"
    path.write_bytes(path.read_bytes().replace(b"Library", b"library"))


def edit_package(change):
    def edit(run):
        package = json.loads((run / PACKAGE).read_text("utf-8"))
        change(package)
        (run / PACKAGE).write_text(json.dumps(package), encoding="utf-8")

    return edit


@pytest.mark.parametrize(
    ("harm", "complaint"),
    [
        (flip, r"articles\.jsonl has the checksum sha256:\w+, datapackage\.json says sha256:\w+"),
        (lambda run: (run / "crawl.log").open("a").write("more"), r"crawl\.log has \d+ bytes, datapackage\.json says"),
        (lambda run: (run / "issues.jsonl").unlink(), r"issues\.jsonl is listed but missing"),
        (
            lambda run: (run / "notes.txt").write_text("mine"),
            r"notes\.txt is there but datapackage\.json does not list",
        ),
        (lambda run: (run / PACKAGE).unlink(), "was not finished"),
        (lambda run: (run / PACKAGE).write_text('{"resources": ['), r"datapackage\.json is damaged"),
        (lambda run: (run / PACKAGE).write_text("[]"), r"datapackage\.json is damaged"),
        (edit_package(lambda p: p["resources"][0].update(path="../../secret")), "points out of the run folder"),
        (edit_package(lambda p: p["resources"][0].update(path="/etc/passwd")), "points out of the run folder"),
    ],
)
def test_whatever_does_not_hold_is_told(run, harm, complaint):
    harm(run)
    assert any(re.search(complaint, fault) for fault in verify(run)), verify(run)


def test_a_package_that_cannot_be_written_leaves_no_half_of_one(run, monkeypatch):
    (run / PACKAGE).unlink()

    def full(fd):
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("pipelines.files.flush_to_disk", full)
    with pytest.raises(OutputError, match="No space left on device"):
        write_package(run, ORIGIN)
    assert not [p.name for p in run.iterdir() if "datapackage" in p.name]


def test_large_files_are_hashed_in_flat_memory(tmp_path):
    path = tmp_path / "large"
    with path.open("wb") as file:
        file.truncate(64 << 20)
    tracemalloc.start()
    try:
        digest = sha256_of(path)
        peak = tracemalloc.get_traced_memory()[1]
    finally:
        tracemalloc.stop()
    assert digest == "sha256:3b6a07d0d404fab4e23b6d34bc6696a6a312dd92821332385e5af7c01c421351"
    assert peak < 2 << 20
