"""Whether a clause speaks of what was or of what will be: by auxiliaries, participles and verb endings."""

from __future__ import annotations

import re
from typing import Literal

Tense = Literal["past", "future", "present", ""]

_STOP = re.compile(r"[.!?](?=\s+[»„“\"(]?[A-ZÄÖÜ])|[;:]\s|\n\s*\n")
_CLAUSE = re.compile(r",|\s[–-]\s")
_ABBREVIATED = re.compile(
    r"(?:\b\w|\d|\b(?:Dr|Prof|Nr|St|Abs|Art|bzw|ca|usw|Str|Jan|Feb|Aug|Sept?|Okt|Nov|Dez))$"
)

_FUTURE = re.compile(
    r"\b(?:wird|werden|werde|soll|sollen|will|wollen|möchten?|geplant\w*|vorgesehen\w*|angesetzt|terminiert|"
    r"anberaumt|bevorsteh\w+|ansteh\w+|voraussichtlich|künftig|demnächst|spätestens|einberufen)\b",
    re.IGNORECASE,
)
#: What makes a word in -te an adjective: "die qualifizierten", "ihre geplante".
_DETERMINED = re.compile(
    r"\b(?:die|der|den|das|dem|des|(?:ein|kein|ihr|sein|unser|dies|jed|all|welch)(?:e[rnms]?)?|im|am|vom|"
    r"zum|zur)\s+$",
    re.IGNORECASE,
)
_PAST = re.compile(
    r"\b(?:war|waren|hatten?|wurden?|worden|gewesen|konnten?|mussten?|durften?|wollten?|ging(?:en)?|"
    r"kam(?:en)?|"
    r"gab(?:en)?|fand(?:en)?|stand(?:en)?|blieb(?:en)?|nahm(?:en)?|ließ(?:en)?|hielt(?:en)?|lag(?:en)?|"
    r"sah(?:en)?|"
    r"trat(?:en)?|traf(?:en)?|sprach(?:en)?|schrieb(?:en)?|zog(?:en)?|lief(?:en)?|fiel(?:en)?|rief(?:en)?|"
    r"schloss(?:en)?|gewann(?:en)?|verlor(?:en)?|begann(?:en)?|starb(?:en)?|erhielt(?:en)?|stieg(?:en)?|"
    r"entschied(?:en)?|beschloss(?:en)?|unterlag(?:en)?|lud(?:en)?|dachte|brachten?|wusste[n]?|"
    r"entstand(?:en)?|"
    r"[a-zäöüß]{2,}(?:ig|el|er|ach|eg|ag|äh|ahl|uhr|ühr|ühl|ück|äll|ell|ehl|oll|imm|enn|ann|opp|app|"
    r"ess|"
    r"ass|üss|etz|utz|atz|itz|eck|uch|ech|öf|auf|üf|ieb|aub|eb|ob|or|ür|ör|ier|ähr|ein|öhn|ohn|ern|edn|net|"
    r"det|tet|ält)te[n]?)\b"
)
_NOT_PAST = re.compile(
    r"^(?:sollte|heute|leute|achte|rechte|weite|zweite|dritte|letzte|nächste|erste|seite|mitte)"
)
_PARTICIPLE = re.compile(
    r"\b(?:[a-zäöüß]*ge[a-zäöüß]{2,}(?:t|en)|[a-zäöüß]{3,}iert|"
    r"(?:be|ver|er|ent|zer|über|unter|wieder|voll)[a-zäöüß]{2,}(?:t|en))\b"
)
_PERFECT = re.compile(r"\b(?:hat|haben|habe|hätten?|ist|sind|sei|seien)\b")
#: What is so, not what was done: "ist bis zum 8. Januar geschlossen".
_STATE = re.compile(
    r"\b(?:ist|sind)\b(?!.*\bworden\b).*\b(?:geschlossen|geöffnet|gesperrt|befristet|eingeschränkt|geplant|verfügbar)\b"
)
_PRESENT = re.compile(
    r"\b(?:ist|sind|findet|finden|beginn(?:t|en)|start(?:et|en)|steht|stehen|kommt|kommen|geht|gehen|tagt|"
    r"tagen|"
    r"trifft|treffen|lädt|laden|gibt|endet|enden|folgt|folgen|spielt|spielen|öffnet|entscheidet|entscheiden|"
    r"stimmt|stimmen|wählt|wählen|reist|reisen|feiert|feiern|fällt|fallen|läuft|laufen|tritt|treten|berät|"
    r"beraten|bleibt|bleiben|hat|haben|kann|können|muss|müssen|darf|dürfen|hält|halten|bringt|zeigt|stellt|"
    r"empfängt|empfangen|erscheint|erscheinen|naht|bietet|bieten|besucht|eröffnet|statt|gilt|gelten|wird|"
    r"werden)\b"
)


#: A verb glued to the date: "eröffnet am Samstag", "Am Samstag eröffnet".
_VERB_BEFORE = re.compile(
    r"\b(?!nicht|seit|mit|erst|bereits|jetzt|selbst|sonst|fast|"
    r"statt)[a-zäöüß]{3,}t\s+(?:am|im|ab|bis|zum)\s+$"
)
_VERB_AFTER = re.compile(
    r"\s+(?!nicht|seit|mit|erst|bereits|jetzt|selbst|sonst|fast|"
    r"statt)[a-zäöüß]{3,}t\s+(?:de[rsnm]|die|das|ein\w*|[A-ZÄÖÜ])"
)
_VERB_LAST = re.compile(
    r"\s(?!nicht|seit|mit|erst|bereits|jetzt|selbst|sonst|fast|gut|"
    r"bekannt)[a-zäöüß]{4,}(?:ällt|äuft|igt|elt|ert|tet|det|eht|ommt|innt|ndet)[.!?]?$"
)
_ARTICLE_BEFORE = re.compile(
    r"\b(?:der|die|das|dem|den|des|eine?[nmrs]?|ihre[nmrs]?|seine[nmrs]?)\s+(?:erst\s+|schon\s+|bereits\s+)?"
    r"(?:am|im|vom|seit|für|in der|ab)\s+(?:dem\s+|de[nr]\s+)?$",
    re.IGNORECASE,
)
#: … and one right beside the date, which needs no article: "im Juni mitgeteilte Zahlen".
_PARTICIPLE_BESIDE = re.compile(
    r"\s+(?P<word>(?:[a-zäöüß]*ge[a-zäöüß]{2,}(?:t|en)|(?:be|ver|er|ent|zer)[a-zäöüß]{3,}(?:t|en)|"
    r"[a-zäöüß]{3,}ier(?:t|end)|"
    r"[a-zäöüß]{4,}end)e[nrsm]?)\s+[A-ZÄÖÜ]"
)
_PARTICIPLE_AFTER = re.compile(r"(?:\s+[\w.-]+){0,4}?\s+(?P<word>[a-zäöüß]{3,}(?:nd|t|n)e[nrsm]?)\s+[A-ZÄÖÜ]")


def sentence_around(text: str, start: int, end: int) -> tuple[int, int]:
    """Rough bounds of the sentence around a stretch, at most 250 code points to either side."""
    low, high = max(0, start - 250), min(len(text), end + 250)
    first = low
    for stop in _STOP.finditer(text, low, start + 1):
        if not (stop[0] == "." and _ABBREVIATED.search(text, max(low, stop.start() - 6), stop.start())):
            first = stop.end()
    for stop in _STOP.finditer(text, end, high):
        if not (stop[0] == "." and _ABBREVIATED.search(text, max(end, stop.start() - 6), stop.start())):
            return first, stop.start()
    return first, high


def _clause_around(text: str, start: int, end: int, low: int, high: int) -> tuple[int, int]:
    first, last = low, high
    for comma in _CLAUSE.finditer(text, low, start):
        first = comma.end()
    comma_after = _CLAUSE.search(text, end, high)
    if comma_after:
        last = comma_after.start()
    return first, last


def _tense_of(clause: str) -> Tense:
    if re.search(r"\bw[io]rden?\b", clause) and re.search(r"\bworden\b", clause):
        return "past"
    if _FUTURE.search(clause):
        return "future"
    for verb in _PAST.finditer(clause):
        if verb[0].endswith(("te", "ten")) and _DETERMINED.search(
            clause, max(0, verb.start() - 12), verb.start()
        ):
            continue
        if not _NOT_PAST.match(verb[0]):
            return "past"
    if _STATE.search(clause):
        return "present"
    if _PERFECT.search(clause) and _PARTICIPLE.search(clause):
        return "past"
    return "present" if _PRESENT.search(clause) else ""


def clause_at(text: str, start: int, end: int) -> str:
    """The clause around a stretch: its sentence cut at the commas beside it."""
    first, last = _clause_around(text, start, end, *sentence_around(text, start, end))
    return text[first:last]


def tense_at(text: str, start: int, end: int) -> Tense:
    """The tense at a stretch: of its participle, its clause, a verb beside it, or its sentence."""
    if attributive := _attributive_tense(text, start, end):
        return attributive
    low, high = sentence_around(text, start, end)
    first, last = _clause_around(text, start, end, low, high)
    if tense := _tense_of(text[first:last]):
        return tense
    if _VERB_BEFORE.search(text, max(first, start - 30), start) or _VERB_AFTER.match(text, end):
        return "present"
    if _VERB_LAST.search(text, max(end, last - 25), last):
        return "present"
    return _tense_of(text[low:high])


def _attributive_tense(text: str, start: int, end: int) -> Tense:
    """ "die im März begonnene Arbeit" is past; "beginnende" and "geplante" look ahead."""
    found = _PARTICIPLE_BESIDE.match(text, end)
    if found is None and _ARTICLE_BEFORE.search(text, max(0, start - 24), start):
        found = _PARTICIPLE_AFTER.match(text, end, min(len(text), end + 80))
    if found is None:
        return ""
    word = found["word"]
    ahead = re.match(
        r"(?:geplant|vorgesehen|angesetzt|anberaumt|erwartet|anstehend|kommend)|"
        r".*nde[nrsm]?$",
        word,
    )
    return "future" if ahead else "past"
