"""Asking for a line or a longer text."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from textual import on
from textual.app import ComposeResult
from textual.containers import Vertical
from textual.message import Message
from textual.widgets import Input, TextArea

from tui.mentions import begun, comment, fitting
from tui.panes.bars import Bar
from tui.screens.dialog import Dialog
from tui.screens.fields import LineField, TextField
from tui.screens.keysbar import KeysBar


class WriteScreen(Dialog[str | None]):
    """Ask for one line, or with ``lines`` for a longer text, in which ``names`` can be mentioned (@lea).
    ``reading`` comments on what is typed; the line there is is typed ``over`` or gone on with."""

    def __init__(
        self,
        title: str,
        text: str = "",
        reading: Callable[[str], str] | None = None,
        lines: bool = False,
        keep: Callable[[str], None] | None = None,
        names: Sequence[str] = (),
        over: bool = False,
    ) -> None:
        super().__init__()
        self.PANE = "text" if lines else "line"
        self._heading = title
        self._text = text
        self._reading = reading
        self._lines = lines
        self._keep = keep
        self._names = names
        self._over = over

    def compose(self) -> ComposeResult:
        with Vertical(id="dialog"):
            yield Bar(self._heading, id="heading", wrap=True)
            if self._lines:
                yield TextField(self._text, id="lines", soft_wrap=True)
            else:
                yield LineField(self._text, id="words", select_on_focus=self._over)
            yield Bar(self._comment(self._text), id="reading", wrap=True)
            yield KeysBar(self.keys_line(), id="keys", wrap=True)

    def on_mount(self) -> None:
        if self._lines:
            area = self.query_one(TextArea)
            area.move_cursor(area.document.end)
            area.focus()
        else:
            self.query_one(Input).focus()

    @property
    def value(self) -> str:
        """What stands in the field now."""
        return self.query_one(TextArea).text if self._lines else self.query_one(Input).value

    def _comment(self, text: str) -> str:
        return self._reading(text) if self._reading and text.strip() else ""

    @property
    def _before(self) -> str:
        """What stands before the cursor in its line."""
        area = self.query_one(TextArea)
        row, column = area.cursor_location
        return area.document.get_line(row)[:column]

    @on(Input.Changed)
    @on(TextArea.Changed)
    @on(TextArea.SelectionChanged)
    def _typed(self, event: Message) -> None:
        key = self.keymap.shown("text.complete")
        about_names = comment(self._before, self.value, self._names, key) if self._lines else ""
        self.query_one("#reading", Bar).show(about_names or self._comment(self.value))
        if self._keep and not isinstance(event, TextArea.SelectionChanged):
            self._keep(self.value)

    def idle(self) -> tuple[str, ...]:
        """Where no name was begun the key that completes one is the field's."""
        return () if self._offered() else ("text.complete",)

    def _offered(self) -> list[str]:
        """The names that what stands before the cursor may become."""
        return fitting(self._before, self._names) if self.query(TextArea) else []

    def do_done(self) -> None:
        self.dismiss(self.value)

    do_save = do_done

    def do_new_line(self) -> None:
        self.query_one(TextArea).insert("\n")

    def do_complete(self) -> None:
        name = self._offered()[0]
        self.query_one(TextArea).insert(name.removeprefix(begun(self._before) or "") + " ")
