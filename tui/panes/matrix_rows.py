"""Demands against documents: what each document says on each demand, with sums. Pure."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence

from msgspec import Struct

from store.rows import DemandRow, DocumentRow, EvidenceRow, Row
from store.view import View
from tui import render
from tui.comparing import AROUND, Part, flat
from tui.formatting import day, day_short
from tui.locale import gettext as _
from tui.panes.demand_lines import standing
from tui.panes.demand_rows import signs
from tui.panes.demand_tree import Node, tree
from tui.panes.evidence_rows import evidence_signs, flag_line, strength
from tui.panes.filtering import wanted_by
from tui.panes.note_rows import stance_line
from tui.panes.tabular import Column, Line
from tui.signs import STANCE_SIGNS, SUSPECT
from tui.wrapping import wrapped

#: A cell of the demand's own document: what asks for something proves nothing.
ASKS = "F"
#: Evidence in both directions.
BOTH = "±"
#: The most evidence that a cell counts.
MOST = 9


class Matrix(Struct, frozen=True):
    """``cells`` holds the evidence by demand and document, the strongest first; what is missing is empty."""

    lines: tuple[Line, ...]
    columns: tuple[Column, ...]
    cells: dict[tuple[str, str], tuple[EvidenceRow, ...]]

    def at(self, line: int, column: int) -> tuple[EvidenceRow, ...]:
        """The evidence in a cell."""
        return self.cells.get((self.lines[line].id, self.columns[column].id), ())

    def text(self, line: int, column: int) -> str:
        """What a cell says."""
        return shown_text(self.lines[line], self.columns[column], self.at(line, column))

    @property
    def filled(self) -> Iterable[tuple[str, str]]:
        """The cells with evidence, by demand and document."""
        return self.cells


def matrix(view: View, words: str = "", filled: bool = False) -> Matrix:
    """The checklist's demands that match ``words`` against the documents by date, the undated last.

    ``filled`` leaves out demands and documents without evidence.
    """
    cells = _cells(view.evidence)
    wanted = wanted_by(view, words)
    full = {demand for demand, _document in cells}

    def shown(row: Row) -> bool:
        return (wanted is None or wanted(row)) and (not filled or row.id in full)

    asked = [demand for demand in view.demands if demand.state != "rejected"]
    nodes = tree(asked, frozenset(), shown if wanted or filled else None)
    demands = {node.id for node in nodes}
    rows = Counter(demand for (demand, _document), found in cells.items() for _ in found)
    columns = Counter(
        document for (demand, document), found in cells.items() if demand in demands for _ in found
    )
    return Matrix(
        tuple(_line(node, rows) for node in nodes),
        tuple(_column(row, columns) for row in _dated(view.documents) if columns[row.id] or not filled),
        cells,
    )


def _cells(evidence: Iterable[EvidenceRow]) -> dict[tuple[str, str], tuple[EvidenceRow, ...]]:
    found: dict[tuple[str, str], list[EvidenceRow]] = {}
    for row in evidence:
        if row.state != "rejected":
            found.setdefault((row.demand, row.document), []).append(row)
    return {place: tuple(sorted(rows, key=strength)) for place, rows in found.items()}


def _dated(documents: Iterable[DocumentRow]) -> list[DocumentRow]:
    return sorted(documents, key=lambda row: (row.date is None, row.date or ""))


def _line(node: Node, totals: Counter[str]) -> Line:
    if node.demand is None:
        total = sum(totals[demand.id] for demand in node.below)
        return Line(node.id, "", node.topic, 0, True, total)
    demand = node.demand
    text = ("? " if demand.state == "suggested" else "") + flat(demand.text)
    return Line(node.id, signs(demand), text, node.depth, False, totals[node.id], demand.document)


def _column(row: DocumentRow, totals: Counter[str]) -> Column:
    return Column(row.id, flat(row.title), day_short(row.date), totals[row.id])


def cell_text(found: Sequence[EvidenceRow]) -> str:
    """„+■3↯“: stance and grade of the best piece (± for both directions), how many, that one is suspect."""
    if not found:
        return ""
    stances = {row.stance for row in found if row.state == "confirmed"}
    best = evidence_signs(found[0])
    if {"supports", "contradicts"} <= stances:
        best = BOTH + best[len(STANCE_SIGNS["supports"]) :]
    count = "" if len(found) == 1 else str(len(found)) if len(found) <= MOST else "*"
    suspect = SUSPECT if any("suspect" in row.flags for row in found) else ""
    return best.rstrip() + count + suspect


def shown_text(line: Line, column: Column, found: Sequence[EvidenceRow]) -> str:
    """What a cell says: its evidence, or that the document is the one that asks."""
    return cell_text(found) or (ASKS if line.document == column.id else "")


def cell_lines(
    view: View, line: Line, column: Column, found: Sequence[EvidenceRow], width: int
) -> list[list[Part]]:
    """What the cell under the cursor is about: the demand, the document, its evidence in words."""
    demand, document = view.by_id(line.id), view.by_id(column.id)
    parts: list[list[Part]] = [[(line.text, "bold")]]
    if isinstance(demand, DemandRow):
        parts = [[(f"{demand.id} ", "dim"), (line.text, "bold"), (f" {standing(demand)}", "")]]
    if isinstance(document, DocumentRow):
        parts.append(
            [(" · ".join(filter(None, (column.title, document.publisher, day(document.date)))), AROUND)]
        )
    for row in found:
        flags = "".join(f" {flag_line(flag)}" for flag in row.flags)
        parts.append([(stance_line(row), "bold"), (flags, "bold"), (f" – {flat(row.text)}", "")])
    if not found:
        asks = line.document == column.id
        parts.append([(_("This document asks for it.") if asks else _("No evidence here."), AROUND)])
    clean = ([(render.one_line(text), style) for text, style in one] for one in parts)
    return [drawn for one in clean for drawn in wrapped(one, width)]
