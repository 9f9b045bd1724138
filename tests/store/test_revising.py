"""A new version of a document: what becomes of passages, evidence, suggestions, and what reviewers decide."""

import pytest

from store.care.check import check
from store.changes import (
    AddDemand,
    AddDocument,
    AddEvent,
    AddEvidence,
    AddNote,
    AttachTags,
    ConfirmEvent,
    KeepPassage,
    LosePassage,
    PlacePassage,
    ReviseDocument,
    SetVerdict,
)
from store.errors import Conflict, Forbidden, NotFound, Refused
from store.importing import revise_file
from store.review import Review

LEAD = "Die Landesregierung will die Schwimmbäder im ländlichen Raum erhalten."
MONEY = "Sie stellt dafür in den nächsten beiden Jahren zwölf Millionen Euro bereit."
ADVICE = "Die Gemeinden können sich ab Oktober in der Servicestelle beraten lassen."
BLAME = "Der Städtetag nannte die Zusage einen ersten Schritt auf einem langen Weg."
OLD = "\n\n".join((LEAD, MONEY, ADVICE, BLAME)) + "\n"
LESS = MONEY.replace("zwölf", "acht")
NEW = "\n\n".join(("Nachtrag der Redaktion.", LEAD, LESS, BLAME)) + "\n"


@pytest.fixture
def team():
    lead = Review.memory(acting="lead")
    from store.changes import AddReviewer

    lead.apply(AddReviewer("anna"))
    lead.apply(AddDocument(OLD, title="Bäder", date="2026-07-06"))
    return lead, lead.beside("anna")


def at(words, text=OLD):
    start = text.index(words)
    return f"d1:{start}-{start + len(words)}"


def spans(words, text=NEW):
    start = text.index(words)
    return ((start, start + len(words)),)


def passage(review, words):
    """The row of the passage that has, or had, these words."""
    rows = [row for row in review.rows("passages") if words in (row.text, row.before)]
    assert len(rows) == 1
    return rows[0]


def test_passages_move_with_the_text(team):
    lead, anna = team
    anna.apply(AttachTags(at(LEAD), ("Bäder",)), AddNote(at(BLAME), "Wer genau?"))
    lead.apply(ReviseDocument("d1", NEW))
    assert (lead.view().documents[0].version, lead.view().documents[0].versions) == ("v2", ("v1", "v2"))
    assert lead.text("d1") == NEW and lead.text("d1", "v1") == OLD
    for words in (LEAD, BLAME):
        row = passage(lead, words)
        assert (row.spans, row.version, row.recheck, row.suspect) == (spans(words), "v2", None, False)
    assert {mark.kind for mark in anna.view().marks("d1")} == {"tag", "note"}


def test_changed_words_under_a_tag_move_silently_but_evidence_is_put_before_a_reviewer(team):
    lead, anna = team
    anna.apply(AttachTags(at(MONEY), ("Geld",)))
    lead.apply(ReviseDocument("d1", NEW))
    assert (passage(lead, LESS).recheck, passage(lead, LESS).suspect) == (None, False)
    lead.undo()
    anna.apply(AddDemand("Zuschuss für Bäder"))
    anna.apply(AddEvidence("f1", at(MONEY)), SetVerdict("f1", "announced", "Zwölf Millionen"))
    assert anna.view().demands[0].review == "reviewed"
    lead.apply(ReviseDocument("d1", NEW))
    row = passage(anna, LESS)
    assert (row.recheck, row.suspect, row.before, row.spans) == ("check", True, MONEY, spans(LESS))
    assert anna.view().demands[0].review == "in_review"
    assert anna.view().evidence[0].flags == ("suspect",)
    anna.apply(KeepPassage(row.id))
    assert (passage(anna, LESS).recheck, anna.view().demands[0].review) == (None, "reviewed")
    lines = anna.history(row.id)
    assert [(line.do, line.field, line.old, line.new) for line in lines][-1] == (
        "passage.keep", "suspect", "check", None,
    )  # fmt: skip
    assert ("quote", MONEY, LESS) in [(line.field, line.old, line.new) for line in lines]
    assert not {"origin", "prefix", "suffix"} & {line.field for line in lines}
    anna.undo()
    assert passage(anna, LESS).recheck == "check" and anna.view().demands[0].review == "in_review"


def test_what_is_gone_stays_in_its_version_until_somebody_decides(team):
    lead, anna = team
    anna.apply(AddDemand("Beratung"))
    anna.apply(AddEvidence("f1", at(ADVICE)), SetVerdict("f1", "announced", "Servicestelle"))
    lead.apply(ReviseDocument("d1", NEW))
    row = passage(anna, ADVICE)
    assert (row.recheck, row.version, row.text) == ("orphan", "v1", ADVICE)
    assert row.spans == spans(ADVICE, OLD)
    assert anna.view().demands[0].review == "in_review" and anna.view().marks("d1") == ()
    with pytest.raises(Refused, match="is orphan"):
        anna.apply(KeepPassage(row.id))
    anna.apply(LosePassage(row.id))
    assert passage(anna, ADVICE).recheck == "gone" and passage(anna, ADVICE).suspect
    anna.apply(PlacePassage(row.id, spans(BLAME)))
    found = passage(anna, BLAME)
    assert (found.version, found.recheck, found.suspect) == ("v2", None, False)
    assert anna.view().demands[0].review == "reviewed"
    anna.undo()
    anna.undo()
    assert passage(anna, ADVICE).recheck == "orphan"


def test_a_wrong_place_can_be_refused(team):
    lead, anna = team
    anna.apply(AddDemand("Zuschuss"))
    anna.apply(AddEvidence("f1", at(MONEY)))
    lead.apply(ReviseDocument("d1", NEW))
    row = passage(anna, LESS)
    anna.apply(LosePassage(row.id))
    back = anna.view().by_id(row.id)
    assert (back.text, back.version, back.spans, back.recheck) == (MONEY, "v1", spans(MONEY, OLD), "gone")
    with pytest.raises(Refused, match="is gone"):
        anna.apply(LosePassage(row.id))
    with pytest.raises(Refused, match="outside"):
        anna.apply(PlacePassage(row.id, ((5, 5_000),)))


def test_a_second_version_keeps_what_is_open_open(team):
    lead, anna = team
    anna.apply(AddDemand("Zuschuss"))
    anna.apply(AddEvidence("f1", at(MONEY)), AttachTags(at(ADVICE), ("Rat",)))
    lead.apply(ReviseDocument("d1", NEW))
    lead.apply(ReviseDocument("d1", f"Vorab.\n\n{NEW}"))
    row = passage(anna, LESS)
    assert (row.recheck, row.before, row.version) == ("check", MONEY, "v3")
    assert (passage(anna, ADVICE).recheck, passage(anna, ADVICE).version) == ("orphan", "v1")
    lead.apply(ReviseDocument("d1", f"{LEAD}\n\n{BLAME}\n"))
    row = passage(anna, MONEY)
    assert (row.recheck, row.version, row.text, row.before) == ("orphan", "v1", MONEY, "")


def test_suggestions_follow_the_text(team):
    lead, anna = team
    first = "Das Gesetz tritt am 1. Oktober 2026 in Kraft.\n\nDie Frist endet am 3. Mai 2027.\n\n"
    lead.apply(AddDocument(first + "Am 9. Juni 2027 wird berichtet.\n", title="Gesetz", suggest=True))
    assert [event.edtf for event in lead.view().events] == ["2026-10-01", "2027-05-03", "2027-06-09"]
    ids = [event.id for event in lead.view().events]
    anna.apply(AddNote(ids[2], "Wem?"))
    second = first.replace("3. Mai", "31. Mai") + "Am 4. August 2027 tagt der Beirat.\n"
    lead.apply(ReviseDocument("d2", second, suggest=True))
    found = {event.id: (event.edtf, event.state) for event in lead.view().events}
    assert found[ids[0]] == ("2026-10-01", "suggested")
    assert found[ids[1]] == ("2027-05-31", "suggested")
    assert found[ids[2]][0] in ("2027-06-09", "2027-08-04"), "a note keeps it"
    assert sorted(edtf for edtf, _ in found.values())[-1] == "2027-08-04"
    lead.undo()
    assert [event.edtf for event in lead.view().events] == ["2026-10-01", "2027-05-03", "2027-06-09"]


def test_a_lost_suggestion_nobody_touched_goes(team):
    lead, _anna = team
    lead.apply(AddDocument(f"{LEAD}\n\nDie Frist endet am 3. Mai 2027.\n", title="Frist", suggest=True))
    (event,) = lead.view().events
    lead.apply(ReviseDocument("d2", f"{LEAD}\n\n{BLAME}\n"))
    assert list(lead.view().events) == [] and lead.rows("passages") == []
    lead.undo()
    assert [one.id for one in lead.view().events] == [event.id]


def test_a_confirmed_event_whose_words_changed_is_to_be_checked(team):
    lead, anna = team
    anna.apply(AddEvent("2026/2027", document="d1", spans=spans(MONEY, OLD), label="Geld"))
    lead.apply(ReviseDocument("d1", NEW))
    assert passage(anna, LESS).recheck == "check"


def test_undoing_a_revision_is_refused_once_somebody_works_on_the_new_text(team):
    lead, anna = team
    anna.apply(AttachTags(at(LEAD), ("Bäder",)))
    lead.apply(ReviseDocument("d1", NEW))
    lead.undo()
    assert (passage(lead, LEAD).spans, lead.view().documents[0].version) == (spans(LEAD, OLD), "v1")
    lead.redo()
    assert passage(lead, LEAD).spans == spans(LEAD)
    anna.apply(AttachTags("d1:0-8", ("Neu",)))
    with pytest.raises(Conflict):
        lead.undo()


def test_only_a_lead_revises_and_only_with_another_text(team):
    lead, anna = team
    with pytest.raises(Forbidden):
        anna.apply(ReviseDocument("d1", NEW))
    with pytest.raises(Refused, match="already"):
        lead.apply(ReviseDocument("d1", OLD))
    with pytest.raises(Refused, match="empty"):
        lead.apply(ReviseDocument("d1", " \n"))
    with pytest.raises(NotFound):
        lead.apply(ReviseDocument("d9", NEW))


def test_a_file_is_a_version_with_its_original(tmp_path):
    with Review.create(tmp_path / "p.vermerk", "Bäder", None) as lead:
        lead.apply(AddDocument(OLD, title="Bäder", date="2026-07-06"))
        lead.apply(AddDemand("Zuschuss"), AttachTags(at(LEAD), ("Bäder",)), AttachTags(at(ADVICE), ("Rat",)))
        lead.apply(AddEvidence("f1", at(MONEY)))
        (tmp_path / "neu.md").write_text(f"# Bäder\n\n{NEW}", "utf-8")
        moved = lead.revise_file("d1", tmp_path / "neu.md")
        outcomes = {move.old: (move.outcome, move.new) for move in moved}
        assert outcomes == {LEAD: ("moved", LEAD), ADVICE: ("orphan", ""), MONEY: ("check", LESS)}
        assert all(move.score >= 0.9 for move in moved if move.outcome != "orphan")
        with pytest.raises(Refused, match="already"):
            lead.revise_file("d1", tmp_path / "neu.md")
        with pytest.raises(Refused, match="fehlt.md"):
            lead.revise_file("d1", tmp_path / "fehlt.md")
        with pytest.raises(NotFound):
            lead.revise_file("f1", tmp_path / "neu.md")
    folder = tmp_path / "p.vermerk"
    assert sorted(path.name for path in (folder / "documents" / "d1").iterdir()) == [
        "v1.txt", "v2.orig.md", "v2.txt",
    ]  # fmt: skip
    assert [found for found in check(folder) if found.severity == "damage"] == []


def test_texts_that_cannot_be_compared_put_every_passage_before_a_reviewer(team, tmp_path, monkeypatch):
    lead, _anna = team
    lead.apply(AttachTags(at(LEAD), ("Bäder",)), AttachTags(at(ADVICE), ("Rat",)))
    monkeypatch.setattr("content.anchors.comparing._SHORT", 0)
    monkeypatch.setattr("content.anchors.apart.READING", (0.0001, 0.0))
    (tmp_path / "neu.txt").write_text(NEW, "utf-8")
    moved = lead.revise_file("d1", tmp_path / "neu.txt")
    outcomes = {one.old: (one.outcome, one.new) for one in moved}
    assert outcomes == {LEAD: ("check", LEAD), ADVICE: ("orphan", "")}
    assert all("too much time" in one.reason for one in moved)
    assert [row.recheck for row in lead.view().open_passages] == ["check", "orphan"]


def test_two_leads_at_once_do_not_overwrite_each_other(team, tmp_path, monkeypatch):
    lead, _anna = team
    (tmp_path / "neu.txt").write_text(NEW, "utf-8")
    import store.importing as importing

    prepare = importing.prepare

    def slowly(*given):
        prepared = prepare(*given)
        lead.apply(ReviseDocument("d1", f"{OLD}\nSchneller.\n"))
        return prepared

    monkeypatch.setattr(importing, "prepare", slowly)
    with pytest.raises(Conflict, match="version"):
        revise_file(lead, "d1", tmp_path / "neu.txt")
    assert lead.text("d1").endswith("Schneller.\n")


def test_an_event_that_the_new_version_tells_earlier_too_is_not_suggested_again():
    old = "Der Stadtrat hat die Badeordnung am 6. Juli 2026 beschlossen.\n"
    review = Review.memory(acting="lead")
    review.apply(AddDocument(old, date="2026-07-06", suggest=True))
    (before,) = review.rows("events")
    review.apply(ConfirmEvent(before.id))
    new = "Am 6. Juli 2026 hat der Stadtrat eine Badeordnung beschlossen.\n\nWeiteres folgt.\n\n" + old
    review.apply(ReviseDocument("d1", new, suggest=True))
    assert [(row.id, row.state) for row in review.rows("events")] == [(before.id, "confirmed")]


def test_what_is_open_is_listed_and_counted_until_somebody_decides(team):
    lead, anna = team
    lead.apply(AddDocument("Ein zweiter Text.\n", title="Anderes"))
    anna.apply(AddDemand("Zuschuss"), AttachTags(at(LEAD), ("Bäder",)))
    anna.apply(AddEvidence("f1", at(MONEY)), AddNote(at(ADVICE), "Wo?"))
    assert lead.view().open_passages == ()
    lead.apply(ReviseDocument("d1", NEW))
    view = anna.view()
    assert [(row.text, row.recheck) for row in view.open_passages] == [(LESS, "check"), (ADVICE, "orphan")]
    assert (view.open_passages[0].before_version, view.open_passages[0].before_spans) == (
        "v1",
        spans(MONEY, OLD),
    )
    assert [document.rechecks for document in view.documents] == [2, 0]
    anna.apply(LosePassage(view.open_passages[1].id))
    assert [document.rechecks for document in anna.view().documents] == [1, 0]
    anna.apply(KeepPassage(view.open_passages[0].id))
    assert anna.view().open_passages == () and anna.view().documents[0].rechecks == 0
    anna.undo()
    assert [row.text for row in anna.view().open_passages] == [LESS]
    assert anna.view().documents[0].rechecks == 1


def test_what_is_open_is_found_in_a_snapshot_too(tmp_path):
    with Review.create(tmp_path / "p.vermerk", "Bäder", None) as lead:
        lead.apply(AddDocument(OLD, title="Bäder"))
        lead.apply(AttachTags(at(LEAD), ("Bäder",)), AttachTags(at(ADVICE), ("Rat",)))
        lead.apply(ReviseDocument("d1", NEW))
        lead.engine.snapshot()
    with Review.open(tmp_path / "p.vermerk") as again:
        assert [row.text for row in again.view().open_passages] == [ADVICE]


def test_what_stands_in_a_passage_and_which_passage_something_is_in(team):
    _lead, anna = team
    anna.apply(AddDemand("Zuschuss", document="d1", spans=spans(MONEY, OLD)))
    anna.apply(AddEvent("2026", document="d1", spans=spans(MONEY, OLD), label="Geld"))
    anna.apply(AddEvidence("f1", at(MONEY)), AddNote(at(MONEY), "Wann?"), AddNote("e1", "Sicher?"))
    view = anna.view()
    assert [row.id for row in view.at_passage("p1")] == ["e1", "f1", "b1", "n1"]
    found = {one: view.passage_of(one) for one in ("p1", "e1", "f1", "b1", "n1", "n2")}
    assert {one: row and row.text for one, row in found.items()} == dict.fromkeys(found, MONEY)
    assert view.passage_of("d1") is None and view.passage_of("p9") is None and view.passage_of(None) is None


@pytest.mark.parametrize("decide", [None, KeepPassage, LosePassage])
def test_a_demand_counts_its_evidence_as_the_evidence_says_of_itself(team, decide):
    lead, anna = team
    lead.apply(AddDocument(NEW, title="Bäder II", date="2026-07-07"), AddDemand("Bäder"), AddDemand("Rat"))
    for demand in ("f1", "f2"):
        for words in (LEAD, MONEY, ADVICE):
            lead.apply(AddEvidence(demand, at(words), state="suggested" if words == LEAD else "confirmed"))
    lead.apply(AddEvidence("f1", at(BLAME), state="rejected"), AddEvidence("f2", f"d2:{NEW.index(LEAD)}-40"))

    def counted():
        told = {}
        for row in lead.view().evidence:
            if row.state != "rejected":
                of = told.setdefault(row.demand, [0, 0])
                of[0] += 1
                of[1] += "suspect" in row.flags
        return told

    for text in (NEW, NEW.replace(BLAME, ""), BLAME):
        lead.apply(ReviseDocument("d1", text))
        unsure = [one["id"] for one in lead.view().lookup.open_passages if one["suspect"] == "check"]
        if decide is not None and unsure:
            lead.apply(decide(unsure[0]))
        assert counted() == {row.id: [row.evidence, row.suspect] for row in lead.view().demands}
    # A record that another program left in the old version, unmarked.
    lead.engine.transact("lead", "test", lambda tx: tx.patch("p1", {"version": "v1", "suspect": None}))
    assert counted() == {row.id: [row.evidence, row.suspect] for row in lead.view().demands}
    assert any(suspect for _evidence, suspect in counted().values())
