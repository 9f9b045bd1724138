"""Which key does what in which pane: pure look-ups over the declared commands, and giving them other keys."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Mapping
from copy import copy
from typing import TYPE_CHECKING

from tui.arrangement import PANE_NAMES, PANES
from tui.commands.base import DIALOGS, SCREENS, TYPED_INTO, Command
from tui.context import Context
from tui.locale import gettext as _
from tui.locale import pgettext
from tui.settings import Mistake

if TYPE_CHECKING:
    from textual.events import Key

#: Terminal key names for what a keyboard prints, where the two differ.
NAMES = {"enter": "⏎", "escape": "Esc", "tab": "Tab", "shift+tab": "⇧Tab", "space": "␣", "backspace": "⌫",
         "pagedown": "PgDn", "pageup": "PgUp", "home": "Home", "end": "End",
         "left": "←", "right": "→", "up": "↑", "down": "↓"}  # fmt: skip

FOOTER_KEYS = 7
#: More full screens are not named one by one.
FEW = 2
#: Commands of this rank and above are always in the footer: they lead to all others, and out.
LASTING = 90
#: Keys by name that a terminal can send, and those that leave or interrupt.
_NAMED = re.compile(
    r"enter|escape|tab|shift\+tab|space|backspace|delete|insert|(shift\+)?(left|right|up|down|home|end)"
    r"|pageup|pagedown|(shift|alt)\+enter|f([1-9]|1\d|20)|ctrl\+[a-z]"
)
#: Keys by which one types, beside all that print something.
_TYPING = ("space", "backspace", "delete", "left", "right", "home", "end")
#: Stands in a text for a command's key.
_OF_COMMAND = re.compile(r"\[([a-z_]+\.[a-z_]+)\]")
KEPT = ("ctrl+c", "ctrl+q", "ctrl+m", "ctrl+i")


class Keymap:
    """Keys to commands. Several commands may share a key if no pane has both."""

    def __init__(self, commands: Iterable[Command]) -> None:
        self.commands = tuple(commands)
        self._by_id = {command.id: command for command in self.commands}
        self._by_key: dict[str, list[Command]] = {}
        for command in self.commands:
            for key in command.key.split():
                self._by_key.setdefault(key, []).append(command)

    def find(self, key: str, pane: str) -> Command | None:
        """The command for a key in a pane, None if the key means nothing there."""
        return next((command for command in self._by_key.get(key, ()) if pane in command.panes), None)

    def command(self, name: str) -> Command:
        """The command with this id."""
        return self._by_id[name]

    def key(self, name: str) -> str:
        """The keys of the command with this id."""
        return self.command(name).key

    def shown(self, name: str) -> str:
        """The first key of the command with this id, as a person reads it."""
        return shown(self.key(name))

    def told(self, text: str) -> str:
        """A text with the keys that it names: "[go.back]" stands for that of the command with this id."""
        return _OF_COMMAND.sub(lambda at: self.shown(at[1]) if at[1] in self._by_id else at[0], text)

    def leaving(self, opener: str) -> str:
        """The keys that lead back from what the command with this id shows: its own do, too."""
        return f"{self.key('screen.back')} {self.key(opener)}"

    def name(self, pane: str) -> str:
        """What a pane, a full screen or a kind of dialog is called, and the key that leads there."""
        if pane in DIALOGS:
            return pgettext("dialog", DIALOGS[pane])
        opener = self.command(SCREENS.get(pane, f"go.{pane}"))
        name = pgettext("pane", PANE_NAMES[pane]) if pane in PANES else _(opener.label)
        return f"{name} ({shown(opener.key)})"

    def names(self, panes: Collection[str]) -> str:
        """Several of them; all five of the desk as one."""
        whole = set(PANES) <= set(panes)
        named = [self.name(pane) for pane in panes if not (whole and pane in PANES)]
        return ", ".join([_("the desk"), *named] if whole else named)

    def in_vain(self, key: str) -> str:
        """Why a key does nothing where no command has it; of several the desk's is meant."""
        if having := self._by_key.get(key):
            return self.works_in(max(having, key=lambda command: bool({*command.panes} & {*PANES})))
        return _("This key does nothing; {key} shows those that do.").format(key=self.shown("help.keys"))

    def works_in(self, command: Command) -> str:
        """Where a command works, in a sentence."""
        return _("“{label}” works in: {panes}.").format(
            label=_(command.label), panes=self.names(command.panes)
        )

    def full_name(self, command: Command) -> str:
        """Its label, and of what works on full screens only which ones these are."""
        if set(command.panes) & set(PANES):
            return _(command.label)
        if len(command.panes) <= FEW:
            where = self.names(command.panes)
        else:
            where = _("dialogs") if command.panes[0] in DIALOGS else _("full screens")
        return f"{_(command.label)} – {where}"

    def clashes(self) -> list[tuple[str, str, str]]:
        """(key, command id, command id) for every key that two commands claim in one pane."""
        return [
            (key, first.id, second.id)
            for key, commands in self._by_key.items()
            for at, first in enumerate(commands)
            for second in commands[at + 1 :]
            if set(first.panes) & set(second.panes)
        ]

    def line(self, pane: str, without: Collection[str] = ()) -> str:
        """The keys of a dialog in one text, those of one label together."""
        ranked = [one for one in self.commands if pane in one.panes and one.rank and one.id not in without]
        by_label: dict[str, list[str]] = {}
        for command in sorted(ranked, key=lambda one: one.rank):
            by_label.setdefault(_(command.label), []).append(shown(command.key))
        return " · ".join(f"{' '.join(keys)} {label}" for label, keys in by_label.items())

    def footer(self, context: Context) -> list[Command]:
        """At most seven commands that apply now, by rank; the lasting ones are always among them."""
        fitting = [
            command
            for command in self.commands
            if command.rank and context.pane in command.panes and command.refusal(context) is None
        ]
        fitting.sort(key=lambda command: command.rank)
        lasting = [command for command in fitting if command.rank >= LASTING]
        others = fitting[: len(fitting) - len(lasting)]
        return [*others[: FOOTER_KEYS - len(lasting)], *lasting]


def printed(event: Key) -> str:
    """A pressed key as commands name it."""
    return event.character if event.character and event.is_printable and event.key != "space" else event.key


def shown(key: str) -> str:
    """A key as a person reads it, the first of several."""
    first = key.split()[0]
    if first.startswith("ctrl+"):
        return f"^{first[-1].upper()}"
    if first.startswith("shift+"):
        return NAMES.get(first, f"⇧{shown(first[6:])}")
    if first.startswith("alt+"):
        return f"Alt+{shown(first[4:])}"
    return NAMES.get(first, first.upper() if first[0] == "f" and first[1:].isdigit() else first)


def pressed(word: str) -> str:
    """The key that a person reads as ``word``, as ``shown`` says it; "" for what is no key."""
    for name, read in NAMES.items():
        if read == word:
            return name
    if word.startswith("^"):
        return f"ctrl+{word[1:].lower()}" if len(word) == 2 else word
    for prefix, modifier in (("⇧", "shift+"), ("Alt+", "alt+")):
        if word.startswith(prefix):
            return modifier + pressed(word[len(prefix) :])
    name = word.lower()
    return word if len(word) == 1 and word != "…" else name if _NAMED.fullmatch(name) else ""


def spelt(keys: str) -> str:
    """All keys of a command as a person reads them; many digits in a row as "0–9"."""
    digits = keys.replace(" ", "")
    if len(digits) > 2 and digits in "0123456789":
        return f"{digits[0]}–{digits[-1]}"
    return " ".join(map(shown, keys.split()))


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
        panes = Keymap(made).names([pane for pane in other.panes if pane in known[name].panes])
        reason = _("“{key}” is the key of “{label}” ({id}) in: {panes}").format(
            key=shown(key), label=_(other.label), id=other.id, panes=panes
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
        if key in KEPT or not (len(key) == 1 and key.isprintable() or _NAMED.fullmatch(key)):
            return _("“{key}” is no key for a command").format(key=key)
        if (len(key) == 1 or key in _TYPING) and {*TYPED_INTO} & {*known[name].panes}:
            return _("“{key}” is typed there").format(key=shown(key))
    return ""
