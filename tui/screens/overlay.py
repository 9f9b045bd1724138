"""What the full screens over the desk share: a list above, what its highlighted row is about below, keys that
are declared once.
"""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Coroutine, Iterator, Sequence
from typing import TYPE_CHECKING, Any, ClassVar, NamedTuple, TypeVar

from textual import events, on
from textual.app import ComposeResult
from textual.css.query import NoMatches
from textual.widget import Widget

from store.view import View
from tui.commands.base import not_allowed
from tui.comparing import Part
from tui.desk import Desk
from tui.keymap import shown
from tui.locale import N_
from tui.locale import gettext as _
from tui.panes.bars import Bar, footer_parts, rows_of
from tui.panes.rowlist import RowList
from tui.panes.rows import Cell, ListRow
from tui.panes.sheet import Sheet
from tui.screens.ahead import Ahead
from tui.screens.showing import ListScreen

if TYPE_CHECKING:
    from store.review import Review
    from store.search.commitments import Orphans
    from store.search.searching import Found, Suggested

T = TypeVar("T")
Answer = TypeVar("Answer", "Found", "Orphans", "Suggested")

#: Seconds that one question may index, and between two that brought nothing new: others wait meanwhile.
STEP, PAUSE = 0.5, 0.5


class Key(NamedTuple):
    """What a key does here: the screen's method (``do_…``), its name in the footer, its help."""

    keys: str
    action: str
    label: str
    help: str


#: The keys that every overlay has.
SCROLL = (
    Key("pagedown", "page_down", N_("Scroll down"), N_("Scroll what is said about this passage.")),
    Key("pageup", "page_up", N_("Scroll up"), N_("Scroll what is said about this passage.")),
    Key("? f1", "help", N_("Help"), N_("Show the keys that work here.")),
)


class Overlay(Ahead[T | None]):
    """Gives back what is to be shown at the desk, None when the reviewer goes back.

    ``FOOTER`` names what ``KEYS`` do; its last one is never left out. The desk makes the changes and hands in
    new views.
    """

    VERTICAL_BREAKPOINTS = [(0, "-low"), (8, "-high")]
    KEYS: ClassVar[tuple[Key, ...]] = ()
    FOOTER: ClassVar[tuple[str, ...]] = ()
    #: Keys that move in what has the focus.
    MOVES: ClassVar[frozenset[str]] = frozenset("jkgG")
    #: The list takes what it needs, at most this part of the screen.
    PART: ClassVar[int] = 2

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self._desk = desk
        self._view = desk.view
        self._made = 0
        #: The row to begin with, until it is there.
        self.at = ""

    # For subclasses

    def above(self) -> Iterator[Widget]:
        """What stands between the title and the list."""
        return iter(())

    def make_list(self) -> RowList:
        """The list, not filled yet."""
        return RowList(id="list", empty=self.nothing())

    def rows(self, width: int) -> Sequence[ListRow]:
        """What is listed, in rows of so many cells."""
        raise NotImplementedError

    def lines(self, sheet: Sheet) -> Sequence[Sequence[Part]]:
        """What the highlighted row is about."""
        raise NotImplementedError

    def heading(self) -> str:
        """What the title says."""
        raise NotImplementedError

    def nothing(self) -> str:
        """What an empty list says."""
        raise NotImplementedError

    def leaving(self) -> str:
        """What is said once it has led to a place."""
        return _("Esc leads back.")

    # The screen

    def compose(self) -> ComposeResult:
        yield Bar(id="title")
        yield from self.above()
        yield self.make_list()
        yield Sheet(id="sheet")
        yield Bar(id="status", wrap=True)
        yield Bar(id="footer")

    def on_mount(self) -> None:
        self.show(self._view)
        self.begin()

    def begin(self) -> None:
        """Where the cursor is at first."""
        self.list.focus()

    @property
    def list(self) -> RowList:
        return self.query_one("#list", RowList)

    @property
    def sheet(self) -> Sheet:
        return self.query_one("#sheet", Sheet)

    def show(self, view: View) -> None:
        """Draw from this view; the highlight stays on its row, or goes to the one after it."""
        self._view = view
        self.redraw()

    def redraw(self) -> None:
        """Work the rows out again; what is scrolled stays so."""
        rows = self.rows(max(1, self.size.width - 1))
        needed = len(rows) or len(rows_of(self.nothing(), self.size.width))
        self.list.styles.height = max(1, min(needed, (self.size.height - 3) // self.PART))
        self.list.show(rows, self.nothing())
        if self.at and self.list.highlight(self.at):
            self.at = ""
        self.detail(same=True)

    def detail(self, same: bool = False) -> None:
        """Show what the highlighted row is about, the title, and the keys."""
        self.sheet.show(self.lines(self.sheet), same)
        self.label()

    def label(self) -> None:
        """Show the title and the keys."""
        self.query_one("#title", Bar).show(" " + self.heading(), "bold")
        by_action = {key.action: (shown(key.keys), _(key.label)) for key in self.KEYS}
        parts = footer_parts([by_action[action] for action in self.FOOTER], self.size.width)
        self.query_one("#footer", Bar).show_parts(parts)

    def say(self, text: str, warn: bool = False) -> None:
        """Show one line until the next one."""
        self.query_one("#status", Bar).show(f"! {text}" if warn else text, "bold" if warn else "")

    def refused(self, role: str = "reviewer") -> bool:
        """Whether I may not do what ``role`` may; it is said why."""
        refusal = not_allowed(self._desk.context(), role)
        if refusal:
            self.say(refusal, warn=True)
        return bool(refusal)

    def start(self, work: Coroutine[Any, Any, None], instead: bool = False) -> None:
        """Do what waits for the store; with ``instead`` what was begun so before is given up."""
        drawn = self._while_there(work)
        if instead:
            self.run_worker(drawn, group="instead", exclusive=True)
        else:
            self.run_worker(self.holding(drawn), group="beside")

    async def _while_there(self, work: Coroutine[Any, Any, None]) -> None:
        """An answer may come when this screen is being taken down: then there is nothing left to draw on."""
        try:
            await work
        except NoMatches:
            if self.query(Sheet):
                raise

    async def look(self, question: Callable[[Review, float], Answer], take: Callable[[Answer], None]) -> None:
        """Ask until everything is in the index, draw after each answer: what comes later may be better."""
        done = -1
        while (answer := await self._desk.ask(lambda review: question(review, STEP))) is not None:
            take(answer)
            self.redraw()
            if answer.progress.whole:
                return
            if answer.progress.done == done:
                await asyncio.sleep(PAUSE)
            done = answer.progress.done

    @on(RowList.Highlighted)
    def _moved(self) -> None:
        self.detail()

    @on(Sheet.Resized)
    def _resized(self) -> None:
        self.redraw()

    def on_key(self, event: events.Key) -> None:
        if self.keep_back(event):
            return
        name = event.character if event.is_printable and event.character != " " else event.key
        key = next((key for key in self.KEYS if name in key.keys.split()), None)
        if key is None and (not event.is_printable or name in self.MOVES):
            return
        event.stop()
        event.prevent_default()
        if key is not None:
            self.say("")
            getattr(self, f"do_{key.action}")()
        else:
            self.say(_("This key does nothing; ? shows those that do."), warn=True)

    # What the keys do

    def do_undo(self) -> None:
        # My change before those made here may be anything, such as a document's new version.
        if not self._made:
            self.say(_("You have decided nothing here yet."), warn=True)
            return
        self._made -= 1
        self.start(self._desk.undo())

    def do_page_down(self) -> None:
        self.sheet.page(1)

    def do_page_up(self) -> None:
        self.sheet.page(-1)

    def do_help(self) -> None:
        named = [(key, " ".join(map(shown, key.keys.split()))) for key in self.KEYS]
        rows = [ListRow(key.action, (Cell(keys, "bold", 14), Cell(_(key.label)))) for key, keys in named]
        self.app.push_screen(ListScreen(_("Keys"), rows, {key.action: _(key.help) for key in self.KEYS}))

    def do_back(self) -> None:
        self.dismiss(None)
