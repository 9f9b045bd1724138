"""What hangs on one thing: its words, states, verdicts, evidence, tags, notes with replies."""

import pytest

import tui.locale
from store.changes import (
    AddDemand,
    AddDocument,
    AddEvent,
    AddEvidence,
    AddNote,
    AddReviewer,
    AttachTags,
    ReplyNote,
    ResolveNote,
    SetVerdict,
)
from store.filtering import matcher
from store.projection import MAKERS
from store.review import Review
from store.rows import NoteRow
from tui.panes.note_rows import note_rows
from tui.panes.notes import fitting
from tui.panes.rows import parts_of
from tui.panes.thread_rows import MOST_INSIDE, threads

TEXT = "Der Landkreis will mehr Radwege. Das Kabinett tagt am 24. April 2026 in Görlitz."


@pytest.fixture(autouse=True)
def _german():
    tui.locale.set_language("de")
    yield
    tui.locale.set_language("en")


@pytest.fixture(scope="module")
def review() -> Review:
    lea = Review.memory("Probe", "lea")
    lea.apply(AddDocument(title="Größere Straßen", text=TEXT, date="2026-04-20", publisher="Landkreistag"))
    lea.apply(AddReviewer("max", "reviewer"))
    lea.apply(
        AddDemand(text="Mehr Radwege bauen", addressee="Land", due="2025", document="d1", spans=((0, 32),))
    )
    lea.apply(AddEvent(document="d1", spans=((33, 68),), edtf="2026-04-24", label="Sitzung"))
    lea.apply(AddEvidence(demand="f1", target="d1:33-68", stance="supports", grade="weak"))
    lea.apply(
        SetVerdict(demand="f1", answer="partial", reason="Zwei Strecken sind im Bau.\nDer Rest ist offen.")
    )
    lea.beside("max").apply(SetVerdict(demand="f1", answer="not_found"))
    lea.apply(AttachTags(target="f1", tags=("mobil/rad",)))
    lea.apply(AddNote(target="f1", text="Es fehlt der Beschluss des Kreistags.\n\n- nachfragen"))
    lea.beside("max").apply(ReplyNote(note="n1", text="Liegt vor."))
    lea.apply(ResolveNote(id="n1"))
    return lea


def drawn(rows, width: int = 37) -> list[str]:
    return ["".join(text for text, _style in parts_of(row, width)).rstrip() for row in rows]


def test_evidence_that_nobody_looks_at_is_not_made(review, monkeypatch):
    made = []
    maker = MAKERS["evidence"]
    monkeypatch.setitem(MAKERS, "evidence", lambda *about: made.append(about) or maker(*about))
    rows = note_rows(review.view(), ["f1"], width=37)
    assert any(row.id == "=f1 evidence" for row in rows) and not made
    assert next(rows).id == "b1" and made


def test_everything_on_a_demand(review):
    lines = drawn(note_rows(review.view(), ["f1"], width=37))
    times = [line for line in lines if line.startswith(("✎ lea, ", "  ↳ max, "))]
    assert [line for line in lines if line not in times] == [
        "Forderung f1",
        "Mehr Radwege bauen",
        "an: Land",
        "≠ strittig",
        "  noch keine Antwort",
        "! Frist abgelaufen (2025)",
        "# mobil/rad",
        "Urteile · 2",
        "◕ lea: teilweise erfüllt",
        "  Zwei Strecken sind im Bau.",
        "  Der Rest ist offen.",
        "∅ max: nichts gefunden (1 Dokument",
        "durchsucht)",
        "Belege · 1",
        "+ stützt · □ schwach",
        "  ! sein Datum ist vorbei",
        "  Größere Straßen",
        "  „Das Kabinett tagt am 24. April",
        "  2026“",
        "Notizen · 2",
        "  Es fehlt der Beschluss des",
        "  Kreistags.",
        "",
        "  • nachfragen",
        "    Liegt vor.",
    ]
    assert len(times) == 2 and times[0].endswith("✓ erledigt")


def test_every_line_bears_its_records_id(review):
    rows = list(note_rows(review.view(), ["f1"], width=37))
    ids = list(dict.fromkeys(row.id for row in rows if not row.header))
    assert ids == ["f1", "u1", "u2", "b1", "n1", "n2"]
    headings = [row.id for row in rows if row.header]
    assert len(set(headings)) == len(headings) and all(row_id.startswith("=") for row_id in headings)


def test_an_event_shows_its_date_and_the_evidence_at_its_passage(review):
    lines = drawn(note_rows(review.view(), ["e1"], width=50), 50)
    assert lines[:3] == ["Ereignis e1", "Sitzung", "◆ Freitag, 24. April 2026 · bestätigt"]
    assert "im Text: „Das Kabinett tagt am 24. April 2026“" in lines
    assert lines[lines.index("Belege · 1") + 1 :] == [
        "+ stützt · □ schwach",
        "  ! sein Datum ist vorbei",
        "  Mehr Radwege bauen",
    ]


def test_several_things_are_shown_one_after_the_other_and_notes_once(review):
    rows = list(note_rows(review.view(), ["f1", "f1", "d1", "gone"], ["gestern: lea"], width=37))
    assert sum(row.id == "n1" and not row.header for row in rows) == len(
        [row for row in note_rows(review.view(), ["f1"], width=37) if row.id == "n1"]
    )
    lines = drawn(rows)
    assert "20.04.2026 · Landkreistag" in lines
    assert lines[-2:] == ["Verlauf", "gestern: lea"]


def test_evidence_and_notes_as_subjects(review):
    evidence = drawn(note_rows(review.view(), ["b1"], width=60), 60)
    assert evidence[0] == "Beleg b1" and "+ stützt · □ schwach → Mehr Radwege bauen" in evidence
    note = drawn(note_rows(review.view(), ["n1"], width=60), 60)
    assert note[0] == "Notiz n1" and note[1].startswith("✎ lea, ")
    assert note[2] == "  Es fehlt der Beschluss des Kreistags."


def test_nothing_under_the_cursor_is_no_rows(review):
    assert not list(note_rows(review.view(), [])) and not list(note_rows(review.view(), ["=Mobilität"]))


def note(number: int, parent: str | None = None, target: str = "f1") -> NoteRow:
    return NoteRow(
        f"n{number}",
        1,
        "lea",
        "",
        target=target,
        text="",
        parent=parent,
        resolved=False,
        document=None,
        spans=(),
    )


def test_threads_follow_their_notes():
    notes = [
        note(1),
        note(2),
        note(3, "n1"),
        note(4, "n3"),
        note(5, "n1"),
        note(6, "n9"),
        note(7, None, "e1"),
    ]
    assert [(n.id, depth) for n, depth in threads(notes, ["f1"])] == [
        ("n1", 0), ("n3", 1), ("n4", 2), ("n5", 1), ("n2", 0), ("n6", 0),
    ]  # fmt: skip


def test_deep_replies_and_narrow_panes_keep_their_words(review):
    lea = Review.memory("Tief", "lea")
    lea.apply(AddDocument(title="Text", text=TEXT))
    lea.apply(AddNote(target="d1", text="Anfang"))
    for number in range(1, 12):
        lea.apply(ReplyNote(note=f"n{number}", text=f"Antwort{number}"))
    lines = drawn(note_rows(lea.view(), ["d1"], width=24), 24)
    assert any("Antwort11" in line for line in lines)


def test_notes_on_evidence_and_verdicts_stand_below_them():
    lea = Review.memory("Probe", "lea")
    lea.apply(AddDocument(title="Text", text=TEXT))
    lea.apply(AddDemand("Radwege"), AddEvidence("f1", "d1:0-32"), SetVerdict("f1", "met"))
    lea.apply(AddNote("b1", "Beleg trägt nicht"), AddNote("u1", "Zu früh?"))
    ids = [row.id for row in note_rows(lea.view(), ["f1"]) if not row.header]
    assert ids.index("n2") == ids.index("u1") + 1 and ids[-1] == "n1"


def test_a_document_lists_the_notes_in_its_text_where_they_stand():
    lea = Review.memory("Probe", "lea")
    lea.apply(AddDocument(title="Text", text=TEXT))
    lea.apply(AddNote("d1:33-68", "hinten"), AddNote("d1:0-32", "vorn"), AddNote("d1", "im Ganzen"))
    lea.apply(ReplyNote("n1", "doch"))
    lines = drawn(note_rows(lea.view(), ["d1"], width=60), 60)
    inside = lines[lines.index("Notizen im Text · 3") :]
    told = [line.strip() for line in inside if not line.startswith(("✎", "  ↳"))]
    assert told[1].startswith("Fundstelle p2: Der Landkreis") and told[2] == "vorn"
    assert told[3].startswith("Fundstelle p1: Das Kabinett") and told[4:] == ["hinten", "doch"]


def test_of_very_many_notes_in_a_text_the_first_are_listed():
    lea = Review.memory("Probe", "lea")
    lea.apply(AddDocument(title="Text", text=TEXT))
    lea.apply(*(AddNote(f"d1:{at}-{at + 1}", "hier") for at in range(MOST_INSIDE + 3)))
    rows = list(note_rows(lea.view(), ["d1"], width=60))
    assert len({row.id for row in rows if row.id[:1] == "n"}) == MOST_INSIDE
    assert any(line.startswith("… und 3 weitere:") for line in drawn(rows, 60))


@pytest.mark.parametrize(
    ("query", "kept"),
    [
        ("is:open", {"n2"}),
        ("ist:erledigt", {"n1", "n3"}),
        ("is:mine", {"n1", "n2", "n3"}),
        ("von:max", {"n1", "n3"}),
        ("liegt", {"n1", "n3"}),
        ("-is:resolved is:open", {"n2"}),
    ],
)
def test_notes_are_filtered_by_whole_threads(query, kept):
    lea = Review.memory("Probe", "lea")
    lea.apply(AddReviewer("max"), AddDocument(title="Text", text=TEXT))
    lea.apply(AddNote("d1", "Beschluss?"), AddNote("d1", "Zweite"))
    lea.beside("max").apply(ReplyNote("n1", "Liegt vor."), ResolveNote("n1"))
    view = lea.view()
    rows = fitting(view, list(note_rows(view, ["d1"])), matcher(query))
    assert {row.id for row in rows if not row.header and row.id != "d1"} == kept
