"""Screens on which a key may open something that is not there yet: what is typed meanwhile comes after it."""

from __future__ import annotations

import time
from collections.abc import Awaitable, Callable, Coroutine
from typing import TYPE_CHECKING, Any, TypeVar, cast

from textual import events

from tui.screens.sparing import Sparing

if TYPE_CHECKING:
    from tui.app import VermerkApp

T = TypeVar("T")
Done = TypeVar("Done")

#: Seconds in which a key opens its dialog or is done with; what takes longer leaves the keys to the screen.
SOON = 1.0


class Ahead(Sparing[T]):
    """Keeps keys back while what an earlier one began may still ask something."""

    _pending, _since_key = 0, 0.0

    @property
    def beginning(self) -> bool:
        """Whether a key is about to open a dialog or to be done with."""
        return bool(self._pending) and self.is_current and time.monotonic() < self._since_key + SOON

    def on_screen_resume(self) -> None:
        self._since_key = time.monotonic()  # what asked may ask on

    def holding(self, work: Awaitable[Done]) -> Coroutine[Any, Any, Done]:
        """What a key began: from now on the next ones wait until it asks or is done."""
        self._pending, self._since_key = self._pending + 1, time.monotonic()
        return self._held(work)

    async def _held(self, work: Awaitable[Done]) -> Done:
        try:
            return await work
        finally:
            self._pending -= 1

    def run_anew(self, work: Callable[[], Awaitable[None]], group: str) -> None:
        """Do it beside the keys; what was begun so before in its ``group`` is given up or never begins."""
        self.run_worker(cast("Callable[[], None]", work), group=group, exclusive=True)

    def keep_back(self, event: events.Key) -> bool:
        """Whether the key is for later; it comes again then."""
        if not self.beginning:
            return False
        event.stop()
        event.prevent_default()
        cast("VermerkApp", self.app).hold(event)
        return True
