"""Commitments that no demand asks for, and demands that a passage may answer: lists, and one of each in full.

Pure but for the texts.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from store.changes.targets import show_passage
from store.errors import StoreError
from store.rows import DemandRow, DocumentRow
from store.search.commitments import CommitmentRow
from store.search.suggesting import AnsweredRow
from store.view import View
from tui import render
from tui.comparing import AROUND, Part, flat, head, tail
from tui.formatting import day
from tui.locale import gettext as _
from tui.panes.rows import Cell, ListRow
from tui.passages import TextOf
from tui.wording import commitment_word, flag_word, review_word, stage_word
from tui.wrapping import wrapped

Line = list[Part]


def commitment_id(row: CommitmentRow) -> str:
    """The passage as changes name it: "d2:410-520"."""
    return show_passage(row.document, row.spans)


def commitment_rows(view: View, rows: Sequence[CommitmentRow], width: int) -> list[ListRow]:
    """One row a commitment: how far it is, its words, the nearest demand, its document."""
    stages = [_stage(row) for row in rows]
    widest, nearest = max(map(len, stages), default=0), max((len(_nearest(row)) for row in rows), default=0)
    return [
        ListRow(
            commitment_id(row),
            (
                Cell(stage, "", widest),
                Cell(flat(row.text), "dim" if row.dismissed else ""),
                *([Cell(_nearest(row), "dim", nearest)] if width >= 60 else []),
                Cell(title := title_of(view, row.document), "dim", min(len(title), width // 4)),
            ),
        )
        for row, stage in zip(rows, stages, strict=True)
    ]


def _stage(row: CommitmentRow) -> str:
    return f"× {commitment_word('dismissed')}" if row.dismissed else stage_word(row.stage)


def _nearest(row: CommitmentRow) -> str:
    return f"{row.nearest[0].demand} {percent(row.nearest[0].score)}" if row.nearest else "–"


def percent(share: float) -> str:
    return f"{round(100 * share)} %"


def commitment_lines(view: View, row: CommitmentRow, text_of: TextOf, width: int, around: int) -> list[Line]:
    """Who commits to what, the nearest demands with the shared words, the passage in its text."""
    said: list[tuple[str, str]] = [
        (" · ".join(filter(None, (row.actor, stage_word(row.stage), *_source(view, row.document)))), "bold")
    ]
    for near in row.nearest:
        because = _("because of: {words}").format(words=", ".join(near.why))
        said.append((f"{near.demand} {percent(near.score)} {flat(near.text)} ({because})", ""))
    if not row.nearest:
        said.append((_("No demand of another document comes near."), ""))
    return [*_told(said, width), *_in_text(row.document, row.version, row.spans, text_of, width, around)]


def answered_rows(view: View, rows: Sequence[AnsweredRow], width: int) -> list[ListRow]:
    """One row a demand that may be answered: its rank, its words, how far its review is."""
    return [
        ListRow(
            row.demand,
            (
                Cell(str(rank), "dim", len(str(len(rows))), "right"),
                Cell(row.demand, "dim", max(len(one.demand) for one in rows)),
                Cell(flat(row.text)),
                *([Cell(_review(view, row.demand), "dim", 14)] if width >= 60 else []),
            ),
        )
        for rank, row in enumerate(rows, 1)
    ]


def _review(view: View, demand: str) -> str:
    row = view.by_id(demand)
    return review_word(row.review) if isinstance(row, DemandRow) else ""


def answered_lines(view: View, row: AnsweredRow, text_of: TextOf, width: int, around: int) -> list[Line]:
    """A demand, what speaks for the passage and against it, and the passage in its text."""
    demand = view.by_id(row.demand)
    topic = demand.topic if isinstance(demand, DemandRow) else ""
    said = [
        (" · ".join(filter(None, (row.demand, topic, flat(row.text), _review(view, row.demand)))), "bold")
    ]
    said += [("! " + ", ".join(map(flag_word, row.flags)), "")] if row.flags else []
    said += [(_("because of: {words}").format(words=", ".join(row.why)), "")] if row.why else []
    said.append((" · ".join(_source(view, row.document)), "dim"))
    spans = ((row.start, row.end),)
    return [*_told(said, width), *_in_text(row.document, row.version, spans, text_of, width, around)]


def title_of(view: View, document: str) -> str:
    row = view.by_id(document)
    return flat(row.title) if isinstance(row, DocumentRow) else document


def _source(view: View, document: str) -> Iterator[str]:
    yield title_of(view, document)
    row = view.by_id(document)
    if isinstance(row, DocumentRow):
        yield from filter(None, (row.publisher, day(row.date) if row.date else ""))


def _told(said: Sequence[tuple[str, str]], width: int) -> list[Line]:
    return [line for words, style in said for line in wrapped([(render.one_line(words), style)], width)]


def _in_text(
    document: str,
    version: str,
    spans: tuple[tuple[int, int], ...],
    text_of: TextOf,
    width: int,
    around: int,
) -> list[Line]:
    try:
        text = text_of(document, version)
    except StoreError:
        text = ""
    start, end = spans[0][0], spans[-1][1]
    parts = [
        (tail(text[:start], around // 4), AROUND),
        (text[start:end], "bold"),
        (head(text[end:], around), AROUND),
    ]
    return wrapped([(render.visible(words), style) for words, style in parts], width)
