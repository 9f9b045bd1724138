"""What a review can be handed over as. ``EXPORTS`` names every form; modules load on first use.

An export is the same byte for byte for the same state of the review, day, reviewer and language.
"""

from __future__ import annotations

from collections.abc import Callable
from importlib import import_module
from pathlib import Path
from typing import TYPE_CHECKING

from msgspec import Struct

from store.errors import Refused
from store.exchange.files import write_export
from store.exchange.words import BARE, N_, Words

if TYPE_CHECKING:
    from store.review import Review

__all__ = ["EXPORTS", "Export", "export", "export_bytes", "write_export"]


class Export(Struct, frozen=True):
    """A form: the extension of its files, what it is for, and the module whose ``write`` makes it.

    A ``spoken`` one is for people and follows a language; a ``binary`` one is nothing a terminal can show.
    """

    extension: str
    description: str
    module: str
    spoken: bool = False
    binary: bool = False

    def write(self, review: Review, words: Words = BARE) -> bytes:
        """The review in this form. Forbidden where it would show what is hidden from this reviewer."""
        made: Callable[..., bytes] = import_module(self.module).write
        return made(review, words) if self.spoken else made(review)


EXPORTS: dict[str, Export] = {
    "report": Export(
        "html", N_("report to hand in, a page to read and print"), "store.exchange.html_report", spoken=True
    ),
    "docx": Export(
        "docx", N_("report to hand in, for Word and LibreOffice"), "store.exchange.docx_report", True, True
    ),
    "csv": Export("csv", N_("evidence table for spreadsheets"), "store.exchange.csv_table", spoken=True),
    "markdown": Export(
        "md", N_("evidence table for reading and for the web"), "store.exchange.markdown", spoken=True
    ),
    "xlsx": Export(
        "xlsx", N_("workbook of evidence, events, demands and notes"), "store.exchange.xlsx", True, True
    ),
    "ics": Export("ics", N_("calendar of events and deadlines"), "store.exchange.calendar", spoken=True),
    "json": Export("json", N_("evidence table for programs"), "store.exchange.json_table"),
    "everything": Export(
        "json", N_("all records, texts and changes, without loss"), "store.exchange.everything"
    ),
}


def export_bytes(review: Review, form: str, words: Words = BARE) -> bytes:
    """The review in a form of ``EXPORTS``; what is for people in the language of ``words``. Refused for any
    other name."""
    if form not in EXPORTS:
        raise Refused(f"there is no export {form!r}", f"Exports are {', '.join(EXPORTS)}.")
    return EXPORTS[form].write(review, words)


def export(review: Review, form: str, path: Path, force: bool = False) -> Path:
    """Write the review to a file; see ``write_export``."""
    return write_export(path, export_bytes(review, form), force)
