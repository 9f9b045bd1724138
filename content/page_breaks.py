"""What pages leave in a text: their numbers, heads and feet, whatever cuts a sentence, tables of contents."""

from __future__ import annotations

import re
from collections import Counter

from content import signs
from content.endings import is_closed
from content.model import SILENT_REGIONS, RegionKind
from content.normalise import is_page_mark, was_cut
from content.parts import Part

#: A sentence goes on within this many parts.
_REACH = 16
_RUNNING_HEAD, _HEADS = 100, 3
_DIGITS = re.compile(r"\d+")


def mark_page_breaks(parts: list[Part]) -> None:
    """Page numbers that stand in the text, and the running heads and feet beside them."""
    marks = [at for at, part in enumerate(parts) if is_page_mark(part.text)]
    if not marks:
        return
    counts = Counter(_DIGITS.sub("#", part.text) for part in parts if len(part.text) < _RUNNING_HEAD)
    for at in marks:
        parts[at].kind = "boilerplate"
        for beside in (parts[at + 1 : at + 3], parts[max(0, at - 2) : at][::-1]):
            for part in beside:
                if counts[_DIGITS.sub("#", part.text)] < 2 or is_closed(part.text):
                    break
                part.kind = "boilerplate"


def mark_interjections(parts: list[Part]) -> None:
    """What a page break put into the middle of a sentence, up to where that goes on."""
    for at, part in enumerate(parts[:-2]):
        if part.kind not in (None, "list") or is_closed(part.text):
            continue
        rest = parts[at + 1 : at + _REACH]
        tails = (to for to, other in enumerate(rest) if other.kind is None and was_cut(part.text, other.text))
        ends = next(tails, 0)
        between = rest[:ends]
        if between and not any(other.fixed for other in between) and _may_interrupt(between):
            kind = between[0].kind
            for other in between:
                other.kind = kind if kind in SILENT_REGIONS else "boilerplate"


def _may_interrupt(parts: list[Part]) -> bool:
    """Whether parts inside of a sentence are a letterhead, or short enough for heads and page numbers."""
    if parts[0].kind in ("letterhead", "boilerplate"):
        return True
    return len(parts) <= _HEADS and all(
        len(part.text) < _RUNNING_HEAD and part.kind != "list" and not is_closed(part.text) for part in parts
    )


def _is_short_list(kind: RegionKind | None, lines: list[str]) -> bool:
    return kind == "list" and all(len(line) < _RUNNING_HEAD and not is_closed(line) for line in lines)


def mark_contents(parts: list[Part]) -> None:
    """A table of contents: its head, and lines that end with page numbers or a list of short items."""
    for at, part in enumerate(parts):
        lines = part.text.split("\n")
        numbered = [line for line in lines if line[-1:].isdecimal()] if len(lines) > 1 else []
        paged = sum(bool(signs.CONTENTS_LINE.fullmatch(line)) for line in numbered)
        headed = at > 0 and signs.CONTENTS_HEAD.fullmatch(parts[at - 1].text) is not None
        if (headed and (paged or _is_short_list(part.kind, lines))) or (paged > 1 and 2 * paged > len(lines)):
            part.kind = "boilerplate"
            if headed:
                parts[at - 1].kind = "boilerplate"
