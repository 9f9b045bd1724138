"""Tags against documents or against tags, as the grid shows them. Pure."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence

from msgspec import Struct

from content.tag_expressions import named
from store.codebook.tables import NO_DOCUMENT, Table
from store.codebook.tree import Node, lineage
from store.rows import DocumentRow
from store.tag_order import BETWEEN
from store.view import View
from tui import render
from tui.comparing import AROUND, Part, flat
from tui.formatting import day, day_short, number
from tui.gutter import letter_of
from tui.locale import gettext as _
from tui.locale import ngettext
from tui.panes.codebook_rows import last_level
from tui.panes.tabular import Column, Line
from tui.wrapping import wrapped


class TagTable(Struct, frozen=True):
    """``pairs`` says that the columns are tags, too; ``below`` that what is below a tag counts for it."""

    lines: tuple[Line, ...]
    columns: tuple[Column, ...]
    counts: dict[tuple[str, str], int]
    pairs: bool
    below: bool

    def count(self, line: int, column: int) -> int:
        """How many places a cell counts."""
        return self.counts.get((self.lines[line].id, self.columns[column].id), 0)

    def text(self, line: int, column: int) -> str:
        """What a cell says; of a tag against itself in parentheses how many places carry it."""
        count = self.count(line, column)
        shown = str(count) if count else ""
        return f"({shown})" if shown and self.pairs and self._same(line, column) else shown

    @property
    def filled(self) -> Iterable[tuple[str, str]]:
        """The cells that count something, by their ids."""
        return self.counts

    def expression(self, line: int, column: int) -> str:
        """What finds the places of a cell."""
        one = named(self.lines[line].id, self.below)
        if not self.pairs or self._same(line, column):
            return one
        return f"{one} & {named(self.columns[column].id, self.below)}"

    def _same(self, line: int, column: int) -> bool:
        return self.lines[line].id == self.columns[column].id


def document_table(view: View, table: Table, below: bool, filled: bool) -> TagTable:
    """Tags by name against documents by date, the undated and what stands in none last; ``filled`` leaves
    out tags and documents with nothing to count."""
    totals: Counter[str] = Counter()
    for (_name, document), count in table.counts.items():
        totals[document] += count
    dated = sorted(view.documents, key=lambda row: (row.date is None, row.date or ""))
    columns = [
        Column(row.id, flat(row.title), day_short(row.date), totals[row.id])
        for row in dated
        if totals[row.id] or not filled
    ]
    if totals[NO_DOCUMENT]:
        columns.append(Column(NO_DOCUMENT, _("in no document"), "", totals[NO_DOCUMENT]))
    return TagTable(_lines(table, filled), tuple(columns), table.counts, False, below)


def pair_table(table: Table, below: bool, filled: bool) -> TagTable:
    """Tags against tags."""
    lines = _lines(table, filled)
    columns = tuple(
        Column(line.id, _turned(line.id), letter_of(line.id), line.total)
        for line in lines
        if line.total or not filled
    )
    return TagTable(lines, columns, table.counts, True, below)


def _turned(name: str) -> str:
    """A tag's name with its last part first: the others may be cut."""
    return " · ".join(filter(None, (last_level(name), name.rpartition(BETWEEN)[0])))


def _lines(table: Table, filled: bool) -> tuple[Line, ...]:
    """With ``filled`` also what stands above a tag that counts something."""
    counting = {above for name, total in table.totals.items() if total for above in lineage(name)}
    nodes = [node for node in table.nodes if node.name in counting or not filled]
    return tuple(_line(node, table.totals.get(node.name, 0)) for node in nodes)


def _line(node: Node, total: int) -> Line:
    key = (node.tag.hotkey if node.tag else None) or " "
    return Line(
        node.name, f"{key} {letter_of(node.name)}", last_level(node.name), node.depth + 1, False, total
    )


def cell_lines(
    view: View, shown: TagTable, line: int, column: int, width: int, below: str
) -> list[list[Part]]:
    """What a cell counts, in words; ``below`` is the key that counts what is below a tag, too."""
    count = shown.count(line, column)
    places = ngettext("{count} place", "{count} places", count).format(count=number(count))
    what = shown.expression(line, column)
    parts: list[Sequence[Part]] = [[(what, "bold"), (f" · {places}", "")]]
    if shown.pairs:
        same = shown.lines[line].id == shown.columns[column].id
        said = _("Places that carry this tag.") if same else _("Places whose words both cover.")
        parts.append([(said, AROUND)])
    else:
        row = view.by_id(shown.columns[column].id)
        source = [shown.columns[column].title]
        if isinstance(row, DocumentRow):
            source += [flat(row.publisher), day(row.date)]
        parts.append([(" · ".join(filter(None, source)), AROUND)])
    if not shown.below:
        said = _("Only the tag itself counts; {key} counts those below it, too.").format(key=below)
        parts.append([(said, AROUND)])
    clean = ([(render.one_line(text), style) for text, style in one] for one in parts)
    return [drawn for one in clean for drawn in wrapped(one, width)]
