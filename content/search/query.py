"""The query language: what a person types, as a tree. Never an error: what is no syntax is words.

    Haushalt Digitalisierung        passages with either, those with both first
    "digitale Verwaltung"           the words in this order, in any inflection
    entlast*                        words that begin so
    Bus AND Bahn, Bus OR Bahn       both; either (UND, ODER, NICHT serve too)
    NOT Straße, -Straße             without
    (Bus OR Bahn) AND Finanzierung  parentheses
    tag:zusage doc:d3 by:anna date:2026-03.. is:confirmed in:notes     where to look
    schlagwort:zusage dok:d3 von:anna datum:2026-03.. ist:bestätigt    the same

AND binds closer than OR, and OR is what stands between words that nothing joins. Operators are written in
capitals. Filters hold for the whole query wherever they stand; a filter's value may be quoted, and
``-tag:x`` is what lacks it.
"""

from __future__ import annotations

import re
from typing import NamedTuple

from msgspec import Struct

from content.filter_words import ALIASES, Remark, name_of
from content.search.analysis import tokens

FILTERS = ("tag", "doc", "by", "date", "is", "in")
_NAMES = (*FILTERS, *(alias for alias, name in ALIASES.items() if name in FILTERS))
#: Longer queries are cut: nobody types them, and a pasted text is looked for by its beginning.
LONGEST = 4000
_DEEPEST = 20

_LEXEME = re.compile(
    rf'(?P<space>\s+)|(?P<filter>-?(?:{"|".join(_NAMES)}):(?:"[^"]*"|[^\s()"]+))'
    r'|(?P<phrase>-?["“”„»«][^"“”„»«]*["“”„»«])|(?P<open>-?\()|(?P<close>\))|(?P<word>[^\s()"“”„»«]+)|(?P<other>.)',
    re.IGNORECASE | re.DOTALL,
)
_OPERATORS = {"AND": "AND", "UND": "AND", "OR": "OR", "ODER": "OR", "NOT": "NOT", "NICHT": "NOT"}


class Word(Struct, frozen=True):
    """What stands between two spaces, without punctuation at the ends: a word, or several that a hyphen or
    the like joins. ``prefix``: a single word only begins so."""

    text: str
    prefix: bool = False

    @property
    def words(self) -> tuple[str, ...]:
        """The single words."""
        return tuple(token.word for token in tokens(self.text))


class Phrase(Struct, frozen=True):
    """At least two words in a row."""

    words: tuple[str, ...]


class Every(Struct, frozen=True):
    """All of them."""

    parts: tuple[Node, ...]


class Some(Struct, frozen=True):
    """At least one of them."""

    parts: tuple[Node, ...]


class Without(Struct, frozen=True):
    """Not this."""

    part: Node


Node = Word | Phrase | Every | Some | Without


class Filter(Struct, frozen=True):
    """Where to look; who runs the search knows what the name means."""

    name: str
    value: str
    without: bool = False


class Query(Struct, frozen=True):
    """What is searched for, and where. ``text`` None: everything the filters let through.

    ``remarks`` are of "long" (only the first ``words`` characters count), "closing" (a parenthesis closes
    nothing), "unclosed" and "deep" (parentheses nested too far); who runs the search may add others.
    """

    text: Node | None
    filters: tuple[Filter, ...] = ()
    remarks: tuple[Remark, ...] = ()


class _Lexeme(NamedTuple):
    kind: str
    text: str


def parse(typed: str) -> Query:
    """Any string at all; the same string gives the same query."""
    reader = _Reader(typed[:LONGEST])
    text = reader.some(0)
    if len(typed) > LONGEST:
        reader.remark("long", str(LONGEST))
    return Query(text, tuple(reader.filters), tuple(dict.fromkeys(reader.remarks)))


class _Reader:
    """Recursive descent; every method takes what it can and leaves the rest."""

    def __init__(self, typed: str) -> None:
        self.filters: list[Filter] = []
        self.remarks: list[Remark] = []
        self._rest = [
            lexeme for lexeme in _lexemes(typed) if lexeme.kind != "filter" or not self._filter(lexeme)
        ]
        self._rest.reverse()

    def remark(self, kind: str, words: str = "") -> None:
        self.remarks.append(Remark(kind, words))

    def some(self, depth: int) -> Node | None:
        """Alternatives up to the closing parenthesis (or the end)."""
        found: list[Node] = []
        while self._rest and not (depth and self._rest[-1].kind == "close"):
            if self._rest[-1].kind == "close":
                self.remark("closing")
                self._rest.pop()
            elif self._operator() == "OR":
                self._rest.pop()
            elif (one := self._every(depth)) is not None:
                found.append(one)
        return _joined(found, Some)

    def _every(self, depth: int) -> Node | None:
        """What AND joins; an AND that joins nothing is ignored."""
        found: list[Node] = []
        while True:
            while self._operator() == "AND":
                self._rest.pop()
            if (one := self._one(depth)) is not None:
                found.append(one)
            if self._operator() != "AND":
                return _joined(found, Every)

    def _one(self, depth: int) -> Node | None:
        if not self._rest or self._rest[-1].kind == "close" or self._operator() == "OR":
            return None
        if self._operator() == "NOT":
            self._rest.pop()
            return _without(self._one(depth))
        lexeme = self._rest.pop()
        without, text = lexeme.text.startswith("-") and len(lexeme.text) > 1, lexeme.text
        if lexeme.kind == "open":
            node = self._group(depth)
        elif lexeme.kind == "phrase":
            node = _words_in_a_row(text)
        else:
            node = _word(text)
        return _without(node) if without else node

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

    def _operator(self) -> str | None:
        """The operator that comes next."""
        if self._rest and self._rest[-1].kind == "word":
            return _OPERATORS.get(self._rest[-1].text)
        return None

    def _filter(self, lexeme: _Lexeme) -> bool:
        """Takes a filter; a name without a value stays a word."""
        name, _, value = lexeme.text.removeprefix("-").partition(":")
        if value := value.strip('"').strip():
            self.filters.append(Filter(name_of(name), value, lexeme.text.startswith("-")))
        return bool(value)


def _lexemes(typed: str) -> list[_Lexeme]:
    matches = (match for match in _LEXEME.finditer(typed) if match.lastgroup not in ("space", "other"))
    return [_Lexeme(str(match.lastgroup), match.group()) for match in matches]


def _word(text: str) -> Node | None:
    """What stands between two spaces."""
    found = list(tokens(text))
    if not found:
        return None
    return Word(text[found[0].start : found[-1].end], prefix=len(found) == 1 and text.endswith("*"))


def _words_in_a_row(text: str) -> Node | None:
    words = tuple(token.word for token in tokens(text))
    return Phrase(words) if len(words) > 1 else Word(words[0]) if words else None


def _joined(nodes: list[Node], join: type[Every] | type[Some]) -> Node | None:
    return join(tuple(nodes)) if len(nodes) > 1 else nodes[0] if nodes else None


def _without(node: Node | None) -> Node | None:
    """Twice without is with."""
    return node.part if isinstance(node, Without) else Without(node) if node is not None else None


def sought(node: Node | None) -> list[Word | Phrase]:
    """What a hit may contain, in the order typed: everything but what is to be left out."""
    if isinstance(node, Word | Phrase):
        return [node]
    if isinstance(node, Every | Some):
        return [one for part in node.parts for one in sought(part)]
    return []
