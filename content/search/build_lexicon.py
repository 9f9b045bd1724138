"""Makes the lexicon that compounds are split by: python -m content.search.build_lexicon COUNTS.tsv [OUT.bin]

COUNTS.tsv has a header and a line a word form in lower case: word, count, share of uses with a capital
first letter. The shipped file was counted over federal statutes and parliamentary protocols (official
works). Words that the splitter takes apart by shorter ones need no entry and are left out.
"""

from __future__ import annotations

import csv
import sys
from collections.abc import Iterable
from pathlib import Path

from content.search.lexicon import SHIPPED_FILE, Entry, Lexicon
from content.search.spelling import plain

#: Never a part: function words, and endings that happen to be words.
_FUNCTION_WORDS = """
    ein eine einer eines einem einen der die das den dem des und aus auf von vor bei mit nach ueber unter
    durch fuer gegen ohne zum zur als wie wer was hin her nicht sich sie ihr ihre sein seine ist sind hat
    haben war ver ten ter ung gen ent keit heit lich isch ige ich ende enden nden innen deutschen
"""
_NO_PARTS = frozenset(_FUNCTION_WORDS.split())


def entries(rows: Iterable[tuple[str, int, float]]) -> dict[str, Entry]:
    """What a lexicon made of such counts must know: compounds of shorter words are left out."""
    known: dict[str, Entry] = {}
    for word, count, capitals in rows:
        spelled, part = plain(word), _may_be_part(word, count, capitals)
        if len(word) >= 3:
            other = known.get(spelled, Entry(0, False))
            known[spelled] = Entry(count + other.uses, part or other.part)
    lexicon = Lexicon.of(known)
    return {word: entry for word, entry in known.items() if len(lexicon.split(word)) == 1}


def _may_be_part(word: str, count: int, capitals: float) -> bool:
    """Short words only when they are nouns in common use ("Amt", "Bau")."""
    if plain(word) in _NO_PARTS:
        return False
    if len(word) == 3:
        return capitals >= 0.8 and count >= 200
    return len(word) > 4 or capitals >= 0.5 or count >= 20


def main(arguments: list[str]) -> int:
    if not 1 <= len(arguments) <= 2:
        print(__doc__, file=sys.stderr)
        return 2
    with open(arguments[0], encoding="utf-8", newline="") as file:
        lines = list(csv.reader(file, "excel-tab"))[1:]
    rows = [(row[0], int(row[1]), float(row[2])) for row in lines if row]
    kept = entries(rows)
    out = Path(arguments[1]) if len(arguments) == 2 else SHIPPED_FILE
    Lexicon.of(kept).write(out)
    print(f"{len(kept):,} of {len(rows):,} words, {out.stat().st_size:,} bytes: {out}")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
