"""What a dialog is typed into. Textual's fields are much code: they are loaded with the first question."""

from __future__ import annotations

from typing import Any

from textual import events
from textual.reactive import var
from textual.screen import Screen
from textual.widgets import Input, TextArea

from tui.screens.dialog import Dialog


class EarlyKeys:
    """Mixed into a field: its dialog sees every key before the field does."""

    screen: Screen[Any]

    def on_key(self, event: events.Key) -> None:
        if isinstance(self.screen, Dialog) and self.screen.takes(event):
            event.stop()
            event.prevent_default()


class LineField(EarlyKeys, Input):
    """One line to type. Were its cursor to blink, sshd would send bytes for ever and never miss a client."""

    cursor_blink = var(False, init=False)


class TextField(EarlyKeys, TextArea):
    """Several lines to type."""

    cursor_blink = var(False, init=False)
