"""The documents as rows: title, date, what hangs on each, what is new."""

from types import SimpleNamespace

import pytest

import tui.locale
from store.rows import DocumentRow
from tui.panes import documents
from tui.panes.cursor import Cursor
from tui.panes.documents import document_rows, needing
from tui.panes.rows import parts_of


@pytest.fixture(autouse=True)
def _german():
    tui.locale.set_language("de")
    yield
    tui.locale.set_language("en")


def document(number: int, title: str, date: str | None = "2026-04-24", notes: int = 0, suggestions: int = 0):
    return DocumentRow(
        f"d{number}", 1, "lea", "2026-01-01T00:00:00Z", title=title, date=date, date_reason="",
        publisher="Landkreistag", kind="Beschluss", source="a.txt", version="v1", versions=("v1",),
        notes=notes, suggestions=suggestions, tags=("mobil",), format="text", rechecks=0,
    )  # fmt: skip


def view(*rows) -> SimpleNamespace:
    """What the list needs of a view."""
    known = {row.id: row for row in rows}
    return SimpleNamespace(documents=rows, document_ids=tuple(known), by_id=known.get)


VIEW = view(
    document(1, "Größere Straßen und kleinere Bäche im Landkreis", notes=2, suggestions=1200),
    document(2, "Haushalt", date=None),
    document(3, "Übersicht [/b] der Förderung", suggestions=1),
)


def drawn(rows, width: int) -> list[str]:
    return ["".join(text for text, _style in parts_of(row, width)) for row in rows]


def test_rows_of_a_narrow_pane():
    assert drawn(document_rows(VIEW, new={"d2"}, width=37), 37) == [
        "  Größere Straßen … ✎2?1.200 24.04.26",
        "• Haushalt                      o. D.",
        "  Übersicht [/b] der För… ?1 24.04.26",
    ]


def test_rows_of_a_wide_pane_say_more():
    first = drawn(document_rows(VIEW, width=70), 70)[0]
    assert first == "  Größere Straßen und kleinere Bä… Landkreistag   ✎2?1.200  24.04.2026"
    tui.locale.set_language("en")
    assert "24 Apr 2026" in drawn(document_rows(VIEW, width=70), 70)[0]
    assert "n.d." in drawn(document_rows(VIEW, width=37), 37)[1]


def test_counts_take_no_room_when_there_are_none():
    row = document_rows(view(*VIEW.documents[1:2]), width=37)[0]
    assert drawn([row], 37) == ["  Haushalt                      o. D."]


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        ("", ["d1", "d2", "d3"]),
        ("strassen", ["d1"]),
        ("foerderung", ["d3"]),
        ("is:undated", ["d2"]),
        ("is:open", ["d1", "d3"]),
        ("is:noted", ["d1"]),
        ("is:new", ["d3"]),
        ("-is:new haus", ["d2"]),
        ("doc:haushalt", ["d2"]),
        ("tag:mob beschluss", ["d1", "d2", "d3"]),
        ("nirgends", []),
    ],
)
def test_filtering(words, expected):
    assert [row.id for row in document_rows(VIEW, words, new={"d3"})] == expected


def test_open_suggestions_and_new_documents_need_somebody():
    assert needing(VIEW, {"d2"}) == ["d1", "d2", "d3"]
    assert needing(VIEW, set()) == ["d1", "d3"]


def test_new_is_told_without_colour_and_dates_give_way_first():
    rows = document_rows(VIEW, new={"d1"}, width=20)
    assert drawn(rows, 20)[0].startswith("• ")
    assert drawn(rows, 20) == ["• Größere … ✎2?1.200", "  Haushalt     o. D.", "  Übersicht [/b]… ?1"]


def test_rows_are_made_when_they_are_looked_at(monkeypatch):
    made = []
    row_of = documents._row
    monkeypatch.setattr(documents, "_row", lambda one, *rest: made.append(one.id) or row_of(one, *rest))
    rows = document_rows(view(*(document(n, "Haushalt") for n in range(1_000))))
    cursor = Cursor()
    cursor.show(rows)
    assert cursor.index_of("d700") == rows.index_of("d700") == 700 and cursor.index_of("e1") is None
    assert len(rows) == len(list(cursor.ids())) == 1_000
    cursor.show(rows)
    assert {row.id for row in rows[20:40]} == {f"d{number}" for number in range(20, 40)}
    assert set(made) == {"d0", *(f"d{number}" for number in range(20, 40))}
