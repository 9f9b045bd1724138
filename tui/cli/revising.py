"""``revise`` and ``passage``: a new version of a document, and what a reviewer says of moved passages."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from msgspec import to_builtins

from content.formats import FORMATS
from store.changes import Change
from store.changes.targets import parse_passage
from store.errors import Refused
from tui.cli.changing import change, make
from tui.cli.failures import DONE
from tui.cli.parser import Parser
from tui.cli.registry import Call, Command
from tui.explaining import translated
from tui.locale import gettext as _
from tui.locale import ngettext
from tui.wording import recheck_word

if TYPE_CHECKING:
    from store.changes.revising import Moved


def _revise(call: Call) -> int:
    args = call.args
    with call.review() as review:
        moved = review.revise_file(args.document, Path(args.file), args.format)
        review.snapshot_soon()
    for one in moved:
        _say(call, one)
    if not call.out.as_json:
        _sum_up(call, moved)
    return DONE


def _sum_up(call: Call, moved: tuple[Moved, ...]) -> None:
    if why := next((one.reason for one in moved if one.reason), ""):
        told = _("{reason}; passages were only looked for near their old place.")
        call.out.say(told.format(reason=translated(why)))
    open_ = sum(one.outcome != "moved" for one in moved)
    quiet = len(moved) - open_
    call.out.say(
        ngettext(
            "{count} passage has moved with the text.", "{count} passages have moved with the text.", quiet
        ).format(count=quiet),
        ngettext("{count} is to be looked at.", "{count} are to be looked at.", open_).format(count=open_),
    )


def _say(call: Call, moved: Moved) -> None:
    """Every passage as JSON; for people only those that somebody has to look at."""
    if call.out.as_json:
        call.out.json(to_builtins(moved, enc_hook=str))
    elif moved.outcome != "moved":
        call.out.line(f"{moved.passage}  {recheck_word(moved.outcome)}")
        call.out.line(f"  − {' '.join(moved.old.split())}")
        if moved.new:
            call.out.line(f"  + {' '.join(moved.new.split())}")


def _revise_arguments(parser: Parser) -> None:
    parser.project()
    parser.add_argument("document", metavar=_("DOCUMENT"), help=_("the document's id"))
    parser.add_argument("file", metavar=_("FILE"), help=_("its new version"))
    parser.add_argument(
        "--format", choices=sorted(FORMATS), help=_("read the file as this format, whatever its name")
    )


def _revise_about() -> str:
    return _(
        "Passages move with the text. One whose words changed under evidence or under a confirmed event or\n"
        "demand, or whose place is not sure, is to be checked; one whose words are gone is an orphan and\n"
        "stays in its old version. Evidence on either opens its demand's review again. Decide with\n"
        "vermerk passage."
    )


def _passage(call: Call) -> int:
    return make(call, *_decisions(call))


def _decisions(call: Call) -> list[Change]:
    args = call.args
    if args.action != "place":
        return [change(f"passage.{args.action}", id=one) for one in args.ids]
    found = parse_passage(args.at)
    if found is None:
        raise Refused(
            _("“{words}” is no passage").format(words=args.at),
            _("Write it as DOCUMENT:START-END, such as d1:120-164."),
        )
    return [change("passage.place", id=args.id, spans=found[1])]


def _passage_arguments(parser: Parser) -> None:
    parser.project()
    actions = parser.add_subparsers(dest="action", required=True, metavar=_("ACTION"))
    for name, text in (
        ("keep", _("the new place is right, and what is on the passage holds for the new words")),
        ("lose", _("the words are gone: the passage stays in the version where they stood")),
    ):
        action = actions.add_parser(name, help=text)
        action.add_argument("ids", nargs="+", metavar=_("PASSAGE"), help=_("the passages' ids"))
    action = actions.add_parser("place", help=_("it stands at these words of the new version"))
    action.add_argument("id", metavar=_("PASSAGE"), help=_("the passage's id"))
    action.add_argument("at", metavar=_("DOCUMENT:START-END"), help=_("where it stands now"))


def _passage_about() -> str:
    return _("vermerk list PROJECT passages is:check shows those to be checked, is:orphan the lost ones.")


COMMANDS = {
    "revise": Command(
        _revise_arguments,
        _revise,
        ("revise team.vermerk d3 beschluss-neu.pdf", "revise team.vermerk d3 beschluss-neu.pdf --json"),
        _revise_about,
    ),
    "passage": Command(
        _passage_arguments,
        _passage,
        ("passage team.vermerk keep p17 p18", "passage team.vermerk place p17 d3:120-164",
         "passage team.vermerk lose p19"),
        _passage_about,
    ),
}  # fmt: skip
