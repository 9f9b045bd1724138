"""A real terminal for tests: a program in a pty, its screen as text, every byte it wrote."""

from __future__ import annotations

import codecs
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
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path

from tests.tui.driver.referee import Referee

ROOT = Path(__file__).resolve().parents[2]
START = 30.0


class Terminal:
    """One process in a pty of its own, read into a screen by pyte."""

    def __init__(
        self, command: Sequence[str], environment: Mapping[str, str], columns: int = 80, rows: int = 24
    ) -> None:
        self.screen = Referee(columns, rows)
        self._decode = codecs.getincrementaldecoder("utf-8")("replace").decode
        self.written = b""
        self.master, slave = pty.openpty()
        self._size(columns, rows)
        self.process = subprocess.Popen(
            command,
            stdin=slave, stdout=slave, stderr=slave, env=environment, start_new_session=True, cwd=ROOT,
        )  # fmt: skip
        os.close(slave)

    @property
    def text(self) -> str:
        """The screen's rows, without blanks at their ends."""
        return "\n".join(row.rstrip() for row in self.screen.display)

    def resize(self, columns: int, rows: int) -> None:
        """Change the window's size, as somebody at its corner does, once what was on its way has come."""
        while select.select([self.master], [], [], 0.3)[0]:
            self.written += os.read(self.master, 65536)
        self.screen = Referee(columns, rows)
        self.shake((columns, rows))

    def shake(self, *sizes: tuple[int, int]) -> None:
        """Change the window's size again and again, whatever is on its way."""
        for columns, rows in sizes:
            self._size(columns, rows)
            self.process.send_signal(signal.SIGWINCH)

    def _size(self, columns: int, rows: int) -> None:
        fcntl.ioctl(self.master, termios.TIOCSWINSZ, struct.pack("HHHH", rows, columns, 0, 0))

    def press(self, *keys: str) -> None:
        """Write keys one by one, letting the screen answer each."""
        for key in keys:
            os.write(self.master, KEYS.get(key, key).encode())
            # An Esc with another key close behind it is taken for alt and that key.
            self.read(0.25 if key == "escape" else 0.05)

    def write(self, data: bytes) -> None:
        os.write(self.master, data)

    def read(self, seconds: float) -> None:
        """Take in what the program writes until it has been silent for so long."""
        while select.select([self.master], [], [], seconds)[0]:
            try:
                data = os.read(self.master, 65536)
            except OSError:
                return
            if not data:
                return
            self.written += data
            self.screen.feed(_for_pyte(self._decode(data)))

    def wait_for(self, wanted: str | Callable[[str], bool], seconds: float = START) -> str:
        """The screen once it shows ``wanted`` (a regular expression or a test); fails with it otherwise."""
        shows = wanted if callable(wanted) else lambda text: re.search(wanted, text) is not None
        end = time.monotonic() + seconds
        while time.monotonic() < end:
            self.read(0.05)
            if shows(self.text):
                return self.text
            if self.process.poll() is not None:
                self.read(0.1)
                break
        if shows(self.text):
            return self.text
        raise AssertionError(f"{wanted!r} never came; exit {self.process.poll()}; the screen:\n{self.text}")

    def ended(self, seconds: float = START) -> int:
        """The exit code, once the program has ended by itself."""
        end = time.monotonic() + seconds
        while self.process.poll() is None and time.monotonic() < end:
            self.read(0.05)
        return self.process.wait(timeout=0.1)

    def close(self) -> None:
        if self.process.poll() is None:
            os.killpg(self.process.pid, signal.SIGKILL)
            self.process.wait()
        os.close(self.master)


KEYS = {
    "enter": "\r", "escape": "\x1b", "tab": "\t", "down": "\x1b[B", "up": "\x1b[A", "backspace": "\x7f",
    "space": " ", "pagedown": "\x1b[6~", "f2": "\x1bOQ", "f3": "\x1bOR", "f4": "\x1bOS",
}  # fmt: skip


def _for_pyte(text: str) -> str:
    """Without what pyte takes for text: queries of the kitty and mode-report kind."""
    return re.sub(r"\x1b\[[<>=?][0-9;]*[up]|\x1b\[\?[0-9;]*\$p|\x1b\]11;\?\x07|\x1b\[>[0-9]*q", "", text)
