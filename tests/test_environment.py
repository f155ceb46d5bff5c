"""What a machine can set once in its environment."""

import pytest

from scrapers.environment import read_environment


def test_nothing_set_gives_polite_defaults():
    environment = read_environment({})
    assert environment.errors == ()
    assert environment.user_agent.startswith("Broadsheet/")
    assert environment.delay >= 1
    assert environment.concurrency <= 2
    assert environment.output == "output"


def test_the_contact_stands_in_the_user_agent():
    assert "+archive@example.org" in read_environment({"BROADSHEET_CONTACT": "archive@example.org"}).user_agent


def test_every_variable_takes_effect():
    environment = read_environment(
        {
            "BROADSHEET_USER_AGENT": "Library/2.0 (+https://library.example)",
            "BROADSHEET_OUTPUT": "/data/papers",
            "BROADSHEET_DELAY": "2.5",
            "BROADSHEET_CONCURRENCY": "4",
            "BROADSHEET_LOG_LEVEL": "debug",
        }
    )
    assert environment.errors == ()
    assert environment.user_agent == "Library/2.0 (+https://library.example)"
    assert (environment.output, environment.delay, environment.concurrency) == ("/data/papers", 2.5, 4)
    assert environment.log_level == "DEBUG"


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("BROADSHEET_CONTACT", "me"),
        ("BROADSHEET_CONTACT", "a@b\r\nX-Forged: 1"),
        ("BROADSHEET_USER_AGENT", "Two\nlines"),
        ("BROADSHEET_DELAY", "fast"),
        ("BROADSHEET_DELAY", "-1"),
        ("BROADSHEET_DELAY", "nan"),
        ("BROADSHEET_DELAY", "4000"),
        ("BROADSHEET_CONCURRENCY", "0"),
        ("BROADSHEET_CONCURRENCY", "1.5"),
        ("BROADSHEET_CONCURRENCY", "99"),
        ("BROADSHEET_LOG_LEVEL", "loud"),
    ],
)
def test_a_value_that_cannot_be_used_is_named_with_what_to_type_and_the_default_stands(name, value):
    environment = read_environment({name: value})
    [message] = environment.errors
    assert message.startswith(f"{name} is ")
    assert f"type export {name}=" in message
    assert environment == read_environment({}).__class__(**{**vars(read_environment({})), "errors": environment.errors})


def test_an_empty_value_counts_as_not_set():
    names = ("CONTACT", "USER_AGENT", "OUTPUT", "DELAY", "CONCURRENCY", "LOG_LEVEL")
    assert read_environment({f"BROADSHEET_{name}": "" for name in names}) == read_environment({})
