"""The commands there are: name, the module that has it, and one line of help.

Only the module of the command that was called is imported, so ``vermerk dates`` loads no store and
``vermerk list`` no readers.
"""

from __future__ import annotations

import argparse
from collections.abc import Callable
from contextlib import AbstractContextManager, closing
from importlib import import_module
from pathlib import Path
from typing import TYPE_CHECKING

from msgspec import Struct

from tui.cli.output import Output
from tui.locale import N_

if TYPE_CHECKING:
    from store.review import Review
    from tui.cli.parser import Parser

SUMMARIES: dict[str, tuple[str, str]] = {
    "open": ("projects", N_("open the screen of a project")),
    "demo": ("projects", N_("make the sample project if it is not there, and open it")),
    "init": ("projects", N_("make a new project; whoever calls this becomes its lead")),
    "import": ("importing", N_("take documents into a project")),
    "findings": ("waiting", N_("find the dates and demands of imported documents that still wait for it")),
    "revise": ("revising", N_("give a document a new version; its passages move with the text")),
    "passage": ("revising", N_("say where passages of a revised document stand now")),
    "list": ("listing", N_("list documents, events, demands, tags, notes, evidence, verdicts or reviewers")),
    "show": ("listing", N_("show one record or passage with everything on it")),
    "tagged": ("tagged", N_("list what carries a tag, or an expression of tags holds for")),
    "search": ("finding", N_("find texts, notes, demands, events and tags")),
    "suggest": ("suggesting", N_("find passages that may answer a demand, and accept or reject them")),
    "synonyms": ("synonyms", N_("list, add or remove words that mean the same in searches")),
    "dates": ("reading", N_("find the dates in a text; needs no project")),
    "demands": ("reading", N_("find the demands in a text; needs no project")),
    "commitments": ("reading", N_("find what is announced or decided in a text; needs no project")),
    "anchors": ("anchoring", N_("find the passages of an old text in a new one; needs no project")),
    "tag": ("marking", N_("put tags on a record or passage")),
    "untag": ("marking", N_("take tags off a record or passage")),
    "note": ("marking", N_("write a note on a record or passage")),
    "reply": ("marking", N_("reply to a note")),
    "resolve": ("marking", N_("mark a note as resolved, or open again")),
    "demand": ("checklist", N_("add, load, edit, merge, split, confirm or reject demands")),
    "event": ("checklist", N_("add, edit, confirm or reject events")),
    "evidence": ("judging", N_("link a passage to a demand as evidence")),
    "verdict": ("judging", N_("give your verdict on a demand")),
    "assign": ("assigning", N_("say who is to judge what, once or twice; list it")),
    "agreement": ("agreeing", N_("tell how far the reviewers agree")),
    "apply": ("applying", N_("apply changes given as JSON Lines")),
    "history": ("journal", N_("tell who changed what, and when")),
    "undo": ("journal", N_("take back your last change, or the one given")),
    "redo": ("journal", N_("do again what you took back last")),
    "export": ("exporting", N_("write a review out in another format")),
    "snapshot": ("journal", N_("bring current.json up to the last change")),
    "check": ("care", N_("look whether everything in a project is what it should be")),
    "purge": ("purging", N_("remove a record or a person for good, with its history")),
    "backup": ("care", N_("copy a project into a new folder or archive, while others go on working")),
    "restore": ("care", N_("put a backup in place as a project")),
    "project": ("project", N_("show how a project is set; name it, make it blind, open it")),
    "reviewers": ("team", N_("show the team, add a reviewer, set a role, let a key in")),
    "config": ("configuring", N_("show the settings and what is wrong with them; write a file of them")),
    "ssh": ("ssh", N_("what a key lets somebody do on a server: the screen, or a few commands")),
}


class Command(Struct, frozen=True, dict=True):
    """One command: what it takes, what it does, and help beyond the line in ``SUMMARIES``.

    ``about`` is called when the help is shown, in the language spoken then. ``examples`` are
    command lines without the leading "vermerk".
    """

    arguments: Callable[[Parser], None]
    run: Callable[[Call], int]
    examples: tuple[str, ...]
    about: Callable[[], str] = str


class Call(Struct, frozen=True, dict=True):
    """One call of a command: what was asked for, and where to print."""

    command: Command
    args: argparse.Namespace
    out: Output

    def review(self, whole: bool = False) -> AbstractContextManager[Review]:
        """The project of this call, opened as who acts; closed at the end of the block.

        Of a damaged one what can be read is shown, the flaw is told and the command ends with its code; with
        ``whole`` nothing is done at all, for what must not be handed over in part.
        """
        from store.review import Review
        from tui.explaining import explain

        review = Review.open(Path(self.args.project), self.args.acting)
        if review.damage is not None:
            if whole:
                review.close()
                raise review.damage
            self.out.damaged = True
        if review.read_only is not None:
            self.out.say(explain(review.read_only))
        if review.brought_up is not None:
            from tui.telling import brought_up

            self.out.say(brought_up(review.brought_up))
        return closing(review)


def load(name: str) -> Command:
    """The command of that name; imports its module."""
    commands: dict[str, Command] = import_module(f"tui.cli.{SUMMARIES[name][0]}").COMMANDS
    return commands[name]
