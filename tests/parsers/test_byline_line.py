"""Bylines on a line of their own: who is the author, and what is no byline at all."""

from __future__ import annotations

import pytest

from scrapers.parsers.byline import Byline, read_byline

BOTH = [("Jane Doe", "author"), ("John Roe", "author")]


def people(byline: Byline | None) -> list[str] | None:
    return None if byline is None else [author.name for author in byline.authors]


# Number of the pattern in the first paper's table of bylines, the line, its authors.
OWN_LINES = [
    (1, "by Sadie Robinson", ["Sadie Robinson"]),
    (1, "by Alex Callinicos", ["Alex Callinicos"]),
    (2, "by Tom Walker on the Isle of Wight", ["Tom Walker"]),
    (3, "by Roger Cox and Martin Empson", ["Roger Cox", "Martin Empson"]),
    (3, "by Sarah Bates and Nick Clark", ["Sarah Bates", "Nick Clark"]),
    (4, "by Sarah Bates, Nick Clark and Gabby Thorpe", ["Sarah Bates", "Nick Clark", "Gabby Thorpe"]),
    (5, "By Nick Clark", ["Nick Clark"]),
    (5, "By Sam Ord", ["Sam Ord"]),
    (6, "By Nick Clark and Judith Orr", ["Nick Clark", "Judith Orr"]),
    (7, "By Judith Orr in Cairo", ["Judith Orr"]),
    (55, "Sally Kincaid", ["Sally Kincaid"]),
    (58, "ANDREW HOLDER, Socialist Alliance councillor, Burnley", ["ANDREW HOLDER"]),
    (59, "Eamonn McCann, Civil rights activist, Northern Ireland", ["Eamonn McCann"]),
    (59, "Lindsey German, Former editor, Socialist Review", ["Lindsey German"]),
    (60, "Martin Smith", ["Martin Smith"]),
    (60, "SWP National Secretary", None),
]


@pytest.mark.parametrize(("pattern", "line", "authors"), OWN_LINES)
def test_patterns_on_a_line_of_their_own(pattern, line, authors):
    assert people(read_byline(line)) == authors


@pytest.mark.parametrize(
    ("line", "authors"),
    [
        ("Von Sabine Holm", ["Sabine Holm"]),
        ("Von Hanna Petersen und Jens Voß, Nordhafen", ["Hanna Petersen", "Jens Voß"]),
        ("Von Dr. Max Brandt", ["Dr. Max Brandt"]),
        ("Text: Sabine Holm", ["Sabine Holm"]),
        ("Ein Kommentar von Sabine Holm", ["Sabine Holm"]),
        ("Aus Berlin berichtet Jan Roe", ["Jan Roe"]),
        ("Par Luc Moreau", ["Luc Moreau"]),
        ("Odile Marchand, envoyée spéciale à Saint-Velin", ["Odile Marchand"]),
        ("Por José Ortega y Gasset", ["José Ortega y Gasset"]),
        ("Di Luca Ferri", ["Luca Ferri"]),
        ("Door Jan de Vries", ["Jan de Vries"]),
        ("Av Per-Erik Dahl", ["Per-Erik Dahl"]),
        ("Af Lars Jensen", ["Lars Jensen"]),
        ("Иван Петров", ["Иван Петров"]),
        ("By Jane Doe, WQRT meteorologist", ["Jane Doe"]),
        ("By Jane Doe, who has lived beside the weir", ["Jane Doe"]),
        ("By Jane Doe, KXTV weather watcher", ["Jane Doe"]),
        ("VON Jane Doe IN Fashion", ["Jane Doe"]),
        ("By JANE DOE IN CAIRO", ["JANE DOE"]),
        ("-- By Jane Doe Follow @janedoe", ["Jane Doe"]),
        ("Jane Doe | Palma de Mallorca | 08/01/2014", ["Jane Doe"]),
        ("By JANE SINGER, ODA DeVRIES and PER A. McHOLM", ["JANE SINGER", "ODA DeVRIES", "PER A. McHOLM"]),
        ("By Jane Singer, Per Nurse and Oda Mayor", ["Jane Singer", "Per Nurse", "Oda Mayor"]),
        ("来源：河湾日报作者：林晓舟", ["林晓舟"]),
        ("采写：林晓舟 摄影：何远", ["林晓舟"]),
        ("来源：河湾网 记者：林晓舟 何远 编辑：周平", ["林晓舟", "何远"]),
        ("記者林曉舟／河灣報導", ["林曉舟"]),
        ("河湾日报记者 林晓舟 何远", ["林晓舟", "何远"]),
        ("[记者 林晓舟 河湾报道]", ["林晓舟"]),
        ("이서준 기자", ["이서준"]),
        ("김하늘 박도윤 기자", ["김하늘", "박도윤"]),
        ("取材・文 山田太郎", ["山田太郎"]),
        ("记者 张三", ["张三"]),
        ("Otis Penhale", ["Otis Penhale"]),
        ("JANE DOE", ["JANE DOE"]),
        ("Words by Jane Doe", ["Jane Doe"]),
        ("By J. K. Rowling", ["J. K. Rowling"]),
        ("By John Smith, Jr. and Al Gore", ["John Smith, Jr.", "Al Gore"]),
        ("By Darius", ["Darius"]),
        ("Jane Doe, Health correspondent", ["Jane Doe"]),
        ("Jane Doe, Daily Chronicle reporter", ["Jane Doe"]),
        ("Jane Doe and John Roe in Paris", ["Jane Doe", "John Roe"]),
        ("Jane Doe | Staff reporter", ["Jane Doe"]),
        ("Von Jane DoeKorrespondent", ["Jane Doe"]),
        ("Jane DoeTravel News Reporter", ["Jane Doe"]),
        ("By Jane DoeTwitter", ["Jane Doe"]),
        ("Jane Doe Parliamentary editor", ["Jane Doe"]),
        ("Jane Doe, Health editor and John Roe, Political editor", ["Jane Doe", "John Roe"]),
        ("Jane Doe, Alder Bridge", ["Jane Doe"]),
        ("Jane Doe Updated 12 Jan 2024, 10:30 GMT", ["Jane Doe"]),
        ("12 Jan 2024 | Jane Doe", ["Jane Doe"]),
        ("Sport | Jane Doe", ["Jane Doe"]),
        ("By Jane Doe Published: 3 May 2020 Follow @jane View comments", ["Jane Doe"]),
        ("By Jane Doe for The Chronicle", ["Jane Doe"]),
        ("By Jane Doe, a nurse from Leeds", ["Jane Doe"]),
        ("By Jane Doe with additional reporting by John Roe", ["Jane Doe", "John Roe"]),
        ("By Nell Harding (PA)", ["Nell Harding"]),
        ("Jane Doe, Email the author", ["Jane Doe"]),
        ("By Jane Doe (PA) and John Roe (AFP)", ["Jane Doe", "John Roe"]),
        ("Jane Doe jane@example.org John Roe", ["Jane Doe", "John Roe"]),
        # A name that begins like a month or a weekday ("Lun", "Mar") is no part of the date behind it.
        ("By Ada Lund Dec 3, 2025", ["Ada Lund"]),
        ("By Chris Martin December 3, 2025 at 6:00 a.m. EST", ["Chris Martin"]),
        ("By Theresa May Dec 3, 2025", ["Theresa May"]),
        ("Von Ada Lund 3. Dezember 2025, 14:22 Uhr", ["Ada Lund"]),
        ("By Ada Lund 5 Min Read", ["Ada Lund"]),
        ("Ada Lund3 min read", ["Ada Lund"]),
        ("Ada Lund BBC News", ["Ada Lund"]),
        ("Guest post by Ada Lund", ["Ada Lund"]),
        ("Gastautor Ada Lund", ["Ada Lund"]),
        ("Ada Lund Freie Journalistin", ["Ada Lund"]),
        ("Article rédigé par Ada Lund", ["Ada Lund"]),
        ("De notre envoyée spéciale Ada Lund", ["Ada Lund"]),
        ("Publisert av Ada Lund", ["Ada Lund"]),
        ("Opracowała Ada Lund", ["Ada Lund"]),
        ("Piše: Ada Lund", ["Ada Lund"]),
        ("Ada Lund, do Rio", ["Ada Lund"]),
        ("ليلى حداد - القاهرة", ["ليلى حداد"]),
        ("編集委員・佐藤花子", ["佐藤花子"]),
        ("ロンドン＝佐藤花子", ["佐藤花子"]),
        ("【佐藤花子、山田太郎】", ["佐藤花子", "山田太郎"]),
        ("서울=김하나 기자", ["김하나"]),
        ("순천, 광양 김하나 기자 kim@mill.example", ["김하나"]),
        ("[서울=한빛통신] 김하나 기자", ["김하나"]),
        ("글·사진 김하나 기자", ["김하나"]),
        ("김하나 기자 = 서울", ["김하나"]),
        ("워싱턴=김하나 특파원", ["김하나"]),
        ("王小明 報導", ["王小明"]),
        ("By Our Correspondent", []),
        ("By Staff and agencies", []),
        ("(PA)", []),
        ("(jk)", ["jk"]),
        ("(dpa/jk)", ["jk"]),
    ],
)
def test_own_lines_in_many_languages_keep_their_text_and_name_their_authors(line, authors):
    found = read_byline(line)
    assert people(found) == authors
    assert found is not None
    assert found.text == line


@pytest.mark.parametrize(
    ("line", "wanted"),
    [
        ("By Jane Doe (with Otto Rask)", [("Jane Doe", "author"), ("Otto Rask", "author")]),
        ("Jane Doe (avec AFP)", [("Jane Doe", "author"), ("AFP", "agency")]),
        ("By Jane Doe (with a little help)", [("Jane Doe", "author")]),
        ("dpa/AFP", [("dpa", "agency"), ("AFP", "agency")]),
        ("Reuters", [("Reuters", "agency")]),
        ("By Jane Doe and John Roe The Associated Press", [*BOTH, ("The Associated Press", "agency")]),
        ("By Jane Doe, Reuters", [("Jane Doe", "author"), ("Reuters", "agency")]),
        ("By Jane Doe and Sparrow Team", [("Jane Doe", "author"), ("Sparrow Team", "organisation")]),
        ("Interview by Owen Tarbert", [("Owen Tarbert", "interviewer")]),
        ("Propos recueillis par Luc Moreau", [("Luc Moreau", "interviewer")]),
        ("Words: Jane Doe Pictures: John Roe", [("Jane Doe", "author"), ("John Roe", "photographer")]),
        ("By Jane Doe. Photographs by John Roe", [("Jane Doe", "author"), ("John Roe", "photographer")]),
    ],
)
def test_roles(line, wanted):
    found = read_byline(line)
    assert found is not None
    assert [(author.name, author.role) for author in found.authors] == wanted


@pytest.mark.parametrize(
    "line",
    [
        "",
        "By",
        "--",
        "London",
        "South London",
        "Hong Kong",
        "12 January 2024",
        "Updated 12 January 2024",
        "3 min read",
        "Advertisement",
        "Health",
        "World News",
        "Climate Crisis",
        "What We Think",
        "Most Read",
        "Real Estate",
        "Prime Minister",
        "Read more",
        "Share this article",
        "Email the author",
        "Issue No. 2518",
        "Photos: John Roe",
        "Foto: dpa",
        "Par exemple",
        "Von Trapp",
        "By Tuesday",
        "By sunrise the queue had reached the bridge.",
        "By Christmas Day the shops in London were empty",
        "By Friday, Boris Johnson was gone",
        "By using this site you agree",
        "Report: Government to cut taxes",
        "The prime minister said on Monday that talks had failed.",
        "Joe Biden in Paris for talks with Emmanuel Macron",
        "John Lewis 3-Tier Heated Airer",
        "Jamil Saadouni, 58, told a reporter that he saw it",
        "JANE Doe is the sweetheart of footballer John Roe.",
        "LAURIE DOE IS THE NINE NETWORK POLITICAL EDITOR",
        "Do UOL, em São Paulo",
        "Le Canal",
        "平安出行，安全到家。",
    ],
)
def test_other_lines_are_no_bylines(line):
    assert read_byline(line) is None


def test_without_bare_names_only_a_byline_word_makes_a_byline():
    assert read_byline("Jane Doe", bare_names=False) is None
    assert read_byline("dpa/AFP", bare_names=False) is None
    assert people(read_byline("By Jane Doe", bare_names=False)) == ["Jane Doe"]
    assert people(read_byline("Von Jane Doe", bare_names=False)) == ["Jane Doe"]
    assert people(read_byline("(PA)", bare_names=False)) == []


def test_the_language_of_the_page_settles_words_that_are_also_names():
    assert people(read_byline("Per Olov Enquist", "sv")) == ["Per Olov Enquist"]
    assert people(read_byline("Per Joan Puig", "ca")) == ["Joan Puig"]
