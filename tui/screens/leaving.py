"""Screens that are left once: a key that was pressed before one was gone must not take the next one away."""

from __future__ import annotations

from textual.await_complete import AwaitComplete
from textual.screen import Screen, ScreenResultType


class Leaving(Screen[ScreenResultType]):
    """``dismiss`` does nothing where this screen has been left already.

    Named after ``ModalScreen`` where both are bases: style sheets know a screen by the first only.
    """

    def dismiss(self, result: ScreenResultType | None = None) -> AwaitComplete:
        if self in self.app.screen_stack:
            return super().dismiss(result)
        return AwaitComplete()
