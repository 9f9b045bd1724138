"""The evidence table as a Markdown table; texts stay texts, whatever they contain."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from store.exchange.table import COLUMNS, lines

if TYPE_CHECKING:
    from store.review import Review

_MARKUP = re.compile(r"([\\`*_{}\[\]<>|~$&#])")


def write(review: Review) -> bytes:
    parts = [f"# {escaped(review.name)}", "", _row(COLUMNS), _row(["---"] * len(COLUMNS))]
    parts += [_row([escaped(cell) for cell in line.cells]) for line in lines(review.view())]
    return ("\n".join(parts) + "\n").encode("utf-8")


def escaped(text: str) -> str:
    """One line of Markdown that reads as the text; line ends become ``<br>``."""
    kept = (_MARKUP.sub(r"\\\1", " ".join(part.split())) for part in text.splitlines())
    return "<br>".join(part for part in kept if part)


def _row(cells: list[str] | tuple[str, ...]) -> str:
    return "| " + " | ".join(cells) + " |"
