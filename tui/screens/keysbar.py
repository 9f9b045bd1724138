"""The line that says what the keys do; with the mouse on, a click on one presses it."""

from __future__ import annotations

import re

from textual import events

from tui.keymap import pressed
from tui.panes.bars import GAP, Bar, rows_of

_BETWEEN = re.compile(f" · |{GAP}")


class KeysBar(Bar):
    """Each entry begins with its key as a person reads it."""

    def on_click(self, event: events.Click) -> None:
        at = event.get_content_offset(self)
        if at is None:
            return
        rows = rows_of(self.text, self.size.width)
        before = sum(len(row) + 1 for row in rows[: at.y])
        if key := pressed(_first_word(self.text, before + at.x)):
            self.app.simulate_key(key)


def _first_word(text: str, at: int) -> str:
    """With what the entry begins that the character at ``at`` is of; "" between entries and in messages."""
    start = 0
    for between in (*_BETWEEN.finditer(text), None):
        end = between.start() if between else len(text)
        if start <= at < end and not text.startswith("! "):
            return text[start:end].split()[0]
        start = between.end() if between else end
    return ""
