"""PDF as word processors set it, and RTF as they write it."""

from __future__ import annotations

import io
from collections.abc import Callable

import pytest
from reportlab.lib.pagesizes import A4
from reportlab.lib.styles import getSampleStyleSheet
from reportlab.pdfgen.canvas import Canvas
from reportlab.platypus import Flowable, ListFlowable, PageBreak, Paragraph, SimpleDocTemplate, Spacer

from content.formats import Unreadable, read_bytes
from content.model import Reading

SENTENCE = (
    "Der Kreis Erlengrund legt seine Meldestellen zusammen und bringt die Akten der Gemeinden in ein "
    "gemeinsames Archiv am Ufer der Moor, das im Herbst öffnet."
)
#: The same, as two printed lines.
CUT = SENTENCE.index(" Akten")
FIRST, SECOND = SENTENCE[:CUT], SENTENCE[CUT + 1 :]
SHEET = getSampleStyleSheet()
BODY = SHEET["BodyText"]


def built(*story: Flowable, **options: object) -> Reading:
    out = io.BytesIO()
    SimpleDocTemplate(out, **options).build(list(story))
    return read_bytes(out.getvalue(), "plan.pdf")


def drawn(*pages: list[tuple[float, float, str]], size: Callable[[str], float] = lambda _: 11.0) -> Reading:
    out = io.BytesIO()
    canvas = Canvas(out, pagesize=A4)
    for lines in pages:
        for left, top, words in lines:
            canvas.setFont("Helvetica", size(words))
            canvas.drawString(left, top, words)
        canvas.showPage()
    canvas.save()
    return read_bytes(out.getvalue(), "plan.pdf")


def set_lines(*lines: str, top: float = 700.0, left: float = 72.0) -> list[tuple[float, float, str]]:
    return [(left, top - 14 * at, line) for at, line in enumerate(lines)]


# PDF


@pytest.mark.parametrize("paragraphs", [1, 3, 12])
def test_paragraphs_over_several_lines_and_pages_are_whole_again(paragraphs: int) -> None:
    places = [
        "Au",
        "Bergen",
        "Cammin",
        "Damm",
        "Eich",
        "Furth",
        "Grund",
        "Hof",
        "Irl",
        "Jagst",
        "Kehl",
        "Lohe",
    ]
    text = [
        f"{place} und alle Orte, so der Rat von {place}, teilen sich in Erlengrund, wie es im Rat von "
        f"{place} heißt, ein gemeinsames Archiv, das der Rat von {place} am Ufer baut und {place} bezahlt."
        for place in places[:paragraphs]
    ]
    reading = built(*(Paragraph(words, BODY) for words in text), pagesize=(300, 400))
    assert reading.text == "\n\n".join(text)


def test_text_in_justified_lines_keeps_single_spaces() -> None:
    style = BODY.clone("justified", alignment=4)
    assert built(Paragraph(SENTENCE, style), pagesize=(260, 400)).text == SENTENCE


def test_headings_are_told_by_their_size_and_may_have_two_lines() -> None:
    head = "Der Umbau der Meldestellen im Kreis Erlengrund und seinen Gemeinden"
    reading = built(Paragraph(head, SHEET["Heading1"]), Paragraph(f"{SENTENCE} {SENTENCE}", BODY))
    assert [region.kind for region in reading.regions] == ["title", "body"]
    assert reading.title == head


def test_lists_made_by_the_library_have_marks() -> None:
    entries = [Paragraph(words, BODY) for words in ("das Archiv am Ufer", "die Schalter in den Gemeinden")]
    numbered = built(Paragraph("Der Kreis plant:", BODY), ListFlowable(entries, bulletFormat="%s."))
    assert numbered.text == "Der Kreis plant:\n\n1. das Archiv am Ufer\n2. die Schalter in den Gemeinden"


def test_an_item_over_two_lines_is_one_line() -> None:
    lines = [
        (72.0, 700.0, "• das gemeinsame Archiv der Gemeinden am Ufer der Moor in"),
        (82.0, 686.0, "Moorhagen"),
        (72.0, 672.0, "• die Schalter"),
    ]
    assert (
        drawn(lines).text
        == "- das gemeinsame Archiv der Gemeinden am Ufer der Moor in Moorhagen\n- die Schalter"
    )


@pytest.mark.parametrize(
    ("first", "second", "joined"),
    [
        ("die gemeinsame Verwal-", "tung der Gemeinden", "die gemeinsame Verwaltung der Gemeinden"),
        ("die Kreis-", "und Gemeindeämter", "die Kreis- und Gemeindeämter"),
        ("der neue Bund-", "Länder-Vertrag", "der neue Bund-Länder-Vertrag"),
    ],
)
def test_hyphens_at_the_end_of_a_line_and_of_a_page(first: str, second: str, joined: str) -> None:
    opening = "Der Kreistag von Erlengrund berät am Dienstag in Moorhagen"
    whole = f"{opening} über {joined} im Herbst."
    lines = [opening, f"über {first}", f"{second} im Herbst."]
    assert drawn(set_lines(*lines)).text == whole
    assert drawn(set_lines(*lines[:2], top=100), set_lines(lines[2])).text == whole


@pytest.mark.parametrize("number", ["7", "- 7 -", "Seite 7", "Seite 7 von 9", "7/9", "S. 7", "iv"])
def test_page_numbers_are_left_out_even_on_one_page(number: str) -> None:
    reading = drawn([*set_lines(FIRST, SECOND), (290.0, 30.0, number)])
    assert reading.text == SENTENCE
    assert reading.warnings[0] == f"Running heads and page numbers were left out: {number}."


def test_running_heads_are_left_out_and_named_once() -> None:
    pages = [
        [(72.0, 800.0, "Kreis Erlengrund"), *set_lines(f"Teil {name} beginnt hier.", "Sie kostet nichts.")]
        for name in ("eins", "zwei", "drei", "vier")
    ]
    reading = drawn(*pages)
    assert "Kreis Erlengrund" not in reading.text and "Teil drei" in reading.text
    assert " ".join(reading.warnings).count("Kreis Erlengrund") == 1


def test_a_first_line_that_only_one_page_has_stays() -> None:
    reading = drawn([(72.0, 800.0, "Kreis Erlengrund"), *set_lines(FIRST, SECOND)])
    assert reading.text.startswith("Kreis Erlengrund")


def test_a_number_close_to_the_text_is_text() -> None:
    lines = [*set_lines("Der Kreis hat Gemeinden in dieser Zahl:", "214")]
    assert drawn(lines).text.endswith("214")


def test_the_lines_of_an_address_stay_apart() -> None:
    lines = set_lines("Kreis Erlengrund", "Uferweg 7", "04999 Moorhagen")
    far = [(72.0, 600.0, FIRST), (72.0, 586.0, SECOND)]
    assert drawn(lines + far).text == f"Kreis Erlengrund\nUferweg 7\n04999 Moorhagen\n\n{SENTENCE}"


def test_large_print_is_a_title_only_while_it_is_short() -> None:
    words = ("Umbau beginnt", FIRST, SECOND)
    reading = drawn(
        [(72.0, 740.0, words[0]), *set_lines(*words[1:])],
        size=lambda line: 18.0 if line == words[0] else 11.0,
    )
    assert [region.kind for region in reading.regions] == ["title", "body"]


def test_pages_of_pictures_are_named_by_number() -> None:
    reading = drawn(set_lines(FIRST), [], set_lines(SECOND), [])
    assert "Without a text layer, and left out: page 2, 4 (a scan? run OCR first)." in reading.warnings


def test_a_scan_is_refused_with_what_to_do() -> None:
    with pytest.raises(Unreadable, match=r"^has no text layer \(scan\): run OCR first$"):
        drawn([], [], [])


def test_an_empty_page_between_does_not_part_a_sentence() -> None:
    story = (Paragraph(SENTENCE, BODY), PageBreak(), Spacer(1, 10), PageBreak(), Paragraph("Danach.", BODY))
    assert built(*story).text == f"{SENTENCE}\n\nDanach."


@pytest.mark.parametrize(
    ("title", "taken"),
    [("Der Umbau", True), ("plan_final.docx", False), ("untitled", False), ("Microsoft Word - plan", False)],
)
def test_the_title_property_is_believed_unless_it_is_a_file_name(title: str, taken: bool) -> None:
    reading = built(Paragraph("Umbau beginnt", SHEET["Heading1"]), Paragraph(SENTENCE, BODY), title=title)
    assert reading.title == (title if taken else "Umbau beginnt")


def test_the_day_of_its_making_is_only_offered() -> None:
    reading = built(Paragraph(SENTENCE, BODY))
    assert reading.date is None
    assert any("that may be its template's date" in warning for warning in reading.warnings)


def test_too_many_pages_or_letters_are_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("content.formats.pdf.MAX_PAGES", 2)
    with pytest.raises(Unreadable, match="has 3 pages: split it into parts of at most 2"):
        drawn(*[set_lines("Umbau")] * 3)
    monkeypatch.setattr("content.formats.pdf.MAX_CHARS", 50)
    with pytest.raises(Unreadable, match="has more than 50 letters: split it into parts"):
        drawn(set_lines(FIRST))


# RTF


def rtf(body: str, head: str = "") -> Reading:
    return read_bytes(f"{{\\rtf1\\ansi\\ansicpg1252\\deff0{head} {body}}}".encode("cp1252"), "plan.rtf")


@pytest.mark.parametrize(
    ("source", "shown"),
    [
        (r"Geb\'fchr \'84nur\'93 5 \'80", "Gebühr „nur“ 5 €"),
        (r"Geb\u252?hr 5 \u8364?", "Gebühr 5 €"),
        (r"Ko\u269 c\u780?e", "Koč\u030ce"),
        (r"{\uc0 Geb\u252 hr}", "Gebühr"),
        (r"Kreis\~Erlengrund", "Kreis Erlengrund"),
        (r"Melde\-amt", "Meldeamt"),
        (r"a\endash b\emdash c", "a–b—c"),
        (r"\ldblquote Ja\rdblquote", "“Ja”"),
        (r"\{Amt\} \\ Rat", "{Amt} \\ Rat"),
        (r"Kreis\tab Erlengrund", "Kreis Erlengrund"),
        (r"Uferweg 7\line Moorhagen", "Uferweg 7\nMoorhagen"),
        (r"Eins.\par Zwei.", "Eins.\n\nZwei."),
        (r"{\b Das} {\i\fs28 Amt} {\cf1\ul \'f6ffnet}.", "Das Amt öffnet."),
    ],
)
def test_rtf_characters_and_breaks(source: str, shown: str) -> None:
    assert rtf(source + r"\par").text == shown


def test_rtf_fields_show_their_result_and_not_their_code() -> None:
    assert rtf(
        r"Seite {\field{\*\fldinst PAGE}{\fldrslt 3}} vom {\field{\*\fldinst{DATE}}{\fldrslt Mai}}."
    ).text == ("Seite 3 vom Mai.")


def test_rtf_pictures_and_unknown_destinations_leave_no_bytes() -> None:
    assert (
        rtf(r"Das {\pict\wmetafile8 0100090000}{\*\unbekannt geheim}Amt \'f6ffnet.\par").text
        == "Das Amt öffnet."
    )


def test_rtf_headings_come_from_style_or_outline_level() -> None:
    head = r"{\stylesheet{\s3\b heading 1;}{\s30 Normal;}}"
    reading = rtf(
        r"\pard\s3 Der Umbau.\par\pard\s30 Er beginnt.\par\pard\outlinelevel1 Die Kosten.\par", head
    )
    assert [(reading.text[r.start : r.end], r.kind) for r in reading.regions] == [
        ("Der Umbau.", "title"),
        ("Er beginnt.", "body"),
        ("Die Kosten.", "title"),
    ]


def test_rtf_title_and_creation_day() -> None:
    reading = rtf(r"Er beginnt.\par", r"{\info{\title Umbau der \'c4mter}{\creatim\yr2011\mo2\dy3}}")
    assert (reading.title, reading.title_reason) == ("Umbau der Ämter", "rtf title property")
    assert reading.date is None
    assert "created on 2011-02-03" in reading.warnings[0]


def test_rtf_comments_are_reported() -> None:
    reading = rtf(r"Das Amt{\*\annotation Stimmt das?} \'f6ffnet.\par")
    assert (reading.text, reading.warnings) == ("Das Amt öffnet.", ("Comments were left out.",))


def test_rtf_frames_and_rows() -> None:
    assert rtf(r"\trowd Im Kasten.\cell\row\pard Danach.\par").text.startswith("Im Kasten.")
    assert rtf(r"\trowd Amt\cell\cell 5\cell\row").text == "Amt | | 5"
