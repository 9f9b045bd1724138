"""Choosing a colour among those of the 256-colour cube; what is under the cursor is told in words, too."""

from __future__ import annotations

from collections.abc import Mapping

from textual.app import ComposeResult
from textual.containers import Vertical
from textual.geometry import clamp
from textual.message import Message
from textual.strip import Strip
from textual.widget import Widget

from tui import render
from tui.colours import CUBE, GRAYS, SIDE, colour_name, colour_word, number_of
from tui.locale import gettext as _
from tui.panes.bars import Bar
from tui.screens.dialog import Dialog
from tui.screens.keysbar import KeysBar

#: The cells of a swatch, and how many stand in a line: as many as there is room for.
CELLS, ACROSS = 3, (18, 12, 6)
LAST = CUBE + SIDE**3 + GRAYS - 1


class Palette(Widget, can_focus=True):
    """The colours by number; those in ``used`` carry the letter of their tag."""

    DEFAULT_CSS = """
    Palette {
        height: 1fr;
        max-height: 14;
        width: 54;
        max-width: 100%;
    }
    """

    class Moved(Message):
        """Another colour is under the cursor."""

    def __init__(self, number: int, used: Mapping[int, str]) -> None:
        super().__init__()
        self.number = number
        self._used = used

    @property
    def across(self) -> int:
        """How many stand in a line."""
        room = max(1, self.size.width // CELLS)
        return next((count for count in ACROSS if count <= room), room)

    def move(self, right: int, down: int) -> None:
        """On by so many colours and lines, as long as there are any."""
        wanted = self.number + right + down * self.across
        self.number = wanted if CUBE <= wanted <= LAST else self.number
        self.post_message(self.Moved())
        self.refresh()

    def render_line(self, y: int) -> Strip:
        # On a low screen the line of the cursor stays in sight.
        across = self.across
        top = max(0, (self.number - CUBE) // across - self.size.height + 1)
        first = CUBE + (top + y) * across
        parts = [
            (self._swatch(number), self.rich_style + render.tint(colour_name(number)))
            for number in range(first, min(first + across, LAST + 1))
        ]
        return render.line(parts, self.size.width, self.rich_style)

    def _swatch(self, number: int) -> str:
        letter = self._used.get(number, " ")
        return f"[{letter}]" if number == self.number else f" {letter} "


class ColourScreen(Dialog[str | None]):
    """Gives back a colour as it is stored, "" for none, None when the reviewer backs out."""

    PANE = "colour"

    def __init__(self, title: str, colour: str | None, used: Mapping[int, str]) -> None:
        super().__init__()
        self._heading = title
        self._start = clamp(number_of(colour) or CUBE, CUBE, LAST)
        self._used = used

    def compose(self) -> ComposeResult:
        with Vertical(id="dialog"):
            yield Bar(self._heading, id="heading", wrap=True)
            yield Palette(self._start, self._used)
            yield Bar(id="reading", wrap=True)
            yield KeysBar(self.keys_line(), id="keys", wrap=True)

    def on_mount(self) -> None:
        self.query_one("#dialog").styles.height = 20
        self._palette.focus()
        self._told()

    @property
    def _palette(self) -> Palette:
        return self.query_one(Palette)

    def on_palette_moved(self) -> None:
        self._told()

    def _told(self) -> None:
        number = self._palette.number
        letter = self._used.get(number)
        said = colour_word(colour_name(number))
        taken = " · " + _("used: {letter}").format(letter=letter) if letter else ""
        self.query_one("#reading", Bar).show(said + taken)

    def do_left(self) -> None:
        self._palette.move(-1, 0)

    def do_right(self) -> None:
        self._palette.move(1, 0)

    def do_up(self) -> None:
        self._palette.move(0, -1)

    def do_down(self) -> None:
        self._palette.move(0, 1)

    def do_choose(self) -> None:
        self.dismiss(colour_name(self._palette.number))

    def do_none(self) -> None:
        self.dismiss("")
