"""Which of two sides goes on from the other, told by what each ever held."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any, Literal

from store.exchange.bundle.past import Past
from store.model import TABLES, Record

#: Fields that a merge leaves alone: rights, and what follows from others.
KEPT = {
    "reviewers": ("role", "users", "name"), "versions": TABLES["versions"].fields, "tags": ("hotkey",),
    "grades": ("evidence",), "passages": ("origin",),
}  # fmt: skip
Side = Literal["here", "there", "both"]


def whole(table: str, record: Record) -> Record:
    """A record with all fields of its table, also one of a time before a field was kept."""
    return {field: [] if field in TABLES[table].sets else None for field in TABLES[table].fields} | record


class Sides:
    """``mapped`` gives a value of the other project as it is written here; ``parted`` is the last transaction
    that both have."""

    def __init__(self, here: Past, there: Past, parted: int, mapped: Callable[[str, Any], Any]) -> None:
        self._here, self._there, self._parted, self._mapped = here, there, parted, mapped

    def later(self, field: str, mine: Record, theirs: Record) -> Side:
        """Whose value of a field is the later one; "both" where each changed it."""
        here, there = mine[field], self._mapped(field, theirs[field])
        ours = list(self._here.values(mine["uid"], field))
        was_theirs = here in self._were_there(theirs["uid"], field)
        if was_theirs and there in ours:
            before = self._there.at(theirs["uid"], self._parted)
            was = self._mapped(field, before[field]) if before else None
            return "there" if before and here == was else "here" if before and there == was else "both"
        if was_theirs or not any((here, *ours)):
            return "there"
        return "here" if there in ours else "both"

    def members(self, field: str, mine: Record, theirs: Record) -> tuple[list[Any], list[Any]]:
        """Members of a set that come and go: what a side once had and has no more, it took away."""
        here, there = mine[field], self._mapped(field, theirs[field])
        had = {member for held in self._here.values(mine["uid"], field) for member in held or ()}
        theirs_had = {member for held in self._were_there(theirs["uid"], field) for member in held or ()}
        add = [member for member in there if member not in here and member not in had]
        return add, [member for member in here if member not in there and member in theirs_had]

    def unchanged_here(self, table: str, mine: Record, theirs: Record) -> bool:
        """Whether a record here holds nothing that the other side has not had."""
        fields = (field for field in TABLES[table].fields if field not in KEPT.get(table, ()))
        return all(
            self._known(table, field, mine[field], self._were_there(theirs["uid"], field)) for field in fields
        )

    def unchanged_there(self, table: str, theirs: Record) -> bool:
        """The same of a record of the other side."""
        fields = (field for field in TABLES[table].fields if field not in KEPT.get(table, ()))
        return all(
            self._known(
                table, field, self._mapped(field, theirs[field]), self._here.values(theirs["uid"], field)
            )
            for field in fields
        )

    def _were_there(self, uid: str, field: str) -> list[Any]:
        return [self._mapped(field, value) for value in self._there.values(uid, field)]

    def _known(self, table: str, field: str, value: Any, held: Iterator[Any] | list[Any]) -> bool:
        if field in TABLES[table].sets:
            return set(value) <= {member for one in held for member in one or ()}
        return value in list(held)
