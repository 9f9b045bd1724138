"""The index of one project: what was put in comes back ranked. One SQLite file, safe for many processes.

The index is a cache. Whatever happens to it, opening and asking never fail: what is damaged is made anew
and empty, and ``fresh`` says that everything must be put in again.
"""

from __future__ import annotations

import os
import sqlite3
from collections.abc import Callable, Collection, Iterable, Sequence
from pathlib import Path
from typing import TypeVar

from content.query_tree import Some
from content.search import analysis, rows
from content.search.correcting import corrected
from content.search.expressions import Expression, demand_expression, expression
from content.search.held import Held
from content.search.index_file import IndexFile, kind_of
from content.search.ingredients import ingredients
from content.search.matching import Matcher
from content.search.own_folder import forget_others, own_folder
from content.search.query import Node, Query, Word, sought
from content.search.ranking import Scored, ranked
from content.search.rarities import Rarities
from content.search.spreading import enough
from content.search.synonyms import Synonyms
from content.search.synonyms import shipped as shipped_synonyms
from content.search.units import Hit, Scope, Unit

#: How many are looked at closely, whatever is asked for.
CANDIDATES = 64
#: How much a synonym counts for the word itself.
_SYNONYM = 0.8

Visible = Callable[[Unit], bool]
_Answer = TypeVar("_Answer")


def everything(_unit: Unit) -> bool:
    return True


def nothing() -> None:
    """No check."""


class Index:
    """Open one with `open`. Its methods may be called from several threads, one after the other."""

    def __init__(self, file: IndexFile | None, synonyms: Synonyms) -> None:
        self._synonyms = synonyms
        self._held = Held(file)
        self._rarities = Rarities()

    @classmethod
    def open(cls, folder: Path, synonyms: Synonyms | None = None, of: str = "index") -> Index:
        """The folder's index; the user's own in the cache folder where that can't be written, or else one
        in memory. Never raises. ``of`` names what the index is of (see ``own_folder``)."""
        kind = kind_of(*ingredients())
        forget_others(folder, of)
        for place in (folder, own_folder(folder, of)):
            try:
                if place.exists() and not os.access(place, os.W_OK):
                    continue
                return cls(IndexFile(place, kind), synonyms or shipped_synonyms())
            except (OSError, sqlite3.Error):
                continue
        return cls(None, synonyms or shipped_synonyms())

    @classmethod
    def memory(cls, synonyms: Synonyms | None = None) -> Index:
        """An index of this process's own, for as long as it is open."""
        return cls(None, synonyms or shipped_synonyms())

    def close(self) -> None:
        self._held.close()

    # What is in

    def known(self) -> dict[str, int]:
        """Owner to the stamp it was last put in with."""
        return self._held.asked(lambda db: dict(db.execute("SELECT name, stamp FROM owner")))

    def put(self, owner: str, stamp: int, units: Iterable[Unit]) -> None:
        """Replaces all units of the owner. Raises IndexUnwritable."""
        self.put_all([(owner, stamp, units)])

    def put_all(
        self, owners: Iterable[tuple[str, int, Iterable[Unit]]], check: Callable[[], object] = nothing
    ) -> None:
        """Replaces the units of several owners in one transaction. Raises IndexUnwritable.

        ``check`` is called last, before anything counts: what it raises undoes all.
        """
        given = {owner: (stamp, list(units)) for owner, stamp, units in owners}

        def put(db: sqlite3.Connection) -> None:
            rows.put(db, given)
            check()

        self._held.changed(put)

    def drop(self, owners: Iterable[str]) -> None:
        """Forgets the owners and their units. Raises IndexUnwritable."""
        given = list(owners)

        def drop(db: sqlite3.Connection) -> None:
            for owner in given:
                rows.drop(db, owner)

        self._held.changed(drop)

    def meta(self, key: str) -> str | None:
        """What was noted with the index; None if nothing was, or all was lost since."""
        found = self._held.asked(
            lambda db: db.execute("SELECT value FROM meta WHERE key = ?", (key,)).fetchone()
        )
        return str(found[0]) if found else None

    def change_meta(self, key: str, old: str | None, new: str, check: Callable[[], object] = nothing) -> bool:
        """Notes something in the place of what was noted; False, and nothing happens, if that was something
        else: then the index is not the one it was. Raises IndexUnwritable. What is noted under OWNER/… goes
        with the owner's units; ``check`` as in ``put_all``."""

        def change(db: sqlite3.Connection) -> int:
            check()
            if old is None:
                return db.execute("INSERT OR IGNORE INTO meta VALUES (?, ?)", (key, new)).rowcount
            return db.execute(
                "UPDATE meta SET value = ? WHERE key = ? AND value = ?", (new, key, old)
            ).rowcount

        return self._held.changed(change) == 1

    def clear(self) -> None:
        """Begins an empty index, for what is in is of something else."""
        self._held.clear()

    @property
    def folder(self) -> Path | None:
        """Where it lies; None in memory."""
        return self._held.folder

    @property
    def fresh(self) -> bool:
        """Whether everything must be put in again; may turn true with any call."""
        return self._held.fresh

    # What comes back

    def search(
        self,
        query: Query,
        limit: int,
        visible: Visible = everything,
        scope: Scope | None = None,
        per_document: int | None = None,
        broad: bool = False,
    ) -> list[Hit]:
        """The best visible units. A query without words gives every visible unit, as they were put in.

        The query's filters are the caller's to apply, by ``visible`` (which then sees units without texts)
        and, to spare it most of them, by ``scope``. ``per_document``: at most so many a document, and no
        records; one ranks documents by all their passages; ``broad`` prefers other documents to more of the
        same (see ``spreading``).
        """
        matcher = Matcher(query.text, self._synonyms)

        def wanted(unit: Unit) -> bool:
            if per_document is not None and unit.kind != "document":
                return False
            return visible(unit) and (not matcher.exacting or matcher.holds(unit.text))

        asked = expression(query.text, self._synonyms) if query.text else None
        words = [word for one in sought(query.text) for word in one.words]
        most = max(limit, CANDIDATES if per_document is None else 3 * CANDIDATES)

        def find(most: int) -> list[Scored]:
            return self._held.asked(lambda db: self._found(db, asked, words, most, wanted, scope))

        return [_hit(unit, score, matcher) for unit, score in enough(find, most, limit, per_document, broad)]

    def suggest(
        self,
        text: str,
        title: str = "",
        limit: int = 10,
        visible: Visible = everything,
        exclude: Collection[str] = (),
        per_document: int | None = 2,
        scope: Scope | None = None,
        broad: bool = False,
    ) -> list[Hit]:
        """Passages that may answer a demand, none from the documents to exclude; ``title`` is the heading
        the demand stands under. Only what may serve as evidence, and at most so many a document (one, and
        ``broad``, as in ``search``)."""
        words = [token.word for token in analysis.tokens(f"{title} {text}")]
        node: Node = Some(tuple(map(Word, words)))

        def wanted(unit: Unit) -> bool:
            return unit.document not in exclude and visible(unit)

        matcher, most = Matcher(node, self._synonyms), (3 if per_document == 1 else 1.5) * CANDIDATES

        def find(most: int) -> list[Scored]:
            return self._held.asked(lambda db: answers(db, most))

        def answers(db: sqlite3.Connection, most: int) -> list[Scored]:
            asked = demand_expression(words, self._synonyms, self._rarities.rare(db))
            return self._found(db, asked, words, most, wanted, scope, demand=True) if asked.wanted else []

        best = enough(find, int(most), limit, per_document, broad)
        return [_hit(unit, score, matcher) for unit, score in best]

    def correction(self, query: Query) -> str | None:
        """ "Did you mean": the query's words with those that nothing contains mended by one letter."""
        return self._held.asked(lambda db: corrected(db, query))

    def rarity(self, stem: str) -> float:
        """How rare a stem is in what was put in: its inverse document frequency."""
        return self._held.asked(lambda db: self._rarities.of(db)(stem))

    def _found(
        self,
        db: sqlite3.Connection,
        asked: Expression | None,
        words: Sequence[str],
        most: int,
        wanted: Visible,
        scope: Scope | None = None,
        demand: bool = False,
    ) -> list[Scored]:
        """Candidates in their final order; a demand's are evidence, and feed back."""
        found = rows.first(db, asked, most, wanted, demand, scope)
        if asked is None or not asked.wanted:
            return found
        if asked.similar:
            instead = Expression(asked.instead())
            found = _together(found, rows.first(db, instead, most, wanted, demand, scope))
        return ranked(words, found, self._rarities.of(db), self._synonyms, demand)


def _together(found: Sequence[Scored], similar: Sequence[Scored]) -> list[Scored]:
    """What was found by the words and what was found by their synonyms, which count less."""
    scores = dict(found)
    for unit, score in similar:
        scores[unit] = scores.get(unit, 0.0) + _SYNONYM * score
    return list(scores.items())


def _hit(unit: Unit, score: float, matcher: Matcher) -> Hit:
    matches, why = matcher.matches(unit.text)
    return Hit(unit, score, why, matches)
