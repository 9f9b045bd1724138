"""``history``, ``undo``, ``redo``, ``snapshot``: what was changed, and taking it back."""

from __future__ import annotations

from typing import Any

from msgspec.structs import asdict

from store.history import HistoryLine
from tui.cli.changing import answer
from tui.cli.failures import DONE
from tui.cli.parser import Parser
from tui.cli.registry import Call, Command
from tui.comparing import head
from tui.formatting import moment
from tui.locale import gettext as _

#: About so many characters of a text fit into a row.
A_VALUE = 80


def _history(call: Call) -> int:
    with call.review() as review:
        lines = review.history(call.args.id)
    if call.out.as_json:
        for line in lines:
            call.out.json(asdict(line))
    else:
        heads = [_("change"), _("when"), _("who"), _("what"), _("record"), _("field"), _("from → to")]
        call.out.table(heads, map(_cells, lines))
    return DONE


def _cells(line: HistoryLine) -> list[str]:
    change = f"{_value(line.old)} → {_value(line.new)}"
    return [str(line.seq), moment(line.when), line.who, line.do, line.record, line.field, change]


def _value(value: Any) -> str:
    """Names of a set's members in one, "∅" for nothing, of a long text its beginning."""
    if isinstance(value, list | tuple):
        return ", ".join(map(str, value))
    return "∅" if value is None or value == "" else head(str(value), A_VALUE)


def _undo(call: Call) -> int:
    with call.review() as review:
        answer(review.undo(call.args.change), call.out)
    return DONE


def _redo(call: Call) -> int:
    with call.review() as review:
        answer(review.redo(), call.out)
    return DONE


def _snapshot(call: Call) -> int:
    with call.review(whole=True) as review:
        review.snapshot()
        if call.out.as_json:
            call.out.json({"seq": review.seq})
    return DONE


def _history_arguments(parser: Parser) -> None:
    parser.project()
    parser.add_argument("id", nargs="?", metavar=_("ID"), help=_("only this record's history"))


def _undo_arguments(parser: Parser) -> None:
    parser.project()
    parser.add_argument(
        "change", nargs="?", type=int, metavar=_("CHANGE"), help=_("its number in the history")
    )


def _about_undo() -> str:
    return _(
        "Refused where somebody has changed the same fields since. Reviewers undo their own changes only."
    )


def _about_snapshot() -> str:
    return _("current.json is what stock TinyDB opens; it shows the project as of the last snapshot.")


COMMANDS = {
    "history": Command(
        _history_arguments, _history, ("history team.vermerk", "history team.vermerk f3 --json")
    ),
    "undo": Command(_undo_arguments, _undo, ("undo team.vermerk", "undo team.vermerk 42"), _about_undo),
    "redo": Command(Parser.project, _redo, ("redo team.vermerk",)),
    "snapshot": Command(Parser.project, _snapshot, ("snapshot team.vermerk",), _about_snapshot),
}
