"""What stands on the timeline: days and states of ten thousand things, each made whole when looked at."""

from __future__ import annotations

from array import array
from collections import Counter
from collections.abc import Callable, Sequence
from datetime import date
from functools import cached_property
from typing import NamedTuple

from store.event_days import STATE_CODES, EventDays
from store.unmade import Unmade
from tui.panes.timeline_layout import Placed

#: The ordinal of the last day there is takes so many bits.
_DAY = 22
_LATEST = date.max.toordinal()
_UNDATED = _LATEST + 1
NO_EVENTS = EventDays(array("I"), array("I"), array("I"), b"")


class DemandDays(NamedTuple):
    """The day by which a demand is due: the number in its id, first and last day as ordinals (0 where open),
    its state's code."""

    number: int
    first: int
    last: int
    state: int


class Standing(Unmade[Placed]):
    """What stands on the timeline at one moment, in order; the undated come last.

    All sort by their first day (for "until" the last), then by the last, open and undated ones after all.
    ``whole`` is the first and the last day of what is dated, if any is. ``pressing`` are the ids of what is
    overdue and not answered for, ``place`` makes a thing from its id.
    """

    def __init__(
        self,
        events: EventDays = NO_EVENTS,
        demands: Sequence[DemandDays] = (),
        pressing: frozenset[str] = frozenset(),
        place: Callable[[str], Placed] | None = None,
    ) -> None:
        self.pressing, self._place = pressing, place
        self._events = len(events.numbers)
        numbers, firsts, lasts, states = zip(*demands, strict=True) if demands else ((), (), (), ())
        self._numbers = events.numbers + array("I", numbers)
        self._states = events.states + bytes(states)
        firsts_lasts = events.firsts + array("I", firsts), events.lasts + array("I", lasts)
        # There may be a hundred thousand before the first frame: nothing is done for each that can wait.
        days = [first or last or _UNDATED for first, last in zip(*firsts_lasts, strict=True)]
        keys = [day << _DAY | (last or _LATEST) for day, last in zip(days, firsts_lasts[1], strict=True)]
        self._order = array("I", sorted(range(len(keys)), key=keys.__getitem__))
        #: The days of the dated ones as ordinals, in their order.
        self.anchors = array("I")
        for day, count in sorted(Counter(days).items()):
            if day != _UNDATED:
                self.anchors.extend([day] * count)
        self.whole: tuple[date, date] | None = None
        if self.anchors:  # what has no end counts with its beginning
            last = max([last or first for first, last in zip(*firsts_lasts, strict=True)])
            self.whole = date.fromordinal(self.anchors[0]), date.fromordinal(last)

    def __len__(self) -> int:
        return len(self._order)

    def make(self, at: int) -> Placed:
        assert self._place is not None
        return self._place(self.id(at))

    def id(self, at: int) -> str:
        """The id of the thing at a place."""
        thing = self._order[at]
        return f"{'e' if thing < self._events else 'f'}{self._numbers[thing]}"

    def find(self, row_id: str) -> int | None:
        """The place of the thing with this id."""
        if row_id[:1] not in ("e", "f") or not row_id[1:].isdecimal():
            return None
        span = (0, self._events) if row_id[0] == "e" else (self._events, len(self))
        try:
            return self._order.index(self._numbers.index(int(row_id[1:]), *span))
        except ValueError:
            return None

    @property
    def dated(self) -> range:
        """The places of the dated ones."""
        return range(len(self.anchors))

    @property
    def undated(self) -> range:
        """The places of the undated ones."""
        return range(len(self.anchors), len(self))

    def is_suggested(self, at: int) -> bool:
        """Whether the thing at a place is only suggested."""
        return self._states[self._order[at]] == STATE_CODES["suggested"]

    def count_suggested(self, places: Sequence[int] | None = None) -> int:
        """How many are only suggested, of all or of those at some places."""
        whole = self._states.count(STATE_CODES["suggested"])
        if not whole or places is None or len(places) == len(self):
            return whole
        return sum(map(self.is_suggested, places))

    @cached_property
    def pressing_places(self) -> frozenset[int]:
        """The places of what is overdue and not answered for."""
        return frozenset(at for one in self.pressing if (at := self.find(one)) is not None)
