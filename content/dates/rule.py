"""What a rule of the grammar is, and how a table of rules is read: first word → rules → longest match."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from datetime import date

from content.dates import words
from content.dates.context import Context
from content.dates.holidays import HOLIDAYS
from content.model import TimexType

#: A gap inside an expression: blanks with at most one line break among them.
GAP = r"(?:[^\S\n]+(?:\n[^\S\n]*)?|\n[^\S\n]*)"
#: The key under which rules stand that begin with a figure.
FIGURE = "0"


@dataclass(slots=True)
class Draft:
    """One expression while it is being read.

    ``reference`` is the day it was resolved against; ``mod`` START, MID or END of what ``value`` names;
    drafts with the same ``group`` (above 0) are the ends of one range; ``open`` is "before" or "after"
    where the text says "bis …" or "ab …" without another end.
    """

    start: int
    end: int
    value: str
    type: TimexType = "DATE"
    reference: date | None = None
    mod: str = ""
    rule: str = ""
    group: int = 0
    open: str = ""


Read = Callable[[re.Match[str], Context], "Draft | list[Draft] | None"]


@dataclass(frozen=True, slots=True)
class Rule:
    """A named rule: what it reads, shown by an example and that example's values on Friday 2026-04-24.

    ``pattern`` is a regular expression in which ``{name}`` stands for an entry of MACROS, a blank for
    any gap, and ``<a|b>`` at the very front for its first words. A rule is only tried where one of its
    first words (or a figure) stands: ``starts`` names them, or their macros, where the front does not.
    A group ``(?P<x>…)`` narrows the mention to a part of the match.
    ``read`` gets the match and returns drafts, or None when the match is no date after all.
    """

    name: str
    example: str
    values: str
    pattern: str
    read: Read
    starts: str = ""


def _alternatives(entries: Iterable[str]) -> str:
    """Any of the entries. Where none begins with the letter that stands there, none is tried."""
    entries = sorted(map(re.escape, entries), key=len, reverse=True)
    first = "".join(sorted({entry[0] for entry in entries}))
    return f"(?=[{first}])(?:{'|'.join(entries)})"


def _compounds(heads: Iterable[str], tails: Iterable[str]) -> list[str]:
    return [head + tail for head in heads for tail in tails]


_WEEKDAY_FORMS = _compounds(words.WEEKDAYS, ("", "s"))
_WEEKDAY_TIMES = _compounds(words.WEEKDAYS, [d for d in words.DAYTIMES if d != "mitternacht"])
_MONTH_FORMS = [*words.MONTHS, *(month + "s" for month in words.MONTHS)]
_STEP_FORMS = tuple(words.STEPS)

#: name → (regular expression, first words)
MACROS: dict[str, tuple[str, Iterable[str]]] = {
    "day": (r"(?:3[01]|[12]\d|0?[1-9])", (FIGURE,)),
    "figure": (r"\d{1,12}", (FIGURE,)),
    "year": (r"(?:1\d|20|21)\d\d(?!\d|[.,:]\d)", (FIGURE,)),
    "ordinal": (_alternatives(words.ORDINALS), words.ORDINALS),
    "month": (
        "(?:" + _alternatives(_MONTH_FORMS) + r"(?![^\W\d_])|" + _alternatives(words.SHORT_MONTHS) + r"\.)",
        (*_MONTH_FORMS, *words.SHORT_MONTHS),
    ),
    "months": (_alternatives(words.MONTHS), ()),
    "weekday": (_alternatives(_WEEKDAY_FORMS) + r"(?![^\W\d_])", _WEEKDAY_FORMS),
    "weekdaytime": (_alternatives(_WEEKDAY_TIMES), _WEEKDAY_TIMES),
    "step": (_alternatives(_STEP_FORMS), _STEP_FORMS),
    "unit": (_alternatives(words.UNITS), words.UNITS),
    "season": (_alternatives(words.SEASONS), words.SEASONS),
    "daytime": (_alternatives(words.DAYTIMES), words.DAYTIMES),
    "number": (_alternatives(words.NUMBERS), words.NUMBERS),
    "vague": (_alternatives(words.VAGUE_COUNTS), words.VAGUE_COUNTS),
    "count": (r"(?:\d{1,4}(?:,\d)?|" + _alternatives(words.NUMBERS) + ")", (FIGURE, *words.NUMBERS)),
    "yearword": ("Jahre?s?", ("jahr", "jahre", "jahren", "jahres")),
    "decade": (_alternatives(words.DECADES), words.DECADES),
    "decades": (_alternatives(words.DECADES), ()),
    "decadeyears": ("", [f"{word}jahre{end}" for word in words.DECADES for end in ("", "n")]),
    "roman": ("(?:I{1,3}|IV)", ("i", "ii", "iii", "iv")),
    "winter": ("", ("wintersemester", "schuljahr", "saison", "spielzeit", "studienjahr", "kindergartenjahr")),
    "holiday": (
        _alternatives(HOLIDAYS).replace(r"\ ", " "),
        {FIGURE if name[0].isdigit() else re.split(r"\W", name)[0] for name in HOLIDAYS},
    ),
    "nearday": (
        "(?:gestern|vorgestern|übermorgen|morgen)",
        ("gestern", "vorgestern", "übermorgen", "morgen"),
    ),
    "todays": ("", words.inflected("heutig", "gestrig", "morgig")),
    "single": (_alternatives(words.ONE_WORD), words.ONE_WORD),
    "edges": ("(?:Anfang|Beginn|Mitte|Ende|Schluss)", ("anfang", "beginn", "mitte", "ende", "schluss")),
    "edge": ("", words.EDGE_WORDS),
    "ago": ("", ("vor", "in")),
    "ein": ("", ("ein",)),
    "long": ("", words.LONG_WORDS),
    "spans": ("", words.SPAN_WORDS),
    "every": (_alternatives(words.EVERY_WORDS), words.EVERY_WORDS),
    "bc": (r"v\.\s?(?:Chr|u\.\s?Z)\.", ()),
    "yearof": (
        (
            r"(?:des Jahres {year}|(?:des )?(?:{step}|neuen) Jahres|des Jahres|des (?:Folge|Vor)jahre?s|"
            r"[dvn]\.\s?J\.)"
        )
        .replace("{year}", r"(?:1\d|20|21)\d\d")
        .replace("{step}", _alternatives(_STEP_FORMS)),
        (),
    ),
}
_NAME = re.compile(r"\{([a-z]\w*)\}")
_FRONT = re.compile(r"(?:\(\?P<\w+>|\(\?:)*\{([a-z]\w*)\}")


def _starts(rule: Rule) -> list[str]:
    """The first words of a rule: as it says, or as the front of its pattern shows."""
    if rule.pattern.startswith("<"):
        return [re.split(r"\W", word.lower())[0] for word in rule.pattern[1:].split(">", 1)[0].split("|")]
    names = rule.starts.split()
    if not names:
        front = _FRONT.match(rule.pattern)
        if front is None:
            raise ValueError(f"{rule.name}: say with which words it starts")
        names = [front[1]]
    return [word for name in names for word in (MACROS[name][1] if name in MACROS else (name,))]


def compiled(pattern: str) -> re.Pattern[str]:
    """The regular expression of a pattern; what it matches is not followed by a letter or figure."""
    if pattern.startswith("<"):
        pattern = "(?:" + pattern[1:].replace(">", ")", 1)
    body = _NAME.sub(lambda found: MACROS[found[1]][0], pattern)
    return re.compile(f"(?:{body.replace(' ', GAP)})(?![^\\W_])", re.IGNORECASE)


Expressions = list[tuple[re.Pattern[str], Rule]]
#: After so many words of one kind that were no date it pays to ask first whether any of the rules matches.
_MANY_MISSES = 2_000
_GROUP = re.compile(r"\(\?P<\w+>")


@dataclass(slots=True)
class Grammar:
    """A table of rules ready to be tried: first word → (expression, rule) in the table's order.

    Where a word was in vain so often, ``_brief`` has an expression that tells whether any rule matches that
    did not yet, and the rules that did.
    """

    rules: tuple[Rule, ...]
    table: dict[str, Expressions] = field(default_factory=dict)
    _misses: Counter[str] = field(default_factory=Counter)
    _matched: dict[str, set[str]] = field(default_factory=dict)
    _brief: dict[str, tuple[re.Pattern[str], Expressions]] = field(default_factory=dict)

    def __post_init__(self) -> None:
        for rule in self.rules:
            expression = compiled(rule.pattern)
            for word in dict.fromkeys(_starts(rule)):
                self.table.setdefault(word, []).append((expression, rule))

    def read(self, key: str, position: int, context: Context) -> tuple[list[Draft], int] | None:
        """The longest match at ``position`` that a rule accepts: its drafts and where it ends."""
        found = [
            (match, rule)
            for expression, rule in self._expressions(key, position, context.text)
            if (match := expression.match(context.text, position))
        ]
        if len(found) > 1:
            found.sort(key=lambda pair: -pair[0].end())
        for match, rule in found:
            drafts = rule.read(match, context)
            if drafts is None:
                continue
            drafts = [drafts] if isinstance(drafts, Draft) else drafts
            for draft in drafts:
                draft.rule = draft.rule or rule.name
            return drafts, match.end()
        if key not in self._brief:
            self._missed(key, [rule for _, rule in found])
        return None

    def _expressions(self, key: str, position: int, text: str) -> Expressions:
        if key in self._brief:
            others, known = self._brief[key]
            if others.match(text, position) is None:
                return known
        return self.table[key]

    def _missed(self, key: str, matched: list[Rule]) -> None:
        """Notes a word that was no date, and the rules that matched there all the same."""
        self._misses[key] += 1
        self._matched.setdefault(key, set()).update(rule.name for rule in matched)
        if self._misses[key] == _MANY_MISSES:
            known = [pair for pair in self.table[key] if pair[1].name in self._matched[key]]
            others = [pair[0].pattern for pair in self.table[key] if pair not in known]
            either = "|".join(_GROUP.sub("(?:", pattern) for pattern in others)
            self._brief[key] = re.compile(either or "(?!)", re.IGNORECASE), known


def said(
    match: re.Match[str],
    value: str,
    kind: TimexType = "DATE",
    *,
    reference: date | None = None,
    mod: str = "",
) -> Draft:
    """A draft for a whole match, or for its group x where the pattern has one."""
    start, end = match.span("x") if "x" in match.re.groupindex else match.span()
    return Draft(start, end, value, kind, reference, mod)


def skip(match: re.Match[str], context: Context) -> list[Draft]:
    """For traps: consumes the match and makes nothing of it."""
    return []
