"""What is left of a passage: its part of the blocks that two texts have in common."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Sequence

from content.anchors.alignment import Block, Stretch

#: A hole between two pieces costs a fifth of its letters, at most this many. One wider than this and than
#: the passage ends the run.
_DEEPEST = 24
_WIDEST = 1500
#: The most letters of a passage that are looked for on the other side of a hole.
_CLOSES = 400


def cut(blocks: Sequence[Block], start: int, end: int) -> list[Block]:
    """The parts of the blocks that lie between two letters of the old text."""
    first = max(0, block_at(blocks, start))
    last = bisect_left(blocks, end, lo=first, key=_old)
    result = []
    for block in blocks[first:last]:
        skip = max(0, start - block.old)
        size = min(block.old + block.size, end) - block.old - skip
        if size > 0:
            result.append(Block(block.old + skip, block.new + skip, size))
    return result


def block_at(blocks: Sequence[Block], letter: int) -> int:
    """The number of the last block that starts at or before a letter of the old text; -1 for none."""
    return bisect_right(blocks, letter, key=_old) - 1


def _old(block: Block) -> int:
    return block.old


def closed(pieces: list[Block], start: int, end: int, ours: str, theirs: str) -> list[Block]:
    """The pieces without a hole that the diff only happened to put inside the passage ``start`` to ``end``.

    When "a b | a c" became "a x a b | a c", the "a" of "a b" is the one beside "b".
    """
    at = 0
    while at + 1 < len(pieces):
        first, second = pieces[at : at + 2]
        middle, hole = second.old, first.new + first.size
        at += 1
        if first.old + first.size != middle or hole >= second.new:
            continue
        head, tail = middle - start, end - middle
        if head <= _CLOSES and theirs[max(0, second.new - head) : second.new] == ours[start:middle]:
            pieces = [Block(start, second.new - head, head + second.size), *pieces[at + 1 :]]
            at = 0
        elif tail <= _CLOSES and theirs[hole : hole + tail] == ours[middle:end]:
            return [*pieces[: at - 1], Block(first.old, first.new, first.size + tail)]
    return pieces


def best_run(pieces: list[Block], blocks: Sequence[Block]) -> list[Block]:
    """The run of pieces that agrees most, with a price on every hole: a chance word far off widens nothing.

    A piece is worth the whole block it was cut from: what goes on beyond the passage is no chance.
    """
    widest = max(_WIDEST, sum(piece.size for piece in pieces))
    best, best_at = 0, (0, 0)
    worth, start = 0, 0
    for at, piece in enumerate(pieces):
        last = pieces[at - 1]
        hole = piece.new - last.new - last.size
        price = min(hole // 5, _DEEPEST)
        if at == 0 or not 0 <= hole <= widest or price >= worth:
            worth, start = 0, at
        else:
            worth -= price
        worth += max(piece.size, blocks[block_at(blocks, piece.old)].size)
        if worth > best:
            best, best_at = worth, (start, at + 1)
    return pieces[slice(*best_at)]


def replaced_before(piece: Block, start: int, blocks: Sequence[Block]) -> Stretch | None:
    """The change before a passage's first piece, if it is the passage's: its first words were replaced."""
    at = block_at(blocks, piece.old)
    last = blocks[at - 1] if at else Block(0, 0, 0)
    change = Stretch(last.old + last.size, piece.old, last.new + last.size, piece.new)
    return change if _belongs(change, piece.old - start) else None


def replaced_after(piece: Block, end: int, blocks: Sequence[Block], whole: Stretch) -> Stretch | None:
    """The change after a passage's last piece, if its last words were replaced."""
    at = block_at(blocks, piece.old) + 1
    following = blocks[at] if at < len(blocks) else Block(whole.old_end, whole.new_end, 0)
    change = Stretch(piece.old + piece.size, following.old, piece.new + piece.size, following.new)
    return change if _belongs(change, end - change.old) else None


def _belongs(change: Stretch, inside: int) -> bool:
    """Whether most of what went was inside the passage, and not much more came."""
    gone, came = change.old_end - change.old, change.new_end - change.new
    return 0 < gone <= 2 * inside and 0 < 2 * came <= 3 * inside + 4
