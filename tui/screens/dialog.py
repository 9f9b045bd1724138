"""What all small screens over the desk share: they ask or show one thing, and are left once."""

from __future__ import annotations

from textual import events
from textual.screen import ModalScreen, ScreenResultType

from tui.screens.leaving import Leaving


class Dialog(ModalScreen[ScreenResultType], Leaving[ScreenResultType]):
    """Gives back the answer, None when the reviewer backs out. Below thirteen rows it gives up its frame,
    below six its heading and its keys, too, for what is asked."""

    VERTICAL_BREAKPOINTS = [(0, "-lowest"), (6, "-low"), (13, "-high")]

    def takes(self, event: events.Key) -> bool:
        """Whether the dialog has used a key that was pressed in its field; else the field gets it."""
        return False
