"""Keys of URLs as the Wayback Machine makes them."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipelines.surt import surt


@pytest.mark.parametrize(
    ("url", "key"),
    [
        ("https://www.Echo.example/News/?b=2&a=1#top", "example,echo)/news?a=1&b=2"),
        ("http://echo.example", "example,echo)/"),
        ("http://echo.example:80/", "example,echo)/"),
        ("https://echo.example:8443/a/", "example,echo:8443)/a"),
        ("http://127.0.0.1:4567/art/1", "1,0,0,127:4567)/art/1"),
        ("http://2130706433/a", "1,0,0,127)/a"),
        ("https://www2.echo.co.example/a//b/../c/./d?", "example,co,echo)/a/c/d"),
        ("https://reader:secret@echo.example/x", "example,echo)/x"),
        ("http://echo.example/%7Ea/%2520/%C3%A9?q=é&x=%20y+z", "example,echo)/~a/%20/%c3%a9?q=%c3%a9&x=%20y+z"),
        ("http://écho.example/a", "example,xn--cho-9la)/a"),
        ("http://echo.example/art/5/Bus+strike%E2%80%94and", "example,echo)/art/5/bus+strike%e2%80%94and"),
        ("http://echo.example/a?PHPSESSID=0123456789abcdef0123456789abcdef&x=1", "example,echo)/a?x=1"),
        ("http://echo.example/(abcdefghijklmnopqrstuvwx)/page.aspx", "example,echo)/page.aspx"),
        ("http://echo.example/a%zz", "example,echo)/a%25zz"),
        ("ftp://ftp.echo.example/x", "example,echo,ftp)/x"),
        ("urn:uuid:1234", "urn:uuid:1234"),
        ("dns:echo.example", "dns:echo.example"),
        ("", ""),
    ],
)
def test_the_host_is_turned_round_and_the_rest_made_one_of_many(url, key):
    assert surt(url) == key


@given(st.text() | st.builds("http://{}/{}?{}".format, st.text(), st.text(), st.text()))
def test_no_url_is_too_odd_for_a_key_without_white_space(url):
    key = surt(url)
    assert key.isascii()
    assert not set(key) & set(" \t\r\n")


@given(st.text(alphabet="abz019-", min_size=1), st.text(alphabet="abAB/._~ é", max_size=20))
def test_the_scheme_and_www_make_no_difference(host, path):
    assert surt(f"http://{host}.example/{path}") == surt(f"https://www.{host.upper()}.example/{path}")


def test_escapes_within_escapes_within_escapes_come_to_an_end():
    assert surt("http://echo.example/%" + "25" * 100_000).startswith("example,echo)/%25")
