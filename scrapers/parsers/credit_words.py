"""How papers mark a picture credit, in the languages that they print in, and what a run of names looks like."""

from __future__ import annotations

import re
from functools import lru_cache

from scrapers.parsers.expressions import on_first_use
from scrapers.parsers.text import ONE_LETTER, small_letters


def _any_of(words: str) -> str:
    """An alternation, longest word first, grouped by first letters: a long flat one is slow to fail."""
    groups: dict[str, list[str]] = {}
    for word in sorted((w.replace("_", " ") for w in words.split()), key=len, reverse=True):
        groups.setdefault(word[0], []).append(re.escape(word[1:]))
    return "|".join(f"{re.escape(first)}(?:{'|'.join(rest)})" for first, rest in groups.items())


# Labels that English uses as everyday words too: behind them the text must look like names (see reads_as_names).
_ENGLISH = (
    "pic pics picture pictures photo photos photograph photographs photographed photographer photography image images "
    "credit credits source copyright illustration illustrations montage video graphic courtesy_of photo_courtesy_of"
)
_OTHERS = (
    "foto fotos foto's fotograf fotografin fotografie fotograaf fotografia fotografía fotografías bild bilder "
    "fot. ph. فوٹو crédito créditos kredit autor zdjęcie zdjęcia zdj. "
    "photographie crédit crédits crédits_photo crédit_photo imagen imágenes imagem "
    "imagens immagine beeld bron quelle quellen bildquelle fotoquelle bildnachweis fotonachweis bildrechte "
    "bildhinweis grafik illustrationen infografik fuente fonte fonti kilde kjelde källa lähde heimild forrás "
    "kép fotó zdroj zdroje źródło izvor bilde billede kuva kuvat ljósmynd mynd autor_foto фото фотография "
    "изображение источник снимка джерело φωτογραφία φωτο φωτό πηγή fotoğraf fotoğraflar görsel kaynak ảnh "
    "nguồn gambar sumber dok. isithombe picha الصورة صورة تصوير المصدر צילום फोटो तस्वीर 写真 撮影 画像 出典 "
    "提供 图片来源 圖片來源 图片 图源 图 圖 摄影 攝影 摄 사진 사진_출처 사진출처 사진_제공 사진제공 출처 "
    "자료사진 자료 "
    "sursa_foto sursa imagine fotografija slika nuotr. nuotrauka šaltinis attēls avots allikas imatge argazkia imaxe "
    "llun grianghraf pictiúr argitalpena hoto picha_na valokuva kuvituskuva skjermdump skärmdump "
    "skjermbilde kuvakaappaus skjáskot illustrasjon illustratie illustratsioon ilustracja ilustração ilustración "
    "illustrazione ilustrace tegning tegner grafikk graphique gráfico arquivo archivfoto_von divulgação reprodução "
    "φωτ. εικόνα φωτογραφίες fotoğrafı foto_muhabiri иллюстрация ілюстрація зображення фотограф изображения "
    "фото_автора фотографија источник_фото джерело_фото снимки фото_из_архива สำนักข่าว ภาพ เครดิตภาพ ที่มา ছবি "
    "সূত্র புகைப்படம் படம் ఫోటో ചിത്രം ಚಿತ್ರ तस्वीरें फोटो_साभार साभार छायाचित्र عکس منبع تصویر صور الصور عدسة "
    "تصوير_: מקור קרדיט צילומים צילום_מסך イラスト 資料 資料写真 撮影者 图源 图据 供图 供圖 圖源 照片 来源 來源 記者 "
)
# Said in whole words before the name, and nowhere else: "courtesy of A B" in other languages.
_GIVEN = (
    r"(?:cedid[ao]s?\spor(?:\s(?:la|el|los))?|cortes[ií]a\s(?:de|del)|por\scortes[ií]a|gentileza(?:\s(?:de|di))?"
    r"|avec l['’]aimable autorisation (?:de|du)|mit freundlicher genehmigung (?:von|der|des)"
    r"|per gentile concessione (?:di|del|della)|concessione (?:di|del|della)|cedid[ao]s? por|met dank aan"
    r"|courtesy(?:\s(?:of|to|the))?|handout\s(?:photo\s)?(?:from|by)|provided by|supplied by"
    r"|screen ?(?:grab|shot)\s?(?:from|via|of|by|:))\s"
)
_COMPOUND = (
    r"(?:(?:archiv|symbol|agentur|agence|file|archive|handout|stock|screen|staff|contributed|courtesy|pool)[ -]?"
    r"(?:foto|bild|photo|image|pic(?:ture)?)s?"
    r"|(?:photo|image|picture|pic|foto|bild|video)s?[ /-]?"
    r"(?:credits?|sources?|by|courtesy|illustrations?|rechte|nachweis|quelle)(?:\sof)?)"
)
_LABEL = rf"(?:{_COMPOUND}|{_any_of(_ENGLISH + ' ' + _OTHERS)})"
_SIGN = r"(?:(?:©|ⓒ|&copy;|\([cC]\)|（[cCＣ]）)(?:\s?(?:19|20)\d{2}(?=[\s,]),?)?)"
# After a label stands a colon, a sign, a dash ("Foto – X"), "by" in several languages, or behind "fot." nothing.
_MARK = (
    r"(?:(?<=[\u3040-\u9fff\uac00-\ud7a3])\s?[／/|｜]\s?"
    rf"|\s?[:：=＝・]\s?{_SIGN}?|(?:(?<=credit)|(?<=credits))(?:\.\.\.|…)|\s?{_SIGN}|(?<=\.)\s?|\s[–—-]\s|\s?»\s)"
)
_BY = r"\s(?:by|von|de|par|di|door|av|af|od|autor)\s?:?\s"
_BEHIND_LABEL = rf"(?<=\Bby)\s|(?<=\Bby):\s?|{_BY}|(?<=\sof)\s|(?<=\scourtesy)\s"
_LABELLED = rf"(?P<label>{_LABEL})(?:(?P<by>{_BEHIND_LABEL})|(?P<mark>{_MARK}))\s?"
LABELLED = on_first_use(_LABELLED, re.I)
# What no label goes without: a sign, or a word. Asked first, of small letters, for most captions hold none of it. Both
# begin with characters that the engine can look for.
LABEL_SIGN = on_first_use(
    r"[:：=＝・©ⓒ»(（／/|｜.…–—-](?:(?<=[:：=＝・©ⓒ»])|(?<=[ts]\.\.\.)|(?<=[ts]…)|(?<=[(（])[cｃ][)）]|(?<=[^\W\d_]\.)\s?[^\W\d_]|(?<=[^\W\d_]\s[–—-])\s"
    r"|(?:(?<=[\u3040-\u9fff\uac00-\ud7a3].)|(?<=[\u3040-\u9fff\uac00-\ud7a3]\s.))(?<=[／/|｜]))"
)
LABEL_WORD = on_first_use(
    "|".join(rf"{word}\b(?<!\w{word})" for word in "by von de par di door av af od autor of".split())
    + "|copyright|courtesy|handout|cedid|cortes|gentil|autoris|concession|genehmig|dank aan|screen"
)
_SIGNED = rf"(?:copyright\s?)?{_SIGN}\s?(?:copyright\s)?|copyright\s(?:(?:19|20)\d{{2}}\s)?|(?<!\w){_GIVEN}"
SIGNED = on_first_use(_SIGNED, re.I)
# The two in one, for small letters: whether a text holds a label or a sign at all.
HOLDS_LABEL = on_first_use(
    re.sub(r"\?P<\w+>", "?:", f"(?:{_LABELLED}|{_SIGNED})").replace("Ｃ", "ｃ").translate(ONE_LETTER)
)
GIVEN = on_first_use(_GIVEN, re.I)
# Picture houses that write themselves small, and what papers put for a source they do not name.
_HOUSES = on_first_use(
    r"\b(?:picture[- ]?alliance|imago(?:\simages)?|i ?stock(?:photo)?|dpa|epa|afp|apa|ddp|unsplash|pixabay|pexels"
    r"|getty|mauritius images|adobe ?stock|(?:representati(?:onal|ve)|illustrative|file) (?:image|photo|picture)"
    r"|images|stock|photo|via"
    r"|www\.\S+|[\w.-]+\.(?:com|org|net|de|fr|it|es|nl|ch|at|pl))\b",
    re.I,
)
UNNAMED = on_first_use(
    r"(?:(?:supplied|handout|submitted|contributed|provided|courtesy|staff|reader)(?:\s(?:photo|image|picture)s?)?|divulgação"
    r"|public domain|gemeinfrei|domaine public|domínio público|dominio público|pubblico dominio"
    r"|reprodução|reproducción|cedid[ao]s?|privat|zvg|pd|d\.?\s?r\.?|dr|aangeleverd|eigen foto|ap+raw|private?"
    r"|資料照片?|资料(?:图|照片)|(?:视频|視頻|网页|網頁|网络|網絡)?(?:截图|截圖)|网络(?:图片?|配图))\.?",
    re.I,
)
# A label that has lost its colon: behind a sentence or a comma, or first in the line, before nothing but names.
_NAKED = "PHOTOS?|FOTOS?|Photos?|Fotos?|foto|photo|fot|Fot|FOT|Beeld|BEELD|Kuva|KUVA"
NAKED_WORD = on_first_use(_NAKED)
NAKED_LABEL = on_first_use(rf"(?:(?<=[.!?…,”\"»)])\s?|(?<=[.!?…,”\"»)]\s)|^)(?:{_NAKED})\s(?=[^\W\d_a-z])")
IS_ENGLISH = on_first_use(rf"(?:{_any_of(_ENGLISH)}|.*\b(?:credits?|by|of))\W*", re.I)
BARE_LABEL = on_first_use(rf"(?:{_LABEL}|{_SIGN}|[\s:»©|/-])+", re.I)

# Words that unfold a long caption on the page and get glued to the credit.
UNFOLD = on_first_use(
    r"\s?(?:vis mer|visa mer|les mer|läs mer|mehr(?: anzeigen)?|more\s?>|(?:read|see|show) more|voir plus|ver más"
    r"|(?:hide|toggle|show) caption)$",
    re.I,
)
_RIGHTS = on_first_use(
    r"rights? reserved|rechte vorbehalten|droits réservés|derechos reservados|diritti riservati|direitos reservados"
    r"|riproduzione riservata|rechten voorbehouden|privacy|terms of"
)
# The picture agencies that papers print with nothing else to show that it is a credit.
AGENCY = (
    r"(?:getty(?: images)?|(?:the )?associated press|ap|afp|reuters|pa(?: wire| media| images)?|epa|dpa"
    r"|alamy(?: stock(?: photo)?)?|shutterstock|istock(?:photo)?|nurphoto|zuma(?: press)?|maxppp|hans lucas"
    r"|lapresse|sipa|imagoeconomica|lehtikuva|(?:ritzau )?scanpix|east news|folhapress|bloomberg|xinhua"
    r"|anadolu(?: (?:agency|ajansı|images))?|keystone(?:-sda)?|belga(?:image)?|ukrinform|europa press|yonhap"
    r"|kyodo(?: news)?|abaca(?:press)?|bestimage|cordon press|magnum photos|usa today sports|icon sportswire"
    r"|action images|adobe stock|depositphotos)"
)
ONLY_AGENCY = on_first_use(rf"{AGENCY}(?:\s?[/|,]\s?{AGENCY})?\.?", re.I)
AGENCY_FIRST = on_first_use(r"(?:via\s)?(?:REUTERS|AFP|AP|EPA|PA)(?:\s(?:PHOTO|Photo|Images|Wire))?\s?/\s?(?=[^\W\d_])")
VIA_AGENCY = on_first_use(rf"[vV][iI][aA](?<!\w...)\s(?i:{AGENCY})$")
# Brackets that say where in the picture somebody stands, or that it is an old one.
POSITIONS = on_first_use(
    r"(?<!\w)(?:left|right|centre|center|middle|front|back|rear|row|top|bottom|above|below|second|third|fourth|file|archive"
    r"|archiv\w*|symbol\w*|links|rechts|mitte|vorn|vorne|hinten|oben|unten|gauche|droite|izquierda|derecha|sinistra|destra"
    r"|pictured|(?-i:[lr](?!\.\s[A-ZÀ-Þ])|[LR](?!\.\s))|re|li|izq|izda|der|dcha|esq|dir|venstre|høyre|højre|vänster|höger|lewej|prawej|vlevo|vpravo|слева|справа"
    r"|в центре|左|右|中央|中|右端|左端|後列|前列|좌|우|왼쪽|오른쪽|가운데|يمين|يسار|اليمين|اليسار|أرشيف|أرشيفية|الوسط"
    r"|archief\w*|arkiv\w*|archivio|archivo|arquivo)(?!\w)",
    re.I,
)
# "AP Photo/Ada Lund, File": a picture from the archive, or by one for all.
_ARCHIVED = on_first_use(
    r"(?<=\w),\s?(?:file|pool|archives?|archiv|archivo)(?:\s(?:photo|image|picture))?$|^(?:file|pool)\s?/\s?(?=\w)",
    re.I,
)
_SMALL_WORDS = (
    "by of for via the and et und y e i og och en from von van de der den del della di da do dos das du la le "
    "les el al bin ibn a an at in on im durch through courtesy with handout mit pool dpa imago privat private "
    "stringer files "
)
_SMALL = frozenset(_SMALL_WORDS.split())
_BARE_WORD = re.compile(r"(?<![\w@./'’-])[^\W\d_][\w'’-]*")
_OF_SENTENCE = re.compile(r"[^\W\d_]{4}[.!?…]$|[。！？]|\d[\d.:]{2,}|:\s")

CLOSING = {"(": ")", "[": "]", "（": "）", "【": "】", "〔": "〕"}


@lru_cache(maxsize=64)  # each way in which a credit may stand asks it of the same text
def claims_rights(text: str) -> bool:
    """Return whether a text is of a page's foot, a notice of rights, which is nobody's picture credit."""
    return bool(_RIGHTS.search(small_letters(text)))


def common_words(text: str) -> int:
    """Return how many words of a text are neither capitalised nor the small words that names are joined with.

    Handles and addresses count as names; in scripts without capitals it is always 0.
    """
    words = _BARE_WORD.findall(text)
    return sum(1 for word in words if word[0].islower() and word.casefold() not in _SMALL)


def reads_as_names(text: str) -> bool:
    """Return whether a text that nothing labels can only be a credit: "A B / Agency", "Getty Images", "AP/A B"."""
    text = _ARCHIVED.sub("", text)
    # Where somebody stands in the picture is asked last: it takes the longest, and few texts come so far.
    return len(text) <= 100 and len(text.split()) <= 12 and _only_names(text) and not POSITIONS.search(text)


def _only_names(text: str) -> bool:
    if (ONLY_AGENCY.fullmatch(text) and text[:1].isupper()) or AGENCY_FIRST.match(text):
        return True
    via = VIA_AGENCY.search(text)
    text = _HOUSES.sub("A", text)
    if not (text[:1].isupper() or text[:1] == "@") or common_words(text):
        return False
    if via:
        return True
    parts = re.split(r"\s?/\s?", text)
    named = any(" " in part or ONLY_AGENCY.fullmatch(part) for part in parts)
    return len(parts) > 1 and named and all(re.match(r"[^\W\d]|@", part) for part in parts)


def names_agency(text: str) -> bool:
    """Return whether one of the parts between slashes is an agency of AGENCY, or the text ends "via" one."""
    return bool(VIA_AGENCY.search(text)) or any(ONLY_AGENCY.fullmatch(p.strip()) for p in text.split("/"))


def reads_as_person(text: str) -> bool:
    """Return whether a bracket behind a full stop names somebody: two to five capitalised words, or an acronym."""
    words = text.split()
    if POSITIONS.search(text) or re.search(r"[\d,:;!?]|(?i:image|photo|picture|foto|bild)", text):
        return False
    if len(words) == 1:
        return len(text) <= 8 and text.replace("-", "").isalpha() and text.isupper()
    return len(words) <= 5 and text[:1].isupper() and not common_words(text)


def reads_as_source(text: str) -> bool:
    """Return whether a line that stands where papers print the credit can be one: nothing but names, no sentence.

    Weaker than reads_as_names: for the last line of a caption, or its own element, when its place already says so.
    """
    bare = text.strip(" ()[]（）")
    if not bare or len(bare) > 90 or len(bare.split()) > 12 or _OF_SENTENCE.search(bare):
        return False
    return _has_no_words(bare) and not POSITIONS.search(bare) and not claims_rights(bare)


def _has_no_words(bare: str) -> bool:
    """Whether a text is capitalised words and those that join them, or in a script without capitals short."""
    if bare.lower() == bare.upper():
        return len(bare) <= 16 and any(ch.isalpha() for ch in bare)
    named = _HOUSES.sub("A", bare)
    return not common_words(named) and (named[0].isupper() or named[0] == "@" or bool(ONLY_AGENCY.match(bare)))


def bracket_end(text: str, start: int) -> int:
    """Return the position behind the bracket that opens at `start`, or the end of the text if it is never closed."""
    depth = 0
    opening = text[start]
    for at in range(start, len(text)):
        if text[at] == opening:
            depth += 1
        elif text[at] == CLOSING[opening]:
            depth -= 1
            if depth == 0:
                return at + 1
    return len(text)


def unbalanced(text: str) -> bool:
    """Return whether a text closes more brackets than it opens."""
    return sum(map(text.count, CLOSING.values())) > sum(map(text.count, CLOSING))
