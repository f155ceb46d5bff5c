"""Captions of every make: found beside their picture, credit apart, out of the body, with nothing that is none."""

import time
from collections.abc import Callable

import pytest

from schemas import Article

Read = Callable[..., Article]
IMG = "<img src='/w-2024.jpg' alt='' width='900' height='600'>"
SAID, BY = "The weir at noon, seen from the lock", "Bo Ek/Northlight"


def shown(article: Article) -> list[tuple[str | None, str | None]]:
    return [(image.caption, image.credit) for image in article.images]


@pytest.mark.parametrize(
    "html",
    [
        # the credit beside the figcaption, before it, in it, without any class
        f"<figure>{IMG}<figcaption>{SAID}</figcaption><small>{BY}</small></figure>",
        f"<figure>{IMG}<figcaption>{SAID}</figcaption><cite>{BY}</cite></figure>",
        f"<figure>{IMG}<div class='bildnachweis'>{BY}</div><figcaption>{SAID}</figcaption></figure>",
        f"<figure>{IMG}<footer class='credit'>{BY}</footer><figcaption>{SAID}</figcaption></figure>",
        f"<figure>{IMG}<figcaption><p>{SAID}</p><p>{BY}</p></figcaption></figure>",
        f"<figure>{IMG}<figcaption><span>{SAID}</span><span>Credit: {BY}</span></figcaption></figure>",
        f"<figure>{IMG}<figcaption><span>{SAID}.</span> <span>({BY})</span></figcaption></figure>",
        f"<figure>{IMG}<figcaption>{SAID}<br>{BY}</figcaption></figure>",
        f"<figure>{IMG}<figcaption><strong>{SAID}.</strong><h5>27-06-2012</h5>| {BY}</figcaption></figure>",
        f"<figure>{IMG}<figcaption><span class='caption'>{SAID}</span><span class='credit'>(Image: {BY})</span>"
        "</figcaption></figure>",
        f"<figure>{IMG}<figcaption><span class='caption'>{SAID}</span><span class='credit'>by {BY}</span>"
        "</figcaption></figure>",
        f"<figure>{IMG}<figcaption>{SAID}<div class='fig-caption__credit'>{BY}</div></figcaption></figure>",
        f"<figure>{IMG}<figcaption><span>{SAID}</span> <span>Image:</span> <span class='author'>{BY}</span>"
        "</figcaption></figure>",
        f"<figure>{IMG}<figcaption>{SAID} <span class='c'>Photo by Bo Ek</span><span> /Northlight</span>"
        "</figcaption></figure>",
        f"<figure>{IMG}<figcaption>{SAID} © {BY}</figcaption></figure>",
        # a block of both that is named for the credit, and a caption named for both
        f"<div class='photo'>{IMG}<p class='image-credit-wrap'><span class='cutline'>{SAID}</span><meta name='x'>"
        f"<span class='credit'>(Photo: {BY})</span></p></div>",
        f"<figure>{IMG}<p class='photo-credit'><span class='cutline'>{SAID}</span><span class='credit'>{BY}</span></p>"
        "</figure>",
        f"<figure>{IMG}<figcaption>{SAID} | {BY}</figcaption></figure>",
        # the figure is empty of text, the caption its neighbour
        f"<div class='lead'><figure>{IMG}</figure><figcaption>{SAID}. Foto: {BY}</figcaption></div>",
        f"<div class='media'><div>{IMG}</div><div class='text'>{SAID}</div><div class='source'>{BY}</div></div>",
        f"<figure><picture><source srcset='/w.webp 900w'>{IMG}<figcaption>{SAID} (Pic: {BY})</figcaption></picture>"
        "</figure>",
        # buttons, counters and overlays round about
        f"<figure>{IMG}<button class='zoom'>Bild vergrößern</button><span>1/5</span><span>watch now</span>"
        f"<figcaption>{SAID} (Foto: {BY})</figcaption></figure>",
        f"<figure><a href='/w-2024.jpg'>{IMG}</a><div>Open image gallery</div><figcaption>{SAID} ({BY})</figcaption>"
        "</figure>",
        f"<button class='lightbox-open'><figure>{IMG}<figcaption>{SAID} ({BY})</figcaption></figure></button>",
        f"<div class='ui-modal'><figure>{IMG}<figcaption>{SAID}. Фото: {BY}</figcaption></figure></div>",
        f"<div class='image lightbox'>{IMG}<div>{SAID}</div><div>Image: {BY}</div></div>",
        # old and hand-made markup
        f"<center>{IMG}<br><i>{SAID} (Photo: {BY})</i></center>",
        f"<table><tr><td>{IMG}</td></tr><tr><td class='caption'>{SAID}. Foto: {BY}</td></tr></table>",
        f"<div class='wp-caption'>{IMG}<p class='wp-caption-text'>{SAID} [{BY}]</p></div>",
        f"<div class='image-widget'>{IMG}<p>{SAID}</p><p>Image: {BY}</p></div>",
        f"<dl class='wp-caption'><dt>{IMG}</dt><dd>{SAID} ({BY})</dd></dl>",
        f"<p>{IMG}</p><p><em>{SAID}. Photo: {BY}</em></p>",
        f"<p>{IMG}<br><small>{SAID}. Photo: {BY}</small></p>",
        f"<span class='photo-org'><div class='nw'>{IMG}<em class='img_desc'>{SAID}. Photo: {BY}</em></div></span>",
        f"<figure>{IMG}<figcaption><span>Image Source : {BY}</span> {SAID}</figcaption></figure>",
        f"<div class='lightbox-wrap'><a href='/w-2024.jpg'>{IMG}</a><p class='legend'>{SAID}. Photo : {BY}</p></div>",
        f"<figure>{IMG}<figcaption><span>{SAID}</span><span><span class='c7'>Credit...</span><span>{BY}</span></span>"
        "</figcaption></figure>",
        # what only readers with a screen reader are told
        f"<figure>{IMG}<span class='off-screen'>Image copyright</span><span class='story-image-copyright'>{BY}</span>"
        f"<figcaption><span class='off-screen'>Image caption</span> <span>{SAID}</span></figcaption></figure>",
        f"<figure>{IMG}<figcaption><span class='visually-hidden'>Image caption, </span>{SAID}. Photo: {BY}"
        "</figcaption></figure>",
        f"<figure><div>{IMG}</div><span role='text'><span class='visually-hidden'>Image source, </span>{BY}</span>"
        f"<figcaption><span class='visually-hidden'>Image caption, </span><div><p>{SAID}</p></div></figcaption>"
        "</figure>",
        # a shop's button below the picture
        f"<figure>{IMG}<figcaption><p>{SAID}</p><span class='credit'>{BY}</span><div><a class='btn' href='/s'>Buy Now"
        "</a></div></figcaption></figure>",
        f"<figure>{IMG}<div><figcaption>{SAID}</figcaption><div class='credit'>Bo Ek</div>"
        "<div class='source'>Northlight</div></div></figure>",
    ],
)
def test_one_caption_in_many_makes(read_plain: Read, paragraphs: tuple[str, ...], html: str) -> None:
    article = read_plain(middle=html)
    assert [(caption and caption.rstrip("."), credit) for caption, credit in shown(article)] in (
        [(SAID, BY)],
        [(SAID, "Bo Ek, Northlight")],
    )
    assert [block.text for block in article.body] == list(paragraphs)


@pytest.mark.parametrize(
    ("html", "kept"),
    [
        ("<figure>{img}<figcaption>{said}. Foto: {by} Vergrößern</figcaption></figure>", None),
        # several pictures in one block: each its own caption, in the order that the page has
        (
            "<div class='gallery'>{img}<p class='caption'>At dawn (Pic: A Ada)</p><img src='/x-2024-06.jpg'>"
            "<p class='caption'>At dusk (Pic: B Bo)</p></div>",
            [("At dawn", "A Ada"), ("At dusk", "B Bo")],
        ),
        (
            "<figure><figure>{img}<figcaption>At dawn</figcaption></figure><figure><img src='/x-2024-06.jpg'>"
            "<figcaption>At dusk</figcaption></figure><figcaption>Both by Bo Ek</figcaption></figure>",
            [("At dawn", None), ("At dusk", None), ("Both by Bo Ek", None)],
        ),
        (
            "<ul class='slideshow carousel'><li><figure>{img}<figcaption>At dawn <small>A Ada</small></figcaption>"
            "</figure></li><li><figure><img src='/x-2024-06.jpg'><figcaption>At dusk</figcaption></figure></li></ul>",
            [("At dawn", "A Ada"), ("At dusk", None)],
        ),
        # the same picture for small and for large screens, and in the overlay that shows it in full
        (
            "<figure class='mobile'>{img}<figcaption>At dawn</figcaption></figure><figure class='desktop'>"
            "<img src='/w-2024.jpg?w=1200'><figcaption>At dawn</figcaption></figure>",
            [("At dawn", None)],
        ),
        (
            "<figure>{img}<figcaption>At dawn (Pic: A Ada)</figcaption><div class='overlay'><figcaption>At dawn "
            "(Pic: A Ada)</figcaption></div></figure>",
            [("At dawn", "A Ada")],
        ),
        # the picture is drawn by a script, or is a frame
        ("<figure><iframe src='/chart'></iframe><figcaption>Rainfall since May</figcaption></figure>", "Rainfall"),
        ("<figure><div data-script='lazy'></div><figcaption>At dawn. Photo: A Ada</figcaption></figure>", "At dawn"),
        # what the picture's element says of itself
        (
            "<img src='/w-2024.jpg' alt='The weir at noon' title='The weir at noon | Bo Ek/Northlight'>",
            [(None, "Bo Ek/Northlight")],
        ),
        ("<img src='/w-2024.jpg' alt='The weir at noon (Photo: Bo Ek)'>", [(None, "Bo Ek")]),
        ("<img src='/w-2024.jpg' data-caption='The old weir' data-credit='Bo Ek'>", [("The old weir", "Bo Ek")]),
        ("<video poster='/w-2024.jpg'></video><p class='caption'>At dawn. Video: A Ada</p>", [("At dawn.", "A Ada")]),
        # the text below says what the alt text says
        ("<div><img src='/w-2024.jpg' alt='The old weir'><div>The old weir</div></div>", [("The old weir", None)]),
        (
            "<div><img src='/w-2024.jpg' alt='The old weir at noon - The Millbrook Leader'></div>"
            "<div>The old weir at noon</div>",
            [("The old weir at noon", None)],
        ),
    ],
)
def test_captions_in_company(
    read_plain: Read, paragraphs: tuple[str, ...], html: str, kept: list[tuple[str | None, str | None]] | str | None
) -> None:
    article = read_plain(middle=html.format(img=IMG, said=SAID, by=BY))
    if isinstance(kept, str):
        assert [caption and caption.startswith(kept) for caption, _ in shown(article)] == [True]
    elif kept is not None:
        assert shown(article) == kept
    assert [block.text for block in article.body] == list(paragraphs)


def test_an_embedded_product_is_named_below_its_credit(read_plain: Read, paragraphs: tuple[str, ...]) -> None:
    credit = f"<p class='credit'>Photograph: {BY}</p>"
    product = f"<div class='product-embed-image'>{IMG}{credit}<div>Two-man pump</div></div>"
    article = read_plain(middle=product)
    assert shown(article) == [("Two-man pump", BY)]
    assert [block.text for block in article.body] == list(paragraphs)


def test_the_papers_own_name_below_a_picture_is_its_credit(read_plain: Read) -> None:
    head = "<meta property='og:site_name' content='Millbrook Leader'>"
    figure = f"<figure>{IMG}<div>Millbrook Leader</div></figure>"
    assert shown(read_plain(head=head, middle=figure)) == [(None, "Millbrook Leader")]


def test_the_page_itself_is_asked_before_what_it_tells_machines(read_plain: Read) -> None:
    head = (
        '<script type="application/ld+json">{"@type":"NewsArticle","headline":"Weir bursts","image":'
        '{"@type":"ImageObject","url":"/w-2024.jpg","caption":"The weir as it was","creditText":"Bo Ek"}}</script>'
    )
    assert shown(read_plain(head=head)) == [("The weir as it was", "Bo Ek")]
    figure = f"<figure>{IMG}<figcaption>At dawn (Pic: A Ada)</figcaption></figure>"
    assert shown(read_plain(head=head, middle=figure)) == [("At dawn", "A Ada")]


@pytest.mark.parametrize(
    "html",
    [
        f"<figure>{IMG}<figcaption><address>By <a href='/a'>Ada Lund</a></address> Reporter</figcaption></figure>",
        "<div class='teaser card'><img src='/o-2024.jpg'><div><a href='/o'>Mill owner denies it all</a></div></div>",
        "<div class='video-player'><iframe></iframe><p class='video-caption image-text'>Watch the weir go</p></div>",
        # the whole figure a link, with the headline of another story for a caption
        f"<figure><a href='/o'>{IMG}<figcaption><p>The mill</p><h3>Owner denies it all</h3><p>He was asleep, he says."
        " <span>By Ada Lund and Bo Ek</span></p></figcaption></a></figure>",
        "<div><img src='/logo-x.svg'><div class='caption'>Leader > Rivers > Weirs > Text</div></div>",
        "<figure><figcaption class='c'><p>We may earn a commission on links in this article.</p></figcaption></figure>",
    ],
)
def test_portraits_teasers_players_and_notices_give_no_pictures(
    read_plain: Read, paragraphs: tuple[str, ...], html: str
) -> None:
    article = read_plain(middle=html)
    assert article.images == []
    assert [block.text for block in article.body if block.text in paragraphs] == list(paragraphs)


def test_a_caption_between_headline_and_text_is_no_standfirst_and_its_credit_no_byline(read_plain: Read) -> None:
    below = (
        f"<div class='lead-media'><figure>{IMG}<figcaption><p class='description'>{SAID}, before the water came</p>"
        "<p class='author'>Photo: Bo Ek</p></figcaption></figure></div>"
    )
    article = read_plain(below=below)
    assert (article.standfirst, article.byline) == (None, None)
    assert shown(article) == [(f"{SAID}, before the water came", "Bo Ek")]


def test_figures_without_pictures_keep_their_captions_apart(read_plain: Read, paragraphs: tuple[str, ...]) -> None:
    figure = "<figure><div data-chart='1'></div><figcaption>{}. Source: {}</figcaption></figure>"
    article = read_plain(middle=figure.format("Rain", "Met Office") + figure.format("Wind", "Bo Ek"))
    assert shown(article) == [("Rain.", "Met Office"), ("Wind.", "Bo Ek")]
    assert [block.text for block in article.body] == list(paragraphs)


def test_many_nested_pictures_cost_time_in_proportion(read: Callable[..., Article]) -> None:
    def seconds(count: int) -> float:
        nested = "<div class='image'><figure><img src='/a.jpg'><figcaption>Seen here</figcaption>"
        flat = "<figure><img src='/a-{0}.jpg'><figcaption>Seen at {0}, from here (Pic: A B)</figcaption></figure>"
        rows = "".join(flat.format(n) for n in range(count))
        start = time.perf_counter()
        read(f"<html><body><article><h1>Weir</h1><p>{SAID * 20}</p>{nested * count}{rows}</article></body></html>")
        return time.perf_counter() - start

    seconds(10)
    assert seconds(1600) < 40 * max(seconds(100), 0.01)


def test_two_names_are_a_caption_where_the_credit_has_a_line_of_its_own(read_plain: Read) -> None:
    html = (
        f"<div class='image'>{IMG}<div class='image-meta'><div class='caption attribution'>Ada Lund and Bo Ek</div>"
        f"<figcaption class='image-credit'>{BY}</figcaption></div></div>"
    )
    assert shown(read_plain(middle=html)) == [("Ada Lund and Bo Ek", BY)]


@pytest.mark.parametrize("credit", ["Imagem: Reprodução", "Divulgação", ". Imagen: Reproducción"])
def test_what_papers_print_for_a_source_without_a_name_is_the_credit(read_plain: Read, credit: str) -> None:
    lines = f"<div class='caption'>O rio</div><div class='credit'>{credit}</div>"
    assert shown(read_plain(middle=f"<figure>{IMG}{lines}</figure>")) == [("O rio", credit.split(": ")[-1])]


def test_a_house_whose_picture_is_only_an_example_is_the_credit(read_plain: Read) -> None:
    figure = f"<figure>{IMG}<figcaption><p>{SAID}</p><p>Unsplash/Representational image</p></figcaption></figure>"
    assert shown(read_plain(middle=figure)) == [(SAID, "Unsplash/Representational image")]


def test_a_caption_that_a_slide_shows_at_a_touch_is_read(read_plain: Read) -> None:
    said = f"{SAID}, and the mill behind it"
    slide = f"<figure>{IMG}<div class='caption'><span style='display:none'>{said}</span></div></figure>"
    assert shown(read_plain(middle=slide)) == [(said, None)]


def test_a_caption_printed_again_below_the_figure_is_no_text(read_plain: Read, paragraphs: tuple[str, ...]) -> None:
    said = f"{SAID} — Foto: {BY}"
    article = read_plain(middle=f"<figure>{IMG}<figcaption>1 de 1 {said}</figcaption></figure><p class='d'>{said}</p>")
    assert shown(article) == [(SAID, BY)]
    assert [block.text for block in article.body] == list(paragraphs)


def test_a_caption_that_names_whom_it_credits_keeps_the_name(read_plain: Read) -> None:
    spans = "<span class='c__caption'>A wheel at Northlight today.</span><span class='c__credit'>Northlight</span>"
    figure = f"<figure>{IMG}<figcaption itemprop='caption'>{spans}</figcaption></figure>"
    assert shown(read_plain(middle=figure)) == [("A wheel at Northlight today.", "Northlight")]
