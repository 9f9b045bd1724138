"""Folded German word stems, for deciding whether two sentences speak of the same thing.

Not a linguist's stemmer: inflections and the usual derivations of one word fold together often enough
("Finanzierung" ~ "finanzieren", "anzubieten" ~ "anbieten"), and compounds are compared by their first
and last parts ("Digitalisierungsscheck" ~ "Digitalisierung"), without a lexicon.
"""

from __future__ import annotations

import re
from functools import lru_cache

_WORD = re.compile(r"[^\W\d_]+(?:&[^\W\d_]+)?")
_UMLAUTS = str.maketrans({"ä": "a", "ö": "o", "ü": "u", "ß": "ss"})
_PREFIX = (
    "an|auf|aus|ab|bei|bereit|durch|ein|fest|fort|her|hin|los|mit|nach|um|vor|weiter|zurück|zusammen|über"
)
_INNER_ZU = re.compile(rf"^({_PREFIX})(?:zu|ge)(\w{{3,}}(?:n|t))$")
_ENDINGS = (
    "isierungen", "isierung", "isierten", "isierte", "isieren", "isiert",
    "ierungen", "ierung", "ierende", "ierten", "ierte", "ieren", "iert",
    "ungen", "ung", "heiten", "heit", "keiten", "keit", "ischen", "ische", "isch",
    "lichen", "liche", "licher", "lich", "ens", "ern", "em", "en", "er", "es", "e", "s", "n", "t",
)  # fmt: skip
#: Ends of words that only look inflected ("Bus", "Praxis").
_KEPT = ("us", "is", "ss")
_STOP_WORDS = """
    aber alle allem allen aller alles als also am an auch auf aus außerdem bei beim bereits bis da
    dabei dadurch dafür damit dann daran darf darüber das dass dazu dem den denn der deren des
    dessen die dies diese diesem diesen dieser dieses doch dort durch dürfen ein eine einem einen
    einer eines einschließlich er erst es etwa für gegen geworden haben hat hatte hier hin ihr ihre
    ihrem ihren ihrer im in indem ins insbesondere ist ja je jede jeder jedes kann kein keine können
    man mehr mit muss müssen nach nicht noch nun nur ob oder ohne schon sehr sein seine seinen
    seiner seit sich sie sind so sodass sollen soll sollte sollten sonst sowie sowohl statt über um
    und uns unser unsere unter viel vom von vor während wann war was weil weitere weiterhin wenig
    weniger wenn werden wie wieder will wir wird wo wollen worden wurde wurden zu zudem zum zunächst
    zur zwischen darunter davon land landes bund bundes freistaat freistaates müsste müssten solle
    selbst hohe hohen gut besser bessere besseren neue neuen ganz
"""
_STOP = frozenset(_STOP_WORDS.split())
#: Words that stand for one another in administrative texts: every stem beginning with one of a line's
#: entries also counts as the line's first entry.
_SAME = (
    ("zugang", "analog", "digitalaffin", "offline", "unvernetzt"),
    ("opnv", "nahverkehr"),
    ("spnv", "nahverkehr"),
    ("kunstlichintelligenz", "ki"),
    ("medienbruch", "durchgangigelektron"),
    ("burokratieabbau", "entburokrat", "burokratieentlast"),
    ("schienennetz", "bahnnetz", "gleisnetz"),
    ("ladepunkt", "ladesaul", "ladestation"),
)
_PHRASES = (
    (re.compile(r"\bkünstliche[nr]?\s+intelligenz\b", re.I), "künstlichintelligenz"),
    (re.compile(r"\böffentliche[nrs]?\s+(?:personen)?nahverkehrs?\b", re.I), "nahverkehr"),
)


@lru_cache(maxsize=16_384)
def stem(word: str) -> str:
    """The folded stem of one word: lower case, no umlauts, without inflection and usual derivation."""
    low = _INNER_ZU.sub(r"\1\2", word.lower())
    folded = low.translate(_UMLAUTS)
    for ending in _ENDINGS:
        if folded.endswith(ending) and len(folded) - len(ending) >= 4 and not folded.endswith(_KEPT):
            folded = folded[: -len(ending)]
            break
    return folded[:-1] if folded.endswith("ss") else folded


def content_stems(text: str) -> frozenset[str]:
    """The stems of the words that carry meaning, and the first names of what they mean.

    Hyphenated words count by their parts.
    """
    for pattern, plain in _PHRASES:
        text = pattern.sub(plain, text)
    words = (match.group() for match in _WORD.finditer(text))
    stems = {stem(word) for word in words if len(word) > 1 and word.lower() not in _STOP}
    return frozenset(stems.union(*(_meanings(word) for word in stems)))


def likeness(one: str, other: str) -> float:
    """How much two stems speak of the same: 1 equal, 0 nothing; between for parts of compounds.

    Never more than 0 for two stems without a common `keys` entry.
    """
    if one == other:
        return 1.0
    short, long = sorted((one, other), key=len)
    if len(short) >= 5 and (long.startswith(short) or long.endswith(short)):
        return 0.7
    if len(short) >= 7 and short[:7] == long[:7]:
        return 0.6
    return 0.4 if len(short) >= 8 and short[-7:] == long[-7:] else 0.0


def keys(one: str) -> tuple[str, str]:
    """Under what to file a stem so that everything like it is found."""
    return "^" + one[:5], one[-5:] + "$"


@lru_cache(maxsize=16_384)
def _meanings(one: str) -> frozenset[str]:
    return frozenset(names[0] for names in _SAME if any(_begins(one, name) for name in names))


def _begins(one: str, name: str) -> bool:
    return one == name if len(name) < 4 else one.startswith(name)
