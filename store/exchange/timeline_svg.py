"""A timeline as SVG drawings to stand inside a page: a line for each event, or columns for very many."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator
from datetime import date
from html import escape

from store.exchange.blocks import Bar, Timeline
from store.exchange.plain import one_line

WIDTH, LABELS, EDGE, ROW, TOP = 800, 360, 10, 20, 26
#: Letters of a label that fit beside the drawing; events of one drawing, so that it fits a printed page.
LETTERS, ROWS = 52, 40
#: With more events than this, columns show how many there were in each year.
MOST = 200
HEIGHT = 160
#: Marks on the axis at most.
TICKS = 12


def drawings(timeline: Timeline, first_id: int = 1) -> Iterator[str]:
    """``<svg>`` elements with a title and a description each; ids count from ``first_id``."""
    if len(timeline.bars) > MOST:
        yield _columns(timeline, first_id)
        return
    scale = Scale(timeline.bars)
    for at in range(0, len(timeline.bars), ROWS):
        yield _lines(timeline, timeline.bars[at : at + ROWS], scale, first_id + at // ROWS)


class Scale:
    """Where days stand: from the first day of the first year to the last of the last."""

    def __init__(self, bars: tuple[Bar, ...]) -> None:
        days = [day for bar in bars for day in (bar.first, bar.last) if day]
        self.first, self.last = min(days).year, max(days).year
        self._start = date(self.first, 1, 1).toordinal()
        self._days = date(self.last, 12, 31).toordinal() + 1 - self._start

    def x(self, day: date, after: bool = False) -> float:
        """The place of a day's begin, or with ``after`` of its end."""
        share = (day.toordinal() + after - self._start) / self._days
        return round(LABELS + share * (WIDTH - EDGE - LABELS), 1)

    def years(self) -> range:
        return range(self.first, self.last + 1, -(-(self.last + 1 - self.first) // TICKS))


def _lines(timeline: Timeline, bars: tuple[Bar, ...], scale: Scale, number: int) -> str:
    height = TOP + ROW * len(bars) + EDGE
    parts = [_axis(scale, height)]
    for row, bar in enumerate(bars):
        parts.append(_bar(bar, scale, TOP + ROW * row))
    return _svg(timeline, height, number, parts)


def _axis(scale: Scale, height: int) -> str:
    parts = []
    for year in scale.years():
        x = scale.x(date(year, 1, 1))
        parts.append(f'<line class="axis" x1="{x}" x2="{x}" y1="{TOP - 6}" y2="{height - EDGE}"/>')
        parts.append(f'<text x="{x + 3}" y="{TOP - 10}">{year}</text>')
    return "".join(parts)


def _bar(bar: Bar, scale: Scale, top: int) -> str:
    """A label, and a bar from begin to end; an open end is a line to the known day, with a dot on it."""
    label, middle = one_line(bar.label), top + ROW // 2
    short = label if len(label) <= LETTERS else label[: LETTERS - 1] + "…"
    first, last = bar.first or bar.last, bar.last or bar.first
    assert first and last
    begin, end = scale.x(first), scale.x(last, after=True)
    title = f"<title>{escape(f'{bar.dates}: {label}')}</title>"
    shape = (
        f'<rect class="bar" x="{begin}" y="{top + 5}" width="{max(round(end - begin, 1), 4)}" height="10"/>'
    )
    if bar.first is None:
        shape = _open(LABELS, end, end, middle)
    elif bar.last is None:
        shape = _open(begin, WIDTH - EDGE, begin, middle)
    return f'<g>{title}<text x="0" y="{middle + 4}">{escape(short)}</text>{shape}</g>'


def _open(begin: float, end: float, known: float, middle: int) -> str:
    line = f'<line class="open" x1="{begin}" x2="{end}" y1="{middle}" y2="{middle}"/>'
    return f'{line}<circle class="bar" cx="{known}" cy="{middle}" r="5"/>'


def _columns(timeline: Timeline, number: int) -> str:
    years = Counter((bar.first or bar.last or date.min).year for bar in timeline.bars)
    first, count = min(years), max(years) - min(years) + 1
    width, most = (WIDTH - 2 * EDGE) / count, max(years.values())
    x: Callable[[int], float] = lambda year: round(EDGE + (year - first) * width, 1)  # noqa: E731
    parts = []
    for year, found in sorted(years.items()):
        tall = round(found / most * (HEIGHT - 50), 1)
        parts.append(
            f'<g><title>{year}: {found}</title><rect class="bar" x="{x(year)}" y="{HEIGHT - 20 - tall}" '
            f'width="{max(round(width * 0.8, 1), 0.5)}" height="{tall}"/></g>'
        )
    for year in range(first, first + count, -(-count // TICKS)):
        parts.append(f'<text x="{x(year)}" y="{HEIGHT - 4}">{year}</text>')
    return _svg(timeline, HEIGHT, number, parts)


def _svg(timeline: Timeline, height: int, number: int, parts: list[str]) -> str:
    return (
        f'<svg viewBox="0 0 {WIDTH} {height}" role="img" aria-labelledby="t{number} d{number}">'
        f'<title id="t{number}">{escape(timeline.title)}</title>'
        f'<desc id="d{number}">{escape(timeline.about)}</desc>{"".join(parts)}</svg>'
    )
