"""What ``search`` and ``suggest`` share: where to look, how long to wait for the index, batches."""

from __future__ import annotations

import re
from argparse import ArgumentTypeError
from collections.abc import Callable
from contextlib import closing
from typing import Any

from msgspec import to_builtins

from store.errors import Refused, StoreError
from store.review import Review
from store.search.feeding import Progress
from store.search.searching import LIMIT, PATIENCE
from tui.cli.failures import DONE, REFUSED
from tui.cli.jsonl import lines_of, numbered, read_object
from tui.cli.parser import Parser
from tui.cli.progress import Bar
from tui.cli.registry import Call
from tui.explaining import explain
from tui.formatting import number
from tui.locale import gettext as _


def say_progress(call: Call, progress: Progress) -> None:
    if not progress.whole:
        call.out.say(
            _("So far {done} of {all} documents are indexed: there may be more. --wait looks at all.").format(
                done=number(progress.done), all=number(progress.all)
            )
        )


def batch(call: Call, review: Review, found: Callable[[dict[str, Any]], list[dict[str, Any]]]) -> int:
    """One line out for each line in, in the same order; a line that can't be read says so in its place."""
    code = DONE
    _wait(call, review)
    with lines_of("-") as source:
        for at, line in numbered(source):
            said: dict[str, Any] = {"line": at}
            try:
                asked = read_object(line)
                said = {"id": asked.get("id")}
                said["hits"] = found(asked)
            except StoreError as error:
                said["error"] = explain(error, say=str)
                code = REFUSED
            call.out.json(said)
            call.out.flush()
    return code


def about_batches() -> str:
    """How the hits of a batch are chosen."""
    return _(
        "Where there are more hits for a line than the limit, half of those printed are the best; the\n"
        "others are rather of documents that have none yet than more of the same."
    )


def text_of(asked: dict[str, Any], name: str) -> str:
    text = asked.get(name)
    if not isinstance(text, str):
        raise Refused(_("“{name}” is missing or no string").format(name=name))
    return text


def patience(call: Call, review: Review) -> float:
    """Seconds that the question itself waits for what is not indexed."""
    if not call.args.wait:
        return PATIENCE
    _wait(call, review)
    return 0.0


def _wait(call: Call, review: Review) -> None:
    with closing(Bar(call.out.err_terminal, _("indexing"))) as bar:
        review.searching.bring(None, bar.update)


def where(call: Call) -> dict[str, Any]:
    return {"limit": call.args.limit, "only": call.args.only, "tag": call.args.tag}


def documents(call: Call) -> dict[str, Any]:
    """Documents in the place of passages, if they are asked for."""
    return {"per_document": 1 if call.args.documents else None}


def fields(row: Any, names: tuple[str, ...]) -> dict[str, Any]:
    found = to_builtins(row)
    return {name: found[name] for name in names}


def _document(words: str) -> str:
    if not re.fullmatch(r"d\d+", words):
        raise ArgumentTypeError(_("“{words}” is no document's id, such as d3").format(words=words))
    return words


def _count(words: str) -> int:
    if not words.isdecimal() or not 0 < int(words) <= 100_000:
        raise ArgumentTypeError(_("“{words}” is no number of hits").format(words=words))
    return int(words)


def shared_arguments(parser: Parser) -> None:
    parser.add_argument(
        "--limit", type=_count, default=LIMIT, metavar=_("NUMBER"), help=_("at most so many hits")
    )
    parser.add_argument(
        "--only", action="append", type=_document, default=[], metavar=_("DOCUMENT"),
        help=_("in these documents; may be given several times"),
    )  # fmt: skip
    parser.add_argument("--tag", metavar=_("TAG"), help=_("only what carries this tag, or one below it"))
    parser.add_argument(
        "--documents", action="store_true",
        help=_("each document once, ranked by all it says, with its best passage"),
    )  # fmt: skip
    parser.add_argument(
        "--wait", action="store_true", help=_("index everything first, however long it takes")
    )
