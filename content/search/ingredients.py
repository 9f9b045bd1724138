"""What an index depends on besides its texts: another analyser makes a file of its own."""

from __future__ import annotations

import sqlite3
from pathlib import Path

import Stemmer

from content import portions
from content.search import analysis, lexicon, rows, spelling, verbs


def ingredients() -> list[str | bytes]:
    """Everything that decides what an index of the same texts holds."""
    code = [
        Path(str(module.__file__)).read_bytes()
        for module in (analysis, lexicon, portions, rows, spelling, verbs)
    ]
    data = [module.SHIPPED_FILE.read_bytes() for module in (lexicon, verbs)]
    return [*code, *data, str(Stemmer.version()), sqlite3.sqlite_version]
