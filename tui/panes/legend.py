"""What the cursor stands on, in one line: marks with their signs, what is selected, where it is. Pure."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from content.quoting import inside
from store.rows import DemandRow, EventRow, EvidenceRow, NoteRow
from store.view import View
from tui import cells
from tui.comparing import flat
from tui.formatting import edtf_long, number
from tui.gutter import DEMAND, EVIDENCE, NOTE, SUGGESTED, letter_of
from tui.highlights import Mark
from tui.locale import gettext as _
from tui.locale import ngettext
from tui.panes.seeking import Stop
from tui.signs import RECHECK_SIGNS, SUGGESTION_SIGNS
from tui.wording import grade_word, recheck_word, stance_word

#: So many cells of a record's words; of a selection no more words are counted than in so many code points.
WORDS = 32
COUNTED = 300_000


def legend(view: View, marks: Sequence[Mark], stop: Stop | None = None, selected: str | None = None) -> str:
    """„Marke 3/17 · ≈ zu prüfen · Z Zeitplan · ✓ Beleg f3 …“; "" where there is nothing to be said."""
    parts = [counted(selected)] if selected else []
    if stop:
        parts.append(place(stop))
    return " · ".join(dict.fromkeys([*parts, *_marks(view, marks)]))


def place(stop: Stop) -> str:
    """Which of the hits or marks the cursor is on."""
    words = _("hit {number}/{total}") if stop.found else _("mark {number}/{total}")
    return words.format(number=stop.number, total=stop.total)


def counted(selected: str) -> str:
    """How much is selected."""
    size = len(selected)
    parts = [ngettext("{count} character", "{count} characters", size).format(count=number(size))]
    if size <= COUNTED:
        words = len(selected.split())
        parts.append(ngettext("{count} word", "{count} words", words).format(count=number(words)))
    return _("selected: {amount}").format(amount=", ".join(parts))


def _marks(view: View, marks: Sequence[Mark]) -> Iterator[str]:
    """What needs a look first, then tags, records, notes."""
    for recheck in dict.fromkeys(mark.recheck for mark in marks if mark.recheck):
        yield f"{RECHECK_SIGNS.get(recheck, SUGGESTED)} {recheck_word(recheck, short=True)}"
    for kind, told in _TOLD.items():
        yield from (told(view, mark) + _part(mark) for mark in marks if mark.kind == kind)
    notes = list(dict.fromkeys(mark.id for mark in marks if mark.kind == "note"))
    if len(notes) == 1 and isinstance(note := view.by_id(notes[0]), NoteRow):
        yield f"{NOTE} {note.by}: {_head(note.text)}"
    elif notes:
        yield f"{NOTE}{len(notes)}"


def _tag(_view: View, mark: Mark) -> str:
    return f"{letter_of(mark.label)} {flat(mark.label)}"


def _demand(_view: View, mark: Mark) -> str:
    return f"{SUGGESTED if mark.state == 'suggested' else DEMAND} {mark.id} {_head(mark.label)}"


def _evidence(view: View, mark: Mark) -> str:
    sign = SUGGESTED if mark.state == "suggested" else EVIDENCE
    row = view.by_id(mark.id)
    if not isinstance(row, EvidenceRow):
        return f"{sign} {mark.id}"
    grade = f", {grade_word(row.grade)}" if row.grade else ""
    demand = view.by_id(row.demand)
    words = f" {_head(demand.text)}" if isinstance(demand, DemandRow) else ""
    return f"{sign} {stance_word(row.stance)} {row.demand}{words}{grade}"


def _event(view: View, mark: Mark) -> str:
    row = view.by_id(mark.id)
    day = f" {edtf_long(row.edtf)}" if isinstance(row, EventRow) else ""
    return f"{SUGGESTION_SIGNS.get(mark.state or '', '·')}{day} {_head(mark.label)}".rstrip()


def _orphan(_view: View, mark: Mark) -> str:
    return _("here stood “{words}”").format(words=inside(_head(mark.label)))


_TOLD = {"orphan": _orphan, "tag": _tag, "demand": _demand, "evidence": _evidence, "event": _event}


def _part(mark: Mark) -> str:
    """Which span of its passage it is, if that has several."""
    return f" ({mark.part}/{mark.parts})" if mark.parts > 1 else ""


def _head(words: str) -> str:
    return cells.cut(flat(words), WORDS)
