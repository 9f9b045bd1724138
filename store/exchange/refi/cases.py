"""Demands, events, evidence, grades, verdicts and assignments that came as cases of an own export."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from typing import Any

from store.changes.base import CHOICES
from store.changes.links import NEEDS
from store.changes.tags import give_tags
from store.exchange.people import People, moment
from store.exchange.refi.extras import AUTHOR, CASES, PREFIX, REFERENCES, TABLE, TAGGED, TIME
from store.exchange.refi.left_out import STRANGE_CASES, LeftOut
from store.exchange.refi.model import Case
from store.exchange.refi.tagging import Tags
from store.exchange.uids import Uids
from store.model import TABLES, Record
from store.undo import ONCE

#: Fields without which a record of the table is none.
_ESSENTIAL = {
    "demands": ("text", "state"), "events": ("label", "edtf", "state"),
    "evidence": ("demand", "passage", "document", "stance", "state"), "grades": ("evidence", "grade"),
    "verdicts": ("demand", "answer"), "assignments": ("demand", "reviewer"),
}  # fmt: skip


class Cases:
    """``added`` counts records by table; ``spoilt`` those that are none, with values that nothing can be.

    Valid only inside a transaction."""

    def __init__(self, uids: Uids, people: People, tags: Tags, left_out: LeftOut) -> None:
        self._uids, self._people, self._tags = uids, people, tags
        self._tx = uids.work.tx
        self.added: Counter[str] = Counter()
        self.spoilt: Counter[str] = Counter()
        self._left_out = left_out

    def take(self, cases: Iterable[Case]) -> None:
        """All that are records of this program; each after those it refers to. Others are left out."""
        waiting: dict[str, list[Case]] = {table: [] for table in CASES}
        for case in cases:
            table = case.values.get(PREFIX + TABLE, "")
            if table in waiting:
                waiting[table].append(case)
            else:
                self._left_out[STRANGE_CASES] += 1
        for table in CASES:
            for case in _wholes_first(waiting[table]):
                self._take(table, case)

    def _take(self, table: str, case: Case) -> None:
        if self._uids.of(case.uid):
            return
        said = {key.removeprefix(PREFIX): value for key, value in case.values.items()}
        by = self._people.name_of(said.get(AUTHOR, ""))
        try:
            fields = self._fields(table, said)
        except ValueError:
            self.spoilt[table] += 1
            return
        twin = self._twin(table, fields | {"by": by})
        if twin is not None:
            self._uids.remember(case.uid, twin)
            return
        made = self._uids.adopt(table, fields, case.uid, by, moment(said.get(TIME, ""), self._tx.at))
        self.added[table] += 1
        if "tags" in TABLES[table].sets:
            give_tags(self._uids.work, made["id"], self._given(case, said.get(TAGGED, ""), by))

    def _given(self, case: Case, said: str, by: str) -> Iterator[tuple[str, str]]:
        """The tags of a case with who gave them; its maker where that is not said."""
        names: dict[str, list[str]] = {}
        for part in said.split():
            uid, _, name = part.partition(":")
            names.setdefault(uid.lower(), []).append(self._people.name_of(name))
        for code in case.codes:
            if tag := self._tags.of_code(code):
                yield from ((tag, name) for name in names.get(code, [by]))

    def _fields(self, table: str, said: dict[str, str]) -> Record:
        """The fields of the record. ValueError for what it cannot hold."""
        fields = {name: self._value(table, name, said.get(name)) for name in TABLES[table].fields}
        if any(not fields[name] for name in _ESSENTIAL[table]):
            raise ValueError("something is missing")
        return fields

    def _value(self, table: str, name: str, said: str | None) -> Any:
        if name in ("tags", "tagged"):
            return []
        if name == "restated_by":
            return [found for uid in (said or "").split() if (found := self._uids.of(uid))]
        if name == "final":
            return said == "true"
        if said is None or not said.strip():
            return "" if name == "reason" else None
        if name in REFERENCES:
            found = self._uids.of(said)
            if found is None and name in NEEDS[table] and name in _ESSENTIAL[table]:
                raise ValueError("refers to nothing")
            return found
        if name == "searched":
            return int(said)
        if name == "reviewer":
            return self._people.name_of(said)
        return _checked(name, said)

    def _twin(self, table: str, fields: Record) -> str | None:
        """The record that has the place of this one, where there can be one only."""
        keys = ONCE.get(table)
        if keys is None:
            return None
        alike = self._tx.find(table, keys[0], fields[keys[0]])
        return next((r["id"] for r in alike if all(r[key] == fields[key] for key in keys)), None)


def _checked(name: str, said: str) -> str:
    from content.dates.edtf import is_edtf

    if name in CHOICES and said not in CHOICES[name]:
        raise ValueError(f"{name} cannot be {said!r}")
    if name in ("edtf", "due") and not is_edtf(said):
        raise ValueError(f"{name} is no date: {said!r}")
    return said


def _wholes_first(cases: list[Case]) -> Iterator[Case]:
    """Parts of demands after what they are parts of; a circle as it stands."""
    done: set[str] = set()
    own = {case.uid for case in cases}
    while cases:
        ready = [case for case in cases if _above(case) not in own - done] or cases
        yield from ready
        done.update(case.uid for case in ready)
        cases = [case for case in cases if case.uid not in done]


def _above(case: Case) -> str:
    return case.values.get(PREFIX + "parent", "").lower()
