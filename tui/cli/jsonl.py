"""JSON Lines from a file or standard input, read strictly and one line at a time."""

from __future__ import annotations

import json
import os
import stat
import sys
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Any, BinaryIO, NoReturn

from store.errors import Refused
from tui.cli.failures import about
from tui.locale import N_
from tui.locale import gettext as _

#: Bytes of a line, and its brackets: more than any change or text needs, little enough to be held.
LONGEST = 16 << 20
MOST_PARTS = 200_000
#: Bytes without a line's end after which nobody waits for one: it is a device, or no JSON Lines.
ENDLESS = 256 << 20
#: What Python's reader of JSON says.
JSON_SAYS = (
    N_("Expecting value"),
    N_("Expecting ',' delimiter"),
    N_("Expecting ':' delimiter"),
    N_("Expecting property name enclosed in double quotes"),
    N_("Extra data"),
    N_("Unterminated string starting at"),
    N_("Invalid control character at"),
    N_("Invalid \\escape"),
    N_("Invalid \\uXXXX escape"),
)


@contextmanager
def lines_of(path: str) -> Iterator[BinaryIO]:
    """The lines of a file, or of standard input for "-". Refused for pipes and devices, OSError as open()."""
    if path == "-":
        yield sys.stdin.buffer
    else:
        _check_ends(path)
        with Path(path).open("rb") as file:
            yield file


def _check_ends(path: str) -> None:
    """Refused for what may never begin or end, unless the shell handed it over ("<(…)")."""
    with suppress(OSError):
        mode = os.stat(path).st_mode
        odd = not stat.S_ISREG(mode) and not stat.S_ISDIR(mode)
        if odd and not path.startswith(("/dev/fd/", "/dev/stdin", "/proc/")):
            raise about(path, Refused("is not a regular file", "Use - for standard input."))


def numbered(source: BinaryIO) -> Iterator[tuple[int, bytes]]:
    """The lines that hold something, each with its number counting from 1. Of one that is too long comes only
    so much that ``read_object`` refuses it, of one that does not end twice as much; it is the last one."""
    number = 0
    while line := source.readline(LONGEST + 1):
        number += 1
        rest, skipped = line, 0
        while len(rest) > LONGEST and not rest.endswith(b"\n"):
            skipped += len(rest)
            if skipped > ENDLESS:
                yield number, line + rest
                return
            rest = source.readline(LONGEST + 1)
        if line.strip():
            yield number, line


def read_object(line: bytes) -> dict[str, Any]:
    """The JSON object on one line. Raises Refused for anything else: no NaN, no second meaning of a key."""
    if len(line) > 2 * LONGEST:
        raise Refused(_("longer than {most} MB; nothing after it was read").format(most=ENDLESS >> 20))
    if len(line) > LONGEST:
        raise Refused(_("longer than {most} MB").format(most=LONGEST >> 20))
    if line.count(b"[") + line.count(b"{") > MOST_PARTS:
        raise Refused(_("more than {most} brackets").format(most=MOST_PARTS))
    try:
        value = json.loads(line.decode("utf-8-sig"), parse_constant=_no_constant, object_pairs_hook=_once)
    except UnicodeDecodeError as error:
        raise Refused(_("not UTF-8 at byte {at}").format(at=error.start)) from None
    except json.JSONDecodeError as error:
        at, reason = error.pos + 1, _(error.msg)
        raise Refused(_("not JSON at character {at}: {reason}").format(at=at, reason=reason)) from None
    except (ValueError, RecursionError):
        raise Refused(_("not JSON: nested too deeply, or a number without end")) from None
    if not isinstance(value, dict):
        raise Refused(_("not a JSON object"))
    return value


def _no_constant(name: str) -> NoReturn:
    raise Refused(_("{name} is no number").format(name=name))


def _once(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    found = dict(pairs)
    if len(found) != len(pairs):
        keys = [key for key, _value in pairs]
        twice = next(key for key in keys if keys.count(key) > 1)
        raise Refused(_("the key “{key}” occurs twice").format(key=twice[:60]))
    return found
