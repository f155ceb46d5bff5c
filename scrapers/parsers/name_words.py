"""The words that tell names of people from other words. Data only; lower case, compared after casefold().

Publishers are not listed: a paper is known by the words that papers call themselves (Gazette, Times, News), and
a caller that knows the printed name of its paper passes it on.
"""

from __future__ import annotations


def word_set(text: str) -> frozenset[str]:
    """Return the words of a text as a set."""
    return frozenset(text.split())


# Small words inside a name. They neither begin nor end one unless they are printed with a capital.
PARTICLES = word_set(
    "de di da do dos das del dal della delle dei degli du des d' la le las los lo van von vom der den dem ten "
    "ter te 't "
    "zu zum zur af av al el ul ud bin ibn bint bt ben abu y e i san st st. ap wa ka ole"
)
# In these a capital is only the start of the line: "Von Trapp" is one surname and no full name.
SURNAME_PARTICLES = word_set("von vom zu zum zur")
TITLES = word_set(
    "dr dr. prof prof. professor mr mr. mrs mrs. ms ms. miss sir dame lord lady baroness rev rev. reverend fr. sr. "
    "dra dra. doña don h.c. med. dipl.-ing. ing. mag. mme m. dott. dott.ssa imam rabbi sheikh"
)
SUFFIXES = word_set("jr jr. sr sr. ii iii iv jnr snr filho neto júnior")
HONOURS = word_set("mp mep msp ms mla obe mbe cbe kc qc phd ph.d. ph.d md m.d. frs rn ma msc ba mba esq esq. hon")

# Never part of a name: function words, words of the furniture of pages, words for papers, firms and public bodies.
NEVER = word_set(
    """
    the and or of to at on for from with without this that these those is are was were be been has have had would could
    should not no all any some more most much many than then there here how why what when where who whom whose which
    by our your its their they she me about after before over under down out off into via now just but
    advertisement advertising advertorial sponsored promoted subscribe subscription newsletter newsletters sign log
    login register reads comments comment share tweet print listen watch video videos audio podcast gallery
    photo photos picture pictures image images caption credit file update updated updates published posted modified
    follow email e-mail view copyright rights reserved cookie cookies privacy menu search skip loading click download
    latest breaking exclusive related trending popular topics contents contact homepage editorial editorials dies
    letters obituary obituaries opinion analysis interview feature features stories article articles report says
    reports archive edition issue pages quiz crossword recipe recipes horoscope weather byline statement discover
    news newspaper newspapers press media agency agencies times gazette herald tribune chronicle telegraph observer
    guardian independent courier journal mirror daily weekly evening morning worker workers magazine review reviews
    radio television tv broadcasting online digital website editors staff team desk newsroom bureau network
    ltd plc inc inc. corp corp. corporation company gmbh ag llc group holdings association society party everything
    government parliament council committee commission ministry department office university college hospital
    police service authority foundation institute federation campaign coalition alliance movement appointment
    supreme national international republic kingdom federal
    redaktion nachrichten zeitung kommentar anzeige werbung meinung mehr oder der das ein eine auf für aus nach bei
    über nicht auch ist sind deutsche und
    et une dans avec pour lire abonnez abonnés rédaction actualités
    para sobre más leer redacción noticias agencia periódico diario
    redazione notizie leggi agenzia redactie nieuws nyheter nyheder les-mer
    publicado publicada publicación actualizado actualizada actualización pubblicato aggiornato publié modifié
    veröffentlicht aktualisiert erschienen gepubliceerd bijgewerkt publicerad uppdaterad publisert oppdatert
    opublikowano aktualizacja publikováno aktualizováno опубликовано обновлено yayınlanma güncelleme giriş
    diterbitkan tayang
    입력 기사입력 최초입력 최종입력 수정 기사수정 최종수정 등록 기사등록 승인 송고 송고시간 게재 발행 업데이트
    公開 公開日 公開日時 更新 更新日 更新日時 最終更新 配信 掲載 投稿日
    发布 发布时间 發布 發布時間 发表 发表时间 时间 時間
    youtube facebook twitter instagram whatsapp linkedin tiktok google
    """
)
# Words of sections and calendars. A line of its own with one of them is taken for a section; after "By" a person may
# bear one (Sunday and Friday are first names in Nigeria).
SOFT = word_set(
    """
    freie freier freiberufliche freiberuflicher
    monday tuesday wednesday thursday friday saturday sunday january february july september october november december
    montag dienstag mittwoch donnerstag freitag samstag sonntag lundi mardi mercredi jeudi vendredi samedi dimanche
    today yesterday tonight week weekend year years month months day hour hours minute minutes min ago christmas easter
    world worldwide local regional national global europe european africa african asia asian america american americas
    politics political economy economic economics business finance financial money markets market property science
    technology tech health healthcare medical education environment environmental climate energy sport sports football
    cricket rugby tennis golf racing culture cultural arts art entertainment film films movies music books book theatre
    theater style fashion travel food drink lifestyle life family home homes garden gardening motoring cars auto
    transport jobs careers crime justice legal court courts defence defense security military war foreign
    home affairs affair society social public human rights religion faith history wildlife nature animals housing
    labour labor socialist conservative liberal democratic republican parliamentary diplomatic industrial
    religious celebrity showbiz lobby audience
    crisis change strike strikes protest protests
    election elections vote referendum budget brexit tax pay cost costs living long short top best worst big new old
    high low full first last next early late free senior junior chief deputy assistant associate executive special
    general managing leading data crime investigations investigative consumer community communities rural city town
    county village street road avenue district province state region island isle coast valley river lake mount
    fact check explainer explained profile profiles quick guide inside behind real estate middle north south east
    northern southern eastern western central upper lower greater house white black
    politik wirtschaft kultur wissen wissenschaft gesellschaft panorama lokales regionales reise gesundheit
    politique économie société monde culture sciences économique santé étranger politisk
    política economía sociedad cultura deportes mundo internacional nacional salud ciencia
    politica economia cronaca esteri sportiva spettacoli cultuur economie buitenland binnenland
    """
)
# A surname or a middle name can be one of these; a first name in a paper hardly ever.
LAST_ALLOWED = word_set(
    "day best new long short white black street north south east west house art book books film lake rivers cost money "
    "court change music drink garden road land home christmas sport valley justice guide big free last tax strike "
    "bureau city town staff college worker weekly early price page read singer nurse mayor chancellor"
)
# Words for places that stand last in their names. They count only where a place is expected.
PLACE_LAST = word_set(
    "bridge bridges street road city town county island islands isle square beach bay port harbour valley "
    "airport station "
    "shire castle abbey heath straße strasse platz"
)
# Two words that look like a person and are a place or a body.
NOT_PEOPLE = frozenset(
    " ".join(name.split())
    for name in """
    hong kong | buenos aires | tel aviv | costa rica | puerto rico | sri lanka | burkina faso | saudi arabia |
    sierra leone | el salvador | cape town | addis ababa | kuala lumpur | rio grande | rio de janeiro | sao paulo |
    são paulo | mexico city | las vegas | los angeles | dar es salaam | port elizabeth | st petersburg | belo
    horizonte | phnom penh | abu dhabi | palo alto | cabo verde | timor leste | downing street | wall street | white
    house | red cross | scotland yard | isle wight | nova scotia | papua new guinea | tierra firme | great britain |
    viet nam | quezon city | silicon valley | capitol hill | grand prix | formula one | premier league | champions
    league | baden württemberg | la rochelle | le havre | den haag | aix en provence | rhode island |
    palma de mallorca | santiago de chile | santiago de compostela | jerez de la frontera | porto alegre |
    mont blanc | côte d'ivoire | name supplied | address supplied | big brother | black friday | cyber monday |
    artificial intelligence | supply chain
    """.replace("\n", " ").split("|")
)
NEVER_FIRST = word_set(
    "new north south east west san santa los las saint sankt great united isle mount lake port fort el puerto costa "
    "upper lower greater former ex our more nord süd ost aux in von vom zu im am"
)

PRESS_ROLES = word_set(
    """
    editor editors reporter reporters correspondent correspondents writer writers columnist columnists journalist
    journalists critic critics reviewer author photographer photojournalist illustrator cartoonist blogger contributor
    contributors sub-editor subeditor intern stringer newsreader anchor host presenter freelance freelancer translator
    redakteur redakteurin redakteure redakteurinnen reporterin korrespondent korrespondentin journalistin autor autorin
    volontär volontärin kolumnist kolumnistin chefredakteur chefredakteurin kritiker kritikerin politikredakteurin
    sportredakteur ressortleiter ressortleiterin chefreporter chefreporterin
    journaliste journalistes rédacteur rédactrice correspondant correspondante envoyé envoyée envoyés chroniqueur
    chroniqueuse éditorialiste reporter grand-reporter
    periodista redactor redactora corresponsal enviado enviada columnista autora editora reportero reportera colaborador
    giornalista inviato inviata corrispondente redattore redattrice caporedattore autrice
    jornalista repórter correspondente colunista redacteur verslaggever verslaggeefster correspondent columnist
    skribent korrespondent journalist redaktør redaktör reporter kommentator toimittaja dziennikarz dziennikarka
    redaktor redaktorka muhabir muhabiri gazeteci wartawan penulis журналист корреспондент обозреватель редактор
    δημοσιογράφος phóng-viên meteorologist
    """
)
# Languages that write words together: "Wirtschaftsredakteur", "Auslandskorrespondentin".
ROLE_ENDINGS = (
    "redakteur",
    "redakteurin",
    "redakteure",
    "korrespondent",
    "korrespondentin",
    "reporter",
    "reporterin",
    "journalist",
    "journalistin",
    "kolumnist",
    "kolumnistin",
    "ressortleiter",
    "ressortleiterin",
    "redacteur",
    "correspondent",
    "verslaggever",
    "redaktør",
    "redaktör",
    "toimittaja",
    "újságíró",
    "szerkesztő",
)
# People whom papers quote: before a name they show that it is written about ("Labour MP John Smith argues").
NEWSMAKER_ROLES = word_set(
    """
    mp mps mep msp minister ministers premier chancellor president vice-president pm senator senators congressman
    congresswoman governor mayor councillor councilor secretary spokesman spokeswoman spokesperson chairman chairwoman
    chair chief ceo boss director manager coach striker captain detective superintendent inspector sergeant officer
    officers general admiral colonel judge prosecutor lawyer barrister king queen prince princess duke duchess pope
    bishop archbishop ambassador envoy leader leaders politician lawmaker economist analyst scientist expert experts
    professor researcher actor actress singer star footballer billionaire tycoon founder victim suspect commissioner
    doctor nurse head tory labour lib dem democrat republican backbencher
    ministerin kanzler kanzlerin präsident präsidentin chef chefin sprecher sprecherin bürgermeister politiker
    abgeordneter trainer experte expertin forscher ministre président présidente maire députe député députée avocat
    sociologue historien historienne politologue économiste ministro ministra presidente presidenta alcalde alcaldesa
    diputado sindaco deputato
    """
)
# Roles of people who sign articles, letters and tributes besides the two lists above.
OTHER_ROLES = word_set(
    """
    activist activists campaigner member members candidate organiser organizer convenor convener delegate rep reps
    shop-steward steward supporter student teacher striker worker academic lecturer historian poet novelist playwright
    comedian filmmaker film-maker musician artist socialist unionist former figure resident tenant pensioner socialists
    volunteer trade co-author coordinator co-ordinator dozent dozentin schriftsteller schriftstellerin écrivain
    écrivaine
    escritor escritora scrittore scrittrice philosophe essayiste
    """
)
ROLES = PRESS_ROLES | NEWSMAKER_ROLES | OTHER_ROLES
# Titles of an office that are also given names or surnames of many people.
# A role that is as likely a name ("Stephen King") does not rule a name out.
_NAME_LIKE_ROLES = word_set("king prince bishop pope judge star head duke coach captain poet steward host dem author")
NEVER_IN_NAMES = (NEVER - PARTICLES) | (ROLES - _NAME_LIKE_ROLES)
# The last word of who signs together: "Mill Weekly Staff".
DESKS = word_set("staff team desk newsroom bureau network editors reporters contributors redaktion redaktionsteam")
# What a byline says of a desk or a house: "BBC News", "Sparrow Team", "Redaktion nordblick.de".
ORGANISATION = word_set(
    """
    news team staff desk newsroom redaktion redaktionsteam rédaction redacción redazione redactie newspaper media press
    online magazine times gazette herald tribune chronicle telegraph observer guardian journal worker daily weekly
    network editorial agency bureau zeitung institute campaign union party council group society association
    """
)
# A text with one of these tells something; it is no role.
SENTENCE_WORDS = word_set(
    "is was are were be been has have had will would could should who that which said says told when where"
)
DEMONYMS = word_set(
    """
    american australian british canadian chinese egyptian english french greek indian iranian iraqi irish israeli
    italian japanese kenyan lebanese libyan mexican nigerian pakistani palestinian polish portuguese russian scottish
    spanish sudanese swedish syrian tunisian turkish ukrainian venezuelan welsh afghan african argentinian brazilian
    bosnian catalan chilean colombian cuban czech danish dutch ethiopian european haitian hungarian indonesian kurdish
    moroccan nigerian norwegian peruvian serbian somali thai tibetan vietnamese yemeni zimbabwean
    """
)
