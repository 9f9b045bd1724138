"""Demands out of tables: which column is what, what is unclear, and that nothing is loaded by halves."""

import io
import zipfile
from datetime import date

import pytest
import xlsxwriter
from hypothesis import given
from hypothesis import strategies as st

from content.formats.blocks import Unreadable
from content.formats.sheet import MOST_COLUMNS, read_sheets
from store.errors import Forbidden, Refused
from store.exchange import export_bytes
from store.exchange.loading import load, plan
from store.review import Review


def book(*sheets, **options):
    """A workbook of (name, rows); days become dates."""
    out = io.BytesIO()
    with xlsxwriter.Workbook(out, {"in_memory": True, **options}) as made:
        day = made.add_format({"num_format": "dd.mm.yyyy"})
        for name, rows in sheets:
            page = made.add_worksheet(name)
            for at, row in enumerate(rows):
                for column, cell in enumerate(row):
                    if isinstance(cell, date):
                        page.write_datetime(at, column, cell, day)
                    elif cell is not None:
                        page.write(at, column, cell)
    return out.getvalue()


def table(text):
    return text.encode("utf-8")


def texts(wanted):
    return [row.text for row in wanted.rows]


# Which column is what


@pytest.mark.parametrize(
    "head",
    [
        "Nr.;Forderung;Thema;Adressat;Frist;Teil von",
        "ID,Demand,Topic,Addressee,Due,Part of",
        "lfd. Nr.\tWortlaut\tThemenfeld\tzuständig\tfällig am\tGehört zu",
    ],
)
def test_columns_are_told_by_their_heads(head):
    mark = next(sign for sign in ";,\t" if sign in head)
    rows = [["1", "Bäder", "Sport", "Land", "31.12.2027", ""], ["1.1", "Freibäder", "", "", "", "1"]]
    wanted = plan(table("\n".join([head, *(mark.join(row) for row in rows)])), {})
    assert list(wanted.columns) == ["text", "topic", "addressee", "due", "number", "parent"]
    first, second = wanted.rows
    assert (first.text, first.topic, first.addressee, first.due) == ("Bäder", "Sport", "Land", "2027-12-31")
    assert (first.at, second.at, second.parent) == (2, 3, "1")


def test_a_column_may_be_named_and_the_rest_is_not_read():
    data = table("Erwartung an das Land;Text;Bemerkung\nBäder;egal;so\n")
    wanted = plan(data, {"text": "erwartung  an das Land"})
    assert texts(wanted) == ["Bäder"] and wanted.unused == ("Text", "Bemerkung")
    assert wanted.columns == {"text": "Erwartung an das Land"}


def test_the_heads_may_stand_below_a_title():
    wanted = plan(table("Unsere Liste;;\n;;\nNr.;Forderung;Frist\n7;Bäder;Ende 2027\n8;;\n"), {})
    assert texts(wanted) == ["Bäder"] and wanted.rows[0].at == 4 and wanted.left_out == (5,)


@pytest.mark.parametrize(
    ("text", "columns", "said"),
    [
        ("Forderung;Text\na;b\n", {}, "may both be the text"),
        ("Frist;Termin;Forderung\n;;a\n", {}, "may both be the due"),
        ("Alpha;Beta\na;b\n", {}, "“Alpha”, “Beta”"),
        ("Unsere Liste;\nAlpha;Beta\na;b\n", {}, "“Alpha”, “Beta”"),
        ("Forderung\na\n", {"text": "Wunsch"}, "Wunsch"),
        ("Forderung\na\n", {"wann": "Frist"}, "no field wann"),
        ("Forderung;Frist\na;bald einmal\nb;2027\nc;nie\n", {}, "row 2: “bald einmal”.*row 4: “nie”"),
        ("Nr;Forderung;Teil von\n1;a;9\n", {}, "no number “9”"),
        ("Nr;Forderung\n1;a\n1;b\n", {}, "“1” stands 2 times"),
        ("", {}, "is empty"),
    ],
)
def test_what_is_unclear_is_refused(text, columns, said):
    with pytest.raises(Refused, match=said):
        plan(table(text), columns)


@pytest.mark.parametrize(("result", "refused"), [("Bahn", False), ("", True)])
def test_formulas_that_nobody_has_worked_out_are_no_empty_cells(result, refused):
    data = io.BytesIO()
    with xlsxwriter.Workbook(data) as made:
        page = made.add_worksheet()
        page.write_column(0, 0, ["Forderung", "Bäder"])
        page.write_formula(2, 0, "=B9", value=result)
    if refused:
        with pytest.raises(Refused, match="has formulas without results"):
            plan(data.getvalue(), {})
    else:
        assert texts(plan(data.getvalue(), {})) == ["Bäder", "Bahn"]


def test_of_several_sheets_the_one_with_demands_is_read_or_has_to_be_named():
    data = book(("Deckblatt", [["Liste"]]), ("Liste", [["Forderung"], ["Bäder"]]))
    assert plan(data, {}).sheet == "Liste"
    twice = book(("Alt", [["Forderung"], ["Bäder"]]), ("Neu", [["Forderung"], ["Busse"]]))
    with pytest.raises(Refused, match="“Alt”, “Neu”"):
        plan(twice, {})
    assert texts(plan(twice, {}, "Neu")) == ["Busse"]
    with pytest.raises(Refused, match="no sheet “Weg”"):
        plan(twice, {}, "Weg")


def test_a_hidden_sheet_is_only_read_when_it_is_named():
    data = io.BytesIO()
    with xlsxwriter.Workbook(data) as made:
        for name in ("Neu", "Alt"):
            made.add_worksheet(name).write_column(0, 0, ["Forderung", name])
        made.get_worksheet_by_name("Alt").hide()
    assert texts(plan(data.getvalue(), {})) == ["Neu"]
    assert texts(plan(data.getvalue(), {}, "Alt")) == ["Alt"]


def test_cells_that_are_one_say_the_same_in_each_of_their_rows():
    data = io.BytesIO()
    with xlsxwriter.Workbook(data) as made:
        sheet = made.add_worksheet("L")
        sheet.merge_range("A1:C1", "Unsere Liste")
        sheet.write_row("A2", ["Thema", "Forderung", "Adressat"])
        sheet.write_column("B3", ["Busse", "Bahnen", "Bäder"])
        sheet.merge_range("A3:A4", "Verkehr")
        sheet.merge_range("C4:C5", "Land")
        sheet.merge_range("B5:B6", "Bäder")
    rows = plan(data.getvalue(), {}).rows
    assert [(row.text, row.topic, row.addressee) for row in rows] == [
        ("Busse", "Verkehr", None), ("Bahnen", "Verkehr", "Land"), ("Bäder", None, "Land")
    ]  # fmt: skip


def test_a_day_that_lost_its_form_is_a_day_again():
    assert [row.due for row in plan(table("Forderung;Frist\na;46538\nb;2027\n"), {}).rows] == [
        "2027-05-31",
        "2027",
    ]


# Into the review


def test_parts_come_under_their_whole_wherever_it_stands(team):
    data = table("Nr;Forderung;Teil von\n1.1;Freibäder;1\n1;Bäder;\n1.1.1;Kassen;1.1\n2;Busse;\n")
    done = load(team.anna, plan(data, {}))
    parents = {row.text: row.parent for row in team.anna.rows("demands")}
    ids = {row.text: row.id for row in team.anna.rows("demands")}
    assert parents == {
        "Bäder": None, "Busse": None, "Freibäder": ids["Bäder"], "Kassen": ids["Freibäder"],
    }  # fmt: skip
    assert [(one.row, one.demand) for one in done][:2] == [(2, ids["Freibäder"]), (3, ids["Bäder"])]
    team.anna.undo()
    assert team.anna.rows("demands") == []


def test_what_is_there_already_is_not_added_again_and_takes_new_parts(team):
    load(team.anna, plan(table("Forderung\nBäder\nBäder\n"), {}))
    done = load(team.anna, plan(table("Nr;Forderung;Teil von\n1;Bäder;\n2;Freibäder;1\n"), {}))
    assert [(one.status, one.demand) for one in done] == [("duplicate", "f1"), ("added", "f2")]
    assert team.anna.view().by_id("f2").parent == "f1"


@pytest.mark.parametrize("rows", ["1;a;2\n2;b;1\n", "1;a;1\n"])
def test_a_ring_is_refused_and_nothing_is_loaded(team, rows):
    with pytest.raises(Refused, match="part of itself"):
        load(team.anna, plan(table("Nr;Forderung;Teil von\n3;c;\n" + rows), {}))
    assert team.anna.rows("demands") == []


def test_a_row_that_is_too_long_takes_all_others_with_it(team):
    with pytest.raises(Refused, match="longer"):
        load(team.anna, plan(table(f"Forderung\nBäder\n{'x' * 3000}\n"), {}))
    assert team.anna.rows("demands") == []


def test_a_viewer_loads_nothing(team):
    with pytest.raises(Forbidden):
        load(team.gast, plan(table("Forderung\nBäder\n"), {}))


def test_what_the_workbook_says_comes_back(team):
    rows = "Nr;Forderung;Thema;Adressat;Frist;Teil von\n1;=1+1;Geld;Land;2027-12-31;\n2;Busse;;;;1\n"
    load(team.anna, plan(table(rows), {}))
    other = Review.memory()
    load(other, plan(export_bytes(team.anna, "xlsx"), {}, "Demands"))
    again = load(other, plan(export_bytes(team.anna, "csv"), {"due": ""}))
    assert [(one.status, one.text) for one in again] == [("duplicate", "=1+1"), ("added", "Busse")]
    kept = ("text", "topic", "addressee", "due")
    assert [[getattr(row, name) for name in kept] for row in other.rows("demands")][:2] == [
        ["=1+1", "Geld", "Land", "2027-12-31"], ["Busse", None, None, None],
    ]  # fmt: skip
    assert other.rows("demands")[1].parent == "f1"


# Reading tables


@pytest.mark.parametrize("options", [{}, {"default_date_format": "yyyy"}, {"date_1904": True}])
def test_days_are_days_and_numbers_numbers(options):
    data = book(("A", [["Forderung", "Frist", "Zahl"], ["Bäder", date(2027, 12, 31), 46752]]), **options)
    assert read_sheets(data)[0].rows[1] == (2, ("Bäder", "2027-12-31", "46752"))


@pytest.mark.parametrize("day", [date(1900, 1, 1), date(1900, 2, 28), date(1900, 3, 1), date(9999, 12, 31)])
def test_the_edges_of_excels_calendar(day):
    assert read_sheets(book(("A", [["x"], [day]])))[0].rows[1][1] == (day.isoformat(),)


def test_cells_stand_in_their_columns_and_rows_keep_their_numbers():
    data = book(("A", [["a", None, "c"], [], [None, True, 1.5]]))
    assert read_sheets(data)[0].rows == ((1, ("a", "", "c")), (3, ("", "1", "1.5")))


@given(st.lists(st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\0"), max_size=30)))
def test_any_text_comes_back_from_a_workbook(cells):
    out = io.BytesIO()
    with xlsxwriter.Workbook(out, {"in_memory": True}) as made:
        page = made.add_worksheet()
        for column, cell in enumerate(cells):
            page.write_string(0, column, cell)
    rows = read_sheets(out.getvalue())[0].rows
    said = rows[0][1] if rows else ()
    wanted = [cell.strip() for cell in cells]
    assert [*said, *[""] * (len(wanted) - len(said))] == wanted


@pytest.mark.parametrize(
    "text",
    ['"a;b";c\n1;2\n', "sep=;\na,b;c\n1;2\n", "\ufeffa,b;c\n1;2\n"],
)
def test_the_mark_between_cells_is_told_by_the_first_line(text):
    [sheet] = read_sheets(text.encode())
    assert [len(cells) for _number, cells in sheet.rows] == [2, 2]


@pytest.mark.parametrize(
    "data",
    [
        b"PK\x03\x04 kein Archiv",
        b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1 alt",
        bytes(range(256)) * 20,
        (";" * MOST_COLUMNS + "x\n").encode(),
        b'"' + b"x" * 200_000,
    ],
)
def test_what_is_no_table_is_said(data):
    with pytest.raises(Unreadable):
        read_sheets(data)
    with pytest.raises(Refused, match="the table"):
        plan(data, {})


def hostile(sheet, strings=""):
    out = io.BytesIO()
    main = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr(
            "xl/workbook.xml",
            f'<workbook xmlns="{main}" xmlns:r="u"><sheets><sheet name="A" r:id="r1"/></sheets></workbook>',
        )
        archive.writestr(
            "xl/_rels/workbook.xml.rels",
            '<Relationships><Relationship Id="r1" Target="worksheets/s.xml"/></Relationships>',
        )
        archive.writestr("xl/worksheets/s.xml", sheet.replace("MAIN", main))
        archive.writestr("xl/sharedStrings.xml", strings or f'<sst xmlns="{main}"/>')
    return out.getvalue()


ROW = '<worksheet xmlns="MAIN"><sheetData>{}</sheetData></worksheet>'


def test_strange_cells_are_texts_or_nothing():
    cells = (
        '<row r="1"><c t="s"><v>99</v></c><c t="s"><v>-1</v></c><c t="e"><v>#N/A</v></c>'
        '<c s="77"><v>1</v></c><c t="str"><f>1+1</f><v>2</v></c><c t="inlineStr"><is><t>da</t></is></c></row>'
    )
    [sheet] = read_sheets(hostile(ROW.format(cells)))
    assert sheet.rows == ((1, ("", "", "#N/A", "1", "2", "da")),)


@pytest.mark.parametrize(
    "sheet",
    [
        ROW.format('<row><c r="XFD1"><v>1</v></c></row>'),
        ROW.format(f'<row r="{"9" * 5000}"><c><v>1</v></c></row>'),
        "<worksheet><row>",
        "x",
    ],
)
def test_hostile_sheets_are_refused(sheet):
    with pytest.raises(Unreadable):
        read_sheets(hostile(sheet))


def test_entities_are_not_expanded_and_bombs_not_unpacked():
    bomb = '<!DOCTYPE a [<!ENTITY x SYSTEM "file:///etc/passwd">]>' + ROW.format(
        '<row><c t="str"><v>a&x;b</v></c></row>'
    )
    for evil in (bomb, " " * (40 << 20)):
        with pytest.raises(Unreadable):
            read_sheets(hostile(evil))
