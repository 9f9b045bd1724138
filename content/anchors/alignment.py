"""Which words of a new text are the words of an old one: a diff that looks for unique phrases first.

Phrases that stand once in both texts are paired, the longest run of pairs in the same order is kept
(patience), and the stretches between are aligned the same way, down to single words and at last by the
longest common subsequence. A repeated phrase is thereby aligned by what stands around it.
"""

from __future__ import annotations

from array import array
from bisect import bisect_left
from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple

#: Lengths of the phrases that are looked for, in words.
PHRASES = (12, 6, 3, 1)
#: Bits of the largest table for a common subsequence (32 MB). A larger stretch without any unique word stays
#: unaligned.
LARGEST = 1 << 28


class Block(NamedTuple):
    """``size`` words (or letters) that stand at ``old`` in the one text and at ``new`` in the other."""

    old: int
    new: int
    size: int


class Stretch(NamedTuple):
    """A part of both texts."""

    old: int
    old_end: int
    new: int
    new_end: int


def numbered(old: Iterable[str], new: Iterable[str]) -> tuple[array[int], array[int]]:
    """The words of two sequences as numbers: equal words have equal ones."""
    numbers: dict[str, int] = {}
    ours = array("I", (numbers.setdefault(word, len(numbers)) for word in old))
    return ours, array("I", (numbers.setdefault(word, len(numbers)) for word in new))


def align(old: array[int], new: array[int]) -> list[Block]:
    """The common words of two sequences in order: blocks that neither overlap nor touch."""
    found: list[Block] = []
    todo = [Stretch(0, len(old), 0, len(new))]
    while todo:
        part = _trimmed(old, new, todo.pop(), found)
        if part.old == part.old_end or part.new == part.new_end:
            continue
        blocks = _anchors(old, new, part)
        if blocks:
            todo += between(blocks, part)
        else:
            blocks = _subsequence(old, new, part)
        found += blocks
    return merged(found)


def between(blocks: Sequence[Block], whole: Stretch) -> Iterator[Stretch]:
    """What lies before, between and after the blocks, empty stretches too."""
    at_old, at_new = whole.old, whole.new
    for block in blocks:
        yield Stretch(at_old, block.old, at_new, block.new)
        at_old, at_new = block.old + block.size, block.new + block.size
    yield Stretch(at_old, whole.old_end, at_new, whole.new_end)


def merged(blocks: Sequence[Block]) -> list[Block]:
    """The blocks in order, those that touch in both texts as one, empty ones left out."""
    result: list[Block] = []
    for block in sorted(blocks):
        last = result[-1] if result else None
        if last and last.old + last.size == block.old and last.new + last.size == block.new:
            result[-1] = Block(last.old, last.new, last.size + block.size)
        elif block.size:
            result.append(block)
    return result


def _trimmed(old: Sequence[int], new: Sequence[int], part: Stretch, found: list[Block]) -> Stretch:
    """The stretch without what both begin and end with, which goes into ``found``."""
    first, last, first_new, last_new = part
    while first < last and first_new < last_new and old[first] == new[first_new]:
        first, first_new = first + 1, first_new + 1
    while first < last and first_new < last_new and old[last - 1] == new[last_new - 1]:
        last, last_new = last - 1, last_new - 1
    found.append(Block(part.old, part.new, first - part.old))
    found.append(Block(last, last_new, part.old_end - last))
    return Stretch(first, last, first_new, last_new)


def _anchors(old: array[int], new: array[int], part: Stretch) -> list[Block]:
    """Blocks of the longest phrases that are unique in this stretch of both texts; none if there are none."""
    for size in PHRASES:
        if pairs := unique_phrases(old, new, part, size):
            return _blocks(_in_order(pairs), size)
    return []


def unique_phrases(old: array[int], new: array[int], part: Stretch, size: int) -> list[tuple[int, int]]:
    """Where in both texts the phrases of that many words start that stand exactly once in each part, by the
    first."""
    ours = _unique(old, range(part.old, part.old_end - size + 1), size)
    places: dict[int, int] = {}
    # The phrases of the second text are not kept: of long texts they take more memory than all the rest.
    for start in range(part.new, part.new_end - size + 1) if ours else ():
        at = ours.get(new[start : start + size].tobytes())
        if at is not None:
            places[at] = -1 if at in places else start
    del ours
    return sorted(pair for pair in places.items() if pair[1] >= 0)


def _unique(words: array[int], starts: Sequence[int], size: int) -> dict[bytes, int]:
    """Phrase to start, for every phrase of that many words that begins at exactly one of the starts."""
    where: dict[bytes, int] = {}
    for start in starts:
        phrase = words[start : start + size].tobytes()
        where[phrase] = -1 if phrase in where else start
    for phrase in [phrase for phrase, start in where.items() if start < 0]:
        del where[phrase]
    return where


def _in_order(pairs: list[tuple[int, int]]) -> list[tuple[int, int]]:
    """The longest selection of the pairs, sorted by the first, that also rises in the second."""
    tops: list[int] = []
    heads: list[int] = []
    before: list[int] = []
    for number, (_at, new) in enumerate(pairs):
        height = bisect_left(tops, new)
        if height == len(tops):
            tops.append(new)
            heads.append(number)
        else:
            tops[height], heads[height] = new, number
        before.append(heads[height - 1] if height else -1)
    result = []
    number = heads[-1]
    while number >= 0:
        result.append(pairs[number])
        number = before[number]
    return result[::-1]


def _blocks(pairs: list[tuple[int, int]], size: int) -> list[Block]:
    """One block for each run of overlapping phrases; phrases that overlap in one text only are cut."""
    blocks: list[Block] = []
    old_end = new_end = 0
    for old, new in pairs:
        cut = max(old_end - old, new_end - new, 0)
        if cut < size:
            blocks.append(Block(old + cut, new + cut, size - cut))
            old_end, new_end = old + size, new + size
    return merged(blocks)


def _subsequence(old: Sequence[int], new: Sequence[int], part: Stretch) -> list[Block]:
    """A longest common subsequence: Hyyrö's bit-parallel table, a row for each old word, then traced back."""
    width = part.new_end - part.new
    if (part.old_end - part.old) * width > LARGEST:
        return []
    where = _places(new, part, frozenset(old[part.old : part.old_end]))
    full = row = (1 << width) - 1
    rows = []
    for at in range(part.old, part.old_end):
        same = row & where.get(old[at], 0)
        row = ((row + same) | (row - same)) & full
        rows.append(row.to_bytes(width // 8 + 1, "little"))
    return _traced(rows, part)


def _places(new: Sequence[int], part: Stretch, wanted: frozenset[int]) -> dict[int, int]:
    """Where the wanted words stand in the new part: the bits of a number each."""
    found: dict[int, bytearray] = {}
    for at in range(part.new_end - part.new):
        word = new[part.new + at]
        if word in wanted:
            if word not in found:
                found[word] = bytearray((part.new_end - part.new) // 8 + 1)
            found[word][at >> 3] |= 1 << (at & 7)
    return {word: int.from_bytes(bits, "little") for word, bits in found.items()}


def _traced(rows: list[bytes], part: Stretch) -> list[Block]:
    """The pairs of words. Rows are bytes: to see one bit of a large number, all of it has to be moved."""
    at, column = len(rows), part.new_end - part.new
    found = []
    while at and column:
        place, bit = (column - 1) >> 3, 1 << ((column - 1) & 7)
        column -= 1
        if rows[at - 1][place] & bit:
            continue
        at -= 1
        if at and not rows[at - 1][place] & bit:
            column += 1
        else:
            found.append(Block(part.old + at, part.new + column, 1))
    return found
