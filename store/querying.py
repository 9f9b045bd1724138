"""What a list's query asks for, as a test, and what is wrong with it. Loaded with the first query. Pure."""

from __future__ import annotations

from collections.abc import Collection, Mapping

from content.filter_query import Condition, Node, Word, conditions_in, parse
from content.filter_words import Remark
from content.query_tree import Every, Without
from store.days import overlap, span_of
from store.filtering import Test, begins, holds
from store.states import bounds


def test_of(query: str) -> Test | None:
    """As ``store.filtering.matcher``."""
    node = parse(query).node
    return None if node is None else _test(node)


def conditions_of(query: str) -> tuple[Condition, ...]:
    """Every condition in a query."""
    return conditions_in(parse(query).node)


def _test(node: Node) -> Test:
    if isinstance(node, Condition):
        return _condition(node.field, node.value)
    if isinstance(node, Word):
        word = node.text
        return lambda text, fields: holds(text, word)
    if isinstance(node, Without):
        unwanted = _test(node.part)
        return lambda text, fields: not unwanted(text, fields)
    parts = [_test(part) for part in node.parts]
    if isinstance(node, Every):
        return lambda text, fields: all(part(text, fields) for part in parts)
    return lambda text, fields: any(part(text, fields) for part in parts)


def _condition(field: str, value: str) -> Test:
    """A date that is none holds for every row: ``remarks`` says so."""
    if field == "date":
        asked = span_of(value)
        return lambda text, fields: (
            asked is None or any(overlap(bounds(known), asked) for known in fields.get("date", ()))
        )
    value = value.replace(" ", "-") if field in ("is", "state") else value
    return lambda text, fields: any(begins(known, value) for known in fields.get(field, ()))


def remarks(query: str, known: Mapping[str, Collection[str]] | None = None) -> tuple[Remark, ...]:
    """What of a query was taken otherwise than typed, and dates that are none ("date"). With the values that
    there are ``known`` also conditions that none of them fulfils ("value")."""
    asked = parse(query)
    found = list(asked.remarks)
    for one in conditions_in(asked.node):
        if one.field == "date":
            found += [Remark("date", one.value)] * (span_of(one.value) is None)
        elif known is not None and not any(
            _condition(one.field, one.value)("", {one.field: (value,)}) for value in known.get(one.field, ())
        ):
            found.append(Remark("value", f"{one.field}:{one.value}"))
    return tuple(found)
