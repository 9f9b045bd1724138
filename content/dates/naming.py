"""Years that belong to a name: "Agenda 2030", "Zensus 2022", „Digitale Schule 2035“ happen in no year."""

from __future__ import annotations

import re
from collections.abc import Sequence

from content.model import DateMention

#: How far left of a year its name may begin, in code points.
_REACH = 80
_YEARS = frozenset({"year", "double year", "English year"})
#: Nouns that a year only names, whatever stands around them.
_ALWAYS = (
    r"agenda|zensus|mikrozensus|ind(?:ex|izes)|vision|charta|roadmap|kompass|monitor|barometer|atlas|ranking|"
    r"leitbild(?:e?s)?|masterplan(?:e?s)?|fahrplan(?:e?s)?|horizont?|census"
)
#: Nouns that a year names unless the clause says that something was done to them then.
_OFTEN = (
    r"strategien?|programme?[ns]?|konzepte?[ns]?|leitlinien?|initiativen?|offensiven?|pakte?[ns]?|"
    r"(?:aktions|zukunfts|klima|maßnahmen|verkehrs|struktur)pl[aä]ne?[ns]?|berichte?[ns]?|reports?|studien?|"
    r"gesetze?[ns]?|vereinbarung|ziele?n?|strategy|programmes?|action plans?"
)
_NOUN = rf"(?<![\w-])(?i:[\w-]*(?:{_ALWAYS})|(?P<often>[\w-]*(?:{_OFTEN})))(?:\s*[\"“«])?"
#: What may stand between the noun and its year: "Index der Digitalisierung 2019", "Masterplan Rad 2030".
_BETWEEN = (
    r"(?:[^\S\n]+(?:de[rsmn]|die|das|für|zur|zum|und|of|the|for|[a-zäöüß]+(?:ale|ische|liche)[rnms]?|"
    r"[A-ZÄÖÜ][\w-]*)){0,4}?"
)
_NAME = re.compile(rf"{_NOUN}{_BETWEEN}[^\S\n]+$")
_NEAR = re.compile(rf"{_NOUN}\s+$")
_ACRONYM = re.compile(r"\b(?:[A-ZÄÖÜ][a-zäöüß]{0,4}){1,4}(?:G|VO|GB|OB)\s+$")
_QUOTED = re.compile(r"[„»\"“‚›][^„»\"“”«\n.]{2,70}$")
_CLOSED = re.compile(r"[“«\"”‘‹]")
#: What makes a year beside a name an adverb after all: "die Strategie 2021 beschlossen", "legte … 2019 vor".
_DONE = re.compile(
    r"\s+(?:(?:erstmals|bereits|schon|auch|endgültig|erneut|offiziell)\s+)?"
    r"(?:(?:\w*ge\w+|(?:be|ver|er|ent|zer|über|unter|fort|um|aus|auf|ab|an|ein|vor)\w+)(?:t|en)|\w+iert|"
    r"vor|ab|an|aus|ein|auf|fort|um|zu|in Kraft)\b(?=\s*(?:[.,;:!?)]|$|und\b|wurde|worden|hat|habe|ist|sei))"
)
_HAS = re.compile(r"\b(?:hat|haben|hatten?|wurden?)\b")
_VERB_BEFORE = re.compile(
    r"\b(?:hat|haben|hatten?|wurden?|worden|ist|sind|seit|bis|ab|von|nach|vor|Jahr|im|in)\s+$"
)


def is_name(text: str, members: Sequence[DateMention], now: str = "") -> bool:
    """Whether an event's only dates are years inside the name of a strategy, a survey, a statute …

    ``now`` is the ISO day the text's relative dates count from: what was done was done before it.
    """
    rules = {mention.rule for mention in members}
    if not rules <= _YEARS or (len(members) > 1 and rules != {"double year"}):
        return False
    start, end = members[0].start, members[-1].end
    before = text[max(0, start - _REACH) : start]
    if _VERB_BEFORE.search(before):
        return False
    if _CLOSED.match(text, end) and _QUOTED.search(before):
        return True
    if _ACRONYM.search(before):
        return True
    found = _NEAR.search(before) or _NAME.search(before)
    if found is None or not found["often"]:
        return found is not None
    ahead = bool(now) and members[0].value[:4] > now[:4] and _HAS.search(before)
    return bool(ahead) or not _DONE.match(text, end)
