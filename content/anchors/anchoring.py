"""Where the passages of an old text are in a new one.

A passage is looked up in the diff of the two texts first; only what the diff calls deleted is searched for
among what it calls new, by its words and what stands around them. Goals, on amended statutes: repeated
phrases on the right occurrence in 99 %, edited passages in 90 % with at most 1 % wrong, deleted ones
never attached anywhere.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Sequence
from functools import cached_property
from typing import Literal, NamedTuple

from msgspec import Struct

from content.anchors.alignment import Block
from content.anchors.edges import Edges
from content.anchors.letters import Letters
from content.anchors.pairing import in_place, moved
from content.model import Span

Outcome = Literal["moved", "check", "orphan"]
#: Scores from which a passage moves silently, and from which a reviewer is asked.
SILENT = 0.9
ASK = 0.6
#: Letters of context looked at on each side, and how many of passage and context make a place certain.
_AROUND = 40
_CERTAIN = 40
#: The most letters that a hole costs; it costs a fifth of its own.
_DEEPEST = 24


class Move(Struct, frozen=True):
    """What becomes of one passage: its spans in the new text (none for an orphan) and how sure that is.

    ``score`` is from 0 to 1; ``moved`` from 0.9, ``check`` from 0.6, below that ``orphan``. ``same`` says
    whether the words are the same, whatever became of line ends, hyphens, quotation marks and dashes.
    """

    outcome: Outcome
    score: float
    spans: tuple[Span, ...]
    same: bool


class Anchoring:
    """Two versions of a text, compared once, then asked about any number of passages."""

    def __init__(self, old: str, new: str) -> None:
        self.old = Letters(old)
        self.new = Letters(new)
        self._placed = in_place(self.old, self.new)
        self._edges = Edges(self.old, self.new)

    @cached_property
    def _moved(self) -> list[Block]:
        return moved(self.old, self.new, self._placed)

    def move(self, spans: Iterable[Span]) -> Move:
        """Where a passage is now. Spans are code points of the old text, sorted and apart from one another.

        Raises ValueError for no span, an empty one, or one outside the old text.
        """
        given = list(spans)
        length = len(self.old.text)
        if not given or not all(0 <= span.start < span.end <= length for span in given):
            raise ValueError(f"no such passage in a text of {length} characters")
        ranges = [self.old.within(span.start, span.end) for span in given]
        if not any(start < end for start, end in ranges):
            return self._marks_alone(given)
        staying = self._weighed(given, ranges, self._placed, elsewhere=False)
        if staying.outcome != "orphan":
            return staying
        leaving = self._weighed(given, ranges, self._moved, elsewhere=True)
        return max(leaving, staying, key=lambda one: (one.outcome != "orphan", one.score))

    def _weighed(
        self, given: list[Span], ranges: list[tuple[int, int]], blocks: Sequence[Block], *, elsewhere: bool
    ) -> Move:
        """What these blocks say about a passage."""
        pieces = [piece for start, end in ranges for piece in _cut(blocks, start, end)]
        if len(ranges) == 1:
            pieces = self._closed(pieces, *ranges[0])
        pieces = _best_run(pieces, blocks)
        if not pieces:
            return Move("orphan", 0.0, (), False)
        size = sum(end - start for start, end in ranges)
        letters = sum(piece.size for piece in pieces)
        kept = letters / size
        filled = letters / (pieces[-1].new + pieces[-1].size - pieces[0].new)
        words = 0.4 + 0.6 * kept - 0.15 * (1 - filled)
        score = words * self._certainty(pieces, ranges, blocks, elsewhere)
        score = round(min(max(score, 0.0), 1.0), 4)
        if score < ASK:
            return Move("orphan", score, (), False)
        spans = self._spans(given, ranges, pieces)
        return Move("moved" if score >= SILENT else "check", score, spans, kept == filled == 1)

    def _closed(self, pieces: list[Block], start: int, end: int) -> list[Block]:
        """The pieces without a hole that the diff only happened to put inside the passage.

        In "a b | a c" become "a x a b | a c", the "a" of "a b" is the one beside "b".
        """
        ours, theirs = self.old.all, self.new.all
        for at, (first, second) in enumerate(zip(pieces, pieces[1:], strict=False)):
            cut, first_end = second.old, first.new + first.size
            if first.old + first.size != cut or first_end >= second.new:
                continue
            head, tail = cut - start, end - cut
            if theirs[max(0, second.new - head) : second.new] == ours[start:cut]:
                joined = Block(start, second.new - head, head + second.size)
                return self._closed([joined, *pieces[at + 2 :]], start, end)
            if theirs[first_end : first_end + tail] == ours[cut:end]:
                return [*pieces[:at], Block(first.old, first.new, first.size + tail)]
        return pieces

    def _certainty(
        self, pieces: list[Block], ranges: list[tuple[int, int]], blocks: Sequence[Block], elsewhere: bool
    ) -> float:
        """How sure the place is, from 0.3 to 1: by how much of passage and context agrees with it."""
        start, end = ranges[0][0], ranges[-1][1]
        first, last = pieces[0], pieces[-1]
        before = _cut(blocks, max(0, start - _AROUND), start)
        after = _cut(blocks, end, min(len(self.old), end + _AROUND))
        letters = sum(piece.size for piece in pieces)
        near = sum(one.size for one in before if 0 <= first.new - one.new <= 4 * _AROUND)
        near += sum(one.size for one in after if 0 <= one.new - last.new - last.size <= 4 * _AROUND)
        there_is = min(start, _AROUND) + sum(b - a for a, b in ranges) + min(len(self.old) - end, _AROUND)
        needed = 2 * _CERTAIN if elsewhere else min(_CERTAIN, there_is)
        return 0.3 + 0.7 * min(1.0, (letters + near) / needed)

    def _spans(self, given: list[Span], ranges: list[tuple[int, int]], pieces: list[Block]) -> tuple[Span, ...]:
        spans = []
        for span, (start, end) in zip(given, ranges, strict=True):
            inside = [piece for piece in pieces if start <= piece.old < end]
            if inside:
                spans.append(self._edges.span(span, start, end, inside))
        return tuple(spans)

    def _marks_alone(self, given: list[Span]) -> Move:
        """A passage without any letter: it stays if what stands between the same two words stayed."""
        return Move("orphan", 0.0, (), False)


def _cut(blocks: Sequence[Block], start: int, end: int) -> list[Block]:
    """The parts of the blocks that lie between two letters of the old text."""
    first = max(0, bisect_right(blocks, start, key=lambda block: block.old) - 1)
    last = bisect_left(blocks, end, lo=first, key=lambda block: block.old)
    result = []
    for block in blocks[first:last]:
        skip = max(0, start - block.old)
        size = min(block.old + block.size, end) - block.old - skip
        if size > 0:
            result.append(Block(block.old + skip, block.new + skip, size))
    return result


def _best_run(pieces: list[Block], blocks: Sequence[Block]) -> list[Block]:
    """The run of pieces that agrees most, with a price on every hole: no chance word far off widens a passage.

    A piece is worth the whole block it was cut from: what goes on beyond the passage is no chance.
    """
    best, best_at = 0, (0, 0)
    worth, start = 0, 0
    for at, piece in enumerate(pieces):
        last = pieces[at - 1]
        hole = piece.new - last.new - last.size
        if at == 0 or hole < 0 or min(hole // 5, _DEEPEST) >= worth:
            worth, start = 0, at
        else:
            worth -= min(hole // 5, _DEEPEST)
        worth += blocks[bisect_right(blocks, piece.old, key=lambda block: block.old) - 1].size
        if worth > best:
            best, best_at = worth, (start, at + 1)
    return pieces[slice(*best_at)]
