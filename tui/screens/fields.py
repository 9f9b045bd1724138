"""What a dialog is typed into. Textual's fields are much code: they are loaded with the first question."""

from __future__ import annotations

from typing import Any, cast

from textual import events
from textual.geometry import Region
from textual.reactive import var
from textual.screen import Screen
from textual.widget import Widget
from textual.widgets import Input, TextArea

from tui.screens.dialog import Dialog


class EarlyKeys:
    """Mixed into a field: its dialog sees every key before the field does."""

    screen: Screen[Any]
    #: A key waits until those before it are in (see ``VermerkApp``).
    TYPED_INTO = True

    async def on_key(self, event: events.Key) -> None:
        if (isinstance(self.screen, Dialog) and self.screen.takes(event)) or await self._acted(event):
            event.stop()
            event.prevent_default()

    async def _acted(self, event: events.Key) -> bool:
        """Do what the key is bound to here and now. Textual's way leads through all that holds the field, and
        letters that came with the key would be in before it."""
        field = cast("Widget", self)
        for binding in field._bindings.key_to_bindings.get(event.key, ()):
            return await field.app.run_action(binding.action, field)
        return False


class LineField(EarlyKeys, Input):
    """One line to type. Were its cursor to blink, sshd would send bytes for ever and never miss a client."""

    cursor_blink = var(False, init=False)

    def on_resize(self) -> None:
        """The cursor stays in sight."""
        self.call_after_refresh(self._show_cursor)

    def _show_cursor(self) -> None:
        self.scroll_to_region(Region(self._cursor_offset, 0, 1, 1), force=True, animate=False)


class TextField(EarlyKeys, TextArea):
    """Several lines to type."""

    cursor_blink = var(False, init=False)

    def on_resize(self) -> None:
        """Draw it anew: Textual does that only where other breaks make more or fewer lines."""
        self.refresh()
        self.call_after_refresh(self.scroll_cursor_visible)
