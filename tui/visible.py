"""Making text harmless for a terminal, one code point for one. Pure, and without Textual, for the
commands too; the screen reaches it through ``render``, which adds what widgets need.
"""

from __future__ import annotations

import re
from functools import cache

from tui import cells

#: How many combining marks a letter keeps on display, and how many joiners one cluster may have.
MARKS = 4
JOINERS = 8

DOT = "·"
UNKNOWN = "▯"
REPLACED = "\ufffd"
BLANK = "␣"

_EDGE_JOINERS = re.compile(rf"\A{cells.JOINER}+|{cells.JOINER}+\Z")
_ODD = re.compile(f"[^{cells.NARROW}]+")
_BIDI = {0x061C, 0x200E, 0x200F, *range(0x202A, 0x202F), *range(0x2066, 0x206A)}
#: Printable by category, but drawn as nothing: fillers, invisible joiners and marks, blank braille.
_FILLERS = {0x034F, 0x115F, 0x1160, 0x17B4, 0x17B5, 0x2800, 0x3164, 0xFFA0, 0xFFFC, 0x1D159,
            *range(0x180B, 0x1810)}  # fmt: skip
_SINGLE = {
    0x09: " ", 0x7F: "␡", 0x85: "␤", 0xAD: "¬", 0x2007: "\u00a0", 0x202F: "\u00a0",
    0x2028: "␤", 0x2029: "␤", 0x200C: "\u200c", 0x200D: "\u200d", 0xF0B7: "•", 0xF0A7: "▪",
}  # fmt: skip


class _StandIns(dict[int, str]):
    """What is shown for a code point, worked out when it first occurs."""

    def __missing__(self, code: int) -> str:
        shown = self[code] = _stand_in(code)
        return shown


def _stand_in(code: int) -> str:
    character = chr(code)
    if code in _SINGLE:
        return _SINGLE[code]
    if code < 0x20:
        return chr(0x2400 + code)
    if code < 0xA0 or 0xD800 <= code < 0xE000 or 0xE0000 <= code < 0xE0080:
        return REPLACED
    if code in _BIDI:
        return "⇄"
    if (
        code in _FILLERS
        or 0x2000 <= code < 0x2070
        and not character.isprintable()
        and not character.isspace()
    ):
        return BLANK
    if character.isprintable():
        return character
    if character.isspace():
        return " "
    return BLANK if code == 0xFEFF else UNKNOWN


_STAND_INS = _StandIns()


def visible(text: str) -> str:
    """``text`` with a visible stand-in for everything that is none of its own, one code point for one.

    Control characters, bidi controls, zero-width characters, soft hyphens, tags, fillers, private use and
    lone surrogates are replaced; ZWNJ stays, and ZWJ where it joins (never beside a Latin letter); a tab
    becomes a blank; combining marks beyond four a letter, and a mark without a letter, become dots.
    Line feeds stay: callers that draw one line use ``one_line``. Clean text takes about 2 ms per MB.
    """
    if cells.is_narrow(text):
        return text
    return _ODD.sub(_shown_run, text)


def one_line(text: str) -> str:
    """``visible`` with line feeds made visible too; same number of code points."""
    return visible(text).replace("\n", "␊")


def plain(text: str, limit: int = 200) -> str:
    """``text`` as one clean line of at most ``limit`` cells, for where only a ``str`` is taken: titles,
    notifications (with ``markup=False``), exit messages. White space is run together."""
    return cells.cut(visible(" ".join(text.split())), limit)


def _shown_run(found: re.Match[str]) -> str:
    """A run of characters outside ``cells.NARROW``, made visible. Its neighbours are narrow or missing."""
    shown = found[0].translate(_STAND_INS)
    none = _zero_width()
    if not none.search(shown):
        return shown
    # Rich gives a joined character no width, but no terminal joins a Latin letter to anything.
    shown = _EDGE_JOINERS.sub(lambda joiners: BLANK * len(joiners[0]), shown)
    start = found.start()
    if (start == 0 or found.string[start - 1] == "\n") and none.match(shown):
        shown = DOT + shown[1:]
    shown = _crowd().sub(lambda crowd: crowd[1] + DOT * len(crowd[2]), shown)
    return _chain().sub(lambda chain: chain[0].replace(cells.JOINER, DOT), shown)


@cache
def _zero_width() -> re.Pattern[str]:
    return re.compile(f"[{cells.zero_width()}]")


@cache
def _crowd() -> re.Pattern[str]:
    none = f"[{cells.zero_width()}]"
    return re.compile(f"({none}{{{MARKS}}})({none}+)")


@cache
def _chain() -> re.Pattern[str]:
    none = f"[{cells.zero_width()}]"
    return re.compile(rf"(?:{cells.JOINER}[^{cells.JOINER}]{none}{{0,{MARKS}}}){{{JOINERS + 1},}}")
