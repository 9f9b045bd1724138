"""Passages that may answer a demand: accepting them as evidence, or saying that they are none."""

from __future__ import annotations

from collections.abc import Iterator

from textual.widget import Widget

from store import changes
from store.changes import Change
from store.rows import DemandRow
from store.search.searching import Suggested
from store.search.suggesting import SuggestionRow
from store.view import View
from tui.commands.base import not_allowed
from tui.commands.judging import accepting
from tui.comparing import Part, flat, head
from tui.desk import Desk
from tui.locale import N_, ngettext
from tui.locale import gettext as _
from tui.panes.hit_rows import indexed
from tui.panes.rows import ListRow
from tui.panes.sheet import Sheet
from tui.panes.suggestion_rows import asked_lines, suggestion_id, suggestion_lines, suggestion_rows
from tui.screens.overlay import SCROLL, Key, Overlay

#: Passages a document until more are asked for.
A_DOCUMENT = 2
#: How much of a passage's words a message repeats.
NAME_LENGTH = 50


class SuggestScreen(Overlay[SuggestionRow]):
    """Shows a demand with its evidence and the ranked passages that may answer it; gives back the one to be
    shown in the text. ``demand`` is the one that is shown last."""

    KEYS = (
        Key("y", "accept", N_("Accept"),
            N_("The passage is evidence: it supports the demand, not graded yet.")),
        Key("x", "reject", N_("None"), N_("The passage is no evidence; it is not suggested again.")),
        Key("1", "strong", N_("Strong"), N_("The passage is strong evidence.")),
        Key("2", "weak", N_("Weak"), N_("The passage is weak evidence.")),
        Key("enter", "place", N_("In the text"), N_("Show the passage in the text.")),
        Key("m", "more", N_("More"), N_("Show more than two passages a document, and fewer again.")),
        Key(".", "next", N_("Next demand"), N_("Go on to the next demand of the checklist.")),
        Key(",", "previous", N_("Previous demand"), N_("Go back to the demand before.")),
        Key("u", "undo", N_("Undo"), N_("Take back my last decision; those of others stay.")),
        *SCROLL,
        Key("escape q", "back", N_("Back"), N_("Back to the checklist.")),
    )  # fmt: skip
    FOOTER = ("accept", "reject", "strong", "weak", "place", "next", "help", "more", "back")
    PART = 3

    def __init__(self, desk: Desk, demand: str) -> None:
        super().__init__(desk)
        self.demand = demand
        self._answer: Suggested | None = None
        self._decided: set[str] = set()
        self._more = False

    def above(self) -> Iterator[Widget]:
        yield Sheet(id="asked")

    def show(self, view: View) -> None:
        super().show(view)
        self.start(self._suggest(), instead=True)

    async def _suggest(self) -> None:
        demand, most = self.demand, None if self._more else A_DOCUMENT
        await self.look(
            lambda review, seconds: review.suggest(demand, per_document=most, seconds=seconds), self._take
        )

    def _take(self, answer: Suggested) -> None:
        # What I decided is out of sight at once; the answer that knows of it comes a moment later.
        self._decided &= {suggestion_id(row) for row in answer.rows}
        self._answer = answer

    @property
    def _row(self) -> DemandRow | None:
        row = self._view.by_id(self.demand)
        return row if isinstance(row, DemandRow) else None

    @property
    def _passages(self) -> dict[str, SuggestionRow]:
        rows = {suggestion_id(row): row for row in self._answer.rows} if self._answer else {}
        return {one: row for one, row in rows.items() if one not in self._decided}

    def redraw(self) -> None:
        asked, room = self.query_one("#asked", Sheet), max(1, self.size.height // 4)
        lines = asked_lines(self._view, self._row, asked.room) if self._row else []
        if len(lines) > room:
            left = _("… and {count} more").format(count=len(lines) - room + 1)
            lines = [*lines[: room - 1], [(left, "dim")]] if room > 1 else lines[:1]
        asked.styles.height = max(1, len(lines))
        asked.show(lines)
        super().redraw()

    def rows(self, width: int) -> list[ListRow]:
        return suggestion_rows(self._view, list(self._passages.values()), width)

    def lines(self, sheet: Sheet) -> list[list[Part]]:
        row = self._passages.get(self.list.highlighted or "")
        if row is None:
            return []
        around = sheet.room * sheet.size.height // 4
        return suggestion_lines(self._view, row, self._desk.text, sheet.room, around)

    def heading(self) -> str:
        parts = [_("Evidence for {demand}").format(demand=self.demand)]
        if self._answer is not None:
            count = len(self._passages)
            parts.append(ngettext("{count} passage", "{count} passages", count).format(count=count))
            parts += filter(None, [indexed(self._answer.progress)])
        return " · ".join(parts)

    def nothing(self) -> str:
        return _("Searching …") if self._answer is None else _("No passage may answer this demand.")

    # What the keys do

    def do_accept(self) -> None:
        self._decide("confirmed", None, _("Evidence: {words}"))

    def do_strong(self) -> None:
        self._decide("confirmed", "strong", _("Strong evidence: {words}"))

    def do_weak(self) -> None:
        self._decide("confirmed", "weak", _("Weak evidence: {words}"))

    def do_reject(self) -> None:
        self._decide("rejected", None, _("No evidence: {words}"))

    def _decide(self, state: str, grade: str | None, said: str) -> None:
        one = self.list.highlighted or ""
        passage, demand = self._passages.get(one), self._row
        if passage is None or demand is None:
            self.say(self.nothing(), warn=True)
        elif refusal := not_allowed(self._desk.context(), "reviewer"):
            self.say(refusal, warn=True)
        else:
            accepted = accepting(demand) if state == "confirmed" else []
            link = changes.AddEvidence(demand=demand.id, target=one, state=state, grade=grade)
            words = head(flat(passage.text), NAME_LENGTH)
            self.start(self._apply(one, [*accepted, link], said.format(words=words)))

    async def _apply(self, one: str, made: list[Change], said: str) -> None:
        self._decided.add(one)
        self.redraw()
        if await self._desk.apply(*made, said=said):
            self._made += 1
        else:
            self._decided.discard(one)
            self.redraw()

    def do_undo(self) -> None:
        self._decided.clear()
        super().do_undo()

    def do_place(self) -> None:
        if passage := self._passages.get(self.list.highlighted or ""):
            self.dismiss(passage)

    def do_more(self) -> None:
        self._more = not self._more
        self._ask_again()

    def do_next(self) -> None:
        self._go_on(1)

    def do_previous(self) -> None:
        self._go_on(-1)

    def _go_on(self, by: int) -> None:
        demands = [row.id for row in self._view.demands if row.state != "rejected"]
        at = demands.index(self.demand) if self.demand in demands else -by
        self.demand = demands[(at + by) % len(demands)] if demands else self.demand
        self._decided.clear()
        self._ask_again()

    def _ask_again(self) -> None:
        self._answer = None
        self.show(self._view)
        self.list.action_first()
