"""Lost lines without a terminal: what is kept at once, and that the process ends whatever hangs."""

from __future__ import annotations

import asyncio
import os
import signal
import subprocess
import sys
from collections.abc import Iterator

import pytest
from textual.drivers import linux_driver

from tui import parting

#: A session whose loop is stuck for good, as behind a terminal that takes nothing; it says what it does.
STUCK = """
import asyncio, os, queue, signal, sys
from tui import parting

parting.GRACE = 0.2

async def session():
    say = lambda word: os.write(1, word.encode())
    parting.leave_when_lost(lambda: say("kept "), lambda: say("left "), lambda: say("last"))
    os.write(1, b"ready ")
    if sys.argv[1] == "stuck":
        queue.Queue(1).get()
    await asyncio.sleep(60)

asyncio.run(session())
"""


@pytest.mark.parametrize(("how", "told"), [("stuck", b"kept last"), ("free", b"kept left last")])
@pytest.mark.parametrize(
    "number",
    [
        signal.SIGHUP,
        signal.SIGTERM,
        signal.SIGQUIT,
        signal.SIGUSR1,
        signal.SIGUSR2,
        signal.SIGXCPU,
        signal.SIGIO,
    ],
)
def test_what_there_is_is_kept_and_the_process_ends(how: str, told: bytes, number: signal.Signals) -> None:
    with subprocess.Popen([sys.executable, "-c", STUCK, how], stdout=subprocess.PIPE) as process:
        assert process.stdout is not None
        assert process.stdout.read(6) == b"ready "
        process.send_signal(number)
        assert process.wait(20) == 128 + number
        assert process.stdout.read() == told


async def test_after_the_session_signals_do_what_they_did() -> None:
    before = signal.getsignal(signal.SIGHUP)
    over = parting.leave_when_lost(lambda: None, lambda: None, lambda: None)
    assert signal.getsignal(signal.SIGHUP) is not before
    over()
    assert signal.getsignal(signal.SIGHUP) is before
    await asyncio.sleep(0)


@pytest.fixture
def keys(monkeypatch: pytest.MonkeyPatch) -> Iterator[list[int]]:
    """The decoder of keys; returns the signals that were sent."""
    sent: list[int] = []
    monkeypatch.setattr(os, "kill", lambda _process, number: sent.append(number))
    before = linux_driver.getincrementaldecoder
    parting.mind_the_keys()
    yield sent
    linux_driver.getincrementaldecoder = before


def test_bytes_that_are_no_utf_8_are_keys_like_others(keys: list[int]) -> None:
    decode = linux_driver.getincrementaldecoder("utf-8")().decode
    assert decode(b"a\xe9b") == "a\ufffdb"
    assert decode(b"\xc3") + decode(b"\xa4") == "ä"
    assert keys == []


def test_the_end_of_all_input_is_a_lost_line(keys: list[int]) -> None:
    decode = linux_driver.getincrementaldecoder("utf-8")().decode
    assert decode(b"") == "" and keys == [signal.SIGHUP]
    assert decode(b"", True) == "" and len(keys) == 1
