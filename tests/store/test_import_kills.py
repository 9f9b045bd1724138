"""An import killed at any moment: what was acknowledged is there once, and everything is found in the end."""

import os
import signal
import subprocess
import sys
import time
from random import Random

import pytest

from store.review import Review

#: Prints a line for each document once it is durable, then finds dates and demands.
IMPORT = """
import sys
from pathlib import Path
from store.review import Review
with Review.open(Path(sys.argv[1])) as review:
    for found in review.import_files([sys.argv[2]], later=True):
        print(found.path, flush=True)
    review.unread.read()
"""
TEXT = (
    "Bericht {n}\n\nAm {day}. Mai 2026 tagt der Ausschuss {n}. Die Stadt muss die Brücke {n} sanieren.\n\n"
    + "Die Verwaltung hat dazu nichts Neues mitgeteilt. " * 60
    + "\n"
)


def corpus(folder, count):
    folder.mkdir()
    for n in range(count):
        (folder / f"{n:04}.txt").write_text(TEXT.format(n=n, day=n % 28 + 1), encoding="utf-8")


def killed(project, folder, seconds):
    """Paths acknowledged by an import that was killed after ``seconds``; whether it was over before."""
    process = subprocess.Popen(
        [sys.executable, "-c", IMPORT, str(project), str(folder)], stdout=subprocess.PIPE, text=True
    )
    try:
        process.wait(seconds)
    except subprocess.TimeoutExpired:
        os.kill(process.pid, signal.SIGKILL)
    out, _ = process.communicate()
    return out.splitlines(), process.returncode == 0


def check(project, acknowledged):
    """What holds after every kill, as the next process sees it."""
    with Review.open(project) as review:
        sources = [row.source for row in review.rows("documents")]
        assert len(sources) == len(set(sources)), "nothing twice"
        assert {os.path.basename(path) for path in acknowledged} <= set(sources)
        found = review.search("Brücke", limit=10_000, seconds=None)
        assert found.progress.whole
        documents = {hit.document for hit in found.hits if hit.kind == "document"}
        assert documents == {row.id for row in review.rows("documents")}


def run(tmp_path, count, kills, dice):
    project, folder = tmp_path / "p.vermerk", tmp_path / "papiere"
    corpus(folder, count)
    Review.create(project, "P").close()
    acknowledged, over, longest = set(), False, 1.5
    for _ in range(kills):
        paths, over = killed(project, folder, dice.uniform(0.3, longest))
        acknowledged |= set(paths)
        check(project, acknowledged)
    if not over:
        paths, over = killed(project, folder, 120)
        acknowledged |= set(paths)
    assert over and len(acknowledged) == count
    check(project, acknowledged)
    with Review.open(project) as review:
        assert review.unread.count() == 0
        dates = sorted(row.document for row in review.rows("events"))
        assert dates == sorted(row.id for row in review.rows("documents")), "each date once"
        assert review.engine.count("demands") == count


def test_killed_a_few_times(tmp_path):
    run(tmp_path, 60, 3, Random(7))


@pytest.mark.long
@pytest.mark.parametrize("seed", range(10))
def test_killed_often(tmp_path, seed):
    run(tmp_path, 400, 25, Random(seed))


def test_the_background_killed_and_started_again(tmp_path):
    from store import background

    project, folder = tmp_path / "p.vermerk", tmp_path / "papiere"
    corpus(folder, 40)
    with Review.create(project, "P") as review:
        list(review.import_files([folder], later=True))
        for seconds in (0.4, 0.6, 0.8, None):
            process = background.start("store.reading", str(project))
            if seconds is not None:
                time.sleep(seconds)
                os.kill(process, signal.SIGKILL)
            while not background.reap(process):
                time.sleep(0.02)
            review.refresh()
            waiting = review.unread.count()
            assert review.engine.count("events") == 40 - waiting
        assert waiting == 0
