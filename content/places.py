"""Words of texts that something covers, and what of them is common, apart or near. Pure.

Texts are told apart by any name; spans count code points, sorted, ends exclusive.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Callable, Iterable, Iterator
from itertools import accumulate

from msgspec import Struct

Spans = tuple[tuple[int, int], ...]


class Place(Struct, frozen=True):
    """``spans`` of one ``text``, and the records that cover them."""

    text: str
    spans: Spans
    records: frozenset[str]


#: The sentence or paragraph bounds around a stretch of a text, by its name, start and end.
Around = Callable[[str, int, int], tuple[int, int]]


def merged(places: Iterable[Place]) -> list[Place]:
    """Those of the same words as one, in the order in which they first came."""
    records: dict[tuple[str, Spans], frozenset[str]] = {}
    for place in places:
        key = (place.text, place.spans)
        records[key] = records.get(key, frozenset()) | place.records
    return [Place(text, spans, known) for (text, spans), known in records.items()]


def common(these: Iterable[Place], those: Iterable[Place]) -> list[Place]:
    """The words that one of these and one of those both cover, for each two that have some in common."""
    reach = Reach(those)
    return merged(
        Place(one.text, shared(one.spans, other.spans), one.records | other.records)
        for one in these
        for other in reach.touching(one.text, one.spans)
    )


def apart(these: Iterable[Place], those: Iterable[Place]) -> list[Place]:
    """These that have no word in common with any of those."""
    reach = Reach(those)
    return [one for one in these if not any(True for _ in reach.touching(one.text, one.spans))]


def near(these: Iterable[Place], those: Iterable[Place], around: Around) -> list[Place]:
    """What of one of these and one of those is in the same sentences or paragraphs, as ``around`` has them,
    for each two that share one."""
    reach = Reach(those)
    found = []
    for one in these:
        wider = _wider(one, around) if reach.covers(one.text) else ()
        for other in reach.touching(one.text, wider):
            bounds = shared(wider, _wider(other, around))
            words = shared(_united(one.spans, other.spans), bounds)
            found.append(Place(one.text, words, one.records | other.records))
    return merged(found)


class Reach:
    """Places to be asked which of them touch a stretch."""

    def __init__(self, places: Iterable[Place]) -> None:
        spans: dict[str, list[tuple[int, int, int]]] = {}
        self._places = list(places)
        for number, place in enumerate(self._places):
            spans.setdefault(place.text, []).extend((start, end, number) for start, end in place.spans)
        self._spans = {text: sorted(found) for text, found in spans.items()}
        #: How far what begins so far reaches: before that nothing more needs to be looked at.
        self._ends = {
            text: list(accumulate((end for _start, end, _number in found), max))
            for text, found in self._spans.items()
        }

    def covers(self, text: str) -> bool:
        """Whether any of them is in this text."""
        return text in self._spans

    def touching(self, text: str, spans: Spans) -> Iterator[Place]:
        """Those that have a word in common with the spans, each once."""
        found, ends = self._spans.get(text, []), self._ends.get(text, [])
        seen: set[int] = set()
        for start, end in spans:
            at = bisect_left(found, (end,)) - 1
            while at >= 0 and ends[at] > start:
                if found[at][1] > start:
                    seen.add(found[at][2])
                at -= 1
        return (self._places[number] for number in sorted(seen))


def _wider(place: Place, around: Around) -> Spans:
    return _joined(around(place.text, *span) for span in place.spans)


def shared(one: Spans, other: Spans) -> Spans:
    """What is in both."""
    found = ((max(a, c), min(b, d)) for a, b in one for c, d in other)
    return tuple(sorted((start, end) for start, end in found if start < end))


def _united(one: Spans, other: Spans) -> Spans:
    return _joined((*one, *other))


def _joined(spans: Iterable[tuple[int, int]]) -> Spans:
    """Spans in order, those that touch as one."""
    found: list[tuple[int, int]] = []
    for start, end in sorted(spans):
        if found and start <= found[-1][1]:
            found[-1] = (found[-1][0], max(found[-1][1], end))
        else:
            found.append((start, end))
    return tuple(found)
