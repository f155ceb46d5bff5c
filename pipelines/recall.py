"""Recall: what a state does not know yet of the runs beside it is read from their files.

That is little after a crawl that was killed, and everything after the state was lost.
"""

from __future__ import annotations

import logging
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path

from pydantic import ValidationError

from pipelines.archive import FOLDER
from pipelines.crawl_note import RUNS
from pipelines.files import cannot_write
from pipelines.known_pages import KnownPages
from pipelines.known_records import KnownRecords
from pipelines.read_back import answers_in
from pipelines.run import LINE_FILES
from pipelines.state import State
from pipelines.state_file import STATE, DamagedStateError, put_aside
from schemas import ArgumentError, Article, Issue, OutputError, Rejection

logger = logging.getLogger(__name__)


def open_state(folder: Path) -> State:
    """Open the state of a publication's folder, up to date with its runs.

    A state that is damaged is put aside and drawn anew. Raises schemas.OutputError when it cannot be written.
    """
    path = folder / STATE
    try:
        return _up_to_date(folder, State.open(path))
    except DamagedStateError as damage:
        aside = put_aside(path)
        logger.warning("%s It was put aside as %s, and is drawn anew from the runs.", damage.finding, aside.name)
        return _up_to_date(folder, State.open(path))


def _up_to_date(folder: Path, state: State) -> State:
    runs, pages = _runs(folder), KnownPages(state)
    try:
        _recall_records(runs, state)
        for run in runs:
            for path in sorted((run / FOLDER).glob("*.warc.gz")):
                _recall_captures(path, state, pages)
    except BaseException:
        with suppress(OutputError):  # of the two this is the lesser news
            state.close()
        raise
    return state


def read_state(folder: Path, *, blank: bool = False) -> State:
    """Return a private copy of the state of a publication's folder, up to date with the lines of its runs.

    Works beside a crawl, and without the right to write there; a state that is damaged or lost is drawn anew in the
    copy alone, and so is any if `blank`. What it knows of addresses may be behind; records, rejections and links are
    not. Raises schemas.ArgumentError when nothing was crawled yet, schemas.OutputError when something cannot be read.
    """
    runs = _runs(folder)
    if not runs:
        raise ArgumentError(
            f"nothing of {folder.name} is held in {folder.parent}; crawl it first with scrapy crawl {folder.name}, or "
            "name the folder that holds it with -s OUTPUT_DIR=DIR"
        )
    try:
        state = State.copy_of(folder / STATE, blank=blank)
        _recall_records(runs, state)
    except DamagedStateError as damage:
        if blank:
            raise
        logger.warning("%s It is passed over, and the runs are read instead.", damage.finding)
        return read_state(folder, blank=True)
    return state


def _runs(folder: Path) -> list[Path]:
    try:
        return sorted(path for path in folder.glob(RUNS) if path.is_dir())
    except OSError as error:
        raise OutputError(
            f"{folder} cannot be read: {error.strerror}. Name another folder with -s OUTPUT_DIR=DIR."
        ) from error


def _recall_records(runs: list[Path], state: State) -> None:
    known = KnownRecords(state)
    for run in runs:
        for model, name in LINE_FILES.items():
            _recall_lines(run / name, model, state, known)


def _recall_lines(path: Path, model: type[Article | Issue | Rejection], state: State, known: KnownRecords) -> None:
    run, name = path.parent.name, path.name
    start = state.taken_in(run, name)
    try:
        if not path.exists() or path.stat().st_size <= start:
            return
        with state.change():
            end = start
            for line, end in _lines(path, start):
                try:
                    known.note_line(model.model_validate_json(line), run)
                except ValidationError as error:
                    fault = error.errors(include_url=False)[0]["msg"]
                    logger.warning("%s: the line before byte %d is no record (%s), left out.", path, end, fault)
            state.take_in(run, name, end)
    except OSError as error:
        raise cannot_write(path, error) from error


def _recall_captures(path: Path, state: State, pages: KnownPages) -> None:
    run, name = path.parent.parent.name, f"{FOLDER}/{path.name}"
    start = state.taken_in(run, name)
    try:
        size = path.stat().st_size
        if size <= start:
            return
        with state.change():
            for answer, has_payload, end in answers_in(path, Path(run, name), start):
                pages.note(answer, has_payload, end)
            state.take_in(run, name, size)
    except OSError as error:
        raise cannot_write(path, error) from error


def _lines(path: Path, start: int) -> Iterator[tuple[bytes, int]]:
    """Yield each whole line after an offset, and the offset of its end."""
    with path.open("rb") as file:
        file.seek(start)
        for line in file:
            start += len(line)
            if line.endswith(b"\n"):
                yield line, start
