"""A list of timeline rows: none is made to find another, and the highlighted one stays on its line."""

from __future__ import annotations

from collections.abc import Sequence, Set

from tui.panes.rowlist import RowList
from tui.panes.rows import ListRow
from tui.panes.timeline_rows import TimelineRows


class TimelineList(RowList):
    """Shows ``TimelineRows``, which know where each id stands."""

    def show(self, rows: Sequence[ListRow], empty: str | None = None) -> None:
        """As every list; the highlighted row stays on its line of the screen, too."""
        before, line = self.highlighted, (self._at or 0) - round(self.scroll_y)
        super().show(rows, empty)
        if self._at is not None and self.highlighted == before and 0 <= line < self.size.height:
            self.scroll_to(y=self._at - line, animate=False, force=True)
            self._keep_in_sight()

    def ids_in(self, rows: Sequence[ListRow]) -> Set[str]:
        return rows.places.keys() if isinstance(rows, TimelineRows) else super().ids_in(rows)

    def highlight(self, row_id: str) -> bool:
        index = self._place(row_id)
        if index is not None:
            self._move_to(index)
        return index is not None

    def _find(self, row_id: str | None, near: int) -> int | None:
        index = self._place(row_id)
        return super()._find(None, near) if index is None else index

    def _place(self, row_id: str | None) -> int | None:
        return self._rows.index_of(row_id) if row_id and isinstance(self._rows, TimelineRows) else None
