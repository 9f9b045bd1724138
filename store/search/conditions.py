"""The conditions of a query (``tag: doc: by: date: is: in:``) as tests of units. Every one must hold.

What makes no sense is remarked on: "kind" (nothing is ``in:`` there) and "date" (which is ignored).
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from functools import lru_cache

from content.filter_words import Remark, in_both
from content.search.query import Filter
from content.search.units import Unit
from store.days import overlap, span_of
from store.filtering import begins, conditions
from store.model import Record
from store.search.scope import kinds_in, scope_of
from store.states import Bounds, bounds
from store.view import View

Visible = Callable[[Unit], bool]
Test = Callable[[Unit, Record], bool]
_COST = ("in", "by", "date", "doc", "tag", "is")


class Conditions:
    """What of the index somebody may see, and a query's conditions let through, at the moment of a view.

    ``scope`` is where alone that can be, as far as it can be told beforehand.
    """

    def __init__(self, view: View, filters: Iterable[Filter] = (), only: Iterable[str] = ()) -> None:
        self._view = view
        self._only = frozenset(only)
        self.remarks: list[Remark] = []
        cheap_first = sorted(filters, key=lambda one: _COST.index(one.name))
        self._tests = [test for one in cheap_first if (test := self._test(one)) is not None]
        self.scope = scope_of(view, [one for one in cheap_first if not one.without], self._only)

    def let_through(self, unit: Unit) -> bool:
        """The test that comes before any ranking."""
        if self._only and unit.document not in self._only:
            return False
        record = self._view.lookup.find(unit.id)
        if record is None or (unit.kind == "document" and record["version"] != unit.version):
            return False
        return all(test(unit, record) for test in self._tests)

    def _test(self, one: Filter) -> Test | None:
        made = {"in": self._in, "date": self._date, "tag": self._tag}.get(one.name)
        test = made(one.value) if made else self._field(one.name, one.value)
        if test is None or not one.without:
            return test
        return lambda unit, record: not test(unit, record)

    def _field(self, name: str, value: str) -> Test:
        """As the lists have it (see ``store.filtering``)."""
        known = {"by": self._by, "doc": self._doc}.get(name, self._states)
        asked = value.replace(" ", "-") if name == "is" else value
        fits = lru_cache(4096)(lambda one: begins(one, asked))
        return lambda unit, record: any(map(fits, known(unit, record)))

    def _by(self, unit: Unit, record: Record) -> Iterable[str]:
        return (self._view.lookup.maker(record),)

    def _doc(self, unit: Unit, record: Record) -> Iterable[str]:
        document = self._document(record)
        return (document["id"], *(document["title"] or "").split()) if document else ()

    def _states(self, unit: Unit, record: Record) -> Iterable[str]:
        if unit.kind == "note":
            return in_both(("resolved" if record["resolved"] else "open",))
        row = self._view.by_id(unit.id)
        return conditions(row, {})["is"] if row is not None else ()

    def _document(self, record: Record) -> Record | None:
        """The document a record is or stands in."""
        lookup = self._view.lookup
        return lookup.get("documents", lookup.document_of(record))

    def _in(self, value: str) -> Test:
        kinds = kinds_in(value)
        if not kinds:
            self.remarks.append(Remark("kind", value))
        return lambda unit, record: unit.kind in kinds

    def _tag(self, value: str) -> Test:
        """What carries the tag or one below it; of a text the portions in which such a passage stands."""
        lookup = self._view.lookup
        tags = {tag["id"] for tag in lookup.all("tags") if begins(tag["name"], value)}
        places: dict[str, list[tuple[int, int]]] = {}
        for tag in tags:
            for passage in lookup.passages_tagged(tag):
                places.setdefault(passage["version"], []).extend(map(tuple, passage["spans"]))

        def test(unit: Unit, record: Record) -> bool:
            if unit.kind == "tag":
                return unit.id in tags
            if unit.kind == "note":
                record = lookup.find(record["target"]) or record
            here = places.get(unit.version or "", ()) if unit.kind == "document" else ()
            tagged = any(start < unit.end and unit.start < end for start, end in here)
            return tagged or ("tags" in record and not tags.isdisjoint(lookup.tag_ids(record)))

        return test

    def _date(self, value: str) -> Test | None:
        wanted = span_of(value)
        if wanted is None:
            self.remarks.append(Remark("date", value))
            return None
        return lambda unit, record: overlap(self._days(unit, record), wanted)

    def _days(self, unit: Unit, record: Record) -> Bounds:
        """When it is: an event's own date, the day of a note, else the day of the document."""
        if unit.kind == "event":
            return bounds(record["edtf"])
        if unit.kind == "note":
            return bounds(record["at"][:10])
        document = self._document(record)
        return bounds(document["date"]) if document else (None, None)
