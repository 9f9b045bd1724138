"""How dear the reader is, against an empty App in the same run:  python tests/benchmarks/bench_reader.py

1 MB of German text with 5,000 overlapping marks at 80 × 24, without a terminal. CPU milliseconds, medians of
several runs; what counts are the ratios. Bar: first frame at most 1.3 × an empty App's start once Textual is
loaded and 60 ms of CPU on top in any case; a line down at most 6 ms.
"""

from __future__ import annotations

import asyncio
import time
from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from random import Random
from statistics import median

from textual.app import App, ComposeResult
from textual.pilot import Pilot

from tui.panes.reader import Reader
from tui.panes.rowlist import RowList
from tui.panes.rows import Cell, ListRow

SENTENCE = (
    "Die Staatsregierung hat am 24. April beschlossen, das „Bürgerkonto“ bis Ende 2027 in allen Ämtern "
    "einzuführen; die Größe der Behörden und die Verwaltungs- und Funktionalreform bleiben davon unberührt. "
)


@dataclass(frozen=True)
class Mark:
    start: int
    end: int
    kind: str
    id: str
    label: str
    colour: str | None
    state: str
    recheck: str = ""
    part: int = 1
    parts: int = 1


def text_of(size: int) -> str:
    paragraph = SENTENCE * 4 + "\n\n– mehr Personal\n– weniger Berichte\n\n"
    return (paragraph * (size // len(paragraph) + 1))[:size]


def marks_on(size: int, count: int = 5_000) -> tuple[Mark, ...]:
    random = Random(7)
    kinds = ("tag", "tag", "event", "demand", "evidence", "note")
    starts = sorted(random.randrange(size - 400) for _ in range(count))
    return tuple(
        Mark(
            start,
            start + random.randrange(5, 400),
            kinds[n % 6],
            f"m{n}",
            f"Thema {n % 8}",
            None,
            "confirmed",
        )
        for n, start in enumerate(starts)
    )


class Empty(App[None]):
    CSS = "Reader, RowList { width: 1fr; height: 1fr; }"


class Reading(Empty):
    def __init__(self, text: str, marks: tuple[Mark, ...]) -> None:
        super().__init__()
        self.text, self.marks = text, marks

    def compose(self) -> ComposeResult:
        yield Reader()

    def on_mount(self) -> None:
        self.query_one(Reader).show("d1", self.text, self.marks)


class Listing(Empty):
    def __init__(self, rows: list[ListRow]) -> None:
        super().__init__()
        self.given = rows

    def compose(self) -> ComposeResult:
        yield RowList()

    def on_mount(self) -> None:
        self.query_one(RowList).show(self.given)


async def run(
    app: App[None], then: Callable[[Pilot[None]], Awaitable[list[float]]] | None = None
) -> list[float]:
    """CPU milliseconds until the first frame stands; then what ``then`` measures."""
    began = time.process_time()
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.pause()
        found = [(time.process_time() - began) * 1_000]
        return found + (await then(pilot) if then else [])


def pressing(key: str, times: int = 30) -> Callable[[Pilot[None]], Awaitable[list[float]]]:
    async def press(pilot: Pilot[None]) -> list[float]:
        spent = []
        for _ in range(times):
            began = time.process_time()
            await pilot.press(key)
            spent.append((time.process_time() - began) * 1_000)
        return [median(spent)]

    return press


async def compare(rounds: int = 7) -> None:
    text = text_of(1_000_000)
    marks = marks_on(len(text))
    rows = [ListRow(f"e{n}", (Cell("◆", width=1), Cell(f"Beschluss {n}"))) for n in range(100_000)]
    await run(Reading(text, marks))
    results: dict[str, list[list[float]]] = {}
    for _ in range(rounds):
        for name, app, key in (
            ("empty", Empty(), "j"),
            ("reader, line down", Reading(text, marks), "j"),
            ("reader, page down", Reading(text, marks), "pagedown"),
            ("list of 100,000, line down", Listing(rows), "j"),
        ):
            results.setdefault(name, []).append(await run(app, pressing(key)))
    first, idle = (median(column) for column in zip(*results["empty"], strict=True))
    print(f"{'':28} first frame    ×     key ms   above an unused key")
    for name, found in results.items():
        frame, key_ms = (median(column) for column in zip(*found, strict=True))
        print(f"{name:28} {frame:8.1f} ms  {frame / first:4.2f}  {key_ms:8.2f}  {key_ms - idle:8.2f}")


if __name__ == "__main__":
    asyncio.run(compare())
