"""The façade: roles, one transaction at a time, undo and redo, history, files."""

import subprocess
import sys

import pytest

from store.changes import (
    AddDemand,
    AddDocument,
    AddEvidence,
    AddNote,
    AddReviewer,
    AttachTags,
    DetachTags,
    EditDemand,
    EditNote,
    EditProject,
    RemoveNote,
    ReplyNote,
    SetRole,
    SetVerdict,
)
from store.errors import Conflict, Damaged, Forbidden, NotFound, Refused
from store.review import Review


def state(review):
    """All records without what counts revisions and moments."""
    tables = ("documents", "passages", "demands", "evidence", "grades", "verdicts", "tags", "notes")
    kept = {}
    for table in tables:
        for record in review.engine.scan(table):
            values = {key: value for key, value in record.items() if key not in ("rev", "at")}
            kept[record["id"]] = values | {
                field: sorted(values.get(field) or ()) for field in ("tags", "tagged")
            }
    return kept


def test_viewers_read_and_nothing_else(team):
    assert team.gast.rows("documents") and team.gast.text("d1") == team.text
    for change in (AddNote("d1", "Hallo"), AttachTags("d1", ("Bäder",)), EditProject(name="Neu")):
        with pytest.raises(Forbidden, match="viewer"):
            team.gast.apply(change)
    assert team.gast.rows("notes") == []


def test_the_team_is_the_leads_and_keeps_a_lead(team):
    for change in (AddReviewer("otto"), SetRole("anna", "lead"), EditProject(blind=True)):
        with pytest.raises(Forbidden):
            team.anna.apply(change)
    with pytest.raises(Refused, match="no lead"):
        team.lead.apply(SetRole("lead", "reviewer"))
    team.lead.apply(SetRole("anna", "lead"), SetRole("lead", "reviewer"))
    assert (team.anna.role, team.lead.role) == ("lead", "reviewer")


@pytest.mark.parametrize("name", ["Otto", "", "9lives", "a b", "../x", "x" * 32, "jürgen"])
def test_reviewers_names_follow_the_pattern(team, name):
    with pytest.raises(Refused, match="name"):
        team.lead.apply(AddReviewer(name))


def test_a_reviewer_is_added_once(team):
    with pytest.raises(Refused, match="anna"):
        team.lead.apply(AddReviewer("anna"))
    team.lead.apply(AddReviewer("otto", users=("otto1",)))
    with pytest.raises(Refused, match="otto"):
        team.lead.apply(AddReviewer("olga", users=("otto1",)))


def test_several_changes_are_one_transaction(team):
    before = team.anna.seq
    applied = team.anna.apply(
        AddNote("d1", "Eins"), AttachTags(team.place("Geld"), ("Geld",)), AddNote("d1", "Zwei")
    )
    assert (applied.seq, applied.label) == (before + 1, "note.add+tag.attach")
    assert applied.ids == ("n1", "p1", "n2")
    team.anna.undo()
    assert team.anna.rows("notes") == [] and team.anna.rows("tags") == []


def test_one_refused_change_refuses_all(team):
    before = team.anna.seq
    with pytest.raises(Refused):
        team.anna.apply(AddNote("d1", "Eins"), AddNote("d7", "Zwei"))
    with pytest.raises(Refused):
        team.anna.apply()
    assert team.anna.seq == before and team.anna.rows("notes") == []


def test_undo_and_redo_walk_the_whole_stack(team):
    states = [state(team.anna)]
    demand = team.anna.apply(AddDemand("Zuschuss für Bäder")).ids[0]
    states.append(state(team.anna))
    for change in (
        AddEvidence(demand, team.place("Geld"), grade="weak"),
        SetVerdict(demand, "open", reason="Nichts gefunden"),
        EditDemand(demand, text="Zuschuss für Schwimmbäder"),
        AttachTags(demand, ("Geld", "Bäder")),
        DetachTags(demand, ("Geld",)),
        AddNote(demand, "Wie hoch?"),
    ):
        team.anna.apply(change)
        states.append(state(team.anna))
    for expected in reversed(states[:-1]):
        team.anna.undo()
        assert state(team.anna) == expected
    with pytest.raises(Refused, match="nothing to undo"):
        team.anna.undo()
    for expected in states[1:]:
        team.anna.redo()
        assert state(team.anna) == expected
    with pytest.raises(Refused, match="nothing to redo"):
        team.anna.redo()


def test_a_new_change_ends_redo(team):
    team.anna.apply(AddNote("d1", "Eins"))
    team.anna.undo()
    team.anna.apply(AddNote("d1", "Zwei"))
    with pytest.raises(Refused, match="redo"):
        team.anna.redo()


def test_undo_skips_others_changes(team):
    team.anna.apply(AddNote("d1", "Anna"))
    team.ben.apply(AddNote("d1", "Ben"))
    team.anna.undo()
    assert [note.text for note in team.lead.rows("notes")] == ["Ben"]


def test_undo_skips_what_it_is_to_spare(team):
    team.lead.apply(AddNote("d1", "Mine"))
    team.lead.apply(AddReviewer("cleo"), AddNote("d1", "Welcome"))
    assert team.lead.undo(sparing={"reviewer.add"}).label == "note.add"
    with pytest.raises(Refused, match="nothing to undo"):
        team.lead.undo(sparing={"reviewer.add", "document.add"})
    assert team.lead.undo().label == "reviewer.add+note.add"


def test_the_stack_outlives_the_session(team):
    team.anna.apply(AddNote("d1", "Eins"))
    team.anna.apply(AddNote("d1", "Zwei"))
    team.lead.beside("anna").undo()
    team.lead.beside("anna").undo()
    team.lead.beside("anna").redo()
    assert [note.text for note in team.lead.rows("notes")] == ["Eins"]


def test_a_change_of_others_is_undone_by_a_lead_only(team):
    seq = team.anna.apply(AddNote("d1", "Anna")).seq
    with pytest.raises(Forbidden, match="lead"):
        team.ben.undo(seq)
    team.lead.undo(seq)
    assert team.lead.rows("notes") == []
    with pytest.raises(Refused, match="already"):
        team.lead.undo(seq)
    with pytest.raises(Refused, match="nothing"):
        team.anna.undo()


def test_undo_of_what_was_edited_since_names_who(team):
    note = team.anna.apply(AddNote("d1", "Alt")).ids[0]
    team.anna.apply(EditNote(note, "Neu"))
    team.lead.apply(EditNote(note, "Anders"))
    with pytest.raises(Conflict) as caught:
        team.anna.undo()
    conflict = caught.value
    assert (conflict.record, conflict.field, conflict.by) == (note, "text", "lead")
    assert (conflict.mine, conflict.theirs) == ("Alt", "Anders")


def test_undo_goes_on_behind_a_conflict(team):
    team.anna.apply(AddNote("d1", "Eins"))
    note = team.anna.apply(AddNote("d1", "Zwei")).ids[0]
    team.ben.apply(ReplyNote(note, "Widerspruch"))
    with pytest.raises(Conflict) as caught:
        team.anna.undo()
    assert caught.value.by == "ben"
    team.anna.undo()
    assert [row.text for row in team.lead.rows("notes")] == ["Zwei", "Widerspruch"]


def test_undo_of_a_deletion_needs_what_it_hung_on(team):
    demand = team.anna.apply(AddDemand("Zuschuss")).ids[0]
    note = team.anna.apply(AddNote(demand, "Wie hoch?")).ids[0]
    team.anna.apply(RemoveNote(note))
    team.lead.undo(team.lead.seq - 2)
    with pytest.raises(Conflict) as caught:
        team.anna.undo()
    assert (caught.value.record, caught.value.by) == (note, "lead")


def test_a_second_verdict_keeps_the_first_from_coming_back(team):
    demand = team.anna.apply(AddDemand("Zuschuss")).ids[0]
    seq = team.anna.apply(SetVerdict(demand, "open")).seq
    team.anna.undo()
    team.anna.apply(SetVerdict(demand, "met"))
    undone = team.anna.seq - 1
    with pytest.raises(Refused):
        team.anna.undo(undone)
    with pytest.raises(Refused, match="already"):
        team.anna.undo(seq)
    assert [row.answer for row in team.lead.rows("verdicts")] == ["met"]


def test_passages_and_tags_that_others_use_stay(team):
    at = team.place("Geld")
    team.anna.apply(AttachTags(at, ("Geld",)))
    team.ben.apply(AttachTags(at, ("Frist",)), AttachTags("d1", ("Geld",)))
    team.anna.undo()
    (passage,) = team.lead.rows("passages")
    assert passage.tags == ("Frist",)
    assert {row.name: row.uses for row in team.lead.rows("tags")} == {"Geld": 1, "Frist": 1}


def test_the_making_of_the_project_is_not_undone(team):
    with pytest.raises(Refused, match="cannot be taken back"):
        team.lead.undo(1)
    with pytest.raises(NotFound):
        team.lead.undo(999)


def test_history_says_who_did_what(team):
    demand = team.anna.apply(AddDemand("Zuschuss für Bäder")).ids[0]
    team.ben.apply(EditDemand(demand, topic="Sport"))
    team.ben.apply(AttachTags(demand, ("Geld",)))
    team.ben.undo()
    lines = team.lead.history(demand)
    assert [(line.who, line.do, line.field, line.old, line.new) for line in lines] == [
        ("anna", "demand.add", "", None, "Zuschuss für Bäder"),
        ("ben", "demand.edit", "topic", None, "Sport"),
        ("ben", "tag.attach", "tags", None, "Geld"),
        ("ben", "undo", "tags", "Geld", None),
    ]
    assert lines[-1].undoes == lines[-2].seq
    everything = team.lead.history()
    assert [line.seq for line in everything] == sorted(line.seq for line in everything)
    assert everything[0].do == "project.create" and set(lines) < set(everything)
    with pytest.raises(NotFound):
        team.lead.history("n99")


def test_history_names_what_a_record_without_words_is_on(team):
    demand = team.anna.apply(AddDemand("Zuschuss")).ids[0]
    verdict = team.anna.apply(SetVerdict(demand, "met")).ids[0]
    assert team.lead.history(verdict)[0].new == f"{demand}: met"


def test_a_blind_project_hides_verdicts_everywhere(team):
    demand = team.anna.apply(AddDemand("Zuschuss")).ids[0]
    team.lead.apply(EditProject(blind=True))
    verdict = team.anna.apply(SetVerdict(demand, "rejected", reason="Kein Geld")).ids[0]
    note = team.anna.apply(AddNote(verdict, "Siehe Haushalt")).ids[0]
    assert team.ben.rows("verdicts") == [] and team.ben.view().by_id(verdict) is None
    shown = team.ben.show(demand)
    assert (shown["review"], shown["verdicts"]) == ("unreviewed", [])
    assert all(line.record != verdict for line in team.ben.history())
    with pytest.raises(NotFound):
        team.ben.history(verdict)
    assert team.ben.view().by_id(note) is None
    with pytest.raises(NotFound):
        team.ben.show(verdict)
    team.ben.apply(SetVerdict(demand, "met"))
    assert team.ben.view().by_id(demand).review == "disputed"
    assert [row.by for row in team.ben.rows("verdicts")] == ["anna", "ben"]


def test_show_gives_a_passage_its_text_and_what_is_on_it(team):
    at = team.place("Bis Ende 2027")
    assert team.anna.show(at)["text"] == "Bis Ende 2027"
    team.anna.apply(AddNote(at, "Welcher Haushalt?"), AttachTags(at, ("Frist",)))
    shown = team.anna.show(at)
    assert shown["tags"] == ["Frist"] and shown["notes"][0]["text"] == "Welcher Haushalt?"
    for wrong in ("d1:0-99999", "d1:5", "d9:1-2", "n77", "quatsch"):
        with pytest.raises(Refused):
            team.anna.show(wrong)


def test_show_reaches_every_kind(team):
    demand = team.anna.apply(AddDemand("Zuschuss")).ids[0]
    team.anna.apply(AddEvidence(demand, team.place("Geld"), grade="weak"), SetVerdict(demand, "open"))
    team.anna.apply(AddNote("d1", "Frage"), AttachTags("d1", ("Geld",)))
    for record in ("d1", "v1", "p1", demand, "b1", "g1", "u1", "t1", "n1", "r1", "o1"):
        assert team.anna.show(record)["id"] == record
    assert team.anna.show("d1")["length"] == len(team.text)


def test_a_view_stays_as_it_was(team):
    before = team.anna.view()
    team.anna.apply(AddNote("d1", "Neu"))
    after = team.anna.view()
    assert before.notes == () and len(after.notes) == 1
    assert after is team.anna.view()
    assert before.documents[0].notes == 0 and after.documents[0].notes == 1


def test_a_review_in_a_folder_is_found_again(tmp_path):
    folder = tmp_path / "bäder.vermerk"
    review = Review.create(folder, "Bäder", "lena")
    review.apply(AddDocument("Die Bäder schließen."))
    review.close()
    again = Review.open(folder, "lena")
    try:
        assert (again.name, again.me, again.role) == ("Bäder", "lena", "lead")
        assert again.text("d1") == "Die Bäder schließen."
    finally:
        again.close()
    assert (folder / "documents/d1/v1.txt").read_text(encoding="utf-8") == "Die Bäder schließen."
    with pytest.raises(Refused):
        Review.create(folder, "Nochmal")


def test_two_open_reviews_see_each_other(tmp_path):
    folder = tmp_path / "p.vermerk"
    one = Review.create(folder, "P", "lena")
    one.apply(AddReviewer("max"), AddDocument("Die Bäder schließen."))
    two = Review.open(folder, "max")
    two.apply(AddNote("d1", "Wirklich?"))
    assert [entry.by for entry in one.refresh()] == ["max"]
    assert [note.text for note in one.view().notes] == ["Wirklich?"]
    one.apply(AttachTags("d1", ("Bäder",)))
    two.refresh()
    assert two.view().documents[0].tags == ("Bäder",)
    one.close()
    two.close()


def test_a_text_that_was_tampered_with_is_not_shown(tmp_path):
    review = Review.create(tmp_path / "p.vermerk", "P")
    review.apply(AddDocument("Die Bäder schließen."))
    review.close()
    file = tmp_path / "p.vermerk/documents/d1/v1.txt"
    file.write_text("Die Bäder öffnen!!!!", encoding="utf-8")
    with_damage = Review.open(tmp_path / "p.vermerk")
    with pytest.raises(Damaged, match=r"v1\.txt"):
        with_damage.text("d1")
    file.unlink()
    with pytest.raises(Damaged, match="missing"):
        with_damage.text("d1")
    assert with_damage.rows("documents")
    with_damage.close()


def test_what_is_gone_cannot_be_read(team):
    assert team.lead.text("d1") == team.text
    team.lead.undo()
    for document, version in (("d1", None), ("d1", "v1"), ("d9", None), ("n1", None)):
        with pytest.raises(NotFound):
            team.lead.text(document, version)


def test_blind_history_hides_notes_on_hidden_verdicts_and_on_their_demand(team):
    demand = team.anna.apply(AddDemand("Zuschuss")).ids[0]
    team.lead.apply(EditProject(blind=True))
    verdict = team.anna.apply(SetVerdict(demand, "rejected")).ids[0]
    team.anna.apply(AddNote(verdict, "Kein Geld"), AddNote(demand, "Wie hoch?"))
    told = [line.new for line in team.ben.history()]
    assert f"{demand}: Wie hoch?" not in told and f"{verdict}: Kein Geld" not in told
    assert f"{verdict}: Kein Geld" in [line.new for line in team.anna.history()]
    team.anna.undo()
    assert f"{verdict}: Kein Geld" not in [line.old for line in team.ben.history()]


def test_two_sessions_of_one_reviewer_share_the_stack(tmp_path):
    one = Review.create(tmp_path / "p.vermerk", "P", "lena")
    one.apply(AddDocument("Die Bäder schließen."))
    one.apply(AddNote("d1", "Eins"))
    one.apply(AddNote("d1", "Zwei"))
    two = Review.open(tmp_path / "p.vermerk", "lena")
    one.undo()
    two.undo()
    one.refresh()
    assert one.rows("notes") == [] and len(one.rows("documents")) == 1
    two.redo()
    one.redo()
    assert sorted(note.text for note in one.rows("notes")) == ["Eins", "Zwei"]
    one.close()
    two.close()


def test_roles_are_enforced_where_nobody_else_can_write(tmp_path, monkeypatch):
    Review.create(tmp_path / "p.vermerk", "P").close()
    for members, enforced in (({"root"}, True), ({"fremd"}, False)):
        monkeypatch.setattr("store.reviewers._members", lambda gid, members=members: members)
        monkeypatch.setattr("store.reviewers.user_name", lambda uid: "root")
        with Review.open(tmp_path / "p.vermerk") as review:
            assert review.enforced is enforced


def test_a_screen_start_loads_no_reader_and_no_grammar():
    script = (
        "import sys; from store.review import Review; r = Review.memory();"
        "r.view().documents; r.rows('events'); print(*sys.modules)"
    )
    said = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=True)
    slow = ("content.formats", "content.dates.finder", "content.demands", "lxml", "docx", "store.exchange.")
    assert [name for name in said.stdout.split() if name.startswith(slow)] == []
