"""``synonyms``: words that mean the same in one project's searches."""

from __future__ import annotations

from store.search.synonyms import add_group, check_own, own_groups, remove_words
from tui.cli.failures import DONE
from tui.cli.parser import Parser
from tui.cli.registry import Call, Command
from tui.locale import gettext as _


def _synonyms(call: Call) -> int:
    with call.review() as review:
        if call.args.action == "add":
            add_group(review, call.args.words)
        elif call.args.action == "remove":
            remove_words(review, call.args.words)
        else:
            for group in own_groups(review.engine):
                if call.out.as_json:
                    call.out.json(list(group))
                else:
                    call.out.line(" = ".join(group))
            check_own(review.engine)
    return DONE


def _arguments(parser: Parser) -> None:
    parser.project()
    actions = parser.add_subparsers(dest="action", metavar=_("ACTION"))
    actions.add_parser("list", help=_("the groups of this project"))
    add = actions.add_parser("add", help=_("make words mean the same"))
    add.add_argument("words", nargs="+", metavar=_("WORD"), help=_("two or more, or phrases in quotes"))
    remove = actions.add_parser("remove", help=_("take words out of their groups"))
    remove.add_argument("words", nargs="+", metavar=_("WORD"), help=_("the words"))


def _about() -> str:
    return _(
        "These groups are used beside those that the program brings. They are in the project's file\n"
        "synonyms.tsv, which may be edited as well: a line a group, words parted by tabs."
    )


COMMANDS = {
    "synonyms": Command(
        _arguments,
        _synonyms,
        ("synonyms team.vermerk",
         "synonyms team.vermerk add E-Akte 'elektronische Akte'",
         "synonyms team.vermerk remove E-Akte"),
        _about,
    ),
}  # fmt: skip
