"""Going somewhere: panes, passages, the next thing that needs me."""

from __future__ import annotations

from tui.arrangement import LISTS
from tui.commands.base import Command
from tui.context import Context
from tui.desk import Desk
from tui.locale import N_
from tui.locale import gettext as _


class GoToPane(Command):
    """Base of the five commands that focus one pane."""

    pane = ""
    help = N_("Go to this pane.")

    def run(self, desk: Desk) -> None:
        if desk.context().pane == self.pane:
            desk.say(_("This is the pane that you are in."))
        desk.go(self.pane)


class GoToDocuments(GoToPane):
    id, key, label, pane = "go.documents", "1", N_("Documents"), "documents"


class GoToTimeline(GoToPane):
    id, key, label, pane = "go.timeline", "2", N_("Timeline"), "timeline"


class GoToDemands(GoToPane):
    id, key, label, pane = "go.demands", "3", N_("Demands"), "demands"


class GoToReader(GoToPane):
    id, key, label, pane = "go.reader", "4", N_("Text"), "reader"


class GoToNotes(GoToPane):
    id, key, label, pane = "go.notes", "5", N_("Notes"), "notes"


class NextPane(Command):
    id, key, label = "go.next", "tab", N_("Next pane")
    help = N_("Go to the next pane on the screen.")

    def run(self, desk: Desk) -> None:
        desk.step(1)


class PreviousPane(Command):
    id, key, label = "go.previous", "shift+tab", N_("Previous pane")
    help = N_("Go to the previous pane on the screen.")

    def run(self, desk: Desk) -> None:
        desk.step(-1)


class Open(Command):
    id, key, label = "go.open", "enter", N_("Open")
    help = N_("Open the document, or jump to the passage this stands in.")
    rank = 1

    def why_not(self, context: Context) -> str | None:
        if context.thing or context.pane == "demands":
            return None
        return _("Nothing to open is under the cursor.")

    def run(self, desk: Desk) -> None:
        thing = desk.context().thing
        if thing:
            desk.open(thing)
        elif not desk.checklist.fold():
            desk.say(_("Nothing to open is under the cursor."), warn=True)


class Back(Command):
    id, key, label = "go.back", "escape", N_("Back")
    help = N_(
        "Out one level: the selection, the marks, the filter, the zoom, then the list beside the reader."
    )

    def run(self, desk: Desk) -> None:
        desk.back()


class Zoom(Command):
    id, key, label = "view.zoom", "+", N_("Zoom pane")
    help = N_("Give this pane the whole screen, and back.")

    def run(self, desk: Desk) -> None:
        desk.zoom()


class Fold(Command):
    id, key, label, panes = "demands.fold", "h l left right", N_("Fold"), ("demands",)
    help = N_("Fold or unfold a topic or a demand's sub-demands.")

    def run(self, desk: Desk) -> None:
        _say_unless(desk, desk.checklist.fold())


def _say_unless(desk: Desk, folded: bool) -> None:
    if not folded:
        desk.say(_("There is nothing to fold here."), warn=True)


class FoldAll(Command):
    id, key, label, panes = "demands.fold_all", "z", N_("Fold all"), ("demands",)
    help = N_("Fold all topics and demands, or unfold all.")

    def run(self, desk: Desk) -> None:
        _say_unless(desk, desk.checklist.fold_all())


class Regroup(Command):
    id, key, label, panes = "demands.group", "L", N_("Group"), ("demands",)
    help = N_("Divide the checklist by topic, by addressee, by deadline (overdue first), or by state.")

    def run(self, desk: Desk) -> None:
        desk.checklist.regroup()


class NextNeedingMe(Command):
    id, key, label = "go.next_open", ".", N_("Next to do")
    help = N_(
        "Go to the next thing in the project that needs me: passages to check, suggested events and demands, "
        "verdicts, disputes, notes to answer."
    )
    rank = 9

    async def run(self, desk: Desk) -> None:
        await desk.next_to_do(1)


class PreviousNeedingMe(Command):
    id, key, label = "go.previous_open", ",", N_("Previous to do")
    help = N_("Go to the thing before that needs me.")

    async def run(self, desk: Desk) -> None:
        await desk.next_to_do(-1)


class MarkRow(Command):
    id, key, label, panes = "row.mark", "space", N_("Mark row"), (*LISTS, "recheck")
    help = N_("Mark this row, so that the next command works on all marked ones.")

    def why_not(self, context: Context) -> str | None:
        return None if context.row else _("Nothing is under the cursor here.")

    def run(self, desk: Desk) -> None:
        if desk.list is not None:
            desk.list.toggle_mark()


class Filter(Command):
    id, key, label, panes = "list.filter", "/", N_("Filter"), (*LISTS, "matrix")
    help = N_(
        'Show only the rows with these words; also is: state: doc: tag: by: date:, OR, NOT, "a phrase", '
        "parentheses. Filters are remembered and can be named."
    )
    rank = 8

    async def run(self, desk: Desk) -> None:
        if (rows := desk.list) is not None:
            await desk.ask_filter(_("Filter this list"), rows, desk.context().pane)
