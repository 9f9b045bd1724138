"""The candidates of the index put in their final order, by what one table of terms can't see.

BM25 over stems, parts and first letters brings the candidates; here each is measured again word by word. A
word of the query that stands there in another way (inside a compound, as a synonym, with the same first
letters) is one word found less well, not several words, and a text gains by how much of the query it has
and by words that stand side by side in both. Figures were measured on German questions, demands and topics.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from itertools import pairwise
from typing import NamedTuple

from content.search.analysis import STOP_WORDS, Terms, known_words, terms
from content.search.feedback import Rarity, feed_back, stems_of
from content.search.synonyms import Member, Synonyms
from content.search.units import Unit

#: What a word counts inside a compound, as a synonym, by its first letters; and more in the very same form.
_INSIDE, _SYNONYM, _BEGINNING, _SAME_FORM = 0.8, 0.8, 0.3, 0.3
#: What a compound's part counts for a word, and how much of the compound all its parts are.
_PART, _PARTS = 0.7, 0.6
#: How soon more of the same word counts no more, and how much longer texts need it more often.
_SATURATION, _LENGTH = 1.2, 0.5
#: What is gained by the share of the query that is there, and by words side by side.
_COVERED, _SIDE_BY_SIDE, _EACH_PAIR = 1.5, 0.5, 0.3
#: What the score in the index still counts.
_INDEX = 0.3
#: How much more a word counts that the query says again: in the heading and in the demand.
_AGAIN = 0.7
#: The rarity of words that are everywhere.
_STOP_WORD = 0.2

Scored = tuple[Unit, float]
#: What a text has of a query: a word by its number, its beginning by the number's complement, a part by stem.
_Key = int | str


class _Wanted(NamedTuple):
    """A word of the query; ``also`` are its synonyms of one word and how much of it they are worth, ``rows``
    those of several words."""

    known: Terms
    worth: float
    also: Mapping[str, float]
    rows: tuple[Member, ...]


def ranked(
    words: Sequence[str], found: Sequence[Scored], rarity: Rarity, synonyms: Synonyms, feedback: bool
) -> list[Scored]:
    """The candidates, best first, with new scores; ``rarity`` is a stem's inverse document frequency.
    ``feedback``: they gain by what the best of them have in common, too."""
    asked = [terms(word) for word in words]
    measure = _Measure(asked, rarity, synonyms)
    texts = [known_words(unit.text) for unit, _score in found]
    usual = sum(map(len, texts)) / len(texts) if texts else 1.0
    scores = [
        _INDEX * score + measure.of(text, usual) for (_unit, score), text in zip(found, texts, strict=True)
    ]
    if feedback and found:
        feed_back(asked, texts, scores, rarity)
    order = sorted(range(len(found)), key=lambda at: -scores[at])
    return [(found[at][0], scores[at]) for at in order]


class _Measure:
    """How close texts come to one query."""

    def __init__(self, asked: Sequence[Terms], rarity: Rarity, synonyms: Synonyms) -> None:
        said = Counter(one.stem for one in asked)
        each = {one.stem: one for one in asked if one.stem}.values()
        self._words = [_wanted(one, said[one.stem], rarity, synonyms) for one in each]
        self._total = sum(word.worth for word in self._words)
        self._parts = {part: _PART * rarity(part) for one in each for part in one.parts}
        self._pairs = _pairs(asked)
        self._worth = {word.known.stem: word.worth for word in self._words}
        self._telling = _telling(self._words)
        self._has_rows = any(word.rows for word in self._words)
        self._meant: dict[str, list[tuple[_Key, float]]] = {}

    def of(self, text: Sequence[Terms], usual: float) -> float:
        """A text's score; ``usual`` is how many words texts have."""
        often = self._often(text)
        stems = stems_of(text) if self._has_rows else frozenset[str]()
        level = _SATURATION * (1 - _LENGTH + _LENGTH * len(text) / usual)
        gained = covered = 0.0
        for at, word in enumerate(self._words):
            count = often.get(at, 0.0)
            if not count and any(stems.issuperset(row) for row in word.rows):
                count = _SYNONYM
            count = count or min(often.get(~at, 0.0), _BEGINNING)
            parts = word.known.parts
            share = sum(part in often for part in parts) / len(parts) if parts else 0.0
            gained += word.worth * _saturated(count, level)
            covered += word.worth * max(min(count, 1.0), _PARTS * share)
        for part, worth in self._parts.items():
            gained += worth * _saturated(often.get(part, 0.0), level)
        whole = covered * covered / self._total if self._total else 0.0
        beside = (min(self._worth[one], self._worth[other]) for one, other in self._pairs & _pairs(text))
        return gained + _COVERED * whole + _SIDE_BY_SIDE * sum(_EACH_PAIR + worth for worth in beside)

    def _often(self, text: Sequence[Terms]) -> dict[_Key, float]:
        """How often a text has what."""
        often: defaultdict[_Key, float] = defaultdict(float)
        for one in text:
            meant = self._meant.get(one.spelled)
            if meant is None:
                meant = self._meant[one.spelled] = list(self._meanings(one))
            for key, much in meant:
                often[key] += much
        return often

    def _meanings(self, one: Terms) -> Iterator[tuple[_Key, float]]:
        """What a word of a text is for the query, and how much of that; of most words nothing."""
        if self._telling.isdisjoint((one.stem, one.prefix, *one.parts)):
            return
        stems = {one.stem, *one.parts}
        for at, word in enumerate(self._words):
            known = word.known
            if known.stem == one.stem:
                yield at, 1.0 + _SAME_FORM * (known.spelled == one.spelled)
            elif known.stem in stems:
                yield at, _INSIDE
            elif also := max((word.also[stem] for stem in stems if stem in word.also), default=0.0):
                yield at, _SYNONYM * also
            elif known.prefix and known.prefix == one.prefix:
                yield ~at, _BEGINNING
        for part in self._parts.keys() & stems:
            yield part, 1.0 if part == one.stem else _INSIDE


def _wanted(known: Terms, said: int, rarity: Rarity, synonyms: Synonyms) -> _Wanted:
    worth = _STOP_WORD if known.spelled in STOP_WORDS else rarity(known.stem)
    members = synonyms.among([known.stem])
    members += [parts for member in members if (parts := synonyms.parts(member))]
    alone = {member[0]: rarity(member[0]) for member in members if len(member) == 1}
    return _Wanted(
        known,
        worth * (1 + _AGAIN * (said > 1)),
        {stem: min(1.0, rare / worth) if worth else 0.0 for stem, rare in alone.items()},
        tuple(member for member in members if len(member) > 1),
    )


def _telling(words: Sequence[_Wanted]) -> frozenset[str]:
    """All stems and beginnings that mean something."""
    found = {term for word in words for term in (word.known.stem, word.known.prefix, *word.known.parts)}
    return frozenset(found.union(*(word.also for word in words))) - {""}


def _pairs(text: Sequence[Terms]) -> set[tuple[str, str]]:
    """The stems of words side by side."""
    stems = [one.stem for one in text if one.stem]
    return set(pairwise(stems))


def _saturated(count: float, level: float) -> float:
    return count * (_SATURATION + 1) / (count + level)
