"""One spelling for the ways to write a German word."""

from __future__ import annotations

import unicodedata

_SPELLED = str.maketrans({"ä": "ae", "ö": "oe", "ü": "ue", "ß": "ss", ".": None, "&": None})


#: Letters of a word that count; some letters become eighteen in their plain spelling.
LONGEST = 256


def plain(word: str) -> str:
    """Plain spelling: "Bürger" -> "buerger", "1.000" -> "1000", "Café" -> "cafe"."""
    spelled = word[:LONGEST].lower()
    if spelled.isascii() and spelled.isalpha():
        return spelled
    spelled = spelled.translate(_SPELLED)
    if spelled.isascii():
        return spelled
    composed = unicodedata.normalize("NFC", spelled).translate(_SPELLED)
    letters = unicodedata.normalize("NFKD", composed).lower()
    return "".join(letter for letter in letters if letter.isalnum())
