"""What an element's class, id and itemprop hint at. Hints help and lie: they are weighed against the text.

A hint is a short name. `hints_of` turns attribute values into a set of them through the words they are made of
("article_view_teaser" -> article, view, teaser). The vocabularies are those of the page systems in use
(WordPress, Drupal, Arc, Escenic, CUE, in-house ones) in the languages they are written in; no site's own names.
"""

from __future__ import annotations

import re
from functools import lru_cache
from typing import cast

from lxml import etree

_WORDS = re.compile(r"[A-Z]?[a-z]+|[A-Z]+(?![a-z])|\d+")

_VOCABULARY: dict[str, str] = {
    "nav": "nav navigation navbar menu submenu breadcrumb breadcrumbs crumbs crumb breadcrum pagination pager toolbar"
    " skiplink hamburger sitenav topbar rootline brotkrumen fildariane",
    "hidden": "visuallyhidden sronly screenreadertext screenreader offscreen srhidden visualhidden hiddentext printbox",
    "gate": "paywall piano regwall plusbox premium metered subscriberonly meteredcontent",
    "embed": "embed embeds oembed vjs jwplayer videojs twittertweet instagrammedia tiktokembed fbpost socialembed"
    " embedtwitter embedcode embedconsent",
    "crosshead": "crosshead crossheading interline zwischentitel zwischenueberschrift intertitre ladillo intertitulo"
    " mellomtittel mellanrubrik tussenkop mezititulek srodtytul valiotsikko",
    "crumbs": "breadcrumb breadcrumbs crumbs crumb rootline brotkrumen fildariane",
    "share": "share shares essb ssba sharing sharebar sharedaddy social socials socialmedia addtoany a2a addthis"
    " shareaholic"
    " bookmark bookmarks follow teilen compartir partager condividi paylas",
    "comment": "comment comments commentlist commentcount disqus kommentar kommentare kommentarer commentaires"
    " comentarios commenti respond discussion coral livefyre reaction reactions reacties",
    "related": "related relatedposts relatedarticles recommended recommendation recommendations recirc recirculation"
    " recommend mostread mostviewed popular trending readmore readalso seealso moreon morefrom morestories"
    " latestnews latestposts latest outbrain taboola upnext nextup onward onwards similar youmaylike alsolike"
    " mehrzumthema lesenauch alsoread furtherreading nextarticle lesensieauch leertambien leiamais lermais bacajuga"
    " czytajtakze yarpp aussi lireaussi liresuite leggianche relacionadas relacionados relacionada"
    " weiterlesen weitere richlink linklist linkbox relateds interlink internallink crosslink teasers teaserlist promos"
    " carousel slider rail postnavigation postnav prevnext nextpost prevpost previouspost readnext"
    " articlelist storylist newslist cardlist ranking toplist",
    "teaser": "teaser card tease promo promotion",
    "appeal": "newsletter newsletters signup subscribe subscription subscribebox mc4wp mailchimp donate donation"
    " donations donatebox support supportus membership member cta calltoaction callout2action"
    " register registration login abo abobox abonnieren abonnement inscription suscribete spenden don dons"
    " appeal contribute contribution mailinglist joinus marketing campaign upsell offer whatsapp telegram appdownload",
    "ad": "ad ads adv advert adverts advertisement advertising adslot adbox adunit adsense dfp gpt sponsor sponsored"
    " affiliate affiliates sponsoring adsbygoogle codeblock werbung anzeige publicite publicidad pubblicita annonse"
    " annons reklam banner ob"
    " adwrapper gtm",
    "bio": "bio biography authorbio authorbox authorinfo aboutauthor authorcard authorprofile autorbox autoreninfo"
    " autorinfo authordescription writerbio abouttheauthor authordetails saboxplugin profilecard aboutwriter",
    "footer": "footer foot colophon copyright legal disclaimer imprint impressum siteinfo",
    "consent": "cookie cookies consent gdpr cookielaw cookiebar didomi onetrust usercentrics overlay modal"
    " dialog popup lightbox interstitial",
    "tags": "tags tag topics topic keywords taglist taglinks schlagworte etiquetas hashtags tagcloud",
    "tools": "tools tool print toolbox actions action buttons button btn utilities controls player playlist"
    " listen audio podcast tts voice speech vorlesen gift save poll polls quiz umfrage sondage encuesta sondaggio",
    "byline": "byline bylines author authors writer writers autor autoren autore auteur auteurs reporter reporters"
    " contributor contributors journalist verfasser redactor forfatter skribent firma firme signature vcard"
    " authorname articleauthor postedby authorslist authorlist szerzo szerzok autorzy autori avtor avtori autors"
    " yazar muhabir kirjoittaja toimittaja penulis tacgia signataire signataires redaktorius skribenter forfattare"
    " bylinename bylineauthor journaliste giornalista periodista redakteur redakteurin",
    "date": "date dates dateline time datetime published publish publishdate pubdate timestamp posted datum updated"
    " lastupdate modified fecha zeit uhrzeit veroeffentlicht entrydate articledate dato tarih",
    "kicker": "kicker eyebrow overline dachzeile topline rubric rubrik supertitle suptitle overtitle spitzmarke"
    " antetitulo occhiello surtitre overhead roofline toptitle pretitle vignette flag trumpet catchline"
    " preheadline prehead sectionlabel categorylabel topiclabel articlelabel articlecategory catlabel pretitulo"
    " volanta cintillo cartola overrubrik stikktittel stikord nadtitulek nadtytul"
    " ustbaslik felcim supratitlu",
    "standfirst": "standfirst lead lede intro introduction subtitle subheadline subheading subhead deck dek dekker"
    " excerpt summary abstract description sapo chapo chapeau ingress vorspann bajada entradilla subtitulo subtitular"
    " subline"
    " catenaccio sottotitolo summario sommario leadtext leadin preamble manchet manchette anleser teasertext"
    " zajawka perex hook sumario untertitel unterzeile sell synopsis drophead"
    # Strapline: the smaller line below the headline. The rest is the word for it in other languages of the press.
    " strapline subheader subtit dropline blurb introtext articleintro leadparagraph tagline einleitung einstieg"
    " accroche soustitre copete linhafina subtitolo sommarietto inleiding ondertitel undertittel undertitel"
    " underrubrik underrubrikk ingressi johdanto alaotsikko podtytul podtitulek podnadpis anotace bevezeto alcim"
    " subtitlu altbaslik haberspot spottext ozet ypotitlos anons podzagolovok ringkasan subjudul",
    "headline": "headline headlines title titel titre titulo titolo entrytitle pagetitle posttitle articletitle heading"
    " titular overskrift rubrikk headtitle judul baslik otsikko nadpis tytul titlu zagolovok tieude",
    "caption": "caption captions figcaption cutline bildunterschrift bildtext legend legende leyenda didascalia"
    " imagecaption wpcaptiontext pie piedefoto bildetekst imagetext photocaption imagedescription bu"
    " mediacaption captiontext imgdesc imagedesc photodesc picdesc mediadesc imgdescription photodescription"
    " mediadescription imgtext phototext pictext imginfo photoinfo imgtitle phototitle imagetitle"
    " bildbeschreibung bildbeschriftung bildlegende imglegend photolegend popisek kuvateksti onderschrift"
    " fotobijschrift bijschrift resimalti didascalie",
    "credit": "credit credits photographer photocredit imagecredit copyright bildnachweis fotocredit bildquelle"
    " photographe fotograf fotografo credito crediti photoby photobyline imageauthor bildrechte agency rights source"
    " quelle byfoto attribution fotobyline"
    " copyrightholder urheber",
    "picture": "image images img photo photos picture figure media bild foto gallery galleria galerie slideshow"
    " diaporama fotostrecke lightbox lightboximage thumbnail imageblock",
    "gallery": "gallery galleria galerie slideshow diaporama fotostrecke bildergalerie photogallery carouselgallery",
    "avatar": "avatar gravatar authorimage authorphoto headshot mugshot logo logos icon icons badge emoji flagicon",
    "pullquote": "pullquote pullquotes pullout quote quotes blockquote zitat cita citation citat highlightquote"
    " pulledquote quotebox zitatbox",
    "box": "box infobox sidebar factbox fact facts factboxes boxout boxes aside keypoints keypoint keytakeaways"
    " takeaways highlights timeline explainer faktabox faktaboks faktaruta faktarutor"
    " faktablok fakten faktenbox infokasten kasten recuadro"
    " despiece encadre encart glossary panel callout sidebarbox infoblock background hintergrund profile"
    " steckbrief chronik chronology chronologie scheda approfondimento rammetekst ramka kader kaders tekstvak"
    " bulletpoints keyfacts summarypoints"
    " tldr ataglance inbrief"
    " bullets qanda faq summarybox note inset well highlight infocard",
    "issue": "issue issueno issuenumber ausgabe edition numero utgave",
    "body": "articlebody entrycontent storybody postcontent articlecontent bodytext bodycopy maincontent richtext"
    " articletext storycontent textcontent maintext postbody singlecontent assetcontent assetbody contentbody"
    " articledetail newsbody artikeltext articlecopy copy",
    "end": "endnote endnotes footnote footnotes correction corrections clarification",
}  # fmt: skip

_HINTS: dict[str, set[str]] = {}
for _hint, _words in _VOCABULARY.items():
    for _word in _words.split():
        _HINTS.setdefault(_word, set()).add(_hint)

# "no-sidebar", "has-newsletter": the element tells about others, it is not the thing itself.
_NOT_ITSELF = frozenset("no not non has hasnt have with without is isnt hide show disable".split())
NONE: frozenset[str] = frozenset()
_HIDDEN = frozenset(("hidden",))
# Where style sheets have hashed names, the parts of a page are named for its tests, its editors and its scripts.
_HINTING = frozenset(
    "class id itemprop rel data-testid data-test-id data-test data-cy data-qa data-aqa data-e2e data-hook"
    " data-component data-component-name data-component-type data-module data-module-name data-widget data-element"
    " data-editable data-block data-part data-type data-gu-name data-manual data-automation".split()
)
_ROLES = {
    "navigation": " nav",
    "search": " nav",
    "complementary": " aside",
    "dialog": " modal",
    "alertdialog": " modal",
    "note": " note",
}

# Names run together end in what they are: "sidebox", "factsbox", "faktabox".
_BOX_SUFFIX = {"box": frozenset(("box",))}
for _word in ("checkbox", "textbox", "searchbox", "listbox", "combobox", "flexbox", "inbox", "mailbox", "webkitbox"):
    _HINTS.setdefault(_word, set())


@lru_cache(maxsize=65_536)
def hints_of(value: str) -> frozenset[str]:
    """Return the hints of one attribute value, or of several joined by spaces. Values over 400 characters are cut."""
    found = NONE
    names = value[:400].split()
    if "hidden" in names and ":" not in value:  # "hidden md:block" hides on small screens only
        found = _HIDDEN
    for name in names:
        hints = _hints_of_name(name)
        if hints:
            found = found | hints if found else hints
    return found


@lru_cache(maxsize=65_536)
def _hints_of_name(name: str) -> frozenset[str]:
    # Pages share their single names far more than the combinations of them.
    if name.islower():
        words = [word.strip("0123456789") for word in name.replace("_", "-").split("-") if word]
    else:
        words = [word.lower() for word in _WORDS.findall(name)]
    found: set[str] = set()
    before = second = ""
    for word in words:
        if before not in _NOT_ITSELF:
            found |= _HINTS[word] if word in _HINTS else _BOX_SUFFIX.get(word[-3:], NONE)
        # Two or three words together name a thing too: "read-more", "about-the-author".
        if len(before) > 1 < len(word):  # letters alone are no words: "v-a--d" names no ad
            found |= _HINTS.get(before + word, NONE)
            found |= _HINTS.get(second + before + word, NONE) if second else NONE
        if word:  # "has-0-images" is like "has-images"
            before, second = word, before
    return frozenset(found) if found else NONE


def hides(style: str) -> bool:
    """Return whether a style attribute hides its element."""
    return "display" in style and "display:none" in style.replace(" ", "")


def hints_of_element(el: etree._Element) -> frozenset[str]:
    """Return the hints of an element's class, id and other naming attributes."""
    attributes = cast("list[tuple[str, str]]", el.items())
    if not attributes:
        return NONE
    if len(attributes) == 1 and attributes[0][0] == "class":  # most elements
        return hints_of(attributes[0][1])
    value = ""
    hidden = False
    for name, text in attributes:
        if name in _HINTING:
            value = f"{value} {text}" if value else text
        elif name == "role":
            value += _ROLES.get(text, "")
        elif name == "hidden" or (name == "style" and hides(text)):
            hidden = True
    hints = hints_of(value) if value else NONE
    return hints | _HIDDEN if hidden else hints
