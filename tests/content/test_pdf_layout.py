"""PDF pages whose text is not one column from top to bottom: columns, boxes, notes, tables, turned text."""

from __future__ import annotations

import io
import random
from collections.abc import Callable, Iterable

import pytest
from reportlab.lib.pagesizes import A4
from reportlab.lib.styles import getSampleStyleSheet
from reportlab.lib.utils import simpleSplit
from reportlab.pdfgen.canvas import Canvas
from reportlab.platypus import Flowable, Paragraph, SimpleDocTemplate, Table, TableStyle
from reportlab.platypus.doctemplate import BaseDocTemplate, PageTemplate
from reportlab.platypus.frames import Frame

from content.formats import read_bytes
from content.model import Reading

#: Left edge, baseline, words, size.
Piece = tuple[float, float, str, float]

SHEET = getSampleStyleSheet()
BODY = SHEET["BodyText"]
SAYING = (
    "der Kreistag von Erlengrund hat in seiner Sitzung den Haushalt beraten und die Mittel für Schulen sowie "
    "den Nahverkehr im Umland beschlossen wobei die Gemeinden ein Drittel der Kosten tragen"
)
WORDS = SAYING.split()


def paragraph(number: int, length: int = 60) -> str:
    """A paragraph of its own words, told from all others by its beginning."""
    dice = random.Random(number)
    words = [dice.choice(WORDS) for _ in range(length)]
    return f"Absatz {number} beginnt hier und {' '.join(words)} endet so."


def set_text(left: float, top: float, width: float, text: str, size: float = 10.0) -> list[Piece]:
    """The lines of a text set in a column."""
    lines = simpleSplit(text, "Helvetica", size, width)
    return [(left, top - 1.2 * size * at, line, size) for at, line in enumerate(lines)]


def below(pieces: list[Piece], gap: float = 20.0) -> float:
    return min(piece[1] for piece in pieces) - gap


def drawn(*pages: Iterable[Piece], around: Callable[[Canvas], None] = lambda _: None) -> Reading:
    out = io.BytesIO()
    canvas = Canvas(out, pagesize=A4)
    for pieces in pages:
        around(canvas)
        for left, top, words, size in pieces:
            canvas.setFont("Helvetica", size)
            canvas.drawString(left, top, words)
        canvas.showPage()
    canvas.save()
    return read_bytes(out.getvalue(), "plan.pdf")


def paragraphs(reading: Reading) -> list[str]:
    return reading.text.split("\n\n")


# Columns


def two_columns() -> tuple[list[list[Piece]], list[str]]:
    title = [(72.0, 780.0, "Kreistag beschließt den Haushalt für das kommende Jahr", 18.0)]
    left = set_text(72, 740, 210, paragraph(1))
    left += set_text(72, below(left), 210, paragraph(2, 40))
    right = set_text(310, 740, 210, paragraph(3, 30))
    # Not on the lines of the left column.
    right += set_text(310, below(right, 16), 210, paragraph(4, 70))
    foot = set_text(72, below(left + right, 30), 450, paragraph(5))
    wanted = [title[0][2], paragraph(1), paragraph(2, 40), paragraph(3, 30), paragraph(4, 70), paragraph(5)]
    return [title, left, right, foot], wanted


ORDERS: dict[str, Callable[[list[list[Piece]]], list[Piece]]] = {
    "column by column": lambda parts: sum(parts, []),
    "right column first": lambda parts: parts[2] + parts[1] + parts[3] + parts[0],
    "line by line across the page": lambda parts: sorted(sum(parts, []), key=lambda p: (-p[1], p[0])),
    "any order": lambda parts: random.Random(4).sample(sum(parts, []), len(sum(parts, []))),
}


@pytest.mark.parametrize("order", ORDERS)
def test_columns_are_read_one_after_the_other_whatever_order_the_file_has(order: str) -> None:
    parts, wanted = two_columns()
    reading = drawn(ORDERS[order](parts))
    assert paragraphs(reading) == wanted
    assert reading.title == wanted[0]


@pytest.mark.parametrize("columns", [2, 3])
@pytest.mark.parametrize("alignment", [0, 4])
def test_text_that_flows_through_columns_and_pages_is_whole(columns: int, alignment: int) -> None:
    wanted = [paragraph(number, 50 + 7 * number) for number in range(1, 20)]
    width = (A4[0] - 100 - (columns - 1) * 18) / columns

    def heads(canvas: Canvas, document: BaseDocTemplate) -> None:
        canvas.setFont("Helvetica", 8)
        canvas.drawString(50, 812, "Amtsblatt Erlengrund")
        canvas.drawRightString(545, 812, f"Nr. 4 / Seite {document.page}")
        canvas.drawCentredString(297, 20, f"- {document.page} -")

    frames = [Frame(50 + at * (width + 18), 50, width, 740, 0, 0, 0, 0) for at in range(columns)]
    out = io.BytesIO()
    document = BaseDocTemplate(out, pagesize=A4)
    document.addPageTemplates(PageTemplate(frames=frames, onPage=heads))
    style = BODY.clone("set", alignment=alignment)
    document.build([Paragraph(text, style) for text in wanted])
    reading = read_bytes(out.getvalue(), "amtsblatt.pdf")
    assert paragraphs(reading) == wanted
    assert "Amtsblatt Erlengrund / Nr. 4 / Seite 1 / - 1 -" in reading.warnings[0]


def test_a_word_cut_at_the_end_of_a_column_is_one_again() -> None:
    left = set_text(72, 740, 200, "Der Kreistag von Erlengrund berät im Herbst über den gemeinsamen Haus-")
    right = set_text(310, 740, 200, "halt der Gemeinden und über die Zukunft der Schulen am Ufer der Moor.")
    assert len(left) > 1 and len(right) > 1
    text = drawn(right + left).text
    assert "über den gemeinsamen Haushalt der Gemeinden" in text and "\n" not in text


def test_a_heading_between_two_bands_of_columns_stays_between_them() -> None:
    upper = [*set_text(72, 740, 210, paragraph(1)), *set_text(310, 740, 210, paragraph(2))]
    head: Piece = (72.0, below(upper, 40), "Weitere Beschlüsse", 14.0)
    top = head[1] - 24
    lower = [*set_text(72, top, 210, paragraph(3)), *set_text(310, top, 210, paragraph(4))]
    assert paragraphs(drawn(lower + upper + [head])) == [
        paragraph(1), paragraph(2), "Weitere Beschlüsse", paragraph(3), paragraph(4),
    ]  # fmt: skip


# Sidebars and notes

ADDRESS = ["Hausanschrift:", "Landratsamt Erlengrund", "Uferweg 7", "04999 Moorhagen", "Telefon 0399 4711"]


@pytest.mark.parametrize(("text_left", "side_left"), [(200.0, 50.0), (50.0, 420.0)])
def test_a_sidebar_does_not_cut_the_sentence_at_the_end_of_its_page(
    text_left: float, side_left: float
) -> None:
    lines = set_text(text_left, 740, 340, paragraph(1, 150), 11)
    cut = len(lines) - 3
    side = [(side_left, 738.0 - 10 * at, words, 8.0) for at, words in enumerate(ADDRESS)]
    rest = [(left, 740.0 - 13.2 * at, words, size) for at, (left, _, words, size) in enumerate(lines[cut:])]
    reading = drawn(side + lines[:cut], rest)
    assert paragraphs(reading) == [paragraph(1, 150), "\n".join(ADDRESS)]
    assert [region.kind for region in reading.regions] == ["body", "letterhead"]


def test_footnotes_follow_the_paragraph_that_they_interrupt() -> None:
    lines = set_text(50, 740, 240, paragraph(1, 120), 11)
    half = len(lines) // 2
    right = [(310.0, 740.0 - 13.2 * at, words, 11.0) for at, (_, _, words, _) in enumerate(lines[half:])]
    top = below(lines[:half], 30)
    notes = [(50.0, top, "1 Vgl. den Bericht der Kämmerei über die Lage", 8.0)]
    notes += [(50.0, top - 10, "der Gemeinden am Ufer.", 8.0)]
    assert paragraphs(drawn(lines[:half] + notes + right)) == [
        paragraph(1, 120),
        "1 Vgl. den Bericht der Kämmerei über die Lage der Gemeinden am Ufer.",
    ]


def test_letterheads_beside_one_another_keep_their_lines() -> None:
    left = ["Landratsamt Erlengrund", "Uferweg 7", "04999 Moorhagen"]
    right = ["Auskunft erteilt: Uta Größler", "Telefon: 0399 4711 220", "groessler@erlengrund.example"]
    lines = [(at, 780.0 - 12 * row, words, 10.0) for row in range(3) for at, words in
             ((72.0, left[row]), (350.0, right[row]))]  # fmt: skip
    text = [(350.0, 710.0, "Moorhagen, 4. Mai 2026", 10.0), *set_text(72, 660, 450, paragraph(1))]
    reading = drawn(lines + text)
    assert paragraphs(reading) == ["\n".join(left), "\n".join(right), "Moorhagen, 4. Mai 2026", paragraph(1)]
    assert reading.date == "2026-05-04"


def test_small_print_at_the_foot_does_not_cut_the_sentence_above_it() -> None:
    lines = set_text(72, 740, 450, paragraph(1, 150))
    cut = len(lines) - 3
    foot = [(72.0, 60.0, "Landratsamt Erlengrund", 7.0), (72.0, 52.0, "Uferweg 7, 04999 Moorhagen", 7.0)]
    foot += [(300.0, 60.0, "Telefon 0399 4711", 7.0), (300.0, 52.0, "www.erlengrund.example", 7.0)]
    rest = [(left, 740.0 - 12 * at, words, size) for at, (left, _, words, size) in enumerate(lines[cut:])]
    reading = drawn(lines[:cut] + foot, rest)
    assert paragraphs(reading)[0] == paragraph(1, 150)
    assert [region.kind for region in reading.regions] == ["body", "letterhead"]


def built(*story: Flowable) -> Reading:
    out = io.BytesIO()
    SimpleDocTemplate(out).build(list(story))
    return read_bytes(out.getvalue(), "plan.pdf")


@pytest.mark.parametrize(
    ("source", "shown"),
    [
        ("Die Kosten<super>1</super> steigen.", "Die Kosten[1] steigen."),
        ("Seit 2026<super>2</super>. Es bleibt so.", "Seit 2026[2]. Es bleibt so."),
        ("Das sagt der Rat.<super>13</super> Er zahlt.", "Das sagt der Rat.[13] Er zahlt."),
        ("Die Halle hat 300 m<super>2</super> Fläche.", "Die Halle hat 300 m² Fläche."),
        ("Das Formular A5 gilt seit 2026.", "Das Formular A5 gilt seit 2026."),
    ],
)
def test_raised_figures_do_not_stick_to_words_and_years(source: str, shown: str) -> None:
    assert built(Paragraph(source, BODY)).text == shown


# Tables


def test_a_table_is_read_row_by_row() -> None:
    cells = [["Bereich", "2027", "2028"], ["Verwaltung", "12,5", "13,0"], ["Schulen und Kitas", "7", "8,4"]]
    reading = built(Paragraph(paragraph(1), BODY), Table(cells), Paragraph(paragraph(2), BODY))
    assert paragraphs(reading) == [
        paragraph(1),
        "Bereich | 2027 | 2028\nVerwaltung | 12,5 | 13,0\nSchulen und Kitas | 7 | 8,4",
        paragraph(2),
    ]


def test_a_timetable_without_figures_is_read_row_by_row() -> None:
    rows = [("4. Mai 2026", "Beschluss im Kreistag"), ("Juni 2026", "Anhörung der Gemeinden"),
            ("Herbst 2026", "Start der neuen Stelle")]  # fmt: skip
    lines = [(at, 750.0 - 15 * row, words, 10.0) for row, cells in enumerate(rows)
             for at, words in zip((72.0, 200.0), cells, strict=True)]  # fmt: skip
    table = "\n".join(" | ".join(cells) for cells in rows)
    assert paragraphs(drawn(lines + set_text(72, 690, 450, paragraph(1)))) == [table, paragraph(1)]


@pytest.mark.parametrize("valign", ["TOP", "MIDDLE", "BOTTOM"])
def test_cells_with_several_lines_stay_whole(valign: str) -> None:
    texts = [(paragraph(at, 6 + 5 * at), paragraph(10 + at, 26 - 6 * at)) for at in range(4)]
    cells = [[Paragraph(text, BODY) for text in row] for row in texts]
    style = TableStyle([("VALIGN", (0, 0), (-1, -1), valign)])
    reading = built(Table(cells, colWidths=[220, 220], style=style))
    assert reading.text == "\n".join(" | ".join(row) for row in texts)


def test_wide_blanks_in_a_line_part_nothing() -> None:
    lines = [(72.0, 700.0, "Erlengrund,", 11.0), (150.0, 700.0, "den 3. Juli 2026", 11.0)]
    text = [(72.0, 670.0 - 14 * at, words, 11.0) for at, words in enumerate(["Der Rat tagt.", "Er berät."])]
    assert drawn(lines + text).text.startswith("Erlengrund, den 3. Juli 2026")


def test_a_wide_gap_in_one_justified_line_parts_nothing() -> None:
    lines = set_text(72, 700, 400, paragraph(1))
    left, top, words, size = lines[2]
    middle = words.index(" ", len(words) // 2)
    rest = (left + 260, top, words[middle + 1 :], size)
    assert drawn([*lines[:2], (left, top, words[:middle], size), rest, *lines[3:]]).text == paragraph(1)


def test_the_lines_of_a_table_of_contents_stay_apart() -> None:
    lines = [
        f"{at}. {words} {'. ' * 40}{7 * at}" for at, words in enumerate(("Schulen", "Verkehr", "Archiv"), 1)
    ]
    contents = [(72.0, 700.0 - 14 * at, words, 11.0) for at, words in enumerate(lines)]
    reading = drawn([(72.0, 730.0, "Inhalt", 11.0), *contents, *set_text(72, 600, 400, paragraph(1))])
    assert paragraphs(reading) == ["Inhalt", "\n".join(lines), paragraph(1)]
    assert [region.kind for region in reading.regions] == ["boilerplate", "body"]


def test_numbers_of_headings_and_items_stay_with_their_words() -> None:
    lines = [(72.0, 700.0, "3.2", 11.0), (110.0, 700.0, "Schulen am Ufer", 11.0)]
    lines += [(72.0, 670.0, "•", 11.0), (95.0, 670.0, "die Halle wird gebaut", 11.0)]
    lines += [(72.0, 656.0, "•", 11.0), (95.0, 656.0, "das Bad bleibt offen", 11.0)]
    assert drawn(lines).text == "3.2 Schulen am Ufer\n\n- die Halle wird gebaut\n- das Bad bleibt offen"


# Turned, slanting and hidden text


def test_a_page_turned_on_its_side_reads_as_any_other() -> None:
    def turned(canvas: Canvas) -> None:
        canvas.translate(A4[0], 0)
        canvas.rotate(90)

    left, right = set_text(72, 500, 250, paragraph(1)), set_text(400, 500, 250, paragraph(2))
    assert paragraphs(drawn(right + left, around=turned)) == [paragraph(1), paragraph(2)]


def stamped(canvas: Canvas) -> None:
    canvas.saveState()
    canvas.translate(200, 300)
    canvas.rotate(45)
    canvas.setFont("Helvetica", 60)
    canvas.drawString(0, 0, "ENTWURF")
    canvas.restoreState()


def test_a_stamp_across_every_page_is_left_out_and_named() -> None:
    reading = drawn(
        set_text(72, 700, 400, paragraph(1)), set_text(72, 700, 400, paragraph(2)), around=stamped
    )
    assert paragraphs(reading) == [paragraph(1), paragraph(2)]
    assert reading.warnings[0] == "Running heads and page numbers were left out: ENTWURF."


def test_words_across_a_single_page_come_after_it() -> None:
    assert paragraphs(drawn(set_text(72, 700, 400, paragraph(1)), around=stamped)) == [
        paragraph(1),
        "ENTWURF",
    ]


def test_words_outside_of_the_page_are_left_out_and_counted() -> None:
    reading = drawn([(72.0, -40.0, "nicht zu sehen", 11.0), *set_text(72, 700, 400, paragraph(1))])
    assert reading.text == paragraph(1)
    assert reading.warnings[0] == "3 words outside of the visible pages left out."


def test_where_all_words_lie_outside_of_the_page_none_is_left_out() -> None:
    reading = drawn([(72.0, -40.0, "Weit draußen steht der Rat.", 11.0)])
    assert (reading.text, reading.warnings[1:]) == ("Weit draußen steht der Rat.", ())


def test_unseen_text_over_a_picture_is_read() -> None:
    out = io.BytesIO()
    canvas = Canvas(out, pagesize=A4)
    canvas.rect(50, 50, 400, 700, fill=1)
    layer = canvas.beginText(72, 700)
    layer.setTextRenderMode(3)
    layer.setFont("Helvetica", 11)
    layer.textLine("Der Rat tagt am Ufer der Moor.")
    canvas.drawText(layer)
    canvas.showPage()
    canvas.save()
    assert read_bytes(out.getvalue(), "scan.pdf").text == "Der Rat tagt am Ufer der Moor."


# Running heads


def test_the_heads_of_sections_are_left_out_though_they_vary() -> None:
    names = ["Haushalt"] * 3 + ["Schulen"] * 2 + ["Verkehr"] * 4
    pages = [
        [(72.0, 810.0, f"{name} · {at}", 9.0), *set_text(72, 760, 400, paragraph(at))]
        for at, name in enumerate(names, 1)
    ]
    reading = drawn(*pages)
    assert paragraphs(reading) == [paragraph(at) for at in range(1, 10)]
    assert all(name in reading.warnings[0] for name in names)


def test_heads_of_left_and_right_pages_differ() -> None:
    pages = []
    for at in range(1, 8):
        head: Piece = (72.0, 810.0, "Amtsblatt", 9.0) if at % 2 else (400.0, 810.0, "Kreis Erlengrund", 9.0)
        pages.append([*([head] if at > 1 else []), *set_text(72, 760, 400, paragraph(at))])
    assert paragraphs(drawn(*pages)) == [paragraph(at) for at in range(1, 8)]


def test_an_item_that_begins_two_pages_under_the_head_stays_in_the_text() -> None:
    item = "Sitzungen des Kreistags werden übertragen"
    pages = []
    for at in range(1, 6):
        head: Piece = (72.0, 810.0, "Amtsblatt Erlengrund", 9.0)
        first = [(72.0, 780.0, item, 10.0)] if at in (2, 4) else []
        pages.append([head, *first, *set_text(72, 750, 400, paragraph(at))])
    reading = drawn(*pages)
    assert reading.text.count(item) == 2 and "Amtsblatt" not in reading.text
