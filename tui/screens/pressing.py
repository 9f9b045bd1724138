"""Questions that one key answers, and asking for a key."""

from __future__ import annotations

from collections.abc import Sequence

from textual import events
from textual.app import ComposeResult
from textual.containers import Vertical

from tui.locale import gettext as _
from tui.panes.bars import Bar
from tui.screens.dialog import Dialog


class KeyScreen(Dialog[str | None]):
    """Ask a question that one key answers: ``answers`` maps keys to what they mean."""

    def __init__(self, lines: Sequence[str], answers: dict[str, str]) -> None:
        super().__init__()
        self._question = lines
        self._answers = answers

    def compose(self) -> ComposeResult:
        with Vertical(id="dialog"):
            for line in self._question:
                yield Bar(line, classes="question", wrap=True)
            keys = [f"{key} {meaning}" for key, meaning in self._answers.items()]
            yield Bar(" · ".join([*keys, _("Esc back")]), id="keys", wrap=True)

    def on_key(self, event: events.Key) -> None:
        event.stop()
        if event.key == "escape":
            self.dismiss(None)
        elif event.character in self._answers:
            self.dismiss(event.character)


class PressScreen(Dialog[str | None]):
    """Ask for a key by having it pressed; "" for backspace, which stands for the key there was at first."""

    def __init__(self, question: str) -> None:
        super().__init__()
        self._question = question

    def compose(self) -> ComposeResult:
        with Vertical(id="dialog"):
            yield Bar(self._question, classes="question", wrap=True)
            yield Bar(_("⌫ the key there was at first · Esc back"), id="keys", wrap=True)

    def on_key(self, event: events.Key) -> None:
        event.stop()
        if event.key in ("escape", "backspace"):
            self.dismiss(None if event.key == "escape" else "")
        else:
            printed = event.character if event.is_printable and event.character != " " else None
            self.dismiss(printed or event.key)
