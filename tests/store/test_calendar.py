"""The calendar: all days, ends exclusive, and a strict reader takes every line."""

from datetime import date

import icalendar
import pytest
from hypothesis import given
from hypothesis import strategies as st

from store.changes import AddDemand, AddEvent, EditDemand, EditEvent, RejectEvent
from store.exchange import export_bytes, losses
from store.exchange.calendar import FOLD, folded, text
from store.exchange.plain import plain
from store.review import Review


def read(review):
    """The entries by their summary, as a strict reader has them."""
    data = export_bytes(review, "ics")
    assert data.endswith(b"END:VCALENDAR\r\n") and b"\n" not in data.replace(b"\r\n", b"")
    assert all(len(line) <= FOLD for line in data.split(b"\r\n"))
    calendar = icalendar.Calendar.from_ical(data)
    assert not [part.errors for part in calendar.walk() if part.errors]
    return {str(entry["SUMMARY"]): entry for entry in calendar.walk("VEVENT")}, calendar


@pytest.mark.parametrize(
    ("edtf", "start", "end"),
    [
        ("2026-07-03", date(2026, 7, 3), date(2026, 7, 4)),
        ("2026-04-26/2026-04-28", date(2026, 4, 26), date(2026, 4, 29)),
        ("2026-12", date(2026, 12, 1), date(2027, 1, 1)),
        ("2026", date(2026, 1, 1), date(2027, 1, 1)),
        ("../2027-12-31", date(2027, 12, 31), date(2028, 1, 1)),
        ("2026-09-01/..", date(2026, 9, 1), date(2026, 9, 2)),
        ("2026-07-03~", date(2026, 7, 3), date(2026, 7, 4)),
        ("0900", date(900, 1, 1), date(901, 1, 1)),
    ],
)
def test_an_event_covers_its_days(edtf, start, end):
    review = Review.memory()
    review.apply(AddEvent(edtf, label="Sitzung"))
    entry = read(review)[0]["Sitzung"]
    assert (entry.decoded("DTSTART"), entry.decoded("DTEND")) == (start, end)
    assert entry["DTSTART"].params["VALUE"] == entry["DTEND"].params["VALUE"] == "DATE"
    assert str(entry["X-EDTF"]) == edtf and entry["TRANSP"] == "TRANSPARENT"


def test_the_last_day_of_all_has_no_day_after_it():
    review = Review.memory()
    review.apply(AddEvent("9999-12-31", label="Ende"))
    entry = read(review)[0]["Ende"]
    assert entry.decoded("DTSTART") == date(9999, 12, 31) and "DTEND" not in entry


def test_deadlines_stand_on_their_last_day(team):
    team.anna.apply(AddDemand("Bäder retten", addressee="Land", due="../2027-12-31"), AddDemand("Ohne Frist"))
    entries, _calendar = read(team.lead)
    assert list(entries) == ["Deadline: Bäder retten"]
    entry = entries["Deadline: Bäder retten"]
    assert entry.decoded("DTEND") == date(2028, 1, 1) and "Land" in entry["DESCRIPTION"]


def test_what_has_no_day_is_named_and_what_is_rejected_is_left_out():
    review = Review.memory()
    review.apply(
        AddEvent("XXXX", label="Irgendwann, vielleicht"), AddEvent("2026", label="Nein"), RejectEvent("e2")
    )
    entries, calendar = read(review)
    assert entries == {}
    said = str(calendar["X-WR-CALDESC"]).replace("\\,", ",")
    assert said == "Without a date, and so not in this calendar: Irgendwann, vielleicht"
    assert len(losses(review, "ics")) == 1


def test_an_entry_keeps_its_identity_and_counts_its_changes():
    review = Review.memory()
    review.apply(AddEvent("2026-07-03", label="Sitzung", state="suggested"), AddDemand("Bad", due="2027"))
    before, _ = read(review)
    review.apply(EditEvent("e1", edtf="2026-07-04"), EditDemand("f1", due="2028"))
    after, _ = read(review)
    for name, changed in zip(before, after.values(), strict=True):
        assert changed["UID"] == before[name]["UID"] and changed["DTSTAMP"].dt == before[name]["DTSTAMP"].dt
        assert (before[name]["SEQUENCE"], changed["SEQUENCE"]) == (0, 1)
    assert before["Sitzung"]["STATUS"] == "TENTATIVE"
    assert len({str(entry["UID"]) for entry in after.values()}) == 2


@given(st.text(st.characters(exclude_categories=["Cs"])))
def test_any_text_comes_back(words):
    line = folded(f"SUMMARY:{text(words)}")
    assert all(len(part) <= FOLD for part in line.split(b"\r\n"))
    whole = b"BEGIN:VEVENT\r\n" + line + b"END:VEVENT\r\n"
    entry = icalendar.Event.from_ical(whole)
    assert not entry.errors and str(entry["SUMMARY"]) == plain(words).replace("\t", " ")


@given(st.text(st.characters(exclude_categories=["Cs"])))
def test_no_letter_is_cut_in_two(words):
    for part in folded(text(words)).split(b"\r\n"):
        part.decode("utf-8")


def test_a_hostile_label_ends_no_entry():
    review = Review.memory("Plan\r\nMETHOD:CANCEL")
    review.apply(
        AddEvent("2026", label="A\r\nEND:VEVENT\r\nBEGIN:VALARM;x,y\\n"), AddEvent("2027", label="B")
    )
    entries, calendar = read(review)
    assert len(entries) == 2 and len(list(calendar.walk())) == 3 and "METHOD" not in calendar


def test_a_small_calendar_reads_like_this():
    review = Review.memory("Bäder")
    review.apply(AddEvent("2026-07-03", label="Zusage; vielleicht, so heißt es"))
    record = next(review.engine.scan("events"))
    at = record["at"].translate({ord("-"): "", ord(":"): ""})[:15] + "Z"
    assert export_bytes(review, "ics").decode().split("\r\n") == [
        "BEGIN:VCALENDAR", "VERSION:2.0", "PRODID:-//Vermerk//EN", "CALSCALE:GREGORIAN", "X-WR-CALNAME:Bäder",
        "BEGIN:VEVENT", f"UID:{record['uid']}@vermerk", f"DTSTAMP:{at}", "SEQUENCE:0",
        r"SUMMARY:Zusage\; vielleicht\, so heißt es", "DESCRIPTION:2026-07-03", "STATUS:CONFIRMED",
        "X-EDTF:2026-07-03", "DTSTART;VALUE=DATE:20260703", "DTEND;VALUE=DATE:20260704", "TRANSP:TRANSPARENT",
        "END:VEVENT", "END:VCALENDAR", "",
    ]  # fmt: skip


def test_a_calendar_without_entries_still_has_something_in_it():
    entries, calendar = read(Review.memory())
    assert not entries and [part.name for part in calendar.subcomponents] == ["VTIMEZONE"]
