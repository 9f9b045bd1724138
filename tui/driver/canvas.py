"""The screen that is wanted: what Textual has written so far, as rows of cells."""

from __future__ import annotations

import re
from collections import Counter, defaultdict

from tui.driver.cell import PLAIN, Cell, Stretch, stretch_of

_MOVE = re.compile(r"\x1b\[(\d+);(\d+)H")

#: Every so many columns are looked at for what is usual.
SAMPLED = 5

Row = list[Cell]
#: A column of pieces that are drawn below one another, mostly a pane: where it begins, how wide it is.
Band = tuple[int, int]


class Canvas:
    """Rows of cells, which of them changed, and where the cursor shall be. ``unsure`` says whether there was
    ever a cell about which terminals disagree."""

    def __init__(self) -> None:
        self.width = self.height = 0
        self.rows: list[Row] = []
        self.cursor = (0, 0)
        self.unsure = False
        self.touched: set[int] = set()
        self._bands: defaultdict[Band, set[int]] = defaultdict(set)

    def resize(self, width: int, height: int) -> None:
        """Take another size; what fits stays, the rest is blank."""
        blank = [PLAIN.blank] * width
        kept = [(row + blank)[:width] for row in self.rows[:height]]
        for row in kept:
            if row and row[-1].width == 2:
                row[-1] = row[-1].style.blank
        self.rows = kept + [blank.copy() for _ in range(height - len(kept))]
        self.width, self.height = width, height
        self.touched = set(range(height))

    def draw(self, frame: str) -> None:
        """Read a frame: absolute moves, each with what is drawn from there on in one line."""
        _, *parts = _MOVE.split(frame)
        y = x = 0
        for at in range(0, len(parts), 3):
            y, x = int(parts[at]) - 1, int(parts[at + 1]) - 1
            if parts[at + 2]:
                self._put(y, x, stretch_of(parts[at + 2]))
        self.cursor = (min(y, self.height - 1), min(x, self.width - 1))

    def _put(self, y: int, x: int, stretch: Stretch) -> None:
        cells = stretch.cells
        end = min(x + len(cells), self.width)
        if not 0 <= y < self.height or x >= end:
            return
        row, fitting = self.rows[y], cells[: end - x]
        if row[x].width == 0 and x:
            row[x - 1] = row[x - 1].style.blank
        if end < self.width and row[end].width == 0:
            row[end] = row[end].style.blank
        row[x:end] = fitting
        if row[end - 1].width == 2:
            row[end - 1] = row[end - 1].style.blank
        self.unsure = self.unsure or not stretch.sure
        self.touched.add(y)
        self._bands[x, end - x].add(y)

    def take_bands(self) -> list[tuple[Band, set[int]]]:
        """The columns of pieces drawn since the last call, the highest first."""
        bands = sorted(self._bands.items(), key=lambda band: -len(band[1]) * band[0][1])
        self._bands = defaultdict(set)
        return bands

    def usual_blank(self) -> Cell:
        """The blank that most of the screen consists of."""
        cells = Counter(cell for row in self.rows for cell in row[::SAMPLED])
        plain = (
            cell for cell, _count in cells.most_common() if cell is cell.style.blank and cell.style.is_plain
        )
        return next(plain, PLAIN.blank)
