"""What a screen waits for in a large project:  python tests/benchmarks/bench_view.py [FOLDER]

FOLDER is a project made by big_project.py; without one, one is made first (a minute). Prints milliseconds,
each also as a multiple of importing the store in the same process, and the memory above the bare interpreter.
What comes after a change of one note shows what each change of a team costs every screen.
"""

from __future__ import annotations

import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

MAKING = Path(__file__).with_name("big_project.py")


def memory() -> float:
    """MB of this process."""
    lines = Path("/proc/self/status").read_text().splitlines()
    return next(int(line.split()[1]) for line in lines if line.startswith("VmRSS")) / 1024


def main() -> None:
    if len(sys.argv) > 1:
        measure(Path(sys.argv[1]))
        return
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name) / "large.vermerk"
        subprocess.run([sys.executable, str(MAKING), str(folder)], check=True)
        measure(folder)


def measure(folder: Path) -> None:
    bare = memory()
    begin = time.perf_counter()
    import store.projects  # noqa: F401
    from store.changes import AddNote
    from store.review import Review

    importing = time.perf_counter() - begin

    def told(what: str, work: Callable[[], object]) -> None:
        begin = time.perf_counter()
        work()
        took = time.perf_counter() - begin
        print(f"{what:<32}{took * 1000:9.1f} ms {took / importing:8.2f} × imports {memory() - bare:7.1f} MB")

    print(f"{'imports':<32}{importing * 1000:9.1f} ms {1:8.2f}           {memory() - bare:7.1f} MB")
    reviews: list[Review] = []
    told("open", lambda: reviews.append(Review.open(folder)))
    review = reviews[0]
    anna = review.beside("anna")
    parts = ("documents", "demands", "events", "tags")
    for turn in ("", " after a change"):
        told(f"view{turn}", review.view)
        view = review.view()
        for part in parts:
            told(f"{part}{turn}", lambda view=view, part=part: getattr(view, part))  # type: ignore[misc]
        told(f"marks of 1 MB, 5,000{turn}", lambda view=view: view.marks("d1"))  # type: ignore[misc]
        if not turn:
            told("one note, durable", lambda: anna.apply(AddNote("d3", "Wann?")))
    told("all pieces of evidence", lambda: review.view().evidence)
    review.close()


if __name__ == "__main__":
    main()
