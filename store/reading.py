"""Finds the dates and demands that a large import left, by a process of low priority that goes on by itself.

python -m store.reading PROJECT
"""

from __future__ import annotations

import os
import sys
from contextlib import suppress
from pathlib import Path


def main() -> None:
    from store.database import Database
    from store.errors import StoreError
    from store.looking import Looking
    from store.unread import Unread

    os.nice(19)
    with suppress(StoreError, OSError), Database.open(Path(sys.argv[1])) as database:
        Unread(Looking(database, "")).read(wait=False)
        database.snapshot_soon()


if __name__ == "__main__":
    main()
