"""Where the words of an annotation stand in a text: by position, by quote and context, by likeness."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator
from functools import cached_property
from itertools import accumulate
from os.path import commonprefix

from content.model import Span
from content.normalise import clean
from store.exchange.annotations.model import Place, Spans

#: Letters that a quote needs to be looked for in documents that the annotation does not name.
TELLING = 20


class Text:
    """A document's text, asked about many places."""

    def __init__(self, text: str) -> None:
        self.text = text

    @cached_property
    def _units(self) -> list[int]:
        """UTF-16 units before each code point."""
        return list(accumulate((1 + (char > "\uffff") for char in self.text), initial=0))

    def place(self, place: Place, near: bool = False) -> Spans | None:
        """None where the words do not stand in the text, or do several times and nothing tells which.

        ``near`` also takes words that are not quite the same.
        """
        if place.spans and self._fits(place.spans, place.exact):
            return place.spans
        for span in self._stated(place):
            if not place.exact or squeezed(self.text[slice(*span)]) == squeezed(place.exact):
                return (span,)
        if not place.exact.strip():
            return None
        there = self._occurrences(place.exact)
        found = self._alike(place) if near and not there else self._nearest(place, there)
        return (found,) if found else None

    def _fits(self, spans: Spans, exact: str) -> bool:
        borders = [at for span in spans for at in span]
        inside = borders == sorted(borders) and borders[0] >= 0 and borders[-1] <= len(self.text)
        whole = self.text[borders[0] : borders[-1]]
        return inside and all(start < end for start, end in spans) and squeezed(whole) == squeezed(exact)

    def _stated(self, place: Place) -> Iterator[tuple[int, int]]:
        """The stretch that the positions name, counted in code points and in UTF-16 units."""
        if 0 <= place.start < place.end <= len(self.text):
            yield place.start, place.end
        if 0 <= place.start < place.end <= self._units[-1]:
            start, end = (bisect_left(self._units, at) for at in (place.start, place.end))
            if start < end:
                yield start, end

    def _occurrences(self, quote: str) -> list[tuple[int, int]]:
        pattern = r"\s+".join(map(re.escape, clean(quote).split()))
        return [match.span() for match in re.finditer(pattern, self.text)] if pattern else []

    def _nearest(self, place: Place, found: list[tuple[int, int]]) -> tuple[int, int] | None:
        """The place of the quote that has most of the context; of equal ones the nearest to the position."""
        if len(found) < 2:
            return found[0] if found else None
        ranked = sorted(found, key=lambda span: self._rank(place, span), reverse=True)
        best, second = (self._rank(place, span) for span in ranked[:2])
        return ranked[0] if best > second else None

    def _rank(self, place: Place, span: tuple[int, int]) -> tuple[int, int]:
        before = squeezed(self.text[max(0, span[0] - 80) : span[0]])[::-1]
        after = squeezed(self.text[span[1] : span[1] + 80])
        shared = len(commonprefix([before, squeezed(place.prefix)[::-1]]))
        shared += len(commonprefix([after, squeezed(place.suffix)]))
        return shared, -abs(span[0] - place.start) if place.start >= 0 else 0

    def _alike(self, place: Place) -> tuple[int, int] | None:
        from content.anchors.anchoring import Anchoring

        prefix, exact = clean(place.prefix), clean(place.exact)
        if len(exact) < TELLING:
            return None
        span = Span(len(prefix), len(prefix) + len(exact))
        move = Anchoring(prefix + exact + clean(place.suffix), self.text).move([span])
        sure = move.outcome == "moved" and len(move.spans) == 1
        return (move.spans[0].start, move.spans[0].end) if sure else None


def squeezed(text: str) -> str:
    """The words in normal form, on one line."""
    return " ".join(clean(text).split())
