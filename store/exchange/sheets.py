"""The sheets of a workbook: what is in which column. How they become a file is in ``xlsx``."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import date, datetime
from typing import TYPE_CHECKING, Any

from msgspec import Struct

from store.changes.targets import show_passage
from store.exchange.agreed import measured, told
from store.exchange.table import COLUMNS, in_order, lines, verdict_words
from store.exchange.tag_tables import TagSheet, codebook, document_sheet, pair_sheet
from store.exchange.words import N_, Words
from store.rows import EventRow, NoteRow
from store.states import bounds
from store.view import View

if TYPE_CHECKING:
    from store.review import Review

Cell = str | int | float | date | datetime | None

#: Widths of columns in letters: names and states, dates, texts.
SHORT, DAY, MOMENT, LONG = 14, 11, 17, 60
#: What a sheet of the format can hold across; the tables of tags as CSV have all.
MOST_COLUMNS = 16_384


class Sheet(Struct, frozen=True):
    """``columns`` are (head, width in letters); every row has a cell for each. Times are UTC."""

    name: str
    columns: tuple[tuple[str, int], ...]
    rows: list[tuple[Cell, ...]]


_EVIDENCE_WIDTHS = {"demand": LONG, "verdict": LONG, "quotation": LONG, "document": 30, "date": DAY}
EVENTS = (
    (N_("number"), 8), (N_("from"), DAY), (N_("to"), DAY), (N_("date"), 24), ("EDTF", 22),
    (N_("event"), LONG), (N_("state"), SHORT), (N_("quotation"), LONG), (N_("document"), 30),
    (N_("position"), SHORT), (N_("tags"), 20),
)  # fmt: skip
DEMANDS = (
    (N_("number"), 8), (N_("demand"), LONG), (N_("topic"), 24), (N_("addressee"), 24), (N_("part of"), 8),
    (N_("due"), DAY), (N_("due, in words"), 20), (N_("state of the deadline"), SHORT), (N_("review"), SHORT),
    (N_("answer"), SHORT), (N_("verdict"), LONG), (N_("pieces of evidence"), 8), (N_("state"), SHORT),
    (N_("document"), 30), (N_("position"), SHORT), (N_("tags"), 20),
)  # fmt: skip
NOTES = (
    (N_("number"), 8), (N_("note"), LONG), (N_("by"), SHORT), (N_("written (UTC)"), MOMENT),
    (N_("on"), SHORT), (N_("reply to"), 8), (N_("resolved"), 10), (N_("document"), 30),
    (N_("position"), SHORT),
)  # fmt: skip


AGREEMENT = (
    (N_("of"), 24), (N_("compared"), SHORT), (N_("reviewers"), 24), ("n", 8), ("%", 8),
    ("κ", 8), (N_("κ from"), 8), (N_("κ to"), 8), ("α", 8), (N_("α from"), 8), (N_("α to"), 8),
)  # fmt: skip


def sheets(review: Review, view: View, words: Words) -> Iterator[Sheet]:
    """Evidence, events, demands, notes, agreement and tags, as far as this reviewer may see them."""
    titles = {row.id: row.title for row in view.documents}
    widths = tuple((name, _EVIDENCE_WIDTHS.get(name, SHORT)) for name in COLUMNS)
    yield _sheet(words, words.say("Pieces of evidence"), widths, _evidence(view, words))
    yield _sheet(words, words.say("Events"), EVENTS, _events(view, words, titles))
    yield _sheet(words, words.say("Demands"), DEMANDS, _demands(view, words, titles))
    yield _sheet(words, words.say("Notes"), NOTES, (_note(words, row, titles) for row in view.notes))
    yield _sheet(words, words.say("Agreement"), AGREEMENT, _agreement(review, words))
    yield _of_tags(words.say("Codebook"), codebook(view, words), LONG)
    yield _of_tags(words.say("Tags by document"), document_sheet(view, words), SHORT)
    yield _of_tags(words.say("Tags by tag"), pair_sheet(view, words), SHORT)


def _of_tags(name: str, made: TagSheet, width: int) -> Sheet:
    first, second, *others = made.heads
    columns = [(first, 30), (second, width), *((head, SHORT) for head in others)]
    return Sheet(name, tuple(columns[:MOST_COLUMNS]), [row[:MOST_COLUMNS] for row in made.rows])


def _sheet(
    words: Words, name: str, columns: tuple[tuple[str, int], ...], rows: Iterator[tuple[Cell, ...]]
) -> Sheet:
    return Sheet(name, tuple((words.say(head), width) for head, width in columns), list(rows))


def _evidence(view: View, words: Words) -> Iterator[tuple[Cell, ...]]:
    dated = COLUMNS.index("date")
    for line in lines(view, words):
        cells: list[Cell] = [*line.cells]
        cells[dated] = day_of(line.cells[dated])
        yield tuple(cells)


def _events(view: View, words: Words, titles: dict[str, str]) -> Iterator[tuple[Cell, ...]]:
    found = [(row, bounds(row.edtf)) for row in view.events if row.state != "rejected"]
    for row, (start, end) in sorted(found, key=in_time):
        yield (
            row.id, start, end, words.dates(row.edtf), row.edtf, row.label,
            words.value("suggestion", row.state), row.text,
            *_place(row.document, row.spans, titles), ", ".join(row.tags),
        )  # fmt: skip


def in_time(dated: tuple[EventRow, tuple[date | None, date | None]]) -> tuple[Any, ...]:
    """Order of events: by first day, then last; those without a day at the end."""
    row, (start, end) = dated
    return (start or end or date.max, end or date.max, int(row.id[1:]))


def _demands(view: View, words: Words, titles: dict[str, str]) -> Iterator[tuple[Cell, ...]]:
    for row in in_order(view):
        yield (
            row.id, row.text, row.topic, row.addressee, row.parent, bounds(row.due)[1],
            words.dates(row.due) if row.due else None, words.value("deadline", row.deadline),
            words.value("review", row.review), words.value("answer", row.answer),
            verdict_words(view, words, row.id), row.evidence, words.value("suggestion", row.state),
            *_place(row.document, row.spans, titles), ", ".join(row.tags),
        )  # fmt: skip


def _note(words: Words, row: NoteRow, titles: dict[str, str]) -> tuple[Cell, ...]:
    return (
        row.id, row.text, row.by, time_of(row.at), row.target, row.parent,
        words.say("yes") if row.resolved else words.say("no"), *_place(row.document, row.spans, titles),
    )  # fmt: skip


def _agreement(review: Review, words: Words) -> Iterator[tuple[Cell, ...]]:
    for one in measured(review):
        share = None if one.percent is None else 100 * one.percent
        kappa, alpha = one.kappa, one.alpha
        yield (
            *told(words, one), one.units, share,
            kappa.value, kappa.low, kappa.high, alpha.value, alpha.low, alpha.high,
        )  # fmt: skip


def _place(
    document: str | None, spans: tuple[tuple[int, int], ...], titles: dict[str, str]
) -> tuple[Cell, Cell]:
    if document is None:
        return None, None
    return titles.get(document), show_passage(document, spans) if spans else document


def day_of(iso: str) -> Cell:
    """The day an ISO date names; what names none as it is."""
    return _parsed(date.fromisoformat, iso)


def time_of(iso: str) -> Cell:
    """The moment in UTC without its zone, which cells can't hold; what is none as it is."""
    return _parsed(lambda text: datetime.fromisoformat(text).replace(tzinfo=None), iso)


def _parsed(read: Callable[[str], Cell], text: str) -> Cell:
    try:
        return read(text)
    except ValueError:
        return text
