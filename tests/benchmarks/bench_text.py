"""Speed of reading: plain text to text, regions and metadata; PDF against bare text extraction.

Run: python tests/benchmarks/bench_text.py [MEGABYTES]

Prints megabytes a second for plain and for wrapped text (the goal is 2), and the time for PDF files as
a multiple of what pypdfium2 takes to give their characters in the same run, without any order.
"""

from __future__ import annotations

import io
import sys
import textwrap

import pypdfium2 as pdfium
from reportlab.lib.pagesizes import A4
from reportlab.lib.styles import getSampleStyleSheet
from reportlab.platypus import Flowable, Paragraph, Table
from reportlab.platypus.doctemplate import BaseDocTemplate, PageTemplate
from reportlab.platypus.frames import Frame
from timing import seconds

from content.formats import read_bytes

_SENTENCES = (
    "Der Kreistag von Erlengrund hat den Haushalt beraten und die Mittel für die Schulen beschlossen.",
    "Die Gemeinden tragen ein Drittel der Kosten, der Freistaat zahlt den Rest bis Ende 2027.",
    "„Wir legen die Meldestellen zusammen“, sagte die Landrätin am 4. Mai 2026 in Moorhagen.",
    "Über den Nahverkehr im Umland entscheidet der Ausschuss nach der Anhörung der Städte- und Kreisämter.",
)


def paragraph(number: int) -> str:
    """Four to seven sentences."""
    return " ".join(_SENTENCES[(number + at) % 4] for at in range(4 + number % 4))


def plain_text(size: int) -> str:
    """Paragraphs, headings and items of about ``size`` bytes."""
    parts: list[str] = []
    length = number = 0
    while length < size:
        number += 1
        item = f"- {_SENTENCES[number % 4]}" if number % 5 == 0 else paragraph(number)
        parts.append(f"{number} Beschlüsse des Kreises" if number % 9 == 0 else item)
        length += len(parts[-1].encode()) + 2
    return "\n\n".join(parts)


def pdf_file(columns: int, tables: bool = False) -> bytes:
    """A file of some fifty pages in columns, perhaps with a table after every tenth paragraph."""
    style = getSampleStyleSheet()["BodyText"].clone("set", alignment=4)
    width = (A4[0] - 100 - (columns - 1) * 18) / columns
    frames = [Frame(50 + at * (width + 18), 50, width, 740, 0, 0, 0, 0) for at in range(columns)]
    story: list[Flowable] = []
    for number in range(400):
        story.append(Paragraph(paragraph(number), style))
        if tables and number % 10 == 0:
            story.append(Table([["Bereich", "2026", "2027"], *([["Umbau", "1,2", "0,9"]] * 8)]))
    out = io.BytesIO()
    document = BaseDocTemplate(out, pagesize=A4)
    document.addPageTemplates(PageTemplate(frames=frames))
    document.build(story)
    return out.getvalue()


def bare(data: bytes) -> int:
    """All characters as pypdfium2 gives them."""
    document = pdfium.PdfDocument(data)
    letters = 0
    for page in document:
        text_page = page.get_textpage()
        letters += len(text_page.get_text_range())
        text_page.close()
        page.close()
    document.close()
    return letters


def main() -> None:
    size = int(float(sys.argv[1]) * 1_000_000) if len(sys.argv) > 1 else 2_000_000
    text = plain_text(size)
    wrapped = "\n\n".join(textwrap.fill(part, 75) for part in text.split("\n\n"))
    for name, words in (("plain", text), ("wrapped", wrapped)):
        data = words.encode()
        took = seconds(lambda data=data: read_bytes(data, "plan.txt"))  # type: ignore[misc]
        print(f"{name} text: {len(data) / took / 1e6:.1f} MB a second")
    for name, data in (
        ("one column", pdf_file(1)),
        ("two columns", pdf_file(2)),
        ("three columns", pdf_file(3)),
        ("two columns with tables", pdf_file(2, tables=True)),
    ):
        floor = seconds(lambda data=data: bare(data))  # type: ignore[misc]
        took = seconds(lambda data=data: read_bytes(data, "plan.pdf"))  # type: ignore[misc]
        rate = bare(data) / took
        print(f"pdf, {name}: {took / floor:.1f} times bare extraction ({rate:,.0f} letters a second)")


if __name__ == "__main__":
    main()
