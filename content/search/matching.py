"""Where a query's words stand in a text, and whether they do."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from content.query_tree import Every, Some, Without
from content.search.analysis import Token, is_stop_word, terms, tokens
from content.search.expressions import inexact
from content.search.query import Node, Phrase, Word, sought
from content.search.spelling import plain
from content.search.synonyms import Member, Synonyms

Spans = tuple[tuple[int, int], ...]


class Matcher:
    """Finds the words of one query in the texts of its hits."""

    def __init__(self, node: Node | None, synonyms: Synonyms) -> None:
        self._node = node
        wanted = sought(node)
        words = [word for one in wanted if isinstance(one, Word) and not one.prefix for word in one.words]
        known = [terms(word) for word in words]
        telling = [one for word, one in zip(words, known, strict=True) if not is_stop_word(word)] or known
        self._spelled = {one.spelled for one in known}
        self._stems = {one.stem for one in telling if one.stem}
        self._parts = {part for one in telling for part in one.parts}
        self._prefixes = {one.prefix for one in telling if one.prefix}
        self._beginnings = tuple(plain(one.text) for one in wanted if isinstance(one, Word) and one.prefix)
        others = synonyms.among([one.stem for one in known])
        self._inside = [parts for member in others if (parts := synonyms.parts(member))]
        self._rows = [
            *(tuple(terms(word).stem for word in one.words) for one in wanted if isinstance(one, Phrase)),
            *others,
        ]

    def matches(self, text: str) -> tuple[Spans, tuple[str, ...]]:
        """Where the query's words stand, and which words they are: the closest first, each once.

        First letters count only when nothing closer is there.
        """
        found = list(tokens(text))
        close = {token: rank for token in found if (rank := self._closeness(token.word))}
        for token in self._in_rows(found):
            close[token] = max(close.get(token, 0), 4)
        best = max(close.values(), default=0)
        shown = [token for token, rank in close.items() if rank > 1 or best == 1]
        by_rank = sorted(shown, key=lambda token: (-close[token], token.start))
        why = {plain(token.word): token.word for token in reversed(by_rank)}
        return _merged((token.start, token.end) for token in shown), tuple(reversed(why.values()))

    def holds(self, text: str) -> bool:
        """Whether a text that the index found for the query has the beginnings asked for."""
        words = [plain(token.word) for token in tokens(text)]
        return _holds(self._node, words)

    @property
    def exacting(self) -> bool:
        """Whether the index finds more than the query means."""
        return _exacting(self._node)

    def _closeness(self, word: str) -> int:
        """4 the word, 3 in a compound, 2 a compound's part, 1 the same first letters, 0 nothing."""
        known = terms(word)
        if is_stop_word(word) and known.spelled not in self._spelled:
            return 0  # "sich" has the stem of "sichern"
        if known.stem in self._stems or (self._beginnings and plain(word).startswith(self._beginnings)):
            return 4
        inside = known.parts and any(set(known.parts).issuperset(parts) for parts in self._inside)
        if inside or not self._stems.isdisjoint(known.parts):
            return 3
        if known.stem in self._parts or not self._parts.isdisjoint(known.parts):
            return 2
        return 1 if known.prefix and known.prefix in self._prefixes else 0

    def _in_rows(self, found: Sequence[Token]) -> Iterable[Token]:
        """The words of phrases and synonyms."""
        stems = [terms(token.word).stem for token in found] if self._rows else []
        for row in self._rows:
            for at in _places(stems, row):
                yield from found[at : at + len(row)]


def _places(stems: Sequence[str], row: Member) -> Iterable[int]:
    size = len(row)
    return (
        at for at, stem in enumerate(stems) if size and stem == row[0] and tuple(stems[at : at + size]) == row
    )


def _holds(node: Node | None, words: Sequence[str]) -> bool:
    """Beginnings decide; for all else the index was right."""
    if isinstance(node, Word) and node.prefix:
        return any(word.startswith(plain(node.text)) for word in words)
    if isinstance(node, Without) and inexact(node.part):
        return not _holds(node.part, words)
    if isinstance(node, Every):
        return all(_holds(part, words) for part in node.parts)
    if isinstance(node, Some):
        without = [part for part in node.parts if isinstance(part, Without)]
        others = [part for part in node.parts if not isinstance(part, Without)]
        return all(_holds(part, words) for part in without) and any(_holds(part, words) for part in others)
    return True


def _exacting(node: Node | None) -> bool:
    if isinstance(node, Every | Some):
        return any(_exacting(part) for part in node.parts)
    return node is not None and inexact(node.part if isinstance(node, Without) else node)


def _merged(spans: Iterable[tuple[int, int]]) -> Spans:
    """Sorted, each once."""
    return tuple(sorted(set(spans)))
