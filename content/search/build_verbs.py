"""Makes the list of verbs and their forms: python -m content.search.build_verbs COUNTS.tsv [OUT.tsv]

COUNTS.tsv is that of `content.search.build_lexicon`. A word in "-en" or "-n" is a verb if it is in lower case
and at least two of its forms were counted, and more than forms of an adjective. Strong verbs' forms are
from the table below, wherever they were counted, with every prefix.
"""

from __future__ import annotations

import sys
from collections.abc import Iterable, Iterator

from content.search.building import build
from content.search.spelling import plain
from content.search.verbs import NOUN, SHIPPED_FILE, Verbs

_SHORTEST, _LOWER, _FREQUENT, _FEW = 3, 0.5, 200, 20
#: Forms of what is too common to mean anything.
_NONE = frozenset(["waren", "wurden", "worden", "hatten", "letzen", "meinen", "deinen", "seinen"])
_FORMS = ("t", "et", "te", "ete", "ten", "end", "ende", "enden")
_OF_ADJECTIVES = ("em", "es", "er", "ere", "eren")
_APART = """
    an auf aus ab bei dar durch ein fest fort her hin los mit nach teil um vor weg weiter zu zurueck zusammen
"""
_TOGETHER = "be ent er ver zer ueber unter wider durch um"
#: Infinitive, past tense, past participle (and other forms) without "ge".
_STRONG = """
    beginnen begann begonnen, bieten bot boten, binden band bunden, bleiben blieb blieben, brechen brach
    brochen bricht, brennen brannte brannt, bringen brachte bracht, denken dachte dacht, empfehlen
    empfahl empfohlen empfiehlt, fahren fuhr fahren faehrt, fallen fiel fallen faellt, finden fand
    funden, fliehen floh flohen, fliessen floss flossen, geben gab geben gibt, gehen ging gangen,
    gelingen gelang gelungen, gelten galt golten gilt, gewinnen gewann gewonnen, greifen griff griffen,
    halten hielt halten haelt, heben hob hoben, heissen hiess heissen, helfen half holfen hilft, kennen
    kannte kannt, klingen klang klungen, kommen kam kommen, laden lud laden laedt, lassen liess lassen
    laesst, laufen lief laufen laeuft, leiden litt litten, lesen las lesen liest, liegen lag legen,
    messen mass messen misst, nehmen nahm nommen nimmt, nennen nannte nannt, raten riet raten raet,
    reissen riss rissen, rufen rief rufen, schaffen schuf schaffen, scheiden schied schieden, scheinen
    schien schienen, schlagen schlug schlagen schlaegt, schliessen schloss schlossen, schneiden schnitt
    schnitten, schreiben schrieb schrieben, schreiten schritt schritten, sehen sah sehen sieht, senden
    sandte sandt, singen sang sungen, sinken sank sunken, sprechen sprach sprochen spricht, springen
    sprang sprungen, stehen stand standen, steigen stieg stiegen, sterben starb storben stirbt, stossen
    stiess stossen stoesst, streichen strich strichen, streiten stritt stritten, tragen trug tragen
    traegt, treffen traf troffen trifft, treiben trieb trieben, treten trat treten tritt, trinken trank
    trunken, verlieren verlor verloren, wachsen wuchs wachsen waechst, weisen wies wiesen, wenden wandte
    wandt, werben warb worben wirbt, werfen warf worfen wirft, wissen wusste wusst weiss, ziehen zog
    zogen, zwingen zwang zwungen
"""
Counts = dict[str, tuple[int, float]]


def lines(rows: Iterable[tuple[str, int, float]]) -> Iterator[str]:
    """The list's lines for words, counts and shares of capitals, sorted."""
    counts: Counts = {}
    for word, count, capitals in rows:
        before, share = counts.get(plain(word), (0, 0.0))
        whole = before + count
        counts[plain(word)] = whole, (share * before + capitals * count) / whole
    forms = dict(_strong_forms(counts))
    verbs = {word for word in counts if _is_verb(word, counts)} | set(forms.values())
    forms |= dict(_participles(counts, verbs))
    forms |= {word: word for word in _nouns(counts, Verbs(verbs, (), forms))}
    for word in sorted(verbs | forms.keys()):
        if word not in verbs:
            yield f"{word}\t{forms[word]}"
        else:
            yield word + ("\t-" if _noun_is_apart(word, counts) else "")


def _lower(word: str, counts: Counts) -> bool:
    return word in counts and counts[word][1] < _LOWER


def _root(verb: str) -> str:
    return verb.removesuffix("n").removesuffix("e")


def _is_verb(word: str, counts: Counts) -> bool:
    root = _root(word)
    if len(root) < _SHORTEST or word in _NONE or not word.endswith(("en", "ern", "eln")):
        return False
    count, capitals = counts[word]
    if count * (1 - capitals) < _FEW and not _lower(word, counts):
        return False
    if root.endswith("t") and _lower(root[:-1] + "en", counts) and root + "et" not in counts:
        return False  # a past tense
    if word.endswith("eren") and not word.endswith(("ieren", "ehren", "queren")):
        return False  # a comparative
    seen = sum(_lower(root + ending, counts) for ending in _FORMS)
    seen += sum(_lower(f"ge{root}{ending}", counts) for ending in ("t", "et"))
    seen += 2 * (root + "ung" in counts or f"{root[:-2]}lung" in counts)
    adjective = sum(_lower(root + ending, counts) for ending in _OF_ADJECTIVES)
    return seen >= 2 and (not adjective or seen > adjective + 1)


def _participles(counts: Counts, verbs: set[str]) -> Iterator[tuple[str, str]]:
    """Forms with "ge", which also begins words of other kinds."""
    for word in counts.keys() - verbs:
        if word.startswith("ge") and _lower(word, counts):
            for ending in ("t", "et", "en"):
                root = word[2:].removesuffix(ending) if word.endswith(ending) else ""
                verb = next((verb for verb in (root + "en", root + "n") if verb in verbs), None)
                if len(root) >= _SHORTEST and verb:
                    yield word, verb


def _nouns(counts: Counts, verbs: Verbs) -> Iterator[str]:
    """What only looks like a form: a language ("Sprache") has not spoken ("sprach")."""
    for word in counts:
        if not _lower(word, counts) and not word.endswith(NOUN) and verbs.base(word) != word:
            yield word


def _strong_forms(counts: Counts) -> Iterator[tuple[str, str]]:
    for verb, past, participle, *present in (one.split() for one in _STRONG.split(",")):
        tenses = [past, past + "en", past + "n", *present]
        made = [("", [*tenses, "ge" + participle, participle])]
        made += [(prefix, [*tenses, participle]) for prefix in _TOGETHER.split()]
        made += [(prefix, [*tenses, "ge" + participle]) for prefix in _APART.split()]
        for prefix, forms in made:
            for form in forms:
                if _lower(prefix + form, counts) and form != verb:
                    yield prefix + form, prefix + verb


def _noun_is_apart(verb: str, counts: Counts) -> bool:
    """Whether what "-ung" follows is a common noun of its own: a picture ("Bild") is no education."""
    count, capitals = counts.get(_root(verb), (0, 0.0))
    return count >= _FREQUENT and capitals > 0.8


if __name__ == "__main__":
    sys.exit(build(sys.argv[1:], __doc__, lines, SHIPPED_FILE))
