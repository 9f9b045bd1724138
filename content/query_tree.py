"""What both query languages share, that of lists and that of searches: operators, parentheses, without.

What a single word, phrase or condition means is each language's own.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import Any, Generic, NamedTuple, TypeVar

from msgspec import Struct

from content.filter_words import Remark

#: Longer queries are cut: nobody types them, and a pasted text is looked for by its beginning.
LONGEST = 4000
_DEEPEST = 20
_OPERATORS = {"AND": "AND", "UND": "AND", "OR": "OR", "ODER": "OR", "NOT": "NOT", "NICHT": "NOT"}

N = TypeVar("N")


class Every(Struct, Generic[N], frozen=True):
    """All of them."""

    parts: tuple[N, ...]


class Some(Struct, Generic[N], frozen=True):
    """At least one of them."""

    parts: tuple[N, ...]


class Without(Struct, Generic[N], frozen=True):
    """Not this."""

    part: N


class Lexeme(NamedTuple):
    """``kind``: "word", "open" or "close" (a parenthesis), or one of the language's own."""

    kind: str
    text: str


class Reader:
    """Recursive descent; every method takes what it can and leaves the rest. Nothing is an error.

    ``leaf`` makes of a lexeme, without the signs before it, what the language has for it; None says nothing.
    What stands side by side must all hold if ``together``, else it is alternatives.
    """

    def __init__(
        self, lexemes: Iterable[Lexeme], leaf: Callable[[Lexeme], Any | None], together: bool
    ) -> None:
        self.remarks: list[Remark] = []
        self._rest = [*lexemes][::-1]
        self._leaf, self._together = leaf, together

    def remark(self, kind: str, words: str = "") -> None:
        self.remarks.append(Remark(kind, words))

    def tree(self, depth: int = 0) -> Any | None:
        """Alternatives up to the closing parenthesis (or the end)."""
        found = []
        while self._rest and not (depth and self._next == "close"):
            if self._next == "close":
                self.remark("closing")
                self._rest.pop()
            elif self._operator == "OR":
                self._rest.pop()
            elif (one := self._every(depth)) is not None:
                found.append(one)
        return _joined(found, Some)

    def _every(self, depth: int) -> Any | None:
        """What an AND joins; one that joins nothing is ignored."""
        found = []
        while True:
            while self._operator == "AND":
                self._rest.pop()
            if (one := self._one(depth)) is not None:
                found.append(one)
            if not (self._operator == "AND" or (self._together and self._more)):
                return _joined(found, Every)

    def _one(self, depth: int) -> Any | None:
        signs = 0
        while self._more and self._operator == "NOT":
            self._rest.pop()
            signs += 1
        if not self._more:
            return None
        lexeme = self._rest.pop()
        text = lexeme.text.lstrip("-")
        signs += len(lexeme.text) - len(text)
        made = self._group(depth) if lexeme.kind == "open" else self._leaf(lexeme._replace(text=text))
        return _without(made) if signs % 2 else made

    def _group(self, depth: int) -> Any | None:
        if depth >= _DEEPEST:
            self.remark("deep")
            return None
        node = self.tree(depth + 1)
        if self._rest:
            self._rest.pop()
        else:
            self.remark("unclosed")
        return node

    @property
    def _next(self) -> str:
        return self._rest[-1].kind

    @property
    def _more(self) -> bool:
        """Whether something comes before the next alternative."""
        return bool(self._rest) and self._next != "close" and self._operator != "OR"

    @property
    def _operator(self) -> str | None:
        """The operator that comes next."""
        if self._rest and self._next == "word":
            return _OPERATORS.get(self._rest[-1].text)
        return None


def _joined(nodes: list[Any], join: type[Every[Any]] | type[Some[Any]]) -> Any | None:
    return join(tuple(nodes)) if len(nodes) > 1 else nodes[0] if nodes else None


def _without(node: Any | None) -> Any | None:
    """Twice without is with."""
    return node.part if isinstance(node, Without) else Without(node) if node is not None else None
