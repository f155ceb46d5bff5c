"""What stands in a picture's block and is no caption: buttons, counters, running times, labels of players."""

from __future__ import annotations

import re

_PRESS = r"""
(?:click|tap|press)\b.{0,40}\b(?:enlarge|expand|image|photo|picture|view|play|zoom|open).* | (?:enlarge|expand|zoom)(?:\ (?:this\ )?(?:image|photo|picture|in|toggle).*)?
| (?:view|see|show|open|close|hide|toggle|play|watch|launch|browse|start|pause|next|previous|download|share|save)\ ?(?:this\ |the\ |all\ |more\ |in\ |a\ )*(?:image|photo|picture|gallery|galleries|full\ ?screen|video|caption|slideshow|slide|lightbox|player|\d+)s?\b.{0,30}
| (?:image|photo|picture|video|gallery|full\ ?screen|slideshow|media|autoplay|caption|play|pause|mute|unmute|next|previous|close|more|loading|advertisement|embed|credits?|info|copyright|source|show\ more|read\ more|more\ videos?|hide\ caption|toggle\ caption|play\ video|video\ player|live|audio)\.{0,3}
| (?:bild|foto|grafik|galerie|video)?\ ?(?:vergrö(?:ß|ss)ern|verkleinern|anzeigen|öffnen|schließen|ansehen|abspielen|vollbild(?:modus)?|in\ lightbox\ öffnen) | (?:zur\ )?(?:bildergalerie|fotostrecke|bilderstrecke|galerie|großansicht|lightbox)(?:\ \w+){0,3} | (?:bild|in)\ (?:in\ )?(?:großansicht|originalgröße|lightbox|vollbild)\b.{0,20} | weitere\ (?:videos|bilder)
| (?:agrandir|zoomer|ouvrir|voir|afficher|fermer|lire|lancer|regarder)\ ?(?:(?:l['’]|la\ |le\ |les\ |en\ |toutes\ les\ )?(?:image|photo|galerie|diaporama|plein\ écran|vidéo|légende)s?\b.{0,20})? | (?:ampliar|abrir|ver|cerrar|mostrar|reproducir|ingrandisci|apri|guarda|chiudi|fechar|expandir)\ ?(?:(?:la\ |el\ |las\ |los\ |a\ |le\ |l['’]|em\ |en\ |in\ |todas\ )*(?:imagen|imágenes|imagem|foto|galer[íi]a|galleria|immagin[ei]|vídeo|video|fotograf[íi]a|pantalla\ completa|tela\ cheia)s?\b.{0,20})?
| (?:vergroot|open|bekijk|sluit|toon|vis|åpne|åbn|lukk|luk|öppna|visa|stäng|förstora|forstørr|avaa|näytä|sulje|suurenna|stækka|powiększ|otwórz|zobacz|zvětšit|otevřít|zobrazit)\ ?(?:(?:de\ |het\ |alle\ |alla\ )*(?:foto|afbeelding|galerij|galleri|video|bild|bilde|billede|kuva|mynd|zdjęcie|galerię|fotogaleri[ie]|obrázek)\w{0,3}\b.{0,20})? | fullskjerm | helskärm | fullskärm | koko\ näyttö | pełny\ ekran | tam\ ekran | büyüt | görseli\ büyüt | развернуть\ на\ весь\ экран | увеличить | открыть\ (?:фото|галерею) | смотреть\ (?:фото|галерею)
| 拡大(?:する|表示)? | 画像を拡大(?:する)? | 写真を見る | 全画面 | 이미지\ ?(?:확대보기|확대) | 사진\ ?(?:확대|크게)\ ?보기? | 확대 | 点击(?:放大|查看大图) | 查看(?:原图|大图) | تكبير(?:\ الصورة)? | zoom | slide\ \d.* | image\ \d+\ (?:of|/)\ \d+
"""
_COUNT = r"""
[\d\s:.,/|·–—-]+(?:min(?:ute[ns]?|\.)?|sec|sek|std\.?|h)? | (?:\d+\s?(?:/|of|von|de|sur|di|van|av|z|из)\s?)?\d+\s?(?:images?|photos?|pictures?|bild(?:er)?|fotos?|im[áa]gen(?:es)?|imagens|immagini|foto['’]?s|bilder|billeder|kuvaa|zdj(?:ęć|ęcia|ęcie)|фото|枚|장|张)
| \+\s?\d+ | (?:mit|with|avec|con|med|com|z|с)\ (?:video|audio|vidéo|vídeo|видео|bildern)(?:s|er)? | zum\ vergrößern\ (?:klicken|anklicken|tippen) | foto\s\d+\sd[ei]\s\d+
"""
_NO_CAPTION = re.compile(rf"\W{{0,4}}(?:{_PRESS}|{_COUNT})\W{{0,4}}", re.I | re.X)
_LONGEST_PRESS = 60


def is_control(text: str) -> bool:
    """Return whether a short line is something to press or a counter: "Open image gallery", "1/5", "44 Bilder"."""
    return len(text) <= _LONGEST_PRESS and (len(text) < 2 or bool(_NO_CAPTION.fullmatch(text)))
