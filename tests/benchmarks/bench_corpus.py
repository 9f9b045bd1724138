"""A large import: MB and processor seconds for texts with their index, then for dates and demands; memory.

Run: python tests/benchmarks/bench_corpus.py [FOLDER_OF_FILES] [--mb 100] [--texts-only]

Without a folder a corpus of so many MB is made (see corpus.py). On a busy machine the wall tells little:
"of two processors" is the rate that the processor seconds would give on two idle ones.
"""

from __future__ import annotations

import argparse
import resource
import tempfile
import time
from collections import Counter
from collections.abc import Callable
from pathlib import Path

from corpus import make

from store.gathering import files_of
from store.review import Review


def measured(name: str, size: float, work: Callable[[], object]) -> None:
    """Runs a step and tells what it took, this process and those it started."""
    began, mine, theirs = time.monotonic(), cpu(resource.RUSAGE_SELF), cpu(resource.RUSAGE_CHILDREN)
    work()
    wall = time.monotonic() - began
    mine, theirs = cpu(resource.RUSAGE_SELF) - mine, cpu(resource.RUSAGE_CHILDREN) - theirs
    print(
        f"{name:18} {size / wall:5.2f} MB/s; processor {mine:.0f} s here, {theirs:.0f} s beside: "
        f"{2 * size / (mine + theirs):.2f} MB/s of two processors"
    )


def cpu(who: int) -> float:
    used = resource.getrusage(who)
    return used.ru_utime + used.ru_stime


def end_reader() -> None:
    """So that what it used is told."""
    from content import apart

    apart._WORKER.end()


def run(files: Path, project: Path, texts_only: bool) -> None:
    size = sum(file.size for file in files_of(files)) / 1e6
    status: Counter[str] = Counter()

    def texts() -> None:
        status.update(found.status for found in review.import_files([files], later=True))
        end_reader()

    def findings() -> None:
        review.unread.read()
        end_reader()

    with Review.create(project, "Korpus") as review:
        measured("texts and index", size, texts)
        print(f"  {dict(status)}; all to be found: {review.searching.bring(0).whole}")
        if not texts_only:
            measured("dates and demands", size, findings)
            print(f"  {review.engine.count('events'):,} events, {review.engine.count('demands'):,} demands")
    both = (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN)
    peaks = [resource.getrusage(who).ru_maxrss / 1e3 for who in both]
    print(f"memory at most {peaks[0]:.0f} MB here, {peaks[1]:.0f} MB in the largest process beside")
    print(f"index on disk {sum(path.stat().st_size for path in (project / 'index').iterdir()) / 1e6:.0f} MB")


def main() -> None:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("files", type=Path, nargs="?")
    parser.add_argument("--mb", type=float, default=100)
    parser.add_argument("--texts-only", action="store_true")
    given = parser.parse_args()
    with tempfile.TemporaryDirectory() as place:
        files = given.files or Path(place) / "files"
        if given.files is None:
            make(files, int(given.mb * 1e6))
        run(files, Path(place) / "p.vermerk", given.texts_only)


if __name__ == "__main__":
    main()
