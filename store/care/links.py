"""What records say of one another: references, words of a vocabulary, places that only one may have."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Iterable, Iterator
from contextlib import closing
from typing import Any

from store.care.findings import Finding
from store.care.ledger import Ledger
from store.changes.base import CHOICES
from store.changes.links import NEEDS
from store.lines import encoded_value
from store.model import ROLES, TABLES, Record
from store.undo import ALONE, ONCE

#: table → fields that name records: those of ``NEEDS`` and those that a change keeps up by itself.
_NAMES: dict[str, tuple[str, ...]] = {
    **NEEDS,
    "documents": ("version",),
    "passages": (*NEEDS["passages"], "version"),
}
#: The table that a field's record must be of, where the field's name does not say it.
_TABLE_OF_FIELD = {
    "document": "documents",
    "version": "versions",
    "passage": "passages",
    "demand": "demands",
    "evidence": "evidence",
}
_TABLE_OF_PARENT = {"demands": "demands", "notes": "notes"}
#: set field → table of its members
_MEMBERS = {"tags": "tags", "restated_by": "passages"}


def check_links(ledger: Ledger) -> Iterator[Finding]:
    """Everything that records of the ledger say of one another."""
    for table in TABLES:
        for record in ledger.records(table):
            yield from check_record(table, record, ledger.is_there)
        if table in ONCE or table in ALONE:
            yield from check_places(table, ledger.records(table))
    for table in _TABLE_OF_PARENT:
        yield from circles(table, ledger.records(table))
    if not any(reviewer["role"] == ROLES[-1] for reviewer in ledger.records("reviewers")):
        yield Finding("no-lead")


def check_record(table: str, record: Record, is_there: Callable[[Any, str], bool]) -> Iterator[Finding]:
    """What one record says of others, and its words."""
    for field in _NAMES.get(table, ()):
        of = _TABLE_OF_PARENT[table] if field == "parent" else _TABLE_OF_FIELD.get(field, "")
        value = record.get(field)
        if value is not None and not is_there(value, of):
            yield _wrong("reference", record, field, value)
    for field, of in _MEMBERS.items():
        if field in TABLES[table].sets:
            for value in record.get(field) or ():
                if not is_there(value, of):
                    yield _wrong("reference", record, field, value)
    for field, words in CHOICES.items():
        if field in TABLES[table].fields and record.get(field) not in words:
            yield _wrong("word", record, field, record.get(field))


def _wrong(kind: str, record: Record, field: str, value: Any) -> Finding:
    return Finding(kind, record=record["id"], values={"field": field, "value": value})


def check_places(table: str, records: Iterable[Record]) -> Iterator[Finding]:
    """Those of a table's records that have the same place as one before them."""
    with closing(sqlite3.connect("", isolation_level=None)) as places:
        places.execute("CREATE TABLE place (key BLOB PRIMARY KEY, id TEXT) WITHOUT ROWID")
        places.execute("BEGIN")
        for record in records:
            for kind, key in _places(table, record):
                new = "INSERT OR IGNORE INTO place VALUES (?, ?)"
                if places.execute(new, (key, record["id"])).rowcount:
                    continue
                other = places.execute("SELECT id FROM place WHERE key = ?", (key,)).fetchone()[0]
                if other != record["id"]:
                    yield Finding(kind, record=record["id"], values={"other": other})


def _places(table: str, record: Record) -> Iterator[tuple[str, bytes]]:
    if fields := ONCE.get(table):
        # "final" may be left out, which is as good as False.
        yield "twin", encoded_value([record.get(field) or None for field in fields])
    if field := ALONE.get(table):
        values = record.get(field)
        for value in values if isinstance(values, list) else filter(None, [values]):
            yield "rival", encoded_value({field: value})


def circles(table: str, records: Iterable[Record]) -> Iterator[Finding]:
    """Those of a table's records that are part of themselves."""
    if table not in _TABLE_OF_PARENT:
        return
    above = {record["id"]: record["parent"] for record in records if record["parent"]}
    done: set[str] = set()
    for start in above:
        path: list[str] = []
        at: str | None = start
        while at is not None and at not in done:
            done.add(at)
            path.append(at)
            at = above.get(at)
        if at in path:
            yield Finding("circle", record=at)
