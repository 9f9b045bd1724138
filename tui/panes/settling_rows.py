"""All verdicts on a demand beside each other, with reasons and grades: what a lead settles on. Pure."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import zip_longest

from store.model import ANSWERS
from store.rows import DemandRow, DocumentRow, EvidenceRow, VerdictRow
from store.view import View
from tui import cells
from tui.comparing import Part, flat
from tui.locale import gettext as _
from tui.panes.demand_rows import FINAL
from tui.panes.rows import Cell, ListRow
from tui.signs import ANSWER_SIGNS
from tui.wording import answer_word, grade_word, stance_word
from tui.wrapping import wrapped

#: The least cells of a column; as many stand beside each other as there is room for.
COLUMN = 24
BETWEEN = " │ "

Line = list[Part]


def verdicts_on(view: View, demand: str) -> list[VerdictRow]:
    return [row for row in view.verdicts if row.demand == demand]


def answer_rows(view: View, demand: str) -> list[ListRow]:
    """A row for each answer with who gave it: the most frequent first, at the end those nobody gave."""
    givers: dict[str, list[str]] = {}
    for row in verdicts_on(view, demand):
        givers.setdefault(row.answer, []).append(row.by + (FINAL if row.final else ""))
    order = sorted(givers, key=lambda answer: -len(givers[answer]))
    order += [answer for answer in ANSWERS if answer not in givers]
    return [
        ListRow(
            answer,
            (
                Cell(ANSWER_SIGNS.get(answer, "?"), "bold", 1),
                Cell(answer_word(answer), "", 18),
                Cell(", ".join(givers.get(answer, ())), "dim"),
            ),
        )
        for answer in order
    ]


def settling_lines(view: View, demand: DemandRow, width: int) -> list[Line]:
    """The verdicts in columns, below them the evidence that their grades are about."""
    verdicts = verdicts_on(view, demand.id)
    evidence = [row for row in view.evidence if row.demand == demand.id and row.state != "rejected"]
    beside = max(1, min(len(verdicts), (width + len(BETWEEN)) // (COLUMN + len(BETWEEN))))
    room = (width - len(BETWEEN) * (beside - 1)) // beside
    columns = [_column(row, evidence, room) for row in verdicts]
    lines: list[Line] = []
    for at in range(0, len(columns), beside):
        lines += [*_beside(columns[at : at + beside], room), []]
    for number, row in enumerate(evidence, 1):
        lines += wrapped(_cited(view, number, row), width)
    return lines


def _column(verdict: VerdictRow, evidence: Sequence[EvidenceRow], width: int) -> list[Line]:
    who = f"{verdict.by} {FINAL} {_('final')}" if verdict.final else verdict.by
    answer = f"{ANSWER_SIGNS.get(verdict.answer, '?')} {answer_word(verdict.answer)}"
    if verdict.searched is not None:
        answer += " " + _("(searched: {count})").format(count=verdict.searched)
    grades = ", ".join(_grades(verdict.by, evidence))
    reason = flat(verdict.reason) or _("no reason given")
    parts = ((who, "bold"), (answer, "bold"), (reason, "" if verdict.reason else "dim"), (grades, "dim"))
    return [line for text, style in parts if text for line in wrapped([(text, style)], width)]


def _grades(reviewer: str, evidence: Sequence[EvidenceRow]) -> Iterator[str]:
    for number, row in enumerate(evidence, 1):
        grade = dict(row.grades).get(reviewer)
        if grade is not None:
            yield f"¶{number} {grade_word(grade)}"


def _cited(view: View, number: int, row: EvidenceRow) -> Line:
    document = view.by_id(row.document)
    title = document.title if isinstance(document, DocumentRow) else row.document
    return [
        (f"¶{number} {stance_word(row.stance)}: ", "bold"),
        (flat(row.text), ""),
        (f" – {flat(title)}", "dim"),
    ]


def _beside(columns: Sequence[list[Line]], width: int) -> Iterator[Line]:
    for row in zip_longest(*columns, fillvalue=[]):
        line: Line = []
        for at, parts in enumerate(row):
            used = sum(cells.cells(text) for text, _style in parts)
            line += [(BETWEEN, "dim")] * bool(at) + [*parts, (" " * (width - used), "")]
        yield line
