"""The evidence table: a line for each piece of evidence, and one for each demand without any."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from msgspec import Struct

from store.changes.targets import show_passage
from store.exchange.words import BARE, N_, Words
from store.model import Record, split_id
from store.rows import DemandRow, EvidenceRow
from store.view import View

COLUMNS = (
    N_("demand"), N_("review"), N_("answer"), N_("deadline"), N_("verdict"), N_("quotation"), N_("document"),
    N_("date"), N_("position"), N_("stance"), N_("grade"), N_("reviewer"),
)  # fmt: skip


class Line(Struct, frozen=True):
    """One line; ``evidence`` is None for a demand without any."""

    demand: DemandRow
    evidence: EvidenceRow | None
    cells: tuple[str, ...]


def lines(view: View, words: Words = BARE) -> list[Line]:
    """The table in order: demands as in the checklist, evidence by document date and position.

    What was rejected is left out, and demands that are no more than suggestions: without evidence or verdict.
    """
    found = []
    by_demand = evidence_by_demand(view)
    for demand in listed(view):
        choices: list[EvidenceRow | None] = [*by_demand.get(demand.id, ())] or [None]
        found += [Line(demand, one, tuple(_cells(view, words, demand, one))) for one in choices]
    return found


def listed(view: View) -> Iterator[DemandRow]:
    """``in_order`` without what is no more than a suggestion: without evidence or verdict."""
    for row in in_order(view):
        if row.state != "suggested" or row.evidence or row.verdicts:
            yield row


def evidence_by_demand(view: View) -> dict[str, list[EvidenceRow]]:
    """The evidence for each demand by document date and position; what was rejected is left out."""
    found: dict[str, list[EvidenceRow]] = {}
    for row in sorted(view.evidence, key=lambda row: _order(view, row)):
        if row.state != "rejected":
            found.setdefault(row.demand, []).append(row)
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


def verdict_words(view: View, words: Words, demand: str) -> str:
    """All verdicts on a demand in one cell: "anna: met (reason); lead, final: partial"."""
    said = []
    for record in view.lookup.verdicts_on(demand):
        final = words.say("{name}, final") if record["final"] else "{name}"
        reason = f" ({record['reason']})" if record["reason"] else ""
        said.append(f"{final.format(name=record['by'])}: {answer_words(words, record)}{reason}")
    return "; ".join(said)


def answer_words(words: Words, verdict: Record) -> str:
    """A verdict's answer; where nothing was found, in how many documents."""
    answer = words.value("answer", verdict["answer"])
    if verdict["searched"] is None:
        return answer
    return words.say("{answer}, documents searched: {count}").format(answer=answer, count=verdict["searched"])


def stance_words(words: Words, row: EvidenceRow) -> str:
    """What a piece of evidence says on its demand, and what speaks against it: "supports, older"."""
    return ", ".join((words.value("stance", row.stance), *(words.value("flag", flag) for flag in row.flags)))


def _order(view: View, row: EvidenceRow) -> tuple[Any, ...]:
    document = view.lookup.get("documents", row.document) or {}
    return document.get("date") or "9999", split_id(row.document)[1], row.spans, split_id(row.id)[1]


def _cells(view: View, words: Words, demand: DemandRow, evidence: EvidenceRow | None) -> Iterator[str]:
    yield from (
        demand.text,
        words.value("review", demand.review),
        words.value("answer", demand.answer),
        words.value("deadline", demand.deadline),
        verdict_words(view, words, demand.id),
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
        stance_words(words, evidence),
        "; ".join(f"{by}: {words.value('grade', grade)}" for by, grade in evidence.grades),
        evidence.by,
    )
