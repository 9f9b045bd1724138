"""A list of timeline rows: the highlighted one stays on its line of the screen."""

from __future__ import annotations

from collections.abc import Sequence

from tui.panes.rowlist import RowList
from tui.panes.rows import ListRow


class TimelineList(RowList):
    """Shows ``TimelineRows``; zooming and dividing them anew leaves the eye where it was."""

    def show(self, rows: Sequence[ListRow], empty: str | None = None) -> None:
        """As every list."""
        before, line = self.highlighted, (self.at or 0) - round(self.scroll_y)
        super().show(rows, empty)
        if self.at is not None and self.highlighted == before and 0 <= line < self.size.height:
            self.scroll_to(y=self.at - line, animate=False, force=True)
            self.keep_in_sight()
