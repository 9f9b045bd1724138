"""``tagged``: the words that carry tags, or for which an expression of tags holds."""

from __future__ import annotations

from msgspec import to_builtins

from content.tag_expressions import Misread
from store.codebook.expression import TaggedRow, find, read
from store.errors import Refused
from tui.cli.failures import DONE
from tui.cli.parser import Parser
from tui.cli.registry import Call, Command
from tui.expressing import problem
from tui.locale import gettext as _


def _tagged(call: Call) -> int:
    with call.review() as review:
        view = review.view()
        try:
            node = read((tag.name for tag in view.tags), " ".join(call.args.expression))
        except Misread as error:
            raise Refused(problem(error)) from error
        rows = find(view, node, review.text)
    if call.out.as_json:
        for row in rows:
            call.out.json(_fields(row))
    elif rows:
        heads = [_("where"), _("tags"), _("words")]
        call.out.table(heads, ([_place(row), ", ".join(row.tags), row.text] for row in rows))
    else:
        call.out.say(_("Nothing was found."))
    return DONE


def _fields(row: TaggedRow) -> dict[str, object]:
    """A row with the bounds of its spans, null for what stands nowhere."""
    start, end = (row.spans[0][0], max(end for _start, end in row.spans)) if row.spans else (None, None)
    fields: dict[str, object] = to_builtins(row)
    return fields | {"start": start, "end": end}


def _place(row: TaggedRow) -> str:
    if row.whole or not row.spans:
        return row.records[0]
    return f"{row.document}:" + ",".join(f"{start}-{end}" for start, end in row.spans)


def _arguments(parser: Parser) -> None:
    parser.project()
    parser.add_argument(
        "expression", nargs="+", metavar=_("EXPRESSION"), help=_("a tag, or several joined by operators")
    )


def _about() -> str:
    return _(
        "The operators; and, or, not, near, paragraph and und, oder, nicht, nahe, absatz serve as well:\n"
        "  A & B    words that both cover          A | B    what carries either\n"
        "  A not B  no word in common with B       A/*      A or a tag below it; * is any tag\n"
        "  A ~ B    both in one sentence           A ~~ B   both in one paragraph\n"
        "Parentheses group; a name with an operator in it is quoted. A tag on a document counts for all\n"
        "of its text, one on an event or a demand where that stands."
    )


COMMANDS = {
    "tagged": Command(
        _arguments,
        _tagged,
        (
            "tagged team.vermerk Haushalt",
            'tagged team.vermerk "Mobilität/* & Geld" --json',
            "tagged team.vermerk Geld nahe Frist ohne Bund",
        ),
        _about,
    ),
}
