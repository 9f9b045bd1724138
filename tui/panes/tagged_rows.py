"""What carries tags: the list, and one of it in its text. Pure but for the texts."""

from __future__ import annotations

from collections.abc import Sequence

from store.changes.targets import show_passage
from store.codebook.expression import TaggedRow
from store.errors import StoreError
from store.rows import DocumentRow
from store.view import View
from tui import cells, render
from tui.comparing import AROUND, Part, flat, head, tail
from tui.formatting import day
from tui.gutter import letters_of
from tui.locale import gettext as _
from tui.panes.hit_rows import CLOSING, FOUND, OPENING
from tui.panes.orphan_rows import title_of
from tui.panes.rows import Cell, ListRow
from tui.passages import TextOf
from tui.wording import kind_word
from tui.wrapping import wrapped

LETTERS = 4
WHOLE = "▤"


def tagged_id(row: TaggedRow) -> str:
    """What tells a row from the others of an answer."""
    places = ",".join(f"{start}-{end}" for start, end in row.spans)
    return f"{row.version or ''}:{places}:{' '.join(row.records)}"


def place_of(view: View, row: TaggedRow) -> str:
    """Where it leads: a passage of the current text, else a record."""
    document = view.by_id(row.document)
    current = isinstance(document, DocumentRow) and document.version == row.version
    return show_passage(str(row.document), row.spans) if current and not row.whole else row.records[0]


def tagged_rows(view: View, rows: Sequence[TaggedRow], width: int) -> list[ListRow]:
    """One row a place: the letters of its tags, its words, its document."""
    return [
        ListRow(
            tagged_id(row),
            (
                Cell(letters_of(row.tags), "bold", LETTERS),
                Cell((f"{WHOLE} " if row.whole else "") + flat(row.text)),
                Cell(title := _where(view, row), "dim", min(cells.cells(title), width // 4)),
            ),
        )
        for row in rows
    ]


def _where(view: View, row: TaggedRow) -> str:
    if row.whole:
        return _("whole document")
    return title_of(view, row.document) if row.document else row.records[0]


def tagged_lines(view: View, row: TaggedRow, text_of: TextOf, width: int, around: int) -> list[list[Part]]:
    """Its tags, what carries them, its source, and its words in ‹signs› in their text."""
    said = [(" · ".join(row.tags), "bold"), (" · ".join([*_source(view, row), *_records(row)]), "dim")]
    lines = [line for words, style in said for line in wrapped([(render.one_line(words), style)], width)]
    parts = _in_text(row, text_of, around) or [(row.text, "")]
    return lines + wrapped([(render.visible(words), style) for words, style in parts], width)


def _source(view: View, row: TaggedRow) -> list[str]:
    document = view.by_id(row.document)
    if not isinstance(document, DocumentRow):
        return []
    return list(filter(None, (flat(document.title), document.publisher, day(document.date))))


def _records(row: TaggedRow) -> list[str]:
    """„e3 Ereignis“, without passages: everything may stand in one."""
    kinds = {"e": "events", "f": "demands"}
    return [f"{one} {kind_word(kinds[one[0]])}" for one in row.records if one[0] in kinds]


def _in_text(row: TaggedRow, text_of: TextOf, around: int) -> list[Part]:
    """The words with some of the text around them and between them; of a whole document its beginning."""
    if row.version is None:
        return []
    try:
        text = text_of(str(row.document), row.version)
    except StoreError:
        return []
    if row.whole:
        return [(head(text, 2 * around), "")]
    at = row.spans[0][0]
    parts = [(tail(text[:at], around // 4), AROUND)]
    for start, end in row.spans:
        between = text[at:start]
        if len(between) > around:
            between = head(between, around // 2) + tail(between, around // 2)
        parts += [(between, AROUND), (f"{OPENING}{text[start:end]}{CLOSING}", FOUND)]
        at = end
    return [*parts, (head(text[at:], around), AROUND)]
