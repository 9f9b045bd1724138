"""How long inserting and opening take, and how much memory a process needs, by the size of the project.

    python tests/benchmarks/bench_store.py [--records 10000 100000 1000000] [--folder FOLDER]

Prints medians, and ratios, which mean more than the times: inserting beside a bare append + fdatasync on the
same disk in the same run, and beside plain TinyDB and SQLite (WAL, synchronous=FULL) at 1,000 and 10,000
records. A real disk matters: on a tmpfs syncing costs nothing. Files are in the page cache when opened.
"""

from __future__ import annotations

import argparse
import os
import sqlite3
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

from tinydb import TinyDB

from store.database import Database

SAMPLE = 500
TEXT = "Die Übergangsfrist für den Straßenbau läuft bis Ende des Jahres; Zuschüsse sind angekündigt. " * 2

#: Run in a process of its own: time to open above the imports, memory above the bare interpreter, in kB.
OPENING = """
import sys
def memory():
    return next(int(line.split()[1]) for line in open("/proc/self/status") if line.startswith("VmRSS"))
bare = memory()
import time
from pathlib import Path
from store.database import Database
begin = time.perf_counter()
database = Database.open(Path(sys.argv[1]))
opened = time.perf_counter() - begin
after = memory()
for number in range(0, database.count("notes"), max(1, database.count("notes") // 1000)):
    database.get(f"n{number + 1}")
used = memory()
begin = time.perf_counter()
scanned = sum(1 for _ in database.scan("notes"))
print(opened, after - bare, used - bare, time.perf_counter() - begin, memory() - bare)
"""


def main() -> None:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--records", type=int, nargs="+", default=[10_000, 100_000, 1_000_000])
    parser.add_argument("--folder", type=Path, help="on the disk to measure; default: the temporary folder")
    arguments = parser.parse_args()
    with tempfile.TemporaryDirectory(dir=arguments.folder) as name:
        for count in arguments.records:
            measure(Path(name) / str(count), count)
            beside_smaller(Path(name), count, arguments.records[0])
        for count in (1_000, 10_000):
            beside_others(Path(name) / f"others-{count}", count)


def measure(folder: Path, count: int) -> None:
    with Database.create(folder) as database:
        for start in range(0, count, 1_000):
            fill(database, min(1_000, count - start))
        begin = time.perf_counter()
        database.snapshot()
        imaging = time.perf_counter() - begin
    opened, memory, used, scanned, most = opening(folder)
    with Database.open(folder) as database:
        insert, bare = in_turns(inserting(database), appending(folder / "bare"))
        looking = timed(database.refresh, 1000)
    print(
        f"{count:>9,} records: insert {ms(insert)}, bare append {ms(bare)}, ratio {ratio(insert, bare):.2f}"
    )
    print(f"{'':>9}  open {opened * 1000:.1f} ms above the imports; memory above the interpreter")
    print(
        f"{'':>9}  {memory / 1024:.0f} MB, after 1,000 records {used / 1024:.0f} MB,"
        f" after a {scanned:.1f} s scan {most / 1024:.0f} MB"
    )
    print(f"{'':>9}  writing an image {imaging:.1f} s, one look for news {looking * 1e6:.1f} µs")


def beside_smaller(folder: Path, count: int, smallest: int) -> None:
    with Database.open(folder / str(count)) as large, Database.open(folder / str(smallest)) as small:
        here, there = in_turns(inserting(large), inserting(small))
    print(f"{'':>9}  insert is {ratio(here, there):.2f} × that at {smallest:,}", flush=True)


def fill(database: Database, count: int) -> None:
    """Many records in one transaction."""

    def work(tx: object) -> None:
        for number in range(count):
            tx.add("notes", note(number))  # type: ignore[attr-defined]

    database.transact("bench", "note.add", work)


def note(number: int) -> dict[str, object]:
    return {"target": f"d{number % 1000}", "text": f"{TEXT}{number}"}


def inserting(database: Database) -> Callable[[int], object]:
    return lambda number: database.transact("b", "note.add", lambda tx: tx.add("notes", note(number)))


def appending(path: Path) -> Callable[[int], object]:
    """Appends as many bytes as a note takes in the journal, and syncs them."""
    fd = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_APPEND)
    return lambda _: (os.write(fd, b"x" * 600), os.fdatasync(fd))


def opening(folder: Path) -> list[float]:
    """Medians of what ``OPENING`` prints."""
    command = [sys.executable, "-c", OPENING, str(folder)]
    place = os.environ | {"PYTHONPATH": str(Path(__file__).parents[2])}
    runs = [
        subprocess.run(command, capture_output=True, text=True, check=True, env=place).stdout
        for _ in range(3)
    ]
    return [statistics.median(map(float, column)) for column in zip(*map(str.split, runs), strict=True)]


def beside_others(folder: Path, count: int) -> None:
    """Single inserts of the same notes into the same number of them, each durable when it returns."""
    folder.mkdir()
    with Database.create(folder / "store") as database, TinyDB(folder / "tiny.json") as tiny:
        fill(database, count)
        tiny.table("notes").insert_multiple(note(number) for number in range(count))
        sql = sqlite3.connect(folder / "sql.db", isolation_level=None)
        sql.execute("PRAGMA journal_mode=WAL")
        sql.execute("PRAGMA synchronous=FULL")
        sql.execute("CREATE TABLE notes (id INTEGER PRIMARY KEY, target TEXT, text TEXT)")
        sql.execute("CREATE INDEX by_target ON notes (target)")
        values = "INSERT INTO notes (target, text) VALUES (:target, :text)"
        sql.execute("BEGIN")
        sql.executemany(values, (note(number) for number in range(count)))
        sql.execute("COMMIT")
        bare = appending(folder / "bare")
        # Each beside bare appends alone: what TinyDB leaves unsynced would be synced on others' time.
        ratios = [
            ratio(*in_turns(work, bare, sample=100))
            for work in (
                inserting(database),
                lambda number: sql.execute(values, note(number)),
                lambda number: tiny.table("notes").insert(note(number)),
            )
        ]
        sql.close()
    print(f"{count:>9,} records, in bare appends: insert {ratios[0]:.2f}", end=", ")
    print(f"SQLite {ratios[1]:.2f}, TinyDB (never synced) {ratios[2]:.2f}", flush=True)


def in_turns(*works: Callable[[int], object], sample: int = SAMPLE) -> list[list[float]]:
    """Times of each work, one after the other in each round: a disk's speed varies."""
    times: list[list[float]] = [[] for _ in works]
    for number in range(sample):
        for work, found in zip(works, times, strict=True):
            begin = time.perf_counter()
            work(number)
            found.append(time.perf_counter() - begin)
    return times


def timed(work: Callable[[], object], times: int) -> float:
    begin = time.perf_counter()
    for _ in range(times):
        work()
    return (time.perf_counter() - begin) / times


def ratio(times: list[float], others: list[float]) -> float:
    return statistics.median(times) / statistics.median(others)


def ms(times: list[float]) -> str:
    return f"{statistics.median(times) * 1000:.2f} ms"


if __name__ == "__main__":
    main()
