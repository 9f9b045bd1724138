"""What is not about one thing: undo, history, copy, palette, help, quit."""

from __future__ import annotations

from tui.arrangement import PANES
from tui.commands.base import SCREENS, Command
from tui.context import Context
from tui.desk import Desk
from tui.locale import N_
from tui.locale import gettext as _


class Undo(Command):
    id, key, label = "change.undo", "u", N_("Undo")
    help = N_("Take back my last change; changes of others stay.")
    panes = (*PANES, "weigh", "answering", "orphans", "events", "recheck", "codebook", "for_me")
    needs, rank = "reviewer", 10

    def why_not(self, context: Context) -> str | None:
        # My change before those made on a full screen may be anything, such as a document's new version.
        if context.pane in PANES or context.made:
            return None
        return _("You have decided nothing here yet.")

    async def run(self, desk: Desk) -> None:
        await desk.undo()


class Redo(Command):
    id, key, label = "change.redo", "U", N_("Redo")
    help = N_("Do again what I undid last.")
    needs = "reviewer"

    async def run(self, desk: Desk) -> None:
        await desk.redo()


class History(Command):
    id, key, label = "change.history", "H", N_("History")
    help = N_("Show who changed this, when, from what to what.")

    async def run(self, desk: Desk) -> None:
        await desk.show_history(desk.context().thing)


class Copy(Command):
    id, key, label = "passage.copy", "c", N_("Copy")
    help = N_("Copy the passage with its source to the terminal's clipboard and to a file.")
    panes = (*PANES, "versions")

    def why_not(self, context: Context) -> str | None:
        if context.targets:
            return None
        return _("There is no passage to copy here.")

    def run(self, desk: Desk) -> None:
        cited = filter(None, map(desk.cited, desk.context().targets))
        if text := "\n\n".join(cited):
            desk.copy(text)
        else:
            desk.say(nothing_but_blanks(), warn=True)


def nothing_but_blanks() -> str:
    """Why what is selected is not copied."""
    return _("There are no words in the selection: nothing was copied.")


class Palette(Command):
    id, key, label = "help.palette", ": ctrl+p", N_("All commands")
    help = N_("Find any command by its name.")
    panes = (*PANES, *SCREENS)

    async def run(self, desk: Desk) -> None:
        await desk.show_palette()


class Help(Command):
    id, key, label = "help.keys", "? f1", N_("Help")
    help = N_("Show the keys that work here.")
    panes = (*PANES, *SCREENS)
    rank = 90

    async def run(self, desk: Desk) -> None:
        await desk.show_help()


class Tour(Command):
    id, key, label = "help.tour", "f3", N_("Tour")
    help = N_("Show Vermerk in five steps, each with the key that leads on; the same key ends it.")

    def run(self, desk: Desk) -> None:
        desk.tour()


class Quit(Command):
    id, key, label = "app.quit", "q", N_("Quit")
    help = N_("Leave; everything is saved already.")
    rank = 80

    def run(self, desk: Desk) -> None:
        desk.quit()
