"""A terminal that says who is right: pyte, with what it lacks, and strict about what a kind of it has."""

from __future__ import annotations

from typing import Any

import pyte
from pyte.screens import Char
from rich.cells import split_graphemes

from tui.driver.terminal import Terminal

XTERM = Terminal(*[True] * 5)
SCREEN = Terminal(scrolls=True, scrolls_far=True, switches_off=True)
LINUX = Terminal(scrolls=True, keeps_background=True, erases_stretches=True, switches_off=True)
PLAINEST = Terminal()
KINDS = {"xterm": XTERM, "screen": SCREEN, "linux": LINUX, "plainest": PLAINEST}

BLANK = Char(" ")


class Referee(pyte.Screen):
    """What a terminal of a kind shows. Wide characters that are half overwritten vanish, as in real ones;
    clusters are as wide as Textual takes them to be."""

    def __init__(self, width: int, height: int, kind: Terminal = XTERM) -> None:
        self.kind = kind
        #: Whether what is written must stay on the screen: not while the program takes it for a larger one.
        self.strict = True
        super().__init__(width, height)
        self.reset_mode(7, private=True)
        self._stream = Stream(self)

    def feed(self, text: str) -> None:
        self._stream.feed(text)

    def shown(self) -> list[list[Char]]:
        """Every cell as it can be seen: of a blank that is nothing but its background."""
        return [[_seen(self.buffer[y][x]) for x in range(self.columns)] for y in range(self.lines)]

    def draw(self, data: str) -> None:
        for start, end, width in split_graphemes(data)[0]:
            line = self.buffer[self.cursor.y]
            x = min(self.cursor.x, self.columns - 1)
            if width == 0:
                at = self.cursor.x - (2 if line[self.cursor.x - 1].data == "" else 1)
                line[at] = line[at]._replace(data=line[at].data + data[start:end])
                continue
            if x + width > self.columns:
                continue
            self._halve(line, x, width)
            line[x] = self.cursor.attrs._replace(data=data[start:end])
            if width == 2:
                line[x + 1] = self.cursor.attrs._replace(data="")
            self.cursor.x = min(x + width, self.columns)

    def _halve(self, line: Any, x: int, width: int) -> None:
        if line[x].data == "" and x:
            line[x - 1] = line[x - 1]._replace(data=" ")
        if x + width < self.columns and line[x + width].data == "":
            line[x + width] = line[x + width]._replace(data=" ")

    # Erasing and scrolling

    @property
    def _erased(self) -> Char:
        return BLANK._replace(bg=self.cursor.attrs.bg) if self.kind.keeps_background else BLANK

    def _erase(self, y: int, start: int, end: int) -> None:
        self._halve(self.buffer[y], start, end - start)
        for x in range(start, end):
            self.buffer[y][x] = self._erased

    def erase_in_display(self, how: int = 0, *given: Any, **named: Any) -> None:
        assert how == 2
        for y in range(self.lines):
            self._erase(y, 0, self.columns)

    def erase_in_line(self, how: int = 0, private: bool = False) -> None:
        assert how == 0 and (self.cursor.x < self.columns or not self.strict)
        self._erase(self.cursor.y, self.cursor.x, self.columns)

    def erase_characters(self, count: int | None = None) -> None:
        end = self.cursor.x + (count or 1)
        assert self.kind.erases_stretches and (end <= self.columns or not self.strict)
        self._erase(self.cursor.y, self.cursor.x, min(end, self.columns))

    def set_margins(self, top: int | None = None, bottom: int | None = None) -> None:
        assert self.kind.scrolls or not top
        super().set_margins(top, bottom)
        self.cursor_position()

    def index(self) -> None:
        top, bottom = self.margins or (0, self.lines - 1)
        if self.cursor.y == bottom:
            self._move(top, bottom, 1)
        else:
            super().index()

    def reverse_index(self) -> None:
        top, bottom = self.margins or (0, self.lines - 1)
        if self.cursor.y == top:
            self._move(top, bottom, -1)
        else:
            super().reverse_index()

    def scroll_up(self, count: int | None = None) -> None:
        assert self.kind.scrolls_far
        top, bottom = self.margins or (0, self.lines - 1)
        for _ in range(count or 1):
            self._move(top, bottom, 1)

    def scroll_down(self, count: int | None = None) -> None:
        assert self.kind.scrolls_far
        top, bottom = self.margins or (0, self.lines - 1)
        for _ in range(count or 1):
            self._move(top, bottom, -1)

    def _move(self, top: int, bottom: int, way: int) -> None:
        rows = [self.buffer[y] for y in range(top, bottom + 1)]
        rows = rows[1:] + rows[:1] if way > 0 else rows[-1:] + rows[:-1]
        for y, row in enumerate(rows, top):
            self.buffer[y] = row
        new = bottom if way > 0 else top
        self.buffer[new] = type(self.buffer[new])(BLANK)
        self._erase(new, 0, self.columns)


class Stream(pyte.Stream):
    csi = {**pyte.Stream.csi, "S": "scroll_up", "T": "scroll_down"}
    events = pyte.Stream.events | {"scroll_up", "scroll_down"}


def _seen(cell: Char) -> Char:
    decorated = cell.underscore or cell.strikethrough or cell.reverse or cell.blink
    return cell if cell.data != " " or decorated else BLANK._replace(bg=cell.bg)
