"""The settings keep their promises: polite, closed to the outside, and with a reason beside each unusual one."""

import re
from pathlib import Path

import pytest
from scrapy.settings import Settings
from scrapy.utils.misc import load_object

import scrapers.settings


@pytest.fixture
def settings():
    loaded = Settings()
    loaded.setmodule("scrapers.settings", priority="project")
    return loaded


def test_the_crawler_is_polite(settings):
    assert settings.getbool("ROBOTSTXT_OBEY")
    assert settings.getbool("AUTOTHROTTLE_ENABLED")
    assert settings.getint("CONCURRENT_REQUESTS_PER_DOMAIN") <= 16
    assert not settings.getbool("COOKIES_ENABLED")


def test_no_port_is_opened(settings):
    assert not settings.getbool("TELNETCONSOLE_ENABLED")
    assert not settings.getbool("REMOTE_CONTROL_ENABLED")


@pytest.mark.parametrize("name", ["ITEM_PIPELINES", "DOWNLOADER_MIDDLEWARES"])
def test_every_component_that_is_named_exists(settings, name):
    for path in settings.getdict(name):
        assert load_object(path)


def test_the_docstring_names_every_variable_of_the_environment():
    source = Path(scrapers.settings.__file__).with_name("environment.py").read_text("utf-8")
    read = set(re.findall(r'"(BROADSHEET_\w+)"', source))
    assert read
    assert read == set(re.findall(r"BROADSHEET_[A-Z_]+", scrapers.settings.__doc__))
