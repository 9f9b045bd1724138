"""Everything that hangs on one thing, as rows: its words, states, verdicts, evidence, tags, notes, history.

Text is wrapped, so one record may take several rows; all of them bear its id, so that commands and Enter work
on it from any of them. Pure.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import TypeVar

from content.quoting import inside
from store.model import RECHECKS
from store.rows import DemandRow, DocumentRow, EventRow, EvidenceRow, NoteRow, PassageRow, Row, VerdictRow
from store.view import View
from tui import markdown
from tui.comparing import inline
from tui.formatting import day, edtf_long
from tui.locale import gettext as _
from tui.locale import ngettext, pgettext
from tui.panes.demand_rows import assigned_names
from tui.panes.evidence_rows import flag_line, graded
from tui.panes.rows import ListRow
from tui.panes.thread_rows import Sheaf, heading, text_rows
from tui.passages import counted
from tui.rule_words import dated, reading
from tui.signs import (
    ANSWER_SIGNS,
    DEADLINE_SIGNS,
    RECHECK_SIGNS,
    REVIEW_SIGNS,
    STANCE_SIGNS,
    SUGGESTION_SIGNS,
)
from tui.wording import (
    answer_word,
    deadline_word,
    kind_word,
    recheck_word,
    review_word,
    stance_word,
    suggestion_word,
)

T = TypeVar("T")

FINAL = "★"


def note_rows(
    view: View, targets: Sequence[str], history: Sequence[str] = (), *, width: int = 38, raw: bool = False
) -> Iterator[ListRow]:
    """The rows for the things with these ids, one after the other; ``history`` are lines to end with. What
    nobody takes is not looked at.

    With ``raw`` notes are shown as they were typed: nothing is loaded to read their Markdown.
    """
    sheaf = Sheaf(view, width, markdown.plain_lines if raw else markdown.lines)
    for target in targets:
        row = view.by_id(target)
        if row is not None:
            yield from _thing(view, row, width, sheaf)
    if history:
        yield heading("=history", pgettext("group", "History"))
        for number, line in enumerate(history):
            yield from text_rows(f"=history {number}", line, width)


def _thing(view: View, row: Row, width: int, sheaf: Sheaf) -> Iterator[ListRow]:
    """One thing and what hangs on it and on its passage; notes that are shown already aren't repeated."""
    table = kind_word(_TABLES.get(type(row)))
    yield heading(f"={row.id}", f"{table} {row.id}")
    if isinstance(row, NoteRow):
        yield from sheaf.rows(row, 0)
        sheaf.shown.add(row.id)
    for line in _about(view, row):
        yield from text_rows(row.id, line, width)
    for line, style in _recheck(view, row.id):
        yield from text_rows(row.id, line, width, style)
    passage = getattr(row, "passage", None)
    tags = dict.fromkeys((*view.tag_names(row.id), *(view.tag_names(passage) if passage else ())))
    if tags:
        yield from text_rows(row.id, f"# {', '.join(tags)}", width, "bold")
    yield from _judged(view, row, passage, sheaf)
    noted = sheaf.on(row.id, *([passage] if passage else ()))
    yield from _group(f"={row.id} notes", pgettext("group", "Notes"), noted, lambda one: sheaf.rows(*one))
    if isinstance(row, DocumentRow):
        yield from sheaf.inside(row)


def _judged(view: View, row: Row, passage: str | None, sheaf: Sheaf) -> Iterator[ListRow]:
    """The verdicts and the evidence that hang on a thing and on its passage."""
    about = [row.id, *([passage] if passage else ())]
    verdicts = [one for each in about for one in view.on(each, "verdicts") if isinstance(one, VerdictRow)]
    yield from _group(
        f"={row.id} verdicts", pgettext("group", "Verdicts"), verdicts, lambda one: _verdict(one, sheaf)
    )
    evidence = dict.fromkeys(one for each in about for one in view.evidence_on(each) if one != row.id)
    yield from _group(
        f"={row.id} evidence", pgettext("group", "Evidence"), evidence, lambda one: _evidence(sheaf, one, row)
    )


def _recheck(view: View, record_id: str) -> Iterator[tuple[str, str]]:
    """What a new version left open about the passage of a thing, and how its words differ."""
    passage = view.passage_of(record_id)
    if passage is None or not passage.recheck:
        return
    sign = RECHECK_SIGNS.get(passage.recheck, "?")
    yield f"{sign} {recheck_word(passage.recheck)}", "bold" if passage.recheck in RECHECKS else "dim"
    if passage.before:
        yield inline(passage.before, passage.text), ""


_TABLES: dict[type, str] = {
    DocumentRow: "documents", EventRow: "events", DemandRow: "demands", NoteRow: "notes",
    EvidenceRow: "evidence", VerdictRow: "verdicts", PassageRow: "passages",
}  # fmt: skip


def _about(view: View, row: Row) -> Iterator[str]:
    """What the thing itself says, a paragraph each."""
    if isinstance(row, DocumentRow):
        yield row.title
        yield " · ".join(filter(None, (day(row.date), row.publisher, row.kind)))
        yield row.source or ""
        if open_ := counted(one for one in view.open_passages if one.document == row.id):
            yield _("After a new version: {open}").format(open=open_)
    elif isinstance(row, EventRow):
        yield row.label or row.text
        yield f"{SUGGESTION_SIGNS.get(row.state, '')} {dated(row.edtf)} · {suggestion_word(row.state)}"
        if row.text and row.text != row.label:
            yield _("in the text: “{words}”").format(words=inside(row.text))
        yield reading(view, row)
    elif isinstance(row, DemandRow):
        yield from _about_demand(row, view.me)
    elif isinstance(row, PassageRow):
        yield _("“{words}”").format(words=inside(row.text))
    elif isinstance(row, EvidenceRow):
        demand = view.by_id(row.demand)
        yield _("“{words}”").format(words=inside(row.text))
        yield f"{stance_line(row)} → {getattr(demand, 'text', row.demand)}"


def _about_demand(demand: DemandRow, me: str) -> Iterator[str]:
    yield demand.text
    if demand.state != "confirmed":
        yield f"{SUGGESTION_SIGNS.get(demand.state, '')} {suggestion_word(demand.state)}"
    if demand.addressee:
        yield _("to: {addressee}").format(addressee=demand.addressee)
    if demand.assigned:
        yield _("assigned to: {names}").format(names=assigned_names(demand, me))
    yield f"{REVIEW_SIGNS.get(demand.review, '?')} {review_word(demand.review)}"
    yield f"{ANSWER_SIGNS.get(demand.answer or '', ' ')} {answer_word(demand.answer) or _('no answer yet')}"
    due = f" ({edtf_long(demand.due)})" if demand.due else ""
    yield f"{DEADLINE_SIGNS.get(demand.deadline, '?')} {deadline_word(demand.deadline)}{due}"


def _verdict(verdict: VerdictRow, sheaf: Sheaf) -> Iterator[ListRow]:
    sign = ANSWER_SIGNS.get(verdict.answer, "?")
    final = f" {FINAL} {_('final')}" if verdict.final else ""
    words = f"{sign} {verdict.by}: {answer_word(verdict.answer)}{final}"
    if verdict.searched is not None:
        many = ngettext("({count} document searched)", "({count} documents searched)", verdict.searched)
        words += " " + many.format(count=verdict.searched)
    yield from text_rows(verdict.id, words, sheaf.width)
    yield from text_rows(verdict.id, verdict.reason, sheaf.width, "dim", 1)
    yield from sheaf.beneath(verdict.id)


def _evidence(sheaf: Sheaf, evidence_id: str, on: Row) -> Iterator[ListRow]:
    view, width = sheaf.view, sheaf.width
    evidence = view.by_id(evidence_id)
    assert isinstance(evidence, EvidenceRow)
    yield from text_rows(evidence.id, stance_line(evidence), width)
    told = list(_recheck(view, evidence.id)) if on.id != evidence.passage else []
    for flag in evidence.flags:
        if flag != "suspect" or not told:
            yield from text_rows(evidence.id, flag_line(flag), width, "bold", 1)
    for line, style in told:
        yield from text_rows(evidence.id, line, width, style, 1)
    about = view.by_id(evidence.document if isinstance(on, DemandRow) else evidence.demand)
    yield from text_rows(
        evidence.id, getattr(about, "title", "") or getattr(about, "text", ""), width, "dim", 1
    )
    if isinstance(on, DemandRow):
        yield from text_rows(evidence.id, _("“{words}”").format(words=inside(evidence.text)), width, "", 1)
    yield from sheaf.beneath(evidence.id)


def stance_line(evidence: EvidenceRow) -> str:
    """„+ stützt · ■ stark · lea: □ schwach“, with "?" while it is only suggested."""
    state = "" if evidence.state == "confirmed" else f" ({suggestion_word(evidence.state)})"
    parts = [f"{STANCE_SIGNS.get(evidence.stance, '·')} {stance_word(evidence.stance)}{state}"]
    if evidence.grade:
        parts.append(graded(evidence.grade))
    parts += [f"{by}: {graded(grade)}" for by, grade in evidence.grades if grade != evidence.grade]
    return " · ".join(parts)


def _group(
    row_id: str, title: str, things: Iterable[T], rows_of: Callable[[T], Iterable[ListRow]]
) -> Iterator[ListRow]:
    members = list(things)
    if members:
        yield heading(row_id, f"{title} · {len(members)}")
    for one in members:
        yield from rows_of(one)
