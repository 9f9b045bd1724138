"""Finding what is anywhere in the project: for words, and for a demand."""

from __future__ import annotations

from store.rows import DemandRow
from tui.commands.base import Command
from tui.context import Context
from tui.desk import Desk
from tui.locale import N_
from tui.locale import gettext as _


class SearchEverywhere(Command):
    id, key, label = "search.everywhere", "F", N_("Search everywhere")
    help = N_("Search all texts, notes, demands, events and tags of the project.")

    async def run(self, desk: Desk) -> None:
        await desk.search()


class SuggestEvidence(Command):
    id, key, label, panes = "evidence.suggest", "p", N_("Possible evidence"), ("reader", "demands", "notes")
    help = N_("Show the passages of other documents that may answer this demand; accept them or not.")

    def why_not(self, context: Context) -> str | None:
        return None if demand_here(context) else _("Go to a demand first.")

    async def run(self, desk: Desk) -> None:
        demand = demand_here(desk.context())
        if demand is not None:
            await desk.suggest(demand)


def demand_here(context: Context) -> str | None:
    """The demand under the cursor; in the reader the narrowest whose words are there."""
    ids = (context.row,) if context.in_list else context.beneath
    return next((one for one in ids if isinstance(context.view.by_id(one), DemandRow)), None)
