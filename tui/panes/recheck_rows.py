"""Passages to be looked at again since their documents got new versions: the list, and one of them with its
old and new wording side by side. Pure.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import zip_longest

from store.rows import DemandRow, DocumentRow, EventRow, EvidenceRow, NoteRow, PassageRow, Row
from store.view import View
from tui import cells, comparing, render
from tui.comparing import AROUND, Part, flat
from tui.formatting import edtf_long
from tui.locale import gettext as _
from tui.panes.note_rows import stance_line
from tui.panes.rows import Cell, ListRow
from tui.passages import Wording, is_lost
from tui.signs import RECHECK_SIGNS, REVIEW_SIGNS, SUGGESTION_SIGNS
from tui.wording import kind_word, recheck_word, review_word
from tui.wrapping import wrapped

#: From this width on the two wordings stand side by side.
WIDE = 100
BETWEEN = " │ "
#: Where in the new text the words would be that are gone.
MISSING = "‸"
#: Characters of what did not change that are shown beside each difference and around the passage.
NEAR = 60

Line = list[Part]


def queue(view: View, document: str | None) -> list[PassageRow]:
    """What is open: the passages of ``document`` first, each document's in the order they stand in."""

    def order(passage: PassageRow) -> tuple[bool, int, str, object]:
        place = passage.before_spans or passage.spans
        return passage.document != document, len(passage.document), passage.document, place

    return sorted(view.open_passages, key=order)


def queue_rows(view: View, passages: Sequence[PassageRow], width: int) -> list[ListRow]:
    """One row a passage: what is open about it, its words, its document."""
    rows = []
    for passage in passages:
        document = view.by_id(passage.document)
        title = document.title if isinstance(document, DocumentRow) else passage.document
        rows.append(
            ListRow(
                passage.id,
                (
                    Cell(RECHECK_SIGNS.get(passage.recheck or "", "?"), "bold", 1),
                    Cell(recheck_word(passage.recheck, short=True), "", 8),
                    Cell(flat(passage.before or passage.text)),
                    Cell(title, "dim", min(len(title), width // 3)),
                ),
            )
        )
    return rows


def near(width: int, height: int) -> int:
    """How much around what differs a sheet of this size has room for."""
    return min(NEAR, width * height // 16)


def sheet_lines(
    view: View, passage: PassageRow, old: Wording, new: Wording, width: int, around: int = NEAR
) -> list[Line]:
    """Everything one has to know to decide about a passage, in lines of at most ``width`` cells; ``around``
    are the characters shown beside what differs."""
    lines = _lines(_heading(view, passage), width, "bold")
    first, second = _compared(passage, old, new, around)
    labels = _labels(view, passage, old)
    if width >= WIDE:
        lines += _beside(labels, first, second, (width - len(BETWEEN)) // 2)
    else:
        lines += [*_lines(labels[0], width, "underline"), *wrapped(_shown(first), width)]
        lines += [*_lines(labels[1], width, "underline"), *wrapped(_shown(second), width)]
    hanging = list(_hanging(view, passage))
    if hanging:
        lines += _lines(_("What hangs on it"), width, "underline")
        lines += [line for text in hanging for line in _lines(text, width)]
    return lines


def _heading(view: View, passage: PassageRow) -> str:
    document = view.by_id(passage.document)
    title = document.title if isinstance(document, DocumentRow) else ""
    state = f"{RECHECK_SIGNS.get(passage.recheck or '', '?')} {recheck_word(passage.recheck)}"
    return " · ".join(filter(None, (flat(title), passage.document, passage.id, state)))


def _labels(view: View, passage: PassageRow, old: Wording) -> tuple[str, str]:
    """What stands above the two wordings."""
    document = view.by_id(passage.document)
    versions = document.versions if isinstance(document, DocumentRow) else ()
    before = versions.index(old.version) + 1 if old.version in versions else "?"
    first = _("Old: version {number}").format(number=before)
    second = _("New: version {number}").format(number=len(versions))
    if is_lost(passage):
        second = _("{version}, words gone ({sign})").format(version=second, sign=MISSING)
    return first, second


def _compared(passage: PassageRow, old: Wording, new: Wording, around: int) -> tuple[Line, Line]:
    """Both wordings with what is around them; what differs is marked."""
    if is_lost(passage):
        first, _nothing = comparing.sides(old.words, "", around)
        second: Line = [(f"{MISSING} ", comparing.ADDED)]
    else:
        first, second = comparing.sides(old.words, new.words, around)
    return _within(old, first, around), _within(new, second, around)


def _within(wording: Wording, parts: Line, around: int) -> Line:
    before, after = comparing.tail(wording.before, around), comparing.head(wording.after, around)
    return [(before, AROUND), *parts, (after, AROUND)]


def _beside(labels: tuple[str, str], first: Line, second: Line, width: int) -> Iterator[Line]:
    left = [*_lines(labels[0], width, "underline"), *wrapped(_shown(first), width)]
    right = [*_lines(labels[1], width, "underline"), *wrapped(_shown(second), width)]
    nothing: Line = []
    for one, other in zip_longest(left, right, fillvalue=nothing):
        blanks = width - sum(cells.cells(text) for text, _style in one)
        yield [*one, (" " * blanks + BETWEEN, ""), *other]


def _hanging(view: View, passage: PassageRow) -> Iterator[str]:
    if passage.tags:
        yield f"# {', '.join(passage.tags)}"
    for row in view.at_passage(passage.id):
        yield _told(view, row)


def _told(view: View, row: Row) -> str:
    """One line on something that stands or hangs there."""
    if isinstance(row, EvidenceRow):
        demand = view.by_id(row.demand)
        review = f" ({review_word(demand.review)})" if isinstance(demand, DemandRow) else ""
        return f"{stance_line(row)} → {row.demand} {flat(getattr(demand, 'text', ''))}{review}"
    if isinstance(row, EventRow):
        sign = SUGGESTION_SIGNS.get(row.state, "·")
        return f"{sign} {kind_word('events')} {row.id}: {edtf_long(row.edtf)}, {flat(row.label)}"
    if isinstance(row, DemandRow):
        return f"{REVIEW_SIGNS.get(row.review, '?')} {kind_word('demands')} {row.id}: {flat(row.text)}"
    if isinstance(row, NoteRow):
        return f"✎ {row.by}: {flat(row.text)}"
    return row.id


def _lines(text: str, width: int, style: str = "") -> list[Line]:
    return wrapped(_shown([(text, style)]), width)


def _shown(parts: Line) -> Line:
    """Made harmless before its cells are counted."""
    return [(render.one_line(text), style) for text, style in parts]
