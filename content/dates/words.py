"""The vocabulary of the temporal grammar: words and what they count."""

from __future__ import annotations

from content.dates.shown import MONTH_NAMES

WEEKDAY_NAMES = ["Montag", "Dienstag", "Mittwoch", "Donnerstag", "Freitag", "Samstag", "Sonntag"]

MONTHS: dict[str, int] = {name.lower(): number for number, name in enumerate(MONTH_NAMES, 1)}
MONTHS |= {"jänner": 1, "feber": 2, "maerz": 3}
SHORT_MONTHS: dict[str, int] = {
    "jan": 1, "jän": 1, "feb": 2, "febr": 2, "mär": 3, "mrz": 3, "apr": 4, "jun": 6, "jul": 7,
    "aug": 8, "sep": 9, "sept": 9, "okt": 10, "nov": 11, "dez": 12,
}  # fmt: skip
WEEKDAYS: dict[str, int] = {name.lower(): number for number, name in enumerate(WEEKDAY_NAMES, 1)}
WEEKDAYS |= {"sonnabend": 6}
SHORT_WEEKDAYS: dict[str, int] = {"mo": 1, "di": 2, "mi": 3, "do": 4, "fr": 5, "sa": 6, "so": 7}

_ONES = [
    "null",
    "ein",
    "zwei",
    "drei",
    "vier",
    "fünf",
    "sechs",
    "sieben",
    "acht",
    "neun",
    "zehn",
    "elf",
    "zwölf",
    "dreizehn",
    "vierzehn",
    "fünfzehn",
]
_ONES += ["sechzehn", "siebzehn", "achtzehn", "neunzehn"]
_TENS = ["zwanzig", "dreißig", "vierzig", "fünfzig", "sechzig", "siebzig", "achtzig", "neunzig"]


def _cardinals() -> dict[str, float]:
    numbers: dict[str, float] = {word: value for value, word in enumerate(_ONES) if value}
    for value, word in enumerate(_TENS, 2):
        numbers[word] = value * 10
        numbers |= {f"{one}und{word}": value * 10 + n for n, one in enumerate(_ONES[:10]) if n}
    numbers |= {"hundert": 100, "einhundert": 100, "tausend": 1000, "beide": 2, "beiden": 2, "beider": 2}
    numbers |= {f"ein{end}": 1 for end in ("e", "en", "em", "er", "es")}
    numbers |= {"anderthalb": 1.5, "halbe": 0.5, "halben": 0.5, "halbes": 0.5}
    numbers |= {f"{one}einhalb": n + 0.5 for n, one in enumerate(_ONES[:13]) if n}
    return numbers


NUMBERS = _cardinals()
_STEMS = {"ein": "erst", "drei": "dritt", "sieben": "siebt", "acht": "acht"}


def _ordinals() -> dict[str, int]:
    """ "ersten" … "einunddreißigsten" in every ending."""
    stems = {_STEMS.get(word, word + "t"): n for n, word in enumerate(_ONES) if n}
    for tens, word in ((20, "zwanzig"), (30, "dreißig")):
        stems[word + "st"] = tens
        stems |= {f"{one}und{word}st": tens + n for n, one in enumerate(_ONES[:10]) if n}
    return {stem + end: n for stem, n in stems.items() if n < 32 for end in ("e", "en", "er", "es", "em")}


ORDINALS = _ordinals()

#: Unit word → TIMEX3 designator; "T" leads those below a day.
UNITS: dict[str, str] = {}
for _code, _forms in {
    "TS": "Sekunde Sekunden", "TM": "Minute Minuten", "TH": "Stunde Stunden",
    "D": "Tag Tage Tagen Tages Tags",
    "W": "Woche Wochen", "M": "Monat Monate Monaten Monats", "Q": "Quartal Quartale Quartalen Quartals",
    "Y": "Jahr Jahre Jahren Jahres Jahrs", "DE": "Jahrzehnt Jahrzehnte Jahrzehnten Jahrzehnts",
    "CE": "Jahrhundert Jahrhunderte Jahrhunderten Jahrhunderts",
    "WE": "Wochenende Wochenenden Wochenendes Wochenends",
}.items():  # fmt: skip
    UNITS |= {form.lower(): _code for form in _forms.split()}

SEASONS: dict[str, str] = {
    "frühling": "SP", "frühjahr": "SP", "vorfrühling": "SP", "sommer": "SU", "frühsommer": "SU",
    "hochsommer": "SU", "spätsommer": "SU", "herbst": "FA", "frühherbst": "FA", "spätherbst": "FA",
    "winter": "WI",
}  # fmt: skip
SEASONS |= {
    word + end: code for word, code in list(SEASONS.items()) for end in ("s", "es", "monate", "monaten")
}

DAYTIMES: dict[str, str] = {
    "früh": "MO", "morgen": "MO", "vormittag": "MO", "mittag": "MI", "nachmittag": "AF", "abend": "EV",
    "nacht": "NI", "mitternacht": "NI",
}  # fmt: skip
DAYTIMES |= {
    word + end: code
    for word, code in list(DAYTIMES.items())
    if word != "früh"
    for end in ("s", "stunden", "sstunden")
}

DECADES = {
    "zwanziger": 2, "dreißiger": 3, "vierziger": 4, "fünfziger": 5, "sechziger": 6, "siebziger": 7,
    "achtziger": 8, "neunziger": 9,
}  # fmt: skip

#: Word → unit and steps from this one.
ONE_WORD: dict[str, tuple[str, int]] = {
    "vorjahr": ("Y", -1), "vorvorjahr": ("Y", -2), "vorjahres": ("Y", -1), "vorjahrs": ("Y", -1),
    "folgejahr": ("Y", 1),
    "folgejahres": ("Y", 1), "heuer": ("Y", 0), "vormonat": ("M", -1), "vormonats": ("M", -1),
    "vorwoche": ("W", -1),
    "vorquartal": ("Q", -1), "vorquartals": ("Q", -1), "vortag": ("D", -1), "vortages": ("D", -1),
    "vortags": ("D", -1),
    "folgetag": ("D", 1), "folgetags": ("D", 1), "folgemonat": ("M", 1),
}  # fmt: skip
EDGES = {
    "ende": "END",
    "beginn": "START",
    "anfang": "START",
    "mitte": "MID",
    "wechsel": "END",
    "schluss": "END",
}
EDGE_WORDS = tuple(
    period + edge + end
    for period in ("jahres", "monats", "quartals", "wochen")
    for edge in EDGES
    for end in ("", "s")
    if period + edge != "wochenende"
)


def inflected(*stems: str) -> tuple[str, ...]:
    """Each adjective stem with the weak and strong endings: vergangen → vergangene, vergangenen …"""
    return tuple(stem + end for stem in stems for end in ("e", "en", "er", "es", "em"))


PAST_WORDS = inflected(
    "vergangen", "letzt", "vorig", "zurückliegend", "verflossen", "abgelaufen", "vorvergangen"
)
NEXT_WORDS = inflected("kommend", "nächst", "bevorstehend", "künftig")
THIS_WORDS = inflected("dies", "laufend", "heurig")
AFTER_WORDS = inflected("folgend", "darauffolgend", "nachfolgend", "anschließend", "nächstfolgend")
BEFORE_WORDS = inflected("vorangegangen", "vorhergehend", "vorangehend")
SAME_WORDS = (*inflected("selb", "gleich", "nämlich"), *("desselben", "derselben", "demselben", "denselben"))
#: Adjective → steps from the anchor; whether the anchor is the text's last date instead of its own day.
STEPS: dict[str, tuple[int, bool]] = {word: (-1, False) for word in PAST_WORDS}
STEPS |= {word: (1, False) for word in NEXT_WORDS} | {word: (0, False) for word in THIS_WORDS}
STEPS |= {word: (1, True) for word in AFTER_WORDS} | {word: (-1, True) for word in BEFORE_WORDS}
STEPS |= {word: (0, True) for word in SAME_WORDS}
STEPS |= {word: (-2, False) for word in inflected("vorvergangen", "vorletzt")}
STEPS |= {word: (2, False) for word in inflected("übernächst")}

VAGUE_COUNTS = (
    *inflected("einig", "wenig", "viel", "mehrer", "manch", "etlich", "zahlreich"),
    *("paar", "viele", "mehrere", "lange", "langen", "langer"),
)

_LENGTHS = (
    "sekunden",
    "minuten",
    "stunden",
    "tage",
    "wochen",
    "monate",
    "jahre",
    "jahrzehnte",
    "jahrhunderte",
)
LONG_WORDS = (*_LENGTHS, *(length + long for length in _LENGTHS for long in ("lang", *inflected("lang"))))
SPAN_WORDS = tuple(
    number + unit + end
    for number in (*NUMBERS, "mehr", "ganz", "halb")
    for unit in ("tägig", "wöchig", "monatig", "jährig", "stündig", "minütig")
    for end in ("", "e", "en", "er", "es", "em")
)
EVERY_WORDS = tuple(
    stem + "lich" + end
    for stem in ("stünd", "täg", "wöchent", "monat", "vierteljähr", "halbjähr", "jähr", "alltäg")
    for end in ("", "e", "en", "er", "es", "em")
)
