"""The forms of a verb, and the noun made of it, as one word: what a stemmer for German tears apart.

"fördern", "fördert", "gefördert" and "Förderung" are one here, as are "regieren" and "Regierung". Words are
in the plain spelling of `content.search.spelling`. The shipped file has a line a verb, "-" after it if the
noun in "-ung" means something else ("bilden", "Bildung"), or a line a form that no rule reaches with its
verb after it ("beschlossen"), with itself if it only looks like a form ("Sprache").
`content.search.build_verbs` makes it.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from functools import lru_cache
from pathlib import Path

SHIPPED_FILE = Path(__file__).with_name("verbs.tsv")

NOUN = ("ung", "ungen", "ungs")
_PARTICIPLE = ("t", "te", "ten", "ter", "tes", "tem")
_FINITE = (*_PARTICIPLE, "tet", "et", "ete", "eten", "eter", "etes", "etem")
_PRESENT = ("nd", "nde", "nden", "nder", "ndes", "ndem")
#: Verbs that nobody has counted yet are made like this.
_OF_IEREN = re.compile(rf"^(\w{{3,}}ier)(?:{'|'.join((*NOUN, *_PARTICIPLE))})$")
_ENDINGS = frozenset((*NOUN, *_FINITE, *_PRESENT, "em", "en", "er", "es", "e"))
_LONGEST_ENDING = max(map(len, _ENDINGS))
_SHORTEST = 3


class Verbs:
    """Infinitives, and which form is of which."""

    def __init__(self, verbs: Iterable[str], apart: Iterable[str], forms: dict[str, str]) -> None:
        self._verbs, self._apart, self._forms = frozenset(verbs), frozenset(apart), forms

    @classmethod
    def read(cls, lines: Iterable[str]) -> Verbs:
        verbs, apart, forms = [], [], {}
        for line in lines:
            word, _, after = line.rstrip("\n").partition("\t")
            if after and after != "-":
                forms[word] = after
                continue
            verbs.append(word)
            if after:
                apart.append(word)
        return cls(verbs, apart, forms)

    def base(self, word: str) -> str:
        """The verb a word is a form of or made of; the word itself if there is none."""
        if word in self._verbs:
            return word
        if word in self._forms:
            return self._forms[word]
        for verb in self._candidates(word):
            if verb in self._verbs:
                return verb
        return _OF_IEREN.sub(r"\1en", word) if "ier" in word else word

    def _candidates(self, word: str) -> Iterator[str]:
        for size in range(min(_LONGEST_ENDING, len(word) - _SHORTEST), 0, -1):
            ending = word[-size:]
            if ending not in _ENDINGS:
                continue
            root = word[:-size]
            if root in self._forms:
                yield self._forms[root]
            if ending in NOUN:
                yield from (verb for verb in _infinitives(root) if verb not in self._apart)
            elif ending in _PRESENT:
                yield root + "n"
            elif ending in _FINITE:
                yield from (root + "en", root + "n")


def _infinitives(root: str) -> Iterator[str]:
    """Of what "-ung" follows: "Entwickl|ung" is of "entwickeln"."""
    yield from (root + "en", root + "n")
    if root.endswith(("l", "r")):
        yield f"{root[:-1]}e{root[-1]}n"


@lru_cache(maxsize=1)
def shipped() -> Verbs:
    """The list that comes with the program."""
    with open(SHIPPED_FILE, encoding="utf-8") as lines:
        return Verbs.read(lines)
