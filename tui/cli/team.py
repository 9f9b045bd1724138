"""``reviewers``: who takes part, in which role."""

from __future__ import annotations

from store.model import ROLES
from store.rows import as_json
from tui.cli.changing import change, make
from tui.cli.failures import DONE
from tui.cli.listing import print_rows
from tui.cli.parser import Parser
from tui.cli.registry import Call, Command
from tui.locale import gettext as _


def _reviewers(call: Call) -> int:
    args = call.args
    if args.action == "add":
        return make(call, change("reviewer.add", name=args.name, role=args.role, users=args.users))
    if args.action == "role":
        return make(call, change("reviewer.role", name=args.name, role=args.role))
    with call.review() as review:
        rows = [as_json(row) for row in review.rows("reviewers")]
    print_rows(call, "reviewers", rows)
    return DONE


def _arguments(parser: Parser) -> None:
    parser.project()
    actions = parser.add_subparsers(dest="action", metavar=_("ACTION"), title=_("Actions"), required=True)
    actions.add_parser("list", help=_("show the team"))
    add = actions.add_parser("add", help=_("take somebody into the team"))
    role = actions.add_parser("role", help=_("give somebody another role"))
    for one in (add, role):
        one.add_argument("name", metavar=_("NAME"), help=_("small letters, digits and . _ -"))
    add.add_argument("--role", choices=ROLES, default="reviewer", help=_("reviewer if left out"))
    role.add_argument("role", choices=ROLES, metavar=_("ROLE"), help=", ".join(ROLES))
    add.add_argument(
        "--user", dest="users", action="append", metavar=_("USER"),
        help=_("the system's user this is; may be given several times; without it the user called NAME"),
    )  # fmt: skip


def _about() -> str:
    return _(
        "A viewer reads and exports; a reviewer also tags, annotates and judges; a lead also imports,\n"
        "settles verdicts and manages the team."
    )


COMMANDS = {
    "reviewers": Command(
        _arguments,
        _reviewers,
        ("reviewers team.vermerk list",
         "reviewers team.vermerk add anna --role viewer --user a.lindner",
         "reviewers team.vermerk role anna lead"),
        _about,
    ),
}  # fmt: skip
