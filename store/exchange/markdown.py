"""The evidence table as a Markdown table; texts stay texts, whatever they contain."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from store.exchange.table import COLUMNS, lines
from store.exchange.words import BARE, Words

if TYPE_CHECKING:
    from store.review import Review

_MARKUP = re.compile(r"([\\`*_{}\[\]<>|~$&#])")


def write(review: Review, words: Words = BARE) -> bytes:
    heads = [escaped(words.say(name)) for name in COLUMNS]
    parts = [f"# {escaped(review.name)}", "", _row(heads), _row(["---"] * len(heads))]
    parts += [_row([escaped(cell) for cell in line.cells]) for line in lines(review.view(), words)]
    return ("\n".join(parts) + "\n").encode("utf-8")


def escaped(text: str) -> str:
    """One line of Markdown that reads as the text; line ends become ``<br>``."""
    kept = (_MARKUP.sub(r"\\\1", " ".join(part.split())) for part in text.splitlines())
    return "<br>".join(part for part in kept if part)


def _row(cells: list[str]) -> str:
    return "| " + " | ".join(cells) + " |"
