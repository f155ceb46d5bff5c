"""Names of months and weekdays in the languages that newspapers print.

After the Unicode CLDR, with the inflected and short forms met in datelines. All languages stand in one table: of
all names only a few Croatian ones mean another month elsewhere, so a date is read without knowing its language.
"""

from __future__ import annotations

import unicodedata
from functools import cache

_MONTHS = (
    # January
    "jan january januar jänner janv janvier ene enero gen gennaio janeiro januari januarie gener xan xaneiro urt "
    "urtarrila urtarrilaren ion ionawr ean eanáir ian ianuarie sty styczeń stycznia styczniu led leden ledna lednu "
    "januára januarja sij siječanj siječnja siječnju siječnjem јан јануар јануара јануари яну януари ян янв январь "
    "января січ січень січня сту студзень студзеня стд saus sausio sausis janvāris janvārī jaan jaanuar tammi "
    "tammik tammikuu tammikuuta ιαν ιανουάριοσ ιανουαρίου oca ocak yan yanvar yanvarın janar қаң қаңтар जनवरी जाने "
    "जानेवारी জানু জানুয়ারী জানুয়ারি ਜਨ ਜਨਵਰੀ જાન્યુ જાન્યુઆરી ஜன ஜனவரி జన జనవరి ಜನ ಜನವರಿ ജനു ജനുവരി جنوری يناير "
    "ژانویه ژانویهٔ ינואר ינו มกราคม มกรา հնվ հունվար հունվարի იან იანვარი იანვარს",
    # February
    "feb february februar feber févr février fév febrero febbraio fevereiro februari februarie febr febrer febreiro "
    "ots otsaila otsailaren chw chwef chwefror feabh feabhra lut lutego luty lutym úno únor února únr únoru "
    "februára februarja velj veljača veljače veljači veljačom феб фебруар фебруара фев февруари фв февр февраль "
    "февраля лют лютий лютого лютага люты vas vasario vasaris februāris veebr veebruar helmi helmik helmikuu "
    "helmikuuta φεβ φεβρουάριοσ φεβρουαρίου şub şubat fevral fevralın shk shkurt ақп ақпан फ़रवरी फरवरी फेब्रु "
    "फेब्रुवारी फेब्रुअरी ফেব ফেব্রুয়ারী ফেব্রুয়ারি ਫ਼ਰ ਫ਼ਰਵਰੀ ફેબ્રુ ફેબ્રુઆરી பிப் பிப்ரவரி ఫిబ్ర ఫిబ్రవరి "
    "ಫೆಬ್ರ ಫೆಬ್ರವರಿ ഫെബ്രു ഫെബ്രുവരി فروری فبراير شباط فوریه فوریهٔ فبروری פברואר פבר peb pebruari กุมภาพันธ์ กุมภา "
    "փետրվար փետրվարի փտվ თებ თებერვალი თებერვალს pebrero",
    # March
    "mar march märz mrz mars marzo março maart mrt març martxoa martxoaren maw mawrth márta martie mart marca "
    "marzec marcu bře březen března březnu marec ožu ožujak ožujka ožujku ožujkom мар март марта бер березень "
    "березня берез сак сакавік сакавіка kov kovas kovo marts maalis maalisk maaliskuu maaliskuuta március μάρ "
    "μάρτιοσ μαρτίου martın нау наурыз मार्च মার্চ ਮਾਰਚ માર્ચ மார் மார்ச் మార్చి ಮಾರ್ಚ್ മാർ മാർച്ച് مارچ مارس آذار "
    "מרץ מרס מארס maret mac machi มีนาคม มีนา մարտ մարտի մրտ მარ მარტი მარტს marso",
    # April
    "apr april avr avril abr abril aprile api apirila apirilaren ebr ebrill aib aibreán aprilie kwi kwiecień "
    "kwietnia kwietniu kwie dub duben dubna dubnu apríla tra travanj travnja travnju travnjem апр април априла ап "
    "апрель апреля квіт квітень квітня кві кра красавік красавіка крс bal balandis balandžio aprīlis aprīlī aprill "
    "huhti huhtik huhtikuu huhtikuuta απρ απρίλιοσ απριλίου nis nisan aprel aprelin pri prill сәу сәуір अप्रैल "
    "एप्रि एप्रिल अप्रिल এপ্রি এপ্রিল ਅਪ੍ਰੈ ਅਪ੍ਰੈਲ એપ્રિલ ஏப் ஏப்ரல் ఏప్రి ఏప్రిల్ ಏಪ್ರಿ ಏಪ್ರಿಲ್ ഏപ്രി ഏപ്രിൽ اپریل "
    "أبريل نيسان آوریل אפריל אפר เมษายน เมษา ապր ապրիլ ապրիլի აპრ აპრილი აპრილს",
    # May
    "may mai mayo mag maggio maio mei maig maiatza maiatzaren beal bealtaine maj maja maju kvě květen května květnu "
    "svi svibanj svibnja svibnju svibnjem мај маја май мая трав травень травня тра траўня geg gegužė gegužės maijs "
    "maijā touko toukok toukokuu toukokuuta május μάι μάιοσ μαΐου mayıs mayın мам мамыр मई मे মে ਮਈ મે மே మే ಮೇ "
    "മേയ് مئی مايو ماي أيار مه مهٔ می מאי พฤษภาคม พฤษภา մայիս մայիսի մյս მაი მაისი მაისს",
    # June
    "jun june juni juin junio giu giugno junho junie juny xuño eka ekaina ekainaren meh mehefin meith meitheamh iun "
    "iunie cze czerwca czerwiec czerwcu červen června čvn čer červnu júna junij junija lipanj lipnja lipnju lipnjem "
    "јун јуна јуни юни юн июн июнь июня черв червень червня чер чэр чэрвень чэрвеня birž birželio birželis jūnijs "
    "juuni kesä kesäk kesäkuu kesäkuuta június ιουν ιουνίου ιούνιοσ haz haziran iyn iyun iyunun qer qershor мау "
    "маусым जून जुन জুন ਜੂਨ જૂન ஜூன் జూన్ ಜೂನ್ ജൂൺ جون يونيو يونيه يونية حزيران جوان ژوئن יוני יונ มิถุนายน มิถุนา "
    "հնս հունիս հունիսի ივნ ივნისი ივნისს hun hunyo",
    # July
    "jul july juli juil juillet julio lug luglio julho julie juliol xul xullo uzt uztaila uztailaren gor gorff "
    "gorffennaf iúil iul iulie lip lipca lipiec lipcu července červenec čvc črc červenci črv júla julij julija "
    "srpanj srpnja srpnju srpnjem јул јула јули юли юл июл июль июля лип липень липня ліп ліпень ліпеня liep liepa "
    "liepos jūlijs juuli heinä heinäk heinäkuu heinäkuuta július ιουλ ιουλίου ιούλιοσ tem temmuz iyl iyul iyulun "
    "korr korrik kor шіл шілде जुलाई जुलै জুল জুলাই ਜੁਲਾ ਜੁਲਾਈ જુલાઈ ஜூலை జులై ಜುಲೈ ജൂലൈ جولائی يوليو يوليه يولية "
    "تموز جويلية يوليوز ژوئیه ژوئیهٔ جولای יולי יול julai กรกฎาคม กรกฎา հլս հուլիս հուլիսի ივლ ივლისი ივლისს hul "
    "hulyo",
    # August
    "aug august août aoû ago agosto augustus ag agost abu abuztua abuztuaren awst lún lúnasa sie sierpień sierpnia "
    "sierpniu srp srpen srpna srpnu augusta avg avgust avgusta kol kolovoz kolovoza kolovozu kolovozom авг август "
    "августа серп серпень серпня сер жні жнівень жніўня жнівеня жнв rugp rugpjūtis rugpjūčio augusts elo elok "
    "elokuu elokuuta augusti ágú ágúst augusztus αυγ αυγούστου αύγουστοσ ağustos avq avqust avqustun gush gusht gsh "
    "там тамыз अगस्त ऑग ऑगस्ट अगस्ट আগ আগস্ট ਅਗ ਅਗਸਤ ઑગસ્ટ ஆக ஆகஸ்ட் ఆగ ఆగస్టు ಆಗ ಆಗಸ್ಟ್ ഓഗ ഓഗസ്റ്റ് اگست أغسطس آب "
    "غشت أوت اوت آگست אוגוסט אוג agustus agt ogo ogos agosti สิงหาคม สิงหา օգոստոս օգոստոսի օգս აგვ აგვისტო "
    "აგვისტოს",
    # September
    "sep september sept septembre septiembre setiembre set settembre setembro septembro setembre ira iraila "
    "irailaren medi mfómh septembrie wrz wrzesień września wrześniu zář září septembra ruj rujan rujna rujnu rujnom "
    "septembar сеп септембар септембра септември септ септм сент сентябрь сентября сен вер вересень вересня верес "
    "верасень верасня врс rugs rugsėjis rugsėjo septembris septembrī syys syysk syyskuu syyskuuta szept szeptember "
    "σεπ σεπτέμβριοσ σεπτεμβρίου eyl eylül sen sentyabr sentyabrın sht shtator қыр қыркүйек सितंबर सितम्बर सप्टें "
    "सप्टेंबर सेप्टेम्बर সেপ সেপ্টেম্বর ਸਤੰ ਸਤੰਬਰ સપ્ટે સપ્ટેમ્બર செப் செப்டம்பர் సెప్టెం సెప్టెంబర్ ಸೆಪ್ಟೆಂ "
    "ಸೆಪ್ಟೆಂಬರ್ സെപ്റ്റം സെപ്റ്റംബർ ستمبر سبتمبر أيلول شتنبر سپتامبر سپتمبر ספטמבר ספט septemba กันยายน กันยา սեպ "
    "սեպտեմբեր սեպտեմբերի სექ სექტემბერი სექტემბერს setyembre",
    # October
    "oct october okt oktober octobre octubre ott ottobre out outubro urr urria urriaren hyd hydref dfómh octombrie "
    "paź październik października říj říjen října říjnu októbra listopadom oktobar окт октобар октобра октомври "
    "октябрь октября жовт жовтень жовтня жов кас кастрычнік кастрычніка кст spal spalio spalis oktobris oktobrī "
    "oktoober loka lokak lokakuu lokakuuta οκτ οκτωβρίου οκτώβριοσ eki ekim oktyabr oktyabrın tet tetor қаз қазан "
    "अक्तूबर अक्टूबर ऑक्टो ऑक्टोबर अक्टोबर অক্টো অক্টোবর ਅਕਤੂ ਅਕਤੂਬਰ ઑક્ટો ઑક્ટોબર அக் அக்டோபர் అక్టో అక్టోబర్ "
    "ಅಕ್ಟೋ ಅಕ್ಟೋಬರ್ ഒക്ടോ ഒക്‌ടോബർ اکتوبر أكتوبر اکتبر אוקטובר אוק oktoba ตุลาคม ตุลา հոկ հոկտեմբեր հոկտեմբերի ოქტ "
    "ოქტომბერი ოქტომბერს oktubre",
    # November
    "nov november novembre noviembre novembro aza azaroa azaroaren tach tachwedd samh samhain noiembrie noiem lis "
    "listopad listopada listopadzie listopadu novembra stu studeni studenoga studenom studenomu studenome studenog "
    "studenim novembar нов новембар новембра ное ноември ноем нояб ноябрь ноября ноя лист листопад листопада листоп "
    "лис ліс лістапад лістапада lapkr lapkritis lapkričio novembris novembrī marras marrask marraskuu marraskuuta "
    "νοέ νοέμβριοσ νοεμβρίου kas kasım noy noyabr noyabrın nën nëntor қар қараша नवंबर नवम्बर नोव्हें नोव्हेंबर "
    "नोभेम्बर নভে নভেম্বর ਨਵੰ ਨਵੰਬਰ નવે નવેમ્બર நவ நவம்பர் నవం నవంబర్ ನವೆಂ ನವೆಂಬರ್ നവം നവംബർ نومبر نوفمبر نونبر "
    "نوامبر נובמבר נוב nop nopember novemba พฤศจิกายน พฤศจิ նոյ նոյեմբեր նոյեմբերի ნოე ნოემბერი ნოემბერს nob "
    "nobyembre",
    # December
    "dec december dez dezember décembre dic diciembre dicembre dezembro des desember desembre decembro abe abendua "
    "abenduaren rhag rhagfyr noll nollaig decembrie gru grudnia grudzień grudniu pro prosince prosinec prosinci "
    "decembra prosinac prosinca prosincu prosincem decembar дец децембар децембра дек декември декабрь декабря груд "
    "грудень грудня гру сне снежань снежня снж gruod gruodis gruodžio decembris decembrī dets detsember joulu "
    "jouluk joulukuu joulukuuta δεκ δεκέμβριοσ δεκεμβρίου ara aralık dek dekabr dekabrın dhj dhjetor жел желтоқсан "
    "दिसंबर दिसम्बर डिसें डिसेंबर डिसेम्बर ডিসে ডিসেম্বর ਦਸੰ ਦਸੰਬਰ ડિસે ડિસેમ્બર டிச டிசம்பர் డిసెం డిసెంబర్ ಡಿಸೆಂ "
    "ಡಿಸೆಂಬರ್ ഡിസം ഡിസംബർ دسمبر ديسمبر دجنبر دسامبر דצמבר דצמ dis disember desemba ธันวาคม ธันวา դեկ դեկտեմբեր "
    "դեկտեմբերի დეკ დეკემბერი დეკემბერს disyembre",
)
_WEEKDAYS = (
    "thur thurs wednes "
    "mon monday tue tuesday tues wed wednesday thu thursday fri friday sat saturday sun sunday montag dienstag "
    "mittwoch donnerstag freitag samstag sam sonntag lun lundi mar mardi mer mercredi jeu jeudi ven vendredi samedi "
    "dim dimanche lunes martes mié miércoles jue jueves vie viernes sáb sábado dom domingo lunedì martedì mercoledì "
    "gio giovedì venerdì sabato domenica seg segunda-feira segunda ter terça-feira terça qua quarta-feira quarta "
    "qui quinta-feira quinta sexta-feira sexta maandag dinsdag woensdag donderdag vrijdag zaterdag zondag dilluns "
    "dimarts dimecres dijous divendres dissabte diumenge luni marți miercuri joi vineri sâmbătă dum duminică pon "
    "poniedziałek poniedzialek wtorek wto środa środę śro czw czwartek piątek pią sob sobota sobotę niedz niedziela "
    "niedzielę nie pondělí úterý úte středa stř středu středy čtvrtek čtv pátek pát pátku sobotu soboty neděle ned "
    "neděli pondelok utorok štvrtok piatok nedeľa nedeľu ponedjeljak uto utorak sri srijeda čet četvrtak pet petak "
    "sub subota nedjelja пон понедељак уто уторак сре среда чет четвртак пет петак суб субота нед недеља понеделник "
    "вторник вто сряда сря четвъртък петък събота неделя понедельник пнд втр срд среду четверг чтв пятница птн "
    "пятницу суббота сбт субботу воскресенье воскресение вск понеділок понед вівторок вів вівтор середа середу "
    "серед четвер пят суботу субот неділю неділя неділ pirmadienis antradienis trečiadienis ketvirtadienis "
    "penktadienis šeštadienis sekmadienis pirmd pirmdiena otrd otrdiena trešd trešdiena ceturtd ceturtdiena piektd "
    "piektdiena sestd sestdiena svētd svētdiena esmaspäev teisipäev kolmapäev neljapäev reede laupäev pühapäev "
    "maanantai maanantaina tiistai tiistaina keskiviikko keskiviikkona torstai torstaina perjantai perjantaina "
    "lauantai lauantaina sunnuntai sunnuntaina mån måndag månd tis tisdag tisd ons onsdag onsd tors torsdag torsd "
    "fre fredag fred lör lördag lörd sön söndag sönd tirs tirsdag tir tor lør lørdag søn søndag mánudagur þri "
    "þriðjudagur mið miðvikudagur fim fimmtudagur fös föstudagur lau laugardagur sunnudagur hétfő kedd sze szerda "
    "csütörtök péntek szo szombat vasárnap vas δευ δευτέρα τρί τρίτη τετ τετάρτη πέμ πέμπτη παρ παρασκευή σάβ "
    "σάββατο κυρ κυριακή pazartesi pzt sal salı çar çarşamba çrs perşembe prs cuma cmt cumartesi paz pazar सोम "
    "सोमवार मंगल मंगलवार बुध बुधवार गुरु गुरुवार शुक्र शुक्रवार शनि शनिवार रवि रविवार সোম সোমবার মঙ্গল মঙ্গলবার বুধ "
    "বুধবার বৃহস্পতি বৃহস্পতিবার বৃহষ্পতিবার শুক্র শুক্রবার শনি শনিবার রবি রবিবার پیر سوموار منگل بدھ جمعرات جمعہ "
    "ہفتہ اتوار الاثنين الإثنين الثلاثاء الأربعاء الخميس الجمعة الجمعه السبت الأحد دوشنبه سه‌شنبه سهشنبه چهارشنبه "
    "پنجشنبه جمعه شنبه یکشنبه שני שלישי רביעי חמישי שישי שבת ראשון senin sel selasa rab rabu kam kamis jum jumat "
    "sabtu minggu ahad วันจันทร์ จันทร์ วันอังคาร อังคาร วันพุธ พุธ วันพฤหัสบดี พฤหัสบดี พฤหัส วันศุกร์ ศุกร์ "
    "วันเสาร์ เสาร์ วันอาทิตย์ อาทิตย์ "
)

# Slavic names that moved by a month between Croatian and its neighbours.
_CROATIAN = {"lip": 6, "srp": 7, "lis": 10, "listopad": 10, "listopada": 10, "listopadu": 10}
_ELSEWHERE = {"lip": 7, "srp": 8, "lis": 11, "listopad": 11, "listopada": 11, "listopadu": 11}
# Short names that are everyday words or names in English.
_ENGLISH_WORDS = "ago ara bal des dis gen gor kas led lip mac mas medi out paz pro sen set sty tra"

# Languages whose months are in the table; for any other the reader of dates asks dateparser.
_CODES = (
    "en de fr es it pt nl af ca gl eu cy ga ro pl cs sk sl hr bs sr mk bg ru uk be lt lv et fi sv da nb nn no "
    "is hu el tr az sq kk hi mr ne bn pa gu ta te kn ml ur ar fa he id ms sw th hy ka fil ja ko zh vi "
)
LANGUAGES = frozenset(_CODES.split())


def _key(name: str) -> str:
    """Return a name without case and accents, as capitals and hurried typing leave them off."""
    decomposed = unicodedata.normalize("NFD", name.casefold().replace("ı", "i"))
    return "".join(ch for ch in decomposed if not "\u0300" <= ch <= "\u036f")


@cache
def _months() -> dict[str, int]:
    table = {_key(name): number for number, names in enumerate(_MONTHS, start=1) for name in names.split()}
    # In Hebrew the word for "in" is a letter of the month's name: "3 בדצמבר".
    hebrew = {f"ב{name}": number for name, number in table.items() if "א" <= name[0] <= "ת"}
    return table | hebrew | _ELSEWHERE


@cache
def _weekdays() -> frozenset[str]:
    return frozenset(_key(name) for name in _WEEKDAYS.split())


def month_number(name: str, language: str | None = None) -> int | None:
    """Return 1-12 for the name of a month in any of LANGUAGES, or None.

    `language` (a BCP 47 tag) only settles names that mean different things in two languages.
    """
    key = _key(name)
    base = (language or "").split("-")[0].casefold()
    if base == "hr" and key in _CROATIAN:
        return _CROATIAN[key]
    if base == "en" and key in _ENGLISH_WORDS.split():
        return None
    return _months().get(key)


def is_weekday(name: str) -> bool:
    """Return whether a word names a day of the week, whole or shortened, in any language known."""
    return _key(name) in _weekdays()
