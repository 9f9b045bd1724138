"""Finding what is anywhere in the project."""

from __future__ import annotations

from tui.commands.base import Command
from tui.desk import Desk
from tui.locale import N_


class ShowCodebook(Command):
    id, key, label = "codebook.show", "B", N_("Codebook")
    help = N_(
        "Show the tags with their uses, change them, and list what carries one or what an expression of them "
        "holds for."
    )

    async def run(self, desk: Desk) -> None:
        await desk.show_codebook()


class SearchEverywhere(Command):
    id, key, label = "search.everywhere", "F", N_("Search everywhere")
    help = N_("Search all texts, notes, demands, events and tags of the project.")

    async def run(self, desk: Desk) -> None:
        await desk.search()


class ShowOrphans(Command):
    id, key, label = "commitment.orphans", "Z", N_("Commitments")
    help = N_("Show what is announced, planned, decided or financed, and no demand asks for.")

    async def run(self, desk: Desk) -> None:
        await desk.show_orphans()


class EditSynonyms(Command):
    id, key, label = "search.synonyms", "Y", N_("Synonyms")
    help = N_("Show and change the words that mean the same when the program searches.")

    async def run(self, desk: Desk) -> None:
        await desk.show_synonyms()
