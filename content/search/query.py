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
from collections.abc import Iterator
from typing import TypeAlias

from msgspec import Struct

from content.filter_words import ALIASES, Remark, name_of
from content.query_tree import LONGEST, Every, Lexeme, Reader, Some, Without
from content.search.analysis import tokens

FILTERS = ("tag", "doc", "by", "date", "is", "in")
_NAMES = (*FILTERS, *(alias for alias, name in ALIASES.items() if name in FILTERS))

_LEXEME = re.compile(
    rf'(?P<space>\s+)|(?P<filter>-?(?:{"|".join(_NAMES)}):(?:"[^"]*"|[^\s()"]+))'
    r'|(?P<phrase>-?["“”„»«][^"“”„»«]*["“”„»«])|(?P<open>-?\()|(?P<close>\))|(?P<word>[^\s()"“”„»«]+)|(?P<other>.)',
    re.IGNORECASE | re.DOTALL,
)


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


Node: TypeAlias = "Word | Phrase | Every[Node] | Some[Node] | Without[Node]"


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


def parse(typed: str) -> Query:
    """Any string at all; the same string gives the same query."""
    lexemes = [*_lexemes(typed[:LONGEST])]
    filters = {at: found for at, one in enumerate(lexemes) if (found := _filter(one)) is not None}
    reader = Reader((one for at, one in enumerate(lexemes) if at not in filters), _leaf, together=False)
    text = reader.tree()
    if len(typed) > LONGEST:
        reader.remark("long", str(LONGEST))
    return Query(text, tuple(filters.values()), tuple(dict.fromkeys(reader.remarks)))


def _lexemes(typed: str) -> Iterator[Lexeme]:
    for match in _LEXEME.finditer(typed):
        if match.lastgroup not in ("space", "other"):
            yield Lexeme(str(match.lastgroup), match.group())


def _filter(lexeme: Lexeme) -> Filter | None:
    """None for what is no filter; a name without a value stays a word."""
    name, _, value = lexeme.text.removeprefix("-").partition(":")
    if lexeme.kind != "filter" or not (value := value.strip('"').strip()):
        return None
    return Filter(name_of(name), value, lexeme.text.startswith("-"))


def _leaf(lexeme: Lexeme) -> Word | Phrase | None:
    return _words_in_a_row(lexeme.text) if lexeme.kind == "phrase" else _word(lexeme.text)


def _word(text: str) -> Word | None:
    """What stands between two spaces."""
    found = list(tokens(text))
    if not found:
        return None
    return Word(text[found[0].start : found[-1].end], prefix=len(found) == 1 and text.endswith("*"))


def _words_in_a_row(text: str) -> Word | Phrase | None:
    words = tuple(token.word for token in tokens(text))
    return Phrase(words) if len(words) > 1 else Word(words[0]) if words else None


def sought(node: Node | None) -> list[Word | Phrase]:
    """What a hit may contain, in the order typed: everything but what is to be left out."""
    if isinstance(node, Word | Phrase):
        return [node]
    if isinstance(node, Every | Some):
        return [one for part in node.parts for one in sought(part)]
    return []
