"""A line for the timeline from the sentence that dates an event."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import islice

from content.model import DateMention, Span

#: Labels have at most about this many code points.
LABEL_LENGTH = 70
_CLAUSE = re.compile(r"(?:[,;:]|\s[–—-])\s+")
_LIST_MARK = re.compile(r"^(?:(?:[-–•▪◦*]|\(?[a-z]\)|\(?\d{1,2}\))\s+)+")
_MARKS = re.compile(r"[*_#>`|]+|\[(?=[^\]]*\]\()|\]\([^)]*\)")
#: Words that tie a sentence or clause to the one before.
_TIES = re.compile(
    r"(?:(?:[Uu]nd|[Aa]ber|[Dd]och|[Dd]enn|[Oo]der|[Ss]ondern|[Ss]owie|dass|sodass|weil|wobei|[Aa]nd|[Bb]ut|[Oo]r|"
    r"that|because)\s+)+(?=\S)"
)
_RELATIVE = re.compile(r"(?:der|die|das|den|dem|deren|dessen|which|who|that)\s", re.IGNORECASE)
_LAST_NOUN = re.compile(
    r"(?:\b(?:de[rmnsr]|die|das|ein\w*|the|an?)\s+(?:[a-zäöüß]+e[nrs]?\s+)?)?[A-ZÄÖÜ][\w-]*\s*$"
)
_AUXILIARY = re.compile(
    r"\b(?:hat|haben|hatten?|ist|sind|war|waren|wird|werden|wurden?|soll|sollen|sollten?|will|wollen|wollten?|"
    r"kann|können|konnten?|muss|müssen|mussten?|darf|dürfen|möchten?|habe|sei|seien|werde)\b"
)
_LAST_VERBS = re.compile(
    r"\s((?:in Kraft |[a-zäöüß]+(?:t|en|ern|eln) )?[a-zäöüß]+(?:t|en|ern|eln|tun|sein))$"
)
_PREFIX = re.compile(
    r"\s((?:in Kraft|außer Kraft|statt|teil|vor|ab|an|auf|aus|ein|fest|fort|zu|bei|um|zurück|zusammen|"
    r"weiter|mit|bereit|fern|frei|sicher|dar|nieder|voran|los))$"
)
#: A clause that only explains a word of the one around it.
_ASIDE = re.compile(
    r"(?:de[rmn]|die|das|deren|dessen|was|wie|wo|dass|ob|weil|wenn|um|obwohl|nachdem)\s+[a-zäöü]"
)
_PAIRS = (("„", "“"), ("»", "«"), ("“", "”"), ("(", ")"), ("[", "]"))
_MORE = "…"
#: How far around its date a sentence is read, in code points.
_REACH = 400
#: How long the words may be that open a sentence and stay in front of a clause farther back.
_SUBJECT = 30
_DETERMINER = re.compile(
    r"(?<!\S)(?:de[rmnsr]|die|das|eine?[mnrs]?|vom|zu[mr]|im|am|beim|von|mit|für|in|"
    r"ihre?[mnrs]?|seine?[mnrs]?)\s"
)
#: What leads a text and only dates it: "[24.04.2026]", "Dresden (24. April 2026) –".
_DATE_LINE = re.compile(
    r"[\s*_#]*(?:\[[\d. /-]{6,12}\]\W*|(?:[A-ZÄÖÜ][\w.-]*[\s/]*){1,3},?\s*[(/]?\s*(?:den\s+)?"
    r"\d{1,2}\.\s?(?:[A-ZÄÖÜ]\w+\.?|\d{1,2}\.)\s?\d{2,4}\W{0,3}[–—:|-][\s*_]+)"
)


def plain(words: str) -> str:
    """Words in one line, without Markdown's marks."""
    return " ".join(_MARKS.sub("", words).split())


def label(text: str, sentence: Span, members: Sequence[DateMention], english: bool = False) -> str:
    """A line of about LABEL_LENGTH code points that says what happens.

    It starts with the sentence where that brings the date into the line, else with the clause that says
    the date; it keeps the verb at a German clause's end.
    """
    start, end = members[0].start, members[-1].end
    sentence = Span(max(sentence.start, start - _REACH), max(end, min(sentence.end, end + _REACH)))
    line = _DATE_LINE.match(text, sentence.start, sentence.end)
    begin = line.end() if line and sentence.end - line.end() >= 20 else sentence.start
    whole = _tidy(text[begin : sentence.end])
    if len(whole) <= LABEL_LENGTH:
        return whole
    verbs = "" if english else _verbs(text, begin, max(end, begin), sentence.end)
    room = LABEL_LENGTH - len(verbs) - 3
    first = _first(text, Span(begin, sentence.end), start, end, room)
    least = len(plain(text[first:end]))
    mark = "" if first == begin else _subject(text, begin, first)
    if len(mark) + least > room:
        mark = _MORE
    return mark + _cut(_tidy(text[first : sentence.end]), verbs, LABEL_LENGTH - len(mark), least)


def _subject(text: str, begin: int, first: int) -> str:
    """What stands for the words before ``first``: "Die Verordnung … " tritt am 1. Juli in Kraft, or "…"."""
    comma = _CLAUSE.search(text, begin, first)
    if comma is None or comma.start() - begin > _SUBJECT or comma.end() == first:
        return _MORE
    if not text[first].islower() or _RELATIVE.match(text, first) or _TIES.match(text[first : first + 12]):
        return _MORE
    return f"{_tidy(text[begin : comma.start()])} {_MORE} "


def _tidy(words: str) -> str:
    """One line without list marks, ties to what went before, or half a pair of quotation marks."""
    line = _LIST_MARK.sub("", plain(words)).rstrip(".,;: ")
    if tie := _TIES.match(line):
        untied = line[tie.end() :]
        line = untied[:1].upper() + untied[1:] if line[:1].isupper() else untied
    return _balanced(line)


def _balanced(line: str) -> str:
    for left, right in _PAIRS:
        if line.count(left) != line.count(right) and left + right != "“”":
            line = line.replace(left, "").replace(right, "")
    return line


def _first(text: str, sentence: Span, start: int, end: int, room: int) -> int:
    """Where the label begins: with the sentence, the clause that holds the date, or a word before it."""
    if end - sentence.start <= room:
        return sentence.start
    for clause in _CLAUSE.finditer(text, sentence.start, start):
        if end - clause.end() <= room - 10 and sentence.end - clause.end() >= 25:
            return _with_noun(text, sentence.start, clause.start(), clause.end(), end)
    low = max(sentence.start, min(start, end - room + 2))
    if found := _AUXILIARY.search(text, low, start) or _DETERMINER.search(text, low, start):
        return found.start()
    return text.find(" ", low, start) + 1 or start


def _with_noun(text: str, low: int, comma: int, clause: int, end: int) -> int:
    """A relative clause takes the noun along that it speaks of."""
    if not _RELATIVE.match(text, clause):
        return clause
    noun = _LAST_NOUN.search(text, max(low, comma - 40), comma)
    return noun.start() if noun and end - noun.start() <= LABEL_LENGTH * 9 // 10 else clause


def _verbs(text: str, first: int, position: int, stop: int) -> str:
    """The verb at the end of the clause that runs over ``position``: "beschlossen", "in Kraft treten".

    Commas of an enumeration do not end the clause, relative clauses are passed over.
    """
    begin = first
    for comma in [*islice(_CLAUSE.finditer(text, position, stop), 3), None]:
        clause = plain(text[begin : comma.start() if comma else stop]).rstrip(".!? ")
        if begin == first and (found := _PREFIX.search(clause)):
            return found[1]
        if begin == first and not _AUXILIARY.search(clause):
            return ""
        if not _ASIDE.match(clause) and (found := _LAST_VERBS.search(clause)):
            return found[1]
        begin = comma.end() if comma else stop
    return ""


def _cut(line: str, verbs: str, room: int, least: int) -> str:
    """The line, or as much of it as fits, up to a clause's or a word's end, with the verb after it.

    The first ``least`` code points say the date and stay.
    """
    if len(line) <= room:
        return line
    clause = max((found.start() for found in _CLAUSE.finditer(line[: room - 1])), default=0)
    ends = line[:clause].endswith(f" {verbs}") if verbs else clause >= room * 3 // 5
    if ends and clause >= least:
        return _balanced(line[:clause]) + " …"
    tail = f" {_MORE} {verbs}" if verbs and least + len(verbs) + 3 <= room else f" {_MORE}"
    head = line[: room - len(tail) + 1]
    word = head.rfind(" ")
    return _balanced(_loose(head[: word if word >= least else room - len(tail)])) + tail


def _loose(head: str) -> str:
    """The head without a last article or preposition that waits for its noun."""
    return re.sub(
        r"(?:\s+(?:de[rmnsr]|die|das|eine?[mnrs]?|und|oder|für|gemäß|nach|zu[rm]?|im|in|am|an|auf|mit|von|vom|bei[m]?|aus|"
        r"über|unter|the|an?|of|to|and|for|seine?[mnrs]?|ihre?[mnrs]?))+$",
        "",
        head.rstrip(" ,;:–-("),
    ).rstrip(" ,;:–-(")
