"""What was found, words that mean the same, what is for me, and what happened."""

from __future__ import annotations

from tui.commands.base import ScreenCommand
from tui.locale import N_

COMMANDS = (
    ScreenCommand("search.open", "enter", N_("Open"),
                  N_("Show the hit where it stands. For a tag: search for everything that carries it."), 1,
                  row=True),
    ScreenCommand("search.ask", "/ F", N_("Other words"), N_("Change what is searched for."), 2),
    ScreenCommand("search.instead", "d", N_("Meant"), N_("Search for what was perhaps meant."), 3),

    ScreenCommand("synonyms.add", "o", N_("Add"),
                  N_("Make words mean the same: type them, with = between them."), 1, needs="reviewer"),
    ScreenCommand("synonyms.edit", "E enter", N_("Edit"), N_("Change a group of ours."), 2,
                  needs="reviewer", row=True),
    ScreenCommand("synonyms.remove", "D x", N_("Remove"), N_("Take a group of ours away."), 3,
                  needs="reviewer", row=True),
    ScreenCommand("synonyms.filter", "/", N_("Filter"), N_("Show only the groups with these words."), 4),

    ScreenCommand("for_me.place", "enter", N_("Go there"),
                  N_("Show it where it stands, and mark it as read."), 1, row=True),
    ScreenCommand("for_me.read", "space", N_("Read"), N_("Mark it as read, or as unread again."), 7,
                  row=True),
    ScreenCommand("for_me.all_read", "X", N_("All read"), N_("Mark everything as read."), 8),
    ScreenCommand("for_me.drop", "D", N_("Drop draft"), N_("Throw a draft away."), row=True),

    ScreenCommand("happened.place", "enter", N_("Go there"),
                  N_("Show it where it stands; [go.back] there leads back here."), 1, row=True),
    ScreenCommand("happened.seen", "s", N_("Seen"), N_("I have seen all this: begin anew from here."), 2),
)  # fmt: skip
