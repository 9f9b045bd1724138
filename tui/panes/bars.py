"""One line (or a few) of text that is not a list: title, status, footer, a dialog's heading."""

from __future__ import annotations

from collections.abc import Sequence

from textual.strip import Strip
from textual.widget import Widget

from tui import cells, render

Parts = Sequence[tuple[str, str]]

GAP = "  "
LEFT_OUT = "…"


class Bar(Widget):
    """Shows text cut to its width, one row. With ``wrap`` it takes the rows it needs, as far as there are."""

    def __init__(
        self,
        text: str = "",
        *,
        id: str | None = None,  # noqa: A002
        classes: str | None = None,
        wrap: bool = False,
    ) -> None:
        super().__init__(id=id, classes=classes)
        self._parts: Parts = [(text, "")]
        self._wrap = wrap

    @property
    def text(self) -> str:
        """What it says, without styles."""
        return "".join(text for text, _style in self._parts)

    def show(self, text: str, style: str = "") -> None:
        """Say something else."""
        self.show_parts([(text, style)])

    def show_parts(self, parts: Parts) -> None:
        """Say something else in several styles."""
        if list(parts) != list(self._parts):
            before, self._parts = self._height(self.size.width), parts
            self.refresh(layout=self._height(self.size.width) != before)

    def _height(self, width: int) -> int:
        return max(1, len(rows_of(self.text, width))) if self._wrap else 1

    def get_content_height(self, container: object, viewport: object, width: int) -> int:
        return self._height(width)

    def render_line(self, y: int) -> Strip:
        width = self.size.width
        base = self.rich_style
        styled = [(text, base + render.style(style) if style else base) for text, style in self._parts]
        rows = rows_of(self.text, width) if self._wrap else []
        if len(rows) > 1:
            # The last row that there is room for says that it goes on.
            last = y + 1 >= self.size.height
            styled = [(" ".join(rows[y:] if last else rows[y : y + 1]), styled[0][1])]
        elif y:
            styled = []
        return render.line(styled, width, base)


def rows_of(text: str, width: int) -> list[str]:
    """``text`` broken at blanks into rows of at most ``width`` cells; line feeds break too."""
    rows: list[str] = []
    for paragraph in text.split("\n"):
        row = ""
        for word in paragraph.split(" "):
            longer = f"{row} {word}" if row else word
            if row and cells.cells(render.visible(longer)) > width:
                rows.append(row)
                row = word
            else:
                row = longer
        rows.append(row)
    return rows


def footer_parts(keys: Sequence[tuple[str, str]], width: int, lasting: int = 1) -> list[tuple[str, str]]:
    """(key, label) pairs side by side. What doesn't fit is left out whole, with an ellipsis in its place; the
    last pairs, so many as are ``lasting``, stay longer, and the very last longest, in the end without the
    ellipsis."""
    pairs = [[(key, "bold"), (f" {label}", "")] for key, label in keys]
    others, last = pairs[: len(pairs) - lasting], pairs[len(pairs) - lasting :]
    dots = [(LEFT_OUT, "")]
    fewer = [pairs, *([*others[:count], dots, *last] for count in range(len(others) - 1, -1, -1))]
    fewer += [[dots, *last[at:]] for at in range(1, len(last))]
    fits = (line for one in [*fewer, last[-1:]] if _width(line := _side_by_side(one)) <= width)
    return next(fits, [])


def _side_by_side(pairs: Sequence[Parts]) -> list[tuple[str, str]]:
    return [part for pair in pairs for part in ((GAP, ""), *pair)][1:]


def _width(parts: Parts) -> int:
    return cells.cells("".join(text for text, _style in parts))
