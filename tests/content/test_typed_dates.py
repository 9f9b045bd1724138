"""What people type as dates and texts do not say so: how it is read, and what is said to be wrong with it."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from content.dates.edtf import bounds, is_edtf
from content.dates.typed import Typed, typed

MONDAY = "2026-07-06"


@pytest.mark.parametrize(
    ("words", "edtf"),
    [
        ("Ende 2026", "2026-09/2026-12"),
        ("Q3 2027", "2027-07/2027-09"),
        ("bis 31.12.", "../2026-12-31"),
        ("3.7.", "2026-07-03"),
        ("2026-03..", "2026-03/.."),
        ("..31.12.2026", "../2026-12-31"),
        ("ca. 2030", "2030~"),
        ("o. D.", "XXXX"),
        ("Undatiert", "XXXX"),
        ("no date", "XXXX"),
        ("etwa März 2027", "2027-03~"),
        ("um 2030", "2030~"),
        ("about 2030", "2030~"),
        ("~2027", "2027~"),
        ("ca. Ende 2026", "2026-09~/2026-12~"),
        ("bis ca. 2030", "../2030~"),
        ("ab etwa 2028", "2028~/.."),
        ("vielleicht 2027", "2027?"),
        ("voraussichtlich im Herbst 2027", "2027-23?"),
        ("März 2026?", "2026-03?"),
        ("spätestens 31.12.2026", "../2026-12-31"),
        ("spätestens Ende 2026", "../2026-12"),
        ("no later than 2 May 2027", "../2027-05-02"),
        ("frühestens 2027", "2027/.."),
        ("vor 2030", "../2029-12-31"),
        ("nach März 2027", "2027-04-01/.."),
        ("vor zwei Tagen", "2026-07-04"),
        ("vor Ostern 2027", "../2027-03-27"),
        ("2026-05-01 - 2026-05-04", "2026-05-01/2026-05-04"),
        ("1.1.2027–31.3.2027", "2027-01-01/2027-03-31"),
    ],
)
def test_short_forms(words: str, edtf: str) -> None:
    assert typed(words, MONDAY) == typed(f"  {words} ", MONDAY)
    assert typed(words, MONDAY).edtf == edtf and typed(words, MONDAY).trouble == ""


@pytest.mark.parametrize(
    "words", ["Dienstag, 7. Juli 2026", "Tuesday, 7 July 2026", "bis Freitag, 31.7.2026"]
)
def test_the_right_weekday_is_no_trouble(words: str) -> None:
    assert typed(words, MONDAY).edtf and not typed(words, MONDAY).trouble


@pytest.mark.parametrize(
    ("words", "edtf", "trouble"),
    [
        ("Mittwoch, 7. Juli 2026", "2026-07-07", "weekday"),
        ("bis Montag, 31.7.2026", "../2026-07-31", "weekday"),
        ("30.2.2026", None, "day"),
        ("31. April 2027", None, "day"),
        ("29. Februar 2027", None, "day"),
        ("2026-13", None, "day"),
        ("2026-02-30", None, "day"),
        ("bis 31.4.2027", None, "day"),
        ("5.5.2026 bis 1.5.2026", None, "order"),
        ("2027/2026", None, "order"),
        ("irgendwann", None, "unread"),
        ("Sitzung 2026", None, "unread"),
        ("2028 oder 2030", None, "unread"),
    ],
)
def test_what_is_wrong(words: str, edtf: str | None, trouble: str) -> None:
    found = typed(words, MONDAY)
    assert (found.edtf, found.trouble) == (edtf, trouble)


def test_nothing_typed_is_nothing_wrong() -> None:
    assert typed("  ").edtf is None and typed("").trouble == ""


@given(st.dates(), st.sampled_from(["bis {}", "spätestens {}", "..{}", "vor {}", "nach {}", "ca. {}", "{}?"]))
def test_a_qualified_day_stays_on_its_side(day: object, form: str) -> None:
    edtf = typed(form.format(day)).edtf
    if edtf is None:
        assert str(day) in ("0001-01-01", "9999-12-31")
        return
    first, last = bounds(edtf)
    assert day in (first, last) or form[:4] in ("vor ", "nach")


@given(
    st.lists(st.sampled_from(["bis", "ab", "ca.", "vor", "nach", "2027", "..", "3.7.", "/", "?", "-", "Mai"]))
)
def test_any_mixture_is_edtf_or_nothing(parts: list[str]) -> None:
    edtf = typed(" ".join(parts), MONDAY).edtf
    assert edtf is None or is_edtf(edtf)


def test_what_is_too_long_for_a_date_is_not_taken_apart() -> None:
    assert typed(" ".join(["bis"] * 400), MONDAY) == Typed(None, "unread")
    assert typed("vom ersten bis zum letzten Tag im Monat Mai des Jahres", MONDAY).edtf is None
