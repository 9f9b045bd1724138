"""Ten readers at once. How soon they see a change is measured by tests/benchmarks/bench_live.py."""

import subprocess
import sys

from store.database import Database

READER = """
import sys, time
from pathlib import Path
from store.database import Database

with Database.open(Path(sys.argv[1])) as database:
    print("open", flush=True)
    seen = []
    while seen[-1:] != [int(sys.argv[2])]:
        for entry in database.refresh():
            seen.append(entry.seq)
            assert database.last_change(entry.ops[0].id) >= entry.seq
        time.sleep(0.005)
    print(*seen, flush=True)
"""
READERS, CHANGES = 10, 60


def test_ten_readers_see_every_change_once_and_in_order(tmp_path):
    with Database.create(tmp_path / "p.vermerk") as database:
        command = [sys.executable, "-c", READER, str(database.folder), str(CHANGES)]
        readers = [subprocess.Popen(command, stdout=subprocess.PIPE, text=True) for _ in range(READERS)]
        for reader in readers:
            assert reader.stdout.readline() == "open\n"
        for number in range(CHANGES):
            database.transact("anna", "add", lambda tx, n=number: tx.add("notes", {"text": f"{n}"}))
            if number % 20 == 10:
                database.snapshot()
        for reader in readers:
            seen, _ = reader.communicate()
            assert seen.split() == [str(seq) for seq in range(1, CHANGES + 1)]
            assert reader.returncode == 0
