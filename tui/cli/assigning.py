"""``assign``: who is to judge which demand."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from store.assigning import shares
from store.changes import Change
from store.errors import NotFound, Refused
from store.review import Review
from store.rows import DemandRow
from tui.cli.changing import answer, change
from tui.cli.failures import DONE, Usage
from tui.cli.parser import Parser
from tui.cli.registry import Call, Command
from tui.locale import N_
from tui.locale import gettext as _

HEADS = (N_("id"), N_("assigned"), N_("judged"), N_("demand"))


def _assign(call: Call) -> int:
    args = call.args
    if args.remove and not (args.names and args.demands):
        raise Usage(_("--remove needs demands, and --to with a name"))
    if args.names and not args.demands and not args.times:
        raise Usage(_("--to needs demands, or --once or --twice for all of them"))
    with call.review() as review:
        if args.names or args.times:
            others = args.times or set(args.names) != {review.me}
            review.check("assignment.add", "lead" if others else "reviewer")
        demands = list(_demands(review, args.demands))
        if not args.names and not args.times:
            _print(call, demands)
            return DONE
        changes = list(_changes(review, demands, args.names, args.times, args.remove))
        if changes:
            answer(review.apply(*changes), call.out)
        else:
            call.out.say(_("Nothing was to be assigned."))
    return DONE


def _demands(review: Review, wanted: Sequence[str]) -> Iterator[DemandRow]:
    """Those that are named, else all confirmed ones."""
    rows = {row.id: row for row in review.rows("demands")}
    for demand in wanted:
        if demand not in rows:
            raise NotFound(_("there is no demand {id} (any more)").format(id=demand))
    yield from (
        (rows[one] for one in dict.fromkeys(wanted))
        if wanted
        else (row for row in rows.values() if row.state == "confirmed")
    )


def _changes(
    review: Review, demands: Sequence[DemandRow], names: Sequence[str], times: int, remove: bool
) -> Iterator[Change]:
    if remove:
        yield from _removals(review, demands, names)
    elif times:
        given, taken = shares(demands, review.rows("reviewers"), times, names)
        yield from (_removal(review, demand, name) for demand, name in taken)
        for demand, name in given:
            yield change("assignment.add", demand=demand, reviewer=name)
    else:
        for row in demands:
            for name in names:
                if name not in row.assigned:
                    yield change("assignment.add", demand=row.id, reviewer=name)


def _removals(review: Review, demands: Sequence[DemandRow], names: Sequence[str]) -> Iterator[Change]:
    for row in demands:
        for name in names:
            yield _removal(review, row.id, name)


def _removal(review: Review, demand: str, name: str) -> Change:
    given = review.view().lookup.assignment(demand, name)
    if given is None:
        raise Refused(_("{id} is not assigned to {name}").format(id=demand, name=name))
    return change("assignment.remove", id=given)


def _print(call: Call, demands: Sequence[DemandRow]) -> None:
    rows = [(row, list(dict.fromkeys(by for by, _answer, _final in row.verdicts))) for row in demands]
    if call.out.as_json:
        for row, judged in rows:
            call.out.json(
                {"demand": row.id, "assigned": list(row.assigned), "judged": judged, "text": row.text}
            )
        return
    cells = ([row.id, ", ".join(row.assigned), ", ".join(judged), row.text] for row, judged in rows)
    call.out.table([_(head) for head in HEADS], cells)


def _arguments(parser: Parser) -> None:
    parser.project()
    parser.add_argument(
        "demands", nargs="*", default=[], metavar=_("DEMAND"), help=_("demands' ids; all if left out")
    )
    parser.add_argument(
        "--to", dest="names", action="append", default=[], metavar=_("NAME"),
        help=_("a reviewer; may be given several times"),
    )  # fmt: skip
    how = parser.add_mutually_exclusive_group()
    how.add_argument(
        "--once", dest="times", action="store_const", const=1, default=0,
        help=_("share them out: each to one of the reviewers, or of those named"),
    )  # fmt: skip
    how.add_argument(
        "--twice", dest="times", action="store_const", const=2, help=_("share them out: each to two of them")
    )
    how.add_argument("--remove", action="store_true", help=_("take the assignment back"))


def _about() -> str:
    return _(
        "Without --to, --once or --twice: lists who is to judge what, and who has (as far as a blind\n"
        "project shows it). Sharing out counts what is assigned already, except to who only reads by\n"
        "now: it can be repeated when demands are added or somebody leaves. A reviewer takes demands for\n"
        "themselves, a lead gives them to anybody.\n"
        "“vermerk list PROJECT demands is:mine” is what is assigned to you and waits for your verdict."
    )


COMMANDS = {
    "assign": Command(
        _arguments,
        _assign,
        ("assign team.vermerk --twice",
         "assign team.vermerk f3 f4 --to anna --to ben",
         "assign team.vermerk f3 --to ben --remove",
         "assign team.vermerk --json"),
        _about,
    ),
}  # fmt: skip
