"""Catching up: what is for me, what happened since my last visit."""

from __future__ import annotations

from tui.commands.base import Command
from tui.desk import Desk
from tui.locale import N_


class ForMe(Command):
    id, key, label = "me.show", "m", N_("For me")
    help = N_(
        "Show what is for me: notes that name me (@name) or answer mine, demands I am to judge, disputes, "
        "my drafts."
    )

    async def run(self, desk: Desk) -> None:
        await desk.show_for_me()


class Happened(Command):
    id, key, label = "visit.show", "W", N_("What happened")
    help = N_("Show what others did since my last visit, with before and after, and who is here now.")

    async def run(self, desk: Desk) -> None:
        await desk.show_happened()
