"""Cards of authors in the text, without a class and without a word to machines."""

from collections.abc import Callable

import pytest

from schemas import Article

Read = Callable[..., Article]
CARDS = [
    "<div><img src=/a.jpg width=60 height=60><h4>Ada Lund</h4><p>{} is a reporter who covers rivers.</p></div>",
    "<aside><p><b>Ada Lund</b></p><p>Die Redakteurin {} schreibt über Flüsse und Brücken.</p></aside>",
    "<section><h3>Ada Lund</h3><p>{} est journaliste, elle suit les rivières.</p><a href=/a/ada>Articles</a></section>",
]


@pytest.mark.parametrize("card", CARDS)
@pytest.mark.parametrize("where", ["middle", "end"])
def test_the_card_of_a_reporter_is_neither_text_nor_box(
    read_plain: Read, paragraphs: tuple[str, ...], card: str, where: str
) -> None:
    article = read_plain(**{where: card.format("Ada Lund")})
    assert [block.text for block in article.body] == list(paragraphs)
    assert article.sidebars == []
    assert article.endnotes == []


def test_a_profile_of_whom_the_story_is_about_stays(read_plain: Read) -> None:
    told = "".join(
        f"<p>Nobody asked Lund {n} times, said the keeper, who had asked her that very morning.</p>" for n in "356"
    )
    life = "Ada Lund is a reporter who has covered rivers since the first of them burst, thirty years ago this May."
    article = read_plain(middle=f"<aside><h3>Ada Lund</h3><p>{life}</p></aside>", end=told)
    assert [box.heading for box in article.sidebars] == ["Ada Lund"]
