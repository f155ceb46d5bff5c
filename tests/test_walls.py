"""Walls are told from pages of the paper, whatever their status, and pages of the paper are none."""

from pathlib import Path

import pytest

from scrapers.walls import why_walled

LINE = "<p>The harbour board said on Monday that the old lantern will be lit again before the winter comes.</p>"
CONSENT = (
    "<title>{}</title><h1>{}</h1><p>We and 800 partners read and store cookies.</p><form><button>Accept</button></form>"
)


@pytest.mark.parametrize(
    "body",
    [
        '<title>Just a moment...</title><script>window._cf_chl_opt={cType: "managed"}</script><p>Checking.</p>',
        "<title>Attention Required! | Cloudflare</title><h1>Sorry, you have been blocked</h1>",
        "<TITLE>Access Denied</TITLE><H1>Access Denied</H1>You have no permission. Reference&#32;&#35;18.2b",
        '<html><script src="/_Incapsula_Resource?SWJIYLWA=719d34d31c8e3a6e"></script><body></body></html>',
        '<html><head><title>lantern.example</title></head><body><script src="https://ct.captcha-delivery.com/c.js"></script>',
        '<title>Access to this page has been denied.</title><div id="px-captcha"></div>',
        "<title>Pardon Our Interruption</title><p>Something about your browser made us think you might be a bot.</p>",
        "<title>Are you a robot?</title><div class='g-recaptcha'></div>",
        "<title>Making sure you’re not a bot!</title><p>Loading</p>",
        "<title>Sicherheitsüberprüfung</title><p>Bitte warten</p>",
    ],
)
@pytest.mark.parametrize("status", [200, 403, 429, 503])
def test_a_guards_page_is_one_with_any_status(body, status):
    code, sentence = why_walled(status, {}, body.encode())
    assert code == "block_page"
    assert sentence


@pytest.mark.parametrize(
    "title",
    ["Before you continue", "Your privacy choices", "Cookie consent", "Zustimmung", "Privacy gate", "Consentement"],
)
def test_a_page_that_asks_for_consent_first_is_one(title):
    assert why_walled(200, {}, CONSENT.format(title, title).encode())[0] == "consent_wall"


@pytest.mark.parametrize(
    "headers", [{"cf-mitigated": "challenge"}, {"x-amzn-waf-action": "captcha"}, {"x-vercel-mitigated": "challenge"}]
)
def test_a_guards_header_is_enough(headers):
    assert why_walled(200, headers, b"<p>Wait</p>")[0] == "block_page"


@pytest.mark.parametrize(
    "body",
    [
        f"<title>Access denied: how the old lantern was closed to us</title>{LINE * 8}",
        f"<title>Captcha</title><h1>What a captcha is</h1>{LINE * 8}",
        f"<title>Before you continue with your cookies</title>{LINE * 20}<form><button>Search</button></form>",
        f"<title>Lantern lit</title><script src='https://www.google.com/recaptcha/api.js'></script>{LINE}",
        f"<title>Lantern lit</title><script src='/cdn-cgi/challenge-platform/scripts/jsd/main.js'></script>{LINE}",
        '<title>Just a moment</title><script type="application/ld+json">{"articleBody": "The harbour …"}</script>',
        f"<title>Privacy choices of a lighthouse keeper</title>{LINE}",
        "",
        "<title>",
    ],
)
def test_a_page_of_the_paper_is_none(body):
    assert why_walled(200, {"server": "cloudflare"}, body.encode()) is None


def test_no_saved_page_of_a_paper_is_taken_for_a_wall():
    pages = list((Path(__file__).parent / "parsers" / "fixtures").rglob("*.html"))
    assert len(pages) > 5
    assert [page for page in pages if why_walled(200, {}, page.read_bytes())] == []


def test_a_page_of_any_size_is_looked_at_in_no_time():
    for body in (
        b"<title>" * 50_000,
        b"<" * 99_000,
        b"<script>" * 12_000 + b"px-captcha",
        b"<!--" * 20_000 + b"px-captcha",
    ):
        why_walled(200, {}, body)
