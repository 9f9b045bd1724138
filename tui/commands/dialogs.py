"""The keys of the small screens that ask or show one thing."""

from __future__ import annotations

from tui.commands.base import DIALOGS, TYPED_INTO, ScreenCommand
from tui.locale import N_

#: The answers to questions: key, word, meaning.
QUESTIONS = {
    "yes": ("y", N_("yes"), N_("Answer yes.")),
    "no": ("n", N_("no"), N_("Answer no.")),
    "mine": ("m", N_("mine"), N_("What I wrote is to count.")),
    "theirs": ("t", N_("theirs"), N_("What the other wrote is to count.")),
}

COMMANDS = (
    ScreenCommand("dialog.choose", "enter", N_("Choose"), N_("Take the row under the cursor."), 1,
                  panes=("picker",)),
    ScreenCommand("dialog.done", "enter", N_("Done"), N_("Take what was typed."), 1,
                  panes=("line", "filter")),
    ScreenCommand("dialog.save", "enter", N_("Save"), N_("Keep what was typed."), 1, panes=("text",)),
    # Terminals that tell Shift+Enter or Alt+Enter from Enter have them, all have F2.
    ScreenCommand("text.new_line", "f2 shift+enter alt+enter", N_("New line"), N_("Begin a new line."), 2,
                  panes=("text",)),
    ScreenCommand("text.complete", "tab", N_("Complete"),
                  N_("Complete the name that was begun after @."), panes=("text",)),

    ScreenCommand("picker.down", "down", N_("Down"), N_("To the next row."), panes=("picker",)),
    ScreenCommand("picker.up", "up", N_("Up"), N_("To the row before."), panes=("picker",)),
    ScreenCommand("picker.page_down", "pagedown", N_("Page down"), N_("On by as many rows as are in sight."),
                  panes=("picker",)),
    ScreenCommand("picker.page_up", "pageup", N_("Page up"), N_("Back by as many rows as are in sight."),
                  panes=("picker",)),

    ScreenCommand("filter.earlier", "up", N_("Earlier"), N_("What was asked before."), 2),
    ScreenCommand("filter.later", "down", N_("Later"), N_("What was asked after that.")),
    ScreenCommand("filter.complete", "tab", N_("Complete"),
                  N_("Complete the last word; once more, the next way."), 3),
    ScreenCommand("filter.name", "f2", N_("Name"), N_("Give what stands there a name."), 4),
    ScreenCommand("filter.take", "f3", N_("Take"), N_("Take a filter that has a name."), 5),
    ScreenCommand("filter.unname", "f4", N_("Drop"), N_("Take a filter's name away."), 6),

    ScreenCommand("settle.settle", "enter", N_("Settle"), N_("Give this answer as the final one."), 1),
    ScreenCommand("settle.down", "down", N_("Next answer"), N_("To the next answer."), 2),
    ScreenCommand("settle.up", "up", N_("Answer before"), N_("To the answer before.")),
    ScreenCommand("settle.reason", "tab", N_("Its reason"),
                  N_("Take the reason of the first who gave this answer."), 3),
    ScreenCommand("settle.page_down", "pagedown", N_("Verdicts"), N_("Scroll the verdicts."), 4),
    ScreenCommand("settle.page_up", "pageup", N_("Verdicts back"), N_("Scroll the verdicts back.")),

    ScreenCommand("colour.left", "h left", N_("Left"), N_("To the colour before."), 1),
    ScreenCommand("colour.down", "j down", N_("Down"), N_("To the next line of colours."), 2),
    ScreenCommand("colour.up", "k up", N_("Up"), N_("To the line of colours before."), 3),
    ScreenCommand("colour.right", "l right", N_("Right"), N_("To the next colour."), 4),
    ScreenCommand("colour.choose", "enter", N_("Choose"), N_("Take the colour under the cursor."), 5),
    ScreenCommand("colour.none", "0", N_("No colour"), N_("Take no colour."), 6),

    ScreenCommand("rows.open", "enter", N_("That version"),
                  N_("Show the version that the row is about; on any other row go back."), 2),
    ScreenCommand("rows.scroll_down", "space", N_("Read on"),
                  N_("Scroll what is said about the row under the cursor."), 3),
    ScreenCommand("rows.scroll_up", "backspace", N_("Read back"),
                  N_("Scroll back what is said about the row under the cursor.")),

    *(ScreenCommand(f"question.{name}", *asked, 1) for name, asked in QUESTIONS.items()),

    ScreenCommand("dialog.keys", "f1", N_("Help"), N_("Show the keys that work here."),
                  panes=(*TYPED_INTO, "colour", "question")),
    ScreenCommand("dialog.back", "escape", N_("Back"), N_("Back without an answer."), 90,
                  panes=tuple(DIALOGS)),
)  # fmt: skip
