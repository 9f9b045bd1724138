"""Texts as files for other programs may hold them: nothing invisible that acts, one code point for one."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from store.review import Review

_BIDI = (0x061C, 0x200E, 0x200F, *range(0x202A, 0x202F), *range(0x2066, 0x206A))
_ODD = re.compile(
    "[\x00-\x08\x0b-\x1f\x7f-\x9f\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069\ud800-\udfff\ufffe\uffff]"
)
_EMPHASIS = re.compile(r"(\*\*|\*|`)(?=\S)(.+?)(?<=\S)\1")
_SHOWN = {code: 0x2400 + code for code in range(0x20)} | dict.fromkeys(_BIDI, ord("⇄"))
_SHOWN |= {0x0D: ord("\n"), 0x7F: ord("␡"), 0x85: ord("\n"), 0x2028: ord("\n"), 0x2029: ord("\n")}


def plain(text: str) -> str:
    """``text`` with a visible stand-in for each control character, bidi control and half a character, and a
    line feed for every other sign that ends a line. XML can hold the result."""
    return _ODD.sub(lambda found: chr(_SHOWN.get(ord(found[0]), 0xFFFD)), text)


def unmarked(markdown: str) -> str:
    """A note's text without the signs of emphasis and code."""
    return _EMPHASIS.sub(r"\2", markdown)


def one_line(text: str) -> str:
    """``plain`` with every run of blanks and line ends as one blank."""
    return " ".join(plain(text).split())


def last_change(review: Review, seq: int) -> str:
    """When the change of that number was made: UTC, ISO 8601, to the second."""
    return review.engine.entry(seq).at
