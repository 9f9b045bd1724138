"""The tables of an index read and written.

A unit's number tells what it is, so that a search among some needs no look at the units it leaves out: of
four numbers in a row a unit has the one of its sort.
"""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import TypeVar

from msgspec.structs import replace

from content.search.analysis import columns
from content.search.expressions import Expression
from content.search.ranking import Scored
from content.search.units import Scope, Unit

_Answer = TypeVar("_Answer")

#: Sorts of units: what may answer a demand (a document's passage that may serve as evidence), other texts,
#: and records that say again what is in a document.
_ANSWER, _OTHER, _QUOTE, _SORTS = 0, 1, 3, 4
#: Conditions on a unit's number: that it may answer a demand; that it says nothing again.
ANSWERS, OWN_WORDS = "rowid & 1 = 0", "rowid & 2 = 0"
#: How much a stem, a compound's part and a word's first letters count.
_RANK = "bm25(passage, 1.0, 0.7, 0.4)"
_UNIT = "unit.kind, record, document, version, start, finish, evidence"
_NO_TEXT = "''"


def put(db: sqlite3.Connection, given: Mapping[str, tuple[int, Sequence[Unit]]]) -> None:
    """The units of owners, with their stamps, in the place of what they had."""
    free = int(db.execute("SELECT coalesce(max(id), 0) / ? + 1 FROM unit", (_SORTS,)).fetchone()[0])
    rows: list[tuple[object, ...]] = []
    terms: list[tuple[object, ...]] = []
    for owner, (stamp, units) in given.items():
        drop(db, owner)
        row = db.execute("INSERT INTO owner (name, stamp) VALUES (?, ?)", (owner, stamp)).lastrowid
        for unit in units:
            number = _SORTS * free + _sort(unit)
            place = (unit.document, unit.version, unit.start, unit.end)
            rows.append((number, row, unit.kind, unit.id, *place, unit.evidence, unit.text))
            terms.append((number, *columns(unit.text)))
            free += 1
    db.executemany(
        "INSERT INTO unit (id, owner, kind, record, document, version, start, finish, evidence, text)"
        " VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
        rows,
    )
    db.executemany("INSERT INTO passage (rowid, stem, part, prefix) VALUES (?, ?, ?, ?)", terms)


def _sort(unit: Unit) -> int:
    if unit.kind == "document":
        return _ANSWER if unit.evidence else _OTHER
    return _QUOTE if unit.kind in ("event", "demand") else _OTHER


def drop(db: sqlite3.Connection, owner: str) -> None:
    """A contentless table forgets a row only when told word for word what was in it."""
    row = db.execute("SELECT id FROM owner WHERE name = ?", (owner,)).fetchone()
    if row is None:
        return
    for number, text in db.execute("SELECT id, text FROM unit WHERE owner = ?", row).fetchall():
        db.execute(
            "INSERT INTO passage (passage, rowid, stem, part, prefix) VALUES ('delete', ?, ?, ?, ?)",
            (number, *columns(text)),
        )
    db.execute("DELETE FROM unit WHERE owner = ?", row)
    db.execute("DELETE FROM owner WHERE id = ?", row)
    db.execute("DELETE FROM meta WHERE key BETWEEN ? AND ?", (f"{owner}/", f"{owner}0"))


def first(
    db: sqlite3.Connection,
    asked: Expression | None,
    limit: int,
    wanted: Callable[[Unit], bool],
    evidence: bool = False,
    scope: Scope | None = None,
) -> list[Scored]:
    """The best so many of those that are wanted; ``evidence``: only of those that may answer a demand.

    Where nothing is asked for (None), ``wanted`` gets units without texts; those it wants come with theirs.
    """
    found: dict[int, Scored] = {}
    for most in (2 * limit, -1):
        seen = 0
        found.clear()
        for number, unit, score in _best(db, asked, most, evidence, scope):
            seen += 1
            if wanted(unit):
                found[number] = unit, score
                if len(found) == limit:
                    break
        if len(found) == limit or seen < most:
            break
    return list(found.values()) if asked is not None else _with_texts(db, found)


def _with_texts(db: sqlite3.Connection, found: Mapping[int, Scored]) -> list[Scored]:
    given = (json.dumps(list(found)),)
    texts = dict(db.execute("SELECT id, text FROM unit WHERE id IN (SELECT value FROM json_each(?))", given))
    return [(replace(unit, text=texts.get(number, "")), score) for number, (unit, score) in found.items()]


def _best(
    db: sqlite3.Connection, asked: Expression | None, most: int, evidence: bool, scope: Scope | None
) -> Iterator[tuple[int, Unit, float]]:
    """The best so many units, all of them for -1, with their numbers, read as they are asked for."""
    given: dict[str, str] = {}
    if asked is not None and asked.wanted:
        given["match"] = asked.whole()
        ids = f"SELECT rowid AS number, {_RANK} AS rank FROM passage WHERE passage MATCH :match"
    else:
        ids = "SELECT id AS number, 0.0 AS rank FROM unit WHERE true"
    if asked is not None and asked.unwanted and not asked.wanted:
        given["match"] = asked.unwanted
        ids += " AND id NOT IN (SELECT rowid FROM passage WHERE passage MATCH :match)"
    if evidence:
        ids += f" AND {ANSWERS}"
    if scope is not None:
        given |= {"owners": json.dumps([*scope.owners]), "kinds": json.dumps([*scope.kinds])}
        ids += f" AND +rowid IN (SELECT id FROM unit WHERE {_within(scope)})"
    rows = db.execute(
        f"SELECT number, {_UNIT}, {_NO_TEXT if asked is None else 'text'}, -rank"
        f" FROM ({ids} ORDER BY rank, number LIMIT {most}) CROSS JOIN unit ON unit.id = number",
        given,
    )
    for number, kind, record, document, version, start, end, evident, text, score in rows:
        yield number, Unit(kind, record, text, document, version, start, end, bool(evident)), score


def _within(scope: Scope) -> str:
    owned = "owner IN (SELECT id FROM owner WHERE name IN (SELECT value FROM json_each(:owners)))"
    return f"{owned} OR kind IN (SELECT value FROM json_each(:kinds))" if scope.kinds else owned
