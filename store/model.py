"""The records a review consists of, the journal's entries, and the words their fields may hold.

A record is stored as a plain dict (TinyDB's document). Every record has ``id`` (table letter and
number, "n17"), ``uid`` (UUID, for merging projects), ``rev`` (1, 2, …), ``by`` (the reviewer who made it)
and ``at`` (UTC, ISO 8601, to the second). Times are for display; order is the journal's.
"""

from __future__ import annotations

from functools import lru_cache
from typing import Any, Literal

from msgspec import Struct

Record = dict[str, Any]

ROLES = ("viewer", "reviewer", "lead")
SUGGESTION_STATES = ("suggested", "confirmed", "rejected")
STANCES = ("supports", "contradicts", "mentions")
GRADES = ("strong", "weak")
ANSWERS = (
    "open", "mentioned", "announced", "underway", "partial", "met",
    "rejected", "superseded", "unverifiable", "not_found",
)  # fmt: skip
#: What a passage says that promises what no demand has to ask for.
DISMISSED = "dismissed"
#: What a passage waits for since its document got a new version.
RECHECKS = ("check", "orphan")
#: All that is said of a passage whose text did not stay: the last one is settled.
SUSPECT = (*RECHECKS, "gone")
REVIEW_STATES = ("unreviewed", "in_review", "reviewed", "disputed")
DEADLINE_STATES = ("none", "running", "overdue")


#: The index of the stretches of its document that a passage touches, each of so many code points.
PLACE, STRETCH = "place", 4096


class TableSpec(Struct, frozen=True):
    """One kind of record: its id letter, its fields, which of them are sets, which are indexed ("by" and
    ``PLACE`` may be, too).

    A set field holds a list without doubles that only changes by adding and removing members.
    """

    letter: str
    fields: tuple[str, ...]
    sets: frozenset[str] = frozenset()
    indexed: tuple[str, ...] = ()


TABLES: dict[str, TableSpec] = {
    "project": TableSpec("o", ("name", "blind", "language")),
    "reviewers": TableSpec("r", ("name", "role", "users"), frozenset({"users"}), ("name",)),
    "documents": TableSpec(
        "d",
        ("title", "title_reason", "date", "date_reason", "publisher", "publisher_reason",
         "kind", "source", "format", "version", "tags", "tagged", "warnings"),
        frozenset({"tags", "tagged"}), ("tags",),
    ),
    "versions": TableSpec(
        "v",
        ("document", "number", "sha256", "length", "original", "original_sha256", "regions", "unread"),
        indexed=("document", "sha256", "original_sha256", "unread"),
    ),
    "passages": TableSpec(
        "p",
        ("document", "version", "spans", "quote", "prefix", "suffix", "tags", "tagged", "suspect",
         "origin", "commitment"),
        frozenset({"tags", "tagged"}), ("document", "version", "tags", "suspect", PLACE),
    ),
    "events": TableSpec(
        "e",
        ("label", "text", "edtf", "rule", "reference", "state", "document", "passage", "tags",
         "tagged"),
        frozenset({"tags", "tagged"}), ("document", "passage", "state", "tags"),
    ),
    "demands": TableSpec(
        "f",
        ("text", "topic", "addressee", "parent", "due", "state", "rule", "document", "passage",
         "restated_by", "tags", "tagged"),
        frozenset({"restated_by", "tags", "tagged"}),
        ("document", "passage", "parent", "state", "tags", "restated_by"),
    ),
    "evidence": TableSpec(
        "b", ("demand", "passage", "document", "stance", "state"),
        indexed=("demand", "passage", "document", "state", "by"),
    ),
    "grades": TableSpec("g", ("evidence", "grade"), indexed=("evidence",)),
    "verdicts": TableSpec(
        "u", ("demand", "answer", "reason", "final", "searched"), indexed=("demand", "by"),
    ),
    "tags": TableSpec("t", ("name", "colour", "description", "hotkey"), indexed=("name",)),
    "notes": TableSpec(
        "n", ("target", "document", "text", "parent", "resolved"),
        indexed=("target", "document", "parent", "by"),
    ),
    "assignments": TableSpec("a", ("demand", "reviewer"), indexed=("demand", "reviewer")),
}  # fmt: skip

#: The tables whose records carry tags.
TAGGED: tuple[str, ...] = tuple(name for name, spec in TABLES.items() if "tags" in spec.sets)

#: Where a version's text is, relative to the project's folder.
TEXT_FILE = "documents/{document}/{version}.txt"

TABLE_OF_LETTER: dict[str, str] = {spec.letter: name for name, spec in TABLES.items()}


def place(document: str, number: int) -> str:
    """What the index ``PLACE`` calls the stretch of that number, counted from 0."""
    return f"{document}+{number}"


@lru_cache(maxsize=1024)
def split_id(record_id: str) -> tuple[str, int]:
    """("notes", 17) for "n17". Raises ValueError for anything that is not a record id."""
    table = TABLE_OF_LETTER.get(record_id[:1])
    if table is None or not record_id[1:].isascii() or not record_id[1:].isdigit():
        raise ValueError(f"not a record id: {record_id!r}")
    return table, int(record_id[1:])


class Op(Struct, frozen=True):
    """What one transaction did to one record.

    kind "add": ``new`` holds all fields, ``old`` is None. "delete": ``old`` holds the whole record,
    ``new`` is None. "patch": both hold only the changed fields; a set field holds
    ``{"add": […], "remove": […]}`` in ``new`` and nothing in ``old``.
    ``rev`` is the record's revision after the operation; ``previous`` the sequence number of the
    transaction that changed this record before, 0 if none.
    """

    table: str
    id: str
    rev: int
    new: dict[str, Any] | None
    old: dict[str, Any] | None
    previous: int

    @property
    def kind(self) -> Literal["add", "patch", "delete"]:
        return "delete" if self.new is None else "add" if self.old is None else "patch"

    @property
    def purged(self) -> bool:
        """Whether a purge took its content: it cannot be taken back."""
        return not self.new if self.kind == "patch" else (self.new or self.old or {}).get("by") == ""


class Entry(Struct, frozen=True):
    """One transaction of the journal. ``do`` names the change ("note.add"); ``undoes``/``redoes``
    is the sequence number of the transaction it takes back or does again, 0 if neither."""

    seq: int
    at: str
    by: str
    client: str
    do: str
    ops: tuple[Op, ...]
    undoes: int = 0
    redoes: int = 0
