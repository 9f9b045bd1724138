"""Title, date, publisher and kind, with their reasons."""

from __future__ import annotations

import pytest

from content.formats import read_bytes
from content.metadata import iso_day
from content.model import Reading

BODY = (
    "Die Landesregierung hat die Ordnung der Ämter beschlossen. Sie gilt vom 1. Januar 2027 an in allen "
    "Kreisen und kreisfreien Städten der Nordmark."
)


def read(*paragraphs: str) -> Reading:
    return read_bytes("\n\n".join(paragraphs).encode(), "x.txt")


@pytest.mark.parametrize(
    ("words", "day"),
    [
        ("24. April 2026", "2026-04-24"),
        ("24.04.2026", "2026-04-24"),
        ("4.5.2026", "2026-05-04"),
        ("2026-04-24", "2026-04-24"),
        ("1. Jänner 2026", "2026-01-01"),
        ("30.02.2026", None),
        ("24. Brumaire 2026", None),
        ("2026", None),
    ],
)
def test_iso_day(words: str, day: str | None) -> None:
    assert iso_day(words) == day


@pytest.mark.parametrize(
    "paragraphs",
    [
        ("Neue Ämter", BODY, "Talheim, 8. August 2024"),
        ("Neue Ämter", BODY, "Bad Talheim, den 8.8.2024", "Kontakt:\nTelefon 0399 4711"),
        ("Neue Ämter", f"Talheim (8. August 2024) – {BODY}"),
        ("Neue Ämter", f"Talheim, 8. August 2024. {BODY}"),
        ("Neue Ämter", f"[08.08.2024] {BODY}"),
        ("Neue Ämter", f"08.08.2024 – {BODY}"),
        ("08.08.2024", "Neue Ämter", BODY),
        ("Neue Ämter", "Donnerstag, 8. August 2024, 10:15 Uhr", BODY),
        ("Pressemitteilung Nr. 12 vom 8. August 2024", "Neue Ämter", BODY),
        ("Landkreis Talheim\nTelefon 0399 4711", "2024-08-08", "Neue Ämter", BODY),
    ],
)
def test_datelines_date_a_document(paragraphs: tuple[str, ...]) -> None:
    reading = read(*paragraphs)
    assert reading.date == "2024-08-08"
    assert reading.date_reason in ("dateline", "date line above the text")


@pytest.mark.parametrize(
    "paragraphs",
    [
        ("Neue Ämter", BODY),
        ("Neue Ämter", f"Am 8. August 2024 tagte der Rat. {BODY}"),
        ("Neue Ämter", BODY, "beschlossen vom Vorstand am 8. August 2024"),
        ("Neue Ämter", f"[31.02.2024] {BODY}"),
    ],
)
def test_other_dates_do_not(paragraphs: tuple[str, ...]) -> None:
    reading = read(*paragraphs)
    assert reading.date is None
    assert reading.date_reason.startswith("undated: no dateline")


def test_teasers_never_date_a_document() -> None:
    blurbs = (
        "Bad offen",
        "[03.02.2026] Das Bad öffnet. mehr...",
        "Brücke zu",
        "[02.02.2026] Gesperrt. mehr...",
    )
    reading = read("Neue Ämter", BODY, *blurbs)
    assert reading.date is None
    assert "the 2 bracketed dates belong to blurbs of other articles" in reading.date_reason


def test_the_title_is_the_first_heading_that_names_the_text() -> None:
    assert (
        read("Pressemitteilung", "Nr. 3/26", "Neue Ämter für die Nordmark", BODY).title
        == "Neue Ämter für die Nordmark"
    )
    assert read("Nordmark", "Neue Ämter für alle", BODY).title == "Neue Ämter für alle"
    assert read("Nordmark", BODY).title == "Nordmark"
    assert read(BODY, BODY).title == BODY
    assert read("Neue Ämter.", BODY).title_reason == "first line"


def test_a_kicker_that_lost_its_space_is_parted_from_the_title() -> None:
    body = f"Nordmark hat einen Rahmenplan. {BODY}"
    assert read("NordmarkRahmenplan für die Ämter", body).title == "Nordmark: Rahmenplan für die Ämter"
    assert read("RathausPortal für die Ämter", body).title == "RathausPortal für die Ämter"


def test_a_very_long_first_line_is_cut_at_a_word() -> None:
    title = read("Lage " * 200 + ".", BODY).title
    assert len(title) <= 300 and title.endswith("Lage …")


@pytest.mark.parametrize(
    ("paragraphs", "publisher", "reason"),
    [
        (("Medieninformation", "Staatskanzlei Nordmark", "Telefon 0399 4711", "Neue Ämter", BODY),
         "Staatskanzlei Nordmark", "letterhead"),
        (("Neue Ämter", BODY, "Kontakt:\nLandkreis Talheim\nTelefon 0399 4711"),
         "Landkreis Talheim", "letterhead"),
        (("Neue Ämter", BODY, "Kontakt:\nTelefon 0399 4711",
          "Der Neue Gemeindebund (NGB) ist der Dachverband der Gemeinden."),
         "Neuer Gemeindebund", "self-description"),
        (("Neue Ämter", BODY), "", ""),
    ],
)  # fmt: skip
def test_the_publisher(paragraphs: tuple[str, ...], publisher: str, reason: str) -> None:
    reading = read(*paragraphs)
    assert (reading.publisher, reading.publisher_reason) == (publisher, reason)


@pytest.mark.parametrize(
    ("first", "kind"),
    [
        ("Pressemitteilung", "press_release"),
        ("MEDIENINFORMATION 12/2026", "press_release"),
        ("Stellungnahme", "position_paper"),
        ("Forderungskatalog", "catalogue"),
        ("Neue Ämter", ""),
    ],
)
def test_the_kind_only_where_the_text_says_so(first: str, kind: str) -> None:
    assert read(first, "Neue Ämter für die Nordmark", BODY).kind == kind
