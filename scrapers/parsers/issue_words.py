"""The words of issue lines and of the banners that sell an issue, in the languages that papers print."""

from __future__ import annotations

import re

from scrapers.parsers.expressions import on_first_use


def alternation(words: str) -> str:
    """Return a regex group's inside for words parted by blanks; "_" stands for a blank, longest words first."""
    escaped = (re.escape(word.replace("_", " ")) for word in words.split())
    return "|".join(sorted(escaped, key=len, reverse=True))


# Words that by themselves say "issue of a paper", and words that may count anything and say so only in company.
STRONG = alternation(
    "issue ausgabe heft utgave udgave utgåva edition édition edición edição edizione edisi uitgave ediție "
    "numéro número выпуск випуск τεύχος φύλλο číslo broj брой tölublað sayı العدد גיליון terbitan xuất_bản"
)
WEAK = alternation(
    "no no. nr nr. n° nº n.º n.° nos. nro nro. № num num. núm núm. numero nùmero numer nummer number номер "
    "numărul αρ. αριθ. č. čís. br. бр. sayı: số αρ._φύλλου numerze numeru čísle номере"
)
AFTER_NUMBER = alternation("szám szám. tölublað tbl. číslo ausgabe sayı sayısı")
VOLUME = alternation(
    "vol vol. volume volumen volum jahrgang jg. jahrg. jrg. jaargang årg. årgang årgång année an an. ročník "
    "roč. rocznik rok tome tomo band bd. évf. évfolyam cilt том τόμος anno ano año godina godište vuosikerta "
    "tập"
)
PAGE = alternation(
    "p p. pp pp. page pages seite seiten s. pág. págs. página pag. pagina side sid. str. strana стр. с. σ. oldal"
)

# What may stand around an issue reference in its own line.
_LEAD_INS = (
    "from in of: the issue first originally published appeared appears printed print dated date this article "
    "archive aus aus: der die das den vom von erschienen erstmals im du de paru dans le la à del della dal nel "
    "publicado en publicada publié uit van i fra från från: ur z ze ve от из в за із від and und et y e a "
)
LEAD_INS = frozenset(_LEAD_INS.split())

# The nouns of a banner, and its words: the issue that is on sale now is not the one an article belongs to.
_NOUN = alternation(
    "issue issues edition ausgabe ausgaben heft hefte nummer numéro numéros édition número números edición "
    "edição edições numero numeri edizione editie uitgave utgave utgåva udgave numer numeru numerze wydanie "
    "číslo čísle broj broju выпуск номер номере номера випуск брой τεύχος φύλλο sayı sayısı szám száma العدد "
    "גיליון numărul edisi magazine"
)
_WHICH = alternation(
    "latest current new newest next last previous this this_week's this_weeks this_month's today's aktuelle "
    "aktuellen aktuelles aktuelle_print neue neuen neueste neues nächste nächsten letzte diese dieser dieses "
    "vorige dernier dernière prochain prochaine nouveau nouvelle ce cette último última ultimo ultima actual "
    "nuevo nueva próximo próxima este esta neste nesta atual novo nova nuovo nuova prossimo prossima questo "
    "questa laatste nieuwste huidige nieuwe dit deze siste nyeste seneste senaste aktuellt aktuell aktuelt nya "
    "ny nye dette denne detta uusin aktualny najnowszy ostatni nowy tym aktuální poslední nové tomto posljednji "
    "novi свежий свежем новый новом текущий последний этом новий новият τελευταίο νέο τρέχον son güncel yeni bu "
    "legfrissebb legújabb friss الجديد الأخير ultimul noul terbaru"
)
_OFFER = alternation(
    "subscribe subscription buy order shop out_now on_sale available_now in_shops in_the_shops coming_soon "
    "abonnieren abonniere abo bestellen kaufen lesen jetzt am_kiosk im_handel abonnez-vous abonnez s'abonner "
    "abonnement achetez acheter en_kiosque en_kiosques au_sommaire suscríbete suscribirse suscripción compra "
    "a_la_venta en_quioscos abbonati acquista in_edicola assine compre nas_bancas abonneer koop abonner kjøp "
    "bestill prenumerera köp ute_nå ude_nu ute_nu køb tilaa prenumerata w_kioskach w_sprzedaży zamów předplatné "
    "koupit pretplata подписка подписаться подпишитесь купить читайте передплата αγόρασε συνδρομή abone_ol "
    "satın_al előfizetés megrendelés اشترك הרשמו abonează-te berlangganan"
)
# East Asian banners are written without spaces.
_EAST = on_first_use(
    r"最新号|今号|次号|今月号|定期購読|購読|発売中|最新一期|本期|下期|订阅|訂閱|最新호|최신호|이번\s?호|구독"
)
_QUALIFIED = on_first_use(
    rf"(?<!\w)(?:{_WHICH})(?:\s(?:print|printed|digital|weekly|monthly|double|special))?\s(?:{_NOUN})(?!\w)"
    rf"|(?<!\w)(?:{_NOUN})\s(?:actual|atual|الجديد|الأخير|terbaru|in\scorso|en\scours)(?!\w)"
    r"|(?<!\w)(?:read|see|get|download|browse|view)\s(?:(?:the|our|full|whole)\s){0,2}(?:issue|edition)"
    r"|(?<!\w)in\s(?:this|dieser|diesem)\s(?:issue|ausgabe|heft)"
    r"|(?<!\w)(?:w\stym\snumerze|v\stomto\sčísle|в\s(?:этом\s)?номере)(?!\w)",
    re.I,
)
_COUNTED = on_first_use(rf"(?<!\w)(?:(?:{_NOUN})(?!\w)|(?:{WEAK})\s?\d)", re.I)
_OFFERED = on_first_use(rf"(?<!\w)(?:{_OFFER})(?!\w)", re.I)


def names_issue_on_sale(line: str) -> bool:
    """Return whether a folded line speaks of "the latest issue" or offers one for sale."""
    straight = line.replace("’", "'")
    if _EAST.search(straight) or _QUALIFIED.search(straight):
        return True
    return bool(_OFFERED.search(straight) and _COUNTED.search(straight))
