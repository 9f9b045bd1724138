"""Rows that are made while they are looked at, and kept by nobody."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import islice
from typing import TypeVar

from store.lookup import Lookup
from store.projection import MAKERS
from store.rows import Row
from store.unmade import Unmade

R = TypeVar("R", bound=Row)


class RowStream(Unmade[R]):
    """The rows of a table of which nothing is hidden from anybody, in id order. Going through them reads the
    records again each time."""

    def __init__(self, lookup: Lookup, table: str) -> None:
        self._lookup, self._table = lookup, table

    def __iter__(self) -> Iterator[R]:
        maker = MAKERS[self._table]
        return (maker(self._lookup, record) for record in self._lookup.all(self._table))  # type: ignore[misc]

    def __len__(self) -> int:
        return self._lookup.moment.count(self._table)

    def make(self, at: int) -> R:
        return next(islice(self, at, None))
