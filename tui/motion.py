"""Where the cursor goes in a text: words, sentences, lines. Pure; offsets in code points.

Only the neighbourhood of an offset is looked at, so moving costs the same in a text of any length. A
sentence longer than ``FAR`` on either side is taken as far as that.
"""

from __future__ import annotations

from collections.abc import Callable

from content.model import Span

REACH, FAR = 600, 20_000
WORD_REACH = 200

Units = Callable[[str, int, int], list[Span]]
Window = tuple[list[Span], int, int]
Near = Callable[[str, int], Window]


def next_word(text: str, offset: int) -> int:
    """The start of the next word, else the text's last code point."""
    return _next(text, offset, _words_near)


def previous_word(text: str, offset: int) -> int:
    """The start of the word before, else of the text; from inside a word its own start."""
    return _previous(text, offset, _words_near)


def next_sentence(text: str, offset: int) -> int:
    """The start of the next sentence, else the text's last code point."""
    return _next(text, offset, _sentences_near)


def previous_sentence(text: str, offset: int) -> int:
    """The start of the sentence before, else of the text; from inside a sentence its own start."""
    return _previous(text, offset, _sentences_near)


def word_at(text: str, offset: int) -> Span:
    """The word at ``offset``, else the next one, else the code point itself."""
    return _at(text, offset, _words_near)


def sentence_at(text: str, offset: int) -> Span:
    """The sentence at ``offset``, else the next one, else the code point itself."""
    return _at(text, offset, _sentences_near)


def line_at(text: str, offset: int) -> Span:
    """The line of the text (a paragraph, a list item) at ``offset``, without its line feed."""
    start = text.rfind("\n", 0, offset) + 1
    end = text.find("\n", offset)
    return Span(start, len(text) if end < 0 else end)


def grown_by_word(text: str, start: int, end: int) -> Span:
    """The stretch rounded to whole words; if it was that already, with the next word."""
    return _grown(text, start, end, word_at)


def grown_by_sentence(text: str, start: int, end: int) -> Span:
    """The stretch rounded to whole sentences; if it was that already, with the next sentence."""
    return _grown(text, start, end, sentence_at)


def grown_by_line(text: str, start: int, end: int) -> Span:
    """The stretch rounded to whole lines of the text; if it was that already, with the next one."""
    return _grown(text, start, end, line_at)


def _grown(text: str, start: int, end: int, unit_at: Callable[[str, int], Span]) -> Span:
    while start < end and text[start].isspace():
        start += 1
    first = min(start, unit_at(text, start).start)
    last = max(end, unit_at(text, max(start, end - 1)).end)
    if (first, last) == (start, end):
        onward = end
        while onward < len(text) and text[onward].isspace():
            onward += 1
        if onward < len(text):
            last = max(end, unit_at(text, onward).end)
    return Span(first, last)


def _at(text: str, offset: int, near: Near) -> Span:
    units, _start, _end = near(text, offset)
    for unit in units:
        if offset < unit.end:
            return Span(unit.start, unit.end)
    return Span(offset, min(offset + 1, len(text)))


def _next(text: str, offset: int, near: Near) -> int:
    units, _start, end = near(text, offset)
    return next((unit.start for unit in units if unit.start > offset), max(0, min(end, len(text) - 1)))


def _previous(text: str, offset: int, near: Near) -> int:
    units, start, _end = near(text, offset)
    return next((unit.start for unit in reversed(units) if unit.start < offset), start)


def _words_near(text: str, offset: int) -> Window:
    from content.sentences import words

    return _near(text, offset, WORD_REACH, words, " \n")


def _sentences_near(text: str, offset: int) -> Window:
    from content.sentences import sentences

    return _near(text, offset, REACH, sentences, "\n")


def _near(text: str, offset: int, reach: int, units: Units, breaks: str) -> Window:
    """The units around ``offset``; the window is widened until it has one after it, and two before it (the
    first of which it may have cut), or is everything, or ``FAR`` is reached. With the window's edges."""
    while True:
        start = max(0, offset - reach)
        if start:
            start = min(
                (at for at in (text.find(b, start, offset) for b in breaks) if at >= 0), default=start
            )
        end = min(len(text), offset + reach)
        if end < len(text):
            end = max(text.rfind(b, offset + 1, end) for b in breaks)
            end = end if end > offset else min(len(text), offset + reach)
        found = units(text, start, end)
        enough = (not start or sum(u.start < offset for u in found) > 1) and (
            end == len(text) or any(u.start > offset for u in found)
        )
        if enough or reach > FAR:
            return found, start, end
        reach *= 4
