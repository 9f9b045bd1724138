"""The driver: Textual's own for input and modes, ours for all that is shown."""

from __future__ import annotations

import os
import re
from typing import Any

from textual import events
from textual.app import App
from textual.drivers.linux_driver import LinuxDriver
from textual.message import Message

from tui.driver import terminal
from tui.driver.canvas import Canvas
from tui.driver.encoding import Encoder
from tui.driver.line import Line

_FRAME = re.compile(r"\x1b\[\d+;\d+H")
#: The sequences that are no drawing and may pass: modes and questions, pointer, clipboard, bell.
_CONTROL = re.compile(
    r"(?:\x1b\[[?<>=]?[\d;]*\$?[A-Za-z]|\x1b\](?:22|52);[\w+/=;-]*(?:\x07|\x1b\\)|\x07)+", re.ASCII
)
SYNC_START, SYNC_END = "\x1b[?2026h", "\x1b[?2026l"
#: Updates of at least so many bytes are shown in one go where the terminal can do that.
LONG = 1_000
#: Seconds that ending may wait for a slow or stuck line.
PATIENCE = 1.0
#: Region, look and held back drawing as they were; the cursor below all where there is no second screen.
SANE = "\x1b[r\x1b[m\x1b[999;1H"


class CellDriver(LinuxDriver):
    """Sends what differs from what the terminal shows."""

    def __init__(
        self,
        app: App[Any],
        *,
        debug: bool = False,
        mouse: bool = True,
        size: tuple[int, int] | None = None,
    ) -> None:
        super().__init__(app, debug=debug, mouse=mouse, size=size)
        self._canvas = Canvas()
        self._encoder = Encoder(terminal.known(os.environ.get("TERM", "")))
        self._line: Line | None = None
        self._in_one_go = self._away = False

    # What is shown

    def write(self, data: str) -> None:
        """Take a frame, or a control sequence; anything else is dropped."""
        if self._line is None:
            return
        if data in (SYNC_START, SYNC_END):
            self._in_one_go = True
        elif _FRAME.match(data):
            self._draw(self._line, data)
        elif _CONTROL.fullmatch(data):
            self._line.control(data)

    def _draw(self, line: Line, frame: str) -> None:
        width, height = self._app.size
        with line.lock:
            if (width, height) != (self._canvas.width, self._canvas.height):
                self._canvas.resize(width, height)
                self._encoder.forget()
            self._canvas.draw(frame)
            line.draw()

    def _update(self, most: int | None) -> tuple[str, bool]:
        """What brings the terminal up to the canvas, or a piece of it. Called by the line, under its lock."""
        written = self._encoder.bring_up(self._canvas, most)
        if self._in_one_go and len(written) >= LONG:
            written = SYNC_START + written + SYNC_END
        return written, bool(self._canvas.touched)

    def _again(self, clear: bool) -> None:
        """Send the whole screen anew; with ``clear`` it may be in another size and full of anything."""
        if self._line is not None:
            with self._line.lock:
                self._encoder.forget() if clear else self._encoder.doubt()
                self._canvas.touched = set(range(self._canvas.height))
                self._line.draw()

    # What the terminal says

    def process_message(self, message: Message) -> None:
        """Runs in the input thread."""
        if isinstance(message, events.CursorPosition):
            if self._line is not None:
                self._line.answered()
            return
        if isinstance(message, events.AppBlur):
            self._away = True
        elif isinstance(message, events.AppFocus) and self._away:
            self._away = False
            self._again(clear=False)
        elif isinstance(message, events.Resize):
            self._again(clear=True)
        super().process_message(message)

    def _get_terminal_size(self) -> tuple[int, int]:
        """Asked at the start and whenever the terminal has changed its size, by a signal's handler."""
        self._loop.call_soon_threadsafe(self._again, True)
        size: tuple[int, int] = super()._get_terminal_size()
        return size

    # Beginning and end

    def start_application_mode(self) -> None:
        """Open the line, then all that Textual sets."""
        assert self._file is not None, "there is a terminal, else no screen is asked for"
        self._encoder.forget()
        line = Line(self._file.fileno(), self._file.encoding, self._update, self._failed)
        line.start()
        self._line = line
        try:
            super().start_application_mode()  # type: ignore[no-untyped-call]
        except BaseException:
            self._give_up()
            raise
        if self._writer_thread is not None:
            self._writer_thread.stop()  # Textual's own line, which carries nothing here
            self._writer_thread = None

    def _give_up(self) -> None:
        """Half way in, as where the system gives no more threads: what was set is taken back."""
        if self._writer_thread is not None and not self._writer_thread.is_alive():
            self._writer_thread = None
        self.stop_application_mode()

    def stop_application_mode(self) -> None:
        """Leave the terminal as it was: look, region, modes, cursor."""
        if self._line is not None:
            self._line.settle(PATIENCE)
            self._line.control((SYNC_END if self._in_one_go else "") + SANE)
        super().stop_application_mode()

    def close(self) -> None:
        """Wait until all is sent, or the line proves stuck."""
        line, self._line = self._line, None
        if line is not None:
            line.end(PATIENCE)
        super().close()

    def _failed(self, error: Exception) -> None:
        """The line can't draw any more: end as for any other failure of the program."""
        self._app.call_later(self._app._handle_exception, error)

    def _sigcont_application(self, *_: object) -> None:
        """Somebody else may have had the terminal: set everything anew, outside of the signal's handler."""
        if self._auto_restart:
            self._loop.call_soon_threadsafe(self._continued)

    def _continued(self) -> None:
        if self._line is not None:  # stopped without a chance to leave the terminal in order
            self.suspend_application_mode()
        self.resume_application_mode()
