"""The queue of passages to be looked at again since their documents got new versions."""

from __future__ import annotations

from store import changes
from store.changes import Change
from store.rows import PassageRow
from store.view import View
from tui.comparing import Part, flat
from tui.desk import Desk
from tui.locale import gettext as _
from tui.panes.recheck_rows import near, queue, queue_rows, sheet_lines
from tui.panes.rows import ListRow
from tui.panes.sheet import Sheet
from tui.passages import counted, new_wording, old_wording
from tui.screens.overlay import Overlay

#: How much of a passage's words a message repeats.
NAME_LENGTH = 50


class RecheckScreen(Overlay[str]):
    """Lists what is open and shows the highlighted passage's old and new wording. Gives back the passage
    whose place is to be shown.

    ``document`` is the one whose passages come first, ``at`` the passage to begin with if it is open.
    """

    PANE = "recheck"
    PART = 4

    def __init__(self, desk: Desk, document: str | None, at: str = "") -> None:
        super().__init__(desk)
        self._document = document
        self._at = at
        self._passages: dict[str, PassageRow] = {}
        self._decided: dict[str, int | None] = {}
        self._undone = False

    def on_mount(self) -> None:
        super().on_mount()
        self.list.highlight(self._at)

    def show(self, view: View) -> None:
        """As ``Overlay.show``; after an undo the highlight goes to what is open again."""
        known = set(self._passages)
        # What I decided is out of sight at once; the view that knows of it comes a moment later.
        self._decided = {one: seq for one, seq in self._decided.items() if seq is None or seq > view.seq}
        rows = [row for row in queue(view, self._document) if row.id not in self._decided]
        self._passages = {row.id: row for row in rows}
        super().show(view)
        back = [row.id for row in rows if row.id not in known] if self._undone else []
        if back:
            self.list.highlight(back[0])
            self._undone = False

    def rows(self, width: int) -> list[ListRow]:
        return queue_rows(self._view, list(self._passages.values()), width)

    def lines(self, sheet: Sheet) -> list[list[Part]]:
        passage = self._passages.get(self.list.highlighted or "")
        if passage is None:
            return []
        old, new = old_wording(passage, self._desk.text), new_wording(passage, self._desk.text)
        return sheet_lines(self._view, passage, old, new, sheet.room, near(sheet.room, sheet.size.height))

    def heading(self) -> str:
        open_ = counted(self._passages.values()) or _("nothing left")
        return _("After new versions: {open}").format(open=open_)

    def nothing(self) -> str:
        return _("Nothing is left to check; {key} leads back.").format(key=self.key("screen.back"))

    # What the keys do

    def do_keep(self) -> None:
        fitting = [row for row in self._chosen() if row.recheck == "check"]
        if self._chosen() and not fitting:
            said = _("Its words are gone: there is no new place to keep. {key} agrees.")
            self.say(said.format(key=self.key("recheck.lose")), warn=True)
        else:
            self._decide(fitting, changes.KeepPassage, _("Kept: {words}"))

    def do_lose(self) -> None:
        self._decide(self._chosen(), changes.LosePassage, _("Gone: {words}"))

    def _chosen(self) -> list[PassageRow]:
        """The marked passages, else the highlighted one."""
        at = self.list.highlighted
        ids = self.list.marked or frozenset((at or "",))
        return [row for row in self._passages.values() if row.id in ids]

    def _decide(self, rows: list[PassageRow], change: type[Change], said: str) -> None:
        if not rows:
            self.say(self.nothing(), warn=True)
        else:
            words = _name(rows[0]) if len(rows) == 1 else str(len(rows))
            self.start(self._apply([row.id for row in rows], change, said.format(words=words)))

    async def _apply(self, ids: list[str], change: type[Change], said: str) -> None:
        self._decided |= dict.fromkeys(ids)
        self.show(self._view)
        applied = await self._desk.apply(*(change(id=one) for one in ids), said=said)
        self.made += applied is not None
        for one in ids:
            self._decided[one] = applied.seq if applied else 0
        self.show(self._view)

    def do_undo(self) -> None:
        self._undone = True
        super().do_undo()

    def do_place(self) -> None:
        if at := self.list.highlighted:
            self.dismiss(at)

    def do_mark(self) -> None:
        self.list.mark()


def _name(passage: PassageRow) -> str:
    words = flat(passage.before or passage.text)
    return words if len(words) <= NAME_LENGTH else words[: NAME_LENGTH - 1] + "…"
