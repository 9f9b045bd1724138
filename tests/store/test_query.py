"""The small query on lists of every kind."""

import unicodedata

import pytest

from store.changes import (
    AddDemand,
    AddDocument,
    AddEvent,
    AddEvidence,
    AddNote,
    AddTag,
    AttachTags,
    EditDocument,
    GradeEvidence,
    RejectEvidence,
    ReplyNote,
    ResolveNote,
    SetVerdict,
)
from store.filtering import matcher
from store.projection import MAKERS
from store.querying import remarks


@pytest.fixture
def filled(team):
    """Two documents, three demands, three pieces of evidence, three verdicts, four notes, three events."""
    team.lead.apply(AddDocument("Die Straße wird größer. Rund um das Café.", title="Straßenbau", kind="news"))
    team.lead.apply(EditDocument("d1", kind="press", publisher="Stadt Köln", source="bad.txt"))
    team.anna.apply(AddDemand("Zuschuss für Bäder", "Geld", "Land", due="../2000-12-31"))
    team.anna.apply(AddDemand("Größere Straße", "Verkehr", document="d2", spans=((0, 10),)))
    team.ben.apply(AddDemand("Prüfung", addressee="Ministerium", due="2999", state="suggested"))
    team.anna.apply(AddEvidence("f1", "d1:0-5", "contradicts", "strong"), AddEvidence("f1", "d1:20-30"))
    team.ben.apply(AddEvidence("f2", "d2:4-10"), RejectEvidence("b3"), GradeEvidence("b1", "weak"))
    team.anna.apply(SetVerdict("f1", "open", reason="Nichts gefunden"), SetVerdict("f2", "met"))
    team.lead.apply(SetVerdict("f1", "partial", reason="Zum Teil", final=True))
    team.anna.apply(AttachTags("d1", ("Geld/Bund", "Bad")), AttachTags("f2", ("Straße",)))
    team.anna.apply(AddTag("Bär", description="Großes Tier"), AddEvent("2026-07", label="Sommerfest"))
    team.ben.apply(AddEvent("2025", label="Wahl", state="suggested"))
    team.ben.apply(AddEvent("2024-02", document="d2", spans=((24, 40),), state="rejected"))
    team.anna.apply(AddNote("d1", "Wer zahlt?"), AddNote("d2:4-10", "Welche Straße?"), ResolveNote("n2"))
    team.ben.apply(ReplyNote("n1", "Das Land"), AddNote("f1", "Zu spät"))
    return team


def found(review, kind, query):
    return " ".join(row.id for row in review.rows(kind, query))


@pytest.mark.parametrize(
    ("kind", "query", "ids"),
    [
        ("documents", "köln", "d1"),
        ("documents", "koeln bad", "d1"),
        ("documents", "is:press", "d1"),
        ("documents", "is:dated", "d1"),
        ("documents", "is:undated -is:press", "d2"),
        ("documents", "tag:geld", "d1"),
        ("documents", "tag:bund", ""),
        ("documents", "tag:geld/b", "d1"),
        ("documents", "-tag:bad", "d2"),
        ("documents", "2026-07", "d1"),
        ("documents", "STRASSENBAU", "d2"),
        ("demands", "is:reviewed", "f1 f2"),
        ("demands", "is:unreviewed", "f3"),
        ("demands", "is:partial", "f1"),
        ("demands", "is:overdue", "f1"),
        ("demands", "is:running", "f3"),
        ("demands", "is:none", "f2"),
        ("demands", "is:suggested", "f3"),
        ("demands", "state:conf", "f1 f2"),
        ("demands", "ministerium", "f3"),
        ("demands", "verkehr", "f2"),
        ("demands", "by:ben", "f3"),
        ("demands", "by:b", "f3"),
        ("demands", "doc:straßenbau", "f2"),
        ("demands", "doc:d2", "f2"),
        ("demands", "-doc:d2 -is:suggested", "f1"),
        ("demands", "tag:strasse", "f2"),
        ("evidence", "is:strong", ""),
        ("evidence", "is:ungraded", "b1 b2 b3"),
        ("evidence", "is:contradicts", "b1"),
        ("evidence", "is:rejected", "b3"),
        ("evidence", "-is:rejected -is:contra", "b2"),
        ("evidence", "doc:d1", "b1 b2"),
        ("evidence", "bäder", "b1"),
        ("verdicts", "is:final", "u3"),
        ("verdicts", "-is:final", "u1 u2"),
        ("verdicts", "is:met", "u2"),
        ("verdicts", "gefunden", "u1"),
        ("verdicts", "partial teil", "u3"),
        ("verdicts", "by:lead", "u3"),
        ("events", "is:suggested", "e2"),
        ("events", "-is:rejected", "e1 e2"),
        ("events", "2026", "e1"),
        ("events", "by:ben wahl", "e2"),
        ("events", "doc:d2", "e3"),
        ("events", "cafe", "e3"),
        ("notes", "is:open", "n1 n3 n4"),
        ("notes", "is:resolved", "n2"),
        ("notes", "doc:d1", "n1 n3"),
        ("notes", "by:ben -land", "n4"),
        ("notes", "zu spaet", "n4"),
        ("tags", "bar", "t4"),
        ("tags", "tier", "t4"),
        ("tags", "tag:geld", "t1"),
        ("reviewers", "is:viewer", "r4"),
        ("reviewers", "reviewer", "r2 r3"),
        ("reviewers", "by:lead -is:lead", "r2 r3 r4"),
        ("passages", "doc:d2", "p1 p4 p5"),
    ],
)
def test_lists_are_filtered(filled, kind, query, ids):
    assert found(filled.gast, kind, query) == ids


@pytest.mark.parametrize("kind", MAKERS)
def test_a_part_and_its_opposite_share_the_list(filled, kind):
    everything = {row.id for row in filled.lead.rows(kind)}
    for part in ("is:open", "by:anna", "doc:d1", "tag:geld", "a", "straße", "date:2026"):
        hits = {row.id for row in filled.lead.rows(kind, part)}
        others = {row.id for row in filled.lead.rows(kind, f"-{part}")}
        assert hits | others == everything and not hits & others
        assert {row.id for row in filled.lead.rows(kind, f"--{part}")} == hits


@pytest.mark.parametrize("kind", MAKERS)
@pytest.mark.parametrize("query", ["", " ", "-", "--", " - -- "])
def test_who_asks_nothing_gets_all(filled, kind, query):
    assert filled.lead.rows(kind, query) == filled.lead.rows(kind)


@pytest.mark.parametrize("kind", MAKERS)
def test_order_and_repetition_do_not_matter(filled, kind):
    for parts in (["by:anna", "-is:open"], ["a", "e"], ["doc:d1", "by:anna", "-straße"]):
        forth, back = " ".join(parts), "  ".join(reversed(parts * 2))
        assert filled.lead.rows(kind, forth) == filled.lead.rows(kind, back)


@pytest.mark.parametrize("query", ["farbe:rot", "is", ":", "is open", "http://x", "tag", "*", "\\"])
def test_what_is_no_condition_is_a_word(filled, query):
    text = f"Hier steht: {query} und mehr"
    assert matcher(query)(text, {}) is True
    assert matcher(query)("anderes", {"is": ("open",), "tag": ("rot",)}) is False


@pytest.mark.parametrize("field", ["is", "state", "doc", "tag", "by"])
def test_a_condition_is_the_beginning_of_a_value_never_the_text(field):
    test = matcher(f"{field}:Bä")
    assert test("", {field: ("Rad", "BÄDER")}) and test("", {field: ("baeder",)})
    assert not test("Bäder", {field: ("Freibäder",)}) and not test("Bäder", {})


@pytest.mark.parametrize("form", ["NFC", "NFD", "NFKC", "NFKD"])
def test_forms_of_letters_do_not_matter(form):
    word, text = unicodedata.normalize(form, "Übergröße"), "die ÜBERGRÖSSE"
    assert matcher(word)(text, {}) and matcher("uebergroesse")(unicodedata.normalize(form, "Übergröße"), {})
    assert matcher("ubergrosse")(text, {}) and not matcher("untergröße")(text, {})


@pytest.mark.parametrize(
    ("german", "english"),
    [
        ("ist:bestätigt", "is:confirmed"),
        ("zustand:erledigt", "state:resolved"),
        ("von:anna -ist:offen", "by:anna -is:open"),
        ("dok:d1 Schlagwort:geld", "doc:d1 tag:geld"),
        ("dokument:straßenbau", "doc:straßenbau"),
        ("is:teilweise", "is:partial"),
    ],
)
@pytest.mark.parametrize("kind", MAKERS)
def test_german_words_ask_for_the_same(filled, kind, german, english):
    assert filled.lead.rows(kind, german) == filled.lead.rows(kind, english)
    assert any(filled.lead.rows(each, german) for each in MAKERS)


@pytest.mark.parametrize(("kind", "query", "ids"), [
    ("demands", "Bäder OR Prüfung", "f1 f3"),
    ("demands", "Bäder ODER state:suggested", "f1 f3"),
    ("demands", "NOT (Bäder OR Prüfung)", "f2"),
    ("demands", "NICHT Bäder -Prüfung", "f2"),
    ("demands", '"Größere Straße"', "f2"),
    ("demands", '"Straße Größere"', ""),
    ("demands", "date:..2001", "f1"),
    ("demands", "datum:2900..", "f3"),
    ("events", "date:2026", "e1"),
    ("events", "date:2024..2025", "e2 e3"),
    ("events", "-date:2026-07", "e2 e3"),
    ("events", "date:bald", "e1 e2 e3"),
    ("tags", 'tag:"Geld/Bund" OR tag:bär', "t1 t4"),
])  # fmt: skip
def test_or_not_phrases_and_dates(filled, kind, query, ids):
    assert set(found(filled.anna, kind, query).split()) == set(ids.split())


def test_what_no_row_can_fulfil_and_what_is_no_date_is_remarked_on(filled):
    known = filled.anna.known_values("demands")
    said = [(one.kind, one.words) for one in remarks("is:mett tag:Geld by:anna date:bald stat:x", known)]
    assert said == [("field", "stat"), ("value", "is:mett"), ("value", "tag:Geld"), ("date", "bald")]
    assert remarks("is:erfüllt tag:straße von:an datum:2026", known) == ()
    assert remarks("is:mett") == (), "without the values nobody knows"
