"""Dialogs that ask for consent to cookies, without a name that says so."""

from collections.abc import Callable

import pytest

from schemas import Article

Read = Callable[..., Article]

COOKIES = [
    "We use cookies to remember what you have read and what you have paid for. You may refuse most of them.",
    "Necessary cookies keep you logged in while you go from page to page; without these cookies nothing works at all.",
    "The cookie named session_id is set by our own server and is thrown away when you leave the site for the day.",
    "Cookies for statistics count how many people have looked at a page, and tell nobody who these people have been.",
]
DIALOG = (
    "<div class='k1'><div class='k2'><h3>Privacy overview</h3>{}"
    "<table><tr><td>session_id</td><td>1 day</td></tr></table></div></div>"
)


def paragraphs_of(texts: list[str]) -> str:
    return "".join(f"<p>{text}</p>" for text in texts)


def test_a_dialog_about_cookies_is_no_text(read_plain: Read, paragraphs: tuple[str, ...]) -> None:
    article = read_plain(after=DIALOG.format(paragraphs_of(COOKIES * 2)))
    assert [block.text for block in article.body] == list(paragraphs)
    assert article.sidebars == []


def test_a_dialog_inside_the_text_is_no_text(read_plain: Read, paragraphs: tuple[str, ...]) -> None:
    article = read_plain(end=f"<div class='k3'>{paragraphs_of(COOKIES)}</div>")
    assert [block.text for block in article.body] == list(paragraphs)


def test_a_story_about_cookies_is_one(read: Read) -> None:
    article = read(
        f"<title>What cookies do</title><h1>What cookies do</h1><div><div>{paragraphs_of(COOKIES)}</div></div>"
    )
    assert [block.text for block in article.body] == COOKIES


def test_a_paragraph_or_two_about_cookies_stay(read_plain: Read) -> None:
    article = read_plain(end=f"<div>{paragraphs_of(COOKIES[:2])}</div>")
    assert [block.text for block in article.body][-2:] == COOKIES[:2]


@pytest.mark.parametrize("role", ["dialog", "alertdialog"])
def test_what_stands_in_a_dialog_is_neither_text_nor_box(
    read_plain: Read, paragraphs: tuple[str, ...], role: str
) -> None:
    said = "We and selected third parties use cookies or similar techniques for what our policy says of them."
    asked = f"<h2>Notice</h2><p>{said}</p><p>You may agree or refuse at any time.</p>"
    article = read_plain(end=f"<div class='k1-box' role='{role}'>{asked}</div>")
    assert [block.text for block in article.body] == list(paragraphs)
    assert article.sidebars == []
