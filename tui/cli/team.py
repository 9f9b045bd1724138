"""``reviewers``: who takes part, in which role, and which key is whose."""

from __future__ import annotations

import sys
from pathlib import Path

from store.errors import NotFound, Refused
from store.model import ROLES
from store.review import Review
from store.reviewers import user_name
from store.rows import as_json
from tui.cli.changing import change, make
from tui.cli.failures import DONE, Usage, about
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
    if args.action == "users":
        return make(call, change("reviewer.users", name=args.name, users=args.users))
    if args.action == "key":
        return _keys(call)
    with call.review() as review:
        rows = [as_json(row) for row in review.rows("reviewers")]
        print_rows(call, "reviewers", rows)
        call.out.say(_standing(review, Path(args.project)))
    return DONE


def _standing(review: Review, folder: Path) -> str:
    """Whether the system holds people to their roles."""
    owner = user_name(folder.stat().st_uid)
    if review.enforced:
        return _("Roles are enforced: only the account {owner} can write the folder.").format(owner=owner)
    return _(
        "Roles are a courtesy: others than {owner} can write the folder. They guard against slips, not"
        " against intent."
    ).format(owner=owner)


def _keys(call: Call) -> int:
    """A line of authorized_keys for each key of a file; its fingerprint and whose line it is on stderr."""
    from tui.cli.keys import authorized_line, public_keys

    args = call.args
    folder = Path(args.project).resolve()
    owner = user_name(folder.stat().st_uid)
    with call.review() as review:
        _check_counts(review, args.name, folder, owner)
    command = [*_program(), "ssh", str(folder), "--as", args.name]
    try:
        found = [(key, authorized_line(key, command)) for key in public_keys(_read(args.file))]
    except Refused as error:
        raise about(args.file, error) from None
    for key, line in found:
        told = {"reviewer": args.name, "account": owner, "type": key.type, "fingerprint": key.fingerprint}
        if call.out.as_json:
            call.out.json({**told, "line": line})
        else:
            call.out.line(line)
            call.out.say(
                _("{type} {fingerprint} of {reviewer}, for the authorized_keys of {account}").format(**told)
            )
    return DONE


def _check_counts(review: Review, name: str, folder: Path, owner: str) -> None:
    """Refused where a key would not make its owner the reviewer ``name``."""
    if all(row.name != name for row in review.rows("reviewers")):
        raise NotFound(
            _("there is no reviewer {name}").format(name=name),
            _("A lead adds one: vermerk reviewers PROJECT add {name}").format(name=name),
        )
    if not review.enforced:
        raise Refused(
            _("others than {owner} can write {folder}: no key would count as {name} there").format(
                owner=owner, folder=folder, name=name
            ),
            _("Take the right to write from its group: chmod -R g-w"),
        )


def _program() -> list[str]:
    """How sshd starts this very program: by full paths, deaf to what an environment says to Python."""
    named = Path(sys.argv[0])
    beside = Path(sys.executable).with_name("vermerk")
    program = named.absolute() if named.name == "vermerk" else beside
    if not program.is_file():
        raise Usage(_("the program vermerk is not where it was called from; call it by its full path"))
    return [sys.executable, "-I", str(program)]


def _read(path: str) -> bytes:
    from store.gathering import read_regular
    from tui.cli.keys import MOST

    return sys.stdin.buffer.read(MOST + 1) if path == "-" else read_regular(Path(path))


def _arguments(parser: Parser) -> None:
    parser.project()
    actions = parser.add_subparsers(dest="action", metavar=_("ACTION"), title=_("Actions"))
    actions.add_parser("list", help=_("show the team"))
    add = actions.add_parser("add", help=_("take somebody into the team"))
    role = actions.add_parser("role", help=_("give somebody another role"))
    users = actions.add_parser("users", help=_("say which of the system's users somebody is, and no others"))
    key = actions.add_parser("key", help=_("print the lines of authorized_keys that let somebody in by SSH"))
    for one in (add, role, users, key):
        one.add_argument("name", metavar=_("NAME"), help=_("small letters, digits and . _ -"))
    add.add_argument("--role", choices=ROLES, default="reviewer", help=_("reviewer if left out"))
    role.add_argument("role", choices=ROLES, metavar=_("ROLE"), help=", ".join(ROLES))
    add.add_argument(
        "--user", dest="users", action="append", metavar=_("USER"),
        help=_("the system's user this is; may be given several times; without it the user called NAME"),
    )  # fmt: skip
    users.add_argument(
        "users", nargs="*", default=[], metavar=_("USER"), help=_("without any the user called NAME")
    )
    key.add_argument("file", metavar=_("FILE"), help=_("their public keys (.pub); - for standard input"))


def _about() -> str:
    return _(
        "A viewer reads and exports; a reviewer also tags, annotates and judges; a lead also imports,\n"
        "settles verdicts and manages the team. Without an action it shows the team, and whether the\n"
        "system enforces the roles or they are a courtesy."
    )


COMMANDS = {
    "reviewers": Command(
        _arguments,
        _reviewers,
        ("reviewers team.vermerk",
         "reviewers team.vermerk add anna --role viewer --user a.lindner",
         "reviewers team.vermerk role anna lead",
         "reviewers team.vermerk users anna a.lindner anna",
         "reviewers team.vermerk key anna anna.pub"),
        _about,
    ),
}  # fmt: skip
