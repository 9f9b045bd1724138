"""Who is to judge which demand: a lead shares the demands out, reviewers take some on themselves."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from store import changes
from store.assigning import shares
from store.changes import Change
from store.errors import Refused
from store.rows import DemandRow
from store.view import View
from tui.choices import Choice
from tui.commands.base import Command
from tui.context import Context
from tui.desk import Desk
from tui.locale import N_, ngettext
from tui.locale import gettext as _

#: How often every demand is judged, by the choice that shares them out so.
SHARES = {"+once": 1, "+twice": 2}
NOBODY = "+nobody"
#: The key of the first way to share out; those before it are people's.
FIRST_SHARE = 8


class Assign(Command):
    id, key, label, panes = "demand.assign", "A", N_("Assign"), ("demands",)
    help = N_(
        "Say who is to judge the demand, or all marked ones: one person, or shared out among the team, "
        "once or twice each. Who doesn't lead takes it on, or gives it back."
    )
    needs = "reviewer"

    def why_not(self, context: Context) -> str | None:
        return None if demands_here(context) else _("Go to a demand first, or mark some.")

    async def run(self, desk: Desk) -> None:
        await assign(desk, demands_here(desk.context()))


def demands_here(context: Context) -> list[DemandRow]:
    """The demands that are marked, else the one under the cursor."""
    rows = (context.view.by_id(target) for target in context.targets)
    return [row for row in rows if isinstance(row, DemandRow)]


async def assign(desk: Desk, demands: Sequence[DemandRow]) -> bool:
    """Ask who is to judge them; whether anything was changed."""
    context = desk.context()
    picked: str | None = context.me
    if context.may("lead"):
        title = ngettext("Who judges this demand?", "Who judges these {count} demands?", len(demands))
        choice = await desk.pick(title.format(count=len(demands)), assign_choices(context.view, demands))
        picked = choice.id if choice else None
    if picked is None:
        return False
    try:
        made = assigning(context.view, demands, picked)
    except Refused as refused:
        desk.say(str(refused), warn=True)
        return False
    if not made:
        desk.say(_("Nothing was to be assigned."))
        return False
    return await desk.apply(*made, said=_told(made)) is not None


def assign_choices(view: View, demands: Sequence[DemandRow]) -> list[Choice]:
    """The team with how much each has, then the ways to share out, then taking all back."""
    load = Counter(name for demand in view.demands for name in demand.assigned)
    choices = []
    for number, name in enumerate(team(view), 1):
        count = ngettext("{count} demand", "{count} demands", load[name]).format(count=load[name])
        has = all(name in demand.assigned for demand in demands)
        key = str(number) if number < FIRST_SHARE else ""
        choices.append(Choice(name, f"✓ {name}" if has else name, count, key))
    return [
        *choices,
        Choice("+once", _("Share out: one reviewer each"), key=str(FIRST_SHARE)),
        Choice("+twice", _("Share out: two reviewers each"), key=str(FIRST_SHARE + 1)),
        Choice(NOBODY, _("Nobody"), _("takes all back"), "0"),
    ]


def team(view: View) -> list[str]:
    """Those who may judge; leads come last, since theirs is the final verdict."""
    rows = sorted(view.reviewers, key=lambda row: row.role == "lead")
    return [row.name for row in rows if row.role != "viewer"]


def assigning(view: View, demands: Sequence[DemandRow], picked: str) -> list[Change]:
    """The changes for a name or a choice; a name that all of them have already is taken back.

    Leads get none when demands are shared out. Refused with too few to share among.
    """
    if picked in SHARES:
        given, taken = shares(demands, view.reviewers, SHARES[picked])
        return [*(changes.Assign(*pair) for pair in given), *_taken(view, taken)]
    if picked == NOBODY:
        return _taken(view, [(demand.id, name) for demand in demands for name in demand.assigned])
    if all(picked in demand.assigned for demand in demands):
        return _taken(view, [(demand.id, picked) for demand in demands])
    return [changes.Assign(demand.id, picked) for demand in demands if picked not in demand.assigned]


def _taken(view: View, pairs: Sequence[tuple[str, str]]) -> list[Change]:
    ids = (view.lookup.assignment(demand, name) for demand, name in pairs)
    return [changes.Unassign(one) for one in ids if one]


def _told(made: Sequence[Change]) -> str:
    count = sum(type(one) is type(made[0]) for one in made)
    if isinstance(made[0], changes.Unassign):
        told = ngettext("{count} assignment taken back.", "{count} assignments taken back.", count)
    else:
        told = ngettext("{count} assignment made.", "{count} assignments made.", count)
    return told.format(count=count)
