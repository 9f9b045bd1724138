"""Keeps the index of a project up with its records, a little at a time.

The index is a cache: it is noted in it of which store and up to which transaction it is, and what does not
fit that is made anew. One process at a time feeds it; the others search in what there is. What somebody may
not see is never put into it: in a blind project these are the notes.
"""

from __future__ import annotations

import json
import time
from collections.abc import Callable, Iterator
from contextlib import suppress

from msgspec import Struct

from content.search.index import Index
from content.search.units import Unit
from store.engine import Moment
from store.errors import Busy, StoreError
from store.looking import Looking
from store.model import Op, Record
from store.search.place import Place
from store.search.units import KINDS, document_units, is_hidden, record_unit, text_units

#: So many transactions behind, the index is compared with the records as a whole.
FAR = 1000
#: Code points that are put in one step, and where nobody waits for the first; an owner counts for at least
#: so many.
CHUNK, LARGE_CHUNK, LEAST = 400_000, 1_600_000, 200
#: Seconds that somebody waits who wants everything, for another process that feeds.
_LONGEST = 3600.0
_MARK = "of"
#: The stamp of each text.
_TEXT = 1
Told = Callable[[int, int], object]
#: An owner, the transaction that changed it last, and its units; None for one that is not to be found.
Owned = tuple[str, int, list[Unit] | None]
#: What was read of some owners, and up to which transaction the index is whole with it (None: it is not yet).
Step = tuple[list[Owned], int | None]


class Progress(Struct, frozen=True):
    """How many of all documents can be found; ``whole`` if everything can, records included."""

    done: int
    all: int
    whole: bool


class _Mark(Struct, frozen=True):
    """What an index is of: a store, and its transaction ``seq`` with the client id ``client``. Unless it is
    ``whole``, some of what there was then may be missing."""

    store: str
    seq: int
    client: str
    whole: bool


class _Lost(Exception):
    """The index is not the one that was fed: another process renewed it, or its file was damaged."""


class Feed:
    """Puts into the index of ``place`` what a review holds. For one thread at a time."""

    def __init__(self, review: Looking, place: Place) -> None:
        self._review, self._engine, self._place = review, review.engine, place
        self._client: tuple[tuple[int, str, int], str] = ((-1, "", 0), "")  # of the mark made last

    def bring(self, seconds: float | None = None, told: Told | None = None) -> Progress:
        """Feeds what is missing, for about ``seconds`` (None: until nothing is). Tells (done, all documents).
        Raises nothing: what cannot be written now is found missing the next time."""
        deadline = time.monotonic() + (_LONGEST if seconds is None else seconds)
        with suppress(StoreError, OSError):
            for _attempt in range(3):
                try:
                    self._feed(deadline, told, LARGE_CHUNK if seconds is None else CHUNK)
                    break
                except _Lost:
                    continue
        return self.progress()

    def keep_up(self) -> None:
        """Feeds what came just now, if that is not much. Raises nothing."""
        with suppress(StoreError, OSError, _Lost):
            mark = _read(self._place.index())
            if self._engine.seq - (mark.seq if mark is not None and mark.whole else 0) <= FAR:
                self._feed(time.monotonic(), None, CHUNK)

    def progress(self) -> Progress:
        """How far the index is now."""
        index, moment = self._place.index(), self._engine.moment()
        count = moment.count("documents")
        if self._is_at(_read(index), moment):
            return Progress(count, count, True)
        known = index.known()
        done = sum(document["version"] in known for document in moment.records("documents"))
        return Progress(done, count, False)

    def _feed(self, deadline: float, told: Told | None, step: int) -> None:
        if self._is_at(_read(self._place.index()), self._engine.moment()):
            return
        with suppress(Busy), self._place.alone(max(deadline - time.monotonic(), 0.0)):
            index, moment = self._place.index(), self._newest()
            mark = _read(index)
            if self._is_at(mark, moment):
                return
            if mark is not None and not self._fits(mark, moment):
                index.clear()
                mark = None
            for documents in self._put_in(index, moment, mark, step):
                if told is not None:
                    told(documents, moment.count("documents"))
                if time.monotonic() >= deadline:
                    return

    def _newest(self) -> Moment:
        """What an index that is ahead of me is of may be what I have not read yet. Raises _Lost where
        another store is in the place of mine, and I may not look at it now."""
        mark = _read(self._place.index())
        ahead = mark is not None and mark.store == self._engine.store_id and mark.seq > self._engine.seq
        if ahead or not self._engine.stands():
            with suppress(StoreError):
                self._engine.transact(self._review.me, "search", lambda tx: None)
        if not self._engine.stands():
            raise _Lost
        return self._engine.moment()

    def _put_in(self, index: Index, moment: Moment, mark: _Mark | None, step: int) -> Iterator[int]:
        """Puts chunks of ``step`` code points; yields how many documents were looked at."""
        if mark is not None and mark.whole and moment.seq - mark.seq <= FAR:
            steps = self._news(moment, mark.seq)
        else:
            mark = self._noted(index, mark, self._mark(moment.seq, whole=False))
            steps = self._missing(index, moment)
        chunk: list[Owned] = []
        size = documents = 0
        for owned, seq in steps:
            chunk += owned
            size += sum(LEAST + sum(len(unit.text) for unit in units or ()) for _, _, units in owned)
            documents += sum(owner[0] == "v" for owner, _, _ in owned)
            if size >= step or seq == moment.seq:
                self._put(index, chunk, moment)
                mark = self._noted(index, mark, mark if seq is None else self._mark(seq, whole=True))
                chunk, size = [], 0
                yield documents

    def _put(self, index: Index, chunk: list[Owned], moment: Moment) -> None:
        """A purge first puts another store in the place of this one, then deletes the index: what is put in
        before that goes, and nothing is put in after it."""
        found = {owner: (owner, stamp, units) for owner, stamp, units in chunk}.values()
        try:
            if gone := [owner for owner, _, units in found if units is None]:
                index.drop(gone)
            kept = [(owner, stamp, units) for owner, stamp, units in found if units is not None]
            index.put_all(kept, lambda: self._check(moment))
        except _Lost:
            index.clear()
            raise

    def _check(self, moment: Moment) -> None:
        if self._engine.generation != moment.generation or not self._engine.stands():
            raise _Lost

    def _mark(self, seq: int, whole: bool) -> _Mark:
        of = (self._engine.generation, self._engine.store_id, seq)
        if self._client[0] != of:
            self._client = of, self._engine.entry(seq).client if seq else ""
        return _Mark(self._engine.store_id, seq, self._client[1], whole)

    def _noted(self, index: Index, old: _Mark | None, new: _Mark) -> _Mark:
        """Notes how far the index is, if it is still the one it was."""
        if not index.change_meta(_MARK, None if old is None else _written(old), _written(new)):
            raise _Lost
        return new

    def _news(self, moment: Moment, since: int) -> Iterator[Step]:
        """What each transaction after ``since`` changed."""
        blind = _is_blind(moment)
        for entry in self._engine.entries(since):
            if entry.seq <= moment.seq:
                owners = dict.fromkeys(owner for op in entry.ops for owner in _owners(moment, op))
                yield [self._owned(moment, owner, moment.get(owner), blind) for owner in owners], entry.seq

    def _missing(self, index: Index, moment: Moment) -> Iterator[Step]:
        """What the index lacks, or has otherwise, or has no more to have."""
        known, blind = index.known(), _is_blind(moment)
        for owner, record in _all(moment):
            if is_hidden(moment, record, blind):
                continue
            if known.pop(owner, -1) != _stamp(moment, owner):
                yield [self._owned(moment, owner, record, blind)], None
        yield [(owner, 0, None) for owner in known], moment.seq

    def _owned(self, moment: Moment, owner: str, record: Record | None, blind: bool) -> Owned:
        stamp = _stamp(moment, owner)
        if record is None or is_hidden(moment, record, blind):
            return owner, stamp, None
        if owner[0] == "v":
            text = self._text(record["document"], owner)
            regions = self._review.regions(record["document"], owner)
            return owner, stamp, list(text_units(record, text, regions)) if text else []
        if owner[0] == "d":
            return owner, stamp, list(document_units(record, self._text(owner, record["version"])))
        return owner, stamp, [record_unit(record)]

    def _text(self, document: str, version: str) -> str:
        """The text, "" where it is lost: all else is found nevertheless."""
        with suppress(StoreError):
            return self._review.text(document, version)
        return ""

    def _is_at(self, mark: _Mark | None, moment: Moment) -> bool:
        return mark is not None and mark.whole and mark.seq == moment.seq and self._fits(mark, moment)

    def _fits(self, mark: _Mark, moment: Moment) -> bool:
        """Whether the transaction that an index is of is one of this store's."""
        if mark.store != self._engine.store_id or mark.seq > moment.seq:
            return False
        try:
            return self._mark(mark.seq, mark.whole) == mark
        except StoreError:
            return False


def _read(index: Index) -> _Mark | None:
    found = index.meta(_MARK)
    return None if found is None else _Mark(*json.loads(found))


def _written(mark: _Mark) -> str:
    return json.dumps([mark.store, mark.seq, mark.client, mark.whole])


def _owners(moment: Moment, op: Op) -> Iterator[str]:
    """Whose units an operation changes."""
    if op.table == "project":
        yield from (note["id"] for note in moment.records("notes"))
    if op.table in KINDS or (op.table == "versions" and op.kind != "patch"):
        yield op.id
    if op.table == "documents" and "version" in (op.new or {}):
        yield from (version["id"] for version in moment.find("versions", "document", op.id))


def _stamp(moment: Moment, owner: str) -> int:
    """What its units were made of: a version's text stays as it is, whatever else changes of its record."""
    return _TEXT if owner[0] == "v" else moment.last_change(owner)


def _all(moment: Moment) -> Iterator[tuple[str, Record]]:
    """Every record that may be found, with its id."""
    for table in KINDS:
        for record in moment.records(table):
            version = moment.get(record["version"] or "") if table == "documents" else None
            if version is not None:
                yield version["id"], version
            yield record["id"], record


def _is_blind(moment: Moment) -> bool:
    return any(project["blind"] for project in moment.records("project"))
