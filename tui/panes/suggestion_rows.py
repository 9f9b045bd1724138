"""Passages that may answer a demand: what is asked, the list, and one passage with why it is there. Pure but
for the texts.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from store.errors import StoreError
from store.rows import DemandRow, DocumentRow, EvidenceRow
from store.search.suggesting import SuggestionRow
from store.view import View
from tui import render
from tui.comparing import AROUND, Part, flat, head, tail
from tui.formatting import day
from tui.locale import gettext as _
from tui.panes.note_rows import stance_line
from tui.panes.rows import Cell, ListRow
from tui.passages import TextOf
from tui.wording import flag_word, review_word
from tui.wrapping import wrapped

Line = list[Part]

#: At most so many lines of a demand's own words.
DEMAND_LINES = 3


def suggestion_id(row: SuggestionRow) -> str:
    """The passage as changes name it: "d2:410-520", several spans joined by commas."""
    return f"{row.document}:" + ",".join(f"{start}-{end}" for start, end in row.spans)


def asked_lines(view: View, demand: DemandRow, width: int) -> list[Line]:
    """The demand with its topic, then the evidence it has so far, a line each."""
    topic = f"{demand.topic} · " if demand.topic else ""
    words = f"{demand.id} · {topic}{flat(demand.text)} ({review_word(demand.review)})"
    lines = wrapped([(render.one_line(words), "bold")], width)
    if len(lines) > DEMAND_LINES:
        lines = [*lines[: DEMAND_LINES - 1], [(_cut(lines[DEMAND_LINES - 1], width), "bold")]]
    evidence = [row for row in view.on(demand.id) if isinstance(row, EvidenceRow) and row.state != "rejected"]
    if not evidence:
        return lines + wrapped([(_("No evidence yet."), AROUND)], width)
    return lines + [wrapped([(_evidence_words(view, row), "")], width)[0] for row in evidence]


def _cut(line: Line, width: int) -> str:
    return head("".join(text for text, _style in line) + " …", max(1, width - 2))


def _evidence_words(view: View, row: EvidenceRow) -> str:
    return render.one_line(f"{stance_line(row)} · {_title(view, row.document)}: {flat(row.text)}")


def _title(view: View, document: str) -> str:
    row = view.by_id(document)
    return flat(row.title) if isinstance(row, DocumentRow) else document


def suggestion_rows(view: View, rows: Sequence[SuggestionRow], width: int) -> list[ListRow]:
    """One row a passage: its rank, what speaks against it, its words, its document."""
    signs = max((len(_signs(row)) for row in rows), default=0)
    return [
        ListRow(
            suggestion_id(row),
            (
                Cell(str(rank), "dim", len(str(len(rows))), "right"),
                *([Cell(_signs(row), "", signs)] if signs else []),
                Cell(flat(row.text)),
                Cell(title := _title(view, row.document), "dim", min(len(title), width // 3)),
            ),
        )
        for rank, row in enumerate(rows, 1)
    ]


#: What speaks against a passage, in one sign each.
FLAG_SIGNS = {"older": "<", "expired": "!"}


def _signs(row: SuggestionRow) -> str:
    return "".join(FLAG_SIGNS.get(flag, "?") for flag in row.flags)


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
    yield _title(view, row.document)
    document = view.by_id(row.document)
    if isinstance(document, DocumentRow):
        yield from filter(None, (document.publisher, day(document.date) if document.date else ""))
    yield f"{row.document}:{row.start}-{row.end}"


def _reasons(row: SuggestionRow) -> Iterator[str]:
    if row.flags:
        yield "! " + ", ".join(map(flag_word, row.flags))
    if row.why:
        yield _("because of: {words}").format(words=", ".join(row.why))


def _text(text_of: TextOf, row: SuggestionRow) -> str:
    try:
        return text_of(row.document, row.version)
    except StoreError:
        return ""
