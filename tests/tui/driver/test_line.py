"""The line: what it sends when, and what a stuck or lost one does."""

from __future__ import annotations

import contextlib
import itertools
import os
import queue
import select
import threading
from collections.abc import Iterator
from types import SimpleNamespace

import pytest

from tui.driver.line import QUESTION, Line


@pytest.fixture
def pipe() -> Iterator[tuple[int, int]]:
    ends = os.pipe()
    yield ends
    for end in ends:
        with contextlib.suppress(OSError):
            os.close(end)


def test_drawing_twice_while_the_line_is_busy_is_one_update(pipe: tuple[int, int]) -> None:
    """The first update fills the pipe; what comes meanwhile waits and is worked out once."""
    written = iter(["x" * 200_000, "y"])
    asked_for = threading.Semaphore(0)

    def update(_most: int | None) -> tuple[str, bool]:
        asked_for.release()
        return next(written), False

    line = Line(pipe[1], "utf-8", update, pytest.fail)
    line.start()
    line.draw()
    assert asked_for.acquire(timeout=20)
    for _ in range(5):
        line.draw()
    data = b""
    while not data.endswith(QUESTION.encode()):
        data += os.read(pipe[0], 65536)
    line.answered()
    assert os.read(pipe[0], 100) == b"y"
    line.end(20)
    assert not line.is_alive() and next(written, None) is None


def test_a_lost_line_ends_in_silence(pipe: tuple[int, int]) -> None:
    os.close(pipe[0])
    line = Line(pipe[1], "utf-8", lambda _most: ("x", False), pytest.fail)
    line.start()
    line.draw()
    line.join(20)
    assert not line.is_alive()


def test_a_stuck_line_keeps_nobody(pipe: tuple[int, int]) -> None:
    asked_for = threading.Event()
    line = Line(pipe[1], "utf-8", lambda _most: (asked_for.set() or "x" * 1_000_000, False), pytest.fail)
    line.start()
    line.draw()
    assert asked_for.wait(20)
    line.settle(0.01)
    line.end(0.01)
    assert line.is_alive()
    os.close(pipe[0])
    line.join(20)


def test_a_failure_is_told_once_and_the_terminal_is_still_left_in_order(pipe: tuple[int, int]) -> None:
    told: queue.Queue[Exception] = queue.Queue()

    def update(_most: int | None) -> tuple[str, bool]:
        raise ValueError("no such cell")

    line = Line(pipe[1], "utf-8", update, told.put)
    line.draw()
    line.control("sane")
    line.start()
    assert str(told.get(timeout=20)) == "no such cell"
    line.draw()
    line.end(20)
    assert told.empty() and os.read(pipe[0], 100) == b"sane"


def test_control_goes_out_before_what_is_drawn(pipe: tuple[int, int]) -> None:
    line = Line(pipe[1], "utf-8", lambda _most: ("screen", False), pytest.fail)
    line.draw()
    line.control("mode ")
    line.start()
    data = b""
    while len(data) < 11:
        data += os.read(pipe[0], 100)
    line.end(20)
    assert data == b"mode screen"


@pytest.mark.parametrize("step", [0.3, 0.45, 0.6])
def test_what_waits_for_an_answer_in_vain_goes_out_whenever_its_time_is_up(
    pipe: tuple[int, int], monkeypatch: pytest.MonkeyPatch, step: float
) -> None:
    """Also where that is between two looks at the clock."""
    looks = itertools.count()
    monkeypatch.setattr("tui.driver.line.time", SimpleNamespace(monotonic=lambda: step * next(looks)))
    written = iter([("x" * 3_000, True), ("y", False)])
    line = Line(pipe[1], "utf-8", lambda _most: next(written), pytest.fail)
    line.draw()
    line.start()
    data = b""
    while not data.endswith(b"y"):
        assert select.select([pipe[0]], [], [], 20)[0], "the rest never came"
        data += os.read(pipe[0], 65536)
    line.end(20)
