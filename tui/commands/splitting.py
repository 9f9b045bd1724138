"""Dividing a compound demand into sub-demands."""

from __future__ import annotations

from store import changes
from store.rows import DemandRow
from tui.commands.base import Command
from tui.commands.weighing import accepting
from tui.context import Context
from tui.desk import Desk
from tui.locale import N_
from tui.locale import gettext as _


class Split(Command):
    id, key, label, panes = "demand.split", "S", N_("Split"), ("demands",)
    help = N_("Divide a demand into sub-demands, one a line; what its words suggest is offered.")
    needs = "reviewer"

    def why_not(self, context: Context) -> str | None:
        return None if _demand(context) else _("No demand is under the cursor.")

    async def run(self, desk: Desk) -> None:
        from content.sub_demands import parts_of

        demand = _demand(desk.context())
        if demand is None:
            return
        offered = "\n".join(parts_of(demand.text) or (demand.text,))
        text = await desk.write(_("Sub-demands, one a line"), offered, draft=f"split:{demand.id}")
        texts = tuple(line.strip() for line in (text or "").splitlines() if line.strip())
        if len(texts) > 1:
            await desk.apply(
                *accepting(demand),
                changes.SplitDemand(id=demand.id, texts=texts),
                said=_("Split into {count} sub-demands.").format(count=len(texts)),
            )
        elif text is not None:
            desk.say(_("Nothing was split: write two lines or more."))


def _demand(context: Context) -> DemandRow | None:
    row = context.view.by_id(context.row) if context.row else None
    return row if isinstance(row, DemandRow) else None
