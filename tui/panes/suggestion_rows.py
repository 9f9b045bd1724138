"""Passages that may answer a demand, below its evidence, and one of them with why it is there.

Pure but for the texts.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from store.errors import StoreError
from store.rows import DocumentRow, EvidenceRow
from store.search.suggesting import SuggestionRow
from store.view import View
from tui import render
from tui.comparing import AROUND, Part, flat, head, tail
from tui.formatting import day
from tui.locale import gettext as _
from tui.locale import pgettext
from tui.panes.evidence_rows import evidence_rows, flag_line, flag_signs, source_of
from tui.panes.rows import Cell, ListRow
from tui.passages import TextOf
from tui.wrapping import wrapped

Line = list[Part]


def suggestion_id(row: SuggestionRow) -> str:
    """The passage as changes name it: "d2:410-520", several spans joined by commas."""
    return f"{row.document}:" + ",".join(f"{start}-{end}" for start, end in row.spans)


def suggestion_rows(view: View, rows: Sequence[SuggestionRow], width: int) -> list[ListRow]:
    """One row a passage: its rank, what speaks against it, its words, its document."""
    signs = max((len(flag_signs(row.flags)) for row in rows), default=0)
    return [
        ListRow(
            suggestion_id(row),
            (
                Cell(str(rank), "dim", len(str(len(rows))), "right"),
                *([Cell(flag_signs(row.flags), "", signs)] if signs else []),
                Cell(flat(row.text)),
                Cell(title, "dim", min(len(title), width // 4)),
                *([Cell(date, "dim", len(date))] if date else []),
            ),
        )
        for rank, row, (title, date) in (
            (rank, row, source_of(view, row.document)) for rank, row in enumerate(rows, 1)
        )
    ]


def beside_rows(
    view: View,
    evidence: Sequence[EvidenceRow],
    passages: Sequence[SuggestionRow],
    heard: str,
    width: int,
) -> list[ListRow]:
    """The evidence there is, then what may become some; ``heard`` tells how far the search for it is."""
    there = str(len(evidence)) if evidence else _("none yet")
    found = [str(len(passages)) if passages else "" if heard else _("none found"), heard]
    return [
        _heading("=evidence", f"{pgettext('group', 'Evidence')} · {there}"),
        *evidence_rows(view, evidence, width),
        _heading("=passages", " · ".join(filter(None, (pgettext("group", "Suggestions"), *found)))),
        *suggestion_rows(view, passages, width),
    ]


def _heading(row_id: str, text: str) -> ListRow:
    return ListRow(row_id, (Cell(text),), header=True)


def suggestion_lines(view: View, row: SuggestionRow, text_of: TextOf, width: int, around: int) -> list[Line]:
    """A passage with why it is there, and about ``around`` characters after it and fewer before."""
    lines = wrapped([(render.one_line(" · ".join(_named(view, row))), "bold")], width)
    for said in _reasons(row):
        lines += wrapped([(render.one_line(said), "")], width)
    text = _text(text_of, row)
    before, after = tail(text[: row.start], around // 4), head(text[row.end :], around)
    parts = [(before, AROUND), (row.text if len(row.spans) > 1 else text[row.start : row.end], "bold")]
    shown = [(render.visible(words), style) for words, style in [*parts, (after, AROUND)]]
    return lines + wrapped(shown, width)


def _named(view: View, row: SuggestionRow) -> Iterator[str]:
    yield source_of(view, row.document)[0]
    document = view.by_id(row.document)
    if isinstance(document, DocumentRow):
        yield from filter(None, (document.publisher, day(document.date) if document.date else ""))
    yield f"{row.document}:{row.start}-{row.end}"


def _reasons(row: SuggestionRow) -> Iterator[str]:
    if row.flags:
        yield ", ".join(map(flag_line, row.flags))
    if row.why:
        yield _("because of: {words}").format(words=", ".join(row.why))


def _text(text_of: TextOf, row: SuggestionRow) -> str:
    try:
        return text_of(row.document, row.version)
    except StoreError:
        return ""
