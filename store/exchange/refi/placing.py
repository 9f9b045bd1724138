"""Where the selections of a project stand in its texts as this program has them."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from itertools import islice

from msgspec import Struct, field

from content.model import Span
from content.offsets import Normalised, normalised
from store.exchange.refi.dialects import (
    DIALECTS,
    Counted,
    Dialect,
    Score,
    Traits,
    edges,
    says,
    score,
)
from store.exchange.refi.model import Selection, Source
from store.exchange.refi.xml import ORIGIN

#: A name of fewer letters may stand in a text by accident.
_TELLING = 8


class Placed(Struct):
    """A source's text in normal form, and where each selection stands in it.

    ``mended`` counts those that stand where their words are and not where they were said to be; ``outside``
    are those that stand nowhere."""

    source: Source
    text: str
    places: list[tuple[Selection, Span]] = field(default_factory=list)
    mended: int = 0
    outside: list[Selection] = field(default_factory=list)


class Chosen(Struct, frozen=True):
    """The dialect of a project, and how many of its selections named their words and say them."""

    dialect: Dialect
    said: int
    named: int

    def __str__(self) -> str:
        if not self.said and self.named:
            return f"positions were read as {self.dialect} (by the edges of words: names say no words)"
        if not self.named:
            return f"positions were read as {self.dialect} (by the edges of words: no names given)"
        return f"positions were read as {self.dialect} ({self.said} of {self.named} names agree)"


def place_all(sources: Sequence[Source], origin: str) -> tuple[list[Placed], Chosen | None]:
    """All sources with the one dialect that fits best; another for a source whose names it fits better.

    What this program wrote counts as the standard says, and its selections are taken as they are."""
    measured = [_Measured(source) for source in sources]
    if origin == ORIGIN:
        best = DIALECTS[0]
        placed = [_placed(one.source, best, bare=False) for one in measured]
    else:
        best = _best(measured, origin)
        placed = [_placed(one.source, one.own(best), bare=True) for one in measured]
    selections = [one for source in sources for one in source.selections if one.start >= 0]
    if not selections:
        return placed, None
    said = sum(one.score(best).named for one in measured)
    named = sum(bool(selection.name.strip()) for selection in selections)
    return placed, Chosen(best, said, named)


class _Measured:
    """A source with how well each dialect fits its selections."""

    def __init__(self, source: Source) -> None:
        self.source = source
        self._traits = Traits.of(source.text, source.marked)
        possible = self._traits.possible() if source.selections else []
        self._scores = {one: score(Counted(source.text, one), source.selections) for one in possible}

    def score(self, dialect: Dialect) -> Score:
        return self._scores.get(self._traits.same(dialect), Score(0, 0))

    def own(self, usual: Dialect) -> Dialect:
        """The usual dialect, unless the names fit another better."""
        best = max(self._scores, key=lambda one: self._scores[one].named, default=usual)
        return best if self.score(best).named > self.score(usual).named else self._traits.same(usual)


def _best(measured: Sequence[_Measured], origin: str) -> Dialect:
    """The dialect with most names and edges; of equal ones the one that is usual for the program."""
    totals: Counter[Dialect] = Counter()
    for dialect in DIALECTS:
        for one in measured:
            found = one.score(dialect)
            totals[dialect] += 3 * found.named + found.edges
    usual = "nvivo" in origin.lower()
    ranked = sorted(DIALECTS, key=lambda one: (one.utf16 and one.line_end == 0) != usual)
    return max(ranked, key=lambda dialect: totals[dialect])


def _placed(source: Source, dialect: Dialect, bare: bool) -> Placed:
    """``bare`` takes line ends off the ends of selections: some programs select whole lines."""
    counted, normal = Counted(source.text, dialect), normalised(source.text)
    placed = Placed(source, normal.text)
    for selection in source.selections:
        stated = counted.span(selection)
        span = _sure(source.text, selection, stated)
        placed.mended += span != stated and selection.start >= 0
        found = normal.span(*span) if span else None
        if found is None:
            placed.outside.append(selection)
        else:
            placed.places.append((selection, _bare(normal, found) if bare else found))
    return placed


def _sure(text: str, selection: Selection, span: tuple[int, int] | None) -> tuple[int, int] | None:
    """The span, unless it cuts words and those that the selection is named after stand elsewhere, once."""
    name = selection.name.strip()
    if span is not None and (says(text[slice(*span)], name) or edges(text, *span) == 2):
        return span
    if len(name) < _TELLING:
        return span
    found = list(islice(re.finditer(r"\s+".join(map(re.escape, name.split())), text), 2))
    return found[0].span() if len(found) == 1 else span


def _bare(normal: Normalised, span: Span) -> Span:
    """The span without line ends at its ends, unless there is nothing else in it."""
    words = normal.text[span.start : span.end]
    start = span.start + len(words) - len(words.lstrip("\n"))
    end = span.end - len(words) + len(words.rstrip("\n"))
    return Span(start, end) if start < end else span
