"""The journal's entries as they read after a purge. Pure: what stays is order, time, kind and number."""

from __future__ import annotations

from collections.abc import Collection
from typing import Any

from msgspec.structs import replace

from store.mentions import mention_of
from store.model import TABLES, Entry, Op, Record
from store.records import complete, new_uid
from store.tagging import given_by, parted

#: Set fields whose members are records, or begin with one.
LISTS = ("restated_by", "tags", "tagged")
#: Fields besides ``by`` that hold a reviewer's name.
NAMED = (("reviewers", "name"), ("assignments", "reviewer"))
#: Prose of reviewers, which may mention one another as "@name".
PROSE = (("notes", "text"), ("verdicts", "reason"))
#: What a note says whose words were purged.
TAKEN = "[…]"


class Without:
    """Takes away the content of records, and their names in the sets of others. One for one journal."""

    def __init__(self, ids: Collection[str]) -> None:
        self._ids = frozenset(ids)
        self._blanks: dict[str, Record] = {}

    def __call__(self, entry: Entry) -> Entry:
        return replace(entry, ops=tuple(self._op(op, entry.at) for op in entry.ops))

    def _op(self, op: Op, at: str) -> Op:
        if op.id not in self._ids:
            return replace(op, new=self._fields(op.table, op.new), old=self._fields(op.table, op.old))
        if op.kind == "patch":
            return replace(op, new={}, old={})
        if op.id not in self._blanks:
            meta = {"id": op.id, "uid": new_uid(), "rev": 0, "by": "", "at": at}
            self._blanks[op.id] = meta | complete(op.table, {})
        blank = self._blanks[op.id]
        if op.kind == "add":
            return replace(op, new=blank | {"rev": op.rev})
        return replace(op, old=blank | {"rev": op.rev - 1})

    def _fields(self, table: str, fields: dict[str, Any] | None) -> dict[str, Any] | None:
        lists = [name for name in LISTS if fields and name in fields and name in TABLES[table].sets]
        if fields is None or not lists:
            return fields
        kept = dict(fields)
        for name in lists:
            if not isinstance(fields[name], dict):
                kept[name] = self._others(fields[name] or ())
                continue
            kept[name] = {way: self._others(members) for way, members in fields[name].items()}
            if not any(kept[name].values()):
                del kept[name]
        return kept

    def _others(self, members: Collection[str]) -> list[str]:
        return [member for member in members if parted(member)[0] not in self._ids]


class Renamed:
    """Puts another name in the place of a reviewer's, and takes their accounts away; with ``with_notes``
    also the words of their notes. One for one journal, read from its start."""

    def __init__(self, name: str, neutral: str, with_notes: bool = False) -> None:
        self._name, self._neutral, self._with_notes = name, neutral, with_notes
        self._mention = mention_of(name)
        self._self: set[str] = set()  # their own records among the reviewers
        self._notes: set[str] = set()

    def __call__(self, entry: Entry) -> Entry:
        ops = tuple(self._op(op) for op in entry.ops)
        return replace(entry, by=self._other(entry.by), ops=ops)

    def prose(self, text: str) -> str:
        """A text that mentions the other name where it mentioned this one."""
        return self._mention.sub(f"@{self._neutral}", text)

    def _op(self, op: Op) -> Op:
        made = op.new or {}
        if op.kind == "add" and op.table == "reviewers" and made["name"] == self._name:
            self._self.add(op.id)
        if op.kind == "add" and op.table == "notes" and made["by"] == self._name and self._with_notes:
            self._notes.add(op.id)
        return replace(op, new=self._fields(op, op.new), old=self._fields(op, op.old))

    def _fields(self, op: Op, fields: dict[str, Any] | None) -> dict[str, Any] | None:
        if fields is None:
            return None
        kept = {field: self._value(op, field, value) for field, value in fields.items()}
        if op.id in self._self and "users" in kept:
            del kept["users"]
            if "id" in kept:  # a whole record, not a patch
                kept["users"] = []
        return kept

    def _value(self, op: Op, field: str, value: Any) -> Any:
        if field == "by" or (op.table, field) in NAMED:
            return self._other(value)
        if (op.table, field) in PROSE and isinstance(value, str):
            return TAKEN if op.id in self._notes else self.prose(value)
        if field == "tagged":
            return self._taggers(value)
        return value

    def _taggers(self, value: Any) -> Any:
        if isinstance(value, dict):
            return {way: self._taggers(members) for way, members in value.items()}
        pairs = map(parted, value or ())
        return list(dict.fromkeys(given_by(tag, self._other(name)) for tag, name in pairs))

    def _other(self, name: str) -> str:
        return self._neutral if name == self._name else name
