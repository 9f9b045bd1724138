"""The Textual app: one desk, one session, nothing that blinks."""

from __future__ import annotations

import contextlib
import os
import sys
import termios
import threading
from collections.abc import Callable, Sequence
from pathlib import Path

from textual import events
from textual.app import App
from textual.binding import Binding
from textual.driver import Driver
from textual.filter import LineFilter

from store.review import Review
from tui import render
from tui.fitting import Fitted, fit
from tui.keymap import Keymap
from tui.locale import gettext as _
from tui.parting import leave_when_lost, mind_the_keys
from tui.screens.ahead import Ahead
from tui.screens.desk import DeskScreen
from tui.session import Session
from tui.settings import Options


class VermerkApp(App[None]):
    """One reviewer's screen on one project."""

    ENABLE_COMMAND_PALETTE = False
    BINDINGS = [Binding("ctrl+q", "leave", show=False, priority=True)]

    def __init__(self, review: Review, fitted: Fitted | None = None) -> None:
        fitted = fitted or Fitted()
        super().__init__(driver_class=chosen_driver(fitted.settings.driver))
        self._disable_notifications = self._disable_tooltips = True  # two widgets a screen, never shown
        self.title = render.plain(f"Vermerk – {review.name}")
        self._colourless: LineFilter | None = None
        self.show_theme(fitted.settings.theme)
        self.session = Session(review, self.tell)
        self.desk = DeskScreen(self.session, review.view(), review.personal(), fitted)
        self._stay: Callable[[], None] = lambda: None
        self._ahead: list[events.Key] = []

    @property
    def keymap(self) -> Keymap:
        """Which key does what, now."""
        return self.desk.keymap

    async def on_event(self, event: events.Event) -> None:
        if not isinstance(event, events.Key) or event.is_forwarded:
            await super().on_event(event)
        elif self._ahead or self.beginning or self._filling:
            self.hold(event)
        else:
            await super().on_event(event)

    @property
    def beginning(self) -> bool:
        """Whether the screen that is shown has yet to open what the next keys are for."""
        return bool(self.screen_stack) and isinstance(self.screen, Ahead) and self.screen.beginning

    @property
    def _filling(self) -> bool:
        """Whether a field has yet to work off what was typed: Enter is for all letters before it, and what
        follows it for whatever it opens."""
        field = self.focused
        if field is None or not getattr(field, "TYPED_INTO", False):
            return False
        return any(node.message_queue_size for node in field.ancestors_with_self if node is not self)

    @property
    def typing(self) -> bool:
        """Whether keys wait that are for what is shown now."""
        return bool(self._ahead) or self._filling

    def hold(self, event: events.Key) -> None:
        """Keep a key until what an earlier one opens is there to take it.

        Over a slow line several come at once, and the first may open the dialog that the others are for.
        """
        if not self._ahead:
            self.set_timer(A_TICK, self._release)
        key = events.Key(event.key, event.character)
        key.time = event.time
        self._ahead.append(key)
        self._ahead.sort(key=lambda one: one.time)

    async def _release(self) -> None:
        """Give the first key that was kept to the screen that is there now; none while the program ends."""
        if not self.screen_stack:
            return
        screen = self.screen
        ready = screen.is_mounted and not (screen.message_queue_size or self.beginning or self._filling)
        if ready and (screen.focused is not None or not screen.focus_chain):
            await super().on_event(self._ahead.pop(0))
        if self._ahead:
            self.set_timer(A_TICK, self._release)

    def show_theme(self, name: str) -> None:
        """Draw everything in the theme of that name (see ``tui.settings``)."""
        if name == "dark" and self.theme == DARK:
            return
        from tui.themes import THEMES, Colourless, mono_theme

        self.register_theme(mono_theme())
        self._colourless = Colourless() if name == "mono" else None
        self.theme = THEMES[name]

    def tell(self, message: object) -> object:
        """Give a message of the background to the desk, whatever lies over it. Safe from any thread."""
        return self.desk.post_message(message)  # type: ignore[arg-type]

    def get_line_filters(self) -> Sequence[LineFilter]:
        return [*super().get_line_filters(), *([self._colourless] if self._colourless else []), SAFE]

    def get_default_screen(self) -> DeskScreen:
        return self.desk

    def on_mount(self) -> None:
        if threading.current_thread() is threading.main_thread():
            self._stay = leave_when_lost(self.desk.keep, self.desk.quit, self.give_back)

    def on_unmount(self) -> None:
        self._stay()

    def give_back(self) -> None:
        """Leave the terminal's settings as they were; what it shows can't be helped when it takes nothing."""
        before = getattr(self._driver, "attrs_before", None)
        if before is not None:
            termios.tcsetattr(sys.__stdin__ or 0, termios.TCSANOW, before)

    def _fatal_error(self) -> None:
        """End: what went wrong is raised by ``run``, and told where everything else is, cleaned."""
        self._close_messages_no_wait()

    def open_url(self, url: str, *, new_tab: bool = True) -> None:
        """Show the address; never start a browser on the server."""
        self.desk.say(url)

    def action_leave(self) -> None:
        """ctrl+q: leave from wherever I am."""
        self.desk.quit()

    def action_help_quit(self) -> None:
        """ctrl+c: say how to leave."""
        self.desk.say(_("Press {key} to leave.").format(key=self.desk.keymap.shown("app.quit")))


#: Seconds between two keys that were kept.
A_TICK = 0.003
SAFE = render.SafeFilter()
#: The theme that Textual begins with.
DARK = "textual-dark"


def chosen_driver(name: str = "cells") -> type[Driver] | None:
    """Ours, which sends only what changed; Textual's own (None) where the settings say "stock"."""
    if name == "stock":
        return None
    from tui.driver.driver import CellDriver

    return CellDriver


def run(folder: Path, options: Options) -> int:
    """Open a project and keep its screen until the reviewer leaves.

    Raises StoreError while the screen isn't there yet.
    """
    with contextlib.closing(Review.open(folder, options.acting)) as review:
        mind_the_keys()
        app = VermerkApp(review, fit(options, review.personal(), os.environ))
        try:
            app.run(mouse=app.desk.fitted.settings.mouse)
        finally:
            app.desk.drafts.save()
            app.session.stop()
            review.snapshot_soon()
    if app._exception is not None:
        raise app._exception
    return app.return_code or 0
