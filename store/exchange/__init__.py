"""What a review can be handed over as. ``EXPORTS`` names every form; modules load on first use.

An export is the same byte for byte for the same state of the review, day and reviewer.
"""

from __future__ import annotations

from collections.abc import Callable
from importlib import import_module
from pathlib import Path
from typing import TYPE_CHECKING

from msgspec import Struct

from store.errors import Refused
from store.exchange.files import write_export

if TYPE_CHECKING:
    from store.review import Review

__all__ = ["EXPORTS", "Export", "export", "export_bytes", "write_export"]


class Export(Struct, frozen=True):
    """A form: the extension of its files, what it is for, and the module whose ``write`` makes it."""

    extension: str
    description: str
    module: str

    def write(self, review: Review) -> bytes:
        """The review in this form. Forbidden where it would show what is hidden from this reviewer."""
        made: Callable[[Review], bytes] = import_module(self.module).write
        return made(review)


EXPORTS: dict[str, Export] = {
    "csv": Export("csv", "evidence table for spreadsheets", "store.exchange.csv_table"),
    "markdown": Export("md", "evidence table for reading and for the web", "store.exchange.markdown"),
    "json": Export("json", "evidence table for programs", "store.exchange.json_table"),
    "everything": Export("json", "all records, texts and changes, without loss", "store.exchange.everything"),
}


def export_bytes(review: Review, form: str) -> bytes:
    """The review in a form of ``EXPORTS``. Refused for any other name."""
    if form not in EXPORTS:
        raise Refused(f"there is no export {form!r}", f"Exports are {', '.join(EXPORTS)}.")
    return EXPORTS[form].write(review)


def export(review: Review, form: str, path: Path, force: bool = False) -> Path:
    """Write the review to a file; see ``write_export``."""
    return write_export(path, export_bytes(review, form), force)
