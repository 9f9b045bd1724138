"""``search``: what is where in a project."""

from __future__ import annotations

from typing import Any

from store.review import Review
from store.search.searching import Found
from tui.cli import asking
from tui.cli.failures import DONE
from tui.cli.parser import Parser
from tui.cli.registry import Call, Command
from tui.locale import gettext as _
from tui.remarks import remark

HIT = ("kind", "id", "document", "version", "start", "end", "snippet", "score")


def _search(call: Call) -> int:
    query = " ".join(call.args.query)
    with call.review() as review:
        if query == "-":
            return asking.batch(call, review, lambda asked: _hits(call, review, asked))
        found = review.search(
            query, **asking.where(call), **asking.documents(call), seconds=asking.patience(call, review)
        )
    _say(call, found)
    if call.out.as_json:
        for hit in found.hits:
            call.out.json(asking.fields(hit, HIT))
    elif found.hits:
        cells = ([hit.kind, _place(hit), hit.snippet] for hit in found.hits)
        call.out.table([_("kind"), _("where"), _("words")], cells)
    return DONE


def _hits(call: Call, review: Review, asked: dict[str, Any]) -> list[dict[str, Any]]:
    found = review.search(
        asking.text_of(asked, "query"),
        **asking.where(call),
        **asking.documents(call),
        seconds=0.0,
        broad=True,
    )
    return [asking.fields(hit, HIT) for hit in found.hits]


def _place(hit: Any) -> str:
    return f"{hit.document}:{hit.start}-{hit.end}" if hit.kind == "document" else str(hit.id)


def _say(call: Call, found: Found) -> None:
    """What there is to know about an answer, on stderr."""
    for one in found.remarks:
        call.out.say(remark(one))
    if not found.hits:
        call.out.say(_("Nothing was found."))
    if found.instead is not None:
        call.out.say(_("Did you mean “{words}”?").format(words=found.instead))
    asking.say_progress(call, found.progress)


def _search_arguments(parser: Parser) -> None:
    parser.project()
    parser.add_argument(
        "query", nargs="+", metavar=_("QUERY"), help=_("what to find; - for JSON Lines on standard input")
    )
    asking.shared_arguments(parser)


def _about_search() -> str:
    about = _(
        'Finds texts, notes, demands, events and tags. Words, "phrases", beginnings*, AND, OR, NOT, - and\n'
        "parentheses; umlauts, inflection and compounds don't matter. tag: doc: by: date: is: in: say where\n"
        "to look: date:2026-03.. or date:2025..2026-06, in:notes, is:confirmed.\n\n"
        'With - every line read is {"id","query"} and every line printed {"id","hits":[…]}, in the same\n'
        "order."
    )
    return f"{about}\n\n{asking.about_batches()}"


COMMANDS = {
    "search": Command(
        _search_arguments,
        _search,
        ("search team.vermerk Bürokratieabbau",
         "search team.vermerk '\"digitale Akte\" OR E-Akte' date:2026..  --json",
         "search team.vermerk in:notes is:open Frist",
         "search team.vermerk Haftung Deichbruch --documents",
         "search team.vermerk - < queries.jsonl"),
        _about_search,
    ),
}  # fmt: skip
