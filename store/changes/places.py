"""The passages of documents by place, from one transaction to the next."""

from __future__ import annotations

from collections.abc import Iterable

from store.model import Op, Record

#: A passage's place: its version and its spans.
Place = tuple[str, tuple[tuple[int, int], ...]]
#: By document, the passages' ids by place; only of documents that were asked for.
Places = dict[str, dict[Place, str]]
#: A picture of the store: its generation and its last transaction.
When = tuple[int, int]

_PLACE = frozenset(("document", "version", "spans"))


class KeptPlaces:
    """What one transaction found is right for the next one too where nobody else wrote in between: reading
    thousands of passages for each new one would take longer than all else."""

    def __init__(self) -> None:
        self._when: When | None = None
        self._places: Places = {}

    def take(self, when: When) -> Places:
        """Those as of then, for the taker alone; none where others are known."""
        places = self._places if self._when == when else {}
        self._when, self._places = None, {}
        return places

    def keep(self, when: When, places: Places, ops: Iterable[Op]) -> None:
        """After the transaction that took them and did this."""
        for op in ops:
            if op.table != "passages":
                continue
            if op.new is None or (op.kind != "add" and op.new.keys() & _PLACE):
                return
            if op.kind == "add" and (known := places.get(op.new["document"])) is not None:
                known[place(op.new)] = op.id
        self._when, self._places = when, places


def place(passage: Record) -> Place:
    """Where a passage is."""
    return passage["version"], tuple((start, end) for start, end in passage["spans"])
