"""What to write so that the terminal shows what is wanted: the fewest bytes that all terminals understand."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence
from functools import lru_cache
from itertools import groupby
from operator import attrgetter, is_not

from tui.driver import scrolling
from tui.driver.canvas import Canvas
from tui.driver.cell import PLAIN, UNKNOWN, Cell, Style
from tui.driver.scrolling import Scroll
from tui.driver.terminal import Terminal

#: Blanks in a row from which on erasing is shorter than writing them.
TO_END, STRETCH = 5, 14
#: So many cells that stay as they are are written again rather than stepped over.
STEP = 4

_ALIKE, _TEXT = attrgetter("alike"), attrgetter("text")


class Encoder:
    """Knows what the terminal shows, where its cursor is and in which look it writes."""

    def __init__(self, terminal: Terminal) -> None:
        self.terminal = terminal
        self._shown: list[Sequence[Cell]] | None = None
        self._pen: Style | None = None
        self._at: tuple[int, int] | None = None
        self._out: list[str] = []
        #: The first row that had to wait.
        self._next = 0

    def forget(self) -> None:
        """The terminal may show anything, in another size too: the next update clears it."""
        self._shown = None

    def doubt(self) -> None:
        """Something else may have written on the terminal: the next update writes every cell again."""
        if self._shown is not None:
            self._shown = [[UNKNOWN] * len(row) for row in self._shown]
        self._pen = self._at = None

    def bring_up(self, canvas: Canvas, most: int | None = None) -> str:
        """What brings the terminal from what it shows to ``canvas``; nothing if nothing differs.

        Once ``most`` characters are reached the other rows are left for the next call: they stay touched.
        """
        if not canvas.width or not canvas.height:
            return ""
        if self._shown is None:
            self._clear(canvas)
        bands = canvas.take_bands()
        touched, canvas.touched = sorted(canvas.touched), set()
        changed = [y for y in touched if self._rows[y] != canvas.rows[y]]
        if self.terminal.scrolls and len(changed) >= scrolling.ROWS and self._scroll(canvas, bands):
            changed = [y for y in range(canvas.height) if self._rows[y] != canvas.rows[y]]
        left = self._bring_up_rows(canvas, changed, most)
        canvas.touched |= left
        if not left:
            self._move(*canvas.cursor)
        written, self._out = "".join(self._out), []
        return written

    def _bring_up_rows(self, canvas: Canvas, changed: list[int], most: int | None) -> set[int]:
        """Those that are left. Rows that had to wait the last time come first, or some would always wait."""
        at = bisect_left(changed, self._next)
        self._next = 0
        waiting = changed[at:] + changed[:at]
        for number, y in enumerate(waiting):
            if most is not None and sum(map(len, self._out)) >= most:
                self._next = y
                return set(waiting[number:])
            self._row(y, self._rows[y], canvas.rows[y], canvas.unsure)
            self._rows[y] = canvas.rows[y].copy()
        return set()

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

    def _row(self, y: int, shown: Sequence[Cell], wanted: Sequence[Cell], unsure: bool) -> None:
        width, tail = len(wanted), self._tail(wanted)
        whole = unsure and not all(cell.sure for cell in (*wanted, *shown))
        differing = b"\1" * width if whole else bytes(map(is_not, wanted, shown))
        reached = -1
        while (x := differing.find(1, max(reached, 0))) >= 0:
            end = differing.find(0, x) % (width + 1)  # -1: the row's end
            while end < width and wanted[end].width == 0:
                end += 1
            if wanted[x].width == 0:
                x -= 1
            self._go(y, x, wanted, reached)
            self._stretch(y, x, wanted[x : min(end, tail)], width)
            if end > tail:
                self._look(wanted[-1])
                self._move(y, max(x, tail))
                self._out.append("\x1b[K")
                return
            reached = end

    def _stretch(self, y: int, x: int, cells: Sequence[Cell], width: int) -> None:
        """Write cells, those that are alike at once."""
        half = 0
        for _alike, group in groupby(cells, _ALIKE):
            alike = [*group][half:]
            x += half
            half = 0
            if not alike:
                continue
            cell, end = alike[0], x + len(alike)
            self._look(cell)
            self._move(y, x)
            if not cell.sure:
                for at in range(x, end):
                    self._unsure(y, at, cell)
                half = cell.width - 1
            elif len(alike) >= STRETCH and self.terminal.erases_stretches and self._erasable(cell):
                self._out.append(f"\x1b[{len(alike)}X")
            else:
                self._out.append("".join(map(_TEXT, alike)))
                # After the last column terminals differ about where the cursor is.
                self._at = (y, end) if end < width else None
            x = end

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
        between = row[reached:x] if self._at == (y, reached) else ()
        if between and len(between) <= STEP and all(c.sure and self._suits(c) for c in between):
            self._out.append("".join(map(_TEXT, between)))
            self._at = (y, x)
        else:
            self._move(y, x)

    def _move(self, y: int, x: int) -> None:
        if self._at == (y, x):
            return
        if self._at and self._at[0] == y and x > self._at[1]:
            by = x - self._at[1]
            self._out.append("\x1b[C" if by == 1 else f"\x1b[{by}C")
        elif self._at and self._at[0] == y and x == 0:
            self._out.append("\r")
        else:
            self._out.append(f"\x1b[{y + 1};{x + 1}H")
        self._at = (y, x)

    def _unsure(self, y: int, x: int, cell: Cell) -> None:
        """Terminals disagree about its width: clear its place, write it, then move to where all is sure."""
        self._move(y, x)
        self._out.append(" " * cell.width)
        self._at = None
        self._move(y, x)
        self._out.append(cell.text)
        self._at = None

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
