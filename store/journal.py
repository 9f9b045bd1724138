"""The append-only truth: one line a transaction, each checksum running on from the line before.

``store.memory_journal`` behaves alike, for stores that end with the program.
"""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path

from content.messages import reason_of
from store.disk import open_shared, sync_folder
from store.errors import Damaged, Refused, StoreError, Unknown
from store.flaws import was_durable
from store.lines import (
    LONGEST,
    chain_of,
    decode,
    decode_marked,
    encode,
    encode_seal,
    first_chain,
    is_seal,
    is_valid,
    may_go_on,
)
from store.model import Entry
from store.positions import Position, Ticket
from store.segment import Segment, path_of

SEGMENT_LIMIT = 64 << 20
_BLOCK = 4 << 20


class Journal:
    """The journal of a project folder, read up to some position. Methods marked "locked" are for the
    holder of the store's lock. Threads need a lock of their own around everything but ``sync``."""

    def __init__(self, folder: Path, store_id: str, limit: int = SEGMENT_LIMIT, first: int = 1) -> None:
        """``first`` is the number of the first segment."""
        self.store_id, self.first = store_id, first
        self.damage: StoreError | None = None
        self._folder, self._limit = folder, limit
        self._segments: dict[int, Segment] = {}
        self.start(Position(0, first_chain(store_id), first))

    @staticmethod
    def create(folder: Path) -> None:
        """The first, empty file of a journal in ``folder``."""
        os.close(open_shared(path_of(folder, 1), os.O_RDWR))
        sync_folder(folder)

    def start(self, position: Position) -> None:
        """Goes on from a position known to be right and durable. Raises Damaged if its file is missing."""
        self.seq, self._chain, self._offset = position.seq, position.chain, position.offset
        self._durable = self.base = position.seq
        self._current = self._segment(position.segment)
        self.tail = 0  # bytes read or written since

    @property
    def position(self) -> Position:
        return Position(self.seq, self._chain, self._current.number, self._offset)

    def rest(self) -> int:
        """Bytes behind the position, in all files."""
        number, size = self._current.number, self._current.size() - self._offset
        while (following := path_of(self._folder, number := number + 1)).exists():
            size += following.stat().st_size
        return size

    def reaches(self, position: Position) -> bool:
        """Whether the files have a line with that checksum at that place."""
        if position.seq == 0:
            return True
        try:
            return self._segment(position.segment).chain_at(position.offset) == position.chain
        except Damaged:
            return False

    def replaced(self, thorough: bool) -> bool:
        """Whether the files are no longer those read so far: shorter, exchanged, or (looked at if there is
        something new, or if ``thorough``) with another last line."""
        if not self._current.is_in_place(self._offset):
            return True
        if self._offset == 0 or not (thorough or self._current.size() > self._offset):
            return False
        return self._current.chain_at(self._offset) != self._chain

    def read_tail(self, locked: bool) -> Iterator[Entry]:
        """Transactions after the position; moves it on one by one. An invalid tail is left out, and cut off
        if ``locked``. Where valid lines follow an invalid one, ``damage`` tells so."""
        sealed = self._current.size() != self._offset
        while sealed and not self.damage:
            sealed = False
            for line in self._lines():
                if not is_valid(line, self._chain):
                    break
                if is_seal(line):
                    self._next_segment(chain_of(line) or 0)
                    sealed = True
                    break
                entry, durable = decode_marked(line)
                self._durable = max(self._durable, durable)
                self._advance(line, entry.seq)
                yield entry
        if not self.damage and self._current.size() > self._offset:
            self._judge(locked)

    def append(self, entry: Entry) -> Ticket:
        """Locked: writes a transaction. Returns a ticket for ``sync``. Raises Refused and OSError (nothing
        written), and Unknown."""
        if self._offset >= self._limit:
            self._seal()
        self._settle()
        fd = os.dup(self._current.fd)  # early: once the line is there nothing may fail any more
        try:
            line, _ = encode(entry, self._chain, self._durable)
            if len(line) > LONGEST:
                raise Refused("this is too much for one change", "Split it into parts.")
            self._current.append(line, self._offset)
        except BaseException:
            os.close(fd)
            raise
        self._advance(line, entry.seq)
        return Ticket(entry.seq, fd)

    def ticket(self) -> Ticket:
        """What ``sync`` needs to make the journal durable up to here. Raises OSError and Unknown."""
        self._settle()
        return Ticket(self.seq, os.dup(self._current.fd))

    def sync(self, ticket: Ticket) -> None:
        """Returns once everything up to the ticket's position is durable; the ticket is used up. Raises
        Unknown; the file is not to be trusted then, whatever a second attempt would say."""
        try:
            os.fdatasync(ticket.fd)
        except OSError as error:
            raise Unknown(
                "{path} could not be synced ({reason}): the last change may be lost when the server stops",
                "look at the disk, then open the project again",
                path=self._current.path,
                reason=reason_of(error),
            ) from error
        finally:
            os.close(ticket.fd)
        self._durable = max(self._durable, ticket.seq)

    def entry(self, seq: int) -> Entry:
        """A transaction already read. Raises Damaged if it is not what its checksum says."""
        segment = self._segment_of(seq)
        own = segment is self._current
        try:
            start, line = segment.line(seq, self._offset if own else segment.size())
        except IndexError:
            raise Damaged("{path}: change {seq} is missing", path=segment.path, seq=seq) from None
        if not is_valid(line, self._chain_before(segment, start)):
            raise Damaged(
                "{path}: change {seq} at byte {start} is not what its checksum says",
                path=segment.path,
                seq=seq,
                start=start,
            )
        return decode(line)

    def close(self) -> None:
        for segment in self._segments.values():
            segment.close()
        self._segments = {}

    def _segment(self, number: int) -> Segment:
        if number not in self._segments:
            try:
                self._segments[number] = Segment(self._folder, number)
            except FileNotFoundError:
                raise Damaged("{path} is missing", path=path_of(self._folder, number)) from None
        return self._segments[number]

    def _segment_of(self, seq: int) -> Segment:
        number = self._current.number - (self._offset == 0 and self._current.number > self.first)
        while number > self.first and self._segment(number).first > seq:
            number -= 1
        return self._segment(number)

    def _chain_before(self, segment: Segment, offset: int) -> int:
        if offset == 0 and segment.number == self.first:
            return first_chain(self.store_id)
        if offset == 0:
            segment = self._segment(segment.number - 1)
            offset = segment.size()
        chain = segment.chain_at(offset)
        return -1 if chain is None else chain

    def _lines(self) -> Iterator[bytes]:
        """Complete lines from the position to the end of the segment; the position moves meanwhile."""
        length = _BLOCK
        while block := self._current.read(self._offset, length):
            start = 0
            while end := block.find(b"\n", start) + 1:
                yield block[start:end]
                start = end
            if len(block) < length or not (start or may_go_on(block)):
                return
            length = _BLOCK if start else length * 2

    def _advance(self, line: bytes, seq: int) -> None:
        self._chain, self.seq = chain_of(line) or 0, seq
        self._offset += len(line)
        self.tail += len(line)

    def _next_segment(self, chain: int) -> None:
        try:
            self._current = self._segment(self._current.number + 1)
        except Damaged as error:
            self.damage = error
        else:
            self._chain, self._offset = chain, 0

    def _judge(self, locked: bool) -> None:
        """What is behind the position is no valid line: a flaw if it was durable once, else a write that was
        not finished (or is being written, unless ``locked``)."""
        size = self._current.size() - self._offset
        if size > LONGEST:
            self.damage = self._flaw()
            return
        rest = self._current.read(self._offset, size)
        if not rest or is_valid(rest[: rest.find(b"\n") + 1], self._chain):
            return  # it was finished meanwhile
        if self._next_is_used() or was_durable(rest, self._chain, self.seq + 1):
            if locked or rest == self._current.read(self._offset, len(rest)):
                self.damage = self._flaw()
        elif locked:
            self._current.cut(self._offset)

    def _flaw(self) -> Damaged:
        return Damaged(
            "{path} is damaged at byte {offset}, after change {seq}",
            "what was before can be read; restore a backup, or repair a copy",
            path=self._current.path,
            offset=self._offset,
            seq=self.seq,
        )

    def _next_is_used(self) -> bool:
        following = path_of(self._folder, self._current.number + 1)
        return following.exists() and following.stat().st_size > 0

    def _seal(self) -> None:
        """Ends the full segment. The next file is there before anything points to it."""
        if self._next_is_used():
            raise Damaged("{path} lacks its last line", path=self._current.path)
        os.close(open_shared(path_of(self._folder, self._current.number + 1), os.O_RDWR))
        sync_folder(self._folder)
        line, chain = encode_seal(self._chain, self._durable)
        self._current.append(line, self._offset)
        self._next_segment(chain)

    def _settle(self) -> None:
        """Nothing goes into a segment before the end of the one before is durable; whoever wrote that end
        may have been killed before syncing it."""
        if self._offset == 0 and self._current.number > self.first:
            before = self._segment(self._current.number - 1)
            self.sync(Ticket(self.seq, os.dup(before.fd)))
