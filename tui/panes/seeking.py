"""A page on which one goes to places: what was searched for, marks of some kind, labels."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence
from typing import NamedTuple

from textual import events

from tui import finding, render
from tui.highlights import Mark
from tui.labels import labelled, places
from tui.panes.page import Stretch
from tui.panes.placed import Placed


class Stop(NamedTuple):
    """The cursor is on the ``number``-th of ``total`` places found, or marks; ``round`` says that it came
    there past the end or the beginning of the text."""

    number: int
    total: int
    found: bool
    round: bool = False


class Seeking(Placed, inherit_bindings=False):
    """``stops`` is the kind of mark that ``step`` goes to, as ``Highlights.starts`` names it."""

    stops = ""

    # Searching

    def search(self, words: str) -> int:
        """Highlight where ``words`` stand, go to the first place from the cursor on; how many there are."""
        self._found = self.matches(words)
        self._target = None
        if self._found:
            at = bisect_right(self._found, (self.cursor, -1))
            self._at_found(at % len(self._found))
        else:
            self._moved()
        return len(self._found)

    def show_found(self, found: tuple[Stretch, ...]) -> None:
        """Highlight places, in reading order, that ``step`` goes to."""
        self._found, self._target = found, None
        self._moved()

    @property
    def searching(self) -> bool:
        """Whether ``step`` goes to what was searched for."""
        return bool(self._found)

    def matches(self, words: str) -> tuple[Stretch, ...]:
        """Where ``words`` stand."""
        return tuple(finding.find(self._text, render.visible(words)))

    def step(self, way: int) -> Stop | None:
        """Go to the next place (``way`` 1) or the previous one (-1): of those found while there is a search,
        else of the marks; from the last to the first. None if there is none."""
        starts = self._starts
        if not starts:
            return None
        at = bisect_right(starts, self.cursor)
        if way < 0:
            at -= 1 + (at > 0 and starts[at - 1] == self.cursor)
        there = at % len(starts)
        if self._found:
            self._at_found(there)
        else:
            self._to(starts[there], centre=True)
        return Stop(there + 1, len(starts), bool(self._found), there != at)

    @property
    def stop(self) -> Stop | None:
        """The place on which the cursor stands, if it is one that ``step`` goes to."""
        if not self._found and all(mark.start != self.cursor for mark in self.marks_here):
            return None  # seen without making all marks of a long text
        starts = self._starts
        at = bisect_right(starts, self.cursor)
        if not at or starts[at - 1] != self.cursor:
            return None
        return Stop(at, len(starts), bool(self._found))

    def go_by(self, stops: str) -> Stop | None:
        """Let ``step`` go to marks of another kind, without the search, and go to the next one."""
        self.stops, self._found = stops, ()
        return self.step(1)

    @property
    def marks_here(self) -> list[Mark]:
        """The marks that lie under the cursor, the innermost last."""
        return self._highlights.at(self.cursor) if self._text else []

    @property
    def _starts(self) -> Sequence[int]:
        return self._found_starts if self._found else self._highlights.starts(self.stops)

    @property
    def _found_starts(self) -> list[int]:
        if self._known[0] is not self._found:
            self._known = (self._found, [place[0] for place in self._found])
        return self._known[1]

    _known: tuple[tuple[Stretch, ...], list[int]] = ((), [])

    def _at_found(self, at: int) -> None:
        self._target = self._found[at]
        self._to(self._target[0], centre=True)

    # Labels

    def show_labels(self) -> bool:
        """Label the places on the screen: the letters of one, typed, put the cursor there. False if there is
        no place but the cursor's."""
        if not self._text or not self.has_room:
            return False
        start, end = self.seen
        found = [place for place in places(self._text, self._highlights, start, end) if place != self.cursor]
        self._labels = labelled(found, self.cursor)
        self._moved()
        return bool(self._labels)

    @property
    def labels(self) -> tuple[tuple[int, str], ...]:
        """The labels shown now, by offset."""
        return self._labels

    def on_key(self, event: events.Key) -> None:
        """While there are labels every key is for them: a letter chooses, any other one takes them away."""
        if not self._labels:
            return
        event.stop()
        event.prevent_default()
        letter = (event.character or "").lower()
        left = tuple(
            (place, label[1:]) for place, label in self._labels if letter and label.startswith(letter)
        )
        chosen = next((place for place, label in left if not label), None)
        self._labels = () if chosen is not None else left
        if chosen is None:
            self._moved()
        else:
            self._to(chosen)
