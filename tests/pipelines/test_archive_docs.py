"""docs/archive.md is held to the code: its settings, its codes, its example."""

import ast
import re
import subprocess
import sys
from pathlib import Path

import scrapers.settings

ROOT = Path(__file__).resolve().parents[2]
TEXT = (ROOT / "docs" / "archive.md").read_text("utf-8")


def test_the_table_has_the_settings_and_their_defaults():
    rows = dict(re.findall(r"^\| `([A-Z_]+)` \| (.+?) \|", TEXT.split("## Settings")[1], re.MULTILINE))
    assert rows.pop("OPERATOR") == "`BROADSHEET_CONTACT`"
    said = {name: value.strip("`").replace(",", "").replace("20 MB", str(20 << 20)) for name, value in rows.items()}
    assert said == {name: str(getattr(scrapers.settings, name)) for name in said}
    ours = {name for name in dir(scrapers.settings) if name.startswith(("WARC_", "PICTURE"))}
    assert set(said) == ours


def test_every_kind_of_record_of_ours_is_named():
    source = (ROOT / "pipelines" / "exchange_records.py").read_text("utf-8")
    names = {n.value for n in ast.walk(ast.parse(source)) if isinstance(n, ast.Constant)} & {"interim", "trailers"}
    assert names == {"interim", "trailers"}
    for name in (*names, "article"):
        assert f"`urn:broadsheet:{name}:<URL>`" in TEXT


def test_the_example_finds_the_bytes_of_an_article(finished_run, tmp_path):
    run = finished_run(count=2)
    [example] = re.findall(r"```python\n(.*?)```", TEXT, re.DOTALL)
    script = re.sub(r'Path\("output/.*?"\)', f"Path({str(run)!r})", example)
    done = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=False, cwd=tmp_path)
    assert (done.stdout, done.stderr) == ("200 OK 26\n", "")
