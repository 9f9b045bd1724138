"""Keeps the index up while a large import goes on: a process beside the one that reads and writes.

python -m store.search.following PROJECT, with a pipe as its input that is closed when the import is over.
"""

from __future__ import annotations

import select
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

#: Seconds between two looks for what came.
_LOOK = 0.1


@contextmanager
def following(folder: Path | None) -> Iterator[None]:
    """What is imported meanwhile is in the index at the end, unless the process could not be started (or the
    import is broken off: then it goes on for a moment by itself)."""
    process = None
    if folder is not None:
        with suppress(OSError):
            process = _started(folder)
    try:
        yield
    except BaseException:
        _let_go(process)
        raise
    if process is not None:
        _let_go(process)
        process.wait()


def _started(folder: Path) -> subprocess.Popen[bytes]:
    root = str(Path(__file__).parents[2])
    code = f"import sys; sys.path.insert(0, {root!r}); from {__name__} import main; main()"
    return subprocess.Popen(
        [sys.executable, "-P", "-c", code, str(folder)],
        stdin=subprocess.PIPE, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, start_new_session=True,
    )  # fmt: skip


def _let_go(process: subprocess.Popen[bytes] | None) -> None:
    if process is not None and process.stdin is not None:
        process.stdin.close()


def main() -> None:
    from content.search.analysis import expect_many_words
    from store.database import Database
    from store.errors import StoreError
    from store.looking import Looking

    expect_many_words()
    with suppress(StoreError, OSError), Database.open(Path(sys.argv[1])) as database:
        review = Looking(database, "")
        over = False
        while not over:
            over = bool(select.select([sys.stdin], [], [], _LOOK)[0])
            review.refresh()
            review.searching.bring(None)
        review.close()


if __name__ == "__main__":
    main()
