"""The words that make a byline, in the languages that papers are read in. Data only."""

from __future__ import annotations

import re

from scrapers.parsers.expressions import on_first_use

AUTHOR, INTERVIEWER, AGENCY, ORGANISATION = "author", "interviewer", "agency", "organisation"

# "By", alone, before a name. Some are also parts of names ("Di", "De", "Per"): they count in their languages only.
_SAFE = (
    "by|von|par|por|door|av|af|deur|oleh|från|szerző|írta|autor|autorin|auteur|auteurs|autora|gastautor|gastautorin"
    "|piše|pišu|opracował|opracowała|opracowanie|oprac\\.|připravil|připravila|napsal|napsala|autorin/autor|autor/in"
    "|autor/autorin|autorzy"
    "|penulis|автор|аутор|пише|เขียนโดย|โดย|γράφει ο|γράφει η|του|της"
)
_UNSURE = {
    "di": "it",
    "de": "ro fr gl",
    "do": "ga",
    "da": "it",
    "per": "ca it",
    "na": "sw",
    "nga": "sq",
    "ngu": "zu xh",
    "od": "hr sr bs",
    "theo": "vi",
}

# A noun or participle and its "by": the role of whom it names. "" leaves out those who only handled the text.
_NOUNS: dict[str, str] = {
    r"(?:a |an )?(?:interview|q&a|interviewed|as told|in conversation with|recorded|taken down)(?: by| to"
    r"|:)": INTERVIEWER,
    r"(?:das )?(?:interview|gespräch)(?: führten?| von|:)|die fragen stellten?|(?:das )?gespräch mit .{3,40}? "
    r"führten?": INTERVIEWER,
    r"aus .{2,30}? bericht(?:et|en)": AUTHOR,
    r"(?:protokoll|aufgezeichnet|protokolliert)(?: von|:)": INTERVIEWER,
    r"(?:propos )?recueillis? par|propos recueillis par|entretien réalisé par|interview(?:é)? par": INTERVIEWER,
    r"entrevista (?:por|de|realizada por)|intervista (?:di|a cura di)|interview door|intervju(?: av|:)"
    r"|interview af": INTERVIEWER,
    r"(?:words|story|text|report|reporting|reported|written|review|reviewed|analysis|comment|opinion|column"
    r"|essay|posted"
    r"|exclusive|special report|dispatch|feature|letter|obituary|compiled|additional reporting|researched|presented"
    r"|contributed|article|investigation|commentary|editorial|published|the reporting is|curated|authored"
    r"|filed|guest (?:post|column|essay|commentary|blog|opinion))(?: and [a-z]{3,12})? by": AUTHOR,
    r"(?:words|story|author|authors|reporter|report|writer|text|byline|reporters)\s?:": AUTHOR,
    r"(?:text|texte|bericht|autor|autorin|autoren|reportage|kommentar|analyse|redaktion|essay|redakteur|redakteurin"
    r"|mitarbeit)\s?:": AUTHOR,
    r"(?:ein|eine|der|die|das)?\s?(?:kommentar|analyse|bericht|reportage|essay|gastbeitrag|kolumne|rezension"
    r"|porträt|text"
    r"|glosse|leitartikel|interview|beitrag|artikel|meinung|gastkommentar|feature|nachruf|kritik|recherche) "
    r"von": AUTHOR,
    r"(?:texte|écrit|rédigé|publié|un reportage|récit|enquête|analyse|article|chronique|tribune|reportage"
    r"|critique|article (?:rédigé|écrit|publié)) (?:par|de)"
    r"|de notre (?:envoyée? spéciale?|correspondante?)": AUTHOR,
    r"(?:escrito|texto|publicado|reportaje|crónica|análisis|una crónica|un reportaje) por|texto:|autora?:"
    r"|autores:": AUTHOR,
    r"(?:a cura|testo|articolo|scritto|reportage|commento|analisi) di|testo:|autore:|dal nostro (?:inviato"
    r"|corrispondente)"
    r"|dalla nostra (?:inviata|corrispondente)": AUTHOR,
    r"(?:tekst|geschreven|artikel|een artikel) (?:van|door)|tekst:|auteur:": AUTHOR,
    r"(?:text|tekst|skrevet|skriven|kommentar|en kommentar|analyse|publisert|publicerad"
    r"|udgivet) (?:av|af)|skribent:|journalist:": AUTHOR,
    r"(?:por|texto|escrito) por|reportagem:|texto de|por:|di:|by:|von:|par:|door:|av:|af:": AUTHOR,
    r"نویسنده\s?:|گزارش\s?:|تحریر\s?:|रिपोर्ट\s?:|लेखक\s?:|লেখক\s?:|প্রতিবেদক\s?:|எழுதியவர்\s?:"
    r"|بقلم\s?:?|كتبت?\s?:|تقرير\s?:|إعداد\s?:|מאת\s?:?|"
    r"автор:|авторы:|текст:|текст и фото:|автор текста:|текст —|oleh:|penulis:|reporter:|pewarta:|tác giả:"
    r"|yazan:|haber:"
    r"|muhabir:|szerző:|írta:|teksti:|kirjoittaja:|toimittaja:|autor:|text:|napsal:|napsala:|συντάκτης:|του:": AUTHOR,
    r"(?:photos?|photographs?|photography|pictures?|images?|main (?:photo|picture)|video|fotos?|bilder?|foto's"
    r"|photographies"
    r"|fotografías?|fotografie|фото|valokuvat|kuvat?|snímky|zdjęcia)"
    r"(?: by| von| de| di| av| af| door| par|:)": "photographer",
    r"(?:illustrations?|illustrated|graphics?|grafik|illustrationen|drawings?|cartoon|dessins?)(?: by| von| de| "
    r"di| av| par|:)": ("illustrator"),
    r"(?:translated|translation|übersetzt|übersetzung|traduit|traducción|traduzione)"
    r"(?: by| von| par| de| di|:)(?: de l'anglais par)?": "translator",
    r"(?:edited|produced|production|fact-checked|reviewed medically|medically reviewed)(?: by|:)"
    r"|(?:editor|redaktur|penyunting)\s?:": "editor",
}
_ANY_LABEL = "|".join(f"(?P<n{i}>{pattern})" for i, pattern in enumerate(_NOUNS))
_ROLES = tuple(_NOUNS.values())
# At the start of a line or after a stop: in the middle of words "text:" and "by" are nothing.
_LABEL = on_first_use(rf"(?i)(?:^|(?<=[.,;|·•/)]\s)|(?<=[.,;|·•/)])|(?<=[^\W\d_]\s))(?:{_ANY_LABEL})[\s:]*(?=\S)")
_PLAIN = on_first_use(rf"(?i)^(?P<by>{_SAFE}|{'|'.join(_UNSURE)})(?:\s*:\s*|\s+)(?=[^\W\d_])")
# Every label has one of these: lines without them, most lines of a page, are not looked at further.
_HINT_OF_LABEL = on_first_use(
    r":|текст —|[\u0590-\u06ff]|\b(?:by|to|von|par|por|di|da|de|van|door|av|af|führten?|stellten?|bericht(?:et|en)?"
    r"|inviat[ao]|corrispondente|napsala?)\b",
    re.IGNORECASE,
)
_MAX_LINE = 300


# The mark of who wrote or sent a story stands in brackets: "(jk)", "[dpa/jk]".
MARK = re.compile(r"[(\[][^()\[\]]{2,60}[)\]]\.?")
INITIALS = re.compile(r"[a-zäöüß]{2,4}")
_BETWEEN_MARKS = re.compile(r"\s*[/,;+&]\s*|\s+(?:und|and|mit)\s+")


def split_marks(text: str) -> list[str]:
    """Return the marks that stand side by side: "dpa/jk" holds two. The brackets must be off."""
    return [mark for mark in _BETWEEN_MARKS.split(text) if mark]


def opens_as_byline(line: str) -> bool:
    """Return whether a line starts with "By" or a label such as "Words:" in some language."""
    head = line[:_MAX_LINE]
    return _PLAIN.match(head) is not None or (_HINT_OF_LABEL.search(head) is not None and bool(_LABEL.match(head)))


def opening(line: str) -> tuple[str, str] | None:
    """Return (word, rest) of a line that starts with "By" in some language, the word in small letters; or None."""
    match = _PLAIN.match(line[:_MAX_LINE])
    if match is None:
        return None
    return match["by"].casefold(), line[match.end() :]


def counts_as_by(word: str, language: str | None) -> bool:
    """Return whether a byline word may be taken as one on a page in a language (BCP 47; None: not known)."""
    tongues = _UNSURE.get(word)
    return tongues is None or (language or "it" * (word == "di"))[:2].casefold() in tongues.split()


def labelled(line: str) -> list[tuple[str, str]]:
    """Return (role, names) for each label of a line such as "Words: A B Pictures: C D"; [] when it has none.

    The role is "" for what stands before the first label ("By A B. Pictures: C D").
    """
    line = line[:_MAX_LINE]
    if not _HINT_OF_LABEL.search(line):
        return []
    marks: list[re.Match[str]] = []
    for match in _LABEL.finditer(line):
        at_start = match.start() == 0 or line[: match.start()].rstrip()[-1:] in ".,;|·•/)"
        if at_start or (match.group().rstrip().endswith((":", " by")) and marks):
            marks.append(match)
    if not marks:
        return []
    parts = [("", line[: marks[0].start()])] if marks[0].start() else []
    ends = [match.start() for match in marks[1:]] + [len(line)]
    parts += [(_role(m), line[m.end() : end]) for m, end in zip(marks, ends, strict=True)]
    return [(role, text.strip(" ,;|·•/.&")) for role, text in parts]


def _role(match: re.Match[str]) -> str:
    return next(role for i, role in enumerate(_ROLES) if match[f"n{i}"] is not None)
