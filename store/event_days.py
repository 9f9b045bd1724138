"""When each event is, side by side: what orders ten thousand of them without a row for any."""

from __future__ import annotations

from array import array
from bisect import bisect_left
from collections.abc import Iterable, Mapping, Sequence

from msgspec import Struct

from store.model import SUGGESTION_STATES, Record
from store.states import bounds

#: The place of each state among ``EventDays.states``; a state that is none of them comes after all.
STATE_CODES = {state: code for code, state in enumerate(SUGGESTION_STATES)}
OTHER = len(STATE_CODES)

#: First day, last day, state.
Facts = tuple[int, int, int]


class EventDays(Struct, frozen=True):
    """Columns, by ascending number: the number in an event's id, its first and its last day as ordinals (0
    where it has none), and its state's code."""

    numbers: array[int]
    firsts: array[int]
    lasts: array[int]
    states: bytes

    def only(self, places: Sequence[int]) -> EventDays:
        """The same of those at some places, ascending."""
        numbers, firsts, lasts = (
            array("I", map(column.__getitem__, places)) for column in (self.numbers, self.firsts, self.lasts)
        )
        return EventDays(numbers, firsts, lasts, bytes(map(self.states.__getitem__, places)))

    def changed(self, records: Mapping[int, Record | None]) -> EventDays:
        """The same with some events as they are now; None for those that are gone."""
        numbers, firsts, lasts = self.numbers[:], self.firsts[:], self.lasts[:]
        states = bytearray(self.states)
        for number, record in records.items():
            at = bisect_left(numbers, number)
            there = slice(at, at + (at < len(numbers) and numbers[at] == number))
            first, last, state = ([], [], []) if record is None else ([fact] for fact in facts_of(record))
            numbers[there] = array("I", [] if record is None else [number])
            firsts[there], lasts[there] = array("I", first), array("I", last)
            states[there] = bytes(state)
        return EventDays(numbers, firsts, lasts, bytes(states))


def event_days(records: Iterable[Record]) -> EventDays:
    """``records`` come in the order of their numbers; only "id", "edtf" and "state" are looked at."""
    numbers, firsts, lasts, states = array("I"), array("I"), array("I"), bytearray()
    for record in records:
        first, last, state = facts_of(record)
        numbers.append(int(record["id"][1:]))
        firsts.append(first)
        lasts.append(last)
        states.append(state)
    return EventDays(numbers, firsts, lasts, bytes(states))


def facts_of(record: Record) -> Facts:
    first, last = bounds(record["edtf"])
    return (
        first.toordinal() if first else 0,
        last.toordinal() if last else 0,
        STATE_CODES.get(record["state"], OTHER),
    )
