"""Work on a row of things by a thread that is a little ahead of whoever takes the results."""

from __future__ import annotations

from collections import deque
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from typing import TypeVar

A = TypeVar("A")
B = TypeVar("B")

#: Results that may wait, and what all of these may weigh together (bytes, letters).
MOST, HEAVIEST = 4, 8 << 20


def ahead(work: Callable[[A], B], things: Iterable[A], weight: Callable[[A], int]) -> Iterator[tuple[A, B]]:
    """Each thing with what ``work`` made of it, in their order. Raises what ``work`` raises, in its place.
    Whoever stops in between waits for the one that is being worked on."""
    waiting: deque[tuple[A, Future[B]]] = deque()
    heavy = 0
    pool = ThreadPoolExecutor(1, "ahead")
    try:
        for thing in things:
            while waiting and (len(waiting) >= MOST or heavy + weight(thing) > HEAVIEST):
                first, result = waiting.popleft()
                heavy -= weight(first)
                yield first, result.result()
            waiting.append((thing, pool.submit(work, thing)))
            heavy += weight(thing)
        while waiting:
            first, result = waiting.popleft()
            yield first, result.result()
    finally:
        pool.shutdown(wait=True, cancel_futures=True)
