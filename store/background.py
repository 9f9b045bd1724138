"""Processes that go on by themselves: for work that nobody waits for."""

from __future__ import annotations

import os
import sys
from pathlib import Path

_SILENT = [
    (os.POSIX_SPAWN_OPEN, 0, os.devnull, os.O_RDWR, 0),
    (os.POSIX_SPAWN_DUP2, 0, 1),
    (os.POSIX_SPAWN_DUP2, 0, 2),
]


def start(module: str, *arguments: str) -> int:
    """Runs a module of the program in a session of its own, which outlives this terminal, and returns its
    process id at once; 0 if it could not be started. That the work is not done only costs time, so nothing
    is reported."""
    here = str(Path(__file__).parents[1])
    paths = os.pathsep.join(filter(None, (here, os.environ.get("PYTHONPATH"))))
    try:
        return os.posix_spawn(
            sys.executable,
            [sys.executable, "-P", "-m", module, *arguments],
            os.environ | {"PYTHONPATH": paths},
            file_actions=_SILENT,
            setsid=True,
        )
    except OSError:
        return 0


def reap(process: int) -> bool:
    """Whether the process is over; then its entry in the system's table is given back."""
    try:
        return os.waitpid(process, os.WNOHANG)[0] == process
    except ChildProcessError:
        return True
