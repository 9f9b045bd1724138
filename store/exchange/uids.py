"""Which record of a project a uid of a file stands for."""

from __future__ import annotations

from typing import Any

from store.changes.wording import check_lengths
from store.changes.work import Work
from store.model import TABLES, Record
from store.records import new_uid


class Uids:
    """All records by uid, with those that are added meanwhile. Valid only inside a transaction."""

    def __init__(self, work: Work) -> None:
        self._tx = work.tx
        self.work = work
        self._ids = {r["uid"]: str(r["id"]) for table in TABLES for r in work.tx.scan(table)}

    def of(self, uid: str | None) -> str | None:
        """The id of the record that a uid, in any letters, stands for."""
        return self._ids.get(uid.strip().lower()) if uid else None

    def remember(self, uid: str, record_id: str) -> None:
        """A uid that stands for a record that has another one."""
        if uid:
            self._ids.setdefault(uid.lower(), record_id)

    def adopt(self, table: str, fields: dict[str, Any], uid: str, by: str, at: str) -> Record:
        """A new record under that uid, or under another where that is taken or empty. Refused for words of
        excessive length."""
        check_lengths(table, fields)
        own = uid.lower() if uid and uid.lower() not in self._ids else new_uid()
        record = self._tx.adopt(table, fields, own, by, at)
        self._ids[own] = str(record["id"])
        return record
