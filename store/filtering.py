"""What a list's query (see ``content.filter_query``) asks for, asked of one row at a time. Pure.

Words match anywhere in a row's text whatever the capitals, and „ä“ matches both "ae" and "a". A condition
holds when one of the row's values begins with what is asked, a date when it lies in the time asked for.
Fields and states are known by their German names, too (see ``content.filter_words``).
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Iterable, Mapping, Sequence
from functools import lru_cache
from typing import TypeVar

from content.filter_words import in_both
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

_BEYOND = re.compile(r"[^\x00-\x7f]+")


class _Bare(dict[int, str]):
    """A character without its accents, worked out when it first occurs."""

    def __missing__(self, code: int) -> str:
        apart = unicodedata.normalize("NFD", chr(code))
        bare = self[code] = "".join(one for one in apart if not unicodedata.combining(one))
        return bare


_BARE = _Bare()


@lru_cache(maxsize=1024)  # what is asked for, and what many rows say; ten thousand texts would take 10 MB
def folds(text: str) -> tuple[str, str]:
    """The text in small letters with umlauts written out ("fuer"), and with all accents dropped ("fur")."""
    if text.isascii():
        return (small := text.lower()), small
    small = unicodedata.normalize("NFC", text).casefold()
    written = small.replace("ä", "ae").replace("ö", "oe").replace("ü", "ue")
    return written, _BEYOND.sub(lambda run: run[0].translate(_BARE), small)


def matcher(query: str) -> Test | None:
    """A test of (a row's text, its fields); None when the query asks for nothing."""
    if not query.strip():
        return None
    from store.querying import test_of

    return test_of(query)


def asked_of(query: str) -> frozenset[str]:
    """The fields that the query's conditions are on."""
    if ":" not in query:
        return frozenset()
    from store.querying import conditions_of

    return frozenset(one.field for one in conditions_of(query))


def known_values(fields: Iterable[Mapping[str, Iterable[str]]]) -> dict[str, set[str]]:
    """All values by field, of what ``conditions`` gives for each row."""
    found: dict[str, set[str]] = {}
    for one in fields:
        for field, values in one.items():
            found.setdefault(field, set()).update(values)
    return found


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
    return {"is": states, "state": states, "doc": words, "tag": tags, "by": (row.by,), "date": _days(row)}


def _days(row: Row) -> tuple[str, ...]:
    """When it is: an event's or document's date, a demand's deadline, else the day on which it was made."""
    if isinstance(row, EventRow):
        day: str | None = row.edtf
    elif isinstance(row, DemandRow):
        day = row.due
    else:
        day = row.date if isinstance(row, DocumentRow) else row.at[:10]
    return (day,) if day else ()


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


def holds(text: str, word: str) -> bool:
    """Whether the word stands anywhere in the text, whatever the capitals and accents."""
    return any(asked in known for known, asked in zip(folds(text), folds(word), strict=True))


def begins(text: str, word: str) -> bool:
    """Whether a value begins so, whatever the capitals and accents."""
    return any(known.startswith(asked) for known, asked in zip(folds(text), folds(word), strict=True))
