"""Moving along the timeline: zoom, lanes, periods, days, what is overdue."""

from __future__ import annotations

from store.states import bounds
from tui.commands.base import Command
from tui.commands.dating import ask_date
from tui.context import Context
from tui.desk import Desk
from tui.locale import N_
from tui.locale import gettext as _

TIMELINE = ("timeline",)


class ZoomIn(Command):
    id, key, label, panes = "timeline.closer", ">", N_("Finer"), TIMELINE
    help = N_("Zoom the timeline in: year, quarter, month, day.")

    def run(self, desk: Desk) -> None:
        desk.timeline.zoom(1)


class ZoomOut(Command):
    id, key, label, panes = "timeline.wider", "<", N_("Coarser"), TIMELINE
    help = N_("Zoom the timeline out: day, month, quarter, year, everything.")

    def run(self, desk: Desk) -> None:
        desk.timeline.zoom(-1)


class FitAll(Command):
    id, key, label, panes = "timeline.fit", "=", N_("Everything"), TIMELINE
    help = N_("Show the whole time at once.")

    def run(self, desk: Desk) -> None:
        desk.timeline.fit()


class CycleLanes(Command):
    id, key, label, panes = "timeline.lanes", "L", N_("Lanes"), TIMELINE
    help = N_("Divide the timeline by document, topic or kind, or show one list.")

    def run(self, desk: Desk) -> None:
        desk.timeline.cycle_lane()


class NextPeriod(Command):
    id, key, label, panes = "timeline.next_period", "l right", N_("Next period"), TIMELINE
    help = N_("Go to the next year, quarter, month or day in which something stands.")

    def run(self, desk: Desk) -> None:
        if not desk.timeline.next_period(1):
            desk.say(_("This is the last period."), warn=True)


class PreviousPeriod(Command):
    id, key, label, panes = "timeline.previous_period", "h left", N_("Previous period"), TIMELINE
    help = N_("Go to the beginning of this period, then to the one before.")

    def run(self, desk: Desk) -> None:
        if not desk.timeline.next_period(-1):
            desk.say(_("This is the first period."), warn=True)


class GoToToday(Command):
    id, key, label, panes = "timeline.today", "T", N_("Today"), TIMELINE
    help = N_("Go to what comes next from today on.")

    def run(self, desk: Desk) -> None:
        if not desk.timeline.go_to_day(desk.view.lookup.today):
            desk.say(_("Nothing here has a date."), warn=True)


class GoToDay(Command):
    id, key, label, panes = "timeline.day", "J", N_("Go to a day"), TIMELINE
    help = N_(
        "Type a day, a month or a year, in plain words, and go to what stands there or comes next; "
        "“undated” for what has no date."
    )

    async def run(self, desk: Desk) -> None:
        edtf = await ask_date(desk, _("Go to which day?"), "", desk.view.lookup.today)
        first, last = bounds(edtf)
        if edtf and not (first or last):
            if not desk.timeline.go_to_undated():
                desk.say(_("Everything here has a date."), warn=True)
        elif (day := first or last) is not None and not desk.timeline.go_to_day(day):
            desk.say(_("Nothing here has a date."), warn=True)


class NextOverdue(Command):
    id, key, label, panes = "timeline.next_overdue", "n", N_("Next overdue"), TIMELINE
    help = N_("Go to the next deadline that has passed without an answer that settles it.")

    def run(self, desk: Desk) -> None:
        if not desk.timeline.next_overdue(1):
            desk.say(_("Nothing here is overdue."))


class PreviousOverdue(Command):
    id, key, label, panes = "timeline.previous_overdue", "N", N_("Previous overdue"), TIMELINE
    help = N_("Go to the previous deadline that has passed without an answer that settles it.")

    def run(self, desk: Desk) -> None:
        if not desk.timeline.next_overdue(-1):
            desk.say(_("Nothing here is overdue."))


class ShowDiscarded(Command):
    id, key, label, panes = "timeline.discarded", "X", N_("Discarded ones"), TIMELINE
    help = N_("Show discarded events too, or hide them again.")

    def run(self, desk: Desk) -> None:
        shown = desk.timeline.toggle_discarded()
        desk.say(_("Discarded events are shown.") if shown else _("Discarded events are hidden."))


class Details(Command):
    id, key, label, panes = "timeline.details", "i", N_("Details"), TIMELINE
    help = N_(
        "Show the event with its words in context, how its date was read, and who decided what; "
        "go through the suggestions there."
    )

    def why_not(self, context: Context) -> str | None:
        return None if context.row else _("Nothing is under the cursor here.")

    async def run(self, desk: Desk) -> None:
        await desk.show_events(desk.context().row or "")
