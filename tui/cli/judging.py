"""``evidence`` and ``verdict``: what answers a demand, and how far."""

from __future__ import annotations

from store.errors import Refused
from store.model import ANSWERS, GRADES, STANCES
from tui.cli.changing import change, make
from tui.cli.parser import Parser
from tui.cli.registry import Call, Command
from tui.locale import gettext as _


def _evidence(call: Call) -> int:
    args = call.args
    if args.passage is not None:
        keys = {"demand": args.demand, "target": args.passage, "stance": args.stance, "grade": args.grade}
        return make(call, change("evidence.add", **keys))
    changes = [("evidence.edit", "stance", args.stance), ("evidence.grade", "grade", args.grade)]
    given = [change(do, id=args.demand, **{key: value}) for do, key, value in changes if value is not None]
    if not given:
        raise Refused(_("nothing to link or change was given"), _("Give a passage, or --stance or --grade."))
    return make(call, *given)


def _verdict(call: Call) -> int:
    args = call.args
    return make(
        call,
        change("verdict.set", demand=args.demand, answer=args.answer, reason=args.reason, final=args.final),
    )


def _evidence_arguments(parser: Parser) -> None:
    parser.project()
    parser.add_argument(
        "demand", metavar=_("DEMAND"), help=_("the demand's id; that of evidence where it is to be changed")
    )
    parser.add_argument(
        "passage",
        nargs="?",
        metavar=_("PASSAGE"),
        help=_("DOCUMENT:START-END, or a passage's id"),
    )
    parser.add_argument("--stance", choices=STANCES, help=_("what the passage says of the demand"))
    parser.add_argument("--grade", choices=GRADES, help=_("how much it proves, in your eyes"))


def _verdict_arguments(parser: Parser) -> None:
    parser.project()
    parser.add_argument("demand", metavar=_("DEMAND"), help=_("the demand's id"))
    parser.add_argument("answer", choices=ANSWERS, metavar=_("ANSWER"), help=", ".join(ANSWERS))
    parser.add_argument("--reason", metavar=_("TEXT"), help=_("why"))
    parser.add_argument("--final", action="store_true", help=_("the lead's verdict, which decides"))


def _about_verdict() -> str:
    return _(
        "Every reviewer has one verdict on each demand; giving another one changes it. The answer\n"
        "not_found records how many documents there were to search."
    )


COMMANDS = {
    "evidence": Command(
        _evidence_arguments,
        _evidence,
        ("evidence team.vermerk f3 d2:410-520 --stance supports --grade strong",
         "evidence team.vermerk b4 --grade weak"),
    ),
    "verdict": Command(
        _verdict_arguments,
        _verdict,
        ('verdict team.vermerk f3 announced --reason "Nur angekündigt, kein Beschluss"',
         "verdict team.vermerk f3 met --final"),
        _about_verdict,
    ),
}  # fmt: skip
