"""The letters of an old text that are found again in a new one: in place, and moved elsewhere."""

from __future__ import annotations

import re
from collections.abc import Sequence
from os.path import commonprefix

from content.anchors.alignment import Block, Stretch, align, between, merged, numbered, unique_phrases
from content.anchors.letters import Letters

#: An insertion that could begin at several words begins where a paragraph or else a sentence does.
_BREAKS = tuple(re.compile(mark) for mark in (r"\n\s*\n", r"[.!?:;]\W*\s", r"[,\n()]"))
_FARTHEST = 400
#: Common words between two changes are chance when they are this short and the changes longer.
_ISLAND = 12
#: What must agree for a stretch to count as moved: words in a row, and letters.
_MOVED_WORDS = 4
_MOVED_LETTERS = 24


def in_place(old: Letters, new: Letters) -> list[Block]:
    """Blocks of letters that stand in both texts in the same order."""
    ours, theirs = numbered(old.keys, new.keys)
    words = _settled(align(ours, theirs), old, ours, new, theirs)
    return _mended(_without_islands(_as_letters(words, old, new)), old, new)


def _as_letters(blocks: list[Block], old: Letters, new: Letters) -> list[Block]:
    """Blocks of words as blocks of letters."""
    return [Block(old.at[at], new.at[to], old.at[at + size] - old.at[at]) for at, to, size in blocks]


def _settled(
    blocks: list[Block], old: Letters, ours: Sequence[int], new: Letters, theirs: Sequence[int]
) -> list[Block]:
    """The blocks with every insertion and deletion shifted to the strongest break it can begin at.

    "w x. | w y. | w z." where the middle is new: it may also be read as "x. w | y. w".
    """
    for at in range(1, len(blocks)):
        first, second = blocks[at - 1], blocks[at]
        if first.old + first.size == second.old:
            steps = _best_shift(theirs, first.new + first.size, second.new, first.size, second.size, new)
        elif first.new + first.size == second.new:
            steps = _best_shift(ours, first.old + first.size, second.old, first.size, second.size, old)
        else:
            continue
        blocks[at - 1] = Block(first.old, first.new, first.size + steps)
        blocks[at] = Block(second.old + steps, second.new + steps, second.size - steps)
    return blocks


def _best_shift(words: Sequence[int], start: int, end: int, before: int, after: int, text: Letters) -> int:
    """By how many words the change ``start`` to ``end`` should move; blocks beside it keep a word."""
    left = 0
    while left < min(before - 1, _FARTHEST) and words[start - left - 1] == words[end - left - 1]:
        left += 1
    right = 0
    while right < min(after - 1, _FARTHEST) and words[start + right] == words[end + right]:
        right += 1
    shifts = sorted(range(-left, right + 1), key=abs)
    return (
        max(shifts, key=lambda by: _break(text, start + by) + _break(text, end + by)) if left or right else 0
    )


def _break(text: Letters, word: int) -> int:
    """How strong the break before a word is, from 0 (none) to 3 (a paragraph)."""
    between_words = text.text[text.ends[word - 1] : text.starts[word]]
    return next((3 - at for at, mark in enumerate(_BREAKS) if mark.search(between_words)), 0)


def _without_islands(blocks: list[Block]) -> list[Block]:
    """The blocks without the short ones that lie between two longer changes."""
    kept: list[Block] = []
    for at, block in enumerate(blocks):
        last = kept[-1] if kept else Block(0, 0, 0)
        following = blocks[at + 1] if at + 1 < len(blocks) else None
        before = max(block.old - last.old - last.size, block.new - last.new - last.size)
        after = block.size
        if following:
            end, end_new = block.old + block.size, block.new + block.size
            after = max(following.old - end, following.new - end_new)
        if block.size > _ISLAND or min(before, after) <= max(_ISLAND, 2 * block.size):
            kept.append(block)
    return kept


def _mended(blocks: list[Block], old: Letters, new: Letters) -> list[Block]:
    """The blocks and what the changes between them have in common below the level of words."""
    whole = Stretch(0, len(old), 0, len(new))
    found = list(blocks)
    for change in between(blocks, whole):
        if change.old < change.old_end and change.new < change.new_end:
            found += _rejoined(change, old, new) or _respelt(change, old, new)
    return merged(found)


def _rejoined(change: Stretch, old: Letters, new: Letters) -> list[Block]:
    """Blocks for a change that only cuts words apart or joins them, or puts something between two halves."""
    ours, theirs = old.all[change.old : change.old_end], new.all[change.new : change.new_end]
    shorter = min(len(ours), len(theirs))
    head = len(commonprefix((ours, theirs)))
    tail = min(_common_end(ours, theirs), shorter - head)
    if head + tail < shorter:
        return []
    second = Block(change.old_end - tail, change.new_end - tail, tail)
    longer, edges = (
        (new, (change.new + head, second.new))
        if len(theirs) > len(ours)
        else (old, (change.old + head, second.old))
    )
    if len(ours) != len(theirs) and not all(map(longer.starts_word, edges)):
        return []
    return merged([Block(change.old, change.new, head), second])


def _respelt(change: Stretch, old: Letters, new: Letters) -> list[Block]:
    """Blocks for words that changed by some letters only: a mended slip, another ending. No numbers."""
    first, last = old.word_of(change.old), old.word_of(change.old_end - 1)
    first_new, last_new = new.word_of(change.new), new.word_of(change.new_end - 1)
    if last - first != last_new - first_new:
        return []
    found = []
    for ours, theirs in zip(range(first, last + 1), range(first_new, last_new + 1), strict=True):
        here, there = old.keys[ours], new.keys[theirs]
        head = len(commonprefix((here, there)))
        tail = min(_common_end(here, there), len(here) - head, len(there) - head)
        if 3 * (head + tail) >= 2 * max(len(here), len(there)) and (here + there).isalpha():
            found.append(Block(old.at[ours], new.at[theirs], head))
            found.append(Block(old.at[ours + 1] - tail, new.at[theirs + 1] - tail, tail))
    return found


def _common_end(first: str, second: str) -> int:
    return len(commonprefix((first[::-1], second[::-1])))


def moved(old: Letters, new: Letters, placed: Sequence[Block]) -> list[Block]:
    """Blocks of letters that left their place, by their old one: phrases that each whole text has once.

    Nothing that is already explained is offered again: a deleted sentence never takes the place of its twin,
    nor a new twin that of a deleted sentence.
    """
    ours, theirs = numbered(old.keys, new.keys)
    changes = list(between(placed, Stretch(0, len(old), 0, len(new))))
    free = [_words(old, change.old, change.old_end) for change in changes]
    free_new = [_words(new, change.new, change.new_end) for change in changes]
    inside = {at: part for part in free for at in part}
    inside_new = {at: part for part in free_new for at in part}
    found: list[Block] = []
    done = 0
    for at, to in unique_phrases(ours, theirs, Stretch(0, len(ours), 0, len(theirs)), _MOVED_WORDS):
        if at >= done and at in inside and to in inside_new:
            part = range(max(inside[at].start, done), inside[at].stop)
            found.append(_grown(ours, at, part, theirs, to, inside_new[to]))
            done = found[-1].old + found[-1].size
    return [block for block in _as_letters(found, old, new) if block.size >= _MOVED_LETTERS]


def _grown(
    ours: Sequence[int], at: int, part: range, theirs: Sequence[int], to: int, part_new: range
) -> Block:
    """The longest block of equal words around a pair of words, within the two parts."""
    before, room = 0, min(at - part.start, to - part_new.start)
    while before < room and ours[at - before - 1] == theirs[to - before - 1]:
        before += 1
    after, room = 0, min(part.stop - at, part_new.stop - to)
    while after < room and ours[at + after] == theirs[to + after]:
        after += 1
    return Block(at - before, to - before, before + after)


def _words(text: Letters, start: int, end: int) -> range:
    """The words that lie wholly in a stretch of letters."""
    if start == end:
        return range(0)
    first = text.word_of(start) + (not text.starts_word(start))
    last = text.word_of(end - 1) + text.starts_word(end)
    return range(first, last)
