"""Whatever the texts of a project hold, a terminal gets no sequence that the program did not write itself."""

from __future__ import annotations

import json
import os
import pkgutil
import sys
from collections.abc import Callable, Iterator
from importlib import import_module
from pathlib import Path

import pytest
from textual.screen import Screen

import tui.screens
from store.exchange import EXPORTS
from tests.end_to_end.hostile import ATTACKS, CONFIG, EVIL, MARK, foreign, make
from tests.end_to_end.terminal import Terminal
from tui.cli.listing import COLUMNS

#: The keys that lead from the desk to each full screen and dialog, and to what the panes show themselves.
ROUTES = (
    "4 I n", "1 j ? j", "1 : j", "1 / f3 j", "1 / tab", "1 H j", "1 t R a t", "1 a", "1 C enter", "1 v",
    "1 c",
    "1 m j r", "1 W j", "1 K j", "1 Z j enter", "1 G Q j j", "1 Y j", "1 F R a t enter j", "1 B j c",
    "1 B T enter", "1 B j enter j", "1 M j l f", "4 O j", "1 g enter I", "4 a @", "4 f", "4 n n H", "2 i j",
    "2 + > >", "2 = L", "2 d", "2 E", "3 p j", "3 j p s", "3 V down", "3 s enter", "3 D n", "3 H j", "3 A j",
    "3 S", "3 z L", "5 + j j", "5 r", "1 f2 k e y s enter enter", "f3", "f4",
)  # fmt: skip
#: The program, which notes the class of each screen that comes, and each that goes, in the file named first.
NOTING = """
import sys
from textual.app import App
from tui.cli import main

def noting(done, told):
    def note(self, *given, **named):
        with open(sys.argv[1], "a") as file:
            print(told(*given), file=file)
        return done(self, *given, **named)
    return note

App.push_screen = noting(App.push_screen, lambda screen, *_: type(screen).__name__)
App.pop_screen = noting(App.pop_screen, lambda: "gone")
sys.exit(main(sys.argv[2:]))
"""
COMMANDS = (
    *(["list", kind] for kind in COLUMNS),
    *(["show", one] for one in ("d1", "f1", "n1", "e1", "t1", "d1:0-90")),
    *(["export", name] for name, form in EXPORTS.items() if not form.binary),
    ["search", "Rat"], ["check"], ["history"], ["show", f"\x1b[{MARK}m"], ["note", f"\x9b{MARK}m", "x"],
    ["tagged", EVIL], ["tagged", "*"], ["suggest", "f1"], ["suggest", "--orphans"], ["synonyms"], ["assign"],
    ["agreement"], ["project"], ["reviewers"], ["reviewers", "add", EVIL], ["verdict", "f1", EVIL],
    ["search", f"tag:{EVIL}"], ["list", "demands", EVIL],
)  # fmt: skip
#: All of them in one process: what is asked for is one line of JSON.
CALLING = """
import json, sys
from tui.cli import main

for name, *words in json.loads(sys.argv[1]):
    main([name, sys.argv[2], *words, "--as", "lena"])
"""


@pytest.fixture(scope="module")
def evil(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return make(tmp_path_factory.mktemp("evil") / "rat.vermerk")


@pytest.fixture
def run(home: Path) -> Iterator[Callable[..., Terminal]]:
    """Starts a piece of Python in a terminal."""
    opened: list[Terminal] = []

    def start(code: str, *words: str, driver: str = "") -> Terminal:
        environment = {
            "HOME": str(home), "PATH": os.environ["PATH"], "TERM": "xterm-256color", "LANG": "de_DE.UTF-8",
            "VERMERK_DRIVER": driver,
        }  # fmt: skip
        opened.append(Terminal([sys.executable, "-c", code, *words], environment, columns=100, rows=30))
        return opened[-1]

    yield start
    for one in opened:
        one.close()


def screens() -> set[str]:
    """The names of all screens there are; those that others are made of are left out."""

    def below(kind: type) -> Iterator[type]:
        for one in kind.__subclasses__():
            yield one
            yield from below(one)

    for module in pkgutil.iter_modules(tui.screens.__path__):
        import_module(f"tui.screens.{module.name}")
    ours = [one for one in below(Screen) if one.__module__.startswith("tui.")]
    return {one.__name__ for one in ours if not one.__subclasses__()}


@pytest.mark.parametrize(
    "attack", [one for one in ATTACKS if one[0] in "\x1b\x9b\x9d\x05\x0e\x7f\u202e\u2066"]
)
def test_what_looks_for_them_finds_them(attack: str) -> None:
    assert list(foreign(f"Rat {attack} Ende".encode()))
    assert list(foreign(EVIL.encode()))
    assert not list(foreign("\x1b[1;31m\x1b[?25lRat\x1b[0m \u200d\r\n\x1b[2;5H".encode()))


def walk(screen: Terminal, route: str, seen: Path) -> None:
    """There and back to the desk: until Esc changes nothing more, for it may lead back to a screen, too."""
    screen.press(*route.split())
    screen.read(0.2)
    before: list[str] = []
    for _key in range(12):
        screen.press("escape")
        assert screen.process.poll() is None, (route, screen.text)
        told = seen.read_text().split()
        if told == before and told.count("gone") * 2 == len(told):
            return
        before = told


@pytest.mark.parametrize("driver", ["own", pytest.param("stock", marks=pytest.mark.long)])
def test_no_screen_there_is_lets_a_sequence_through(
    evil: Path, home: Path, run: Callable[..., Terminal], driver: str
) -> None:
    seen = home / "seen"
    seen.touch()
    (home / "vermerk.toml").write_text(CONFIG, "utf-8")
    options = ("--as", "lena", "--config", str(home / "vermerk.toml"))
    screen = run(NOTING, str(seen), str(evil), *options, driver=driver)
    screen.wait_for("Zu tun")
    for _round in range(3):
        for route in ROUTES:
            walk(screen, route, seen)
        missing = screens() - set(seen.read_text().split()) - {"DeskScreen"}
        if not missing:
            break
    assert not missing, "no route leads there"
    for _key in range(20):
        if screen.process.poll() is None:
            screen.press("escape", "q")
    assert screen.ended() == 0
    assert list(foreign(screen.written)) == []


def test_no_command_lets_a_sequence_through(
    evil: Path, run: Callable[..., Terminal], monkeypatch: pytest.MonkeyPatch
) -> None:
    screen = run(CALLING, json.dumps(COMMANDS), str(evil))
    # Progress is drawn without a screen around it: only the bytes count.
    monkeypatch.setattr(screen.screen, "feed", lambda _text: None)
    assert screen.ended() == 0
    screen.read(0.1)
    assert screen.written.count(b"Rat") > len(COMMANDS) and b"Traceback" not in screen.written
    assert list(foreign(screen.written)) == []
