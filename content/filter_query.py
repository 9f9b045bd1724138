"""The small query language of lists: what a person types, as a tree. Never an error: else it is words.

    Bus Bahn                both words, anywhere
    "digitale Akte"         the words in this order
    Bus OR Bahn             either (ODER serves too)
    NOT Straße, -Straße     without (NICHT serves too)
    (Bus OR Bahn) Geld      parentheses
    tag:zusage doc:d3 by:anna state:open is:mine date:2026-03..        what a row has
    schlagwort:zusage dok:d3 von:anna zustand:offen ist:meine datum:2026-03..    the same

Conditions stand wherever words do. What stands side by side must all hold, and binds closer than OR;
operators are written in capitals. A value may be quoted.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import TypeAlias

from msgspec import Struct

from content.filter_words import Remark, name_of
from content.query_tree import LONGEST, Every, Lexeme, Reader, Some, Without

FIELDS = ("is", "state", "doc", "tag", "by", "date")
_LEXEME = re.compile(
    r'(?P<space>\s+)|(?P<open>-*\()|(?P<close>\))|(?P<condition>-*[^\W\d_]+:(?:"[^"]*"?|[^\s()"]+|(?=[\s()]|$)))'
    r'|(?P<phrase>-*"[^"]*"?)|(?P<word>[^\s()"]+)'
)


class Word(Struct, frozen=True):
    """What stands anywhere in a row's text; a phrase has blanks in it."""

    text: str


class Condition(Struct, frozen=True):
    """What one of a row's ``field`` begins with; of "date" a day or a time that it lies in."""

    field: str
    value: str


Node: TypeAlias = "Word | Condition | Every[Node] | Some[Node] | Without[Node]"


class Asked(Struct, frozen=True):
    """What a query asks for, None for nothing, and what of it was taken otherwise than typed: "field" (no
    such condition: taken as a word), "empty" (a condition without a value), "quote" (never closed), and as
    in searches "closing", "unclosed", "deep", "long"."""

    node: Node | None
    remarks: tuple[Remark, ...] = ()


def parse(typed: str) -> Asked:
    """Any string at all."""
    found = (Lexeme(str(one.lastgroup), one.group()) for one in _LEXEME.finditer(typed[:LONGEST]))
    reader = Reader(
        (one for one in found if one.kind != "space"), lambda lexeme: _leaf(lexeme, reader.remark), True
    )
    node = reader.tree()
    if len(typed) > LONGEST:
        reader.remark("long", str(LONGEST))
    return Asked(node, tuple(dict.fromkeys(reader.remarks)))


def conditions_in(node: Node | None) -> tuple[Condition, ...]:
    """Every condition in a query, in the order typed."""
    if isinstance(node, Condition):
        return (node,)
    if isinstance(node, Without):
        return conditions_in(node.part)
    parts = node.parts if isinstance(node, Every | Some) else ()
    return tuple(one for part in parts for one in conditions_in(part))


def _leaf(lexeme: Lexeme, remark: Callable[..., None]) -> Word | Condition | None:
    """A condition, a phrase or a word; None for what says nothing."""
    text = lexeme.text
    if lexeme.kind == "condition":
        return _condition(text, remark)
    if text.startswith('"') and (len(text) == 1 or not text.endswith('"')):
        remark("quote")
    said = " ".join(text.strip('"').split())
    return Word(said) if said else None


def _condition(text: str, remark: Callable[..., None]) -> Word | Condition | None:
    typed, _colon, value = text.partition(":")
    if value.startswith("//"):
        return Word(text)
    if name_of(typed) not in FIELDS:
        remark("field", typed)
        return Word(text.replace('"', ""))
    if not (asked := value.strip('"').strip()):
        remark("empty", typed)
        return None
    return Condition(name_of(typed), asked)
