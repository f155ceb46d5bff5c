"""What a killed crawl left of an archive file: its whole records are kept, a torn end is cut off."""

from __future__ import annotations

import fcntl
import zlib
from pathlib import Path
from typing import BinaryIO

from pipelines.archive import FOLDER, OPEN
from pipelines.files import cannot_write, flush_to_disk, sync_folder

_STEP = 1 << 18


def mend_archive(run: Path) -> list[str]:
    """Close the archive files of a run whose crawl was killed, and return a sentence for each.

    A file that another crawl is writing is left alone. Raises schemas.OutputError when one cannot be mended.
    """
    said = []
    for path in sorted((run / FOLDER).glob(f"*.warc.gz{OPEN}")):
        try:
            sentence = _mend(path)
        except OSError as error:
            raise cannot_write(path, error) from error
        if sentence:
            said.append(sentence)
    return said


def _mend(path: Path) -> str | None:
    with path.open("r+b") as file:
        try:
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            return None
        whole, records = whole_members(file)
        found = file.seek(0, 2)
        file.truncate(whole)
        flush_to_disk(file.fileno())
        closed = path.with_name(path.name.removesuffix(OPEN))
        if whole:
            path.rename(closed)
        else:
            path.unlink()
        sync_folder(path.parent)
    cut = f"cut off {found - whole} bytes of a torn record, " if found > whole else ""
    return f"{closed} was left open by a crawl that was killed: {cut}{records} whole records kept."


def whole_members(file: BinaryIO) -> tuple[int, int]:
    """Return up to which byte a file is whole gzip members, and how many they are, in flat memory.

    The archive writes a record as one member, and a member ends with its checksum (RFC 1952), so a whole member is a
    whole record. Records are written in order: behind the first one that is not whole nothing can be relied on.
    """
    file.seek(0)
    end = count = at = 0
    member = zlib.decompressobj(zlib.MAX_WBITS | 16)
    try:
        while data := file.read(_STEP):
            at += len(data)
            while data:
                # Bounded: a few bytes can stand for gigabytes.
                member.decompress(data, _STEP)
                data = member.unconsumed_tail
                if member.eof:
                    data = member.unused_data
                    end, count = at - len(data), count + 1
                    member = zlib.decompressobj(zlib.MAX_WBITS | 16)
    except zlib.error:
        return end, count
    return end, count
