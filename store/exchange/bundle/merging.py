"""Merging a bundle into a project: by uid, field by field against what both had when they parted.

What only one side changed is taken; where both did, the project's value stays and the conflict is listed.
Records get new ids and keep their uid, author and time. Documents that are there already, by uid or by their
text, are one. Nobody gets a right by a bundle: roles and users stay as they are, new people are viewers.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

from store.changes.documents import ORIGINAL_FILE
from store.changes.links import NEEDS
from store.changes.work import Work
from store.exchange import Taken
from store.exchange.bundle.reading import Bundle
from store.exchange.uids import Uids
from store.model import TABLES, TEXT_FILE, Record, split_id
from store.tagging import given_by, parted
from store.undo import ALONE, ONCE

if TYPE_CHECKING:
    from store.review import Review

DO = "document.add+tag.add+note.add"
NEEDS_ROLE = "lead"
#: The tables in which records refer to those of tables before.
ORDER = (
    "reviewers", "tags", "documents", "versions", "passages", "events", "demands", "evidence", "grades",
    "verdicts", "notes", "assignments", "project",
)  # fmt: skip
#: Fields that name records, and those of them that are set when all records are there.
REFERENCES = ("document", "version", "passage", "demand", "evidence", "parent", "target")
LATE = {"documents": "version", "demands": "parent", "notes": "parent"}
#: Fields that a merge leaves alone: rights, and what follows from others.
KEPT = {
    "reviewers": ("role", "users", "name"), "versions": TABLES["versions"].fields, "tags": ("hotkey",),
    "grades": ("evidence",), "passages": ("origin",),
}  # fmt: skip


def take_in(review: Review, data: bytes, name: str) -> Taken:
    """One transaction. Refused for what is no bundle; Forbidden unless a lead asks."""
    review.check(DO, NEEDS_ROLE)
    bundle = Bundle(data)
    base = bundle.common(review.engine.entries())

    def work(at: Work) -> _Merging:
        merging = _Merging(at, bundle, base)
        merging.run()
        return merging

    done: _Merging = review.transact(DO, NEEDS_ROLE, work).result
    return Taken(done.added(), tuple(done.notices()), tuple(done.losses), tuple(done.conflicts))


class _Merging:
    def __init__(self, work: Work, bundle: Bundle, base: dict[str, Record]) -> None:
        self._work, self._tx, self._bundle, self._base = work, work.tx, bundle, base
        self._uids = Uids(work)
        self._ids: dict[str, str] = {}
        self._new: list[tuple[str, Record]] = []
        self._known: list[tuple[str, str, Record]] = []
        self._added: Counter[str] = Counter()
        self._changed: Counter[str] = Counter()
        self._deleted_here = 0
        self.losses: list[str] = []
        self.conflicts: list[str] = []

    def run(self) -> None:
        for table in ORDER:
            for record in sorted(self._bundle.records[table], key=lambda r: split_id(r["id"])[1]):
                self._take(table, record)
        for own, record in self._new:
            self._set_late(own, record)
        for table, own, record in self._known:
            self._update(table, own, record)
        self._tell_deleted()

    def added(self) -> dict[str, int]:
        return {table: number for table, number in self._added.items() if number}

    def notices(self) -> Iterator[str]:
        for table, number in self._changed.items():
            if number:
                yield f"{table} brought up to date: {number}"
        if self._deleted_here:
            yield f"{self._deleted_here} records that were removed here stay removed"

    def _take(self, table: str, record: Record) -> None:
        own = self._uids.of(record["uid"])
        if own is None and record["uid"] in self._base:
            self._was_deleted(record)
            return
        fields = self._mapped(table, record)
        if own is None:
            own = self._twin(table, fields | {"by": record["by"]})
        if own is not None:
            self._ids[record["id"]] = own
            self._known.append((table, own, record))
            return
        if table == "project":
            return
        missing = [f for f in NEEDS.get(table, ()) if record[f] and not fields[f] and f != LATE.get(table)]
        if missing:
            self.losses.append(f"{_shown(table, record)}: its {missing[0]} is not here any more")
            return
        self._add(table, record, fields)

    def _was_deleted(self, record: Record) -> None:
        """A record that both had and somebody removed here."""
        before = self._base[record["uid"]]
        if record["rev"] == before["rev"]:
            self._deleted_here += 1
        else:
            self.conflicts.append(f"{_shown('', record)}: removed here, changed there; it stays removed")

    def _mapped(self, table: str, record: Record) -> Record:
        """The fields with the ids of this project; None for what is not here (yet)."""
        fields: Record = {}
        for field in TABLES[table].fields:
            value = record[field]
            if field in REFERENCES:
                value = self._ids.get(value) if value else value
            elif field in ("tags", "restated_by"):
                value = [self._ids[member] for member in value if member in self._ids]
            elif field == "tagged":
                pairs = [parted(member) for member in value]
                value = [given_by(self._ids[tag], name) for tag, name in pairs if tag in self._ids]
            fields[field] = value
        return fields

    def _twin(self, table: str, fields: Record) -> str | None:
        """The record here that has the place of another one, where there can be one only."""
        if table == "versions":
            found = self._tx.find("versions", "sha256", fields["sha256"])
            return next((r["id"] for r in found if r["document"] == fields["document"]), None)
        if table == "documents":
            return None
        if table == "passages":
            place = fields["version"], tuple(map(tuple, fields["spans"]))
            return self._work.places(fields["document"]).get(place) if fields["document"] else None
        if table == "tags":
            folded = fields["name"].casefold()
            return next((t["id"] for t in self._tx.scan("tags") if t["name"].casefold() == folded), None)
        keys = ONCE.get(table)
        if keys is None:
            return None
        alike = self._tx.find(table, keys[0], fields[keys[0]])
        return next((r["id"] for r in alike if all(r[key] == fields[key] for key in keys)), None)

    def _add(self, table: str, record: Record, fields: Record) -> None:
        if table == "documents" and (there := self._same_text(record)):
            self._ids[record["id"]] = there
            return
        if table == "reviewers":
            fields |= {"role": "viewer", "users": []}
        for field in (ALONE.get(table, ""), LATE.get(table, "")):
            if field and field not in TABLES[table].sets:
                fields[field] = None
        text = None
        if table == "versions":
            text = self._bundle.text(record)
            numbers = [v["number"] for v in self._tx.find("versions", "document", fields["document"])]
            fields |= {"number": max(numbers, default=0) + 1, "original": None, "unread": None}
            if record["unread"]:
                self.losses.append(f"{fields['document']}: its dates and demands were still to be found")
        own = str(self._uids.adopt(table, fields, record["uid"], record["by"], record["at"])["id"])
        if text is not None:
            self._put_files(own, record, fields, text)
        if table == "passages":
            self._work.places(fields["document"])[fields["version"], tuple(map(tuple, fields["spans"]))] = own
        self._ids[record["id"]] = own
        self._new.append((own, record))
        self._added[table] += 1

    def _same_text(self, document: Record) -> str | None:
        """The document here whose text is that of the bundle's document as it stands there."""
        versions = self._bundle.records["versions"]
        current = next((v for v in versions if v["id"] == document["version"]), None)
        same = self._tx.find("versions", "sha256", current["sha256"]) if current else []
        return str(same[0]["document"]) if same else None

    def _put_files(self, own: str, record: Record, fields: Record, text: str) -> None:
        names = {"document": fields["document"], "version": own}
        self._tx.put_file(TEXT_FILE.format(**names), text.encode("utf-8"))
        self._work.texts[own] = text
        original = self._bundle.original(record)
        if original is not None:
            ending = record["original"].rpartition(".")[2]
            suffix = f".{ending}" if ending.isascii() and ending.isalnum() and len(ending) <= 8 else ""
            path = ORIGINAL_FILE.format(**names, suffix=suffix)
            self._tx.put_file(path, original)
            self._tx.patch(own, {"original": path})

    def _set_late(self, own: str, record: Record) -> None:
        field = LATE.get(split_id(own)[0])
        if field and record[field]:
            self._tx.patch(own, {field: self._ids.get(record[field])})

    def _update(self, table: str, own: str, record: Record) -> None:
        """What was changed there only; conflicts where both changed."""
        mine, before = self._work.need(own), self._base.get(record["uid"])
        if before is not None and before["rev"] == record["rev"]:
            return
        fields = self._mapped(table, record)
        taken: Record = {}
        for field in TABLES[table].fields:
            if field in KEPT.get(table, ()):
                continue
            was = before.get(field) if before else None
            if field in TABLES[table].sets:
                taken |= self._members(own, mine, field, fields[field], was)
            elif fields[field] != mine[field] and not (before and fields[field] == was):
                if before is not None and mine[field] == was:
                    taken[field] = fields[field]
                else:
                    self._conflict(table, mine, field, fields[field])
        scalars = {field: value for field, value in taken.items() if field not in TABLES[table].sets}
        if scalars:
            self._tx.patch(own, scalars)
            if table == "passages":
                self._work.forget_places(mine["document"])
        self._changed[table] += bool(taken)

    def _members(
        self, own: str, mine: Record, field: str, theirs: list[Any], was: list[Any] | None
    ) -> Record:
        add = [member for member in theirs if member not in mine[field]]
        if was is not None:
            add = [member for member in add if member not in was]
        gone = [member for member in was or () if member not in theirs and member in mine[field]]
        if add or gone:
            self._tx.members(own, field, add=add, remove=gone)
        return {field: add} if add or gone else {}

    def _conflict(self, table: str, mine: Record, field: str, theirs: Any) -> None:
        here = "nothing" if mine[field] is None else repr(mine[field])
        there = "nothing" if theirs is None else repr(theirs)
        self.conflicts.append(
            f"{_shown(table, mine)}: {field} is {here} here and {there} there; kept as here"
        )

    def _tell_deleted(self) -> None:
        """What both had and was removed there: nothing here is removed for it."""
        there = {record["uid"] for records in self._bundle.records.values() for record in records}
        for uid, record in self._base.items():
            own = self._uids.of(uid)
            if uid not in there and own is not None and self._tx.get(own) is not None:
                self.conflicts.append(f"{_shown('', record)}: removed there; it stays here")


def _shown(table: str, record: Record) -> str:
    """What to call a record in a message."""
    words = next(
        (
            str(record[key])
            for key in ("text", "label", "title", "name", "quote", "answer")
            if record.get(key)
        ),
        "",
    )
    words = " ".join(words.split())
    return f"{record['id']} {words[:40]!r}" if words else str(record["id"])
