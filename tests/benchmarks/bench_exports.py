"""How long handing over takes:  python tests/benchmarks/bench_exports.py [FOLDER]

FOLDER is a project made by big_project.py; without one, one with 10,000 notes on 200 documents is made first.
Prints for each form the processor's seconds from an open review to the bytes, also as a multiple of reading
all records and writing them as JSON in the same process, and their size; then the same again, which finds the
rows made.
"""

from __future__ import annotations

import json
import subprocess
import sys
import tempfile
import time
from pathlib import Path

MAKING = Path(__file__).with_name("big_project.py")
SIZES = ("--documents", "200", "--events", "2000", "--demands", "500", "--notes", "10000")


def main() -> None:
    if len(sys.argv) > 1:
        measure(Path(sys.argv[1]))
        return
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name) / "large.vermerk"
        subprocess.run([sys.executable, str(MAKING), str(folder), *SIZES], check=True)
        measure(folder)


def measure(folder: Path) -> None:
    from store.exchange import EXPORTS, export_bytes
    from store.model import TABLES
    from store.review import Review
    from tui.locale import set_language
    from tui.spoken import Spoken

    set_language("de")
    with Review.open(folder) as review:
        begin = time.process_time()
        records = {table: list(review.engine.scan(table)) for table in TABLES}
        size = len(json.dumps(records))
        floor = time.process_time() - begin
        print(f"{'all records as JSON':<22}{floor:8.2f} s {1:8.2f} × {size / 1e6:8.2f} MB")
        for turn in ("", " again"):
            for form in EXPORTS:
                reader = review if turn else review.beside(review.me)
                begin = time.process_time()
                data = export_bytes(reader, form, Spoken())
                took = time.process_time() - begin
                print(f"{form + turn:<22}{took:8.2f} s {took / floor:8.2f} × {len(data) / 1e6:8.2f} MB")


if __name__ == "__main__":
    main()
