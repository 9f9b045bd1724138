"""What a new version of a document left open: checking where passages stand now, placing them by hand."""

from __future__ import annotations

from store import changes
from store.rows import PassageRow
from tui.choices import Choice
from tui.commands.base import Command
from tui.commands.making import spans_of
from tui.comparing import flat
from tui.context import Context
from tui.desk import Desk
from tui.locale import N_
from tui.locale import gettext as _
from tui.wording import recheck_word


class Recheck(Command):
    id, key, label = "passage.recheck", "K", N_("Check passages")
    help = N_("Show the passages whose words changed or went in a new version, old and new side by side.")

    def why_not(self, context: Context) -> str | None:
        if context.view.open_passages:
            return None
        return _("Nothing is to be checked: no new version left a passage open.")

    async def run(self, desk: Desk) -> None:
        await desk.recheck()


class PlacePassage(Command):
    id, key, label, panes = "passage.place", "P", N_("Place passage"), ("reader",)
    help = N_("Put a passage whose words changed or went in this version on the selected words.")
    needs, rank = "reviewer", 6

    def why_not(self, context: Context) -> str | None:
        if not waiting(context):
            return _("No passage of this document waits to be placed.")
        if context.selection is None:
            return _("Select the words first where the passage stands now ([reader.select]).")
        return None

    async def run(self, desk: Desk) -> None:
        context = desk.context()
        spans = spans_of(context.selection)
        picked = await desk.pick(_("Which passage stands here now?"), place_choices(waiting(context)))
        if picked and spans:
            await desk.apply(changes.PlacePassage(id=picked.id, spans=spans), said=_("Passage placed."))


def waiting(context: Context) -> tuple[PassageRow, ...]:
    """The passages of the document in the reader that can be placed by hand."""
    return context.view.to_place(context.document) if context.document else ()


def place_choices(passages: tuple[PassageRow, ...]) -> list[Choice]:
    return [
        Choice(one.id, flat(one.before or one.text), recheck_word(one.recheck, short=True))
        for one in passages
    ]
