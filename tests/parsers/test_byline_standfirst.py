"""Bylines inside the standfirst: who is the author, who is only spoken to, who only makes news."""

from __future__ import annotations

import re

import pytest

from scrapers.parsers.byline import Byline, byline_in_standfirst

PAPER = "Socialist Worker"


def people(byline: Byline | None) -> list[str] | None:
    return None if byline is None else [author.name for author in byline.authors]


def roles(byline: Byline | None) -> set[str]:
    assert byline is not None
    return {author.role for author in byline.authors}


# Pattern, standfirst, phrase (None: no byline), authors, role.
STANDFIRSTS = [
    (8, "The race still draws people in, reports Tomáš Tengely-Evans", "reports Tomáš Tengely-Evans"),
    (8, "Strikers are out again, reports Isabel Ringrose", "reports Isabel Ringrose"),
    (9, "The cuts go deeper, reports?Sarah Ensor", "reports?Sarah Ensor"),
    (10, "The war is lost, writes Sadie Robinson", "writes Sadie Robinson"),
    (10, "The deal is off. Now the left must answer, writes Alex Callinicos. Plus: more", "writes Alex Callinicos"),
    (11, "New rules punish refugees, writes?Nick Clark", "writes?Nick Clark"),
    (11, "The book follows the money writes?Charlie Kimber", "writes?Charlie Kimber"),
    (12, "The shelves are empty, writes, Charlie Kimber", "writes, Charlie Kimber"),
    (13, "The fight goes on, write Dave Sewell and Ken Olende", "write Dave Sewell and Ken Olende"),
    (
        14,
        "A moving show about the pits, writes TUSC candidate for Barnsley Central Dave Gibson",
        "writes TUSC candidate for Barnsley Central Dave Gibson",
    ),
    (15, "We should all go and protest, says Alex Callinicos", "says Alex Callinicos"),
    (15, "The film has charm, says Jeff Jackson", "says Jeff Jackson"),
    (16, "This bill must fall, says?Judith Orr", "says?Judith Orr"),
    (17, "Some say greed is natural. But, says Martin Empson, evidence is against it", "says Martin Empson"),
    (18, "Alex Callinicos says Labour’s failure is plain", "Alex Callinicos says"),
    (19, "The Kurds need our support, argues Alex Callinicos", "argues Alex Callinicos"),
    (20, "It was a festival of the oppressed, argues?Nick Clark", "argues?Nick Clark"),
    (21, "Alex Callinicos argues that the showdown is near", "Alex Callinicos argues that"),
    (21, "Is class dead? But Joseph Choonara argues that it matters", "Joseph Choonara argues that"),
    (
        22,
        "Stathis Kouvelakis, a leading figure on the left of Syriza, argues for a break",
        "Stathis Kouvelakis, a leading figure on the left of Syriza, argues",
    ),
    (
        22,
        "Martin Empson, author of a new book on ecology, argues that profit wrecks land",
        "Martin Empson, author of a new book on ecology, argues that",
    ),
    (23, "It looks quiet but as Sadie Robinson argues, that doesn’t mean defeat", "as Sadie Robinson argues"),
    (24, "Alex Callinicos looks at the reasons", "Alex Callinicos looks at"),
    (24, "Forty years on, Rehad Desai looks back at a life", "Rehad Desai looks back at"),
    (
        25,
        "Many praise him but Palestinian Fatima Helou looks at his brutal record",
        "Palestinian Fatima Helou looks at",
    ),
    (26, "In the first of our reports from the conference in Brighton, Nick Clark looks at it", "Nick Clark looks at"),
    (27, "Raymie Kiernan and Tomáš Tengely-Evans look at the vote", "Raymie Kiernan and Tomáš Tengely-Evans look at"),
    (28, "Annette Mackin explains its role", "Annette Mackin explains"),
    (28, "Richard Rose explains how it seeks power", "Richard Rose explains"),
    (29, "John Molyneux shows how dramatic shifts begin", "John Molyneux shows how"),
    (30, "Sadie Robinson takes on the arguments", "Sadie Robinson takes on"),
    (31, "Ken Olende warns against throwing out the gains", "Ken Olende warns against"),
    (32, "Sarah Bates analyses the climate talks", "Sarah Bates analyses"),
    (33, "Nick Clark investigates how they became rich", "Nick Clark investigates"),
    (34, "Sarah Bates joined the people braving arrests", "Sarah Bates joined"),
    (35, "Gabby Thorpe urges Socialist Worker readers to march", "Gabby Thorpe urges"),
    (36, "Critic Mark Brown offers highlights", "Critic Mark Brown offers"),
    (
        37,
        "Socialist Worker editor Judith Orr reports from Cairo",
        "Socialist Worker editor Judith Orr reports from Cairo",
    ),
    (38, "Socialist Worker reports on the debate", None),
    (38, "Socialist Worker answers four questions", None),
    (39, "Socialist Worker interviews the authors", None),
    (40, "Marcus Barnes told Alistair Farrow why he wrote it", "told Alistair Farrow"),
    (40, "Darius told Isabel Ringrose about the strike", "told Isabel Ringrose"),
    (41, "In Calais migrants and activists told Dave Sewell and Ken Olende", "told Dave Sewell and Ken Olende"),
    (42, "Hsiao-Hung Pai spoke to Sarah Ensor about her book", "spoke to Sarah Ensor"),
    (42, "Mike Tintner spoke to Kim Hunter", "spoke to Kim Hunter"),
    (43, "Thomas Foster spoke to the students about why they occupy", "Thomas Foster spoke to"),
    (44, "Musheer al-Masri, a member of parliament, spoke to Socialist Worker by telephone", None),
    (44, "Leyla Josephine: The acclaimed Glasgow poet spoke to Socialist Worker", None),
    (44, "Chris Nineham of one group and Dave Sherry of another spoke to Socialist Worker", None),
    (45, "Anna Winger told Socialist Worker how the series was made", None),
    (46, "Chris Bambery and Tom Behan interviewed Haidi Giuliani", "Chris Bambery and Tom Behan interviewed"),
    (47, "Nick Clark talks to those on the front lines", "Nick Clark talks to"),
    (48, "Tony Benn reviews Paul Foot’s last book, The Vote", "Tony Benn reviews"),
    (49, "Tony Cliff argued 52 years ago that it would end so", None),
    (61, "A statement from the Greek SWP on the coming referendum", "A statement from the Greek SWP"),
    (62, "Twenty years on, we republish the obituary we printed", None),
    (63, "Ballot papers are out and thousands join the rallies", None),
]
NAMED = {
    14: ["Dave Gibson"],
    22: None,
    23: ["Sadie Robinson"],
    25: ["Fatima Helou"],
    36: ["Mark Brown"],
    37: ["Judith Orr"],
    41: ["Dave Sewell", "Ken Olende"],
    46: ["Chris Bambery", "Tom Behan"],
    61: ["Greek SWP"],
}


@pytest.mark.parametrize(("pattern", "standfirst", "phrase"), STANDFIRSTS)
def test_patterns_inside_the_standfirst(pattern, standfirst, phrase):
    found = byline_in_standfirst(standfirst, "en", paper=PAPER, house_style=True)
    assert (found.text if found else None) == phrase
    if found is None:
        return
    wanted = NAMED.get(pattern)
    if wanted is None:
        capitals = re.sub(r"\b(?:Socialist Worker|Syriza)\b", "", phrase.replace("?", " "))
        wanted = re.findall(r"[A-Z][\w]+(?:-[A-Z]\w+)* (?:[A-Z][\w]+(?:-[A-Z]\w+)*)", capitals)
    assert people(found) == wanted
    interviews = {40, 41, 42, 46}
    assert roles(found) == {"interviewer" if pattern in interviews else "organisation" if pattern == 61 else "author"}


@pytest.mark.parametrize(
    ("standfirst", "phrase", "author"),
    [
        ("Das Dock ist besetzt, berichtet Sabine Holm", "berichtet Sabine Holm", "Sabine Holm"),
        ("Das Dock ist besetzt. Von Sabine Holm", "Von Sabine Holm", "Sabine Holm"),
        ("Das Dock ist besetzt. Ein Kommentar von Sabine Holm", "Ein Kommentar von Sabine Holm", "Sabine Holm"),
        ("La maternité a rouvert, raconte Luc Moreau", "raconte Luc Moreau", "Luc Moreau"),
        ("La maternité a rouvert. Par Luc Moreau", "Par Luc Moreau", "Luc Moreau"),
        ("El pueblo resiste, escribe Ana García", "escribe Ana García", "Ana García"),
        ("A tenant on cold flats. Interview by Owen Tarbert", "Interview by Owen Tarbert", "Owen Tarbert"),
        ("Drivers are out, writes Simon Basketter in Leeds", "writes Simon Basketter", "Simon Basketter"),
        ("Hossam el-Hamalawy looks at Egypt", "Hossam el-Hamalawy looks at", "Hossam el-Hamalawy"),
        ("Siân Ruddick explains the dispute", "Siân Ruddick explains", "Siân Ruddick"),
        ("Egypt: Eleanor Claxton-Mayer looks at it", "Eleanor Claxton-Mayer looks at", "Eleanor Claxton-Mayer"),
        ("It is urgent, says\u00a0Anindya Bhattacharyya", "says Anindya Bhattacharyya", "Anindya Bhattacharyya"),
        ("Can they win?Nick Clark reports", "Nick Clark reports", "Nick Clark"),
        ("A poet spoke to our critic Jane Doe about rhyme", "spoke to our critic Jane Doe", "Jane Doe"),
    ],
)
def test_other_forms_inside_the_standfirst(standfirst, phrase, author):
    found = byline_in_standfirst(standfirst)
    assert found is not None
    assert found.text == phrase
    assert people(found) == [author]


@pytest.mark.parametrize(
    "standfirst",
    [
        "Prime minister Theresa May says the deal is dead",
        "Theresa May says the deal is dead",
        "Labour MP John Smith argues that the bill goes too far",
        "John Smith, a senator for the coast, argues that the bill goes too far",
        "Labour’s John Smith argues that the bill is wrong",
        "“We will win,” says Keir Starmer",
        "Rachel Reeves’s plan will not raise taxes, says Rachel Reeves",
        "The plan will not raise taxes, says chancellor Rachel Reeves",
        "The police are looking into it, says John Smith, chief constable",
        "“They treat us like dirt,” said one RMT union member",
        "The bill harms the poor, says one nurse",
        "Kylian Mbappe joined the club in 2024",
        "Joe Biden urges Congress to act",
        "Joe Biden takes on Donald Trump in debate",
        "Boris Johnson told Rishi Sunak to resign",
        "He told Sky News he would not quit",
        "The police told the BBC that they were looking into it",
        "Scotland Yard investigates",
        "Supreme Court reviews abortion case",
        "Ein Roman von Günter Grass wird verfilmt",
        "A novel by Zadie Smith is coming to the stage",
    ],
)
def test_newsmakers_in_a_standfirst_are_no_authors(standfirst):
    assert byline_in_standfirst(standfirst) is None


def test_the_paper_itself_is_nobody():
    spoken = "The poet Jane Doe spoke to North Star about her book"
    told = "Jane Doe told Salford Star why she left"
    assert byline_in_standfirst(told, paper="Salford Star") is None
    assert byline_in_standfirst(told, paper="The Salford Star") is None
    assert byline_in_standfirst(spoken, paper="North Star") is None


def test_a_paper_without_house_style_does_not_sign_with_name_says():
    assert byline_in_standfirst("Theresa May says the deal is dead", paper="Some Paper") is None
