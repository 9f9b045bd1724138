"""Sentences that demand by their verb or noun: fordern, erwarten, appellieren, Forderung, brauchen, nötig."""

from __future__ import annotations

from content.demand_words import END, GROUP, LAW, PAPERS, PUBLIC, pattern

_FORDERN = pattern(r"\b(?:fordere|fordert|fordern|forderten?|verlange|verlangt|verlangen|verlangten?)\b")
_GEFORDERT = pattern(
    r"\b(?:wird|werden|wurde|wurden|ist|sind)\b[^,;]*\b(?:gefordert|verlangt)\b"
    r"|\b(?:gefordert|verlangt) (?:wird|werden|wurden?)\b"
)
_NO_FORDERN = pattern(
    r"\b(?:fordert\w*|fordern)\b[^,;]*\san[.!“”]*$"
    r"|\b(?:Todesopfer|Menschenleben|Opfer|Verletzte|Eintritt|Gebühr\w*|Tribut|Zeug(?:en|innen))\b"
    r"|\b(?:Polizei|Gericht\w*|\w+gericht|Staatsanwaltschaft|Feuerwehr)\s+(?:fordert\w*|fordern|verlang\w+)\b"
    r"|\b(?:fordert\w*|fordern|verlang\w+)\b[^,.;]*\bnicht\b(?! nur| länger)"
    r"|\bzu (?:fordern|verlangen)\b|\bniemand\b"
    r"|\b(?:hat|habe|hatten?|haben)\b[^.;]*\b(?:gefordert|verlangt)\b"
    r"|\b(?:kann|können|konnten?|darf|dürfen|könnten?)\b[^,;]*\b(?:fordern|verlangen)\b"
)
_PRICE = pattern(r"\b[Ff]ür\s[^,;]*\bverlang\w+\b|\bverlang\w+\b[^,;]*\bfür\b[^,;]*\d\s*(?:Euro|Cent)\b")
_ERWARTEN = pattern(r"\b(?:erwarte|erwartet|erwarten|erwarteten|erwartete)\b")
_WE_ERWARTEN = pattern(r"\b[Ww]ir\s+erwarten\b|\berwarten\s+wir\b|\b[Ii]ch\s+erwarte\b")
_NO_ERWARTEN = pattern(
    r"\b(?:wird|werden|wurden?|[Ww]ie|als|worden|zu)\b[^,;]*\berwarte[tn]\b"
    r"|\berwarte[tn] (?:wird|werden|Sie|uns|euch|die Besucher)\b"
    r"|\b(?:Wachstum|Anstieg|Rückgang|Zuwachs|Gäste|Besucher\w*|Teilnehm\w*|Ergebnis\w*|Entscheidung|Regen"
    r"|Schnee|Defizit|(?:Minder|Steuer)?[Ee]innahmen|Mehrkosten|Andrang|Verzögerung\w*|Reisende)\b|\bnicht\b"
)
_THAT = pattern(r"\berwarte[tn]\b[^;]*,\s+dass\b")
_OF_SOMEBODY = pattern(r"\b(?:von|vom)\b")
_WISH = pattern(
    r"\b(?:appellier(?:e|t|en|te|ten)\b(?:.*\ban\b|.*,.*zu)"
    r"|(?:poch|dräng|dring)(?:t|en|te|ten)\b(?! sich).*\b(?:dar)?auf\b"
    r"|plädier(?:e|t|en|te|ten)\b.*\bfür\b|mahn(?:t|en|te|ten)\b.*\ban\b"
    r"|(?:ruft|rufen|rief|riefen)\b(?!.*\bins Leben\b).*\bauf\b|wünsch(?:t|en|te|ten) sich (?:von|vom)\b"
    rf"|(?:spricht|sprechen|sprach|sprachen) sich\b.*\bfür\b.*\baus{END}"
    rf"|mach(?:t|en|te|ten) sich\b.*\bfür\b.*\bstark{END}"
    r"|beharr(?:t|en|te|ten)\b.*\bauf\b|dräng(?:t|en|te|ten)\s+(?:das|den|die)\b.*,.*zu"
    r"|[Ii]ch wünsche mir\b|[Ww]ir wünschen uns\b|[Ww]ir lehnen\b[^,;]*\bab\b)"
)
_WISHED = pattern(
    r"\bwünsch(?:t|en|te|ten) sich\b|\bset(?:zt|zen|zte|zten) sich dafür ein, dass\b"
    r"|\b(?:will|wollen), dass\b"
)
_BITTEN = pattern(
    r"\b(?:bitten?|bittet|bat|baten|ersuch(?:t|en|te|ten)|reg(?:t|en) an|[Ww]ir schlagen vor|wird angeregt)"
    r"\b[^.]*(?:,.*(?:\bzu\b|zu[a-zäöüß]{4,}n\b)|\bdass\b|\bum\b)"
)
_EMPFEHLEN = pattern(r"\bempf(?:iehlt|ehlen|ahl|ahlen)\s+(?:de[rmn])\b[^,]*,.*zu")
_NO_BITTEN = pattern(
    r"\b(?:Verständnis|Geduld|Beachtung|Anmeldung|Rückmeldung|Entschuldigung|Spenden?|Antwort|Hinweise|Nachsicht)\b"
)
_FORDERUNG = pattern(
    r"\bForderung(?:en)?\b(?:\s+(?:an\s+(?:die|den|das)\s+)?(?:[\w-]+\s?){0,4})?"
    r"(?:,\s+(?:.+?\bzu\b|dass\b|.+zu\w{4,}n\b)|\s*:\s*\S|\s*nach\s)"
)
_NO_FORDERUNG = pattern(
    r"\b(?:zurück(?:gewiesen)?|ab|abgelehnt|weist|lehnt|lehnen|weisen|aus Lieferungen|in Höhe von|erfüllt)\b"
)
_BRAUCHT = pattern(r"\b(?:braucht|brauchen|brauche es|bräuchten?|bedarf es|[Ee]s bedarf)\b")
_WHAT_WE_NEED = pattern(
    r"\b[Ww]as\s+(?:wir|[a-z]{3}\s+[A-ZÄÖÜ]\w+)\s+(?:\w+\s+)?brauch(?:t|en),\s+(?:ist|sind)\b"
)
_NO_BRAUCHT = pattern(
    rf"\bbrauch(?:t|en){END}|\bbräuchten?(?:{END}|\s+(?:nur|keine?\w*)\b)|\b(?:Sie|man|ich) brauch(?:t|en)\b"
    r"|\b[Ww]er\b[^.;]*\bbraucht\b"
    r"|\bbrauch(?:t|en)\s+(?:nur|lediglich|keine?\w*|sich|Sie|man|ich)\b"
    r"|\bbrauch(?:t|en)\b[^,.;]*\bnicht\b(?! nur)"
    r"|\bbrauch(?:t|en)\s+(?:\w+\s){0,2}\d+\s+(?:Minuten|Stunden|Tage|Wochen|Monate|Jahre)"
)
_PRESSING = pattern(r"\b(?:dringend|endlich|unbedingt|zwingend|sofort|umgehend|jetzt)\b")
_TURN = pattern(rf"\b(?:ist|sind|sei|seien)\b[^,;]*\b(?:am Zug|gefragt){END}")
_INDISPENSABLE = r"(?:essenziell|essentiell|unerlässlich|unabdingbar|unverzichtbar|überfällig)"
_NOETIG = pattern(
    rf"\b(?:ist|sind|wären?|bleibt|bleiben)\b.*\b{_INDISPENSABLE}\b|\b{_INDISPENSABLE}\s+(?:ist|sind)\b"
    rf"|\b(?:hält|halten|hielt|hielten)\b.*\bfür (?:{_INDISPENSABLE}|zwingend|notwendig|erforderlich"
    r"|(?:dringend|zwingend|unbedingt) \w+)\b"
    r"|\b(?:ist|sind|wären?)\b.*\b(?:dringend|zwingend|unbedingt)\s+(?:notwendig|nötig|erforderlich|geboten)\b"
    r"|\b(?:ist|sind|steht|stehen|sieht|sehen)\b.*\bin der Pflicht\b"
    rf"|^(?:Dringend\s+)?(?:Nötig|Notwendig|Erforderlich|Geboten|Unverzichtbar|Überfällig)\s+(?:ist|sind|sei|seien|wären?)\b"
    r"|\bhöchste Zeit\b|^(?:Sinnvoll|Wünschenswert|Hilfreich|Wichtig)\s+wären?\b"
    rf"|\bgehör(?:t|en|e)\b[^,;]{{0,40}}\b(?:abgeschafft|gestrichen|verboten|erhöht|gesenkt|gekürzt|reformiert){END}"
    r"|^(?:Es|Das)\s+(?:kann|könne|darf|dürfe)\s+(?:doch\s+)?nicht\s+(?:an)?sein,\s+dass\b"
)
#: What a sentence that ``is_needed`` holds of has one of.
SIGNS_OF_NEED = (
    "Zug", "gefragt", "essen", "erlässlich", "dingbar", "verzichtbar", "überfällig", "Überfällig", "zwingend",
    "otwendig", "rforderlich", "dringend", "unbedingt", "ötig", "eboten", "Pflicht", "höchste", "wär",
    "gehör", "dass",
)  # fmt: skip


def demands_plainly(sentence: str, _: bool) -> bool:
    """ "Der Verband fordert …"; not what was demanded before, what an accident or a ticket costs."""
    wanted = _FORDERN.search(sentence) or _GEFORDERT.search(sentence)
    if wanted is None or _NO_FORDERN.search(sentence) or LAW.search(sentence):
        return False
    return not _PRICE.search(sentence)


def expects(sentence: str, among_demands: bool) -> bool:
    """ "Wir erwarten vom Land …"; not a forecast."""
    found = _ERWARTEN.search(sentence)
    if found is None or _NO_ERWARTEN.search(sentence):
        return False
    if among_demands and _THAT.search(sentence):
        return True
    return any(found.search(sentence) for found in (_WE_ERWARTEN, _OF_SOMEBODY, GROUP))


def wishes(sentence: str, among_demands: bool) -> bool:
    """ "Die Kammer appelliert an …", "pocht auf", "spricht sich für … aus"; a group's wish."""
    if _WISH.search(sentence):
        return True
    return _WISHED.search(sentence) is not None and (among_demands or GROUP.search(sentence) is not None)


def asks(sentence: str, _: bool) -> bool:
    """ "Wir bitten Sie, … zu …", "empfiehlt dem Land, … zu …"; not for patience."""
    if _EMPFEHLEN.search(sentence):
        return PUBLIC.search(sentence) is not None
    return _BITTEN.search(sentence) is not None and not _NO_BITTEN.search(sentence)


def names_demand(sentence: str, _: bool) -> bool:
    """ "die Forderung, alle Dörfer anzubinden"; not one that was turned down."""
    return _FORDERUNG.search(sentence) is not None and not _NO_FORDERUNG.search(sentence)


def needs(sentence: str, _: bool) -> bool:
    """ "Die Gemeinden brauchen mehr Geld"; not how long something takes."""
    if _WHAT_WE_NEED.search(sentence):
        return True
    return _BRAUCHT.search(sentence) is not None and not _NO_BRAUCHT.search(sentence)


def is_needed(sentence: str, _: bool) -> bool:
    """ "Ein Zeitplan ist unerlässlich", "Das Land ist in der Pflicht"."""
    if _TURN.search(sentence) and PUBLIC.search(sentence):
        return True
    return _NOETIG.search(sentence) is not None and not PAPERS.search(sentence)


def is_pressing(sentence: str) -> bool:
    """Whether a need is urged ("dringend", "endlich"), and so is more than a reason for something else."""
    return _PRESSING.search(sentence) is not None
