"""Pressing keys in tests, and waiting until what they set going has come to rest, on any machine."""

from __future__ import annotations

from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from typing import Any

from textual import events
from textual._context import visible_screen_stack
from textual.app import App
from textual.pilot import Pilot

from store.review import Review
from tui.app import VermerkApp
from tui.commands import COMMANDS
from tui.commands.motions import Motion
from tui.fitting import Fitted
from tui.keymap import Keymap, printed
from tui.panes.bars import Bar
from tui.panes.reader import Reader
from tui.panes.rowlist import RowList

#: Seconds between two looks, how many in a row must see the same, and how many there are at the most.
TICK, STILL, MOST = 0.02, 2, 500


def shown(app: App[Any]) -> list[str]:
    """The lines on the screen now, with what lies behind a dialog: who looks first fills its cache."""
    visible_screen_stack.set(app._background_screens)
    return [strip.text.rstrip() for strip in app.screen._compositor.render_strips()]


@asynccontextmanager
async def desk(
    review: Review, size: tuple[int, int] = (80, 24), fitted: Fitted | None = None
) -> AsyncIterator[Pilot[Any]]:
    """A review's desk, once it has come to rest."""
    app = VermerkApp(review, fitted)
    async with app.run_test(size=size) as pilot:
        await settle(pilot)
        yield pilot
    app.session.stop()


class Keyed(App[None]):
    """An App around one pane, whose keys do there what they do in the pane ``PANE`` of the desk."""

    PANE = "documents"
    keymap = Keymap(COMMANDS)

    def keyed(self) -> RowList | Reader:
        """What the keys are for."""
        raise NotImplementedError

    def on_key(self, event: events.Key) -> None:
        command, pane = self.keymap.find(printed(event), self.PANE), self.keyed()
        if isinstance(command, Motion):
            pane.move(command.way)
        elif command is not None and isinstance(pane, Reader):
            does = {
                "reader.select": pane.toggle_selection,
                "reader.swap": pane.swap_ends,
                "reader.jump": pane.show_labels,
                "go.next_mark": lambda: pane.step(1),
                "go.previous_mark": lambda: pane.step(-1),
                "go.back": pane.drop,
            }
            does.get(command.id, lambda: None)()
        elif command is not None and command.id == "row.mark" and isinstance(pane, RowList):
            pane.mark()


def bar(pilot: Pilot[Any], name: str) -> str:
    """What the screen in front says in one of its bars: title, status, footer."""
    return pilot.app.screen.query_one(f"#{name}", Bar).text


def said(pilot: Pilot[Any]) -> str:
    """What the desk says, whatever lies over it."""
    return pilot.app.screen_stack[0].query_one("#status", Bar).text


async def settle(pilot: Pilot[Any]) -> None:
    """Until no key waits for a dialog, the store's thread has answered, and the screen stays as it is."""
    app = pilot.app
    seen, still = None, 0
    for _ in range(MOST):
        await pilot.pause(TICK)
        await app.session.ask(lambda _review: None)  # type: ignore[attr-defined]
        sees = app.screen, shown(app)
        still = still + 1 if sees == seen and not _waits(app) else 0
        if still == STILL:
            break
        seen = sees
    assert app._exception is None


async def press(pilot: Pilot[Any], *keys: str) -> None:
    """Each key once what the one before did is there."""
    for key in keys:
        await pilot.press(key)
        await settle(pilot)


async def until(pilot: Pilot[Any], holds: Callable[[], object]) -> None:
    """Until it holds: for what no key is kept for, such as another process's work."""
    for _ in range(MOST):
        if holds():
            return
        await pilot.pause(TICK)
    raise AssertionError(f"never came to hold: {shown(pilot.app)}")


def _waits(app: Any) -> bool:
    """Whether a key is kept, a command has not got as far as its dialog, or a table is being worked out."""
    return bool(app.beginning or app._ahead or not getattr(app.screen, "worked_out", True))
