"""The writing thread: little is on the way at a time, so that a slow line never has a queue to work off.

A terminal at the end of a slow line takes bytes long after they were written. Once more is on the way than
such a line carries at once, the terminal is asked where its cursor is; its answer says that all before
has arrived. Until then what changes on the screen is only remembered. On a line that proves slow an update
goes out in pieces, and each piece is of the screen as it is by then.
"""

from __future__ import annotations

import os
import threading
import time
from collections.abc import Callable

from tui.driver.flow import PIECE, Flow

#: Asks for the cursor's place, which every terminal tells.
QUESTION = "\x1b[6n"

Update = Callable[[int | None], tuple[str, bool]]


class Line(threading.Thread):
    """Writes control sequences at once and in order, and updates as the terminal takes them.

    ``update`` gives what is to be written for the screen as it then is, of a slow line only so many
    characters or a few more, and whether that leaves anything; it is called with ``lock`` held.
    ``failed`` is told, once, why there will be no more updates; that the line was hung up is no failure.
    """

    def __init__(self, file: int, encoding: str, update: Update, failed: Callable[[Exception], None]) -> None:
        super().__init__(daemon=True, name="vermerk-output")
        self.lock = threading.RLock()
        self._changed = threading.Condition(self.lock)
        self._file, self._encoding, self._update, self._failed = file, encoding, update, failed
        self._flow = Flow()
        self._control = ""
        self._drawn = self._ending = False

    def control(self, sequence: str) -> None:
        """Send a sequence of the program's own, before any update that still waits."""
        with self.lock:
            self._control += sequence
            self._changed.notify_all()

    def draw(self) -> None:
        """The screen has changed."""
        with self.lock:
            self._drawn = True
            self._changed.notify_all()

    def answered(self) -> None:
        """The terminal has told where its cursor is."""
        with self.lock:
            self._flow.answered(time.monotonic())
            self._changed.notify_all()

    def settle(self, seconds: float) -> None:
        """Wait until an answer that is due has come, so long at most: later a shell would read it."""
        with self.lock:
            self._drawn = False
            self._changed.wait_for(lambda: not self._flow.asking or not self.is_alive(), seconds)

    def end(self, seconds: float) -> None:
        """Send the control sequences that wait, drop the updates, end; a line that is stuck stays so."""
        with self.lock:
            self._drawn, self._ending = False, True
            self._changed.notify_all()
        self.join(seconds)

    def run(self) -> None:
        """Send until the end. After a failure no more updates, but still what makes the terminal sane."""
        while True:
            try:
                while self._turn():
                    pass
                return
            except OSError:
                return  # hung up: nobody is there to see it
            except Exception as error:
                self._update = _nothing
                self._failed(error)

    def _turn(self) -> bool:
        """Wait for something to send and send it; whether there may be more."""
        with self.lock:
            while not (data := self._next()):
                if self._ending:
                    return False
                if not self._drawn:
                    self._changed.wait()
                elif left := self._flow.wait(time.monotonic()):  # none is left where time went on since
                    self._changed.wait(left)
        while data:
            data = data[os.write(self._file, data) :]
        return True

    def _next(self) -> bytes:
        """What may go out now: an update as a whole where the line rests."""
        now = time.monotonic()
        drawn = b""
        if self._drawn and not self._flow.wait(now):
            whole = self._flow.rests(now)
            while self._drawn and (whole or not self._flow.full):
                text, self._drawn = self._update(PIECE if self._flow.slow else None)
                drawn += self._told(text, now)
        control, self._control = self._control, ""
        return self._told(control, now) + drawn

    def _told(self, text: str, now: float) -> bytes:
        """What to write for a text, with a question if it is time for one."""
        if not text:
            return b""
        data = text.encode(self._encoding, "replace")
        self._flow.sent(len(data), now)
        if self._flow.wants_question():
            data += QUESTION.encode()
            self._flow.sent(len(QUESTION), now, asked=True)
        return data


def _nothing(_most: int | None) -> tuple[str, bool]:
    return "", False
