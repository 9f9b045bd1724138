"""``import``: files and folders into a project, a line for each."""

from __future__ import annotations

from contextlib import closing
from pathlib import Path
from typing import TYPE_CHECKING, Any

from msgspec import to_builtins

from content.formats import FORMATS
from store.errors import Refused
from store.exchange import IMPORTS, importer_of, take_in
from store.importing import Imported, why
from tui.cli.failures import DONE, REFUSED, Usage
from tui.cli.leavings import tell
from tui.cli.parser import Parser
from tui.cli.progress import Bar, pulsing
from tui.cli.reading import iso_day
from tui.cli.registry import Call, Command
from tui.cli.tally import Tally
from tui.cli.waiting import find_later, find_waiting
from tui.explaining import translated
from tui.formatting import day
from tui.locale import N_
from tui.locale import gettext as _

if TYPE_CHECKING:
    from store.review import Review

OPTIONS = ("format", "date", "title", "publisher", "kind", "source")
KINDS = {
    "documents": N_("documents"),
    "versions": N_("versions"),
    "passages": N_("passages"),
    "events": N_("events"),
    "demands": N_("demands"),
    "evidence": N_("pieces of evidence"),
    "grades": N_("grades"),
    "verdicts": N_("verdicts"),
    "tags": N_("tags"),
    "notes": N_("notes"),
    "assignments": N_("assignments"),
    "reviewers": N_("reviewers"),
}
FIELDS = ("path", "status", "document", "title", "date", "error")


def _import(call: Call) -> int:
    options = {name: getattr(call.args, name) for name in OPTIONS}
    whole = [path for path in call.args.paths if importer_of(Path(path).name) and not options["format"]]
    documents = [path for path in call.args.paths if path not in whole]
    if whole and any(options.values()):
        raise Usage(_("{path} is a whole project: no option is for it").format(path=whole[0]))
    code = DONE
    with call.review() as review:
        for path in whole:
            code = max(code, _take_in(call, review, path))
        tally = _import_files(call, review, documents, options)
        code = max(code, REFUSED if tally.failed else DONE)
        stopped = DONE if call.args.later else find_waiting(call, review, tally.documents)
        if stopped == DONE:
            find_later(call, review)
        review.snapshot_soon()
    return stopped or code


def _import_files(call: Call, review: Review, paths: list[str], options: dict[str, Any]) -> Tally:
    """A line for each file, and the sum of many."""
    tally = Tally()
    with closing(Bar(call.out.err_terminal, _("importing"), in_bytes=True)) as bar:

        def told(done: int, all_: int) -> None:
            bar.update(done, all_, tally.note())

        for imported in review.import_files(paths, progress=told, later=call.args.later or None, **options):
            tally.add(imported)
            with bar.aside():
                _say(call, imported)
    if tally.is_long:
        call.out.say(*tally.lines())
    return tally


def _take_in(call: Call, review: Review, path: str) -> int:
    """A file of another tool, as a whole or not at all: a line of what is new, and on stderr how it was read
    and what could not be held."""
    try:
        with pulsing(call.out.err_terminal, _("importing")):
            taken = take_in(review, Path(path))
    except Refused as error:
        _say(call, Imported(path, "failed", error=why(error)))
        return REFUSED
    if call.out.as_json:
        shown = dict.fromkeys(FIELDS) | {"path": path, "status": "imported"}
        call.out.json(shown | to_builtins(taken, enc_hook=str))
    else:
        call.out.line(f"{path}: {_counts(taken.added)}")
    for messages, line in (
        (taken.notices, "{path}: {what}"),
        (taken.conflicts, _("{path}: conflict: {what}")),
        (taken.losses, _("{path}: left out: {what}")),
    ):
        tell(call.out, messages, line, path=path)
    call.out.flush()
    return DONE


def _counts(added: dict[str, int]) -> str:
    """ "new: documents 2, tags 5"."""
    counts = ", ".join(f"{_(KINDS[kind])} {number}" for kind, number in added.items())
    return _("new: {counts}").format(counts=counts) if counts else _("nothing new")


def _say(call: Call, imported: Imported) -> None:
    """A line for one file on stdout; what the reader left out or guessed on stderr."""
    found: dict[str, Any] = to_builtins(imported, enc_hook=str)
    if call.out.as_json:
        call.out.json({field: found[field] for field in FIELDS})
    else:
        call.out.line(_line(imported))
    for warning in imported.warnings:
        call.out.say(f"{imported.path}: {translated(warning)}")
    call.out.flush()


def _line(found: Imported) -> str:
    if found.status == "failed":
        error = translated(found.error or "")
        return _("{path}: not imported: {error}").format(path=found.path, error=error)
    if found.status == "duplicate":
        return _("{path}: already there as {document}").format(path=found.path, document=found.document)
    return f"{found.path}: {found.document}  {day(found.date)}  {found.title}"


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
    parser.add_argument(
        "--later",
        action="store_true",
        help=_("end when the texts are there; dates and demands are looked for in the background"),
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
    documents = _(
        "Dates and demands found in the documents are suggested, for a reviewer to confirm. A file whose\n"
        "content is there already is not imported again. One bad file never stops the rest; the exit code\n"
        "is 1 when there was one. In large imports all texts come first, and can be read and searched;\n"
        "Ctrl+C during the search for dates and demands loses nothing: “findings” or a screen goes on."
    )
    forms = ", ".join(ending for form in IMPORTS.values() for ending in form.endings)
    others = _(
        "Files of other tools are taken in whole ({forms}). What is there already is not made again; what\n"
        "could not be held is told."
    ).format(forms=forms)
    return f"{documents}\n\n{others}"


COMMANDS = {
    "import": Command(
        _arguments,
        _import,
        ("import team.vermerk beschluss.pdf meldungen/",
         "import team.vermerk brief.docx --date 2026-04-24 --publisher Städtebund --json",
         "import team.vermerk protokolle/ --later",
         "import team.vermerk kodierung.qdpx"),
        _about,
    ),
}  # fmt: skip
