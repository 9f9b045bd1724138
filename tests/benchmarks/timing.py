"""How long something takes, as the benchmarks of one process measure it."""

from __future__ import annotations

import time
from collections.abc import Callable


def seconds(work: Callable[[], object], times: int = 5) -> float:
    """The best of some runs, in seconds of the processor: others may be busy on the machine."""
    best = float("inf")
    for _ in range(times):
        begin = time.process_time()
        work()
        best = min(best, time.process_time() - begin)
    return best
