"""What every command that changes something has in common: one transaction, one answer."""

from __future__ import annotations

from argparse import Namespace
from collections.abc import Callable, Sequence
from typing import Any

from store.changes import Change, change_from_json
from store.changes.targets import parse_passage
from store.errors import Refused
from store.review import Applied
from tui.cli.failures import DONE
from tui.cli.output import Output
from tui.cli.registry import Call
from tui.locale import gettext as _


def change(do: str, **keys: Any) -> Change:
    """The change of that name; keys that are None were not given and stay as they are."""
    return change_from_json({"do": do, **{key: value for key, value in keys.items() if value is not None}})


def make(call: Call, *changes: Change) -> int:
    """Apply the changes as one transaction and say what came of it."""
    return make_of(call, "", lambda: changes)


def make_of(call: Call, do: str, work_out: Callable[[], Sequence[Change]]) -> int:
    """As ``make``, where the words for the changes may be wrong: who may not ``do`` them is told so first."""
    with call.review() as review:
        if do:
            review.check(do, "reviewer")
        answer(review.apply(*work_out()), call.out)
    return DONE


def answer(applied: Applied, out: Output) -> None:
    """``{"seq","ids"}``, or for people the ids of what is new on stdout and the change's number on stderr."""
    if out.as_json:
        out.json({"seq": applied.seq, "ids": list(applied.ids)})
        return
    for record in applied.ids:
        out.line(record)
    if out.terminal:
        out.say(_("Change {seq}: {label}").format(seq=applied.seq, label=applied.label))


def place(words: str | None) -> dict[str, Any]:
    """Keys for a document ("d1") or for a passage of one ("d1:120-164,170-180"). Raises Refused."""
    if words is None:
        return {}
    if ":" not in words:
        return {"document": words}
    found = parse_passage(words)
    if found is None:
        raise Refused(
            _("“{words}” is no passage").format(words=words),
            _("Write it as DOCUMENT:START-END, such as d1:120-164."),
        )
    return {"document": found[0], "spans": found[1]}


def edits(args: Namespace, *names: str) -> dict[str, Any]:
    """The named options that were given. Raises Refused when none was: an edit without one is a slip."""
    given = {name: getattr(args, name) for name in names if hasattr(args, name)}
    if not given:
        options = ", ".join(f"--{name}" for name in names)
        raise Refused(_("nothing to change was given"), _("Give one of: {options}").format(options=options))
    return given
