"""The screen beside other programs of the terminal, in one run: start, first screen, keys, memory.

    python -m tests.benchmarks.bench_screens PROJECT [--bin DIRECTORY …] [--rounds 3] [--size 80x24]
    python -m tests.benchmarks.bench_screens PROJECT --slow

PROJECT is what ``big_project.py`` made. posting, harlequin, visidata, tig and aerc are measured where they
are found, on the path or in the given directories (each is best installed in a venv of its own), with a
collection, a database, a table, a repository or a mailbox made for it. Programs take turns. Prints a table in
Markdown: milliseconds from key to last byte (median, 95 of 100), CPU milliseconds and bytes of a key.
``--slow`` holds a key in each of Vermerk's panes at 128 kbit/s and 100 ms there and back, and prints the
milliseconds from its release to the last byte. Linux only.
"""

from __future__ import annotations

import argparse
import os
import shutil
import statistics
import subprocess
import sys
import tempfile
from pathlib import Path
from typing import NamedTuple

from tests.benchmarks.others import others
from tests.benchmarks.ptyscreen import SCREEN, STARTED, Ended, PtyScreen, spread

#: An App without widgets that answers a key with one byte: what Textual itself takes.
EMPTY = """
from textual.app import App
class Empty(App):
    def on_key(self): self.bell()
Empty().run()
"""
ROOT = Path(__file__).resolve().parents[2]
#: 128 kbit/s, 100 ms there and back, and a key held for three seconds.
RATE, DELAY, HELD, EVERY = 16_000.0, 0.1, 90, 1 / 30
LINES, PAGES = 30, 10
PANES = {"documents": "1", "timeline": "2", "checklist": "3", "reader": "4", "notes": "5"}


class Program(NamedTuple):
    """What is started where, and for each place in it: keys that lead there, then one line, one page."""

    name: str
    command: list[str]
    folder: Path
    places: dict[str, tuple[list[str], str, str]]


class Keys(NamedTuple):
    """Figures of one key, one value each time it was pressed; ``cpu`` is a mean of all."""

    last: list[float]
    size: list[float]
    cpu: list[float]


Results = dict[tuple[str, str], dict[str, Keys]]


def environment(home: Path) -> dict[str, str]:
    kept = {name: value for name, value in os.environ.items() if not name.startswith(("TEXTUAL", "VERMERK"))}
    look = {"TERM": "xterm-256color", "COLORTERM": "truecolor", "LC_ALL": "C.UTF-8"}
    return {**kept, **look, "HOME": str(home), "PYTHONPATH": str(ROOT)}


def empty(home: Path) -> Program:
    return Program("empty App", [sys.executable, "-c", EMPTY], home, {"a key": ([], "j", "pagedown")})


def vermerk(project: Path) -> Program:
    # What hangs on the first document is the longest list of notes.
    moves = {pane: (["1", "g", key, "g"], "j", "pagedown") for pane, key in PANES.items()}
    return Program("Vermerk", [sys.executable, "-m", "tui.cli", str(project)], ROOT, moves)


def pressed(screen: PtyScreen, key: str, times: int) -> Keys:
    found = Keys([], [], [])
    before = screen.cpu()
    for _ in range(times):
        start = screen.now()
        screen.press(key)
        last, size = screen.watch()
        if size:
            found.last.append((last - start) * 1000)
        found.size.append(size)
    found.cpu.append((screen.cpu() - before) / times)
    return found


def measure(program: Program, size: tuple[int, int], home: Path, results: Results) -> list[float]:
    """First frame, CPU of the start, bytes of the first screen, memory after all keys."""
    screen = PtyScreen(program.command, size, environment(home), program.folder)
    try:
        last, written = screen.watch(STARTED, 30, SCREEN)
        start = [(last - screen.began) * 1000, screen.cpu(), written]
        screen.watch(1.0, 3.0)  # what is loaded once there is time
        for place, (before, line, page) in program.places.items():
            for key in before:
                screen.press(key)
                screen.watch(0.3)
            known = results.setdefault((program.name, place), {})
            for name, key, times in (("line", line, LINES), ("page", page, PAGES)):
                new = pressed(screen, key, times)
                known[name] = Keys(*map(list.__add__, known.get(name, Keys([], [], [])), new))
        return [*start, screen.memory()]
    finally:
        screen.close()


def slow(project: Path, size: tuple[int, int], home: Path) -> None:
    program = vermerk(project)
    for pane, (before, line, page) in program.places.items():
        screen = PtyScreen(program.command, size, environment(home), program.folder, RATE, DELAY)
        screen.watch(STARTED, 30, SCREEN)
        for key in before:
            screen.press(key)
            screen.watch(0.3)
        drains = [screen.hold(key, HELD, EVERY) * 1000 for key in (line, page)]
        screen.close()
        print(
            f"{size[0]}x{size[1]} {pane:10} line {drains[0]:5.0f} ms   page {drains[1]:5.0f} ms", flush=True
        )


def show(starts: dict[str, list[list[float]]], results: Results) -> None:
    print(
        "| | first frame ms | × empty | start CPU ms | first screen KB | PSS MB |\n|---|---|---|---|---|---|"
    )
    for name, rows in starts.items():
        if not rows:
            continue
        frame, cpu, size, memory = map(statistics.median, zip(*rows, strict=True))
        ratio = statistics.median(
            mine[0] / empty[0] for mine, empty in zip(rows, starts["empty App"], strict=True)
        )
        print(f"| {name} | {frame:.0f} | {ratio:.2f} | {cpu:.0f} | {size / 1000:.1f} | {memory:.0f} |")
    print("\n| | line ms | CPU | bytes | page ms | CPU | bytes |\n|---|---|---|---|---|---|---|")
    for (name, place), moves in results.items():
        if not moves:
            continue
        cells = [f"{name}, {place}"]
        for keys in moves.values():
            median, most = spread(keys.last) if keys.last else (0, 0)
            cells.append(f"{median:.0f} · {most:.0f}" if keys.last else "–")
            cells += [f"{statistics.median(keys.cpu):.1f}", f"{statistics.median(keys.size):.0f}"]
        print(f"| {' | '.join(cells)} |")


def main() -> None:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("project", type=Path)
    parser.add_argument("--bin", type=Path, nargs="*", default=[])
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--size", default="80x24")
    parser.add_argument("--slow", action="store_true")
    options = parser.parse_args()
    columns, rows = map(int, options.size.split("x"))
    with tempfile.TemporaryDirectory() as folder:
        home = Path(folder)
        project = home / "project.vermerk"
        shutil.copytree(options.project, project, symlinks=True)
        subprocess.run(
            [sys.executable, "-m", "compileall", "-q", *("content", "store", "tui")], cwd=ROOT, check=True
        )
        if options.slow:
            slow(project, (columns, rows), home)
            return
        path = os.pathsep.join([*map(str, options.bin), os.environ["PATH"]])
        programs = [empty(home), vermerk(project)]
        programs += [Program(*other) for other in others(home, path)]
        starts: dict[str, list[list[float]]] = {program.name: [] for program in programs}
        results: Results = {}
        for _ in range(options.rounds):
            for program in programs:
                try:
                    starts[program.name].append(measure(program, (columns, rows), home, results))
                except Ended:
                    print(f"{program.name}: ended by itself")
        show(starts, results)


if __name__ == "__main__":
    main()
