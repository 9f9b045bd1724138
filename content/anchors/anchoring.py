"""Where the passages of an old text are in a new one.

A passage is looked up in the diff of the two texts first; only what the diff calls deleted is searched for
among what it calls new, by its words and what stands around them. Goals, on amended statutes: repeated
phrases on the right occurrence in 99 %, edited passages in 90 % with at most 1 % wrong, deleted ones
never attached anywhere.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from functools import cached_property
from typing import Literal, NamedTuple

from msgspec import Struct

from content.anchors.alignment import Block, Stretch, between
from content.anchors.edges import end_in, gap_before, marks, start_in
from content.anchors.furniture import Furniture
from content.anchors.letters import Letters
from content.anchors.pairing import in_place, moved
from content.anchors.passages import make_passage
from content.anchors.runs import best_run, closed, cut, replaced_after, replaced_before
from content.anchors.wording import same_wording
from content.model import Span

Outcome = Literal["moved", "check", "orphan"]
#: Scores from which a passage moves silently, and from which a reviewer is asked.
SILENT = 0.9
ASK = 0.6
#: Letters of context looked at on each side, and how many of passage and context make a place certain.
_AROUND = 40
_CERTAIN = 40
#: The same for a passage that left its place.
_CERTAIN_ELSEWHERE = 80


class Move(Struct, frozen=True):
    """What becomes of one passage: its spans in the new text (none for an orphan) and how sure that is.

    ``score`` is from 0 to 1; ``moved`` from 0.9, ``check`` from 0.6, below that ``orphan``. ``same`` says
    whether the words are the same, whatever became of line ends, hyphens, quotation marks and dashes; no
    other score than that of the same words in a certain place is 1.
    """

    outcome: Outcome
    score: float
    spans: tuple[Span, ...]
    same: bool


_ORPHAN = Move("orphan", 0.0, (), False)


class _Part(NamedTuple):
    """One stretch of a passage: its code points and letters in the old text, and its pieces, one at least."""

    span: Span
    start: int
    end: int
    pieces: list[Block]


class Anchoring:
    """Two versions of a text, compared once, then asked about any number of passages."""

    def __init__(self, old: str, new: str) -> None:
        self._old = Letters(old)
        self._new = Letters(new)
        self._whole = Stretch(0, len(self._old), 0, len(self._new))
        self._placed = in_place(self._old, self._new)
        changes = list(between(self._placed, self._whole))
        gone = [(one.old, one.old_end) for one in changes if one.new == one.new_end and one.old < one.old_end]
        came = [(one.new, one.new_end) for one in changes if one.old == one.old_end and one.new < one.new_end]
        self._gone = Furniture(self._old, gone)
        self._came = Furniture(self._new, came)

    @cached_property
    def _moved(self) -> list[Block]:
        return moved(self._old, self._new, self._placed)

    def move(self, spans: Iterable[Span]) -> Move:
        """Where a passage is now; spans are code points of the old text.

        Its spans move together. One comes back as two where the new text has a running head inside it, two as
        one where the new text has nothing between them. Raises ValueError as ``make_passage`` does.
        """
        given = make_passage(self._old.text, spans).spans
        ranges = [self._old.within(span.start, span.end) for span in given]
        if not any(start < end for start, end in ranges):
            return self._marks_alone(given, ranges[0][0])
        staying = self._weighed(given, ranges, self._placed)
        if staying.outcome != "orphan":
            return staying
        leaving = self._weighed(given, ranges, self._moved)
        return leaving if leaving.outcome != "orphan" else staying

    def moves(self, passages: Iterable[Iterable[Span]]) -> list[Move]:
        """``move`` for each passage."""
        return [self.move(spans) for spans in passages]

    def _weighed(self, given: Sequence[Span], ranges: list[tuple[int, int]], blocks: Sequence[Block]) -> Move:
        """What these blocks say about a passage."""
        pieces = []
        for start, end in ranges:
            pieces += closed(cut(blocks, start, end), start, end, self._old.all, self._new.all)
        pieces = best_run(pieces, blocks)
        if not pieces:
            return _ORPHAN
        parts = self._parts(given, ranges, pieces)
        letters = sum(piece.size for piece in pieces)
        kept = letters / sum(end - start - self._gone.within(start, end) for start, end in ranges)
        filled = letters / sum(
            part.pieces[-1].new + part.pieces[-1].size - part.pieces[0].new for part in parts
        )
        words = 0.4 + 0.6 * min(kept, 1.0) - 0.15 * (1 - filled)
        score = words * self._certainty(pieces, ranges, blocks)
        if score < ASK:
            return Move("orphan", round(max(score, 0.0), 4), (), False)
        spans = self._shifted(given, pieces) or self._spans(parts, widen=blocks is self._placed)
        same = same_wording(_words(self._old, given), _words(self._new, spans))
        score = round(score if same else min(score, 0.99), 4)
        return Move("moved" if score >= SILENT else "check", score, spans, same)

    def _certainty(
        self, pieces: list[Block], ranges: list[tuple[int, int]], blocks: Sequence[Block]
    ) -> float:
        """How sure the place is, from 0.3 to 1: by how much of passage and context agrees with it."""
        start, end = ranges[0][0], ranges[-1][1]
        first, last = pieces[0], pieces[-1]
        agreeing = 0
        for one in cut(blocks, max(0, start - _AROUND), start):
            agreeing += one.size if 0 <= first.new - one.new <= 4 * _AROUND else 0
        for one in cut(blocks, end, min(len(self._old), end + _AROUND)):
            agreeing += one.size if 0 <= one.new - last.new - last.size <= 4 * _AROUND else 0
        there_is = min(start, _AROUND) + min(len(self._old) - end, _AROUND)
        needed = min(_CERTAIN, there_is) if blocks is self._placed else _CERTAIN_ELSEWHERE
        if agreeing < needed and not self._repeated(start, end):
            agreeing += sum(piece.size for piece in pieces)
        return 0.3 + 0.7 * min(1.0, agreeing / needed if needed else 1.0)

    def _repeated(self, start: int, end: int) -> bool:
        """Whether the letters of a passage stand in the old text more than once."""
        words = self._old.all[start:end]
        return self._old.all.find(words) < start or self._old.all.find(words, start + 1) >= 0

    def _parts(
        self, given: Sequence[Span], ranges: list[tuple[int, int]], pieces: list[Block]
    ) -> list[_Part]:
        """The passage cut where the new text has furniture inside it; spans without a piece are left out."""
        parts: list[_Part] = []
        for span, (start, end) in zip(given, ranges, strict=True):
            fresh = True
            for piece in (piece for piece in pieces if start <= piece.old < end):
                last = parts[-1].pieces[-1] if parts else piece
                hole = (last.new + last.size, piece.new)
                if fresh:
                    parts.append(_Part(span, start, end, [piece]))
                elif hole[0] < hole[1] and self._came.within(*hole) == hole[1] - hole[0]:
                    parts[-1:] = self._halves(parts[-1], piece)
                else:
                    parts[-1].pieces.append(piece)
                fresh = False
        return parts

    def _halves(self, part: _Part, piece: Block) -> list[_Part]:
        """A part up to a piece, and the part that begins with it."""
        at = piece.old
        first = Span(part.span.start, self._old.start_of(at))
        second = Span(self._old.end_of(at - 1), part.span.end)
        return [_Part(first, part.start, at, part.pieces), _Part(second, at, part.end, [piece])]

    def _shifted(self, given: Sequence[Span], pieces: list[Block]) -> tuple[Span, ...]:
        """The spans by as much further as their first letter, if the text from first to last is the same."""
        start, end = given[0].start, given[-1].end
        first, last = pieces[0], pieces[-1]
        by = self._new.start_of(first.new) - self._old.start_of(first.old)
        if start + by < 0 or self._old.text[start:end] != self._new.text[start + by : end + by]:
            return ()
        if self._inside_word(first.old, first.new) or self._inside_word(
            last.old + last.size, last.new + last.size
        ):
            return ()
        return tuple(Span(span.start + by, span.end + by) for span in given)

    def _spans(self, parts: list[_Part], *, widen: bool) -> tuple[Span, ...]:
        """The spans in the new text, those with no letter between them as one."""
        spans: list[Span] = []
        letter = -1
        for part in parts:
            begins, first = self._start(part, widen, outer=part is parts[0])
            ends, following = self._end(part, widen, outer=part is parts[-1])
            if first == letter:
                begins = spans.pop().start
            spans.append(Span(begins, ends))
            letter = following
        return tuple(spans)

    def _start(self, part: _Part, widen: bool, *, outer: bool) -> tuple[int, int]:
        """Where a part starts in the new text, and with which letter."""
        first = part.pieces[0]
        old, letter = first.old, first.new
        change = replaced_before(first, part.start, self._placed) if widen and outer else None
        if change:
            old, letter = change.old, self._new.word_start(change.new)
        if outer and self._inside_word(old, letter):
            letter = self._new.at[self._new.word_of(letter)]
        if old != part.start:
            return self._new.start_of(letter), letter
        return start_in(self._old, part.span.start, old, self._new, letter), letter

    def _end(self, part: _Part, widen: bool, *, outer: bool) -> tuple[int, int]:
        """Where a part ends in the new text, and the letter after it."""
        last = part.pieces[-1]
        old, letter = last.old + last.size, last.new + last.size
        change = replaced_after(last, part.end, self._placed, self._whole) if widen and outer else None
        if change:
            old, letter = change.old_end, change.new_end
        if outer and self._inside_word(old, letter):
            letter = self._new.at[self._new.word_of(letter) + 1]
        if old != part.end:
            return self._new.end_of(letter - 1), letter
        return end_in(self._old, part.span.end, old, self._new, letter), letter

    def _inside_word(self, old: int, new: int) -> bool:
        """Whether the border before a letter is inside a word of the new text that came about only there."""
        return not (self._new.starts_word(new) or (self._paired(old - 1, new - 1) and self._paired(old, new)))

    def _paired(self, old: int, new: int) -> bool:
        """Whether a letter of the old text is that letter of the new one."""
        pair = cut(self._placed, old, old + 1) if old >= 0 else []
        return bool(pair) and pair[0].new == new

    def _marks_alone(self, given: Sequence[Span], letter: int) -> Move:
        """A passage without any letter: it stays if the same stands between the same two letters still."""
        old, new = self._old, self._new
        before = cut(self._placed, letter - 1, letter) if letter else [Block(-1, -1, 1)]
        after = cut(self._placed, letter, letter + 1) or [Block(len(old), len(new), 0)]
        if not before or after[0].old != letter or after[0].new != before[0].new + 1:
            return _ORPHAN
        gap, new_gap = gap_before(old, letter), gap_before(new, after[0].new)
        here = old.end_of(letter - 1) if letter else 0
        there = new.end_of(after[0].new - 1) if after[0].new else 0
        if gap == new_gap:
            spans = tuple(Span(span.start - here + there, span.end - here + there) for span in given)
            return Move("moved", 1.0, spans, True)
        quote = old.text[given[0].start : given[-1].end].strip()
        if not marks(quote) or new_gap.count(quote) != 1:
            return _ORPHAN
        start = there + new_gap.index(quote)
        return Move("check", 0.8, (Span(start, start + len(quote)),), True)


def _words(text: Letters, spans: Sequence[Span]) -> str:
    return " ".join(text.text[span.start : span.end] for span in spans)
