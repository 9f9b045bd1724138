"""Which events a filter asks for: told from columns and indexes as far as they know, else read. Pure."""

from __future__ import annotations

from array import array
from collections.abc import Iterable, Iterator
from datetime import date

from content.filter_query import Condition, Node, Word, parse
from content.filter_words import in_both
from content.query_tree import Every, Some
from store.days import span_of
from store.event_days import OTHER, STATE_CODES
from store.filtering import begins
from store.rows import EventRow
from store.view import View
from tui.panes.event_texts import EventTexts

#: What was found by so many words and conditions is kept: typing on asks for the same again.
KEPT = 8
#: Of fewer than this part of all events each is read by itself.
FEW = 10

Numbers = frozenset[int]
Leaf = Word | Condition


class EventFinder:
    """What a filter finds among the events of one view, by the numbers in their ids."""

    def __init__(self, view: View, today: date) -> None:
        self.view, self._today = view, today.toordinal()
        self._days = view.event_days
        self._found: dict[Leaf, array[int]] = {}
        self._texts: EventTexts | None = None
        #: What the last query has that must be read.
        self._asked: tuple[Leaf, ...] = ()

    def find(self, query: str) -> Numbers | None:
        """None for a query that asks for nothing."""
        node = parse(query).node
        if node is None:
            return None
        self._asked = tuple(leaf for leaf in _leaves(node) if _is_read(leaf))
        return self._of(node, self._all())

    def _all(self) -> Numbers:
        return frozenset(self._days.numbers)

    def _of(self, node: Node, among: Numbers) -> Numbers:
        """Those ``among`` some that fulfil a part of the query. What needs no reading is asked first."""
        if isinstance(node, Word | Condition):
            return self._leaf(node, among)
        if isinstance(node, Every):
            for part in sorted(node.parts, key=lambda part: any(map(_is_read, _leaves(part)))):
                among = self._of(part, among)
            return among
        if isinstance(node, Some):
            return frozenset().union(*(self._of(part, among) for part in node.parts))
        return among - self._of(node.part, among)

    def _leaf(self, leaf: Leaf, among: Numbers) -> Numbers:
        if leaf not in self._found:
            if isinstance(leaf, Condition) and not _is_read(leaf):
                self._keep(leaf, self._known(leaf))
            elif self._texts is None and len(among) * FEW < len(self._days.numbers):
                return frozenset(EventTexts(self._rows(among)).fulfilling(leaf))
            else:
                self.get_ready()
                assert self._texts is not None
                self._keep(leaf, self._texts.fulfilling(leaf))
        return among.intersection(self._found[leaf])

    def get_ready(self) -> None:
        """Read what all events say, once: slow for many, and done best beside the screen."""
        if self._texts is None:
            self._texts = EventTexts(self.view.events_as_said())

    def _keep(self, leaf: Leaf, numbers: Iterable[int]) -> None:
        others = [one for one in self._found if one not in self._asked]
        for old in others[: max(0, len(self._found) - KEPT + 1)]:
            del self._found[old]
        self._found[leaf] = array("I", numbers)

    def _rows(self, among: Iterable[int]) -> Iterator[EventRow]:
        rows = (self.view.by_id(f"e{number}") for number in sorted(among))
        return (row for row in rows if isinstance(row, EventRow))

    # What columns and indexes know

    def _known(self, leaf: Condition) -> Numbers:
        if leaf.field == "date":
            return self._in_time(leaf.value)
        if leaf.field == "doc":
            return self._in_documents(leaf.value)
        return self._in_state(leaf.value.replace(" ", "-"), signs=leaf.field == "is")

    def _in_time(self, value: str) -> Numbers:
        """Those that have a day in common with a time; a time that is none holds for all."""
        asked = span_of(value)
        if asked is None:
            return self._all()
        begin, end = (day.toordinal() if day else 0 for day in asked)
        end = end or date.max.toordinal()
        days = self._days
        return frozenset(
            number
            for number, first, last in zip(days.numbers, days.firsts, days.lasts, strict=True)
            if first <= end and (begin <= last or first and not last) and (first or last)
        )

    def _in_state(self, value: str, signs: bool) -> Numbers:
        """Those in a state that begins so, and, if asked for, what is overdue or undated."""
        days, told = self._days, {"overdue": False, "undated": False}
        codes = {code for state, code in STATE_CODES.items() if _says(state, value)}
        if signs:
            told = {sign: _says(sign, value) for sign in told}
        confirmed = STATE_CODES["confirmed"]
        columns = zip(days.numbers, days.firsts, days.lasts, days.states, strict=True)
        strange = [days.numbers[at] for at, state in enumerate(days.states) if state == OTHER]
        found = {_number(row) for row in self._rows(strange) if _says(row.state, value)}
        return frozenset(found).union(
            number
            for number, first, last, state in columns
            if state in codes
            or told["undated"]
            and not first
            and not last
            or told["overdue"]
            and state == confirmed
            and not first
            and 0 < last < self._today
        )

    def _in_documents(self, value: str) -> Numbers:
        """Those in documents whose id, or a word of whose title, begins so."""
        named = ((one.id, (one.id, *one.title.split())) for one in self.view.documents)
        asked = (document for document, words in named if any(begins(word, value) for word in words))
        return frozenset(number for document in asked for number in self.view.events_in(document))


def _says(state: str, value: str) -> bool:
    return any(begins(known, value) for known in in_both([state]))


def _number(row: EventRow) -> int:
    return int(row.id[1:])


def _leaves(node: Node) -> Iterator[Leaf]:
    """The words and conditions in a query."""
    if isinstance(node, Word | Condition):
        yield node
    else:
        for part in node.parts if isinstance(node, Every | Some) else (node.part,):
            yield from _leaves(part)


def _is_read(leaf: Leaf) -> bool:
    """Whether neither columns nor indexes know which events fulfil it."""
    return isinstance(leaf, Word) or leaf.field in ("by", "tag")
