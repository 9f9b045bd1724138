"""The order in which tags are listed, wherever that is."""

from __future__ import annotations

import re
from functools import lru_cache

from store.filtering import folds

#: Between the levels of a name.
BETWEEN = "/"
_NUMBER = re.compile(r"\d+")


@lru_cache(maxsize=1024)
def placed(name: str) -> list[tuple[str, str]]:
    """To sort names by: levels by letter, numbers in them by size."""
    return [(_NUMBER.sub(_padded, folds(level)[1]), level) for level in name.split(BETWEEN)]


def _padded(number: re.Match[str]) -> str:
    return number[0].zfill(9)
