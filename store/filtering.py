"""The small query of lists: words and ``field:value`` conditions, all of which must hold. Pure.

Words match anywhere in a row's text whatever the capitals, and „ä“ matches both "ae" and "a". A condition
holds when one of the row's values begins with what is asked; ``-`` in front turns a part round. What looks
like a condition on an unknown field is a word. Fields and states are known by their German names, too (see
``content.filter_words``).
"""

from __future__ import annotations

import unicodedata
from collections.abc import Callable, Iterable, Mapping, Sequence
from functools import lru_cache
from typing import TypeVar

from content.filter_words import in_both, name_of
from store.rows import (
    DemandRow,
    DocumentRow,
    EventRow,
    EvidenceRow,
    NoteRow,
    PassageRow,
    ReviewerRow,
    Row,
    TagRow,
    VerdictRow,
)

R = TypeVar("R", bound=Row)
Test = Callable[[str, Mapping[str, Iterable[str]]], bool]

FIELDS = ("is", "state", "doc", "tag", "by")
_WRITTEN_OUT = str.maketrans({"ä": "ae", "ö": "oe", "ü": "ue"})


@lru_cache(maxsize=65536)
def folds(text: str) -> tuple[str, str]:
    """The text in small letters with umlauts written out ("fuer"), and with all accents dropped ("fur")."""
    small = unicodedata.normalize("NFC", text).casefold()
    bare = unicodedata.normalize("NFD", small)
    return small.translate(_WRITTEN_OUT), "".join(c for c in bare if not unicodedata.combining(c))


def matcher(query: str) -> Test | None:
    """A test of (a row's text, its fields); None when the query asks for nothing."""
    parts = [_part(word) for word in query.split() if word.strip("-")]
    if not parts:
        return None
    return lambda text, fields: all(part(text, fields) for part in parts)


def asks_for(query: str, field: str) -> bool:
    """Whether one of the query's conditions may be on this field."""
    parts = (word.lstrip("-").partition(":") for word in query.split())
    return any(colon and name_of(typed) == field for typed, colon, _value in parts)


def filtered(rows: Sequence[R], query: str, titles: Mapping[str, str] | None = None) -> list[R]:
    """The rows that match. ``titles`` are the documents' by id: ``doc:`` asks for an id or a title's word."""
    test = matcher(query)
    if test is None:
        return list(rows)
    return [row for row in rows if test(searched(row), conditions(row, titles or {}))]


def searched(row: Row) -> str:
    """What a query's words are looked for in."""
    if isinstance(row, DocumentRow):
        parts: tuple[str | None, ...] = (row.title, row.publisher, row.kind, row.source, row.date)
    elif isinstance(row, EventRow):
        parts = (row.label, row.text, row.edtf)
    elif isinstance(row, DemandRow):
        parts = (row.text, row.topic, row.addressee)
    elif isinstance(row, VerdictRow):
        parts = (row.reason, row.answer)
    elif isinstance(row, TagRow):
        parts = (row.name, row.description)
    elif isinstance(row, ReviewerRow):
        parts = (row.name, row.role)
    else:
        parts = (row.text,) if isinstance(row, NoteRow | EvidenceRow | PassageRow) else ()
    return " ".join(part for part in parts if part)


def conditions(row: Row, titles: Mapping[str, str]) -> dict[str, tuple[str, ...]]:
    """What a query's conditions are compared with."""
    states = tuple(in_both(state for state in _states(row) if state))
    document = row.id if isinstance(row, DocumentRow) else getattr(row, "document", None)
    words = (document, *titles.get(document, "").split()) if document else ()
    tags = (row.name,) if isinstance(row, TagRow) else getattr(row, "tags", ())
    return {"is": states, "state": states, "doc": words, "tag": tags, "by": (row.by,)}


def _states(row: Row) -> tuple[str | None, ...]:
    if isinstance(row, DemandRow):
        return (row.review, row.answer, row.deadline, row.state, *_marked(row))
    if isinstance(row, NoteRow):
        return ("resolved" if row.resolved else "open",)
    if isinstance(row, EvidenceRow):
        return (row.state, row.stance, row.grade or "ungraded", *row.flags)
    if isinstance(row, DocumentRow):
        return ("dated" if row.date else "undated", row.kind)
    if isinstance(row, VerdictRow):
        return (row.answer, "final" if row.final else None)
    if isinstance(row, ReviewerRow):
        return (row.role,)
    if isinstance(row, PassageRow):
        return (row.recheck or "placed", "suspect" if row.suspect else None)
    return (getattr(row, "state", None),)


def _marked(row: DemandRow) -> tuple[str | None, ...]:
    return "suspect" if row.suspect else None, "mine" if row.mine else None


def _part(word: str) -> Test:
    if word.startswith("-"):
        wanted = _part(word[1:])
        return lambda text, fields: not wanted(text, fields)
    typed, colon, value = word.partition(":")
    name = name_of(typed)
    if colon and name in FIELDS:
        return lambda text, fields: any(begins(known, value) for known in fields.get(name, ()))
    return lambda text, fields: holds(text, word)


def holds(text: str, word: str) -> bool:
    """Whether the word stands anywhere in the text, whatever the capitals and accents."""
    return any(asked in known for known, asked in zip(folds(text), folds(word), strict=True))


def begins(text: str, word: str) -> bool:
    """Whether a value begins so, whatever the capitals and accents."""
    return any(known.startswith(asked) for known, asked in zip(folds(text), folds(word), strict=True))
