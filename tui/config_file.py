"""The configuration file: TOML in which a mistake costs its own line and no other."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any, NamedTuple

from tui.locale import gettext as _
from tui.settings import MEANING, NAME, Layer, Mistake, Settings, checked

#: Bytes; a configuration that is longer is none.
MOST = 1 << 20
#: So many lines that are no TOML are left out one by one.
MOST_BROKEN = 100
_AT_LINE = re.compile(r"\(at line (\d+), column \d+\)$")
_TABLE = re.compile(r"\s*\[+\s*([^\[\]]+?)\s*\]+\s*(#.*)?$")
_VALUE = re.compile(r"\s*([^=#]+?)\s*=")


class Config(NamedTuple):
    """What a file sets, and what is wrong in it."""

    values: Layer = {}
    mistakes: tuple[Mistake, ...] = ()
    lines: tuple[str, ...] = ()

    def located(self, mistake: Mistake) -> Mistake:
        """The mistake with the line in which the file has it, if it has."""
        return mistake._replace(line=line_of(self.lines, mistake.name))


def read(path: Path) -> Config:
    """The file's settings; none where there is no file. Raises OSError for one that can't be read."""
    try:
        with path.open("rb") as file:
            return parse(file.read(MOST).decode("utf-8-sig", "replace"))
    except FileNotFoundError:
        return Config()


def parse(text: str) -> Config:
    """What a text sets. Lines that are no TOML are left out and named."""
    import tomllib

    lines = text.splitlines()
    mistakes: list[Mistake] = []
    values: dict[str, Any] = {}
    for _attempt in range(MOST_BROKEN):
        try:
            values = tomllib.loads("\n".join(lines))
            break
        except tomllib.TOMLDecodeError as error:
            found = _AT_LINE.search(str(error))
            at = min(int(found[1]), len(lines)) if found else len(lines)
            if not (broken := lines[at - 1].strip()):
                mistakes.append(Mistake(NAME, _("this is no TOML from here on"), at))
                break
            mistakes.append(Mistake(NAME, _why(str(error)).format(text=broken[:60]), at))
            lines[at - 1] = ""
        except (RecursionError, ValueError):  # brackets in brackets, numbers without end
            mistakes.append(Mistake(NAME, _("this is no TOML from here on"), 1))
            break
    kept, wrong = checked(values)
    config = Config(kept, (), tuple(lines))
    mistakes += map(config.located, wrong)
    return config._replace(mistakes=tuple(sorted(mistakes, key=lambda mistake: mistake.line)))


def _why(error: str) -> str:
    """What is wrong with a line, in words for those who don't know TOML."""
    if "overwrite" in error or "twice" in error:
        return _("this was set further up already: {text}")
    if "Invalid value" in error:
        return _("this is no value; text stands in quotation marks: {text}")
    return _("this is no TOML: {text}")


def line_of(lines: Sequence[str], name: str) -> int:
    """The number of the line that sets "keys.app.quit" (or begins such a table), 0 if none does."""
    table = ""
    for number, line in enumerate(lines, 1):
        if found := _TABLE.match(line):
            table = f"{_bare(found[1])}."
            if table.startswith(f"{name}."):
                return number
        elif (found := _VALUE.match(line)) and table + _bare(found[1]) == name:
            return number
    return 0


def _bare(key: str) -> str:
    return re.sub(r"""["'\s]""", "", key)


def written(settings: Settings, origins: Mapping[str, str], commands: Mapping[str, tuple[str, str]]) -> str:
    """Settings as a file with comments: what is as built in is commented out.

    ``origins`` says of a setting who set it, ``commands`` maps ids to default keys and labels.
    """
    parts: list[str] = []
    for name in (name for name in MEANING if name != "keys"):
        value = getattr(settings, name)
        shown = str(value).lower() if isinstance(value, bool) else _quoted(value)
        said = f"  # {origins[name]}" if name in origins else ""
        parts += [f"# {_(MEANING[name])}", f"{'' if name in origins else '# '}{name} = {shown}{said}", ""]
    parts += [f"# {_(MEANING['keys'])}", "[keys]"]
    for command, (keys, label) in commands.items():
        own = settings.keys.get(command)
        line = f"{_quoted(command)} = {_quoted(own or keys)}  # {label}"
        parts.append(line if own else f"# {line}")
    return "\n".join(parts) + "\n"


def _quoted(text: str) -> str:
    return '"' + text.replace("\\", "\\\\").replace('"', '\\"') + '"'
