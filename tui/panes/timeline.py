"""The timeline: when things happened or are due, lane by lane, from everything down to single days."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from typing import TYPE_CHECKING, Any

from store.view import View
from tui import cells, render
from tui.formatting import number
from tui.locale import NP_, ngettext, pgettext
from tui.locale import gettext as _
from tui.panes.lanes import LANES, Lane, Lanes, divided
from tui.panes.listpane import ListPane
from tui.panes.rows import ListRow
from tui.panes.standing import Standing
from tui.panes.timeline_drawing import density, ruler, strip, strip_axis, with_today
from tui.panes.timeline_items import standing
from tui.panes.timeline_layout import ZOOMS, Axis, Zoom
from tui.panes.timeline_list import TimelineList
from tui.panes.timeline_rows import OVERDUE, WIDE, TimelineRows, timeline_rows

if TYPE_CHECKING:
    from tui.panes.event_finding import EventFinder

ZOOM_WORDS = {
    "fit": NP_("zoom", "everything"),
    "year": NP_("zoom", "years"),
    "quarter": NP_("zoom", "quarters"),
    "month": NP_("zoom", "months"),
    "day": NP_("zoom", "days"),
}
LANE_WORDS = {
    "none": NP_("lanes", "one list"),
    "document": NP_("lanes", "by document"),
    "topic": NP_("lanes", "by topic"),
    "kind": NP_("lanes", "by kind"),
}


class TimelinePane(ListPane, TimelineList):
    """The timeline's list. Its lower edge shows how dense the whole time is and which part of it the period
    around the highlight is; where things are drawn, its upper edge has that period's scale.
    """

    DEFAULT_CSS = """
    TimelinePane {
        border-bottom: solid $primary;
        border-subtitle-align: left;
        &:focus { border-bottom: heavy $accent; }
        &.-flat { border: none; }
    }
    """
    pane_id = "timeline"
    label = NP_("pane", "Timeline")

    scale: Zoom = "year"
    lanes: Lanes = "none"
    _usual: Lanes = "none"
    discarded = False
    timeline = TimelineRows("fit", Standing(), date.min, 0)
    _standing = Standing()
    _asked: tuple[object, ...] = ()
    _finder: EventFinder | None = None
    _made: tuple[object, ...] = ()
    _lanes: tuple[Lanes, Sequence[Lane]] = ("none", ())
    _dense: tuple[Axis, str] | None = None

    # What it shows

    def project(self, view: View, width: int) -> Sequence[ListRow]:
        self._take(view)
        if self._lanes[0] != self.lanes or not self._lanes[1]:
            self._lanes = self.lanes, divided(view, self._standing, self.lanes)
        made = (self._standing, self.scale, self.lanes)
        if self._made == made:
            self.timeline = self.timeline.at_width(width)
        else:
            self.timeline = timeline_rows(
                self._standing, self._lanes[1], view.lookup.today,
                zoom=self.scale, by=self.lanes, width=width,
            )  # fmt: skip
        self._made = made
        return self.timeline

    def _take(self, view: View) -> None:
        """Look again at what there is, but only if it or what is asked for changed."""
        asked = (view, self.filter_words, self.discarded)
        if self._asked and self._asked[0] is view and self._asked[1:] == asked[1:]:
            return
        today = view.lookup.today
        finder = self._finder_of(view) if self.filter_words else None
        self._asked = asked
        self._standing = standing(view, today, self.filter_words, self.discarded, finder)
        self._dense, self._lanes = None, ("none", ())

    def _finder_of(self, view: View) -> EventFinder:
        """What finds events in this view; what it has read once it knows."""
        finder = self._finder
        if finder is None or finder.view is not view:
            from tui.panes.event_finding import EventFinder

            finder = self._finder = EventFinder(view, view.lookup.today)
        return finder

    def get_ready(self, view: View) -> None:
        self._finder_of(view).get_ready()

    def order(self, view: View) -> Iterable[str]:
        return self.timeline.ids()

    def next_open(self, by: int = 1) -> bool:
        return self._step_to(self.timeline.where(self._standing.is_suggested), by)

    def reveal(self, row_id: str) -> None:
        row = self.view.by_id(row_id) if self.view else None
        if getattr(row, "state", "") == "rejected" and not self.discarded:
            self.toggle_discarded()

    def nothing(self) -> str:
        return _("No events yet.")

    def settle(self, lanes: str) -> None:
        """Divide it as it is divided where nobody chooses."""
        self.divide(lanes)
        self._usual = self.lanes

    def kept(self) -> dict[str, Any]:
        return {"scale": self.scale} | ({"lanes": self.lanes} if self.lanes != self._usual else {})

    def take_up(self, kept: Mapping[str, Any]) -> None:
        scale = kept.get("scale")
        self.scale = next((known for known in ZOOMS if known == scale), self.scale)
        self.divide(str(kept.get("lanes")))

    # What commands ask for (``tui.desk.Timeline``)

    def zoom(self, by: int) -> None:
        at = ZOOMS.index(self.scale) + by
        self.scale = ZOOMS[min(max(at, 0), len(ZOOMS) - 1)]
        self.redraw()

    def fit(self) -> None:
        self.zoom(-len(ZOOMS))

    def cycle_lane(self) -> None:
        self.divide(LANES[(LANES.index(self.lanes) + 1) % len(LANES)])

    def divide(self, lanes: str) -> None:
        """Divide it in one of the ``LANES``; in any other way it stays."""
        self.lanes = next((known for known in LANES if known == lanes), self.lanes)
        self.redraw()

    def toggle_discarded(self) -> bool:
        self.discarded = not self.discarded
        self.redraw()
        return self.discarded

    def next_period(self, by: int) -> bool:
        index = None if self.at is None else self.timeline.period_beside(self.at, by)
        if index is not None:
            self.move_to(index)
        return index is not None

    def go_to_day(self, day: date) -> bool:
        anchors = self._standing.anchors
        if anchors:
            place = min(bisect_left(anchors, day.toordinal()), len(anchors) - 1)
            self.highlight(self._standing.id(place))
        return bool(anchors)

    def go_to_undated(self) -> bool:
        undated = self._standing.undated
        if undated:
            self.highlight(self._standing.id(undated.start))
        return bool(undated)

    def next_overdue(self, by: int) -> bool:
        return self._step_to(self.timeline.where(self._standing.pressing_places.__contains__), by)

    def _step_to(self, wanted: Sequence[int], by: int) -> bool:
        """Go to the next (1) or previous (-1) of some rows, round the end; False if there are none."""
        here = -1 if self.at is None else self.at
        ahead = [index for index in wanted if (index > here if by > 0 else index < here)] or wanted
        if ahead:
            self.move_to(ahead[0 if by > 0 else -1])
        return bool(ahead)

    # The edges

    def details(self) -> str:
        parts = [pgettext("zoom", ZOOM_WORDS[self.scale])]
        if self.lanes != "none":
            parts.append(pgettext("lanes", LANE_WORDS[self.lanes]))
        if self.discarded:
            parts.append(_("with discarded ones"))
        return " · ".join([self._overdue, *parts])

    @property
    def _overdue(self) -> str:
        """How much is overdue, in words where there is room; this comes first, since titles are cut."""
        if not (late := len(self._standing.pressing)):
            return ""
        if self.room < WIDE:
            return f"{OVERDUE}{late}"
        return "· " + ngettext("{count} overdue", "{count} overdue", late).format(count=number(late))

    def retitle(self) -> None:
        super().retitle()
        window = self._window()
        if window is not None and self.timeline.drawn:
            self._show_scale(window)
        subtitle = render.content(self.strip(window))
        if self._border_subtitle != subtitle:
            self.border_subtitle = subtitle

    @property
    def _edge(self) -> int:
        """The cells that a text on an edge has: Textual keeps the corners free."""
        return max(0, self.room - 1)

    def _window(self) -> Axis | None:
        """The period around the highlight, as wide as it is drawn."""
        return None if self.at is None else self.timeline.axis_at(self.at)

    def _show_scale(self, window: Axis) -> None:
        """The scale at the right end of the title, above the drawing."""
        room = self.scrollable_content_region.width - window.width - 1
        title = cells.fit(render.plain(self.title) + " ", room)
        scale = with_today(ruler(window), window, self.timeline.today)
        shown = render.content((title + scale)[: self._edge])
        if self._border_title != shown:
            self.border_title = shown

    def strip(self, window: Axis | None) -> str:
        """How dense the whole time is, and where in it the ``window`` lies."""
        if (whole := self._standing.whole) is None:
            return ""
        over = strip_axis(whole, self._edge)
        if self._dense is None or self._dense[0] != over:
            self._dense = over, density(self._standing.anchors, over)
        return strip(self._dense[1], over, window)

    def on_row_list_highlighted(self) -> None:
        self.retitle()
