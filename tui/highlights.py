"""Marks on a text: which stretch looks how, and what the gutter says beside a line.

Everything reads without colour. In the text a tag underlines (and colours the background), more than one
tag underlines bold, evidence is bold, an event italic, a note underlines without a background. In the
gutter a sign stands at every line that a mark covers: ``!`` demand, ``✓`` evidence, ``✎`` note, ``◆`` event
(``◇`` while only suggested), and the first letter of the first tag.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator, Sequence
from heapq import heappop, heappush
from typing import NamedTuple, Protocol

from tui import cells
from tui.visible import one_line

MORE = "+"
ANY_TAG = "#"


class Mark(Protocol):
    """What is needed of a mark: offsets in code points, and what it is. ``kind`` is "tag", "event",
    "demand", "evidence" or "note"; ``label`` a tag's name, ``colour`` its colour."""

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


class Look(NamedTuple):
    """What lies on a stretch. ``letter`` and ``colour`` are the first tag's; ``event`` is its sign."""

    letter: str = ""
    colour: str = ""
    tags: int = 0
    event: str = ""
    demand: bool = False
    evidence: bool = False
    note: bool = False

    @property
    def attributes(self) -> str:
        """How it shows without colour, as a Rich style."""
        return " ".join(
            name
            for name, on in (
                ("underline", self.tags or self.note),
                ("bold", self.tags > 1 or self.evidence),
                ("italic", self.event),
            )
            if on
        )


NOTHING = Look()


class Highlights:
    """The marks of one text of ``length`` code points, cut into stretches that look the same."""

    def __init__(self, marks: Iterable[Mark], length: int) -> None:
        self._marks = sorted((mark for mark in marks if 0 <= mark.start < length), key=_place)
        self._mark_starts = sorted({mark.start for mark in self._marks})
        self._starts, self._looks = _stretches(self._marks, length)

    def __len__(self) -> int:
        return len(self._marks)

    def pieces(self, start: int, end: int) -> Iterator[tuple[int, int, Look]]:
        """The stretches between two offsets, without gaps."""
        at = bisect_right(self._starts, start) - 1
        while start < end:
            stop = min(self._starts[at + 1], end) if at + 1 < len(self._starts) else end
            yield start, stop, self._looks[at]
            start, at = stop, at + 1

    def at(self, offset: int) -> list[Mark]:
        """The marks that cover the code point at ``offset``, the innermost last."""
        before = bisect_right(self._marks, offset, key=lambda mark: mark.start)
        return [mark for mark in self._marks[:before] if offset < _end(mark)]

    def next_start(self, offset: int) -> int | None:
        """Where the next mark after ``offset`` starts."""
        index = bisect_right(self._mark_starts, offset)
        return self._mark_starts[index] if index < len(self._mark_starts) else None

    def previous_start(self, offset: int) -> int | None:
        """Where the last mark before ``offset`` starts."""
        index = bisect_left(self._mark_starts, offset)
        return self._mark_starts[index - 1] if index else None

    def signs(self, start: int, end: int) -> tuple[str, str]:
        """What the gutter says beside the line from ``start`` to ``end``: signs, most important first, and
        the letter of its first tag ("" if there is none)."""
        looks = {look for _, _, look in self.pieces(start, max(end, start + 1))}
        events = {look.event for look in looks}
        signs = "!" if any(look.demand for look in looks) else ""
        signs += "✓" if any(look.evidence for look in looks) else ""
        signs += "✎" if any(look.note for look in looks) else ""
        signs += "◆" if "◆" in events else "◇" if "◇" in events else ""
        return signs, self._letter(start, end)

    def _letter(self, start: int, end: int) -> str:
        return next((look.letter for _, _, look in self.pieces(start, end) if look.letter), "")


def gutter(signs: str, letter: str, bar: str, width: int) -> str:
    """The gutter's text in ``width`` cells: signs, tag letter, and the bar of the current sentence.

    Signs that don't fit become a plus; with one cell only the most important remains.
    """
    if width <= 1:
        return (signs or letter or bar or " ")[:width]
    room = width - 2
    if len(signs) > room:
        signs = (signs[: room - 1] + MORE) if room > 1 else signs[:1]
    return f"{signs:<{room}}{letter or ' '}{bar or ' '}"


def letter_of(label: str) -> str:
    """The letter that stands for a tag: the first one of the last part of its name, in capitals."""
    name = label.rsplit("/", 1)[-1].strip() or label.strip()
    letter = one_line(name[:1]).upper()[:1]
    return letter if letter and letter.isalnum() and cells.cells(letter) == 1 else ANY_TAG


def _place(mark: Mark) -> tuple[int, int, str]:
    return mark.start, -mark.end, mark.id


def _end(mark: Mark) -> int:
    return max(mark.end, mark.start + 1)


def _stretches(marks: Sequence[Mark], length: int) -> tuple[list[int], list[Look]]:
    """Offsets where the look changes, and the look from there on; sorted marks, one sweep."""
    edges = [(mark.start, index, True) for index, mark in enumerate(marks)]
    edges += [(_end(mark), index, False) for index, mark in enumerate(marks) if _end(mark) < length]
    edges.sort(key=lambda edge: edge[0])
    starts, looks = [0], [NOTHING]
    sweep = _Sweep(marks)
    for offset, index, begins in edges:
        look = sweep.step(index, begins)
        if offset == starts[-1]:
            looks[-1] = look
        elif look != looks[-1]:
            starts.append(offset)
            looks.append(look)
    return starts, looks


class _Sweep:
    """Walks over the edges of sorted marks and knows what lies on the current place."""

    def __init__(self, marks: Sequence[Mark]) -> None:
        self._marks = marks
        self._letters = {m.label: letter_of(m.label) for m in marks if m.kind == "tag"}
        self._counts = dict.fromkeys(("tag", "◆", "◇", "demand", "evidence", "note"), 0)
        self._tags: list[int] = []
        self._ended: set[int] = set()

    def step(self, index: int, begins: bool) -> Look:
        mark = self._marks[index]
        kind = mark.kind
        if kind == "event":
            kind = "◇" if mark.state == "suggested" else "◆"
        self._counts[kind] = self._counts.get(kind, 0) + (1 if begins else -1)
        if kind == "tag":
            if begins:
                heappush(self._tags, index)
            else:
                self._ended.add(index)
        return self._look()

    def _look(self) -> Look:
        counts = self._counts
        while self._tags and self._tags[0] in self._ended:
            heappop(self._tags)
        first = self._marks[self._tags[0]] if self._tags else None
        return Look(
            letter=self._letters[first.label] if first else "",
            colour=(first.colour or "") if first else "",
            tags=min(counts["tag"], 2),
            event="◆" if counts["◆"] else "◇" if counts["◇"] else "",
            demand=counts["demand"] > 0,
            evidence=counts["evidence"] > 0,
            note=counts["note"] > 0,
        )
