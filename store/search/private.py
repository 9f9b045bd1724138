"""What one reviewer alone may find: the notes that they see of a blind project. They are not in the index
that all share, so that nobody can conclude anything from it, but in one in memory.
"""

from __future__ import annotations

import time

from content.search.index import Index
from store.looking import Looking
from store.lookup import Lookup
from store.model import Record
from store.search.place import Place
from store.search.units import record_unit

#: Notes that are put in one step.
CHUNK = 500
#: So many transactions behind, everything is compared.
FAR = 200
#: What changes who sees which notes.
_DECIDING = frozenset({"project", "reviewers", "verdicts", "assignments", "demands", "evidence"})


class Private:
    """Kept up with the notes that ``review`` shows. For one thread at a time."""

    def __init__(self, review: Looking, place: Place) -> None:
        self._review, self._place = review, place
        self._of: tuple[object, ...] = ()
        self._seq = 0
        self._revs: dict[str, int] = {}
        self._index: Index | None = None

    def index(self) -> Index | None:
        """What was brought in; None where all share everything."""
        return self._index

    def bring(self, lookup: Lookup, seconds: float | None = None) -> bool:
        """Puts in what is missing, for about ``seconds``; whether everything is in."""
        if not lookup.blind:
            self.close()
            return True
        changed = self._changed(lookup)
        if changed is None:
            seen = {str(note["id"]): note for note in lookup.all("notes")}
            gone = self._revs.keys() - seen.keys()
        else:
            found = {note: lookup.find(note) for note in changed}
            seen = {one: note for one, note in found.items() if note is not None}
            gone = (changed - seen.keys()) & self._revs.keys()
        self._drop(gone)
        whole = self._put(
            [note for note in seen.values() if self._revs.get(note["id"]) != note["rev"]], seconds
        )
        self._seq = lookup.moment.seq if whole else -1
        return whole

    def close(self) -> None:
        if self._index is not None:
            self._index.close()
        self._of, self._index, self._revs = (), None, {}

    def _changed(self, lookup: Lookup) -> set[str] | None:
        """The notes that were changed since; None if all must be compared."""
        of = (lookup.moment.generation, self._place.words, lookup.role)
        if of != self._of or self._index is None:
            self.close()
            self._of, self._index = of, self._place.other()
            return None
        if self._seq < 0 or not 0 <= lookup.moment.seq - self._seq <= FAR:
            return None
        changed: set[str] = set()
        for entry in self._review.engine.entries(self._seq):
            if any(op.table in _DECIDING for op in entry.ops):
                return None
            changed.update(op.id for op in entry.ops if op.table == "notes")
        return changed

    def _drop(self, gone: set[str]) -> None:
        assert self._index is not None
        if gone:
            self._index.drop(gone)
            for note in gone:
                del self._revs[note]

    def _put(self, notes: list[Record], seconds: float | None) -> bool:
        assert self._index is not None
        deadline = None if seconds is None else time.monotonic() + seconds
        for first in range(0, len(notes), CHUNK):
            if first and deadline is not None and time.monotonic() >= deadline:
                return False
            some = notes[first : first + CHUNK]
            self._index.put_all((note["id"], 0, [record_unit(note)]) for note in some)
            self._revs.update((str(note["id"]), int(note["rev"])) for note in some)
        return True
