"""The article's pictures: the largest copy, caption and credit apart, and no picture that is not the article's."""

from collections.abc import Callable

import pytest

from schemas import Article

Read = Callable[..., Article]
SITE = "https://www.millbrookleader.example"


def shown(article: Article) -> list[tuple[str | None, str | None]]:
    return [(image.caption, image.credit) for image in article.images]


@pytest.mark.parametrize(
    "figure",
    [
        "<figure><img src='/w.jpg'><figcaption>The weir at noon (Pic: Bo Ek)</figcaption></figure>",
        (
            "<figure><img src='/w.jpg'><figcaption>The weir at noon "
            "<span class='credit'>Bo Ek</span></figcaption></figure>"
        ),
        (
            "<figure><img src='/w.jpg'><figcaption>The weir at noon"
            "</figcaption><div class='photo-credit'>Photo: Bo Ek</div></figure>"
        ),
        "<figure><img src='/w.jpg'><figcaption>The weir at noon <cite>Bo Ek</cite></figcaption></figure>",
        "<figure><img src='/w.jpg'><figcaption>The weir at noon. Photograph: Bo Ek</figcaption></figure>",
        (
            "<div class='wp-caption'><img src='/w.jpg'>"
            "<p class='wp-caption-text'>The weir at noon (Picture: Bo Ek)</p></div>"
        ),
        "<table><tr><td><img src='/w.jpg'><br><font size=1>The weir at noon (Photo: Bo Ek)</font></td></tr></table>",
        "<p><img src='/w.jpg'></p><p class='caption'>The weir at noon (Pic: Bo Ek)</p>",
        "<p><img src='/w.jpg'></p><p>The weir at noon (Pic: Bo Ek)</p>",
        "<div><img src='/w.jpg'><div class='caption'>The weir at noon</div><div class='credit'>Bo Ek</div></div>",
    ],
)
def test_caption_and_credit_are_told_apart_and_are_no_body(
    read_plain: Read, paragraphs: tuple[str, ...], figure: str
) -> None:
    article = read_plain(middle=figure)
    assert [(c and c.rstrip("."), credit) for c, credit in shown(article)] == [("The weir at noon", "Bo Ek")]
    assert [block.text for block in article.body] == list(paragraphs)


@pytest.mark.parametrize(
    ("caption", "kept"),
    [
        ("Ada Lund (right) at the sluice (Pic: Bo Ek)", ("Ada Lund (right) at the sluice", "Bo Ek")),
        ("Ada Lund (right) at the sluice", ("Ada Lund (right) at the sluice", None)),
        ("The weir at noon", ("The weir at noon", None)),
        ("Pic: Bo Ek", (None, "Bo Ek")),
    ],
)
def test_brackets_are_a_credit_only_when_they_say_so(read_plain: Read, caption: str, kept: tuple[str, str]) -> None:
    article = read_plain(middle=f"<figure><img src='/w.jpg'><figcaption>{caption}</figcaption></figure>")
    assert shown(article) == [kept]


@pytest.mark.parametrize(
    ("img", "path"),
    [
        ("<img src='/w.jpg'>", "/w.jpg"),
        ("<img src='/s.jpg' srcset='/s.jpg 300w, /l.jpg 1200w, /m.jpg 600w'>", "/l.jpg"),
        ("<img src='/s.jpg' srcset='/s.jpg 1x, /l.jpg 2x'>", "/l.jpg"),
        ("<img src='data:image/gif;base64,R0lG' data-src='/w.jpg'>", "/w.jpg"),
        ("<img src='/blank.gif' data-srcset='/s.jpg 300w, /l.jpg 900w'>", "/l.jpg"),
        ("<picture><source srcset='/l.webp 1200w'><img src='/s.jpg'></picture>", "/l.webp"),
        (
            "<picture><source srcset='/l.webp 1200w'/><source srcset='/l.jpg 900w'/><img src='/s.jpg'/></picture>",
            "/l.webp",
        ),
        ("<noscript><img src='/w.jpg'></noscript>", "/w.jpg"),
        (
            "<img src='/c/w_600,h_400/w.jpg' srcset='/c/w_600,h_400/w.jpg 600w, /c/w_900,h_600/w.jpg 900w'>",
            "/c/w_900,h_600/w.jpg",
        ),
        ("<img src=' /a b.jpg '>", "/a%20b.jpg"),
    ],
)
def test_the_largest_copy_is_taken_and_each_picture_once(read_plain: Read, img: str, path: str) -> None:
    article = read_plain(middle=f"<figure>{img}<figcaption>The weir at noon</figcaption></figure>")
    assert [image.url for image in article.images] == [SITE + path]


def test_a_lazy_picture_and_its_copy_for_browsers_without_script_are_one(read_plain: Read) -> None:
    img = "<img data-src='/s.jpg' data-srcset='/s.jpg 300w, /l.jpg 900w'><noscript><img src='/s.jpg'></noscript>"
    article = read_plain(middle=f"<figure>{img}<figcaption>The weir at noon</figcaption></figure>")
    assert [(image.url, image.caption) for image in article.images] == [(f"{SITE}/l.jpg", "The weir at noon")]


@pytest.mark.parametrize(
    "html",
    [
        "<img src='/pixel.gif' width=1 height=1>",
        "<img src='/img/logo.png'>",
        "<img src='/x.svg'>",
        "<div class='author'><img class='avatar' src='/ada.jpg' width=96 height=96>Ada Lund</div>",
        "<div class='related'><h3>Read more</h3><a href='/other'><img src='/o.jpg'>Mill owner denies it</a></div>",
        "<a href='/other'><img src='/o.jpg'></a>",
        "<img alt='no address at all'>",
        "<img src='null' alt='The weir'>",
        "<noscript><img src='//b.count.example/p?c1=2&amp;c2=15'></noscript>",
        "<noscript><div style='display:none'><img src='//count.example/tracker.php?t=M' alt=''></div></noscript>",
        "<img src='javascript:alert(1)'>",
    ],
)
def test_logos_pixels_avatars_and_teasers_are_no_pictures(read_plain: Read, html: str) -> None:
    assert read_plain(middle=html).images == []


def test_the_portrait_of_an_author_is_no_picture_whatever_it_is_called(read_plain: Read) -> None:
    face = "<figure><img src='/people/ada-5890.jpg' alt='Ada Lund'></figure>"
    assert read_plain(below=f"<p class='byline'>By Ada Lund</p>{face}").images == []
    assert len(read_plain(below=f"<p class='byline'>By Bo Ek</p>{face}").images) == 1
    named = "<figure><img src='/people/ada-5890.jpg'><figcaption>Ada Lund</figcaption></figure>"
    assert read_plain(below="<p class='byline'>By Ada Lund</p>", middle=named).images == []


def test_slides_that_style_hides_are_pictures(read_plain: Read) -> None:
    slides = "".join(f"<div style='display:none'><img src='/s/{n}?width=600'></div>" for n in ("a1", "b2"))
    assert len(read_plain(middle=f"<div class='gallery'>{slides}</div>").images) == 2


def test_the_name_of_a_file_is_no_caption_and_no_standfirst(read_plain: Read) -> None:
    article = read_plain(
        below="<div>Millbrook weir 2.jpg</div>",
        middle=("<figure><img src='/weir-2024.jpg'><figcaption>millbrook-weir-640.jpg</figcaption></figure>"),
    )
    assert article.standfirst is None
    assert [image.caption for image in article.images] == [None]


def test_pictures_of_the_page_around_the_article_are_not_taken(read_plain: Read) -> None:
    after = (
        "<aside class='related'><a href='/o'><figure><img src='/o.jpg'>"
        "<figcaption>Other</figcaption></figure></a></aside>"
    )
    assert read_plain(after=after).images == []


@pytest.mark.parametrize(
    ("alt", "kept"),
    [
        ("The weir at noon", None),
        ("the weir at noon (Pic: Bo Ek)", None),
        ("The weir", None),
        ("A torrent of brown water between two stone piers", "A torrent of brown water between two stone piers"),
        ("", None),
        ("None", None),
        ("undefined", None),
    ],
)
def test_alt_text_that_repeats_the_caption_or_was_left_unfilled_is_dropped(
    read_plain: Read, alt: str, kept: str | None
) -> None:
    article = read_plain(
        middle=f"<figure><img src='/w.jpg' alt='{alt}'><figcaption>The weir at noon (Pic: Bo Ek)</figcaption></figure>"
    )
    assert [image.alt for image in article.images] == [kept]


def test_roles_and_positions_follow_the_place_in_the_text(read_plain: Read) -> None:
    figure = "<figure><img src='/{}.jpg'><figcaption>Seen at {}</figcaption></figure>"
    gallery = f"<div class='gallery'>{figure.format('d', 'dusk')}{figure.format('e', 'night')}</div>"
    article = read_plain(below=figure.format("a", "dawn"), middle=figure.format("b", "noon"), end=gallery)
    assert [(i.caption, i.role, i.position) for i in article.images] == [
        ("Seen at dawn", "lead", 0),
        ("Seen at noon", "inline", 2),
        ("Seen at dusk", "gallery", 4),
        ("Seen at night", "gallery", 4),
    ]


def test_a_picture_in_a_box_belongs_to_the_box(read_plain: Read, paragraphs: tuple[str, ...]) -> None:
    box = (
        f"<aside class='box'><h3>The lock keeper</h3><figure><img src='/k.jpg'>"
        f"<figcaption>Otto Rask</figcaption></figure><p>{paragraphs[1]}</p></aside>"
    )
    article = read_plain(middle=box.replace("Nobody was hurt. ", "He came in 1990. "))
    assert [(image.caption, image.role) for image in article.images] == [("Otto Rask", "sidebar")]


def test_sizes_are_kept_when_they_are_pixels(read_plain: Read) -> None:
    html = "<figure><img src='/{0}.jpg' width='{1}' height='{2}'><figcaption>Seen {0}</figcaption></figure>"
    article = read_plain(middle=html.format("a", "640", "480px") + html.format("b", "100%", "auto"))
    assert [(image.width, image.height) for image in article.images] == [(640, 480), (None, None)]


@pytest.mark.parametrize(
    "file",
    [
        "dotclear.gif",
        "ajax-loader.gif",
        "btn_print.gif",
        "tit_tech_AD.gif",
        "qrcode-app.png",
        "ewm.png",
        "img/share2.gif",
        "img/share_more.png",
        "assets/social/pin_it_button_big.png",
        "icons/printer.png",
    ],
)
def test_what_a_page_is_drawn_with_is_no_picture(read_plain: Read, file: str) -> None:
    assert read_plain(middle=f"<p><img src='/{file}'></p>").images == []


@pytest.mark.parametrize(
    "file", ["market-share.jpg", "share-of-oak.png", "loading-dock.jpg", "the-button.jpg", "weir.gif"]
)
def test_a_picture_may_be_named_like_what_a_page_is_drawn_with(read_plain: Read, file: str) -> None:
    assert [image.url for image in read_plain(middle=f"<p><img src='/{file}'></p>").images] == [f"{SITE}/{file}"]


def test_a_carousel_of_pictures_is_one_of_the_articles(read_plain: Read) -> None:
    below = (
        "<div class='CarouselLead'><div class='Carousel-slide'><figure class='CarouselSlide'>"
        "<img src='/weir.jpg' alt=''>"
        "<div class='CarouselSlide-info'><span>The weir at dawn, on Monday. (AP Photo/Ada Lund)</span></div></figure>"
        "<div>1 of 2</div></div></div>"
    )
    article = read_plain(below=below)
    assert [(image.caption, image.credit) for image in article.images] == [
        ("The weir at dawn, on Monday.", "AP Photo/Ada Lund")
    ]
    linked = below.replace("<img", "<a href='/other'><img").replace("alt=''>", "alt=''></a>")
    assert read_plain(below=linked).images == []


def test_a_credit_named_in_the_captions_family_of_names_is_the_credit(read_plain: Read) -> None:
    middle = (
        "<figure><img src='/weir.jpg'><figcaption><div class='media-caption-text'>The weir at dawn</div>"
        "<div class='media-caption-credit'>Ada Lund / Reuters / Profimedia</div></figcaption></figure>"
    )
    image = read_plain(middle=middle).images[0]
    assert (image.caption, image.credit) == ("The weir at dawn", "Ada Lund / Reuters / Profimedia")


def test_brackets_around_a_marked_credit_and_the_caption_button_go_with_it(read_plain: Read) -> None:
    middle = (
        "<figure><img src='/a.jpg'><figcaption><span>Ada Lund in her shop</span> "
        "(<span class='credit'>Image: Otto Rask/Leader</span>)</figcaption></figure>"
        "<div class='image'><img src='/b.jpg'><div class='caption'><p>The weir will be shut. "
        "<b class='credit'>Bo Ek/Getty Images</b> <b>hide caption</b></p></div></div>"
    )
    assert [(image.caption, image.credit) for image in read_plain(middle=middle).images] == [
        ("Ada Lund in her shop", "Otto Rask/Leader"),
        ("The weir will be shut.", "Bo Ek/Getty Images"),
    ]


@pytest.mark.parametrize(
    ("caption", "wanted"),
    [
        (
            "The weir at dawn<span class='com-autor'>Otto Rask - The Leader</span>",
            ("The weir at dawn", "Otto Rask - The Leader"),
        ),
        (
            "<p><span class='caption'>The weir</span> <span class='img-author'><b>Bo Ek/Reuters files</b></span></p>",
            ("The weir", "Bo Ek/Reuters files"),
        ),
        ("<span class='caption'>The weir</span><p class='copyright'>• Credits: Getty</p>", ("The weir", "Getty")),
        ("The weir. <span class='credit'><span>Credit </span>Bo Ek / AP</span>", ("The weir.", "Bo Ek / AP")),
        ("<p class='caption'>1 / 2 .</p><p class='credit'>Getty Images</p>", (None, "Getty Images")),
        (
            "The weir at dawn, on the river - Otto Rask/Folhapress",
            ("The weir at dawn, on the river", "Otto Rask/Folhapress"),
        ),
    ],
)
def test_a_credit_without_label_is_told_by_its_element_or_its_form(
    read_plain: Read, caption: str, wanted: tuple[str, str]
) -> None:
    image = read_plain(middle=f"<figure><img src='/weir.jpg'><figcaption>{caption}</figcaption></figure>").images[0]
    assert (image.caption, image.credit) == wanted


NOON = "<figcaption>The weir at noon (Photo: Bo Ek)</figcaption>"


@pytest.mark.parametrize(
    "figure",
    [
        f"<figure><img src='/w.jpg' width='16' height='9'>{NOON}</figure>",
        f"<figure><img srcset='/s.jpg 320w, /w.jpg 1200w' width='100' height='56.25'>{NOON}</figure>",
        f"<figure><img src='data:image/gif;base64,R0' data-viewer-src='/x' data-full='{SITE}/w.jpg'>{NOON}</figure>",
        f"<figure><img src='data:,' data-srcs='{{\"{SITE}/w.jpg\":{{\"ratio\":2}}}}'>{NOON}</figure>",
        f"<figure><meta itemprop='contentUrl' content='/w.jpg'><img src='data:image/svg+xml,x'>{NOON}</figure>",
        f"<figure><story-image src='/w.jpg'></story-image>{NOON}</figure>",
        f"<figure><div class='embed'><img src='/w.jpg'>{NOON}</div></figure>",
        f"<figure><a href='/2'><img src='/blank.gif'><noscript><img src='/w.jpg'></noscript></a>{NOON}</figure>",
        "<figure><img src='/w.jpg'><p>The weir at noon (Photo: Bo Ek)</p></figure>",
    ],
)
def test_the_address_is_found_wherever_a_page_keeps_it_until_a_script_shows_the_picture(
    read_plain: Read, figure: str
) -> None:
    (image,) = read_plain(middle=figure).images
    assert (image.url, image.caption, image.credit) == (f"{SITE}/w.jpg", "The weir at noon", "Bo Ek")


def test_the_picture_in_the_head_of_an_article_is_no_portrait_beside_the_byline(read_plain: Read) -> None:
    below = f"<p>By Ada Lund</p><figure><img src='/w.jpg'>{NOON}</figure></header>"
    article = read_plain(above="<header>", below=below)
    assert [image.url for image in article.images] == [f"{SITE}/w.jpg"]
    assert [author.name for author in article.authors] == ["Ada Lund"]


@pytest.mark.parametrize(
    "lines",
    [
        "<div>Photo: Bo Ek, Leader</div><p class='caption'>The weir at noon.</p>",
        "<p class='caption'>The weir at noon.</p><p>(Photo: Bo Ek, Leader)</p>",
    ],
)
def test_a_labelled_credit_beside_a_marked_caption_is_its_credit(
    read_plain: Read, paragraphs: tuple[str, ...], lines: str
) -> None:
    article = read_plain(middle=f"<div class='k1'><div><img src='/w.jpg'></div>{lines}</div>")
    assert shown(article) == [("The weir at noon.", "Bo Ek, Leader")]
    assert [block.text for block in article.body] == list(paragraphs)


def test_a_noscript_before_the_lazy_picture_is_the_same_picture(read_plain: Read) -> None:
    lazy = "<noscript><img src='/w_small.jpg'></noscript><img data-srcset='/w_small.jpg 320w, /w_retina.jpg 1600w'>"
    article = read_plain(middle=f"<figure>{lazy}{NOON}</figure>")
    assert [image.url for image in article.images] == [f"{SITE}/w_retina.jpg"]
    assert shown(article) == [("The weir at noon", "Bo Ek")]
    both = read_plain(middle="<figure><noscript><img src='/w.jpg'></noscript></figure><p><img src='/v.jpg'></p>")
    assert [image.url for image in both.images] == [f"{SITE}/w.jpg", f"{SITE}/v.jpg"]


def test_a_place_holder_takes_no_credit_from_the_picture_behind_it(read_plain: Read) -> None:
    figure = (
        "<figure><div class='frame'><img src='/grey-placeholder.png'><img src='/weir-at-noon-2024.jpg'><span>Reuters"
        "</span></div><div><figcaption>The weir at noon, seen from the lock</figcaption></div></figure>"
    )
    article = read_plain(middle=figure)
    assert shown(article) == [("The weir at noon, seen from the lock", "Reuters")]
    assert [image.url for image in article.images] == [f"{SITE}/weir-at-noon-2024.jpg"]


def test_a_caption_that_is_printed_again_is_no_text_and_its_credit_is_kept(
    read_plain: Read, paragraphs: tuple[str, ...]
) -> None:
    said = "The weir at noon, seen from the old lock."
    html = (
        f"<div><figure><img src='/w.jpg'><figcaption>{said}</figcaption></figure>"
        f"<div><div>{said}</div></div><div><div>Northlight/Bo Ek</div></div></div>"
    )
    article = read_plain(middle=html)
    assert shown(article) == [(said, "Northlight/Bo Ek")]
    assert [block.text for block in article.body] == list(paragraphs)


def test_the_captions_of_a_gallery_printed_below_it_are_no_text(read_plain: Read, paragraphs: tuple[str, ...]) -> None:
    first, second = (
        "The weir at noon, seen from the old lock. Photo: Bo Ek",
        "The mill in the evening, dry. Photo: Ada Lund",
    )
    slides = "".join(
        f"<li><figure><img src='/w{at}.jpg'><figcaption>{text}</figcaption></figure></li>"
        for at, text in enumerate((first, second))
    )
    article = read_plain(middle=f"<div><ul>{slides}</ul><div aria-hidden='true'><p>{first}</p></div></div>")
    assert [credit for _, credit in shown(article)] == ["Bo Ek", "Ada Lund"]
    assert [block.text for block in article.body] == list(paragraphs)


def test_pictures_of_one_caption_each_keep_it(read_plain: Read) -> None:
    said = "The weir at noon, seen from the old lock."
    between = "".join(f"<p>Then the keeper came by with {count} hens and went home again.</p>" for count in range(5))
    pictures = "".join(
        f"<div class='image'><img src='/weir-at-noon-{at}.jpg'><p>{said}</p></div>{between}" for at in range(2)
    )
    assert [caption for caption, _ in shown(read_plain(middle=pictures))] == [said, said]


def test_a_long_caption_in_a_block_with_its_picture_is_told_by_its_credit(
    read_plain: Read, paragraphs: tuple[str, ...]
) -> None:
    said = "Hens that lost their meadow wait at the lock for corn, as they have done since the water came. " * 4
    article = read_plain(middle=f"<div><img src='/w.jpg'><p><em>{said}(Photo: Bo Ek)</em></p></div>")
    assert shown(article) == [(said.strip(), "Bo Ek")]
    assert [block.text for block in article.body] == list(paragraphs)


def test_a_sign_of_rights_beside_a_caption_without_names_is_the_credit(
    read_plain: Read, paragraphs: tuple[str, ...]
) -> None:
    html = "<div><div><img src='/w.jpg'></div><div>Ada Lund in the laundry of the mill</div><div>© Bo Ek</div></div>"
    article = read_plain(middle=html)
    assert shown(article) == [("Ada Lund in the laundry of the mill", "Bo Ek")]
    assert [block.text for block in article.body] == list(paragraphs)


def test_a_picture_far_below_the_text_of_which_nothing_is_said_is_none_of_it(read_plain: Read) -> None:
    below = "".join(f"<div>Small print, part {at} of many</div>" for at in range(15))
    stray, kept = "<div><img src='/obituaries-2024.png'></div>", "<figure><img src='/weir-2024.jpg'></figure>"
    assert [image.url for image in read_plain(end=f"{kept}<div>{below}{stray}</div>").images] == [
        f"{SITE}/weir-2024.jpg"
    ]


@pytest.mark.parametrize(
    ("first", "second", "kept"),
    [
        ("/2024/weir-at-the-mill-1024x576.jpg", "/2024/weir-at-the-mill.jpg", 1),
        ("/2024/weir-at-the-mill.jpg", "/2023/weir-at-the-mill.jpg", 2),  # a name that any picture may have
        ("/show/weir-at-the-mill.php?p=1", "/show/weir-at-the-mill.php?p=2", 2),
        ("/a/DSC_20240504_weir-300x200.jpg", "/b/DSC_20240504_weir.jpg", 1),
    ],
)
def test_a_picture_in_two_sizes_is_one(
    read_plain: Read, paragraphs: tuple[str, ...], first: str, second: str, kept: int
) -> None:
    middle = f"<p><img src='{first}'></p><p>{paragraphs[0]}</p><p><img src='{second}'></p>"
    assert len(read_plain(middle=middle).images) == kept
