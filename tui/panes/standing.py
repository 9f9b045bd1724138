"""What stands on the timeline: days and states of ten thousand things, each made whole when looked at."""

from __future__ import annotations

from array import array
from bisect import bisect_left
from collections.abc import Callable, Iterable, Sequence
from datetime import date
from functools import cached_property
from itertools import islice

from store.event_days import OTHER, STATE_CODES
from store.unmade import Unmade
from tui.panes.timeline_layout import Placed

#: A thing as one number, by which they sort: its day and its last day, both as ordinals, the number in its
#: id, whether it is a demand, its state's code. One number sorts several times as fast as days side by side.
_DAY, _NUMBER, _STATE = 22, 40, 2
_LATEST = date.max.toordinal()
_UNDATED = _LATEST + 1
assert OTHER < 1 << _STATE


def slot(number: int, is_demand: bool, first: int, last: int, state: int) -> int:
    """The number of a thing: ``number`` is that of its id, its first and last day are ordinals, 0 where open.

    They sort by the first day (for "until" the last), then by the last, open and undated ones after all.
    """
    anchor = first or last or _UNDATED
    placed = (anchor << _DAY | (last or _LATEST)) << _NUMBER | number
    return (placed << 1 | is_demand) << _STATE | state


def _whole(dated: Sequence[int]) -> tuple[date, date] | None:
    """The first and the last day of such things, in order; what has no end counts with its beginning."""
    if not dated:
        return None
    day, below = (1 << _DAY) - 1, 1 + _STATE + _NUMBER
    lasts = (one >> below & day for one in dated)
    last = max(
        last if last < _LATEST else one >> below + _DAY for last, one in zip(lasts, dated, strict=True)
    )
    return date.fromordinal(dated[0] >> below + _DAY), date.fromordinal(last)


class Standing(Unmade[Placed]):
    """What stands on the timeline at one moment, in order; the undated come last.

    ``slots`` are the numbers of all; ``whole`` is the first and the last day of what is dated, if any is.
    ``pressing`` are the ids of what is overdue and not answered for, ``place`` makes a thing from its id.
    """

    def __init__(
        self,
        slots: Iterable[int] = (),
        pressing: frozenset[str] = frozenset(),
        place: Callable[[str], Placed] | None = None,
    ) -> None:
        self.pressing, self._place = pressing, place
        in_order = sorted(slots)
        state, thing, below = (1 << _STATE) - 1, (2 << _NUMBER) - 1, 1 + _STATE + _NUMBER + _DAY
        self._states = bytearray(one & state for one in in_order)
        self._things = array("q", (one >> _STATE & thing for one in in_order))
        dated = bisect_left(in_order, _UNDATED << below)
        #: The days of the dated ones as ordinals, in their order.
        self.anchors = array("I", (one >> below for one in islice(in_order, dated)))
        self.whole = _whole(in_order[:dated])

    def __len__(self) -> int:
        return len(self._things)

    def make(self, at: int) -> Placed:
        assert self._place is not None
        return self._place(self.id(at))

    def id(self, at: int) -> str:
        """The id of the thing at a place."""
        thing = self._things[at]
        return f"{'f' if thing & 1 else 'e'}{thing >> 1}"

    def find(self, row_id: str) -> int | None:
        """The place of the thing with this id."""
        if row_id[:1] not in ("e", "f") or not row_id[1:].isdecimal():
            return None
        try:
            return self._things.index(int(row_id[1:]) << 1 | (row_id[0] == "f"))
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
        return self._states[at] == STATE_CODES["suggested"]

    def count_suggested(self, places: Sequence[int] | None = None) -> int:
        """How many are only suggested, of all or of those at some places."""
        if places is None or isinstance(places, range):
            found = range(len(self)) if places is None else places
            return self._states.count(STATE_CODES["suggested"], found.start, found.stop)
        return sum(map(self.is_suggested, places))

    @cached_property
    def pressing_places(self) -> frozenset[int]:
        """The places of what is overdue and not answered for."""
        return frozenset(at for one in self.pressing if (at := self.find(one)) is not None)
