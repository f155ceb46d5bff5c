"""Phrases that tell what a piece of furniture is, in the languages newspapers print.

A cue is looked for in short lines only: a heading ("Most read"), a label before a link ("Read more:") or a
whole line ("Advertisement"). Running text is never matched, so a story about newsletters stays a story.
"""

from __future__ import annotations

import re
from functools import cache, lru_cache

from scrapers.parsers.expressions import alternatives, openings
from scrapers.parsers.lines import Line
from scrapers.parsers.text import ONE_LETTER, small_letters

_RELATED = r"""
read\ (?:more|also|next|on|now)\b | (?:read|check\ out)\ (?:our|her|his|their|my|the\ full)\b | (?:you\ (?:may|might)\ )?also\ (?:like|read|interested) | related\b | more\ (?:on|from|about)\ (?:this|the|our)?
| more\ (?:stories|news|articles|reading|to\ read|coverage|like\ this)\b | further\ reading | most\ (?:read|popular|viewed|shared|commented) | trending | recommended
| (?:see|watch)\ (?:also|more)\b | (?:recent|latest)\ (?:posts|stories|articles|news) | (?:and\ )?for\ more\ stories\ like | latest\ (?:news|stories|articles|from|headlines) | up\ next | like\ (?:this|what\ you\ (?:see|read|are\ reading))\? | don.t\ miss | editor.?s.?\ (?:picks?|choice) | popular\ (?:stories|now|articles)
| you\ (?:may|might)\ (?:also\ )?(?:like|be\ interested) | (?:top|other|similar)\ (?:stories|news|articles)\b | you\ can\ also\ (?:check|read) | what\ to\ read\ next | keep\ reading
| lesen\ sie\ (?:auch|mehr|hier|dazu) | (?:auch|das\ k\S+nnte\ (?:sie|dich)\ auch)\ interess | mehr\ (?:zum\ thema|zu\b|dazu|aus|von|artikel|nachrichten|lesen) | meistgelesen | (?:weitere|[äa]hnliche)\ (?:videos|artikel|beitr[äa]ge|themen|meldungen|nachrichten|infos|links)
| zum\ thema\b | passend\ dazu | empfehlung(?:en)?\b | empfohlene | aktuelle\ (?:nachrichten|meldungen) | neueste\b | verwandte\ | hintergrund\ zum\ thema
| (?:[àa]\ )?lire\ (?:aussi|[ée]galement|plus)\b | voir\ aussi | [àa]\ lire\b | sur\ le\ m[êe]me\ (?:sujet|th[èe]me) | les\ plus\ lus | nos\ autres\ articles | dans\ la\ m[êe]me\ rubrique | pour\ aller\ plus\ loin
| (?:leer|lee|lea|ver|mira)\ (?:tambi[ée]n|m[áa]s)\b | (?:te\ puede|le\ puede|puede)\ interesar | noticias?\ relacionadas? | relacionad[oa]s | lo\ m[áa]s\ (?:le[íi]do|visto) | m[áa]s\ (?:noticias|sobre|informaci[óo]n|le[íi]d)
| leggi\ (?:anche|qui)\b | potrebbe\ interessar | pi[ùu]\ letti | articoli\ correlati | leia\ (?:tamb[ée]m|mais)\b | veja\ tamb[ée]m | mais\ lidas | saiba\ mais
| lees\ (?:ook|meer|verder)\b | meest\ gelezen | gerelateerd | meer\ over\b | bekijk\ ook
| les\ (?:ogs[åa]|mer|saken)\b | l[æa]s\ (?:ogs[åa]|mere)\b | mest\ l[æe]st | l[äa]s\ (?:mer|ocks[åa]|vidare|[äa]ven)\b | mest\ l[äa]st | lue\ (?:my[öo]s|lis[äa][äa])\b | luetuimmat | fleiri\ fr[ée]ttir | lesa\ meira
| czytaj\ (?:te[żz]|tak[żz]e|wi[ęe]cej|dalej)\b | wi[ęe]cej\ (?:takich\ |podobnych\ )?(?:informacji|artyku[łl][óo]w|tre[śs]ci|na\ ten\ temat) | zobacz\ (?:te[żz]|tak[żz]e|wi[ęe]cej)\b | przeczytaj | najcz[ęe][śs]ciej\ czytane | [čc]t[ěe]te\ (?:tak[ée]|v[íi]ce|d[áa]le) | mohlo\ by\ v[áa]s | nej[čc]ten[ěe]j[šs][íi] | souvisej[íi]c[íi]
| читайте\ (?:также|ещ[ёе])\b | читать\ (?:также|далее|ещ[ёе]) | по\ теме\b | самое\ читаемое | материалы\ по\ теме | смотрите\ также | читайте\ також
| [iİ]lgili\ (?:haberler|haber) | [çc]ok\ okunan | ayr[ıi]ca\ bak | bunlar\ da\ ilgini | διαβάστε\ (?:επίσης|ακόμ) | baca\ (?:juga|selengkapnya)\b | berita\ (?:terkait|lainnya|terpopuler) | artikel\ terkait | lihat\ juga
| xem\ th[êe]m | tin\ (?:li[êe]n\ quan|c[ùu]ng) | यह\ भी\ पढ़ | ये\ भी\ पढ़ | اقرأ\ أيض | إقرأ\ أيض | مواضيع\ ذات | أخبار\ ذات | เรื่องที่เกี่ยวข้อง | ข่าวที่เกี่ยวข้อง | อ่าน(?:เพิ่มเติม|ต่อ) | виж(?:те)?\ още | cite[sșş]te\ (?:[sșş]i|mai)\b | kapcsol[óo]d[óo]\ | ez\ is\ [ée]rdekelhet | (?:pro)?[čc]itajte\ (?:jo[šs]|i|vi[šs]e|tak[đd]er|takođe)\b | povezane\ (?:vijesti|vesti) | [čc][íi]tajte\ (?:tie[žz]|viac) | s[úu]visiac | preberite\ (?:tudi|[šs]e) | las(?:i|iet)\ (?:ar[īi]|vair[āa]k)\b | saist[īi]t(?:ie|[āa]s)\ (?:raksti|zi[ņn]as) | (?:taip\ pat\ )?skaitykite | susij[ęe]\ | loe\ (?:ka|veel|lisaks|rohkem)\b | seotud\ | olvass(?:a|on)?\ (?:el\ ezt\ is|tov[áa]bb) | про(?:чет|чита)[еј]те\ (?:о[шщ]е|јо[шс]|и)\b | lexo(?:ni)?\ (?:edhe|m[ëe]\ shum[ëe])\b | ayr[ıi]ca\ okuyun | lesi[ðd]\ (?:einnig|meira)\b | llegeix\ (?:tamb[ée]|m[ée]s)\b | soma\ (?:pia|zaidi)\b | یہ\ بھی\ پڑھ | مزید\ پڑھ | আরও\ পড় | আরো\ পড় | இதையும்\ படி | மேலும்\ படி | ఇవి\ కూడా | ഇതും\ വായി | อ่านข่าว | đọc\ th[êe]m | คุณอาจสนใจ | διάβασε\ (?:επίσης|ακόμ) | (?:naj[čc]itanije|najbolj\ brano|нај?читаније|най-?четен|най-?чет|loetuimad|loetumad|las[īi]t[āa]ki|skaitomiausi|mest\ lesi[ðd]|cele\ mai\ citite|legolvasottabb|m[ëe]\ t[ëe]\ lexuar|el\ m[ée]s\ llegit|terpopuler|đọc\ nhi[ềe]u|پربازدید|الأكثر\ قراءة|הנקראות|najpopularniejsze|najpopul[áa]rnej[šs])
| כתבות\ נוספות | קראו\ (?:גם|עוד) | بیشتر\ بخوانید | مطالب\ مرتبط
| (?:previous|prev|next|older|newer)\ (?:articles?|posts?|stor(?:y|ies)|entry)\b | (?:similar|popular)\ posts | (?:from\ )?around\ the\ web | you\ (?:may|might)\ also\ (?:enjoy|want|love) | promoted\ content | editor.{0,2}s?.?\ recommend | in\ case\ you\ missed\ it\W*$ | (?:want\ )?more[?:] | latest$
| (?:n[äa]chste[rs]?|vorherige[rs]?|voriger)\ (?:artikel|beitrag) | das\ (?:thema\ )?k\S+nnte\ (?:ihnen|dich|dir|euch|sie)\ auch | next\ page\b | n[äa]chste\ seite\b | page\ suivante\b | p[áa]gina\ siguiente\b | pagina\ (?:successiva|seguente)\b | pr[óo]xima\ p[áa]gina\b | volgende\ pagina\b | neste\ side\b | n[äa]sta\ sida\b | diese\ (?:artikel|beitr[äa]ge|themen)\ (?:k\S+nnten|sollte) | beliebte(?:ste)?\ (?:artikel|beitr[äa]ge) | die\ neuesten\b
| articles?\ (?:similaires|li[ée]s|connexes|associ[ée]s|recommand[ée]s|pr[ée]c[ée]dents?|suivants?) | [àa]\ (?:voir|d[ée]couvrir)\ (?:aussi|[ée]galement) | dans\ la\ m[êe]me\ cat[ée]gorie | plus\ d.articles | ailleurs\ sur\ le\ web
| (?:art[íi]culos|entradas|notas|temas|contenidos?|artigos|posts|not[íi]cias|mat[ée]rias|conte[úu]dos?)\ (?:relacionad|similares|semelhantes) | tambi[ée]n\ (?:te|le)\ puede | [tl]e\ recomendamos | m[áa]s\ de\ este\ tema | voc[êe]\ (?:tamb[ée]m\ )?(?:pode|vai)\ (?:tamb[ée]m\ )?(?:gostar|se\ interessar) | veja\ (?:mais|(?:os\ )?v[íi]deos)\b | v[íi]deos: | mais\ not[íi]cias | recomendad[oa]s?$
| articoli\ (?:simili|recenti|consigliati) | ti\ potrebbe(?:ro)?\ (?:anche\ )?interessa | ook\ interessant | vergelijkbare\ artikelen | (?:relatera(?:de|t)|liknande|relaterte?|relaterede|lignende)\ (?:artikl|inl[äa]gg|innlegg|saker|nyheter|historier)
| (?:podobne|powi[ąa]zane|polecane)\ (?:artyku|wpis|post|tre|temat) | podobn[ée]\ [čc]l[áa]nky | (?:похожие|схожие|другие|последние)\ (?:статьи|новости|записи|материалы) | (?:схожі|останні)\ (?:статті|новини) | benzer\ (?:haberler|yaz[ıi]lar) | artikel\ lain
| 関連(?:記事|ニュース|リンク) | あわせて読みたい | おすすめ | ランキング | 관련\ ?(?:기사|뉴스) | 많이\ 본 | 相关(?:阅读|新闻|报道) | 延伸閱讀 | 相關
| [为為][你您]推[荐薦] | 猜[你您]喜[欢歡] | (?:相关|推荐|热门|精彩|最新|延伸|更多)(?:推荐|阅读|文章|新闻|资讯) | 推薦閱讀 | 熱門(?:文章|新聞) | [你您]可能(?:感[兴興]趣|也?喜[欢歡]) | 阅读更多 | 閱讀更多 | 人気記事 | 추천\ ?(?:기사|뉴스) | 인기\ ?(?:기사|뉴스) | 많이\ 본
"""
_APPEAL = r"""
(?:(?:get|receive)\ )?(?:our|the|a|daily|weekly|free|morning|this|your|join|unser(?:en)?|notre|nuestro|il|la)\ (?:\w+\ ){0,4}(?:news?letter|e-?mail)s?\b | news?letters?\b | bolet[íi]n(?:es)?\b
| sign\ up\b | subscribe\b | (?:register|log\ in)\ (?:for\ free\ )?to\ (?:unlock|continue|read|access)\b | (?:this|the\ rest\ of\ this)\ (?:content|article|story)\ is\ (?:reserved|available|only|exclusive|free|for) | (?:to|want\ to)\ (?:continue|keep)\ reading | already\ (?:a\ |have\ )?(?:subscri|regist|a\ member) | (?:create|register\ for)\ (?:a\ free\ |an?\ )?account | il\ vous\ reste\ [\d.,]+ | la\ suite\ est\ r[ée]serv | (?:weiterlesen|jetzt\ weiterlesen)\ mit | subscription\b | subscribers?\ (?:only|can)\b | become\ a\ (?:member|subscriber|supporter|patron) | support\ (?:our|us|independent|quality|local|the\ paper|journalism)
| (?:have\ you\ )?got\ a\ (?:news\ )?(?:story|tip)\b | do\ you\ (?:have|know)\ (?:a\ (?:story|tip)|more|anything) | contact\ (?:the\ (?:reporter|author|writer|newsroom|editor)|us|our)\b | e-?mail\ (?:us|your|our|the\ (?:reporter|author|newsroom))\b | send\ (?:us|your)\b | get\ in\ touch\b | you\ can\ (?:e-?mail|follow|reach|contact)\ .{3,60}\ (?:here|at|on|via|by)\b | our\ community\ members\ are\b | special\ offer\ for\b | (?:reach|write\ to)\ (?:the\ (?:reporter|author|editor)|us)\b | (?:to\ )?stay\ up.to.date\b | tell\ us\b
| (?:found|spotted|seen)\ an?\ (?:error|mistake|typo) | report\ (?:an?\ |this\ )?(?:error|mistake|typo)\b | fehler\ gefunden | (?:signaler|vous\ avez\ (?:vu|rep[ée]r[ée]))\ une\ erreur | (?:reportar|has\ detectado|has\ visto)\ (?:un|alg[úu]n)\ error | segnala\ un\ errore | fout(?:je)?\ gezien | (?:har\ du\ )?(?:funnet|oppdaget|hittat|sett)\ (?:en\ |ett\ )?fe(?:il|l)\b
| (?:write\ to|contact|e-?mail|reach)\ .{3,40}\ at\ (?:\S+\ or\ )?\S+@ | k[ļl][ūu]da\ (?:rakst[āa]|tekst[āa]) | (?:нашли|заметили|увидели)\ (?:ошибку|опечатку) | (?:zna(?:laz[łl]e|jdzie)[śs]|zauwa[żz]y[łl]e[śs])\ b[łl][ąa]d | na[šs]li\ (?:jste\ chybu|ste\ (?:gre[šs]ku|chybu)) | pasteb[ėe]jote\ klaid | leidsid\ vea | hib[áa]t\ tal[áa]lt
| click\ here\ to\ (?:subscribe|sign|donate|join) | donat(?:e|ion)s?\b | make\ a\ (?:donation|contribution) | help\ fund | fund\ the\ | you\ (?:have|do\ not\ have)\ (?:full\ )?access | before\ you\ go\b | contribute\ (?:now|today)\b | (?:download|get)\ (?:our|the)\ (?:\w+\ )?app\b | follow\ (?:us\b|(?:topics|authors|topics\ and\ authors)\b|(?:\S+\ ){1,4}on\ (?:twitter|facebook|instagram|google|x|linkedin|youtube|tiktok|whatsapp|threads|bluesky)\b) | join\ (?:our|us\ on|us\W*$|the\ conversation)
| for\ (?:more|all|the\ latest)\ (?:on\ )?(?:\S+\ ){0,2}(?:news|stories|updates|coverage)\b | for\ (?:more|all|the\ latest|breaking)\ (?:\S+\ ){0,9}(?:visit|follow|click|subscribe|download|check\ out|stay\ tuned|log\ on)\b | click\ here\ (?:to|for)\b | never\ miss\ | catch\ (?:all\ )?the\ latest\b | like\ us\ on\b
| (?:siga|acompanhe)\ (?:(?:\S+\ ){1,5}(?:no|nas|pelo)\ (?:instagram|facebook|twitter|whatsapp|telegram|youtube|google|redes)|nossas) | confira\ (?:as\ [úu]ltimas|mais\ not[íi]cias|outras\ not[íi]cias|todas) | receba\ (?:as\ |nossas\ )?(?:[úu]ltimas|not[íi]cias) | (?:participe|entre)\ (?:d?o|no)\ (?:nosso\ )?(?:canal|grupo)\b | clique\ aqui\b | baixe\ o\ (?:nosso\ )?app
| (?:sigue|s[íi]gue)\ (?:a\ |las\ |todas\ |toda\ )(?:\S+\ ){1,6}(?:en|por)\ (?:instagram|facebook|twitter|whatsapp|telegram|google|redes) | [úu]nete\ a(?:l)?\ (?:nuestro\ )?(?:canal|grupo|chat)\b | recibe\ (?:las|en\ tu|gratis) | descarga\ (?:la\ app|nuestra) | (?:haz\ clic|cliquea|clique)\ aqu[íi]
| retrouvez\ (?:toute\ l|toutes\ (?:les|nos)|nos|notre|tous\ nos)\b | cliquez\ ici\b | t[ée]l[ée]chargez\ (?:l|notre)\b | segui\ (?:tutte|i\ nostri|il\ nostro|le\ notizie)\b | clicca\ qui\b | resta\ (?:sempre\ )?aggiornat | klicken\ sie\ hier | klik\ hier\b
| (?:yuk|ayo),?\ (?:simak|ikuti|gabung|baca) | simak\ (?:juga|video|berita|breaking)\ | dapatkan\ (?:berita|update) | silakan\ baca | подписывайтесь | читайте\ нас | следите\ за\ (?:нами|новостями|нашими) | (?:хотите|будьте)\ (?:быть\ )?(?:первыми|в\ курсе) | сохрани(?:те)?\ номер | сообщи(?:те)?\ новость | не\ упустите
| abonnieren\b | haben\ sie\ (?:eine[n]?\ )?(?:hinweise?|tipps?|fragen|anregung|informationen) | schreiben\ sie\ uns | kontaktieren\ sie | folgen\ sie\ uns | aktuelle\ nachrichten\ aufs\ handy
| jetzt\ (?:spenden|abonnieren|anmelden|registrieren|testen) | journalismus\ unterst | unterst[üu]tzen\ sie | spenden\b | newsletter\ bestellen | zum\ newsletter
| (?:notre|nos|la|les)\ (?:lettre|infolettre)s?\b | infolettre | recevez\ (?:chaque|notre|nos|toute) | abonnez-vous | s.abonner\b | inscrivez-vous | soutenez | faire\ un\ don | faites\ un\ don | (?:vous\ avez|une)\ (?:une\ )?(?:info(?:rmation)?|histoire)s?\b.{0,40}(?:contact|[ée]cri|partager|\?) | [ée]crivez-nous | contactez | suivez-nous | tienes\ (?:una\ historia|informaci[óo]n|algo) | escr[íi]benos | s[íi]guenos | segnalaci | seguici | scrivi(?:ci|\ a) | hai\ una\ (?:storia|notizia) | siga-nos | suscr[íi]b(?:ete|ase)\b | (?:quieres|desea)\ a[ñn]adir\ otro\ usuario | [ts]u\ suscripci[óo]n\ se\ est[áa]\b | reg[íi]strate | ap[óo]yanos | hazte\ soci | iscriviti | abbonati | sostieni | assine\b | apoie
| heb\ je\ (?:een\ )?(?:tip|vraag) | tip\ (?:de\ redactie|ons) | mail\ ons | volg\ ons | har\ du\ (?:(?:et|en|ett)\ )?(?:tips?|innspill) | tips\ oss | tipsa\ (?:oss|redaktionen) | f[øo]lg\ oss | f[öo]lj\ oss | masz\ (?:temat|informacj|ciekaw) | napisz\ do\ nas | obserwuj | m[áa]te\ (?:tip|z[áa]jem) | napi[šs]te\ n[áa]m | bizi\ takip | ikuti\ kami | есть\ новост | присылайте
| abonneer | schrijf\ je\ in | steun\ ons | abonner\b | meld\ deg\ p[åa] | st[øo]tt\ oss | prenumerera | bli\ prenumerant | zapisz\ si[ęe] | wesprzyj | подпи(?:шитесь|саться)\b | поддержите | abone\ ol | langganan
| (?:免责|特别|版权|郑重)?声明[：:】] | 本文(?:为|系).{0,12}原创 | 未经.{0,12}(?:许可|授权|允许)
| ニュースレター | 無料会員 | 会員登録 | 구독 | 订阅
"""
_COMMENT = r"""
(?:\d+\ )?(?:reader\ )?comments?\b(?!\ (?:is|are\ free|piece)) | view\ comments | leave\ a\ (?:comment|reply) | join\ the\ (?:discussion|conversation|debate) | post\ a\ comment | have\ your\ say | what\ do\ you\ think\?
| kommentare?n?\b | diskutieren\ sie | leserkommentare | (?:du|sie)\ m[üu]ss(?:en|t)\ (?:angemeldet|eingeloggt|registriert)\b | (?:vous|tu)\ dev(?:ez|rez)\ [êe]tre\ connect | deb(?:es|e)\ (?:estar\ conectad|iniciar\ sesi) | devi\ essere\ (?:connesso|registrato) | voc[êe]\ (?:precisa|deve)\ (?:estar|fazer|iniciar) | je\ moet\ (?:ingelogd|inloggen) | du\ må(?:ste)?\ (?:være|vara|logge?a?)\ | you\ must\ (?:be\ (?:logged|signed|registered)|confirm|log\ ?in|sign\ in)\b | (?:please\ )?log\ ?out\ and\ (?:then\ )?log\ ?in | commentaires?\b | (?:vos\ )?r[ée]actions\b | laisser\ un\ commentaire | comentarios?\b | deja\ un\ comentario | (?:i\ )?commenti\b | coment[áa]rios | reacties\b | kommentarer?\b | debatt\b
| \d+\ (?:kommentare?n?|commentaires?|comentarios?|comentários?|commenti|reacties|r[ée]actions|reaktionen|komentarz[ey]|komentář[ůei]|комментари[ийяев]+|yorum|komentar)\s*$
| (?:log\ ?in|sign\ in)\ (?:or\ (?:register|sign\ up)\ )?to\ (?:post|leave|add|write|comment)\b | (?:connectez|identifiez|inscrivez)[\ -]vous\ (?:pour|afin\ de|et)\b | inici[ae]\ sesi[óo]n\ (?:o\ reg[íi]strese\ )?para\b | (?:melden\ sie\ sich|anmelden|einloggen)\ (?:an\ )?(?:,\ )?um\ (?:zu\ )?komment | log\ in\ om\ te\ reageren | accedi\ per\ (?:comm|lasciare)
| you\ can\ (?:follow\ any\ responses\ to|leave\ a\ response) | both\ comments\ and\ pings | (?:write|add)\ a\ comment | rate\ this\ (?:article|post|story) | was\ this\ (?:article|page|post|story)\ (?:helpful|useful) | schreiben?\ (?:sie\ )?(?:einen|deinen|ihren)\ kommentar | antwort\ (?:schreiben|hinterlassen) | hinterlassen?\ (?:sie\ )?(?:einen|eine|deinen|ihren)\ (?:kommentar|antwort) | (?:artikel|beitrag)\ bewerten | war\ dieser\ (?:artikel|beitrag)\ hilfreich
| laisse[rz]\ (?:un\ commentaire|une\ r[ée]ponse) | lascia\ una?\ (?:commento|risposta) | dej(?:a|ar|e)\ una?\ (?:respuesta|comentario) | deixe\ (?:um|uma|o\ seu|a\ sua|seu|sua)\ (?:coment|resposta) | (?:geef|laat|plaats)\ een\ (?:reactie|antwoord) | (?:legg\ (?:igjen|inn)|l[äa]mna|skriv)\ (?:ett?|en)\ (?:svar|kommentar)
| (?:dodaj|zostaw)\ (?:komentarz|odpowied) | (?:napsat|p[řr]idat)\ koment | (?:добавить|оставить|написать|залишити|додати)\ (?:ваш\ |свой\ )?(?:комментарий|отзыв|коментар) | bir\ (?:cevap|yorum)\ (?:yaz|yap|b[ıi]rak) | tinggalkan\ balasan
| komentarze\b | komentáře | (?:hozz[áa]sz[óo]l[áa]sok|kommentek|comentarii|komentari|komentarji|komente|komentuj|коментари|коментарі|σχ[όο]λια|kommentit|kommentaarid|komment[āa]ri|koment[āa]ri|komentarai|athugasemdir|ummæli|komentar|komen|diskuze|diskusia|diskusija|dyskusja|maoni|comentaris|תגובות|التعليقات|تعليقات|نظرات|دیدگاه(?:\ ?ها)?|تبصرے|टिप्पणियाँ|टिप्पणियां|মন্তব্য|கருத்துகள்|కామెంట్స్|ความคิดเห็น|b[ìi]nh\ lu[ậa]n|commenten|留言|コメント欄)(?:\ ?[(:]?\ ?\d*\ ?[):]?)$ | диску[сc]+ия\b | комментари[ийе] | yorumlar\b | komentar\b | コメント | 댓글 | 评论
"""
_BIO = r"""
about\ the\ (?:author|writer|reporter)s? | zu[rm]\ autor(?:in)?\b | [üu]ber\ (?:den\ autor|die\ autor(?:in|en)) | (?:[àa]\ propos\ de\ )?l.auteur(?:e)?\b | [àa]\ propos\ de\ l.aut | sobre\ (?:el\ autor|la\ autora|o\ autor|a\ autora|l[oa]s\ autor[ea]s|la\ firma$)
| l.autore\b | sull.autore | over\ de\ auteur | om\ f[öo]rfattaren | om\ forfatteren | o\ autor(?:ze|ovi|ze)\b | об\ авторе | yazar\ hakk
"""
_SHARE = r"""
(?:new\ ?)?you\ can\ (?:now\ )?listen\ to\b | podcast:\ play\ in\ new\ window | (?:打印|列印)(?:$|\ ) | 字[体體]：\ | share\b(?!\ (?:price|of|in|capital)s?) | teilen\b | 分享(?:到|至|给) | 分享[：:] | (?:diesen\ )?artikel\ teilen | partager\b | compart[ie]r?\b | condividi | compartilh | delen\b | del\b | dela\b | udost[ęe]pnij | поделиться | payla[şs] | bagikan | シェア | 공유
| e-?mail\ this | (?:send|mail)\ (?:this\ )?to\ a\ friend | printer.friendly | (?:print|email|copy\ link|save|bookmark|listen\ to\ this\ article|gift\ this\ article|add\ to\ favorites|drucken|merken|vorlesen|imprimer|imprimir|stampa|tweet|pin\ it|like\ this:?|loading(?:\ (?:\w+\ )?(?:gallery|video|player|comments))?\W*)$
"""
_AD = r"""(?:advertisement|advertising|article\ continues\ below(?:\ advertisement)?|story\ continue[sd]\ below(?:\ (?:this\ )?ad(?:vertisement)?)?|anzeige|werbung|publicit[ée]|publicidad|pubblicit[àa]|publicidade|advertentie|annonse?|annons|reklama?|реклама|mainos|sponsored(?:\ content)?|sponsored\ links|(?:a\ )?(?:sponsor(?:ed)?.?s?\ )message(?:\ from\ our\ sponsors?)?|promoted\ stories|広告|광고|hirdet[ée]s|inzerce|reclam[ăaeĕ]|reklaam|rekl[āa]ma|oglasi?|διαφ[ήη]μιση|iklan|qu[ảa]ng\ c[áa]o|โฆษณา|विज्ञापन|إعلان|תוכן\ שיווקי|פרסומת|patrocinado|continua\ a\ leggere|dalsz[ay]\ cz[ęe][śs][ćc]\ (?:artyku[łl]u|tekstu)(?:\ .{0,40})?:?|(?:the\ )?article\ continues\ after\ (?:this\ )?ad\w*|inhalt\ nicht\ verf[üu]gbar|pub)$
| (?:if|when|sometimes)\ you\ (?:buy|purchase|shop|click|order)\b.{0,40}\b(?:through|via|using|on)\b.{0,12}\blink | (?:this|the)\ (?:article|post|story|page|list)\ (?:may\ )?(?:contains?|includes?|has)\ (?:\w+\ )?affiliate
| f[üu]r\ links\ auf\ dieser\ seite\ | (?:dieser|der|diese)\ (?:artikel|beitrag|text|seite)\ enth[äa]lt\ (?:affiliate|werbe|partner|provisions) | (?:die\ )?mit\ (?:\*|(?:einem\ )?(?:stern(?:chen)?|symbol))\ (?:\(\*\)\ |oder\ \w+\ )?(?:gekennzeichnete|markierte)n?\ (?:links|produkte) | cet\ article\ (?:contient|peut\ contenir)\ des\ liens\ (?:affili|d.affili) | est[ea]\ art[íi]\w+\ (?:puede\ )?cont(?:iene|ener|[ée]m)\ (?:\w+\ )?(?:enlaces|links)\ (?:de\ )?afiliad"""
_AGE = r"""this\ article\ is\ (?:over|more\ than)\ \d+\ \w+(?:,\ \d+\ \w+)?\ old | dieser\ (?:artikel|beitrag|text)\ ist\ (?:[äa]lter\ als|mehr\ als)\b | cet\ article\ (?:a\ plus\ de|date\ de\ plus\ de)\b | este\ art[íi]culo\ tiene\ m[áa]s\ de | questo\ articolo\ ha\ pi[ùu]\ di"""
_METER = r"""
you(?:\ have|.ve(?:\ got)?)\ (?:\S+\ ){0,2}(?:free\ )?(?:articles?|stor(?:y|ies)|views?|reads?)\ (?:left|remaining)\b | \d+\ (?:more\ )?free\ (?:articles?|stor(?:y|ies))\ (?:left|remaining)\b | this\ is\ (?:your|the)\ (?:last|first|only|final|\w+\ of\ \w+)\ (?:free\ )?(?:article|story)(?:\ (?:that|you|this|for|before|left)\b|\W*$)
| you(?:\ have|.ve)\ (?:now\ )?(?:reached|hit|exceeded)\ (?:your|the)\ (?:\S+\ ){0,3}(?:limit|free\ articles?|articles?\ (?:this|for)) | you(?:\ have|.ve)\ (?:read|used|viewed)\ (?:all\ )?(?:\S+\ ){0,3}(?:of\ )?(?:your\ )?(?:\S+\ )?free\ (?:articles|stories)
| (?:sie\ haben|du\ hast|ihnen\ (?:bleibt|bleiben|verbleib\w+))\ (?:noch\ |in\ diesem\ monat\ )*(?:\d+|einen|ein|zwei|drei)\ (?:(?:kosten)?(?:freie|lose)[nrs]?\ )?artikel | (?:il\ vous\ reste|vous\ avez\ encore)\ (?:\d+|un|deux|trois)\ (?:derniers?\ )?articles? | (?:te|le)\ quedan?\ (?:\d+|un|dos|tres)\ art[íi]culos? | (?:hai\ ancora|ti\ restano|ti\ resta)\ (?:\d+|un)\ articol[oi] | (?:je\ hebt|u\ hebt|u\ heeft)\ (?:nog\ )?(?:\d+|een|één)\ (?:gratis\ )?artikel(?:en)?\b | você\ (?:ainda\ )?tem\ (?:mais\ )?\d+\ (?:matérias?|artigos?|textos?)
"""
_NOTICE = r"""
(?:please\ )?(?:disable|deactivate|turn\ off)\ (?:your|the|any)\ ad.?block | ad.?block(?:er)?\ users\b | (?:it\ (?:looks|seems)\ like|we(?:.ve)?\ (?:\w+\ )?notice\w*|we\ see)\ (?:that\ )?you(?:.re|\ are|.ve|\ have)?\ (?:\w+\ ){0,3}ad.?block | (?:bitte\ )?(?:deaktivier|schalt)\w*\ (?:\w+\ ){0,2}ad.?block | (?:sie|du)\ (?:nutz|verwende|benutz)\w*\ einen\ ad.?block | (?:vous\ utilisez|d[ée]sactivez)\ (?:un|votre)\ (?:bloqueur|ad.?block) | (?:desactiv|deshabilit)\w*\ (?:tu|su|el|seu|o)\ (?:bloqueador|ad.?block)
| (?:please\ )?(?:enable|activate|turn\ on)\ javascript\b | (?:bitte\ )?aktivieren\ sie\ javascript | (?:this|our)\ (?:site|website|page)\ (?:requires|needs|works\ best\ with)\ (?:javascript|cookies) | (?:veuillez\ )?activer?z?\ javascript | (?:your|this)\ browser\ (?:does\ not|doesn.t|is\ (?:not|no\ longer|out))\b | ihr\ browser\ (?:unterst|ist\ veraltet) | votre\ navigateur\ (?:ne|est\ obsol) | (?:tu|su)\ navegador\ (?:no\ |est[áa]\ )
| (?:est[ea]|esta)\ (?:funcionalidad|funci[óo]n|servicio)\ es\ s[óo]lo\ para | you\ can\ find\ this\ (?:story|article)\ in\ (?:my|your)\ | diese\ (?:audioversion|funktion)\ (?:wurde|ist|steht)\b | (?:this|the)\ audio\ (?:version\ )?(?:is|was|has\ been)\ (?:\w+\ )?generated | personenbezogene\ daten\ (?:k[öo]nnen|werden)\b | (?:ende|beginn)\ der\ (?:weiteren\ )?informationen\W*$
| (?:vous\ (?:poss[ée]dez|avez|[êe]tes)\ d[ée]j[àa]|d[ée]j[àa]\ (?:abonn|inscrit)|(?:(?:haben|hast)\ (?:sie|du)\ |sie\ haben\ )?(?:bereits|schon)\ (?:ein(?:en)?\ )?(?:abo|konto|account|registriert|kund)|ya\ (?:eres|tienes|est[áa]s)\ (?:una\ )?(?:suscri|cuenta|registr)|hai\ gi[àa]\ un|sei\ gi[àa]\ (?:abbon|registr)|already\ (?:a\ member|subscribed|registered|have\ an\ account))[^.]{0,40}$
| you\ have\ (?:full\ |free\ )?access\ to\ this\ (?:article|content|story|page)\ (?:via|through|as|because)\b | click\ to\ (?:read|view|show|hide|see|expand|collapse|enlarge|close)(?:\ (?:more|less|all|full|comments?|image|photo|gallery|and|the|view|this|article|story)){0,5}\W*$ | (?:sie\ waren|you\ (?:have\ been|were))\ (?:(?:seit\ )?(?:einige|l[äa]ngere)r?\ zeit|for\ (?:a|some)\ (?:while|time))?\ ?ina[ck]tiv
"""
_EMBED = r"""
(?:um|to)\ (?:eingebettete|externe|view|see|display|show)\b.{0,40}(?:inhalte?|content|anzuzeigen|zu\ sehen) | (?:empfohlener|hier\ finden\ sie|an\ dieser\ stelle)\b.{0,30}(?:inhalt|embed) | (?:recommended|external)\ (?:editorial\ )?content | this\ (?:video|content|tweet|post|advertisement)\ (?:is|can|could|was|has)\ (?:not|failed|hosted|provided|unavailable|no\ longer) | we\ apologi[sz]e,\ but\ this\ | ich\ bin\ (?:damit\ )?einverstanden,\ dass\ mir
| (?:we|wir)\ (?:need|ben[öo]tigen)\ (?:your|ihre|deine)\ (?:consent|zustimmung|einwilligung) | link\ zum\ .{3,20}inhalt | n[áa]sleduje\ obsah | p[řr]ej[íi]t\ (?:p[řr]ed|za)\ | (?:allow|load)\ (?:external\ )?(?:content|tweet|twitter|instagram) | ce\ contenu\ (?:est|n.est) | pour\ (?:voir|afficher)\ ce\ contenu
"""
_TAGS = r"""(?:topics?|tags?|key\ ?words?|stichw[oö]rte[rn]?|stichworte|mots[ -]cl[ée]s|palabras\ clave|parole\ chiave|themen|schlagw[oö]rter|schlagworte|sujets?|th[èe]mes?|etiquetas|temas|argomenti|onderwerpen|emner|[äa]mnen|tagi|темы|теги|etiketler|キーワード|filed\ (?:under|in)|published\ (?:under|in)|posted\ in|tagged(?:\ (?:with|as|under))?|categories|more\ on)\s*(?::|$)"""


# In the order in which they are tried: a line that two would claim is the first one's.
_CUES = {
    "ad": _AD,
    "age": _AGE,
    "meter": _METER,
    "notice": _NOTICE,
    "embed": _EMBED,
    "share": _SHARE,
    "related": _RELATED,
    "comment": _COMMENT,
    "bio": _BIO,
    "tags": _TAGS,
    "appeal": _APPEAL,
}
KINDS = tuple(_CUES)
# What a first line may announce of the lines below it.
CUED_BLOCKS = frozenset(("related", "comment", "bio", "share", "appeal", "tags"))
_HEADING_CHARS = 60
_FIRST_LETTER = re.compile(r"\W{0,6}(\w)")  # behind quotes, bullets, arrows
# "The Mill may earn a commission": the paper's name comes first, so this one begins with any letter.
_COMMISSION = re.compile(
    r"\W{0,6}\w+ ?\w* (?:may|will|might) (?:earn|receive|get) (?:an? )?(?:(?:small|affiliate|sales?) )*commission"
)
_LONGEST_APPEAL = 120
# Said anywhere in a line, in languages that do not say it first: "scan the code", "our Telegram channel".
_APPEALS_WITHIN = (
    "二维码",
    "更多原创资讯",
    "客户端第一时间",
    "扫一扫",
    "掃一掃",
    "公众号",
    "公眾號",
    "官方微信",
    "官方微博",
    "ऐप पर",
    "टेलीग्राम चैनल",
    "व्हाट्सएप चैनल",
)
# Looked for anywhere in a small block, in lower case. Plain phrases: a search for each is many times as fast as one
# expression for all.
_APPEAL_PHRASES = tuple(
    """newsletter|news letter|ad block|adblock|app store|google play|android und ios|ios und android|android and ios|ios and android|sign up|unsubscrib|subscri|donat|donor|your support|your inbox|your email|your e-mail
    |support us|support our|support independent|supporting us|supporting our|a month|per month|gave £|gave $|gave €
    |independent reporting|independent journalism|independent local reporting|independent local journalism
    |at any time|whenever you like|pass your address|whatsapp|telegram|connect with us|instagram or facebook|facebook or instagram|google news|newsletter anmelden|our newsletter|top stories|start your day|breaking news alerts|signing up|privacy policy|terms of use|terms of service
    |abonn|spende|postfach|e-mail-adresse|abmelden|finanziert sich|unabhängig zu bericht|unabhängig bericht
    |euro im monat|jederzeit|datenschutz|unterstützen sie|unser journalismus|freie presse|unseren leser
    |votre adresse|votre boîte|votre soutien|se désinscrire|désabonner|faire un don|soutenez|euros par mois
    |nos offres|les offres|offre premium|lettre d’information|lettre d'information|infolettre|recevez chaque|à tout moment
    |boletín|boletines|suscrí|suscrib|su apoyo|su correo|en cualquier momento|iscriv|iscrizione|abbon|sosten|assine |assinaturae |assinatura
    |prenumer|nyhetsbrev|nyhedsbrev|uutiskirje|zapisz się|wesprzyj|odběr|předplat|подпис|поддерж|abone|berlangganan
    |periodismo independiente|haz una donación|haz un donativo|hazte soci|jornalismo independente|faça uma doação
    |giornalismo indipendente|fai una donazione|onafhankelijke journalistiek|doneer|darowizn|niezależne dziennik
    |oberoende journalistik|uavhengig journalistikk|uafhængig journalistik|nezávislou žurnalist|nezávislú žurnalist
    |riippumatonta journalis|незалежну журналіст|независимую журналист|bağımsız gazeteci|független újságír|előfizet
    |jurnalismul independent|ανεξάρτητη δημοσιογραφ|συνδρομητ|jurnalisme independen|periodisme independent
    |会員|ログイン|続きを読む|続きの記事|購読|구독|로그인|订阅|登录""".replace("\n    ", "").split("|")
)


@cache
def _phrases() -> dict[str, dict[str, list[str]]]:
    """Return the phrases by the letter that they may begin with, and by kind."""
    found: dict[str, dict[str, list[str]]] = {}
    for kind, phrases in _CUES.items():
        for phrase in alternatives(phrases.translate(ONE_LETTER)):
            for letter in openings(phrase):
                found.setdefault(letter, {}).setdefault(kind, []).append(phrase)
    return found


@cache
def _beginning_with(letter: str) -> re.Pattern[str]:
    """Return the expression of a tenth of all phrases, or fewer, which is tried several times as fast as all."""
    kinds = _phrases()[letter].items()
    return re.compile("|".join(f"(?P<{kind}>{'|'.join(phrases)})" for kind, phrases in kinds), re.VERBOSE)


def cue_of(text: str) -> str | None:
    """Return what a short line (a heading, a label) announces: a key of _CUES, or None."""
    head = small_letters(text[:_HEADING_CHARS])
    if "commission" in head and _COMMISSION.match(head):
        return "ad"
    if (first := _FIRST_LETTER.match(head)) and first[1] in _phrases():
        cue = _beginning_with(first[1]).match(head, first.start(1))
        if cue is not None:
            return cue.lastgroup
    if head.isascii():
        return None
    return "appeal" if any(phrase in text[:_LONGEST_APPEAL] for phrase in _APPEALS_WITHIN) else None


@lru_cache(maxsize=64)  # blocks around one another often hold the same text
def appeal_words(text: str, *, different: bool = False) -> int:
    """Count the phrases of newsletter, subscription and donation appeals in a text; two are as good as more.

    With `different`, a phrase counts once however often it is said: a story about a messenger names it twice.
    """
    low = text[:2000].lower()
    found = 0
    for phrase in _APPEAL_PHRASES:
        if phrase in low:
            found += 1 if different else low.count(phrase)
            if found > 1:
                break
    return found


def cue_of_line(line: Line) -> str | None:
    """Return what a line announces; blocks inside each other share their first line, so it is asked once."""
    if line.cue == "":
        line.cue = cue_of(line.text)
    return line.cue
