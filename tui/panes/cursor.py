"""Which row of a list is highlighted and which are marked, whatever draws them."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Protocol, runtime_checkable

from tui.panes.rows import ListRow

#: So many rows are kept of those that were looked at.
LOOKED_AT = 100


@runtime_checkable
class Indexed(Protocol):
    """Rows that know where each of them stands: none is made to find another."""

    def index_of(self, row_id: str) -> int | None:
        """Where the row with this id stands; None for headers, too."""

    def ids(self) -> Iterable[str]:
        """The ids of all rows but the headers."""


class Cursor:
    """A place among ``rows``: the index ``at``, None where there is none. It is never on a header."""

    def __init__(self) -> None:
        self.rows: Sequence[ListRow] = ()
        self._looked_at: dict[int, ListRow] = {}
        self.at: int | None = None
        self.marked: frozenset[str] = frozenset()

    @property
    def row_id(self) -> str | None:
        """The id of the row it is on."""
        return None if self.at is None else self.row(self.at).id

    def row(self, at: int) -> ListRow:
        """The row that stands there; of those that are made when they are looked at some are kept."""
        found = self._looked_at.get(at)
        if found is None:
            if len(self._looked_at) >= LOOKED_AT:
                self._looked_at.clear()
            found = self._looked_at[at] = self.rows[at]
        return found

    def show(self, rows: Sequence[ListRow]) -> None:
        """Take other rows. It stays on its row, else goes to what stands nearest to where it was; marks stay
        on the rows that are still there."""
        before, near = self.row_id, self.at or 0
        self.rows, self._looked_at = rows, {}
        if self.marked:
            self.marked &= frozenset(self.ids())
        found = None if before is None else self.index_of(before)
        self.at = self._nearest(min(near, len(rows) - 1), 1) if found is None else found

    def index_of(self, row_id: str) -> int | None:
        """Where the row with this id stands, the first of several; None if it isn't there or is a header."""
        if isinstance(self.rows, Indexed):
            return self.rows.index_of(row_id)
        return next((at for at, row in enumerate(self.rows) if row.id == row_id and not row.header), None)

    def ids(self) -> Iterable[str]:
        """The ids of all rows but the headers."""
        rows = self.rows
        return rows.ids() if isinstance(rows, Indexed) else (row.id for row in rows if not row.header)

    def away(self, by: int) -> int | None:
        """Where so many rows on or back lead, at the ends not so far."""
        if self.at is None:
            return None
        found = self._nearest(min(max(self.at + by, 0), len(self.rows) - 1), 1 if by > 0 else -1)
        return self.at if found is None else found

    def group_begins(self, most: int) -> int:
        """The first of the headers right above it, at most ``most`` rows up; without one its own place."""
        here = first = self.at or 0
        while first and self.row(first - 1).header and here - first < most:
            first -= 1
        return first

    def toggle(self) -> str | None:
        """Mark its row, or unmark it; the id of that."""
        if (row_id := self.row_id) is not None:
            self.marked ^= {row_id}
        return row_id

    def _nearest(self, index: int, way: int) -> int | None:
        """The nearest row to ``index`` that is no header, looking ``way`` first and then back."""
        for step in (way, -way):
            at = index
            while 0 <= at < len(self.rows):
                if not self.row(at).header:
                    return at
                at += step
        return None
