"""Since my last visit: what others did, by person and thing, with before and after; and who is here now."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from textual.widget import Widget

from store.presence import Here
from store.view import View
from store.visits import Done, Since
from tui.comparing import Part
from tui.desk import Desk
from tui.formatting import number
from tui.locale import gettext as _
from tui.locale import ngettext
from tui.panes.bars import Bar
from tui.panes.happened_rows import done_lines, happened_rows, here_words, row_id
from tui.panes.rows import ListRow
from tui.panes.sheet import Sheet
from tui.screens.overlay import Overlay


class HappenedScreen(Overlay[str]):
    """Tells what others did after change ``seq``; gives back the thing to go to. ``at`` is the row to begin
    with."""

    PANE = "happened"
    #: Below ten rows who is here, the list and the keys don't fit one below the other.
    VERTICAL_BREAKPOINTS = [(0, "-low"), (10, "-high")]

    def __init__(self, desk: Desk, seq: int, here: Sequence[Here], at: str = "") -> None:
        super().__init__(desk)
        self._seq, self._present, self.at = seq, here, at
        self._answer: Since | None = None

    def again(self) -> HappenedScreen:
        """Another one that begins where this one was left."""
        return HappenedScreen(self._desk, self._seq, self._present, self.at)

    def above(self) -> Iterator[Widget]:
        yield Bar(id="here", wrap=True)

    def meet(self, here: Sequence[Here]) -> None:
        """Somebody came, went, or is elsewhere now."""
        self._present = here
        said = " · ".join(here_words(self._view, here))
        shown = _("Here now: {people}").format(people=said) if said else _("Nobody else is here now.")
        self.query_one("#here", Bar).show(f" {shown}", "dim")

    def show(self, view: View) -> None:
        super().show(view)
        self.meet(self._present)
        self.start_anew(self._look)

    async def _look(self) -> None:
        answer = await self._desk.ask(lambda review: review.since(self._seq))
        if answer is not None:
            self._answer = answer
            self.redraw()

    @property
    def _here(self) -> Done | None:
        done = self._answer.done if self._answer else ()
        return next((one for one in done if row_id(one) == self.list.highlighted), None)

    def rows(self, width: int) -> Sequence[ListRow]:
        return happened_rows(self._view, self._answer) if self._answer else ()

    def lines(self, sheet: Sheet) -> Sequence[Sequence[Part]]:
        return done_lines(self._view, self._here, sheet.room) if self._here else []

    def heading(self) -> str:
        parts = [_("Since my last visit")]
        if self._answer is not None:
            many = self._answer.changes
            said = ngettext("{count} change of others", "{count} changes of others", many)
            parts.append(said.format(count=number(many)))
            if self._answer.skipped:
                skipped = _("{count} older ones are not told").format(count=number(self._answer.skipped))
                parts.append(skipped)
        return " · ".join(parts)

    def nothing(self) -> str:
        return _("Reading …") if self._answer is None else _("Nobody else has changed anything since.")

    def idle(self) -> dict[str, str]:
        changes = self._answer.changes if self._answer else 0
        return {} if changes else {"happened.seen": self.nothing()}

    # What the keys do

    def do_place(self) -> None:
        if (done := self._here) is not None:
            self.at = row_id(done)
            self.dismiss(done.subject)

    def do_seen(self) -> None:
        self._seq = self._desk.mark_seen()
        self.start_anew(self._look)
        self.say(_("From here on again."))
