"""Naming somebody in a note: "@lea" as a whole word, whatever its capitals. Pure."""

from __future__ import annotations

import re
from functools import lru_cache

#: What must not stand before the "@": then it is part of an address.
NOT_BEFORE = r"(?<![\w@.+-])"
_ANY = re.compile(rf"{NOT_BEFORE}@([\w.-]*\w)")


@lru_cache(maxsize=8)
def mention_of(name: str) -> re.Pattern[str]:
    """ "@name" as a whole word: neither part of an address nor the beginning of a longer name."""
    return re.compile(rf"{NOT_BEFORE}@{re.escape(name)}(?![\w-]|\.\w)", re.IGNORECASE)


def mentioned(text: str) -> list[str]:
    """The names mentioned in a text, in small letters, whether anybody has them or not."""
    return list(dict.fromkeys(name.casefold() for name in _ANY.findall(text)))
