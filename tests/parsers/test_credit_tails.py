"""Credits as papers of many languages print them at the end of a caption, with a label and without."""

import pytest

from scrapers.parsers.caption_words import is_control
from scrapers.parsers.credits import is_credit_line, split_credit


@pytest.mark.parametrize(
    ("text", "caption", "credit"),
    [
        ("El presidente en Madrid. / EFE", "El presidente en Madrid.", "EFE"),
        ("El presidente en Madrid | Ana Pérez", "El presidente en Madrid", "Ana Pérez"),
        ("Un baño portátil. Cedida por la Plataforma Vecinal", "Un baño portátil.", "Plataforma Vecinal"),
        ("De brug in Arnhem. Beeld ANP", "De brug in Arnhem.", "ANP"),
        ("La foule à Lyon. PHOTO OLIVIER JEAN", "La foule à Lyon.", "OLIVIER JEAN"),
        ("The weir at dawn. Screenshot by Ada Lund/Gazette", "The weir at dawn.", "Ada Lund/Gazette"),
        ("Le maire à Lyon. ANNE DUVAL POUR « LE CANAL »", "Le maire à Lyon.", "ANNE DUVAL POUR « LE CANAL »"),
        ("Il premier a Roma, foto Ansa", "Il premier a Roma", "Ansa"),
        ("Il premier a Roma (Ansa)", "Il premier a Roma", "Ansa"),
        ("A storm above Kansas. (NOAA/SPC)", "A storm above Kansas.", "NOAA/SPC"),
        ("Burmistrz na rynku fot. Jan Kowalski", "Burmistrz na rynku", "Jan Kowalski"),
        ("Primarul orașului. Sursa foto: Facebook", "Primarul orașului.", "Facebook"),
        ("A miniszterelnök. Fotó: Kovács Péter / MTI", "A miniszterelnök.", "Kovács Péter / MTI"),
        ("Der Minister. picture alliance/dpa | Uwe Harms", "Der Minister.", "picture alliance/dpa | Uwe Harms"),
        ("Der Minister in Berlin. dpa", "Der Minister in Berlin.", "dpa"),
        ("Der Minister. (imago / Uwe Harms)", "Der Minister.", "imago / Uwe Harms"),
        ("The weir at noon Photo by Bo Ek /Northlight", "The weir at noon", "Bo Ek/Northlight"),
        ("The weir. (U.S. District Court, Eastern Side)", "The weir.", "U.S. District Court, Eastern Side"),
        ("The weir (Supplied)", "The weir", "Supplied"),
        ("The weir in 1952. (Public domain)", "The weir in 1952.", "Public domain"),
        ("(Millwright)", None, "Millwright"),
        ("(Left)", "(Left)", None),
        ("Ada Lund en concierto (Instagram Ada Lund)", "Ada Lund en concierto", "Instagram Ada Lund"),
        ("The weir at noon (Twitter/@adalund)", "The weir at noon", "Twitter/@adalund"),
        ("El puente cerrado (Captura de pantalla)", "El puente cerrado", "Captura de pantalla"),
        ("Jembatan ditutup (ANTARA/Facebook/Budi)", "Jembatan ditutup", "ANTARA/Facebook/Budi"),
        ("The weir, on its way to Facebook (left)", "The weir, on its way to Facebook (left)", None),
        ("El puente cerrado EFE/Ana Pérez", "El puente cerrado", "EFE/Ana Pérez"),
        ("El puente, este lunes.- EFE", "El puente, este lunes.", "EFE"),
        ("Il ponte chiuso (foto Ansa)", "Il ponte chiuso", "Ansa"),
        ("The weir at dawn. Photographed by Ada Lund", "The weir at dawn.", "Ada Lund"),
        ("The weir at dawn after the storm – Alamy", "The weir at dawn after the storm", "Alamy"),
        (
            "A represa ao amanhecer - Ana Lima/Prefeitura do Vale",
            "A represa ao amanhecer",
            "Ana Lima/Prefeitura do Vale",
        ),
        (
            "The bridge stays closed. Ada Lund, Millbrook Gazette",
            "The bridge stays closed.",
            "Ada Lund, Millbrook Gazette",
        ),
        ("The keeper with his hens. Ada Lund, The Hague", "The keeper with his hens. Ada Lund, The Hague", None),
        ("1 de 3 Hospital do vale inundado — Foto: Ana Lima", "Hospital do vale inundado", "Ana Lima"),
        ("5 von 5 Punkten", "5 von 5 Punkten", None),
        ("الرئيس في القاهرة (رويترز)", "الرئيس في القاهرة", "رويترز"),
        ("ראש העיר בנמל (צילום: דוד לוי)", "ראש העיר בנמל", "דוד לוי"),
        ("警視庁を出る容疑者＝13日、東京で（潟沼一郎撮影）", "警視庁を出る容疑者＝13日、東京で", "潟沼一郎"),
        ("首相が会見する（共同）", "首相が会見する", "共同"),
        ("河湾的水闸。河湾区公安分局供图", "河湾的水闸。", "河湾区公安分局供图"),
        ("河湾的水闸。河湾区公安分局供图 河湾网发", "河湾的水闸。", "河湾区公安分局供图 河湾网发"),
        ("河湾的水闸（视频截图）", "河湾的水闸", "视频截图"),
        ("资料图：市民在水闸上散步。中新社记者 林晓舟 摄", "资料图：市民在水闸上散步。", "中新社记者 林晓舟"),
        ("资料图片：水闸", "资料图片：水闸", None),
        ("總統在台北。圖／中央社", "總統在台北。", "中央社"),
        ("這是在北京的天安門。新华社记者 张三 摄", "這是在北京的天安門。", "新华社记者 张三"),
        ("졸업식이 열린 모습. 홍길동 기자", "졸업식이 열린 모습.", "홍길동 기자"),
        (
            "The bridge opens on Monday (AP Photo/Ada Lund, File)",
            "The bridge opens on Monday",
            "AP Photo/Ada Lund, File",
        ),
        ("The bridge opens (Pool via AP)", "The bridge opens", "Pool via AP"),
        ("The bridge opens. Handout via REUTERS", "The bridge opens.", "Handout via REUTERS"),
        ("The bridge opens. Alamy Stock Photo", "The bridge opens.", "Alamy Stock Photo"),
        ("The bridge opens. Ada Lund for The Leader", "The bridge opens.", "Ada Lund for The Leader"),
        ("The bridge opens. Ada Lund | The Leader", "The bridge opens.", "Ada Lund | The Leader"),
        ("The bridge opens. Staff photo by Ada Lund", "The bridge opens.", "Ada Lund"),
        ("El puente se abre. Ana Pérez (EFE)", "El puente se abre.", "Ana Pérez (EFE)"),
        ("El puente se abre. Crédito: Ana Pérez", "El puente se abre.", "Ana Pérez"),
        ("El puente para un barco Ana Pérez/Reuters", "El puente para un barco", "Ana Pérez/Reuters"),
        ("Die Brücke für einen Kutter Uwe Harms / dpa", "Die Brücke für einen Kutter", "Uwe Harms / dpa"),
        ("De brug gaat open voor een kotter Foto ANP / Bo Vis", "De brug gaat open voor een kotter", "ANP / Bo Vis"),
        ("Мост открывается для судна Ада Лунд / ТАСС", "Мост открывается для судна", "Ада Лунд / ТАСС"),
        ("旋回橋が開いた（ＡＰ＝共同）", "旋回橋が開いた", "ＡＰ＝共同"),
        ("旋轉橋清晨開啟記者王小明攝", "旋轉橋清晨開啟", "記者王小明"),
        ("선회교가 열린다 /연합뉴스", "선회교가 열린다", "연합뉴스"),
        ("선회교가 열린다. (로이터=연합뉴스)", "선회교가 열린다.", "로이터=연합뉴스"),
        ("The line from Mill Lane to Port Ellery/Harbour", "The line from Mill Lane to Port Ellery/Harbour", None),
    ],
)
def test_a_credit_at_the_end_is_told_by_the_ways_of_its_language(text: str, caption: str, credit: str) -> None:
    assert split_credit(text) == (caption, credit)


@pytest.mark.parametrize(
    "text",
    [
        "The mayor, Ada Lund, left, with Bo Ek",
        "Leeds United – Arsenal",
        "Rebuilding the pier – Work starts in May",
        "Ada Lund | The mayor of Leeds",
        "Mayor Ada Lund. Bo Ek looks on",
        "The mayor arrives. London",
        "A photo provided by the family shows Ada Lund",
        "الوزير في المكتب (يمين)",
        "記者会見を開いた清水治理事長（中）ら大学幹部",
    ],
)
def test_what_only_resembles_a_credit_stays_in_the_caption(text: str) -> None:
    assert split_credit(text) == (text, None)


@pytest.mark.parametrize("text", ["Foto AFP", "Photo Bo Ek", "Courtesy of Ada Lund", "Courtesy Ada Lund", "© AFP"])
def test_a_line_may_be_nothing_but_a_credit(text: str) -> None:
    assert is_credit_line(text)


@pytest.mark.parametrize(
    ("text", "control"),
    [
        ("Open image gallery", True),
        ("View image in fullscreen", True),
        ("Bild vergrößern", True),
        ("Fotostrecke ansehen", True),
        ("Agrandir l'image", True),
        ("Ver galería", True),
        ("1/5", True),
        ("44 Bilder", True),
        ("Slideshow (15 images)", True),
        ("Bildbeschreibung einblenden", True),
        ("Tap to enlarge", True),
        ("3 of 12", True),
        ("2 of 3 mills closed", False),
        ("Foto (dpa)", False),
        ("0:49", True),
        ("이미지 확대보기", True),
        ("Open house in Leeds", False),
        ("See the lake", False),
        ("Getty Images", False),
        ("Visitors see the picture gallery at dawn", False),
    ],
)
def test_buttons_and_counters_are_told_from_short_captions(text: str, *, control: bool) -> None:
    assert is_control(text) is control
