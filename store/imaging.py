"""Images made by a process of its own, of low priority, so that nobody at a screen waits for them.

python -m store.imaging PROJECT [--early]
"""

from __future__ import annotations

import os
import sys
from contextlib import suppress
from pathlib import Path

_SILENT = [
    (os.POSIX_SPAWN_OPEN, 0, os.devnull, os.O_RDWR, 0),
    (os.POSIX_SPAWN_DUP2, 0, 1),
    (os.POSIX_SPAWN_DUP2, 0, 2),
]


def start(folder: Path, even_if_early: bool = False) -> int:
    """Has another process write an image of the project if one is due, and returns its process id at once;
    0 if it could not be started. That an image is missing only costs time, so nothing is reported."""
    here = str(Path(__file__).parents[1])
    paths = os.pathsep.join(filter(None, (here, os.environ.get("PYTHONPATH"))))
    command = [sys.executable, "-P", "-m", __name__, str(folder), *(["--early"] if even_if_early else [])]
    try:
        return os.posix_spawn(
            sys.executable,
            command,
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


def main() -> None:
    from store.database import Database
    from store.errors import StoreError

    os.nice(19)
    with suppress(StoreError, OSError), Database.open(Path(sys.argv[1])) as database:
        if sys.argv[2:] == ["--early"]:
            database.snapshot()
        else:
            database.snapshot_if_due()


if __name__ == "__main__":
    main()
