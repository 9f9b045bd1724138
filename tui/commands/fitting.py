"""Fitting the screen to oneself: settings and colours."""

from __future__ import annotations

from tui.commands.base import Command
from tui.desk import Desk
from tui.locale import N_


class ChangeSettings(Command):
    id, key, label = "settings.change", "f2", N_("Settings")
    help = N_("Choose colours, language, lanes, mouse and keys; kept with the project for you alone.")

    async def run(self, desk: Desk) -> None:
        await desk.change_settings()


class ChangeTheme(Command):
    id, key, label = "settings.theme", "f4", N_("Colours")
    help = N_("Choose dark, light, the terminal's own colours, or none.")

    async def run(self, desk: Desk) -> None:
        await desk.change_setting("theme")
