"""Images made by a process of its own, of low priority, so that nobody at a screen waits for them.

python -m store.imaging PROJECT [--early]
"""

from __future__ import annotations

import os
import sys
from contextlib import suppress
from pathlib import Path

from store import background


def start(folder: Path, even_if_early: bool = False) -> int:
    """Has another process write an image of the project if one is due, and returns its process id at once;
    0 if it could not be started. That an image is missing only costs time, so nothing is reported."""
    return background.start(__name__, str(folder), *(["--early"] if even_if_early else []))


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
