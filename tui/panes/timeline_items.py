"""What stands on the timeline: events, and the days by which demands are due. Pure."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator
from datetime import date
from typing import Literal

from store.rows import DemandRow, EventRow, EvidenceRow
from store.states import bounds
from store.view import View
from tui.panes.filtering import wanted_by
from tui.panes.timeline_layout import Placed, chronological, is_overdue

Lanes = Literal["none", "document", "topic", "kind"]
LANES: tuple[Lanes, ...] = ("none", "document", "topic", "kind")

Row = EventRow | DemandRow
LaneOf = Callable[[Row], str]


def placed(view: View, today: date, words: str = "", lanes: Lanes = "none") -> list[Placed]:
    """Everything to show, in order; ``words`` is the filter line's query.

    Discarded events stay, signed as such; discarded demands don't. The lane of a thing is its document's
    title or kind, or its topic: its first tag's uppermost name, else the topic of a demand that its passage
    bears on; "" where it has none.
    """
    wanted, lane_of = wanted_by(view, words), _lane_of(view, lanes)
    rows: Iterable[Row] = [*view.events, *_due(view)]
    if wanted is not None:
        rows = filter(wanted, rows)
    return chronological(_place(row, lane_of(row) if lane_of else "", today) for row in rows)


def _due(view: View) -> Iterator[DemandRow]:
    return (demand for demand in view.demands if demand.due and demand.state != "rejected")


def _place(row: Row, lane: str, today: date) -> Placed:
    if isinstance(row, EventRow):
        start, end = bounds(row.edtf)
        late = is_overdue(start, end, row.state, today)
        label = row.label or row.text
        return Placed(row.id, label, row.edtf or "", start, end, row.state, lane, False, late, row.notes)
    due = row.due or ""
    late = row.deadline == "overdue"
    return Placed(row.id, row.text, due, *bounds(due), row.state, lane, True, late, row.notes)


def _lane_of(view: View, lanes: Lanes) -> LaneOf | None:
    if lanes == "none":
        return None
    if lanes == "topic":
        return _Topics(view).of
    named = {d.id: d.title if lanes == "document" else d.kind or "" for d in view.documents}
    return lambda row: named.get(row.document or "", "")


class _Topics:
    """The topic of what happens: from its tags, or from demands and evidence that share its passage."""

    def __init__(self, view: View) -> None:
        topics = {demand.id: demand.topic or "" for demand in view.demands}
        self._spans: dict[str, list[tuple[int, int, str]]] = defaultdict(list)
        bearing: tuple[DemandRow | EvidenceRow, ...] = (*view.demands, *view.evidence)
        for row in bearing:
            topic = topics.get(row.id if isinstance(row, DemandRow) else row.demand)
            if topic and row.document:
                self._spans[row.document] += [(start, end, topic) for start, end in row.spans]

    def of(self, row: Row) -> str:
        if isinstance(row, DemandRow):
            return row.topic or ""
        for tag in row.tags:
            return tag.split("/")[0]
        beside = self._spans.get(row.document or "", ())
        return next((topic for s, e, topic in beside for a, b in row.spans if s < b and a < e), "")
