"""One line (or a few) of text that is not a list: title, status, footer, a dialog's heading."""

from __future__ import annotations

from collections.abc import Sequence

from textual.strip import Strip
from textual.widget import Widget

from tui import cells, render

Parts = Sequence[tuple[str, str]]

GAP = "  "


class Bar(Widget):
    """Shows text cut to its width, one row. With ``wrap`` it takes the rows it needs."""

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
        self._rows: list[str] = []

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
            self._parts = parts
            self.refresh(layout=self._wrap)

    def get_content_height(self, container: object, viewport: object, width: int) -> int:
        return max(1, len(rows_of(self.text, width))) if self._wrap else 1

    def render_line(self, y: int) -> Strip:
        width = self.size.width
        base = self.rich_style
        if self._wrap:
            rows = rows_of(self.text, width)
            return render.line([(rows[y], base)] if y < len(rows) else [], width, base)
        parts = [(text, base + render.style(style) if style else base) for text, style in self._parts]
        return render.line(parts if y == 0 else [], width, base)


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


def footer_parts(keys: Sequence[tuple[str, str]], width: int) -> list[tuple[str, str]]:
    """(key, label) pairs side by side; one that doesn't fit is left out whole, the last one last of all."""
    *others, last = keys or [("", "")]
    room = width - _width(last)
    if room < 0:
        return []
    shown = []
    for pair in others:
        room -= _width(pair) + len(GAP)
        if room < 0:
            break
        shown.append(pair)
    parts: list[tuple[str, str]] = []
    for key, label in [*shown, last]:
        parts += [(GAP if parts else "", ""), (key, "bold"), (f" {label}", "")]
    return parts


def _width(pair: tuple[str, str]) -> int:
    return cells.cells(" ".join(pair))
