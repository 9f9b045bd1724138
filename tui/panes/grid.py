"""A table of lines against columns, drawn line by line: only the cells in sight are worked out."""

from __future__ import annotations

from textual import events
from textual.geometry import clamp
from textual.message import Message
from textual.strip import Strip
from textual.widget import Widget

from tui import cells, render
from tui.panes.tabular import Line, Nothing, Tabular
from tui.wrapping import wrapped

#: How many cells a column may be wide; the narrowest has no room for a title.
WIDTHS = (5, 9, 16, 28)
#: The height from which titles have two lines.
TALL = 16
SIGNS = 4
#: So many cells of a demand's words are enough.
MOST_STUB = 100
TOTAL = 4
#: So many lines at a turn of the wheel.
WHEEL = 3


class Grid(Widget, can_focus=True):
    """The cursor stays on its line and column when another table is shown."""

    DEFAULT_CSS = """
    Grid {
        height: 1fr;
    }
    """

    class Moved(Message):
        """The cursor is on another cell."""

    def __init__(self, *, id: str | None = None) -> None:  # noqa: A002
        super().__init__(id=id)
        self._matrix: Tabular = Nothing()
        self._row = self._column = self._top = self._left = 0
        #: Top and left as the last move left them.
        self._corner = 0, 0
        self._wide = 1

    # What it shows

    @property
    def matrix(self) -> Tabular:
        return self._matrix

    @property
    def place(self) -> tuple[int, int] | None:
        """Line and column of the cursor, None where there are no cells."""
        if not self._matrix.columns or all(line.header for line in self._matrix.lines):
            return None
        return self._row, self._column

    def show(self, matrix: Tabular) -> None:
        """Show another table."""
        here = self.place
        line = self._matrix.lines[here[0]].id if here else ""
        column = self._matrix.columns[here[1]].id if here else ""
        self._matrix = matrix
        self.point_to(line, column)

    def point_to(self, line: str, column: str) -> None:
        """Go to a line and a column, as far as they are there."""
        lines, columns = self._matrix.lines, self._matrix.columns
        self._row = next((at for at, one in enumerate(lines) if one.id == line), self._row)
        self._column = next((at for at, one in enumerate(columns) if one.id == column), self._column)
        self.move(0, 0)

    # Moving

    def move(self, down: int, right: int) -> None:
        """Go on by so many lines and columns, to the edge at most; headings are passed over."""
        rows = [at for at, line in enumerate(self._matrix.lines) if not line.header]
        if rows:
            near = sum(at < self._row for at in rows)
            self._row = rows[clamp(near + down, 0, len(rows) - 1)]
        self._column = clamp(self._column + right, 0, max(0, len(self._matrix.columns) - 1))
        self._keep_in_sight()
        self._corner = self._top, self._left
        self.post_message(self.Moved())
        self.refresh()

    def page(self, down: int, right: int) -> None:
        """Go on by so many screens."""
        self.move(down * max(1, self.body - 1), right * max(1, self.columns - 1))

    def to_filled(self, by: int) -> bool:
        """Go to the next (1) or previous (-1) filled cell, line by line; False if there is none."""
        rows = {line.id: at for at, line in enumerate(self._matrix.lines)}
        columns = {column.id: at for at, column in enumerate(self._matrix.columns)}
        places = sorted(
            (rows[demand], columns[document])
            for demand, document in self._matrix.filled
            if demand in rows and document in columns
        )
        here = (self._row, self._column)
        ahead = [place for place in places if (place > here if by > 0 else place < here)]
        if not ahead:
            return False
        self._row, self._column = ahead[0 if by > 0 else -1]
        self.move(0, 0)
        return True

    def fit(self) -> None:
        """Columns as wide as they may be if all are to be in sight, else of the usual width."""
        room = self.size.width - self._least_stub
        fitting = [at for at, wide in enumerate(WIDTHS) if len(self._matrix.columns) * (wide + 1) <= room]
        self._wide = max([1, *fitting])
        self.move(0, 0)

    def widen(self, by: int) -> None:
        """Wider (1) or narrower (-1) columns."""
        self._wide = clamp(self._wide + by, 0, len(WIDTHS) - 1)
        self.move(0, 0)

    def on_click(self, event: events.Click) -> None:
        """With the mouse on: go to the cell that is clicked; a second click is for what Enter does."""
        at, before = event.get_content_offset(self), self.place
        line = self._top + at.y - self.head if at is not None else -1
        if (
            at is None
            or at.y < self.head
            or line >= len(self._matrix.lines)
            or self._matrix.lines[line].header
        ):
            return
        self._row = line
        if at.x >= self._stub and self._matrix.columns:
            self._column = min(
                self._left + (at.x - self._stub) // (self.width_of_column + 1), self._in_sight[-1]
            )
        self.move(0, 0)
        if event.chain == 2 and self.place == before:
            self.app.simulate_key("enter")

    def on_mouse_scroll_down(self) -> None:
        self.move(WHEEL, 0)

    def on_mouse_scroll_up(self) -> None:
        self.move(-WHEEL, 0)

    def on_resize(self) -> None:
        self._top, self._left = self._corner
        self._keep_in_sight()
        self.refresh()

    def _keep_in_sight(self) -> None:
        body, columns = max(1, self.body), max(1, self.columns)
        first = self._row
        # A topic's heading comes into sight with its first demand.
        if first and self._matrix.lines[first - 1].header and body > 1:
            first -= 1
        # Nothing stays out of sight while there is room for it.
        last = max(0, len(self._matrix.lines) - body), max(0, len(self._matrix.columns) - columns)
        self._top = min(clamp(self._top, self._row - body + 1, first), last[0])
        self._left = min(clamp(self._left, self._column - columns + 1, self._column), last[1])

    # Sizes in cells

    @property
    def head(self) -> int:
        """Lines above the demands: titles, dates, sums."""
        return 4 if self.size.height >= TALL else 2 if self.size.height > 4 else 1

    @property
    def body(self) -> int:
        return self.size.height - self.head

    @property
    def width_of_column(self) -> int:
        return WIDTHS[self._wide]

    @property
    def _least_stub(self) -> int:
        return max(10, min(48, self.size.width * 2 // 5))

    @property
    def _stub(self) -> int:
        """The room for the demands: what few documents leave is theirs, too."""
        left = self.size.width - len(self._matrix.columns) * (self.width_of_column + 1)
        return max(self._least_stub, min(left, MOST_STUB))

    @property
    def columns(self) -> int:
        """How many documents are in sight."""
        return (self.size.width - self._stub) // (self.width_of_column + 1)

    # Drawing

    def render_line(self, y: int) -> Strip:
        width, base = self.size.width, self.rich_style
        at = self._top + y - self.head
        if y < self.head:
            parts = self._heading(y)
        elif at < len(self._matrix.lines):
            parts = self._line(at)
        else:
            parts = []
        return render.line([(text, base + render.style(style)) for text, style in parts], width, base)

    @property
    def _in_sight(self) -> range:
        return range(self._left, min(self._left + max(1, self.columns), len(self._matrix.columns)))

    def _heading(self, y: int) -> list[tuple[str, str]]:
        of_head = ("title", "title", "date", "sum") if self.head == 4 else ("title", "sum")
        what = of_head[y]
        stub = "Σ" if what == "sum" else self._extent() if y == 0 else ""
        parts = [(cells.fit(stub, self._stub, "right" if what == "sum" else "left"), "dim")]
        for at in self._in_sight:
            column, room = self._matrix.columns[at], self.width_of_column
            if what == "title":
                text = self._title(column.title, y) if room > WIDTHS[0] else column.id if y == 0 else ""
            else:
                text = column.date if what == "date" else str(column.total or "")
            style = "bold" if at == self._column else "dim" if what != "title" else ""
            parts += [(" ", ""), (cells.fit(cells.cut(text, room), room), style)]
        return parts

    def _title(self, title: str, y: int) -> str:
        """The part of a title that stands in this line of it."""
        lines = [
            "".join(text for text, _style in line) for line in wrapped([(title, "")], self.width_of_column)
        ]
        if self.head < 4:
            return title
        return "".join(lines[y : y + 1]) if y == 0 else " ".join(lines[1:])

    def _extent(self) -> str:
        """Which of the documents are in sight: „7–12/340“."""
        seen = self._in_sight
        return f" {seen.start + 1}–{seen.stop}/{len(self._matrix.columns)}" if seen else ""

    def _line(self, at: int) -> list[tuple[str, str]]:
        line = self._matrix.lines[at]
        here = at == self._row
        style = "bold underline" if line.header else "bold" if here else ""
        text = "  " * min(max(line.depth - 1, 0), 4) + line.text
        room = self._stub - 1 - TOTAL - (0 if line.header else SIGNS)
        sign = "›" if here else " "
        parts = [(sign, ""), ("" if line.header else f"{line.signs:{SIGNS}}", "")]
        parts += [(cells.fit(text, room), style), (cells.fit(str(line.total or ""), TOTAL, "right"), "dim")]
        return parts + [part for column in self._in_sight for part in self._cell(line, at, column)]

    def _cell(self, line: Line, at: int, number: int) -> list[tuple[str, str]]:
        here = (at, number) == (self._row, self._column)
        text = "" if line.header else self._matrix.text(at, number)
        empty = "" if line.header else "·"
        style = "reverse" if here else "" if text else "dim"
        return [("›" if here else " ", "bold"), (cells.fit(text or empty, self.width_of_column), style)]
