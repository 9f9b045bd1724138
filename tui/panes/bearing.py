"""Which demand the words at an event bear on. Pure."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from functools import cached_property

from store.rows import DemandRow, EventRow, EvidenceRow
from store.view import View


class Bearing:
    """An event bears on a demand that stands where it does, or whose evidence does."""

    def __init__(self, view: View) -> None:
        self._view = view

    @cached_property
    def _spans(self) -> dict[str, list[tuple[int, int, DemandRow]]]:
        demands = {demand.id: demand for demand in self._view.demands}
        found: dict[str, list[tuple[int, int, DemandRow]]] = defaultdict(list)
        bearing: tuple[DemandRow | EvidenceRow, ...] = (*self._view.demands, *self._view.evidence)
        for row in bearing:
            demand = demands.get(row.id if isinstance(row, DemandRow) else row.demand)
            if demand and row.document and row.state != "rejected":
                found[row.document] += [(start, end, demand) for start, end in row.spans]
        return found

    def _demands(self, event: EventRow) -> Iterator[DemandRow]:
        if beside := self._spans.get(event.document or ""):
            spans = self._view.lookup.spans(event.passage)
            yield from (demand for s, e, demand in beside for a, b in spans if s < b and a < e)

    def topic(self, event: EventRow) -> str:
        """The topic of the first of them that has one."""
        return next((demand.topic for demand in self._demands(event) if demand.topic), "")

    def answer(self, event: EventRow) -> str | None:
        """The answer of the first of them that has one."""
        return next((demand.answer for demand in self._demands(event) if demand.answer), None)
