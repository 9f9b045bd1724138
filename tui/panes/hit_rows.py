"""What was found everywhere: the list, and one hit with the text around it. Pure but for the texts."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from store.errors import StoreError
from store.rows import DemandRow, DocumentRow, EventRow, NoteRow, TagRow
from store.view import View
from tui import render
from tui.comparing import AROUND, Part, flat, head, tail
from tui.formatting import day, number
from tui.locale import gettext as _
from tui.panes.rows import Cell, ListRow
from tui.passages import TextOf
from tui.wording import kind_word
from tui.wrapping import wrapped

if TYPE_CHECKING:  # the index is loaded when somebody searches
    from store.search.feeding import Progress
    from store.search.searching import HitRow

#: What stands around the words that were found, so that they show in black and white too.
OPENING, CLOSING = "‹", "›"
FOUND = "bold"

Line = list[Part]


def hit_id(hit: HitRow) -> str:
    """What tells a hit from the others of an answer."""
    return f"{hit.id}:{hit.start}" if hit.kind == "document" else hit.id


def hit_rows(view: View, hits: Sequence[HitRow], width: int) -> list[ListRow]:
    """One row a hit: its kind, its words, where they stand."""
    places = [where(view, hit) for hit in hits]
    kinds = [kind_word(f"{hit.kind}s") for hit in hits]
    widest = max(map(len, kinds), default=0)
    return [
        ListRow(
            hit_id(hit),
            (
                Cell(kind, "", widest),
                Cell(_row_words(hit, width // 4)),
                Cell(place, "dim", min(len(place), width // 3)),
            ),
        )
        for hit, kind, place in zip(hits, kinds, places, strict=True)
    ]


def _row_words(hit: HitRow, before: int) -> str:
    """The snippet in one line, from at most so many characters before the first word that was found."""
    words = "".join(text for text, _style in marked(hit.snippet, hit.marks))
    first = hit.marks[0][0] if hit.marks else 0
    return flat(tail(words[:first], before) + words[first:])


def where(view: View, hit: HitRow) -> str:
    """The title of the document in which a hit stands, "" for what stands in none."""
    document = view.by_id(hit.document)
    return flat(document.title) if isinstance(document, DocumentRow) else ""


def marked(text: str, marks: Sequence[tuple[int, int]]) -> Line:
    """``text`` with what was found in it in ‹signs›."""
    parts: Line = []
    at = 0
    for start, end in marks:
        parts += [(text[at:start], ""), (f"{OPENING}{text[start:end]}{CLOSING}", FOUND)]
        at = end
    return [*parts, (text[at:], "")]


def hit_lines(view: View, hit: HitRow, text_of: TextOf, width: int, around: int) -> list[Line]:
    """A hit with about ``around`` characters after it, fewer before; lines of at most ``width`` cells."""
    text, at = _standing(view, hit, text_of)
    parts = marked(hit.snippet, hit.marks)
    if at is not None:
        before, after = text[:at], text[at + len(hit.snippet) :]
        parts = [(tail(before, around // 4), AROUND), *parts, (head(after, around), AROUND)]
    lines = wrapped([(render.one_line(_heading(view, hit)), "bold")], width)
    return lines + wrapped([(render.visible(words), style) for words, style in parts], width)


def _standing(view: View, hit: HitRow, text_of: TextOf) -> tuple[str, int | None]:
    """The whole text in which a hit stands and where its snippet begins there, None if it can't be told."""
    if hit.kind == "document":
        text = _text(text_of, hit)
        at = text.find(hit.snippet, hit.start or 0)
    else:
        text = _record_text(view, hit.id)
        at = text.find(hit.snippet)
    return text, None if at < 0 else at


def spot(hit: HitRow, text_of: TextOf) -> tuple[int, int] | None:
    """Where in the current text of its document the first word stands that was found; without one, where
    the hit begins. None for what stands in no text."""
    if hit.start is None or hit.end is None:
        return None
    if hit.kind == "document" and hit.marks:
        text, (start, end) = _text(text_of, hit), hit.marks[0]
        at = text.find(hit.snippet, hit.start)
        if at >= 0:
            return at + start, at + end
        at = text.find(hit.snippet[start:end], hit.start, hit.end)
        if at >= 0:
            return at, at + end - start
    return hit.start, hit.end


def _text(text_of: TextOf, hit: HitRow) -> str:
    try:
        return text_of(hit.document or "", hit.version)
    except StoreError:
        return ""


def _record_text(view: View, record_id: str) -> str:
    row = view.by_id(record_id)
    if isinstance(row, (DemandRow, NoteRow)):
        return row.text
    if isinstance(row, EventRow):
        return row.label
    return row.name if isinstance(row, TagRow) else ""


def _heading(view: View, hit: HitRow) -> str:
    return " · ".join(filter(None, _named(view, hit)))


def _named(view: View, hit: HitRow) -> Iterator[str]:
    yield kind_word(f"{hit.kind}s")
    yield hit.id
    yield where(view, hit)
    document, row = view.by_id(hit.document), view.by_id(hit.id)
    if isinstance(document, DocumentRow) and document.date:
        yield day(document.date)
    if isinstance(row, NoteRow):
        yield row.by


def indexed(progress: Progress) -> str:
    """„12 von 3.800 Dokumenten durchsuchbar“; "" once everything is."""
    if progress.whole:
        return ""
    return _("{done} of {all} documents indexed").format(done=number(progress.done), all=number(progress.all))
