"""Events and deadlines as an iCalendar file (RFC 5545): all-day entries that block nobody's time.

What a calendar can't say of a date is in ``X-EDTF``. An open range stands on the day that is known, a year or
a month spans all its days. What has no day at all can't be in a calendar and is named in its description.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta
from typing import TYPE_CHECKING

from content.messages import Message
from store.changes.targets import show_passage
from store.exchange.plain import one_line, plain
from store.exchange.sheets import in_time
from store.exchange.table import in_order
from store.exchange.words import BARE, Words
from store.states import bounds
from store.view import View

if TYPE_CHECKING:
    from store.review import Review

_ESCAPED = re.compile(r"([\\;,])")
#: Octets of a line before it is folded.
FOLD = 75
STATUS = {"confirmed": "CONFIRMED", "suggested": "TENTATIVE"}
#: A calendar must have something in it; where there is no entry, a zone that changes nothing.
NOTHING = [
    ("BEGIN", "VTIMEZONE"), ("TZID", "UTC"), ("BEGIN", "STANDARD"), ("DTSTART", "19700101T000000"),
    ("TZOFFSETFROM", "+0000"), ("TZOFFSETTO", "+0000"), ("END", "STANDARD"), ("END", "VTIMEZONE"),
]  # fmt: skip

Properties = list[tuple[str, str]]


def write(review: Review, words: Words = BARE) -> bytes:
    view = review.view()
    entries = list(_entries(view, words))
    dated = [(days, entry) for days, entry in entries if days is not None]
    left_out = [dict(entry)["SUMMARY"] for days, entry in entries if days is None]
    lines = [
        ("BEGIN", "VCALENDAR"), ("VERSION", "2.0"), ("PRODID", f"-//Vermerk//{words.language.upper()}"),
        ("CALSCALE", "GREGORIAN"), ("X-WR-CALNAME", text(one_line(review.name))),
    ]  # fmt: skip
    if left_out:
        said = words.say("Without a date, and so not in this calendar: {names}")
        lines.append(("X-WR-CALDESC", text(said).format(names=r"\; ".join(left_out))))
    for (first, last), entry in dated:
        lines += [
            ("BEGIN", "VEVENT"),
            *entry,
            *_days(first, last),
            ("TRANSP", "TRANSPARENT"),
            ("END", "VEVENT"),
        ]
    lines += [] if dated else NOTHING
    lines.append(("END", "VCALENDAR"))
    return b"".join(folded(f"{name}:{value}") for name, value in lines)


def losses(review: Review) -> tuple[Message, ...]:
    """The entries that have no day and so are in no calendar."""
    dateless = (entry for days, entry in _entries(review.view(), BARE) if days is None)
    return tuple(
        Message("no date, so not in the calendar: {what}", what=dict(entry)["SUMMARY"]) for entry in dateless
    )


def text(value: str) -> str:
    """A value of the type TEXT: escaped, line feeds as ``\\n``."""
    return _ESCAPED.sub(r"\\\1", plain(value)).replace("\n", r"\n").replace("\t", " ")


def folded(line: str) -> bytes:
    """A content line in UTF-8 with its end, folded so that no part is longer than 75 octets."""
    parts, room, part = [], FOLD, b""
    for letter in line:
        octets = letter.encode("utf-8")
        if len(part) + len(octets) > room:
            parts.append(part)
            part, room = b"", FOLD - 1
        part += octets
    return b"\r\n ".join([*parts, part]) + b"\r\n"


def _entries(view: View, words: Words) -> Iterator[tuple[tuple[date, date] | None, Properties]]:
    """(first and last day, properties): events in time, then deadlines as in the checklist."""
    found = [(row, bounds(row.edtf)) for row in view.events if row.state != "rejected"]
    for event, (start, end) in sorted(found, key=in_time):
        said = event.label or event.text or words.dates(event.edtf)
        quote = event.text if event.text != said else ""
        about = [words.dates(event.edtf), quote, _source(view, event.document, event.spans)]
        yield _known(start, end), _properties(view, event.id, said, about, event.edtf, event.state)
    for demand in in_order(view):
        if demand.due:
            said = words.say("Deadline: {demand}").format(demand=demand.text)
            about = [words.dates(demand.due), demand.addressee or "", words.value("answer", demand.answer)]
            end = bounds(demand.due)[1]
            yield _known(end, end), _properties(view, demand.id, said, about, demand.due, demand.state)


def _known(start: date | None, end: date | None) -> tuple[date, date] | None:
    first, last = start or end, end or start
    return (first, last) if first and last else None


def _properties(view: View, record_id: str, said: str, about: list[str], edtf: str, state: str) -> Properties:
    record = view.lookup.find(record_id) or {}
    return [
        ("UID", f"{record['uid']}@vermerk"),
        ("DTSTAMP", f"{_utc(record['at']):%Y%m%dT%H%M%SZ}"),
        ("SEQUENCE", str(record["rev"] - 1)),
        ("SUMMARY", text(one_line(said))),
        ("DESCRIPTION", text("\n".join(line for line in about if line))),
        ("STATUS", STATUS.get(state, "TENTATIVE")),
        ("X-EDTF", text(edtf)),
    ]


def _source(view: View, document: str | None, spans: tuple[tuple[int, int], ...]) -> str:
    if document is None:
        return ""
    title = (view.lookup.get("documents", document) or {}).get("title") or ""
    return f"{title} ({show_passage(document, spans) if spans else document})"


def _days(first: date, last: date) -> Properties:
    """DTEND is the day after the last one; after the last day of all there is none."""
    after = last + timedelta(days=1) if last < date.max else last
    days = [("DTSTART;VALUE=DATE", _day(first))]
    return days + [("DTEND;VALUE=DATE", _day(after))] if after > first else days


def _day(of: date) -> str:
    return f"{of.year:04}{of.month:02}{of.day:02}"


def _utc(at: str) -> datetime:
    when = datetime.fromisoformat(at)
    return when.replace(tzinfo=UTC) if when.tzinfo is None else when.astimezone(UTC)
