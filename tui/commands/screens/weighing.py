"""Weighing up: a demand beside its evidence, the demands that something may answer, unasked commitments."""

from __future__ import annotations

from functools import partial

from tui.commands.base import ScreenCommand
from tui.locale import N_

BOTH = ("weigh", "answering")
on_passage = partial(ScreenCommand, needs="reviewer", row=True)
judging = partial(ScreenCommand, needs="reviewer")

COMMANDS = (
    on_passage("weigh.supports", "y +", N_("Supports"),
               N_("The passage is evidence that supports the demand; evidence says so from now on."), 1,
               panes=BOTH),
    on_passage("weigh.contradicts", "n -", N_("Contradicts"),
               N_("The passage is evidence that contradicts the demand."), 2, panes=BOTH),
    on_passage("weigh.mentions", "m ~", N_("Mentions"),
               N_("The passage is evidence that only mentions the demand."), panes=BOTH),
    on_passage("weigh.strong", "1", N_("Strong"),
               N_("It is strong evidence; once more takes my grade back."), panes=BOTH),
    on_passage("weigh.weak", "2", N_("Weak"), N_("It is weak evidence; once more takes my grade back."),
               panes=BOTH),
    on_passage("weigh.reject", "x", N_("None"),
               N_("The passage is no evidence; it is not suggested again."), 3, panes=BOTH),
    judging("weigh.judge", "s", N_("Verdict"), N_("Give my answer to the demand, with the reason."), 4),
    judging("weigh.not_found", "0", N_("Nothing found"),
            N_("My answer is that nothing was found; how many documents there were to search is kept.")),
    ScreenCommand("weigh.place", "enter", N_("In the text"),
                  N_("Show the passage in the text; [go.back] there leads back here."), 7, row=True),
    ScreenCommand("weigh.next", ".", N_("Next to do"), N_("Go on to the next demand that needs me."), 5),
    ScreenCommand("weigh.previous", ",", N_("Previous to do"),
                  N_("Go back to the demand before that needs me.")),
    ScreenCommand("weigh.onward", "l right", N_("Next demand"),
                  N_("Go on to the next demand of the checklist.")),
    ScreenCommand("weigh.back_one", "h left", N_("Previous demand"), N_("Go back to the demand before.")),
    judging("weigh.annotate", "a", N_("Annotate"),
            N_("Write a note on the demand, or on the evidence under the cursor.")),
    on_passage("weigh.remove", "D", N_("Delete"),
               N_("Take the evidence away as if it had never been linked.")),
    judging("weigh.assign", "A", N_("Assign"), N_("Say who is to judge the demand.")),
    ScreenCommand("weigh.settle", "V", N_("Settle"),
                  N_("Show all verdicts beside each other and give the final one."), needs="lead"),
    ScreenCommand("weigh.more", "w", N_("More"),
                  N_("Show more than two passages a document, and fewer again.")),
    ScreenCommand("weigh.asked_down", "J", N_("Demand down"), N_("Scroll what is said about the demand.")),
    ScreenCommand("weigh.asked_up", "K", N_("Demand up"), N_("Scroll what is said about the demand.")),

    ScreenCommand("answering.beside", "enter", N_("Weigh up"), N_("Show the demand beside its evidence."), 4,
                  row=True),

    ScreenCommand("orphans.place", "enter", N_("In the text"),
                  N_("Show the passage in the text; [go.back] there leads back here."), 1, row=True),
    on_passage("orphans.dismiss", "x", N_("Dismiss"),
               N_("No demand has to ask for this; it is not listed again. On a dismissed one: open it "
                  "again."), 2),
    on_passage("orphans.link", "e", N_("Evidence"),
               N_("It answers a demand: choose which, the nearest first."), 3),
    on_passage("orphans.new", "o", N_("Demand, event"), N_("Make it a demand or an event of its own."), 4),
    ScreenCommand("orphans.beside", "p", N_("Nearest demand"),
                  N_("Show the nearest demand beside its evidence."), row=True),
    ScreenCommand("orphans.more", "w", N_("All"),
                  N_("Show also what some demand plausibly asks for and what was dismissed, or hide it "
                     "again."), 5),
)  # fmt: skip
