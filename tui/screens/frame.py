"""The lines around the panes: the title above, a message and the keys below."""

from __future__ import annotations

from tui import cells, render
from tui.commands.rechecking import Recheck
from tui.context import Context
from tui.formatting import number
from tui.keymap import Keymap
from tui.locale import gettext as _
from tui.panes.bars import Bar
from tui.screens.keysbar import KeysBar
from tui.screens.listing import footer_line
from tui.signs import SUSPECT


class Frame:
    """Holds the three bars and what is said in them."""

    def __init__(self) -> None:
        self.title, self.status, self.footer = (
            Bar(id="title"),
            Bar(id="status", wrap=True),
            KeysBar(id="footer"),
        )
        #: The message that stands below the panes.
        self.said = ""

    def say(self, text: str, warn: bool, legend: str) -> None:
        """Show a message until the next one, the ``legend`` where that is empty."""
        self.said = text
        if text:
            self.status.show(f"! {text}" if warn else text, "bold" if warn else "")
        else:
            self.show_legend(legend)

    def show_legend(self, legend: str) -> None:
        """Show what is under the cursor, while there is no message."""
        if not self.said:
            # It changes with every step: in one line, whatever it says, or the panes would move all the time.
            self.status.show(cells.cut(render.one_line(legend), self.status.screen.size.width))

    def show_keys(self, keymap: Keymap, context: Context, width: int) -> None:
        """Show the keys that are of use here."""
        self.footer.show_parts(footer_line(keymap, context, width))


def left_open(passages: int, keymap: Keymap) -> str:
    """What new versions left to be checked; "" for nothing."""
    if not passages:
        return ""
    said = _("{sign}{count} to check ({key})")
    return said.format(sign=SUSPECT, count=number(passages), key=keymap.shown(Recheck.id))
