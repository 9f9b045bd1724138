"""Queries as FTS5 expressions. Nothing typed ever gets in but as a quoted term of letters and digits."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import NamedTuple

from content.query_tree import Every, Some, Without
from content.search.analysis import PREFIX, is_stop_word, terms
from content.search.query import Node, Phrase, Word
from content.search.spelling import plain
from content.search.synonyms import Synonyms

#: The columns of words, as they are and in compounds.
WORDS = "stem part"
#: A demand with so many words that are not everywhere, in so many units, is searched by these alone.
ENOUGH, CANDIDATES = 4, 500
#: Of terms of one kind (columns) those that are not everywhere, with the number of units they are in.
Rare = Callable[[str, Iterable[str]], Mapping[str, int]]
#: Words of one query that are looked for; a pasted text is found by far fewer.
MOST_WORDS = 96


class Expression(NamedTuple):
    """What must match, what must not, and what may stand for what is wanted; "" for nothing said."""

    wanted: str
    unwanted: str = ""
    similar: str = ""

    def whole(self) -> str:
        return self._but(self.wanted)

    def instead(self) -> str:
        """What matches by synonyms."""
        return self._but(self.similar)

    def _but(self, wanted: str) -> str:
        return f"({wanted}) NOT ({self.unwanted})" if self.unwanted and wanted else wanted


def demand_expression(words: Sequence[str], synonyms: Synonyms, rare: Rare) -> Expression:
    """Any of a demand's words, without those that are nearly everywhere if there are enough others: they
    bring so many candidates that finding the best takes longer than all the rest."""
    stems, prefixes = _terms_of(words)
    telling = rare(WORDS, stems)
    if sum(count > 0 for count in telling.values()) >= ENOUGH and sum(telling.values()) >= CANDIDATES:
        stems, prefixes = [*telling], [*rare("prefix", prefixes)]
    return Expression(_or(_of_terms(stems, prefixes)), "", _similar(words, synonyms))


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
    return _any_of(Some((node,)), synonyms)


def _loose(words: Sequence[Word | Phrase]) -> str:
    """Anything that any of the words is found by, and the phrases as they are: a phrase alone only so."""
    singly = words if len(words) > 1 else [one for one in words if isinstance(one, Word)]
    plain_words = [word for one in singly for word in one.words if not beginning(one)]
    typed = [one for one in words if isinstance(one, Phrase) or beginning(one)]
    exact = [_phrase(one.words) if isinstance(one, Phrase) else _beginning(one.text) for one in typed]
    return _or([*exact, *_loose_words(plain_words)])


def _loose_words(words: Sequence[str]) -> list[str]:
    return _of_terms(*_terms_of(words))


def _terms_of(words: Sequence[str]) -> tuple[list[str], list[str]]:
    """The stems, and the beginnings, by which words that say something are found."""
    known = [terms(word) for word in words]
    telling = [one for word, one in zip(words, known, strict=True) if not is_stop_word(word)] or known
    telling = telling[:MOST_WORDS]
    stems = dict.fromkeys(stem for one in telling for stem in (one.stem, *one.parts) if stem)
    prefixes = dict.fromkeys(one.prefix for one in telling if one.prefix)
    return [*stems], [*prefixes]


def _of_terms(stems: Sequence[str], prefixes: Sequence[str]) -> list[str]:
    found = []
    if stems:
        found.append(f"{{{WORDS}}} : ({_or(map(_quoted, stems))})")
    if prefixes:
        found.append(f"prefix : ({_or(map(_quoted, prefixes))})")
    return found


def _similar(words: Iterable[str], synonyms: Synonyms) -> str:
    """What the words and the rows of words among them are also called; a row counts more than a word."""
    others = synonyms.among([terms(word).stem for word in words])
    single = f"{{stem part}} : ({_or(_quoted(*member) for member in others if len(member) == 1)})"
    rows = [f"stem : {_quoted(*member)}" for member in others for _word in member[1:]]
    rows += [f"part : {_quoted(*parts)}" for member in others if (parts := synonyms.parts(member))]
    return _or([single, *rows] if any(len(member) == 1 for member in others) else rows)


def _any_of(node: Some[Node], synonyms: Synonyms) -> Expression:
    words = [part for part in node.parts if isinstance(part, Word | Phrase)]
    others = [expression(part, synonyms) for part in node.parts if not isinstance(part, Word | Phrase)]
    wanted = _or([_loose(words), *(f"({one.whole()})" for one in others if one.wanted)])
    similar = _similar([word for one in words for word in one.words if not beginning(one)], synonyms)
    return Expression(wanted, _or(one.unwanted for one in others if not one.wanted), similar)


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


def beginning(node: Node) -> bool:
    return isinstance(node, Word) and node.prefix


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
