"""Demands against documents: where the evidence is, and where there is none."""

from __future__ import annotations

from functools import partial

from store.view import View
from tui.comparing import Part
from tui.desk import Desk
from tui.formatting import number
from tui.locale import gettext as _
from tui.locale import ngettext
from tui.panes.matrix_rows import Matrix, cell_lines, matrix
from tui.panes.sheet import Sheet
from tui.screens.gridded import GridScreen


class MatrixScreen(GridScreen[str]):
    """Gives back a demand to be shown beside its evidence, or a piece of evidence to be shown in the text.

    ``at`` is the evidence last under the cursor. ``worked_out`` tells that there is something to see.
    """

    PANE = "matrix"

    def __init__(
        self, desk: Desk, demand: str = "", document: str = "", words: str = "", filled: bool = False
    ) -> None:
        super().__init__(desk)
        self.line, self.column = demand, document
        self._shown = Matrix((), (), {})
        self.filter_words, self._filled = words, filled
        self.worked_out = False

    def again(self) -> MatrixScreen:
        """Another one that begins where this one was left."""
        return MatrixScreen(self._desk, self.line, self.column, self.filter_words, self._filled)

    @property
    def demand(self) -> str:
        """The demand last under the cursor."""
        return self.line

    def show(self, view: View) -> None:
        self._view = view
        self.redraw()
        self.start_anew(partial(self._work_out, view))

    async def _work_out(self, view: View) -> None:
        """Beside the screen: a large project's evidence takes its time when it is first asked for."""
        words, filled, first = self.filter_words, self._filled, not self.worked_out
        shown = await self._desk.ask(lambda _review: matrix(view, words, filled))
        if shown is None:
            return
        self.worked_out, self._shown = True, shown
        demand, document = self.line, self.column
        self.grid.show(shown)
        if first:
            self.grid.fit()
            self.grid.point_to(demand, document)
        self.redraw()

    def lines(self, sheet: Sheet) -> list[list[Part]]:
        here, place = self.here, self.grid.place
        if here is None or place is None:
            return [[(self.nothing(), "")]]
        return cell_lines(self._view, *here, self._shown.at(*place), sheet.room)

    def heading(self) -> str:
        shown = self.grid.matrix
        demands = sum(not line.header for line in shown.lines)
        documents = len(shown.columns)
        evidence = sum(column.total for column in shown.columns)
        parts = [
            ngettext("{count} demand", "{count} demands", demands).format(count=number(demands)),
            ngettext("{count} document", "{count} documents", documents).format(count=number(documents)),
            _("evidence: {count}").format(count=number(evidence)),
        ]
        if self._filled:
            parts.append(_("only with evidence"))
        if self.filter_words:
            parts.append(f"/{self.filter_words}")
        return " · ".join(parts)

    def nothing(self) -> str:
        if not self.worked_out:
            return ""
        if self.filter_words:
            return _("Nothing matches; {key} changes the filter.").format(key=self.key("list.filter"))
        return _("No evidence yet.")

    # What the keys do

    def do_beside(self) -> None:
        if self.here:
            self.at = self._evidence
            self.dismiss(self.demand)

    def do_place(self) -> None:
        if self._evidence:
            self.dismiss(self._evidence)
        else:
            self.do_beside()

    @property
    def _evidence(self) -> str:
        """The best piece under the cursor."""
        found = self._shown.at(*self.grid.place) if self.grid.place else ()
        return found[0].id if found else ""

    def do_filter(self) -> None:
        self.start(self._ask_filter())

    async def _ask_filter(self) -> None:
        await self._desk.ask_filter(_("Filter the demands"), self, "demands")

    # What is asked of it (``tui.desk.Filtered``)

    def set_filter(self, words: str) -> None:
        self.filter_words = words.strip()
        self.show(self._view)

    def get_ready(self, view: View) -> None:
        """The first look has worked out the evidence."""

    @property
    def place(self) -> tuple[str, str]:
        return self.line, self.column

    def go_back_to(self, place: tuple[str, str]) -> None:
        self.line, self.column = place
        self.grid.point_to(*place)

    def do_filled(self) -> None:
        self._filled = not self._filled
        self.show(self._view)
