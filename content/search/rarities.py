"""How rare stems are in an index."""

from __future__ import annotations

import math
import sqlite3

from content.search.feedback import Rarity

#: Counting goes no further: what is in so many units is common.
_COMMON = 20_000
_MOST_KEPT = 4096


class Rarities:
    """Inverse document frequencies, kept until the index has grown by a tenth."""

    def __init__(self) -> None:
        self._units = 0
        self._known: dict[str, float] = {}

    def of(self, db: sqlite3.Connection) -> Rarity:
        units = int(db.execute("SELECT coalesce(max(id), 0) / 2 FROM unit").fetchone()[0])
        if not self._units * 0.9 <= units <= self._units * 1.1 or len(self._known) > _MOST_KEPT:
            self._units, self._known = units, {}

        def rarity(stem: str) -> float:
            if stem not in self._known:
                count = min(self._units, _count(db, stem))
                self._known[stem] = math.log(1 + (self._units - count + 0.5) / (count + 0.5))
            return self._known[stem]

        return rarity


def _count(db: sqlite3.Connection, stem: str) -> int:
    """In how many units a stem stands, as a word or in one."""
    row = db.execute(
        "SELECT count(*) FROM (SELECT 1 FROM passage WHERE passage MATCH ? LIMIT ?)",
        (f'{{stem part}} : "{stem}"', _COMMON),
    ).fetchone()
    return int(row[0])
