"""Changes by what a person calls them."""

from __future__ import annotations

from tui.locale import NP_, pgettext

#: The journal's name of a change and what a person calls it.
DEEDS = {
    "document.add": NP_("deed", "document added"),
    "document.import": NP_("deed", "document imported"),
    "document.read": NP_("deed", "dates and demands found"),
    "document.edit": NP_("deed", "document changed"),
    "document.remove": NP_("deed", "document deleted"),
    "document.revise": NP_("deed", "document revised"),
    "passage.keep": NP_("deed", "passage checked"),
    "passage.place": NP_("deed", "passage placed"),
    "passage.lose": NP_("deed", "passage found gone"),
    "commitment.dismiss": NP_("deed", "commitment dismissed"),
    "commitment.recall": NP_("deed", "commitment open again"),
    "event.add": NP_("deed", "event added"),
    "event.edit": NP_("deed", "event changed"),
    "event.confirm": NP_("deed", "event confirmed"),
    "event.reject": NP_("deed", "event discarded"),
    "event.remove": NP_("deed", "event deleted"),
    "demand.add": NP_("deed", "demand added"),
    "demand.edit": NP_("deed", "demand changed"),
    "demand.confirm": NP_("deed", "demand confirmed"),
    "demand.reject": NP_("deed", "demand discarded"),
    "demand.remove": NP_("deed", "demand deleted"),
    "demand.merge": NP_("deed", "demands merged"),
    "demand.split": NP_("deed", "demand split"),
    "evidence.add": NP_("deed", "evidence linked"),
    "evidence.edit": NP_("deed", "evidence changed"),
    "evidence.grade": NP_("deed", "evidence graded"),
    "evidence.remove": NP_("deed", "evidence deleted"),
    "evidence.accept": NP_("deed", "evidence accepted"),
    "evidence.reject": NP_("deed", "evidence discarded"),
    "verdict.set": NP_("deed", "answer given"),
    "verdict.remove": NP_("deed", "answer withdrawn"),
    "tag.add": NP_("deed", "tag added"),
    "tag.edit": NP_("deed", "tag changed"),
    "tag.remove": NP_("deed", "tag deleted"),
    "tag.attach": NP_("deed", "tagged"),
    "tag.detach": NP_("deed", "tag taken off"),
    "note.add": NP_("deed", "note added"),
    "note.reply": NP_("deed", "reply added"),
    "note.edit": NP_("deed", "note changed"),
    "note.resolve": NP_("deed", "note resolved"),
    "note.reopen": NP_("deed", "note opened again"),
    "note.remove": NP_("deed", "note deleted"),
    "reviewer.add": NP_("deed", "reviewer added"),
    "reviewer.role": NP_("deed", "role changed"),
    "reviewer.users": NP_("deed", "reviewer's users changed"),
    "assignment.add": NP_("deed", "assigned"),
    "assignment.remove": NP_("deed", "assignment taken back"),
    "project.create": NP_("deed", "project made"),
    "project.edit": NP_("deed", "project changed"),
    "sample": NP_("deed", "in making the sample"),
    "purge": NP_("deed", "removed for good"),
    "migrate": NP_("deed", "project brought up to date"),
    "undo": NP_("deed", "change undone"),
    "redo": NP_("deed", "change done again"),
}

#: What only commands of the shell do: a key that takes back the last change on the screen is not about that.
BY_COMMANDS = frozenset(
    ["document.add", "document.revise", "reviewer.add", "reviewer.role", "reviewer.users"]
)


def deed(do: str) -> str:
    """What a person calls a change, or several in one ("note.add+tag.attach").

    A name this version doesn't know is shown as it is.
    """
    return ", ".join(pgettext("deed", DEEDS[part]) if part in DEEDS else part for part in do.split("+"))
