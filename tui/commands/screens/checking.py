"""Checking one by one: the events of the timeline, passages after a new version, older versions."""

from __future__ import annotations

from tui.commands.base import ScreenCommand
from tui.locale import N_

COMMANDS = (
    ScreenCommand("events.place", "enter", N_("In the text"), N_("Show the passage in the text."), 5,
                  row=True),
    ScreenCommand("events.next", ".", N_("Next"), N_("Go to the next suggestion."), 7),
    ScreenCommand("events.previous", ",", N_("Previous"), N_("Go to the previous suggestion.")),

    ScreenCommand("recheck.keep", "y", N_("Keep"),
                  N_("The new place is right, and what hangs on it holds for the new words."), 1,
                  needs="reviewer", row=True),
    ScreenCommand("recheck.lose", "x", N_("Gone"),
                  N_("The words are gone from the document: the passage stays in the version where they "
                     "stood."), 2, needs="reviewer", row=True),
    ScreenCommand("recheck.place", "enter", N_("In the text"),
                  N_("Show the place in the text. For an orphan that is where its words would be: "
                     "select others there ([reader.select]), then [passage.place] puts the passage on "
                     "them."), 3, row=True),

    ScreenCommand("versions.next", "n", N_("Next difference"),
                  N_("To the next place where the two versions differ."), 1),
    ScreenCommand("versions.previous", "N", N_("Previous one"),
                  N_("To the place before where the two versions differ.")),
    ScreenCommand("versions.other", "tab shift+tab", N_("Other version"),
                  N_("To the same place in the other version."), 2),
    ScreenCommand("versions.older", "<", N_("Older"), N_("Show the version before this one."), 3),
    ScreenCommand("versions.newer", ">", N_("Newer"), N_("Show the version after this one."), 4),
    ScreenCommand("versions.place", "enter", N_("In the text"),
                  N_("Go to this place in the text as it is now."), 2),
)  # fmt: skip
