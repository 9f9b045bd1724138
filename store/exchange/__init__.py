"""What a review can be handed over as, and what of other tools can be taken in. ``EXPORTS`` and ``IMPORTS``
name every form; modules load on first use.

An export is the same byte for byte for the same state of the review, day, reviewer and language.
"""

from __future__ import annotations

from collections.abc import Callable
from importlib import import_module
from pathlib import Path
from typing import TYPE_CHECKING

from msgspec import Struct

from content.messages import reason_of
from store.errors import Refused
from store.exchange.files import check_target, write_export
from store.exchange.words import BARE, N_, Words

if TYPE_CHECKING:
    from store.review import Review

__all__ = [
    "EXPORTS", "IMPORTS", "Export", "Import", "Taken", "check_target", "export", "export_bytes",
    "importer_of", "losses", "take_in", "write_export",
]  # fmt: skip


class Export(Struct, frozen=True):
    """A form: the extension of its files, what it is for, and the module whose ``write`` makes it.

    A ``spoken`` one is for people and follows a language; a ``binary`` one is nothing a terminal can show.
    Where a form cannot hold everything, its module's ``losses`` says what.
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


class Taken(Struct, frozen=True):
    """What became of a file of another tool: how many records of which table are new, what is worth knowing
    (how it was read, under which names), what could not be held, and where both sides have a value, of which
    the review's stays. All in one line each."""

    added: dict[str, int]
    notices: tuple[str, ...] = ()
    losses: tuple[str, ...] = ()
    conflicts: tuple[str, ...] = ()


class Import(Struct, frozen=True):
    """A form that is taken in: the endings of its files' names, and the module whose ``take_in`` does it."""

    endings: tuple[str, ...]
    module: str

    def take_in(self, review: Review, data: bytes, name: str) -> Taken:
        """All of it or nothing. Refused with what is wrong with the file; Forbidden unless a lead asks."""
        taken: Callable[[Review, bytes, str], Taken] = import_module(self.module).take_in
        return taken(review, data, name)


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
    "tags": Export(
        "csv", N_("table of tags by document, for spreadsheets"), "store.exchange.tags_csv", spoken=True
    ),
    "tagpairs": Export(
        "csv",
        N_("table of tags by tag: where two cover the same words"),
        "store.exchange.tag_pairs_csv",
        spoken=True,
    ),
    "xlsx": Export(
        "xlsx",
        N_("workbook of evidence, events, demands, notes, agreement and tags"),
        "store.exchange.xlsx",
        True,
        True,
    ),
    "ics": Export("ics", N_("calendar of events and deadlines"), "store.exchange.calendar", spoken=True),
    "json": Export("json", N_("evidence table for programs"), "store.exchange.json_table"),
    "everything": Export(
        "json", N_("all records, texts and changes, without loss"), "store.exchange.everything"
    ),
    "qdpx": Export(
        "qdpx", N_("REFI-QDA project for other tools"), "store.exchange.refi.project", binary=True
    ),
    "qdc": Export("qdc", N_("REFI-QDA codebook for other tools"), "store.exchange.refi.codebook"),
    "webannotation": Export(
        "jsonld",
        N_("notes, tags and evidence as W3C Web Annotations (JSON-LD)"),
        "store.exchange.annotations.writing",
    ),
    "bundle": Export(
        "vermerk.zip",
        N_("everything with history and files, to merge into another project"),
        "store.exchange.bundle.writing",
        binary=True,
    ),
}

IMPORTS: dict[str, Import] = {
    "qdpx": Import((".qdpx",), "store.exchange.refi.taking_in"),
    "qdc": Import((".qdc",), "store.exchange.refi.codebook"),
    "bundle": Import((".vermerk.zip", ".bundle"), "store.exchange.bundle.merging"),
    "webannotation": Import((".jsonld", ".json"), "store.exchange.annotations.taking_in"),
}


def export_bytes(review: Review, form: str, words: Words = BARE) -> bytes:
    """The review in a form of ``EXPORTS``; what is for people in the language of ``words``. Refused for any
    other name."""
    if form not in EXPORTS:
        raise Refused("there is no export “{form}”", "Exports are {names}.", form=form, names=tuple(EXPORTS))
    return EXPORTS[form].write(review, words)


def losses(review: Review, form: str) -> tuple[str, ...]:
    """What of the review a form of ``EXPORTS`` leaves out that it is meant to hold; a line each."""
    told: Callable[[Review], tuple[str, ...]] | None
    told = getattr(import_module(EXPORTS[form].module), "losses", None)
    return told(review) if told else ()


def importer_of(name: str) -> Import | None:
    """What takes in a file of this name; None for what is a document or nothing known."""
    low = name.lower()
    return next((form for form in IMPORTS.values() if low.endswith(form.endings)), None)


def take_in(review: Review, path: Path) -> Taken:
    """Take in a file of another tool. Refused for what cannot be read, Forbidden unless a lead asks."""
    from store.gathering import read_regular

    form = importer_of(path.name)
    if form is None:
        raise Refused(
            "{path} is no form that can be taken in",
            "Forms are {names}.",
            path=path.name,
            names=tuple(IMPORTS),
        )
    try:
        data = read_regular(path)
    except OSError as error:
        raise Refused(reason_of(error)) from error
    return form.take_in(review, data, path.name)


def export(review: Review, form: str, path: Path, force: bool = False) -> Path:
    """Write the review to a file; see ``write_export``."""
    return write_export(path, export_bytes(review, form), force)
