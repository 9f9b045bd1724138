"""Making, changing and deleting records from the screen."""

from __future__ import annotations

from collections.abc import Callable

from content.quoting import inside
from store import changes
from store.changes import Change
from store.rows import DemandRow, DocumentRow, EventRow, EvidenceRow, NoteRow
from store.view import View
from tui.choices import Choice
from tui.commands.base import Command, nothing_here
from tui.commands.dating import ask_date, date_or_today
from tui.commands.judging import name_of
from tui.commands.marking import edit_note
from tui.context import Context
from tui.desk import Desk
from tui.locale import N_
from tui.locale import gettext as _

#: What goes without a question: little hangs on it.
LIGHT = (NoteRow, EvidenceRow)


class New(Command):
    id, key, label = "record.new", "o", N_("New")
    help = N_("Make a demand or an event, from the passage in the reader if there is one.")
    panes = ("reader", "demands", "timeline")
    needs, rank = "reviewer", 7

    async def run(self, desk: Desk) -> None:
        context = desk.context()
        kind = {"demands": "demand", "timeline": "event"}.get(context.pane)
        passage = context.passage if context.pane == "reader" else context.selection
        await make_new(desk, passage, kind)


async def make_new(desk: Desk, passage: str | None, kind: str | None = None) -> bool:
    """Make a demand or an event, whichever is chosen, of a passage; whether one was made."""
    kind = kind or await _which(desk)
    if kind == "demand":
        return await new_demand(desk, passage)
    return kind == "event" and await new_event(desk, passage)


async def _which(desk: Desk) -> str | None:
    picked = await desk.pick(
        _("New"), [Choice("demand", _("Demand"), key="1"), Choice("event", _("Event"), key="2")]
    )
    return picked.id if picked else None


async def new_demand(desk: Desk, passage: str | None) -> bool:
    """Ask for the demand's words, offering those of the passage; whether it was made."""
    text = await desk.write(_("New demand"), desk.quote(passage) if passage else "")
    if not text or not text.strip():
        return False
    change = changes.AddDemand(
        text=text.strip(), document=_document(passage), spans=spans_of(passage), state="confirmed"
    )
    return await desk.apply(change, said=_("Demand added.")) is not None


async def new_event(desk: Desk, passage: str | None) -> bool:
    """Ask for the date, then for a label; whether it was made."""
    document = desk.view.by_id(_document(passage))
    reference = document.date if isinstance(document, DocumentRow) else None
    edtf = await ask_date(desk, _("Date of the new event"), "", date_or_today(reference, desk))
    if not edtf:
        return False
    label = await desk.write(_("What happens then?"), desk.quote(passage) if passage else "")
    if not label or not label.strip():
        return False
    change = changes.AddEvent(
        edtf=edtf, label=label.strip(), document=_document(passage), spans=spans_of(passage)
    )
    return await desk.apply(change, said=_("Event added.")) is not None


def _document(passage: str | None) -> str | None:
    return passage.split(":")[0] if passage else None


def spans_of(passage: str | None) -> tuple[tuple[int, int], ...] | None:
    """((10, 20), (30, 40)) for "d1:10-20,30-40"."""
    if not passage:
        return None
    pairs = (part.split("-") for part in passage.split(":")[1].split(","))
    return tuple((int(start), int(end)) for start, end in pairs)


class Edit(Command):
    id, key, label = "record.edit", "E", N_("Edit")
    help = N_("Change the words of a note, a demand, an event's label or a document's title.")
    needs = "reviewer"

    def why_not(self, context: Context) -> str | None:
        row = context.view.by_id(context.thing) if context.thing else None
        if isinstance(row, DocumentRow) and not context.may("lead"):
            return _("Only the lead may rename a document.")
        if isinstance(row, (NoteRow, DemandRow, EventRow, DocumentRow)):
            return None
        return _("There is no wording here to change.")

    async def run(self, desk: Desk) -> None:
        context = desk.context()
        row = context.view.by_id(context.thing) if context.thing else None
        if isinstance(row, NoteRow):
            await edit_note(desk, row)
        elif isinstance(row, DemandRow):
            await _reword(desk, row.text, lambda text: changes.EditDemand(id=row.id, text=text, rev=row.rev))
        elif isinstance(row, EventRow):
            await _reword(desk, row.label, lambda text: changes.EditEvent(id=row.id, label=text, rev=row.rev))
        elif isinstance(row, DocumentRow):
            await _reword(
                desk, row.title, lambda text: changes.EditDocument(id=row.id, title=text, rev=row.rev)
            )


async def _reword(desk: Desk, now: str, change: Callable[[str], Change]) -> None:
    text = await desk.write(_("Edit"), now)
    if text and text.strip() and text != now:
        await desk.apply(change(text.strip()), said=_("Changed."))


class Delete(Command):
    id, key, label = "record.delete", "D", N_("Delete")
    help = N_(
        "Delete what is under the cursor, with what hangs on it; [change.undo] brings it back. "
        "In the reader: take a tag off."
    )
    needs = "reviewer"

    def why_not(self, context: Context) -> str | None:
        if not context.in_list:
            return None if tagged_beneath(context) else _("There is no tag under the cursor.")
        if nothing_here(context):
            return nothing_here(context)
        rows = [context.view.by_id(target) for target in context.targets]
        if any(isinstance(row, DocumentRow) for row in rows) and not context.may("lead"):
            return _("Only the lead may delete a document.")
        if context.pane == "notes" and not all(isinstance(row, LIGHT) for row in rows):
            return _("Here only notes and evidence can be deleted; the rest in its own list.")
        if all(removal(context.view, target) is None for target in context.targets):
            return _("This can't be deleted.")
        return None

    async def run(self, desk: Desk) -> None:
        context = desk.context()
        if context.in_list:
            await delete(desk, context)
        else:
            passage, names = tagged_beneath(context)[0]
            picked = await desk.pick(_("Take off which tag?"), [Choice(name, name) for name in names])
            if picked:
                await desk.apply(
                    changes.DetachTags(target=passage, tags=(picked.id,)), said=_("Tag taken off.")
                )


async def delete(desk: Desk, context: Context) -> None:
    """Delete the targets; what other things hang on is asked about first, by name."""
    removals = [change for target in context.targets if (change := removal(context.view, target))]
    rows = [context.view.by_id(target) for target in context.targets]
    if len(rows) == 1:
        question = _("Delete “{words}” with all that hangs on it?").format(words=inside(name_of(rows[0])))
    else:
        question = _("Delete these {count} with all that hangs on them?").format(count=len(removals))
    if all(isinstance(row, LIGHT) for row in rows) or await desk.confirm(question):
        await desk.apply(*removals, said=desk.keymap.told(_("Deleted; [change.undo] brings it back.")))


def removal(view: View, target: str) -> Change | None:
    """The change that deletes a record, None for what can't be deleted from a list."""
    row = view.by_id(target)
    if isinstance(row, DocumentRow):
        return changes.RemoveDocument(id=target)
    if isinstance(row, EventRow):
        return changes.RemoveEvent(id=target)
    if isinstance(row, DemandRow):
        return changes.RemoveDemand(id=target)
    if isinstance(row, EvidenceRow):
        return changes.RemoveEvidence(id=target)
    if isinstance(row, NoteRow):
        return changes.RemoveNote(id=target)
    return None


def tagged_beneath(context: Context) -> list[tuple[str, tuple[str, ...]]]:
    """(passage id, tag names) for the tagged passages under the reader's cursor, the narrowest first."""
    found = ((target, context.view.tag_names(target)) for target in context.beneath)
    return [(target, names) for target, names in found if names]
