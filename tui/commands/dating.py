"""Saying when something was, is or is due: plain words or EDTF, with the reading below while one types."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

from store import changes
from store.rows import DemandRow, DocumentRow, EventRow
from store.states import bounds
from tui.commands.base import Command
from tui.context import Context
from tui.desk import Desk
from tui.formatting import day, edtf_long, weekday
from tui.locale import N_
from tui.locale import gettext as _


class SetDate(Command):
    id, key, label = "judge.date", "d", N_("Date")
    help = N_(
        "Correct the date of an event, a deadline or a document, in plain words (end of 2026, by 31 Dec, "
        "about 2030) or EDTF."
    )
    panes = ("documents", "timeline", "events")
    needs, rank = "reviewer", 6

    def why_not(self, context: Context) -> str | None:
        row = context.view.by_id(context.row) if context.row else None
        if isinstance(row, DocumentRow) and not context.may("lead"):
            return _("Only the lead may change a document's date.")
        if isinstance(row, (DocumentRow, EventRow, DemandRow)):
            return None
        return _("Only events, deadlines and documents have a date.")

    async def run(self, desk: Desk) -> None:
        context = desk.context()
        row = context.view.by_id(context.row) if context.row else None
        if isinstance(row, DocumentRow):
            await set_document_date(desk, row)
        elif isinstance(row, (EventRow, DemandRow)):
            await set_date(desk, row)


async def set_date(desk: Desk, row: EventRow | DemandRow) -> bool:
    """Ask for the date of an event or by which a demand is due; whether it was changed. Relative words count
    from where the event's own did, else from its document's date."""
    document = desk.view.by_id(row.document)
    dated = document.date if isinstance(document, DocumentRow) else None
    if isinstance(row, EventRow):
        now, reference, title = row.edtf or "", row.reference or dated, _("Date of this event")
    else:
        now, reference, title = row.due or "", dated, _("By when is this due?")
    edtf = await ask_date(desk, title, now, date_or_today(reference, desk))
    if not edtf or edtf == now:
        return False
    change = (
        changes.EditEvent(id=row.id, edtf=edtf, rev=row.rev)
        if isinstance(row, EventRow)
        else changes.EditDemand(id=row.id, due=edtf if any(bounds(edtf)) else None, rev=row.rev)
    )
    return bool(await desk.apply(change, said=_("Date: {date}.").format(date=edtf_long(edtf))))


async def ask_date(desk: Desk, title: str, text: str, reference: date) -> str | None:
    """Ask for a date until it can be read; its EDTF value, None when it was left. Where a date is emptied it
    is the one of what has none."""
    from content.dates.edtf import UNDATED

    words: str | None = text
    while words := await desk.write(title, words or "", date_reading(reference), over=True):
        if edtf := read_edtf(words, reference):
            return edtf
        desk.say(_("“{words}” is not a date I can read.").format(words=words), warn=True)
    return UNDATED if text and words is not None else None


async def set_document_date(desk: Desk, document: DocumentRow) -> None:
    """A document's date is one day; an empty answer makes it undated."""
    words: str | None = document.date or ""
    today = desk.view.lookup.today
    while (
        words := await desk.write(_("Date of this document"), words or "", date_reading(today), over=True)
    ) is not None:
        read = read_edtf(words, today) if words.strip() else ""
        dated = read if any(bounds(read)) else None
        if read is None or (dated and len(dated) != len("2026-01-31")):
            desk.say(_("A document's date is one day, such as 3.7.2026."), warn=True)
            continue
        if dated != document.date:
            change = changes.EditDocument(
                id=document.id, date=dated, date_reason="reviewer", rev=document.rev
            )
            await desk.apply(change, said=_("Date: {date}.").format(date=day(dated)))
        return


def date_or_today(iso: str | None, desk: Desk) -> date:
    """The day relative words count from."""
    start = bounds(iso)[0]
    return start or desk.view.lookup.today


def read_edtf(words: str, reference: date) -> str | None:
    """EDTF for what a person typed, None if it can't be read."""
    from content.dates.edtf import read_date

    return read_date(words, reference.isoformat())


def date_reading(reference: date) -> Callable[[str], str]:
    """How a typed date is understood, or what is wrong with it, for the line below it."""
    from content.dates.typed import typed

    def reading(words: str) -> str:
        read = typed(words, reference.isoformat())
        if read.edtf is None:
            return _trouble(read.trouble)
        said = edtf_long(read.edtf)
        if said != read.edtf:
            said += f" ({read.edtf})"
        first, last = bounds(read.edtf)
        only = first if first == last else None
        if read.trouble == "weekday":
            named = only or first or last
            assert named is not None
            return "! " + _("{day} is a {weekday}").format(day=said, weekday=weekday(named))
        parts = [f"{weekday(only)}, {said}" if only else said]
        if typed(words).edtf != read.edtf:
            parts.append(_("counted from {day}").format(day=day(reference.isoformat())))
        return " · ".join(parts)

    return reading


def _trouble(trouble: str) -> str:
    if trouble == "day":
        return "! " + _("there is no such day")
    if trouble == "order":
        return "! " + _("ends before it begins")
    return _("not a date yet, such as 3.7.2026, end of 2026, by 31 Dec, from 2027, about 2030")
