"""What a row of a list consists of, and how its cells share a width in cells of the terminal. Pure."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Literal

from msgspec import Struct

from tui import cells as measure
from tui import render

#: A flexible cell narrower than this gains room: fixed cells are left out, the last one first.
LEAST = 8
INDENT = 2


class Cell(Struct, frozen=True):
    """One text of a row. ``width`` in cells; None takes what the others leave.

    ``style`` is a Rich style ("bold", "#5f87d7"); text and style may be data, neither is markup.
    ``parts`` are the text in pieces with a style each; text that has to be cut is drawn without them.
    """

    text: str
    style: str = ""
    width: int | None = None
    align: Literal["left", "right"] = "left"
    parts: tuple[tuple[str, str], ...] = ()


class ListRow(Struct, frozen=True):
    """A line of a list. ``depth`` indents its first flexible cell; a ``header`` can't be highlighted.

    Ids are unique in a list; headers need one of their own too.
    """

    id: str
    cells: tuple[Cell, ...]
    depth: int = 0
    header: bool = False


def parts_of(row: ListRow, width: int) -> list[tuple[str, str]]:
    """(text, style) pieces that fill ``width`` cells, with a blank between cells."""
    shown = _kept(row.cells, width)
    sizes = _sizes(shown, width)
    indent = min(row.depth * INDENT, width // 3)
    parts: list[tuple[str, str]] = []
    for cell, size in zip(shown, sizes, strict=True):
        if parts:
            parts.append((" ", ""))
        if indent and cell.width is None:
            parts.append((" " * min(indent, size), ""))
            size -= min(indent, size)
            indent = 0
        parts += _pieces(cell, size)
    return parts


def _pieces(cell: Cell, size: int) -> list[tuple[str, str]]:
    """A cell's text, cut or filled up to ``size``."""
    text = render.one_line(cell.text)
    if not cell.parts or measure.cells(text) > size:
        return [(measure.fit(text, size, cell.align), cell.style)]
    rest = " " * (size - measure.cells(text))
    return [*((render.one_line(piece), style) for piece, style in cell.parts), (rest, cell.style)]


def _kept(row: Sequence[Cell], width: int) -> list[Cell]:
    kept = list(row)
    flexible = sum(cell.width is None for cell in kept)
    while flexible and _rest(kept, width) < LEAST * flexible:
        fixed = [index for index, cell in enumerate(kept) if cell.width is not None]
        if not fixed:
            break
        del kept[fixed[-1]]
    return kept


def _sizes(row: Sequence[Cell], width: int) -> list[int]:
    flexible = sum(cell.width is None for cell in row)
    share, extra = divmod(max(0, _rest(row, width)), flexible) if flexible else (0, 0)
    sizes = []
    for cell in row:
        if cell.width is None:
            sizes.append(share + (extra > 0))
            extra -= 1
        else:
            sizes.append(cell.width)
    return sizes


def _rest(row: Sequence[Cell], width: int) -> int:
    return width - sum(cell.width or 0 for cell in row) - max(0, len(row) - 1)
