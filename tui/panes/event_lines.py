"""One event, or the deadline of a demand: when, how the day was read, where it stands, who decided what. Pure
but for the texts.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from datetime import date

from content.quoting import inside
from store.errors import StoreError
from store.history import HistoryLine
from store.rows import DemandRow, DocumentRow, EventRow, NoteRow
from store.states import bounds
from store.view import View
from tui import render
from tui.comparing import AROUND, Part, flat, head, tail
from tui.deeds import deed
from tui.formatting import day, moment, number
from tui.locale import gettext as _
from tui.locale import ngettext
from tui.panes.timeline_layout import Placed
from tui.passages import TextOf, is_lost
from tui.rule_words import dated, reading
from tui.signs import ANSWER_SIGNS, SUGGESTION_SIGNS
from tui.wording import answer_word, suggestion_word
from tui.wrapping import wrapped

Line = list[Part]
_SPACE = re.compile(r"\s+")
#: The words of the event within those around it show in black and white too.
OPENING, CLOSING = "‹", "›"
#: How much of a document's title is repeated.
TITLE = 60
#: At most so many of the last changes are told of.
CHANGES = 3


def event_lines(
    view: View,
    item: Placed,
    text_of: TextOf,
    history: Sequence[HistoryLine],
    width: int,
    around: int,
    today: date,
) -> list[Line]:
    """All about one thing on the timeline, with about ``around`` characters on each side of its words."""
    lines = wrapped([(render.one_line(flat(item.label)), "bold")], width)
    for said in _state(item, today):
        lines += wrapped([(render.one_line(said), "")], width)
    if context := _context(view, item, text_of, around):
        lines += [[], *wrapped(context, width)]
    more = [*_sources(view, item), *_hung(view, item), *map(_change, history[-CHANGES:])]
    lines += [[]] if more else []
    for said in more:
        lines += wrapped([(render.one_line(said), "")], width)
    return lines


def _state(item: Placed, today: date) -> Iterator[str]:
    value = f" · {item.edtf}" if any(bounds(item.edtf)) and item.edtf != dated(item.edtf) else ""
    if item.deadline:
        yield _("due: {day}").format(day=dated(item.edtf)) + value
    else:
        state = f"{SUGGESTION_SIGNS.get(item.state, '')} {suggestion_word(item.state)}"
        yield f"{state} · {dated(item.edtf)}{value}"
    if item.overdue:
        yield "! " + _overdue(item, today)


def _sources(view: View, item: Placed) -> Iterator[str]:
    """The words the day was read from, by which rule, and where they stand."""
    row = item.row
    if isinstance(row, EventRow):
        words = _("in the text: “{words}”").format(words=inside(row.text)) if row.text else ""
        yield from filter(None, [" · ".join(filter(None, [words, reading(view, row)]))])
    yield from filter(None, [" · ".join(_standing(view, item))])


def _overdue(item: Placed, today: date) -> str:
    days = (today - item.end).days if item.end else 0
    told = ngettext("overdue for {count} day", "overdue for {count} days", days).format(count=number(days))
    if item.answer:
        answered = f"{ANSWER_SIGNS.get(item.answer, '')} {answer_word(item.answer)}"
        return told + " · " + _("answer to the demand: {answer}").format(answer=answered)
    return f"{told} · {_('no answer yet')}" if item.deadline else told


def _standing(view: View, item: Placed) -> Iterator[str]:
    """The document and version in which it stands, and where."""
    document = view.by_id(item.row.document if item.row else None)
    if not isinstance(document, DocumentRow) or item.row is None:
        return
    yield head(flat(document.title), TITLE)
    yield from filter(None, (document.publisher, day(document.date) if document.date else ""))
    if len(document.versions) > 1:
        passage = view.passage_of(item.id)
        version = passage.version if passage and is_lost(passage) else document.version
        place = document.versions.index(version) + 1 if version in document.versions else "?"
        yield _("version {number} of {all}").format(number=place, all=len(document.versions))
    if item.row.spans:
        yield f"{document.id}:{item.row.spans[0][0]}-{item.row.spans[-1][1]}"


def _context(view: View, item: Placed, text_of: TextOf, around: int) -> Line:
    """The words with what stands before and after them; of a lost passage only the words."""
    passage = view.passage_of(item.id)
    if passage is not None and is_lost(passage):
        return [(render.visible(f"{OPENING}{passage.text}{CLOSING}"), "bold")]
    row = item.row
    if row is None or not row.spans or not row.document:
        return []
    try:
        text = text_of(row.document)
    except StoreError:
        return []
    start, end = row.spans[0][0], row.spans[-1][1]
    parts = [
        (tail(text[max(0, start - 2 * around) : start], around), AROUND),
        (f"{OPENING}{text[start:end]}{CLOSING}", "bold"),
        (head(text[end : end + 2 * around], around), AROUND),
    ]
    return [(render.visible(_SPACE.sub(" ", words)), style) for words, style in parts]


def _hung(view: View, item: Placed) -> Iterator[str]:
    row = item.row
    passage = row.passage if row else None
    tags = dict.fromkeys((*view.tag_names(item.id), *(view.tag_names(passage) if passage else ())))
    if tags:
        yield f"# {', '.join(tags)}"
    hung = {one.id: one for about in (item.id, passage) if about for one in view.on(about, "notes")}
    for note in hung.values():
        if isinstance(note, NoteRow):
            yield f"✎ {note.by}: {head(flat(note.text), 200)}"
    for other in view.at_passage(passage) if passage else ():
        if isinstance(other, DemandRow) and other.id != item.id:
            yield _("stands in demand {id}: {words}").format(id=other.id, words=flat(other.text))


def _change(line: HistoryLine) -> str:
    return f"{moment(line.when)} {line.who}: {deed(line.do)}"
