"""Plain functions over one record: copying it, checking what goes into it, telling two states of it apart."""

from __future__ import annotations

import os
from typing import Any, TypeVar

from store.errors import Refused
from store.model import PLACE, STRETCH, TABLES, Op, Record, TableSpec, place

META = ("id", "uid", "rev", "by", "at")
_ATOMS = (str, int, float, bool, type(None))
_NESTED = (dict, list)
T = TypeVar("T")


def new_uid() -> str:
    """A random UUID (version 4). The uuid module would cost as much at start-up as all of this package."""
    bits = int.from_bytes(os.urandom(16), "big")
    bits = bits & ~(0xF << 76) | 4 << 76  # version
    bits = bits & ~(0x3 << 62) | 2 << 62  # variant
    digits = f"{bits:032x}"
    return f"{digits[:8]}-{digits[8:12]}-{digits[12:16]}-{digits[16:20]}-{digits[20:]}"


def spec_of(table: str) -> TableSpec:
    """The declaration of a table. Raises Refused for a name that is no table."""
    spec = TABLES.get(table)
    if spec is None:
        raise Refused("there is no table “{table}”", "tables are {names}", table=table, names=tuple(TABLES))
    return spec


def copied(value: T) -> T:
    """A copy that shares no list and no dict with ``value`` (JSON values only)."""
    if isinstance(value, dict):
        return {k: copied(v) if type(v) in _NESTED else v for k, v in value.items()}  # type: ignore[return-value]
    if isinstance(value, list):
        return [copied(v) if type(v) in _NESTED else v for v in value]  # type: ignore[return-value]
    return value


def plain(value: Any) -> Any:
    """``value`` as it will read after a round through JSON: tuples become lists.

    Raises Refused for anything JSON cannot hold: other types, NaN and infinities, keys that are no strings.
    """
    if isinstance(value, dict):
        if not all(isinstance(key, str) for key in value):
            raise Refused("the keys of an object must be strings")
        return {key: plain(member) for key, member in value.items()}
    if isinstance(value, list | tuple):
        return [plain(member) for member in value]
    if not isinstance(value, _ATOMS) or value != value or value in (float("inf"), float("-inf")):
        raise Refused("a record cannot hold “{value}”", value=value)
    return str(value) if isinstance(value, str) else value


def checked(table: str, fields: dict[str, Any], sets: bool) -> dict[str, Any]:
    """``fields`` as plain values. Raises Refused for a field the table does not have, and for a set
    field unless ``sets`` (sets change by members only); members of a set are kept once."""
    spec = spec_of(table)
    result = {}
    for field, value in fields.items():
        if field not in spec.fields:
            raise Refused(
                "{table} have no field “{field}”",
                "fields are {names}",
                table=table,
                field=field,
                names=tuple(spec.fields),
            )
        if field in spec.sets:
            if not sets:
                raise Refused(
                    "{table}: {field} changes by adding and removing members", table=table, field=field
                )
            value = list(dict.fromkeys(value or ()))
        result[field] = plain(value)
    return result


def complete(table: str, fields: dict[str, Any]) -> dict[str, Any]:
    """Every field of the table: as given, else None, else (a set) empty. Raises Refused as ``checked``."""
    spec = spec_of(table)
    given = checked(table, fields, sets=True)
    return {field: given.get(field, [] if field in spec.sets else None) for field in spec.fields}


def difference(
    table: str, record_id: str, before: Record | None, after: Record | None, previous: int
) -> Op | None:
    """The operation that leads from one state of a record to another, None if there is nothing to do.
    It shares values with ``after``, and none with ``before``."""
    if before is None:
        return Op(table, record_id, after["rev"], after, None, previous) if after else None
    if after is None:
        return Op(table, record_id, before["rev"] + 1, None, copied(before), previous)
    spec = TABLES[table]
    new: dict[str, Any] = {}
    old: dict[str, Any] = {}
    for field in spec.fields:
        was, becomes = before.get(field), after.get(field)
        if was == becomes:
            continue
        if field in spec.sets:
            members = _members(was or [], becomes or [])
            if members["add"] or members["remove"]:
                new[field] = members
        else:
            new[field], old[field] = becomes, copied(was)
    return Op(table, record_id, before["rev"] + 1, new, old, previous) if new else None


def _members(was: list[Any], becomes: list[Any]) -> dict[str, list[Any]]:
    return {
        "add": [member for member in becomes if member not in was],
        "remove": [member for member in was if member not in becomes],
    }


def applied(record: Record | None, op: Op) -> Record | None:
    """The record after ``op``; shares nothing with ``op``. ``record`` itself is left as it is."""
    if op.new is None:
        return None
    if op.old is None:
        return copied(op.new)
    if record is None:
        raise ValueError(f"{op.id}: changed, but does not exist")
    sets = TABLES[op.table].sets
    result = dict(record, rev=op.rev)
    for field, value in op.new.items():
        result[field] = with_members(record.get(field) or [], **value) if field in sets else copied(value)
    return result


def with_members(members: list[Any], add: Any = (), remove: Any = ()) -> list[Any]:
    """The members of a set after removing and adding some; order kept, new ones at the end."""
    kept = [member for member in members if member not in remove]
    return kept + [member for member in dict.fromkeys(add) if member not in kept]


def index_keys(spec: TableSpec, field: str, record: Record) -> tuple[Any, ...]:
    """The values under which an index of ``field`` lists the record: each member of a set, else the value."""
    if field == PLACE:
        return _places(record)
    value = record.get(field)
    return tuple(value or ()) if field in spec.sets else (value,)


def _places(passage: Record) -> tuple[str, ...]:
    numbers = {
        number
        for start, end in passage["spans"] or ()
        for number in range(start // STRETCH, max(start, end - 1) // STRETCH + 1)
    }
    return tuple(place(passage["document"], number) for number in sorted(numbers))
