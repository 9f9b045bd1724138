"""Tables on PDF pages, told from columns of text by how their cells stand; rows of a table."""

from __future__ import annotations

import re

from content.formats.blocks import as_row
from content.formats.pdf_lines import Line, runs_on
from content.normalise import glue, goes_on
from content.regions import is_letterhead

_SAME_BASE = 0.35
_ALIGNED = 0.7
_PROSE_LINES, _PROSE_FILL, _LOWER_SHARE = 2, 0.6, 0.15
#: Lines of prose are longer; those of which some begin with a small letter may be shorter.
_PROSE_LETTERS, _RUNNING_LETTERS = 32, 22
_MOST = 0.6
_FIGURES = re.compile(r"[\W\d]*\d[\W\d]*(?:%|€|Euro|EUR|T€|Mio\.?|Mrd\.?)?")
_STRIP = 0.35
_OTHER_SIZE = 0.06
_FEWEST_ROWS = 3
#: Where this share of the printed rows fills every column, cells have one line.
_FULL_ROWS = 0.6


def printed_rows(lines: list[Line]) -> list[list[Line]]:
    """The lines by the baseline they share, from top to bottom, each row from left to right."""
    rows: list[list[Line]] = []
    for line in sorted(lines, key=lambda line: -line.bottom):
        if rows and rows[-1][0].bottom - line.bottom <= _SAME_BASE * line.size:
            rows[-1].append(line)
        else:
            rows.append([line])
    return [sorted(row, key=lambda line: line.left) for row in rows]


def is_table(columns: list[list[Line]]) -> bool:
    """Whether columns are those of a table: their lines share baselines, and not all hold prose.

    Prose in cells is told by its rows: blank strips run through all columns, and below each of
    them the columns begin at one height.
    """
    if any(is_letterhead("\n".join(line.text for line in column)) for column in columns):
        return False
    if any(map(is_prose, columns)) and not any(map(_is_of_figures, columns)):
        return _begin_together(columns)
    least = min(columns, key=len)
    others = [line.bottom for column in columns if column is not least for line in column]
    partners = sum(
        any(abs(line.bottom - other) <= _SAME_BASE * line.size for other in others) for line in least
    )
    return partners >= _ALIGNED * len(least)


def _is_of_figures(column: list[Line]) -> bool:
    figures = sum(_FIGURES.fullmatch(line.text) is not None for line in column)
    return figures > 1 and figures >= _MOST * len(column)


def is_prose(column: list[Line]) -> bool:
    """Whether most lines of a column are full, and some go on with a word that begins no cell."""
    texts = [line for line in column if not _FIGURES.fullmatch(line.text)]
    if len(texts) < max(_PROSE_LINES, len(column) / 2):
        return False
    length = sorted(len(line.text) for line in texts)[len(texts) // 2]
    width = max(line.right for line in column) - min(line.left for line in column)
    filled = sum(line.right - line.left for line in texts) / (len(texts) * max(1.0, width))
    needed = _RUNNING_LETTERS if runs_on(texts, _LOWER_SHARE) else _PROSE_LETTERS
    return length >= needed and filled >= _PROSE_FILL


def _begin_together(columns: list[list[Line]]) -> bool:
    rows = _strips([line for column in columns for line in column])
    if len(rows) < _FEWEST_ROWS:
        return False
    places = _places(columns)
    together = sum(_is_level(row, places) for row in rows)
    return together >= _ALIGNED * len(rows)


def _is_level(row: list[Line], places: dict[int, int]) -> bool:
    """Whether the cells of a row stand at its top, its foot or in its middle."""
    cells: dict[int, list[float]] = {}
    for line in row:
        cells.setdefault(places[id(line)], []).append(line.bottom)
    tops, feet = ([edge(cell) for cell in cells.values()] for edge in (max, min))
    middles = [(top + foot) / 2 for top, foot in zip(tops, feet, strict=True)]
    limit = _SAME_BASE * row[0].size
    return len(cells) > 1 and any(max(edges) - min(edges) <= limit for edges in (tops, feet, middles))


def _places(columns: list[list[Line]]) -> dict[int, int]:
    """By a line's id, the number of its column."""
    return {id(line): number for number, column in enumerate(columns) for line in column}


def _strips(lines: list[Line]) -> list[list[Line]]:
    """The lines between blank strips that run through all columns, from top to bottom."""
    ordered = sorted(lines, key=lambda line: -line.top)
    result = [[ordered[0]]]
    bottom = ordered[0].bottom
    for line in ordered[1:]:
        if bottom - line.top > _STRIP * line.size:
            result.append([])
        result[-1].append(line)
        bottom = min(bottom, line.bottom)
    return result


def table_rows(columns: list[list[Line]]) -> list[Line]:
    """A table's rows, each as one line: its cells between bars."""
    places = _places(columns)
    result: list[Line] = []
    cells: list[str] = []
    for row in _rows(columns, places):
        texts = [_cell(row, places, at) for at in range(len(columns))]
        filled = [at for at, text in enumerate(texts) if text]
        if result and len(filled) == 1 and goes_on(cells[filled[0]], texts[filled[0]]):
            cells[filled[0]] = glue((cells[filled[0]], texts[filled[0]]))
            result[-1].text = as_row(cells).text
            continue
        cells = texts
        result.append(_row_of(row, as_row(texts).text if len(filled) > 1 else texts[filled[0]]))
    return result


def without_headings(columns: list[list[Line]]) -> list[Line]:
    """Takes the headings below a table out of its columns: alone in their rows, and of another size."""
    sizes = sorted(line.size for column in columns for line in column)
    size = sizes[len(sizes) // 2]
    found: list[Line] = []
    for row in printed_rows([line for column in columns for line in column])[::-1]:
        if len(row) > 1 or abs(row[0].size - size) <= _OTHER_SIZE * size:
            break
        found.insert(0, row[0])
    taken = set(map(id, found))
    for column in columns:
        column[:] = [line for line in column if id(line) not in taken]
    return found


def _rows(columns: list[list[Line]], places: dict[int, int]) -> list[list[Line]]:
    """The printed rows; where cells have several lines, what stands between blank strips."""
    lines = [line for column in columns for line in column]
    printed = printed_rows(lines)
    strips = _strips(lines)
    if len(strips) < 2:
        return printed
    full = sum(len({places[id(line)] for line in row}) == len(columns) for row in printed)
    return strips if any(map(is_prose, columns)) or full < _FULL_ROWS * len(printed) else printed


def _cell(row: list[Line], places: dict[int, int], column: int) -> str:
    lines = [line for line in row if places[id(line)] == column]
    return glue(line.text for line in sorted(lines, key=lambda line: (-line.bottom, line.left)))


def _row_of(row: list[Line], text: str) -> Line:
    first = row[0]
    return Line(
        text,
        min(line.left for line in row),
        max(line.right for line in row),
        max(line.top for line in row),
        min(line.bottom for line in row),
        first.page,
        row=True,
    )
