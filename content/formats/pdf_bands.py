"""Bands of a page: stretches from top to bottom with the same columns."""

from __future__ import annotations

from dataclasses import dataclass, field

from content.formats.pdf_lines import Line, overlap

#: A gutter is wider than this share of the letters' height.
_GUTTER = 0.6
#: Blank strips are higher than this share of it, those above headings than this many lines.
_STRIP, _APART = 0.35, 1.6
#: Lines of columns that are set half a line apart still stand beside one another.
_BESIDE = 0.25
_HEADING_SIZE, _HEAD_LINES = 1.12, 3
#: Print that is smaller than this share of the text is none of it.
SMALL = 0.93

_Interval = tuple[float, float]


@dataclass(slots=True)
class Band:
    """Lines of one height; ``covered`` is what they take of the page's width."""

    lines: list[Line] = field(default_factory=list)
    covered: list[_Interval] = field(default_factory=list)
    parted: bool = False
    """Whether pieces stand beside one another in it."""


def bands_of(ordered: list[Line], beside: set[int], size: float) -> list[Band]:
    """The bands of lines in order from top to bottom; ``size`` is that of most letters.

    A band with columns lasts as long as a gutter runs through it. ``beside`` are the ids of the lines
    that stand beside another one.
    """
    cutter = _Cutter(beside, size)
    return cutter.settled(cutter.cut(ordered))


def lines_beside(ordered: list[Line]) -> set[int]:
    """The ids of the lines that stand beside another one."""
    found: set[int] = set()
    for at, line in enumerate(ordered):
        for other in ordered[at + 1 :]:
            if other.top <= line.bottom:
                break
            if overlap(line, other, _BESIDE) and (line.right <= other.left or other.right <= line.left):
                found.update((id(line), id(other)))
    return found


class _Cutter:
    """One page while it is cut."""

    def __init__(self, beside: set[int], size: float) -> None:
        self.beside, self.size = beside, size

    def cut(self, ordered: list[Line]) -> list[Band]:
        """Bands from top to bottom: each as long as a gutter runs through it."""
        bands: list[Band] = []
        band = Band()
        beside = self.beside
        last = max((at for at, line in enumerate(ordered) if id(line) in beside), default=0)
        for at, line in enumerate(ordered):
            many = id(line) in beside
            covered = self.covered(band, line)
            closes = band.parted and (
                len(covered) < 2
                or (not many and len(covered) < len(band.covered))
                or (at < last and not many and self.is_head(line, band))
                or self.is_below_small_print(line, band)
            )
            if band.lines and (closes or (many and id(band.lines[-1]) not in beside and not band.parted)):
                bands.append(band)
                band = Band()
                covered = [(line.left, line.right)]
            band.lines.append(line)
            band.covered = covered
            band.parted = band.parted or (many and len(covered) > 1)
        return [*bands, band]

    def is_head(self, line: Line, band: Band) -> bool:
        """Whether a line is a heading over all columns: large, and off the column above it."""
        if line.size <= _HEADING_SIZE * self.size:
            return False
        above = [other.bottom for other in band.lines if other.left < line.right and line.left < other.right]
        return not above or min(above) - line.top > _STRIP * line.size

    def is_below_small_print(self, line: Line, band: Band) -> bool:
        """Whether all of the band is smaller than the text and stands off this line: the head of a page."""
        if line.size < SMALL * self.size or any(other.size >= SMALL * self.size for other in band.lines):
            return False
        return min(other.bottom for other in band.lines) - line.top >= line.size

    def covered(self, band: Band, line: Line) -> list[_Interval]:
        """What the band covers with this line, joined where no gutter is between."""
        left, right = line.left, line.right
        gutter = _GUTTER * self.size
        apart: list[_Interval] = []
        for low, high in band.covered:
            if low - right < gutter and left - high < gutter:
                left, right = min(left, low), max(right, high)
            else:
                apart.append((low, high))
        return sorted([*apart, (left, right)])

    def settled(self, bands: list[Band]) -> list[Band]:
        """The bands, with lines at their edges put to the text that they belong to."""
        result: list[Band] = []
        for band, below in zip(bands, [*bands[1:], None], strict=True):
            if band.parted and result and not result[-1].parted:
                self.draw_in(result[-1], band)
            tail = self.tail(band) if band.parted and below else 0
            result.append(Band(band.lines[: len(band.lines) - tail], band.covered, band.parted))
            if tail:
                result.append(Band(band.lines[-tail:]))
        return [band for band in result if band.lines]

    def draw_in(self, above: Band, band: Band) -> None:
        """Moves lines right above a band into it where one of its columns begins with them."""
        count = 0
        below = band.lines[0]
        while count < len(above.lines):
            line = above.lines[-1 - count]
            if line.bottom - below.top > _STRIP * line.size:
                break
            count += 1
            below = line
        head = above.lines[len(above.lines) - count :]
        if all(len(self.covered(band, line)) == len(band.covered) for line in head):
            del above.lines[len(above.lines) - count :]
            band.lines[:0] = head

    def tail(self, band: Band) -> int:
        """How many of the last lines stand alone, off the column above them, as a heading does."""
        alone = 0
        while id(band.lines[-1 - alone]) not in self.beside:
            alone += 1
        for count in range(min(alone, _HEAD_LINES), 0, -1):
            line = band.lines[-count]
            kept = band.lines[:-count]
            feet = [other.bottom for other in kept if other.left < line.right and line.left < other.right]
            if feet and min(feet) - line.bottom > _APART * 1.2 * line.size:
                return count
        return 0
