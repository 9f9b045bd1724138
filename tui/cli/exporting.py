"""``export``: a review in another format, to a file or to standard output."""

from __future__ import annotations

from pathlib import Path

from store.errors import Refused
from store.exchange import EXPORTS, check_target, export_bytes, losses, write_export
from tui.cli.failures import DONE
from tui.cli.leavings import tell
from tui.cli.parser import Parser
from tui.cli.progress import pulsing
from tui.cli.registry import Call, Command
from tui.locale import gettext as _
from tui.locale import speaking
from tui.spoken import Spoken


def _check_outside(project: Path, target: Path) -> None:
    """Refused for a file that the project itself is made of, or would be taken for one."""
    file, folder = target.resolve(), project.resolve()
    apart = not file.is_relative_to(folder) or file.is_relative_to(folder / "exports")
    if not apart and (file.exists() or file.parent != folder):
        raise Refused(
            _("{target} is a file of the project itself").format(target=target), _("Name another file.")
        )


def _export(call: Call) -> int:
    out, target = call.out, call.args.output
    to_screen = target in (None, "-")
    if to_screen and out.terminal and EXPORTS[call.args.format].binary:
        raise Refused(_("this format is no text for a terminal"), _("Write it to a file with -o FILE."))
    if not to_screen:
        _check_outside(Path(call.args.project), Path(target))
        check_target(Path(target), call.args.force)
    with (
        call.review(whole=True) as review,
        speaking(call.args.lang or review.language),
        pulsing(out.err_terminal, _("exporting")),
    ):
        data = export_bytes(review, call.args.format, Spoken())
        lost = losses(review, call.args.format)
    tell(out, lost, _("left out: {what}"))
    if to_screen:
        if out.terminal:
            out.text(data.decode("utf-8").rstrip("\r\n"))
        else:
            out.bytes(data)
        return DONE
    write_export(Path(target), data, call.args.force)
    if out.as_json:
        out.json(
            {
                "path": target,
                "format": call.args.format,
                "bytes": len(data),
                "losses": [str(one) for one in lost],
            }
        )
    elif out.terminal:
        out.say(_("{path} written.").format(path=target))
    return DONE


def _arguments(parser: Parser) -> None:
    parser.project()
    parser.add_argument("format", choices=tuple(EXPORTS), metavar=_("FORMAT"), help=", ".join(EXPORTS))
    parser.add_argument("-o", "--output", metavar=_("FILE"), help=_("write to FILE, not to standard output"))
    parser.add_argument("--force", action="store_true", help=_("overwrite FILE if it is there"))


def _about() -> str:
    width = max(map(len, EXPORTS))
    formats = (f"  {name:<{width}}  {_(form.description)}" for name, form in EXPORTS.items())
    language = _("They are written in the review's language, or the one that --lang names.")
    return "\n".join((_("The formats:"), *formats, "", language))


COMMANDS = {
    "export": Command(
        _arguments,
        _export,
        (
            "export team.vermerk csv -o tafel.csv",
            "export team.vermerk report -o bericht.html --lang de",
            "export team.vermerk everything -o team.json --force",
        ),
        _about,
    ),
}
