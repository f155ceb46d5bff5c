"""Captions and credits: apart, the credit bare, nothing lost, nothing invented."""

import time
from collections.abc import Callable

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from schemas import Article
from scrapers.parsers.credits import alt_repeats, is_credit_line, read_credit, split_credit
from tests.parsers.odd_lines import odd_lines

Read = Callable[..., Article]


@pytest.mark.parametrize(
    ("text", "caption", "credit"),
    [
        ("Pickets at Woodford Green (Pic: Socialist Worker)", "Pickets at Woodford Green", "Socialist Worker"),
        ("Corbyn speaks in Camden (Pic: Neil Terry)", "Corbyn speaks in Camden", "Neil Terry"),
        ("The march (Pic: Socialist Worker )", "The march", "Socialist Worker"),
        ("The march (Pic: Hossam el-Hamalawy)", "The march", "Hossam el-Hamalawy"),
        ("The march (Picture: Guy Smallman)", "The march", "Guy Smallman"),
        ("The last day of the festival. (Picture: Guy Smallman)", "The last day of the festival.", "Guy Smallman"),
        ("Truss (Picture: Simon Dawson/No 10 Downing Street)", "Truss", "Simon Dawson/No 10 Downing Street"),
        ("On strike (Picture: @CWUnews on Twitter)", "On strike", "@CWUnews on Twitter"),
        ("Danny Uttley emerges (Pic: Lee Cottam / PA)", "Danny Uttley emerges", "Lee Cottam / PA"),
        ("Six players (Photos: Getty/AP)", "Six players", "Getty/AP"),
        ("The baths (Photo by A B/Getty Images)", "The baths", "A B/Getty Images"),
        ("The parade (Image: LightRocket via Getty Images)", "The parade", "LightRocket via Getty Images"),
        ("The gallery. (Foto: Galerie EIGEN + ART)", "The gallery.", "Galerie EIGEN + ART"),
        ("The salt road. Photo by Marco Villiers", "The salt road.", "Marco Villiers"),
        ("The salt road Photograph: Marco Villiers", "The salt road", "Marco Villiers"),
        ("The salt road © Marco Villiers", "The salt road", "Marco Villiers"),
        ("The salt road (c) Marco Villiers", "The salt road", "Marco Villiers"),
        ("The salt road. Copyright © 2016 Marco Villiers", "The salt road.", "Marco Villiers"),
        ("A cabinet in session. Credit: Panos Pictures", "A cabinet in session.", "Panos Pictures"),
        ("A cabinet in session.Credit: Panos Pictures", "A cabinet in session.", "Panos Pictures"),
        ("At the World CupCredit: PA", "At the World Cup", "PA"),
        (
            "Kundgebung in Nordhafen – Foto: Lena Brodersen/Küstenbild",
            "Kundgebung in Nordhafen",
            "Lena Brodersen/Küstenbild",
        ),
        ("Kundgebung in Nordhafen Foto: Uwe Harms", "Kundgebung in Nordhafen", "Uwe Harms"),
        ("Die Meisterschaft 2024, Foto: LAT Images", "Die Meisterschaft 2024", "LAT Images"),
        ("Im MDR-StudioQuelle: Martin Schutt/dpa", "Im MDR-Studio", "Martin Schutt/dpa"),
        ("Das Lager. Bild © Robin Wattenscheider (kb)", "Das Lager.", "Robin Wattenscheider (kb)"),
        ("Das Lager Archivfoto: Uwe Harms", "Das Lager", "Uwe Harms"),
        ("Rede am Rigi. Foto: Urs Flueeler (Keystone)", "Rede am Rigi.", "Urs Flueeler (Keystone)"),
        (
            "La maternité de Saint-Aubrac Photo : Jean-Loup Carrier / AFP",
            "La maternité de Saint-Aubrac",
            "Jean-Loup Carrier / AFP",
        ),
        ("La maternité. Crédit photo : J.-L. Carrier", "La maternité.", "J.-L. Carrier"),
        ("Havnen Foto – Ines Holm", "Havnen", "Ines Holm"),
        ("Havnen i går. Foto: AP Vis mer", "Havnen i går.", "AP"),
        ("Президент в КремлеФото: Дмитрий Азаров, Коммерсантъ", "Президент в Кремле", "Дмитрий Азаров, Коммерсантъ"),
        ("Y bác sĩ nội soi. Ảnh: Bệnh viện cung cấp", "Y bác sĩ nội soi.", "Bệnh viện cung cấp"),
        ("졸업식 기념 촬영. [사진 출처 = 연합뉴스]", "졸업식 기념 촬영.", "연합뉴스"),
        ("日本代表（Ｃ）共同通信社", "日本代表", "共同通信社"),
        ("韓国の国旗＝ＡＰ", "韓国の国旗", "ＡＰ"),
        ("The harbour at dawn. A B / Getty Images", "The harbour at dawn.", "A B / Getty Images"),
        (
            "Sophie Binet, le 12 juillet 2023. BERTRAND GUAY / AFP",
            "Sophie Binet, le 12 juillet 2023.",
            "BERTRAND GUAY / AFP",
        ),
        ("Ursula von der Leyen.Philipp von Ditfurth/dpa", "Ursula von der Leyen.", "Philipp von Ditfurth/dpa"),
        ("Der Wahlkampf auf Tiktok.Getty Images", "Der Wahlkampf auf Tiktok.", "Getty Images"),
        (
            "Thompson in Indianapolis. (AP Photo/Darron Cummings)",
            "Thompson in Indianapolis.",
            "AP Photo/Darron Cummings",
        ),
        (
            "A town hall in Windham, N.H. (Robert F. Bukaty / AP)",
            "A town hall in Windham, N.H.",
            "Robert F. Bukaty / AP",
        ),
        ("The depot [Ines Holloway/Northlight]", "The depot", "Ines Holloway/Northlight"),
        ("Has the keeper popped the question? [Wenn]", "Has the keeper popped the question?", "Wenn"),
        ("Ada and Bo Lund. Photo courtesy Bo Lund", "Ada and Bo Lund.", "Bo Lund"),
        ("Her trial is in November. (NPA)", "Her trial is in November.", "NPA"),
        ("Soldiers in the street via REUTERS", "Soldiers in the street", "REUTERS"),
        ("A riot in Paris REUTERS/Jean Dupont", "A riot in Paris", "REUTERS/Jean Dupont"),
        ("A riot in Paris. AFP PHOTO / Jean Dupont", "A riot in Paris.", "AFP PHOTO / Jean Dupont"),
        ("Photo: Marco Villiers. The swifts return to the tower", "The swifts return to the tower", "Marco Villiers"),
        ("(Photo: Marco Villiers) The swifts return", "The swifts return", "Marco Villiers"),
        ("Picture: Socialist Worker", None, "Socialist Worker"),
    ],
)
def test_caption_and_credit_come_apart(text: str, caption: str | None, credit: str) -> None:
    assert split_credit(text) == (caption, credit)


@pytest.mark.parametrize(
    ("text", "caption", "credit"),
    [
        ("March (Pic: http://www.valeriostheofanidis.comValerios Theofanidis )", "March", "Valerios Theofanidis"),
        (
            "March (Pic: http://reportdigital.co.uk/» Jess Hurd/reportdigital.co.uk )",
            "March",
            "Jess Hurd/reportdigital.co.uk",
        ),
        ("March (Pic: » Jess Hurd/reportdigital.co.uk)", "March", "Jess Hurd/reportdigital.co.uk"),
        ("March (Pic: Smallman )", "March", "Smallman"),
        ("March (Pic: Jess Hurd/", "March", "Jess Hurd"),
        ("March (Pic: <a", "March", None),
        ("March (Pic:", "March", None),
        ("(Pic: )", None, None),
        ("", None, None),
    ],
)
def test_broken_credits_are_mended(text: str, caption: str | None, credit: str | None) -> None:
    assert split_credit(text) == (caption, credit)


@pytest.mark.parametrize(
    "text",
    [
        "Raymond Oduya (right)",
        "Raymond Oduya (front right)",
        "Raymond Oduya (fourth from left)",
        "Steffen Kauert (Mitte)",
        "Mario Voigt (CDU) und Björn Höcke (AfD)",
        "Er erklärt die Folgen. (Archivbild)",
        "The march reached the square. (File photo)",
        "The big picture: workers march on",
        "Picture: Workers march on towards central London",
        "A photo by Marco Villiers hangs on the wall",
        "Strava: Leaderboard integrity powered by AI",
        "A view of the road/river crossing",
        "She said. Yes/No",
        "He said, “This is our fight.”",
        "© 2024 The Gazette. All rights reserved.",
    ],
)
def test_what_is_no_credit_stays_in_the_caption(text: str) -> None:
    assert split_credit(text) == (text, None)


@pytest.mark.parametrize(
    ("text", "credit"),
    [
        ("http://www.valeriostheofanidis.comValerios Theofanidis ", "Valerios Theofanidis"),
        ("http://reportdigital.co.uk/» Jess Hurd/reportdigital.co.uk", "Jess Hurd/reportdigital.co.uk"),
        ("http://flickr.com/Holloway", "http://flickr.com/Holloway"),
        ("Jess Hurd/", "Jess Hurd"),
        ("» Jess Hurd", "Jess Hurd"),
        ("<a", None),
        ("Photo", None),
        ("©", None),
        ("-", None),
        ("", None),
        ("© Montage", "Montage"),
        ("© 2024 Picture Alliance", "Picture Alliance"),
        ("(Courtesy of Tanner Fischer)", "Tanner Fischer"),
        ("(Photo by Sarah Lazare)", "Sarah Lazare"),
        ("(Los Angeles Times)", "Los Angeles Times"),
        ("Image Credits: Strava", "Strava"),
        ("Photograph: Scott Gilbertson; Getty Images", "Scott Gilbertson; Getty Images"),
        ("Fen Abara / Northlight", "Fen Abara / Northlight"),
        ("picture alliance / SZ Photo | Friedrich Bungert", "picture alliance / SZ Photo | Friedrich Bungert"),
        ("Foto: Bild från polisen.", "Bild från polisen"),
        ("By Ines Holloway", "Ines Holloway"),
        ("05:22 - Source: Northlight", "Northlight"),
        (". Imagen: Northlight", "Northlight"),
    ],
)
def test_a_credit_element_gives_the_bare_credit(text: str, credit: str | None) -> None:
    assert read_credit(text) == credit


@pytest.mark.parametrize(
    "text",
    ["Photo: Marco Villiers", "Picture: Socialist Worker", "© AFP", "(Pic: Neil Terry)", "Getty Images", "A B / AFP"],
)
def test_a_line_that_is_only_a_credit_is_known(text: str) -> None:
    assert is_credit_line(text)


@pytest.mark.parametrize(
    "text",
    [
        "",
        "The salt road (Pic: Neil Terry)",
        "Raymond Oduya (right)",
        "© 2024 The Gazette. All rights reserved.",
        "The picture is changing",
        "Informal traders/City of Tarnworth",
        "Copyright law is changing the way that papers work",
    ],
)
def test_other_lines_are_no_credit_lines(text: str) -> None:
    assert not is_credit_line(text)


@pytest.mark.parametrize(
    ("alt", "caption", "repeats"),
    [
        ("What is Corbyns blueprint", "What is Corbyn's blueprint", True),
        ("Chants of Oh, Jeremy Corbyn", "Chants of 'Oh, Jeremy Corbyn'", True),
        ("Pickets (Pic: Socialist Worker)", "Pickets (Pic: Socialist Worker)", True),
        (
            "March (Pic: http://www.valeriostheofanidis.comValerios Theofanidis )",
            "March (Pic: Valerios Theofanidis)",
            True,
        ),
        ("March (Pic: <a", "March (Pic:", True),
        ("Protesters raise placards at Tory", "Protesters raise placards at Tory’s Millbank HQ", True),
        ("Workers - on strike", "Workers – on strike (Pic: A B)", True),
        ("At the strike rally in Glasgow", "Striking in Glasgow (Pic: Duncan Brown)", False),
        ("9 people stood on a picketline", "Strikers fight on (Picture: A B)", False),
        ("Workers on strike in Leeds on Monday", "Workers on strike", False),
        ("Workers on strike", None, False),
        ("Workers on strike", "", False),
    ],
)
def test_an_alt_text_that_repeats_the_caption_is_known(alt: str, caption: str | None, repeats: bool) -> None:
    assert alt_repeats(alt, caption) is repeats


NAMES = st.lists(st.sampled_from(["Ines", "Owen", "Raikes", "Holloway", "O’Hara", "de", "Zoë"]), min_size=2, max_size=4)
FORMS = [
    "{} (Pic: {})",
    "{} (Photo by {})",
    "{} © {}",
    "{} Foto: {}",
    "{} — Photograph: {}",
    "{} Photo : {}",
    "{}Credit: {}",
]


@settings(deadline=None)
@given(NAMES.filter(lambda names: names[0] != "de" and names[-1] != "de"), st.sampled_from(FORMS))
def test_what_was_joined_comes_apart_again(names: list[str], form: str) -> None:
    caption, credit = "Tenants celebrate on the steps of the town hall after the vote", " ".join(names)
    assert split_credit(form.format(caption, credit)) == (caption, credit)


@settings(deadline=None)
@given(odd_lines)
@example("()")
@example("The weir at dawn ( )")
def test_no_text_breaks_the_readers(text: str) -> None:
    caption, credit = split_credit(text)
    assert caption != ""
    assert credit != ""
    assert read_credit(text) != ""
    assert is_credit_line(text) in (True, False)
    assert alt_repeats(text, text) in (True, False)


@pytest.mark.parametrize("piece", ["(", "(Pic: ", "Photo: ", "a. B/", "© ", "[(]", "A", "http://a", "＝あ", "Foto – "])
def test_long_texts_take_no_longer(piece: str) -> None:
    start = time.perf_counter()
    for size in (500, 200_000):
        split_credit(piece * size)
        read_credit(piece * size)
        is_credit_line(piece * size)
    assert time.perf_counter() - start < 2


def test_an_agency_behind_a_stroke_of_its_own_is_no_counter(read_plain: Read) -> None:
    middle = (
        "<figure><img src='/weir.jpg'><figcaption><p>The weir at dawn.</p><span class='credit-prefix'>Photo: </span>"
        "<span class='credit-name'>Ada Lund</span> <span class='credit-house'>/ NRK</span></figcaption></figure>"
    )
    assert [(image.caption, image.credit) for image in read_plain(middle=middle).images] == [
        ("The weir at dawn.", "Ada Lund, NRK")
    ]
