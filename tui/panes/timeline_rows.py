"""The timeline as rows: lanes, periods, and one row for each thing. Pure; made for 10,000 events."""

from __future__ import annotations

from array import array
from bisect import bisect_left, bisect_right
from collections.abc import Callable, Iterator, Sequence
from copy import copy
from datetime import date
from functools import partial
from operator import attrgetter
from typing import NamedTuple

from store.unmade import Unmade
from tui.formatting import BARE_DATE, SHORT_DATE, day, edtf_long, edtf_short, number
from tui.locale import gettext as _
from tui.panes.lanes import Lane, Lanes
from tui.panes.rows import Cell, ListRow
from tui.panes.standing import Standing
from tui.panes.timeline_drawing import bar, ruler, with_today
from tui.panes.timeline_layout import Axis, Placed, Zoom, axis, is_silent, period, period_title, silence
from tui.signs import ANSWER_SIGNS, SUGGESTION_SIGNS
from tui.wording import suggestion_word

#: From WIDE on there is room for a drawing beside each row and for dates in full, from VERY_WIDE for states
#: in words too.
WIDE, VERY_WIDE = 64, 98
LONG_DATE = 22
STATE = 14
DUE = "▸"
OVERDUE = "!"

Heading = Callable[["TimelineRows"], ListRow]


class Group(NamedTuple):
    """Things of one period, which is the one ``around`` lies in (None for the undated): their rows from
    ``first`` on, and their places among all that stands there, ascending."""

    first: int
    members: Sequence[int]
    around: date | None


_first = attrgetter("first")


class TimelineRows(Unmade[ListRow]):
    """Rows that are made when they are looked at: a screen shows twenty of ten thousand.

    ``drawn`` is how many cells the drawing beside each row has, 0 for none.
    """

    def __init__(self, zoom: Zoom, standing: Standing, today: date, width: int) -> None:
        self.zoom, self.standing, self.today = zoom, standing, today
        self.whole = standing.whole or (today, today)
        self._headings: dict[int, Heading] = {}
        self._groups: list[Group] = []
        self._length = 0
        self._set_width(width)

    def _set_width(self, width: int) -> None:
        self._wide, self._very_wide = width >= WIDE, width >= VERY_WIDE
        self.drawn = (width - LONG_DATE) * 9 // 20 if self._wide else 0

    def at_width(self, width: int) -> TimelineRows:
        """The same rows for a list of another width."""
        other = copy(self)
        other._set_width(width)
        return other

    def add(self, heading: Heading) -> None:
        self._headings[self._length] = heading
        self._length += 1

    def add_group(self, members: Sequence[int], around: date | None) -> None:
        """Things of one period, as ``Group`` says."""
        self._groups.append(Group(self._length, members, around))
        self._length += len(members)

    def make(self, at: int) -> ListRow:
        heading = self._headings.get(at)
        return self._row(at) if heading is None else heading(self)

    def __len__(self) -> int:
        return self._length

    def index_of(self, row_id: str) -> int | None:
        """Where the row with this id stands; headings don't count."""
        place = self.standing.find(row_id)
        if place is None:
            return None
        for group in self._groups:
            at = bisect_left(group.members, place)
            if at < len(group.members) and group.members[at] == place:
                return group.first + at
        return None

    def ids(self) -> Iterator[str]:
        """The ids of all rows but the headings, in order."""
        return (self.standing.id(place) for group in self._groups for place in group.members)

    def where(self, wanted: Callable[[int], bool]) -> list[int]:
        """The rows of the things that are ``wanted``, which is asked of their places."""
        return [
            group.first + at
            for group in self._groups
            for at, place in enumerate(group.members)
            if wanted(place)
        ]

    def axis_at(self, index: int) -> Axis | None:
        """What the drawing beside a row shows; None beside what is undated."""
        around = self._groups[self._group(index)].around if self._groups else None
        return None if around is None else axis(self.zoom, around, self.whole, self.drawn)

    def period_beside(self, index: int, by: int) -> int | None:
        """Where the next (1) or previous (-1) period begins; -1 goes to the beginning of this one first."""
        here = self._group(index)
        if by < 0 and index > self._groups[here].first:
            return self._groups[here].first
        wanted = here + by
        return self._groups[wanted].first if 0 <= wanted < len(self._groups) else None

    def _group(self, index: int) -> int:
        return max(0, bisect_right(self._groups, index, key=_first) - 1)

    def _row(self, index: int) -> ListRow:
        group = self._groups[self._group(index)]
        item = self.standing[group.members[index - group.first]]
        style = "dim" if item.state == "rejected" else ""
        label = f"✎{item.notes} {item.label}" if item.notes else item.label
        cells = [_sign(item), _date(item.edtf, self._wide, self.zoom == "fit")]
        if self._very_wide:
            cells.append(_state(item))
        cells.append(Cell(label, style))
        over = self.axis_at(index) if self.drawn else None
        if over is not None:
            cells.append(Cell(self._bar(item, over), "", self.drawn))
        return ListRow(item.id, tuple(cells))

    def _bar(self, item: Placed, over: Axis) -> str:
        sign = SUGGESTION_SIGNS.get(item.state, "·")
        if item.deadline or item.pressing:
            sign = OVERDUE if item.pressing else DUE
        cap = sign if item.deadline or item.pressing else "┤"
        return with_today(bar(item.edtf, item.start, item.end, over, sign, cap), over, self.today)


def timeline_rows(
    standing: Standing,
    lanes: Sequence[Lane],
    today: date,
    *,
    zoom: Zoom = "fit",
    by: Lanes = "none",
    width: int = 38,
) -> TimelineRows:
    """Rows for what stands there: lane by lane, each divided into the periods of the zoom.

    ``lanes`` are the dated things as they are divided ``by``. Headings have ids that begin with "=". What is
    undated comes last, in a lane of its own. In a single list a heading marks where today is.
    """
    rows = TimelineRows(zoom, standing, today, width)
    for lane, members in lanes:
        if by != "none":
            rows.add(partial(_lane_heading, f"lane:{lane}", lane or _without(by), members))
        _add_periods(rows, lane, members, by == "none")
    if standing.undated:
        rows.add(partial(_lane_heading, "undated", _("undated"), standing.undated))
        rows.add_group(standing.undated, None)
    return rows


def _add_periods(rows: TimelineRows, lane: str, members: Sequence[int], mark: bool) -> None:
    """Period after period with what lies between; ``mark`` where today is."""
    zoom, today, anchors = rows.zoom, rows.today.toordinal(), rows.standing.anchors
    if members != rows.standing.dated:
        anchors = array("I", (anchors[place] for place in members))
    at, before = 0, None
    while at < len(members):
        first, last = period(date.fromordinal(anchors[at]), zoom)
        if before is not None and is_silent(before, first, zoom):
            rows.add(partial(_between, lane, before, first))
        if mark and at and anchors[at - 1] <= today < anchors[at]:
            rows.add(_today_heading)
        until = bisect_right(anchors, last.toordinal(), at)
        if zoom != "fit":
            rows.add(partial(_period_heading, lane, first, members[at:until]))
        split = bisect_right(anchors, today, at, until) if mark else at
        if at < split < until:
            rows.add_group(members[at:split], first)
            rows.add(_today_heading)
        rows.add_group(members[split if split < until else at : until], first)
        at, before = until, last


def _sign(item: Placed) -> Cell:
    sign = SUGGESTION_SIGNS.get(item.state, "·")
    if item.deadline:
        sign = f"{DUE}{'?' if item.state == 'suggested' else ''}"
    if item.overdue:
        sign = sign[:1] + (OVERDUE if item.pressing else ANSWER_SIGNS.get(item.answer or "", OVERDUE))
    return Cell(sign, "bold" if item.pressing else "", 2)


def _state(item: Placed) -> Cell:
    """The state in words: overdue comes first, with the answer there is; else how sure the event is."""
    if item.overdue:
        answered = ANSWER_SIGNS.get(item.answer or "", "")
        return Cell(f"{_('overdue')} {answered}", "bold" if item.pressing else "", STATE)
    if item.deadline and item.state == "confirmed":
        return Cell(_("due"), "", STATE)
    return Cell(suggestion_word(item.state), "dim" if item.state == "rejected" else "", STATE)


def _date(edtf: str, wide: bool, year: bool) -> Cell:
    if wide:
        return Cell(edtf_long(edtf) if edtf else "", "", LONG_DATE)
    return Cell(edtf_short(edtf, year), "", SHORT_DATE if year else BARE_DATE)


def _period_heading(lane: str, first: date, members: Sequence[int], rows: TimelineRows) -> ListRow:
    return _heading(rows, f"{lane}:{first}", f"  {period_title(first, rows.zoom)}", members, first)


def _lane_heading(row_id: str, name: str, members: Sequence[int], rows: TimelineRows) -> ListRow:
    around = rows.whole[0] if rows.zoom == "fit" and row_id != "undated" else None
    return _heading(rows, row_id, f"━ {name}", members, around)


def _heading(
    rows: TimelineRows, row_id: str, text: str, members: Sequence[int], around: date | None
) -> ListRow:
    """A name, how much it holds (and of that only suggested), and where there is room the scale."""
    suggested = rows.standing.count_suggested(members)
    counts = (f"◇{number(suggested)} " if suggested else "") + number(len(members))
    cells = [Cell(text), Cell(counts, "", len(counts), "right")]
    if rows.drawn:
        over = None if around is None else axis(rows.zoom, around, rows.whole, rows.drawn)
        scale = ruler(over) if over else ""
        cells.append(Cell(with_today(scale, over, rows.today) if over else "", "", rows.drawn))
    return ListRow(f"={row_id}", tuple(cells), header=True)


def _between(lane: str, before: date, after: date, _rows: TimelineRows) -> ListRow:
    said = f"   · {silence(before, after)} ·"
    return ListRow(f"={lane}:before {after}", (Cell(said, "dim"),), header=True)


def _today_heading(rows: TimelineRows) -> ListRow:
    text = "── " + _("today, {day}").format(day=day(rows.today.isoformat())) + " ──"
    return ListRow("=today", (Cell(text),), header=True)


def _without(lanes: Lanes) -> str:
    if lanes == "topic":
        return _("without topic")
    return _("without kind") if lanes == "kind" else _("without document")
