"""What all small screens over the desk share: they ask or show one thing, and are left once."""

from __future__ import annotations

from typing import TYPE_CHECKING, cast

from textual import events
from textual.screen import ModalScreen, ScreenResultType

from tui.keymap import KEPT, Keymap, printed
from tui.locale import gettext as _
from tui.panes.bars import Bar
from tui.screens.leaving import Leaving
from tui.screens.styles import DIALOG

if TYPE_CHECKING:
    from tui.app import VermerkApp


class Dialog(ModalScreen[ScreenResultType], Leaving[ScreenResultType]):
    """Gives back the answer, None when the reviewer backs out. Below thirteen rows it gives up its frame,
    below six its heading and its keys, too, for what is asked.

    ``PANE`` is its name to commands; each of those that work there is one of its methods (see
    ``Command.action``).
    """

    DEFAULT_CSS = DIALOG
    VERTICAL_BREAKPOINTS = [(0, "-lowest"), (6, "-low"), (13, "-high")]
    PANE: str

    @property
    def keymap(self) -> Keymap:
        """Which key does what."""
        return cast("VermerkApp", self.app).keymap

    def idle(self) -> tuple[str, ...]:
        """The ids of commands that do nothing now."""
        return ()

    def keys_line(self) -> str:
        """What the keys do, as far as it is not plain."""
        return self.keymap.line(self.PANE, self.idle())

    def takes(self, event: events.Key) -> bool:
        """Do what a key is for; False if it is for nothing here: where there is a field it gets it."""
        command = self.keymap.find(printed(event), self.PANE)
        if command is None or command.id in self.idle():
            return False
        getattr(self, command.action)()
        return True

    def on_key(self, event: events.Key) -> None:
        """Keys that no field has taken."""
        key, field = printed(event), self.focused
        if key in KEPT or (field is not None and event.key in field._bindings.key_to_bindings):
            return
        event.stop()
        event.prevent_default()
        said = "" if self.takes(event) else self.in_vain()
        self.call_after_refresh(self._tell, said)  # by then it is known what there is to scroll

    def in_vain(self) -> str:
        """Why a key does nothing."""
        said = _("! This key does nothing here; {key} leads back.")
        return said.format(key=self.keymap.shown("dialog.back"))

    def _tell(self, said: str) -> None:
        """Say something instead of what the keys do."""
        for bar in self.query("#keys").results(Bar):
            bar.show(said or self.keys_line(), "bold" if said else "")

    # What the keys do

    def do_back(self) -> None:
        self.dismiss(None)

    def do_keys(self) -> None:
        from tui.screens.helping import help_rows
        from tui.screens.showing import ListScreen

        keymap = self.keymap
        self.app.push_screen(
            ListScreen(_("Keys"), *help_rows(keymap, self.PANE), keymap.leaving("dialog.keys"))
        )
