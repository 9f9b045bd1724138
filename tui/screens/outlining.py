"""The outline of a text: go to a heading by moving to it or by typing some of it."""

from __future__ import annotations

from collections.abc import Sequence

from tui.choices import Choice
from tui.panes.choice_rows import matching, picker_rows
from tui.screens.picking import PickScreen


class OutlineScreen(PickScreen):
    """Gives back the id of an entry. Entries stay in the order of the text whatever is typed; the one in
    which the cursor stands, then the one that fits best, is highlighted."""

    def __init__(self, title: str, entries: Sequence[Choice], at: int | None) -> None:
        super().__init__(title, entries)
        self._at = at

    def _refill(self, words: str) -> None:
        fitting = matching(self._choices, words)
        wanted = {entry.id for entry in fitting}
        rows = picker_rows([entry for entry in self._choices if entry.id in wanted], "", False)
        self._list.show(rows)
        if words.strip():
            best = fitting[0].id if fitting else ""
        else:
            best = self._choices[self._at].id if self._at is not None else ""
        if not self._list.highlight(best):
            self._list.move("first")
