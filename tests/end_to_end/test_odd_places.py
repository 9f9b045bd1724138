"""The screen where a system gives little: few files, no home."""

from __future__ import annotations

import os
import shlex
import subprocess
import sys
import termios
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.end_to_end.terminal import Terminal


def test_sixteen_files_and_no_home_are_enough(
    home: Path, vermerk: Callable[..., subprocess.CompletedProcess[str]]
) -> None:
    folder = home / "bus.vermerk"
    assert vermerk("init", str(folder), "--name", "Busse").returncode == 0
    start = f"ulimit -n 16; exec {shlex.quote(sys.executable)} -m tui.cli {shlex.quote(str(folder))}"
    environment = {"PATH": os.environ["PATH"], "HOME": "/proc/none", "TERM": "xterm-256color", "LANG": "C"}
    screen = Terminal(["/bin/sh", "-c", start], environment)
    try:
        screen.wait_for("Documents")
        screen.press("3", "o")
        screen.wait_for("New demand")
        screen.press(*"Mehr Busse", "enter")
        screen.wait_for("Mehr Busse")
        screen.press("q")
        assert screen.ended() == 0
    finally:
        screen.close()


#: The program where the system refuses its first thread of that name.
REFUSING = """
import sys, threading
from tui.cli import main

start = threading.Thread.start

def refuse(self):
    if self.name == sys.argv[1]:
        raise RuntimeError("can't start new thread")
    start(self)

threading.Thread.start = refuse
sys.exit(main(sys.argv[2:]))
"""


@pytest.mark.parametrize("thread", ["vermerk-output", "textual-output", "textual-input", "store_0"])
def test_without_a_thread_one_line_and_the_terminal_as_it_was(
    home: Path, vermerk: Callable[..., subprocess.CompletedProcess[str]], thread: str
) -> None:
    folder = home / "bus.vermerk"
    assert vermerk("init", str(folder)).returncode == 0
    environment = {"PATH": os.environ["PATH"], "HOME": str(home), "TERM": "xterm-256color", "LANG": "C"}
    screen = Terminal([sys.executable, "-c", REFUSING, thread, str(folder)], environment)
    before = termios.tcgetattr(screen.master)
    try:
        assert screen.ended() == 1
        screen.read(0.1)
        assert screen.written.rfind(b"\x1b[?1049h") <= screen.written.rfind(b"\x1b[?1049l")
        assert (
            screen.written.endswith(b"no more memory or threads\r\n") and b"Traceback" not in screen.written
        )
        assert termios.tcgetattr(screen.master) == before
    finally:
        screen.close()


def test_closed_streams_are_no_mistake_of_the_program(home: Path) -> None:
    start = f"{shlex.quote(sys.executable)} -m tui.cli dates - "
    for closed in (">&-", "<&-", "<&- >&-", "<&- >&- 2>&-"):
        environment = {"PATH": os.environ["PATH"], "HOME": str(home)}
        done = subprocess.run(
            ["/bin/sh", "-c", start + closed], env=environment, input=b"", stderr=subprocess.PIPE
        )
        assert (done.returncode, done.stderr) == (0, b""), closed
