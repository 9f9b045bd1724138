"""``purge``: personal data removed for good, with its history."""

from __future__ import annotations

import sys
from collections.abc import Mapping
from contextlib import closing

from msgspec import to_builtins

from store.care.purge import Purged, new_name, purge_record, purge_reviewer, what_goes
from store.review import Review
from tui.cli.failures import DONE, REFUSED, Usage
from tui.cli.output import Output
from tui.cli.parser import Parser
from tui.cli.progress import Bar
from tui.cli.registry import Call, Command
from tui.locale import gettext as _
from tui.locale import ngettext
from tui.wording import kind_word

YES = ("y", "yes", "j", "ja")


def _purge(call: Call) -> int:
    args = call.args
    if (args.id is None) == (args.name is None):
        raise Usage(_("give either a record or --reviewer NAME"))
    if args.with_notes and args.name is None:
        raise Usage(_("--with-notes goes with --reviewer"))
    asking = call.out.err_terminal and sys.stdin.isatty()
    if not args.yes and not asking:
        raise Usage(_("without a terminal to ask on, purge needs --yes"))
    with call.review() as review:
        question = _question(review, args.id, args.name)
        if not args.yes and not _agreed(question, call.out):
            call.out.say(_("Nothing was purged."))
            return REFUSED
        with closing(Bar(call.out.err_terminal, _("rewriting the journal"))) as bar:
            if args.name is None:
                purged = purge_record(review, args.id, bar.update)
            else:
                purged = purge_reviewer(review, args.name, args.with_notes, bar.update)
    _tell(purged, args.id or args.name, call.out)
    return DONE


def _question(review: Review, record_id: str, name: str | None) -> str:
    """What would go. Raises as the purge would, before anybody is asked."""
    if name is not None:
        return _("{name} becomes {neutral} in the whole history, and cannot be brought back.").format(
            name=name, neutral=new_name(review, name)
        )
    counted = what_goes(review, record_id)
    if not counted:
        return _("{id} was deleted before; now it goes from the whole history.").format(id=record_id)
    return _("{id} goes from the whole history and cannot be brought back, with all on it: {counts}.").format(
        id=record_id, counts=_counts(counted)
    )


def _counts(counted: Mapping[str, int]) -> str:
    return ", ".join(f"{kind_word(table)} × {number}" for table, number in counted.items())


def _agreed(question: str, out: Output) -> bool:
    out.say(question, _("Purge it? [y/N]"))
    return sys.stdin.readline().strip().lower() in YES


def _tell(purged: Purged, what: str, out: Output) -> None:
    if out.as_json:
        out.json(to_builtins(purged))
    elif purged.name:
        out.line(_("{name} is {neutral} from now on, and ever was.").format(name=what, neutral=purged.name))
    else:
        number = len(purged.ids)
        out.line(ngettext("{count} record purged.", "{count} records purged.", number).format(count=number))
    for path in purged.left:
        out.say(_("{path} could not be deleted: its owner has to do that.").format(path=path))
    out.say(
        _("Backups, exports and copies of the project made earlier still hold it: delete or purge them too.")
    )


def _arguments(parser: Parser) -> None:
    parser.project()
    parser.add_argument("id", nargs="?", metavar=_("ID"), help=_("the record that goes, with all on it"))
    parser.add_argument(
        "--reviewer", dest="name", metavar=_("NAME"), help=_("the person whose name and accounts go")
    )
    parser.add_argument(
        "--with-notes", action="store_true", help=_("with --reviewer: the words of their notes go too")
    )
    parser.add_argument("--yes", action="store_true", help=_("do not ask"))


def _about() -> str:
    return "\n\n".join((_about_records(), _about_reviewers(), _about_files()))


def _about_records() -> str:
    return _(
        "For data protection; only a lead may. What is purged is gone from the records, the history and\n"
        "all files of the project's folder, and undo does not bring it back.\n\n"
        "A record goes with all that hangs on it, or hung on it when that was deleted: a document with\n"
        "its texts, its original file, passages, events, demands, evidence, verdicts and notes. What is\n"
        "deleted already can be purged, too. The history still tells that something was done, when and\n"
        "by whom, but not what. Words that were taken over elsewhere stay there: quoted in another\n"
        "note, or put into another demand by merging or splitting."
    )


def _about_reviewers() -> str:
    return _(
        "With --reviewer a person leaves: a neutral name such as reviewer-7 takes the place of theirs\n"
        "wherever it stands as author, assignee or @mention; their accounts, drafts and settings go, and\n"
        "the role becomes viewer. Their work stays under the neutral name, so that verdicts and agreement\n"
        "keep their meaning; with --with-notes the words of their notes go. Where a text has the name\n"
        "without @, it stays. The last lead cannot be purged."
    )


def _about_files() -> str:
    return _(
        "Exports and backups inside the project's folder are deleted. Close the project everywhere\n"
        "before: an open screen shows what it has, and keeps its drafts, until it is left."
    )


COMMANDS = {
    "purge": Command(
        _arguments,
        _purge,
        ("purge team.vermerk n17", "purge team.vermerk d3 --yes", "purge team.vermerk --reviewer anna"),
        _about,
    )
}
