"""The evidence table: a line for each piece of evidence, and one for each demand without any."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from msgspec import Struct

from store.changes.targets import show_passage
from store.model import split_id
from store.rows import DemandRow, EvidenceRow
from store.view import View

COLUMNS = (
    "demand", "review", "answer", "deadline", "verdict", "quotation", "document", "date", "position",
    "stance", "grade", "reviewer",
)  # fmt: skip


class Line(Struct, frozen=True):
    """One line; ``evidence`` is None for a demand without any."""

    demand: DemandRow
    evidence: EvidenceRow | None
    cells: tuple[str, ...]


def lines(view: View) -> list[Line]:
    """The table in order: demands as in the checklist, evidence by document date and position.

    What was rejected is left out, and demands that are no more than suggestions: without evidence or verdict.
    """
    found = []
    by_demand: dict[str, list[EvidenceRow]] = {}
    for row in view.evidence:
        if row.state != "rejected":
            by_demand.setdefault(row.demand, []).append(row)
    for demand in in_order(view):
        evidence = sorted(by_demand.get(demand.id, ()), key=lambda row: _order(view, row))
        if demand.state == "suggested" and not evidence and not demand.verdicts:
            continue
        choices: list[EvidenceRow | None] = [*evidence] or [None]
        found += [Line(demand, one, tuple(_cells(view, demand, one))) for one in choices]
    return found


def in_order(view: View) -> Iterator[DemandRow]:
    """Demands, each followed by its parts; rejected ones are left out, their parts stay."""
    kept = {row.id: row for row in view.demands if row.state != "rejected"}
    parts: dict[str | None, list[DemandRow]] = {}
    for row in kept.values():
        parts.setdefault(row.parent if row.parent in kept else None, []).append(row)
    waiting = list(reversed(parts.get(None, [])))
    while waiting:
        row = waiting.pop()
        yield row
        waiting.extend(reversed(parts.get(row.id, [])))


def verdict_words(view: View, demand: str) -> str:
    """All verdicts on a demand in one cell: "anna: met (reason); lead, final: partial"."""
    said = []
    for row in view.verdicts:
        if row.demand == demand:
            who = f"{row.by}, final" if row.final else row.by
            found = f" of {row.searched} documents" if row.searched is not None else ""
            said.append(f"{who}: {row.answer}{found}" + (f" ({row.reason})" if row.reason else ""))
    return "; ".join(said)


def _order(view: View, row: EvidenceRow) -> tuple[Any, ...]:
    document = view.lookup.get("documents", row.document) or {}
    return document.get("date") or "9999", split_id(row.document)[1], row.spans, split_id(row.id)[1]


def _cells(view: View, demand: DemandRow, evidence: EvidenceRow | None) -> Iterator[str]:
    yield from (
        demand.text,
        demand.review,
        demand.answer or "",
        demand.deadline,
        verdict_words(view, demand.id),
    )
    if evidence is None:
        yield from [""] * (len(COLUMNS) - 5)
        return
    document = view.lookup.get("documents", evidence.document) or {}
    yield from (
        evidence.text,
        document.get("title") or "",
        document.get("date") or "",
        show_passage(evidence.document, evidence.spans),
        " ".join((evidence.stance, *evidence.flags)),
        "; ".join(f"{by}: {grade}" for by, grade in evidence.grades),
        evidence.by,
    )
