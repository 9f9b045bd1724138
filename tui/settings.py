"""What a reviewer may set, and what they may set it to. Pure.

Values come in layers, each over the one before: what is built in, the configuration file, what the reviewer
chose on the screen, the environment, the options of the command line.
"""

from __future__ import annotations

import os
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any, NamedTuple

from msgspec import Struct

from tui.locale import LANGUAGES, N_
from tui.locale import gettext as _

#: The configuration file's name.
NAME = "config.toml"
#: What each setting may be; "keys" and "mouse" apart.
VALUES: dict[str, tuple[str, ...]] = {
    "theme": ("dark", "light", "ansi", "mono"),
    "language": LANGUAGES,
    "lanes": ("none", "document", "topic", "kind"),
    "driver": ("cells", "stock"),
}
#: What each is for, in a sentence.
MEANING = {
    "theme": N_("Colours: dark, light, ansi (the terminal's own sixteen) or mono (none at all)."),
    "language": N_("Language of the screen and of messages: de or en."),
    "lanes": N_("How the timeline is divided at first: none, document, topic or kind."),
    "driver": N_("What draws: cells sends only what changed, stock is Textual's own."),
    "mouse": N_("Whether the mouse works; the terminal's own selecting then needs shift."),
    "keys": N_("Keys of commands by their ids, several apart by blanks."),
}
#: Terminals that have sixteen colours at most, and those that have none.
SIXTEEN = ("linux", "ansi", "xterm", "screen", "tmux", "rxvt", "cygwin", "xterm-16color", "screen-16color")
NONE = ("vt100", "vt102", "vt220", "vt320", "vt420", "xterm-mono", "linux-m")


class Settings(Struct, frozen=True):
    """Everything that is set. ``language`` "" is what the environment says, ``keys`` holds by id the keys of
    commands that have others than their own."""

    theme: str = "dark"
    language: str = ""
    lanes: str = "none"
    driver: str = "cells"
    mouse: bool = False
    keys: Mapping[str, str] = {}


class Mistake(NamedTuple):
    """A value that does not count: which ("keys.app.quit"), why, and the line it stands in, 0 if in none."""

    name: str
    reason: str
    line: int = 0

    def __str__(self) -> str:
        where = _("line {number}").format(number=self.line) if self.line else self.name
        return f"{where}: {self.reason}"


Layer = Mapping[str, Any]


def checked(values: Layer) -> tuple[dict[str, Any], list[Mistake]]:
    """What of ``values`` holds, in the form of a layer, and what is wrong with the rest."""
    kept: dict[str, Any] = {}
    mistakes: list[Mistake] = []
    for name, value in values.items():
        if name == "keys" and isinstance(value, Mapping):
            kept["keys"] = {}
            for command, keys in _flat(value):
                if (given := _keys(keys)) is None:
                    mistakes.append(Mistake(f"keys.{command}", _("a key is text in quotation marks")))
                else:
                    kept["keys"][command] = given
        elif reason := _wrong(name, value):
            mistakes.append(Mistake(name, reason))
        else:
            kept[name] = value
    return kept, mistakes


def layered(*layers: Layer) -> Settings:
    """The settings that these layers come to, the last one on top; each holds only what ``checked`` kept."""
    together: dict[str, Any] = {}
    for layer in layers:
        together |= {name: value for name, value in layer.items() if name != "keys"}
        together["keys"] = {**together.get("keys", {}), **layer.get("keys", {})}
    return Settings(**together)


def environment(environ: Mapping[str, str]) -> dict[str, Any]:
    """The layer of the environment: NO_COLOR asks for no colours, VERMERK_DRIVER names what draws."""
    found: dict[str, Any] = {"theme": "mono"} if environ.get("NO_COLOR") else {}
    if environ.get("VERMERK_DRIVER") in VALUES["driver"]:
        found["driver"] = environ["VERMERK_DRIVER"]
    return found


def fitting_theme(environ: Mapping[str, str]) -> str:
    """The theme for a terminal of which nothing else is known: dark paints its own ground, so that it reads
    on any; with sixteen colours those of the terminal serve better."""
    term = environ.get("TERM", "")
    if environ.get("COLORTERM") in ("truecolor", "24bit"):
        return "dark"
    return "mono" if term in NONE else "ansi" if term in SIXTEEN else "dark"


def _wrong(name: str, value: object) -> str:
    """Why a value does not count; "" if it does."""
    if name not in MEANING:
        from difflib import get_close_matches

        near = get_close_matches(name, MEANING, 1)
        hint = _("did you mean “{name}”?").format(name=near[0]) if near else ", ".join(MEANING)
        return _("there is no setting “{name}”: {hint}").format(name=name, hint=hint)
    if name == "keys":
        return _("the keys are a table: [keys]")
    if name == "mouse":
        return "" if isinstance(value, bool) else _("“{name}” is true or false").format(name=name)
    if value in VALUES[name]:
        return ""
    return _("“{name}” is one of: {values}").format(name=name, values=", ".join(VALUES[name]))


def _flat(table: Mapping[str, Any], before: str = "") -> Iterator[tuple[str, Any]]:
    """An unquoted "change.undo" is a table in a table."""
    for name, value in table.items():
        if isinstance(value, Mapping):
            yield from _flat(value, f"{before}{name}.")
        else:
            yield before + name, value


def _keys(value: object) -> str | None:
    parts: list[object] = value if isinstance(value, list) else [value]
    keys = [part for part in parts if isinstance(part, str)]
    if len(keys) < len(parts):
        return None
    # "F9" and "Ctrl+Z" are names of keys; of letters the large one is another key.
    return " ".join(key if len(key) == 1 else key.lower() for key in " ".join(keys).split())


class Options(Struct, frozen=True):
    """What the command line says about a screen: who acts, in which language, and settings of its own.

    ``config`` is the configuration file; None where none may be read. ``tour`` is "begin", "offer" or "".
    """

    acting: str | None = None
    lang: str | None = None
    config: Path | None = None
    theme: str | None = None
    mouse: bool = False
    tour: str = ""

    @property
    def layer(self) -> dict[str, Any]:
        """The settings among them."""
        given = {"theme": self.theme, "language": self.lang, "mouse": self.mouse}
        return {name: value for name, value in given.items() if value}


def default_path(environ: Mapping[str, str] = os.environ) -> Path:
    """``$XDG_CONFIG_HOME/vermerk/config.toml``; a relative XDG_CONFIG_HOME doesn't count."""
    named = Path(environ.get("XDG_CONFIG_HOME") or ".")
    return (named if named.is_absolute() else Path.home() / ".config") / "vermerk" / NAME
