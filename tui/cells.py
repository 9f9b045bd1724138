"""How wide a text is on the terminal: cells, clusters, cutting. Knows no widget.

A *cluster* is what one cell (or two, for wide characters) shows: a base character with its combining
marks, or characters joined by U+200D. Texts are expected to have gone through ``render.visible``.
"""

from __future__ import annotations

import re
from functools import cache

#: Characters that are drawn as they are, one cell each: Latin, Greek, Cyrillic, punctuation, box drawing,
#: arrows, stars, pens and ticks.
NARROW = (
    "\\n -~\u00a0-\u00ac\u00ae-\u02ff\u0370-\u0377\u037a-\u037f\u0384-\u038a\u038e-\u03a1\u03a3-\u0482"
    "\u048a-\u052f\u1e00-\u1eff"
    "\u2010-\u2015\u2018-\u2027\u2030-\u205e\u20a0-\u20bf\u2190-\u22ff\u23ce\u2500-\u25fc\u2605-\u2606\u270c-\u2727"
)

#: Characters of two cells that come in long runs: Chinese, Japanese, Korean.
WIDE = "\u3001-\u3029\u3041-\u3096\u30a1-\u30ff\u3400-\u4db5\u4e00-\u9fd5\uac00-\ud7a3\uff01-\uff5e"

ELLIPSIS = "…"
JOINER = "\u200d"

_NARROW_ONLY = re.compile(f"[{NARROW}]*+")


def is_narrow(text: str) -> bool:
    """Whether every code point (line feeds aside) takes exactly one cell. About 3 ms per MB."""
    return _NARROW_ONLY.fullmatch(text) is not None


def cell_len(text: str) -> int:
    """The width by Rich's tables; they are loaded when first needed, which few commands ever do."""
    from rich.cells import cell_len as measured

    return measured(text)


def cells(text: str) -> int:
    """The width of ``text`` (one line) in cells."""
    return len(text) if is_narrow(text) else cell_len(text)


def clusters(text: str) -> list[tuple[int, int, int]]:
    """(start, end, cells) of every cluster, in order and without gaps."""
    if is_narrow(text):
        return [(index, index + 1, 1) for index in range(len(text))]
    return [(*found.span(), cell_len(found[0])) for found in _cluster_pattern().finditer(text)]


def cut(text: str, width: int) -> str:
    """``text`` if it fits into ``width`` cells, else its beginning with an ellipsis; never wider."""
    if width <= 0:
        return ""
    if is_narrow(text):
        return text if len(text) <= width else text[: width - 1] + ELLIPSIS
    return text if cell_len(text) <= width else text[: reach(text, width - 1)] + ELLIPSIS


def fit(text: str, width: int, align: str = "left") -> str:
    """``text`` cut or padded with blanks to exactly ``width`` cells; ``align`` is "left" or "right"."""
    shown = cut(text, width)
    blanks = " " * (width - cells(shown))
    return blanks + shown if align == "right" else shown + blanks


def reach(text: str, width: int) -> int:
    """How many code points of ``text`` fit into ``width`` cells, never splitting a cluster."""
    if is_narrow(text):
        return min(len(text), max(0, width))
    room = width
    for start, _, size in clusters(text):
        room -= size
        if room < 0:
            return start
    return len(text)


def is_zero_width(character: str) -> bool:
    """Whether it shows on the cell of the character before it."""
    return character > "\u02ff" and cell_len(character) == 0


@cache
def zero_width() -> str:
    """The inside of a character class with everything that takes no cell of its own, by Rich's table."""
    from rich._unicode_data import load as load_cell_table

    ranges = (
        (start, end) for start, end, width in load_cell_table("auto").widths if width == 0 and start >= 0x300
    )
    return "".join(f"\\U{start:08x}-\\U{end:08x}" for start, end in ranges) + "\u200c\u200d"


@cache
def _cluster_pattern() -> re.Pattern[str]:
    # No group is possessive: Python up to 3.11.4, so Debian 12's, finds nothing by one.
    none = zero_width()
    return re.compile(f"[^{none}][{none}]*+(?:(?<={JOINER})[^{none}][{none}]*+)*|[{none}]++", re.DOTALL)
