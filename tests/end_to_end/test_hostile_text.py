"""Whatever the texts of a project hold, a terminal gets no sequence that the program did not write itself."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from tests.end_to_end.hostile import ATTACKS, EVIL, MARK, foreign, make
from tests.end_to_end.terminal import Terminal

#: Pane, and the keys pressed in it: lists, dialogs, menus, help, palette, history, matrix, codebook …
KEYS = {
    "1": "taevTO?:H/fcCB", "2": "oE=", "3": "sEMQ", "4": "ar", "5": "hW",
}  # fmt: skip
COMMANDS = (
    ("list", "documents"), ("list", "demands"), ("list", "events"), ("list", "notes"), ("list", "tags"),
    ("list", "verdicts"), ("show", "d1"), ("show", "f1"), ("show", "n1"), ("search", "Rat"), ("check",),
    ("history",), ("show", f"\x1b[{MARK}m"),
    ("note", f"\x9b{MARK}m", "x"), ("export", "markdown"),
)  # fmt: skip


@pytest.fixture(scope="module")
def evil(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return make(tmp_path_factory.mktemp("evil") / "rat.vermerk")


@pytest.mark.parametrize(
    "attack", [one for one in ATTACKS if one[0] in "\x1b\x9b\x9d\x05\x0e\x7f\u202e\u2066"]
)
def test_what_looks_for_them_finds_them(attack: str) -> None:
    assert list(foreign(f"Rat {attack} Ende".encode()))
    assert list(foreign(EVIL.encode()))
    assert not list(foreign("\x1b[1;31m\x1b[?25lRat\x1b[0m \u200d\r\n\x1b[2;5H".encode()))


@pytest.mark.parametrize("driver", ["own", "stock"])
def test_no_pane_and_no_dialog_lets_a_sequence_through(evil: Path, terminal: Callable, driver: str) -> None:
    screen = terminal(str(evil), "--as", "lena", columns=100, rows=30, driver=driver)
    screen.wait_for("Zu tun")
    for pane, keys in KEYS.items():
        for key in keys:
            screen.press(pane, key, "down", "enter", "escape", "escape")
            assert screen.process.poll() is None, (pane, key, screen.text)
    assert list(foreign(screen.written)) == []


@pytest.mark.parametrize("command", COMMANDS, ids=" ".join)
def test_no_command_lets_a_sequence_through(
    evil: Path, terminal: Callable[..., Terminal], command: tuple[str, ...], monkeypatch: pytest.MonkeyPatch
) -> None:
    screen = terminal(command[0], str(evil), *command[1:], "--as", "lena")
    # Progress is drawn without a screen around it: only the bytes count.
    monkeypatch.setattr(screen.screen, "feed", lambda _text: None)
    screen.ended()
    screen.read(0.1)
    assert screen.written.strip() and list(foreign(screen.written)) == []
