"""Rows: what lists, the screen and ``--json`` show of the records; frozen.

Spans count code points of the document's current text unless ``suspect`` says otherwise.
"""

from __future__ import annotations

from functools import cache
from typing import Any

from msgspec import Struct

Spans = tuple[tuple[int, int], ...]


class Row(Struct, frozen=True, gc=False):
    """What every record carries: id, revision, who made it and when (UTC). Rows refer to nothing that could
    refer to them, so that the collector need not look at them."""

    id: str
    rev: int
    by: str
    at: str


class DocumentRow(Row, frozen=True, gc=False):
    """``version`` is the current one of ``versions``; ``suggestions`` counts what waits for a decision,
    ``rechecks`` the passages that somebody has to look at again since a new version."""

    title: str
    date: str | None
    date_reason: str
    publisher: str
    kind: str
    source: str
    version: str
    versions: tuple[str, ...]
    notes: int
    suggestions: int
    tags: tuple[str, ...]
    format: str
    rechecks: int


class PassageRow(Row, frozen=True, gc=False):
    """``recheck`` is "check", "orphan" or "gone" after a new version of the document, else None. ``spans``
    count in ``version``; while it is "check", ``before`` are the words to compare with, which stood at
    ``before_spans`` of ``before_version``."""

    document: str
    spans: Spans
    text: str
    tags: tuple[str, ...]
    suspect: bool
    notes: int
    version: str
    recheck: str | None
    before: str
    before_version: str
    before_spans: Spans


class EventRow(Row, frozen=True, gc=False):
    label: str
    text: str
    edtf: str
    rule: str
    reference: str | None
    state: str
    document: str | None
    spans: Spans
    tags: tuple[str, ...]
    passage: str | None
    notes: int


class DemandRow(Row, frozen=True, gc=False):
    """``verdicts`` are (reviewer, answer, final) of those I may see; ``evidence`` counts all but rejected;
    ``mine`` says that the demand is assigned to me and I have not judged it."""

    text: str
    topic: str | None
    addressee: str | None
    parent: str | None
    review: str
    answer: str | None
    deadline: str
    document: str | None
    spans: Spans
    state: str
    evidence: int
    suspect: int
    verdicts: tuple[tuple[str, str, bool], ...]
    tags: tuple[str, ...]
    passage: str | None
    due: str | None
    notes: int
    assigned: tuple[str, ...] = ()
    mine: bool = False


class NoteRow(Row, frozen=True, gc=False):
    """``document`` and ``spans`` say where the target stands, as far as it stands anywhere."""

    target: str
    text: str
    parent: str | None
    resolved: bool
    document: str | None
    spans: Spans


class EvidenceRow(Row, frozen=True, gc=False):
    """``grade`` is mine, else the one all graders agree on; ``grades`` are (reviewer, grade).

    ``flags`` are of "older" (than the demand), "expired" (its own deadline has passed) and "suspect" (its
    text changed since).
    """

    demand: str
    document: str
    spans: Spans
    text: str
    stance: str
    grade: str | None
    flags: tuple[str, ...]
    state: str
    passage: str
    grades: tuple[tuple[str, str], ...]
    notes: int


class VerdictRow(Row, frozen=True, gc=False):
    """``searched`` is how many documents there were when the answer was ``not_found``."""

    demand: str
    answer: str
    reason: str
    final: bool
    searched: int | None
    notes: int


class TagRow(Row, frozen=True, gc=False):
    name: str
    colour: str | None
    description: str | None
    hotkey: str | None
    uses: int


class ReviewerRow(Row, frozen=True, gc=False):
    name: str
    role: str
    users: tuple[str, ...]


def as_json(row: Row) -> dict[str, Any]:
    """The row's fields by name, tuples as lists; a demand's verdicts and grades as objects."""
    kind: Any = type(row)
    shown = {name: _plain(getattr(row, name)) for name in _names(kind)}
    if isinstance(row, DemandRow):
        shown["verdicts"] = [{"by": by, "answer": a, "final": final} for by, a, final in row.verdicts]
    if isinstance(row, EvidenceRow):
        shown["grades"] = [{"by": by, "grade": grade} for by, grade in row.grades]
    return shown


@cache
def _names(kind: Any) -> tuple[str, ...]:
    names: tuple[str, ...] = kind.__struct_fields__
    return names


def _plain(value: Any) -> Any:
    return [_plain(item) for item in value] if isinstance(value, tuple) else value
