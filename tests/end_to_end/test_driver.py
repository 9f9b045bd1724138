"""The driver in a real terminal, beside Textual's own: same screens, and a terminal left in order."""

from __future__ import annotations

import fcntl
import os
import re
import shutil
import signal
import struct
import subprocess
import sys
import termios
import time
from collections.abc import Callable
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
KEYS = ("j", "enter", "j", "pagedown", "2", "j", "3", "j", "?", "pagedown", "escape", "5")


@pytest.fixture
def sample(home: Path) -> Path:
    """The sample, in German."""
    code = "import sys, pathlib; from store.sample import make_sample; make_sample(pathlib.Path(sys.argv[1]))"
    folder = home / "sample.vermerk"
    subprocess.run([sys.executable, "-c", code, str(folder)], check=True, cwd=ROOT, timeout=60)
    return folder


@pytest.mark.parametrize("size", [(80, 24), (120, 36)])
def test_both_drivers_show_the_same_screens(
    sample: Path, terminal: Callable, monkeypatch: pytest.MonkeyPatch, size: tuple[int, int]
) -> None:
    own = terminal(str(sample), columns=size[0], rows=size[1])
    stock = terminal(str(sample), columns=size[0], rows=size[1], driver="stock")
    for screen in (own, stock):
        screen.wait_for("Dokumente")
        screen.read(0.5)
    for key in KEYS:
        for screen in (own, stock):
            screen.press(key)
            screen.read(0.3)
        assert own.text == stock.text, key
        assert own.screen.shown() == stock.screen.shown(), key
    assert len(own.written) * 2 < len(stock.written)


def left_on(written: bytes) -> list[bytes]:
    """The modes that were switched on and never off."""
    last = dict(re.findall(rb"\x1b\[\?(\d+)([hl])", written))
    return [mode for mode, way in last.items() if way == (b"l" if mode in (b"25", b"7") else b"h")]


@pytest.mark.parametrize("end", [signal.SIGTERM, signal.SIGHUP, "q"])
def test_however_it_ends_no_mode_is_left_on(
    sample: Path, terminal: Callable, end: signal.Signals | str
) -> None:
    screen = terminal(str(sample))
    screen.wait_for("Dokumente")
    screen.press("enter", *"jjj", "pagedown")
    screen.press("q") if end == "q" else screen.process.send_signal(end)
    screen.ended(5)
    assert b"\x1b[?1049h" in screen.written and left_on(screen.written) == []
    assert screen.screen.margins is None
    assert screen.written.rfind(b"\x1b[r") > screen.written.rfind(b"S\x1b[r")


def test_a_storm_of_sizes_ends_in_a_whole_screen(sample: Path, terminal: Callable) -> None:
    screen = terminal(str(sample))
    screen.wait_for("Dokumente")
    screen.screen.strict = False
    for columns, rows in [(40, 10), (10, 3), (120, 36), (81, 25), (20, 5), (80, 24)] * 3:
        fcntl.ioctl(screen.master, termios.TIOCSWINSZ, struct.pack("HHHH", rows, columns, 0, 0))
        os.killpg(screen.process.pid, signal.SIGWINCH)
        time.sleep(0.01)
    again = terminal(str(sample))
    again.wait_for("Dokumente")
    again.read(1.0)
    screen.wait_for(lambda text: text == again.text)


def test_stopped_and_continued_it_draws_all_anew(sample: Path, terminal: Callable) -> None:
    screen = terminal(str(sample))
    screen.wait_for("Dokumente")
    screen.read(0.5)
    before = screen.text
    os.killpg(screen.process.pid, signal.SIGSTOP)
    screen.screen.feed("\x1b[1;1H" + "garbage " * 10)
    os.killpg(screen.process.pid, signal.SIGCONT)
    screen.wait_for(lambda text: text == before)
    screen.press("2")
    screen.wait_for("Zeitleiste")
    screen.press("q")
    assert screen.ended() == 0


@pytest.mark.skipif(shutil.which("tmux") is None, reason="tmux is not installed")
def test_in_tmux_both_drivers_show_the_same(sample: Path, home: Path) -> None:
    def tmux(*words: str) -> str:
        done = subprocess.run(
            ["tmux", "-S", str(home / "socket"), "-f", "/dev/null", *words],
            capture_output=True, text=True, timeout=20, check=True,
            env={"HOME": str(home), "PATH": os.environ["PATH"], "LANG": "de_DE.UTF-8", "LC_ALL": "C.UTF-8"},
        )  # fmt: skip
        return done.stdout

    def screens(driver: str) -> list[str]:
        folder = shutil.copytree(sample, home / f"{driver}.vermerk")
        command = f"cd {ROOT} && VERMERK_DRIVER={driver} {sys.executable} -m tui.cli --lang de {folder}"
        tmux("-u", "new-session", "-d", "-x", "100", "-y", "30", command)
        shown = []
        for key in (None, *("j", "Enter", "j", "NPage", "2", "j", "3", "?", "Escape")):
            if key:
                tmux("send-keys", key)
            shown.append(settled(lambda: re.sub(" +$", "", tmux("capture-pane", "-p"), flags=re.MULTILINE)))
        tmux("kill-server")
        return shown

    assert screens("own") == screens("stock")


def settled(look: Callable[[], str], seconds: float = 20.0) -> str:
    """What is shown once there is something and it has stayed so for a while."""
    end = time.monotonic() + seconds
    last, since = "", time.monotonic()
    while time.monotonic() < end:
        now = look()
        if now != last:
            last, since = now, time.monotonic()
        elif last.strip() and time.monotonic() - since > 0.8:
            break
        time.sleep(0.1)
    return last
