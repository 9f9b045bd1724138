"""Going to what needs me, wherever in the project it is."""

from __future__ import annotations

from tui import needing
from tui.locale import gettext as _
from tui.needing import Need, Spot
from tui.screens.overlays import Overlays


class Going(Overlays):
    """What ``tui.desk.Desk`` promises of going through the project."""

    #: What takes a look at everything: as of when, the demands with evidence offered, the notes to me.
    _looked: tuple[object, frozenset[str], tuple[str, ...]] = (None, frozenset(), ())
    #: Where I was led last; from the panes that list nothing of this it goes on there.
    _last = Spot(-1, 0)

    async def next_to_do(self, by: int) -> None:
        await self._look()
        _when, offered, notes = self._looked
        found = list(needing.needs(self.view, offered, notes))
        pane = self._panes.list_in_focus
        row = (pane.highlighted if pane else None) or ""
        orders = {name: self._panes.rows_of(name) for name in ("timeline", "demands")}
        placed = needing.spots(self.view, found, orders, row)
        here = placed.get(row, self._last)
        chosen = needing.following(found, placed, here, by)
        if chosen is None:
            self.say(_("Nothing needs you any more."))
            return
        need, self._last = chosen
        self._lead_to(need)
        self.say(needing.told(need, len(found)))

    async def _look(self) -> None:
        view = self.view
        changed = view.lookup.moment.changed
        when = (changed("evidence"), changed("notes"), view.lookup.blind and view.seq)
        if self._looked[0] != when:
            found = await self.ask(lambda review: (needing.offered(view), needing.addressed(review.for_me())))
            self._looked = (when, *(found or (frozenset(), ())))

    def _lead_to(self, need: Need) -> None:
        if need.place == "reader":
            self._places.open(need.id)
        else:
            self._places.point_to(need.id)
