"""The program's side: a process that is started when there is something to read."""

from __future__ import annotations

import atexit
import os
import signal
import subprocess
import sys
from contextlib import suppress
from pathlib import Path
from threading import Lock
from time import monotonic
from typing import IO, TypeVar, cast

from content.apart.asking import Ask, Report, decode, encode
from content.apart.pipes import Pipes
from content.formats.blocks import Unreadable

T = TypeVar("T")
#: What counts is the processor's time; by the clock, a busy machine may need so many times as long.
PATIENCE = 5
#: Seconds after which a process that nobody needed gives up; it is not asked any more shortly before.
IDLE, SHORTLY = 300, 30
#: A month.
FOR_EVER = 30 * 24 * 3600
#: MB: a process that holds more is not used again; the next file would have so much less.
LARGE = 100
_ROOT = str(Path(__file__).resolve().parents[2])
_START = "import sys; sys.path.insert(0, sys.argv[1]); from content.apart.child import main; main()"
_TOO_SLOW = (-signal.SIGPROF, -signal.SIGKILL)


class Worker:
    """Reads documents in a child process, one after the other. Threads may share it."""

    def __init__(self, more: int = 0, keeps: bool = False) -> None:
        """``more`` bytes of memory than a document may take. ``keeps``: it remembers what it was asked, and
        the process stays the same one until ``end``."""
        self._lock, self._more, self._keeps = Lock(), more, keeps
        self._child: _Child | None = None
        atexit.register(self.end)

    def answer(self, ask: Ask, data: bytes, kind: type[T]) -> T:
        """The answer. Raises Unreadable for what the process refuses, and for what ends it."""
        with self._lock:
            child = self._ready()
            try:
                report, answer = child.answer(ask, data)
            except (EOFError, BrokenPipeError):
                self.end()
                raise _failure(child.ended) from None
            except BaseException:
                self.end()
                raise
            if report.held > LARGE and not self._keeps:
                self.end()
        if report.reason:
            raise Unreadable(report.reason, report.advice)
        return decode(answer, kind)

    def end(self) -> None:
        """Let the process go, whatever it is doing."""
        if self._child is not None:
            self._child.end()
            self._child = None

    def _ready(self) -> _Child:
        if self._child is not None and not (self._keeps or self._child.is_fresh()):
            self.end()
        if self._child is None:
            self._child = _Child(self._more, FOR_EVER if self._keeps else IDLE)
        return self._child


class _Child:
    """The process and its pipes. While ``lifeline`` is open somewhere, its parent lives."""

    def __init__(self, more: int, idle: int) -> None:
        self._owner = os.getpid()
        self._used = monotonic()
        self.ended = 0
        end, self._lifeline = os.pipe()
        self._process = subprocess.Popen(
            [sys.executable, "-I", "-c", _START, _ROOT, str(end), str(idle), str(more)],
            stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, pass_fds=[end],
            bufsize=0,
        )  # fmt: skip
        os.close(end)
        self._ends = [cast(IO[bytes], pipe) for pipe in (self._process.stdin, self._process.stdout)]
        self._pipes = Pipes(*(pipe.fileno() for pipe in self._ends))

    def is_fresh(self) -> bool:
        """Whether it is this process's own and still waits."""
        return self._owner == os.getpid() and monotonic() - self._used < IDLE - SHORTLY

    def answer(self, ask: Ask, data: bytes) -> tuple[Report, bytes]:
        """EOFError or BrokenPipeError where it ended over this."""
        self._pipes.until = monotonic() + PATIENCE * ask.seconds
        try:
            self._pipes.send(encode(ask), data)
            return decode(self._pipes.receive(), Report), self._pipes.receive()
        except TimeoutError:
            self._process.kill()
            raise EOFError from None
        finally:
            self._used = monotonic()

    def end(self) -> None:
        """After it, ``ended`` is how: minus the signal's number."""
        mine = self._owner == os.getpid()
        with suppress(OSError):
            os.close(self._lifeline)
        for pipe in self._ends:
            with suppress(OSError):
                pipe.close()
        if mine:
            self.ended = self._process.wait()


def _failure(ended: int) -> Unreadable:
    if ended in _TOO_SLOW:
        return Unreadable("takes too long to read", "save it in another format, or split it into parts")
    return Unreadable("is damaged or needs too much memory", "open it and save it again, or split it")
