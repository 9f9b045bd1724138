"""Commitments that no demand asks for: what somebody announces, plans, decides or finances unasked."""

from __future__ import annotations

from store import changes
from store.rows import DemandRow
from store.search.commitments import CommitmentRow, Orphans
from store.view import View
from tui.choices import Choice
from tui.commands.making import make_new
from tui.commands.weighing import linking
from tui.comparing import Part, flat
from tui.desk import Desk
from tui.formatting import number
from tui.locale import gettext as _
from tui.panes.orphan_rows import commitment_id, commitment_lines, commitment_rows, percent
from tui.panes.rows import ListRow
from tui.panes.sheet import Sheet
from tui.screens.deciding import Deciding, named


class OrphansScreen(Deciding):
    """Lists them, the furthest from any demand first; gives back a passage to be shown in the text, or a
    demand to be shown beside its evidence. ``at`` is the row to begin with."""

    PANE = "orphans"

    def __init__(self, desk: Desk, at: str = "", everything: bool = False) -> None:
        super().__init__(desk)
        self.at = at
        self._everything = everything
        self._answer: Orphans | None = None

    def again(self) -> OrphansScreen:
        """Another one that begins where this one was left."""
        other = OrphansScreen(self._desk, self.at, self._everything)
        other._answer = self._answer
        return other

    def show(self, view: View) -> None:
        super().show(view)
        self.start_anew(self._ask)

    async def _ask(self) -> None:
        everything = self._everything
        await self.look(
            lambda review, seconds: review.searching.orphans(everything=everything, seconds=seconds),
            self._take,
        )

    def _take(self, answer: Orphans) -> None:
        self._decided &= {commitment_id(row) for row in answer.rows}
        self._answer = answer

    @property
    def _found(self) -> dict[str, CommitmentRow]:
        rows = {commitment_id(row): row for row in self._answer.rows} if self._answer else {}
        return {one: row for one, row in rows.items() if one not in self._decided}

    @property
    def _here(self) -> CommitmentRow | None:
        return self._found.get(self.list.highlighted or "")

    def rows(self, width: int) -> list[ListRow]:
        return commitment_rows(self._view, list(self._found.values()), width)

    def lines(self, sheet: Sheet) -> list[list[Part]]:
        row = self._here
        around = sheet.room * sheet.size.height // 3
        return commitment_lines(self._view, row, self._desk.text, sheet.room, around) if row else []

    def heading(self) -> str:
        parts = [_("All commitments") if self._everything else _("Commitments that no demand asks for")]
        if self._answer is not None:
            parts.append(number(len(self._found)))
            progress = self._answer.progress
            if not progress.whole:
                said = _("{done} of {all} documents read")
                parts.append(said.format(done=number(progress.done), all=number(progress.all)))
        return " · ".join(parts)

    def nothing(self) -> str:
        if self._answer is None or not self._answer.progress.whole:
            return _("Reading …")
        return _("Everything that is promised is asked for, as far as the program can tell.")

    # What the keys do

    def do_place(self) -> None:
        if self._here is not None:
            self.at = self.list.highlighted or ""
            self.dismiss(self.at)

    def do_beside(self) -> None:
        row = self._here
        if row is None or not row.nearest:
            self.say(_("No demand of another document comes near."), warn=True)
        else:
            self.at = self.list.highlighted or ""
            self.dismiss(row.nearest[0].demand)

    def do_dismiss(self) -> None:
        row = self._here
        if row is not None and row.dismissed:
            self.start(self._recall(row))
        elif row is not None:
            one = commitment_id(row)
            dismissed = _("Dismissed: {words}").format(words=named(row.text))
            self.decide(one, [changes.DismissCommitment(target=one)], dismissed)

    async def _recall(self, row: CommitmentRow) -> None:
        change = changes.RecallCommitment(target=commitment_id(row))
        said = _("Open again: {words}").format(words=named(row.text))
        self.made += await self._desk.apply(change, said=said) is not None

    def do_link(self) -> None:
        if (row := self._here) is not None:
            self.start(self._link(row))

    async def _link(self, row: CommitmentRow) -> None:
        nearest = {near.demand: (place, near.score) for place, near in enumerate(row.nearest, 1)}
        demands = [one for one in self._view.demands if one.state != "rejected"]
        demands.sort(key=lambda one: nearest.get(one.id, (len(demands), 0.0))[0])
        choices = [
            Choice(
                one.id,
                flat(one.text),
                percent(nearest[one.id][1]) if one.id in nearest else one.topic or "",
                str(nearest[one.id][0]) if one.id in nearest else "",
            )
            for one in demands
        ]
        picked = await self._desk.pick(_("Evidence for which demand?"), choices)
        demand = self._view.by_id(picked.id) if picked else None
        if isinstance(demand, DemandRow):
            one, said = commitment_id(row), _("Evidence: {words}").format(words=named(row.text))
            await self._apply(one, linking(demand, one, "supports"), said)

    def do_new(self) -> None:
        if (row := self._here) is not None:
            self.start(self._new(row))

    async def _new(self, row: CommitmentRow) -> None:
        self.made += await make_new(self._desk, commitment_id(row))

    def do_more(self) -> None:
        self._everything = not self._everything
        self.at = self.list.highlighted or ""
        self.show(self._view)
