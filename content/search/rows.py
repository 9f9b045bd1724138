"""The tables of an index read and written.

A unit's number is even if it may answer a demand (a document's passage that may serve as evidence) and odd
otherwise, so that a search among the former needs no look at the units it leaves out.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import TypeVar

from content.search.analysis import columns
from content.search.expressions import Expression
from content.search.ranking import Scored
from content.search.units import Unit

_Answer = TypeVar("_Answer")

#: How much a stem, a compound's part and a word's first letters count.
_RANK = "bm25(passage, 1.0, 0.7, 0.4)"
_UNIT = "unit.kind, record, text, document, version, start, finish, evidence"


def in_transaction(db: sqlite3.Connection, change: Callable[[sqlite3.Connection], _Answer]) -> _Answer:
    db.execute("BEGIN IMMEDIATE")
    try:
        answer = change(db)
        db.execute("COMMIT")
        return answer
    except BaseException:
        if db.in_transaction:
            db.execute("ROLLBACK")
        raise


def put(db: sqlite3.Connection, owner: str, stamp: int, units: Sequence[Unit]) -> None:
    row = db.execute("INSERT INTO owner (name, stamp) VALUES (?, ?)", (owner, stamp)).lastrowid
    free = db.execute("SELECT coalesce(max(id), 0) / 2 + 1 FROM unit").fetchone()[0]
    for at, unit in enumerate(units, free):
        number = 2 * at + (0 if unit.kind == "document" and unit.evidence else 1)
        place = (unit.document, unit.version, unit.start, unit.end)
        db.execute(
            "INSERT INTO unit (id, owner, kind, record, document, version, start, finish, evidence, text)"
            " VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
            (number, row, unit.kind, unit.id, *place, unit.evidence, unit.text),
        )
        db.execute(
            "INSERT INTO passage (rowid, stem, part, prefix) VALUES (?, ?, ?, ?)",
            (number, *columns(unit.text)),
        )


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


def first(
    db: sqlite3.Connection,
    asked: Expression,
    limit: int,
    wanted: Callable[[Unit], bool],
    evidence: bool = False,
) -> list[Scored]:
    """The best so many of those that are wanted; ``evidence``: only of those that may answer a demand."""
    for most in (2 * limit, -1):
        seen, found = 0, []
        for unit, score in _best(db, asked, most, evidence):
            seen += 1
            if wanted(unit):
                found.append((unit, score))
                if len(found) == limit:
                    return found
        if seen < most:
            break
    return found


def _best(db: sqlite3.Connection, asked: Expression, most: int, evidence: bool) -> Iterator[Scored]:
    """The best so many units, all of them for -1, read as they are asked for."""
    given: Mapping[str, str] = {}
    if asked.wanted:
        given = {"match": asked.whole()}
        ids = f"SELECT rowid AS number, {_RANK} AS rank FROM passage WHERE passage MATCH :match"
    else:
        ids = "SELECT id AS number, 0.0 AS rank FROM unit WHERE true"
    if asked.unwanted and not asked.wanted:
        given = {"match": asked.unwanted}
        ids += " AND id NOT IN (SELECT rowid FROM passage WHERE passage MATCH :match)"
    if evidence:
        ids += " AND rowid & 1 = 0"
    rows = db.execute(
        f"SELECT {_UNIT}, -rank FROM ({ids} ORDER BY rank, number LIMIT {most})"
        " CROSS JOIN unit ON unit.id = number",
        given,
    )
    for kind, record, text, document, version, start, end, evident, score in rows:
        yield Unit(kind, record, text, document, version, start, end, bool(evident)), score
