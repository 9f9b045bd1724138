"""Hanging things on what is under the cursor: tags, notes, evidence."""

from __future__ import annotations

from collections.abc import Sequence

from store import changes
from store.model import GRADES, STANCES, TABLE_OF_LETTER, TAGGED
from store.rows import DemandRow, NoteRow
from store.tag_order import placed
from store.view import View
from tui.choices import Choice
from tui.commands.base import Command, nothing_here
from tui.commands.weighing import accepting
from tui.context import Context
from tui.desk import Desk
from tui.locale import N_
from tui.locale import gettext as _
from tui.wording import answer_word, grade_word, stance_word


class Tag(Command):
    id, key, label = "tag.attach", "t", N_("Tag")
    help = N_(
        "Tag what is under the cursor or selected; type to find a tag or to make a new one, 1–9 are hotkeys."
    )
    needs, rank = "reviewer", 3

    def why_not(self, context: Context) -> str | None:
        if not all(TABLE_OF_LETTER.get(target[0]) in TAGGED for target in context.targets):
            return _("Tags are for documents, passages, events and demands.")
        return nothing_here(context)

    async def run(self, desk: Desk) -> None:
        targets = desk.context().targets
        picked = await desk.pick(_("Tag"), tag_choices(desk.view), create=True)
        if picked is None:
            return
        name = picked.id
        await desk.apply(
            *(changes.AttachTags(target=target, tags=(name,)) for target in targets),
            said=_("Tagged “{tag}”.").format(tag=name),
        )


def tag_choices(view: View) -> list[Choice]:
    """The codebook as choices, the most used first."""
    tags = sorted(view.tags, key=lambda tag: (-tag.uses, placed(tag.name)))
    return [Choice(tag.name, tag.name, f"{tag.uses}×", tag.hotkey or "") for tag in tags]


class Annotate(Command):
    id, key, label = "note.add", "a", N_("Annotate")
    help = N_("Write a note on what is under the cursor or selected.")
    needs, rank = "reviewer", 4

    def why_not(self, context: Context) -> str | None:
        if any(target.startswith("n") for target in context.targets):
            return _("A note is replied to ([note.reply]).")
        return nothing_here(context)

    async def run(self, desk: Desk) -> None:
        await annotate(desk, desk.context().targets)


async def annotate(desk: Desk, targets: Sequence[str]) -> bool:
    """Ask for a note and hang it on all of them; whether there is one now."""
    text = await desk.write(_("Note"), draft="note:" + targets[0])
    if not text or not text.strip():
        return False
    notes = (changes.AddNote(target=target, text=text) for target in targets)
    return await desk.apply(*notes, said=_("Note added.")) is not None


class NoteCommand(Command):
    """Base of what works on one note."""

    panes = ("notes", "for_me")
    needs = "reviewer"

    def why_not(self, context: Context) -> str | None:
        if note_under(context) is None:
            return _("Go to a note first.")
        return None


def note_under(context: Context) -> NoteRow | None:
    """The note under the cursor, if that is what is there."""
    row = context.view.by_id(context.thing) if context.thing else None
    return row if isinstance(row, NoteRow) else None


class Reply(NoteCommand):
    id, key, label = "note.reply", "r", N_("Reply")
    help = N_("Answer this note.")
    rank = 5

    async def run(self, desk: Desk) -> None:
        note = note_under(desk.context())
        if note is not None:
            await reply_to(desk, note)


async def reply_to(desk: Desk, note: NoteRow) -> bool:
    """Ask for a reply to a note; whether it was given."""
    text = await desk.write(_("Reply"), draft=f"reply:{note.id}")
    if not text or not text.strip():
        return False
    return await desk.apply(changes.ReplyNote(note=note.id, text=text), said=_("Reply added.")) is not None


class Resolve(NoteCommand):
    id, key, label = "note.resolve", "R", N_("Resolve")
    help = N_("Mark this note as settled, or open it again.")
    rank = 6

    async def run(self, desk: Desk) -> None:
        note = note_under(desk.context())
        if note is not None:
            await settle_note(desk, note)


async def settle_note(desk: Desk, note: NoteRow) -> bool:
    """Mark the thread of a note as settled, or open it again; whether that was done."""
    if desk.view.thread_of(note).resolved:
        applied = await desk.apply(changes.ReopenNote(id=note.id), said=_("Note opened again."))
    else:
        applied = await desk.apply(changes.ResolveNote(id=note.id), said=_("Note resolved."))
    return applied is not None


async def resume_draft(desk: Desk, name: str) -> None:
    """Write on what a draft is of."""
    kind, _colon, target = name.partition(":")
    row = desk.view.by_id(target.partition(":")[0])
    if row is None:
        desk.say(_("What this was for is gone; the draft stays."), warn=True)
    elif kind == "note":
        await annotate(desk, [target])
    elif kind == "reply" and isinstance(row, NoteRow):
        await reply_to(desk, row)
    elif kind == "edit" and isinstance(row, NoteRow):
        await edit_note(desk, row)
    else:
        desk.say(_("Do here what you had begun: the draft is offered again."))


async def edit_note(desk: Desk, note: NoteRow) -> None:
    """Change a note's text, starting from what it says."""
    text = await desk.write(_("Edit note"), note.text, draft=f"edit:{note.id}")
    if text and text.strip() and text != note.text:
        await desk.apply(changes.EditNote(id=note.id, text=text, rev=note.rev), said=_("Note changed."))


class LinkEvidence(Command):
    id, key, label = "evidence.add", "e", N_("Evidence")
    help = N_(
        "Link the selected passage (or the sentence under the cursor) to a demand, with stance and grade; "
        "in the list of demands, to the demand there."
    )
    panes = ("reader", "demands")
    needs, rank = "reviewer", 5

    def why_not(self, context: Context) -> str | None:
        if context.pane == "demands":
            if not context.row or not context.row.startswith("f"):
                return _("Go to a demand first.")
            if context.selection is None:
                return _("Select the passage in the reader first ([reader.select]).")
        elif context.passage is None:
            return _("Open a document and go to a passage first.")
        return None

    async def run(self, desk: Desk) -> None:
        context = desk.context()
        passage = context.selection if context.pane == "demands" else context.passage
        demand = context.row if context.pane == "demands" else await pick_demand(desk)
        if not demand or not passage:
            return
        how = await desk.pick(_("What does it say on the demand?"), stance_choices())
        if how is None:
            return
        stance, grade = how.id.split()
        row = desk.view.by_id(demand)
        await desk.apply(
            *(accepting(row) if isinstance(row, DemandRow) else ()),
            changes.AddEvidence(demand=demand, target=passage, stance=stance, grade=grade),
            said=_("Evidence linked."),
        )


async def pick_demand(desk: Desk) -> str | None:
    """Ask for a demand; its id."""
    choices = [
        Choice(demand.id, demand.text, answer_word(demand.answer))
        for demand in desk.view.demands
        if demand.state != "rejected"
    ]
    if not choices:
        desk.say(_("There is no demand yet: make one with o."), warn=True)
        return None
    picked = await desk.pick(_("Evidence for which demand?"), choices)
    return picked.id if picked else None


def stance_choices() -> list[Choice]:
    """Every stance with every grade, numbered."""
    pairs = [(stance, grade) for stance in STANCES for grade in GRADES]
    return [
        Choice(f"{stance} {grade}", f"{stance_word(stance)}, {grade_word(grade)}", key=str(number))
        for number, (stance, grade) in enumerate(pairs, 1)
    ]
