"""Two wordings of one passage beside one another; what differs shows in black and white too. Pure.

What went is written [-so-], what came {+so+}. White space counts as one blank.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from functools import lru_cache
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from content.anchors.wording import Kind

#: Text and the style it has, as ``render`` takes it.
Part = tuple[str, str]

REMOVED, ADDED, AROUND = "bold #d75f5f", "bold #5faf5f", "dim"
GAP = "…"
_MARKS = {"removed": ("[-", "-]", REMOVED), "added": ("{+", "+}", ADDED)}


def flat(text: str) -> str:
    """``text`` in one line."""
    return " ".join(text.split())


def sides(old: str, new: str, around: int) -> tuple[list[Part], list[Part]]:
    """The old and the new wording, with what differs marked. Of what is equal no more than about ``around``
    characters are kept on each side of a difference."""
    parts = list(_differing(old, new, around))
    return _joined(parts, "added"), _joined(parts, "removed")


def inline(old: str, new: str, around: int = 24) -> str:
    """Both wordings as one text: what went, then what came in its place."""
    return "".join(text for text, _style in _joined(list(_differing(old, new, around)), ""))


def head(text: str, length: int) -> str:
    """The words at the beginning of ``text``, about ``length`` characters, and that there is more."""
    if len(text) <= length:
        return text
    end = text.rfind(" ", 0, length + 1)
    return text[: end if end > 0 else length].rstrip() + f" {GAP}"


def tail(text: str, length: int) -> str:
    """As ``head``, of the end."""
    if len(text) <= length:
        return text
    start = text.find(" ", len(text) - length - 1)
    return f"{GAP} " + text[start if 0 <= start < len(text) - 1 else len(text) - length :].lstrip()


def _differing(old: str, new: str, around: int) -> Iterator[tuple[str, str]]:
    parts = _difference(old, new)
    for at, (kind, text) in enumerate(parts):
        whole = kind != "equal" or len(text) <= 2 * around + 10 or len(parts) == 1
        yield kind, text if whole else _shortened(text, around, at == 0, at == len(parts) - 1)


@lru_cache(maxsize=64)
def _difference(old: str, new: str) -> list[tuple[Kind, str]]:
    """Panes ask again with every move of the cursor; a page takes some milliseconds."""
    from content.anchors.wording import difference

    return difference(flat(old), flat(new))


def _shortened(text: str, around: int, first: bool, last: bool) -> str:
    """The words next to what differs; of several paragraphs that did not change nobody reads more."""
    if first:
        return tail(text, around)
    if last:
        return head(text, around)
    return head(text, around) + tail(text, around).removeprefix(GAP)


def _joined(parts: Iterable[tuple[str, str]], without: str) -> list[Part]:
    return [part for kind, text in parts if kind != without for part in _marked(kind, text)]


def _marked(kind: str, text: str) -> Iterator[Part]:
    """Marks stand at the words; blanks beside them stay outside."""
    words = text.strip()
    if kind == "equal" or not words:
        yield text, ""
        return
    before, after, style = _MARKS[kind]
    lead = text[: len(text) - len(text.lstrip())]
    yield lead, ""
    yield f"{before}{words}{after}", style
    yield text[len(text.rstrip()) :], ""
