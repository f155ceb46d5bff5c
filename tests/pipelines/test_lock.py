import json
import os
import signal
from datetime import UTC, datetime

import pytest

from pipelines.lock import LOCK, PublicationLock
from schemas import ExitCode, LockedError, OutputError

NOON = datetime(2026, 11, 1, 12, tzinfo=UTC)
HOLD = """
import sys
from datetime import UTC, datetime
from pathlib import Path
from pipelines.lock import PublicationLock
lock = PublicationLock.take(Path(sys.argv[1]), datetime(2026, 11, 1, 12, tzinfo=UTC))
print("held", flush=True)
sys.stdin.read()
"""


@pytest.fixture
def holder(tmp_path, run_python):
    process = run_python(HOLD, str(tmp_path))
    assert process.stdout.readline() == "held\n"
    return process


def test_the_second_crawl_is_told_who_holds_the_lock_and_since_when(holder, tmp_path):
    with pytest.raises(LockedError) as refused:
        PublicationLock.take(tmp_path, NOON)
    message = str(refused.value)
    assert f"process {holder.pid}" in message
    assert "since 2026-11-01T12:00:00+00:00" in message
    assert refused.value.exit_code is ExitCode.LOCKED


def test_the_lock_of_a_killed_process_is_taken_over(holder, tmp_path):
    holder.send_signal(signal.SIGKILL)
    holder.wait(timeout=10)
    lock = PublicationLock.take(tmp_path, NOON)
    assert json.loads((tmp_path / LOCK).read_text())["pid"] == os.getpid()
    lock.release()


def test_a_lock_that_was_released_is_free_and_names_nobody(tmp_path):
    lock = PublicationLock.take(tmp_path, NOON)
    lock.release()
    lock.release()
    assert (tmp_path / LOCK).read_bytes() == b""
    PublicationLock.take(tmp_path, NOON).release()


@pytest.mark.parametrize("note", [b"", b"{", b"[]", b'{"pid": "x"}', b"\xff\x00"])
def test_a_damaged_note_is_no_obstacle(tmp_path, note):
    (tmp_path / LOCK).write_bytes(note)
    PublicationLock.take(tmp_path, NOON).release()


@pytest.mark.skipif(os.geteuid() == 0, reason="root may write anywhere")
def test_a_folder_that_cannot_be_written_is_said_to_be_so(tmp_path):
    tmp_path.chmod(0o500)
    with pytest.raises(OutputError, match="cannot be written"):
        PublicationLock.take(tmp_path, NOON)
