"""Things that are made whole before they take their name, by one process at a time."""

import errno
import os
import resource
import signal

import pytest

from pipelines.claim import claimed
from schemas import ArgumentError, LockedError, OutputError


def names(folder):
    return sorted(path.name for path in folder.iterdir())


def fill(path, folder):
    (path / "a" if folder else path).write_bytes(b"whole")


def content(path):
    return (path / "a" if path.is_dir() else path).read_bytes()


@pytest.mark.parametrize("folder", [False, True])
def test_the_name_stands_for_the_whole(tmp_path, folder):
    with claimed(tmp_path / "x", folder) as temporary:
        fill(temporary, folder)
        assert not (tmp_path / "x").exists()
    assert names(tmp_path) == ["x"]
    assert content(tmp_path / "x") == b"whole"


@pytest.mark.parametrize("folder", [False, True])
@pytest.mark.parametrize("error", [RuntimeError, KeyboardInterrupt, ArgumentError])
def test_any_error_leaves_nothing_behind(tmp_path, folder, error):
    def fail():
        with claimed(tmp_path / "x", folder) as temporary:
            fill(temporary, folder)
            raise error("no")

    with pytest.raises(error):
        fail()
    assert names(tmp_path) == []


@pytest.mark.parametrize("folder", [False, True])
def test_what_is_there_is_not_overwritten(tmp_path, folder):
    (tmp_path / "x").write_bytes(b"mine")
    with pytest.raises(ArgumentError, match="is there already"), claimed(tmp_path / "x", folder):
        pass
    assert (tmp_path / "x").read_bytes() == b"mine"
    (tmp_path / "y").symlink_to(tmp_path / "nowhere")
    with pytest.raises(ArgumentError, match="is there already"), claimed(tmp_path / "y", folder):
        pass


@pytest.mark.parametrize("folder", [False, True])
def test_the_second_of_two_at_once_is_told_and_harms_nothing(tmp_path, folder):
    with claimed(tmp_path / "x", folder) as temporary:
        fill(temporary, folder)
        with pytest.raises(LockedError, match="another process is writing"), claimed(tmp_path / "x", folder):
            pass
    assert content(tmp_path / "x") == b"whole"


def test_a_target_that_appears_meanwhile_is_not_overwritten(tmp_path):
    (tmp_path / ".x.part").write_bytes(b"half")

    def late():
        with claimed(tmp_path / "x"):
            (tmp_path / "x").write_bytes(b"mine")

    with pytest.raises(ArgumentError, match="is there already"):
        late()
    assert content(tmp_path / "x") == b"mine"
    assert names(tmp_path) == ["x"]


@pytest.mark.parametrize("folder", [False, True])
def test_what_a_killed_process_left_is_cleared_away(tmp_path, folder, run_python):
    script = (
        "import sys, time; from pathlib import Path; from pipelines.claim import claimed\n"
        "with claimed(Path(sys.argv[1]), sys.argv[2] == 'True') as path:\n"
        "    (path / 'b' if path.is_dir() else path).write_bytes(b'half' * 1000)\n"
        "    print('now', flush=True); time.sleep(60)\n"
    )
    process = run_python(script, str(tmp_path / "x"), str(folder))
    assert process.stdout.readline() == "now\n"
    os.kill(process.pid, signal.SIGKILL)
    process.wait()
    assert names(tmp_path) == [".x.part"]
    with claimed(tmp_path / "x", folder) as temporary:
        fill(temporary, folder)
    assert names(tmp_path) == ["x"]
    assert content(tmp_path / "x") == b"whole"
    if folder:
        assert names(tmp_path / "x") == ["a"]


@pytest.mark.parametrize("folder", [False, True])
def test_a_link_in_the_way_is_not_followed(tmp_path, folder):
    (tmp_path / "theirs").mkdir()
    (tmp_path / "theirs" / "file").write_bytes(b"theirs")
    (tmp_path / ".x.part").symlink_to(tmp_path / "theirs" / ("" if folder else "file"))
    with pytest.raises(OutputError), claimed(tmp_path / "x", folder):
        pass
    assert (tmp_path / "theirs" / "file").read_bytes() == b"theirs"


def test_a_file_system_without_locks_is_good_enough(tmp_path, monkeypatch):
    def refuse(*_):
        raise OSError(errno.EOPNOTSUPP, "Operation not supported")

    monkeypatch.setattr("pipelines.claim.fcntl.flock", refuse)
    with claimed(tmp_path / "x") as temporary:
        fill(temporary, False)
    assert content(tmp_path / "x") == b"whole"


def test_a_folder_that_is_not_there_is_named(tmp_path):
    with pytest.raises(ArgumentError, match=r"mkdir -p .*/no/such"), claimed(tmp_path / "no" / "such" / "x"):
        pass


def test_a_full_disk_is_said_in_one_sentence_with_what_to_type(tmp_path):
    soft, hard = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (1000, hard))
    try:
        with (
            pytest.raises(OutputError, match=r"File too large.*--output.*Nothing was left"),
            claimed(tmp_path / "x") as x,
        ):
            x.write_bytes(bytes(2000))
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, (soft, hard))
    assert names(tmp_path) == []
