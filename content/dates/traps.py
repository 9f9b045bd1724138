"""Figures and words that look like dates and are none: numbers of things, names, amounts, results."""

from __future__ import annotations

import re

from content.dates.context import Context
from content.dates.rule import Rule, skip
from content.dates.shown import MONTH_NAMES

_NUMBERED = re.compile(
    r"(?:§§?|\b(?:Nr|Nummer|Art|Artikel|Abs|Absatz|Rn|Rdnr|S|Seiten?|Kap|Kapitel|Ziff|Ziffer|Tel|Telefon|"
    r"Telefax|Fax|"
    r"Referat|Postfach|Linien?|DIN|ISO|EN|Version|Zimmer|Raum|Haus|Drucksache|Drs|Az|Aktenzeichen|Vorlage|"
    r"Straßenbahnlinien?|Port|Heft|VDI|VDE|RAL|IEC|TRBS|TRGS|DVGW|RFC|Windows|Office|Excel|Word|Server|Typ|Modell|Blatt|Flurstücke?|Flur|Folie|Kennziffer|Articles?|Sections?|Chapter|Annex|Regulation|Directive|Page|Bündnis|Platz|Punkt|Punkte|Tagesordnungspunkt|TOP|Hausnummer|Konto|BLZ|PLZ|"
    r"(?:Straße|Platz|Allee|Weg|Brücke|Ring|Ufer) (?:des|der|vom))\.?)\s*$",
    re.IGNORECASE,
)
#: The further ones of several: "§§ 1922 bis 1941", "Seiten 12, 2019".
_CHAINED = re.compile(
    r"(?:§§?|\b(?:Nrn?|Artt?|Artikeln?|Seiten|Ziffern|Rn|Linien))\.?\s?\d+\w?"
    r"(?:\s?(?:,|und|bis|oder|sowie|[–-])\s?\d+\w?){0,4}\s?(?:,|und|bis|oder|sowie|[–-])\s?$"
)
_COUNTED = re.compile(
    r"(?:(?:\sbis\s|\s?[–-]\s?)[\d.]+)?\s(?:Euro|EUR|€|Mark|DM|Dollar|USD|Franken|Lire|"
    r"Schilling|Cent|Prozent|%|Promille|Grad|Tonnen|Liter|Meter|"
    r"Hektar|Kilo\w*|Quadrat\w+|Kubik\w+|Mega\w+|Giga\w+|Millionen|Milliarden|Mio\.?|Mrd\.?|km²?|m²?|cm|"
    r"mm|kg|kWh?|"
    r"[MG]Wh?|MB|GB|ha|Uhr|Jahre?n?|Tagen?|Stunden|Minuten|Sekunden|Wochen|Monaten?|Mann|Personen|Leute|Volt|Watt|Ampere|Hertz|Kelvin|Lux|Lumen|Dezibel|Zoll|Gramm|"
    r"Pixel|Umdrehungen|kWp|kV|dB|Hz|"
    r"(?P<things>Kinder|"
    r"Frauen|Männer|Menschen|Stück|Mal|Fälle|Plätze|Exemplare|Tote|Verletzte|Kilometer|Einwohner\w*|"
    r"Zuschauer\w*|"
    r"Besucher\w*|Teilnehm\w*|Anwesende|\w*-?Stimmen|"
    r"[A-ZÄÖÜ][a-zäöüß]+ierenden?|Mitarbeiter\w*|Mitglieder\w*|Bürger(?:innen)?|Schüler\w*|Soldaten|"
    r"Beschäftigten?|"
    r"Betten|Häuser|Bücher|Wörter|Zeilen|Zeichen|Punkte|Schritte|Gäste|Wohneinheiten|Euros|Fahrzeuge|"
    r"Autos|Wähler\w*|"
    r"[A-ZÄÖÜ]?[a-zäöüß]*(?:ungen|heiten|keiten|schaften|sätzen?|seiten|stellen|stimmen|anträgen?|plätzen?|"
    r"haushalten?|wohnungen|einheiten|betrieben?|unternehmen|schriften|formularen?|akten|geräten?|gemeinden|"
    r"kommunen|vorgängen?|verfahren|studierenden?|behörden|dokumenten?|posten|blättern?|bäumen?|metern?|"
    r"kindern?|arbeitern?|nutzern?|konten|fällen?|projekten?|leistungen|tonnen|familien|nahmen|gaben|"
    r"ionen|itäten|"
    r"bescheiden?|fragen|briefen?|innen|booten?|panzern?|truppen|kilometern?)))\b",
    re.IGNORECASE,
)
#: A noun inside a sentence that the year rather dates: "vor der Wahl 2024 Stellungnahmen".
_DATED_NOUN = re.compile(r"[\w,;)] [A-ZÄÖÜ][\w-]{2,}\s$")
_PRICED = re.compile(r"(?:\b(?:DM|Mark|Euro|EUR|USD|CHF|Fr\.|Franken|Dollar)|[€$£])\s?$")
#: A noun that may be counted, with adjectives before it: "hessischen Truppen".
_NOUNS = re.compile(r"(?:\s[a-zäöüß]+(?:en|e|er))?\s[A-ZÄÖÜ][a-zäöüß]+(?:e|en|er|ern|n|s)\b")
_QUANTIFIED = re.compile(
    r"\b(?:rund|insgesamt|circa|ca\.|über|unter|mehr als|weniger als|knapp|fast|gut|mindestens|je|pro)\s+$"
)
_THERE = re.compile(r"\b[Ee]s (?:wurden|waren|sind|gibt|gab|liegen|lagen|gingen|kamen|fehlen|fehlten)\s+$")
_NOUN_AND_VERB = re.compile(
    r"\s[A-ZÄÖÜ][\w-]+(?:e|en|er|n|s)\s(?:wurden|sind|waren|gingen|haben|hatten|kamen|liegen|werden|fehlen|"
    r"stehen|nahmen|leben|[a-zäöüß]{3,}ten)\b"
)
_TITLED = re.compile(
    r"(?:\b(?:Frau|Herrn?|Familie|Stadt|Gemeinde|Dr\.|Prof\.|Professor|Landrat|Landrätin|Kolleg(?:e|en|"
    r"in)|Senator(?:in)?|"
    r"Abgeordneten?|Stadtr(?:at|ätin)|Firma|Ort|Ortsteil|Kreis|Bischof|Papst|Kaiser|König|Fürst|Herzog|"
    r"Kurfürst)|"
    r"\b(?:[A-ZÄÖÜ]\w*)?(?:[Mm]inister|präsident|meister|sprecher|direktor|leiter|dezernent|abgeordneter?|"
    r"chef|kanzler|sekretär|"
    r"referent|richter|professor|vorsitzender?)(?:in|n|s)?)\s+(?:[A-ZÄÖÜ]\w+\s+|[A-Z]\.\s+)?$"
)
#: What leads a month or season that could be somebody's name.
_LED = re.compile(
    r"(?:\b(?:im|am|an|die|das|dieser|dieses|ein|eine[nmrs]?|kein|keine[nmrs]?|jeder|auch|nur|als|wie|"
    r"dann|zu|beim|durch|vom|seit|ab|bis|bis zum|zum|Anfang|Mitte|Ende|und|oder|für|nach|vor|den|dem|der|"
    r"des|diesen|diesem|in|"
    r"von|gegen|zwischen|seit dem|Monat|Monats|über|während|ab dem|beginnend|noch|schon|bereits|erst|"
    r"jeden|jedes|Monate[ns]?|"
    r"aus dem|Stand:?|spätestens|voraussichtlich|Beginn|wonnemonat|letzten|nächsten|kommenden|"
    r"vergangenen)|[/–(,-])\s*$",
    re.IGNORECASE,
)
_AMBIGUOUS = {
    "mai",
    "märz",
    "august",
    "april",
    "sommer",
    "winter",
    "herbst",
    "frühling",
    "sonntag",
    "freitag",
    "montag",
}
_SURNAME = re.compile(r"\s[A-ZÄÖÜ][a-zäöüß]+\b")
_AND_MONTH = re.compile(rf"\s?(?:,|/|–|-|\s(?:und|oder|bis|sowie))\s?(?:{'|'.join(MONTH_NAMES)})\b")
_OPENED, _CLOSED = re.compile(r"[„»\"“‚›](?:D(?:er|ie|as)\s)?$"), re.compile(r"[“«\"”‘‹]")
_COMPANY = re.compile(
    r"\s(?:(?:[A-ZÄÖÜ][\w-]*\s){0,2}(?:AG|SE|KG|GmbH|OHG|UG|GbR|mbH|eG|e\.\s?V|und\sPartner)\b|&\s[A-ZÄÖÜ])"
)
_COMPOUND_NUMBERS = (
    "|".join(
        f"{head}nummer{end}"
        for head in (
            *("Konto", "Kunden", "Steuer", "Vorgangs", "Inventar", "Rechnungs", "Telefon", "Fax", "Mobil"),
            *("Vergabe", "Register", "Personal", "Matrikel", "Bestell", "Vertrags", "Objekt", "Haus"),
            *("Antrags", "Melde", "Projekt", "Fall", "Ausweis", "Akten", "Drucksachen", "Vorlagen", "Serien"),
            *("Postleit", "Modell", "Versions", "Gebäude", "Flurstücks", "Zimmer", "Linien", "Partie"),
        )
        for end in ("", "n")
    )
    + "|Konto|Kto|Bankleitzahl|BLZ"
)


def stands_free(context: Context, start: int) -> bool:
    """Whether a figure begins here: no letter, figure, "/", "§" … is glued to its left."""
    left = context.text[start - 1 : start]
    if left == "/" and context.text[max(0, start - 2) : start - 1].isdigit():
        return False
    if left in ("/", "-", "–"):
        return not re.search(r"[\d\w][/–-]$", context.before(start, 2)) or bool(
            re.search(r"(?:\b\d{4}|[^\W\d_])[/–-]$", context.before(start, 6))
        )
    if left == ")":
        return not context.text[max(0, start - 2) : start - 1].isdigit()
    if left in (".", ",", ":"):
        return not context.text[max(0, start - 2) : start - 1].isdigit()
    return not (left.isalnum() or left in ("_", "§", "#", "+", "€", "$", "@", "=", "&"))


def numbered(context: Context, start: int) -> bool:
    """Whether the figure numbers a thing ("Nr. 2019", "Seite 2015", "Straße des 17. Juni")."""
    before = context.before(start)
    return _NUMBERED.search(before) is not None or _CHAINED.search(before) is not None


def is_quantity(context: Context, match: re.Match[str]) -> bool:
    """Whether a year-like figure counts something ("2026 Datensätze", "rund 1500", "1998 Euro")."""
    after_noun = _DATED_NOUN.search(context.before(match.start())) and 1800 <= int(match[0]) <= 2100
    if (counted := _COUNTED.match(context.text, match.end())) and not (after_noun and counted["things"]):
        return True
    if re.match(r"\s?[°%€$]|,[-–]", context.after(match.end(), 2)):
        return True
    if _PRICED.search(context.before(match.start(), 12)):
        return True
    if _THERE.search(context.before(match.start())) or _first_counts(context, match):
        return True
    some_noun = _NOUNS.match(context.text, match.end()) is not None
    if _QUANTIFIED.search(context.before(match.start())):
        return some_noun or int(match[0]) < 1900
    return some_noun and not 1800 <= int(match[0]) <= 2100


def _first_counts(context: Context, match: re.Match[str]) -> bool:
    """Whether a figure opens a sentence before its noun: a date there is followed by the verb."""
    before = context.before(match.start(), 3)
    return (not before or before.endswith((". ", "\n", "! ", "? "))) and bool(
        _NOUN_AND_VERB.match(context.text, match.end())
    )


def is_name(context: Context, match: re.Match[str], group: str) -> bool:
    """Whether the month, season or weekday in a match's group is a surname, a first name or a place."""
    (start, end), word = match.span(group), match[group].lower()
    before = context.before(start)
    if not match[group][0].isupper() or _TITLED.search(before):
        return True
    if re.match(r"-[^\W\d_]", context.after(end, 2)) or re.search(r"\w-$", before):
        return True
    if _COMPANY.match(context.text, end) or (_OPENED.search(before) and _CLOSED.match(context.text, end)):
        return True
    if word not in _AMBIGUOUS or _LED.search(before) or _AND_MONTH.match(context.text, end):
        return False
    if re.search(r"\b[A-ZÄÖÜ][\w.]+\s$", before):
        return True
    return _SURNAME.match(context.text, end) is not None


def is_first_name(context: Context, match: re.Match[str]) -> bool:
    """Whether a feast is the name of a person ("Nikolaus") or of a church here."""
    if re.search(r"\b(?:Pfarr\w*|Kirche|Kapelle|Kloster|Stift|St\.)\s+$", context.before(match.start())):
        return True
    if match["h"].lower() != "nikolaus":
        return False
    return not re.search(r"\b(?:an|zu|am|bis|vor|nach|über|seit|zum)\s+$", context.before(match.start()))


RULES = (
    Rule("web address", "https://www.example.org/2024/index-2025.html", "",
         r"<https|http|www|ftp>\S*[\w/]", skip),
    Rule("amount", "2.027,50", "", r"{figure}(?:\.\d{3})+(?:,\d+)?", skip),
    Rule("decimal", "1998,50", "", r"{figure},\d+", skip),
    Rule("dotted number", "10.12.20.24", "", r"{figure}(?:\.\d+){2,}", skip),
    Rule("file name", "2027-10-05.jpg", "",
         r"{figure}(?:[._-]+[^\W_]{1,20}){0,5}\.(?:pdf|docx?|xlsx?|pptx?|od[tsp]|jpe?g|png|tiff?|txt|csv|zip|html?|msg|eml|xml|"
         r"mp[34])", skip),
    Rule("phone number", "0351/8192-150", "", r"0\d{1,5}\)?\x20?[/\x20–-]\x20?\d[\d\x20/-]*\d", skip,
         "figure"),
    Rule("dialled number", "49 351 564 10300", "", r"(?<=\+)\d{1,3}[\d\x20()/-]{6,}\d", skip, "figure"),
    Rule("file number", "Az. 2-1051/19/12", "",
         r"<Aktenzeichen|Az|Gz|AZ>[.:]{0,2} ?(?:[\w./-]*\d[\w./-]*)(?: [A-Za-z]{1,4}\.? \d[\w./-]*)?", skip),
    Rule("number of a thing", "Nr. 17/2024", "",
         r"<Nr|Nummer|Drucksache|Drucksachen|Drs|BT-Drs|Vorlage|Vorlagen-Nr|"
         r"Beschluss-Nr>\.?:? ?(?:Nr\. ?)?[A-Z]{0,3}\d[\w./-]*", skip),
    Rule("number in a compound", "Kontonummer 2019 2020 2021", "",
         rf"<{_COMPOUND_NUMBERS}>:? \d[\w./-]*(?: \d[\w./-]*)*", skip),
    Rule("telephone", "Telefon: 0351 2024", "",
         r"<Telefon|Telefax|Tel|Fax|Mobil|Durchwahl>\.?:? ?[+(]?\d[\d()/–\x20-]*", skip),
    Rule("act of the Union", "(EU) 2018/1724", "", r"<EU|EG|EWG>\)? ?(?:Nr\. ?)?\d{1,4}/\d{2,4}", skip),
    Rule("directive of the Union", "2014/24/EU", "", r"{figure}/\d{1,4}/(?:EU|EG|EWG|Euratom)", skip),
    Rule("book number", "ISBN 3-1998-2004-1", "", r"<ISBN|ISSN>(?:-1[03])?:? ?[\d-]+", skip),
    Rule("bank account", "IBAN DE12 2004 2015 1998", "", r"<IBAN>:? ?[A-Z]{2}[\d\x20]+", skip),
    Rule("place named after a date", "Straße des 17. Juni", "",
         r"<Straße|Platz|Brücke|Allee|Ring|Ufer|Weg> (?:des|der|vom) \d{1,2}\. [^\W\d_]+", skip),
)  # fmt: skip
