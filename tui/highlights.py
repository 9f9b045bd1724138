"""Marks on a text: which stretch looks how, and where the next one is.

Everything reads without colour. In the text a tag underlines (and colours the background), more than one
tag underlines bold, evidence is bold, an event italic, a note underlines without a background. Where one
tag gives way to another and both look the same, the last character before has no line under it.
``tui.gutter`` has the signs beside the lines.
"""

from __future__ import annotations

from array import array
from bisect import bisect_left
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple, Protocol, runtime_checkable

from tui.gutter import DEMAND, EVIDENCE, NOTE, PARTS, SUGGESTED, letters_of
from tui.signs import RECHECK_SIGNS, SUGGESTION_SIGNS

#: Marks up to this long are found by bisection; longer ones, which are few, by looking at each.
SHORT = 2_000
#: What ``Highlights.starts`` knows besides the kinds of marks and the tags: "#" and a tag's name.
OPEN, SUGGESTIONS, TAG = "recheck", "suggested", "#"


class Mark(Protocol):
    """What is needed of a mark: offsets in code points, and what it is. ``kind`` is "tag", "event",
    "demand", "evidence", "note" or "orphan"; ``label`` a tag's name, ``colour`` its colour; ``recheck`` says
    that its words changed ("check") or are gone ("orphan"); it is span ``part`` of ``parts``."""

    @property
    def start(self) -> int: ...
    @property
    def end(self) -> int: ...
    @property
    def kind(self) -> str: ...
    @property
    def id(self) -> str: ...
    @property
    def label(self) -> str: ...
    @property
    def colour(self) -> str | None: ...
    @property
    def state(self) -> str | None: ...
    @property
    def recheck(self) -> str: ...
    @property
    def part(self) -> int: ...
    @property
    def parts(self) -> int: ...


@runtime_checkable
class Marks(Protocol):
    """The marks of a text, made where they are asked for."""

    def touching(self, start: int, end: int) -> Iterable[Mark]:
        """Those that cover something between two offsets; an empty one covers the code point after it."""

    def __iter__(self) -> Iterator[Mark]:
        """All of them, in no order."""


class Look(NamedTuple):
    """What lies on a stretch: the tags' ``letters``, the first one's ``colour``, how many there are (two
    stands for more), the ``signs`` of everything. At an ``edge`` the next character has other tags."""

    letters: str = ""
    colour: str = ""
    tags: int = 0
    signs: frozenset[str] = frozenset()
    event: bool = False
    evidence: bool = False
    note: bool = False
    edge: bool = False

    @property
    def attributes(self) -> str:
        """How it shows without colour, as a Rich style."""
        return " ".join(
            name
            for name, on in (
                ("underline", (self.tags or self.note) and not self.edge),
                ("bold", self.tags > 1 or self.evidence),
                ("italic", self.event),
            )
            if on
        )


NOTHING = Look()
Piece = tuple[int, int, Look]


class AtHand:
    """Marks that are all there, found by bisection."""

    def __init__(self, marks: Iterable[Mark]) -> None:
        self._all = sorted(marks, key=_place)
        self._short = [mark for mark in self._all if mark.end - mark.start <= SHORT]
        self._long = [mark for mark in self._all if mark.end - mark.start > SHORT]
        self._short_starts = [mark.start for mark in self._short]

    def __iter__(self) -> Iterator[Mark]:
        return iter(self._all)

    def touching(self, start: int, end: int) -> list[Mark]:
        """As ``Marks.touching``."""
        first = bisect_left(self._short_starts, start - SHORT)
        last = bisect_left(self._short_starts, end)
        near = [mark for mark in self._short[first:last] if _end(mark) > start]
        return near + [mark for mark in self._long if mark.start < end and mark.end > start]


class Highlights:
    """The marks of one text of ``length`` code points. Nothing is worked out but what is asked for."""

    def __init__(self, marks: Marks | Iterable[Mark], length: int) -> None:
        self._marks, self._length = marks if isinstance(marks, Marks) else AtHand(marks), length
        self._starts: dict[str, array[int]] = {}

    def __len__(self) -> int:
        return sum(1 for _mark in self._all())

    def _all(self) -> Iterator[Mark]:
        """In no order, each time anew: of thousands only the places are kept."""
        return (mark for mark in self._marks if 0 <= mark.start < self._length)

    def touching(self, start: int, end: int) -> list[Mark]:
        """The marks that cover something between two offsets: by start, longer ones first."""
        found = self._marks.touching(start, end)
        return sorted((mark for mark in found if 0 <= mark.start < self._length), key=_place)

    def at(self, offset: int) -> list[Mark]:
        """The marks that cover the code point at ``offset``, the innermost last."""
        return self.touching(offset, offset + 1)

    def pieces(self, start: int, end: int) -> list[Piece]:
        """What lies between two offsets (of a line), cut where it changes, without gaps."""
        return pieces_of(self.touching(start, end), start, end)

    # From mark to mark; ``stop`` is "" for all of them, a kind, OPEN, SUGGESTIONS, or "#" and a tag's name.

    def starts(self, stop: str = "") -> Sequence[int]:
        """Where such marks start, each place once, sorted."""
        known = self._starts.get(stop)
        if known is None:
            found = {mark.start for mark in self._all() if not stop or stop in _stops(mark)}
            known = self._starts[stop] = array("I", sorted(found))
        return known

    def counted(self) -> Counter[str]:
        """How many marks ``n`` would stop at, by kind of stop."""
        return Counter(stop for mark in self._all() for stop in _stops(mark))


def pieces_of(marks: Sequence[Mark], start: int, end: int) -> list[Piece]:
    """As ``Highlights.pieces``, where ``marks`` are those that cover something there, and maybe others."""
    edges = {mark.start for mark in marks} | {_end(mark) for mark in marks}
    cuts = [start, *sorted(edge for edge in edges if start < edge < end), end]
    found: list[Piece] = []
    before: list[Mark] = []
    for cut, stop in zip(cuts, cuts[1:], strict=False):
        if cut == stop:
            continue
        here = [mark for mark in marks if mark.start <= cut < _end(mark)]
        look = _look(here)
        if found and _runs_on(found[-1][2], look, before, here):
            found[-1:] = _with_edge(*found[-1])
        found.append((cut, stop, look))
        before = here
    return found


def _stops(mark: Mark) -> Iterable[str]:
    yield mark.kind
    if mark.kind == "tag":
        yield TAG + mark.label
    if mark.state == "suggested":
        yield SUGGESTIONS
    if mark.recheck:
        yield OPEN


def _place(mark: Mark) -> tuple[int, int, str]:
    return mark.start, -mark.end, mark.id


def _end(mark: Mark) -> int:
    return max(mark.end, mark.start + 1)


def _runs_on(left: Look, right: Look, before: Sequence[Mark], after: Sequence[Mark]) -> bool:
    """Whether a tag ends or begins without anything to be seen of it."""
    if not (left.tags and right.tags and left.attributes == right.attributes):
        return False
    return _tags(before) != _tags(after)


def _tags(marks: Sequence[Mark]) -> list[int]:
    return [id(mark) for mark in marks if mark.kind == "tag"]


def _with_edge(start: int, end: int, look: Look) -> list[Piece]:
    whole = [(start, end - 1, look)] if end - start > 1 else []
    return [*whole, (end - 1, end, look._replace(edge=True))]


def _look(marks: Sequence[Mark]) -> Look:
    """What lies where all of these marks, sorted, are."""
    if not marks:
        return NOTHING
    tags = [mark for mark in marks if mark.kind == "tag"]
    kinds = {mark.kind for mark in marks}
    return Look(
        letters=letters_of([mark.label for mark in tags]),
        colour=(tags[0].colour or "") if tags else "",
        tags=min(len(tags), 2),
        signs=frozenset(sign for mark in marks for sign in _signs(mark)),
        event="event" in kinds,
        evidence="evidence" in kinds,
        note="note" in kinds,
    )


def _signs(mark: Mark) -> Iterable[str]:
    suggested = mark.state == "suggested"
    if mark.kind == "event":
        yield SUGGESTION_SIGNS["suggested" if suggested else "confirmed"]
    elif mark.kind == "note":
        yield NOTE
    elif mark.kind in ("demand", "evidence"):
        yield SUGGESTED if suggested else DEMAND if mark.kind == "demand" else EVIDENCE
    if mark.recheck:
        yield RECHECK_SIGNS.get(mark.recheck, SUGGESTED)
    if mark.parts > 1:
        yield PARTS
