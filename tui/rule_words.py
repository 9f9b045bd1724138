"""An event's day and how it was read, in plain words: the rules of the date grammars by their names."""

from __future__ import annotations

from store.rows import DocumentRow, EventRow
from store.states import bounds
from store.view import View
from tui.formatting import day, edtf_long, weekday
from tui.locale import NP_, pgettext
from tui.locale import gettext as _

_DAY = NP_("date rule", "a day in figures, with its year")

#: The name of a rule and what it found.
RULES = {
    "reviewer": NP_("date rule", "set by a reviewer"),
    "iso date": _DAY,
    "numeric date": _DAY,
    "English date in figures": _DAY,
    "numeric day and month": NP_("date rule", "a day in figures without its year"),
    "days in figures": NP_("date rule", "several days in figures that share a month"),
    "day, month and year": NP_("date rule", "a whole day with month and year"),
    "English day and month": NP_("date rule", "a day and a month"),
    "English month and day": NP_("date rule", "a day and a month"),
    "day and month of a year": NP_("date rule", "a day and a month of a year told in words"),
    "day and month": NP_("date rule", "a day and a month without the year"),
    "days of one month": NP_("date rule", "several days of one month"),
    "English days of one month": NP_("date rule", "several days of one month"),
    "month and year": NP_("date rule", "a month with its year"),
    "month of a year": NP_("date rule", "a month of a year told in words"),
    "month": NP_("date rule", "a month without its year"),
    "English month": NP_("date rule", "a month"),
    "month in figures": NP_("date rule", "a month in figures"),
    "iso month": NP_("date rule", "a month in figures"),
    "day of the month said last": NP_("date rule", "a day of the month that was said last"),
    "double year": NP_("date rule", "two years, as of a budget"),
    "year": NP_("date rule", "a year"),
    "year with its word": NP_("date rule", "a year"),
    "English year": NP_("date rule", "a year"),
    "year before Christ": NP_("date rule", "a year before Christ"),
    "quarter with a figure": NP_("date rule", "a quarter"),
    "quarter figure first": NP_("date rule", "a quarter"),
    "quarter": NP_("date rule", "a quarter"),
    "quarter beside a quarter": NP_("date rule", "a quarter"),
    "English quarter": NP_("date rule", "a quarter"),
    "half year": NP_("date rule", "a half year"),
    "half year with a letter": NP_("date rule", "a half year"),
    "English half year": NP_("date rule", "a half year"),
    "calendar week": NP_("date rule", "a week by its number"),
    "counted week": NP_("date rule", "a week by its number"),
    "week beside a week": NP_("date rule", "a week by its number"),
    "season": NP_("date rule", "a season without its year"),
    "season of a year": NP_("date rule", "a season of a year"),
    "season of a worded year": NP_("date rule", "a season of a year told in words"),
    "season beside this one": NP_("date rule", "a season before or after this one"),
    "season over two years": NP_("date rule", "a winter over two years"),
    "season before Christ": NP_("date rule", "a season before Christ"),
    "English season": NP_("date rule", "a season"),
    "decade": NP_("date rule", "a decade"),
    "decade beside a decade": NP_("date rule", "a decade"),
    "decade in words": NP_("date rule", "a decade"),
    "decade in one word": NP_("date rule", "a decade"),
    "decade after its edge": NP_("date rule", "a decade"),
    "English decade": NP_("date rule", "a decade"),
    "century": NP_("date rule", "a century"),
    "century beside a century": NP_("date rule", "a century"),
    "half of a month": NP_("date rule", "half of a month"),
    "holiday of a year": NP_("date rule", "a holiday with its year"),
    "holiday": NP_("date rule", "a holiday without its year"),
    "weekend": NP_("date rule", "a weekend"),
    "today": NP_("date rule", "the day of the text itself"),
    "today's": NP_("date rule", "the day of the text itself"),
    "yesterday or tomorrow": NP_("date rule", "the day before or after"),
    "English day beside today": NP_("date rule", "the day before or after"),
    "day after": NP_("date rule", "the day after the one said before"),
    "weekday": NP_("date rule", "a weekday, the nearest that the tense allows"),
    "weekday and time of day": NP_("date rule", "a weekday, the nearest that the tense allows"),
    "English weekday": NP_("date rule", "a weekday before or after"),
    "weekday beside this week": NP_("date rule", "a weekday before or after"),
    "weekday of a week": NP_("date rule", "a weekday of the week before or after"),
    "week and weekday": NP_("date rule", "a weekday of the week before or after"),
    "day so long from now": NP_("date rule", "a day counted from now on"),
    "day of a month beside": NP_("date rule", "a day of this month or of one beside it"),
    "period beside this one": NP_("date rule", "the week, month or year before or after"),
    "period in one word": NP_("date rule", "the week, month or year before or after"),
    "English period beside this one": NP_("date rule", "the week, month or year before or after"),
    "edge in one word": NP_("date rule", "the beginning, middle or end of this period"),
    "edge of this period": NP_("date rule", "the beginning, middle or end of this period"),
    "ago": NP_("date rule", "counted back from the day of the text"),
    "English ago": NP_("date rule", "counted back from the day of the text"),
    "later": NP_("date rule", "counted on from the day said before"),
    "clock time": NP_("date rule", "a time of day; the day was said before"),
    "clock times": NP_("date rule", "a time of day; the day was said before"),
    "clock times in pairs": NP_("date rule", "a time of day; the day was said before"),
    "clock time without its word": NP_("date rule", "a time of day; the day was said before"),
    "time of a day beside": NP_("date rule", "a time of the day before or after"),
    "hours of day": NP_("date rule", "a time of day; the day was said before"),
    "time of day": NP_("date rule", "a time of day; the day was said before"),
}


def rule_words(rule: str | None) -> str:
    """„ein Tag und ein Monat ohne Jahr“; the name of a rule that this version doesn't know, "" for none."""
    return pgettext("date rule", RULES[rule]) if rule in RULES else rule or ""


def dated(edtf: str) -> str:
    """„Freitag, 3. Juli 2026“; without a weekday for what is no single day."""
    first, last = bounds(edtf)
    said = edtf_long(edtf)
    return f"{weekday(first)}, {said}" if first is not None and first == last and said != edtf else said


def reading(view: View, event: EventRow) -> str:
    """„Gelesen als ein Tag und ein Monat ohne Jahr, gezählt ab 24.04.2026, dem Datum des Dokuments“"""
    if not event.rule:
        return ""
    told = _("read as {rule}").format(rule=rule_words(event.rule))
    if event.rule == "reviewer":
        told = rule_words(event.rule)
    if not event.reference:
        return told
    document = view.by_id(event.document)
    since = _("counted from {day}").format(day=day(event.reference))
    if isinstance(document, DocumentRow) and document.date == event.reference:
        since = _("counted from {day}, the document's date").format(day=day(event.reference))
    return f"{told}, {since}"
