"""Saying what something is: a demand's answer, an event's state, a piece of evidence's grade."""

from __future__ import annotations

from store import changes
from store.changes import Change
from store.model import ANSWERS
from store.rows import DemandRow, EventRow, EvidenceRow, Row, VerdictRow
from tui.arrangement import LISTS, PANES
from tui.choices import Choice
from tui.commands.base import Command
from tui.commands.weighing import accepting, weigh
from tui.context import Context
from tui.desk import Desk
from tui.locale import N_, ngettext
from tui.locale import gettext as _
from tui.wording import answer_word, suggestion_word

#: How much of a record's words a question or a message repeats.
NAME_LENGTH = 60


class SetState(Command):
    id, key, label, panes = "judge.set", "s", N_("Judge"), LISTS
    help = N_("Give a demand your answer, an event its state, a piece of evidence your grade.")
    needs, rank = "reviewer", 2

    def why_not(self, context: Context) -> str | None:
        row = context.view.by_id(context.row) if context.row else None
        if isinstance(row, (DemandRow, EventRow, EvidenceRow)):
            return None
        return _("Only demands, events and evidence have an answer, a state or a grade.")

    async def run(self, desk: Desk) -> None:
        context = desk.context()
        row = context.view.by_id(context.row) if context.row else None
        if isinstance(row, DemandRow):
            await set_answer(desk, row)
        elif isinstance(row, EventRow):
            await set_event_state(desk, row)
        elif isinstance(row, EvidenceRow):
            await weigh(desk, row)


class ShowDemand(Command):
    id, key, label, panes = "demand.show", "p", N_("Weigh up"), ("reader", "demands", "notes")
    help = N_("Show the demand beside its evidence and the passages that may answer it; judge it there.")
    rank = 5

    def why_not(self, context: Context) -> str | None:
        return None if demand_here(context) else _("Go to a demand first.")

    async def run(self, desk: Desk) -> None:
        demand = demand_here(desk.context())
        if demand is not None:
            await desk.show_demand(demand)


class ShowAnswered(Command):
    id, key, label, panes = "demand.answered", "Q", N_("What it may answer"), ("documents", "reader")
    help = N_("Show the demands that the selection, the sentence or the document may answer; link it there.")

    def why_not(self, context: Context) -> str | None:
        return None if _answering(context) else _("Nothing is under the cursor here.")

    async def run(self, desk: Desk) -> None:
        if target := _answering(desk.context()):
            await desk.show_answered(target)


def _answering(context: Context) -> str | None:
    """What may answer demands: the reader's passage, a document."""
    return context.row if context.in_list else context.passage


class ShowMatrix(Command):
    id, key, label = "demand.matrix", "M", N_("Matrix")
    help = N_("Show all demands against all documents: where there is evidence, and where there is none.")

    async def run(self, desk: Desk) -> None:
        await desk.show_matrix()


def demand_here(context: Context) -> str | None:
    """The demand under the cursor; in the reader the narrowest whose words are there."""
    ids = (context.row,) if context.in_list else context.beneath
    return next((one for one in ids if isinstance(context.view.by_id(one), DemandRow)), None)


async def set_answer(desk: Desk, demand: DemandRow) -> bool:
    """Ask for my answer and my reason, starting from my verdict if there is one; whether it was given."""
    mine = my_verdict(desk.context(), demand)
    picked = await desk.pick(_("Your answer"), answer_choices(mine.answer if mine else None))
    if picked is None:
        return False
    title = _("Reason ({answer})").format(answer=answer_word(picked.id))
    reason = await desk.write(title, mine.reason if mine else "", draft=f"verdict:{demand.id}")
    if reason is None:
        return False
    applied = await desk.apply(
        *accepting(demand),
        changes.SetVerdict(demand=demand.id, answer=picked.id, reason=reason, rev=mine.rev if mine else None),
        said=_("Your answer: {answer}.").format(answer=answer_word(picked.id)),
    )
    return applied is not None


async def set_not_found(desk: Desk, demand: DemandRow) -> bool:
    """My answer is that nothing was found in the documents there are now; whether it was given."""
    context = desk.context()
    mine, count = my_verdict(context, demand), len(context.view.documents)
    hung = (row for row in context.view.on(demand.id, "evidence") if isinstance(row, EvidenceRow))
    found = sum(row.state == "confirmed" for row in hung)
    question = ngettext(
        "There is {count} piece of evidence. Was nothing found?",
        "There are {count} pieces of evidence. Was nothing found?",
        found,
    )
    if found and not await desk.confirm(question.format(count=found)):
        return False
    verdict = changes.SetVerdict(demand=demand.id, answer="not_found", rev=mine.rev if mine else None)
    said = ngettext(
        "Searched {count} document, nothing found.", "Searched {count} documents, nothing found.", count
    )
    return await desk.apply(*accepting(demand), verdict, said=said.format(count=count)) is not None


def my_verdict(context: Context, demand: DemandRow, final: bool = False) -> VerdictRow | None:
    """What I answered, or as the lead finally."""
    given = (row for row in context.view.on(demand.id, "verdicts") if isinstance(row, VerdictRow))
    return next((row for row in given if row.by == context.me and row.final == final), None)


def answer_choices(mine: str | None) -> list[Choice]:
    """The ten answers with the keys 1 to 9 and 0."""
    return [
        Choice(answer, answer_word(answer), _("now") if answer == mine else "", str(number % 10))
        for number, answer in enumerate(ANSWERS, 1)
    ]


async def set_event_state(desk: Desk, event: EventRow) -> None:
    """Confirm or discard an event by picking its state."""
    choices = [
        Choice("confirmed", suggestion_word("confirmed"), key="1"),
        Choice("rejected", suggestion_word("rejected"), key="2"),
    ]
    picked = await desk.pick(_("State of this event"), choices)
    if picked:
        await desk.apply(
            changes.ConfirmEvent(id=event.id)
            if picked.id == "confirmed"
            else changes.RejectEvent(id=event.id)
        )


class Accept(Command):
    id, key, label = "suggestion.accept", "y", N_("Accept")
    help = N_("Accept the suggested event, demand or evidence.")
    panes = (*PANES, "events")
    needs, rank = "reviewer", 3

    def why_not(self, context: Context) -> str | None:
        return None if _open_to(context, True) else _("There is no suggestion here.")

    async def run(self, desk: Desk) -> None:
        await _settle(desk, True)


class Reject(Command):
    id, key, label = "suggestion.reject", "x", N_("Discard")
    help = N_("Discard the suggested event, demand or evidence. It stays in the list of discarded ones.")
    panes = (*PANES, "events")
    needs, rank = "reviewer", 4

    def why_not(self, context: Context) -> str | None:
        return None if _open_to(context, False) else _("There is no suggestion here.")

    async def run(self, desk: Desk) -> None:
        await _settle(desk, False)


def _open_to(context: Context, accept: bool) -> list[Row]:
    """The rows that y or x would settle: suggestions, for y also what was discarded. In the reader only the
    narrowest of the marks under the cursor."""
    targets = context.targets if context.in_list else context.beneath
    states = ("suggested", "rejected") if accept else ("suggested",)
    rows = [row for target in targets if (row := context.view.by_id(target)) is not None]
    fitting = [row for row in rows if getattr(row, "state", None) in states]
    return fitting if context.in_list else fitting[:1]


def settling(row: Row, accept: bool) -> Change | None:
    """The change that accepts or discards a suggestion, None for what is never one."""
    if isinstance(row, EventRow):
        return changes.ConfirmEvent(id=row.id) if accept else changes.RejectEvent(id=row.id)
    if isinstance(row, DemandRow):
        return changes.ConfirmDemand(id=row.id) if accept else changes.RejectDemand(id=row.id)
    if isinstance(row, EvidenceRow):
        return changes.AcceptEvidence(id=row.id) if accept else changes.RejectEvidence(id=row.id)
    return None


def name_of(row: Row | None) -> str:
    """A record's own words, shortened, for a question or a message."""
    words = (getattr(row, field, None) for field in ("label", "title", "text", "name"))
    text = next((word for word in words if isinstance(word, str) and word), getattr(row, "id", ""))
    return text if len(text) <= NAME_LENGTH else text[: NAME_LENGTH - 1] + "…"


async def _settle(desk: Desk, accept: bool) -> None:
    context = desk.context()
    rows = _open_to(context, accept)
    settled = [change for row in rows if (change := settling(row, accept))]
    words = name_of(rows[0]) if len(rows) == 1 else str(len(rows))
    said = _("Accepted: {words}") if accept else _("Discarded: {words}")
    applied = await desk.apply(*settled, said=said.format(words=words))
    if applied and (here := desk.list) is not None:
        here.unmark()
        if not here.next_open(1):
            desk.say(_("Nothing here needs you any more."))
