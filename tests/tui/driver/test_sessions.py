"""The desk, by random keys and sizes: what Textual writes and what the driver sends show the same screen."""

from __future__ import annotations

import asyncio
from datetime import date
from random import Random
from typing import Any

import pytest
from textual.drivers import headless_driver
from textual.screen import ModalScreen

from store.changes import AddDemand, AddDocument, AddEvent, AddNote, AddTag, AttachTags
from store.review import Review
from tests.tui.driver.referee import KINDS, XTERM, Referee
from tui.app import VermerkApp
from tui.driver.canvas import Canvas
from tui.driver.encoding import Encoder
from tui.screens.sparing import Sparing

KEYS = ("j", "j", "j", "k", "down", "up", "pagedown", "pageup", "enter", "1", "2", "3", "4", "5", "g", "G", 
        "tab", "z", "n", "N", "?", ":", "escape", "escape", "v", "x", "+", "-", ".", "h", "l")  # fmt: skip
#: The rest of the words: long enough to scroll in every pane.
HEARTS = "nichts ❤\ufe0f"
TEXT = "\n\n".join(
    f"Absatz {number}: Die Stadt 漢字 gibt für Busse, Brücken und Cafe\u0301s {number * 7} Millionen "
    f"👩\u200d🔬 Euro aus, und der Kreis {'noch einmal so viel' if number % 3 else HEARTS}."
    for number in range(120)
)


def review() -> Review:
    first = Review.memory("Busse", "anna")
    first.apply(
        *(AddDocument(title=f"Bericht {n}", text=TEXT[n:], date=f"2026-0{n}-04") for n in range(1, 9))
    )
    first.apply(
        *(AddDemand(text=f"Linie {n} dauerhaft bezahlen", topic=f"Verkehr {n % 4}") for n in range(60))
    )
    first.apply(
        *(
            AddEvent(
                edtf=f"2026-07-{n + 1:02}",
                label=f"Schritt {n}",
                document="d1",
                spans=((n * 50, n * 50 + 20),),
            )
            for n in range(30)
        )
    )
    first.apply(AddTag(name="Geld", colour="color(72)", hotkey="1"))
    first.apply(
        AttachTags(target="d1:86-147", tags=("Geld",)), AddNote(target="d1:86-147", text="Für wie lange?")
    )
    return Review(first.engine, "anna", today=lambda: date(2026, 8, 1))


class Recorder(headless_driver.HeadlessDriver):
    """Takes frames as a terminal's driver would, on a terminal of each kind and on one without a driver."""

    pairs: list[tuple[Canvas, Encoder, Referee]]
    plain: Referee

    @property
    def is_headless(self) -> bool:
        return False

    def flush(self) -> None: ...

    def write(self, data: str) -> None:
        if not data.startswith("\x1b[") or "H" not in data:
            return
        width, height = self._app.size
        known = self.__dict__.get("plain")
        if known is None or (known.columns, known.lines) != (width, height):
            self.plain = Referee(width, height, XTERM)
            self.pairs = [(Canvas(), Encoder(kind), Referee(width, height, kind)) for kind in KINDS.values()]
            for canvas, _encoder, _screen in self.pairs:
                canvas.resize(width, height)
        self.plain.feed(data)
        for canvas, _encoder, _screen in self.pairs:
            canvas.draw(data)

    def check(self) -> None:
        """Send what changed since the last time; every screen is as the plain one."""
        wanted = self.plain.shown()
        for canvas, encoder, screen in self.pairs:
            screen.feed(encoder.bring_up(canvas))
            for y, (one, other) in enumerate(zip(wanted, screen.shown(), strict=True)):
                assert one == other, f"line {y} on {screen.kind}"

    def check_parts(self) -> None:
        """What was drawn bit by bit is what the widgets show when all of them are asked."""
        screen, console = self._app.screen, self._app.console
        if isinstance(screen, ModalScreen):
            return
        whole = Referee(*self._app.size, XTERM)
        for y, strip in enumerate(screen._compositor.render_strips(), 1):
            whole.feed(f"\x1b[{y};1H{strip.render(console)}")
        for y, (one, other) in enumerate(zip(whole.shown(), self.plain.shown(), strict=True)):
            assert one == other, f"line {y}"


async def settle(app: VermerkApp) -> None:
    """Until no message waits and all that changed is drawn."""
    quiet = 0
    while quiet < 3:
        await asyncio.sleep(0.005)
        screen = app.screen
        busy = isinstance(screen, Sparing) and (screen.changed or screen.busy)
        quiet = 0 if busy else quiet + 1


async def play(seed: int, keys: int) -> None:
    random = Random(seed)
    app = VermerkApp(review())
    async with app.run_test(size=random.choice([(80, 24), (120, 36)])) as pilot:
        driver: Any = app._driver
        for _ in range(keys):
            if random.random() < 0.03:
                await pilot.resize_terminal(random.randint(20, 120), random.randint(5, 40))
            await pilot.press(random.choice(KEYS))
            if random.random() < 0.7:
                await settle(app)
                driver.check()
                driver.check_parts()
        await settle(app)
        driver.check()
        driver.check_parts()


@pytest.fixture(autouse=True)
def recorded(monkeypatch: pytest.MonkeyPatch, german: None) -> None:
    monkeypatch.setattr(headless_driver, "HeadlessDriver", Recorder)


async def test_a_session_shows_what_textual_wrote() -> None:
    await play(3, 50)


@pytest.mark.long
@pytest.mark.parametrize("seed", range(40))
async def test_many_sessions_show_what_textual_wrote(seed: int) -> None:
    await play(seed, 300)
