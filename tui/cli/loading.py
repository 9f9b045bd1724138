"""``demand load``: demands out of a spreadsheet, with what each column was taken for."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Any

from msgspec import to_builtins

from content.messages import quoted
from store.changes import AddDemand
from store.errors import Refused
from store.exchange.loading import Loaded, Plan, plan
from store.exchange.loading import load as load_plan
from store.exchange.table_heads import HEADS
from store.gathering import MOST, read_regular
from tui.cli.failures import DONE, about
from tui.cli.output import Output
from tui.cli.registry import Call
from tui.explaining import translated
from tui.locale import N_
from tui.locale import gettext as _

FIELDS = {
    "text": N_("demand"),
    "topic": N_("topic"),
    "addressee": N_("addressee"),
    "due": N_("due"),
    "number": N_("number"),
    "parent": N_("part of"),
}


def load(call: Call) -> int:
    if call.args.dry_run:
        for row in _planned(call).rows:
            _show(call.out, to_builtins(row), f"{row.at}: {row.text}")
        return DONE
    with call.review() as review:
        review.check(AddDemand.do, AddDemand.needs)
        done = load_plan(review, _planned(call))
        review.snapshot_soon()
    for one in done:
        _show(call.out, to_builtins(one), _line(one))
    return DONE


def _planned(call: Call) -> Plan:
    name, columns = call.args.file, _columns(call.args.column or [])
    try:
        wanted = plan(_data(name), columns, call.args.sheet)
    except Refused as error:
        raise about(_("standard input") if name == "-" else name, error) from None
    _say_plan(call.out, wanted)
    return wanted


def arguments(actions: Any) -> None:
    one = actions.add_parser("load", help=_("new demands from a table: .xlsx, .ods or .csv"))
    one.add_argument("file", metavar=_("FILE"), help=_("the table; “-” is standard input"))
    one.add_argument(
        "--column",
        action="append",
        metavar=_("FIELD=HEAD"),
        help=_("which column is what: {fields}; otherwise told by the heads").format(fields=", ".join(HEADS)),
    )
    one.add_argument("--sheet", metavar=_("NAME"), help=_("the sheet of a workbook, if several may be meant"))
    one.add_argument("--dry-run", action="store_true", help=_("only show what would be loaded"))


def _data(name: str) -> bytes:
    if name == "-":
        return sys.stdin.buffer.read(MOST)
    return read_regular(Path(name))


def _columns(given: list[str]) -> dict[str, str]:
    pairs = [one.partition("=") for one in given]
    for field, mark, head in pairs:
        if not (mark and field):
            raise Refused(
                _("“{words}” names no column").format(words=f"{field}{mark}{head}"),
                _("Write it as FIELD=HEAD, such as text=Forderung; without HEAD the field is in no column."),
            )
    return {field.strip(): head.strip() for field, _mark, head in pairs}


def _say_plan(out: Output, wanted: Plan) -> None:
    for field, head in wanted.columns.items():
        out.say(_("{field}: column “{head}”").format(field=_(FIELDS[field]), head=head))
    if wanted.unused:
        out.say(
            _("not read: {names}").format(names=", ".join(translated(quoted(head)) for head in wanted.unused))
        )
    if wanted.left_out:
        numbers = ", ".join(map(str, wanted.left_out))
        out.say(_("left out, for no demand stands in them: rows {numbers}").format(numbers=numbers))


def _show(out: Output, values: dict[str, Any], line: str) -> None:
    if out.as_json:
        out.json(values)
    else:
        out.line(line)


def _line(one: Loaded) -> str:
    if one.status == "added":
        return f"{one.demand}: {one.text}"
    return _("{demand}: {text} (was there)").format(demand=one.demand, text=one.text)
