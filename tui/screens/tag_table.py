"""Tags against documents, and tags against tags: how many places each cell counts."""

from __future__ import annotations

from functools import partial

from store.codebook.tables import NO_DOCUMENT, by_document, by_tag
from store.review import Review
from store.view import View
from tui.comparing import Part
from tui.desk import Desk
from tui.formatting import number
from tui.locale import gettext as _
from tui.locale import ngettext
from tui.panes.sheet import Sheet
from tui.panes.tag_table_rows import TagTable, cell_lines, document_table, pair_table
from tui.screens.gridded import GridScreen
from tui.screens.tagged import TaggedScreen


class TagTableScreen(GridScreen[object]):
    """Gives back the list of what a cell counts. ``worked_out`` tells that there is something to see."""

    PANE = "table"

    def __init__(self, desk: Desk, line: str = "", column: str = "", pairs: bool = False) -> None:
        super().__init__(desk)
        self.line, self.column = line, column
        self._pairs, self._below, self._filled = pairs, False, True
        self._table: TagTable | None = None

    def again(self) -> TagTableScreen:
        """Another one that begins where this one was left."""
        other = TagTableScreen(self._desk, self.line, self.column, self._pairs)
        other._below, other._filled = self._below, self._filled
        return other

    @property
    def worked_out(self) -> bool:
        return self._table is not None

    def show(self, view: View) -> None:
        self._view = view
        self.redraw()
        self.start_anew(partial(self._work_out, view))

    async def _work_out(self, view: View) -> None:
        """Beside the screen: what covers the same words takes its time where much is tagged."""
        pairs, below, filled, first = self._pairs, self._below, self._filled, self._table is None

        def made(_review: Review) -> TagTable:
            if pairs:
                return pair_table(by_tag(view, below), below, filled)
            return document_table(view, by_document(view, below), below, filled)

        table = await self._desk.ask(made)
        if table is None:
            return
        line, column = self.line, self.column
        self._table = table
        self.grid.show(table)
        if first:
            self.grid.fit()
            self.grid.point_to(line, column)
        self.redraw()

    def lines(self, sheet: Sheet) -> list[list[Part]]:
        place = self.grid.place
        if self._table is None or place is None:
            return [[(self.nothing(), "")]]
        return cell_lines(self._view, self._table, *place, sheet.room, self.key("table.below"))

    def heading(self) -> str:
        shown = self.grid.matrix
        tags, columns = len(shown.lines), sum(column.id != NO_DOCUMENT for column in shown.columns)
        parts = [_("Tags against tags") if self._pairs else _("Tags against documents")]
        parts.append(ngettext("{count} tag", "{count} tags", tags).format(count=number(tags)))
        if not self._pairs:
            said = ngettext("{count} document", "{count} documents", columns)
            parts.append(said.format(count=number(columns)))
        if self._below:
            parts.append(_("with those below"))
        if not self._filled:
            parts.append(_("the empty ones, too"))
        return " · ".join(parts)

    def nothing(self) -> str:
        return _("Nothing carries tags yet.") if self.worked_out else ""

    # What the keys do

    def do_place(self) -> None:
        place = self.grid.place
        if self._table is None or place is None:
            return
        if not self._table.count(*place):
            self.say(_("Nothing is counted here."), warn=True)
            return
        document = None if self._pairs else self.column
        self.dismiss(TaggedScreen(self._desk, self._table.expression(*place), document=document))

    def do_other(self) -> None:
        self._pairs, self._table = not self._pairs, None
        self.show(self._view)

    def do_below(self) -> None:
        self._below = not self._below
        self.show(self._view)

    def do_filled(self) -> None:
        self._filled = not self._filled
        self.show(self._view)
