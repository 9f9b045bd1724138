"""Finding what is anywhere in the project."""

from __future__ import annotations

from tui.commands.base import Command
from tui.desk import Desk
from tui.locale import N_


class SearchEverywhere(Command):
    id, key, label = "search.everywhere", "F", N_("Search everywhere")
    help = N_("Search all texts, notes, demands, events and tags of the project.")

    async def run(self, desk: Desk) -> None:
        await desk.search()
