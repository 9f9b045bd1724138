"""Sheets of OpenDocument workbooks: what LibreOffice writes, and what would be too much."""

import io
import zipfile

import pytest

from content.formats.blocks import Unreadable
from content.formats.sheet import MOST_COLUMNS, MOST_ROWS, read_sheets

NAMES = " ".join(
    f'xmlns:{name}="urn:oasis:names:tc:opendocument:xmlns:{name}:1.0"'
    for name in ("office", "table", "text", "style")
)
HIDDEN = (
    '<office:automatic-styles><style:style style:name="ta2"><style:table-properties table:display="false"/>'
    "</style:style></office:automatic-styles>"
)


def ods(body, **parts):
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        archive.writestr("mimetype", "application/vnd.oasis.opendocument.spreadsheet")
        archive.writestr(
            "content.xml",
            f"<office:document-content {NAMES}>{HIDDEN}<office:body><office:spreadsheet>{body}"
            "</office:spreadsheet></office:body></office:document-content>",
        )
        for name, content in parts.items():
            archive.writestr(name.replace("__", "/"), content)
    return out.getvalue()


def sheet(*rows, name="Blatt", style="ta1"):
    return f'<table:table table:name="{name}" table:style-name="{style}">{"".join(rows)}</table:table>'


def row(*cells, times=1):
    return f'<table:table-row table:number-rows-repeated="{times}">{"".join(cells)}</table:table-row>'


def cell(text="", **said):
    given = "".join(f' {name.replace("__", ":").replace("_", "-")}="{word}"' for name, word in said.items())
    return f"<table:table-cell{given}>{f'<text:p>{text}</text:p>' if text else ''}</table:table-cell>"


def rows(data):
    return [(number, list(cells)) for number, cells in read_sheets(data)[0].rows]


def test_words_days_and_numbers():
    day = cell("15.03.27", office__value_type="date", office__date_value="2027-03-15T00:00:00")
    number = cell("1.234,0", office__value_type="float", office__value="1234.0")
    words = cell(
        "Rad<text:span>weg</text:span><text:s text:c='2'/>bauen<text:tab/>bald<office:annotation><text:p>wer?"
        "</text:p></office:annotation></text:p><text:p>und Takt"
    )
    assert rows(ods(sheet(row(day, number, words)))) == [
        (1, ["2027-03-15", "1234", "Radweg  bauen bald\nund Takt"])
    ]


def test_what_is_repeated_is_there_as_often_and_empty_ends_are_not():
    data = ods(
        sheet(
            row(
                cell("a"),
                cell("b", table__number_columns_repeated=2),
                cell(table__number_columns_repeated=16000),
            ),
            row(cell(), times=3),
            row(cell("c"), times=2),
            row(cell(table__number_columns_repeated=16384), times=1_048_000),
        )
    )
    assert rows(data) == [(1, ["a", "b", "b"]), (5, ["c"]), (6, ["c"])]


def test_hidden_sheets_and_cells_that_are_one_are_told():
    covered = "<table:covered-table-cell/>"
    merged = sheet(row(cell("x"), cell("y", table__number_rows_spanned=2)), row(cell("z"), covered))
    first, second = read_sheets(ods(merged + sheet(row(cell("h")), name="Zwei", style="ta2")))
    assert (first.name, first.hidden, first.merged) == ("Blatt", False, ((1, 1, 2),))
    assert (second.name, second.hidden) == ("Zwei", True)


@pytest.mark.parametrize(
    ("data", "said"),
    [
        (
            ods(sheet(row(cell("x", table__number_columns_repeated=10**8)))),
            f"more than {MOST_COLUMNS} columns",
        ),
        (ods(sheet(row(cell("x"), times=10**8))), f"more than {MOST_ROWS:,} rows"),
        (ods("", **{"META-INF__manifest.xml": "<x encryption-data=''/>"}), "password"),
    ],
    ids=["columns", "rows", "password"],
)
def test_what_is_too_much_or_closed_is_refused(data, said):
    with pytest.raises(Unreadable, match=said):
        read_sheets(data)
