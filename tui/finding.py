"""Searching in the text on screen: literal, tolerant of case, umlauts and line breaks. Pure."""

from __future__ import annotations

import re

#: No more than this many places are found in one text.
LIMIT = 10_000

_TOLERANT = {
    "ae": "(?:ae|ä)", "oe": "(?:oe|ö)", "ue": "(?:ue|ü)", "ss": "(?:ss|ß)", "ß": "(?:ß|ss)",
    "ä": "(?:ä|ae)", "ö": "(?:ö|oe)", "ü": "(?:ü|ue)", "a": "[aä]", "o": "[oö]", "u": "[uü]",
}  # fmt: skip
_PARTS = re.compile("ae|oe|ue|ss|.", re.DOTALL)


def find(text: str, words: str) -> list[tuple[int, int]]:
    """Where ``words`` stand in ``text``, in order: the whole phrase, else any word of three letters or more.

    Between words any white space will do, so a phrase is found across lines.
    """
    given = words.split()
    phrase = _places(text, r"\s+".join(map(_pattern, given))) if given else []
    longer = [_pattern(word) for word in given if len(word) >= 3]
    return phrase or (_places(text, "|".join(longer)) if len(given) > 1 and longer else [])


def _pattern(word: str) -> str:
    return "".join(_TOLERANT.get(part, re.escape(part)) for part in _PARTS.findall(word.lower()))


def _places(text: str, pattern: str) -> list[tuple[int, int]]:
    found: list[tuple[int, int]] = []
    for match in re.finditer(pattern, text, re.IGNORECASE):
        found.append(match.span())
        if len(found) == LIMIT:
            break
    return found
