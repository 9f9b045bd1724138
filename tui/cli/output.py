"""Where the commands print: data to stdout, messages to stderr, JSON when asked for."""

from __future__ import annotations

import io
import json
import os
import shutil
import sys
from collections.abc import Iterable, Mapping, Sequence
from typing import Any, TextIO

from tui.cells import cells, cut, fit
from tui.visible import one_line

GAP = "  "
#: Cells that a column before the last may take on a terminal.
WIDEST = 28


class Output:
    """stdout and stderr of one command.

    With ``as_json`` stdout carries JSON and nothing else. Without it stdout carries plain lines;
    on a terminal they are made visible first, so that no text of a document reaches it as control.
    ``distant`` says that there may be a terminal at the other end of a line, such as SSH's without a pty.
    ``damaged`` notes that a project was read only in part.
    """

    def __init__(self, out: TextIO, err: TextIO, as_json: bool = False) -> None:
        self.as_json = as_json
        self.damaged = self.distant = False
        self._out = out
        self._err = err
        self.terminal = out.isatty()
        self.err_terminal = err.isatty()
        for stream in (out, err):
            if isinstance(stream, io.TextIOWrapper):
                stream.reconfigure(errors="backslashreplace")

    def json(self, value: Any) -> None:
        """One JSON value on one line. On a terminal what it could obey, or nobody sees, is escaped."""
        utf8 = (self._out.encoding or "").lower() in ("utf-8", "utf8")
        line = dump(value, ascii_only=not utf8)
        self._out.write((_escaped(line) if self._seen else line) + "\n")

    def line(self, text: str = "") -> None:
        """One line for people; line breaks inside it are shown, not made."""
        self._out.write(self.shown(text) + "\n")

    def shown(self, text: str) -> str:
        """``text`` as one line, and harmless where it goes to a terminal."""
        flat = text.replace("\n", " ")
        return one_line(flat) if self._seen else flat

    @property
    def _seen(self) -> bool:
        return self.terminal or self.distant

    def text(self, text: str) -> None:
        """Several lines for people, each as it stands."""
        for line in text.split("\n"):
            self.line(line)

    def table(self, heads: Sequence[str], rows: Iterable[Sequence[str]]) -> None:
        """Aligned columns under their heads; on a terminal no line is wider than it."""
        lines = [[self.shown(cell) for cell in row] for row in (heads, *rows)]
        limit = shutil.get_terminal_size().columns if self.terminal else 0
        for line in aligned(lines, limit):
            self._out.write(line + "\n")

    def fields(self, record: Mapping[str, str]) -> None:
        """One record, a field a line."""
        width = max((cells(name) for name in record), default=0)
        for name, value in record.items():
            self.line(f"{fit(name, width)}{GAP}{value}".rstrip())

    def say(self, *messages: str) -> None:
        """Messages to stderr, never anything a terminal would obey."""
        for message in messages:
            for line in message.rstrip("\n").split("\n"):
                self._err.write(one_line(line) + "\n")
        self._err.flush()

    def bytes(self, data: bytes) -> None:
        """Data to stdout as it is."""
        self._out.flush()
        self._out.buffer.write(data)
        self._out.buffer.flush()

    def flush(self) -> None:
        self._out.flush()

    def abandon(self) -> None:
        """The reader of stdout has gone: keep the interpreter from complaining about it at exit."""
        if self._out is sys.__stdout__:
            os.dup2(os.open(os.devnull, os.O_WRONLY), self._out.fileno())


def dump(value: Any, ascii_only: bool = False) -> str:
    """Compact JSON on one line; lone surrogates are escaped, for UTF-8 can't hold them."""
    line = json.dumps(value, ensure_ascii=ascii_only, separators=(",", ":"), allow_nan=False)
    try:
        line.encode("utf-8")
    except UnicodeEncodeError:
        return dump(value, ascii_only=True)
    return line


def _escaped(line: str) -> str:
    """The same JSON without a character that is not printable."""
    return "".join(sign if sign.isprintable() else _units(sign) for sign in line)


def _units(sign: str) -> str:
    units = sign.encode("utf-16-be", "surrogatepass")
    return "".join(f"\\u{units[at : at + 2].hex()}" for at in range(0, len(units), 2))


def aligned(rows: Sequence[Sequence[str]], limit: int = 0) -> list[str]:
    """The rows with every column but the last padded to its widest cell, counted in terminal cells.

    With a ``limit`` the last column is cut where a line would be wider than that, the others at ``WIDEST``.
    """
    widths = [max(cells(cell) for cell in column) for column in zip(*rows, strict=True)][:-1]
    if limit:
        widths = [min(width, WIDEST) for width in widths]
    left = limit - sum(widths) - len(GAP) * len(widths)
    lines = []
    for *cols, last in rows:
        padded = [fit(cell, width) for cell, width in zip(cols, widths, strict=True)]
        lines.append(GAP.join([*padded, cut(last, max(left, 10)) if limit else last]).rstrip())
    return lines
