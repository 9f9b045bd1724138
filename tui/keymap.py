"""Which key does what in which pane: pure look-ups over the declared commands."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from tui.commands.base import Command
from tui.context import Context

#: Terminal key names for what a keyboard prints, where the two differ.
NAMES = {"enter": "⏎", "escape": "Esc", "tab": "Tab", "shift+tab": "⇧Tab", "space": "␣", "ctrl+p": "^P",
         "pagedown": "PgDn", "pageup": "PgUp"}  # fmt: skip

FOOTER_KEYS = 7


class Keymap:
    """Keys to commands. Several commands may share a key if no pane has both."""

    def __init__(self, commands: Iterable[Command]) -> None:
        self.commands = tuple(commands)
        self._by_key: dict[str, list[Command]] = {}
        for command in self.commands:
            for key in command.key.split():
                self._by_key.setdefault(key, []).append(command)

    def find(self, key: str, pane: str) -> Command | None:
        """The command for a key in a pane, None if the key means nothing there."""
        return next((command for command in self._by_key.get(key, ()) if pane in command.panes), None)

    def elsewhere(self, key: str) -> Command | None:
        """A command that the key has in some other pane."""
        return next(iter(self._by_key.get(key, ())), None)

    def clashes(self) -> list[tuple[str, str, str]]:
        """(key, command id, command id) for every key that two commands claim in one pane."""
        return [
            (key, first.id, second.id)
            for key, commands in self._by_key.items()
            for at, first in enumerate(commands)
            for second in commands[at + 1 :]
            if set(first.panes) & set(second.panes)
        ]

    def footer(self, context: Context) -> Sequence[Command]:
        """At most seven commands that apply now, by rank; the last of all ranks is always among them."""
        fitting = [
            command
            for command in self.commands
            if command.rank and context.pane in command.panes and command.refusal(context) is None
        ]
        fitting.sort(key=lambda command: command.rank)
        return [*fitting[: FOOTER_KEYS - 1], *fitting[-1:]] if len(fitting) > FOOTER_KEYS else fitting


def shown(key: str) -> str:
    """A key as a person reads it, the first of several."""
    first = key.split()[0]
    return NAMES.get(first, first)
