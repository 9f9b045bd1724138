"""How near short texts are to one another: by the rarity of the words they share.

Where a ranking only tells which of a few texts comes first, this tells whether any of them comes near at all.
"""

from __future__ import annotations

import math
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from typing import NamedTuple

from content.search.analysis import STOP_WORDS, Terms, known_words, terms, tokens
from content.search.feedback import Rarity
from content.search.synonyms import Member, Synonyms

#: What a synonym counts, a compound whose part is meant, and a part for the compound it is in.
_SYNONYM, _PART = 0.8, 0.7


class Near(NamedTuple):
    """``score`` is 1 for the same words, 0 for none in common; ``why`` are the shared words, rarest first."""

    id: str
    score: float
    why: tuple[str, ...]


class _Word(NamedTuple):
    """As it stands in the text, and what it is found by."""

    word: str
    known: Terms


class _Text(NamedTuple):
    """What each stem counts that a text has, means, or has in a compound; and what its own words weigh."""

    values: Mapping[str, float]
    weight: float


class Nearness:
    """Some texts by id, to which others are compared."""

    def __init__(self, texts: Mapping[str, str], rarity: Rarity, synonyms: Synonyms) -> None:
        self._rarity = rarity
        self._texts = {one: self._read(text, synonyms) for one, text in texts.items()}
        self._having: defaultdict[str, list[str]] = defaultdict(list)
        for one, read in self._texts.items():
            for stem in read.values:
                self._having[stem].append(one)
        self._rows: defaultdict[str, list[tuple[Member, str]]] = defaultdict(list)
        for one, text in texts.items():
            for member in synonyms.among([known.stem for known in known_words(text)]):
                if len(member) > 1:
                    self._rows[member[0]].append((member, one))

    def nearest(self, text: str, most: int | None = None) -> list[Near]:
        """The nearest of the texts (all for None), best first; none that shares no word."""
        words = _telling(text)
        shared: defaultdict[str, dict[str, float]] = defaultdict(dict)
        for one, stem, value in self._matches(words):
            shared[one][stem] = max(shared[one].get(stem, 0.0), value * self._rarity(stem))
        weight = sum(map(self._rarity, words))
        found = [self._near(one, gained, words, weight) for one, gained in shared.items()]
        return sorted(found, key=lambda near: -near.score)[:most]

    def _near(self, one: str, gained: Mapping[str, float], words: Mapping[str, _Word], weight: float) -> Near:
        score = sum(gained.values()) / math.sqrt(weight * self._texts[one].weight or 1.0)
        rarest = sorted(gained, key=lambda stem: -gained[stem])
        return Near(one, min(score, 1.0), tuple(words[stem].word for stem in rarest))

    def _matches(self, words: Mapping[str, _Word]) -> Iterator[tuple[str, str, float]]:
        """(text, stem of mine, what it counts)."""
        for stem, word in words.items():
            for one in self._having.get(stem, ()):
                yield one, stem, self._texts[one].values[stem]
            for part in word.known.parts:
                for one in self._having.get(part, ()):
                    yield one, stem, _PART * self._texts[one].values[part]
            for member, one in self._rows.get(stem, ()):
                if words.keys() >= set(member):
                    yield from ((one, mine, _SYNONYM) for mine in member)

    def _read(self, text: str, synonyms: Synonyms) -> _Text:
        words = _telling(text)
        values: dict[str, float] = {}
        for word in words.values():
            _raise(values, word.known.parts, _PART)
        means = synonyms.among([known.stem for known in known_words(text)])
        _raise(values, (member[0] for member in means if len(member) == 1), _SYNONYM)
        _raise(values, words, 1.0)
        return _Text(values, sum(map(self._rarity, words)))


def _telling(text: str) -> dict[str, _Word]:
    """The words that say what a text is about, by their stems."""
    words = (_Word(token.word, terms(token.word)) for token in tokens(text))
    return {
        one.known.stem: one
        for one in words
        if one.known.stem and one.known.spelled not in STOP_WORDS and not one.known.stem[0].isdigit()
    }


def _raise(values: dict[str, float], stems: Iterable[str], value: float) -> None:
    for stem in stems:
        values[stem] = max(values.get(stem, 0.0), value)
