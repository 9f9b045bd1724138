"""Which column of a table of demands is what, told by its heads."""

from __future__ import annotations

import unicodedata
from collections.abc import Mapping

from content.messages import Message, quoted
from content.model import Sheet
from store.errors import Refused

#: What a column may be called, German and English, by what it is. Small letters, no stop at the end.
HEADS: dict[str, tuple[str, ...]] = {
    "text": (
        "forderung",
        "forderungen",
        "forderungstext",
        "wortlaut",
        "erwartung",
        "demand",
        "demands",
        "text",
    ),
    "topic": ("thema", "themenfeld", "themenbereich", "bereich", "kapitel", "topic", "chapter", "heading"),
    "addressee": (
        "adressat",
        "adressatin",
        "gerichtet an",
        "an wen",
        "zuständig",
        "zuständigkeit",
        "addressee",
    ),
    "due": ("frist", "fällig", "fällig am", "termin", "bis wann", "due", "due date", "by when", "deadline"),
    "number": ("nr", "nummer", "lfd. nr", "lfd nr", "ziffer", "id", "no", "number"),
    "parent": ("teil von", "gehört zu", "unterpunkt von", "part of", "parent"),
}
#: Rows in which the heads may stand: some tables begin with a title.
HEAD_ROWS = 10


def chosen(
    sheets: tuple[Sheet, ...], name: str | None, columns: Mapping[str, str]
) -> tuple[Sheet, int, dict[str, int]]:
    """The sheet meant, its row of heads, and the column of each field. ``name`` and ``columns`` are as in
    ``loading.plan``. Refused where a column or sheet is missing or not the only one that fits."""
    named = [sheet for sheet in sheets if (not sheet.hidden if name is None else sheet.name == name)]
    names = tuple(quoted(sheet.name) for sheet in sheets)
    if not named:
        raise Refused("there is no sheet “{name}”", "Sheets are {names}.", name=name, names=names)
    found = [(sheet, *mapped) for sheet in named if (mapped := _mapped(sheet, columns)) is not None]
    if len(found) > 1:
        said = tuple(quoted(sheet.name) for sheet, _at, _columns in found)
        raise Refused("several sheets may hold the demands: {said}", "Name one with --sheet.", said=said)
    if not found:
        heads = tuple(quoted(head) for sheet in named for head in _fullest(sheet) if head)
        if not heads:
            raise Refused("the table is empty", "Choose one whose first row names its columns.")
        wanted = tuple(quoted(head) for head in columns.values() if head) or Message("a demand's text")
        raise Refused(
            "no column is {wanted}; the heads may be {heads}",
            "Name the column with --column text=HEAD.",
            wanted=wanted,
            heads=heads,
        )
    return found[0]


def _fullest(sheet: Sheet) -> tuple[str, ...]:
    """The row that is most likely the heads."""
    rows = [cells for _number, cells in sheet.rows[:HEAD_ROWS]]
    return max(rows, key=lambda cells: sum(map(bool, cells)), default=())


def _mapped(sheet: Sheet, columns: Mapping[str, str]) -> tuple[int, dict[str, int]] | None:
    for at, (_number, cells) in enumerate(sheet.rows[:HEAD_ROWS]):
        heads = [_folded(cell) for cell in cells]
        given = {name: _only(name, [_folded(head)], heads) for name, head in columns.items() if head}
        if None in given.values():
            continue
        found = {name: column for name, column in given.items() if column is not None}
        taken = set(found.values())
        free = ["" if column in taken else head for column, head in enumerate(heads)]
        for name, known in HEADS.items():
            if name not in columns and (column := _only(name, known, free)) is not None:
                found[name] = column
        if "text" in found:
            return at, found
    return None


def _only(name: str, known: tuple[str, ...] | list[str], heads: list[str]) -> int | None:
    fitting = [column for column, head in enumerate(heads) if head and head in known]
    if len(fitting) > 1:
        said = tuple(quoted(heads[column]) for column in fitting)
        raise Refused(
            "{said} may both be the {name}", "Name one with --column {name}=HEAD.", said=said, name=name
        )
    return fitting[0] if fitting else None


def _folded(head: str) -> str:
    return " ".join(unicodedata.normalize("NFC", head).casefold().split()).rstrip(".:")
