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
from typing import NamedTuple

from msgspec import Struct

from content.filter_words import Remark, name_of

FIELDS = ("is", "state", "doc", "tag", "by", "date")
#: Longer queries are cut, as searches are.
LONGEST = 4000
_DEEPEST = 20
_LEXEME = re.compile(
    r'(?P<space>\s+)|(?P<open>-*\()|(?P<close>\))|(?P<condition>-*[^\W\d_]+:(?:"[^"]*"?|[^\s()"]+|(?=[\s()]|$)))'
    r'|(?P<phrase>-*"[^"]*"?)|(?P<word>[^\s()"]+)'
)
_OPERATORS = {"AND": "AND", "UND": "AND", "OR": "OR", "ODER": "OR", "NOT": "NOT", "NICHT": "NOT"}


class Word(Struct, frozen=True):
    """What stands anywhere in a row's text; a phrase has blanks in it."""

    text: str


class Condition(Struct, frozen=True):
    """What one of a row's ``field`` begins with; of "date" a day or a time that it lies in."""

    field: str
    value: str


class Every(Struct, frozen=True):
    """All of them."""

    parts: tuple[Node, ...]


class Some(Struct, frozen=True):
    """At least one of them."""

    parts: tuple[Node, ...]


class Without(Struct, frozen=True):
    """Not this."""

    part: Node


Node = Word | Condition | Every | Some | Without


class Asked(Struct, frozen=True):
    """What a query asks for, None for nothing, and what of it was taken otherwise than typed: "field" (no
    such condition: taken as a word), "empty" (a condition without a value), "quote" (never closed), and as
    in searches "closing", "unclosed", "deep", "long"."""

    node: Node | None
    remarks: tuple[Remark, ...] = ()


class _Lexeme(NamedTuple):
    kind: str
    text: str


def parse(typed: str) -> Asked:
    """Any string at all."""
    reader = _Reader(typed[:LONGEST])
    node = reader.some(0)
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


class _Reader:
    """Recursive descent; every method takes what it can and leaves the rest."""

    def __init__(self, typed: str) -> None:
        self.remarks: list[Remark] = []
        found = (_Lexeme(str(one.lastgroup), one.group()) for one in _LEXEME.finditer(typed))
        self._rest = [lexeme for lexeme in found if lexeme.kind != "space"][::-1]

    def remark(self, kind: str, words: str = "") -> None:
        self.remarks.append(Remark(kind, words))

    def some(self, depth: int) -> Node | None:
        """Alternatives up to the closing parenthesis (or the end)."""
        found: list[Node] = []
        while self._rest and not (depth and self._next == "close"):
            if self._next == "close":
                self.remark("closing")
                self._rest.pop()
            elif self._operator == "OR":
                self._rest.pop()
            elif (one := self._every(depth)) is not None:
                found.append(one)
        return Some(tuple(found)) if len(found) > 1 else found[0] if found else None

    def _every(self, depth: int) -> Node | None:
        """What stands side by side; an AND between makes no difference."""
        found: list[Node] = []
        while self._rest and self._next != "close" and self._operator != "OR":
            if self._operator == "AND":
                self._rest.pop()
            elif (one := self._one(depth)) is not None:
                found.append(one)
        return Every(tuple(found)) if len(found) > 1 else found[0] if found else None

    def _one(self, depth: int) -> Node | None:
        if self._operator == "NOT":
            self._rest.pop()
            more = self._rest and self._next != "close" and self._operator != "OR"
            return _without(self._one(depth)) if more else None
        lexeme = self._rest.pop()
        text = lexeme.text.lstrip("-")
        made = self._group(depth) if lexeme.kind == "open" else self._said(lexeme.kind, text)
        return _without(made) if (len(lexeme.text) - len(text)) % 2 else made

    def _group(self, depth: int) -> Node | None:
        if depth >= _DEEPEST:
            self.remark("deep")
            return None
        node = self.some(depth + 1)
        if self._rest:
            self._rest.pop()
        else:
            self.remark("unclosed")
        return node

    def _said(self, kind: str, text: str) -> Node | None:
        """A condition, a phrase or a word; None for what says nothing."""
        if kind == "condition":
            return self._condition(text)
        if text.startswith('"') and (len(text) == 1 or not text.endswith('"')):
            self.remark("quote")
        said = " ".join(text.strip('"').split())
        return Word(said) if said else None

    def _condition(self, text: str) -> Node | None:
        typed, _colon, value = text.partition(":")
        if value.startswith("//"):
            return Word(text)
        if name_of(typed) not in FIELDS:
            self.remark("field", typed)
            return Word(text.replace('"', ""))
        if not (asked := value.strip('"').strip()):
            self.remark("empty", typed)
            return None
        return Condition(name_of(typed), asked)

    @property
    def _next(self) -> str:
        return self._rest[-1].kind

    @property
    def _operator(self) -> str | None:
        """The operator that comes next."""
        if self._rest and self._next == "word":
            return _OPERATORS.get(self._rest[-1].text)
        return None


def _without(node: Node | None) -> Node | None:
    """Twice without is with."""
    return node.part if isinstance(node, Without) else Without(node) if node is not None else None
