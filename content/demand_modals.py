"""Sentences that demand by a modal verb: müssen, sollen, dürfen nicht, and "ist zu …"."""

from __future__ import annotations

import re

from content.addressees import addressee_of
from content.demand_words import END, LAW, PAPERS, PEOPLE, PUBLIC, pattern

_PASSIVE = pattern(
    rf"\b(?:werden|worden sein)(?:\s+können)?(?:\s+(?:muss|müssen|soll|sollen|sollten?))?{END}"
)
_NORM = pattern(
    rf"\b(?:sein|bleiben|haben|geben|gelten|können|müssen|dürfen|kommen|weitergehen|weiterlaufen|enden){END}"
)
_GOVERNMENT_SAYS = pattern(
    r"\b(?:laut|so die|nach (?:eigenen )?Angaben (?:der|des)) (?:Staatskanzlei|Staatsregierung"
    r"|Landesregierung|Bundesregierung|\w*ministeriums?)\b",
    re.IGNORECASE,
)
_VIEW = pattern(
    r"\b(?:(?:nach|aus) (?:Ansicht|Meinung|Auffassung|Überzeugung|Sicht|dem Willen)|dem Willen de[sr]"
    r"|forder\w+|Forderung\w*|verlang\w+)\b",
    re.IGNORECASE,
)
_MUSS = pattern(r"\b(?:muss|müssen|müsse|müssten?)\b")
_SOLL = pattern(r"\b(?:soll|sollen|solle)\b")
_SOLLTE = pattern(r"\b(?:sollte|sollten)\b")
_REPORTED_MUSS = pattern(r"\bmüsse\b(?!\s*[.,;:!?…“”\"»«)])")
_GENERAL = pattern(r"^(?:Wer|Ob)\b|\bdamit rechnen\b|\bmüsste\b(?!.*\bwerden\b)")
_REPORTED = pattern(
    r"\b(?:sag|beton|erklär|mahn|unterstr|forder|verlang|hinwies|hinweis|wies|weist|kritis|heiß|mein)\w*.*\bdass\b"
    r"|\bdass\b.*\bmüss"
)
_NEGATED = pattern(r"\b(?:muss|müssen|soll|sollen)\b[^,.;]*\b(?:nicht|keine?\w*)\b(?! nur| länger)")
_PAST = pattern(r"\b(?:ursprünglich|eigentlich|damals|bereits|hatten?)\b")
_EVERY = (
    r"(?:[Jj]ede[rs]?\s+(?:Bürger|Einwohner|Mensch|Kind|Gemeinde|Kommune|Stadt|Familie)\w*"
    r"|[Jj]eder|[Aa]lle|[Nn]iemand)"
)
_EVERYBODY = pattern(rf"\b{_EVERY}\s+soll(?:en)?\b|\bsoll(?:en)?\s+{_EVERY}(?!\s+[A-ZÄÖÜ])\b")
_MYSELF = pattern(r"\b(?:wir|Wir|ich|man|Man)\b")
_BE_ABLE = pattern(rf"\bkönnen{END}")
_HE = pattern(r"^(?:Er|Es|Sie)\s+muss\b")
_ALLOWED = pattern(rf"\bsoll(?:te)?n?\b[^.]*\bdürfen{END}")
_DARF = pattern(r"\b(?:darf|dürfen|dürfe|dürften)\b")
_REPORTED_DARF = pattern(r"\bdürfe\b")
_NOT = r"(?:nicht|keine?\w*|keinesfalls|niemals|nie|niemand)"
_DARF_NICHT = pattern(
    rf"\b(?:darf|dürfen|dürfe)\b.*\b{_NOT}\b|\b(?:[Kk]eine?\w*|[Kk]einesfalls|[Nn]ie(?:mals|mand)?)\b.*\b(?:darf|dürfen|dürfe)\b"
)
_ZU = pattern(rf"\b(?:ist|sind|sei|seien)\b[^,;:]*\s(?:zu\s+[a-zäöüß]+n|[a-zäöüß]+zu[a-zäöüß]{{3,}}n){END}")
_HAS_TO = pattern(rf"\b(?:hat|haben|habe)\b[^,;:]*\s(?:zu\s+[a-zäöüß]+n|[a-zäöüß]+zu[a-zäöüß]{{3,}}n){END}")
_REPORTED_ZU = pattern(r"\bsei(?:en)?\b")
_BY = pattern(
    r"\b(?:vom|durch|von de[rmn])\s+(?:den\s+|die\s+|das\s+)?(?:Land|Bund|Freistaat|\w+regierung|Länder)\w*\b"
)
_NO_ZU = pattern(
    r"\b(?:zu\s+(?:erwarten|sehen|hören|begrüßen|befürchten|hoffen|finden|rechnen|verstehen|erkennen|spüren"
    r"|danken|verdanken|haben|erreichen|erfahren|lesen|nennen|kaufen|vermuten|klären|sagen)"
    r"|(?:viel|vieles|nichts|etwas|wenig|genug|noch)\s+zu|schwer|leicht|nicht|\w*anzunehmen\w*)\b"
)


def must(sentence: str, among_demands: bool) -> bool:
    """ "Das Land muss zahlen", "Wege müssen gebaut werden"; not applicants' and people's duties."""
    if _MUSS.search(sentence) is None or LAW.search(sentence):
        return False
    if _GENERAL.search(sentence) and addressee_of(sentence, "muss") is None:
        return False
    if PAPERS.search(sentence) and not _BE_ABLE.search(sentence):
        return False
    if among_demands and _HE.search(sentence):
        return True
    reported = _REPORTED_MUSS.search(sentence) is not None and not _subject_near(_MUSS, sentence)
    return (reported and not _NEGATED.search(sentence)) or _obliges(_MUSS, sentence)


def shall(sentence: str, among_demands: bool) -> bool:
    """In news "soll" tells plans; it demands for everybody, as somebody's view, or amid demands."""
    if _SOLL.search(sentence) is None or _GOVERNMENT_SAYS.search(sentence):
        return False
    if _EVERYBODY.search(sentence):
        return True
    return _meant(sentence, among_demands) and _obliges(_SOLL, sentence)


def should(sentence: str, among_demands: bool) -> bool:
    """Advice to a public body; else it may be reported speech or a plan that came to nothing."""
    if _SOLLTE.search(sentence) is None or _PAST.search(sentence) or LAW.search(sentence):
        return False
    if _ALLOWED.search(sentence):
        return True
    advised = addressee_of(sentence, "sollte") is not None or _meant(sentence, among_demands)
    return advised and _obliges(_SOLLTE, sentence)


def must_not(sentence: str, _: bool) -> bool:
    """ "Die Mittel dürfen nicht gekürzt werden", "Das Land darf uns nicht alleinlassen"."""
    if _DARF_NICHT.search(sentence) is None or PAPERS.search(sentence) or LAW.search(sentence):
        return False
    if any(found.search(sentence) for found in (_PASSIVE, _REPORTED_DARF)) or addressee_of(
        sentence, "darf nicht"
    ):
        return True
    return _NORM.search(sentence) is not None and not _subject_near(_DARF, sentence)


def is_to(sentence: str, among_demands: bool) -> bool:
    """ "Die Kosten sind vom Land zu tragen"; alone it may be an instruction or a remark."""
    if _HAS_TO.search(sentence) and not _NO_ZU.search(sentence) and not LAW.search(sentence):
        return addressee_of(sentence, "ist zu") is not None
    if _ZU.search(sentence) is None or _NO_ZU.search(sentence) or PAPERS.search(sentence):
        return False
    return among_demands or any(found.search(sentence) for found in (_REPORTED_ZU, _BY))


def _meant(sentence: str, among_demands: bool) -> bool:
    return among_demands or _VIEW.search(sentence) is not None


def _subject_near(modal: re.Pattern[str], sentence: str) -> bool:
    """Whether a person or applicant stands right before or after the modal: their duty, not a demand."""
    found = modal.search(sentence)
    assert found is not None
    before = _BEFORE.search(sentence[: found.start()])
    return before is not None or _AFTER.match(sentence, found.end()) is not None


_BEFORE = pattern(rf"\b{PEOPLE}\s+(?:\w+\s+)?$")
_AFTER = pattern(rf"\s+(?:(?:die|der|das)\s+)?{PEOPLE}\b")
_LAST = {modal: pattern(modal.pattern + END) for modal in (_MUSS, _SOLL, _SOLLTE)}


def _obliges(modal: re.Pattern[str], sentence: str) -> bool:
    """What muss and soll share: a public body acts, or something is to be done or to be."""
    if _NEGATED.search(sentence) or (_LAST[modal].search(sentence) and not _REPORTED.search(sentence)):
        return False
    passive = _PASSIVE.search(sentence) is not None
    if _subject_near(modal, sentence) and not (passive and not _MYSELF.search(sentence)):
        return False
    return passive or _NORM.search(sentence) is not None or PUBLIC.search(sentence) is not None
