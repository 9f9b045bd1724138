"""What every full screen has."""

from __future__ import annotations

from tui.commands.base import SCREENS, ScreenCommand
from tui.locale import N_

#: Below their list they say what its highlighted row is about; the others scroll themselves.
WITH_SHEET = tuple(one for one in SCREENS if one not in ("matrix", "table", "versions"))

BACK = ScreenCommand("screen.back", "escape q", N_("Back"),
                     N_("Back to where I came from; the key that led here does so, too."), 95,
                     panes=tuple(SCREENS))  # fmt: skip

COMMANDS = (
    ScreenCommand("screen.page_down", "pagedown", N_("Scroll down"),
                  N_("Scroll what is said about this passage."), 20, panes=WITH_SHEET),
    ScreenCommand("screen.page_up", "pageup", N_("Scroll up"), N_("Scroll what is said about this passage."),
                  panes=WITH_SHEET),
    BACK,
)  # fmt: skip
