"""Who acts: the bodies and offices that German sentences name as the one who announces or decides."""

from __future__ import annotations

import re

_OFFICE = (
    r"(?:[A-ZÄÖÜ][\w-]*(?:minister|präsident|meister|senator)(?:in)?|Minister(?:in)?|Land(?:rat|rätin)"
    r"|Präsident(?:in)?|Intendant(?:in)?|Dezernent(?:in)?)"
)
_BODY = (
    r"(?:[A-ZÄÖÜ][\w-]*(?:ministeri(?:um|en)|regierung(?:en)?|kanzlei|verwaltung|behörde|agentur|werke|betriebe"
    r"|gesellschaft|(?:städte|gemeinde|landkreis|kreis|handwerks)tag|kreis|amt|verband|kammern?|kassen?"
    r"|gemeinden?|anstalt|universität|hochschulen?|stiftung|reederei|direktion|unternehmen|konzern|parteien|verbund)"
    r"|(?:Stadt|Gemeinde|Orts|Verkehrs|Bei|Aufsichts|Verwaltungs|Minister|Bundes|IT-Planungs|Kirchen)?[Rr]at"
    r"|Landtag|Bundestag|Kreistag|Land|Länder|Bund|Bundesländer|Freistaat|Staat|Stadt|Städte|Gemeinden?|Kommunen?|Kreise?|Kabinette?"
    r"|Regierung(?:en)?|Ministerinnen und Minister|Koalition|Senat|Bürgerschaft|Magistrat|Verwaltung|Bahn"
    r"|Ministerium|Ministerien|Behörden?|Amt|Ämter|Kommission|EU-Kommission|EU|Klinikum|Universität|Hochschulen?|Verband"
    r"|Kammern?|Kassen?|Agentur|Gesellschaft|Reederei|Unternehmen|Konzern|Seiten|Partner|Stadtwerke|Stiftung)"
)
_LED = r"(?:(?:[a-zäöüß]+(?:e|en|er|es)|[A-ZÄÖÜ]\w+(?:isch|er)(?:e[nrms]?)?)\s+){0,2}?"
_NAMES = r"(?:\s+[A-ZÄÖÜ][\w-]+)"
#: With its name, where nothing else can follow: at the start of a sentence.
_WHOLE = rf"(?:{_OFFICE}\b{_NAMES}{{0,2}}|{_BODY}\b{_NAMES}?)"
_ONE = rf"(?:{_OFFICE}\b{_NAMES}{{0,2}}|{_BODY}\b)"
_ARTICLE = r"(?P<article>[Dd]er|[Dd]ie|[Dd]as|[Bb]eide|[Ee]ine?|[Uu]nsere?)"
_JOINED = r"(?:,|\s+und|\s+sowie)\s+(?:(?:der|die|das)\s+)?"

_FIRST = re.compile(
    rf"(?:{_ARTICLE}\s+{_LED}|[A-ZÄÖÜ]\w+s\s+)?(?P<name>{_WHOLE}(?:{_JOINED}{_LED}{_WHOLE})?)\s+(?=[a-zäöü])"
)
_WITHIN = re.compile(
    rf"(?P<before>\b\w+\s+)?\b{_ARTICLE}\s+{_LED}(?P<name>{_ONE}(?:{_JOINED}{_LED}{_ONE})?)(?!\w)"
    rf"|(?<=[a-z]te\s)(?P<office>{_OFFICE}\b{_NAMES}{{0,2}})"
)
#: Words that open a sentence and name nobody.
_NO_PLACE = (
    r"(?:\w+iert|Ge\w+t|Ange\w+t|Ver\w+t|Vor\w+n|Da(?:bei|durch|für|her|hin|mit|nach|neben|rin|rüber|rum|rauf|zu|raus)\w*"
    r"|D(?:ies\w*|ort|eshalb|anach|arunter)|Auch|Außerdem|Zudem|Hier\w*|Künftig|Heute|Jetzt|Nach|Noch|Damit|Alle\w*"
    r"|Jede\w*|Viele|Beide|Eine[rsnm]?|Unsere?|Weitere|Insgesamt|Zunächst|Gleichzeitig|Inzwischen|Weiterhin|Ferner"
    r"|Demnach|Danach|Mehr|Manche|Einige|Was|Welche\w*|Niemand|Nichts|Etwas|Später|Bald|Nun|Morgen|Gestern)\b"
)
#: A state or town alone: "Sachsen plant …"
_PLACE = re.compile(
    rf"(?P<name>(?!{_NO_PLACE})[A-ZÄÖÜ][\w-]{{3,}}(?:\s+und\s+[A-ZÄÖÜ][\w-]{{3,}})?)\s+"
    r"(?=(?:will|wollen|plant|planen|stellt|stellen|führt|führen|baut|bauen|investiert|investieren|fördert|fördern"
    r"|haben|wird|werden|erhöht|verbessert|startet|schafft|richtet|einigten|vereinbarten)\b)"
)
_SOURCE = re.compile(
    r"\b(?:[Ll]aut|[Dd]urch|[Vv]om|[Vv]on|[Ii]m Entwurf|[Nn]ach (?:Plänen|Angaben))\s+"
    rf"(?:de[rsmn]\s+|die\s+|das\s+)?{_LED}(?P<name>{_ONE})"
)
_PREPOSITION = re.compile(
    r"(?:in|an|auf|über|gegen|für|ohne|um|mit|von|bei|aus|nach|zu|vor|gegenüber|durch|als|wie|statt|sowie|darunter|etwa)\s"
)
#: After "der" these are no subject: feminine or plural.
_NO_SUBJECT_AFTER_DER = re.compile(
    r"(?:ung|ungen|[Ss]tadt|[Gg]emeinden?|[Bb]ehörden?|[Kk]ammern?|[Aa]gentur|Koalition|schulen?|[Uu]niversität|[Ss]tiftung"
    r"|[Rr]eederei|kanzlei|[Gg]esellschaft|direktion|in|Bahn|EU|[Kk]assen?|anstalt|parteien|Kommission|Länder|Städte"
    r"|Kommunen?|Kreise)\b"
)
_AND = re.compile(r",|\s(?:und|sowie)\s")
_GENITIVE = re.compile(r"(?<=inisterium)s\b|(?<=abinett)s\b")


_ENGLISH = re.compile(
    r"(?:The\s+)?(?P<name>(?:[\w-]+\s+){0,2}(?:[Gg]overnment|[Cc]ouncil|[Mm]inist(?:ry|er)|[Ss]tate|[Cc]ommission|[Cc]ity"
    r"|[Aa]uthority|[Cc]abinet|[Pp]arliament|[Mm]ayor))\b"
)


def actor_of(sentence: str) -> str | None:
    """Who acts in a sentence: its subject if that is a body or an office, else the one it names as source."""
    if found := subject_of(sentence):
        return found
    match = _PLACE.match(sentence) or _SOURCE.search(sentence) or _ENGLISH.match(sentence)
    return _clean(match["name"]) if match else None


def agent_of(sentence: str) -> str | None:
    """Who acts in a passive sentence, or one about who receives: "durch das Land", "laut Ministerium"."""
    match = _SOURCE.search(sentence)
    return _clean(match["name"]) if match else None


def subject_of(sentence: str) -> str | None:
    """The body or office that is plainly the subject, None if there is none."""
    if (match := _FIRST.match(sentence)) and not _oblique(match["article"], match["name"]):
        return _clean(match["name"])
    for match in _WITHIN.finditer(sentence):
        if match["office"]:
            return _clean(match["office"])
        before = match["before"]
        if not (before and _PREPOSITION.fullmatch(before)) and not _oblique(match["article"], match["name"]):
            return _clean(match["name"])
    return None


def _oblique(article: str | None, name: str) -> bool:
    return article in ("der", "Der") and _NO_SUBJECT_AFTER_DER.search(_AND.split(name)[0]) is not None


def _clean(name: str) -> str:
    return _GENITIVE.sub("", " ".join(name.split()))
