"""A screen that draws once for each key, and only the lines that changed.

Textual draws as soon as the first widget has changed, and again for what the others do about it.
"""

from __future__ import annotations

import asyncio
import time
from typing import TypeVar

from textual import events

from tui.screens.compositing import SparingCompositor
from tui.screens.leaving import Leaving

T = TypeVar("T")

#: Seconds that a change waits at most for others that come with it, or so many times what drawing takes:
#: where the machine has little time, keys are worked off first.
TOGETHER, SHARE = 0.05, 3


class Sparing(Leaving[T]):
    """Draws when all that a key sets off has been done."""

    def __init__(self) -> None:
        super().__init__()
        self._compositor = SparingCompositor()
        self._since = self._took = 0.0

    @property
    def changed(self) -> bool:
        """Whether something is to be laid out or drawn anew."""
        return bool(
            self._layout_required
            or self._scroll_required
            or self._repaint_required
            or self._recompose_required
            or self._dirty_widgets
        )

    async def _on_idle(self, event: events.Idle) -> None:
        event.prevent_default()
        if self.changed and not self.app._batch_count and self.is_current:
            if not self._since:
                self._since = time.monotonic()
                asyncio.get_running_loop().call_soon(self._when_quiet)
        else:
            await self._invoke_and_clear_callbacks()

    def _when_quiet(self) -> None:
        """Draw if nothing waits to be done, else look again after the next piece of work."""
        now = time.monotonic()
        if self.busy and now < self._since + max(TOGETHER, SHARE * self._took):
            asyncio.get_running_loop().call_soon(self._when_quiet)
            return
        self._since = 0.0
        if self.is_running:
            with self._context():
                self._on_timer_update()
            self._took = time.monotonic() - now

    @property
    def busy(self) -> bool:
        """Whether a message waits for the app, this screen, or a widget on it."""
        pumps = (self.app, self, *self._compositor.visible_widgets)
        return any(pump.message_queue_size for pump in pumps)
