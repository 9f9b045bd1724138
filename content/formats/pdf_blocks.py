"""Printed lines → paragraphs, list items and headings, by where they stand."""

from __future__ import annotations

import math
import re
from collections import Counter
from dataclasses import dataclass, field

from content.endings import is_closed
from content.formats.blocks import Block, BlockKind, as_heading, as_item
from content.formats.lines import mend, reflow
from content.formats.pdf_lines import Line, runs_on
from content.normalise import MONTHS, ends_with_bullet, glue, goes_on, is_contents_line, item_mark

_HEADING_SIZE = 1.12
_HEADING_LENGTH = 250
_GAP = 1.35
_LINES_PER_GAP = 20
_LONG = 0.7
_NUMBERED_HEADING = re.compile(rf"\d{{1,2}}(?:\.\d{{1,2}})*\.? (?!{MONTHS})[A-ZÄÖÜ]")
#: Lines of an address: shorter than this, and no further apart than lines of a paragraph.
_SHORT, _ADDRESS_GAP = 80, 1.15
#: Columns with room for fewer letters hold prose only if this share of the lines begins with a small one.
_NARROW, _LOWER_SHARE = 36, 0.25
#: Fewer lines don't show where their column ends.
_COLUMN_LINES = 3
_FULL_COLUMN = 12


@dataclass(slots=True)
class _Group:
    """Lines that make one block."""

    lines: list[Line]
    mark: str | None
    kept: list[int] = field(default_factory=list)
    """Lines before which the line's end stays, as in an address."""


@dataclass(frozen=True, slots=True)
class _Setting:
    """How the document is set: size of its text, distance of its lines, right edge per column."""

    size: float
    pitch: float
    edges: dict[int, float]
    spaced: bool
    """Whether paragraphs stand apart: then lines that follow closely belong together."""
    filled: frozenset[int]
    """The columns that are full to their foot: their last line says nothing about its paragraph."""


def blocks_of(lines: list[Line]) -> list[Block]:
    """The blocks of a document's lines. Lines without a box are joined by their words alone.

    What stands aside follows the paragraph that it interrupts.
    """
    lines = [line for line in lines if line.text]
    if not lines or sum(line.size == 0 for line in lines) > 0.2 * len(lines):
        return reflow("\n".join(line.text for line in lines))
    for line in lines:
        line.row = line.row or is_contents_line(line.text)
    setting = _setting(lines)
    if sum(ends_with_bullet(line.text) for line in lines) >= 2:
        return reflow(_as_text(lines, setting))
    footnote = sum(line.text.startswith("* ") for line in lines) == 1
    places = {id(line): at for at, line in enumerate(lines)}
    placed: list[tuple[int, Block]] = []
    asides: set[int] = set()
    for aside in (False, True):
        starts: dict[int, int] = {}
        blocks: list[Block] = []
        for group in _groups([line for line in lines if line.aside == aside], setting, footnote):
            for block in _blocks(group, setting):
                starts[id(block)] = places[id(group.lines[0])]
                blocks.append(block)
        blocks = mend(blocks)
        placed += [(starts[id(block)], block) for block in blocks]
        asides = {id(block) for block in blocks} if aside else asides
    return _lists_whole([block for _, block in sorted(placed, key=lambda pair: pair[0])], asides)


def _lists_whole(blocks: list[Block], asides: set[int]) -> list[Block]:
    """The blocks with those aside (by their ids) put below the list or table that they interrupt."""
    result: list[Block] = []
    waiting: list[Block] = []
    last: BlockKind | None = None
    for block in blocks:
        if id(block) in asides and last in ("item", "row"):
            waiting.append(block)
            continue
        if waiting and block.kind != last:
            result += waiting
            waiting = []
        result.append(block)
        last = block.kind
    return result + waiting


def _groups(lines: list[Line], setting: _Setting, footnote: bool) -> list[_Group]:
    groups: list[_Group] = []
    for line in lines:
        mark = None if line.row or (footnote and line.text.startswith("* ")) else item_mark(line.text)
        if groups and _continues(groups[-1], line, mark is not None, setting):
            groups[-1].lines.append(line)
        elif groups and mark is None and _is_next_of_address(groups[-1], line, setting):
            groups[-1].kept.append(len(groups[-1].lines))
            groups[-1].lines.append(line)
        else:
            groups.append(_Group([line], mark[0] if mark else None))
    return groups


def _as_text(lines: list[Line], setting: _Setting) -> str:
    """The lines with blank ones where there are gaps."""
    parts: list[str] = []
    for above, line in zip([None, *lines], lines, strict=False):
        if above is not None:
            apart = above.column == line.column and above.bottom - line.bottom > _GAP * setting.pitch
            parts.append("\n\n" if apart else "\n")
        parts.append(line.text)
    return "".join(parts)


def _setting(lines: list[Line]) -> _Setting:
    sizes: Counter[float] = Counter()
    columns: dict[int, list[Line]] = {}
    pitches: list[float] = []
    for line in lines:
        sizes[round(line.size, 1)] += len(line.text)
        columns.setdefault(line.column, []).append(line)
    size = sizes.most_common(1)[0][0] or 10.0
    for above, below in zip(lines, lines[1:], strict=False):
        distance = above.bottom - below.bottom
        if above.column == below.column and not below.row and 0.5 * size < distance < 4 * size:
            pitches.append(distance)
    # Where most paragraphs have one line, most distances are those between paragraphs.
    pitch = sorted(pitches)[len(pitches) // 5] if pitches else 1.2 * size
    apart = sum(distance > _GAP * pitch for distance in pitches)
    spaced = apart >= max(2, len(lines) // _LINES_PER_GAP)
    return _Setting(size, pitch, _edges(columns), spaced, _filled(columns, pitch))


def _edges(columns: dict[int, list[Line]]) -> dict[int, float]:
    """Where lines end that are full; nowhere in narrow columns whose lines end where they like."""
    rights = {number: _right(column) for number, column in columns.items()}
    pages: dict[int, float] = {}
    for number, column in columns.items():
        pages[column[0].page] = max(rights[number], pages.get(column[0].page, 0.0))
    edges: dict[int, float] = {}
    for number, column in columns.items():
        right = rights[number]
        width = right - min(line.left for line in column)
        letters = sum(len(line.text) for line in column)
        narrow = width * letters < _NARROW * sum(line.right - line.left for line in column)
        own = len(column) >= _COLUMN_LINES
        loose = narrow and not (own and runs_on(column, _LOWER_SHARE))
        edges[number] = math.inf if loose else right if own else pages[column[0].page]
    return edges


def _filled(columns: dict[int, list[Line]], pitch: float) -> frozenset[int]:
    feet = {number: column[-1].bottom for number, column in columns.items() if len(column) >= _FULL_COLUMN}
    lowest = min(feet.values(), default=0.0)
    return frozenset(number for number, foot in feet.items() if foot - lowest < 1.5 * pitch)


def _right(column: list[Line]) -> float:
    """How far the lines go that have the size of most."""
    size = sorted(line.size for line in column)[len(column) // 2]
    return max(line.right for line in column if abs(line.size - size) <= 0.1 * size)


def _continues(group: _Group, line: Line, marked: bool, setting: _Setting) -> bool:
    """Whether the line belongs to the block before it."""
    last = group.lines[-1]
    if last.row or line.row:
        return False
    same_size = abs(last.size - line.size) < 0.1 * setting.size
    if last.column != line.column:
        if marked or not same_size or _NUMBERED_HEADING.match(line.text):
            return False
        if is_closed(last.text):
            # A full line ends a paragraph by chance only, a column every time.
            cut = last.column in setting.filled and group.mark is None and len(group.lines) > 1
            return cut and _is_full(last, line, setting)
        return _is_full(last, line, setting) or goes_on(last.text, line.text)
    if not same_size:
        return False
    distance = last.bottom - line.bottom
    heading = line.size > _HEADING_SIZE * setting.size
    pitch = max(setting.pitch, 1.25 * line.size if heading else 0.0)
    if not -0.2 * pitch < distance <= _GAP * pitch:
        return False
    full = _is_full(last, line, setting)
    if marked:
        return full and not is_closed(last.text) and group.mark is None
    if heading:
        return True
    indented = line.left > last.left + 0.8 * setting.size
    if group.mark is None and indented and is_closed(last.text):
        return False
    if group.mark is not None and line.left < last.left - 0.5 * setting.size and not full:
        return goes_on(last.text, line.text)
    return full or goes_on(last.text, line.text) or (group.mark is not None and indented)


def _is_next_of_address(group: _Group, line: Line, setting: _Setting) -> bool:
    """Whether the line follows a short one as closely as the lines of a paragraph do, and is short too."""
    last = group.lines[-1]
    if group.mark is not None or last.row or line.row or last.column != line.column:
        return False
    if abs(last.size - line.size) > 0.1 * setting.size:
        return False
    if max(last.size, line.size) > _HEADING_SIZE * setting.size or abs(last.left - line.left) > setting.size:
        return False
    near = 0.5 * setting.pitch < last.bottom - line.bottom <= _ADDRESS_GAP * setting.pitch
    alone = len(group.kept) == len(group.lines) - 1
    return near and alone and max(len(last.text), len(line.text)) < _SHORT


def _is_full(line: Line, following: Line, setting: _Setting) -> bool:
    """Whether the next line's first word had no room in this line."""
    letter = (line.right - line.left) / max(1, len(line.text))
    word = following.text.split(" ", 1)[0]
    edge = setting.edges[line.column]
    closed = is_closed(line.text)
    long = line.right - line.left > _LONG * (edge - line.left)
    if long and (not closed or (setting.spaced and line.column == following.column)):
        return True
    # Widths are guessed from the line's mean letter.
    return edge - line.right < (len(word) + 1) * letter * (0.9 if closed else 1.2)


def _blocks(group: _Group, setting: _Setting) -> list[Block]:
    texts = [line.text for line in group.lines]
    if group.lines[0].row:
        return [Block("row", texts[0])]
    if group.mark is not None:
        mark = item_mark(texts[0])
        return [as_item(group.mark, "\n".join([mark[1] if mark else "", *texts[1:]]))]
    if group.kept:
        return reflow("\n".join(texts), wrapped=False)
    if group.lines[0].size > _HEADING_SIZE * setting.size and sum(map(len, texts)) <= _HEADING_LENGTH:
        return [as_heading("\n".join(texts))]
    return [Block("para", glue(texts))]
