"""The checklist as rows: three states in signs and words, evidence, verdicts. Pure."""

from __future__ import annotations

from collections.abc import Sequence, Set
from typing import NamedTuple

from store.rows import DemandRow
from store.view import View
from tui.locale import gettext as _
from tui.panes import demand_tree
from tui.panes.demand_tree import Node, tree
from tui.panes.filtering import wanted_by
from tui.panes.made_rows import MadeRows
from tui.panes.rows import Cell, ListRow
from tui.signs import ANSWER_SIGNS, DEADLINE_SIGNS, REVIEW_SIGNS, SUSPECT
from tui.wording import answer_word, deadline_word, review_word, suggestion_word

#: From these widths on: a short word for each state; others' verdicts; words in full.
WORDS, VERDICTS, FULL = 64, 84, 120
FOLDED, UNFOLDED = "▸", "▾"
FINAL = "★"
#: Whose verdict is due.
ASSIGNED = "@"
ASSIGNED_MOST = 16


class Sizes(NamedTuple):
    """What all rows share, in cells: the row, the names of whose verdicts are due, the counts."""

    row: int
    names: int
    counts: int


def demand_rows(
    view: View,
    collapsed: Set[str] = frozenset(),
    words: str = "",
    *,
    me: str = "",
    width: int = 38,
    grouping: str = "topic",
) -> MadeRows[Node]:
    """The tree of topics and demands as rows.

    Each demand shows its review, answer and deadline as signs in that order, then as words: at narrow widths
    the one word that says most, else all three. A topic is a heading, and a row of its own while folded.
    ``me`` leaves my own verdicts out of the others'.
    """
    nodes = tree(view.demands, collapsed, wanted_by(view, words), grouping)
    counts = max((len(_counts(node.demand)) for node in nodes if node.demand), default=0)
    names = max((len(_assigned(node.demand, me)) for node in nodes if node.demand), default=0)
    sizes = Sizes(width, min(names, ASSIGNED_MOST), counts)
    return MadeRows(
        nodes,
        lambda node: _demand(node, node.demand, me, sizes) if node.demand else _topic(node),
        lambda node: node.demand is None and not node.folded,
    )


def progress(view: View) -> str:
    """„12 von 20 bearbeitet, 3 strittig“."""
    return demand_tree.progress(view.demands)


def verdicts(demand: DemandRow, me: str = "") -> str:
    """Others' verdicts in short: „lea:erfüllt max:teilw.“; a final one is starred."""
    shown = [v for v in demand.verdicts if v[0] != me or v[2]]
    return " ".join(
        f"{by}{FINAL if final else ''}:{answer_word(answer, True)}" for by, answer, final in shown
    )


def _topic(node: Node) -> ListRow:
    confirmed = [demand for demand in node.below if demand.state == "confirmed"]
    done = sum(demand.review == "reviewed" for demand in confirmed)
    sign = FOLDED if node.folded else UNFOLDED
    cells = [Cell(f"{sign} {node.topic}", "bold")]
    if confirmed:
        cells.append(_right(f"{done}/{len(confirmed)}", "bold"))
    return ListRow(node.id, tuple(cells), header=not node.folded)


def _demand(node: Node, demand: DemandRow, me: str, sizes: Sizes) -> ListRow:
    style = "dim" if demand.state == "rejected" else ""
    before = (FOLDED if node.folded else UNFOLDED) + " " if node.branches else ""
    before += {"suggested": "? ", "rejected": "× "}.get(demand.state, "")
    cells = [
        Cell(signs(demand), "bold" if demand.deadline == "overdue" else "", 3),
        Cell(f"{before}{demand.text}", style),
    ]
    suspect = "bold" if demand.suspect else ""
    if sizes.row < WORDS:
        # Each row gives its words only the room they take, or no text would be left beside them.
        told = " ".join(filter(None, (_telling(demand), _counts(demand))))
        return ListRow(demand.id, (*cells, _right(told, suspect)), max(0, node.depth - 1))
    cells += _words(demand, me, sizes)
    if sizes.counts:
        cells.append(Cell(_counts(demand), suspect, sizes.counts, "right"))
    return ListRow(demand.id, tuple(cells), node.depth)


def _right(text: str, style: str = "") -> Cell:
    return Cell(text, style, len(text), "right")


def signs(demand: DemandRow) -> str:
    """Review, answer and deadline, a cell each."""
    return (
        REVIEW_SIGNS.get(demand.review, "?")
        + ANSWER_SIGNS.get(demand.answer or "", " ")
        + DEADLINE_SIGNS.get(demand.deadline, "?")
    )


def _words(demand: DemandRow, me: str, widths: Sizes) -> Sequence[Cell]:
    short = widths.row < FULL
    review = (
        review_word(demand.review, short)
        if demand.state == "confirmed"
        else suggestion_word(demand.state, short)
    )
    deadline = deadline_word(demand.deadline, short) if demand.deadline != "none" else ""
    sizes = (8, 8, 8) if short else (14, 18, 16)
    told = (review, answer_word(demand.answer, short), deadline)
    cells = [Cell(word, "", size) for word, size in zip(told, sizes, strict=True)]
    if widths.row >= VERDICTS:
        cells.append(Cell(verdicts(demand, me), "dim", 16 if short else 26))
        if widths.names:
            cells.append(Cell(_assigned(demand, me), "bold" if demand.mine else "dim", widths.names))
    return cells


def assigned_names(demand: DemandRow, me: str) -> str:
    """Who is to judge the demand, me first."""
    names = [_("me")] if me in demand.assigned else []
    return ", ".join([*names, *(name for name in demand.assigned if name != me)])


def _assigned(demand: DemandRow, me: str) -> str:
    return ASSIGNED + assigned_names(demand, me) if demand.assigned else ""


def _telling(demand: DemandRow) -> str:
    """The one word that says most about a demand."""
    if demand.state != "confirmed":
        return suggestion_word(demand.state, short=True)
    if demand.answer and demand.review != "disputed":
        return answer_word(demand.answer, short=True)
    return review_word(demand.review, short=True)


def _counts(demand: DemandRow) -> str:
    """„@✎2¶3↯“: assigned to me and not judged; notes, evidence, that the text of some of it has changed."""
    evidence = f"¶{demand.evidence}{SUSPECT if demand.suspect else ''}" if demand.evidence else ""
    return (ASSIGNED if demand.mine else "") + (f"✎{demand.notes}" if demand.notes else "") + evidence
