"""Which paragraphs of a Word document are headings or list items, and how those are numbered."""

from __future__ import annotations

import re
from collections import defaultdict
from dataclasses import dataclass, field

from lxml import etree

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_VAL = f"{W}val"
_HEADING = re.compile(r"(?:heading|überschrift) ?(\d)?|title|titel", re.IGNORECASE)
_LIST_STYLE = re.compile(r"(list (?:bullet|number)|aufzählungszeichen|listennummer)\b", re.IGNORECASE)
_PLACE = re.compile(r"%(\d)")
_MAX_LEVEL = 9


@dataclass(slots=True)
class _Level:
    format: str = "bullet"
    text: str = ""
    start: int = 1


@dataclass(slots=True)
class _Style:
    name: str = ""
    based_on: str = ""
    num: str | None = None
    level: int = 0
    outline: int | None = None


class Numbering:
    """The list definitions of a document, and the counters of its lists."""

    def __init__(self, root: etree._Element | None) -> None:
        self._levels: dict[str, dict[int, _Level]] = {}
        self._counts: defaultdict[str, dict[int, int]] = defaultdict(dict)
        if root is None:
            return
        abstract = {
            item.get(f"{W}abstractNumId", ""): _levels_of(item) for item in root.iter(f"{W}abstractNum")
        }
        for item in root.iter(f"{W}num"):
            levels = abstract.get(_value(item, "abstractNumId") or "", {})
            self._levels[item.get(f"{W}numId", "")] = levels

    def mark(self, num: str, level: int) -> str:
        """The mark of the next item of this list: "-", "3.", "b)"; "-" for lists without definition."""
        levels = self._levels.get(num, {})
        own = levels.get(level, _Level())
        if own.format in ("bullet", "none", "") or "%" not in own.text:
            return "-"
        counts = self._counts[num]
        counts[level] = counts.get(level, own.start - 1) + 1
        for deeper in [key for key in counts if key > level]:
            del counts[deeper]

        def number(match: re.Match[str]) -> str:
            at = int(match[1]) - 1
            other = levels.get(at, _Level("decimal"))
            return _written(counts.get(at, other.start), other.format)

        return _PLACE.sub(number, own.text).strip() or "-"


def _levels_of(item: etree._Element) -> dict[int, _Level]:
    levels: dict[int, _Level] = {}
    for element in item.iter(f"{W}lvl"):
        start = _value(element, "start") or "1"
        text = _value(element, "lvlText") or ""
        level = _Level(_value(element, "numFmt") or "bullet", text, int(start) if start.isdecimal() else 1)
        levels[_number(element.get(f"{W}ilvl"))] = level
    return levels


def _written(number: int, format: str) -> str:  # noqa: A002
    if format in ("lowerLetter", "upperLetter") and 1 <= number <= 26:
        letter = "abcdefghijklmnopqrstuvwxyz"[number - 1]
        return letter.upper() if format == "upperLetter" else letter
    if format in ("lowerRoman", "upperRoman") and 1 <= number < 40:
        roman = (
            "X" * (number // 10) + ("", "I", "II", "III", "IV", "V", "VI", "VII", "VIII", "IX")[number % 10]
        )
        return roman if format == "upperRoman" else roman.lower()
    return str(number)


@dataclass(slots=True)
class Styles:
    """The paragraph styles of a document."""

    root: etree._Element | None
    numbering: Numbering
    _styles: dict[str, _Style] = field(default_factory=dict)

    def __post_init__(self) -> None:
        for item in self.root.iter(f"{W}style") if self.root is not None else ():
            style = _Style(_value(item, "name") or "", _value(item, "basedOn") or "")
            style.num, style.level, style.outline = _properties(item.find(f"{W}pPr"))
            self._styles[item.get(f"{W}styleId", "")] = style
        self.root = None

    def role(self, paragraph: etree._Element) -> tuple[int | None, str]:
        """(outline level or None, list mark or "") of a paragraph."""
        properties = paragraph.find(f"{W}pPr")
        num, level, outline = _properties(properties)
        chain = self._chain(_value(properties, "pStyle") or "" if properties is not None else "")
        listed = False
        for style in chain:
            if num is None and style.num is not None:
                num, level = style.num, style.level
            outline = style.outline if outline is None else outline
            heading = _HEADING.fullmatch(style.name)
            if outline is None and heading:
                outline = int(heading[1] or 1) - 1
            listed = listed or _LIST_STYLE.match(style.name) is not None
        if outline is not None and outline >= _MAX_LEVEL:
            outline = None
        if num is None or num == "0":
            return outline, "-" if listed and num is None else ""
        return outline, self.numbering.mark(num, level)

    def _chain(self, style_id: str) -> list[_Style]:
        chain: list[_Style] = []
        while style_id in self._styles and len(chain) < 20:
            chain.append(self._styles[style_id])
            style_id = chain[-1].based_on
        return chain


def _properties(properties: etree._Element | None) -> tuple[str | None, int, int | None]:
    """(list id, list level, outline level) that a pPr element gives."""
    if properties is None:
        return None, 0, None
    numbered = properties.find(f"{W}numPr")
    num = _value(numbered, "numId") if numbered is not None else None
    level = _number(_value(numbered, "ilvl")) if numbered is not None else 0
    outline = _value(properties, "outlineLvl")
    return num, level, _number(outline) if outline is not None else None


def _value(element: etree._Element | None, name: str) -> str | None:
    child = element.find(f"{W}{name}") if element is not None else None
    return child.get(_VAL) if child is not None else None


def _number(text: str | None) -> int:
    return int(text) if text is not None and text.isdecimal() and len(text) < 4 else 0
