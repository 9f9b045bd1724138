"""The line: how much is on the way, and what a stuck or lost line does."""

from __future__ import annotations

import contextlib
import os
import queue
import threading
from collections.abc import Iterator

import pytest

from tui.driver.line import ASKED, LEAST, LOST, MUTE, QUESTION, SLOW, Flow, Line


def asked(flow: Flow, amount: int, now: float) -> None:
    flow.sent(amount, now, False)
    assert flow.wants_question()
    flow.sent(0, now, True)


def test_a_few_bytes_now_and_then_ask_nothing() -> None:
    flow = Flow()
    for second in range(10):
        flow.sent(ASKED // 2, 100.0 + second, False)
        assert not flow.wants_question() and flow.wait(100.0 + second) == 0


def test_as_many_at_once_are_asked_about_and_more_must_wait_for_the_answer() -> None:
    flow = Flow()
    asked(flow, LEAST, 100.0)
    assert flow.wait(100.0) == MUTE + LEAST / SLOW
    flow.answered(100.2)
    assert flow.wait(100.2) == 0


def test_what_a_slow_line_carries_meanwhile_counts_no_more() -> None:
    flow = Flow()
    flow.sent(ASKED, 100.0, False)
    flow.sent(ASKED // 2, 100.0 + ASKED / SLOW, False)
    assert not flow.wants_question()


def test_a_terminal_that_never_answers_is_asked_no_more() -> None:
    flow = Flow()
    asked(flow, LEAST, 100.0)
    assert flow.wait(100.0 + MUTE + LEAST / SLOW) == 0
    flow.sent(10 * LEAST, 101.0, False)
    assert not flow.wants_question() and flow.wait(101.0) == 0


def test_a_first_screen_that_takes_its_time_on_a_slow_line_is_waited_for() -> None:
    flow = Flow()
    asked(flow, 4 * LEAST, 100.0)
    assert flow.wait(100.0 + MUTE) > 0
    flow.answered(101.0)
    assert flow.answers and flow.wait(101.0) == 0


def test_one_that_answers_late_is_asked_again() -> None:
    flow = Flow()
    asked(flow, LEAST, 100.0)
    assert flow.wait(105.0) == 0 and not flow.answers
    flow.answered(105.5)
    asked(flow, LEAST, 106.0)
    assert flow.wait(106.0) > 0


def test_one_that_answered_before_is_given_longer_and_asked_again() -> None:
    flow = Flow()
    asked(flow, ASKED, 100.0)
    flow.answered(100.1)
    asked(flow, 10 * LEAST, 101.0)
    assert flow.wait(101.0 + MUTE) > 0
    assert flow.wait(101.0 + LOST) == 0
    asked(flow, ASKED, 110.0)


def test_prompt_answers_let_more_on_the_way_and_late_ones_less() -> None:
    flow = Flow()
    for _ in range(3):
        asked(flow, LEAST, 100.0)
        flow.answered(100.01)
    asked(flow, 3 * LEAST, 100.0)
    assert flow.wait(100.0) == 0
    for _ in range(3):
        flow.answered(101.0)
        asked(flow, LEAST, 100.0)
    assert flow.wait(100.0) > 0


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

    def update() -> str:
        asked_for.release()
        return next(written)

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
    line = Line(pipe[1], "utf-8", lambda: "x", pytest.fail)
    line.start()
    line.draw()
    line.join(20)
    assert not line.is_alive()


def test_a_stuck_line_keeps_nobody(pipe: tuple[int, int]) -> None:
    asked_for = threading.Event()
    line = Line(pipe[1], "utf-8", lambda: asked_for.set() or "x" * 1_000_000, pytest.fail)
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

    def update() -> str:
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
    line = Line(pipe[1], "utf-8", lambda: "screen", pytest.fail)
    line.draw()
    line.control("mode ")
    line.start()
    data = b""
    while len(data) < 11:
        data += os.read(pipe[0], 100)
    line.end(20)
    assert data == b"mode screen"
