"""The program for tests, in a terminal and from a script."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from tests.end_to_end.terminal import ROOT, Terminal


@pytest.fixture
def home(tmp_path: Path) -> Path:
    """A home folder of its own for whoever starts the program."""
    folder = tmp_path / "home"
    folder.mkdir()
    return folder


@pytest.fixture
def terminal(home: Path) -> Iterator[Callable[..., Terminal]]:
    """Starts ``vermerk`` with arguments in a terminal; all are ended after the test."""
    opened: list[Terminal] = []

    def start(*arguments: str, lang: str = "de_DE.UTF-8", driver: str = "", **size: int) -> Terminal:
        environment = {
            "HOME": str(home), "PATH": os.environ["PATH"], "TERM": "xterm-256color", "LANG": lang,
            "PYTHONWARNINGS": "ignore", "VERMERK_DRIVER": driver,
            "XDG_STATE_HOME": str(home / "state"), "XDG_DATA_HOME": str(home / "data"),
        }  # fmt: skip
        opened.append(Terminal([sys.executable, "-m", "tui.cli", *arguments], environment, **size))
        return opened[-1]

    yield start
    for one in opened:
        one.close()


@pytest.fixture
def vermerk(home: Path) -> Callable[..., subprocess.CompletedProcess[str]]:
    """Runs one command to its end, as from a script."""

    def run(*arguments: str, **how: object) -> subprocess.CompletedProcess[str]:
        environment = {"HOME": str(home), "PATH": os.environ["PATH"], "LANG": "C.UTF-8"}
        return subprocess.run(
            [sys.executable, "-m", "tui.cli", *arguments],
            capture_output=True, text=True, env=environment, timeout=60,
            cwd=ROOT, **how,  # type: ignore[call-overload]
        )  # fmt: skip

    return run
