"""Dates, times and counts read as the language writes them, and short ones stay short."""

from datetime import UTC, date, timedelta, timezone

import pytest
from rich.cells import cell_len

import tui.locale
from tui import formatting


@pytest.fixture(autouse=True)
def _german():
    tui.locale.set_language("de")
    yield
    tui.locale.set_language("en")


def test_days_in_both_languages():
    assert formatting.day("2026-04-24") == "24.04.2026"
    assert formatting.day(None) == "undatiert"
    tui.locale.set_language("en")
    assert formatting.day("2026-04-04") == "4 Apr 2026"
    assert formatting.day("") == "undated"


def test_what_is_no_day_is_shown_as_it_is():
    assert formatting.day("2026-13-01") == "2026-13-01"
    assert formatting.moment("gestern") == "gestern"


def test_times_are_local_and_cross_midnight():
    berlin = timezone(timedelta(hours=2))
    assert formatting.moment("2026-07-03T22:30:05Z", berlin) == "04.07.2026 00:30"
    assert formatting.moment("2026-07-03T22:30:05", UTC) == "03.07.2026 22:30"
    tui.locale.set_language("en")
    assert formatting.moment("2026-07-03T22:30:05+00:00", berlin) == "4 Jul 2026 00:30"


def test_counts_are_grouped():
    assert formatting.number(1234567) == "1.234.567"
    tui.locale.set_language("en")
    assert formatting.number(1234567) == "1,234,567"


@pytest.mark.parametrize(
    ("edtf", "de", "bare", "en"),
    [
        ("2026-04-24", "24.04.2026", "24.4.", "24 Apr 2026"),
        ("2026-03", "März 2026", "März", "Mar 2026"),
        ("2026-04/2026-06", "Q2 2026", "Q2", "Q2 2026"),
        ("2026-07/2026-12", "2. Hj. 2026", "2. Hj.", "H2 2026"),
        ("2026", "2026", "2026", "2026"),
        ("2025/2027", "2025–2027", "2025–2027", "2025–2027"),
        ("../2022-12-31", "bis 31.12.22", "bis 31.12.", "by 31 Dec 22"),
        ("2026-05-01/..", "ab 1.5.26", "ab 1.5.", "1 May 26 –"),
        ("2026-04-26/2026-04-28", "26.–28.4.26", "26.–28.4.", "26–28 Apr 26"),
        ("2026-04-26/2026-05-03", "26.4.–3.5.26", "26.4.–3.5.", "26 Apr 26–…"),
        ("2026-10-26/2026-11-30", "26.10.26–…", "26.10.–…", "26 Oct 26–…"),
        ("2026-02-15/2026-04-15", "15.2.26–…", "15.2.–…", "15 Feb 26–…"),
        ("2026~", "~2026", "~2026", "~2026"),
        ("2026-05?", "Mai 2026?", "Mai?", "May 2026?"),
        ("2027-23", "Herbst 2027", "Herbst", "autumn 2027"),
        ("2027-22%", "~Sommer 27?", "~Sommer?", "~summer 27?"),
        ("2027-21~", "~Frühj. 2027", "~Frühj.", "~spring 2027"),
        ("", "", "", ""),
        ("Sommer", "", "", ""),
    ],
)
def test_short_dates(edtf, de, bare, en):
    assert formatting.edtf_short(edtf) == de
    assert formatting.edtf_short(edtf, year=False) == bare
    tui.locale.set_language("en")
    assert formatting.edtf_short(edtf) == en


@pytest.mark.parametrize("lang", ["de", "en"])
def test_no_short_date_is_wider_than_its_column(lang):
    tui.locale.set_language(lang)
    day = date(2025, 12, 28)
    for first in range(0, 400, 3):
        for length in (0, 1, 2, 6, 30, 90, 200, 364, 800):
            start = day + timedelta(days=first)
            ends = start.isoformat(), (start + timedelta(days=length)).isoformat()
            for edtf in ("{}/{}".format(*ends), f"../{ends[1]}", f"{ends[0]}/.."):
                assert cell_len(formatting.edtf_short(edtf)) <= formatting.SHORT_DATE
                assert cell_len(formatting.edtf_short(edtf, year=False)) <= formatting.BARE_DATE


def test_long_dates_fall_back_to_the_value():
    assert formatting.edtf_long(None) == "undatiert"
    assert formatting.edtf_long("kein EDTF") == "kein EDTF"
