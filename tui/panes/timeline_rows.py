"""The timeline as rows: lanes, periods, and one row for each thing. Pure; made for 10,000 events."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Callable, Iterable, Sequence
from datetime import date
from functools import cached_property, partial
from itertools import groupby
from typing import overload

from tui.formatting import BARE_DATE, SHORT_DATE, day, edtf_long, edtf_short, number
from tui.locale import gettext as _
from tui.panes.rows import Cell, ListRow
from tui.panes.timeline_items import Lanes
from tui.panes.timeline_layout import Placed, Zoom, axis, bar, extent, period, period_title
from tui.wording import SUGGESTION_SIGNS

#: From this width on there is room for a strip beside each row, and for dates in full.
WIDE = 64
LONG_DATE = 22
DUE = "▸"
OVERDUE = "!"


Heading = Callable[[], ListRow]


class TimelineRows(Sequence[ListRow]):
    """Rows that are made when they are looked at: a screen shows twenty of ten thousand."""

    def __init__(self, zoom: Zoom, whole: tuple[date, date], width: int) -> None:
        self._zoom, self._whole, self._wide = zoom, whole, width >= WIDE
        self._strip = min(36, (width - LONG_DATE) // 3) if self._wide else 0
        self._entries: list[Heading | Placed] = []
        self._groups: list[tuple[int, date | None]] = []

    def add(self, heading: Heading) -> None:
        self._entries.append(heading)

    def add_group(self, items: Iterable[Placed], around: date | None) -> None:
        """Things of one period, which is the one ``around`` lies in; None for the undated."""
        self._groups.append((len(self._entries), around))
        self._entries.extend(items)

    def insert(self, index: int, heading: Heading) -> None:
        self._entries.insert(index, heading)
        self._groups = [(at + (at > index), around) for at, around in self._groups]
        self.__dict__.pop("_places", None)

    @overload
    def __getitem__(self, index: int) -> ListRow: ...
    @overload
    def __getitem__(self, index: slice) -> list[ListRow]: ...
    def __getitem__(self, index: int | slice) -> ListRow | list[ListRow]:
        if isinstance(index, slice):
            return [self[at] for at in range(*index.indices(len(self)))]
        entry = self._entries[index]
        return self._row(entry, index % len(self)) if isinstance(entry, Placed) else entry()

    def __len__(self) -> int:
        return len(self._entries)

    def index_of(self, row_id: str) -> int | None:
        """Where the row with this id stands; headings don't count."""
        return self._places.get(row_id)

    def ids(self) -> Sequence[str]:
        """The ids of all rows but the headings, in order."""
        return list(self._places)

    @cached_property
    def _places(self) -> dict[str, int]:
        return {entry.id: at for at, entry in enumerate(self._entries) if isinstance(entry, Placed)}

    def _row(self, item: Placed, index: int) -> ListRow:
        _at, around = self._groups[bisect_right(self._groups, index, key=lambda group: group[0]) - 1]
        style = "dim" if item.state == "rejected" else ""
        label = f"✎{item.notes} {item.label}" if item.notes else item.label
        cells = [_sign(item), _date(item.edtf, self._wide, self._zoom == "fit"), Cell(label, style)]
        if around is not None and self._strip:
            over = axis(self._zoom, around, self._whole, self._strip)
            cells.append(Cell(bar(item.edtf, item.start, item.end, over), "", self._strip))
        return ListRow(item.id, tuple(cells))


def timeline_rows(
    items: Sequence[Placed], today: date, *, zoom: Zoom = "fit", lanes: Lanes = "none", width: int = 38
) -> TimelineRows:
    """Rows for ``items`` in their order: lane by lane, each divided into the periods of the zoom.

    Headings have ids that begin with "=". What is undated comes last, in a lane of its own. In a single list
    a heading marks where today is.
    """
    dated = [item for item in items if item.start or item.end]
    rows = TimelineRows(zoom, extent(dated) or (today, today), width)
    for lane, members in _lanes(dated, lanes):
        if lanes != "none":
            rows.add(partial(_heading, f"lane:{lane}", f"━ {lane or _without(lanes)}", members))
        _add_periods(rows, lane, members, zoom)
    if lanes == "none":
        _mark_today(rows, dated, today)
    if len(dated) < len(items):
        undated = [item for item in items if not (item.start or item.end)]
        rows.add(partial(_heading, "undated", f"━ {_('undated')}", undated))
        rows.add_group(undated, None)
    return rows


def _lanes(items: list[Placed], lanes: Lanes) -> Iterable[tuple[str, list[Placed]]]:
    """By the lane's name; things without one come last."""
    if lanes == "none":
        return [("", items)]
    grouped: dict[str, list[Placed]] = {}
    for item in items:
        grouped.setdefault(item.lane, []).append(item)
    return sorted(grouped.items(), key=lambda lane: (not lane[0], lane[0].casefold()))


def _add_periods(rows: TimelineRows, lane: str, items: list[Placed], zoom: Zoom) -> None:
    if zoom == "fit":
        rows.add_group(items, date.min)
        return
    for _key, members in groupby(items, _PERIODS[zoom]):
        group = list(members)
        around = _anchor(group[0])
        rows.add(partial(_period_heading, lane, around, zoom, group))
        rows.add_group(group, around)


def _anchor(item: Placed) -> date:
    return item.start or item.end or date.max


#: What things of one period have in common, cheaper than the period itself.
_PERIODS: dict[Zoom, Callable[[Placed], object]] = {
    "year": lambda item: _anchor(item).year,
    "quarter": lambda item: (_anchor(item).year, (_anchor(item).month + 2) // 3),
    "month": lambda item: (_anchor(item).year, _anchor(item).month),
    "day": _anchor,
}


def _sign(item: Placed) -> Cell:
    sign = SUGGESTION_SIGNS.get(item.state, "·")
    if item.deadline:
        sign = f"{DUE}{'?' if item.state == 'suggested' else ''}"
    return Cell(sign[:1] + (OVERDUE if item.overdue else sign[1:]), "bold" if item.overdue else "", 2)


def _date(edtf: str, wide: bool, year: bool) -> Cell:
    if wide:
        return Cell(edtf_long(edtf) if edtf else "", "", LONG_DATE)
    return Cell(edtf_short(edtf, year), "", SHORT_DATE if year else BARE_DATE)


def _period_heading(lane: str, around: date, zoom: Zoom, members: Sequence[Placed]) -> ListRow:
    first, _last = period(around, zoom)
    return _heading(f"{lane}:{first}", f"  {period_title(first, zoom)}", members)


def _heading(row_id: str, text: str, members: Sequence[Placed]) -> ListRow:
    suggested = sum(item.state == "suggested" for item in members)
    counts = (f"◇{number(suggested)} " if suggested else "") + number(len(members))
    return ListRow(f"={row_id}", (Cell(text), Cell(counts, "", len(counts), "right")), header=True)


def _without(lanes: Lanes) -> str:
    if lanes == "topic":
        return _("without topic")
    return _("without kind") if lanes == "kind" else _("without document")


def _mark_today(rows: TimelineRows, dated: Sequence[Placed], today: date) -> None:
    """Put a heading between what was and what comes, where there is both."""
    coming = next((item.id for item in dated if _anchor(item) > today), None)
    if coming is None or _anchor(dated[0]) > today:
        return
    at = rows.index_of(coming) or 0
    while at and rows[at - 1].header:
        at -= 1
    text = "── " + _("today, {day}").format(day=day(today.isoformat())) + " ──"
    rows.insert(at, lambda: ListRow("=today", (Cell(text),), header=True))
