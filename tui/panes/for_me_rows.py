"""What is for me, as rows: notes that name me or answer mine, demands, drafts. Pure."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence, Set

from store.for_me import ForMe
from store.rows import NoteRow
from store.view import View
from tui.comparing import Part, flat
from tui.drafts import DRAFT
from tui.formatting import day_short
from tui.locale import gettext as _
from tui.panes.note_rows import note_rows
from tui.panes.rows import Cell, ListRow, parts_of
from tui.panes.thread_rows import Sheaf, about, heading, text_rows
from tui.wording import word

UNREAD, WAITING = "●", "○"


def listed(items: Sequence[ForMe], unread: Set[str]) -> list[ForMe]:
    """What there is to list: unread first, then what waits for me; the latest first."""
    kept = [item for item in items if item.waiting or item.key in unread]
    latest = sorted(kept, key=lambda item: item.at, reverse=True)
    return sorted(latest, key=lambda item: item.key not in unread)


def for_me_rows(
    view: View, items: Sequence[ForMe], unread: Set[str], drafts: Mapping[str, str]
) -> list[ListRow]:
    """A row for each, drafts last."""
    rows = [_row(view, item, item.key in unread) for item in listed(items, unread)]
    if drafts:
        rows.append(heading("=drafts", _("Drafts, not saved yet")))
    return rows + [_draft_row(view, name, text) for name, text in drafts.items()]


def _row(view: View, item: ForMe, unread: bool) -> ListRow:
    row = view.by_id(item.id)
    words = flat(str(getattr(row, "text", "") or item.id))
    sign = UNREAD if unread else WAITING
    style = "bold" if unread else ""
    cells = (Cell(sign, style, 1), Cell(word("for me", item.kind), style, 12), Cell(words, style),
             Cell(item.by, "", 8), Cell(day_short(item.at[:10]), "dim", 9))  # fmt: skip
    return ListRow(item.key, cells)


def _draft_row(view: View, name: str, text: str) -> ListRow:
    target = target_of(view, name)
    return ListRow(
        DRAFT + name,
        (Cell("✎", "", 1), Cell(word("for me", "draft"), "", 12), Cell(flat(text)), Cell(target, "dim", 18)),
    )


def target_of(view: View, name: str) -> str:
    """The record or passage that a draft is for, "" for one that is gone: of a reply the note it answers."""
    target = name.partition(":")[2]
    document = target.partition(":")[0]
    return target if view.by_id(document) is not None else ""


def item_lines(view: View, item: ForMe, width: int) -> list[list[Part]]:
    """The whole of it: a note's thread with what it is about, a demand with all that hangs on it."""
    return [parts_of(row, width) for row in _whole(view, item, width)]


def _whole(view: View, item: ForMe, width: int) -> Iterator[ListRow]:
    note = view.by_id(item.id)
    if not isinstance(note, NoteRow):
        yield from note_rows(view, [item.id], width=width)
        return
    yield from text_rows(note.target, about(view, note.target), width, "dim")
    first, inside = view.thread_of(note), False
    sheaf = Sheaf(view, width)
    for one, depth in sheaf.on(note.target):
        inside = one.id == first.id or (inside and depth > 0)
        if inside:
            yield from sheaf.rows(one, depth)


def draft_lines(view: View, name: str, text: str, width: int) -> list[list[Part]]:
    """A draft in full, and what it is for."""
    target = target_of(view, name).partition(":")[0]
    said = about(view, target) if target else _("What this was for is gone.")
    rows = [*text_rows(target, said, width, "dim"), *text_rows(target, text, width)]
    return [parts_of(row, width) for row in rows]
