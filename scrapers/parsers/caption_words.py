"""What stands in a picture's block and is no caption: buttons, counters, running times, labels of players."""

from __future__ import annotations

import re

from scrapers.parsers.expressions import on_first_use


def _any_of(words: str) -> str:
    return "|".join(word.replace("_", r"\s") for word in words.split())


# What a button does, and to what, in the languages that page systems are set in; "_" joins words.
_DO = _any_of(
    "enlarge expand zoom view see show open close hide toggle play watch launch browse start pause mute unmute next "
    "previous download share save click tap press load buy purchase order "
    "vergrö(?:ß|ss)ern verkleinern anzeigen einblenden ausblenden öffnen schließen ansehen abspielen teilen "
    "agrandir zoomer ouvrir voir afficher fermer lire lancer regarder partager "
    "ampliar abrir ver cerrar mostrar reproducir fechar expandir ingrandisci apri guarda chiudi "
    "vergroot bekijk sluit toon vis åpne åbn lukk luk öppna visa stäng förstora forstørr avaa näytä sulje suurenna "
    "stækka powiększ otwórz zobacz zvětšit otevřít zobrazit büyüt görseli_büyüt увеличить открыть смотреть развернуть"
)
_THING = _any_of(
    "images? photos? pictures? prints? gallery galleries full_?screen videos? captions? slideshow slides? lightbox "
    "player credits? "
    "bild(?:er)? fotos? foto['’]s grafik galerie vollbild großansicht originalgröße bildergalerie fotostrecke "
    "bilderstrecke bildbeschreibung bildunterschrift bildtext diaporama plein_écran vidéos? légende imagen imágenes "
    "imagem galer[íi]a galleria immagin[ei] "
    "vídeos? "
    "fotograf[íi]a pantalla_completa tela_cheia schermo_intero afbeelding(?:en)? galerij(?:en)? galleri(?:et)? "
    "bilde(?:t)? "
    "billede(?:t)? kuva(?:t)? mynd zdjęci[ea] galerię fotogaleri[ie] obrázek фото галерею весь_экран"
)
_ALONE = _any_of(
    "image photo picture video gallery fullscreen full_screen slideshow media autoplay caption more loading embed "
    "credits? "
    "info copyright source live swipe zoom_in zoom_out (?:click|tap|touch)_to_(?:enlarge|expand|zoom|view) fotostrecke "
    "bildergalerie audio advertisement anzeige video_player more_videos? show_more read_more hide_caption "
    "weitere_(?:videos|bilder) in_lightbox_öffnen zum_vergrößern_(?:klicken|anklicken|tippen) "
    "(?:watch|play|view|buy)_now buy_prints? order_prints? purchase_prints? "
    "fullskjerm helskärm fullskärm koko_näyttö pełny_ekran tam_ekran развернуть_на_весь_экран 拡大(?:する|表示)? "
    "画像を拡大(?:する)? 写真を見る 全画面 이미지_?(?:확대보기|확대) 사진_?(?:확대|크게)_?보기? 확대 "
    "点击(?:放大|查看大图) 查看(?:原图|大图) 登录 登錄 扫码\\S* 掃碼\\S* 关注\\S{2,6} 共_\\d+_张 "
    "تكبير(?:_الصورة)? (?:mit|with|avec|con|med|com)_(?:video|audio|vidéo|vídeo|bildern)"
)
_COUNTED = _any_of(
    "images? photos? pictures? bild(?:er)? fotos? im[áa]gen(?:es)? imagens immagini foto['’]?s billeder kuvaa "
    "zdj(?:ęć|ęcia|ęcie) фото 枚 장 张"
)
_OF = r"(?:/|of|von|de|sur|di|van|av|z|из)"
_NO_CAPTION = on_first_use(
    rf"\W{{0,4}}(?:(?:{_DO})(?:\s.{{0,30}}?\b(?:{_THING}|\d+)\b.{{0,30}})?|(?:{_THING})\s(?:.{{0,20}}\s)?(?:{_DO})"
    rf"|(?:{_ALONE})|(?:slide|image|foto|bild|photo)\s\d+(?:\s?{_OF}\s?\d+)?|[\s:.,/|·–—-]*(?:\d[\d\s:.,/|·–—-]*(?:min|sec|sek|std|h)?\w{{0,5}})?"
    rf"|(?:\d+\s?{_OF}\s?)?\d+\s?(?:{_COUNTED})|\d+\s?{_OF}\s?\d+|\+\s?\d+"
    rf"|(?:{_THING})(?:\s?\(\d+(?:\s(?:{_COUNTED}))?\)|:\s?\d+))\W{{0,4}}",
    re.I,
)
_LONGEST = 60


def is_control(text: str) -> bool:
    """Return whether a short line is something to press, a counter or bread crumbs: "Open image gallery", "1/5"."""
    return len(text) <= _LONGEST and (len(text) < 2 or text.count(" > ") > 1 or bool(_NO_CAPTION.fullmatch(text)))
