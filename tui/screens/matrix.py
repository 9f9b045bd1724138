"""Demands against documents: where the evidence is, and where there is none."""

from __future__ import annotations

from textual import on
from textual.app import ComposeResult

from store.view import View
from tui.comparing import Part
from tui.desk import Desk
from tui.formatting import number
from tui.locale import N_, ngettext
from tui.locale import gettext as _
from tui.panes.bars import Bar
from tui.panes.grid import Grid
from tui.panes.matrix_rows import Column, Line, cell_lines, matrix
from tui.panes.sheet import Sheet
from tui.screens.overlay import SCROLL, Key, Overlay

#: Its lower part says what the cell is about; below this height there is none.
LEAST = 12


class MatrixScreen(Overlay[str]):
    """Gives back a demand to be shown beside its evidence, or a piece of evidence to be shown in the text.

    ``demand`` and ``at`` are the demand and the evidence last under the cursor. ``worked_out`` tells
    that there is something to see.
    """

    KEYS = (
        Key("j down", "down", N_("Down"), N_("To the next demand.")),
        Key("k up", "up", N_("Up"), N_("To the demand before.")),
        Key("l right", "right", N_("Right"), N_("To the next document.")),
        Key("h left", "left", N_("Left"), N_("To the document before.")),
        Key("L", "page_right", N_("Page right"), N_("On by as many documents as are in sight.")),
        Key("H", "page_left", N_("Page left"), N_("Back by as many documents as are in sight.")),
        Key("pagedown", "page_down", N_("Page down"), N_("On by as many demands as are in sight.")),
        Key("pageup", "page_up", N_("Page up"), N_("Back by as many demands as are in sight.")),
        Key("g home", "first", N_("First"), N_("To the first demand.")),
        Key("G end", "last", N_("Last"), N_("To the last demand.")),
        Key("0", "first_column", N_("First document"), N_("To the earliest document.")),
        Key("$", "last_column", N_("Last document"), N_("To the latest document.")),
        Key("n", "next", N_("Next evidence"), N_("To the next cell that has evidence.")),
        Key("N", "previous", N_("Previous evidence"), N_("To the cell before that has evidence.")),
        Key("enter", "place", N_("In the text"),
            N_("Show the evidence in the text, Esc there leads back here; in an empty cell as p.")),
        Key("p", "beside", N_("Weigh up"), N_("Show the demand beside its evidence.")),
        Key("/", "filter", N_("Filter"), N_("Show only some demands, as in the checklist.")),
        Key("f", "filled", N_("Only with evidence"),
            N_("Leave out demands and documents without evidence, or show them again.")),
        Key("<", "narrower", N_("Narrower"), N_("Narrower columns.")),
        Key(">", "wider", N_("Wider"), N_("Wider columns, with more of the titles.")),
        *(key for key in SCROLL if key.action == "help"),
        Key("escape q", "back", N_("Back"), N_("Back to where I came from.")),
    )  # fmt: skip
    FOOTER = ("place", "beside", "next", "filter", "filled", "help", "back")

    def __init__(
        self, desk: Desk, demand: str = "", document: str = "", words: str = "", filled: bool = False
    ) -> None:
        super().__init__(desk)
        self.demand, self.at = demand, ""
        self._document = document
        self._words, self._filled = words, filled
        self.worked_out = False

    def again(self) -> MatrixScreen:
        """Another one that begins where this one was left."""
        return MatrixScreen(self._desk, self.demand, self._document, self._words, self._filled)

    def compose(self) -> ComposeResult:
        yield Bar(id="title")
        yield Grid(id="grid")
        yield Sheet(id="sheet")
        yield Bar(id="status")
        yield Bar(id="footer")

    @property
    def grid(self) -> Grid:
        return self.query_one(Grid)

    def begin(self) -> None:
        self.grid.focus()

    def show(self, view: View) -> None:
        self._view = view
        self.redraw()
        self.start(self._work_out(view), instead=True)

    async def _work_out(self, view: View) -> None:
        """Beside the screen: a large project's evidence takes its time when it is first asked for."""
        words, filled, first = self._words, self._filled, not self.worked_out
        shown = await self._desk.ask(lambda _review: matrix(view, words, filled))
        if shown is None:
            return
        self.worked_out = True
        demand, document = self.demand, self._document
        self.grid.show(shown)
        if first:
            self.grid.fit()
            self.grid.point_to(demand, document)
        self.redraw()

    def redraw(self) -> None:
        room = self.size.height // 4 if self.size.height >= LEAST else 0
        self.sheet.styles.height = room + 1
        self.sheet.display = bool(room)
        self.detail(same=True)

    @on(Grid.Moved)
    def _moved(self) -> None:
        if here := self._here:
            self.demand, self._document = here[0].id, here[1].id
        self.detail()

    @property
    def _here(self) -> tuple[Line, Column] | None:
        place = self.grid.place
        shown = self.grid.matrix
        return (shown.lines[place[0]], shown.columns[place[1]]) if place else None

    def lines(self, sheet: Sheet) -> list[list[Part]]:
        here = self._here
        if here is None:
            return [[(self.nothing(), "")]]
        return cell_lines(self._view, *here, self.grid.matrix.at(*self.grid.place or (0, 0)), sheet.room)

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
        if self._words:
            parts.append(f"/{self._words}")
        return " · ".join(parts)

    def nothing(self) -> str:
        if not self.worked_out:
            return ""
        return _("Nothing matches; / changes the filter.") if self._words else _("No evidence yet.")

    # What the keys do

    def do_down(self) -> None:
        self.grid.move(1, 0)

    def do_up(self) -> None:
        self.grid.move(-1, 0)

    def do_right(self) -> None:
        self.grid.move(0, 1)

    def do_left(self) -> None:
        self.grid.move(0, -1)

    def do_page_right(self) -> None:
        self.grid.page(0, 1)

    def do_page_left(self) -> None:
        self.grid.page(0, -1)

    def do_page_down(self) -> None:
        self.grid.page(1, 0)

    def do_page_up(self) -> None:
        self.grid.page(-1, 0)

    def do_first(self) -> None:
        self.grid.move(-len(self.grid.matrix.lines), 0)

    def do_last(self) -> None:
        self.grid.move(len(self.grid.matrix.lines), 0)

    def do_first_column(self) -> None:
        self.grid.move(0, -len(self.grid.matrix.columns))

    def do_last_column(self) -> None:
        self.grid.move(0, len(self.grid.matrix.columns))

    def do_next(self) -> None:
        self._to_filled(1)

    def do_previous(self) -> None:
        self._to_filled(-1)

    def _to_filled(self, by: int) -> None:
        if not self.grid.to_filled(by):
            self.say(_("No more evidence in that direction."), warn=True)

    def do_beside(self) -> None:
        if self._here:
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
        found = self.grid.matrix.at(*self.grid.place) if self.grid.place else ()
        return found[0].id if found else ""

    def do_filter(self) -> None:
        self.start(self._ask_filter())

    async def _ask_filter(self) -> None:
        words = await self._desk.ask_filter(_("Filter the demands"), self._words, "demands")
        if words is not None:
            self._words = words.strip()
            self.show(self._view)

    def do_filled(self) -> None:
        self._filled = not self._filled
        self.show(self._view)

    def do_narrower(self) -> None:
        self.grid.widen(-1)

    def do_wider(self) -> None:
        self.grid.widen(1)
