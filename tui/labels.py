"""Labels to jump by: short, on the home row first, none the beginning of another. Pure."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TypeVar

from tui import cells
from tui.highlights import Highlights

#: In the order in which fingers find them; "y" and "z" change places between keyboards and come last.
LETTERS = "asdfjklghertuiowqpvbnmcxyz"
#: A sentence that begins further above the screen is not known as one: its rest seems to begin there.
REACH = 2_000
#: A place so near to another one gets no label of its own: the two would cover one another.
APART = 3

Label = tuple[int, str]
Look = TypeVar("Look")


def labelled(places: Sequence[int], cursor: int) -> tuple[Label, ...]:
    """(offset, label) for each place, by offset; the nearest to the cursor get the shortest labels."""
    near = sorted(places, key=lambda place: (abs(place - cursor), place))
    return tuple(sorted(zip(near, codes(len(near)), strict=False)))


def codes(count: int) -> list[str]:
    """So many labels, one letter each as far as that goes; as many as two letters can tell apart at most."""
    size = len(LETTERS)
    firsts = min(size, max(0, -(-(count - size) // (size - 1))))
    single = list(LETTERS[: size - firsts])
    pairs = [first + second for second in LETTERS for first in LETTERS[size - firsts :]]
    return [*single, *pairs][:count]


def places(text: str, highlights: Highlights, start: int, end: int) -> list[int]:
    """Where one may want to go between two offsets: the beginnings of sentences, then those of marks."""
    from content.sentences import sentences

    before = max(text.rfind("\n", 0, start) + 1, start - REACH)
    wanted = [span.start for span in sentences(text, before, end) if span.start >= start]
    wanted += [mark.start for mark in highlights.touching(start, end) if start <= mark.start < end]
    found: list[int] = []
    for place in wanted:
        if all(abs(place - other) >= APART for other in found):
            found.append(place)
    return sorted(found)


def laid(
    parts: Sequence[tuple[str, Look]], label: str, at: int, width: int, look: Look
) -> list[tuple[str, Look]]:
    """A line of ``width`` cells with ``label`` over it from cell ``at`` on, or so far left that it fits in.
    What it covers half of is a blank."""
    size = min(len(label), width)
    at = max(0, min(at, width - size))
    before, rest = _split(parts, at)
    _covered, after = _split(rest, size)
    return [*before, (label[:size], look), *after]


def _split(
    parts: Sequence[tuple[str, Look]], at: int
) -> tuple[list[tuple[str, Look]], list[tuple[str, Look]]]:
    """The parts up to a cell and those after it."""
    before, after, left = [], [], at
    for text, look in parts:
        reach = cells.reach(text, left)
        head, tail = text[:reach], text[reach:]
        left -= cells.cells(head)
        if left and tail:
            (_start, end, wide), *_others = cells.clusters(tail)
            head, tail, left = head + " " * left, " " * (wide - left) + tail[end:], 0
        before += [(head, look)] * bool(head)
        after += [(tail, look)] * bool(tail)
    if left and parts:
        before.append((" " * left, parts[-1][1]))
    return before, after
