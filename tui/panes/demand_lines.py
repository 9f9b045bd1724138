"""A demand in full, as lines to read: its words, its states, where it was asked, what was said about it.

Pure but for the texts.
"""

from __future__ import annotations

from collections.abc import Iterator

from store.rows import DemandRow, DocumentRow, NoteRow, VerdictRow
from store.view import View
from tui import render
from tui.comparing import AROUND, Part, flat, head, tail
from tui.formatting import day, edtf_long, moment
from tui.locale import gettext as _
from tui.locale import ngettext, pgettext
from tui.panes.demand_rows import FINAL, assigned_names, signs
from tui.panes.thread_rows import threads
from tui.passages import TextOf, new_wording
from tui.signs import ANSWER_SIGNS, DEADLINE_SIGNS, REVIEW_SIGNS
from tui.wording import answer_word, deadline_word, review_word, suggestion_word
from tui.wrapping import wrapped

Line = list[Part]

#: About so many characters are shown on each side of a demand's words.
CONTEXT = 160


def demand_lines(view: View, demand: DemandRow, text_of: TextOf, width: int) -> list[Line]:
    """What most depends on comes first: there may be room for a few lines only."""
    paragraphs = [
        [(" · ".join(filter(None, (demand.id, demand.topic))), "dim")],
        [(flat(demand.text), "bold")],
        [(standing(demand), "")],
        *_verdicts(view, demand),
        *_people(view, demand),
        *_family(view, demand),
        *_notes(view, demand),
        *_context(view, demand, text_of),
    ]
    clean = ([(render.one_line(text), style) for text, style in parts] for parts in paragraphs)
    return [line for parts in clean for line in wrapped(parts, width)]


def standing(demand: DemandRow) -> str:
    """The three states in sign and word: „≠ strittig · ◑ läuft · ◷ Frist läuft (bis 31.12.2027)“."""
    if demand.state != "confirmed":
        review = suggestion_word(demand.state)
    else:
        review = f"{REVIEW_SIGNS.get(demand.review, '?')} {review_word(demand.review)}"
    answer = f"{ANSWER_SIGNS.get(demand.answer or '', '')} {answer_word(demand.answer) or _('no answer yet')}"
    due = f" ({edtf_long(demand.due)})" if demand.due else ""
    deadline = f"{DEADLINE_SIGNS.get(demand.deadline, '?')} {deadline_word(demand.deadline)}{due}"
    return " · ".join(part.strip() for part in (review, answer, deadline))


def searched_words(count: int) -> str:
    """„(7 Dokumente durchsucht)“."""
    return ngettext("({count} document searched)", "({count} documents searched)", count).format(count=count)


def _verdicts(view: View, demand: DemandRow) -> Iterator[Line]:
    """Those I may see, mine first; in a blind project that there may be more to see."""
    given = [row for row in view.on(demand.id, "verdicts") if isinstance(row, VerdictRow)]
    for row in sorted(given, key=lambda one: (one.by != view.me, not one.final)):
        who = _("me") if row.by == view.me else row.by
        final = f" {FINAL} {_('final')}" if row.final else ""
        searched = f" {searched_words(row.searched)}" if row.searched is not None else ""
        told = f"{who}: {ANSWER_SIGNS.get(row.answer, '?')} {answer_word(row.answer)}{final}{searched}"
        yield [(told, "bold"), (f" – {flat(row.reason)}" if row.reason else "", "")]
    if view.lookup.blind and not view.lookup.opened(demand.id):
        yield [(_("Blind: what the others say is shown once your verdict is given."), AROUND)]


def _people(view: View, demand: DemandRow) -> Iterator[Line]:
    if demand.addressee:
        yield [(_("to: {addressee}").format(addressee=demand.addressee), "")]
    if demand.assigned:
        yield [(_("assigned to: {names}").format(names=assigned_names(demand, view.me)), "")]


def _family(view: View, demand: DemandRow) -> Iterator[Line]:
    above = view.by_id(demand.parent)
    if isinstance(above, DemandRow):
        yield [(_("part of {id}:").format(id=above.id), "bold"), (f" {flat(above.text)}", "")]
    parts = [row for row in view.demands if row.parent == demand.id and row.state != "rejected"]
    if parts:
        yield [(f"{pgettext('group', 'Parts')} · {len(parts)}", "bold underline")]
    for row in parts:
        yield [(f"{signs(row)} {row.id} {flat(row.text)}", "")]


def _notes(view: View, demand: DemandRow) -> Iterator[Line]:
    notes = [row for row in view.on(demand.id, "notes") if isinstance(row, NoteRow)]
    if notes:
        yield [(f"{pgettext('group', 'Notes')} · {len(notes)}", "bold underline")]
    for note, depth in threads(notes, [demand.id]):
        sign = "↳" if depth else "✎"
        settled = f" ✓ {_('resolved')}" if note.resolved else ""
        told = f"{sign} {note.by}, {moment(note.at)}{settled}: "
        yield [(told, "bold"), (flat(note.text), "dim" if note.resolved else "")]


def _context(view: View, demand: DemandRow, text_of: TextOf) -> Iterator[Line]:
    """Where it was asked: the words in their document, with what is around them."""
    passage, document = view.passage_of(demand.id), view.by_id(demand.document)
    if not isinstance(document, DocumentRow):
        return
    where = " · ".join(filter(None, (document.title, document.publisher, day(document.date))))
    yield [(flat(where), "bold underline")]
    if passage is not None:
        told = new_wording(passage, text_of)
        yield [
            (tail(told.before, CONTEXT), AROUND),
            (flat(told.words or passage.text), "bold"),
            (head(told.after, CONTEXT), AROUND),
        ]
