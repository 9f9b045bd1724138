"""Questions that one key answers, and asking for a key."""

from __future__ import annotations

from collections.abc import Sequence

from textual import events
from textual.app import ComposeResult
from textual.containers import Vertical

from tui.commands.dialogs import QUESTIONS
from tui.locale import gettext as _
from tui.panes.bars import Bar
from tui.screens.dialog import Dialog
from tui.screens.keysbar import KeysBar


class KeyScreen(Dialog[str | None]):
    """Ask a question that one key answers. ``answers`` are the words for which there are keys: "yes", "no",
    "mine", "theirs"; one of them is given back."""

    DEFAULT_CSS = """
    /* A question is nothing without its answers. */
    KeyScreen.-lowest > #dialog > #keys {
        display: block;
        dock: bottom;
        height: 1;
    }
    """
    PANE = "question"

    def __init__(self, lines: Sequence[str], answers: Sequence[str]) -> None:
        super().__init__()
        self._question = lines
        self._answers = answers

    def compose(self) -> ComposeResult:
        with Vertical(id="dialog"):
            for line in self._question:
                yield Bar(line, classes="question", wrap=True)
            yield KeysBar(self.keys_line(), id="keys", wrap=True)

    def idle(self) -> tuple[str, ...]:
        return tuple(f"question.{answer}" for answer in QUESTIONS if answer not in self._answers)

    def in_vain(self) -> str:
        return _("! This key is no answer: {keys}").format(keys=self.keys_line())

    def do_yes(self) -> None:
        self.dismiss("yes")

    def do_no(self) -> None:
        self.dismiss("no")

    def do_mine(self) -> None:
        self.dismiss("mine")

    def do_theirs(self) -> None:
        self.dismiss("theirs")


class PressScreen(Dialog[str | None]):
    """Ask for a key by having it pressed; "" for backspace, which stands for the key there was at first."""

    def __init__(self, question: str) -> None:
        super().__init__()
        self._question = question

    def compose(self) -> ComposeResult:
        with Vertical(id="dialog"):
            yield Bar(self._question, classes="question", wrap=True)
            yield KeysBar(self.keys_line(), id="keys", wrap=True)

    def keys_line(self) -> str:
        return _("⌫ the key there was at first · Esc back")

    def takes(self, event: events.Key) -> bool:
        """Every key is the answer but the two that the line below names."""
        if event.key in ("escape", "backspace"):
            self.dismiss(None if event.key == "escape" else "")
        else:
            printed = event.character if event.is_printable and event.character != " " else None
            self.dismiss(printed or event.key)
        return True
