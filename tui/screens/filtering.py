"""Asking what a list is to show: what was asked before, names for it, and how a word may go on."""

from __future__ import annotations

from collections.abc import Callable
from concurrent.futures import Future
from typing import TYPE_CHECKING, cast

from textual import on
from textual.timer import Timer
from textual.widgets import Input

from store.querying import remarks
from tui.choices import Choice, Picked
from tui.desk import Filtered
from tui.filters import Filters, Known, ways_on
from tui.locale import gettext as _
from tui.panes.bars import Bar
from tui.remarks import remark
from tui.screens.picking import PickScreen
from tui.screens.writing import WriteScreen

if TYPE_CHECKING:
    from tui.app import VermerkApp

#: Seconds without a key after which the rows follow: ten thousand are not to be drawn for each letter.
REST = 0.1
#: It takes so many lines: where the rows begin further down, it stands above them.
LINES = 7


class FilterScreen(WriteScreen):
    """One line to type, with what was asked before, what may complete the last word, and filters that have
    names. What is shown follows what is typed as soon as that rests and the rows are ``ready``; what they
    have, which completes words, may be ``known`` later still."""

    DEFAULT_CSS = """
    /* What it is about is to be seen. */
    FilterScreen { align: center bottom; }
    FilterScreen.-above { align: center top; }
    """

    def __init__(
        self,
        title: str,
        rows: Filtered,
        filters: Filters,
        known: Future[Known | None],
        ready: Future[None],
    ) -> None:
        words = rows.filter_words
        super().__init__(title, words, self._said)
        self.PANE = "filter"
        self._rows = rows
        self._place = rows.place
        self._filters = filters
        self._known = known
        self._ready = ready
        self._resting: Timer | None = None
        self._used = [*(one for one in filters.used if one != words), words]
        self._at = len(self._used) - 1
        self._ways: list[str] = []

    def on_mount(self) -> None:
        self.set_class(self._rows.region.y > LINES, "-above")
        self._known.add_done_callback(lambda _known: self.call_later(self._learned))
        self._ready.add_done_callback(lambda _ready: self.call_later(self._narrow))

    def _learned(self) -> None:
        self._tell(self._comment(self.value))

    def _said(self, words: str) -> str:
        """How the last word may go on, else what is wrong, in one line."""
        known = self._known.result() if self._known.done() else None
        if ways := ways_on(words, known or {}):
            key = self.keymap.shown("filter.complete")
            return f"{key}: " + "  ".join(way[_kept(words, way) :] for way in ways)
        return " ".join(map(remark, remarks(words, known)))

    @on(Input.Changed)
    def _changed(self, event: Input.Changed) -> None:
        if event.value not in self._ways:
            self._ways = []
        if self._resting is not None:
            self._resting.stop()
        self._resting = self.set_timer(REST, self._narrow)

    def _narrow(self) -> None:
        """Show what is asked for by now; not while more of it is on the way."""
        if not (self._ready.done() and self.is_current):
            return
        if cast("VermerkApp", self.app).typing:
            self._resting = self.set_timer(REST, self._narrow)
        elif (words := self.value.strip()) != self._rows.filter_words:
            self._rows.set_filter(words)
            self._rows.go_back_to(self._place)

    def do_earlier(self) -> None:
        self._go(-1)

    def do_later(self) -> None:
        self._go(1)

    def _put(self, words: str) -> None:
        field = self.query_one(Input)
        field.value = words
        field.cursor_position = len(words)

    def _go(self, by: int) -> None:
        self._at = min(max(self._at + by, 0), len(self._used) - 1)
        self._put(self._used[self._at])

    def do_complete(self) -> None:
        if not self._ways:
            self._ways = ways_on(self.value, self._known.result() or {})
            chosen = 0
        else:
            chosen = (self._ways.index(self.value) + 1) % len(self._ways) if self.value in self._ways else 0
        if self._ways:
            self._put(self._ways[chosen])

    def do_name(self) -> None:
        words = self.value.strip()
        if not words:
            self._tell(_("There is nothing to name yet."))
            return

        def named(name: str | None) -> None:
            if name and name.strip():
                self._filters.name(name.strip(), words)
                key = self.keymap.shown("filter.take")
                self._tell(_("Named “{name}”; {key} brings it back.").format(name=name.strip(), key=key))

        self.app.push_screen(WriteScreen(_("Name of this filter")), named)

    def do_take(self) -> None:
        self._pick(_("Named filters"), lambda name: self._put(self._filters.named[name]))

    def do_unname(self) -> None:
        def drop(name: str) -> None:
            self._filters.drop(name)
            self._tell(_("“{name}” is no filter's name any more.").format(name=name))

        self._pick(_("Whose name goes?"), drop)

    def _pick(self, title: str, take: Callable[[str], None]) -> None:
        choices = [Choice(name, name, words) for name, words in sorted(self._filters.named.items())]
        if not choices:
            said = _("No filter of this list has a name yet: {key} gives one.")
            self._tell(said.format(key=self.keymap.shown("filter.name")))
            return

        def picked(one: Picked | None) -> None:
            if one is not None:
                take(one.id)

        self.app.push_screen(PickScreen(title, choices), picked)

    def _tell(self, text: str) -> None:
        self.query_one("#reading", Bar).show(text)


def _kept(words: str, way: str) -> int:
    """Where the word begins that a way on completes."""
    end = (
        len(words)
        if way.startswith(words)
        else next(at for at, (one, other) in enumerate(zip(words, way, strict=False)) if one != other)
    )
    return max(words.rfind(" ", 0, end), words.rfind("(", 0, end)) + 1
