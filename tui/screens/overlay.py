"""What the full screens over the desk share: a list above, what its highlighted row is about below, and how
the keys become the commands of the screen.
"""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Coroutine, Iterator, Sequence
from contextlib import suppress
from typing import TYPE_CHECKING, Any, ClassVar, TypeVar

from textual import events, on
from textual.app import ComposeResult
from textual.css.query import NoMatches
from textual.widget import Widget

from store.view import View
from tui.commands.base import SCREENS, Command
from tui.commands.motions import Motion
from tui.commands.screens.everywhere import WITH_SHEET
from tui.comparing import Part
from tui.context import Context
from tui.desk import Desk
from tui.keymap import KEPT, printed
from tui.locale import gettext as _
from tui.panes.bars import Bar, rows_of
from tui.panes.rowlist import RowList
from tui.panes.rows import ListRow
from tui.panes.sheet import Sheet
from tui.screens.ahead import Ahead
from tui.screens.helping import help_rows, palette_choices, why_not
from tui.screens.keysbar import KeysBar
from tui.screens.listing import footer_line
from tui.screens.showing import ListScreen
from tui.screens.styles import OVERLAY

if TYPE_CHECKING:
    from store.review import Review
    from store.search.commitments import Orphans
    from store.search.searching import Found, Suggested
    from tui.panes.reader import Reader

T = TypeVar("T")
Answer = TypeVar("Answer", "Found", "Orphans", "Suggested")

#: Seconds that one question may index, and between two that brought nothing new: others wait meanwhile.
STEP, PAUSE = 0.5, 0.5


class Overlay(Ahead[T | None]):
    """Gives back what is to be shown at the desk, None when the reviewer goes back.

    ``PANE`` is its name to commands; each of those that work there is one of its methods (see
    ``Command.action``). The desk makes the changes and hands in new views.
    """

    VERTICAL_BREAKPOINTS = [(0, "-low"), (8, "-high")]
    DEFAULT_CSS = OVERLAY
    PANE: ClassVar[str]
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

    def subject(self) -> str | None:
        """The record that commands work on."""
        return self.list.highlighted

    def idle(self) -> dict[str, str]:
        """Commands of this screen, by id, that do nothing as things are, and why."""
        return {}

    def leaving(self) -> str:
        """What is said once it has led to a place."""
        return _("{key} leads back.").format(key=self.key("go.back"))

    def key(self, command: str) -> str:
        """The key of the command with this id, to be said."""
        return self._desk.keymap.shown(command)

    # The screen

    def compose(self) -> ComposeResult:
        yield Bar(id="title")
        yield from self.above()
        yield self.make_list()
        yield Sheet(id="sheet")
        yield Bar(id="status", wrap=True)
        yield KeysBar(id="footer")

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
    def moved(self) -> RowList | Reader:
        """What motions move."""
        return self.list

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
        footer = footer_line(self._desk.keymap, self.context(), self.size.width)
        self.query_one("#footer", Bar).show_parts(footer)

    @property
    def made(self) -> int:
        """How many changes were made here and not taken back: so many can be."""
        return self._made

    @made.setter
    def made(self, count: int) -> None:
        self._made = count
        if self.is_attached:
            self.label()

    def context(self) -> Context:
        """What is under the cursor now."""
        view = self._view
        idle = self.idle()
        if self.PANE in WITH_SHEET and not self.sheet.longer:
            idle |= dict.fromkeys(("screen.page_down", "screen.page_up"), _("All of it is in sight."))
        return Context(self.PANE, view.role, view.me, view, row=self.subject(), made=self.made, idle=idle)

    def say(self, text: str, warn: bool = False) -> None:
        """Show one line until the next one."""
        self.query_one("#status", Bar).show(f"! {text}" if warn else text, "bold" if warn else "")

    def start(self, work: Coroutine[Any, Any, None]) -> None:
        """Do what waits for the store."""
        self.run_worker(self.holding(self._while_there(work)), group="beside")

    def start_anew(self, work: Callable[[], Coroutine[Any, Any, None]]) -> None:
        """Do what waits for the store; what was begun so before is given up, or not begun at all."""

        async def drawn() -> None:
            await self._while_there(work())

        self.run_anew(drawn, group="anew")

    async def _while_there(self, work: Coroutine[Any, Any, None]) -> None:
        """An answer may come when this screen was left, or while it is taken down, part by part: there
        is nothing left to draw on then."""
        try:
            await work
        except NoMatches:
            if self in self.app.screen_stack and self.display:
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
        key, keymap = printed(event), self._desk.keymap
        command = keymap.find(key, self.PANE)
        if command is None and key in KEPT:
            return
        event.stop()
        event.prevent_default()
        if command is not None:
            self.do(command)
        elif key in keymap.leaving(SCREENS[self.PANE]).split():
            self.do_back()
        else:
            self.say(keymap.in_vain(key), warn=True)

    def do(self, command: Command) -> None:
        """Run a command if it applies, else say why not."""
        if isinstance(command, Motion) and self.PANE in command.panes:
            with suppress(NoMatches):  # its list goes before the screen itself does
                self.say("" if self.moved.move(command.way) else self.nothing())
            return
        reason = why_not(command, self.context(), self._desk.keymap)
        self.say(reason, warn=bool(reason))
        if not reason:
            getattr(self, command.action)()

    # What the keys do

    def do_undo(self) -> None:
        self.made -= 1
        self.start(self._desk.undo())

    def do_page_down(self) -> None:
        self.sheet.page(1)

    def do_page_up(self) -> None:
        self.sheet.page(-1)

    def do_keys(self) -> None:
        keymap = self._desk.keymap
        self.app.push_screen(
            ListScreen(_("Keys"), *help_rows(keymap, self.PANE), keymap.leaving("help.keys"))
        )

    def do_palette(self) -> None:
        self.start(self._palette())

    async def _palette(self) -> None:
        keymap = self._desk.keymap
        picked = await self._desk.pick(_("All commands"), palette_choices(keymap, self.context()))
        if picked is not None:
            self.do(keymap.command(picked.id))

    def do_back(self) -> None:
        self.dismiss(None)
