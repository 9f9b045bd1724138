"""A text and its new version: where passages are in it now, whatever somebody made of the two.

Short texts are compared at once, others in a process of their own that may take so much time and memory.
Where that is not enough each passage is looked for near where it was, and is to be checked.
"""

from __future__ import annotations

from collections.abc import Sequence

from content.anchors.anchoring import ASK, Anchoring, Move
from content.anchors.apart import AnchoringApart
from content.formats.blocks import Unreadable
from content.messages import Message
from content.model import Span

Spans = tuple[Span, ...]

#: Letters of two texts that are compared at once, in a fraction of a second even at worst.
_SHORT = 200_000
#: Letters before and after the place where a passage should be.
_NEAR = 100_000
NOT_COMPARED = Message("The versions take too much time or memory to compare")


class Comparing:
    """Compares two texts; to be closed. ``failure`` is why they were not, or ""."""

    def __init__(self, old: str, new: str) -> None:
        self._old, self._new = old, new
        self._moves: dict[Spans, Move] = {}
        self._anchoring: Anchoring | AnchoringApart | None = None
        self.failure = ""
        try:
            short = len(old) + len(new) <= _SHORT
            self._anchoring = Anchoring(old, new) if short else AnchoringApart(old, new)
        except Unreadable:
            self.failure = NOT_COMPARED

    def moves(self, passages: Sequence[Spans]) -> list[Move]:
        """What becomes of each passage. Those that were asked for before take no time."""
        unknown = [spans for spans in dict.fromkeys(passages) if spans not in self._moves]
        self._moves.update(zip(unknown, self._asked(unknown), strict=True))
        return [self._moves[spans] for spans in passages]

    def close(self) -> None:
        if isinstance(self._anchoring, AnchoringApart):
            self._anchoring.close()

    def _asked(self, passages: list[Spans]) -> list[Move]:
        if self._anchoring and not self.failure:
            try:
                return self._anchoring.moves(passages)
            except Unreadable:
                self.failure = NOT_COMPARED
        return [self._looked_up(spans) for spans in passages]

    def _looked_up(self, spans: Spans) -> Move:
        """The same words that stand nearest to where they should be; an orphan where there are none near."""
        start, end = spans[0].start, spans[-1].end
        words = self._old[start:end]
        due = start * len(self._new) // len(self._old)
        before = self._new.rfind(words, max(0, due - _NEAR), due + len(words))
        after = self._new.find(words, due, due + _NEAR)
        found = [place for place in (before, after) if place >= 0]
        if not found:
            return Move("orphan", 0.0, (), False)
        by = min(found, key=lambda place: abs(place - due)) - start
        return Move("check", ASK, tuple(Span(span.start + by, span.end + by) for span in spans), True)
