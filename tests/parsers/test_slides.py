"""A picture series within a text is no part of it."""

from collections.abc import Callable

from schemas import Article

Read = Callable[..., Article]
NAME = "A century of floods at Millbrook"


def slide(number: int, name: str = NAME, picture: str = "<div><img src='/p{}.jpg' width=800></div>") -> str:
    said = f"The flood of 190{number} took the bridge and two barns, and left the keeper's hens where they were."
    return f"<li>{picture.format(number)}<div><h4>{name}</h4><h2>The {number}th flood</h2><p>{said}</p></div></li>"


def test_slides_under_the_name_of_their_series_are_no_text(read_plain: Read, paragraphs: tuple[str, ...]) -> None:
    article = read_plain(middle=f"<div><ul>{''.join(map(slide, range(4)))}</ul></div>")
    assert [block.text for block in article.body] == list(paragraphs)
    assert article.sidebars == []


def test_headings_that_come_again_without_pictures_are_the_texts(read_plain: Read, paragraphs: tuple[str, ...]) -> None:
    items = "".join(slide(number, "For", picture="") for number in range(4))
    article = read_plain(middle=f"<div><ul>{items}</ul></div>")
    assert len(article.body) == len(paragraphs) + 12
    assert [block.text for block in article.body].count("For") == 4


def test_the_section_above_the_headline_and_above_cards_names_no_series(
    read_plain: Read, paragraphs: tuple[str, ...]
) -> None:
    label, portrait = "<h3>Rivers</h3>", "<img src='/ada.jpg' width=80>"
    cards = "".join(
        f"<div><h3>Rivers</h3><h2><a href='/{n}'>The {n}th flood at the mill</a></h2></div>" for n in (1, 2)
    )
    head = f"<div>{label}<h1>Weir bursts at Millbrook</h1>{portrait}<p>By Ada Lund</p></div>"
    article = read_plain(headline=head, after=cards)
    assert (article.headline, article.byline) == ("Weir bursts at Millbrook", "By Ada Lund")
    assert [block.text for block in article.body] == list(paragraphs)
