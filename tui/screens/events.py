"""The events of the timeline one by one, each with its words in context, to check what was suggested."""

from __future__ import annotations

import asyncio
from collections.abc import Sequence
from functools import partial
from typing import ClassVar

from store.changes import Change
from store.history import HistoryLine
from store.rows import DemandRow, EventRow
from store.view import View
from tui.commands.dating import set_date
from tui.commands.judging import name_of, settling
from tui.comparing import Part
from tui.desk import Desk
from tui.formatting import number
from tui.locale import gettext as _
from tui.locale import ngettext
from tui.panes.event_lines import event_lines
from tui.panes.lanes import divided
from tui.panes.rowlist import RowList
from tui.panes.rows import ListRow
from tui.panes.sheet import Sheet
from tui.panes.standing import Standing
from tui.panes.timeline_items import standing
from tui.panes.timeline_layout import Placed
from tui.panes.timeline_list import TimelineList
from tui.panes.timeline_rows import WIDE, TimelineRows, timeline_rows
from tui.screens.overlay import Overlay

#: Seconds that a row is highlighted before its history is looked up.
REST = 0.15


class EventScreen(Overlay[str]):
    """Lists what stands on the timeline under its filter and shows the highlighted one whole; gives back the
    one to be shown in the text. ``event`` is the one that was highlighted last."""

    PANE = "events"
    PART: ClassVar[int] = 3

    def __init__(self, desk: Desk, event: str, words: str, discarded: bool) -> None:
        super().__init__(desk)
        self.event = self._first = event
        self._words, self._discarded = words, discarded
        self._standing = Standing()
        self._rows = TimelineRows("fit", self._standing, desk.view.lookup.today, 0)
        self._history: tuple[str, Sequence[HistoryLine]] = ("", ())

    def make_list(self) -> RowList:
        return TimelineList(id="list", empty=self.nothing())

    def begin(self) -> None:
        self.list.highlight(self._first)
        super().begin()

    def show(self, view: View) -> None:
        today = view.lookup.today
        self._standing = standing(view, today, self._words, self._discarded)
        self._history = ("", ())
        super().show(view)

    def rows(self, width: int) -> Sequence[ListRow]:
        lanes = divided(self._view, self._standing, "none")
        today = self._view.lookup.today
        # Neither drawing nor long dates: those stand below.
        self._rows = timeline_rows(self._standing, lanes, today, width=min(width, WIDE - 1))
        return self._rows

    def lines(self, sheet: Sheet) -> Sequence[Sequence[Part]]:
        item = self._item
        if item is None:
            return []
        self.event = item.id
        if self._history[0] != item.id:
            self._history = (item.id, ())
            self.start_anew(partial(self._look_up, item.id))
        around = sheet.room * sheet.size.height // 5
        today = self._view.lookup.today
        return event_lines(self._view, item, self._desk.text, self._history[1], sheet.room, around, today)

    async def _look_up(self, event: str) -> None:
        await asyncio.sleep(REST)
        found = await self._desk.ask(lambda review: review.history(event))
        if found and self._history[0] == event:
            self._history = (event, found)
            self.detail(same=True)

    @property
    def _item(self) -> Placed | None:
        place = self._standing.find(self.list.highlighted or "")
        return None if place is None else self._standing[place]

    def heading(self) -> str:
        left, count = self._standing.count_suggested(), len(self._standing)
        parts = [ngettext("{count} event", "{count} events", count).format(count=number(count))]
        if left:
            parts.append(_("{count} suggested").format(count=number(left)))
        if self._words:
            parts.append(f"/{self._words}")
        return " · ".join(parts)

    def nothing(self) -> str:
        return _("No events yet.")

    # What the keys do

    def do_accept(self) -> None:
        self._settle(True)

    def do_reject(self) -> None:
        self._settle(False)

    def _settle(self, accept: bool) -> None:
        row = self._item.row if self._item else None
        if row is not None and (change := settling(row, accept)):
            said = _("Accepted: {words}") if accept else _("Discarded: {words}")
            self.start(self._apply(change, said.format(words=name_of(row))))

    async def _apply(self, change: Change, said: str) -> None:
        goal = self._beside(1)
        if await self._desk.apply(change, said=said):
            self.made += 1
            if goal:
                self.list.highlight(goal)

    def do_date(self) -> None:
        row = self._item.row if self._item else None
        if row is not None:
            self.start(self._date(row))

    async def _date(self, row: EventRow | DemandRow) -> None:
        if await set_date(self._desk, row):
            self.made += 1

    def do_place(self) -> None:
        item = self._item
        if item is not None and item.row is not None and item.row.document:
            self.dismiss(item.id)
        else:
            self.say(_("This stands in no document."), warn=True)

    def do_next(self) -> None:
        self._go_on(1)

    def do_previous(self) -> None:
        self._go_on(-1)

    def _go_on(self, by: int) -> None:
        if goal := self._beside(by):
            self.list.highlight(goal)
        else:
            self.say(_("Nothing here needs you any more."))

    def _beside(self, by: int) -> str:
        """The next or previous suggestion but this one, round the end; "" if there is none."""
        here = self.list.at
        others = [at for at in self._rows.where(self._standing.is_suggested) if at != here]
        ahead = [at for at in others if (at > (here or 0)) == (by > 0)] or others
        return self._rows[ahead[0 if by > 0 else -1]].id if ahead else ""
