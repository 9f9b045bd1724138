"""A blind project: what the others said is hidden, whichever way one looks, until one has judged."""

import json
from contextlib import suppress

import pytest
from msgspec.structs import asdict, replace

from store.changes import (
    AddDemand,
    AddEvidence,
    AddNote,
    AddReviewer,
    AttachTags,
    EditNote,
    EditProject,
    GradeEvidence,
    MergeDemands,
    RemoveDemand,
    RemoveEvidence,
    RemoveNote,
    RemoveVerdict,
    ReopenNote,
    ReplyNote,
    ResolveNote,
    SetVerdict,
)
from store.errors import Conflict, Forbidden, NotFound
from store.exchange import export_bytes

REASON, REMARK, REPLY = "Habicht", "Milan", "Sperber"
SECRETS = (REASON, REMARK, REPLY, "unverifiable", "strong")


@pytest.fixture
def blind(team):
    """f1, which only anna has judged: u1 with a note and a reply; b1, which only she has graded."""
    team.lead.apply(AddReviewer("carla", "lead"), EditProject(blind=True))
    team.carla = team.lead.beside("carla")
    team.anna.apply(AddDemand("Zuschuss", document="d1", spans=((0, 5),)))
    team.anna.apply(AddEvidence("f1", team.place("höchstens eine Prüfung"), grade="strong"))
    team.anna.apply(SetVerdict("f1", "unverifiable", reason=REASON), AddNote("u1", REMARK))
    team.anna.apply(ReplyNote("n1", REPLY))
    return team


def rows(review):
    kinds = ("demands", "evidence", "verdicts", "notes", "documents")
    return [asdict(row) for kind in kinds for row in review.rows(kind)]


def view(review):
    seen = review.view()
    return [row for record in ("f1", "b1", "p1", "d1") for row in seen.on(record)], seen.marks("d1")


def past(review, *records):
    """The histories of records as far as there are any to be told."""
    lines = []
    for record in records:
        with suppress(NotFound):
            lines += review.history(record)
    return lines


WINDOWS = {
    "rows": rows,
    "view": view,
    "by id": lambda review: [review.view().by_id(one) for one in ("f1", "b1", "u1", "n1", "n2")],
    "show": lambda review: [review.show(one) for one in ("f1", "b1", "d1")],
    "history": lambda review: review.history(),
    "history of the demand": lambda review: review.history("f1"),
    "history of the verdict": lambda review: past(review, "u1"),
    "history of the notes": lambda review: past(review, "n1", "n2"),
    "history of the grade": lambda review: past(review, "g1"),
    "csv": lambda review: export_bytes(review, "csv").decode(),
    "markdown": lambda review: export_bytes(review, "markdown").decode().replace("\\", ""),
    "json": lambda review: export_bytes(review, "json").decode(),
    "report": lambda review: export_bytes(review, "report").decode(),
}


def told(review, window):
    said = str(WINDOWS[window](review))
    return {secret for secret in SECRETS if secret in said}


@pytest.mark.parametrize("window", WINDOWS)
@pytest.mark.parametrize("name", ["ben", "gast", "carla", "lead"])
def test_nobody_else_is_told(blind, name, window):
    assert told(getattr(blind, name), window) == set()


@pytest.mark.parametrize("window", WINDOWS)
def test_whoever_has_judged_is_told_what_the_author_is(blind, window):
    mine = told(blind.anna, window)
    blind.ben.apply(SetVerdict("f1", "open"))
    assert told(blind.ben, window) == mine
    assert mine or window == "history of the demand"


@pytest.mark.parametrize("window", WINDOWS)
def test_taking_the_verdict_back_shuts_the_window_again(blind, window):
    blind.ben.apply(SetVerdict("f1", "open"))
    blind.ben.undo()
    assert told(blind.ben, window) == set()


@pytest.mark.parametrize("window", WINDOWS)
def test_two_verdicts_are_the_leads_to_settle_but_no_viewers_to_see(blind, window):
    mine = told(blind.anna, window)
    blind.ben.apply(SetVerdict("f1", "open"))
    assert told(blind.carla, window) == mine
    assert told(blind.gast, window) == set()


@pytest.mark.parametrize("window", WINDOWS)
def test_an_open_project_hides_nothing(blind, window):
    mine = told(blind.anna, window)
    blind.lead.apply(EditProject(blind=False))
    for name in ("ben", "gast", "carla"):
        assert told(getattr(blind, name), window) == mine


def test_a_final_verdict_is_everybodys(blind):
    blind.carla.apply(SetVerdict("f1", "rejected", reason="Entschieden", final=True))
    for name in ("ben", "gast"):
        review = getattr(blind, name)
        assert [row.answer for row in review.rows("verdicts")] == ["rejected"]
        assert review.view().by_id("f1").answer == "rejected"
        assert REASON not in str(review.history()) and REASON not in str(review.show("f1"))


def test_states_do_not_tell_that_somebody_has_judged(blind):
    row = blind.ben.view().by_id("f1")
    assert (row.review, row.answer, row.verdicts) == ("unreviewed", None, ())
    assert blind.ben.view().by_id("b1").grade is None
    assert blind.ben.rows("demands", "is:unreviewed") == [row]
    assert blind.ben.rows("verdicts", "unverifiable") == []


@pytest.mark.parametrize("hidden", ["u1", "n1", "n2"])
def test_what_is_hidden_is_as_if_it_were_not_there(blind, hidden):
    with pytest.raises(NotFound):
        blind.ben.show(hidden)
    assert blind.ben.view().document_of(hidden) is None
    with pytest.raises(NotFound):
        blind.ben.history(hidden)


def test_my_own_grade_and_notes_stay_mine(blind):
    blind.ben.apply(GradeEvidence("b1", "weak"), AddNote("f1", "Meine Frage"))
    assert blind.ben.view().by_id("b1").grades == (("ben", "weak"),)
    assert [note["text"] for note in blind.ben.show("f1")["notes"]] == ["Meine Frage"]
    assert blind.anna.view().by_id("b1").grades == (("anna", "strong"),)


@pytest.mark.parametrize("name", ["ben", "gast"])
def test_nobody_but_a_lead_exports_everything(blind, name):
    with pytest.raises(Forbidden, match="lead"):
        export_bytes(getattr(blind, name), "everything")
    assert REASON in json.dumps(json.loads(export_bytes(blind.lead, "everything")))


def hidden_in_history(review):
    said = str(review.history()) + str(past(review, "u1", "g1"))
    return not any(secret in said for secret in SECRETS)


def test_a_removed_verdict_stays_hidden(blind):
    blind.anna.apply(RemoveVerdict("u1"))
    assert hidden_in_history(blind.ben)


def test_removing_a_demand_does_not_tell_the_remover(blind):
    blind.carla.apply(RemoveDemand("f1"))
    assert hidden_in_history(blind.carla)


def test_a_lead_cannot_undo_what_is_hidden(blind):
    """It would tell that there is something, and by its label what; nor are others told whose a change is."""
    seq = blind.anna.apply(SetVerdict("f1", "unverifiable", reason=f"{REASON}, immer noch")).seq
    with pytest.raises(NotFound, match=f"there is no change {seq}$"):
        blind.carla.undo(seq)
    with pytest.raises(Forbidden) as refused:
        blind.ben.undo(seq)
    assert "anna" not in str(refused.value)
    blind.lead.apply(EditProject(blind=False))
    assert blind.carla.undo(seq).label == "verdict.set"


def test_a_conflict_does_not_tell_who_was_faster_nor_with_what(blind):
    """Anna puts a note, a tag and a verdict on what ben has just added; he takes it back."""
    for change in (AddNote("f2", REMARK), AttachTags("f2", ("Neu",)), SetVerdict("f2", "met")):
        seq = blind.ben.apply(AddDemand("Zweites")).seq
        demand = blind.ben.rows("demands")[-1].id
        blind.anna.apply(replace(change, **{type(change).__struct_fields__[0]: demand}))
        with pytest.raises(Conflict) as conflict:
            blind.ben.undo(seq)
        told = conflict.value
        assert (told.record, told.field, told.mine, told.theirs, told.by) == (
            demand, "what is on it", None, None, "",
        )  # fmt: skip
        assert str(told) == f"{demand}: what is on it was changed by somebody else meanwhile"


def test_removing_a_demand_is_no_way_to_find_out_whether_anybody_has_judged_it(blind):
    blind.ben.apply(AddDemand("Zweites"), AddEvidence("f2", blind.place("höchstens eine Prüfung")))
    blind.anna.apply(SetVerdict("f2", "met"))
    blind.ben.apply(AddDemand("Drittes"))
    told = set()
    for demand in ("f2", "f3"):
        with pytest.raises(Forbidden) as refused:
            blind.ben.apply(RemoveDemand(demand))
        told.add(str(refused.value).replace(demand, "f"))
    assert len(told) == 1 and "anna" not in told.pop()
    with pytest.raises(Forbidden, match="before you have given"):
        blind.ben.apply(RemoveEvidence("b2"))
    blind.ben.apply(SetVerdict("f3", "open"))
    blind.ben.apply(RemoveDemand("f3"))


def test_whose_work_hangs_on_my_note_is_not_told(blind):
    note = blind.ben.apply(AddNote("d1", "Meine Frage")).ids[0]
    blind.lead.apply(EditProject(blind=False))
    blind.anna.apply(ReplyNote(note, REPLY))
    blind.lead.apply(EditProject(blind=True))
    with pytest.raises(Forbidden, match="carries work of others"):
        blind.ben.apply(RemoveNote(note))


def test_merging_does_not_tell_the_merger(blind):
    """Anna has judged both: her verdict on the one that goes up in the other is deleted by ben."""
    blind.ben.apply(AddDemand("Zweites"))
    blind.ben.apply(AddEvidence("f2", blind.place("höchstens eine Prüfung")))
    blind.anna.apply(SetVerdict("f2", "met"), GradeEvidence("b2", "weak"))
    blind.ben.apply(MergeDemands("f2", ("f1",)))
    assert blind.ben.engine.get("u1") is None
    assert hidden_in_history(blind.ben)
    assert REASON in str(blind.anna.history("u1"))


HIDDEN = {
    "reply": ReplyNote("n1", "Antwort"),
    "resolve": ResolveNote("n1"),
    "reopen": ReopenNote("n1"),
    "edit": EditNote("n1", "anders"),
    "remove": RemoveNote("n1"),
    "note on a verdict": AddNote("u1", "Warum?"),
}


@pytest.mark.parametrize("change", HIDDEN.values(), ids=HIDDEN)
@pytest.mark.parametrize("name", ["ben", "carla"])
def test_what_is_hidden_cannot_be_worked_on_by_guessing_its_id(blind, name, change):
    guessing = getattr(blind, name)
    before = guessing.seq
    with pytest.raises(NotFound) as hidden:
        guessing.apply(change)
    missing = {"id": "n99"} if hasattr(change, "id") else {"note": "n99"}
    with pytest.raises(NotFound) as gone:
        guessing.apply(replace(change, **({"target": "u99"} if hasattr(change, "target") else missing)))
    assert str(hidden.value).translate(NUMBERS) == str(gone.value).translate(NUMBERS)
    assert guessing.seq == before


NUMBERS = dict.fromkeys(map(ord, "0123456789"))


def test_what_has_come_to_light_can_be_answered(blind):
    blind.ben.apply(SetVerdict("f1", "open"))
    blind.ben.apply(ReplyNote("n1", "Antwort"), ResolveNote("n1"))
    assert blind.anna.view().by_id("n1").resolved
