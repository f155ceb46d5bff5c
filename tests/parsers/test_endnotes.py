"""End notes, sign-offs and lines about the author: what closes a story without being part of it."""

from collections.abc import Callable

import pytest

from schemas import Article

Read = Callable[..., Article]


@pytest.mark.parametrize(
    "note",
    [
        "Thanks to Otto Rask",
        "With thanks to the lock keepers of the upper river",
        "Additional reporting by Otto Rask.",
        "Some names have been changed.",
        "This article was amended on 19 May 2024 to correct the name of the bridge.",
        "Correction: an earlier version of this story gave the wrong height of the weir.",
        "Mit Material von dpa",
        "A version of this article appears in print on May 21, 2024, Section A, Page 5 of the valley edition.",
        "Dieser Artikel erschien zuerst im Mühlbacher Boten.",
        "Les prénoms ont été modifiés.",
        "Con información de Otto Rask",
        "This is a developing story and will be updated.",
        "The Leader's Otto Rask and Bo Ek contributed to this report.",
        "Beitragsbild: Das Wehr bei Hochwasser, Ausschnitt.",
        "Featured image: the weir in the flood of 1911",
    ],
)
@pytest.mark.parametrize(
    "markup", ["<p>{}</p>", "<p><em>{}</em></p>", "<div class='endnote'>{}</div>", "<p class='small'>{}</p>"]
)
def test_an_end_note_is_kept_apart_from_the_body(
    read_plain: Read, paragraphs: tuple[str, ...], note: str, markup: str
) -> None:
    article = read_plain(end=markup.format(note))
    assert article.endnotes == [note]
    assert [block.text for block in article.body] == list(paragraphs)


def test_a_credit_below_the_text_is_an_end_note(read_plain: Read, paragraphs: tuple[str, ...]) -> None:
    article = read_plain(end="<p>Photo: Otto Rask</p>")
    assert article.endnotes == ["Photo: Otto Rask"]
    assert [block.text for block in article.body] == list(paragraphs)


def test_several_end_notes_keep_their_order(read_plain: Read) -> None:
    notes = ["Some names have been changed.", "Additional reporting by Otto Rask."]
    assert read_plain(end="".join(f"<p><em>{note}</em></p>" for note in notes)).endnotes == notes


def test_an_italic_paragraph_inside_the_story_is_body(read_plain: Read) -> None:
    text = "It was, the keeper said later, a noise like nothing he had heard since the war ended in the valley."
    article = read_plain(middle=f"<p><em>{text}</em></p>")
    assert article.endnotes == []
    assert [block.text for block in article.body][2] == text


def test_thanks_in_a_sentence_do_not_end_the_story(read_plain: Read, paragraphs: tuple[str, ...]) -> None:
    text = (
        "Thanks to a dry spring, said the engineer, the river had been low,"
        " and so the meadow could take most of what came down that night."
    )
    article = read_plain(middle=f"<p>{text}</p>")
    assert [block.text for block in article.body] == [*paragraphs[:2], text, *paragraphs[2:]]
    assert article.sidebars == []


def test_a_line_about_the_author_is_neither_note_nor_body(read_plain: Read, paragraphs: tuple[str, ...]) -> None:
    article = read_plain(
        below="<p class='byline'>By Ada Lund</p>",
        end="<p><em>Ada Lund is the Leader's river correspondent and swims.</em></p>",
    )
    assert article.endnotes == []
    assert [block.text for block in article.body] == list(paragraphs)


@pytest.mark.parametrize(
    "sign",
    ["<p><b>Ada Lund</b></p>", "<p><em>Ada Lund</em></p>", "<p class='author'>Ada Lund</p>", "<p>By Ada Lund</p>"],
)
def test_a_sign_off_is_the_byline(read_plain: Read, paragraphs: tuple[str, ...], sign: str) -> None:
    article = read_plain(end=sign)
    assert [author.name for author in article.authors] == ["Ada Lund"]
    assert [block.text for block in article.body] == list(paragraphs)


@pytest.mark.parametrize(
    ("sign", "names"),
    [
        ("MBR (Ada Lund, Bo Sonntag)", ["Ada Lund", "Bo Sonntag"]),
        ("MBR (jk)", ["jk"]),
        ("MBR (Ada Lund, dpa)", ["Ada Lund", "dpa"]),
    ],
)
def test_a_broadcasters_sign_off_names_the_author_in_brackets(
    read_plain: Read, paragraphs: tuple[str, ...], sign: str, names: list[str]
) -> None:
    article = read_plain(end=f"<p>{sign}</p>")
    assert [author.name for author in article.authors] == names
    assert [block.text for block in article.body] == list(paragraphs)


def test_a_quotation_in_italics_at_the_end_is_text(read_plain: Read) -> None:
    said = "“I am as light as a feather, I am as happy as an angel, and as wet as a weir.”"
    article = read_plain(end=f"<p><i>{said}</i></p>")
    assert (article.endnotes, article.body[-1].text) == ([], said)


def test_a_quotation_in_italics_may_end_in_several_paragraphs(read_plain: Read) -> None:
    said = [
        "“The gate was open when I came, and nobody had told me of it.",
        "I have written to the county, and to the paper too.”",
    ]
    article = read_plain(end="".join(f"<p><em>{text}</em></p>" for text in said))
    assert (article.endnotes, [block.text for block in article.body][-2:]) == ([], said)


def test_the_last_sentence_of_a_story_is_no_note(read_plain: Read, paragraphs: tuple[str, ...]) -> None:
    article = read_plain()
    assert article.endnotes == []
    assert article.body[-1].text == paragraphs[-1]


@pytest.mark.parametrize(
    "line",
    [
        "（责任编辑：周平）",
        "更多消息，欢迎扫描二维码关注河湾日报",
        "免责声明：本文不代表河湾网的观点。",
        "编辑 周平 校对 何远",
        "来源：河湾网",
        "【編輯：周平】",
    ],
)
def test_who_handled_a_chinese_text_is_no_part_of_it(read_plain: Read, paragraphs: tuple[str, ...], line: str) -> None:
    article = read_plain(end=f"<p>{line}</p>")
    assert [block.text for block in article.body] == list(paragraphs)
    assert article.authors == []


def test_a_note_of_the_editors_above_the_text_is_no_standfirst(read_plain: Read, paragraphs: tuple[str, ...]) -> None:
    note = "Editor’s Note: A version of this article first went to the readers of our river letter on Monday."
    article = read_plain(below=f"<p class='note'>{note}</p>", end="<p>Thanks to Otto Rask</p>")
    assert article.standfirst is None
    assert article.endnotes == [note, "Thanks to Otto Rask"]
    assert [block.text for block in article.body] == list(paragraphs)


@pytest.mark.parametrize(
    "line",
    [
        "<p>Watch the film of the weir:</p>",
        "<p class='author-job'>RIVERS DESK</p>",
        "<p>ada@leader.example (END)</p>",
        "<p>Write to Ada Lund at ada@leader.example</p>",
        "<p>The Leader ™ & © 2024 Millbrook Printing Company, a house of the upper valley. All rights reserved.</p>",
        "<div><h4>Kļūda rakstā?</h4><p>Iezīmējiet tekstu un nosūtiet iezīmēto teksta fragmentu redaktoram!</p></div>",
    ],
)
def test_a_label_of_what_is_not_there_ends_no_text(read_plain: Read, paragraphs: tuple[str, ...], line: str) -> None:
    assert [block.text for block in read_plain(end=line).body] == list(paragraphs)


@pytest.mark.parametrize(
    "note",
    [
        "Published in the print edition of the May 8, 2024, issue, with the headline “The Crossing.”",
        "Published in The Leader, May 4th, 2024",
        "《 河湾例报 》（ 2024年05月04日 04 版）",
    ],
)
def test_where_a_text_was_printed_is_an_end_note(read_plain: Read, note: str) -> None:
    article = read_plain(end=f"<p>{note}</p>")
    assert article.endnotes == [note]


@pytest.mark.parametrize(
    "line",
    [
        "Contact Ada Lund at 555-0134 or ada.lund@leader.example.",
        "¿Quieres añadir otro usuario a tu suscripción?",
    ],
)
def test_who_can_be_written_to_is_no_end_of_the_story(read_plain: Read, paragraphs: tuple[str, ...], line: str) -> None:
    article = read_plain(end=f"<p>{line}</p>")
    assert article.body[-1].text == paragraphs[-1]


def test_an_appeal_below_the_text_goes_with_its_title(read_plain: Read, paragraphs: tuple[str, ...]) -> None:
    appeal = "Wir gehören unseren Leser:innen, und unser Journalismus ist frei. Bitte unterstützen Sie uns."
    box = f"<section><div><p class='headline'>Gemeinsam frei</p><p>{appeal}</p></div></section>"
    assert read_plain(lang=' lang="de"', end=box).body[-1].text == paragraphs[-1]


def test_topics_to_follow_are_no_end_of_the_story(read_plain: Read, paragraphs: tuple[str, ...]) -> None:
    box = (
        "<div><span>Follow topics and authors</span> from this story to see more like this in your personal feed."
        "<ul><li>Ada Lund</li><li>Science</li></ul></div>"
    )
    note = "Correction, May 4th: An earlier version misstated the number of hens."
    article = read_plain(end=f"<p>{note}</p>{box}")
    assert (article.body[-1].text, article.endnotes) == (paragraphs[-1], [note])


@pytest.mark.parametrize("line", ["Contact: [email protected]", "E-mail: ada.lund@leader.example"])
def test_an_address_behind_a_label_is_no_end_of_the_story(
    read_plain: Read, paragraphs: tuple[str, ...], line: str
) -> None:
    assert read_plain(end=f"<p><em>{line}</em></p>").body[-1].text == paragraphs[-1]


@pytest.mark.parametrize("line", ["Connectez-vous pour poster des commentaires", "Log in or register to post comments"])
def test_who_may_comment_is_no_end_of_the_story(read_plain: Read, paragraphs: tuple[str, ...], line: str) -> None:
    article = read_plain(end=f"<ul class='links'><li><a href='/login'>{line}</a></li></ul>")
    assert article.body[-1].text == paragraphs[-1]


def test_a_card_of_a_name_and_who_bears_it_is_no_end_of_the_story(
    read_plain: Read, paragraphs: tuple[str, ...]
) -> None:
    card = "<div><p>Ada Lund</p><p>Ada Lund is a critic and former stage manager.</p></div>"
    article = read_plain(end=f"<p><strong>By Ada Lund</strong></p>{card}")
    assert [author.name for author in article.authors] == ["Ada Lund"]
    assert article.byline == "By Ada Lund"
    assert [block.text for block in article.body] == list(paragraphs)
