import json
import os
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pipelines.lines import LineFile, is_torn
from schemas import OutputError

VALUES = st.dictionaries(
    st.text(st.characters(codec="utf-8"), max_size=8),
    st.one_of(st.none(), st.integers(), st.text(st.characters(codec="utf-8"), max_size=40)),
    max_size=4,
)


def dump(value):
    return json.dumps(value, ensure_ascii=False)


def write_all(path, values):
    with LineFile(path) as file:
        for value in values:
            file.append(dump(value))


@given(st.lists(VALUES, max_size=6))
@settings(max_examples=50, deadline=None)
def test_every_line_comes_back_as_it_was_given(values):
    with TemporaryDirectory() as folder:
        path = Path(folder) / "a.jsonl"
        write_all(path, values)
        data = path.read_bytes()
        assert not data.startswith(b"\xef\xbb\xbf")
        assert data == b"" or data.endswith(b"\n")
        # Split on U+000A alone: U+2028 and U+0085 inside a text end no line.
        assert [json.loads(line) for line in data.decode("utf-8").split("\n")[:-1]] == values


@given(st.lists(VALUES, min_size=1, max_size=5), st.data())
@settings(max_examples=50, deadline=None)
def test_a_file_cut_anywhere_opens_with_exactly_the_lines_that_were_whole(values, data):
    with TemporaryDirectory() as folder:
        path = Path(folder) / "a.jsonl"
        write_all(path, values)
        whole = path.read_bytes()
        cut = data.draw(st.integers(0, len(whole)), label="cut at")
        path.write_bytes(whole[:cut])
        kept = whole[: whole.rfind(b"\n", 0, cut) + 1]
        assert is_torn(path) == (len(kept) < cut)
        with LineFile(path) as file:
            assert file.cut == cut - len(kept)
            file.append('{"after": 1}')
        assert path.read_bytes() == kept + b'{"after": 1}\n'


@pytest.mark.parametrize(
    "torn",
    [
        b'{"a": 1',
        b"\0" * 5000,
        b'{"a": "' + b"\0" * 4096 + b'"}\n',
        b"\xff\xfe\n",
        b"\n",
        b'{"long": "' + b"x" * 300_000,
    ],
)
def test_what_a_power_cut_leaves_at_the_end_is_cut_off(tmp_path, torn):
    path = tmp_path / "a.jsonl"
    path.write_bytes(b'{"n": 1}\n{"n": 2}\n' + torn)
    with LineFile(path) as file:
        assert file.cut == len(torn)
    assert path.read_bytes() == b'{"n": 1}\n{"n": 2}\n'


def test_a_file_that_is_whole_is_left_as_it_is(tmp_path):
    path = tmp_path / "a.jsonl"
    path.write_bytes(b'{"n": 1}\n')
    with LineFile(path) as file:
        assert (file.cut, file.size) == (0, 9)
    assert path.read_bytes() == b'{"n": 1}\n'


@pytest.mark.parametrize("line", ["", '{"a":\n1}', '{"a": "\ud800"}'])
def test_what_is_not_one_line_of_utf8_never_reaches_the_file(tmp_path, line):
    path = tmp_path / "a.jsonl"
    with LineFile(path) as file:
        file.append('{"n": 1}')
        with pytest.raises(ValueError):
            file.append(line)
        file.append('{"n": 2}')
    assert path.read_bytes() == b'{"n": 1}\n{"n": 2}\n'


def test_a_line_is_on_the_disk_before_append_returns(tmp_path, monkeypatch):
    calls = []
    real_write, real_fsync = os.write, os.fsync
    monkeypatch.setattr(os, "write", lambda fd, data: calls.append(("write", bytes(data))) or real_write(fd, data))
    monkeypatch.setattr(os, "fsync", lambda fd: calls.append(("fsync",)) or real_fsync(fd))
    monkeypatch.delattr("fcntl.F_FULLFSYNC", raising=False)
    with LineFile(tmp_path / "a.jsonl") as file:
        file.append('{"n": 1}')
        assert calls == [("write", b'{"n": 1}\n'), ("fsync",)]


def test_a_part_that_was_written_before_the_disk_was_full_is_taken_back(tmp_path, monkeypatch):
    path = tmp_path / "a.jsonl"
    with LineFile(path) as file:
        file.append('{"n": 1}')
        real_write = os.write

        def full_after_three_bytes(fd, data):
            if len(data) < 9:
                raise OSError(28, "No space left on device")
            return real_write(fd, data[:3])

        with monkeypatch.context() as patch:
            patch.setattr(os, "write", full_after_three_bytes)
            with pytest.raises(OutputError, match=r"No space left on device.*Free some space"):
                file.append('{"n": 2}')
        assert path.read_bytes() == b'{"n": 1}\n'
        # What the disk did is no longer known, so the file takes no more.
        with pytest.raises(OutputError, match="No space left"):
            file.append('{"n": 3}')
    assert path.read_bytes() == b'{"n": 1}\n'


def test_a_line_interrupted_by_the_keyboard_is_taken_back(tmp_path, monkeypatch):
    path = tmp_path / "a.jsonl"

    def interrupt(fd):
        raise KeyboardInterrupt

    with LineFile(path) as file:
        file.append('{"n": 1}')
        with monkeypatch.context() as patch:
            patch.setattr("pipelines.lines.flush_to_disk", interrupt)
            with pytest.raises(KeyboardInterrupt):
                file.append('{"n": 2}')
        file.append('{"n": 3}')
    assert path.read_bytes() == b'{"n": 1}\n{"n": 3}\n'


def test_two_crawls_never_write_one_file(tmp_path):
    path = tmp_path / "a.jsonl"
    with LineFile(path), pytest.raises(OutputError, match="another crawl"):
        LineFile(path)
    LineFile(path).close()


@pytest.mark.parametrize("place", ["missing/a.jsonl", "file/a.jsonl", "folder"])
def test_a_place_that_cannot_be_written_is_an_error_with_advice(tmp_path, place):
    (tmp_path / "file").write_text("")
    (tmp_path / "folder").mkdir()
    with pytest.raises(OutputError, match=r"cannot be written: .*OUTPUT_DIR"):
        LineFile(tmp_path / place)


WRITE_FOR_EVER = """
import json, random, sys
from pathlib import Path
from pipelines.lines import LineFile
sizes = random.Random(int(sys.argv[2]))
with LineFile(Path(sys.argv[1])) as file:
    n = 0
    while True:
        file.append(json.dumps({"n": n, "text": "x" * sizes.choice([10, 5_000, 400_000])}))
        print(n, flush=True)
        n += 1
"""


@pytest.mark.parametrize("seed", range(4))
def test_kill_9_loses_no_line_that_was_announced_and_leaves_no_torn_one(tmp_path, run_python, seed):
    path = tmp_path / "a.jsonl"
    process = run_python(WRITE_FOR_EVER, str(path), str(seed))
    announced = -1
    while announced < 5 + 11 * seed:
        announced = int(process.stdout.readline())
    process.kill()
    for line in process.stdout.read().split():
        announced = int(line)
    process.wait()
    LineFile(path).close()
    numbers = [json.loads(line)["n"] for line in path.read_text("utf-8").splitlines()]
    assert numbers == list(range(len(numbers)))
    assert announced <= numbers[-1] <= announced + 1


FILL = """
import resource, sys
from pathlib import Path
from pipelines.lines import LineFile
from schemas import OutputError
resource.setrlimit(resource.RLIMIT_FSIZE, (10_000, 10_000))
with LineFile(Path(sys.argv[1])) as file:
    try:
        while True:
            file.append('{"text": "' + "x" * 700 + '"}')
    except OutputError as error:
        print(error)
"""


def test_a_disk_that_fills_up_keeps_whole_lines_and_says_what_to_do(tmp_path, run_python):
    path = tmp_path / "a.jsonl"
    out, err = run_python(FILL, str(path)).communicate(timeout=60)
    assert err == ""
    assert "File too large. Free some space" in out
    lines = path.read_text("utf-8").split("\n")
    assert lines.pop() == ""
    assert len(lines) == 10_000 // 713  # as many lines of 713 bytes as fit whole
    assert all(len(json.loads(line)["text"]) == 700 for line in lines)
