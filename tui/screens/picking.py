"""Choosing one of many by typing a part of its name."""

from __future__ import annotations

from collections.abc import Sequence

from textual import events, on
from textual.app import ComposeResult
from textual.containers import Vertical
from textual.widgets import Input

from tui.choices import Choice, Picked
from tui.locale import gettext as _
from tui.panes.bars import Bar
from tui.panes.choice_rows import NEW, picker_rows
from tui.panes.rowlist import RowList
from tui.screens.dialog import Dialog
from tui.screens.fields import LineField
from tui.screens.keysbar import KeysBar


class PickScreen(Dialog[Picked | None]):
    """Choose one of many by typing a part of its name."""

    DEFAULT_CSS = """
    PickScreen > #dialog {
        min-height: 9;
        max-height: 80%;
    }
    """
    PANE = "picker"

    def __init__(self, title: str, choices: Sequence[Choice], create: bool = False) -> None:
        super().__init__()
        self._heading = title
        self._choices = choices
        self._create = create

    def compose(self) -> ComposeResult:
        with Vertical(id="dialog"):
            yield Bar(self._heading, id="heading", wrap=True)
            yield LineField(id="words")
            yield RowList(id="choices", empty=_("Nothing fits."))
            if any(choice.help for choice in self._choices):
                yield Bar(id="details", wrap=True)
            yield KeysBar(self.keys_line(), id="keys", wrap=True)

    def on_mount(self) -> None:
        below = 4 if self.query("#details") else 0
        self.query_one("#dialog").styles.height = len(self._choices) + self._create + 5 + below
        self._list.can_focus = False
        self._refill("")
        self.query_one(Input).focus()

    @property
    def _list(self) -> RowList:
        return self.query_one(RowList)

    def _refill(self, words: str) -> None:
        self._list.show(picker_rows(self._choices, words, self._create))
        self._list.move("first")

    @on(Input.Changed)
    def _typed(self, event: Input.Changed) -> None:
        self._refill(event.value)

    @on(RowList.Highlighted)
    def _moved(self, event: RowList.Highlighted) -> None:
        help_ = next((choice.help for choice in self._choices if choice.id == event.row_id), "")
        for bar in self.query("#details").results(Bar):
            bar.show(help_)

    def do_choose(self) -> None:
        row_id = self._list.highlighted
        if row_id == NEW:
            self.dismiss(Picked(self.query_one(Input).value.strip(), new=True))
        elif row_id is not None:
            self.dismiss(Picked(row_id))

    def do_down(self) -> None:
        self._list.move("down")

    def do_up(self) -> None:
        self._list.move("up")

    def do_page_down(self) -> None:
        self._list.move("page_down")

    def do_page_up(self) -> None:
        self._list.move("page_up")

    def takes(self, event: events.Key) -> bool:
        """A choice's own key picks it at once, as long as nothing is typed."""
        if super().takes(event):
            return True
        if not self.query_one(Input).value and (hit := self._by_key(event.character)):
            self.dismiss(Picked(hit.id))
            return True
        return False

    def _by_key(self, key: str | None) -> Choice | None:
        return next((choice for choice in self._choices if key and choice.key == key), None)
