"""How long inserting and opening take, beside a bare append + fdatasync on the same disk in the same run.

    python tests/benchmarks/bench_store.py [--records 1000 10000] [--folder FOLDER]

Prints medians in milliseconds, and ratios, which mean more than the times. A real disk matters: on a tmpfs
syncing costs nothing.
"""

from __future__ import annotations

import argparse
import os
import resource
import statistics
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

from store.database import Database

SAMPLE = 300
TEXT = "Die Übergangsfrist für den Straßenbau läuft bis Ende des Jahres; Zuschüsse sind angekündigt. " * 2


def main() -> None:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--records", type=int, nargs="+", default=[1_000, 10_000])
    parser.add_argument("--folder", type=Path, help="on the disk to measure; default: the temporary folder")
    arguments = parser.parse_args()
    with tempfile.TemporaryDirectory(dir=arguments.folder) as name:
        for count in arguments.records:
            measure(Path(name) / str(count), count)


def measure(folder: Path, count: int) -> None:
    with Database.create(folder) as database:
        for start in range(0, count, 1_000):
            fill(database, min(1_000, count - start))
        insert, bare = inserts_beside_appends(database, folder / "bare")
        one_by_one = statistics.median(insert) / statistics.median(bare)
        print(f"{count:>9,} records: insert {ms(insert)}, bare append {ms(bare)}, ratio {one_by_one:.2f}")
        print(f"{'':>9}  open by replay {ms(opening(folder))}", end=", ")
        begin = time.perf_counter()
        database.snapshot()
        print(f"writing an image {ms([time.perf_counter() - begin])}", end=", ")
        print(f"open with it {ms(opening(folder))}")
        print(f"{'':>9}  one look for news {timed(database.refresh) * 1e6:.1f} µs", end=", ")
        print(f"largest memory so far {resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024} MB")


def fill(database: Database, count: int) -> None:
    """Many records in one transaction."""

    def work(tx: object) -> None:
        for number in range(count):
            tx.add("notes", note(number))  # type: ignore[attr-defined]

    database.transact("bench", "note.add", work)


def note(number: int) -> dict[str, object]:
    return {"target": f"d{number % 1000}", "text": f"{TEXT}{number}"}


def inserts_beside_appends(database: Database, path: Path) -> tuple[list[float], list[float]]:
    """Times of single inserts and of bare appends of as many bytes, in turns: a disk's speed varies."""
    insert, bare = [], []
    fd = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_APPEND)
    line = b"x" * 600
    for number in range(SAMPLE):
        insert.append(
            timed(lambda n=number: database.transact("b", "note.add", lambda tx: tx.add("notes", note(n))), 1)
        )
        bare.append(timed(lambda: (os.write(fd, line), os.fdatasync(fd)), 1))
    os.close(fd)
    return insert, bare


def opening(folder: Path) -> list[float]:
    return [timed(lambda: Database.open(folder).close(), 1) for _ in range(3)]


def timed(work: Callable[[], object], times: int = 1000) -> float:
    begin = time.perf_counter()
    for _ in range(times):
        work()
    return (time.perf_counter() - begin) / times


def ms(times: list[float]) -> str:
    return f"{statistics.median(times) * 1000:.2f} ms"


if __name__ == "__main__":
    main()
