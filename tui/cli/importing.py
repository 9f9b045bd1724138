"""``import``: files and folders into a project, a line for each."""

from __future__ import annotations

from contextlib import closing
from typing import Any

from msgspec import to_builtins

from content.formats import FORMATS
from store.importing import Imported
from tui.cli.failures import DONE, REFUSED
from tui.cli.parser import Parser
from tui.cli.progress import Bar
from tui.cli.reading import iso_day
from tui.cli.registry import Call, Command
from tui.formatting import day
from tui.locale import gettext as _

OPTIONS = ("format", "date", "title", "publisher", "kind", "source")
FIELDS = ("path", "status", "document", "title", "date", "error")


def _import(call: Call) -> int:
    options = {name: getattr(call.args, name) for name in OPTIONS}
    code = DONE
    with call.review() as review, closing(Bar(call.out.err_terminal, _("importing"))) as bar:
        for imported in review.import_files(call.args.paths, progress=bar.update, **options):
            with bar.aside():
                _say(call, imported)
            if imported.status == "failed":
                code = REFUSED
        review.snapshot_soon()
    return code


def _say(call: Call, imported: Imported) -> None:
    """A line for one file on stdout; what the reader left out or guessed on stderr."""
    found: dict[str, Any] = to_builtins(imported)
    if call.out.as_json:
        call.out.json({field: found[field] for field in FIELDS})
    else:
        call.out.line(_line(found))
    for warning in imported.warnings:
        call.out.say(f"{imported.path}: {warning}")
    call.out.flush()


def _line(found: dict[str, Any]) -> str:
    path, status = found["path"], found["status"]
    if status == "failed":
        return _("{path}: not imported: {error}").format(path=path, error=found["error"])
    if status == "duplicate":
        return _("{path}: already there as {document}").format(path=path, document=found["document"])
    return f"{path}: {found['document']}  {day(found['date'])}  {found['title']}"


def _arguments(parser: Parser) -> None:
    parser.project()
    parser.add_argument(
        "paths", nargs="+", metavar=_("PATH"), help=_("files, or folders with all that is in them")
    )
    parser.add_argument(
        "--format",
        choices=sorted(FORMATS),
        help=_("read the files as this format, whatever their names"),
    )
    parser.add_argument("--date", type=iso_day, metavar=_("YYYY-MM-DD"), help=_("the documents' date"))
    for name, text in (
        ("title", _("the documents' title")),
        ("publisher", _("who published them")),
        ("kind", _("what they are, such as press release")),
        ("source", _("where they are from: an address or a name")),
    ):
        parser.add_argument(f"--{name}", metavar=_("TEXT"), help=text)


def _about() -> str:
    return _(
        "Dates and demands found in the documents are suggested, for a reviewer to confirm. A file whose\n"
        "content is there already is not imported again. One bad file never stops the rest; the exit code\n"
        "is 1 when there was one."
    )


COMMANDS = {
    "import": Command(
        _arguments,
        _import,
        ("import team.vermerk beschluss.pdf meldungen/",
         "import team.vermerk brief.docx --date 2026-04-24 --publisher Städtebund --json"),
        _about,
    ),
}  # fmt: skip
