"""What a project's records ever were: who knows it can tell what changed on which side since two were one."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from itertools import takewhile
from typing import Any

from store.model import Entry, Record
from store.records import applied


class Past:
    """The states of all records by uid, oldest first. ``merging`` names the transactions that are no removal
    when they are taken back: what came with a bundle and was taken back may come again."""

    def __init__(self, entries: Iterable[Entry], merging: str) -> None:
        self._states: dict[str, list[tuple[int, Record]]] = {}
        self._made: dict[int, tuple[str, str]] = {}
        self._gone: dict[str, Record] = {}
        now: dict[str, Record] = {}
        merged: set[int] = set()
        for entry in entries:
            self._made[entry.seq] = entry.by, entry.at[:10]
            if entry.do == merging and not entry.undoes:
                merged.add(entry.seq)
            for op in entry.ops:
                if op.purged or (op.kind == "patch" and op.id not in now):
                    continue
                before = now.pop(op.id, None)
                after = applied(before, op)
                if after is not None:
                    now[op.id] = after
                    self._states.setdefault(after["uid"], []).append((entry.seq, after))
                    self._gone.pop(after["uid"], None)
                elif before is not None:
                    self._went(before, taken_back=entry.undoes in merged)

    def states(self, uid: str) -> list[Record]:
        return [state for _seq, state in self._states.get(uid, ())]

    def values(self, uid: str, field: str) -> Iterator[Any]:
        """What a field ever held."""
        return (state.get(field) for _seq, state in self._states.get(uid, ()))

    def who(self, uid: str, field: str) -> str:
        """Who gave a field the value it has, and when: "anna, 2026-05-03"; "" where nothing is known."""
        before, made = object(), ""
        for seq, state in self._states.get(uid, ()):
            if state.get(field) != before:
                before, made = state.get(field), ", ".join(self._made[seq])
        return made

    def since(self, seq: int) -> Counter[str]:
        """How many transactions after that number are whose."""
        return Counter(by for number, (by, _day) in self._made.items() if number > seq)

    def at(self, uid: str, seq: int) -> Record | None:
        """The record after the transaction of that number; None if there was none of that uid yet."""
        states = list(takewhile(lambda state: state[0] <= seq, self._states.get(uid, ())))
        return states[-1][1] if states else None

    def gone(self, uid: str) -> Record | None:
        """A removed record as it was last; None for one that is there or never was."""
        return self._gone.get(uid)

    def all_gone(self) -> Iterator[tuple[str, Record]]:
        yield from self._gone.items()

    def _went(self, record: Record, taken_back: bool) -> None:
        if taken_back:
            del self._states[record["uid"]]
        else:
            self._gone[record["uid"]] = record


def parted_at(mine: Iterable[Entry], theirs: Iterable[Entry]) -> int:
    """The last transaction that both journals have; 0 for projects that never were one."""
    same = takewhile(lambda pair: pair[0] == pair[1], zip(mine, theirs, strict=False))
    return max((entry.seq for entry, _theirs in same), default=0)
