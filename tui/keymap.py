"""Which key does what in which pane: pure look-ups over the declared commands, and giving them other keys."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from copy import copy

from tui.arrangement import PANES
from tui.commands.base import Command
from tui.context import Context
from tui.locale import gettext as _
from tui.settings import Mistake

#: Terminal key names for what a keyboard prints, where the two differ.
NAMES = {"enter": "⏎", "escape": "Esc", "tab": "Tab", "shift+tab": "⇧Tab", "space": "␣", "ctrl+p": "^P",
         "pagedown": "PgDn", "pageup": "PgUp", "home": "Home", "end": "End",
         "left": "←", "right": "→", "up": "↑", "down": "↓"}  # fmt: skip

FOOTER_KEYS = 7
#: What moves in every pane, and what else the reader keeps for itself: no command may be put on it.
MOVING = frozenset(["j", "k", "g", "G", "up", "down", "pageup", "pagedown", "home", "end"])
READER_MOVING = frozenset(
    ["h", "l", "b", "w", "(", ")", "s", "V", "left", "right", "shift+left", "shift+right"]
)
#: Keys by name that a terminal can send, and those that leave or interrupt.
_NAMED = re.compile(
    r"enter|escape|tab|shift\+tab|space|backspace|delete|insert|left|right|f([1-9]|1\d|20)|ctrl\+[a-z]"
)
_KEPT = ("ctrl+c", "ctrl+q", "ctrl+m", "ctrl+i")


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

    def key(self, name: str) -> str:
        """The keys of the command with this id."""
        return next(command.key for command in self.commands if command.id == name)

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
    return NAMES.get(first, first.upper() if first[0] == "f" and first[1:].isdigit() else first)


def remapped(
    commands: Iterable[Command], keys: Mapping[str, str]
) -> tuple[tuple[Command, ...], list[Mistake]]:
    """The commands with other keys, by id, and which of these don't count.

    Of two that clash in a pane the one that is still on its default key keeps it, else the first given.
    """
    known = {command.id: command for command in commands}
    mistakes = [Mistake(f"keys.{name}", why) for name in keys if (why := _unfit(name, keys[name], known))]
    wrong = {mistake.name for mistake in mistakes}
    wanted = {name: key for name, key in keys.items() if f"keys.{name}" not in wrong}
    while True:
        made = tuple(_with_keys(command, wanted.get(command.id)) for command in known.values())
        clashes = [(key, pair) for key, *pair in Keymap(made).clashes() if set(pair) & set(wanted)]
        if not clashes:
            return made, mistakes
        key, pair = clashes[0]
        name = max(pair, key=lambda one: list(wanted).index(one) if one in wanted else -1)
        other = known[next(one for one in pair if one != name)]
        reason = _("“{key}” is the key of “{label}” ({id})").format(
            key=shown(key), label=_(other.label), id=other.id
        )
        mistakes.append(Mistake(f"keys.{name}", reason))
        del wanted[name]


def _with_keys(command: Command, keys: str | None) -> Command:
    if keys is None:
        return command
    other = copy(command)
    other.key = keys
    return other


def _unfit(name: str, keys: str, known: Mapping[str, Command]) -> str:
    """Why a command can't have these keys, whatever the others have; "" if it can."""
    if name not in known:
        from difflib import get_close_matches

        near = get_close_matches(name, known, 1)
        hint = _("did you mean “{name}”?").format(name=near[0]) if near else ""
        return _("there is no command “{name}”; {hint}").format(name=name, hint=hint).rstrip("; ")
    if not keys.split():
        return _("a command needs a key")
    for key in keys.split():
        if key in _KEPT or not (
            len(key) == 1 and key.isprintable() or _NAMED.fullmatch(key) or key in MOVING
        ):
            return _("“{key}” is no key for a command").format(key=key)
        if key in moving(known[name].panes) and key not in known[name].key.split():
            return _("“{key}” moves the cursor").format(key=shown(key))
    return ""


def moving(panes: Iterable[str] = PANES) -> frozenset[str]:
    """The keys that move in any of these panes."""
    return MOVING | READER_MOVING if "reader" in panes else MOVING
