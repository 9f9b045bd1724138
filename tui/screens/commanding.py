"""Keys and the palette become commands, commands are run."""

from __future__ import annotations

import inspect
from collections.abc import Awaitable

from textual import events

from store.errors import StoreError
from tui.commands.base import Command
from tui.commands.motions import Motion
from tui.context import Context
from tui.desk import Desk
from tui.keymap import KEPT, Keymap, printed
from tui.locale import gettext as _
from tui.screens.ahead import Ahead
from tui.screens.dialogs import Dialogs
from tui.screens.panes import Panes


class Commanding(Dialogs, Ahead[None]):
    """Runs the commands of ``keymap`` on the desk."""

    keymap: Keymap
    #: This screen, as commands know it.
    _desk: Desk
    _panes: Panes

    def context(self) -> Context:
        """What is under the cursor now."""
        raise NotImplementedError

    def toured(self, command: Command) -> None:
        """Hear of each command that is run."""
        raise NotImplementedError

    def _freshen(self) -> None:
        raise NotImplementedError

    def on_key(self, event: events.Key) -> None:
        if self.keep_back(event):
            return
        key = printed(event)
        self.say("")
        command = self.keymap.find(key, self._panes.focused)
        if command is not None:
            event.stop()
            event.prevent_default()
            self.do(command)
        elif key not in KEPT:
            self.say(self.keymap.in_vain(key), warn=True)

    def do(self, command: Command) -> None:
        """Run a command if it applies, else say why not."""
        if isinstance(command, Motion) and self._panes.focused in command.panes:
            command.run(self._desk)  # the pane tells that it moved: nothing else is to be drawn
            return
        context = self.context()
        if context.pane not in command.panes or command.refusal(context):
            from tui.screens.helping import why_not

            self.say(why_not(command, context, self.keymap), warn=True)
            return
        waiting = command.run(self._desk)
        self.toured(command)
        if inspect.isawaitable(waiting):
            self.start(waiting)
        else:
            self._freshen()

    def move(self, way: str) -> None:
        if not self._panes.move(way):
            self.say(_("There is nothing to move in here."), warn=True)

    def start(self, work: Awaitable[None]) -> None:
        self.run_worker(self.holding(self._finish(work)))

    async def _finish(self, work: Awaitable[None]) -> None:
        try:
            await work
        except StoreError as error:
            self.complain(error)
        self._freshen()

    async def show_help(self) -> None:
        from tui.screens.helping import help_rows

        rows, details = help_rows(self.keymap, self._panes.focused)
        await self.read(_("Keys"), rows, details, self.keymap.leaving("help.keys"))

    async def show_palette(self) -> None:
        from tui.screens.helping import palette_choices

        picked = await self.pick(_("All commands"), palette_choices(self.keymap, self.context()))
        if picked is not None:
            self.do(self.keymap.command(picked.id))
