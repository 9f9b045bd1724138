"""What a compound demand asks for, one by one: offered when somebody splits it.

"Netze ausbauen und warten" asks for two things that share an object, "Bäder und alte Brunnen erhalten" for
two that share a verb. Each part is completed so that it reads alone. What is doubtful stays together:
a person splits further, or corrects what is offered.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from content.addressees import STATE

_MOST = 8
_DETERMINER = (
    r"(?:der|die|das|den|dem|des|ein\w*|kein\w*|alle[nrms]?|jede[nrms]?|diese[nrms]?|unsere?[nrms]?"
    r"|beide[nr]?)"
)
_PREPOSITION = (
    r"(?:in|im|ins|an|am|ans|auf|aufs|aus|bei|beim|bis|durch|für|gegen|gegenüber|hinter|mit|nach|neben|ohne|pro|seit"
    r"|über|um|unter|vom|von|vor|während|wegen|zu|zum|zur|zwischen|je|trotz|statt|gemäß|entlang|ab)"
)
#: Commas and "und" that no parenthesis encloses.
_JOINT = re.compile(r"(?:,\s+(?:und\s+|sowie\s+)?|\s+und\s+|\s+sowie\s+)(?![^(]*\))")
_NOUN = re.compile(r"[A-ZÄÖÜ][\w&/-]*|\d[\w.,%]*")
_INFINITIVE = re.compile(r"[a-zäöüß]{2,}(?:en|rn|ln|un)$")
_PARTICIPLE = re.compile(r"[a-zäöüß]{3,}(?:t|en)$")
_BEFORE_ADJECTIVE = re.compile(rf"\b(?:{_DETERMINER}|{_PREPOSITION})$")
_STARTS_WITH_PREPOSITION = re.compile(rf"{_PREPOSITION}\s")
_GOVERNED = re.compile(rf"\b{_PREPOSITION}\s(?!.*\b(?:des|dessen)\s)")
_BARE = re.compile(r"[A-ZÄÖÜ][\w&/-]*(?:\s|$)")
_SEQUENCE = re.compile(r"(?:erst|zuerst|zunächst|dann|danach|anschließend)\b")
_COMPARED = re.compile(r"(?:mehr|weniger|[a-zäöüß]+ere[nrs]?|ein(?:e[nrs]?)?)\s")
_ADJECTIVE = re.compile(r"[a-zäöüß]+en\s+(?:und\s+[a-zäöüß]+en\s+)?[A-ZÄÖÜ]")
#: "Erhalt und Ausbau des Netzes"
_SHARED_OF = re.compile(
    r"(?P<the>(?:die|der|das|den)\s)?(?P<one>[A-ZÄÖÜ]\w+) und (?P<other>[A-ZÄÖÜ]\w+)"
    r"(?P<of> (?:des|der|von|vom)\s.+)",
    re.DOTALL,
)
_MODAL = re.compile(
    r"(?P<head>^.*?\b(?:muss|müssen|müsse|müssten?|soll|sollen|sollte|sollten)"
    rf"(?:\s+(?:der|die|das)\s+(?:[a-zäöüß]+(?:e|en)\s+)?[A-ZÄÖÜ][\w-]*{STATE})?)\s+",
    re.DOTALL,
)
_ASKS = re.compile(
    r"(?P<head>^.*?\b(?:braucht|brauchen|fordert|fordern|verlangt|verlangen|erwartet|erwarten)"
    r"(?:\s+(?:vom|von)\s+(?:de[rmn]\s+)?[A-ZÄÖÜ][\w-]*)?)\s+",
    re.DOTALL,
)


def parts_of(text: str) -> tuple[str, ...]:
    """The sub-demands of a compound demand, each to be read alone; empty for a simple one."""
    words = " ".join(text.split()).rstrip(".!;, ")
    parts = _framed(words)
    return tuple(parts) if 2 <= len(parts) <= _MOST else ()


def _framed(words: str) -> list[str]:
    """Of a whole sentence: what follows its verb, each with what stands before; else of bare words."""
    if (modal := _MODAL.match(words)) is not None:
        head, body = modal["head"].strip(), words[modal.end() :]
        if body.endswith(" werden"):
            return _passive(head, body.removesuffix(" werden"))
        return [f"{head} {part}" for part in _plain(body)]
    if (asks := _ASKS.match(words)) is not None:
        return [f"{asks['head']} {part}" for part in _compared(words[asks.end() :])]
    return _plain(words)


def _passive(head: str, body: str) -> list[str]:
    """Of "Wege müssen gebaut und beleuchtet werden": the participles, each with its subject."""
    clauses = _clauses(body, _PARTICIPLE)
    modal = head.split()[-1]
    return [
        f"{head} {clause} werden"
        if not number or not (own := _own_subject(clause))
        else f"{own} {modal}{clause[len(own) :]} werden"
        for number, clause in enumerate(clauses)
    ]


def _own_subject(clause: str) -> str:
    """ "die Chancen der Technik" of "die Chancen der Technik ausgelotet"."""
    nouns = list(_NOUN.finditer(clause))
    return clause[: nouns[-1].end()] if nouns and not _STARTS_WITH_PREPOSITION.match(clause) else ""


def _plain(words: str) -> list[str]:
    """Of "A finanzieren und B ausbauen", or "A und B finanzieren"."""
    clauses = _in_sequence(_clauses(words, _INFINITIVE))
    if len(clauses) > 1:
        shared = _first_object(clauses[0])
        return [clauses[0], *(_completed(clause, shared) for clause in clauses[1:])]
    return _objects(words) or _compared(words)


def _clauses(words: str, verb: re.Pattern[str]) -> list[str]:
    """Cut behind every verb that a comma or "und" follows; one clause where the last has no verb."""
    found: list[str] = []
    start = 0
    for joint in _JOINT.finditer(words):
        clause, right = words[start : joint.start()], words[joint.end() :]
        adjective = " " not in clause and _ADJECTIVE.match(right) is not None
        if (
            _ends_in(verb, clause)
            and not adjective
            and (found or _NOUN.search(clause) or verb is _PARTICIPLE)
        ):
            found.append(words[start : joint.start()])
            start = joint.end()
    last = words[start:]
    return [*found, last] if _ends_in(verb, last) else [words]


def _ends_in(verb: re.Pattern[str], clause: str) -> bool:
    before, _, last = clause.rpartition(" ")
    return verb.fullmatch(last) is not None and not _BEFORE_ADJECTIVE.search(before)


def _in_sequence(clauses: Sequence[str]) -> list[str]:
    """ "erst fragen, dann bauen" stays together."""
    found: list[str] = []
    for clause in clauses:
        if found and _SEQUENCE.match(clause) and _SEQUENCE.match(found[-1]):
            found[-1] += f", {clause}"
        else:
            found.append(clause)
    return found


def _completed(clause: str, shared: str) -> str:
    """The clause with the object of the first one, unless it has its own or says what comes first."""
    own = _NOUN.search(clause) is not None and not _STARTS_WITH_PREPOSITION.match(clause)
    return clause if own or not shared or _SEQUENCE.match(clause) else f"{shared} {clause}"


def _first_object(clause: str) -> str:
    noun = _NOUN.search(clause)
    if noun is None or _STARTS_WITH_PREPOSITION.match(clause):
        return ""
    of = re.match(r"\s+(?:des|der)\s+(?:[a-zäöüß]+\s+)?[A-ZÄÖÜ][\w-]*", clause[noun.end() :])
    return clause[: noun.end()] + (of[0] if of else "")


def _objects(words: str) -> list[str]:
    """Of several objects with one verb: each with the verb and what stands right before it."""
    nouns = list(_NOUN.finditer(words))
    if not nouns or not _ends_in(_INFINITIVE, words):
        return []
    closed = words.find(")", nouns[-1].end())
    end = closed + 1 if closed >= 0 else nouns[-1].end()
    listed, verb = words[:end], words[end:]
    segments = _segments(listed)
    if len(segments) == 1 and (pair := _SHARED_OF.fullmatch(listed)):
        segments = [(pair["the"] or "") + pair[noun] + pair["of"] for noun in ("one", "other")]
    return [segment + verb for segment in segments] if len(segments) > 1 else []


def _segments(listed: str) -> list[str]:
    """The objects of a list; words that share a preposition, an article or a hyphen stay together."""
    found, start = [], 0
    for joint in _JOINT.finditer(listed):
        left, right = listed[start : joint.start()], listed[joint.end() :]
        governed = _GOVERNED.search(left) is not None and _BARE.match(right) is not None
        if left.endswith("-") or governed or not _NOUN.search(left) or _STARTS_WITH_PREPOSITION.match(right):
            continue
        if not _NOUN.search(right) or _pairs(listed, start, joint.start()):
            continue
        found.append(left)
        start = joint.end()
    return [*found, listed[start:]]


def _pairs(listed: str, start: int, joint: int) -> bool:
    """Whether the joint stands between two nouns with one genitive."""
    pair = _SHARED_OF.match(listed, start)
    return pair is not None and pair.end("one") == joint


def _compared(words: str) -> list[str]:
    """Of things without a verb: "mehr Busse und eine längere Linie"."""
    found, start = [], 0
    for joint in _JOINT.finditer(words):
        if _COMPARED.match(words, joint.end()) and _NOUN.search(words, start, joint.start()):
            found.append(words[start : joint.start()])
            start = joint.end()
    return [*found, words[start:]] if found else []
