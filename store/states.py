"""The three states of a demand and the marks on evidence: derived, never stored. Pure.

Dates are read from EDTF; what is no EDTF (written by a newer version) has no bounds.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence
from contextlib import suppress
from datetime import date
from functools import lru_cache
from typing import NamedTuple

Bounds = tuple[date | None, date | None]


class Judged(NamedTuple):
    """One verdict as the states see it."""

    reviewer: str
    answer: str
    final: bool


def review_state(
    verdicts: Sequence[Judged],
    assigned: Collection[str] = (),
    suspect: bool = False,
    only_suggested: bool = False,
) -> str:
    """How far a demand's review is.

    ``unreviewed`` without any verdict; ``disputed`` while answers differ and no final one decides;
    ``in_review`` while its evidence is suspect, or, without a final verdict, an assigned reviewer has not
    judged yet or all its evidence (``only_suggested``) is unconfirmed; else ``reviewed``.
    """
    if not verdicts:
        return "unreviewed"
    final = any(verdict.final for verdict in verdicts)
    if not final and len({verdict.answer for verdict in verdicts}) > 1:
        return "disputed"
    missing = set(assigned) - {verdict.reviewer for verdict in verdicts}
    if suspect or (not final and (missing or only_suggested)):
        return "in_review"
    return "reviewed"


def answer_of(verdicts: Sequence[Judged]) -> str | None:
    """The final verdict's answer (of several, the last one's), else the unanimous one, else None."""
    finals = [verdict.answer for verdict in verdicts if verdict.final]
    if finals:
        return finals[-1]
    answers = {verdict.answer for verdict in verdicts}
    return answers.pop() if len(answers) == 1 else None


def deadline_state(due: str | None, today: date) -> str:
    """``none`` without a last day, ``overdue`` when that is before today, else ``running``."""
    end = bounds(due)[1]
    if end is None:
        return "none"
    return "overdue" if end < today else "running"


def is_older(evidence: str | None, demand: str | None) -> bool:
    """Whether a passage's document is dated before the demand's; False while one is undated."""
    return bool(evidence and demand and evidence < demand)


def is_expired(edtf: str | None, document: str | None, today: date) -> bool:
    """Whether a date announced in a document has passed: "until" a day, or a day after the document's own."""
    start, end = bounds(edtf)
    if end is None or end >= today:
        return False
    return start is None or (document is not None and end.isoformat() > document)


def visible_verdicts(verdicts: Sequence[Judged], me: str, role: str, blind: bool) -> tuple[Judged, ...]:
    """The verdicts on one demand that ``me`` may see: in a blind project others' only if open, or final."""
    if not blind or is_open(verdicts, me, role):
        return tuple(verdicts)
    return tuple(verdict for verdict in verdicts if verdict.final)


def is_open(verdicts: Sequence[Judged], me: str, role: str) -> bool:
    """Whether a blind project shows me what the others said on a demand: once I have given my verdict on it.

    A lead sees it as soon as two others have judged, for that is when there is something to settle.
    """
    others = {verdict.reviewer for verdict in verdicts} - {me}
    return any(verdict.reviewer == me for verdict in verdicts) or (role == "lead" and len(others) > 1)


@lru_cache(maxsize=1024)
def bounds(edtf: str | None) -> Bounds:
    """First and last day of an EDTF value; (None, None) for nothing and for what cannot be read."""
    if not edtf:
        return None, None
    if edtf.isascii() and len(edtf) == 10 and edtf[4] == edtf[7] == "-":  # as most are: read at once
        with suppress(ValueError):
            return (day := date.fromisoformat(edtf)), day
    from content.dates.edtf import bounds as read

    try:
        return read(edtf)
    except ValueError:
        return None, None
