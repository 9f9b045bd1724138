"""Which dialect a project counts in, and which a source of it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from msgspec import Struct

from content.messages import Message
from store.exchange.refi.dialects import DIALECTS, Counted, Dialect, Score, Traits, score
from store.exchange.refi.model import Selection, Source

#: Selections of a source that are measured: more of them tell nothing new.
MEASURED = 300
#: A source is read in a way of its own if by so much more of its selections' edges sit at words.
_SURE = 0.25


class Chosen(Struct, frozen=True):
    """The dialect of a project; of the selections that were measured, how many have a name and how many of
    those say it. ``alike`` are other dialects that fit as well."""

    dialect: Dialect
    said: int
    named: int
    alike: int = 0

    def told(self) -> Message:
        how = Message("{said} of {named} names agree", said=self.said, named=self.named)
        if not self.named:
            how = Message("by the edges of words: no names given")
        elif not self.said:
            how = Message("by the edges of words: names say no words")
        if self.alike:
            how = Message("{how}; other ways of counting fit as well", how=how)
        return Message("positions were read as {dialect} ({how})", dialect=self.dialect.told(), how=how)


class Measured:
    """A source with how well each dialect that differs for it fits its selections."""

    def __init__(self, source: Source) -> None:
        self.source = source
        self._traits = Traits.of(source.text, source.marked)
        self.sample = _sample([one for one in source.selections if one.start >= 0])
        possible = self._traits.possible() if self.sample else []
        counted = {one: Counted(source.text, one) for one in possible}
        self._spans = {one: [held.span(s) for s in self.sample] for one, held in counted.items()}
        self._scores = {one: score(held.text, self.sample, self._spans[one]) for one, held in counted.items()}

    def same(self, dialect: Dialect) -> Dialect:
        """The one that counts as ``dialect`` does here."""
        return self._traits.same(dialect)

    def score(self, dialect: Dialect) -> Score:
        return self._scores.get(self.same(dialect), Score(0, 0))

    def differ(self, first: Dialect, second: Dialect) -> bool:
        """Whether any selection stands elsewhere in the one than in the other."""
        return self._spans.get(self.same(first)) != self._spans.get(self.same(second))

    def own(self, usual: Dialect) -> Dialect:
        """The usual dialect, unless another clearly fits better."""
        mine, here = self.score(usual), self.same(usual)
        best = max(self._scores, key=lambda one: (self._scores[one], one == here), default=here)
        named, edges = self.score(best)
        sure = edges - mine.edges >= max(3, _SURE * len(self.sample))
        return best if named > mine.named or (named == mine.named and sure) else here


def choose(measured: Sequence[Measured], origin: str) -> Chosen:
    """The dialect with most names and edges; of equal ones the one that is usual for the program."""
    totals: Counter[Dialect] = Counter()
    for dialect in DIALECTS:
        for one in measured:
            found = one.score(dialect)
            totals[dialect] += 3 * found.named + found.edges
    units = "nvivo" in origin.lower()
    ranked = sorted(DIALECTS, key=lambda one: (one.utf16 and one.line_end == 0) != units)
    best = max(ranked, key=lambda dialect: totals[dialect])
    alike = [one for one in DIALECTS if totals[one] == totals[best]]
    said = sum(one.score(best).named for one in measured)
    named = sum(bool(selection.name.strip()) for one in measured for selection in one.sample)
    return Chosen(best, said, named, sum(any(m.differ(best, one) for m in measured) for one in alike))


def _sample(selections: list[Selection]) -> list[Selection]:
    """All, or some from all over the text: those at its end tell most."""
    if len(selections) <= MEASURED:
        return selections
    ordered = sorted(selections, key=lambda one: one.end)
    step = len(ordered) / MEASURED
    return [ordered[-1 - int(at * step)] for at in range(MEASURED)]
