"""What to write so that the terminal shows what is wanted: the fewest bytes that all terminals understand."""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache

from tui.driver import scrolling
from tui.driver.canvas import Canvas
from tui.driver.cell import PLAIN, UNKNOWN, Cell, Style
from tui.driver.scrolling import Scroll
from tui.driver.terminal import Terminal

#: Blanks in a row from which on erasing is shorter than writing them.
TO_END, STRETCH = 5, 14
#: So many cells that stay as they are are written again rather than stepped over.
STEP = 4


class Encoder:
    """Knows what the terminal shows, where its cursor is and in which look it writes."""

    def __init__(self, terminal: Terminal) -> None:
        self.terminal = terminal
        self._shown: list[Sequence[Cell]] | None = None
        self._pen: Style | None = None
        self._at: tuple[int, int] | None = None
        self._out: list[str] = []

    def forget(self) -> None:
        """The terminal may show anything, in another size too: the next update clears it."""
        self._shown = None

    def doubt(self) -> None:
        """Something else may have written on the terminal: the next update writes every cell again."""
        if self._shown is not None:
            self._shown = [[UNKNOWN] * len(row) for row in self._shown]
        self._pen = self._at = None

    def bring_up(self, canvas: Canvas) -> str:
        """What brings the terminal from what it shows to ``canvas``; nothing if nothing differs."""
        if not canvas.width or not canvas.height:
            return ""
        if self._shown is None:
            self._clear(canvas)
        bands = canvas.take_bands()
        touched, canvas.touched = sorted(canvas.touched), set()
        changed = [y for y in touched if self._rows[y] != canvas.rows[y]]
        if self.terminal.scrolls and len(changed) >= scrolling.ROWS and self._scroll(canvas, bands):
            changed = [y for y in range(canvas.height) if self._rows[y] != canvas.rows[y]]
        for y in changed:
            self._row(y, self._rows[y], canvas.rows[y])
            self._rows[y] = canvas.rows[y].copy()
        if self._at != canvas.cursor:
            self._move(*canvas.cursor)
        written, self._out = "".join(self._out), []
        return written

    @property
    def _rows(self) -> list[Sequence[Cell]]:
        assert self._shown is not None
        return self._shown

    # The whole screen

    def _clear(self, canvas: Canvas) -> None:
        """Reset the look and the scroll region, and erase, in the usual background if that is possible."""
        self._pen = self._at = None
        blank = canvas.usual_blank() if self.terminal.keeps_background else PLAIN.blank
        self._look(blank)
        self._out.append("\x1b[r\x1b[H\x1b[2J")
        self._at = (0, 0)
        self._shown = [[blank] * canvas.width for _ in range(canvas.height)]
        canvas.touched = set(range(canvas.height))
        canvas.take_bands()

    def _scroll(self, canvas: Canvas, bands: Sequence[scrolling.Drawn]) -> bool:
        blank = canvas.usual_blank() if self.terminal.keeps_background else PLAIN.blank
        scroll = scrolling.find(self._rows, canvas.rows, bands, blank)
        if scroll is None:
            return False
        self._look(blank)
        self._out.append(self._moving(scroll))
        self._at = None
        self._shown = scrolling.scrolled(self._rows, scroll, blank)
        return True

    def _moving(self, scroll: Scroll) -> str:
        """The region is set for this one move only: nothing that ends the program leaves it behind."""
        top, bottom, lines = scroll.top + 1, scroll.bottom + 1, scroll.lines
        if self.terminal.scrolls_far:
            move = f"\x1b[{abs(lines)}{'S' if lines > 0 else 'T'}"
        elif lines > 0:
            move = f"\x1b[{bottom};1H" + "\x1bD" * lines
        else:
            move = f"\x1b[{top};1H" + "\x1bM" * -lines
        return f"\x1b[{top};{bottom}r{move}\x1b[r"

    # One row

    def _row(self, y: int, shown: Sequence[Cell], wanted: Sequence[Cell]) -> None:
        differing = [x for x, cell in enumerate(wanted) if cell is not shown[x]]
        if any(not cell.sure for cell in (*wanted, *shown)):
            differing = list(range(len(wanted)))
        tail = self._tail(wanted)
        reached = -1
        for x in differing:
            if x < reached:
                continue
            if x >= tail:
                self._go(y, x, wanted, reached)
                self._look(wanted[x])
                self._out.append("\x1b[K")
                return
            if wanted[x].width == 0:
                x -= 1
            self._go(y, x, wanted, reached)
            reached = self._cell(y, x, wanted, tail)

    def _tail(self, row: Sequence[Cell]) -> int:
        """From where on the row is blank and can be erased."""
        last = row[-1]
        if not self._erasable(last):
            return len(row)
        at = len(row)
        while at and row[at - 1] is last:
            at -= 1
        return at if len(row) - at >= TO_END else len(row)

    def _erasable(self, cell: Cell) -> bool:
        style = cell.style
        return (
            cell.text == " " and style.is_plain and (not style.background or self.terminal.keeps_background)
        )

    def _go(self, y: int, x: int, row: Sequence[Cell], reached: int) -> None:
        """Move to ``x``, by writing again what lies between if that is shorter."""
        if self._at == (y, x):
            return
        between = row[reached:x] if self._at == (y, reached) else ()
        if between and len(between) <= STEP and all(c.sure and self._suits(c) for c in between):
            self._write(y, x, "".join([cell.text for cell in between]), len(row))
        else:
            self._move(y, x)

    def _move(self, y: int, x: int) -> None:
        if self._at and self._at[0] == y and x > self._at[1]:
            by = x - self._at[1]
            self._out.append("\x1b[C" if by == 1 else f"\x1b[{by}C")
        elif self._at and self._at[0] == y and x == 0:
            self._out.append("\r")
        else:
            self._out.append(f"\x1b[{y + 1};{x + 1}H")
        self._at = (y, x)

    def _cell(self, y: int, x: int, row: Sequence[Cell], tail: int) -> int:
        """Write the cell at ``x``, and what is like it; the place after it."""
        cell = row[x]
        end = x + cell.width
        self._look(cell)
        if not cell.sure:
            self._unsure(y, x, cell, len(row))
            return end
        if self.terminal.erases_stretches and self._erasable(cell):
            while end < tail and row[end] is cell:
                end += 1
            if end - x >= STRETCH:
                self._out.append(f"\x1b[{end - x}X")
                return end
            end = x + 1
        self._write(y, end, cell.text, len(row))
        return end

    def _unsure(self, y: int, x: int, cell: Cell, width: int) -> None:
        """Terminals disagree about its width: clear its place, write it, then move to where all is sure."""
        self._out.append(" " * cell.width)
        self._at = None
        self._move(y, x)
        self._out.append(cell.text)
        self._at = None

    def _write(self, y: int, end: int, text: str, width: int) -> None:
        """After the last column terminals differ about where the cursor is."""
        self._out.append(text)
        self._at = (y, end) if end < width else None

    def _look(self, cell: Cell) -> None:
        if not self._suits(cell):
            self._out.append(turn(self._pen, cell.style, self.terminal.switches_off))
            self._pen = cell.style

    def _suits(self, cell: Cell) -> bool:
        """Whether ``cell`` can be written in the look in use: for a blank only the background counts."""
        pen, style = self._pen, cell.style
        if pen is style:
            return True
        blank = cell.text == " " and style.is_plain
        return blank and pen is not None and pen.is_plain and pen.background == style.background


#: What switches attributes off one by one: bold and faint share one.
_OFF = {"1": "22", "2": "22", "3": "23", "4": "24", "7": "27", "9": "29"}


@lru_cache(maxsize=4096)
def turn(old: Style | None, new: Style, one_by_one: bool) -> str:
    """SGR from one look to another. Attributes are switched off ``one_by_one`` where that is possible."""
    whole = f"\x1b[{';'.join(['0', *new.attributes, *filter(None, (new.colour, new.background))])}m"
    if old is None:
        return whole
    gone = [one for one in old.attributes if one not in new.attributes]
    if gone and not (one_by_one and all(one in _OFF for one in gone)):
        return whole
    parts = list(dict.fromkeys(_OFF[one] for one in gone))
    parts += [one for one in new.attributes if one not in old.attributes or _OFF.get(one) in parts]
    if new.colour != old.colour:
        parts.append(new.colour or "39")
    if new.background != old.background:
        parts.append(new.background or "49")
    return min(f"\x1b[{';'.join(parts)}m", whole, key=len)
