"""How rare stems are in an index."""

from __future__ import annotations

import math
import sqlite3
from collections.abc import Iterable

from content.search.expressions import WORDS, Rare
from content.search.feedback import Rarity
from content.search.rows import OWN_WORDS

#: Counting goes no further: what is in so many units is common.
_COMMON = 20_000
#: What is in more units than these, and than one of so many, brings no candidates if there are rarer words.
_MANY, _OF = 2000, 40
_MOST_KEPT = 8192


class Rarities:
    """In how many units terms are, kept until the index has grown by a tenth.

    Units that only say again what is in others don't count.
    """

    def __init__(self) -> None:
        self._last = self._units = 0
        self._known: dict[tuple[str, str], int] = {}

    def of(self, db: sqlite3.Connection) -> Rarity:
        """A stem's inverse document frequency, as a word or in one."""
        units = self._updated(db)

        def rarity(stem: str) -> float:
            count = min(units, self._count(db, WORDS, stem))
            return math.log(1 + (units - count + 0.5) / (count + 0.5))

        return rarity

    def rare(self, db: sqlite3.Connection) -> Rare:
        """Terms of one kind, each with the number of units it is in; without those that are in too many."""
        most = min(max(_MANY, self._updated(db) // _OF), _COMMON - 1)

        def rare_of(column: str, terms: Iterable[str]) -> dict[str, int]:
            counted = {term: self._count(db, column, term) for term in terms}
            return {term: count for term, count in counted.items() if count <= most}

        return rare_of

    def _updated(self, db: sqlite3.Connection) -> int:
        """How many units there are now."""
        last = int(db.execute("SELECT coalesce(max(id), 0) FROM unit").fetchone()[0])
        if not self._last * 0.9 <= last <= self._last * 1.1 or len(self._known) > _MOST_KEPT:
            query = f"SELECT count(*) FROM unit WHERE {OWN_WORDS}"
            self._last, self._units, self._known = last, int(db.execute(query).fetchone()[0]), {}
        return self._units

    def _count(self, db: sqlite3.Connection, column: str, term: str) -> int:
        key = column, term
        if key not in self._known:
            found = f"SELECT 1 FROM passage WHERE passage MATCH ? AND {OWN_WORDS} LIMIT ?"
            given = f'{{{column}}} : "{term}"', _COMMON
            row = db.execute(f"SELECT count(*) FROM ({found})", given).fetchone()
            self._known[key] = int(row[0])
        return self._known[key]
