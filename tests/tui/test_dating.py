"""The line below a date that is being typed, and how it gets there."""

from datetime import date

import pytest

from tui.commands.dating import date_reading
from tui.formatting import weekday

pytestmark = pytest.mark.usefixtures("german")

MONDAY = date(2026, 7, 6)


@pytest.mark.parametrize(
    ("words", "said"),
    [
        ("7.7.2026", "Dienstag, 7. Juli 2026 (2026-07-07)"),
        ("gestern", "Sonntag, 5. Juli 2026 (2026-07-05) · gezählt ab 06.07.2026"),
        ("bis 31.12.", "bis 31. Dezember 2026 (../2026-12-31) · gezählt ab 06.07.2026"),
        ("Q3 2027", "3. Quartal 2027 (2027-07/2027-09)"),
        ("ca. 2030", "2030 (ungefähr) (2030~)"),
        ("Mittwoch, 7. Juli 2026", "! 7. Juli 2026 (2026-07-07) ist ein Dienstag"),
        ("30.2.2026", "! diesen Tag gibt es nicht"),
        ("5.5.2026 bis 1.5.2026", "! endet, bevor es beginnt"),
        ("o. D.", "undatiert (XXXX)"),
        ("irgendwann", "noch kein Datum, etwa 3.7.2026, Ende 2026, bis 31.12., ab 2027, ca. 2030"),
    ],
)
def test_readings(words: str, said: str) -> None:
    assert date_reading(MONDAY)(words) == said


def test_weekdays_are_written_out() -> None:
    assert [weekday(date(2026, 7, n)) for n in (6, 12)] == ["Montag", "Sonntag"]
