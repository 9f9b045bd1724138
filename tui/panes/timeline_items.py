"""What stands on the timeline: events, and the days by which demands are due. Pure."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence
from datetime import date
from functools import cached_property
from itertools import takewhile
from typing import Literal

from msgspec.structs import replace

from store.rows import DemandRow, EventRow, EvidenceRow
from store.rows import Row as AnyRow
from store.states import bounds
from store.view import View
from tui.panes.filtering import wanted_by
from tui.panes.timeline_layout import Placed, chronological, is_overdue

Lanes = Literal["none", "document", "topic", "kind"]
LANES: tuple[Lanes, ...] = ("none", "document", "topic", "kind")

Row = EventRow | DemandRow
#: A lane's name and what stands in it.
Lane = tuple[str, Sequence[Placed]]


class Standing:
    """What stands on the timeline at one moment, in order; the undated come last."""

    def __init__(self, items: Sequence[Placed]) -> None:
        undated = sum(1 for _item in takewhile(lambda item: item.anchor is None, reversed(items)))
        self.items = items
        self.dated, self.undated = items[: len(items) - undated], items[len(items) - undated :]

    @cached_property
    def by_id(self) -> dict[str, Placed]:
        return {item.id: item for item in self.items}

    @cached_property
    def anchors(self) -> list[date]:
        """The days of the dated ones, in their order."""
        return [item.start or item.end or date.max for item in self.dated]

    @cached_property
    def whole(self) -> tuple[date, date] | None:
        """The first and the last day; None if nothing is dated."""
        if not self.dated:
            return None
        return self.anchors[0], max(item.end or item.start or date.min for item in self.dated)

    @cached_property
    def suggested(self) -> list[str]:
        return [item.id for item in self.items if item.state == "suggested"]

    @cached_property
    def pressing(self) -> frozenset[str]:
        """What is overdue and not answered for."""
        return frozenset(item.id for item in self.dated if item.overdue and item.pressing)


def placed(
    view: View, today: date, words: str = "", discarded: bool = True, known: dict[str, Placed] | None = None
) -> list[Placed]:
    """Everything to show, in order; ``words`` is the filter line's query.

    Discarded events stay if ``discarded``, or if the query asks for them; discarded demands don't. ``known``
    keeps what was made before: a row that did not change is not placed again.
    """
    known = {} if known is None else known
    wanted = wanted_by(view, words, lambda row: _signs(row, today))
    hidden = "" if discarded or "rejected" in words else "rejected"
    bearing = _Bearing(view)
    made = []
    for row in _rows(view):
        if (hidden and row.state == hidden) or (wanted is not None and not wanted(row)):
            continue
        item = known.get(row.id)
        if item is None or item.row is not row:
            item = known[row.id] = _place(row, today)
        if item.overdue and not item.deadline:
            item = replace(item, answer=bearing.answer(row))
        made.append(item)
    return chronological(made)


def _rows(view: View) -> Iterator[Row]:
    yield from view.events
    for demand in view.demands:
        if demand.due and demand.state != "rejected":
            yield demand


def _place(row: Row, today: date) -> Placed:
    if isinstance(row, EventRow):
        start, end = bounds(row.edtf)
        late = start is None and is_overdue(start, end, row.state, today)
        label = row.label or row.text
        return Placed(row.id, label, row.edtf or "", start, end, row.state, False, late, row.notes, None, row)
    due, late = row.due or "", row.deadline == "overdue"
    start, end = bounds(due)
    return Placed(row.id, row.text, due, start, end, row.state, True, late, row.notes, row.answer, row)


def _signs(row: AnyRow, today: date) -> Iterable[str]:
    """What ``is:`` may ask for beside a row's states."""
    if isinstance(row, DemandRow):
        return ("deadline",)
    if isinstance(row, EventRow):
        start, end = bounds(row.edtf)
        if not (start or end):
            return ("undated",)
        return ("overdue",) if is_overdue(start, end, row.state, today) else ()
    return ()


def divided(view: View, items: Sequence[Placed], lanes: Lanes) -> list[Lane]:
    """``items`` lane by lane, in the order of their names; what belongs to none comes last, under "".

    The lane of a thing is its document's title or kind, or its topic: its first tag's uppermost name, else
    the topic of a demand that its passage bears on.
    """
    if lanes == "none":
        return [("", items)] if items else []
    lane_of = _lane_of(view, lanes)
    grouped: dict[str, list[Placed]] = defaultdict(list)
    for item in items:
        grouped[lane_of(item.row) if item.row else ""].append(item)
    return sorted(grouped.items(), key=lambda lane: (not lane[0], lane[0].casefold()))


def _lane_of(view: View, lanes: Lanes) -> Callable[[Row], str]:
    if lanes == "topic":
        return _Bearing(view).topic
    named = {d.id: d.title if lanes == "document" else d.kind or "" for d in view.documents}
    return lambda row: named.get(row.document or "", "")


class _Bearing:
    """Which demand a passage bears on: one that stands there, or whose evidence does."""

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

    def _demands(self, row: Row) -> Iterator[DemandRow]:
        beside = self._spans.get(row.document or "", ())
        return (demand for s, e, demand in beside for a, b in row.spans if s < b and a < e)

    def topic(self, row: Row) -> str:
        if isinstance(row, DemandRow):
            return row.topic or ""
        if row.tags:
            return row.tags[0].split("/")[0]
        return next((demand.topic for demand in self._demands(row) if demand.topic), "")

    def answer(self, row: Row) -> str | None:
        """The answer of the demand that an event's passage bears on."""
        return next((demand.answer for demand in self._demands(row) if demand.answer), None)
