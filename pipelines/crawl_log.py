"""The log of one crawl, kept beside what the crawl wrote."""

from __future__ import annotations

import logging
import sys
import time
from pathlib import Path

from pipelines.files import cannot_write
from schemas import OutputError


class CrawlLog(logging.FileHandler):
    """Keeps every log record between `attach` and `detach`, in UTC, whatever the console is told to show.

    A disk that refuses a record must not print a traceback for each one: the first refusal is kept in `failure`.
    Raises schemas.OutputError when the file cannot be opened.
    """

    def __init__(self, path: Path, level: int | str = logging.DEBUG) -> None:
        self.path = path
        self.failure: OutputError | None = None
        try:
            super().__init__(path, mode="a", encoding="utf-8", errors="backslashreplace")
        except OSError as error:
            raise cannot_write(path, error) from error
        self.setLevel(level)
        formatter = logging.Formatter("%(asctime)s %(levelname)s %(name)s: %(message)s", "%Y-%m-%dT%H:%M:%SZ")
        formatter.converter = time.gmtime
        self.setFormatter(formatter)
        self.addFilter(_not_a_whole_record)

    def attach(self) -> None:
        """Begin to keep records."""
        logging.getLogger().addHandler(self)

    def detach(self) -> None:
        """Stop keeping records and close the file; a second call does nothing."""
        logging.getLogger().removeHandler(self)
        try:
            self.close()
        except OSError as error:
            self._refused(error)

    def handleError(self, record: logging.LogRecord) -> None:  # noqa: N802 - the name is logging's
        """Keep a refusal of the disk; leave faults of the logging call itself to logging."""
        error = sys.exc_info()[1]
        if isinstance(error, OSError):
            self._refused(error)
        else:
            super().handleError(record)

    def _refused(self, error: OSError) -> None:
        if self.failure is None:
            self.failure = cannot_write(self.path, error)


def _not_a_whole_record(record: logging.LogRecord) -> bool:
    """Leave out Scrapy's print of each item: the item stands in the JSON Lines, and here would double the run."""
    return not (record.name == "scrapy.core.scraper" and record.levelno == logging.DEBUG)
