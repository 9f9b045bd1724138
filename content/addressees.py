"""Who is asked: the public bodies that a German demand names as its addressee."""

from __future__ import annotations

import re

_BODY = (
    r"(?:Freistaat(?:es|s)?|Landesregierung|Staatsregierung|Bundesregierung|Landesgesetzgeber|Gesetzgeber"
    r"|Regierung|Koalition|Landtag(?:e?s)?|Bundestag(?:e?s)?|Bundesrat|Kabinett|Staatskanzlei"
    r"|[A-ZÄÖÜ]\w*ministerium|[A-ZÄÖÜ]\w*minister(?:in)?|Ministerpräsident(?:in)?|Städten? und Gemeinden"
    r"|Bund und Ländern?|Bund und Land|Bund|Bundesländern?|Ländern?|Land|Landkreisen?|Kreisen?|Kommunen"
    r"|Städten?|Gemeinden?|Stadtrat|Gemeinderat|Kreistag|Kreis|Stadtverwaltung|Stadt|Verwaltung|Verwaltungen"
    r"|Landrat|Landrätin|(?:Ober)?[Bb]ürgermeister(?:in)?|Magistrat|Ministerrat|Senat|Politik|EU-Kommission|EU"
    r"|Deutsche[nr]? Bahn|Bahn|(?:Kranken)?[Kk]assen|Geschäftsführung|(?:Klinik|Werks|Konzern|Schul)leitung"
    r"|Arbeitgebern?)"
)
STATE = (
    r"(?:\s+(?:Baden-Württemberg|Bayern|Berlin|Brandenburg|Bremen|Hamburg|Hessen|Mecklenburg-Vorpommern"
    r"|Niedersachsen|Nordrhein-Westfalen|Rheinland-Pfalz|Saarland|Sachsen-Anhalt|Sachsen|Schleswig-Holstein"
    r"|Thüringen))?"
)
_OF = (
    r"(?:\s+(?:des|der)\s+(?:(?:neuen|nächsten|künftigen|\d+\.)\s+)*(?:[A-ZÄÖÜ][\w-]+\s+)?"
    r"(?:Landtage?s|Bundestage?s|Freistaate?s|Landes))?"
)
#: The first letter is looked at first; most words have another one, and none of the names is tried on them.
_ONE = rf"\b(?=[A-ZÄÖÜbk]){_BODY}\b{STATE}{_OF}"
_ANYBODY = re.compile(_ONE)
_NAME = rf"(?P<name>{_ONE}(?:(?:,|,?\s+und|\s+sowie)\s+(?:(?:die|der|das|den|dem)\s+)?{_ONE})*)"
_LED = r"(?:(?:[a-zäöüß]+(?:e|en|er|es)|[A-ZÄÖÜ]\w+isch(?:e[nrms]?))\s+){0,2}?"
_MODAL = (
    r"(?:muss|müssen|müsse|müsste|müssten|soll|sollen|solle|sollte|sollten|darf|dürfen|dürfe"
    r"|(?:hat|haben|habe)(?=[^,;:]*\s(?:zu\s+[a-zäöüß]+n|[a-zäöüß]+zu[a-zäöüß]{3,}n)\b))"
)
_FILL = r"(?:(?:auch|nun|jetzt|endlich|hier|dazu|dafür|künftig|vor allem|wiederum|selbst|ihrerseits)\s+)*"
_PASSIVE = re.compile(r"\b(?:werden|worden|wird)\b")

_ASKED = (
    re.compile(rf"\b(?:[Vv]on\s+(?:der|dem|den|unserer)|[Vv]om|[Vv]on)\s+{_LED}{_NAME}"),
    re.compile(rf"\b(?:[Aa]n|[Gg]egenüber)\s+(?:die|den|das|der|dem|unsere)\s+{_LED}{_NAME}"),
    re.compile(
        rf"\b(?:fordern?|fordert|forderten?|rufen|ruft|riefe?n?)\s+(?:\w+\s+)??(?:den|die|das)\s+{_LED}{_NAME}.*\bauf\b"
    ),
    re.compile(r"\bforder\w+\s+(?P<name>[A-ZÄÖÜ]\w*(?:minister|präsident)(?:in)?)\b.*\bauf\b"),
    re.compile(rf"\b(?:fordern?|fordert|dräng(?:t|en|ten?))\s+(?:den|die|das)\s+{_LED}{_NAME},"),
    re.compile(rf"\bdass\s+(?:der|die|das)\s+{_LED}{_NAME}(?!.*\b(?:werden|wird)\b)"),
    re.compile(rf"{_NAME}\s+(?:wird|werden)\s+(?:\w+\s+){{0,3}}(?:auf)?ge(?:fordert|beten)\b"),
)
_ACTING = (
    re.compile(rf"\b{_MODAL}\s+{_FILL}(?:(?:der|die|das)\s+)?{_LED}{_NAME}"),
    re.compile(
        rf"(?:^|[,:„»“\"]\s*|\b(?:der|die|das|Der|Die|Das|dass|und)\s+){_LED}{_NAME}\s+{_FILL}{_MODAL}\b"
    ),
)
_DUTY = r"(?:\w+\s+){0,3}(?:gefordert|gefragt|am Zug|in der Pflicht)\b"
_OBLIGED = (
    re.compile(rf"{_NAME}\s+(?:\w+\s+){{0,3}}?(?:ist|sind|sei|seien|sieht)\s+{_DUTY}"),
    re.compile(rf"\b(?:ist|sind|sei|seien|sieht)\s+(?:\w+\s+){{0,2}}?{_NAME}\s+{_DUTY}"),
)
_ENGLISH = (
    re.compile(
        r"\b(?:[Cc]alls? (?:on|upon)|[Uu]rges?|[Aa]sks?)\s+(?:the\s+)?(?P<name>(?:[\w-]+\s+){1,4}?)(?=to\b)"
    ),
    re.compile(r"^(?:The\s+)?(?P<name>[\w-]+(?:\s[\w-]+)?)\s+should\b"),
)
_BY = re.compile(rf"\b(?:[Dd]urch|[Vv]om|[Vv]on)\s+(?:(?:den|die|das|der|dem)\s+)?{_LED}{_NAME}")
_DATIVE = re.compile(r"\b(Städte|Länder|Bundesländer|Landkreise|Kreise|Arbeitgeber)n\b")


def addressee_of(sentence: str, rule: str) -> str | None:
    """Who is asked by a sentence that demands by ``rule`` (a name of content.demand_rules)."""
    if rule == "english":
        return _first(_ENGLISH, sentence)
    if rule in ("fordern", "erwarten", "aufruf", "bitte", "forderung"):
        return _first(_ASKED, sentence) or _acting(sentence)
    if rule in ("muss", "soll", "sollte", "darf nicht", "ist zu"):
        return _acting(sentence)
    return _first(_OBLIGED, sentence)


def named(text: str) -> str | None:
    """The addressee that a heading or an introduction names, None if it names none."""
    return _first(_ASKED, text) or _acting(text)


def _acting(sentence: str) -> str | None:
    """Who has to do it: the subject of muss/soll, or "durch …" in the passive."""
    if not _ANYBODY.search(sentence):
        return None
    return _first((_BY,) if _PASSIVE.search(sentence) else (*_ACTING, *_OBLIGED, _BY), sentence)


def _first(patterns: tuple[re.Pattern[str], ...], text: str) -> str | None:
    for pattern in patterns:
        if match := pattern.search(text):
            return _DATIVE.sub(r"\1", " ".join(match["name"].split()))
    return None
