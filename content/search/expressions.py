"""Queries as FTS5 expressions. Nothing typed ever gets in but as a quoted term of letters and digits."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import NamedTuple

from content.search.analysis import PREFIX, is_stop_word, terms
from content.search.query import Every, Node, Phrase, Some, Without, Word
from content.search.spelling import plain
from content.search.synonyms import Synonyms

#: Words of one query that are looked for; a pasted text is found by far fewer.
MOST_WORDS = 96


class Expression(NamedTuple):
    """What must match and what must not; "" for nothing said."""

    wanted: str
    unwanted: str

    def whole(self) -> str:
        return f"({self.wanted}) NOT ({self.unwanted})" if self.unwanted else self.wanted


def expression(node: Node, synonyms: Synonyms) -> Expression:
    """Words that nothing joins match loosely (parts of compounds, first letters); what AND and NOT join,
    as they are or inside a compound."""
    if isinstance(node, Some):
        return _any_of(node, synonyms)
    if isinstance(node, Every):
        parts = [_strict(part, synonyms) for part in node.parts]
        return Expression(
            " AND ".join(f"({part.wanted})" for part in parts if part.wanted),
            _or(part.unwanted for part in parts),
        )
    if isinstance(node, Without):
        return Expression("", "" if inexact(node.part) else _strict(node.part, Synonyms(())).wanted)
    return Expression(loose([node], synonyms), "")


def loose(words: Sequence[Word | Phrase], synonyms: Synonyms) -> str:
    """Anything that any of the words is found by, and the phrases as they are."""
    plain_words = [word for one in words if isinstance(one, Word) and not one.prefix for word in one.words]
    typed = [one for one in words if isinstance(one, Phrase) or one.prefix]
    exact = [_phrase(one.words) if isinstance(one, Phrase) else _beginning(one.text) for one in typed]
    return _or([*exact, *_loose_words(plain_words, synonyms)])


def _loose_words(words: Sequence[str], synonyms: Synonyms) -> list[str]:
    known = [terms(word) for word in words]
    telling = [one for word, one in zip(words, known, strict=True) if not is_stop_word(word)] or known
    telling = telling[:MOST_WORDS]
    stems = dict.fromkeys(stem for one in telling for stem in (one.stem, *one.parts) if stem)
    prefixes = dict.fromkeys(one.prefix for one in telling if one.prefix)
    found = []
    others = synonyms.among([one.stem for one in known])
    stems.update(dict.fromkeys(member[0] for member in others if len(member) == 1))
    if stems:
        found.append(f"{{stem part}} : ({_or(map(_quoted, stems))})")
    if prefixes:
        found.append(f"prefix : ({_or(map(_quoted, prefixes))})")
    return found + [f"stem : {_quoted(*member)}" for member in others if len(member) > 1]


def _any_of(node: Some, synonyms: Synonyms) -> Expression:
    words = [part for part in node.parts if isinstance(part, Word | Phrase)]
    others = [expression(part, synonyms) for part in node.parts if not isinstance(part, Word | Phrase)]
    wanted = _or([loose(words, synonyms), *(f"({one.whole()})" for one in others if one.wanted)])
    return Expression(wanted, _or(one.unwanted for one in others if not one.wanted))


def _strict(node: Node, synonyms: Synonyms) -> Expression:
    if isinstance(node, Every | Without):
        return expression(node, synonyms)
    if isinstance(node, Some):
        parts = [_strict(part, synonyms) for part in node.parts]
        wanted = _or(f"({part.whole()})" for part in parts if part.wanted)
        return Expression(wanted, _or(part.unwanted for part in parts if not part.wanted))
    if isinstance(node, Phrase):
        return Expression(_phrase(node.words), "")
    return Expression(_beginning(node.text) if node.prefix else _all_of(node.words, synonyms), "")


def _all_of(words: Sequence[str], synonyms: Synonyms) -> str:
    """What a hyphen joins."""
    return " AND ".join(f"({form})" for word in words if (form := _word(word, synonyms)))


def _word(word: str, synonyms: Synonyms) -> str:
    """A word, alone or inside a compound; a compound also by all of its parts."""
    known = terms(word)
    if not known.stem:
        return ""
    forms = [f"{{stem part}} : {_quoted(known.stem)}"]
    if known.parts:
        forms.append("(" + " AND ".join(f"{{stem part}} : {_quoted(part)}" for part in known.parts) + ")")
    return _or([*forms, *(f"stem : {_quoted(*member)}" for member in synonyms.among([known.stem]))])


def _phrase(words: Iterable[str]) -> str:
    stems = [stem for word in words if (stem := terms(word).stem)]
    return f"stem : {_quoted(*stems)}" if stems else ""


def inexact(node: Node) -> bool:
    """Whether the index finds more than the beginning that is asked for."""
    return isinstance(node, Word) and node.prefix and len(plain(node.text)) > PREFIX


def _beginning(word: str) -> str:
    """All words that begin so and, beyond the fifth letter, more: `Matcher.holds` tells them apart."""
    spelled = plain(word)
    if not spelled:
        return ""
    if len(spelled) >= PREFIX and spelled[0].isalpha():
        return f"prefix : {_quoted(spelled[:PREFIX])}"
    return f"{{stem prefix}} : {_quoted(spelled)} *"


def _quoted(*stems: str) -> str:
    return '"' + " ".join(stems) + '"'


def _or(parts: Iterable[str]) -> str:
    return " OR ".join(part for part in parts if part)
