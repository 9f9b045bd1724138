"""Where a lead settles a demand: all verdicts beside each other, one answer, one reason."""

from __future__ import annotations

from collections.abc import Callable

from textual import events, on
from textual.app import ComposeResult
from textual.containers import Vertical
from textual.widgets import Input

from store.rows import DemandRow
from store.view import View
from tui.choices import Settled
from tui.comparing import flat
from tui.locale import gettext as _
from tui.panes.bars import Bar
from tui.panes.rowlist import RowList
from tui.panes.settling_rows import answer_rows, settling_lines, verdicts_on
from tui.panes.sheet import Sheet
from tui.screens.dialog import Dialog
from tui.screens.fields import LineField
from tui.screens.keysbar import KeysBar

#: So many answers are listed at once at least; on a high screen they get this part of it.
LISTED, PART = 4, 4


class SettleScreen(Dialog[Settled | None]):
    """Begins with ``reason`` and ``answer``, if there are any; ``keep`` is told what is typed."""

    PANE = "settle"

    def __init__(
        self, view: View, demand: DemandRow, answer: str | None, reason: str, keep: Callable[[str], None]
    ) -> None:
        super().__init__()
        self._view, self._demand = view, demand
        self._answer, self._reason, self._keep = answer, reason, keep

    def compose(self) -> ComposeResult:
        with Vertical(id="dialog", classes="tall"):
            yield Bar(_("Settle: {words}").format(words=flat(self._demand.text)), id="heading", wrap=True)
            yield Sheet(id="sheet")
            yield RowList(id="choices", empty="")
            yield LineField(self._reason, placeholder=_("Reason"), id="words", select_on_focus=False)
            yield Bar(id="reading", wrap=True)
            yield KeysBar(self.keys_line(), id="keys", wrap=True)

    def on_mount(self) -> None:
        choices = self.query_one(RowList)
        choices.can_focus = False
        choices.show(answer_rows(self._view, self._demand.id))
        choices.move("first")
        if self._answer:
            choices.highlight(self._answer)
        self.query_one(Input).focus()

    def on_resize(self, event: events.Resize) -> None:
        choices = self.query_one(RowList)
        choices.styles.height = min(max(LISTED, event.size.height // PART), len(choices.rows) or LISTED)

    @on(Sheet.Resized)
    def _resized(self) -> None:
        sheet = self.query_one(Sheet)
        sheet.show(settling_lines(self._view, self._demand, sheet.room), same=True)

    @on(Input.Changed)
    def _typed(self, event: Input.Changed) -> None:
        self._keep(event.value)
        self.query_one("#reading", Bar).show("")

    def do_down(self) -> None:
        self.query_one(RowList).move("down")

    def do_up(self) -> None:
        self.query_one(RowList).move("up")

    def do_page_down(self) -> None:
        self.query_one(Sheet).page(1)

    def do_page_up(self) -> None:
        self.query_one(Sheet).page(-1)

    def do_reason(self) -> None:
        """The reason of the first who gave the highlighted answer."""
        answer = self.query_one(RowList).highlighted
        given = (row.reason for row in verdicts_on(self._view, self._demand.id) if row.answer == answer)
        if reason := next(filter(None, given), ""):
            field = self.query_one(Input)
            field.value = flat(reason)
            field.cursor_position = len(field.value)

    def do_settle(self) -> None:
        answer, reason = self.query_one(RowList).highlighted, self.query_one(Input).value.strip()
        if not reason:
            self.query_one("#reading", Bar).show(
                _("! A reason is needed: it is what others will read."), "bold"
            )
        elif answer is not None:
            self.dismiss(Settled(answer, reason))
