"""The journal read past its flaws: every line that can be trusted, and every place where one cannot.

A line can be trusted if its checksum runs on from the checksum before it. Behind a flaw reading goes on at
the next such line (see ``store.flaws``).
"""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path
from typing import BinaryIO

from msgspec import Struct

from store.disk import open_regular
from store.flaws import valid_lines, was_durable
from store.lines import LONGEST, chain_of, decode_marked, is_seal, is_valid, may_go_on
from store.model import Entry
from store.segment import path_of
from store.walking import named

_BLOCK = 4 << 20


class Line(Struct, frozen=True):
    """A transaction, and where its line stands. ``chain`` is its checksum. ``proven`` is False where nothing
    told what the checksum ought to run on from."""

    segment: int
    offset: int
    length: int
    entry: Entry
    chain: int
    proven: bool = True


class Flaw(Struct, frozen=True):
    """A place without trusted lines. ``kind`` is one of the kinds of findings; ``seq`` the transaction that
    was to come there."""

    kind: str
    segment: int
    offset: int
    length: int
    seq: int


def segments(journal: Path) -> dict[int, int]:
    """The journal's files by number, with their sizes."""

    def numbered() -> list[Path]:
        return [path for path in named(journal, "*.jsonl") if path.stem.isdigit()]

    sizes = {int(path.stem): path.stat().st_size for path in numbered()}
    # A file made meanwhile, to go on in, is there before anything points to it.
    return {int(path.stem): 0 for path in numbered()} | sizes


class Scanner:
    """Reads a journal from segment ``first`` on, as far as ``sizes`` says and no further."""

    def __init__(self, journal: Path, first: int, chain: int | None, sizes: dict[int, int]) -> None:
        """``chain`` is what the first line runs on from; None if that is not known."""
        self.journal, self.first, self.sizes = journal, first, sizes
        self.chain, self.seq = chain, 0
        self.segment, self.offset = first, 0
        self._sealed = False
        self._before: int | None = None

    def __iter__(self) -> Iterator[Line | Flaw]:
        last = max((number for number, size in self.sizes.items() if size), default=self.first)
        for number in range(self.first, max(last, self.first) + 1):
            self.segment, self.offset, self._sealed = number, 0, False
            if number not in self.sizes:
                yield self._flaw("segment-missing", 0)
                self.chain = None
                continue
            with open_regular(path_of(self.journal, number)) as file:
                yield from self._read(file, self.sizes[number], is_last=number == last)
            if not self._sealed and number < last:
                yield self._flaw("seal", 0)
                self.chain = None
        if self._sealed and self.segment + 1 not in self.sizes:
            self.segment, self.offset = self.segment + 1, 0
            yield self._flaw("segment-missing", 0)

    def follows(self, line: bytes) -> bool:
        """Whether this is the next line."""
        return self._before is not None and is_valid(line, self._before)

    def _read(self, file: BinaryIO, end: int, is_last: bool) -> Iterator[Line | Flaw]:
        while self.offset < end:
            yield from self._valid(file, end)
            if self.offset == end:
                return
            if self._sealed:
                yield self._flaw("after-seal", end - self.offset)
                return
            if end - self.offset > LONGEST:
                yield self._flaw("checksum", end - self.offset)
                self.offset, self.chain = end, None
                return
            file.seek(self.offset)
            rest = file.read(end - self.offset)
            if self.chain is None and (line := self._unproven(rest)):
                yield line
                continue
            yield from self._pass_over(rest, is_last)

    def _pass_over(self, rest: bytes, is_last: bool) -> Iterator[Flaw]:
        """The flaw that ``rest`` begins with; reading goes on behind it."""
        chain = -1 if self.chain is None else self.chain
        found = next(valid_lines(rest, self.chain), None)
        if is_last and not was_durable(rest, chain, self.seq + 1):
            self._before = self.chain
            yield self._flaw("unfinished", len(rest))
            self.offset += len(rest)
        elif found is None:
            yield self._flaw("checksum", len(rest))
            self.offset += len(rest)
            self.chain = None
        else:
            yield self._flaw("checksum", found.start)
            self.offset += found.start
            self.chain = found.chain

    def _valid(self, file: BinaryIO, end: int) -> Iterator[Line | Flaw]:
        for line in _lines(file, self.offset, end):
            if self._sealed or self.chain is None or not is_valid(line, self.chain):
                return
            if is_seal(line):
                self._sealed = True
                self._pass(line)
            else:
                yield self._decoded(line, proven=True)

    def _unproven(self, rest: bytes) -> Line | Flaw | None:
        """The first line of ``rest``, whose checksum cannot be proven, if the line after runs on from it."""
        end = rest.find(b"\n") + 1
        line, after = rest[:end], rest[end : rest.find(b"\n", end) + 1]
        chain = chain_of(line)
        if chain is None or is_seal(line) or (after and not is_valid(after, chain)):
            return None
        return self._decoded(line, proven=False)

    def _decoded(self, line: bytes, proven: bool) -> Line | Flaw:
        offset = self.offset
        try:
            entry = _checked(decode_marked(line)[0])
        except (ValueError, TypeError, KeyError, AttributeError):
            found: Line | Flaw = Flaw("unreadable", self.segment, offset, len(line), self.seq + 1)
            self._pass(line)
            self.seq += 1
            return found
        self._pass(line)
        self.seq = entry.seq
        return Line(self.segment, offset, len(line), entry, self.chain or 0, proven)

    def _pass(self, line: bytes) -> None:
        self.chain = chain_of(line)
        self.offset += len(line)

    def _flaw(self, kind: str, length: int) -> Flaw:
        return Flaw(kind, self.segment, self.offset, length, self.seq + 1)


def _checked(entry: Entry) -> Entry:
    """The entry if its parts are of the right types; msgspec does not look at them by itself."""
    numbers = (entry.seq, entry.undoes, entry.redoes, *(op.rev for op in entry.ops))
    words = (entry.at, entry.by, entry.client, entry.do, *(op.id for op in entry.ops))
    fields = [side for op in entry.ops for side in (op.new, op.old)]
    if not all(type(number) is int for number in (*numbers, *(op.previous for op in entry.ops))):
        raise ValueError("a number is none")
    if not all(isinstance(word, str) for word in words):
        raise ValueError("a word is none")
    if not all(side is None or isinstance(side, dict) for side in fields):
        raise ValueError("fields are none")
    return entry


def _lines(file: BinaryIO, offset: int, end: int) -> Iterator[bytes]:
    """Complete lines from ``offset`` on, up to ``end``."""
    length = _BLOCK
    fd = file.fileno()
    while block := os.pread(fd, min(length, end - offset), offset):
        start = 0
        while after := block.find(b"\n", start) + 1:
            yield block[start:after]
            start = after
        if not start and (offset + len(block) >= end or not may_go_on(block)):
            return
        offset += start
        length = _BLOCK if start else length * 2
