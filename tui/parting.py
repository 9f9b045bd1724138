"""How a session ends when its line is lost: what was being written is kept, and the process goes.

A client that has stopped reading lets Textual's main thread wait for ever for room to write, and a lost line
can be told only by a signal, or by a keyboard that gives nothing but ends of file.
"""

from __future__ import annotations

import asyncio
import codecs
import os
import signal
import threading
from collections.abc import Callable
from contextlib import suppress
from types import FrameType
from typing import Any

from textual.drivers import linux_driver

#: Seconds that an orderly end may take, before the process ends as it is: nothing acknowledged can be lost.
GRACE = 2.0
#: What ends a process unless it is heeded, and would leave the terminal as the screen had set it.
LOST = (
    *(signal.SIGHUP, signal.SIGTERM, signal.SIGQUIT, signal.SIGUSR1, signal.SIGUSR2),
    *(signal.SIGALRM, signal.SIGVTALRM, signal.SIGPROF, signal.SIGXCPU, signal.SIGIO),
)


def leave_when_lost(
    keep: Callable[[], None], leave: Callable[[], None], last: Callable[[], None]
) -> Callable[[], None]:
    """On a lost line or a request to end: ``keep`` at once, ``leave`` as soon as the loop that runs now gets
    to it, and after ``GRACE`` seconds ``last`` and the end of the process. From the main thread only.

    What it returns is called once the session has ended: from then on the signals do what they did before.
    """
    loop = asyncio.get_running_loop()

    def lost(number: int, _frame: FrameType | None) -> None:
        for one in LOST:
            signal.signal(one, signal.SIG_IGN)
        end = threading.Timer(GRACE, _end, (number, last))
        end.daemon = True
        end.start()
        keep()
        with suppress(RuntimeError):  # the loop has ended: the rest is under way
            loop.call_soon_threadsafe(leave)

    before = [(number, signal.signal(number, lost)) for number in LOST]

    def over() -> None:
        for number, handler in before:
            if signal.getsignal(number) is lost:
                signal.signal(number, handler)

    return over


def _end(number: int, last: Callable[[], None]) -> None:
    with suppress(Exception):
        last()
    os._exit(128 + number)


def mind_the_keys() -> None:
    """Let keys survive bytes that are not UTF-8, with which Textual's input thread would end; and take the
    end of all input, on which it would turn round and round, for a lost line."""

    class Keys(codecs.getincrementaldecoder("utf-8")):  # type: ignore[misc]
        def __init__(self) -> None:
            super().__init__("replace")

        def decode(self, data: Any, final: bool = False) -> str:
            if not data and not final:
                os.kill(os.getpid(), signal.SIGHUP)
                threading.Event().wait(0.1)
            return str(super().decode(data, final))

    linux_driver.getincrementaldecoder = lambda _encoding: Keys  # type: ignore[assignment, attr-defined]
