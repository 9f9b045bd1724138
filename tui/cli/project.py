"""``project``: what a project is called, what its exports are written in, whether it is blind."""

from __future__ import annotations

from typing import Any

from store.changes.base import CHOICES
from store.review import Review
from tui.cli.changing import change
from tui.cli.failures import DONE
from tui.cli.parser import Parser
from tui.cli.registry import Call, Command
from tui.locale import gettext as _
from tui.telling import blindness
from tui.wording import language_word, role_word


def _project(call: Call) -> int:
    args = call.args
    given = {"name": args.name, "language": args.language, "blind": args.blind}
    with call.review() as review:
        if any(value is not None for value in given.values()):
            review.apply(change("project.edit", **given))
            if args.blind is not None:
                call.out.say(blindness(args.blind))
        _print(call, review)
    return DONE


def _print(call: Call, review: Review) -> None:
    if call.out.as_json:
        call.out.json(_plain(review))
        return
    enforced = _("enforced") if review.enforced else _("a courtesy")
    call.out.fields(
        {
            _("name"): review.name,
            _("exports in"): language_word(review.language),
            _("what others say"): _("hidden until one's own verdict (blind)") if review.blind else _("open"),
            _("roles"): enforced,
            _("you"): f"{review.me} ({role_word(review.role)})",
        }
    )


def _plain(review: Review) -> dict[str, Any]:
    return {
        "name": review.name,
        "language": review.language,
        "blind": review.blind,
        "roles": "enforced" if review.enforced else "courtesy",
        "reviewer": review.me,
        "role": review.role,
        "seq": review.seq,
    }


def _arguments(parser: Parser) -> None:
    parser.project()
    parser.add_argument("--name", metavar=_("TEXT"), help=_("what the project is called"))
    parser.add_argument(
        "--language", choices=CHOICES["language"], help=_("what exports for people are written in")
    )
    how = parser.add_mutually_exclusive_group()
    how.add_argument(
        "--blind", action="store_const", const=True, default=None,
        help=_("hide what others say until one has given one's own verdict"),
    )  # fmt: skip
    how.add_argument(
        "--open", dest="blind", action="store_const", const=False,
        help=_("show everybody what everybody says"),
    )  # fmt: skip


def _about() -> str:
    return _(
        "Without an option it shows how the project is set; a lead changes it. In a blind project others'\n"
        "verdicts, grades, notes and tags are hidden in every list, count, search, export and history: on a\n"
        "demand until you have given your verdict on it, elsewhere until you have judged all that is yours.\n"
        "Opening it shows everything to everybody at once, on open screens, too; nothing that was given\n"
        "changes. Making it blind again hides it again, but nobody forgets what they have read."
    )


COMMANDS = {
    "project": Command(
        _arguments,
        _project,
        ("project team.vermerk",
         "project team.vermerk --blind",
         'project team.vermerk --name "Bäder 2026" --language de'),
        _about,
    ),
}  # fmt: skip
