"""``vermerk …``: the commands. Neither Textual nor Rich is loaded before a screen is needed."""

from __future__ import annotations

import sys
from collections.abc import Sequence

from tui.cli.failures import DAMAGED, DONE, report
from tui.cli.output import Output
from tui.cli.parser import parse
from tui.locale import set_language


def main(argv: Sequence[str] | None = None) -> int:
    """Run one command and return its exit code (see ``failures``); raises nothing a user can cause."""
    words = list(sys.argv[1:] if argv is None else argv)
    out = Output(sys.stdout, sys.stderr)
    try:
        set_language(_wanted_language(words))
        call = parse(words, out)
        code = call.command.run(call)
        out.flush()
        return DAMAGED if out.damaged and code == DONE else code
    except SystemExit as stop:  # argparse has printed its help
        return int(stop.code or 0)
    except BaseException as error:
        return report(error, out)


def _wanted_language(words: Sequence[str]) -> str | None:
    """What ``--lang`` says, read ahead because the help itself speaks that language."""
    for at, word in enumerate(words):
        if word == "--":
            break
        if word.startswith("--lang="):
            return word.partition("=")[2]
        if word == "--lang" and at + 1 < len(words):
            return words[at + 1]
    return None
