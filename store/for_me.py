"""What is for me in a project: notes that name me or answer mine, demands to judge, disputes."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator

from msgspec import Struct

from store.lookup import Lookup
from store.mentions import mention_of
from store.model import Entry, Record, split_id
from store.personal import Personal
from store.rows import DemandRow
from store.view import View

KINDS = ("mention", "reply", "assignment", "dispute")
#: So many transactions behind, looking at all notes is quicker.
FAR = 2_000
FILE = "for-me"
#: What the JSON of a note holds that names somebody, or answers another one.
ADDRESSED = ("@", '"parent":"')


class ForMe(Struct, frozen=True):
    """One thing that is for me: the note or demand, who it is from and when.

    ``waiting`` says that something is still to be done: the note is open and I have not answered it, the
    demand is to be judged or settled.
    """

    kind: str
    id: str
    by: str
    at: str
    waiting: bool

    @property
    def key(self) -> str:
        """What it is marked as read by."""
        return f"{self.kind}:{self.id}"


class Addressed:
    """The notes of others that name me or answer one of mine. All notes are looked at once, then the changed
    ones. ``changes`` gives the transactions after a number."""

    def __init__(self, changes: Callable[[int], Iterable[Entry]]) -> None:
        self._changes = changes
        self._of: tuple[int, str] = (-1, "")
        self._seq = 0
        self._ids: set[str] = set()

    def notes(self, lookup: Lookup) -> list[Record]:
        """Those I see at the lookup's moment, which is never older than the one before, in id order."""
        self._follow(lookup)
        ids = sorted(self._ids, key=split_id)
        return [note for one in ids if (note := lookup.find(one)) is not None]

    def _follow(self, lookup: Lookup) -> None:
        moment = lookup.moment
        if self._of != (moment.generation, lookup.me) or moment.seq - self._seq > FAR:
            found = (note for note in moment.records("notes", ADDRESSED) if is_addressed(note, lookup))
            self._ids = {note["id"] for note in found}
        else:
            for entry in self._changes(self._seq):
                for op in (op for op in entry.ops if op.table == "notes"):
                    note = moment.get(op.id)
                    if note is not None and is_addressed(note, lookup):
                        self._ids.add(op.id)
                    else:
                        self._ids.discard(op.id)
        self._of, self._seq = (moment.generation, lookup.me), moment.seq


def is_addressed(note: Record, lookup: Lookup) -> bool:
    """Whether somebody else's note names me or answers one of mine."""
    if note["by"] == lookup.me:
        return False
    above = lookup.moment.get(note["parent"]) if note["parent"] else None
    return (above is not None and above["by"] == lookup.me) or names(note, lookup.me)


def names(note: Record, name: str) -> bool:
    """Whether a note names somebody."""
    return "@" in note["text"] and mention_of(name).search(note["text"]) is not None


def for_me(view: View, addressed: Addressed) -> tuple[ForMe, ...]:
    """All of it: first notes, then demands. A note that I have answered is done with."""
    return (*_notes(view, addressed), *_assignments(view), *_disputes(view))


def _notes(view: View, addressed: Addressed) -> Iterator[ForMe]:
    lookup = view.lookup
    for note in addressed.notes(lookup):
        answers = lookup.moment.find("notes", "parent", note["id"])
        if not any(answer["by"] == lookup.me for answer in answers):
            kind = "mention" if names(note, lookup.me) else "reply"
            yield ForMe(kind, note["id"], note["by"], note["at"], not _first(note, lookup)["resolved"])


def _first(note: Record, lookup: Lookup) -> Record:
    """The note that a thread began with: whether that is resolved counts for all of it."""
    above = lookup.moment.get(note["parent"]) if note["parent"] else None
    return note if above is None else _first(above, lookup)


def _assignments(view: View) -> Iterator[ForMe]:
    for given in view.lookup.moment.find("assignments", "reviewer", view.me):
        demand = view.by_id(given["demand"])
        if isinstance(demand, DemandRow) and demand.mine and demand.state != "rejected":
            yield ForMe("assignment", demand.id, given["by"], given["at"], True)


def _disputes(view: View) -> Iterator[ForMe]:
    """Demands that I have judged, or am to judge, and others see differently."""
    moment = view.lookup.moment
    mine = [verdict["demand"] for verdict in moment.find("verdicts", "by", view.me)]
    for one in dict.fromkeys(mine):
        demand = view.by_id(one)
        if isinstance(demand, DemandRow) and demand.review == "disputed":
            others = [verdict for verdict in view.lookup.verdicts_on(one) if verdict["by"] != view.me]
            if others:
                yield ForMe("dispute", one, others[-1]["by"], others[-1]["at"], True)


class ReadMarks:
    """What of it I have read, kept for all my sessions."""

    def __init__(self, personal: Personal, me: str) -> None:
        self._personal, self._me = personal, me

    def unread(self, items: Iterable[ForMe]) -> list[ForMe]:
        """Those I have not read; what I gave myself to do is no news."""
        read = self._read()
        return [item for item in items if item.key not in read and item.by != self._me]

    def mark(self, items: Iterable[ForMe], of: Iterable[ForMe], read: bool = True) -> None:
        """Mark ``items`` as read, or as unread. Marks on what is not among ``of``, all there is now, go: when
        it comes again it is new."""
        keys = {item.key for item in items}
        known = self._read() | keys if read else self._read() - keys
        self._personal.write(FILE, {"read": sorted(known & {item.key for item in of})})

    def _read(self) -> set[str]:
        kept = self._personal.read(FILE).get("read")
        return {key for key in kept if isinstance(key, str)} if isinstance(kept, list) else set()
