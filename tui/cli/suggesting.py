"""``suggest``: what may answer a demand, the demands a passage may answer, orphan commitments."""

from __future__ import annotations

import re
from argparse import ArgumentTypeError
from collections.abc import Callable
from contextlib import closing
from typing import Any

from store.changes import Change
from store.changes.targets import parse_passage
from store.errors import Refused
from store.model import GRADES, STANCES
from store.review import Review
from store.search.suggesting import Asked
from tui.cli.asking import (
    about_batches,
    batch,
    documents,
    fields,
    patience,
    say_progress,
    shared_arguments,
    text_of,
    where,
)
from tui.cli.changing import answer, change
from tui.cli.failures import DONE, Usage
from tui.cli.parser import Parser
from tui.cli.progress import Bar
from tui.cli.registry import Call, Command
from tui.locale import gettext as _
from tui.wording import commitment_word, flag_word, stage_word

SUGGESTION = ("document", "version", "start", "end", "spans", "text", "score", "why", "flags")
ANSWERED = ("demand", "text", "document", "version", "start", "end", "score", "why", "flags")
ORPHAN = (
    "document",
    "version",
    "start",
    "end",
    "spans",
    "text",
    "actor",
    "stage",
    "score",
    "nearest",
    "dismissed",
)
SHORT = ("document", "start", "end", "score")


def _suggest(call: Call) -> int:
    args = call.args
    words = " ".join(args.demand)
    with call.review() as review:
        if args.dismiss or args.recall:
            settled = [("dismiss", one) for one in args.dismiss] + [("recall", one) for one in args.recall]
            answer(review.apply(*(change(f"commitment.{do}", target=one) for do, one in settled)), call.out)
            return DONE
        if args.orphans:
            return _orphans(call, review)
        if args.target is not None:
            return _answered(call, review)
        if words == "-":
            return batch(call, review, lambda asked: _passages(call, review, asked))
        if not words:
            raise Usage(
                _("what to find evidence for is missing"),
                _("Give a demand, its words, -, --for or --orphans."),
            )
        if args.accept or args.reject:
            answer(review.apply(*_decisions(call, words)), call.out)
            return DONE
        asked = words if re.fullmatch(r"f\d+", words) else Asked(words)
        seconds = patience(call, review)
        found = review.searching.suggest(asked, **where(call), **_spread(call), seconds=seconds)
    say_progress(call, found.progress)
    _print(call, [fields(row, SUGGESTION) for row in found.rows], _suggested_cells)
    return DONE


def _decisions(call: Call, demand: str) -> list[Change]:
    """The links that are evidence, and those that are none and must not be suggested again."""
    args = call.args
    keys = {"stance": args.stance, "grade": args.grade}
    accepted = [change("evidence.add", demand=demand, target=one, **keys) for one in args.accept]
    return accepted + [
        change("evidence.add", demand=demand, target=one, state="rejected") for one in args.reject
    ]


def _passages(call: Call, review: Review, asked: dict[str, Any]) -> list[dict[str, Any]]:
    title = asked.get("title")
    if title is not None and not isinstance(title, str):
        raise Refused(_("“{name}” is no string").format(name="title"))
    wanted = Asked(text_of(asked, "text"), title or "")
    found = review.searching.suggest(wanted, **where(call), **_spread(call), seconds=0.0, broad=True)
    return [fields(row, SHORT) for row in found.rows]


def _answered(call: Call, review: Review) -> int:
    rows = review.searching.demands_for(call.args.target, call.args.limit)
    _print(call, [fields(row, ANSWERED) for row in rows], _answered_cells)
    return DONE


def _orphans(call: Call, review: Review) -> int:
    """The commitments that no demand asks for; ``--all``: with the demands that may."""
    with closing(Bar(call.out.err_terminal, _("reading"))) as bar:
        found = review.searching.orphans(call.args.only, call.args.all, None, bar.update)
    rows = [fields(row, ORPHAN) for row in found.rows[: call.args.limit]]
    if call.out.as_json:
        for row in rows:
            call.out.json(row)
    elif rows:
        heads = [_("passage"), _("who"), _("stage"), _("nearest demand"), _("words")]
        call.out.table(heads, map(_orphan_cells, rows))
    else:
        call.out.say(_("Nothing was found."))
    return DONE


def _orphan_cells(row: dict[str, Any]) -> list[str]:
    nearest = [f"{near['demand']} {round(100 * near['score'])} %" for near in row["nearest"][:1]]
    stage = stage_word(row["stage"]) + (f" ({commitment_word('dismissed')})" if row["dismissed"] else "")
    return [_spans_of(row), row["actor"] or "", stage, *(nearest or [""]), row["text"]]


def _print(call: Call, rows: list[dict[str, Any]], cells: Callable[[dict[str, Any]], list[str]]) -> None:
    if call.out.as_json:
        for row in rows:
            call.out.json(row)
    elif rows:
        heads = [_("passage"), _("remarks"), _("because of"), _("words")]
        call.out.table(heads, map(cells, rows))
    else:
        call.out.say(_("Nothing was found."))


def _suggested_cells(row: dict[str, Any]) -> list[str]:
    return [_spans_of(row), *_reasons(row), row["text"]]


def _spans_of(row: dict[str, Any]) -> str:
    return f"{row['document']}:" + ",".join(f"{start}-{end}" for start, end in row["spans"])


def _answered_cells(row: dict[str, Any]) -> list[str]:
    passage = f"{row['document']}:{row['start']}-{row['end']}"
    return [passage, *_reasons(row), f"{row['demand']}  {row['text']}"]


def _reasons(row: dict[str, Any]) -> tuple[str, str]:
    return ", ".join(map(flag_word, row["flags"])), ", ".join(row["why"])


def _spread(call: Call) -> dict[str, Any]:
    """At most two passages a document, unless all are wanted, or those of one document."""
    if call.args.documents:
        return documents(call)
    return {"per_document": None if call.args.all or len(set(call.args.only)) == 1 else 2}


def _passage(words: str) -> str:
    if parse_passage(words) is None:
        raise ArgumentTypeError(_("“{words}” is no passage, such as d1:120-164").format(words=words))
    return words


def _suggest_arguments(parser: Parser) -> None:
    parser.project()
    parser.add_argument(
        "demand", nargs="*", metavar=_("DEMAND"),
        help=_("a demand's id, or any words; - for JSON Lines on standard input"),
    )  # fmt: skip
    shared_arguments(parser)
    parser.add_argument("--all", action="store_true", help=_("more than two passages of one document"))
    parser.add_argument(
        "--for", dest="target", metavar=_("PASSAGE"),
        help=_("the other way round: the demands that a document or a passage may answer"),
    )  # fmt: skip
    parser.add_argument(
        "--orphans", action="store_true",
        help=_("commitments that no demand asks for; with --all also those that are no evidence yet"),
    )  # fmt: skip
    for name, text in (
        ("dismiss", _("no demand has to ask for what is promised there; it is not listed again")),
        ("recall", _("what was dismissed there is open again")),
        ("accept", _("this passage is evidence for the demand")),
        ("reject", _("this passage is none: it is not suggested again")),
    ):
        parser.add_argument(
            f"--{name}", action="append", type=_passage, default=[], metavar=_("PASSAGE"), help=text
        )
    parser.add_argument("--stance", choices=STANCES, help=_("what the passage says of the demand"))
    parser.add_argument("--grade", choices=GRADES, help=_("how much it proves, in your eyes"))


def _about_suggest() -> str:
    about = _(
        "Ranks passages of other documents that may answer a demand, with the words they share. What was\n"
        "linked or rejected before is left out. Passages that are older than the demand, or whose own date\n"
        "has passed, are marked.\n\n"
        'With - every line read is {"id","text","title"} and every line printed {"id","hits":[…]}, in the\n'
        "same order; “title”, the heading above, may be missing."
    )
    return f"{about}\n\n{about_batches()}"


COMMANDS = {
    "suggest": Command(
        _suggest_arguments,
        _suggest,
        ("suggest team.vermerk f3",
         "suggest team.vermerk f3 --accept d2:410-520 --grade strong --reject d4:0-90",
         "suggest team.vermerk --for d2:410-520",
         "suggest team.vermerk --orphans --only d2",
         "suggest team.vermerk --dismiss d2:410-520",
         "suggest team.vermerk - --limit 10 < demands.jsonl"),
        _about_suggest,
    ),
}  # fmt: skip
