"""A demand beside what may answer it: evidence and suggestions, a key for each decision, and the verdict."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from textual.app import ComposeResult
from textual.containers import Container

from store.rows import DemandRow, EvidenceRow
from store.search.searching import Suggested
from store.search.suggesting import SuggestionRow
from store.view import View
from tui.comparing import Part
from tui.desk import Desk
from tui.locale import gettext as _
from tui.locale import ngettext
from tui.needing import demand_need
from tui.panes.bars import Bar
from tui.panes.demand_lines import demand_lines
from tui.panes.evidence_rows import evidence_lines, evidence_on
from tui.panes.hit_rows import indexed
from tui.panes.rowlist import RowList
from tui.panes.rows import ListRow
from tui.panes.sheet import Sheet
from tui.panes.suggestion_rows import beside_rows, suggestion_id, suggestion_lines
from tui.screens.demand_decisions import DemandDecisions
from tui.screens.keysbar import KeysBar

#: Passages a document until more are asked for.
A_DOCUMENT = 2
#: Cells from which on the demand stands beside what is found, not above it.
WIDE = 100
#: The checklist's demands in its order.
Order = Callable[[View], Sequence[str]]


class DemandScreen(DemandDecisions):
    """Gives back what is to be shown in the text: a piece of evidence, or a passage such as "d2:410-520".

    ``demand`` is the one that is shown last, ``at`` the row to begin with, ``order`` the checklist's.
    """

    HORIZONTAL_BREAKPOINTS = [(0, "-narrow"), (WIDE, "-wide")]
    DEFAULT_CSS = """
    #both, #found {
        height: 1fr;
        layout: vertical;
    }

    DemandScreen.-wide #both {
        layout: horizontal;
    }

    DemandScreen.-wide #asked {
        width: 2fr;
        height: 1fr;
        border-right: solid $foreground 30%;
    }

    DemandScreen.-wide #found {
        width: 3fr;
    }
    """
    PANE = "weigh"
    PART = 3

    def __init__(self, desk: Desk, demand: str, order: Order, at: str = "") -> None:
        super().__init__(desk, demand)
        self._order, self.at = order, at
        self._answer: Suggested | None = None
        self._ids: list[str] = []
        self._due: list[str] = []
        self._more = False
        self._drawn: tuple[tuple[View, str, int], Sequence[list[Part]]] | None = None

    def again(self) -> DemandScreen:
        """Another one that begins where this one was left."""
        other = DemandScreen(self._desk, self.demand, self._order, self.at)
        other._answer, other._more = self._answer, self._more
        return other

    # What is shown

    def compose(self) -> ComposeResult:
        self.set_class(self.app.size.width >= WIDE, "-wide")  # Textual says so after the first drawing only
        yield Bar(id="title")
        with Container(id="both"):
            yield Sheet(id="asked")
            with Container(id="found"):
                yield RowList(id="list", empty=self.nothing())
                yield Sheet(id="sheet")
        yield Bar(id="status", wrap=True)
        yield KeysBar(id="footer")

    def show(self, view: View) -> None:
        if view is not self._view or not self._ids:
            self._ids = list(self._order(view))
            rows = (view.by_id(one) for one in self._ids)
            demands = (row for row in rows if isinstance(row, DemandRow))
            lead = view.role == "lead"
            self._due = [row.id for row in demands if demand_need(row, view.me, lead)]
        super().show(view)
        self.start_anew(self._suggest)

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
    def _passages(self) -> dict[str, SuggestionRow]:
        rows = {suggestion_id(row): row for row in self._answer.rows} if self._answer else {}
        return {one: row for one, row in rows.items() if one not in self._decided}

    def redraw(self) -> None:
        asked = self.query_one("#asked", Sheet)
        lines = self._asked(asked.room)
        wide = self.has_class("-wide")
        asked.styles.height = "1fr" if wide else max(1, min(len(lines), self.size.height // 4))
        asked.show(lines, same=True)
        super().redraw()

    def _asked(self, width: int) -> Sequence[list[Part]]:
        """The demand's lines; what is suggested comes in several answers and leaves them as they are."""
        key = (self._view, self.demand, width)
        if self._drawn is None or self._drawn[0] != key:
            lines = demand_lines(self._view, self._row, self._desk.text, width) if self._row else []
            self._drawn = key, lines
        return self._drawn[1]

    def rows(self, width: int) -> list[ListRow]:
        room = self.list.size.width - 1 if self.list.size.width else width
        evidence = evidence_on(self._view, self.demand)
        return beside_rows(self._view, evidence, list(self._passages.values()), self._heard(), room)

    def _heard(self) -> str:
        """What is known of the suggestions."""
        if self._answer is None:
            return _("Searching …")
        return indexed(self._answer.progress)

    def lines(self, sheet: Sheet) -> list[list[Part]]:
        around = sheet.room * sheet.size.height // 4
        here = self._here
        if isinstance(here, EvidenceRow):
            return evidence_lines(self._view, here, self._desk.text, sheet.room, around)
        if here is None:
            return []
        return suggestion_lines(self._view, here, self._desk.text, sheet.room, around)

    @property
    def _here(self) -> EvidenceRow | SuggestionRow | None:
        """What is highlighted."""
        one = self.list.highlighted or ""
        row = self._view.by_id(one) if one.startswith("b") else None
        return row if isinstance(row, EvidenceRow) else self._passages.get(one)

    def heading(self) -> str:
        place = self._ids.index(self.demand) + 1 if self.demand in self._ids else 0
        parts = [_("Demand {number} of {count}").format(number=place, count=len(self._ids))]
        if left := len(self._due):
            parts.append(ngettext("{count} needs you", "{count} need you", left).format(count=left))
        return " · ".join(parts)

    def nothing(self) -> str:
        return _("No evidence yet.")

    def idle(self) -> dict[str, str]:
        whole = not self.query_one("#asked", Sheet).longer
        why = _("All that is said about the demand is in sight.")
        return super().idle() | (dict.fromkeys(("weigh.asked_down", "weigh.asked_up"), why) if whole else {})

    # Going on

    def do_place(self) -> None:
        if here := self._here:
            self.at = self.list.highlighted or ""
            self.dismiss(here.id if isinstance(here, EvidenceRow) else suggestion_id(here))

    def do_more(self) -> None:
        self._more = not self._more
        said = ngettext(
            "At most {count} passage of a document.", "At most {count} passages of a document.", A_DOCUMENT
        )
        self.say(_("All passages that may answer it.") if self._more else said.format(count=A_DOCUMENT))
        self._ask_again()

    def do_asked_down(self) -> None:
        self.query_one("#asked", Sheet).page(1)

    def do_asked_up(self) -> None:
        self.query_one("#asked", Sheet).page(-1)

    def do_onward(self) -> None:
        self._go_on(1, self._ids)

    def do_back_one(self) -> None:
        self._go_on(-1, self._ids)

    def do_next(self) -> None:
        self._go_on(1, self._due)

    def do_previous(self) -> None:
        self._go_on(-1, self._due)

    def _go_on(self, by: int, wanted: Sequence[str]) -> None:
        """To the next or previous of those in the checklist's order, round its end."""
        places = {one: at for at, one in enumerate(self._ids)}
        here = places.get(self.demand, -1)
        ahead = [one for one in wanted if (places[one] > here if by > 0 else places[one] < here)]
        others = [one for one in ahead or wanted if one != self.demand]
        if not others:
            self.say(_("Nothing here needs you any more."))
            return
        self.demand = others[0 if by > 0 else -1]
        self._decided.clear()
        self.query_one("#asked", Sheet).show([])
        self._ask_again()

    def _ask_again(self) -> None:
        self._answer = None
        self.show(self._view)
        self.list.move("first")
