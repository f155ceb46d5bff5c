"""Furniture told by what it holds and by what it asks: teasers, lists of links, polls, promotions below the text."""

from collections.abc import Callable

import pytest

from schemas import Article

Read = Callable[..., Article]


def texts(article: Article) -> list[str]:
    return [block.text for block in article.body]


@pytest.mark.parametrize(
    "html",
    [
        # a teaser in the text: kicker and heading are links, the sentence below them is not
        "<div class='teaser-block'><h3><a href='/o'>Mill owner denies it all</a></h3><p>The owner says that he knew of"
        " nothing, and that the water had always been like this. more</p></div>",
        # links with a label before each, in a list of the class that all lists bear
        "<ul class='list'><li>Rivers: <a href='/o'>Mill owner denies all that was said</a></li><li>Town: <a href='/p'>"
        "Bridge will be closed until Friday</a></li></ul><ul class='list'><li>{text}</li></ul>",
        # a poll
        "<div class='x1'><h3>Should the weir be built again?</h3><form><label><input type='radio'>Yes, at once</label>"
        "<label><input type='radio'>No, it should never be built again</label><button>Vote</button></form></div>",
        # a post from a social network, and how to report a misprint
        "<blockquote class='k1'><p>The weir is gone, and so are the hens of my neighbour, says the keeper.</p>"
        "— Bo Ek (@boek) <a href='https://social.example/1'>May 18, 2024</a></blockquote>",
        "<div><h4>Kļūda tekstā?</h4><p>Iezīmējiet tekstu un spiediet Ctrl+Enter, lai nosūtītu to redaktoram!</p></div>",
        "<div><p>You must be logged in to write</p><p>Log in again, and you will be asked for your name.</p></div>",
        "<p>We apologize, but this video has failed to load.</p><p>This advertisement has not loaded yet.</p>",
        "<p>Published under: <a href='/t/1'>Rivers</a>, <a href='/t/2'>Weirs of the upper valley</a></p>",
        # a list that nobody made one
        "<div class='x2'><li><b>Town</b> <a href='/o'>Mill owner denies it all, and so do his sons</a></li><li>"
        "<b>Rivers</b> <a href='/p'>Bridge closed until Friday</a></li></div>",
        # a heading in a block of its own, and a frame between it and its list
        "<div class='title-block'><h2>Related Articles</h2></div><iframe src='/frame'></iframe><div><li>"
        "<a href='/o'>Mill owner denies it all</a></li><li><a href='/p'>Bridge closed until Friday</a></li></div>",
        # a form, whatever it says
        "<div><p>Hier geht es zur Kladde</p><input type='email'><button>Los</button></div>",
        "<p>Read also</p><ul><li><a href='/o'>Mill owner denies it all, and so do his sons</a></li></ul>",
        "<p><strong>Read more:</strong></p><blockquote class='teaser'><p><a href='/o'>Mill owner denies all</a></p>"
        "</blockquote>",
    ],
)
def test_small_blocks_that_lead_away_are_no_text(read_plain: Read, paragraphs: tuple[str, ...], html: str) -> None:
    article = read_plain(middle=html.format(text=paragraphs[0]) if "{text}" in html else html)
    found = texts(article)
    if "{text}" in html:
        found.remove(paragraphs[0])
    assert sorted(found) == sorted(paragraphs)
    assert article.sidebars == []


@pytest.mark.parametrize("tag", ["aside", "section"])
def test_a_card_of_another_story_is_no_box(read_plain: Read, paragraphs: tuple[str, ...], tag: str) -> None:
    title = "<a href='/o'><img src='/o.jpg' width='200'><p><b>Mill owner denies it all, and so does his son</b></p></a>"
    about = "<p>The owner says that he knew of nothing, and that the water in the race had always been like this.</p>"
    article = read_plain(middle=f"<{tag} class='x9'>{title}{about}</{tag}>")
    assert texts(article) == list(paragraphs)
    assert article.sidebars == []


@pytest.mark.parametrize(
    ("lang", "appeal"),
    [
        ("es", "Apoya nuestro periodismo independiente. Suscríbete o haz una donación hoy."),
        ("nl", "Steun onze onafhankelijke journalistiek. Doneer vandaag."),
        ("no", "Støtt uavhengig journalistikk. Bli abonnent i dag."),
        ("hu", "Támogassa a független újságírást. Legyen előfizetőnk!"),
        ("el", "Στηρίξτε την ανεξάρτητη δημοσιογραφία. Γίνετε συνδρομητής."),
    ],
)
def test_an_appeal_for_money_is_no_box(read_plain: Read, paragraphs: tuple[str, ...], lang: str, appeal: str) -> None:
    html = f"<aside><h3>{appeal.partition('.')[0]}</h3><p>{appeal}</p><a href='/pay'>OK</a></aside>"
    article = read_plain(middle=html, lang=f" lang='{lang}'")
    assert texts(article) == list(paragraphs)
    assert article.sidebars == []


@pytest.mark.parametrize(
    "html",
    [
        "<p>Contact the reporter at ada.lund@millbrookleader.example.</p>",
        "<p><b>Got a story? Get in touch with our news team by writing to news@millbrookleader.example.</b></p>"
        "<p><b>For more stories like this, see our <a href='/news'>news page</a>.</b></p>",
        "<p>Haben Sie Hinweise zu diesem Thema? Schreiben Sie an die Redaktion.</p>",
        "<p>¿Tienes una historia? Escríbenos.</p>",
        "<p>Heb je een tip? Mail ons.</p>",
        "<p><i>For more news from the valley, please visit the Leader.</i></p>",
        "<p><b>📲 Confira as últimas notícias do vale</b></p>",
        "<p>Yuk, simak juga video ini!</p>",
        "<p>Сохраните номер редакции и сообщите новость первым!</p>",
        "<p>Retrouvez toute l'actualité de la vallée sur notre site</p>",
        "<p>Únete a nuestro canal de WhatsApp</p>",
        "<p>Segui tutte le notizie della valle</p>",
        "<div class='box'><h2>Morning Post</h2><p>Daily</p><p>Start your day with the top stories here.</p></div>",
        "<p>Har du tips? Ring oss.</p>",
        "<div>All our other news is on <a href='/g'>Google News</a> and in our <a href='/w'>WhatsApp channel</a></div>",
        "<p><i>Was sonst los ist: Hier für den <a href='/n'>Mühlen-Newsletter anmelden!</a></i></p>",
        "<div><div>Stay informed, for only <b>three crowns a month</b>. Invest in news: subscribe now!</div></div>",
        "<p>Fehler gefunden? <a href='/melden'>Jetzt melden.</a></p>",
        "<p>Spotted a mistake? <a href='/report'>Report it.</a></p>",
        "<ul><li><a href='/other'>El dueño del molino lo niega todo en Millbrook</a></li></ul>",
        "<p>Follow the Millbrook Leader on Google News and Facebook, and add us as a source you like best.</p>",
        "<p><a href='/n'>More of our stories by signing up to our weekly newsletter</a></p>",
        "<ul class='copy'><li>News for your phone? <a href='/a'>Get our app</a> from the App Store.</li><li>We are on"
        " <a href='/w'>WhatsApp</a> too.</li><li>Or read our <a href='/n'>newsletter</a>.</li></ul>",
        "<ul><li>facebook</li><li>twitter-x</li><li>E-Mail</li><li>Copy link</li></ul>",
        "<p>You can email Ada Lund <a href='/m'>here</a>, and read more of her stories <a href='/a'>here</a>.</p>",
        "<p>Millwright 647, 20-23 (2025)</p><p>doi: https://doi.org/10.1038/d41586-025-03571-x</p>",
        "<div><h3>Nouveau : découvrez nos offres !</h3><p>Vous aimez le moulin, et vous voulez lire tout ce qui s’y"
        " passe chaque jour.</p><a href='/o'>Je découvre les offres</a></div>",
        "<ul><li>The day in short: <a href='/n'>our newsletter</a>, at any time in your inbox.</li></ul>",
    ],
)
def test_promotions_below_the_text_are_no_text(read_plain: Read, paragraphs: tuple[str, ...], html: str) -> None:
    article = read_plain(end=html)
    assert texts(article) == list(paragraphs)
    assert article.endnotes == []


@pytest.mark.parametrize(
    "last",
    [
        "<p>“Contact us if the water rises again,” said the engineer, and went home to his hens and his tea.</p>",
        "<p>The keeper told <a href='/w'>WhatsApp</a> that WhatsApp had not worked during the flood at all.</p>",
    ],
)
def test_a_last_paragraph_that_only_sounds_like_a_promotion_stays(read_plain: Read, last: str) -> None:
    assert len(texts(read_plain(end=last))) == 5


def test_a_list_of_sources_and_works_on_other_sites_is_text(read_plain: Read, paragraphs: tuple[str, ...]) -> None:
    books = (
        "The Book of Weirs, second edition",
        "A Hundred Years of the Mill at Millbrook",
        "Hens, and how to dry them",
    )
    for host, wanted in (("https://books.example", 3), ("https://www.millbrookleader.example", 0)):
        items = "".join(f"<li><a href='{host}/{at}'>{book}</a></li>" for at, book in enumerate(books))
        assert texts(read_plain(middle=f"<ul>{items}</ul>")) == [*paragraphs[:2], *books[:wanted], *paragraphs[2:]]


def test_linked_names_stay_in_their_table(read_plain: Read) -> None:
    def row(name: str, price: str) -> str:
        return f"<tr><td><a href='https://tests.example/{price}'>{name}</a></td><td>{price}</td><td>good</td></tr>"

    rows = row("The Millwright's lamp", "12 crowns") + row("A lamp for the miller's wife", "14 crowns")
    article = read_plain(middle=f"<table><tr><th>Lamp</th><th>Price</th><th>Mark</th></tr>{rows}</table>")
    table = next(block.text for block in article.body if block.type == "table")
    assert "The Millwright's lamp | 12 crowns | good" in table
    assert "A lamp for the miller's wife | 14 crowns | good" in table


def test_a_short_story_above_a_form_in_its_block_is_text(read: Read, paragraphs: tuple[str, ...]) -> None:
    form = "<h3>Get our newsletter</h3><form><input type='email'><button>Subscribe</button></form>"
    story = f"<p>{paragraphs[0]}</p><p>(via the Leader)</p><div>{form}</div>"
    article = read(f"<title>Weir bursts</title><h1>Weir bursts</h1><div>{story}</div>")
    assert [block.text for block in article.body] == [paragraphs[0], "(via the Leader)"]


def test_a_section_with_a_place_for_advertisements_is_text(read_plain: Read, paragraphs: tuple[str, ...]) -> None:
    verdict = f"<h2>The verdict</h2><p>{' '.join(paragraphs[:3])}</p>"
    article = read_plain(end=f"<section class='report-section report-section--ads'>{verdict}</section>")
    assert [block.text for block in article.body][-2:] == ["The verdict", " ".join(paragraphs[:3])]


def test_an_advertisement_in_whole_sentences_is_none(read_plain: Read, paragraphs: tuple[str, ...]) -> None:
    sold = "A wheel of oak turns for sixty years, and this one was made by people whose fathers made wheels. " * 4
    shop = f"<h2>Wheels</h2><p>{sold}<a href='https://wheels.example/'>Buy a wheel</a></p>"
    more = [f"Day {day}. {text}" for day in (2, 3) for text in paragraphs]
    article = read_plain(end=f"<p>{'</p><p>'.join(more)}</p><section class='section--ads'>{shop}</section>")
    assert [block.text for block in article.body] == [*paragraphs, *more]


def test_related_stories_with_headings_of_the_first_level_are_none_of_the_text(
    read_plain: Read, paragraphs: tuple[str, ...]
) -> None:
    told = (
        "The owner of the mill told the council on Monday that he had heard of no crack before the meadow was a lake."
    )
    tags = "<a href='/t/1'>Rivers</a>, <a href='/t/2'>Mills</a>"
    story = f"<div><div>{tags}</div><h1>{{}}</h1><div>21 June 2023</div><div>{told}</div></div>"
    stories = "".join(map(story.format, ("Owner denies it all", "Hens are found on roof", "Milk goes by train")))
    text = [*paragraphs, *(f"Day {day}. {text}" for day in (2, 3) for text in paragraphs)]
    article = read_plain(
        end="".join(f"<p>{each}</p>" for each in text[4:])
        + f"<div><div><h4>Related stories</h4><div>Do not miss these</div></div><div>{stories}</div></div>"
    )
    assert [block.text for block in article.body] == text


def test_quotations_in_a_block_named_tag_are_text(read_plain: Read, paragraphs: tuple[str, ...]) -> None:
    said = [f"“{text}”" for text in paragraphs[2:]] + [f"“Once more: {paragraphs[0]}”"]
    quoted = "".join(f"<p>{text}</p>" for text in said)
    more = "".join(f"<p>Day {day}. {text}</p>" for day in (2, 3, 4) for text in paragraphs)
    article = read_plain(middle=f"<blockquote class='edTag'><div>{quoted}</div></blockquote>", end=more)
    assert [block.text for block in article.body if block.type == "quote"] == said
