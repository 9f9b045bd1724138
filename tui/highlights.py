"""Marks on a text: which stretch looks how, and what the gutter says beside a line.

Everything reads without colour. In the text a tag underlines (and colours the background), more than one
tag underlines bold, evidence is bold, an event italic, a note underlines without a background. In the
gutter a sign stands at every line that a mark covers: ``!`` demand, ``✓`` evidence, ``✎`` note, ``◆`` event
(``◇`` while only suggested), and the first letter of the first tag.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Sequence
from functools import cached_property, lru_cache
from typing import NamedTuple, Protocol

from tui import cells
from tui.visible import one_line

MORE = "+"
ANY_TAG = "#"
#: Marks up to this long are found by bisection; longer ones, which are few, by looking at each.
SHORT = 2_000


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
    """The marks of one text of ``length`` code points. Nothing is worked out but what is asked for."""

    def __init__(self, marks: Iterable[Mark], length: int) -> None:
        inside = sorted((mark for mark in marks if 0 <= mark.start < length), key=_place)
        self._short = [mark for mark in inside if mark.end - mark.start <= SHORT]
        self._long = [mark for mark in inside if mark.end - mark.start > SHORT]
        self._short_starts = [mark.start for mark in self._short]

    def __len__(self) -> int:
        return len(self._short) + len(self._long)

    def touching(self, start: int, end: int) -> list[Mark]:
        """The marks that cover something between two offsets: by start, longer ones first."""
        first = bisect_left(self._short_starts, start - SHORT)
        last = bisect_left(self._short_starts, end)
        near = [mark for mark in self._short[first:last] if _end(mark) > start]
        over = [mark for mark in self._long if mark.start < end and mark.end > start]
        return sorted(near + over, key=_place) if over else near

    def at(self, offset: int) -> list[Mark]:
        """The marks that cover the code point at ``offset``, the innermost last."""
        return self.touching(offset, offset + 1)

    def pieces(self, start: int, end: int) -> list[tuple[int, int, Look]]:
        """What lies between two offsets (of a line), cut where it changes, without gaps."""
        marks = self.touching(start, end)
        edges = {mark.start for mark in marks} | {_end(mark) for mark in marks}
        cuts = [start, *sorted(edge for edge in edges if start < edge < end), end]
        return [
            (cut, stop, _look([mark for mark in marks if mark.start <= cut < _end(mark)]))
            for cut, stop in zip(cuts, cuts[1:], strict=False)
            if cut < stop
        ]

    def next_start(self, offset: int) -> int | None:
        """Where the next mark after ``offset`` starts."""
        index = bisect_right(self._starts, offset)
        return self._starts[index] if index < len(self._starts) else None

    def previous_start(self, offset: int) -> int | None:
        """Where the last mark before ``offset`` starts."""
        index = bisect_left(self._starts, offset)
        return self._starts[index - 1] if index else None

    @cached_property
    def _starts(self) -> list[int]:
        return sorted({mark.start for mark in self._short} | {mark.start for mark in self._long})


def signs(pieces: Sequence[tuple[int, int, Look]]) -> tuple[str, str]:
    """What the gutter says beside a line of these pieces: signs, most important first, and the letter of
    its first tag ("" if there is none)."""
    looks = [look for _, _, look in pieces]
    events = {look.event for look in looks}
    found = "!" if any(look.demand for look in looks) else ""
    found += "✓" if any(look.evidence for look in looks) else ""
    found += "✎" if any(look.note for look in looks) else ""
    found += "◆" if "◆" in events else "◇" if "◇" in events else ""
    return found, next((look.letter for look in looks if look.letter), "")


def gutter(signs: str, letter: str, bar: str, width: int) -> str:
    """The gutter's text in ``width`` cells: signs, tag letter, and the bar of the current sentence.

    Signs that don't fit become a plus; with one cell only the most important remains.
    """
    if width <= 1:
        return (signs or letter or bar or " ")[:width]
    room = width - 2
    if len(signs) > room:
        signs = signs[: room - 1] + MORE if room > 1 else signs[:room]
    return f"{signs:<{room}}{letter or ' '}{bar or ' '}"


@lru_cache(maxsize=1024)
def letter_of(label: str) -> str:
    """The letter that stands for a tag: the first one of the last part of its name, in capitals."""
    name = label.rsplit("/", 1)[-1].strip() or label.strip()
    letter = one_line(name[:1]).upper()[:1]
    return letter if letter and letter.isalnum() and cells.cells(letter) == 1 else ANY_TAG


def _place(mark: Mark) -> tuple[int, int, str]:
    return mark.start, -mark.end, mark.id


def _end(mark: Mark) -> int:
    return max(mark.end, mark.start + 1)


def _look(marks: Sequence[Mark]) -> Look:
    """What lies where all of these marks, sorted, are."""
    if not marks:
        return NOTHING
    tags = [mark for mark in marks if mark.kind == "tag"]
    events = [mark.state for mark in marks if mark.kind == "event"]
    kinds = {mark.kind for mark in marks}
    return Look(
        letter=letter_of(tags[0].label) if tags else "",
        colour=(tags[0].colour or "") if tags else "",
        tags=min(len(tags), 2),
        event="" if not events else "◇" if set(events) == {"suggested"} else "◆",
        demand="demand" in kinds,
        evidence="evidence" in kinds,
        note="note" in kinds,
    )
