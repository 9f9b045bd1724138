"""Which parts of the journal a blind project shows to one reviewer: what ``Lookup`` says of records, told of
the operations that made them."""

from __future__ import annotations

from typing import Any

from msgspec.structs import replace

from store.engine import Engine
from store.lookup import Lookup
from store.model import TAGGED, Entry, Op
from store.tagging import parted


class Blinding:
    """Called with an operation: what of it I may see, None for nothing."""

    def __init__(self, engine: Engine, lookup: Lookup) -> None:
        self._engine, self._lookup = engine, lookup

    def __call__(self, entry: Entry, op: Op) -> Op | None:
        if op.table in ("verdicts", "grades", "notes"):
            return op if self._shows(op) else None
        if op.table == "passages" and not self._shows_passage(op):
            return None
        return self._without_tags(entry, op) if op.table in TAGGED else op

    def tells(self, entry: Entry) -> bool:
        """Whether anything of an entry is mine to see."""
        return not entry.ops or any(self(entry, op) is not None for op in entry.ops)

    def _made(self, op: Op) -> dict[str, Any]:
        """The whole record an operation is about, as it was at some time; the journal is asked last."""
        whole = op.new if op.kind == "add" else op.old if op.kind == "delete" else None
        whole = whole or self._lookup.moment.get(op.id)
        return whole or self._engine.history(op.id)[0][1].new or {}

    def _shows(self, op: Op) -> bool:
        """What is gone is shown to its author, and a note where it would be seen if it were there still."""
        if self._lookup.find(op.id) is not None:
            return True
        made = self._made(op)
        if made.get("by") == self._lookup.me:  # not entry.by: whoever merges, removes or undoes is no author
            return True
        moment = self._lookup.moment
        if op.table != "notes" or moment.get(op.id) is not None:
            return False
        target = made.get("target")
        return moment.get(str(target)) is not None and self._lookup.opened(target)

    def _shows_passage(self, op: Op) -> bool:
        record = self._lookup.find(op.id)
        if record is not None:
            return op.kind != "add" or self._lookup.maker(record) != ""
        return self._lookup.done or self._made(op).get("by") == self._lookup.me

    def _without_tags(self, entry: Entry, op: Op) -> Op | None:
        new = op.new or {}
        if not ("tags" in new or "tagged" in new) or self._lookup.opened(op.id):
            return op
        kept = {field: value for field, value in new.items() if field not in ("tags", "tagged")}
        if mine := self._mine(new.get("tagged")):
            kept["tagged"] = mine
        elif not new.get("tagged") and entry.by == self._lookup.me:
            kept["tags"] = new["tags"]
        return replace(op, new=kept) if kept else None

    def _mine(self, members: Any) -> Any:
        if isinstance(members, dict):
            mine = {way: self._mine(some) for way, some in members.items()}
            return mine if any(mine.values()) else None
        return [member for member in members or () if parted(member)[1] == self._lookup.me]
