"""Makes the lexicon that compounds are split by: python -m content.search.build_lexicon COUNTS.tsv [OUT.tsv]

COUNTS.tsv has a header and a line a word form in lower case: word, count, share of uses with a capital
first letter. The shipped file was counted over federal statutes and parliamentary protocols (official
works). Kept are the words that compounds among them are made of, common words that new compounds may be
made of, and words that would be cut if they weren't known to be commoner whole.
"""

from __future__ import annotations

import math
import sys
from collections.abc import Iterable, Iterator

from content.search.building import build
from content.search.lexicon import LONGEST_PART, SHIPPED_FILE, SHORTEST_PART, Lexicon
from content.search.spelling import plain

#: Words this common are parts even if no compound with them was counted.
_COMMON, _COMMON_LENGTH = 50, 12

#: Never a part: function words, and endings that happen to be words.
_FUNCTION_WORDS = """
    ein eine einer eines einem einen der die das den dem des und aus auf von vor bei mit nach ueber unter
    durch fuer gegen ohne zum zur als wie wer was hin her nicht sich sie ihr ihre sein seine ist sind hat
    haben war ver ten ter ung gen ent keit heit lich isch ige ich ende enden nden innen deutschen
"""
_NO_PARTS = frozenset(_FUNCTION_WORDS.split())

#: Names that look like compounds: a Friday has nothing to do with a free state.
_NAMES, _NEVER_CUT = ("freitag", "sonntag"), 999


def lines(rows: Iterable[tuple[str, int, float]]) -> Iterator[str]:
    """The lexicon's lines for words, counts and shares of capitals, sorted."""
    counts: dict[str, int] = {}
    parts: set[str] = set()
    for word, count, capitals in rows:
        spelled = plain(word)
        counts[spelled] = counts.get(spelled, 0) + count
        if _may_be_part(spelled, count, capitals):
            parts.add(spelled)
    weights = {word: max(1, round(10 * math.log(count))) for word, count in counts.items()}
    weights |= dict.fromkeys(_NAMES, _NEVER_CUT)
    everything = Lexicon({word: weights[word] for word in parts}, weights)
    cuts = {word: cut for word in weights if (cut := everything.best_cut(word)) is not None}
    cut_up = {word for word in cuts if len(everything.split(word)) > 1}
    kept = {part for word in cut_up for part in cuts[word][1]}
    kept |= {word for word in parts - cut_up if counts[word] >= _COMMON and len(word) <= _COMMON_LENGTH}
    for word in sorted(kept | (cuts.keys() - cut_up)):
        yield f"{word}\t{weights[word]}" + ("" if word in parts else "\t-")


def _may_be_part(word: str, count: int, capitals: float) -> bool:
    """Short words only when they are nouns in common use ("Amt", "Bau")."""
    if word in _NO_PARTS or not SHORTEST_PART <= len(word) <= LONGEST_PART:
        return False
    if len(word) == SHORTEST_PART:
        return capitals >= 0.8 and count >= 200
    return len(word) > 4 or capitals >= 0.5 or count >= 20


if __name__ == "__main__":
    sys.exit(build(sys.argv[1:], __doc__, lines, SHIPPED_FILE))
