"""``tag``, ``untag``, ``note``, ``reply``, ``resolve``: marks on records and passages."""

from __future__ import annotations

from tui.cli.changing import change, make
from tui.cli.parser import Parser
from tui.cli.registry import Call, Command
from tui.locale import gettext as _


def _tag(call: Call) -> int:
    return make(call, change("tag.attach", target=call.args.target, tags=call.args.tags))


def _untag(call: Call) -> int:
    return make(call, change("tag.detach", target=call.args.target, tags=call.args.tags))


def _note(call: Call) -> int:
    return make(call, change("note.add", target=call.args.target, text=call.args.text))


def _reply(call: Call) -> int:
    return make(call, change("note.reply", note=call.args.note, text=call.args.text))


def _resolve(call: Call) -> int:
    do = "note.reopen" if call.args.reopen else "note.resolve"
    return make(call, *(change(do, id=note) for note in call.args.notes))


def _target(parser: Parser) -> None:
    parser.project()
    parser.add_argument(
        "target", metavar=_("TARGET"), help=_("a record's id, or DOCUMENT:START-END for a passage")
    )


def _tag_arguments(parser: Parser) -> None:
    _target(parser)
    parser.add_argument("tags", nargs="+", metavar=_("TAG"), help=_("names of tags; “/” makes a hierarchy"))


def _note_arguments(parser: Parser) -> None:
    _target(parser)
    parser.add_argument("text", metavar=_("TEXT"), help=_("the note, Markdown"))


def _reply_arguments(parser: Parser) -> None:
    parser.project()
    parser.add_argument("note", metavar=_("NOTE"), help=_("the note's id"))
    parser.add_argument("text", metavar=_("TEXT"), help=_("the reply, Markdown"))


def _resolve_arguments(parser: Parser) -> None:
    parser.project()
    parser.add_argument("notes", nargs="+", metavar=_("NOTE"), help=_("the notes' ids"))
    parser.add_argument("--reopen", action="store_true", help=_("open them again instead"))


def _about_tag() -> str:
    return _("Tags that don't exist yet are made.")


COMMANDS = {
    "tag": Command(
        _tag_arguments,
        _tag,
        ("tag team.vermerk d1:120-164 Digitalisierung Frist", "tag team.vermerk f3 Haushalt"),
        _about_tag,
    ),
    "untag": Command(_tag_arguments, _untag, ("untag team.vermerk f3 Haushalt",)),
    "note": Command(
        _note_arguments,
        _note,
        (
            'note team.vermerk d1:120-164 "Gilt das auch für Kommunen?"',
            'note team.vermerk f3 -- "- erst prüfen"',
        ),
    ),
    "reply": Command(_reply_arguments, _reply, ('reply team.vermerk n17 "Ja, ab 2027."',)),
    "resolve": Command(
        _resolve_arguments, _resolve, ("resolve team.vermerk n17", "resolve team.vermerk n17 --reopen")
    ),
}
