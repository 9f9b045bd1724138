"""Frames through pipes, in whatever pieces they come."""

import os
import threading
from collections.abc import Iterator
from time import monotonic

import pytest

from content.apart.asking import LENGTH, MOST, receive, send
from content.apart.pipes import Pipes

Ends = tuple[Pipes, int, int]


@pytest.fixture
def ends() -> Iterator[Ends]:
    """The program's pipes, and the other side's ends: what it reads, what it writes."""
    theirs, source = os.pipe()
    sink, answers = os.pipe()
    pipes = Pipes(source, sink)
    pipes.until = monotonic() + 60
    yield pipes, theirs, answers
    for end in (theirs, source, sink, answers):
        os.close(end)


def framed(*frames: bytes) -> bytes:
    return b"".join(LENGTH.pack(len(frame)) + frame for frame in frames)


def test_frames_arrive_whole_in_any_pieces(ends: Ends) -> None:
    pipes, _, answers = ends
    whole = framed(b"eins", b"", b"zwei" * 9)

    def trickle() -> None:
        for at in range(len(whole)):
            os.write(answers, whole[at : at + 1])

    thread = threading.Thread(target=trickle)
    thread.start()
    assert [pipes.receive() for _ in range(3)] == [b"eins", b"", b"zwei" * 9]
    thread.join()


def test_what_is_there_already_is_not_lost(ends: Ends) -> None:
    pipes, _, answers = ends
    os.write(answers, framed(b"eins", b"zwei") + framed(b"drei")[:9])
    assert [pipes.receive(), pipes.receive()] == [b"eins", b"zwei"]
    os.write(answers, b"rei")
    assert pipes.receive()[1:] == b"rei"


def test_more_than_a_pipe_holds_goes_both_ways(ends: Ends) -> None:
    pipes, theirs, answers = ends
    much = os.urandom(3_000_000)

    def echo() -> None:
        with os.fdopen(os.dup(theirs), "rb") as source, os.fdopen(os.dup(answers), "wb") as sink:
            send(sink, receive(source), receive(source))

    thread = threading.Thread(target=echo)
    thread.start()
    pipes.send(b"kurz", much)
    assert (pipes.receive(), pipes.receive()) == (b"kurz", much)
    thread.join()


def test_nothing_is_waited_for_after_the_time(ends: Ends) -> None:
    pipes, _, answers = ends
    os.write(answers, framed(b"halb")[:6])
    pipes.until = monotonic() - 1
    with pytest.raises(TimeoutError):
        pipes.receive()
    with pytest.raises(TimeoutError):
        pipes.send(b"x")


def test_an_answer_that_no_reading_has_is_refused(ends: Ends) -> None:
    pipes, _, answers = ends
    os.write(answers, LENGTH.pack(MOST + 1))
    with pytest.raises(EOFError):
        pipes.receive()


def test_the_other_side_may_be_gone() -> None:
    theirs, source = os.pipe()
    sink, answers = os.pipe()
    os.close(theirs)
    os.close(answers)
    pipes = Pipes(source, sink)
    pipes.until = monotonic() + 60
    with pytest.raises(EOFError):
        pipes.receive()
    with pytest.raises(BrokenPipeError):
        pipes.send(b"x")
    os.close(source)
    os.close(sink)
