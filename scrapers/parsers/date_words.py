"""The words beside a date that say what it is for, in the languages that papers are read in. Data only."""

from __future__ import annotations

import re

# Words of an update; those of a publication beside them make the line the publication's. Both for small letters.
UPDATED = re.compile(
    r"updat|modif|amended|aktualis|geänd|stand:|mis(?:e)? à jour|a[ck]?tuali[sz]|actualitz|aggiorn|bijgewerkt|gewijzigd"
    r"|oppdatert|opdateret|uppdater|uppfær|ändrad|päivit|muokattu|upraven|módos|frissít|ažurir"
    r"|posodob|spremenj|ажурир|измењен|обнов|оновл|изменен|atnaujin|atjaun|uuenda|muudetud|përditës|güncelle|ενημερ"
    r"|diperbarui|dikemas ?kini|imesasishwa|cập nhật|अपडेट|अद्यतन|আপডেট|হালনাগাদ|புதுப்பி|ปรับปรุง|อัปเดต|อัพเดต|تحديث"
    r"|به.?روزرسانی|بروزرسانی|اپ ?ڈیٹ|עודכן|更新|수정"
)
PUBLISHED = re.compile(
    r"publi|post|erschien|veröff|erstellt|pubbl|geplaatst|udgivet|utgitt|lagt ut|julkais|opubl|dodano|vydán|megjelen"
    r"|objav|објав|paskelb|avaldat|botuar|birt|опубл|публик|giriş|yayın|δημοσ|tayang|terbit|diterbit|imechapishwa|đăng"
    r"|प्रकाशित|প্রকাশ|வெளியிட|เผยแพร่|نشر|انتشار|شائع|פורסם|公開|配信|掲載|发布|發布|입력|등록|게재"
)
YEAR = re.compile(r"(?<!\d)\d{4}(?!\d)")  # in the digits of any script
LABEL_OF_DATE = re.compile(
    r"(?:datum|date|fecha|data|дата|dato|tarih|päiväys|kelt|ημερομηνία|tanggal|ngày|التاريخ|日付|日期"
    r"|(?:发布|發布|发表|發表|刊登|发稿|發稿|掲載|公開|配信)(?:日期?|时间|時間|日時)|(?:게시|등록|입력)일시?)\b\s?[:：]?\s?$",
    re.IGNORECASE,
)
