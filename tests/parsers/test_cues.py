"""Lines and blocks without any name, told to be furniture by what they announce."""

from collections.abc import Callable

import pytest

from schemas import Article
from scrapers.parsers.cues import KINDS, cue_of

Read = Callable[..., Article]
STORY = "<a href='/o'>Mill owner denies it all</a>"

WITHOUT_NAMES = {
    "ad": "<p>Advertisement</p>",
    "age": "<p>This article is more than 3 years old</p>",
    "meter": "<p>You have <b>1</b> article left to read before you need to <a href='/r'>register</a> an account.</p>",
    "notice": "<div>Ad block users: some of what stands on this page may not work while a blocker is on.</div>",
    "embed": "<p>An dieser Stelle finden Sie einen externen Inhalt, der den Artikel ergänzt.</p>",
    "related": f"<p>Read more: {STORY}</p>",
    "comment": "<div><p>Leave a comment</p><p>Your address will not be published, and all is read.</p></div>",
    "bio": "<div><p>About the author</p><p>Ada Lund writes about rivers, and has kept hens since the war.</p></div>",
    "share": "<div><p>Share this story</p><p>Send it to everyone you know who has ever been near the river.</p></div>",
    "tags": "<div><p>Tags:</p><p>rivers, weirs and mills of the upper valley</p></div>",
    "appeal": "<p>Support our reporting: <a href='/give'>give what you can</a></p>",
}


def test_every_kind_of_cue_has_its_line() -> None:
    assert set(WITHOUT_NAMES) == set(KINDS)


@pytest.mark.parametrize("kind", KINDS)
def test_what_a_line_announces_is_no_text(read_plain: Read, paragraphs: tuple[str, ...], kind: str) -> None:
    article = read_plain(middle=WITHOUT_NAMES[kind])
    assert [block.text for block in article.body] == list(paragraphs)
    assert article.sidebars == []


@pytest.mark.parametrize(
    ("kind", "said"),
    [
        (
            "related",
            "Previous article|Next post|Similar posts|You may also enjoy|Editors’ Recommendations:"
            "|In case you missed it|Like this? You might also be interested in..."
            "|Ähnliche Beiträge|Weitere Beiträge|Das könnte Ihnen auch gefallen|Nächster Artikel|Beliebte Artikel"
            "|Articles similaires|À voir aussi|Dans la même catégorie|Article suivant|Artículos relacionados"
            "|También te puede interesar|Te recomendamos|Notícias relacionadas|Você também pode gostar|Veja mais"
            "|Articoli simili|Ti potrebbe interessare anche|Ook interessant|Relaterade artiklar|Lignende saker"
            "|Podobne artykuły|Podobné články|Похожие статьи|Схожі статті|Benzer haberler|Artikel lainnya",
        ),
        (
            "comment",
            "Write a comment|Was this article helpful?|Schreiben Sie einen Kommentar|Antwort schreiben|Artikel bewerten"
            "|Laissez un commentaire|27 commentaires|Lascia un commento|Deja una respuesta|Deixe o seu comentário"
            "|Geef een reactie|Legg igjen et svar|Lämna ett svar|Dodaj komentarz|Napsat komentář|Оставить комментарий"
            "|Bir yorum yazın|Tinggalkan Balasan",
        ),
        ("appeal", "THIS ARTICLE IS FREE TO READ REGISTER TO UNLOCK.|Register for free to continue|Log in to read on"),
        ("share", "Tweet|Pin it|Podcast: Play in new window|Like this:|Loading...|分享到|分享：微博"),
        (
            "ad",
            "When you buy through links on our site, we may earn an affiliate commission"
            "|We may earn a commission|Story Continued Below"
            "|This post contains affiliate links|Dieser Beitrag enthält Affiliate-Links|Cet article contient des liens"
            " affiliés|Este artículo contiene enlaces de afiliados",
        ),
        (
            "meter",
            "You have 2 free articles left this month.|This is your last free article|3 free articles remaining"
            "|You’ve reached your limit of free articles|You have reached the limit of free articles this month"
            "|Sie haben noch 2 kostenlose Artikel|Il vous reste 1 article gratuit|Te quedan 3 artículos gratis"
            "|Ti restano 2 articoli|Je hebt nog 3 gratis artikelen|Você ainda tem 2 matérias",
        ),
        (
            "notice",
            "Please disable your ad blocker|It looks like you are using an ad blocker|Bitte deaktivieren Sie Ihren"
            " Adblocker|Vous utilisez un bloqueur de publicité|Please enable JavaScript to read on|Ihr Browser ist"
            " veraltet|You have full access to this article via your institution.|Click to Read More and View Comments"
            "|Click to hide|✕ Sie waren einige Zeit inaktiv|Diese Audioversion wurde künstlich generiert."
            "|Esta funcionalidad es sólo para registrados|Vous possédez déjà un compte ?|Haben Sie bereits ein Konto?"
            "|¿Ya eres suscriptor?|Sie haben bereits ein Abo?|Hai già un account?"
            "|Ende der weiteren Informationen|Already a member?",
        ),
        ("tags", "KEYWORDS: braids, buns|Stichworte: Wehr, Mühle|Mots-clés : moulin|Palabras clave: molino"),
        ("share", "Loading Photo Gallery|Loading comments…"),
        ("comment", "You can follow any responses to this entry through the RSS 2.0 feed."),
    ],
)
def test_each_kind_is_known_in_many_languages(kind: str, said: str) -> None:
    assert {text: cue_of(text) for text in said.split("|")} == dict.fromkeys(said.split("|"), kind)


@pytest.mark.parametrize(
    "text",
    [
        "When you buy a hen, look at its feet",
        "Latest of all came the engineers from the county",
        "The commission may earn respect",
        "Shares in the mill fell by a third",
        "Topical storms of the year and what they did",
        "Comment is free, said the keeper",
        "Adverts for the mill hang in every street",
        "You have two stories and a cellar to pump dry",
        "Click to open the sluice, and it opens",
        "Your browser of old books is at the door",
        "Loading the gallery of the mill took a week",
    ],
)
def test_words_that_only_begin_like_a_cue_are_none(text: str) -> None:
    assert cue_of(text) is None
