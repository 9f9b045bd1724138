"""The writing thread: one update on the way at a time, so that a slow line never has a queue to work off.

A terminal at the end of a slow line takes bytes long after they were written. Once more is on the way than
such a line carries at once, the terminal is asked where its cursor is; its answer says that all before
has arrived. Until then what changes on the screen is only remembered, and goes out as one update.
"""

from __future__ import annotations

import os
import threading
import time
from collections.abc import Callable

#: Asks for the cursor's place, which every terminal tells.
QUESTION = "\x1b[6n"
#: Bytes a second that even a slow line carries, and how many may be on the way before it is asked.
SLOW, ASKED = 8_000, 1_000
#: Bytes that may be on the way: at first and at least, and at most.
LEAST, MOST = 2_000, 64_000
#: Seconds, beside those a slow line takes, until a terminal that never answered is asked no more, and until a
#: lost answer is given up.
MUTE, LOST = 0.5, 5.0
#: Seconds an answer may be late before fewer, or more, bytes may be on the way.
LATE, PROMPT = 0.1, 0.03


class Flow:
    """How much is on the way. Times are seconds of ``time.monotonic``, amounts are bytes."""

    def __init__(self) -> None:
        self.answers = True
        self._heard = False
        self._sent = self._arrived = 0
        self._asked: tuple[float, int] | None = None
        self._last = 0.0
        self._window = LEAST
        self._quickest = LOST

    @property
    def asking(self) -> bool:
        """Whether an answer is due."""
        return self._asked is not None

    def wants_question(self) -> bool:
        """Whether to ask with what is written next."""
        return self.answers and self._asked is None and self._sent - self._arrived >= ASKED

    def sent(self, amount: int, now: float, asked: bool) -> None:
        """So much was written, with a question at its end or without."""
        if self._asked is None:
            self._arrived = min(self._sent, self._arrived + int((now - self._last) * SLOW))
        self._last = now
        self._sent += amount
        if asked:
            self._asked = (now, self._sent)

    def answered(self, now: float) -> None:
        """The terminal has taken all up to the question; one that answers late is asked again."""
        self._heard = self.answers = True
        if self._asked is None:
            return
        since, self._arrived = self._asked
        self._asked = None
        took = now - since
        self._quickest = min(self._quickest, took)
        if took > self._quickest + LATE:
            self._window = max(self._window // 2, LEAST)
        elif took < self._quickest + PROMPT:
            self._window = min(self._window * 2, MOST)

    def wait(self, now: float) -> float:
        """Seconds until more may be sent, unless an answer comes before; 0 if it may be at once."""
        if self._asked is None or self._sent - self._arrived < self._window:
            return 0.0
        left = self._asked[0] + (LOST if self._heard else MUTE + (self._sent - self._arrived) / SLOW) - now
        if left > 0:
            return left
        self.answers = self._heard
        self._arrived, self._asked = self._sent, None
        return 0.0


class Line(threading.Thread):
    """Writes control sequences at once and in order, and updates as the terminal takes them.

    ``update`` gives what is to be written for the screen as it then is; it is called with ``lock`` held.
    ``failed`` is told, once, why there will be no more updates; that the line was hung up is no failure.
    """

    def __init__(
        self, file: int, encoding: str, update: Callable[[], str], failed: Callable[[Exception], None]
    ) -> None:
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
                self._update = str
                self._failed(error)

    def _turn(self) -> bool:
        """Wait for something to send and send it; whether there may be more."""
        with self.lock:
            while not (text := self._next()):
                if self._ending:
                    return False
                self._changed.wait(self._flow.wait(time.monotonic()) or None if self._drawn else None)
        self._send(text)
        return True

    def _next(self) -> str:
        """What may go out now."""
        drawn = ""
        if self._drawn and not self._flow.wait(time.monotonic()):
            self._drawn = False
            drawn = self._update()
        control, self._control = self._control, ""
        return control + drawn

    def _send(self, text: str) -> None:
        data = text.encode(self._encoding, "replace")
        now = time.monotonic()
        with self.lock:
            self._flow.sent(len(data), now, False)
            asked = self._flow.wants_question()
            if asked:
                data += QUESTION.encode()
                self._flow.sent(len(QUESTION), now, True)
        while data:
            data = data[os.write(self._file, data) :]
