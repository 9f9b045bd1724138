"""``import``: files and folders into a project, a line for each."""

from __future__ import annotations

import time
from collections.abc import Iterator
from contextlib import closing, contextmanager
from typing import Any

from msgspec import to_builtins

from content.formats import FORMATS
from store.importing import Imported
from tui.cli.failures import DONE, REFUSED
from tui.cli.parser import Parser
from tui.cli.reading import iso_day
from tui.cli.registry import Call, Command
from tui.formatting import day
from tui.locale import gettext as _

OPTIONS = ("format", "date", "title", "publisher", "kind", "source")
FIELDS = ("path", "status", "document", "title", "date", "error")
#: Seconds an import may take before a progress bar appears.
PATIENCE = 1.0


def _import(call: Call) -> int:
    options = {name: getattr(call.args, name) for name in OPTIONS}
    code = DONE
    with call.review() as review, closing(Bar(call.out.err_terminal)) as bar:
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


class Bar:
    """A progress bar on stderr, for a terminal only; quick work neither shows nor loads it."""

    def __init__(self, wanted: bool) -> None:
        self._started = time.monotonic()
        self._wanted = wanted
        self._bar: Any = None
        self._task: Any = None

    def update(self, done: int, total: int) -> None:
        if self._bar is None:
            if not self._wanted or time.monotonic() - self._started < PATIENCE:
                return
            self._show()
        self._bar.update(self._task, completed=done, total=total)

    @contextmanager
    def aside(self) -> Iterator[None]:
        """Take the bar off the terminal while something else is printed there."""
        self.close()
        yield
        if self._bar is not None:
            self._bar.start()

    def close(self) -> None:
        if self._bar is not None:
            self._bar.stop()

    def _show(self) -> None:
        from rich.console import Console
        from rich.progress import Progress

        self._bar = Progress(console=Console(stderr=True), transient=True)
        self._task = self._bar.add_task(_("importing"), total=None)
        self._bar.start()


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
