"""Hours at the desk, in short: keys on the sample, in windows of many sizes: nothing is lost."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from random import Random
from typing import Any

import msgspec
import pytest

from store.review import Review
from tests.end_to_end.terminal import ROOT, Terminal

MOVES = [*"jjjkkgGhl()nN.,<>=+12345zT", "down", "pagedown", "enter", "escape", "tab", "space"]
WORDS = (
    "Geld",
    "neu: wichtig",
    "Straße",
    "Ende 2026",
    "2027-03",
    "ä ß „x“",
    "@lea bitte",
    "ist:strittig",
    "1",
)
#: None larger than the screen that is read: what was drawn for another size may come late.
SIZES = [(80, 20), (60, 15), (40, 10), (10, 3), (1, 1)]
KINDS = ("documents", "events", "demands", "tags", "notes", "evidence", "verdicts")
#: What changes by every change, taken back or not.
COUNTED = {"rev", "at", "by", "notes_at", "changed"}


def answer(random: Random) -> list[str]:
    """To whatever dialog may be there."""
    word = random.choice(WORDS)
    return random.choice([["enter"], ["down", "enter"], ["y"], ["1"], ["escape"], [word, "enter"], ["n"]])


def some(random: Random) -> list[str]:
    """A few keys that somebody might press one after the other."""
    word, then = random.choice(WORDS), [*answer(random), *answer(random)]
    ways: list[list[str]] = [
        *[[random.choice(MOVES) for _ in range(4)]] * 8,
        ["t", word, "enter"], ["a", word, "f2", word, *then], ["/", word, "enter"], ["3", "j", "s", *then],
        ["3", "p", *random.sample("jynmx12ks", 4), *then, "escape"], ["4", "v", random.choice("wsV"), *then],
        ["4", "v", "s", random.choice("taeocQ"), *then],
        ["2", random.choice("jkG"), random.choice("yxdJE"), *then],
        [random.choice("WmMBFYKZQIOfHVASPL"), "j", "enter", "escape"], [random.choice("uuU")],
        ["B", random.choice("jEDmJcoeTd"), *then, "escape"], [random.choice("oEDrRde"), *then],
        [random.choice(("f3", "?", ":")), *then, "escape"],
    ]  # fmt: skip
    return [key for key in random.choice(ways) if key != "q"]


def press(screen: Terminal, key: str) -> None:
    if len(key) > 1 and key in WORDS:
        screen.write(key.encode())
        screen.read(0.05)
    else:
        screen.press(key)


def records(folder: Path) -> dict[str, list[Any]]:
    """Everything there is, but for what only counts changes."""
    with Review.open(folder) as review:
        return {
            kind: [
                {name: value for name, value in msgspec.to_builtins(row).items() if name not in COUNTED}
                for row in review.rows(kind)
            ]
            for kind in KINDS
        }


@pytest.mark.long
@pytest.mark.parametrize("driver", ["own", "stock"])
@pytest.mark.parametrize("seed", range(10))
def test_an_hour_at_the_desk_ends_in_order(home: Path, terminal: Callable, seed: int, driver: str) -> None:
    code = "import sys, pathlib; from store.sample import make_sample; make_sample(pathlib.Path(sys.argv[1]))"
    folder, random = home / "sample.vermerk", Random(seed)
    subprocess.run([sys.executable, "-c", code, str(folder)], check=True, cwd=ROOT, timeout=60)
    before = records(folder)
    screen = terminal(str(folder), driver=driver)
    screen.wait_for("Dokumente")
    for _ in range(120):
        keys = some(random)
        for key in keys:
            press(screen, key)
            assert screen.process.poll() is None, (keys, screen.text)
        if random.random() < 0.05:
            screen.shake(*random.choices(SIZES, k=3), (80, 24))
            screen.read(0.5)
    screen.press(*["escape"] * 8, "n", *["escape"] * 4)
    screen.press("?")
    screen.wait_for("Tasten")
    screen.press("escape", "escape")
    for _ in range(400):
        screen.press("u")
        if "nichts zurückzunehmen" in screen.text:
            break
    screen.wait_for("nichts zurückzunehmen")
    screen.press("q")
    assert screen.ended() == 0
    assert records(folder) == before
    checked = subprocess.run([sys.executable, "-m", "tui.cli", "check", str(folder)], cwd=ROOT, timeout=60)
    assert checked.returncode == 0
