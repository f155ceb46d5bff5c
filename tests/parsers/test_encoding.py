"""Bytes to text without mojibake, whatever a page says of itself."""

import codecs
from collections.abc import Callable

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from lxml import etree

from schemas import Article
from scrapers.markup import parse_utf8, read_tree, to_utf8

Read = Callable[..., Article]

ENGLISH = "“We never left the café,” said Zoë – the fine was £50, and the coin’s worth less… than a naïve man’s word."
RUSSIAN = (
    "Вчера вечером на площади у вокзала собрались более трёхсот человек. Они требовали вернуть ночной автобус, который "
    "отменили без объявления. Водители поддержали собравшихся и привезли горячий чай в больших термосах."
)
JAPANESE = (
    "昨夜、駅前の広場に三百人を超える市民が集まり、予告なしに廃止され"
    "た夜行バスの復活を求めた。運転手らも温かいお茶を配って支援した。"
)
KOREAN = (
    "어젯밤 역 앞 광장에 삼백 명이 넘는 시민이 모여 예고 없이 폐지된 심야"
    " 버스를 되살리라고 요구했다. 운전사들도 따뜻한 차를 나누며 지지했다."
)
CHINESE = "昨晚，三百多名市民聚集在车站前的广场，要求恢复未经通知就取消的夜班公交车。司机们也送来热茶，表示支持。"
TAIWANESE = "昨晚，三百多名市民聚集在車站前的廣場，要求恢復未經通知就取消的夜班公車。司機們也送來熱茶，表示支持。"
POLISH = (
    "Wczoraj wieczorem na placu przed dworcem zebrało się ponad trzysta osób."
    " Żądały przywrócenia nocnego autobusu, który zniknął bez ogłoszenia."
)
TURKISH = (
    "Dün akşam istasyonun önündeki meydanda üç yüzden fazla kişi toplandı. Habersiz"
    " kaldırılan gece otobüsünün geri gelmesini istediler; şoförler çay dağıttı."
)
GREEK = (
    "Χθες το βράδυ στην πλατεία μπροστά στον σταθμό συγκεντρώθηκαν πάνω από"
    " τριακόσια άτομα και ζήτησαν να επιστρέψει το νυχτερινό λεωφορείο."
)
ARABIC = (
    "تجمع مساء أمس في الساحة أمام المحطة أكثر من ثلاثمئة شخص وطالبوا بإعادة الحافلة الليلية التي ألغيت من دون إعلان."
)


def page_of(text: str, head: str = "") -> str:
    return f"<html><head>{head}<title>Bus</title></head><body><h1>Bus</h1><p>{text}</p><p>{text}</p></body></html>"


def meta(charset: str) -> str:
    return f'<meta charset="{charset}">'


@pytest.mark.parametrize(
    ("codec", "named", "text"),
    [
        ("utf-8", "utf-8", ENGLISH),
        ("cp1252", "windows-1252", ENGLISH),
        # What pages call latin-1 or ASCII is windows-1252: curly quotes are not control characters.
        ("cp1252", "iso-8859-1", ENGLISH),
        ("cp1252", "us-ascii", ENGLISH),
        (
            "iso8859-15",
            "iso-8859-15",
            "Le cœur du café coûte trois € à Œuilly, dit-on, et personne n’y va plus.".replace("’", "'"),
        ),
        ("cp1251", "windows-1251", RUSSIAN),
        ("koi8-r", "koi8-r", RUSSIAN),
        ("iso8859-5", "iso-8859-5", RUSSIAN),
        ("cp932", "Shift_JIS", JAPANESE),
        ("euc_jp", "EUC-JP", JAPANESE),
        ("iso2022_jp", "ISO-2022-JP", JAPANESE),
        ("cp949", "EUC-KR", KOREAN),
        ("cp949", "ks_c_5601-1987", KOREAN),
        ("gb18030", "GB18030", CHINESE),
        ("gb18030", "gb2312", CHINESE),
        ("gb18030", "GBK", CHINESE),
        ("big5hkscs", "Big5", TAIWANESE),
        ("iso8859-2", "iso-8859-2", POLISH),
        ("cp1250", "windows-1250", POLISH),
        ("cp1254", "iso-8859-9", TURKISH),
        ("cp1253", "windows-1253", GREEK),
        ("cp1256", "windows-1256", ARABIC),
    ],
)
@pytest.mark.parametrize("where", ["header", "meta", "http-equiv", "xml"])
def test_a_declared_encoding_is_used(read: Read, codec: str, named: str, text: str, where: str) -> None:
    head = {"meta": meta(named), "http-equiv": f'<meta http-equiv="Content-Type" content="text/html; charset={named}">'}
    html = page_of(text, head.get(where, ""))
    if where == "xml":
        html = f'<?xml version="1.0" encoding="{named}"?>{html}'
    content_type = f"text/html; charset={named}" if where == "header" else "text/html"
    article = read(html.encode(codec), content_type=content_type)
    assert [block.text for block in article.body] == [text, text]


@pytest.mark.parametrize(
    "content_type", ["text/html; charset=iso-8859-1", "text/html; charset=windows-1251", "text/html"]
)
@pytest.mark.parametrize("head", ["", meta("iso-8859-1"), meta("shift_jis"), meta("no-such-code")])
@pytest.mark.parametrize("text", [ENGLISH, RUSSIAN, JAPANESE, ARABIC])
def test_utf8_that_says_it_is_something_else_is_utf8(read: Read, content_type: str, head: str, text: str) -> None:
    article = read(page_of(text, head).encode("utf-8"), content_type=content_type)
    assert article.body[0].text == text
    assert article.provenance.encoding == "utf-8"


@pytest.mark.parametrize("where", ["header", "meta"])
def test_windows_1252_that_says_it_is_utf8_keeps_its_quotes(read: Read, where: str) -> None:
    html = page_of(ENGLISH, meta("utf-8") if where == "meta" else "").encode("cp1252")
    article = read(html, content_type="text/html; charset=utf-8" if where == "header" else None)
    assert article.body[0].text == ENGLISH


def test_utf8_with_one_broken_byte_stays_utf8(read: Read) -> None:
    html = page_of(RUSSIAN, meta("utf-8")).encode("utf-8").replace("чай".encode(), b"\xd1ay", 1)
    article = read(html)
    assert article.body[1].text == RUSSIAN
    assert article.body[0].text.startswith("Вчера вечером")


@pytest.mark.parametrize(
    ("codec", "text"),
    [("cp1252", ENGLISH), ("cp1251", RUSSIAN), ("cp932", JAPANESE), ("cp949", KOREAN), ("gb18030", CHINESE)],
)
def test_an_encoding_that_nothing_declares_is_told_by_the_text(read: Read, codec: str, text: str) -> None:
    article = read(page_of(f"{text} {text}").encode(codec), content_type="text/html")
    assert article.body[0].text == f"{text} {text}"


def test_the_header_comes_before_the_meta_element(read: Read) -> None:
    article = read(page_of(RUSSIAN, meta("koi8-r")).encode("cp1251"), content_type="text/html; charset=windows-1251")
    assert article.body[0].text == RUSSIAN


def test_a_declaration_that_does_not_fit_gives_way_to_one_that_does(read: Read) -> None:
    article = read(page_of(JAPANESE, meta("shift_jis")).encode("cp932"), content_type="text/html; charset=euc-jp")
    assert article.body[0].text == JAPANESE


@pytest.mark.parametrize("text", [ENGLISH, JAPANESE, ARABIC])
@pytest.mark.parametrize(
    ("bom", "codec"),
    [
        (codecs.BOM_UTF8, "utf-8"),
        (codecs.BOM_UTF16_LE, "utf-16-le"),
        (codecs.BOM_UTF16_BE, "utf-16-be"),
        (b"", "utf-16-le"),
        (b"", "utf-16-be"),
    ],
)
@pytest.mark.parametrize("declared", ["", "iso-8859-1", "utf-8"])
def test_unicode_is_told_by_its_mark_or_its_zero_bytes(
    read: Read, text: str, bom: bytes, codec: str, declared: str
) -> None:
    html = page_of(text, meta(declared) if declared else "")
    article = read(bom + html.encode(codec), content_type=f"text/html; charset={declared}" if declared else None)
    assert article.body[0].text == text
    assert article.headline == "Bus", "the byte order mark is no part of the text"


@pytest.mark.parametrize("quote", ['"', "'", ""])
@pytest.mark.parametrize("gap", ["", " ", "\n"])
def test_a_meta_element_is_found_however_it_is_written(read: Read, quote: str, gap: str) -> None:
    head = f"<META{gap or ' '}CHARSET{gap}={gap}{quote}WINDOWS-1251{quote}>"
    assert read(page_of(RUSSIAN, head).encode("cp1251"), content_type=None).body[0].text == RUSSIAN


def test_a_meta_element_in_a_comment_declares_nothing(read: Read) -> None:
    html = page_of(RUSSIAN, f"<!-- {meta('koi8-r')} -->{meta('windows-1251')}").encode("cp1251")
    assert read(html).body[0].text == RUSSIAN


def test_the_encoding_that_won_is_kept_in_the_provenance(read: Read) -> None:
    assert read(page_of(ENGLISH, meta("latin1")).encode("cp1252")).provenance.encoding in ("cp1252", "windows-1252")
    assert read(page_of(ENGLISH)).provenance.encoding == "utf-8"


def test_a_page_of_ascii_alone_is_utf8() -> None:
    assert to_utf8(b"<p>plain</p>", "text/html; charset=windows-1252")[1] == b"<p>plain</p>"


@settings(deadline=None)
@given(st.binary(max_size=300), st.one_of(st.none(), st.text(max_size=40)))
def test_any_bytes_become_valid_utf8_without_nul(body: bytes, content_type: str | None) -> None:
    name, data = to_utf8(body, content_type)
    assert codecs.lookup(name)
    assert "\0" not in data.decode("utf-8")


PLACES = (
    b"<p>a %b b</p>",
    b"<p title='a %b b'>x</p>",
    b"<p title=a%bb>x</p>",
    b"<p a%b=b>x</p>",
    b"<p%b>x</p>",
    b"<p>x</p%b>",
    b"<p>x</p><!-- a %b b --><p>y</p>",
    b"<script>a %b b</script><p>x</p>",
    b"<style>a %b b</style><p>x</p>",
    b"<title>a %b b</title><p>x</p>",
    b"<textarea>a %b b</textarea><p>x</p>",
    b"<svg><text>%b</text></svg>",
    b"<?xml a %b ?><p>x</p>",
    b"<![CDATA[ %b ]]><p>x</p>",
    b"<p>x</p></body></html>%b<p>y</p>",
    b"<p>x %b",
)
LETTERS = st.sampled_from([*(bytes((code,)) for code in range(0x80, 0x100)), "é".encode(), "€".encode(), "😀".encode()])


@settings(deadline=None, max_examples=300)
@given(st.sampled_from(PLACES), st.lists(LETTERS, max_size=4).map(b"".join), st.sampled_from((0, 40_000)))
def test_a_page_is_parsed_in_the_encoding_that_its_bytes_are_in(place: bytes, odd: bytes, before: int) -> None:
    """The parser's word that all bytes were UTF-8 is taken for it, so it must hold wherever they stand."""
    body = b"<html><body>" + b"<p>plain</p>" * (before // 12) + place.replace(b"%b", odd)
    root, name = read_tree(body, None)
    wanted, data = to_utf8(body, None)
    assert name == wanted
    assert etree.tostring(root) == etree.tostring(parse_utf8(data))


@pytest.mark.parametrize(
    "codec",
    ["hex", "base64", "rot13", "zlib", "bz2", "idna", "punycode", "undefined", "unicode_escape", "utf-7", "mbcs"],
)
def test_a_codec_that_is_no_charset_is_not_used(read: Read, codec: str) -> None:
    article = read(page_of(ENGLISH).encode("cp1252"), content_type=f"text/html; charset={codec}")
    assert article.body[0].text == ENGLISH


def test_an_empty_page_is_an_empty_tree() -> None:
    assert parse_utf8(b"").tag == "html"
    assert read_tree(b"<!-- nothing -->", None)[0].tag == "html"


@pytest.mark.parametrize("before", range(8186, 8194))
def test_letters_of_several_bytes_are_read_wherever_they_stand(before: int) -> None:
    """The bytes are checked in pieces of 8 kB; a letter may stand across two of them."""
    body = b"<p>" + b"a" * (before - 3) + "é€😀".encode()
    assert to_utf8(body, None) == ("utf-8", body)
    assert to_utf8(body + b" and so on", None)[0] == "utf-8"
    for cut in range(1, 4):  # the last letter has four bytes
        assert to_utf8(body[:-cut], None)[0] != "utf-8"
