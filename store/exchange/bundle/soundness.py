"""What the records of a bundle may say before they go into another project: nobody has checked them there."""

from __future__ import annotations

import re
from typing import Any

from content.messages import Word
from store.changes.wording import NAME
from store.errors import Refused
from store.exchange.bundle.adding import LATE
from store.exchange.bundle.reading import Bundle
from store.model import Record

_UID = re.compile(r"[0-9a-f-]{32,36}")
_MOMENT = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ")


def check_sound(bundle: Bundle) -> None:
    """Refused for records by nobody, at no time or under no uid, for passages outside of their text, and for
    records that are below themselves. What a purge emptied is sound."""
    lengths = {version["id"]: version["length"] for version in bundle.records["versions"]}
    for table, records in bundle.records.items():
        for record in records:
            if not _is_marked(record) or (table == "passages" and not _is_inside(record, lengths)):
                raise _unsound(table, record)
        if LATE.get(table) == "parent":
            _check_rings(table, records)


def _is_marked(record: Record) -> bool:
    by, at, uid = record["by"], record["at"], record["uid"]
    named = not by or NAME.fullmatch(by) is not None
    return named and (not at or _MOMENT.fullmatch(at) is not None) and _UID.fullmatch(uid) is not None


def _is_inside(passage: Record, lengths: dict[str, Any]) -> bool:
    end = lengths.get(passage["version"])
    at = 0
    for start, stop in passage["spans"] or ():
        if not at <= start < stop or (end is not None and stop > end):
            return False
        at = stop
    return True


def _check_rings(table: str, records: list[Record]) -> None:
    parents = {record["id"]: record["parent"] for record in records}
    done: set[str] = set()
    for record in records:
        path: set[str] = set()
        one = record["id"]
        while one and one in parents and one not in done:
            if one in path:
                raise _unsound(table, record)
            path.add(one)
            one = parents[one]
        done |= path


def _unsound(table: str, record: Record) -> Refused:
    return Refused(
        "holds a record of {table} that is none ({record})",
        "Export it again.",
        table=Word(table, "kind"),
        record=record["id"],
    )
