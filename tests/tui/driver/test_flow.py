"""How much is on the way to the terminal, and a line of any kind simulated: never a queue to work off."""

from __future__ import annotations

import heapq

import pytest

from tui.driver.flow import ASKED, FIRST, LOST, MOST, MUTE, PIECE, REST, SLOW, Flow


def asked(flow: Flow, amount: int, now: float) -> None:
    flow.sent(amount, now)
    assert flow.wants_question()
    flow.sent(0, now, asked=True)


def test_a_few_bytes_now_and_then_ask_nothing() -> None:
    flow = Flow()
    for second in range(10):
        flow.sent(ASKED // 2, 100.0 + second)
        assert not flow.wants_question() and flow.wait(100.0 + second) == 0


def test_as_many_at_once_are_asked_about_and_more_must_wait_for_the_answer() -> None:
    flow = Flow()
    asked(flow, FIRST, 100.0)
    assert flow.wait(100.0) == MUTE + FIRST / SLOW
    flow.answered(100.2)
    assert flow.wait(100.2) == 0


def test_what_a_slow_line_carries_meanwhile_counts_no_more() -> None:
    flow = Flow()
    flow.sent(ASKED, 100.0)
    flow.sent(ASKED // 2, 100.0 + ASKED / SLOW)
    assert not flow.wants_question()


def test_a_terminal_that_never_answers_is_asked_no_more() -> None:
    flow = Flow()
    asked(flow, FIRST, 100.0)
    assert flow.wait(100.0 + MUTE + FIRST / SLOW) == 0
    flow.sent(10 * FIRST, 101.0)
    assert not flow.wants_question() and flow.wait(101.0) == 0


def test_a_first_screen_that_takes_its_time_on_a_slow_line_is_waited_for() -> None:
    flow = Flow()
    asked(flow, 4 * FIRST, 100.0)
    assert flow.wait(100.0 + MUTE) > 0
    flow.answered(101.0)
    assert flow.answers and flow.wait(101.0) == 0


def test_one_that_answers_late_is_asked_again() -> None:
    flow = Flow()
    asked(flow, FIRST, 100.0)
    assert flow.wait(105.0) == 0 and not flow.answers
    flow.answered(105.5)
    asked(flow, FIRST, 106.0)
    assert flow.wait(106.0) > 0


def test_one_that_answered_before_is_given_longer_and_asked_again() -> None:
    flow = Flow()
    asked(flow, ASKED, 100.0)
    flow.answered(100.1)
    asked(flow, 10 * FIRST, 101.0)
    assert flow.wait(101.0 + MUTE) > 0
    assert flow.wait(101.0 + LOST) == 0
    asked(flow, ASKED, 110.0)


def test_an_answer_that_was_lost_leaves_the_screen_incomplete_for_a_second_at_most() -> None:
    flow = slow_line()
    while not flow.full:
        asked(flow, PIECE, 101.0)
    assert 0 < flow.wait(101.0) <= 1.0
    assert flow.wait(102.0) == 0


def test_what_is_asked_after_a_lost_answer_is_measured_by_its_own() -> None:
    flow = Flow()
    asked(flow, ASKED, 100.0)
    flow.answered(100.01)
    asked(flow, ASKED, 101.0)
    asked(flow, ASKED, 110.0)
    flow.answered(110.01)
    assert not flow.slow and not flow.asking


def test_while_a_slow_line_answers_nothing_is_given_up() -> None:
    flow = slow_line()
    for _ in range(20):
        asked(flow, FIRST, 101.0)
    for second in range(18):
        assert flow.wait(101.9 + 0.9 * second) > 0
        flow.answered(101.9 + 0.9 * second)
    assert flow.wait(101.9 + 0.9 * 17 + LOST) == 0


def test_prompt_answers_let_more_on_the_way_that_had_to_wait_and_late_ones_less() -> None:
    flow = Flow()
    for _ in range(3):
        asked(flow, FIRST, 100.0)
        assert flow.wait(100.0) > 0 or not flow.full
        flow.answered(100.01)
        flow.sent(0, 100.01)
    asked(flow, 2 * FIRST, 100.1)
    assert not flow.full
    flow.answered(101.0)
    asked(flow, 2 * FIRST, 102.0)
    assert flow.full


def test_the_first_answer_says_nothing_of_how_much_may_be_on_the_way() -> None:
    flow = Flow()
    asked(flow, 4 * FIRST, 100.0)
    assert flow.wait(100.0) > 0
    flow.answered(100.6)
    asked(flow, FIRST, 101.0)
    assert flow.full


def test_prompt_answers_to_little_do_not_let_more_on_the_way() -> None:
    flow = Flow()
    for _ in range(9):
        asked(flow, ASKED, 100.0)
        flow.answered(100.01)
    asked(flow, FIRST, 101.0)
    assert flow.full


def slow_line() -> Flow:
    flow = Flow()
    asked(flow, ASKED, 100.0)
    flow.answered(100.2)
    return flow


def test_a_slow_line_is_asked_more_often_and_about_several_pieces_at_once() -> None:
    flow = slow_line()
    assert flow.slow
    asked(flow, PIECE, 100.2)
    asked(flow, PIECE, 100.2)
    flow.sent(FIRST, 100.2)
    assert flow.full
    flow.answered(100.4)
    flow.answered(100.4)
    assert not flow.asking and not flow.full


def test_a_line_that_answers_at_once_is_not_slow_any_more() -> None:
    flow = slow_line()
    asked(flow, ASKED, 101.0)
    flow.answered(101.01)
    assert not flow.slow


def test_a_line_rests_when_all_has_arrived_and_no_key_is_held_down() -> None:
    flow = slow_line()
    assert flow.rests(100.5)
    asked(flow, PIECE, 100.5)
    assert not flow.rests(101.0)
    flow.answered(101.0)
    assert flow.rests(101.0)
    flow.sent(1, 101.0)
    assert not flow.rests(101.0 + REST / 2)


def drained(rate: float, delay: float, frame: int) -> tuple[float, int]:
    """A key is held for three seconds and each update has so many bytes; the seconds from its release until
    the last byte is through, and how many bytes were."""
    flow, answers = Flow(), list[float]()
    keys = [10 + number / 30 for number in range(90)]
    now = free = 0.0
    left = total = 0
    while keys or left or answers:
        now = min([*keys[:1], *answers[:1], *([now + flow.wait(now)] if left and flow.wait(now) else [])])
        while answers and answers[0] <= now:
            heapq.heappop(answers)
            flow.answered(now)
        if keys and keys[0] <= now:
            released, left = keys.pop(0), frame
        whole = flow.rests(now)
        while left and (whole or not flow.wait(now)):
            size = min(left, PIECE) if flow.slow else left
            left, total = left - size, total + size
            flow.sent(size, now)
            free = max(free, now) + size / rate
            if flow.wants_question():
                flow.sent(0, now, asked=True)
                heapq.heappush(answers, free + delay)
    return free - released, total


#: Bytes a second, seconds there and back.
LINES = [(16_000, 0.1), (16_000, 0.03), (64_000, 0.3), (1e6, 0.1), (1e7, 0.001)]


@pytest.mark.parametrize(("rate", "delay"), LINES)
@pytest.mark.parametrize("frame", [150, 700, 2_000, 3_000])
def test_a_held_key_is_through_soon_after_its_release(rate: float, delay: float, frame: int) -> None:
    seconds, total = drained(rate, delay, frame)
    assert seconds < 0.16 + 1.1 * frame / rate
    assert total > 0.5 * min(90 * frame, 3 * rate)
    assert total <= 90 * frame


def test_what_is_on_the_way_has_an_end() -> None:
    flow = slow_line()
    for turn in range(40):
        now = 101.0 + turn
        while not flow.wait(now):
            flow.sent(PIECE, now)
            if flow.wants_question():
                flow.sent(0, now, asked=True)
        while flow.asking:
            flow.answered(now + 0.2)
    now = 200.0
    asked(flow, 2 * MOST, now)
    assert flow.wait(now) > 0
