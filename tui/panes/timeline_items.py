"""What stands on the timeline: events, and the days by which demands are due. Pure."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from datetime import date
from functools import partial
from typing import TYPE_CHECKING

from content.filter_words import in_both
from store.event_days import STATE_CODES
from store.filtering import begins
from store.rows import DemandRow, EventRow
from store.states import bounds
from store.view import View
from tui.panes.bearing import Bearing
from tui.panes.filtering import Wanted, wanted_by
from tui.panes.standing import NO_EVENTS, DemandDays, Standing
from tui.panes.timeline_layout import SETTLED, Placed, is_overdue

if TYPE_CHECKING:
    from tui.panes.event_finding import EventFinder


def standing(
    view: View, today: date, words: str = "", discarded: bool = True, finder: EventFinder | None = None
) -> Standing:
    """Everything to show, in order; ``words`` is the filter line's query, ``finder`` knows what others found.

    Discarded events stay if ``discarded``, or if the query asks for them; discarded demands don't.
    """
    wanted = wanted_by(view, words, lambda _row: ("deadline",))
    found = _Found(view, today, hidden=not discarded and not _asks_for_discarded(words))
    found.take_events(_shown(view, today, words, finder) if words else None)
    found.take_demands(wanted)
    place = partial(_placed, view, today, found.answers)
    return Standing(found.events, found.demands, frozenset(found.pressing), place)


def _asks_for_discarded(words: str) -> bool:
    """Whether a query has a condition on the state of discarded events, in either language."""
    if ":" not in words:
        return False
    from store.querying import conditions_of

    asked = [one.value for one in conditions_of(words) if one.field in ("is", "state")]
    return any(begins(state, value) for value in asked for state in in_both(["rejected"]))


def _shown(view: View, today: date, words: str, finder: EventFinder | None) -> Collection[int] | None:
    """The numbers of the events that a query asks for."""
    from tui.panes.event_finding import EventFinder  # with the first query: it is not for the first frame

    return (finder or EventFinder(view, today)).find(words)


class _Found:
    """Gathers what is to be shown. ``answers`` are those of the demands that overdue events bear on."""

    def __init__(self, view: View, today: date, hidden: bool) -> None:
        self._view, self._today, self._hidden = view, today, hidden
        self.events = NO_EVENTS
        self.demands: list[DemandDays] = []
        self.answers: dict[str, str | None] = {}
        self.pressing: list[str] = []

    def take_events(self, shown: Collection[int] | None) -> None:
        days = self._view.event_days
        hidden = STATE_CODES["rejected"]
        if self._hidden and hidden in days.states:
            days = days.only([at for at, state in enumerate(days.states) if state != hidden])
        if shown is not None and len(shown) < len(self._view.event_days.numbers):
            days = days.only([at for at, number in enumerate(days.numbers) if number in shown])
        self.events = days
        today, confirmed = self._today.toordinal(), STATE_CODES["confirmed"]
        untils = (at for at, first in enumerate(days.firsts) if not first)
        late = [
            f"e{days.numbers[at]}"
            for at in untils
            if 0 < days.lasts[at] < today and days.states[at] == confirmed
        ]
        bearing = Bearing(self._view)
        for event in late:
            row = self._view.by_id(event)
            self.answers[event] = bearing.answer(row) if isinstance(row, EventRow) else None
            self._press(event, self.answers[event])

    def take_demands(self, wanted: Wanted | None) -> None:
        for row in self._view.demands:
            if row.due and row.state != "rejected" and (wanted is None or wanted(row)):
                first, last = (day.toordinal() if day else 0 for day in bounds(row.due))
                state = STATE_CODES.get(row.state, len(STATE_CODES))
                self.demands.append(DemandDays(int(row.id[1:]), first, last, state))
                if row.deadline == "overdue":
                    self._press(row.id, row.answer)

    def _press(self, row_id: str, answer: str | None) -> None:
        if answer not in SETTLED:
            self.pressing.append(row_id)


def _placed(view: View, today: date, answers: Mapping[str, str | None], row_id: str) -> Placed:
    """An event, with the one of the ``answers`` that is its own, or the day by which a demand is due."""
    row = view.by_id(row_id)
    assert isinstance(row, EventRow | DemandRow)
    if isinstance(row, EventRow):
        answer = answers.get(row_id)
        start, end = bounds(row.edtf)
        late = is_overdue(start, end, row.state, today)
        label = row.label or row.text
        return Placed(row.id, label, row.edtf, start, end, row.state, False, late, row.notes, answer, row)
    due, late = row.due or "", row.deadline == "overdue"
    start, end = bounds(due)
    return Placed(row.id, row.text, due, start, end, row.state, True, late, row.notes, row.answer, row)
