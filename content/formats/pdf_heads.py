"""Running heads, feet, page numbers and stamps of PDF pages, told from the text."""

from __future__ import annotations

import re
from collections import Counter

from content.formats.pdf_lines import Line
from content.normalise import is_page_number

_DIGITS = re.compile(r"\d+")
_EDGE = 4
_APART = 1.5
#: A line at the same place on this share of the pages is a running head, elsewhere on half of them.
_PLACE_SHARE = 8
#: From so many pages on, two alike may be chance.
_MANY = 4

_Place = tuple[str, int]


def without_running_heads(pages: list[list[Line]]) -> tuple[list[list[Line]], list[str]]:
    """The pages without lines that several of them have at their top or bottom, and those lines.

    Such lines stand off the text; figures in them may differ. A section's head may be printed on its
    own pages only, or on every other page: then it stands at the same height. A page number may
    stand alone on a single page.
    """
    ordered = [sorted((line for line in page if line.size), key=lambda line: -line.top) for page in pages]
    repeated = _Repeated(ordered)
    heads: dict[str, str] = {}
    gone: set[int] = set()
    for lines in ordered:
        for inward in (lines, lines[::-1]):
            for line in _standing_off(inward, repeated):
                gone.add(id(line))
                heads.setdefault(_key(line), line.text)
    return [[line for line in page if id(line) not in gone] for page in pages], list(heads.values())


def without_stamps(pages: list[list[Line]]) -> tuple[list[list[Line]], list[str]]:
    """Turned lines by page, without those that are printed across several pages, and these."""
    counts = Counter(key for lines in pages for key in {_key(line) for line in lines})
    stamps = {_key(line): line.text for lines in pages for line in lines if counts[_key(line)] > 1}
    return [[line for line in lines if _key(line) not in stamps] for lines in pages], list(stamps.values())


class _Repeated:
    """How often the lines at the edges of pages are printed again on other pages."""

    def __init__(self, pages: list[list[Line]]) -> None:
        self.filled = sum(map(bool, pages))
        self.anywhere = max(2, self.filled // 2)
        self.at_place = max(2, self.filled // _PLACE_SHARE)
        self.keys: Counter[str] = Counter()
        self.places: Counter[_Place] = Counter()
        for lines in pages:
            edges = [*lines[:_EDGE], *lines[-_EDGE:]]
            self.keys.update({_key(line) for line in edges})
            self.places.update({place for line in edges for place in _places(line)})

    def often(self, line: Line, outermost: bool) -> bool:
        """Whether a line is on enough pages. Below a head also lines of the text may begin several pages with
        the same words, such as items of a list: those need a page more."""
        more = 0 if outermost or self.filled < _MANY else 1
        if self.keys[_key(line)] >= self.anywhere + more:
            return True
        return max(self.places[place] for place in _places(line)) >= self.at_place + more


def _places(line: Line) -> tuple[_Place, _Place]:
    """The line's words at its height, in steps of four points counted from two beginnings."""
    return (_key(line), int(line.bottom // 4)), (_key(line), -1 - int((line.bottom + 2) // 4))


def _standing_off(lines: list[Line], repeated: _Repeated) -> list[Line]:
    """The repeated lines and the page number at one end of a page, if a gap follows them."""
    count = 0
    numbered = False
    for at, line in enumerate(lines[:_EDGE]):
        is_number = not numbered and is_page_number(line.text)
        numbered = numbered or is_number
        if not is_number and not repeated.often(line, outermost=at == 0):
            break
        if at + 1 < len(lines) and _apart(line, lines[at + 1]):
            count = at + 1
    return lines[:count]


def _apart(line: Line, following: Line) -> bool:
    return abs(line.bottom - following.bottom) > _APART * max(line.size, following.size)


def _key(line: Line) -> str:
    return _DIGITS.sub("#", line.text)
