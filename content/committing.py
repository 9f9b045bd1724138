"""Whether a sentence commits somebody who can act, and whom.

What rules a sentence out is looked at first: conditions ("wenn das Land zustimmt"), refusals ("lehnte ab",
"keine Mittel"), criticism, wishes, duties, rumours, what was long before.
"""

from __future__ import annotations

from itertools import chain

from content.actors import actor_of, agent_of
from content.commitment_rules import RULES, Rule
from content.demand_words import END, PAPERS, PEOPLE, pattern

_LONGEST = 1_500
_CONDITION = pattern(
    r"\b(?:würden?|könnten?|hätten?|wären?|dürften?|möchten?|müssten?|[Ww]enn|[Ff]alls|[Ss]ofern)\b|^(?:Ob|Wann|Wer|Wie|Sollte)\b"
    r"|\bob\b.*\b(?:offen|unklar|fraglich|ungewiss)\b"
)
_NOT = pattern(
    r"\bnicht\b(?! nur)|\b[Kk]ein\w*\b|\b[Nn]iemand\b|\bweder\b|\babgelehnt\b|\blehn(?:t|te|ten|en)\b.*\bab\b"
    r"|\b(?:scheiter|dementier|verwor|verschoben|[Vv]ertagt|gestoppt|gestrichen)\w*"
    r"|\bohne Ergebnis\b|\bschließt\b.*\baus\b"
)
_VIEWS = pattern(
    r"\b(?:kritisier|bemängel|begrüß|vermiss|befürcht|hoff(?:t|en)\b|wünsch|glaub|warn|forder|verlang|rechne(?:t|n)\b"
    r"|appell|mahn|erwarte|vermut|Opposition|Kritiker|angeblich|Gerücht|gebeten|ersucht|muss\b|müssen\b|sollten?\b)\w*"
)
_BEFORE = pattern(r"\b(?:hatten?|waren?|gewesen|(?:ge)?worden\s+sein|gewusst haben)\b")
_YEAR = pattern(r"\b(?:19|20)\d\d\b")
_MAY_BE_PASSIVE = ("soll", "wird getan", "getan", "finanziert")
_PASSIVE = pattern(
    rf"\b(?:werden|erhalten|bekommen|profitieren){END}|\b(?:wird|worden|wurden?|erhält|bekommt|ist|sind)\b"
    r"|\bwerden soll"
)
_PRONOUN = pattern(r"^(?:Er|Sie|Es|Beide|Dieser?|Dort)\b")
_OURS = pattern(r"\b[Ww]ir\b")
_PERSON = pattern(
    rf"^(?:(?:Die|Der|Das|Ein|Eine|Viele|Alle)\s+)?(?!Unternehmen\b)(?:{PEOPLE}|Ratsuchende|Anlieger)\b(?<!\bWir)"
)
_STRIKES = pattern(r"\b(?:Streik|Gewitter|Regen|Schnee|Temperaturen|Prozess|Turnier|Spiel)\b")
_NO_DEED = pattern(
    rf"\b(?:steigen|sinken|haben|sein|können|bleiben|fehlen|wachsen|zunehmen|abnehmen|brauchen|geben|kommen|müssen){END}"
)
_DONE_TO = pattern(rf"\bwerden{END}|^\w+t werden\b|\b[Zz]iele?\s+(?:ist|sind)\b")
_SERVES = pattern(
    rf"\b(?:erhalten|bekommen|profitieren|fungieren|entstehen|beginnen|starten|öffnen|bilden|fördern){END}"
)
_TIMED = pattern(
    r"\b(?:\d{4}|Jahr\w*|Monat\w*|Woche\w*|Januar|Februar|März|April|Mai|Juni|Juli|August|September|Oktober|November"
    r"|Dezember|Herbst|Frühjahr|Sommer|Winter|ab|bis|künftig|zukünftig|wieder)\b"
)


def committing(sentence: str, before: str | None = None) -> tuple[Rule, str | None] | None:
    """The rule by which a sentence commits somebody, and who that is; None if it commits nobody.

    ``before`` is who acted in the sentence before, meant by "Er", "Sie" or "Beide" at the start of this one.
    """
    if len(sentence) > _LONGEST or sentence.rstrip('“”"»«* ').endswith("?"):
        return None
    matching = (rule for rule in RULES if rule.words.search(sentence))
    first = next(matching, None)
    meant = before if _PRONOUN.match(sentence) else None
    if first is None or _ruled_out(sentence, meant is not None):
        return None
    actor = actor_of(sentence) or meant
    able = actor is not None or _OURS.search(sentence) is not None
    for rule in chain((first,), matching):
        if (able or not rule.by_body) and _fits(rule, sentence):
            undergone = rule.name in _MAY_BE_PASSIVE and _PASSIVE.search(sentence) is not None
            return rule, agent_of(sentence) if undergone else actor
    return None


def _ruled_out(sentence: str, meant: bool) -> bool:
    against = (_CONDITION, _NOT, _VIEWS, _BEFORE, PAPERS, _STRIKES)
    return any(found.search(sentence) for found in against) or bool(not meant and _PERSON.search(sentence))


def _fits(rule: Rule, sentence: str) -> bool:
    if rule.name == "wird getan":
        return _TIMED.search(sentence) is not None
    if rule.name == "hat getan":
        return _OURS.search(sentence) is None
    if rule.name == "soll" and not any(found.search(sentence) for found in (_DONE_TO, _TIMED, _SERVES)):
        return False
    if rule.name in ("soll", "wird", "will"):
        return _NO_DEED.search(sentence) is None
    return True


def years(sentence: str) -> list[int]:
    """The years that a sentence names."""
    return [int(year) for year in _YEAR.findall(sentence)]
