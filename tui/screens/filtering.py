"""Asking what a list is to show: what was asked before, names for it, and how a word may go on."""

from __future__ import annotations

from collections.abc import Callable
from concurrent.futures import Future

from textual import on
from textual.widgets import Input

from store.querying import remarks
from tui.choices import Choice, Picked
from tui.filters import Filters, Known, ways_on
from tui.locale import gettext as _
from tui.panes.bars import Bar
from tui.remarks import remark
from tui.screens.picking import PickScreen
from tui.screens.writing import WriteScreen


class FilterScreen(WriteScreen):
    """One line to type, with what was asked before, what may complete the last word, and filters that have
    names. What the rows have, which completes words, may be ``known`` later than the first key."""

    def __init__(self, title: str, words: str, filters: Filters, known: Future[Known | None]) -> None:
        super().__init__(title, words, self._said)
        self.PANE = "filter"
        self._filters = filters
        self._known = known
        self._used = [*(one for one in filters.used if one != words), words]
        self._at = len(self._used) - 1
        self._ways: list[str] = []

    def on_mount(self) -> None:
        self._known.add_done_callback(lambda _known: self.call_later(self._learned))

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
