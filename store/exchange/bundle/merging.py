"""Merging a bundle into a project: by uid, field by field, by what each side ever held.

What goes on from the other side's value is taken; where both changed it, the project's stays and the conflict
is listed. What one side removed goes, unless the other has changed it or put something on it since. Records
get new ids and keep their uid, author and time. Documents that are there already, by uid or by their text,
are one. Nobody gets a right by a bundle: roles and users stay as they are, new people are viewers.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

from content.messages import Message, Word
from store.changes.links import NEEDS, hanging, remove
from store.changes.wording import check_lengths
from store.changes.work import Work
from store.exchange import Taken
from store.exchange.apart import read_in
from store.exchange.bundle.adding import LATE, Adding
from store.exchange.bundle.past import Past, parted_at
from store.exchange.bundle.reading import Bundle
from store.exchange.bundle.sides import KEPT, Sides, whole
from store.exchange.bundle.soundness import check_sound
from store.exchange.bundle.synonyms import join_synonyms
from store.exchange.bundle.telling import shown, told
from store.exchange.uids import Uids
from store.model import TABLES, TAGGED, Record, split_id
from store.tagging import given_by, parted

if TYPE_CHECKING:
    from store.review import Review

DO = "document.add+tag.add+note.add"
NEEDS_ROLE = "lead"
#: The tables in which records refer to those of tables before.
ORDER = (
    "reviewers", "tags", "documents", "versions", "passages", "events", "demands", "evidence", "grades",
    "verdicts", "notes", "assignments", "project",
)  # fmt: skip
#: Fields that name records.
REFERENCES = ("document", "version", "passage", "demand", "evidence", "parent", "target")


def take_in(review: Review, data: bytes, name: str) -> Taken:
    """One transaction. Refused for what is no bundle; Forbidden unless a lead asks."""
    review.check(DO, NEEDS_ROLE)
    read_in("bundle", data, type(None))
    bundle = Bundle(data)
    check_sound(bundle)
    there = Past(bundle.entries, DO)

    def work(at: Work) -> _Merging:
        parting = parted_at(review.engine.entries(), bundle.entries)
        merging = _Merging(at, bundle, Past(review.engine.entries(), DO), there, parting)
        merging.run()
        merging.words_added = join_synonyms(review, bundle)
        return merging

    done: _Merging = review.transact(DO, NEEDS_ROLE, work).result
    losses = (*done.losses, *done.steps_between())
    return Taken(done.added(), tuple(done.notices()), losses, tuple(done.conflicts))


class _Merging:
    def __init__(self, work: Work, bundle: Bundle, here: Past, there: Past, parting: int) -> None:
        self._work, self._tx, self._bundle = work, work.tx, bundle
        self._here, self._there, self._parting = here, there, parting
        self._sides = Sides(here, there, parting, self._value)
        self._uids = Uids(work)
        gone = ((record["id"], self._uids.of(uid)) for uid, record in there.all_gone())
        self._ids = {theirs: own for theirs, own in gone if own is not None}
        self._adding = Adding(work, bundle, self._uids)
        self._new: list[tuple[str, Record]] = []
        self._known: list[tuple[str, str, Record]] = []
        self._changed: Counter[str] = Counter()
        self._added: Counter[str] = Counter()
        self._stay_removed = self._removed = 0
        self.words_added = 0
        self.losses = self._adding.losses
        self.conflicts: list[Message] = []

    def run(self) -> None:
        for table in ORDER:
            for record in sorted(self._bundle.records[table], key=lambda r: split_id(r["id"])[1]):
                self._take(table, record)
        for own, record in self._new:
            self._set_late(own, record)
        for table, own, record in self._known:
            self._update(table, own, record)
        self._remove_gone()

    def added(self) -> dict[str, int]:
        return {table: number for table, number in self._added.items() if number}

    def notices(self) -> Iterator[Message]:
        for table, number in self._changed.items():
            if number:
                yield Message(
                    "{table} brought up to date: {number}", table=Word(table, "kind"), number=number
                )
        if self._removed:
            yield Message(
                "{count} records that were removed there are removed here, too", count=self._removed
            )
        if self._stay_removed:
            yield Message("{count} records that were removed here stay removed", count=self._stay_removed)
        if self.words_added:
            yield Message("groups of synonyms added: {count}", count=self.words_added)

    def steps_between(self) -> Iterator[Message]:
        """What a journal cannot hold of another: its order and time are its own."""
        if self._added or any(self._changed.values()) or self._removed:
            people = self._there.since(self._parting)
            said = tuple(f"{name} {number}" for name, number in sorted(people.items()))
            if said:
                yield Message(
                    "the steps between of the changes made there ({said}): authors and times of records are "
                    "kept; restore the bundle to see its history",
                    said=said,
                )

    def _take(self, table: str, record: Record) -> None:
        own = self._uids.of(record["uid"])
        if own is None and self._here.gone(record["uid"]) is not None:
            self._was_removed(table, record)
            return
        fields = self._mapped(table, record)
        if own is None:
            own = self._adding.twin(table, record, fields | {"by": record["by"]})
        if own is not None:
            self._ids[record["id"]] = own
            self._known.append((table, own, record))
            return
        if table == "project":
            return
        missing = [f for f in NEEDS.get(table, ()) if record[f] and not fields[f] and f != LATE.get(table)]
        if missing:
            self.losses.append(
                Message(
                    "{shown}: its {field} is not here any more",
                    shown=shown(record),
                    field=Word(missing[0], "field"),
                )
            )
            return
        self._ids[record["id"]] = own = self._adding.add(table, record, fields)
        self._new.append((own, record))
        self._added[table] += 1

    def _was_removed(self, table: str, record: Record) -> None:
        if self._sides.unchanged_there(table, record):
            self._stay_removed += 1
        else:
            self.conflicts.append(
                Message("{shown}: removed here, changed there; it stays removed", shown=shown(record))
            )

    def _mapped(self, table: str, record: Record) -> Record:
        """The fields as they are written here; None for what is not here (yet)."""
        return {field: self._value(field, record[field]) for field in TABLES[table].fields}

    def _value(self, field: str, value: Any) -> Any:
        if field in REFERENCES:
            return self._ids.get(value) if value else value
        if field in ("tags", "restated_by"):
            return [self._ids[member] for member in value or () if member in self._ids]
        if field == "tagged":
            pairs = [parted(member) for member in value or ()]
            return [given_by(self._ids[tag], name) for tag, name in pairs if tag in self._ids]
        return value

    def _set_late(self, own: str, record: Record) -> None:
        field = LATE.get(split_id(own)[0])
        if field and record[field]:
            self._tx.patch(own, {field: self._ids.get(record[field])})

    def _update(self, table: str, own: str, record: Record) -> None:
        """What the other side goes on from; conflicts where both changed."""
        mine, changed = whole(table, self._work.need(own)), False
        taken: Record = {}
        for field, theirs in self._mapped(table, record).items():
            if field in KEPT.get(table, ()) or theirs == mine[field]:
                continue
            if field in TABLES[table].sets:
                add, gone = self._sides.members(field, mine, record)
                if add or gone:
                    self._tx.members(own, field, add=add, remove=gone)
                    changed = True
            elif not (field in REFERENCES and record[field] and theirs is None):
                taken |= self._settled(table, field, mine, record)
        if taken:
            check_lengths(table, taken)
            self._tx.patch(own, taken)
            if table == "passages":
                self._work.forget_places(mine["document"])
        self._changed[table] += changed or bool(taken)

    def _settled(self, table: str, field: str, mine: Record, record: Record) -> Record:
        later, theirs = self._sides.later(field, mine, record), self._value(field, record[field])
        if later == "there":
            return {field: theirs}
        if later == "both":
            self.conflicts.append(
                Message(
                    "{shown}: {field} is {here} here and {there} there; kept as here",
                    shown=shown(mine),
                    field=Word(field, "field"),
                    here=told(field, mine[field], self._here.who(mine["uid"], field)),
                    there=told(field, theirs, self._there.who(record["uid"], field)),
                )
            )
        return {}

    def _remove_gone(self) -> None:
        """What was removed there, unless it was changed here or something new is on it."""
        doomed: dict[str, Record] = {}
        for uid, record in self._there.all_gone():
            own = self._uids.of(uid)
            mine = self._tx.get(own) if own else None
            if own is None or mine is None or split_id(own)[0] in ("reviewers", "project"):
                continue
            table = split_id(own)[0]
            if self._sides.unchanged_here(table, whole(table, mine), record):
                doomed[own] = mine
            else:
                self.conflicts.append(
                    Message("{shown}: removed there, changed here; it stays here", shown=shown(mine))
                )
        while kept := [own for own in doomed if self._carries(own, doomed)]:
            for own in kept:
                mine = doomed.pop(own)
                self.conflicts.append(
                    Message("{shown}: removed there, used here since; it stays here", shown=shown(mine))
                )
        for own, mine in doomed.items():
            if self._tx.get(own) is not None:
                remove(self._work, own)
            if mine.get("document"):
                self._work.forget_places(mine["document"])
        self._removed = len(doomed)

    def _carries(self, own: str, doomed: dict[str, Record]) -> bool:
        if split_id(own)[0] == "tags":
            return any(r["id"] not in doomed for table in TAGGED for r in self._tx.find(table, "tags", own))
        return any(record["id"] not in doomed for record in hanging(self._work, own))
