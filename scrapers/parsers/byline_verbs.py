"""The verbs that reporters sign with inside a standfirst, and what must stand around them. Data only.

The forms are those that one weekly printed between 1999 and 2024 (63 patterns); the other languages have the same
forms where they are natural. A verb that newsmakers share with reporters ("urges", "joined", "takes on") counts
only in front of the words that it had there.
"""

from __future__ import annotations

from scrapers.parsers.expressions import on_first_use

# "writes NAME": nobody but an author stands behind these, wherever in the standfirst.
SURE_VERB_FIRST = (
    "writes?|schreib(?:t|en)|écri(?:t|vent)|escriben?|escreve(?:m)?|scriv(?:e|ono)|schrijf(?:t"
    "|ven)|skriver|kommentier(?:t|en)"
)
# ", reports NAME": a comma, a dash or a lost no-break space before it, and the end behind it.
VERB_FIRST = (
    "reports?|says?|argues?|explains?|asks?|investigates?|bericht(?:et|en)|meint|findet|raconte(?:nt)?"
    "|rapporte(?:nt)?|analyse(?:nt)?"
    "|relata|cuenta|informan?|analiza|racconta|analizza|relatam?|conta|rapporterar?|fortæller|forteller"
)
# People in general: whom a reporter speaks to. With them as object the subject is the author.
GROUP = (
    "people|those|students|workers|strikers|pickets|protesters|protestors|marchers|demonstrators|campaigners|activists"
    "|residents|tenants|migrants|refugees|nurses|teachers|drivers|families|survivors|parents|women|delegates"
    "|voters|locals"
    "|villagers|farmers|miners|firefighters|neighbours|neighbors|crowds?|trade unionists|some|members|staff"
    "|pensioners|young"
)
_FEW = r"(?:[^\W\d_'’-]+ ){0,4}?"
NAME_FIRST = (
    r"looks? (?:back |again |ahead |forward )?(?:at|into|to)(?= )"
    r"|explains?|reviews?|analy[sz]es?|investigates?|assess(?:es)?|examines?|unpicks?|unpacks?"
    r"|argues? that|shows? how|warns? against|argues?(?=,)|(?<=, )argues?(?= )|writes?(?=[.,]| from | about | "
    r"on |$)|asks? (?:whether|why|how|what|if)(?= )|considers?(?= (?:the|what|how|why|whether) )"
    r"|reports?(?=[.,]|$| (?:from|on|live|back|in)\b)"
    rf"|joined(?= the {_FEW}(?:{GROUP})\b)"
    r"|urges?(?= (?:\S+ ){0,4}readers\b)"
    rf"|takes? on(?= (?:the|some|those|their) {_FEW}(?:arguments?|myths?|claims?|questions?|lies|critics)\b)"
    rf"|(?:spoke|speaks?|talked|talks?) (?:to|with)(?= {_FEW}(?:{GROUP})\b)"
    r"|berichtet(?= aus |[.]? ?$)|interviewed|interviews"
)
# "… but as NAME argues, …": in the middle of a sentence only with these, and a stop behind.
AS_NAME_RE = on_first_use(r"(?:argue|explain|report|write|show|discover|find)s?(?: how| that)?")
# Only behind the role of a critic or an editor: "Critic Mark Brown offers highlights".
ROLE_NAME_FIRST = (
    "offers|picks|chooses|selects|recommends|reports|says|writes|argues|meets|visits|travels"
    "|finds|reflects|remembers|recalls|answers"
)
SAYS_FIRST = "says?"
# "told NAME why": the one who is told asked the questions.
TOLD = (
    "told|tells|spoke to|spoke with|speaks to|speaks with|talks? to|talked to|talked with|(?:is |was "
    ")?interviewed by|in conversation with"
)
TOLD_NEXT = on_first_use(r"(?i)\s+(?:about|why|how|what|of)\b|\s*[.,;:!?]?\s*$|\.\s")

VERB_FIRST_RE = on_first_use(rf"(?i)(?<![\w’'-])(?P<verb>{SURE_VERB_FIRST}|{VERB_FIRST}),?\s(?=[^\W\d_])")
SURE_RE = on_first_use(rf"(?i)(?:{SURE_VERB_FIRST})")
NAME_FIRST_RE = on_first_use(rf"(?<![\w’'-])(?P<verb>{NAME_FIRST})(?![\w’'-])")
ROLE_NAME_FIRST_RE = on_first_use(rf"(?<![\w’'-])(?P<verb>{ROLE_NAME_FIRST})(?![\w’'-])")
SAYS_FIRST_RE = on_first_use(rf"(?<![\w’'-])(?P<verb>{SAYS_FIRST})(?![\w’'-])")
TOLD_RE = on_first_use(rf"(?<![\w’'-])(?P<verb>{TOLD})\s(?=[^\W\d_])")
# "A statement from ORGANISATION on": the house that signs it.
STATEMENT_RE = on_first_use(
    r"^(?:A|An|This) (?:joint |open )?(?:statement|letter|appeal|declaration) (?:from|by) (?:the )?"
    r"(?P<who>[^,.;:]{3,60}?)(?=(?:,| on | about | against | after | to | in response to |\.?$))"
)
# A sentence of its own at the end: "Interview by A B", "Von A B".
LAST_SENTENCE_RE = on_first_use(
    r"(?:^|(?<=[.!?»”\"…] )|(?<=[.!?»”\"…]))(?:[A-ZÀ-Þ][^.!?]{0,40}\s(?:by|von|par|por|di|door|av|af)|By|Von"
    r"|Par|Por|Di|Door|Av|Af)\s[^.!?;:]{3,120}\.?$"
)
