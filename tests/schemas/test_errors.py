import pytest

from schemas import ArgumentError, BroadsheetError, ExitCode, OutputError, SiteError
from schemas import errors as module


@pytest.mark.parametrize(
    ("error", "code"),
    [
        (BroadsheetError, ExitCode.INTERNAL),
        (ArgumentError, ExitCode.BAD_ARGUMENTS),
        (SiteError, ExitCode.BLOCKED),
        (OutputError, ExitCode.DISK),
    ],
)
def test_each_error_knows_the_exit_code_of_its_command(error, code):
    assert error("seen, wanted, type").exit_code is code


def test_all_errors_are_one_family():
    own = [x for x in vars(module).values() if isinstance(x, type) and issubclass(x, Exception)]
    assert len(own) >= 4
    assert all(issubclass(error, BroadsheetError) and error.__doc__ for error in own)


def test_the_exit_codes_never_change_their_number():
    assert {code.name: code.value for code in ExitCode} == {
        "DONE": 0,
        "INTERNAL": 1,
        "BAD_ARGUMENTS": 2,
        "PARTIAL": 3,
        "BLOCKED": 4,
        "NOTHING_NEW": 5,
        "LOCKED": 6,
        "DISK": 7,
    }
