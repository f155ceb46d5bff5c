"""Pages in many languages whose markup names nothing: what words and places alone tell, told everywhere alike."""

import csv
from collections.abc import Callable
from pathlib import Path
from typing import NamedTuple

import pytest

from schemas import Article

Read = Callable[..., Article]


class Words(NamedTuple):
    """What a paper in a language prints around a story; a line of languages.tsv."""

    language: str
    byline: str
    authors: str
    date: str
    update: str
    caption: str
    credit: str
    also: str
    comments: str
    newsletter: str
    popular: str


with (Path(__file__).parent / "languages.tsv").open(encoding="utf-8", newline="") as table:
    WORDS = [Words(*row) for row in list(csv.reader(table, delimiter="\t"))[1:]]
STANDFIRST = "Wera tolon mida sure kalo benti ruma sedo pila novare tumi gola sarinte."
PARAGRAPHS = [
    "Tolu mare sindo kapi resta mulina poro kendi salva touri nemba lo kirta suvo penda molari tesi. "
    + f"{word} sedi malo tura benda kori lupa nisto ferra goma tilu sanda pero wilu kasta mori."
    for word in ("Alba", "Beno", "Cira", "Dola", "Ermi")
]
LINKS = "".join(f"<li><a href='/n/{n}'>Pola {n} kirta suvo penda molari tesi</a></li>" for n in range(5))


def _page(words: Words, head: str, middle: str, end: str) -> str:
    first, second, *rest = (f"<p>{text}</p>" for text in PARAGRAPHS)
    return (
        f"<html lang={words.language}><meta charset=utf-8><title>Tolu mare sindo | Daily Mill</title><body><div>"
        f"<h1>Tolu mare sindo</h1><p>{STANDFIRST}</p>{head}{first}{second}{middle}{''.join(rest)}{end}</div>"
    )


def _check(article: Article, words: Words) -> None:
    assert article.headline == "Tolu mare sindo"
    assert article.standfirst == STANDFIRST
    assert "; ".join(author.name for author in article.authors) == words.authors
    assert str(article.published_date) == "2024-05-14"
    assert [block.text for block in article.body] == PARAGRAPHS
    assert [image.caption for image in article.images] == [words.caption]
    assert [bool(image.credit) for image in article.images] == [True]


@pytest.mark.parametrize("words", WORDS, ids=[words.language for words in WORDS])
def test_byline_date_and_change_on_one_line(read: Read, words: Words) -> None:
    head = (
        f"<div><span>{words.byline}</span> | <span>{words.date}</span> <span>{words.update}</span></div>"
        f"<figure><img src=/a.jpg><figcaption>{words.caption} ({words.credit})</figcaption></figure>"
    )
    middle = f"<p>{words.also} <a href=/n/7>Kirta suvo penda molari tesi</a></p>"
    end = f"<p>{words.also}</p><ul>{LINKS}</ul>"
    _check(read(_page(words, head, middle, end)), words)


@pytest.mark.parametrize("words", WORDS, ids=[words.language for words in WORDS])
def test_byline_date_and_change_on_lines_of_their_own(read: Read, words: Words) -> None:
    head = (
        f"<div>{words.byline}</div><div>{words.date}</div><div>{words.update}</div>"
        f"<div><img src=/a.jpg width=900 height=500><div>{words.caption} {words.credit}</div></div>"
    )
    middle = f"<div><p>{words.newsletter}</p><input type=email><button>OK</button></div>"
    popular = f"<div><h3>{words.popular}</h3><ul>{LINKS}</ul></div>"
    end = f"{popular}<div><h3>{words.comments}</h3><p>Sedi malo tura.</p></div>"
    article = read(_page(words, head, middle, end))
    _check(article, words)
    assert article.sidebars == []
