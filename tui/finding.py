"""Searching in the text on screen: literal, tolerant of case, umlauts and line breaks. Pure."""

from __future__ import annotations

import re
from collections.abc import Iterator

#: No more than this many places are found in one text.
LIMIT = 10_000
#: So many words on each side are tried to find where something stood.
NEIGHBOURS = 12
#: So many words next to it are passed over where they are not found.
SKIPPED = (2, 4, 8, 16)

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


def place_between(text: str, before: str, after: str, near: int = 0) -> int:
    """Where something stood that came after ``before`` and was followed by ``after``: where most of the words
    next to it are found, of several such places the one nearest to ``near``; 0 if there is none.

    Where the words next to it have changed too, those a little further away tell about where it was.
    The first word of ``before`` and the last of ``after`` may be cut short.
    """
    left, right = before.split()[1:], after.split()[:-1]
    longest = min(max(len(left), len(right)), NEIGHBOURS)
    tries = [(0, count) for count in range(longest, 1, -1)] + [(skip, 4) for skip in SKIPPED]
    places = (_between(text, left[: len(left) - skip], right[skip:], count, near) for skip, count in tries)
    return next(filter(None, places), 0)


def _between(text: str, left: list[str], right: list[str], count: int, near: int) -> int:
    """As ``place_between``, by ``count`` words on either side."""
    words = (left[-count:] if count <= len(left) else [], right[:count] if count <= len(right) else [])
    ends = [found.end() for found in _phrases(text, words[0])]
    starts = [found.start() for found in _phrases(text, words[1])]
    return min(ends or starts, key=lambda place: abs(place - near), default=0)


def _phrases(text: str, words: list[str]) -> Iterator[re.Match[str]]:
    return re.finditer(r"\s+".join(map(re.escape, words)) + r"\s*", text) if words else iter(())


def _pattern(word: str) -> str:
    return "".join(_TOLERANT.get(part, re.escape(part)) for part in _PARTS.findall(word.lower()))


def _places(text: str, pattern: str) -> list[tuple[int, int]]:
    found: list[tuple[int, int]] = []
    for match in re.finditer(pattern, text, re.IGNORECASE):
        found.append(match.span())
        if len(found) == LIMIT:
            break
    return found
