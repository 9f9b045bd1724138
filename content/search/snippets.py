"""The stretch of a text that shows best why it was found."""

from __future__ import annotations

from typing import NamedTuple

from content.search.matching import Spans


class Snippet(NamedTuple):
    """Code points of the text, end exclusive; ``matches`` are those within, also in the text's offsets."""

    start: int
    end: int
    matches: Spans


def snippet(text: str, matches: Spans, length: int = 160) -> Snippet:
    """At most so many code points (a single longer word excepted) with most of the matches in them.

    Begins and ends between words; of equally good stretches the first. Without matches, the text's beginning.
    """
    if len(text) <= length:
        return Snippet(0, len(text), matches)
    windows = [_within(matches, at, length) for at in range(len(matches))] or [((0, 0),)]
    best = max(windows, key=len)
    room = max(0, length - (best[-1][1] - best[0][0]))
    start = _word_start(text, max(0, min(best[0][0] - room // 2, len(text) - length)), best[0][0])
    end = _word_end(text, min(len(text), start + length), best[-1][1])
    return Snippet(start, end, tuple(match for match in matches if start <= match[0] and match[1] <= end))


def _within(matches: Spans, first: int, length: int) -> Spans:
    """The matches from one on that fit into the length."""
    start = matches[first][0]
    return matches[first : first + 1] + tuple(
        match for match in matches[first + 1 :] if match[1] - start <= length
    )


def _word_start(text: str, at: int, latest: int) -> int:
    """The next place from here on where a word begins, at the latest where a match does."""
    while 0 < at < latest and not (text[at - 1].isspace() and not text[at].isspace()):
        at += 1
    return at


def _word_end(text: str, at: int, earliest: int) -> int:
    """The last place up to here where a word ends, at the earliest where a match does."""
    while earliest < at < len(text) and not (text[at].isspace() and not text[at - 1].isspace()):
        at -= 1
    return max(at, earliest)
