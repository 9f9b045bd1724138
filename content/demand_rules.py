"""Which German sentences demand something of somebody, and which only sound like it.

Each rule looks at one sentence and answers yes or no; its name is kept with the suggestion. What a rule
leaves out matters as much: plans and commitments ("soll eingesetzt werden" in a budget report), duties of
applicants ("Anträge müssen …"), forecasts ("erwartet 300 Gäste") and prices are no demands.
"""

from __future__ import annotations

import re
from collections.abc import Callable

from content.addressees import addressee_of

_FLAGS = re.DOTALL
#: Longer ones are tables or noise; also keeps the patterns' time in bounds.
_LONGEST = 1_500
_END = r"(?=\s*(?:[.,;:!?…“”\"»«)*]|$))"


def _re(pattern: str, flags: int = 0) -> re.Pattern[str]:
    return re.compile(pattern, _FLAGS | flags)


_PUBLIC = _re(
    r"\b(?:Freistaat|Land|Landesregierung|Staatsregierung|Bundesregierung|Regierung|Bund|Länder|Gesetzgeber"
    r"|Landtag|Bundestag|Kommunen|Städte|Gemeinden|Landkreise|Kreise|Verwaltung(?:en)?|\w*[Mm]inisterium"
    r"|Politik|Bahn|EU|Staatskanzlei|Koalition|Senat|Stadtrat|Kreistag)\b"
)
_GROUP = _re(
    r"\b(?:\w*(?:gemeindetag|städtetag|landkreistag|kreistag|handwerkstag|verband|verbände|bund|kammern?"
    r"|gewerkschaft(?:en)?|verein(?:e|igung)?|initiative|bündnis|allianz|partei|fraktion(?:en)?|beirat|räte"
    r"|bürgermeister(?:innen|in)?|landrat|landräte|wirtschaft|arbeitgeber)"
    r"|Kommunen|Städte|Gemeinden|Landkreise|Handwerk|Beschäftigten)\b",
    re.IGNORECASE,
)
_PASSIVE = _re(rf"\b(?:werden|worden sein)(?:\s+können)?(?:\s+(?:muss|müssen|soll|sollen|sollten?))?{_END}")
_NORM = _re(
    rf"\b(?:sein|bleiben|haben|geben|gelten|können|müssen|kommen|weitergehen|weiterlaufen|enden){_END}"
)

_PAPERS = _re(
    r"\b(?:Anträge|Antrag|Bewerbung(?:en)?|Unterlagen|Formulare?|Nachweise?|Angebote?|Anmeldung(?:en)?"
    r"|Ausweise?|Voranmeldung|Reservierung|Registrierung|Unterschrift|Einsprüche|Teilnahme|Tickets?)\b"
)
_PEOPLE = (
    r"(?:Antragsteller\w*|Antragstellende|Bürger(?:innen)?|Besucher\w*|Eltern|Fahrgäste|Autofahrer\w*"
    r"|Anwohner\w*|Reisende|Teilnehm\w+|Kundinnen|Kunden|Schüler\w*|Halter\w*|Unternehmen|Patient\w*"
    r"|Mieter\w*|Interessierte|Gäste|Bewerber\w*|Steuerpflichtige|man|Sie|sie|er|ich|wir|Wir)"
)
_LAW = _re(r"(?:§|\b(?:Gesetz|Richtlinie|Verordnung|Satzung|Norm|Rechtsprechung|Paragraf)\w*\b)")
_GOVERNMENT_SAYS = _re(
    r"\b(?:laut|so die|nach (?:eigenen )?Angaben (?:der|des)) (?:Staatskanzlei|Staatsregierung"
    r"|Landesregierung|Bundesregierung|\w*ministeriums?)\b",
    re.IGNORECASE,
)
_VIEW = _re(
    r"\b(?:(?:nach|aus) (?:Ansicht|Meinung|Auffassung|Überzeugung|Sicht|dem Willen)|dem Willen de[sr]"
    r"|forder\w+|Forderung\w*|verlang\w+)\b",
    re.IGNORECASE,
)

_FORDERN = _re(r"\b(?:fordert|fordern|forderten?|verlangt|verlangen|verlangten?)\b")
_GEFORDERT = _re(
    r"\b(?:wird|werden|wurde|wurden|ist|sind)\b[^,;]*\b(?:gefordert|verlangt)\b"
    r"|\b(?:gefordert|verlangt) (?:wird|werden|wurden?)\b"
)
_NO_FORDERN = _re(
    r"\b(?:fordert\w*|fordern)\b[^,;]*\san[.!“”]*$"
    r"|\b(?:Todesopfer|Menschenleben|Opfer|Verletzte|Eintritt|Gebühr\w*|Tribut)\b"
    r"|\b(?:fordert\w*|fordern|verlang\w+)\b[^,.;]*\bnicht\b(?! nur| länger)"
    r"|\bzu (?:fordern|verlangen)\b|\bniemand\b"
    r"|\b(?:kann|können|konnten?|darf|dürfen|könnten?)\b[^,;]*\b(?:fordern|verlangen)\b"
)
_ERWARTEN = _re(r"\b(?:erwarte|erwartet|erwarten|erwarteten|erwartete)\b")
_WE_ERWARTEN = _re(r"\b[Ww]ir\s+erwarten\b|\berwarten\s+wir\b")
_NO_ERWARTEN = _re(
    r"\b(?:wird|werden|wurden?|[Ww]ie|als|worden|zu)\b[^,;]*\berwarte[tn]\b"
    r"|\berwarte[tn] (?:wird|werden|Sie|uns|euch|die Besucher)\b"
    r"|\b(?:Wachstum|Anstieg|Rückgang|Zuwachs|Gäste|Besucher\w*|Teilnehm\w*|Ergebnis\w*|Entscheidung|Regen"
    r"|Schnee|Defizit|(?:Minder|Steuer)?[Ee]innahmen|Mehrkosten|Andrang|Verzögerung\w*)\b|\bnicht\b"
)
_OF_SOMEBODY = _re(r"\b(?:von|vom)\b")
_WISH = _re(
    r"\b(?:appellier(?:t|en|te|ten)\b.*\ban\b|(?:poch|dräng|dring)(?:t|en|te|ten)\b.*\bauf\b"
    r"|plädier(?:t|en|te|ten)\b.*\bfür\b|mahn(?:t|en|te|ten)\b.*\ban\b"
    r"|(?:ruft|rufen|rief|riefen)\b.*\bauf\b|wünsch(?:t|en|te|ten) sich (?:von|vom)\b)"
)
_FORDERUNG = _re(
    r"\bForderung(?:en)?\b(?:\s+(?:an\s+(?:die|den|das)\s+)?(?:[\w-]+\s?){0,4})?"
    r"(?:,\s+(?:.+?\bzu\b|dass\b|.+zu\w{4,}n\b)|\s*:\s*\S|\s*nach\s)"
)
_NO_FORDERUNG = _re(
    r"\b(?:zurück(?:gewiesen)?|ab|abgelehnt|weist|lehnt|lehnen|weisen|aus Lieferungen|in Höhe von|erfüllt)\b"
)
_BRAUCHT = _re(r"\b(?:braucht|brauchen|bräuchten?|bedarf es|[Ee]s bedarf)\b")
_NO_BRAUCHT = _re(
    rf"\bbrauch(?:t|en){_END}|\bbräuchten?{_END}|\b(?:Sie|man|ich|[Ww]er) brauch(?:t|en)\b"
    r"|\bbrauch(?:t|en)\s+(?:nur|lediglich|keine?\w*|sich|Sie|man|ich)\b"
    r"|\bbrauch(?:t|en)\b[^,.;]*\bnicht\b(?! nur)"
    r"|\bbrauch(?:t|en)\s+(?:\w+\s){0,2}\d+\s+(?:Minuten|Stunden|Tage|Wochen|Monate|Jahre)"
)
_MUSS = _re(r"\b(?:muss|müssen|müsse|müssten?)\b")
_SOLL = _re(r"\b(?:soll|sollen|solle)\b")
_SOLLTE = _re(r"\b(?:sollte|sollten)\b")
_REPORTED = _re(
    r"\b(?:sag|beton|erklär|mahn|unterstr|forder|verlang|hinwies|hinweis|wies|weist|kritis|heiß|mein)\w*.*\bdass\b"
    r"|\bdass\b.*\bmüss"
)
_NEGATED = _re(r"\b(?:muss|müssen|soll|sollen)\b[^,.;]*\b(?:nicht|keine?\w*)\b(?! nur| länger)")
_PAST = _re(r"\b(?:ursprünglich|eigentlich|damals|bereits|hatten?)\b")
_EVERY = (
    r"(?:[Jj]ede[rs]?\s+(?:Bürger|Einwohner|Mensch|Kind|Gemeinde|Kommune|Stadt|Familie)\w*"
    r"|[Jj]eder|[Aa]lle|[Nn]iemand)"
)
_EVERYBODY = _re(rf"\b{_EVERY}\s+soll(?:en)?\b|\bsoll(?:en)?\s+{_EVERY}(?!\s+[A-ZÄÖÜ])\b")
_INDISPENSABLE = r"(?:essenziell|essentiell|unerlässlich|unabdingbar|unverzichtbar|überfällig)"
_NOETIG = _re(
    rf"\b(?:ist|sind|wären?|bleibt|bleiben)\b.*\b{_INDISPENSABLE}\b|\b{_INDISPENSABLE}\s+(?:ist|sind)\b"
    rf"|\b(?:hält|halten|hielt|hielten)\b.*\bfür (?:{_INDISPENSABLE}|(?:dringend|zwingend|unbedingt) \w+)\b"
    r"|\b(?:ist|sind|wären?)\b.*\b(?:dringend|zwingend|unbedingt)\s+(?:notwendig|nötig|erforderlich|geboten)\b"
)
_DARF_NICHT = _re(rf"\b(?:darf|dürfen)\b(?=.*\b(?:nicht|keine?\w*)\b).*\bwerden{_END}")
_MYSELF = _re(r"\b(?:wir|Wir|ich|man)\b")
_BE_ABLE = _re(rf"\bkönnen{_END}")


def _subject_near(modal: re.Pattern[str], sentence: str) -> bool:
    """Whether a person or applicant stands right before or after the modal: their duty, not a demand."""
    found = modal.search(sentence)
    assert found is not None
    before = _re(rf"\b{_PEOPLE}\s+(?:\w+\s+)?$").search(sentence[: found.start()])
    after = _re(rf"^\s+(?:(?:die|der|das)\s+)?{_PEOPLE}\b").match(sentence[found.end() :])
    return before is not None or after is not None


def _fordern(sentence: str, _: bool) -> bool:
    wanted = _FORDERN.search(sentence) or _GEFORDERT.search(sentence)
    return wanted is not None and not _NO_FORDERN.search(sentence) and not _LAW.search(sentence)


def _erwarten(sentence: str, _: bool) -> bool:
    found = _ERWARTEN.search(sentence)
    if found is None or _NO_ERWARTEN.search(sentence):
        return False
    return any(pattern.search(sentence) for pattern in (_WE_ERWARTEN, _OF_SOMEBODY, _GROUP))


def _wish(sentence: str, _: bool) -> bool:
    return _WISH.search(sentence) is not None


def _forderung(sentence: str, _: bool) -> bool:
    return _FORDERUNG.search(sentence) is not None and not _NO_FORDERUNG.search(sentence)


def _braucht(sentence: str, _: bool) -> bool:
    return _BRAUCHT.search(sentence) is not None and not _NO_BRAUCHT.search(sentence)


def _obliges(modal: re.Pattern[str], sentence: str) -> bool:
    """What muss and soll share: a public body acts, or something is to be done or to be."""
    if _NEGATED.search(sentence) or (
        _re(modal.pattern + _END).search(sentence) and not _REPORTED.search(sentence)
    ):
        return False
    passive = _PASSIVE.search(sentence) is not None
    if _subject_near(modal, sentence) and not (passive and not _MYSELF.search(sentence)):
        return False
    return passive or _NORM.search(sentence) is not None or _PUBLIC.search(sentence) is not None


def _muss(sentence: str, _: bool) -> bool:
    if _MUSS.search(sentence) is None or _LAW.search(sentence):
        return False
    paper = _PAPERS.search(sentence) and not _BE_ABLE.search(sentence)
    return not paper and _obliges(_MUSS, sentence)


def _soll(sentence: str, among_demands: bool) -> bool:
    """In news "soll" tells plans; it demands for everybody, as somebody's view, or amid demands."""
    if _SOLL.search(sentence) is None or _GOVERNMENT_SAYS.search(sentence):
        return False
    if _EVERYBODY.search(sentence):
        return True
    return _meant(sentence, among_demands) and _obliges(_SOLL, sentence)


def _sollte(sentence: str, among_demands: bool) -> bool:
    """Advice to a public body; else it may be reported speech or a plan that came to nothing."""
    if _SOLLTE.search(sentence) is None or _PAST.search(sentence) or _LAW.search(sentence):
        return False
    advised = addressee_of(sentence, "sollte") is not None or _meant(sentence, among_demands)
    return advised and _obliges(_SOLLTE, sentence)


def _meant(sentence: str, among_demands: bool) -> bool:
    return among_demands or _VIEW.search(sentence) is not None


def _noetig(sentence: str, _: bool) -> bool:
    return _NOETIG.search(sentence) is not None and not _PAPERS.search(sentence)


def _darf_nicht(sentence: str, _: bool) -> bool:
    return _DARF_NICHT.search(sentence) is not None and not _PAPERS.search(sentence)


#: In the order in which they name a sentence that several of them match.
RULES: tuple[tuple[str, Callable[[str, bool], bool]], ...] = (
    ("fordern", _fordern),
    ("erwarten", _erwarten),
    ("aufruf", _wish),
    ("forderung", _forderung),
    ("muss", _muss),
    ("sollte", _sollte),
    ("braucht", _braucht),
    ("nötig", _noetig),
    ("darf nicht", _darf_nicht),
    ("soll", _soll),
)


def rule_of(sentence: str, among_demands: bool = False) -> str | None:
    """The name of the rule by which a sentence is a demand, None if it is none.

    ``among_demands``: the text is a catalogue or the sentence before demanded something.
    """
    if len(sentence) > _LONGEST or sentence.rstrip('“”"»«* ').endswith("?"):
        return None
    return next((name for name, holds in RULES if holds(sentence, among_demands)), None)
