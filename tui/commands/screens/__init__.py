"""The commands of the full screens, in the order in which help lists them."""

from __future__ import annotations

from tui.commands.base import ScreenCommand
from tui.commands.screens import checking, everywhere, finding, grids, tags, weighing

SCREEN_COMMANDS: tuple[ScreenCommand, ...] = (
    *weighing.COMMANDS,
    *checking.COMMANDS,
    *grids.COMMANDS,
    *tags.COMMANDS,
    *finding.COMMANDS,
    *everywhere.COMMANDS,
)
