"""What a text is searched by: the stems of its words, the stems of compounds' parts, first letters.

Words are compared in a plain spelling (lower case, "ae" for "ä", "ss" for "ß", no other accents), so that
"Straße", "Strasse" and "STRASSE", "Bürger" and "Buerger" are one. Stems are Snowball's for German.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import chain
from string import ascii_lowercase
from typing import NamedTuple

import Stemmer

from content.search import lexicon, verbs
from content.search.spelling import plain

#: Numbers with their thousands, words with their inner "&".
_TOKEN = re.compile(r"\d{1,3}(?:\.\d{3})+(?![\w.])|\w+(?:&\w+)*")
_BEFORE_VERBS = """
    an auf aus ab bei bereit durch ein fest fort her hin los mit nach um vor weiter zurueck zusammen ueber
"""
_OF_VERBS = tuple(_BEFORE_VERBS.split())
_FORM_OF_VERB = re.compile(rf"^({'|'.join(_OF_VERBS)})(?:zu|ge)(\w{{3,}}(?:n|t))$")
PREFIX = 5
#: Words whose terms are kept, twice: about 3 MB in all (more spares no time that shows); and where nothing
#: is done but to index much.
_MOST_KEPT, _MANY = 4096, 65_536
_STOP_WORDS = """
    aber alle allem allen aller alles als also am an andere anderen anderer anderes auch auf aus bei
    beim bereits bin bis bist da dabei dadurch dafuer damit dann daran darauf darf darueber das dass
    davon dazu dein dem den denn der deren des dessen die dies diese diesem diesen dieser dieses
    doch dort du duerfen durch ein eine einem einen einer eines er erst es etwa euch fuer gegen
    gewesen gibt hab habe haben hat hatte hatten hier hin ich ihm ihn ihr ihre ihrem ihren ihrer
    ihres im in indem ins ist ja je jede jedem jeden jeder jedes jene kann kein keine keinen keiner
    koennen koennte man mehr mein mich mir mit muessen muss nach nicht nichts noch nun nur ob oder
    ohne schon sehr sei sein seine seinem seinen seiner seit sich sie sind so sodass solche soll
    sollen sollte sollten sondern sonst sowie sowohl statt ueber um und uns unser unsere unter vom
    von vor waehrend wann war waren warum was weil welche welchem welchen welcher welches wenn wer
    werden weshalb wessen wie wieder wieso wieviel will wir wird wo wodurch wofuer woher wohin
    wollen worden wuerde wuerden wurde wurden zu zum zur zwar zwischen
"""
#: Single letters among them, as in "E-Akte": alone they would find "E-Mail".
STOP_WORDS = frozenset((*_STOP_WORDS.split(), *ascii_lowercase))


class Token(NamedTuple):
    """A word as it stands: code points, end exclusive."""

    start: int
    end: int
    word: str


class Terms(NamedTuple):
    """What one word is found by. Stems and parts share one space; the prefix is a space of its own.

    ``spelled`` is the word in plain spelling.
    ``parts`` are the stems of a compound's parts, none for a simple word; ``prefix`` is "" for short words.
    """

    spelled: str
    stem: str
    parts: tuple[str, ...]
    prefix: str


def tokens(text: str) -> Iterator[Token]:
    """The words and numbers of a text, hyphenated words as several."""
    for match in _TOKEN.finditer(_parted(text)):
        yield Token(match.start(), match.end(), match.group())


def terms(word: str) -> Terms:
    """What a word of a text or a query is found by; the stem is "" for what has no letters or digits."""
    return _KNOWN[word]


def _terms(word: str) -> Terms:
    spelled = plain(word)
    if not spelled or not spelled[0].isalpha():
        return Terms(spelled, spelled, (), "")
    stem = stem_of(spelled)
    parts = lexicon.shipped().split(spelled)
    stems = tuple(stem_of(part) for part in parts) if len(parts) > 1 else ()
    return Terms(spelled, stem, stems, spelled[:PREFIX] if len(spelled) >= PREFIX else "")


def expect_many_words() -> None:
    """For a process of its own that indexes a large corpus: quicker, with some 40 MB more."""
    _KNOWN.most = _MANY


def known_words(text: str) -> list[Terms]:
    """What the words of a text are found by, in their order."""
    return list(map(_KNOWN.__getitem__, _TOKEN.findall(_parted(text))))


def columns(text: str) -> tuple[str, str, str]:
    """The stems of all words in their order, the stems of compounds' parts, the first letters of words."""
    known = known_words(text)
    if not known:
        return "", "", ""
    _spelled, stems, parts, prefixes = zip(*known, strict=True)
    return " ".join(stems), " ".join(chain.from_iterable(parts)), " ".join(filter(None, prefixes))


def _parted(text: str) -> str:
    """The text, of equal length, without what joins words but is no letter."""
    return text.replace("_", " ") if "_" in text else text


def stem_of(spelled: str) -> str:
    """Stem of a word in plain spelling; "anzubieten" loses what the verb's form put inside, "Busse" and
    "Ergebnisse" the letter that only the plural doubles."""
    if spelled.startswith(_OF_VERBS):
        spelled = _FORM_OF_VERB.sub(r"\1\2", spelled)
    stem = str(_STEMMER.stemWord(verbs.shipped().base(spelled)))
    return stem[:-1] if stem.endswith("ss") else stem


def is_stop_word(word: str) -> bool:
    """Whether a word says nothing about what a text is about."""
    return plain(word) in STOP_WORDS


class _Known(dict[str, Terms]):
    """The terms of words met lately. When they are many, those not met again until there are as many anew
    are forgotten: that costs less than keeping account of each."""

    def __init__(self) -> None:
        super().__init__()
        self.most = _MOST_KEPT
        self._before: dict[str, Terms] = {}

    def __missing__(self, word: str) -> Terms:
        if len(self) >= self.most:
            self._before = dict(self)
            self.clear()
        self[word] = found = self._before.get(word) or _terms(word)
        return found


_KNOWN = _Known()
_STEMMER = Stemmer.Stemmer("german", 0)
