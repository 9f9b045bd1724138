"""Sentences that demand by their form: "Lösen Sie …!", "Schluss mit …!", and English ones."""

from __future__ import annotations

from content.demand_words import PAPERS, pattern

_TO_YOU = pattern(
    r"^(?:Bitte\s+)?(?P<verb>[A-ZÄÖÜa-zäöü][a-zäöüß]+n)\s+Sie\b(?!\s+(?:bitte\s+)?(?:Fragen|Interesse)\b)"
)
_CIVIL = pattern(
    r"^(?:sorgen|handeln|stoppen|beenden|verhindern|retten|sichern|schaffen|setzen|stellen|nehmen|ziehen|lassen"
    r"|lösen|schieben|kürzen|machen|investieren|schützen|erhalten|bauen|geben|halten)$"
)
_SERVICE = pattern(
    r"^(?:melden|beachten|wenden|rufen|schreiben|nutzen|bringen|senden|schicken|klicken|kommen|besuchen|lesen"
    r"|informieren|füllen|haben|wissen|finden|können|müssen|sollten|dürfen|möchten|wollen|sind|werden|erfahren"
    r"|richten|sehen|sagen|wünschen|entnehmen)$"
)
_SHOUT = pattern(
    r"^(?:Schluss mit|Her mit|Hände weg|Weg mit|Nein zu|Stoppt|Keine?[nr]?|Mehr|Weniger|Endlich)\s[^.]*!"
)
_TELLS = pattern(r"\b(?:ist|sind|war|waren|hat|haben|hatten?|gibt|gab|kam|kommt|geht|ging)\b")
_ENGLISH = pattern(
    r"\b(?:call(?:s|ed)? (?:on|upon|for)|urge[sd]?|demand(?:s|ed)?|insist(?:s|ed)? (?:on|that))\s+\w"
    r"|\bwe (?:ask|expect)\s+(?:the|that|you)\b"
)
_MUST_BE = pattern(r"\bmust (?:not )?(?:also )?be\s+\w+|\b(?:[Nn]o|not)\b.*\bmay be\s+\w+")
_PUBLIC = pattern(
    r"\b(?:government|parliament|council|state|ministry|minister|commission|authority|mayor|city)\s+(?:must|should)\b"
)
_NO_ENGLISH = pattern(
    r"\b(?:applicants?|applications?|visitors|tickets?|forms?|participants|guests|users)\s+(?:must|should|may)\b"
    r"|\bin demand\b|\bdemand for\b"
)


def tells_you(sentence: str, among_demands: bool) -> bool:
    """ "Sorgen Sie für Ersatz!" in a letter; not how to reach somebody."""
    found = _TO_YOU.match(sentence)
    if found is None or PAPERS.search(sentence):
        return False
    verb = found["verb"].lower()
    return bool(_CIVIL.match(verb)) or (among_demands and not _SERVICE.match(verb))


def calls_out(sentence: str, _: bool) -> bool:
    """ "Schluss mit geteilten Diensten!"."""
    return _SHOUT.match(sentence) is not None and not _TELLS.search(sentence)


def english(sentence: str, _: bool) -> bool:
    """ "We urge the council to …", "Roads must be repaired"; not what applicants must do."""
    if _NO_ENGLISH.search(sentence.lower()):
        return False
    return any(found.search(sentence) for found in (_ENGLISH, _MUST_BE, _PUBLIC))
