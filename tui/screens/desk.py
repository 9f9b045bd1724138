"""The desk: keys become commands, commands become changes, changes come back as a new view.

Panes ask by messages, the desk answers. Nothing here decides what a review is.
"""

from __future__ import annotations

from textual import on
from textual.app import ComposeResult

from content.quoting import inside
from store.errors import StoreError
from store.personal import Personal
from store.rows import DocumentRow
from store.view import View
from tui.comparing import head
from tui.context import Context
from tui.desk import Checklist, Timeline
from tui.drafts import Drafts
from tui.explaining import complaint
from tui.fitting import Fitted
from tui.formatting import number
from tui.keymap import Keymap
from tui.locale import gettext as _
from tui.messages import StoreChanged, StoreTrouble
from tui.panes.demand_rows import progress
from tui.panes.listpane import ListPane
from tui.panes.reader import Reader
from tui.panes.rowlist import RowList
from tui.remembered import Remembered
from tui.screens.changing import Changing
from tui.screens.commanding import Commanding
from tui.screens.curtain import Curtain
from tui.screens.frame import Frame, left_open
from tui.screens.listing import company, history_rows, switcher_parts, title_parts, versions_in
from tui.screens.lists import Lists
from tui.screens.open_text import OpenText
from tui.screens.panes import Panes
from tui.screens.places import Places
from tui.screens.reading import Reading
from tui.screens.setting import Setting
from tui.screens.styles import DESK
from tui.screens.touring import LEAST_FOR_TOUR, Touring
from tui.screens.trail import Trail
from tui.screens.visiting import Visiting
from tui.session import Session

#: About so many characters of what a history is of.
A_TITLE = 60
#: So many demands are read before the first frame.
FEW = 100
#: The class of a screen with room for the tour.
HIGH = "-high"


class DeskScreen(Visiting, Changing, Reading, Setting, Touring, Commanding, Curtain):
    """The one screen that stays; see ``tui.desk.Desk`` for what its methods promise to commands."""

    DEFAULT_CSS = DESK
    VERTICAL_BREAKPOINTS = [(0, "-low"), (LEAST_FOR_TOUR, HIGH)]
    AUTO_FOCUS = ""  # a pane gets it that is gone to

    def __init__(self, session: Session, view: View, personal: Personal, fitted: Fitted) -> None:
        super().__init__()
        self.add_class(HIGH)  # as most are: a class that comes later styles everything again
        self.session = session
        self.fitted = fitted
        self.keymap = Keymap(fitted.commands)
        self._personal = personal
        self._remembered = Remembered(personal, view.seq)
        text = OpenText(session.review.text, session.review.torn)
        #: Whether the title tells how far the review is: of many demands a moment after the first frame.
        self._counts = view.count("demands") <= FEW
        self._done: tuple[View | None, str] = (None, "")  # how far the review is, as of which view
        unseen = self._remembered.unseen(view, session.review.last_change)
        self._panes = Panes(
            view, text, Lists(unseen, fitted.settings.lanes, self._remembered.lists, self._told)
        )
        self.drafts = Drafts(personal)
        self._desk = self
        self._places = Places(self._panes, session.review.text, self._warn)
        self._trail = Trail(self, self._panes, self._places, self.lay_over)
        self._frame = Frame()

    def compose(self) -> ComposeResult:
        yield self._frame.title
        yield self._panes
        yield self._frame.status
        yield self._frame.footer

    def on_mount(self) -> None:
        self._panes.show(self.view)
        self._return()
        self._panes.reader.call_later(self.call_later, self.prepare)

    def prepare(self) -> None:
        self._freshen()
        super().prepare()

    def opened(self) -> None:
        self.session.start()
        if self.session.review.damage:
            self.say(_("This project is damaged and open for reading only: see vermerk check."), warn=True)
        elif problem := self.session.review.read_only:
            self.say(complaint(problem), warn=True)
        elif backup := self.session.review.brought_up:
            from tui.telling import brought_up

            self.say(brought_up(backup))
        elif self.fitted.trouble:
            self.say(self.fitted.trouble, warn=True)
        else:
            self.offer_tour()

    def warm(self) -> None:
        self._panes.complete()
        self.session.warm()
        self.run_anew(self._welcome, group="welcome")

    async def _welcome(self) -> None:
        if not self._counts:
            await self._look_up(lambda review: review.view().demands)
            self._counts = True
            self._freshen()
        said = await self.welcome()
        if said and not self._frame.said and self.over is None:
            self.say(said)

    @property
    def view(self) -> View:
        return self._panes.view

    def context(self) -> Context:
        return self._panes.context()

    # What is said

    def say(self, text: str, warn: bool = False) -> None:
        if self.over is not None:
            self.over.say(text, warn)
        else:
            self._frame.say(text, warn, self.legend)

    def _told(self, text: str) -> str:
        return self.keymap.told(text)

    def _warn(self, text: str) -> None:
        self.say(self._told(text), warn=True)

    def _freshen(self) -> None:
        """Bring title and footer up to where the cursor is."""
        context = self.context()
        self.session.place = (context.pane, context.document or "")
        width = self.size.width
        self._frame.show_keys(self.keymap, context, width)
        if self.over is None:
            self._frame.show_legend(self.legend)
        if len(self._panes.places(width, self._panes.size.height)) == 1:
            title = switcher_parts(self._panes.focused, width)
        else:
            name, view = self.session.review.name, self.view
            title = title_parts(name, view.me, view.role, self._standing(), width, view.lookup.blind)
        self._frame.title.show_parts(title)

    def _standing(self) -> str:
        """How far the review is, what new versions left open, what is for me, who is here."""
        unread, key = number(self.unread), self.keymap.shown("me.show")
        for_me = _("@{count} ({key})").format(count=unread, key=key) if self.unread else ""
        to_check = left_open(len(self.view.open_passages), self.keymap)
        if self._counts and self._done[0] is not self.view:
            self._done = self.view, progress(self.view)
        parts = (self._done[1], to_check, for_me, company(self.here, self.view.me))
        return " · ".join(part for part in parts if part)

    @on(RowList.Highlighted)
    @on(Reader.Moved)
    def _moved(self, message: RowList.Highlighted | Reader.Moved) -> None:
        if isinstance(message, RowList.Highlighted) and message.row_list is not self._panes.list_in_focus:
            return  # it follows the one in focus
        self._panes.show_notes()
        self._freshen()

    @on(Reader.Labelled)
    @on(Reader.Selected)
    def _selected(self) -> None:
        self._freshen()

    def on_resize(self) -> None:
        if not self.down:
            self._freshen()

    # The store

    @on(StoreChanged)
    def _store_changed(self, message: StoreChanged) -> None:
        self._panes.show(message.view)
        if self.over is not None:
            self.over.show(message.view)
        if message.others:
            from tui.telling import others

            self.say(others(message.others, message.view))
        self._freshen()
        self.run_anew(self.count, group="count")

    @on(StoreTrouble)
    def _store_trouble(self, message: StoreTrouble) -> None:
        self.say(message.text, warn=True)

    async def show_history(self, record_id: str | None) -> None:
        related = (row.id for row in self.view.on(record_id)) if record_id else ()
        try:
            lines = await self.session.history(record_id, *related)
        except StoreError as error:
            self.complain(error)
            return
        row = self.view.by_id(record_id)
        versions = versions_in(lines, row) if isinstance(row, DocumentRow) else {}
        keys = self.keymap.leaving("change.history")
        words = self.quote(record_id) if record_id else ""
        short = inside(head(words, A_TITLE))
        title = _("History of “{words}”").format(words=short) if short else _("History")
        version = await self.read(title, *history_rows(lines), keys, versions)
        if version and record_id:
            await self.show_versions(record_id, version)

    # What commands do with the panes

    def go(self, pane: str) -> None:
        self._trail.forget()
        self._panes.go(pane)

    def step(self, by: int) -> None:
        self._trail.forget()
        self._panes.step(by)

    def zoom(self) -> None:
        self._panes.zoom()

    def back(self) -> None:
        selecting = self._panes.focused == "reader" and self._panes.reader.selection is not None
        if (selecting or not self.come_back()) and not self._panes.back():
            self.say(self._told(_("There is nothing to go back from; [app.quit] leaves.")))

    def open(self, record_id: str) -> None:
        self._places.open(record_id)

    def next_mark(self, by: int) -> None:
        if self._panes.reader.searching or not self._trail.step(by):
            super().next_mark(by)

    @property
    def list(self) -> ListPane | None:
        return self._panes.list_in_focus

    @property
    def timeline(self) -> Timeline:
        return self._panes.timeline

    @property
    def checklist(self) -> Checklist:
        return self._panes.demands

    def text(self, document: str, version: str | None = None) -> str:
        return self.session.review.text(document, version)

    def quote(self, target: str) -> str:
        from tui import citing

        return citing.quote(self.view, target, self.session.review.text)

    def cited(self, target: str) -> str:
        from tui import citing

        return citing.cited(self.view, target, self.session.review.text)

    def made(self) -> None:
        self._panes.reader.use_selection()

    def copy(self, text: str) -> None:
        from tui.screens.copying import copied

        self.say(copied(self.app, self._personal, text))

    def quit(self) -> None:
        """Keep the place and the drafts, and go."""
        self.keep()
        self.app.exit()
