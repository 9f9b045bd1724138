"""``list`` and ``show``: what is in a project."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING, Any

from msgspec.structs import asdict

from store.filtering import matcher
from store.querying import remarks
from store.rows import as_json
from store.tag_order import placed
from tui import wording
from tui.cli.failures import DONE
from tui.cli.parser import Parser
from tui.cli.registry import Call, Command
from tui.explaining import translated
from tui.formatting import day, edtf_long
from tui.locale import N_
from tui.locale import gettext as _
from tui.remarks import remark

if TYPE_CHECKING:
    from store.review import Review

Show = Callable[[Any], str]
Column = tuple[str, str, Show]


def _plain(value: Any) -> str:
    return "" if value is None else str(value)


def _yes(value: Any) -> str:
    return "✓" if value else ""


def _spans(spans: Any) -> str:
    return ",".join(f"{start}-{end}" for start, end in spans or ())


FOR_ME = "for-me"
ID: Column = (N_("id"), "id", _plain)
#: Head, field and way of showing of each kind's columns; the widest comes last.
COLUMNS: dict[str, tuple[Column, ...]] = {
    "documents": (
        ID, (N_("date"), "date", day), (N_("publisher"), "publisher", _plain),
        (N_("title"), "title", _plain),
    ),
    "events": (
        ID, (N_("date"), "edtf", edtf_long), (N_("state"), "state", wording.suggestion_word),
        (N_("document"), "document", _plain), (N_("event"), "label", _plain),
    ),
    "demands": (
        ID, (N_("part of"), "parent", _plain), (N_("state"), "state", wording.suggestion_word),
        (N_("review"), "review", wording.review_word),
        (N_("answer"), "answer", wording.answer_word), (N_("deadline"), "deadline", wording.deadline_word),
        (N_("addressee"), "addressee", _plain), (N_("demand"), "text", _plain),
    ),
    "tags": (
        ID, (N_("uses"), "uses", _plain), (N_("hotkey"), "hotkey", _plain),
        (N_("name"), "name", _plain), (N_("description"), "description", _plain),
    ),
    "notes": (
        ID, (N_("on"), "target", _plain), (N_("reply to"), "parent", _plain),
        (N_("by"), "by", _plain), (N_("resolved"), "resolved", _yes),
        (N_("note"), "text", _plain),
    ),
    "evidence": (
        ID, (N_("demand"), "demand", _plain), (N_("document"), "document", _plain),
        (N_("position"), "spans", _spans), (N_("stance"), "stance", wording.stance_word),
        (N_("grade"), "grade", wording.grade_word), (N_("quotation"), "text", _plain),
    ),
    "verdicts": (
        ID, (N_("demand"), "demand", _plain), (N_("by"), "by", _plain),
        (N_("answer"), "answer", wording.answer_word), (N_("final"), "final", _yes),
        (N_("reason"), "reason", _plain),
    ),
    "passages": (
        ID, (N_("document"), "document", _plain), (N_("version"), "version", _plain),
        (N_("position"), "spans", _spans), (N_("state"), "recheck", wording.recheck_word),
        (N_("quotation"), "text", _plain),
    ),
    FOR_ME: (
        ID, (N_("what"), "kind", lambda kind: wording.word("for me", kind)), (N_("by"), "by", _plain),
        (N_("unread"), "unread", _yes), (N_("text"), "text", _plain),
    ),
    "reviewers": (
        ID, (N_("name"), "name", _plain), (N_("role"), "role", wording.role_word),
    ),
}  # fmt: skip


def _list(call: Call) -> int:
    query = " ".join(call.args.query)
    with call.review() as review:
        if call.args.kind == FOR_ME:
            rows, known = _for_me(review, query), None
        else:
            rows = [as_json(row) for row in review.rows(call.args.kind, query)]
            if call.args.kind == "tags":
                rows.sort(key=lambda row: placed(row["name"]))
            known = None if rows or not query else review.known_values(call.args.kind)
    print_rows(call, call.args.kind, rows)
    for wrong in remarks(query, known):
        call.out.say(remark(wrong))
    return DONE


def _for_me(review: Review, query: str) -> list[dict[str, Any]]:
    """What is for whoever asks: unread, or waiting for them. Asking marks nothing as read."""
    items, view, test = review.for_me(), review.view(), matcher(query)
    unread = {item.key for item in review.read_marks().unread(items)}
    rows = []
    for item in items:
        text = str(getattr(view.by_id(item.id), "text", ""))
        is_new = item.key in unread
        states = (item.kind, "unread" if is_new else "read", "open" if item.waiting else "resolved")
        fields = {"is": states, "state": states, "by": (item.by,), "date": (item.at[:10],)}
        if (item.waiting or is_new) and (test is None or test(text, fields)):
            rows.append({**asdict(item), "unread": is_new, "text": text})
    return rows


def print_rows(call: Call, kind: str, rows: list[dict[str, Any]]) -> None:
    """Rows as JSON Lines, or as a table for people."""
    if call.out.as_json:
        for row in rows:
            call.out.json(row)
        return
    columns = COLUMNS[kind]
    cells = ([show(row.get(field)) for _head, field, show in columns] for row in rows)
    call.out.table([_(head) for head, _field, _show in columns], cells)


def _show(call: Call) -> int:
    with call.review() as review:
        record = review.show(call.args.id)
    if call.out.as_json:
        call.out.json(record)
    else:
        call.out.fields(_flat(record | {"warnings": _remarks(record)}))
    return DONE


def _remarks(record: Mapping[str, Any]) -> str:
    """What was left out or guessed when a document was read."""
    kept = record.get("warnings")
    if not kept:
        return ""
    from content.formats.remarks import recalled

    return " ".join(translated(recalled(text)) for text in kept)


def _flat(record: Mapping[str, Any], before: str = "") -> dict[str, str]:
    """A record in lines: the fields of what hangs on it as "notes.1.text"; empty ones are left out."""
    found: dict[str, str] = {}
    for name, value in record.items():
        if isinstance(value, Mapping):
            found |= _flat(value, f"{before}{name}.")
        elif isinstance(value, list | tuple) and value and isinstance(value[0], Mapping):
            for number, part in enumerate(value, 1):
                found |= _flat(part, f"{before}{name}.{number}.")
        elif value not in (None, "", [], ()):
            found[before + name] = value if isinstance(value, str) else json.dumps(value, ensure_ascii=False)
    return found


def _list_arguments(parser: Parser) -> None:
    parser.project()
    parser.add_argument("kind", choices=tuple(COLUMNS), metavar=_("KIND"), help=", ".join(COLUMNS))
    parser.add_argument(
        "query",
        nargs="*",
        default=[],
        metavar=_("QUERY"),
        help=_("words, is: state: doc: tag: by: date:, OR, NOT, parentheses; see README"),
    )


def _show_arguments(parser: Parser) -> None:
    parser.project()
    parser.add_argument(
        "id", metavar=_("ID"), help=_("a record's id, or DOCUMENT:START-END for a passage's text")
    )


COMMANDS = {
    "list": Command(
        _list_arguments,
        _list,
        ("list team.vermerk documents",
         "list team.vermerk demands state:unreviewed Mobilität",
         "list team.vermerk notes by:anna --json",
         "list team.vermerk for-me is:unread",
         'list team.vermerk notes -- "-vorläufig"'),
    ),
    "show": Command(_show_arguments, _show, ("show team.vermerk f3", "show team.vermerk d1:120-164 --json")),
}  # fmt: skip
