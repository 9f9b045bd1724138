"""``demand`` and ``event``: the checklist and the timeline."""

from __future__ import annotations

from argparse import SUPPRESS, Namespace
from collections.abc import Callable
from typing import Any

from content.dates.edtf import is_edtf, read_date
from store.changes import Change
from store.errors import Refused
from tui.cli import loading
from tui.cli.changing import change, edits, make, make_of, place
from tui.cli.failures import DONE
from tui.cli.parser import Parser
from tui.cli.registry import Call, Command
from tui.locale import gettext as _

Action = Callable[[Namespace], list[Change]]

DEMAND_FIELDS = ("text", "topic", "addressee", "parent", "due")


def edtf_of(words: str | None) -> str | None:
    """The EDTF value of what a person writes ("3.7.2026", "bis Ende 2026"); None and "" as they are. Raises
    Refused."""
    if not words:
        return words
    return _edtf(words)


def _edtf(words: str) -> str:
    value = words if is_edtf(words) else read_date(words)
    if value is None:
        raise Refused(
            _("“{words}” is no date").format(words=words),
            _("Write it like 2026-04-24, 24.4.2026, April 2026, 2026-04-26/2026-04-28 or ../2026-12-31."),
        )
    return value


def _demand(call: Call) -> int:
    if call.args.action == "load":
        return loading.load(call)
    if call.args.action == "split":
        return _split(call)
    action = call.args.action
    return make_of(call, f"demand.{action}", lambda: DEMAND_ACTIONS[action](call.args))


def _split(call: Call) -> int:
    """Without texts what the demand's own words suggest is shown, or with --offered made at once."""
    demand, texts = call.args.id, call.args.texts or _parts(call)
    if call.args.texts or call.args.offered:
        return make(call, change("demand.split", id=demand, texts=texts))
    if call.out.as_json:
        call.out.json({"id": demand, "texts": texts})
    else:
        for text in texts:
            call.out.line(text)
    return DONE


def _parts(call: Call) -> list[str]:
    """What a demand's words suggest to split it into. Raises Refused where they suggest nothing."""
    from content.sub_demands import parts_of

    with call.review() as review:
        record = review.show(call.args.id)
    parts = parts_of(record["text"]) if record["id"].startswith("f") else ()
    if not parts:
        raise Refused(
            _("{id} does not seem to ask for several things").format(id=call.args.id),
            _("Give one text for each sub-demand."),
        )
    return list(parts)


def _event(call: Call) -> int:
    action = call.args.action
    return make_of(call, f"event.{action}", lambda: EVENT_ACTIONS[action](call.args))


def _add_demand(args: Namespace) -> list[Change]:
    keys = {name: getattr(args, name, None) for name in DEMAND_FIELDS}
    keys["due"] = edtf_of(keys["due"])
    return [change("demand.add", **keys, **place(args.at))]


def _edit_demand(args: Namespace) -> list[Change]:
    keys = edits(args, *DEMAND_FIELDS)
    if "due" in keys:
        keys["due"] = edtf_of(keys["due"])
    return [change("demand.edit", id=args.id, **keys)]


def _edit_event(args: Namespace) -> list[Change]:
    keys = edits(args, "label", "date")
    if "date" in keys:
        keys["edtf"] = _edtf(keys.pop("date"))
    return [change("event.edit", id=args.id, **keys)]


def _each(do: str) -> Action:
    """One change of that name for every id given."""
    return lambda args: [change(do, id=one) for one in args.ids]


DEMAND_ACTIONS: dict[str, Action] = {
    "add": _add_demand,
    "edit": _edit_demand,
    "merge": lambda args: [change("demand.merge", into=args.id, ids=args.ids)],
    "confirm": _each("demand.confirm"),
    "reject": _each("demand.reject"),
}
EVENT_ACTIONS: dict[str, Action] = {
    "add": lambda args: [
        change("event.add", edtf=_edtf(args.date), label=getattr(args, "label", None), **place(args.at))
    ],
    "edit": _edit_event,
    "confirm": _each("event.confirm"),
    "reject": _each("event.reject"),
}


def _demand_arguments(parser: Parser) -> None:
    parser.project()
    actions = parser.add_subparsers(dest="action", metavar=_("ACTION"), title=_("Actions"), required=True)
    add = actions.add_parser("add", help=_("a new demand"))
    add.add_argument("text", metavar=_("TEXT"), help=_("what is demanded"))
    add.add_argument("--at", metavar=_("PASSAGE"), help=_("where it stands: DOCUMENT:START-END"))
    edit = actions.add_parser("edit", help=_("change a demand's fields"))
    edit.add_argument("id", metavar=_("DEMAND"))
    edit.add_argument("--text", default=SUPPRESS, metavar=_("TEXT"), help=_("what is demanded"))
    for one in (add, edit):
        one.add_argument(
            "--topic", default=SUPPRESS, metavar=_("TEXT"), help=_("the heading it belongs under")
        )
        one.add_argument("--addressee", default=SUPPRESS, metavar=_("TEXT"), help=_("who is asked"))
        one.add_argument(
            "--parent", default=SUPPRESS, metavar=_("DEMAND"), help=_("the demand it is part of")
        )
        one.add_argument("--due", default=SUPPRESS, metavar=_("DATE"), help=_("by when, such as 31.12.2027"))
    merge = actions.add_parser("merge", help=_("make several demands one"))
    merge.add_argument("id", metavar=_("INTO"), help=_("the demand that stays"))
    merge.add_argument("ids", nargs="+", metavar=_("DEMAND"), help=_("the demands that go up in it"))
    split = actions.add_parser("split", help=_("divide a demand into sub-demands"))
    split.add_argument("id", metavar=_("DEMAND"))
    split.add_argument(
        "texts",
        nargs="*",
        metavar=_("TEXT"),
        help=_("one text for each sub-demand; without any, those that its words suggest are shown"),
    )
    split.add_argument("--offered", action="store_true", help=_("split it into what is suggested"))
    loading.arguments(actions)
    _decisions(actions, _("DEMAND"))


def _event_arguments(parser: Parser) -> None:
    parser.project()
    actions = parser.add_subparsers(dest="action", metavar=_("ACTION"), title=_("Actions"), required=True)
    add = actions.add_parser("add", help=_("a new event"))
    add.add_argument("date", metavar=_("DATE"), help=_("such as 24.4.2026, April 2026 or EDTF"))
    edit = actions.add_parser("edit", help=_("change an event's date or label"))
    edit.add_argument("id", metavar=_("EVENT"))
    edit.add_argument(
        "--date", default=SUPPRESS, metavar=_("DATE"), help=_("such as 24.4.2026, April 2026 or EDTF")
    )
    for one in (add, edit):
        one.add_argument("--label", default=SUPPRESS, metavar=_("TEXT"), help=_("what happens, in one line"))
    add.add_argument("--at", metavar=_("PASSAGE"), help=_("where it stands: DOCUMENT:START-END"))
    _decisions(actions, _("EVENT"))


def _decisions(actions: Any, metavar: str) -> None:
    for name, text in (("confirm", _("accept suggestions")), ("reject", _("discard suggestions"))):
        one = actions.add_parser(name, help=text)
        one.add_argument("ids", nargs="+", metavar=metavar)


COMMANDS = {
    "demand": Command(
        _demand_arguments,
        _demand,
        ('demand team.vermerk add "Ein Zuschuss für kleine Gemeinden" --addressee Land --due "Ende 2027"',
         "demand team.vermerk edit f3 --topic Mobilität",
         "demand team.vermerk merge f3 f7 f9",
         'demand team.vermerk split f4 "Schnellbusse" "Rufbusse"',
         "demand team.vermerk split f4 --offered",
         "demand team.vermerk load forderungen.xlsx --column text=Erwartung --dry-run",
         "demand team.vermerk confirm f1 f2 f3"),
    ),
    "event": Command(
        _event_arguments,
        _event,
        ('event team.vermerk add 24.4.2026 --at d1:120-164 --label "Sitzung des Beirats"',
         "event team.vermerk edit e5 --date 2026-04",
         "event team.vermerk confirm e1 e2"),
    ),
}  # fmt: skip
