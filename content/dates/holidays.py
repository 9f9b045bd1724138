"""German holidays and church feasts: fixed days, and days counted from Easter."""

from __future__ import annotations

from datetime import date

from content.dates.points import easter, moved

_FIXED = {
    "neujahr": (1, 1), "neujahrstag": (1, 1), "heilige drei könige": (1, 6), "heiligen drei könige": (1, 6),
    "dreikönigstag": (1, 6), "tag der arbeit": (5, 1), "maifeiertag": (5, 1), "mariä himmelfahrt": (8, 15),
    "maria himmelfahrt": (8, 15), "tag der deutschen einheit": (10, 3), "reformationstag": (10, 31),
    "reformationsfest": (10, 31), "allerheiligen": (11, 1), "martinstag": (11, 11), "nikolaus": (12, 6),
    "nikolaustag": (12, 6), "heiligabend": (12, 24), "heiliger abend": (12, 24), "heiligen abend": (12, 24),
    "weihnachten": (12, 24), "weihnachtstag": (12, 25), "ersten weihnachtstag": (12, 25),
    "erster weihnachtstag": (12, 25), "ersten weihnachtsfeiertag": (12, 25), "zweiten weihnachtstag": (12,
    26),
    "zweiten weihnachtsfeiertag": (12, 26), "stefanstag": (12, 26), "stephanstag": (12, 26),
    "silvester": (12, 31),
    "silvesterabend": (12, 31), "internationaler frauentag": (3, 8), "internationalen frauentag": (3, 8),
    "weltkindertag": (9, 20),
}  # fmt: skip
_FROM_EASTER = {
    "rosenmontag": -48, "faschingsdienstag": -47, "aschermittwoch": -46, "palmsonntag": -7,
    "gründonnerstag": -3,
    "karfreitag": -2, "karsamstag": -1, "ostern": 0, "ostersonntag": 0, "ostermontag": 1, "weißer sonntag": 7,
    "christi himmelfahrt": 39, "himmelfahrt": 39, "himmelfahrtstag": 39, "vatertag": 39, "pfingsten": 49,
    "pfingstsonntag": 49, "pfingstmontag": 50, "fronleichnam": 60,
}  # fmt: skip

#: Lower-case names, longest first.
HOLIDAYS: tuple[str, ...] = tuple(
    sorted((*_FIXED, *_FROM_EASTER, "buß- und bettag", "volkstrauertag", "totensonntag", "erster advent",
            "ersten advent", "1. advent", "muttertag", "erntedankfest", "erntedank"), key=len, reverse=True)
)  # fmt: skip


def _sunday_before(day: date) -> date:
    return moved(day, -day.isoweekday())


def holiday(name: str, year: int) -> date:
    """The day a holiday falls on in a year. ``name`` is one of HOLIDAYS."""
    if name in _FIXED:
        return date(year, *_FIXED[name])
    if name in _FROM_EASTER:
        return moved(easter(year), _FROM_EASTER[name])
    if name == "muttertag":
        return moved(date(year, 5, 1), 14 - date(year, 5, 1).isoweekday())
    if name.startswith("erntedank"):
        return moved(date(year, 10, 1), (7 - date(year, 10, 1).isoweekday()) % 7)
    fourth_advent = _sunday_before(date(year, 12, 25))
    back = {"buß- und bettag": 32, "volkstrauertag": 35, "totensonntag": 28}.get(name, 21)
    return moved(fourth_advent, -back)
