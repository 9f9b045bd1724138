"""The screen where a system gives little: few files, no home."""

from __future__ import annotations

import os
import shlex
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

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


def test_closed_streams_are_no_mistake_of_the_program(home: Path) -> None:
    start = f"{shlex.quote(sys.executable)} -m tui.cli dates - "
    for closed in (">&-", "<&-", "<&- >&-", "<&- >&- 2>&-"):
        environment = {"PATH": os.environ["PATH"], "HOME": str(home)}
        done = subprocess.run(
            ["/bin/sh", "-c", start + closed], env=environment, input=b"", stderr=subprocess.PIPE
        )
        assert (done.returncode, done.stderr) == (0, b""), closed
