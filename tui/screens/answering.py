"""The demands that a passage or a document may answer: linking it as evidence, or saying that it is none."""

from __future__ import annotations

from store import changes
from store.rows import DemandRow
from store.search.suggesting import AnsweredRow
from store.view import View
from tui.commands.weighing import linking
from tui.comparing import Part
from tui.desk import Desk
from tui.locale import gettext as _
from tui.locale import ngettext
from tui.panes.orphan_rows import answered_lines, answered_rows, title_of
from tui.panes.rows import ListRow
from tui.panes.sheet import Sheet
from tui.screens.deciding import Deciding, named


class AnsweringScreen(Deciding):
    """Asks for ``target``, a document or a passage such as "d2:410-520"; gives back a demand to be shown
    beside its evidence. ``at`` is the row to begin with."""

    PANE = "answering"

    def __init__(self, desk: Desk, target: str, at: str = "") -> None:
        super().__init__(desk)
        self.target, self.at = target, at
        self._answer: tuple[AnsweredRow, ...] | None = None

    def again(self) -> AnsweringScreen:
        """Another one that begins where this one was left."""
        other = AnsweringScreen(self._desk, self.target, self.at)
        other._answer = self._answer
        return other

    def show(self, view: View) -> None:
        super().show(view)
        self.start_anew(self._ask)

    async def _ask(self) -> None:
        answer = await self._desk.ask(lambda review: review.searching.demands_for(self.target))
        if answer is not None:
            self._decided &= {row.demand for row in answer}
            self._answer = answer
            self.redraw()

    @property
    def _found(self) -> dict[str, AnsweredRow]:
        return {row.demand: row for row in self._answer or () if row.demand not in self._decided}

    def rows(self, width: int) -> list[ListRow]:
        return answered_rows(self._view, list(self._found.values()), width)

    def lines(self, sheet: Sheet) -> list[list[Part]]:
        row = self._found.get(self.list.highlighted or "")
        around = sheet.room * sheet.size.height // 3
        return answered_lines(self._view, row, self._desk.text, sheet.room, around) if row else []

    def heading(self) -> str:
        words = self._desk.quote(self.target) if ":" in self.target else title_of(self._view, self.target)
        said = _("What this may answer: {words}").format(words=named(words))
        if self._answer is None:
            return said
        count = len(self._found)
        return f"{said} · " + ngettext("{count} demand", "{count} demands", count).format(count=count)

    def nothing(self) -> str:
        return _("Searching …") if self._answer is None else _("No demand of another document comes near.")

    # What the keys do

    def do_supports(self) -> None:
        self._link("supports", None, _("Evidence: {words}"))

    def do_contradicts(self) -> None:
        self._link("contradicts", None, _("Evidence: {words}"))

    def do_mentions(self) -> None:
        self._link("mentions", None, _("Evidence: {words}"))

    def do_strong(self) -> None:
        self._link("supports", "strong", _("Strong evidence: {words}"))

    def do_weak(self) -> None:
        self._link("supports", "weak", _("Weak evidence: {words}"))

    def do_reject(self) -> None:
        row = self._found.get(self.list.highlighted or "")
        if row is not None:
            none = changes.AddEvidence(demand=row.demand, target=self._place(row), state="rejected")
            self.decide(row.demand, [none], _("No evidence: {words}").format(words=named(row.text)))

    def _link(self, stance: str, grade: str | None, said: str) -> None:
        row = self._found.get(self.list.highlighted or "")
        demand = self._view.by_id(row.demand) if row else None
        if row is not None and isinstance(demand, DemandRow):
            made = linking(demand, self._place(row), stance, grade)
            self.decide(row.demand, made, said.format(words=named(row.text)))

    def _place(self, row: AnsweredRow) -> str:
        return self.target if ":" in self.target else f"{row.document}:{row.start}-{row.end}"

    def do_beside(self) -> None:
        if self._found.get(self.list.highlighted or ""):
            self.at = self.list.highlighted or ""
            self.dismiss(self.at)
