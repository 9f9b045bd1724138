"""The lead's final verdict, where reviewers disagree or before."""

from __future__ import annotations

from store import changes
from store.rows import DemandRow
from tui.commands.base import Command
from tui.commands.judging import my_verdict
from tui.commands.weighing import accepting
from tui.context import Context
from tui.desk import Desk
from tui.locale import N_
from tui.locale import gettext as _
from tui.wording import answer_word


class Settle(Command):
    id, key, label, panes = "judge.settle", "V", N_("Settle"), ("demands",)
    help = N_("Show all verdicts on a demand beside each other and give the final one, with a reason.")
    needs = "lead"

    def why_not(self, context: Context) -> str | None:
        row = context.view.by_id(context.row) if context.row else None
        if not isinstance(row, DemandRow):
            return _("Only demands have verdicts to settle.")
        return None if row.verdicts else _("Nobody has judged this demand yet, as far as you may see.")

    async def run(self, desk: Desk) -> None:
        context = desk.context()
        row = context.view.by_id(context.row) if context.row else None
        if isinstance(row, DemandRow):
            await settle(desk, row)


async def settle(desk: Desk, demand: DemandRow) -> bool:
    """Show all verdicts and ask for the final one; whether it was given."""
    mine = my_verdict(desk.context(), demand, final=True)
    settled = await desk.settle(demand, mine)
    if settled is None:
        return False
    final = changes.SetVerdict(
        demand=demand.id,
        answer=settled.answer,
        reason=settled.reason,
        final=True,
        rev=mine.rev if mine else None,
    )
    said = _("Settled: {answer}.").format(answer=answer_word(settled.answer))
    return await desk.apply(*accepting(demand), final, said=said) is not None
