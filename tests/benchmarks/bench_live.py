"""How long after a change is acknowledged others see it: one process writes, ten look as the screen does.

    python tests/benchmarks/bench_live.py [--readers 10] [--changes 300] [--folder FOLDER]

Prints p50 and p99 in milliseconds, and as ratios to the pause between two looks: half a pause is the least
that p50 can be, a whole one p99. The bar is 250 ms at p99.
"""

from __future__ import annotations

import argparse
import statistics
import subprocess
import sys
import tempfile
from pathlib import Path

from store.database import Database
from tui.session import WATCH_SECONDS

WRITER = """
import random, sys, time
from pathlib import Path
from store.database import Database

chance = random.Random(1)
with Database.open(Path(sys.argv[1])) as database:
    for number in range(int(sys.argv[2])):
        time.sleep(chance.uniform(0, 0.1))
        seq = database.transact("anna", "note.add", lambda tx: tx.add("notes", {"text": f"{number}"})).seq
        print(seq, time.monotonic())
"""
READER = """
import sys, threading, time
from pathlib import Path
from store.database import Database

stopping, seen, last = threading.Event(), 0, int(sys.argv[2])
with Database.open(Path(sys.argv[1])) as database:
    print("open", flush=True)
    while seen < last:
        stopping.wait(float(sys.argv[3]))
        for entry in database.refresh():
            seen = entry.seq
            print(seen, time.monotonic())
"""


def main() -> None:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--readers", type=int, default=10)
    parser.add_argument("--changes", type=int, default=300)
    parser.add_argument("--folder", type=Path, help="on the disk to measure; default: the temporary folder")
    arguments = parser.parse_args()
    with tempfile.TemporaryDirectory(dir=arguments.folder) as name:
        delays = sorted(measured(Path(name, "p.vermerk"), arguments.readers, arguments.changes))
    pause = WATCH_SECONDS * 1000
    p50, p99 = statistics.median(delays), delays[int(len(delays) * 0.99)]
    print(f"{arguments.readers} readers, {arguments.changes} changes, a look every {pause:.0f} ms")
    print(f"acknowledged to seen: p50 {p50:.0f} ms ({p50 / pause:.2f} of a pause)")
    print(f"                      p99 {p99:.0f} ms ({p99 / pause:.2f} of a pause)")


def measured(folder: Path, readers: int, changes: int) -> list[float]:
    """Milliseconds from each acknowledgement until each reader saw the change."""
    Database.create(folder).close()
    looking = [started(READER, folder, changes, WATCH_SECONDS) for _ in range(readers)]
    for reader in looking:
        assert reader.stdout and reader.stdout.readline() == "open\n"
    written = times(started(WRITER, folder, changes))
    seen = [times(reader) for reader in looking]
    return [(found[seq] - at) * 1000 for found in seen for seq, at in written.items()]


def started(code: str, folder: Path, *arguments: object) -> subprocess.Popen[str]:
    command = [sys.executable, "-c", code, str(folder), *map(str, arguments)]
    return subprocess.Popen(command, stdout=subprocess.PIPE, text=True)


def times(process: subprocess.Popen[str]) -> dict[int, float]:
    """When, by the machine's clock since its start, a process wrote or saw each change."""
    told, _ = process.communicate()
    assert process.returncode == 0
    return {int(seq): float(at) for seq, at in map(str.split, told.splitlines())}


if __name__ == "__main__":
    main()
