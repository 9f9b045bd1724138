"""What a grid shows, whatever it is about."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Protocol

from msgspec import Struct


class Line(Struct, frozen=True):
    """A demand or a tag, or the heading of some (``header``), with how much its cells count; ``document`` is
    the one it stands in."""

    id: str
    signs: str
    text: str
    depth: int
    header: bool
    total: int
    document: str | None = None


class Column(Struct, frozen=True):
    """A document or a tag, with how much its cells count; ``date`` is a short word below the title."""

    id: str
    title: str
    date: str
    total: int


class Tabular(Protocol):
    """Lines against columns. Ids are unique among the lines, and among the columns."""

    @property
    def lines(self) -> tuple[Line, ...]: ...

    @property
    def columns(self) -> tuple[Column, ...]: ...

    @property
    def filled(self) -> Iterable[tuple[str, str]]:
        """The cells with something to go to, by the ids of line and column; some may not be shown."""

    def text(self, line: int, column: int) -> str:
        """What a cell says, "" for nothing."""


class Nothing(Struct, frozen=True):
    """A grid's table before there is one."""

    lines: tuple[Line, ...] = ()
    columns: tuple[Column, ...] = ()
    filled: tuple[tuple[str, str], ...] = ()

    def text(self, line: int, column: int) -> str:
        return ""
