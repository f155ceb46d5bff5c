"""Dates in bylines: cut out with their labels, in any language, and nothing of the names with them."""

import pytest

from scrapers.parsers.byline import read_byline


@pytest.mark.parametrize(
    ("line", "language", "names"),
    [
        ("Por Ana Ribeiro e João Prata | 14 de maio de 2024 às 10h32", "pt", ["Ana Ribeiro", "João Prata"]),
        ("Por Ana Ribeiro Atualizado em 14 de maio de 2024", "pt", ["Ana Ribeiro"]),
        ("Von Anna Schmidt | 14. Mai 2024, 10:32 Uhr Aktualisiert am 15. Mai 2024", "de", ["Anna Schmidt"]),
        ("Par Anne Dupont, publié le 14 mai 2024 à 10h32, mis à jour le 15 mai 2024", "fr", ["Anne Dupont"]),
        ("Anna Nováková • 14. května 2024 10:32 Aktualizováno 15. 5. 2024", "cs", ["Anna Nováková"]),
        ("By Ada Postma 5 May 2024", "en", ["Ada Postma"]),
        ("By Ada Lund and Bo Post 5 May 2024, 10:32", "en", ["Ada Lund", "Bo Post"]),
        ("By Ada Lund Published 5 May 2024 4 min read", "en", ["Ada Lund"]),
    ],
)
def test_dates_and_their_labels_are_no_part_of_the_names(line: str, language: str, names: list[str]) -> None:
    byline = read_byline(line, language)
    assert byline is not None
    assert [author.name for author in byline.authors] == names
    assert byline.text == line


def test_a_date_alone_is_no_byline() -> None:
    assert read_byline("기사수정 2013-10-24 03:00:00", "ko") is None
    assert read_byline("Publicado el 5 de mayo de 2024", "es") is None
