"""The first frame: drawn once, at once, and not before everything is in its place."""

from __future__ import annotations

import asyncio
import gc
import time

from textual import events
from textual.geometry import Size

from tui.screens.ahead import Ahead

#: Seconds that widgets have at most to ask for another layout after the first one.
A_MOMENT = 0.05
#: Seconds after which nobody waits for the first frame any more.
A_WHILE = 0.5


class Curtain(Ahead[None]):
    """A screen that keeps still until it is laid out; else it is drawn five times while it finds its sizes.

    Whoever derives from it calls ``prepare`` once its widgets have been told what to show.
    """

    #: Whether nothing is to be seen of it yet.
    down = True
    _latest = 0.0

    def opened(self) -> None:
        """The first frame is on the screen."""

    def warm(self) -> None:
        """There is time now for what the next keys may need."""

    def _on_screen_resume(self, event: events.ScreenResume) -> None:
        if self.down:
            event.refresh_styles = False  # they are but a moment old

    def prepare(self) -> None:
        """Lay out behind the curtain; scroll bars learn their sizes only then, and soon ask for it again."""
        self._settle()
        self._latest = time.monotonic() + A_MOMENT
        asyncio.get_running_loop().call_soon(self._when_still)

    def _when_still(self) -> None:
        """Raise the curtain once the widgets have worked off what the layout told them."""
        if self.busy and time.monotonic() < self._latest:
            asyncio.get_running_loop().call_soon(self._when_still)
        elif self.is_running:
            with self._context():
                self._raise()

    def _raise(self) -> None:
        self.down = False
        self._settle()
        # What start-up made stays for good: the collector, off since the start, need never look at it.
        gc.freeze()
        gc.enable()
        self.opened()
        self.set_timer(A_WHILE, self.warm)

    def _settle(self) -> None:
        """Lay out and draw now; nothing is left to redraw then."""
        self._layout_required, self._repaint_required = True, False
        self._on_timer_update()
        self._layout_required = self._scroll_required = False
        self._dirty_widgets.clear()

    def _screen_resized(self, size: Size) -> None:
        if not self.down:
            super()._screen_resized(size)

    def _compositor_refresh(self) -> None:
        if not self.down:
            super()._compositor_refresh()
