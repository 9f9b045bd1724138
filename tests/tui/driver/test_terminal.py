"""What a terminal's name tells: by terminfo where it is known, by its family else."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from tests.tui.driver.referee import LINUX, PLAINEST, SCREEN, XTERM
from tui.driver.terminal import Terminal

ROOT = Path(__file__).resolve().parents[3]
CODE = """
import sys
from tui.driver import terminal
print(terminal.known(sys.argv[1]))
"""


def known(term: str) -> Terminal:
    """In a process of its own: curses looks only once."""
    done = subprocess.run(
        [sys.executable, "-c", CODE, term], capture_output=True, text=True, cwd=ROOT, timeout=60, check=True
    )
    return eval(done.stdout, {"Terminal": Terminal})  # type: ignore[no-any-return]


@pytest.mark.parametrize(
    ("term", "can"),
    [
        ("xterm-256color", XTERM),
        ("screen-256color", SCREEN),
        ("linux", LINUX),
        ("vt100", Terminal(scrolls=True)),
        ("xterm-of-tomorrow", Terminal(scrolls=True, switches_off=True)),
        ("nobody-knows", PLAINEST),
    ],
)
def test_a_name_tells_what_the_terminal_can(term: str, can: Terminal) -> None:
    assert known(term) == can
