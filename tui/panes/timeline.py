"""The timeline: when things happened or are due, lane by lane, from everything down to single days."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from types import MappingProxyType

from store.view import View
from tui import render
from tui.formatting import day, day_short
from tui.locale import NP_, pgettext
from tui.locale import gettext as _
from tui.panes.listpane import ListPane
from tui.panes.rows import ListRow
from tui.panes.timeline_items import LANES, Lanes, placed
from tui.panes.timeline_layout import ZOOMS, Axis, Placed, Zoom, axis, density, extent
from tui.panes.timeline_rows import TimelineRows, timeline_rows

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


class TimelinePane(ListPane):
    """The timeline's list, with a strip below that shows how dense the time around the highlight is."""

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
    timeline = TimelineRows("fit", (date.min, date.max), 0)
    _items: Sequence[Placed] = ()
    _anchors: Mapping[str, date | None] = MappingProxyType({})
    _whole: tuple[date, date] | None = None
    _strip: tuple[Axis, str] | None = None

    def project(self, view: View, width: int) -> Sequence[ListRow]:
        today = view.lookup.today
        self._items = placed(view, today, self.filter_words, self.lanes)
        self._anchors = {item.id: item.anchor for item in self._items}
        self._whole = extent(self._items)
        self._strip = None
        self.timeline = timeline_rows(self._items, today, zoom=self.scale, lanes=self.lanes, width=width)
        return self.timeline

    def order(self, view: View) -> Sequence[str]:
        return self.timeline.ids()

    def highlight(self, row_id: str) -> bool:
        index = self.timeline.index_of(row_id)
        if index is not None:
            self._move_to(index)
        return index is not None

    def _find(self, row_id: str | None, near: int) -> int | None:
        """The list's own search would make every row on the way."""
        index = self.timeline.index_of(row_id) if row_id else None
        return super()._find(None, near) if index is None else index

    def needing(self, view: View) -> Sequence[str]:
        return [item.id for item in self._items if item.state == "suggested"]

    def details(self) -> str:
        zoom = pgettext("zoom", ZOOM_WORDS[self.scale])
        return f"· {zoom}" + (
            "" if self.lanes == "none" else f" · {pgettext('lanes', LANE_WORDS[self.lanes])}"
        )

    def nothing(self) -> str:
        return _("No events yet.")

    def zoom(self, by: int) -> None:
        """One step closer (1) or wider (-1) between everything and single days."""
        at = ZOOMS.index(self.scale) + by
        self.scale = ZOOMS[min(max(at, 0), len(ZOOMS) - 1)]
        self.redraw()

    def zoom_in(self) -> None:
        self.zoom(1)

    def zoom_out(self) -> None:
        self.zoom(-1)

    def fit(self) -> None:
        """Everything at once."""
        self.zoom(-len(ZOOMS))

    def cycle_lane(self) -> None:
        """The next way to divide the timeline into lanes."""
        self.lanes = LANES[(LANES.index(self.lanes) + 1) % len(LANES)]
        self.redraw()

    def retitle(self) -> None:
        super().retitle()
        strip = render.content(self.strip())
        if self._border_subtitle != strip:
            self.border_subtitle = strip

    def strip(self) -> str:
        """The density around the highlight between the first and the last day it covers."""
        if self._whole is None:
            return ""
        around = self._anchors.get(self.highlighted or "") or self._whole[0]
        over = axis(self.scale, around, self._whole, self.room)
        if self._strip is None or self._strip[0] != over:
            # Moving inside one period must not count ten thousand events again.
            self._strip = over, self._drawn(over)
        return self._strip[1]

    def _drawn(self, over: Axis) -> str:
        first, last = (_edge(of, over) for of in (over.first, over.last))
        width = max(0, over.width - len(first) - len(last) - 3)
        return f"{first} {density(self._anchors.values(), Axis(over.first, over.last, width))} {last}"

    def on_row_list_highlighted(self) -> None:
        self.retitle()


def _edge(of: date, over: Axis) -> str:
    """A day at the end of the strip: its year where the strip spans whole years."""
    if over.first.year != over.last.year or (over.last - over.first).days >= 364:
        return str(of.year)
    return day(of.isoformat()) if over.width > 60 else day_short(of.isoformat())
