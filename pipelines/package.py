"""datapackage.json: every file of a run with its bytes and checksum, and the check that they still hold."""

from __future__ import annotations

import hashlib
import json
import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path, PurePosixPath
from typing import Any

from pipelines.files import cannot_write, is_temporary, write_whole
from schemas import OutputError
from schemas.json_schema import MODELS

PACKAGE = "datapackage.json"
SCHEMAS = "schemas"
PROFILE = "https://datapackage.org/profiles/2.0/datapackage.json"

# Which record each file of lines holds: the name of its JSON Schema.
_RECORDS = {"articles.jsonl": "article", "issues.jsonl": "issue", "rejected.jsonl": "rejection"}
# suffix: format, media type, whether it is text (then UTF-8)
_KINDS = {
    ".jsonl": ("jsonl", "application/jsonl", True),
    ".json": ("json", "application/json", True),
    ".log": ("log", "text/plain", True),
    ".html": ("html", "text/html", True),
    ".cdxj": ("cdxj", "text/x-cdxj", True),
    ".gz": ("gz", "application/gzip", False),
}


@dataclass(frozen=True)
class Origin:
    """What a run came from, as its package tells it: the paper, its home page, and when the run ended.

    `read_from` names the archives of a run that was made from them and not from the site.
    """

    name: str
    home: str
    ended: datetime
    read_from: tuple[str, ...] = ()


def write_package(run: Path, origin: Origin) -> None:
    """Write datapackage.json for all files of a run folder, whole or not at all. It must be the last file written.

    Follows Data Package v2 (datapackage.org/standard/data-package). What a killed process left half written is cleared
    away. Raises schemas.OutputError.
    """
    try:
        for path in files_of(run):
            if is_temporary(path):
                path.unlink()
        package = {
            "$schema": PROFILE,
            "name": f"{run.parent.name}-{run.name}".lower(),
            "title": f"{origin.name}, {'read again' if origin.read_from else 'crawled'} {run.name}",
            "created": origin.ended.isoformat(timespec="seconds"),
            "sources": _sources(origin),
            "resources": _resources(run),
        }
        text = json.dumps(package, ensure_ascii=False, indent=2, allow_nan=False)
        write_whole(run / PACKAGE, text.encode("utf-8") + b"\n")
    except OSError as error:
        raise cannot_write(Path(error.filename or run / PACKAGE), error) from error


def _sources(origin: Origin) -> list[dict[str, str]]:
    site = [{"title": origin.name, "path": origin.home}] if origin.home else []
    return [*site, *({"title": name} for name in origin.read_from)]


def verify(run: Path) -> list[str]:
    """Hash a run folder again and return a sentence for each thing that does not hold: [] when all is well.

    Raises schemas.OutputError when a file cannot be read.
    """
    try:
        package = json.loads((run / PACKAGE).read_bytes())
        listed = {str(resource["path"]): resource for resource in package["resources"]}
    except FileNotFoundError:
        return [f"{run} has no {PACKAGE}: the run was not finished."]
    except (ValueError, KeyError, TypeError) as error:
        return [f"{run / PACKAGE} is damaged: {error}. Wanted a JSON object with resources, each with a path."]
    except OSError as error:
        raise OutputError(f"{run / PACKAGE} cannot be read: {error.strerror}.") from error
    present = {path.relative_to(run).as_posix() for path in files_of(run)}
    faults = [f"{path} is there but {PACKAGE} does not list it." for path in sorted(present - set(listed))]
    for path, resource in listed.items():
        faults += _faults(run, path, resource)
    return faults


def _faults(run: Path, path: str, resource: dict[str, Any]) -> list[str]:
    pure = PurePosixPath(path)
    if pure.is_absolute() or ".." in pure.parts:
        return [f"{path} points out of the run folder."]
    file = run / path
    if not file.is_file():
        return [f"{path} is listed but missing."]
    try:
        size, digest = file.stat().st_size, sha256_of(file)
    except OSError as error:
        raise OutputError(f"{file} cannot be read: {error.strerror}.") from error
    faults = []
    if size != resource.get("bytes"):
        faults.append(f"{path} has {size} bytes, {PACKAGE} says {resource.get('bytes')}.")
    if digest != resource.get("hash"):
        faults.append(f"{path} has the checksum {digest}, {PACKAGE} says {resource.get('hash')}.")
    return faults


def sha256_of(path: Path) -> str:
    """Return "sha256:<hex>" of a file, in flat memory. Raises OSError."""
    with path.open("rb") as file:
        return "sha256:" + hashlib.file_digest(file, "sha256").hexdigest()


def files_of(run: Path) -> Iterator[Path]:
    """Yield every file of a run but the package itself, in one order for ever."""
    for path in sorted(run.rglob("*")):
        if path.is_file() and path != run / PACKAGE:
            yield path


def _resources(run: Path) -> list[dict[str, Any]]:
    names: set[str] = set()
    return [_resource(run, path, names) for path in files_of(run)]


def _resource(run: Path, file: Path, names: set[str]) -> dict[str, Any]:
    path = file.relative_to(run).as_posix()
    form, mediatype, is_text = _KINDS.get(file.suffix, (file.suffix.lstrip("."), "application/octet-stream", False))
    resource: dict[str, Any] = {"name": resource_name(path, names), "path": path}
    if record := _RECORDS.get(path):
        resource |= {"type": "table", "schema": table_schema(record)}
        resource["jsonSchema"] = schema_in_run(record)
    if form:
        resource["format"] = form
    resource["mediatype"] = mediatype
    if is_text:
        resource["encoding"] = "utf-8"
    return resource | {"bytes": file.stat().st_size, "hash": sha256_of(file)}


def resource_name(path: str, names: set[str]) -> str:
    """Return a name that is lower case and unique (Data Resource, "name"): articles, schemas-article, crawl, …"""
    stem = path.rsplit(".", 1)[0]
    name = base = re.sub(r"[^a-z0-9]+", "-", stem.lower()).strip("-") or "file"
    count = 1
    while name in names:
        count += 1
        name = f"{base}-{count}"
    names.add(name)
    return name


def schema_in_run(record: str) -> str:
    """Return the path of a record's JSON Schema inside a run folder.

    Not <record>.schema.json: tools that read data packages take that name for a Table Schema.
    """
    return f"{SCHEMAS}/{record}.json"


def table_schema(record: str) -> dict[str, Any]:
    """Return the Table Schema of a record's top level, drawn from its model, for tools that read tables."""
    properties = MODELS[record].model_json_schema(mode="serialization")["properties"]
    fields = [{"name": name, "type": _table_type(schema)} for name, schema in properties.items()]
    key = {"primaryKey": ["id"]} if "id" in properties else {}
    return {"fields": fields, **key}


def _table_type(schema: dict[str, Any]) -> str:
    """Return a field type: JSON Schema and Table Schema share their names. A $ref is to a model, an object."""
    options = [option for option in schema.get("anyOf", [schema]) if option.get("type") != "null"]
    return str(options[0].get("type", "object"))
