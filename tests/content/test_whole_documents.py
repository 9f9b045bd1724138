"""Documents as they are sent out: newsletter, press release, plan with contents, letter, page, PDF."""

from __future__ import annotations

import io

import pytest
from reportlab.lib.pagesizes import A4
from reportlab.pdfgen.canvas import Canvas

from content.formats import read_bytes
from content.model import Reading

BODY = (
    "Der Kreis Erlengrund legt seine Meldestellen zusammen und bringt die Akten der Gemeinden in ein "
    "gemeinsames Archiv. Die Schalter in den Gemeinden bleiben erhalten."
)
MORE = "Über die Kosten verhandelt der Kreis seit dem Frühjahr mit dem Land. Eine Antwort steht noch aus."


def read(*paragraphs: str) -> Reading:
    return read_bytes("\n\n".join(paragraphs).encode(), "plan.txt")


def test_a_newsletter() -> None:
    found = [
        *("Rundbrief des Kreises", "Ausgabe 3/2026 vom 4. Mai 2026", "Liebe Leserinnen und Leser,", BODY),
        *("In dieser Ausgabe", "1. Neue Schulen\n2. Termine", "Neue Schulen", MORE, "Termine", BODY),
        "Wenn Sie den Rundbrief abbestellen möchten, schreiben Sie uns.",
        *("Kreis Erlengrund · Uferweg 7 · 04999 Moorhagen · Telefon 0377 58 110", "Impressum | Datenschutz"),
    ]
    reading = read(*found)
    assert [region.kind for region in reading.regions] == [
        "title", "letterhead", "body", "boilerplate", "title", "body", "title", "body", "boilerplate",
        "letterhead", "boilerplate",
    ]  # fmt: skip
    assert (reading.title, reading.date) == ("Rundbrief des Kreises", "2026-05-04")
    assert reading.publisher == "Kreis Erlengrund"


def test_a_press_release_with_contact_and_further_news() -> None:
    contact = (
        "Pressekontakt",
        "Uta Größler",
        "Landratsamt\nUferweg 7\n04999 Moorhagen",
        "Telefon: 0377 58 110",
    )
    others = ("Weitere Meldungen", "Brücke in Moorhagen fertig", "3. Mai 2026: Bad bleibt offen")
    reading = read("Pressemitteilung 12/2026", "Umbau", f"Moorhagen, 4. Mai 2026. {BODY}", *contact, *others)
    assert [region.kind for region in reading.regions] == [
        "letterhead",
        "title",
        "body",
        "letterhead",
        "teaser",
    ]
    assert (reading.title, reading.date, reading.kind) == ("Umbau", "2026-05-04", "press_release")


@pytest.mark.parametrize(
    "contents",
    [
        "1 Schulen ........ 3\n2 Verkehr ........ 12\n2.1 Busse ........ 14",
        "Schulen … 3\nVerkehr … 12",
        "Schulen | 3\nVerkehr | 12",
        "1. Schulen\n2. Verkehr",
    ],
)
def test_a_table_of_contents_is_neither_title_nor_text(contents: str) -> None:
    reading = read("Haushaltsplan 2027", "Inhaltsverzeichnis", contents, "1 Schulen", BODY, "2 Verkehr", MORE)
    kinds = [region.kind for region in reading.regions]
    assert kinds == ["title", "boilerplate", "title", "body", "title", "body"]
    assert reading.title == "Haushaltsplan 2027"


def test_a_letter_is_titled_by_its_subject() -> None:
    head = ("Kreis Erlengrund\nPostfach 12\n04999 Moorhagen", "Moorhagen, den 4. Mai 2026\nAz.: 12-34/5")
    reading = read(
        *head, "An die Gemeinden", "Betreff: Neue Meldestellen", "Sehr geehrte Damen und Herren,", BODY
    )
    assert (reading.title, reading.title_reason) == ("Neue Meldestellen", "subject line")
    assert (reading.date, reading.publisher) == ("2026-05-04", "Kreis Erlengrund")


def test_a_body_named_at_the_head_of_every_page_publishes_the_file() -> None:
    out = io.BytesIO()
    canvas = Canvas(out, pagesize=A4)
    for words in ("Der Kreis baut ein Archiv.", "Das Archiv steht am Ufer.", "Es öffnet im Herbst."):
        canvas.drawString(72, 810, "Landratsamt Erlengrund | Uferweg 7 | 04999 Moorhagen")
        canvas.drawString(72, 700, words)
        canvas.showPage()
    canvas.save()
    reading = read_bytes(out.getvalue(), "plan.pdf")
    assert (reading.publisher, reading.publisher_reason) == ("Landratsamt Erlengrund", "pdf running head")
