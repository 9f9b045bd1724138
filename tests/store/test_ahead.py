"""Work done a little ahead of whoever takes the results."""

import threading

import pytest

from store import ahead as module
from store.ahead import ahead


def test_results_come_in_order_with_what_they_are_of():
    assert list(ahead(lambda n: n * n, range(9), lambda n: 1)) == [(n, n * n) for n in range(9)]


def test_what_fails_fails_in_its_place():
    got = []
    with pytest.raises(ZeroDivisionError):
        for thing, _ in ahead(lambda n: 1 // n, [2, 1, 0, 1], lambda n: 1):
            got.append(thing)
    assert got == [2, 1]


def test_the_work_is_done_before_it_is_asked_for():
    done = threading.Event()
    results = ahead(lambda n: done.set() if n else None, [0, 1], lambda n: 1)
    next(results)
    assert done.wait(10)
    assert list(results)


@pytest.mark.parametrize("weight", [1, module.HEAVIEST])
def test_it_is_only_so_far_ahead(weight):
    begun = []
    results = ahead(lambda n: n, (begun.append(n) or n for n in range(50)), lambda n: weight)
    next(results)
    assert len(begun) <= (module.MOST + 1 if weight == 1 else 2)


def test_who_stops_leaves_nothing_running():
    before = threading.active_count()
    results = ahead(lambda n: n, range(50), lambda n: 1)
    next(results)
    results.close()
    assert threading.active_count() == before
