"""A program in a terminal, perhaps at the end of a slow line, and what it costs. Linux only."""

from __future__ import annotations

import fcntl
import os
import pty
import re
import select
import signal
import struct
import subprocess
import termios
import time
from collections.abc import Iterator, Sequence
from pathlib import Path

KEYS = {"pagedown": "\x1b[6~", "down": "\x1b[B", "enter": "\r", "f6": "\x1b[17~"}
#: What programs ask a terminal, and what one of today answers.
ANSWERS = {
    b"\x1b[c": b"\x1b[?62;22c",
    b"\x1b[6n": b"\x1b[1;1R",
    b"\x1b[5n": b"\x1b[0n",
    b"\x1b[?2026$p": b"\x1b[?2026;2$y",
}
_ASKED = re.compile(b"|".join(re.escape(question) for question in ANSWERS))
#: Seconds of silence that end a start, and what a key sets off.
STARTED, SETTLED = 0.4, 0.08
#: Bytes that a first screen has at least; what comes before are questions and modes.
SCREEN = 1_000


class Ended(Exception):
    """The program is not there any more."""


class PtyScreen:
    """Whoever looks at it reads at once; ``rate`` (bytes a second) and ``delay`` (seconds there and back) say
    when what was read would have arrived at the end of a line of that kind."""

    def __init__(
        self,
        command: Sequence[str],
        size: tuple[int, int],
        environment: dict[str, str],
        folder: Path,
        rate: float = 1e12,
        delay: float = 0.0,
    ) -> None:
        self._rate, self._delay = rate, delay
        self._free = 0.0
        self._due: list[tuple[float, bytes]] = []
        self._master, slave = pty.openpty()
        fcntl.ioctl(slave, termios.TIOCSWINSZ, struct.pack("HHHH", size[1], size[0], 0, 0))
        self.began = time.perf_counter()
        self._process = subprocess.Popen(
            command,
            stdin=slave,
            stdout=slave,
            stderr=slave,
            env=environment,
            cwd=folder,
            start_new_session=True,
            preexec_fn=lambda: fcntl.ioctl(0, termios.TIOCSCTTY, 0),
        )
        os.close(slave)

    @staticmethod
    def now() -> float:
        """Seconds, on the clock of all times here."""
        return time.perf_counter()

    def press(self, key: str) -> None:
        os.write(self._master, KEYS.get(key, key).encode())

    def watch(self, silence: float = SETTLED, most: float = 2.0, least: int = 0) -> tuple[float, int]:
        """When the last byte arrived, and how many did, until it is silent after so many bytes at ``least``,
        for so many seconds at most; 0 bytes if nothing comes."""
        last, size = 0.0, 0
        until = end = time.perf_counter() + most
        while (now := time.perf_counter()) < min(until, end):
            if data := self._read(until - now):
                size += len(data)
                last = self._free + self._delay / 2
                if size >= least:
                    until = max(time.perf_counter(), last) + silence
        return last, size

    def _read(self, seconds: float) -> bytes:
        """What comes in so long at most; answers are given when they are due."""
        now = time.perf_counter()
        for when, answer in [one for one in self._due if one[0] <= now]:
            os.write(self._master, answer)
            self._due.remove((when, answer))
        wait = min([seconds, *(when - now for when, _answer in self._due)])
        if not select.select([self._master], [], [], max(wait, 0))[0]:
            return b""
        try:
            data = os.read(self._master, 65536)
        except OSError:
            raise Ended from None
        began = max(self._free, time.perf_counter())
        self._free = began + len(data) / self._rate
        for asked in _ASKED.finditer(data):
            self._due.append((began + asked.end() / self._rate + self._delay, ANSWERS[asked[0]]))
        return data

    def hold(self, key: str, times: int, every: float) -> float:
        """Keep a key down; seconds from its release until the last byte has arrived."""
        released = 0.0
        for _ in range(times):
            self.press(key)
            released = time.perf_counter()
            while (left := released + every - time.perf_counter()) > 0:
                self._read(left)
        last, _size = self.watch(silence=0.5)
        return max(0.0, max(last, self._free + self._delay / 2) - released - self._delay / 2)

    def _processes(self) -> Iterator[Path]:
        for folder in Path("/proc").glob("[0-9]*"):
            try:
                if os.getsid(int(folder.name)) == self._process.pid:
                    yield folder
            except OSError:
                continue

    def cpu(self) -> float:
        """CPU milliseconds of all its threads that are still there."""
        spent = 0
        for folder in self._processes():
            for thread in folder.glob("task/*/schedstat"):
                spent += int(thread.read_text().split()[0])
        return spent / 1e6

    def memory(self) -> float:
        """Its share of the memory (PSS), in MB."""
        found = [
            re.search(r"^Pss: +(\d+)", (one / "smaps_rollup").read_text(), re.M) for one in self._processes()
        ]
        return sum(int(one[1]) for one in found if one) / 1024

    def close(self) -> None:
        os.killpg(self._process.pid, signal.SIGKILL)
        self._process.wait()
        os.close(self._master)


def spread(values: Sequence[float]) -> tuple[float, float]:
    """The median and what 95 of 100 stay below."""
    ordered = sorted(values)
    return ordered[len(ordered) // 2], ordered[min(len(ordered) - 1, int(len(ordered) * 0.95))]
