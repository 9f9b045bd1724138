"""Did you mean: words that nothing contains, mended by one letter."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from string import ascii_lowercase

from content.search.analysis import is_stop_word, stem_of, terms, tokens
from content.search.query import Query, Word, sought
from content.search.spelling import plain

#: Letters of a word that may be mistyped; of a longer one there are too many spellings to try.
_SHORTEST, _LONGEST = 4, 40
_MOST_WORDS = 8


def corrected(db: sqlite3.Connection, query: Query) -> str | None:
    """The query's words, mended; None if all of them are known or nothing similar is."""
    wanted = sought(query.text)
    words = [word for one in wanted for word in one.words]
    if not words or len(words) > _MOST_WORDS or any(isinstance(one, Word) and one.prefix for one in wanted):
        return None
    mended = [_mended(db, word) for word in words]
    return " ".join(new or old for new, old in zip(mended, words, strict=True)) if any(mended) else None


def _mended(db: sqlite3.Connection, word: str) -> str | None:
    spelled = plain(word)
    if not _SHORTEST <= len(spelled) <= _LONGEST or not spelled.isalpha() or is_stop_word(word):
        return None
    if _count(db, terms(word).stem):
        return None
    stems = {stem_of(edit) for edit in _edits(spelled)} - {terms(word).stem}
    count, stem = max(((_count(db, stem), stem) for stem in stems), default=(0, ""))
    return _standing(db, stem) if count else None


def _edits(word: str) -> Iterator[str]:
    """All spellings one letter away: one too many, two swapped, one wrong, one missing."""
    for at in range(len(word) + 1):
        left, right = word[:at], word[at:]
        if right:
            yield left + right[1:]
        if len(right) > 1:
            yield left + right[1] + right[0] + right[2:]
        for letter in ascii_lowercase:
            yield left + letter + right
            if right:
                yield left + letter + right[1:]


def _count(db: sqlite3.Connection, stem: str) -> int:
    row = db.execute("SELECT doc FROM word WHERE term = ?", (stem,)).fetchone()
    return int(row[0]) if row else 0


def _standing(db: sqlite3.Connection, stem: str) -> str | None:
    """A word with the stem as some text writes it."""
    row = db.execute(
        "SELECT text FROM passage JOIN unit ON unit.id = passage.rowid WHERE passage MATCH ? LIMIT 1",
        (f'stem : "{stem}"',),
    ).fetchone()
    found = (token.word for token in tokens(row[0] if row else ""))
    return next((word for word in found if terms(word).stem == stem), None)
