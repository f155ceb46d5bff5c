"""What is held of one publication: its folder, locked for one crawl, with the state of all its runs."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path

from pipelines.known_pages import KnownPages
from pipelines.known_records import KnownRecords
from pipelines.lock import PublicationLock
from pipelines.recall import open_state
from pipelines.run import mend_unfinished
from pipelines.state import State
from pipelines.state_file import put_aside
from schemas import OutputError


class Holdings:
    """A publication's folder in the hands of this process. Made by `open`, given up by `close`.

    `mended` has a sentence for each file that a killed crawl had left torn.
    """

    def __init__(self, folder: Path, lock: PublicationLock, state: State, mended: list[str]) -> None:
        self.folder = folder
        self.mended = mended
        self.pages = KnownPages(state)
        self.records = KnownRecords(state)
        self._lock = lock
        self._state = state

    @classmethod
    def open(cls, folder: Path, now: datetime) -> Holdings:
        """Lock an existing folder, mend what is torn, and bring the state up to date with the runs.

        Raises schemas.LockedError when another process crawls the publication, schemas.OutputError when the folder
        cannot be written.
        """
        lock = PublicationLock.take(folder, now)
        try:
            mended = _mend(folder)  # first: what is torn is not to be taken in
            return cls(folder, lock, open_state(folder), mended)
        except BaseException:
            lock.release()
            raise

    def close(self) -> None:
        """Close the state and give the lock up; a second call does nothing. Raises schemas.OutputError.

        A state that was found to be damaged is put aside, so that the next crawl draws it anew.
        """
        try:
            self._state.close()
            if self._state.is_damaged and self._state.path.exists():
                put_aside(self._state.path)
        finally:
            self._lock.release()


def _mend(folder: Path) -> list[str]:
    try:
        return mend_unfinished(folder)
    except OutputError as error:
        # An older run that cannot be mended is no reason not to crawl.
        return [f"An older run was left as it is: {error}"]
