"""The evidence on a demand as rows, and one piece of it in full: stance, grades, what speaks against it.

Pure but for the texts.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from store.rows import DocumentRow, EvidenceRow, PassageRow
from store.view import View
from tui import render
from tui.comparing import AROUND, Part, flat, head, inline, tail
from tui.formatting import day, day_short
from tui.locale import gettext as _
from tui.panes.rows import Cell, ListRow
from tui.passages import TextOf, new_wording
from tui.signs import FLAG_SIGNS, GRADE_SIGNS, STANCE_SIGNS
from tui.wording import flag_word, grade_word, recheck_word, stance_word, suggestion_word
from tui.wrapping import wrapped

Line = list[Part]

#: From this width on, stance and grade are told in words too.
WORDS = 64
_STANCE_ORDER = {"supports": 0, "contradicts": 1, "mentions": 2}
_GRADE_ORDER = {"strong": 0, "weak": 1}


def evidence_on(view: View, demand: str) -> list[EvidenceRow]:
    """The evidence on a demand but for the rejected, the strongest first."""
    found = view.on(demand, "evidence")
    rows = (row for row in found if isinstance(row, EvidenceRow) and row.demand == demand)
    return sorted((row for row in rows if row.state != "rejected"), key=strength)


def strength(row: EvidenceRow) -> tuple[bool, int, int]:
    """A sort key: what is confirmed, says something and is strong comes first."""
    return row.state != "confirmed", _STANCE_ORDER.get(row.stance, 9), _GRADE_ORDER.get(row.grade or "", 5)


def evidence_signs(row: EvidenceRow) -> str:
    """„+■“: whether it is only suggested, its stance, its grade."""
    state = "?" if row.state == "suggested" else ""
    return state + STANCE_SIGNS.get(row.stance, "·") + GRADE_SIGNS.get(row.grade or "", " ")


def flag_signs(flags: Sequence[str]) -> str:
    """„<!↯“: older than the demand, its date has passed, its text has changed."""
    return "".join(FLAG_SIGNS.get(flag, "?") for flag in flags)


def graded(grade: str) -> str:
    """„■ stark“."""
    return f"{GRADE_SIGNS.get(grade, '?')} {grade_word(grade)}"


def flag_line(flag: str) -> str:
    """„↯ Text hat sich geändert“."""
    return f"{FLAG_SIGNS.get(flag, '?')} {flag_word(flag)}"


def evidence_rows(view: View, rows: Sequence[EvidenceRow], width: int) -> list[ListRow]:
    """One row a piece: signs, with room the words for them, the passage, its document and day."""
    flags = max((len(row.flags) for row in rows), default=0)
    return [ListRow(row.id, tuple(_cells(view, row, width, flags))) for row in rows]


def _cells(view: View, row: EvidenceRow, width: int, flags: int) -> Iterator[Cell]:
    suspect = "bold" if row.flags else ""
    yield Cell(evidence_signs(row), "bold", 3)
    if flags:
        yield Cell(flag_signs(row.flags), suspect, flags)
    if width >= WORDS:
        yield Cell(_short(row), "", 18)
    yield Cell(flat(row.text))
    title, date = source_of(view, row.document)
    yield Cell(title, "dim", min(len(title), width // 4))
    if date:
        yield Cell(date, "dim", len(date))


def _short(row: EvidenceRow) -> str:
    state = suggestion_word(row.state, short=True) if row.state != "confirmed" else ""
    return " ".join(filter(None, (stance_word(row.stance), grade_word(row.grade), state)))


def source_of(view: View, document: str) -> tuple[str, str]:
    """A document's title and its day in short."""
    row = view.by_id(document)
    if not isinstance(row, DocumentRow):
        return document, ""
    return flat(row.title), day_short(row.date) if row.date else ""


def evidence_lines(view: View, row: EvidenceRow, text_of: TextOf, width: int, around: int) -> list[Line]:
    """A piece of evidence in full, and about ``around`` characters of what stands around it."""
    passage = view.by_id(row.passage)
    parts: list[Line] = [[(_named(view, row), "bold")], [(_graded(view, row), "")]]
    parts += [[(flag_line(flag), "bold")] for flag in row.flags]
    if isinstance(passage, PassageRow):
        parts += _changed(passage)
    lines = [line for one in parts for line in wrapped(_clean(one), width)]
    if not isinstance(passage, PassageRow):
        return lines + wrapped(_clean([(row.text, "bold")]), width)
    told = new_wording(passage, text_of)
    before, after = tail(told.before, around // 4), head(told.after, around)
    # White space at the end of the words themselves would be lost otherwise.
    gap = " " if told.words[-1:].isspace() else ""
    words = [(before, AROUND), (flat(told.words or passage.text) + gap, "bold"), (after, AROUND)]
    return lines + wrapped(_clean(words), width)


def _clean(parts: Line) -> Line:
    return [(render.one_line(text), style) for text, style in parts]


def _named(view: View, row: EvidenceRow) -> str:
    document = view.by_id(row.document)
    told = [row.id]
    if isinstance(document, DocumentRow):
        told += filter(None, (document.title, document.publisher, day(document.date)))
    return " · ".join(flat(one) for one in told)


def _graded(view: View, row: EvidenceRow) -> str:
    """Stance, then who found it how good, me first; while blind nobody else's name."""
    state = "" if row.state == "confirmed" else f" ({suggestion_word(row.state)})"
    told = [f"{STANCE_SIGNS.get(row.stance, '·')} {stance_word(row.stance)}{state}"]
    for by, grade in sorted(row.grades, key=lambda one: one[0] != view.me):
        who = _("me") if by == view.me else by
        told.append(f"{who}: {graded(grade)}")
    if not row.grades:
        told.append(_("not graded yet"))
    if row.by == view.me or not view.lookup.blind or view.lookup.opened(row.demand):
        told.append(_("linked by {name}").format(name=row.by))
    return " · ".join(told)


def _changed(passage: PassageRow) -> list[Line]:
    """What a new version left open about it, and how the words differ."""
    if not passage.recheck:
        return []
    parts: list[Line] = [[(recheck_word(passage.recheck), "")]]
    return [*parts, [(inline(passage.before, passage.text), "")]] if passage.before else parts
