"""Lines that break, clients that hang, many at once, and odd terminals, at a real sshd."""

from __future__ import annotations

import os
import signal
import time
from contextlib import ExitStack
from pathlib import Path

import pytest

from store.locking import is_held
from tests.end_to_end.ssh.conftest import Team
from tests.end_to_end.ssh.server import wait_until
from tests.end_to_end.ssh.test_keys import sessions
from tests.end_to_end.terminal import Terminal

#: How long a process may outlive its client: three seconds, and some for a busy machine.
END = 3.0 + 3.0


@pytest.fixture(autouse=True)
def alone(team: Team) -> None:
    assert wait_until(lambda: not sessions(team), 5)


def write_half(screen: Terminal, words: str) -> None:
    screen.wait_for("Geld für Busse")
    screen.press("a", *words)
    screen.wait_for(words)


def assert_nothing_lost(team: Team, words: str) -> None:
    """Nobody there, the lock free, and the draft offered again."""
    assert wait_until(lambda: not sessions(team), END)
    assert not is_held(team.project / "lock")
    with team.server.screen("anna", team.account) as again:
        again.wait_for("Geld für Busse")
        again.press("a")
        again.wait_for(words)
        again.press("escape", "q")
        again.ended()


def test_a_killed_client_leaves_no_process_no_lock_and_no_lost_draft(team: Team) -> None:
    with team.server.screen("anna", team.account) as screen:
        write_half(screen, "Halb geschrieben")
        screen.process.kill()
        assert_nothing_lost(team, "Halb geschrieben")


def test_a_frozen_client_is_given_up(team: Team) -> None:
    """sshd asks in vain, and hangs up. (Of a client that is sent something all the time it would not ask.)"""
    with team.server.screen("anna", team.account) as screen:
        write_half(screen, "Eingefroren")
        screen.process.send_signal(signal.SIGSTOP)
        try:
            assert wait_until(lambda: not sessions(team), END + 14)
        finally:
            screen.process.send_signal(signal.SIGCONT)
    assert_nothing_lost(team, "Eingefroren")


@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGHUP])
def test_a_signal_ends_it_in_order(team: Team, number: signal.Signals) -> None:
    with team.server.screen("anna", team.account) as screen:
        write_half(screen, "Noch nicht fertig")
        [process] = sessions(team)
        os.kill(process, number)
        screen.ended(END)
        assert screen.written.rfind(b"?1049l") > screen.written.rfind(b"?1049h")
    assert_nothing_lost(team, "Noch nicht fertig")


def test_twenty_at_once(team: Team) -> None:
    with ExitStack() as stack:
        screens = [stack.enter_context(team.server.screen("anna", team.account)) for _ in range(20)]
        for screen in screens:
            screen.wait_for("Geld für Busse", 120)
        assert len(sessions(team)) == 20
        screens[0].press("t", *"Eilig", "enter")
        for screen in screens:
            screen.wait_for("Eilig")
        for screen in screens:
            screen.process.kill()
        assert wait_until(lambda: not sessions(team), 15)
    assert not is_held(team.project / "lock")
    team.vermerk("check", str(team.project))


def test_who_waits_is_sent_nothing(team: Team) -> None:
    with team.server.screen("anna", team.account) as screen:
        screen.wait_for("Geld für Busse")
        screen.read(1.0)
        before = len(screen.written)
        time.sleep(1.5)
        screen.read(0.1)
        assert len(screen.written) == before
        screen.press("a")
        screen.read(0.5)
        before = len(screen.written)
        time.sleep(1.5)
        screen.read(0.1)
        assert len(screen.written) == before


def test_windows_that_change_all_the_time(team: Team) -> None:
    with team.server.screen("anna", team.account) as screen:
        screen.wait_for("Geld für Busse")
        screen.shake(*((1 + number * 7 % 150, 1 + number * 5 % 50) for number in range(60)), (1, 1))
        screen.write(b"23+1")
        screen.resize(80, 24)
        screen.wait_for("Geld für Busse")
        screen.press("q")
        assert screen.ended() == 0


@pytest.mark.parametrize(
    "environment",
    [{"LANG": "C"}, {"LC_ALL": "C"}, {"LC_ALL": "POSIX"}, {"LANG": "de_DE.ISO-8859-1"}],
    ids=str,
)
def test_whatever_the_language_setting_the_screen_is_utf_8(team: Team, environment: dict[str, str]) -> None:
    with team.server.screen("anna", team.account, **environment) as screen:
        screen.wait_for("Geld für Busse")
        screen.write(b"\xe9")
        screen.read(0.2)
        screen.press("2")
        screen.wait_for("Timeline|Zeitleiste")
        assert "\ufffd" not in screen.text
        screen.press("q")
        assert screen.ended() == 0


def test_a_home_that_is_not_there_is_not_missed(team: Team) -> None:
    """The account's home is never needed: nothing is looked for or kept there."""
    home = Path(f"~{team.account}").expanduser()
    if home == Path.home() or not str(home).startswith(str(team.server.place)):
        pytest.skip("the account is that of whoever runs the tests; its home is not touched")
    home.rename(home.with_suffix(".away"))
    try:
        with team.server.screen("anna", team.account) as screen:
            screen.wait_for("Geld für Busse")
            screen.press("q")
            assert screen.ended() == 0
    finally:
        home.with_suffix(".away").rename(home)
