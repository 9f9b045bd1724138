"""The desk: keys become commands, commands become changes, changes come back as a new view.

Panes ask by messages, the desk answers. Nothing here decides what a review is.
"""

from __future__ import annotations

import inspect
from collections.abc import Awaitable
from functools import partial
from pathlib import Path

from textual import events, on
from textual.app import ComposeResult

from store.errors import StoreError
from store.personal import Personal
from store.rows import DocumentRow
from store.view import View
from tui import cells, citing, render, telling
from tui.commands.base import Command
from tui.commands.rechecking import Recheck
from tui.context import Context
from tui.desk import Timeline
from tui.drafts import Drafts
from tui.fitting import Fitted
from tui.formatting import number
from tui.keymap import Keymap, shown
from tui.locale import gettext as _
from tui.messages import StoreChanged, StoreTrouble
from tui.panes.bars import Bar, footer_parts
from tui.panes.demand_rows import progress
from tui.panes.reader import Reader
from tui.panes.rowlist import RowList
from tui.remarks import remark
from tui.screens.changing import Changing
from tui.screens.curtain import Curtain
from tui.screens.listing import company, history_rows, switcher_parts, title_parts, versions_in
from tui.screens.lists import Lists
from tui.screens.open_text import OpenText
from tui.screens.panes import Panes
from tui.screens.places import Places
from tui.screens.reading import Reading
from tui.screens.setting import Setting
from tui.screens.touring import LEAST_FOR_TOUR, Touring
from tui.screens.trail import Trail
from tui.screens.visiting import Visiting
from tui.session import Session
from tui.signs import SUSPECT


class DeskScreen(Visiting, Changing, Reading, Setting, Touring, Curtain):
    """The one screen that stays; see ``tui.desk.Desk`` for what its methods promise to commands."""

    VERTICAL_BREAKPOINTS = [(0, "-low"), (LEAST_FOR_TOUR, "-high")]

    def __init__(self, session: Session, view: View, personal: Personal, fitted: Fitted) -> None:
        super().__init__()
        self.session = session
        self.fitted = fitted
        self.keymap = Keymap(fitted.commands)
        self._personal = personal
        self._place = personal.read("place")
        text = OpenText(session.review.text, session.review.torn)
        self._panes = Panes(view, text, Lists(self._unseen(view), fitted.settings.lanes))
        self._place.setdefault("seen", view.seq)
        self.drafts = Drafts(personal)
        self._desk = self
        self._places = Places(self._panes, session.review.text, partial(self.say, warn=True))
        self._trail = Trail(self, self._panes, self._places, self.lay_over)
        self._said = ""

    def compose(self) -> ComposeResult:
        yield Bar(id="title")
        yield self._panes
        yield Bar(id="status", wrap=True)
        yield Bar(id="footer")

    def on_mount(self) -> None:
        self._panes.show(self.view)
        self._return()
        self._freshen()
        self._panes.reader.call_later(self.call_later, self.prepare)

    def opened(self) -> None:
        self.session.start()
        if self.session.review.damage:
            self.say(_("This project is damaged and open for reading only: see vermerk check."), warn=True)
        elif problem := self.session.review.read_only:
            self.say(f"{problem}. {problem.advice}", warn=True)
        elif backup := self.session.review.brought_up:
            self.say(telling.brought_up(backup))
        elif self.fitted.trouble:
            self.say(self.fitted.trouble, warn=True)
        else:
            self.offer_tour()

    def warm(self) -> None:
        self._panes.complete()
        self.session.warm()
        self.run_worker(self._welcome())

    async def _welcome(self) -> None:
        said = await self.welcome()
        if said and not self._said and self.over is None:
            self.say(said)

    def _unseen(self, view: View) -> frozenset[str]:
        """The documents that are new or changed since my last visit; none on the first."""
        seen = self.seen
        if seen is None:
            return frozenset()
        last = self.session.review.last_change
        return frozenset(document.id for document in view.documents if last(document.id) > seen)

    def _return(self) -> None:
        """Open what I read last, where I was, else the first document."""
        document, offset = self._place.get("document"), self._place.get("offset")
        known = isinstance(document, str) and self.view.by_id(document) is not None
        if known or self.view.documents:
            shown = str(document) if known else self.view.documents[0].id
            self._panes.read(shown)
            self._panes.list_pane("documents").highlight(shown)
        if known and isinstance(offset, int):
            self._panes.reader.goto(offset)
        self._panes.go("documents")

    @property
    def view(self) -> View:
        return self._panes.view

    def context(self) -> Context:
        return self._panes.context()

    # Keys and commands

    def on_key(self, event: events.Key) -> None:
        if self.keep_back(event):
            return
        key = event.character if event.is_printable and event.character != " " else event.key
        self.say("")
        command = self.keymap.find(key or event.key, self._panes.focused)
        if command is not None:
            event.stop()
            event.prevent_default()
            self.do(command)
        elif not self._panes.takes(event.key):
            elsewhere = self.keymap.elsewhere(key or event.key)
            if elsewhere is not None:
                self.do(elsewhere)
            elif event.is_printable:
                self.say(_("This key does nothing; ? shows those that do."), warn=True)

    def do(self, command: Command) -> None:
        """Run a command if it applies, else say why not."""
        context = self.context()
        if context.pane not in command.panes or command.refusal(context):
            from tui.screens.helping import why_not

            self.say(why_not(command, context), warn=True)
            return
        waiting = command.run(self)
        self.toured(command)
        if inspect.isawaitable(waiting):
            self.start(waiting)
        else:
            self._freshen()

    def start(self, work: Awaitable[None]) -> None:
        self.run_worker(self.holding(self._finish(work)))

    async def _finish(self, work: Awaitable[None]) -> None:
        try:
            await work
        except StoreError as error:
            self.complain(error)
        self._freshen()

    def complain(self, error: StoreError) -> None:
        self.say(" ".join(part for part in (str(error), error.advice) if part), warn=True)

    def say(self, text: str, warn: bool = False) -> None:
        if self.over is not None:
            self.over.say(text, warn)
            return
        self._said = text
        if text:
            self.query_one("#status", Bar).show(f"! {text}" if warn else text, "bold" if warn else "")
        else:
            self._show_legend()

    def _show_legend(self) -> None:
        # It changes with every step: in one line, whatever it says, or the panes would move all the time.
        self.query_one("#status", Bar).show(cells.cut(render.one_line(self.legend), self.size.width))

    def _freshen(self) -> None:
        """Bring title and footer up to where the cursor is."""
        context = self.context()
        self.session.place = (context.pane, context.document or "")
        width = self.size.width
        review = self.session.review
        keys = [(shown(command.key), _(command.label)) for command in self.keymap.footer(context)]
        self.query_one("#footer", Bar).show_parts(footer_parts(keys, width))
        if not self._said and self.over is None:
            self._show_legend()
        title = self.query_one("#title", Bar)
        if len(self._panes.places(width, self._panes.size.height)) == 1:
            title.show_parts(switcher_parts(self._panes.focused, width))
        else:
            blind = self.view.lookup.blind
            title.show_parts(title_parts(review.name, review.me, review.role, self._standing(), width, blind))

    def _standing(self) -> str:
        """How far the review is, what new versions left open, what is for me, who is here."""
        open_ = len(self.view.open_passages)
        to_check = (
            _("{sign}{count} to check ({key})").format(
                sign=SUSPECT, count=number(open_), key=shown(self.keymap.key(Recheck.id))
            )
            if open_
            else ""
        )
        for_me = _("@{count} (m)").format(count=number(self.unread)) if self.unread else ""
        parts = (progress(self.view), to_check, for_me, company(self.here, self.view.me))
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
        self._freshen()

    # The store

    @on(StoreChanged)
    def _store_changed(self, message: StoreChanged) -> None:
        self._panes.show(message.view)
        if self.over is not None:
            self.over.show(message.view)
        if message.others:
            self.say(telling.others(message.others, message.view))
        self._freshen()
        self.run_worker(self.count(), group="count", exclusive=True)

    @on(StoreTrouble)
    def _store_trouble(self, message: StoreTrouble) -> None:
        self.say(message.text, warn=True)

    # What there is to read

    async def show_history(self, record_id: str | None) -> None:
        related = (row.id for row in self.view.on(record_id)) if record_id else ()
        try:
            lines = await self.session.history(record_id, *related)
        except StoreError as error:
            self.complain(error)
            return
        row = self.view.by_id(record_id)
        versions = versions_in(lines, row) if isinstance(row, DocumentRow) else {}
        version = await self.read(_("History"), *history_rows(lines), versions)
        if version and record_id:
            await self.show_versions(record_id, version)

    async def show_help(self) -> None:
        from tui.screens.helping import help_rows

        await self.read(_("Keys"), *help_rows(self.keymap.commands, self._panes.focused))

    async def show_palette(self) -> None:
        from tui.screens.helping import palette_choices

        picked = await self.pick(_("All commands"), palette_choices(self.keymap.commands, self.context()))
        command = next((one for one in self.keymap.commands if picked and one.id == picked.id), None)
        if command is not None:
            self.do(command)

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
        if selecting or not self.come_back():
            self._panes.back()

    def open(self, record_id: str) -> None:
        self._places.open(record_id)

    def next_mark(self, by: int) -> None:
        if self._panes.reader.searching or not self._trail.step(by):
            super().next_mark(by)

    async def ask_filter(self, title: str, words: str, pane: str = "") -> str | None:
        from store.querying import remarks
        from tui.filters import Filters, known_in
        from tui.screens.filtering import FilterScreen

        pane = pane or self._panes.focused
        filters, known = Filters(self._personal, pane), known_in(self.view, pane)
        asked = await self._ask(FilterScreen(title, words, filters, known))
        if asked is not None:
            filters.use(asked)
            if wrong := remarks(asked, known):
                self.say(" ".join(map(remark, wrong)), warn=True)
        return asked

    def filter(self, words: str) -> None:
        pane = self._panes.list_in_focus
        if pane is not None:
            pane.set_filter(words)

    @property
    def filter_words(self) -> str:
        pane = self._panes.list_in_focus
        return pane.filter_words if pane else ""

    def next_needing_me(self, by: int) -> None:
        pane = self._panes.list_in_focus
        if pane and not pane.next_open(by):
            self.say(_("Nothing here needs you any more."))

    def mark_row(self) -> None:
        pane = self._panes.list_in_focus
        if pane:
            pane.toggle_mark()

    def unmark_rows(self) -> None:
        pane = self._panes.list_in_focus
        if pane and pane.marked:
            pane.unmark()

    @property
    def timeline(self) -> Timeline:
        return self._panes.timeline

    def fold(self) -> None:
        self._panes.demands.toggle_collapse()

    def fold_all(self) -> None:
        self._panes.demands.fold_all()

    def regroup(self) -> None:
        self._panes.demands.regroup()

    def text(self, document: str, version: str | None = None) -> str:
        return self.session.review.text(document, version)

    def quote(self, target: str) -> str:
        return citing.quote(self.view, target, self.session.review.text)

    def cited(self, target: str) -> str:
        return citing.cited(self.view, target, self.session.review.text)

    def copy(self, text: str) -> None:
        self.app.copy_to_clipboard(render.visible(text))
        path = self._personal.write_file("clipboard.txt", text.encode("utf-8", "replace"))
        if path:
            self.say(_("Copied to the terminal's clipboard and to {path}.").format(path=_in_project(path)))
        else:
            self.say(_("Sent to the terminal's clipboard."))

    def keep(self) -> None:
        """Keep the place and the drafts for the next time."""
        self.drafts.save()
        place = {"document": self._panes.document, "offset": self._panes.reader.cursor, "seen": self.view.seq}
        self._personal.write("place", place)

    def quit(self) -> None:
        """Keep the place and the drafts, and go."""
        self.keep()
        self.app.exit()


def _in_project(path: Path) -> str:
    """A file of a reviewer's, as seen from the project's folder."""
    return "/".join(path.parts[-3:])
