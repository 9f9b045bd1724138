"""What is indexed, and what a search gives back."""

from __future__ import annotations

from msgspec import Struct


class Unit(Struct, frozen=True):
    """One searchable thing: a paragraph-sized passage of a version, or a record's text.

    ``kind`` is "document", "note", "demand", "event" or "tag", ``id`` the record's. ``start`` and ``end``
    are code points of the version's text (0 and the length for records). ``evidence`` is False for what
    answers no demand: teasers, letterheads, boilerplate, titles, tables of contents.
    """

    kind: str
    id: str
    text: str
    document: str | None = None
    version: str | None = None
    start: int = 0
    end: int = 0
    evidence: bool = True


class Hit(Struct, frozen=True):
    """A unit that was found; higher scores are better and compare only within one answer.

    ``why`` are the unit's own words that the query meant, best first. ``matches`` are where they stand:
    code points of ``unit.text``, sorted, never overlapping.
    """

    unit: Unit
    score: float
    why: tuple[str, ...] = ()
    matches: tuple[tuple[int, int], ...] = ()


class Scope(Struct, frozen=True):
    """Where alone a search looks: at the units of these owners, and at all of these kinds."""

    owners: frozenset[str] = frozenset()
    kinds: frozenset[str] = frozenset()
