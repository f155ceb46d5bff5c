"""The one family of errors, and the exit codes that a command ends with.

A message says what was seen, what was wanted and what to type next. Commands print it alone; a traceback is
for faults of ours, never for a user's mistake or a site's.
"""

from __future__ import annotations

from enum import IntEnum


class ExitCode(IntEnum):
    """How a command ended. Documented in docs/exit-codes.md."""

    DONE = 0
    INTERNAL = 1
    BAD_ARGUMENTS = 2
    PARTIAL = 3
    BLOCKED = 4
    NOTHING_NEW = 5
    LOCKED = 6
    DISK = 7


class BroadsheetError(Exception):
    """Base of every error that a user can meet. Raised itself only where no narrower one fits."""

    exit_code = ExitCode.INTERNAL


class ArgumentError(BroadsheetError):
    """A command or spider argument that cannot be used. Raised before anything is fetched or written."""

    exit_code = ExitCode.BAD_ARGUMENTS


class SiteError(BroadsheetError):
    """The site did not answer, or does not let us in. Ends the run; what was got is kept."""

    exit_code = ExitCode.BLOCKED


class OutputError(BroadsheetError):
    """The output cannot be written (rights, a full disk). Ends the run before a line is half-written."""

    exit_code = ExitCode.DISK


class DamagedError(BroadsheetError):
    """Something that was kept is no longer as it was written. Raised before anything is made from it."""

    exit_code = ExitCode.DISK


class LockedError(BroadsheetError):
    """Another process is at work on the same publication or file. Raised before anything is fetched or written."""

    exit_code = ExitCode.LOCKED
