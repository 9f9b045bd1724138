"""The small query of a list's filter line: words and a few ``field:value`` conditions. Pure.

All parts must hold; a part with "-" in front must not. Words match anywhere in a row's text, however it is
capitalised and however umlauts are written ("Straße", "STRASSE", "straße"; "für", "fuer").
"""

from __future__ import annotations

import unicodedata
from collections.abc import Callable, Iterable, Mapping
from functools import lru_cache

Fields = Mapping[str, Iterable[str]]
Matches = Callable[[str, Fields], bool]

FIELDS = ("is", "state", "doc", "tag", "by")
_PLAIN = str.maketrans({"ä": "a", "ö": "o", "ü": "u", "ß": "ss"})


@lru_cache(maxsize=65536)
def fold(text: str) -> str:
    """``text`` as it is compared: small letters, no accents, „ä“ and "ae" alike."""
    lower = text.casefold()
    if not lower.isascii():
        lower = unicodedata.normalize("NFC", lower).translate(_PLAIN)
    if not lower.isascii():
        lower = "".join(c for c in unicodedata.normalize("NFD", lower) if not unicodedata.combining(c))
    return lower.replace("ae", "a").replace("oe", "o").replace("ue", "u")


def matcher(query: str) -> Matches | None:
    """A test of (a row's text, its fields); None when the query asks for nothing.

    A condition on a field holds when one of its values begins with what is asked: ``tag:mobil``. What looks
    like a condition on an unknown field is a word like any other.
    """
    parts = [_part(word) for word in query.split() if word.strip("-")]
    if not parts:
        return None
    return lambda text, fields: all(part(text, fields) for part in parts)


def _part(word: str) -> Matches:
    if word.startswith("-"):
        wanted = _part(word[1:])
        return lambda text, fields: not wanted(text, fields)
    name, colon, value = word.partition(":")
    if colon and name in FIELDS:
        asked = fold(value)
        return lambda text, fields: any(fold(v).startswith(asked) for v in fields.get(name, ()))
    asked = fold(word)
    return lambda text, fields: asked in fold(text)
