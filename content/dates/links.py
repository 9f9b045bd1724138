"""Which mentions make one event: the ends of a range, an open end, a date said twice, a time of a day."""

from __future__ import annotations

import re
from datetime import date

from content.dates.context import Context
from content.dates.points import edtf_of, last_day
from content.dates.rule import Draft

_DAY = r"(?:\w+tag(?:s|abend)?,?\s+)?"
_UNTIL = re.compile(
    rf"\s*(?:,\s*)?(?:bis|to|until|through|–|—|-|auf|\bzum)(?:\s+(?:einschließlich|inklusive|inkl\.|"
    rf"spätestens))?(?:\s+(?:zu[mr]?|in|auf|Ende|Anfang|Mitte))?"
    rf"(?:\s+(?:de[mnr]|die|das))?\s*{_DAY}(?:de[mn]\s+)?"
)
_AND = re.compile(r"\s*(?:und|bis|and)\s+(?:(?:de[mnr]|am|im)\s+)?")
_SLASH = re.compile(r"\s?[/–-]\s?")
_BETWEEN = re.compile(r"\b(?:zwischen|between)\s+(?:(?:de[mnr])\s+)?$", re.IGNORECASE)
_BEFORE = re.compile(
    r"\b(?:bis|until|by|no later than)\s+(?:(?:einschließlich|spätestens|mindestens|voraussichtlich|"
    r"längstens|etwa|zu[mr]?|in|de[nmr]|das|die|gegen|the)\s+)*$",
    re.IGNORECASE,
)
_AFTER = re.compile(
    r"\b(?:ab|seit|since|from|starting)\s+(?:(?:the|dem|der|den|etwa|Montag|Anfang|sofort|mindestens)\s+)*$",
    re.IGNORECASE,
)
_FROM_ON = re.compile(r"\s+an\b")
_FROM = re.compile(r"\b(?:von|vom)\s+(?:dem\s+)?$", re.IGNORECASE)
_BESIDE = re.compile(r"\s*(?:\(|,|–|-)\s*(?:(?:de[mnr]|am|also|das ist|d\. ?h\.)\s+)*$")


def bind(drafts: list[Draft], context: Context) -> None:
    """Gives drafts their groups and open ends. Drafts are in the order of the text."""
    for first, second in zip(drafts, drafts[1:], strict=False):
        between = context.text[first.end : second.start]
        if first.group and first.group == second.group or len(between) > 40:
            continue
        if _is_range(first, second, between, context) or _is_same(first, second, between):
            group = first.group or second.group or context.new_group()
            first.group = second.group = group
    opened: set[int] = set()
    seen: set[int] = set()
    for draft in drafts:
        if draft.group in opened:
            draft.open = "before"
        elif not draft.group:
            draft.open = _open_end(draft, context)
        elif draft.group not in seen and _open_end(draft, context) == "before":
            opened.add(draft.group)
            draft.open = "before"
        seen.add(draft.group)


def _placed(draft: Draft) -> bool:
    return draft.type in ("DATE", "TIME") and edtf_of(draft.value) is not None


def _is_range(first: Draft, second: Draft, between: str, context: Context) -> bool:
    if not (_placed(first) and _placed(second)) or first.group or second.group:
        return False
    if first.type == "TIME" and second.type == "TIME":
        return False
    if first.value[:10] >= second.value[:10]:
        return False
    if _UNTIL.fullmatch(between):
        return "\n" not in between.strip(" ") and (len(between.strip()) > 1 or _alike(first, second))
    if _SLASH.fullmatch(between):
        return _alike(first, second)
    low = max(0, first.start - 20)
    return bool(_AND.fullmatch(between) and _BETWEEN.search(context.text, low, first.start))


def _alike(first: Draft, second: Draft) -> bool:
    return len(first.value) == len(second.value)


def _is_same(first: Draft, second: Draft, between: str) -> bool:
    """ "am vergangenen Freitag (3. Juli 2026)" and "28. April, 11 Uhr": one thing, said in two ways."""
    if second.type == "TIME" and _placed(first) and len(first.value) >= 10:
        return second.value[:10] == first.value[:10] and "\n\n" not in between
    if (
        not _BESIDE.fullmatch(between)
        or re.search(r"\n\s*[–-]", between)
        or second.type != "DATE"
        or len(second.value) < 10
    ):
        return False
    if first.value.startswith("XXXX") and first.type in ("DATE", "TIME") and _placed(second):
        first.value = second.value
        return True
    if first.rule.startswith("weekday") and _weekday(first.value) == _weekday(second.value):
        first.value = second.value[:10] + first.value[10:]
    return first.value[:10] == second.value[:10]


def _weekday(value: str) -> int | None:
    try:
        return date.fromisoformat(value[:10]).isoweekday()
    except ValueError:
        return None


def _open_end(draft: Draft, context: Context) -> str:
    low = max(0, draft.start - 40)
    if draft.type not in ("DATE", "TIME"):
        return ""
    if _BEFORE.search(context.text, low, draft.start):
        return "before"
    if _AFTER.search(context.text, low, draft.start):
        return "after"
    if _FROM_ON.match(context.text, draft.end) and _FROM.search(context.text, low, draft.start):
        return "after"
    return ""


def event_edtf(members: list[Draft]) -> str | None:
    """The EDTF value of mentions that make one event; None where none of them can be placed."""
    values = [value for draft in members if (value := edtf_of(draft.value, draft.mod))]
    if not values:
        return None
    low, high = values[0].split("/")[0], values[-1].split("/")[-1]
    if len(values) == 2 and all(re.fullmatch(r"\d{4}-24", value) for value in values):
        return f"{values[0][:4]}-12/{values[1][:4]}-02"
    if values[0] == values[-1] and "/" in values[0] and not members[0].open:
        return values[0]
    if low != high or members[0].open:
        low, high = low.replace("X", "0"), high.replace("X", "9")
    if members[0].open == "before":
        return f"../{_last_day(high) if members[-1].mod == 'END' else high}"
    if members[0].open == "after":
        return f"{low}/.."
    return low if low == high else f"{low}/{high}"


def _last_day(edtf: str) -> str:
    """ "2022-12" → "2022-12-31": "bis Ende 2022" has a last day."""
    found = re.fullmatch(r"(\d{4})-(\d\d)", edtf)
    return f"{edtf}-{last_day(int(found[1]), int(found[2])):02}" if found else edtf
