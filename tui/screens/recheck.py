"""The queue of passages to be looked at again since their documents got new versions."""

from __future__ import annotations

from collections.abc import Coroutine
from typing import Any, NamedTuple

from textual import events, on
from textual.app import ComposeResult
from textual.screen import Screen

from store import changes
from store.changes import Change
from store.rows import PassageRow
from store.view import View
from tui.commands.base import not_allowed
from tui.comparing import flat
from tui.desk import Desk
from tui.keymap import shown
from tui.locale import N_
from tui.locale import gettext as _
from tui.panes.bars import Bar, footer_parts
from tui.panes.recheck_rows import near, queue, queue_rows, sheet_lines
from tui.panes.rowlist import Cell, ListRow, RowList
from tui.panes.sheet import Sheet
from tui.passages import counted, new_wording, old_wording
from tui.screens.asking import ListScreen

#: How much of a passage's words a message repeats.
NAME_LENGTH = 50


class Key(NamedTuple):
    """What a key does here: the screen's method (``do_…``), its name in the footer, its help."""

    keys: str
    action: str
    label: str
    help: str


KEYS = (
    Key("y", "keep", N_("Keep"), N_("The new place is right, and what hangs on it holds for the new words.")),
    Key("x", "lose", N_("Gone"),
        N_("The words are gone from the document: the passage stays in the version where they stood.")),
    Key("enter", "place", N_("In the text"),
        N_("Show the place in the text. For an orphan that is where its words would be: "
           "select others there (v), then P puts the passage on them.")),
    Key("space", "mark", N_("Mark row"), N_("Mark this row, so that y and x work on all marked ones.")),
    Key("u", "undo", N_("Undo"), N_("Take back my last decision; those of others stay.")),
    Key("pagedown", "page_down", N_("Scroll down"), N_("Scroll what is said about this passage.")),
    Key("pageup", "page_up", N_("Scroll up"), N_("Scroll what is said about this passage.")),
    Key("? f1", "help", N_("Help"), N_("Show the keys that work here.")),
    Key("escape q", "back", N_("Back"), N_("Back to the text; what is open stays open.")),
)  # fmt: skip
#: The footer's, by what they do; the last one is never left out.
FOOTER = ("keep", "lose", "place", "help", "undo", "back")


class RecheckScreen(Screen[str | None]):
    """Lists what is open and shows the highlighted passage's old and new wording. Gives back the passage
    whose place is to be shown, None when the reviewer goes back.

    ``document`` is the one whose passages come first, ``at`` the passage to begin with if it is open. The
    desk makes the changes and hands in new views.
    """

    VERTICAL_BREAKPOINTS = [(0, "-low"), (8, "-high")]

    def __init__(self, desk: Desk, document: str | None, at: str = "") -> None:
        super().__init__()
        self._desk = desk
        self._document = document
        self._at = at
        self._view = desk.view
        self._passages: dict[str, PassageRow] = {}
        self._decided: dict[str, int | None] = {}
        self._undone = False
        self._made = 0

    def compose(self) -> ComposeResult:
        yield Bar(id="title")
        yield RowList(id="open", empty=_("Nothing is left to check; Esc goes back."))
        yield Sheet(id="sheet")
        yield Bar(id="status")
        yield Bar(id="footer")

    def on_mount(self) -> None:
        self.show(self._view)
        self._list.highlight(self._at)
        self._list.focus()

    @property
    def _list(self) -> RowList:
        return self.query_one(RowList)

    def show(self, view: View) -> None:
        """Draw from this view; the highlight stays on its passage, or goes to the one after it."""
        self._view = view
        # What I decided is out of sight at once; the view that knows of it comes a moment later.
        self._decided = {one: seq for one, seq in self._decided.items() if seq is None or seq > view.seq}
        known = set(self._passages)
        rows = [row for row in queue(view, self._document) if row.id not in self._decided]
        self._passages = {row.id: row for row in rows}
        self._resize()
        self._list.show(queue_rows(view, rows, max(1, self.size.width - 1)))
        back = [row.id for row in rows if row.id not in known] if self._undone else []
        if back:
            self._list.highlight(back[0])
            self._undone = False
        self._compare(same=True)

    def say(self, text: str, warn: bool = False) -> None:
        """Show one line until the next one."""
        self.query_one("#status", Bar).show(f"! {text}" if warn else text, "bold" if warn else "")

    def _resize(self) -> None:
        """The list takes what it needs, the comparison most of the screen."""
        height = self.size.height
        self._list.styles.height = max(1, min(len(self._passages), (height - 3) // 4))

    def _compare(self, same: bool = False) -> None:
        """Show the highlighted passage, what is open in all, and the keys."""
        passage = self._passages.get(self._list.highlighted or "")
        sheet = self.query_one(Sheet)
        if passage is None:
            sheet.show([])
        else:
            old, new = old_wording(passage, self._desk.text), new_wording(passage, self._desk.text)
            around = near(sheet.room, sheet.size.height)
            sheet.show(sheet_lines(self._view, passage, old, new, sheet.room, around), same)
        open_ = counted(self._passages.values()) or _("nothing left")
        self.query_one("#title", Bar).show(" " + _("After new versions: {open}").format(open=open_), "bold")
        by_action = {key.action: (shown(key.keys), _(key.label)) for key in KEYS}
        parts = footer_parts([by_action[action] for action in FOOTER], self.size.width)
        self.query_one("#footer", Bar).show_parts(parts)

    @on(RowList.Highlighted)
    def _moved(self) -> None:
        self._compare()

    @on(Sheet.Resized)
    def _resized(self) -> None:
        self._resize()
        self._compare(same=True)

    def on_key(self, event: events.Key) -> None:
        name = event.character if event.is_printable and event.character != " " else event.key
        key = next((key for key in KEYS if name in key.keys.split()), None)
        if key is not None:
            event.stop()
            event.prevent_default()
            self.say("")
            getattr(self, f"do_{key.action}")()
        elif event.is_printable and name not in {*"jkgG"}:
            self.say(_("This key does nothing; ? shows those that do."), warn=True)

    # What the keys do

    def do_keep(self) -> None:
        fitting = [row for row in self._chosen() if row.recheck == "check"]
        if self._chosen() and not fitting:
            self.say(_("Its words are gone: there is no new place to keep. x agrees."), warn=True)
        else:
            self._decide(fitting, changes.KeepPassage, _("Kept: {words}"))

    def do_lose(self) -> None:
        self._decide(self._chosen(), changes.LosePassage, _("Gone: {words}"))

    def _chosen(self) -> list[PassageRow]:
        """The marked passages, else the highlighted one."""
        at = self._list.highlighted
        ids = self._list.marked or frozenset((at or "",))
        return [row for row in self._passages.values() if row.id in ids]

    def _decide(self, rows: list[PassageRow], change: type[Change], said: str) -> None:
        if not rows:
            self.say(_("Nothing is left to check; Esc goes back."), warn=True)
        elif refusal := not_allowed(self._desk.context(), "reviewer"):
            self.say(refusal, warn=True)
        else:
            words = _name(rows[0]) if len(rows) == 1 else str(len(rows))
            self._start(self._apply([row.id for row in rows], change, said.format(words=words)))

    async def _apply(self, ids: list[str], change: type[Change], said: str) -> None:
        self._decided |= dict.fromkeys(ids)
        self.show(self._view)
        applied = await self._desk.apply(*(change(id=one) for one in ids), said=said)
        self._made += applied is not None
        for one in ids:
            self._decided[one] = applied.seq if applied else 0
        self.show(self._view)

    def do_undo(self) -> None:
        # My change before those may well be the new version itself.
        if not self._made:
            self.say(_("You have decided nothing here yet."), warn=True)
            return
        self._made -= 1
        self._undone = True
        self._start(self._desk.undo())

    def _start(self, work: Coroutine[Any, Any, None]) -> None:
        self.run_worker(work, exclusive=False)

    def do_place(self) -> None:
        if at := self._list.highlighted:
            self.dismiss(at)

    def do_mark(self) -> None:
        self._list.action_mark()

    def do_page_down(self) -> None:
        self.query_one(Sheet).page(1)

    def do_page_up(self) -> None:
        self.query_one(Sheet).page(-1)

    def do_help(self) -> None:
        named = [(key, " ".join(map(shown, key.keys.split()))) for key in KEYS]
        rows = [ListRow(key.action, (Cell(keys, "bold", 14), Cell(_(key.label)))) for key, keys in named]
        self.app.push_screen(ListScreen(_("Keys"), rows, {key.action: _(key.help) for key in KEYS}))

    def do_back(self) -> None:
        self.dismiss(None)


def _name(passage: PassageRow) -> str:
    words = flat(passage.before or passage.text)
    return words if len(words) <= NAME_LENGTH else words[: NAME_LENGTH - 1] + "…"
