"""What the timeline draws: bars, the scale above them, and how dense the whole time is. Pure; all of it reads
without colour."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable, Iterator, Sequence
from datetime import date, timedelta
from itertools import pairwise

from tui.formatting import MONTHS, WEEKDAYS
from tui.locale import language
from tui.panes.timeline_layout import Axis

BLOCKS = "▁▂▃▄▅▆▇█"
TODAY = "┊"
#: How many cells go ahead of the end of an "until": it is a day by which, not a time that lasts.
LEAD = 5
#: A strip with less room than this says nothing.
LEAST_STRIP = 12
#: Steps of the scale in years.
STEPS = (1, 2, 5, 10, 20, 50, 100, 200, 500, 1000)

Label = tuple[date, str]


def bar(edtf: str, start: date | None, end: date | None, over: Axis, sign: str = "·", cap: str = "┤") -> str:
    """The extent of one thing on the axis, exactly ``width`` cells.

    A day is its ``sign`` ("?" uncertain, "~" approximate), a range ├──┤, a month or a year that nobody knows
    the day of [··], an open end an arrow; dashes instead of the line where it is uncertain or approximate; no
    cap where it goes on beyond the axis. ``cap`` closes an "until".
    """
    if over.width < 1 or (start is None and end is None):
        return " " * max(over.width, 0)
    first = 0 if start is None else over.cell(start)
    last = over.width - 1 if end is None else over.cell(end)
    if last < 0 or first >= over.width:
        return " " * over.width
    right = min(last, over.width - 1)
    left = max(first, right - LEAD if start is None and last == right else 0)
    vague = next((sign for sign in "?~%" if sign in edtf), "")
    partial = "/" not in edtf and start != end
    line = "╌" if vague else "·" if partial else "─"
    cells = [line] * (right - left + 1)
    if start == end or len(cells) == 1 and first >= 0 and last < over.width and start and end:
        cells[0] = ("~" if vague == "~" else "?" if vague else sign) if start == end else "□"
    else:
        _close(cells, start, end, (first == left, last == right), partial, cap)
    return " " * left + "".join(cells) + " " * (over.width - 1 - right)


def _close(
    cells: list[str],
    start: date | None,
    end: date | None,
    inside: tuple[bool, bool],
    partial: bool,
    cap: str,
) -> None:
    """Put the ends on the line: arrows where open, caps where they lie inside the axis."""
    if inside[0] and start is not None:
        cells[0] = "[" if partial else "├"
    if inside[1] and end is not None:
        cells[-1] = "]" if partial else "┤" if start is not None else cap
    if start is None and len(cells) > 1:
        cells[0] = "←"
    if end is None:
        cells[-1] = "→"


def with_today(drawn: str, over: Axis, today: date) -> str:
    """A line of the drawing with the day that is today, where nothing else stands there."""
    if not over.width or not over.holds(today):
        return drawn
    at = over.cell(today)
    return drawn[:at] + TODAY + drawn[at + 1 :] if drawn[at] == " " else drawn


def ruler(over: Axis) -> str:
    """The scale above bars, exactly ``width`` cells: the finest labels that have room."""
    for labels in _scales(over):
        placed = [(over.cell(of), text) for of, text in labels if over.holds(of)]
        if placed and _fits(placed, over.width):
            return _lettered(placed, over.width)
    return " " * max(over.width, 0)


def _scales(over: Axis) -> Iterator[Sequence[Label]]:
    if over.days <= 31:
        yield from _day_scales(over)
    elif over.days <= 366:
        yield from _month_scales(over)
    if over.days > 31:
        for step in STEPS:
            years = range(-(-over.first.year // step) * step, over.last.year + 1, step)
            if len(years) <= over.width:
                yield [(date(max(year, 1), 1, 1), str(year)) for year in years]


def _day_scales(over: Axis) -> Iterator[Sequence[Label]]:
    days = [over.first + timedelta(number) for number in range(over.days)]
    names = WEEKDAYS[language()]
    if over.days <= 7:
        yield [(of, f"{names[of.weekday()]} {of.day}.") for of in days]
        yield [(of, names[of.weekday()]) for of in days]
    yield [(of, str(of.day)) for of in days]
    yield [(of, str(of.day)) for of in days if of.day == 1 or of.day % 5 == 0]
    yield [(of, str(of.day)) for of in days if of.day in (1, 10, 20)]


def _month_scales(over: Axis) -> Iterator[Sequence[Label]]:
    count = (over.last.year - over.first.year) * 12 + over.last.month - over.first.month + 1
    months = [over.first.month - 1 + number for number in range(count)]
    firsts = [(date(over.first.year + month // 12, month % 12 + 1, 1), month % 12) for month in months]
    names = MONTHS[language()]
    yield [(of, names[month]) for of, month in firsts]
    yield [(of, names[month][:3]) for of, month in firsts]
    yield [(of, names[month][0]) for of, month in firsts]
    yield [(of, f"Q{month // 3 + 1}") for of, month in firsts if month % 3 == 0]


def _fits(placed: Sequence[tuple[int, str]], width: int) -> bool:
    ends = [*(at for at, _text in placed[1:]), width + 1]
    return all(at + len(text) < end for (at, text), end in zip(placed, ends, strict=True))


def _lettered(placed: Iterable[tuple[int, str]], width: int) -> str:
    line = ""
    for at, text in placed:
        line = line.ljust(at) + text
    return line.ljust(width)


def density(days: Sequence[int], over: Axis) -> str:
    """One block per cell, as high as its share of the fullest cell; a blank where nothing is. ``days`` are
    ordinals, ascending."""
    if over.width < 1:
        return ""
    # Of so many days only the few are looked at where a cell begins.
    begins = [
        bisect_left(days, cell, key=lambda of: over.cell(date.fromordinal(of)))
        for cell in range(over.width + 1)
    ]
    counts = [end - begin for begin, end in pairwise(begins)]
    highest = max(counts) or 1
    return "".join(BLOCKS[(count * 8 - 1) // highest] if count else " " for count in counts)


def strip_axis(whole: tuple[date, date], width: int) -> Axis:
    """The axis of the strip that shows the whole time in ``width`` cells, its years and brackets included."""
    years = len(str(whole[0].year)) + len(str(whole[1].year))
    return Axis(*whole, width - years - 4 if width >= LEAST_STRIP else 0)


def strip(dense: str, over: Axis, window: Axis | None) -> str:
    """„2019 ▂  [▅█ ]▁ 2027“: the density of the whole time, between its first and its last year, and what
    part of it the ``window`` is."""
    if not dense:
        return ""
    if window is not None and (over.first < window.first or window.last < over.last):
        left = min(max(over.cell(window.first), 0), over.width - 1)
        right = min(max(over.cell(window.last), left), over.width - 1)
        dense = f"{dense[:left]}[{dense[left : right + 1]}]{dense[right + 1 :]}"
    return f"{over.first.year} {dense} {over.last.year}"
