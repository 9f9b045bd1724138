"""The codebook, what carries its tags, and the tables of tags."""

from __future__ import annotations

from functools import partial

from tui.commands.base import ScreenCommand
from tui.locale import N_

HOTKEYS = "0 1 2 3 4 5 6 7 8 9"
reviewers = partial(ScreenCommand, needs="reviewer", row=True)
leads = partial(ScreenCommand, needs="lead", row=True)

COMMANDS = (
    ScreenCommand("codebook.passages", "enter", N_("What carries it"),
                  N_("List what carries this tag or one below it, to walk through it in the text."), 1,
                  row=True),
    ScreenCommand("codebook.expression", "e", N_("Expression"),
                  N_("List what an expression of tags holds for: and, or, not, near, parentheses."), 2),
    ScreenCommand("codebook.table", "T", N_("Tables"), N_("Tags against documents, and tags against tags."),
                  3),
    ScreenCommand("codebook.add", "o", N_("Add"), N_("Add a tag beside this one, or anywhere."), 4,
                  needs="reviewer"),
    leads("codebook.rename", "E", N_("Rename"),
          N_("Give it another name; the tags below it come along."), 5),
    reviewers("codebook.describe", "d", N_("Describe"), N_("Say what it stands for.")),
    reviewers("codebook.colour", "c", N_("Colour"), N_("Choose its colour in the text.")),
    reviewers("codebook.hotkey", HOTKEYS, N_("Hotkey"),
              N_("1 to 9: the key that chooses it after [tag.attach]; 0 takes it away.")),
    leads("codebook.move", "m", N_("Move"), N_("Put it below another tag, with what is below it.")),
    leads("codebook.merge", "J", N_("Merge"), N_("Make it one with another tag.")),
    leads("codebook.delete", "D", N_("Delete"), N_("Take it off everything and out of the codebook.")),
    ScreenCommand("codebook.filter", "/", N_("Filter"), N_("Show only the tags with these words.")),

    ScreenCommand("tagged.place", "enter", N_("In the text"),
                  N_("Show it in the text; there [go.next_mark] and [go.previous_mark] go on to the next and "
                     "previous one, [go.back] leads back."), 1, row=True),
    ScreenCommand("tagged.expression", "e /", N_("Expression"),
                  N_("Change the expression: and, or, not, near, parentheses."), 2),

    ScreenCommand("table.place", "enter", N_("List"),
                  N_("List what the cell counts, to walk through it in the text."), 1, row=True),
    ScreenCommand("table.other", "tab", N_("Other table"), N_("Against documents, or against tags."), 2),
    ScreenCommand("table.below", "b", N_("With those below"),
                  N_("Count what is below a tag for it, too, or only itself."), 3),
    ScreenCommand("table.filled", "f", N_("Only filled"),
                  N_("Leave out what is empty altogether, or show it again."), 4),
)  # fmt: skip
