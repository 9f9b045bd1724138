"""Word and OpenDocument files, built part by part: changes, lists, breaks, tables, properties."""

from __future__ import annotations

import io
import zipfile

import docx
import pytest
from docx.enum.text import WD_BREAK

from content.formats import Unreadable, read_bytes
from content.model import Reading

W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
STYLES = """<w:style w:styleId="U1"><w:name w:val="heading 1"/></w:style>
<w:style w:styleId="Amt"><w:name w:val="Amtskopf"/><w:basedOn w:val="U1"/></w:style>
<w:style w:styleId="T"><w:name w:val="Title"/></w:style>
<w:style w:styleId="K"><w:name w:val="Kreis"/><w:basedOn w:val="K"/></w:style>
<w:style w:styleId="LB"><w:name w:val="List Bullet"/></w:style>
<w:style w:styleId="N"><w:name w:val="Nummer"/>
<w:pPr><w:numPr><w:numId w:val="1"/></w:numPr></w:pPr></w:style>"""
NUMBERING = """<w:abstractNum w:abstractNumId="7">
<w:lvl w:ilvl="0"><w:start w:val="3"/><w:numFmt w:val="decimal"/><w:lvlText w:val="%1."/></w:lvl>
<w:lvl w:ilvl="1"><w:numFmt w:val="lowerLetter"/><w:lvlText w:val="%2)"/></w:lvl>
<w:lvl w:ilvl="2"><w:numFmt w:val="lowerRoman"/><w:lvlText w:val="%1.%3"/></w:lvl></w:abstractNum>
<w:abstractNum w:abstractNumId="8"><w:lvl w:ilvl="0"><w:numFmt w:val="bullet"/><w:lvlText w:val="·"/></w:lvl>
</w:abstractNum><w:num w:numId="1"><w:abstractNumId w:val="7"/></w:num>
<w:num w:numId="2"><w:abstractNumId w:val="8"/></w:num>"""


def part(name: str, inner: str) -> str:
    return f'<?xml version="1.0" encoding="UTF-8"?><w:{name} xmlns:w="{W}">{inner}</w:{name}>'


def packed(parts: dict[str, str]) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in parts.items():
            kept = zipfile.ZIP_STORED if name == "mimetype" else zipfile.ZIP_DEFLATED
            archive.writestr(name, content, kept)
    return out.getvalue()


def word(body: str, **more: str) -> Reading:
    parts = {
        "word/document.xml": part("document", f"<w:body>{body}</w:body>"),
        "word/styles.xml": part("styles", STYLES),
        "word/numbering.xml": part("numbering", NUMBERING),
    }
    parts |= {name.replace("__", "/") + ".xml": content for name, content in more.items()}
    return read_bytes(packed(parts), "plan.docx")


def run(words: str) -> str:
    return f'<w:r><w:t xml:space="preserve">{words}</w:t></w:r>'


def para(words: str = "", style: str = "", num: tuple[int, int] | None = None) -> str:
    properties = f'<w:pStyle w:val="{style}"/>' if style else ""
    if num:
        properties += f'<w:numPr><w:ilvl w:val="{num[1]}"/><w:numId w:val="{num[0]}"/></w:numPr>'
    return f"<w:p><w:pPr>{properties}</w:pPr>{words if words.startswith('<') else run(words)}</w:p>"


# Word: tracked changes, comments, notes


def test_all_changes_are_accepted() -> None:
    body = (
        f"<w:p>{run('Das ')}<w:ins w:id='1'>{run('neue ')}</w:ins><w:del w:id='2'><w:r><w:delText>alte "
        f"</w:delText></w:r></w:del>{run('Archiv')}<w:ins w:id='3'>{run(' öffnet')}</w:ins>{run('.')}</w:p>"
    )
    reading = word(body)
    assert reading.text == "Das neue Archiv öffnet."
    assert reading.warnings == (
        "1 tracked deletion was left out.",
        "2 tracked insertions were kept as text.",
    )


def test_what_was_inserted_and_then_deleted_is_gone() -> None:
    inner = "<w:ins w:id='1'><w:del w:id='2'><w:r><w:delText>nie</w:delText></w:r></w:del></w:ins>"
    assert word(f"<w:p>{run('Das Archiv öffnet')}{inner}{run('.')}</w:p>").text == "Das Archiv öffnet."


def test_moved_text_stands_only_where_it_was_moved_to() -> None:
    body = (
        f"<w:p><w:moveFrom w:id='1'>{run('Morgen. ')}</w:moveFrom>{run('Das Archiv öffnet. ')}"
        f"<w:moveTo w:id='2'>{run('Morgen.')}</w:moveTo></w:p>"
    )
    reading = word(body)
    assert reading.text == "Das Archiv öffnet. Morgen."
    assert "1 place that text was moved from was left out." in reading.warnings


def test_comments_and_notes_are_counted_and_their_words_stay_out() -> None:
    notes = '<w:commentReference w:id="1"/><w:footnoteReference w:id="1"/><w:endnoteReference w:id="1"/>'
    body = f"<w:p>{run('Das Archiv')}<w:r>{notes}</w:r>{run(' öffnet.')}<w:r>{notes}</w:r></w:p>"
    comments = part("comments", f"<w:comment w:id='1'>{para('Stimmt das?')}</w:comment>")
    reading = word(body, word__comments=comments)
    assert reading.text == "Das Archiv öffnet."
    assert reading.warnings == tuple(
        f"2 {kind} were left out." for kind in ("comments", "footnotes", "endnotes")
    )


def test_fields_and_links_show_their_result() -> None:
    link = f'<w:hyperlink w:anchor="a">{run("Plan")}</w:hyperlink>'
    field = "<w:r><w:instrText> DATE \\@ dd.MM.yyyy </w:instrText></w:r>"
    control = f"<w:sdt><w:sdtContent>{run(' 2026')}</w:sdtContent></w:sdt>"
    assert word(f"<w:p>{run('Der ')}{link}{field}{control}</w:p>").text == "Der Plan 2026"


# Word: breaks, lists, headings, tables


@pytest.mark.parametrize(
    ("between", "shown"),
    [
        ("<w:tab/>", "Kreis Moorhagen"),
        ("<w:br/>", "Kreis\nMoorhagen"),
        ("<w:cr/>", "Kreis\nMoorhagen"),
        ('<w:br w:type="page"/>', "Kreis\n\nMoorhagen"),
        ("<w:softHyphen/>", "KreisMoorhagen"),
        ("<w:noBreakHyphen/>", "Kreis-Moorhagen"),
        ("<w:lastRenderedPageBreak/>", "KreisMoorhagen"),
    ],
)
def test_breaks(between: str, shown: str) -> None:
    assert word(f"<w:p>{run('Kreis')}<w:r>{between}</w:r>{run('Moorhagen')}</w:p>").text == shown


def test_a_page_break_in_a_paragraph_made_by_the_library() -> None:
    document = docx.Document()
    paragraph = document.add_paragraph("Das Archiv öffnet im Mai.")
    paragraph.add_run().add_break(WD_BREAK.PAGE)
    paragraph.add_run("Die Schalter bleiben.")
    out = io.BytesIO()
    document.save(out)
    assert read_bytes(out.getvalue(), "x.docx").text == "Das Archiv öffnet im Mai.\n\nDie Schalter bleiben."


def test_numbers_letters_and_roman_numerals_count_as_word_counts() -> None:
    levels = [0, 1, 1, 2, 2, 0, 1]
    body = "".join(para(f"Punkt {at}", num=(1, level)) for at, level in enumerate(levels))
    assert [line.split(" Punkt")[0] for line in word(body).text.split("\n")] == [
        "3.", "a)", "b)", "3.i", "3.ii", "4.", "a)",
    ]  # fmt: skip


def test_list_marks_come_from_the_paragraph_its_style_or_the_styles_name() -> None:
    body = para("aus dem Absatz", num=(2, 0)) + para("aus der Vorlage", "N") + para("aus dem Namen", "LB")
    assert word(body).text == "- aus dem Absatz\n3. aus der Vorlage\n- aus dem Namen"


def test_list_number_nought_takes_a_paragraph_out_of_the_list() -> None:
    assert word(para("kein Punkt", "N", num=(0, 0))).text == "kein Punkt"


def test_an_undefined_list_still_has_items() -> None:
    assert word(para("Archiv", num=(99, 4))).text == "- Archiv"


def test_headings_are_told_by_style_its_base_and_outline_level() -> None:
    outlined = f"<w:p><w:pPr><w:outlineLvl w:val='2'/></w:pPr>{run('Teil drei.')}</w:p>"
    text_level = f"<w:p><w:pPr><w:outlineLvl w:val='9'/></w:pPr>{run('Das ist Text.')}</w:p>"
    body = (
        para("Der Plan.", "T") + para("Teil eins.", "U1") + para("Teil zwei.", "Amt") + outlined + text_level
    )
    reading = word(body)
    titles = [reading.text[r.start : r.end] for r in reading.regions if r.kind == "title"]
    assert titles == ["Der Plan.", "Teil eins.", "Teil zwei.", "Teil drei."]


def test_a_whole_paragraph_styled_as_heading_is_none() -> None:
    reading = word(para("Der Kreis baut. " * 30, "U1"))
    assert [region.kind for region in reading.regions] == ["body"]


def test_a_style_based_on_itself_does_no_harm() -> None:
    assert word(para("Das Archiv öffnet.", "K")).text == "Das Archiv öffnet."


def test_tables_with_several_paragraphs_and_inner_tables() -> None:
    inner = f"<w:tbl><w:tr><w:tc>{para('x')}</w:tc><w:tc>{para('y')}</w:tc></w:tr></w:tbl>"
    rows = (
        f"<w:tr><w:tc>{para('Amt')}</w:tc><w:tc>{para('Mittel')}</w:tc></w:tr>"
        f"<w:tr><w:tc>{para('Archiv')}{para('Moorhagen')}</w:tc><w:tc>{inner}{para()}</w:tc></w:tr>"
    )
    text = word(f"{para('Davor.')}<w:tbl>{rows}</w:tbl>{para('Danach.')}").text
    assert text == "Davor.\n\nAmt | Mittel\nArchiv Moorhagen | x | y\n\nDanach."


def test_a_frame_of_one_cell_is_a_paragraph() -> None:
    assert word(f"<w:tbl><w:tr><w:tc>{para('Im Kasten.')}</w:tc></w:tr></w:tbl>").text == "Im Kasten."


def test_heads_and_feet_of_pages_are_named_once() -> None:
    header = part("hdr", para("Kreis Erlengrund"))
    footer = part("ftr", para("Seite") + para("7"))
    reading = word(para("Das Archiv öffnet."), word__header1=header, word__footer1=footer)
    assert reading.text == "Das Archiv öffnet."
    assert reading.warnings == ("Page headers and footers were left out: Kreis Erlengrund / Seite.",)


def test_properties_name_the_title_and_only_offer_a_date() -> None:
    core = (
        '<c xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:dcterms="http://purl.org/dc/terms/">'
        "<dc:title>Der Umbau</dc:title><dcterms:created>2019-02-03T00:00:00Z</dcterms:created></c>"
    )
    reading = word(para("Das Archiv öffnet."), docProps__core=core)
    assert (reading.title, reading.date) == ("Der Umbau", None)
    assert "created on 2019-02-03; that may be its template's date" in reading.warnings[0]


def test_broken_side_parts_do_not_cost_the_text() -> None:
    reading = word(
        para("Das Archiv öffnet.", "U1"), word__styles="<kaputt", word__numbering="<", docProps__core="<"
    )
    assert reading.text == "Das Archiv öffnet."


def test_a_broken_main_part_is_refused() -> None:
    with pytest.raises(Unreadable, match="is damaged or cut short: open it and save it again"):
        read_bytes(packed({"word/document.xml": part("document", "<w:body><w:p>")[:-20]}), "x.docx")


def test_a_main_part_of_another_name_is_found() -> None:
    data = packed({"word/document2.xml": part("document", f"<w:body>{para('Das Archiv öffnet.')}</w:body>")})
    assert read_bytes(data, "x.docx").text == "Das Archiv öffnet."


# OpenDocument

NAMES = " ".join(
    f'xmlns:{name}="urn:oasis:names:tc:opendocument:xmlns:{name}:1.0"'
    for name in ("office", "text", "style", "table", "meta")
)


def odt(body: str, styles: str = "", **more: str) -> Reading:
    content = (
        f"<office:document-content {NAMES}><office:automatic-styles>{styles}"
        f"</office:automatic-styles><office:body><office:text>{body}</office:text></office:body>"
        "</office:document-content>"
    )
    parts = {"mimetype": "application/vnd.oasis.opendocument.text", "content.xml": content}
    return read_bytes(packed(parts | {f"{name}.xml": text for name, text in more.items()}), "plan.odt")


def test_odt_that_was_packed_again_is_read() -> None:
    """Other tools compress its kind, too, so that it does not show at the start."""
    out = io.BytesIO()
    body = f"<office:body><office:text>{p('Das Archiv öffnet.')}</office:text></office:body>"
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("mimetype", "application/vnd.oasis.opendocument.text" * 3)
        archive.writestr("content.xml", f"<office:document-content {NAMES}>{body}</office:document-content>")
    assert read_bytes(out.getvalue(), "plan.odt").text == "Das Archiv öffnet."
    with pytest.raises(Unreadable, match="is an archive"):
        read_bytes(out.getvalue(), "plan.zip")


def p(words: str, style: str = "") -> str:
    return f'<text:p text:style-name="{style}">{words}</text:p>'


def items(*words: str, style: str = "") -> str:
    inner = "".join(f"<text:list-item>{p(word)}</text:list-item>" for word in words)
    named = f' text:style-name="{style}"' if style else ""
    return f"<text:list{named}>{inner}</text:list>"


NUMBERED = (
    '<text:list-style style:name="L"><text:list-level-style-number text:level="1" style:num-format="1" '
    'style:num-prefix="(" style:num-suffix=")" text:start-value="4"/>'
    '<text:list-level-style-bullet text:level="2"/></text:list-style>'
    '<text:list-style style:name="B"><text:list-level-style-bullet text:level="1"/></text:list-style>'
)


def test_odt_headings_titles_and_derived_titles() -> None:
    styles = '<style:style style:name="P9" style:parent-style-name="Title"/>'
    body = (
        p("Der Plan.", "Title") + p("Der Umbau.", "P9") + '<text:h text:outline-level="2">Teil eins.</text:h>'
    )
    reading = odt(body + p("Das Archiv öffnet."), styles)
    assert [region.kind for region in reading.regions] == ["title", "title", "title", "body"]


def test_odt_spaces_tabs_breaks_and_spans() -> None:
    words = 'Das<text:s text:c="5"/>neue<text:tab/><text:span>Arch</text:span>iv<text:line-break/>Moorhagen'
    assert odt(p(words)).text == "Das neue Archiv\nMoorhagen"


def test_odt_lists_count_from_their_start_and_inherit_their_style() -> None:
    inner = f"<text:list><text:list-item>{p('Lesesaal')}</text:list-item></text:list>"
    body = (
        f'<text:list text:style-name="L"><text:list-item>{p("Archiv")}{inner}</text:list-item>'
        f"<text:list-item>{p('Schalter')}</text:list-item></text:list>{items('Bus', 'Rad', style='B')}"
    )
    assert odt(body, NUMBERED).text == "(4) Archiv\n- Lesesaal\n(5) Schalter\n- Bus\n- Rad"


def test_odt_second_paragraph_of_an_item_has_no_mark() -> None:
    body = f"<text:list><text:list-item>{p('Archiv')}{p('Es liegt am Ufer.')}</text:list-item></text:list>"
    assert odt(body).text == "- Archiv\n\nEs liegt am Ufer."


def test_odt_tracked_changes_are_counted_and_insertions_stay() -> None:
    tracked = (
        "<text:tracked-changes><text:changed-region><text:insertion/></text:changed-region>"
        f"<text:changed-region><text:deletion>{p('alt')}</text:deletion></text:changed-region>"
        f"<text:changed-region><text:deletion>{p('sehr alt')}</text:deletion></text:changed-region>"
        "</text:tracked-changes>"
    )
    words = 'Das <text:change-start text:change-id="1"/>neue <text:change-end text:change-id="1"/>Archiv.'
    reading = odt(tracked + p(words))
    assert reading.text == "Das neue Archiv."
    assert reading.warnings == ("2 tracked deletions were left out.",)


def test_odt_text_after_a_comment_and_a_note_stays() -> None:
    note = f"<text:note><text:note-citation>1</text:note-citation>{p('siehe Plan')}</text:note>"
    comment = f"<office:annotation>{p('Stimmt das?')}</office:annotation>"
    reading = odt(p(f"Das{comment} Archiv{note} öffnet<office:annotation-end/>."))
    assert reading.text == "Das Archiv öffnet."
    assert set(reading.warnings) == {"1 comment was left out.", "1 footnote or endnote was left out."}


def test_odt_tables() -> None:
    def cells(*words: str) -> str:
        return "".join(f"<table:table-cell>{p(word)}</table:table-cell>" for word in words)

    rows = "".join(
        f"<table:table-row>{cells(*row)}</table:table-row>" for row in (("Amt", "€"), ("Bau", "5"))
    )
    single = f"<table:table><table:table-row>{cells('Im Kasten.')}</table:table-row></table:table>"
    assert odt(f"<table:table>{rows}</table:table>{single}").text == "Amt | €\nBau | 5\n\nIm Kasten."


def test_odt_properties() -> None:
    meta = (
        f'<office:document-meta {NAMES} xmlns:dc="http://purl.org/dc/elements/1.1/"><office:meta>'
        "<dc:title>Der\nUmbau</dc:title><meta:creation-date>2018-07-01T10:00:00</meta:creation-date>"
        "</office:meta></office:document-meta>"
    )
    reading = odt(p("Das Archiv öffnet."), meta=meta)
    assert (reading.title, reading.title_reason, reading.date) == ("Der Umbau", "odt title property", None)
    assert "created on 2018-07-01" in reading.warnings[0]


def test_odt_without_content_or_with_half_of_it_is_refused() -> None:
    kind = {"mimetype": "application/vnd.oasis.opendocument.text"}
    with pytest.raises(Unreadable, match="holds no text document"):
        read_bytes(packed(kind), "x.odt")
    with pytest.raises(Unreadable, match="damaged or cut short"):
        read_bytes(packed(kind | {"content.xml": f"<office:document-content {NAMES}>"}), "x.odt")
