"""The lives of authors are no text, where the page tells machines the same words."""

import json
from collections.abc import Callable

import pytest

from schemas import Article

Read = Callable[..., Article]
BIO = "Keeper of hens with a focus on all things wet. <a href='/x'>Write to her</a> &amp; tell her of yours."
SHOWN = "Keeper of hens with a focus on all things wet. <a href='/x'>Write to her</a> &amp; tell her of yours."


def island(description: object) -> str:
    node = {"@context": "https://schema.org", "@graph": [{"@type": "Person", "name": "Jo", "description": description}]}
    return f"<script type='application/ld+json'>{json.dumps(node)}</script>"


@pytest.mark.parametrize("description", [BIO, f"{BIO}\r\nShe lives by the mill, and by what it grinds.", [BIO]])
def test_a_bio_that_machines_are_told_is_no_text(
    read_plain: Read, paragraphs: tuple[str, ...], description: object
) -> None:
    article = read_plain(head=island(description), end=f"<div><div><p>{SHOWN}</p></div></div>")
    assert [block.text for block in article.body] == list(paragraphs)


@pytest.mark.parametrize("description", [7, None, {"@value": ""}, "Keeper of hens", [[["x"]]], "<" * 5000])
def test_other_descriptions_cost_no_text(read_plain: Read, paragraphs: tuple[str, ...], description: object) -> None:
    last = "Keeper of hens she was, with a focus on all that is wet, until the day on which the weir burst."
    article = read_plain(head=island(description), end=f"<p>{last}</p>")
    assert [block.text for block in article.body] == [*paragraphs, last]
