"""The candidates of the index put in their final order, by what one table of terms can't see.

BM25 over stems, parts and first letters brings the candidates; here they gain by how many of the query's
words they have, by words in the very same form, and by words that stand side by side in both. A demand's
candidates gain by what the best of them have in common, too (relevance feedback): passages on the same topic
use the same words, even those the demand doesn't.
"""

from __future__ import annotations

import math
from collections import Counter, defaultdict
from collections.abc import Callable, Mapping, Sequence
from typing import NamedTuple

from content.search.analysis import STOP_WORDS, Terms, known_words, terms
from content.search.synonyms import Member, Synonyms
from content.search.units import Unit

#: How much is gained, in units of a word's rarity; measured on German question and topic collections.
_SAME_FORM, _SIDE_BY_SIDE, _COVERED = 0.3, 0.5, 0.5
_FEEDBACK, _FEEDBACK_UNITS, _FEEDBACK_TERMS = 0.3, 4, 12
#: The rarity of words that are everywhere.
_STOP_WORD = 0.2

Rarity = Callable[[str], float]
Scored = tuple[Unit, float]


class _Text(NamedTuple):
    """What of a text counts: its words in their order."""

    known: Sequence[Terms]

    def pairs(self) -> set[tuple[str, str]]:
        return {(one.stem, other.stem) for one, other in zip(self.known, self.known[1:], strict=False)}

    def stems(self) -> set[str]:
        return {stem for one in self.known for stem in (one.stem, *one.parts)}


def ranked(
    words: Sequence[str], found: Sequence[Scored], rarity: Rarity, synonyms: Synonyms, feedback: bool
) -> list[Scored]:
    """The candidates, best first, with new scores; ``rarity`` is a stem's inverse document frequency."""
    query = _Text([terms(word) for word in words])
    worth = {
        one.stem: _STOP_WORD if one.spelled in STOP_WORDS else rarity(one.stem)
        for one in query.known
        if one.stem
    }
    also = {one.stem: synonyms.among([one.stem]) for one in query.known}
    for members in also.values():
        members += [parts for member in members if (parts := synonyms.parts(member))]
    texts = [_Text(known_words(unit.text)) for unit, _score in found]
    scores = [
        score + _gain(query, worth, also, text) for (_unit, score), text in zip(found, texts, strict=True)
    ]
    if feedback:
        _feed_back(query, texts, scores, rarity)
    order = sorted(range(len(found)), key=lambda at: -scores[at])
    return [(found[at][0], scores[at]) for at in order]


def _gain(query: _Text, worth: Mapping[str, float], also: Mapping[str, list[Member]], text: _Text) -> float:
    """What a text gains over its score in the index."""
    forms, stems = {one.spelled for one in text.known}, text.stems()
    beginnings = {one.prefix for one in text.known if one.prefix}
    same = covered = 0.0
    for one in query.known:
        value = worth.get(one.stem, 0.0)
        otherwise = any(stems.issuperset(member) for member in also.get(one.stem, ()))
        same += value * (one.spelled in forms or otherwise)
        covered += value * (one.stem in stems or one.prefix in beginnings or otherwise)
    beside = sum(
        0.3 + min(worth.get(one, 0.0), worth.get(other, 0.0)) for one, other in query.pairs() & text.pairs()
    )
    total = sum(worth.get(one.stem, 0.0) for one in query.known)
    share = covered * covered / total if total else 0.0
    return _SAME_FORM * same + _SIDE_BY_SIDE * beside + _COVERED * share


def _feed_back(query: _Text, texts: Sequence[_Text], scores: list[float], rarity: Rarity) -> None:
    """Adds to the scores what texts share with the best of them beyond the query."""
    best = sorted(range(len(texts)), key=lambda at: -scores[at])[:_FEEDBACK_UNITS]
    if not best or scores[best[0]] <= 0:
        return
    weights: defaultdict[str, float] = defaultdict(float)
    for at in best:
        share = max(scores[at], 0.0) / scores[best[0]] / math.sqrt(len(texts[at].known) or 1)
        for one in texts[at].known:
            if one.stem and one.spelled not in STOP_WORDS:
                for stem in {one.stem, *one.parts}:
                    weights[stem] += share
    asked = query.stems()
    here = Counter(stem for text in texts for stem in text.stems())
    shared = ((weight * rarity(stem), stem) for stem, weight in weights.items() if here[stem] > 1)
    added = sorted((one for one in shared if one[1] not in asked), reverse=True)[:_FEEDBACK_TERMS]
    value = {stem: weight / added[0][0] * rarity(stem) for weight, stem in added if added[0][0] > 0}
    for at, text in enumerate(texts):
        scores[at] += _FEEDBACK * sum(value[stem] for stem in text.stems() & value.keys())
