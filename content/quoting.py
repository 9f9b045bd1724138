"""Quotations within quotations."""

from __future__ import annotations

_SINGLE = str.maketrans("„“”»«", "‚‘’›‹")


def inside(words: str) -> str:
    """Words that are to stand in quotation marks: their own become single ones."""
    return words.translate(_SINGLE)
