import json
import subprocess
import sys
from pathlib import Path

import jsonschema
import pytest

from schemas import Article, Block, Image, Issue, Reason, Rejection, Sidebar
from schemas.json_schema import MODELS, schema_path, schema_text

URL = "https://echo.example/art/1"
RECORDS = {
    "article": Article.build(
        identity=URL,
        publication="valley_echo",
        url=URL,
        canonical_url=URL,
        issue={"number": "1520"},
        headline="Library saved",
        body=[Block(type="paragraph", text="The council voted.")],
        images=[Image(url="a.jpg", caption="The crowd")],
        sidebars=[Sidebar(body=[Block(type="paragraph", text="The facts.")])],
    ),
    "issue": Issue(id="i", publication="valley_echo", url=URL, sections=[{"articles": [{"url": URL}]}]),
    "rejection": Rejection(
        publication="valley_echo", url=URL, stage="fetch", reasons=[Reason(code="http_404", message="404")]
    ),
}


@pytest.fixture(params=sorted(MODELS))
def name(request):
    return request.param


@pytest.fixture
def schema(name):
    return json.loads(schema_path(name).read_text("utf-8"))


def test_the_schema_beside_the_model_is_fresh(name):
    assert schema_path(name).read_text("utf-8") == schema_text(name), "stale; type: python -m schemas.json_schema"


def test_the_command_writes_exactly_these_files(tmp_path):
    package = Path(schema_path("article")).parent
    copy = tmp_path / "schemas"
    copy.mkdir()
    for source in package.glob("*.py"):
        (copy / source.name).write_bytes(source.read_bytes())
    subprocess.run([sys.executable, "-m", "schemas.json_schema"], cwd=tmp_path, check=True, timeout=60)
    assert {p.name: p.read_text("utf-8") for p in copy.glob("*.json")} == {
        schema_path(name).name: schema_text(name) for name in MODELS
    }


def test_it_is_valid_json_schema_2020_12(schema):
    assert schema["$schema"] == "https://json-schema.org/draft/2020-12/schema"
    jsonschema.Draft202012Validator.check_schema(schema)


def test_every_key_is_required_and_no_other_allowed_at_every_level(schema):
    for model in [schema, *schema.get("$defs", {}).values()]:
        assert model["required"] == list(model["properties"])
        assert model["additionalProperties"] is False


def test_a_record_fits_its_schema_and_a_damaged_one_does_not(name, schema):
    validator = jsonschema.Draft202012Validator(schema)
    record = json.loads(RECORDS[name].to_json_line())
    validator.validate(record)
    assert list(record) == list(schema["properties"])
    for key in record:
        assert not validator.is_valid({k: v for k, v in record.items() if k != key}), key
    assert not validator.is_valid({**record, "extra": 1})
    assert not validator.is_valid({**record, "url": None})
