"""The lines of a PDF page, with their boxes: as they are seen, whatever way the page is turned."""

from __future__ import annotations

import math
import re
from collections import Counter
from dataclasses import dataclass, field
from typing import NamedTuple

import pypdfium2 as pdfium
import pypdfium2.raw as pdfium_c

from content.normalise import clean, is_bullet, raised

#: What pdfium puts for a hyphen at a line's end; the next line follows at once.
_HYPHEN = "\ufffe"
_LINE = re.compile(r"[^\r\n\ufffe]+\ufffe?")
_BLANKS = re.compile(r"\s+")
#: Digits that may be a footnote's mark: right after a word, a mark or a year, or before a line's first word.
_MAYBE_RAISED = re.compile(
    r"(?<=[^\W\d_])\d{1,3}(?!\w)|(?<=[.,;:!?)»“”«\"])\d{1,3}(?![\w.,])"
    r"|(?<=(?<!\d)[12]\d{3})\d{1,2}(?![\w.,])|^\s*\d{1,3}(?=\s?[^\W\d_])"
)
_DIGIT = re.compile(r"\d")
_RAISED_SIZE = 0.8
_FIGURE = re.compile(r"\d{1,3}")
#: Letters further apart than this share of their height begin a piece of their own: a column, a cell.
_WIDE_GAP = 0.9
#: What stands before a gap and belongs to what follows it: the mark of an item, a heading's number.
_MARK = re.compile(r"\W|\(?(?:\d{1,3}|[a-z]|[ivx]{1,4})[.)]\)?|\(\w{1,3}\)|\d{1,2}(?:\.\d{1,2})*\.?|§ ?\d+")
_TALL = 1.5
#: No address of a page or of a mailbox.
_LOWER_WORD = re.compile(r"[a-zäöüß][^\W\d_]*[-.,;:!?)]*(?=\s|$)")
#: No page that is read has more; made-up ones would take minutes.
_MOST_PAIRS = 1_000_000


class Box(NamedTuple):
    """Left, bottom, right and top in points; y grows upward."""

    left: float
    bottom: float
    right: float
    top: float


@dataclass(slots=True)
class Line:
    """One printed line, or the piece of it that stands in one column: its words, its box, its page.

    ``column`` numbers the columns of a document in reading order; lines ``aside`` (sidebars,
    footnotes) interrupt a text that goes on after them; a ``row`` is one of a table.
    """

    text: str
    left: float
    right: float
    top: float
    bottom: float
    page: int
    column: int = 0
    aside: bool = False
    row: bool = False

    @property
    def size(self) -> float:
        """The height of its letters, ascent to descent."""
        return self.top - self.bottom


@dataclass(slots=True)
class PageLines:
    """The lines of a page in the file's order; ``turned`` ones run in another direction than most."""

    lines: list[Line] = field(default_factory=list)
    turned: list[Line] = field(default_factory=list)
    outside: int = 0
    """How many words lie outside of the visible page."""


def page_lines(document: pdfium.PdfDocument, number: int) -> PageLines:
    """The lines of one page, told apart by pdfium, parted where a wide gap goes through them."""
    page = document[number]
    text_page = page.get_textpage()
    try:
        count = text_page.count_chars()
        text = text_page.get_text_range() if count else ""
        if len(text) != count:
            # Offsets in the text are not pdfium's character numbers: no box can be had.
            words = (match[0].replace(_HYPHEN, "-").strip() for match in _LINE.finditer(text))
            return PageLines([Line(line, 0.0, 0.0, 0.0, 0.0, number) for line in words if line])
        return _Page(text_page, text, number).read(Box(*page.get_bbox()))
    finally:
        text_page.close()
        page.close()


class _Page:
    """One page while its lines are read."""

    def __init__(self, text_page: pdfium.PdfTextPage, text: str, number: int) -> None:
        self.text_page, self.text, self.number = text_page, text, number

    def read(self, visible: Box) -> PageLines:
        result = PageLines()
        found: list[tuple[int, Box, str]] = []
        away = found[:]
        for match in _LINE.finditer(self.text):
            for start, end in self._pieces(match):
                quarter, box = self._place(start, end)
                words = clean(self._words(start, end).replace(_HYPHEN, "-")).strip()
                if not words:
                    continue
                (away if _is_outside(box, visible) else found).append((quarter, box, words))
        if found:
            result.outside = sum(len(words.split()) for _, _, words in away)
        else:  # as where letters larger than the page run through all others
            found = away
        weights: Counter[int] = Counter()
        for quarter, _, words in found:
            weights[quarter] += len(words)
        main = max(weights, key=lambda quarter: (weights[quarter], -quarter), default=0)
        for quarter, box, words in found:
            left, bottom, right, top = _turned(box, main)
            line = Line(words, left, right, top, bottom, self.number)
            (result.lines if quarter == main else result.turned).append(line)
        result.lines = _with_bullets(result.lines)
        return result

    def _pieces(self, match: re.Match[str]) -> list[tuple[int, int]]:
        """Where the pieces of a line begin and end, blanks left out."""
        words = match[0]
        start = match.start() + len(words) - len(words.lstrip())
        end = match.start() + len(words.rstrip())
        if end - start < 3 or not self._has_gap(start, end):
            return [(start, end)] if start < end else []
        pieces: list[tuple[int, int]] = []
        begin = start
        for blank in _BLANKS.finditer(self.text, start, end):
            before, after = self._box(blank.start() - 1), self._box(blank.end())
            gap = after.left - before.right
            limit = _WIDE_GAP * max(before.top - before.bottom, after.top - after.bottom)
            marked = start == begin and _MARK.fullmatch(self.text, start, blank.start()) is not None
            marked = marked and not self.text[blank.end()].isdecimal()
            if (gap > limit and not marked) or after.left < before.left:
                pieces.append((start, blank.start()))
                start = blank.end()
        return [*pieces, (start, end)]

    def _has_gap(self, start: int, end: int) -> bool:
        """Whether two of the line's strings, as the file writes them, stand wide apart or in disorder."""
        raw = self.text_page.raw
        count = pdfium_c.FPDFText_CountRects(raw, start, end - start)
        if count < 2:
            return False
        boxes = [self.text_page.get_rect(index) for index in range(count)]
        return any(
            after[0] - before[2] > 0.7 * _WIDE_GAP * (before[3] - before[1]) or after[0] < before[0]
            for before, after in zip(boxes, boxes[1:], strict=False)
        )

    def _box(self, index: int) -> Box:
        try:
            return Box(*self.text_page.get_charbox(index, loose=True))
        except pdfium.PdfiumError:
            return Box(0.0, 0.0, 0.0, 0.0)

    def _place(self, start: int, end: int) -> tuple[int, Box]:
        """Which way a piece runs (0 to 3 quarters of a turn, -1 slanting), and the box around it."""
        first, last = self._box(start), self._box(end - 1)
        box = Box(*map(min, first[:2], last[:2]), *map(max, first[2:], last[2:]))
        height = max(first.top - first.bottom, last.top - last.bottom)
        if box.top - box.bottom <= _TALL * height and first.left <= last.left:
            return 0, box
        # The angle is clockwise.
        quarters = -pdfium_c.FPDFText_GetCharAngle(self.text_page.raw, start) / (math.pi / 2)
        return (round(quarters) % 4 if abs(quarters - round(quarters)) < 0.05 else -1), box

    def _words(self, start: int, end: int) -> str:
        """The text of a piece, raised digits told from the word they stand at."""
        parts: list[str] = []
        done = start
        piece = self.text[start:end]
        if _DIGIT.search(piece) is None:
            return piece
        for match in _MAYBE_RAISED.finditer(piece):
            at = start + match.end() - 1
            beside = start + match.start() - 1 if match.start() else self._next_letter(start + match.end())
            if self._box(at)[3] - self._box(at)[1] < _RAISED_SIZE * self._height(beside):
                parts += [self.text[done : start + match.start()], raised(piece[: match.start()], match[0])]
                done = start + match.end()
        return "".join(parts) + self.text[done:end]

    def _next_letter(self, at: int) -> int:
        return at + 1 if self.text[at : at + 1].isspace() else at

    def _height(self, at: int) -> float:
        box = self._box(at)
        return box.top - box.bottom


def _is_outside(box: Box, visible: Box) -> bool:
    x, y = (box.left + box.right) / 2, (box.bottom + box.top) / 2
    return box.top > box.bottom and not (
        visible.left <= x <= visible.right and visible.bottom <= y <= visible.top
    )


def _turned(box: Box, quarters: int) -> Box:
    """The box as seen when the page is turned so that text of this direction runs to the right."""
    left, bottom, right, top = box
    if quarters == 1:
        return Box(bottom, -right, top, -left)
    if quarters == 2:
        return Box(-right, -top, -left, -bottom)
    if quarters == 3:
        return Box(-top, left, -bottom, right)
    return box


def _with_bullets(lines: list[Line]) -> list[Line]:
    """Bullets and raised figures on lines of their own join the line they were printed before."""
    sizes = sorted(line.size for line in lines)
    small = _RAISED_SIZE * sizes[len(sizes) // 2] if sizes else 0.0
    bullets = [line for line in lines if _is_bullet(line, small)]
    if not bullets or len(bullets) * len(lines) > _MOST_PAIRS:
        return lines
    torn = set(map(id, bullets))
    rest = [line for line in lines if id(line) not in torn]
    for bullet in bullets:
        beside = [line for line in rest if overlap(line, bullet) and line.left >= bullet.left]
        line = min(beside, key=lambda line: line.left, default=None)
        if line and is_bullet(bullet.text):
            line.text, line.left = f"{bullet.text} {line.text}", bullet.left
        elif line and line.left - bullet.right < line.size and bullet.size < _RAISED_SIZE * line.size:
            line.text, line.left = f"{raised('', bullet.text)} {line.text}", bullet.left
        else:
            rest.insert(min(lines.index(bullet), len(rest)), bullet)
    return rest


def runs_on(column: list[Line], share: float) -> bool:
    """Whether this share of the lines begins with a small letter: those of addresses and cells don't."""
    lower = sum(_LOWER_WORD.match(line.text) is not None for line in column[1:])
    return lower >= share * (len(column) - 1)


def _is_bullet(line: Line, small: float) -> bool:
    if line.size <= 0:
        return False
    return is_bullet(line.text) or (line.size < small and _FIGURE.fullmatch(line.text) is not None)


def overlap(line: Line, other: Line, share: float = 0.5) -> bool:
    """Whether two pieces share a height, by a share of that of the smaller one."""
    shared = min(line.top, other.top) - max(line.bottom, other.bottom)
    return shared > share * min(line.size, other.size)
