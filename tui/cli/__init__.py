"""``vermerk …``: the commands. Neither Textual nor Rich is loaded before a screen is needed."""

from __future__ import annotations

import os
import sys
import time
from collections.abc import Sequence
from pathlib import Path

from store.errors import Refused
from tui.cli.failures import DAMAGED, DONE, report
from tui.cli.output import Output
from tui.cli.parser import parse
from tui.locale import LANGUAGES, set_language
from tui.locale import gettext as _
from tui.settings import default_path


def main(argv: Sequence[str] | None = None) -> int:
    """Run one command and return its exit code (see ``failures``); raises nothing a user can cause."""
    words = list(sys.argv[1:] if argv is None else argv)
    _fill_streams()
    out = Output(sys.stdout, sys.stderr)
    try:
        asked = _value_of("--lang", words)
        set_language(asked if asked in LANGUAGES else configured_language(words))
        call = parse(words, out)
        _check_clock()
        code = call.command.run(call)
        out.flush()
        return DAMAGED if out.damaged and code == DONE else code
    except SystemExit as stop:  # argparse has printed its help
        return int(stop.code or 0)
    except BaseException as error:
        return report(error, out)


def _check_clock() -> None:
    """Refused where the system's clock stands before 1970, or later than Python can say in nanoseconds."""
    try:
        possible = time.time() >= 0
    except OverflowError:
        possible = False
    if not possible:
        raise Refused(_("the clock of this system stands at an impossible time"), _("Set the clock right."))


def _fill_streams() -> None:
    """What the caller closed leads nowhere; the next file opened would have its number else."""
    for name, mode in (("stdin", "r"), ("stdout", "w"), ("stderr", "w")):
        if getattr(sys, name) is None:
            setattr(sys, name, open(os.open(os.devnull, os.O_RDWR), mode, encoding="utf-8"))  # noqa: SIM115


def _value_of(option: str, words: Sequence[str]) -> str | None:
    """What an option says, read ahead because the help itself speaks the language meant."""
    for at, word in enumerate(words):
        if word == "--":
            break
        if word.startswith(f"{option}="):
            return word.partition("=")[2]
        if word == option and at + 1 < len(words):
            return words[at + 1]
    return None


def configured_language(words: Sequence[str]) -> str | None:
    """What the configuration file says, if there is one and the caller may have one."""
    path = Path(_value_of("--config", words) or default_path())
    if "ssh" in words[:1] or not path.is_file():
        return None
    from tui.config_file import read

    try:
        return read(path).values.get("language")
    except OSError:
        return None
