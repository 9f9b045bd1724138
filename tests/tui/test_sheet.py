"""Lines are drawn in the room they were wrapped to, and in no other."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from textual.app import App, ComposeResult

from tui.panes.sheet import Sheet


class Shown(App[None]):
    """A sheet alone; nobody wraps its lines again."""

    def compose(self) -> ComposeResult:
        yield Sheet()

    def on_mount(self) -> None:
        self.query_one(Sheet).show([[("a", "")], [("b", "")]])


async def test_lines_for_another_room_are_not_drawn(screen_text: Callable[[App[Any]], str]) -> None:
    app = Shown()
    async with app.run_test(size=(30, 5)) as pilot:
        await pilot.pause()
        assert screen_text(app).strip() == ""  # handed in before there was any room
        sheet = app.query_one(Sheet)
        sheet.show([[("Wörter", "")]])
        await pilot.pause()
        assert screen_text(app).split() == ["Wörter"]
        await pilot.resize_terminal(20, 5)
        await pilot.pause()
        assert screen_text(app).strip() == ""
        sheet.show([[("Wörter", "")]])
        await pilot.pause()
        assert screen_text(app).split() == ["Wörter"]
