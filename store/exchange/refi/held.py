"""The records of a review that go into a project, and those that stand in earlier versions and don't."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from store.exchange.refi.extras import CASES
from store.model import TABLES, Record

if TYPE_CHECKING:
    from store.review import Review


class Held:
    """``tags`` and ``uids`` by id, ``notes`` by what they are on, ``passages`` of current versions by
    document.

    ``left_behind`` are the ids of the other passages."""

    def __init__(self, review: Review) -> None:
        self.review = review
        self.view = review.view()
        self.lookup = self.view.lookup
        self.documents = list(self.lookup.all("documents"))
        self.tags = {tag["id"]: tag for tag in self.lookup.all("tags")}
        self.uids = {r["id"]: r["uid"] for name in TABLES for r in self.lookup.all(name)}
        self.passages: dict[str, list[Record]] = {}
        self.left_behind: set[str] = set()
        for passage in self.lookup.all("passages"):
            if self.lookup.is_current(passage["id"]):
                self.passages.setdefault(passage["document"], []).append(passage)
            else:
                self.left_behind.add(passage["id"])
        self.notes: dict[str, list[Record]] = {}
        for note in self.lookup.all("notes"):
            self.notes.setdefault(note["target"], []).append(note)

    def cases(self) -> Iterator[tuple[str, Record]]:
        """The records that become cases, with their tables."""
        behind = {e["id"] for e in self.lookup.all("evidence") if e["passage"] in self.left_behind}
        for table in CASES:
            for record in self.lookup.all(table):
                if record["id"] not in behind and record.get("evidence") not in behind:
                    yield table, record
