"""One pass over a text: word by word, the rules that may begin there; then what stands beside each find."""

from __future__ import annotations

import re
import sys
from bisect import bisect_right
from collections.abc import Sequence
from datetime import date
from functools import cache
from typing import Literal

from content.dates import absolute, days, durations, periods, relative, times, traps, vague
from content.dates import english as english_rules
from content.dates.context import Context
from content.dates.english import is_english
from content.dates.links import bind, event_edtf
from content.dates.rule import FIGURE, Draft, Grammar
from content.dates.widen import widen
from content.model import DateMention, Region, RegionKind

GERMAN = (
    *absolute.RULES, *periods.RULES, *days.RULES, *relative.RULES, *times.RULES, *vague.RULES,
    *durations.RULES, *traps.RULES,
)  # fmt: skip
_SHARED = ("iso date", "numeric date", "double year", "quarter with a figure", "half year with a letter")
ENGLISH = (*(rule for rule in GERMAN if rule.name in _SHARED), *english_rules.RULES, *traps.RULES)
#: Longer words and figures are no dates; they would only make hostile input slow.
_LONGEST = 40
_TOKEN = re.compile(r"[^\W\d_]+|\d+")


@cache
def german() -> Grammar:
    return Grammar(GERMAN)


@cache
def english() -> Grammar:
    return Grammar(ENGLISH)


def find_dates(
    text: str,
    reference: str | None = None,
    style: Literal["news", "narrative"] = "news",
    regions: Sequence[Region] = (),
    most: int = sys.maxsize,
) -> tuple[DateMention, ...]:
    """Every temporal expression of a German or English text, sorted by start; the first ``most`` at least,
    where there are more.

    ``reference`` is the document's ISO day; without it relative expressions are found with
    underspecified values (XXXX-…) and no EDTF value. Style "news" resolves them against the reference,
    "narrative" against the last date the text said. Raises ValueError for a reference that is no day.
    """
    return find_with(english() if is_english(text) else german(), text, reference, style, regions, most)


def find_with(
    grammar: Grammar,
    text: str,
    reference: str | None = None,
    style: Literal["news", "narrative"] = "news",
    regions: Sequence[Region] = (),
    most: int = sys.maxsize,
) -> tuple[DateMention, ...]:
    """As find_dates, with the rules of one language."""
    context = Context(text, _day(reference), style == "narrative")
    drafts = _read(context, grammar, most)
    bind(drafts, context)
    return _mentions(drafts, context, regions)


def _day(reference: str | None) -> date | None:
    try:
        return date.fromisoformat(reference) if reference else None
    except ValueError as error:
        raise ValueError(f"the reference is no ISO day: {reference}") from error


def _read(context: Context, grammar: Grammar, most: int) -> list[Draft]:
    drafts: list[Draft] = []
    position, table = 0, grammar.table
    for token in _TOKEN.finditer(context.text):
        start = token.start()
        word = token[0]
        if start < position or len(word) > _LONGEST:
            continue
        key = FIGURE if word[0].isdigit() else word.lower()
        # "A12.3.2026" is a number of something.
        glued = key is FIGURE and context.text[max(0, start - 1) : start].isalpha()
        if glued or key not in table:
            continue
        result = grammar.read(key, start, context)
        if result is None:
            continue
        found, position = result
        for draft in found:
            widen(draft, context, drafts[-1].end if drafts else 0)
            context.note(draft.value, draft.end)
        drafts += found
        if len(drafts) >= most:
            break
    return drafts


def _mentions(drafts: list[Draft], context: Context, regions: Sequence[Region]) -> tuple[DateMention, ...]:
    events: dict[int, list[Draft]] = {}
    for count, draft in enumerate(drafts):
        events.setdefault(draft.group or -1 - count, []).append(draft)
    numbers = {key: number for number, key in enumerate(events, 1)}
    placed = {key: event_edtf(members) for key, members in events.items()}
    starts = [region.start for region in regions]
    mentions = []
    for count, draft in enumerate(drafts):
        key = draft.group or -1 - count
        mentions.append(
            DateMention(
                draft.start,
                draft.end,
                context.text[draft.start : draft.end],
                draft.type,
                draft.value,
                numbers[key],
                placed[key],
                draft.rule,
                draft.reference.isoformat() if draft.reference else None,
                _region_at(regions, starts, draft.start),
            )  # fmt: skip
        )
    return tuple(mentions)


def _region_at(regions: Sequence[Region], starts: list[int], offset: int) -> RegionKind:
    index = bisect_right(starts, offset) - 1
    return regions[index].kind if index >= 0 and offset < regions[index].end else "body"
