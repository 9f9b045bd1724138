"""The lines of a PDF page, with their boxes; running heads and page numbers told from the text."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass

import pypdfium2 as pdfium

from content.normalise import is_bullet

#: What pdfium puts for a hyphen at a line's end; the next line follows at once.
_HYPHEN = "\ufffe"
_LINE = re.compile(r"[^\r\n\ufffe]+\ufffe?")
_PAGE_NUMBER = re.compile(
    r"\W*(?:(?:Seite|Page|S\.) ?)?\d{1,4}(?: ?(?:von|of|/) ?\d{1,4})?\W*", re.IGNORECASE
)
_DIGITS = re.compile(r"\d+")
_EDGE = 3
_APART = 1.5


@dataclass(slots=True)
class Line:
    """One printed line: its words, its box in points (y grows upward), its page."""

    text: str
    left: float
    right: float
    top: float
    bottom: float
    page: int

    @property
    def size(self) -> float:
        """The height of its letters, ascent to descent."""
        return self.top - self.bottom


def page_lines(document: pdfium.PdfDocument, number: int) -> list[Line]:
    """The lines of one page in the order the file gives them."""
    page = document[number]
    text_page = page.get_textpage()
    try:
        count = text_page.count_chars()
        text = text_page.get_text_range() if count else ""
        exact = len(text) == count
        lines = [_line(text_page, match, number, exact) for match in _LINE.finditer(text)]
    finally:
        text_page.close()
        page.close()
    return _with_bullets([line for line in lines if line.text])


def _line(text_page: pdfium.PdfTextPage, match: re.Match[str], number: int, exact: bool) -> Line:
    """``exact``: offsets in the page's text are pdfium's character numbers; else there is no box."""
    words = match[0].replace(_HYPHEN, "-").strip()
    line = Line(words, 0.0, 0.0, 0.0, 0.0, number)
    if exact and words:
        first = match.start() + len(match[0]) - len(match[0].lstrip())
        last = match.start() + len(match[0].rstrip()) - 1
        try:
            left, bottom, _, top = text_page.get_charbox(first, loose=True)
            _, low, right, high = text_page.get_charbox(last, loose=True)
        except pdfium.PdfiumError:
            return line
        line.left, line.right = left, max(left, right)
        line.bottom, line.top = min(bottom, low), max(top, high)
    return line


def _with_bullets(lines: list[Line]) -> list[Line]:
    """Bullets that stand on lines of their own join the line they were printed beside."""
    bullets = [line for line in lines if is_bullet(line.text) and line.size]
    if not bullets:
        return lines
    rest = [line for line in lines if line not in bullets]
    for bullet in bullets:
        beside = [line for line in rest if _overlap(line, bullet) and line.left >= bullet.left]
        if beside:
            line = min(beside, key=lambda line: line.left)
            line.text, line.left = f"{bullet.text} {line.text}", bullet.left
        else:
            rest.insert(min(lines.index(bullet), len(rest)), bullet)
    return rest


def _overlap(line: Line, other: Line) -> bool:
    shared = min(line.top, other.top) - max(line.bottom, other.bottom)
    return shared > 0.5 * min(line.size, other.size)


def without_running_heads(pages: list[list[Line]]) -> tuple[list[list[Line]], list[str]]:
    """The pages without lines that most of them have at their top or bottom, and those lines.

    Such lines stand off the text; a page number may do so on a single page.
    """
    ordered = [sorted((line for line in page if line.size), key=lambda line: -line.top) for page in pages]
    edges = [(lines[:_EDGE], lines[: -_EDGE - 1 : -1]) for lines in ordered]
    counts = Counter(key for both in edges for key in {_key(line) for edge in both for line in edge})
    needed = max(2, sum(map(bool, pages)) // 2)
    heads: dict[str, str] = {}
    gone: set[int] = set()
    for lines in ordered:
        for inward in (lines, lines[::-1]):
            for line in _standing_off(inward, counts, needed):
                gone.add(id(line))
                heads.setdefault(_key(line), line.text)
    return [[line for line in page if id(line) not in gone] for page in pages], list(heads.values())


def _standing_off(lines: list[Line], counts: Counter[str], needed: int) -> list[Line]:
    """The repeated lines and the page number at one end of a page, if a gap follows them."""
    found: list[Line] = []
    for line in lines[:_EDGE]:
        numbered = not found and _PAGE_NUMBER.fullmatch(line.text) is not None
        if not numbered and counts[_key(line)] < needed:
            break
        found.append(line)
    if not found or len(found) == len(lines):
        return []
    last, following = found[-1], lines[len(found)]
    return found if abs(last.bottom - following.bottom) > _APART * max(last.size, following.size) else []


def _key(line: Line) -> str:
    return _DIGITS.sub("#", line.text)
