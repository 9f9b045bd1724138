"""Demands, evidence and verdicts."""

import pytest

from store.changes import (
    AcceptEvidence,
    AddDemand,
    AddDocument,
    AddEvidence,
    AddNote,
    Assign,
    AttachTags,
    ConfirmDemand,
    EditDemand,
    EditEvidence,
    GradeEvidence,
    MergeDemands,
    RejectDemand,
    RejectEvidence,
    RemoveDemand,
    RemoveEvidence,
    RemoveVerdict,
    SetVerdict,
    SplitDemand,
    Unassign,
)
from store.errors import Conflict, Forbidden, NotFound, Refused


@pytest.fixture
def demand(team):
    at = team.text.index("Die Stadt fordert")
    change = AddDemand("Zuschuss für Bäder", addressee="Land", document="d1", spans=((at, at + 20),))
    return team.anna.apply(change).ids[0]


def row(review, record):
    return review.view().by_id(record)


def test_a_demand_stands_in_its_passage(team, demand):
    shown = row(team.lead, demand)
    assert (shown.text, shown.addressee, shown.state) == ("Zuschuss für Bäder", "Land", "confirmed")
    assert team.text[slice(*shown.spans[0])] == "Die Stadt fordert vo"
    assert (shown.review, shown.answer, shown.deadline) == ("unreviewed", None, "none")


def test_fields_are_edited_cleared_and_left_alone(team, demand):
    team.ben.apply(EditDemand(demand, topic="Sport", due="../2027-12-31"))
    team.ben.apply(EditDemand(demand, addressee=None))
    shown = row(team.lead, demand)
    assert (shown.topic, shown.addressee, shown.due) == ("Sport", None, "../2027-12-31")


def test_different_fields_merge_and_the_same_field_conflicts(team, demand):
    rev = row(team.anna, demand).rev
    team.anna.apply(EditDemand(demand, text="Zuschuss für alle Bäder", rev=rev))
    team.ben.apply(EditDemand(demand, topic="Sport", rev=rev))
    with pytest.raises(Conflict):
        team.ben.apply(EditDemand(demand, text="Zuschuss", rev=rev))
    assert row(team.lead, demand).text == "Zuschuss für alle Bäder"


def test_dates_are_edtf_and_parents_no_circles(team, demand):
    with pytest.raises(Refused, match="EDTF"):
        team.anna.apply(EditDemand(demand, due="Ende 2027"))
    part = team.anna.apply(AddDemand("Zuschuss für Freibäder", parent=demand)).ids[0]
    with pytest.raises(Refused, match="part of"):
        team.anna.apply(EditDemand(demand, parent=part))
    with pytest.raises(Refused):
        team.anna.apply(EditDemand(demand, parent=demand))
    with pytest.raises(NotFound):
        team.anna.apply(AddDemand("Nichts", parent="f99"))
    with pytest.raises(Refused, match="document"):
        team.anna.apply(AddDemand("Nichts", spans=((0, 2),)))


def test_suggestions_are_confirmed_and_rejected(team):
    demand = team.lead.apply(AddDemand("Prüfung", state="suggested")).ids[0]
    team.anna.apply(RejectDemand(demand))
    assert row(team.lead, demand).state == "rejected"
    team.anna.apply(ConfirmDemand(demand))
    assert row(team.lead, demand).state == "confirmed"


def test_evidence_links_once_and_each_grades_for_himself(team, demand):
    at = team.place("höchstens eine Prüfung")
    link = team.anna.apply(AddEvidence(demand, at, "contradicts", "strong")).ids[0]
    with pytest.raises(Refused, match=link):
        team.ben.apply(AddEvidence(demand, at))
    team.ben.apply(GradeEvidence(link, "weak"))
    grades = {name: row(getattr(team, name), link).grade for name in ("anna", "ben", "lead")}
    assert grades == {"anna": "strong", "ben": "weak", "lead": None}
    team.ben.apply(GradeEvidence(link, None))
    assert row(team.lead, link).grade == "strong"
    assert row(team.lead, link).text == "höchstens eine Prüfung"


def test_rejected_evidence_comes_back_by_linking_again(team, demand):
    at = team.place("höchstens")
    link = team.anna.apply(AddEvidence(demand, at)).ids[0]
    team.ben.apply(RejectEvidence(link))
    assert row(team.lead, demand).evidence == 0
    assert team.ben.apply(AddEvidence(demand, at, "mentions")).ids == (link,)
    assert (row(team.lead, link).state, row(team.lead, link).stance) == ("confirmed", "mentions")
    team.ben.apply(RejectEvidence(link), AcceptEvidence(link), EditEvidence(link, "supports"))
    assert (row(team.lead, link).state, row(team.lead, link).stance) == ("confirmed", "supports")


def test_evidence_is_a_passage_and_removed_by_its_linker(team, demand):
    with pytest.raises(Refused, match="passages"):
        team.anna.apply(AddEvidence(demand, "d1"))
    link = team.anna.apply(AddEvidence(demand, team.place("Geld"), grade="weak")).ids[0]
    with pytest.raises(Forbidden):
        team.ben.apply(RemoveEvidence(link))
    team.anna.apply(RemoveEvidence(link))
    assert team.lead.rows("evidence") == [] and not list(team.lead.engine.scan("grades"))


def test_a_verdict_is_one_per_reviewer_and_keeps_its_reason(team, demand):
    first = team.anna.apply(SetVerdict(demand, "open", reason="Noch nichts")).ids
    again = team.anna.apply(SetVerdict(demand, "announced")).ids
    team.ben.apply(SetVerdict(demand, "announced"))
    assert first == again
    verdicts = {v.by: (v.answer, v.reason) for v in team.lead.rows("verdicts")}
    assert verdicts == {"anna": ("announced", "Noch nichts"), "ben": ("announced", "")}
    assert (row(team.lead, demand).review, row(team.lead, demand).answer) == ("reviewed", "announced")


def test_not_found_records_how_many_documents_were_searched(team, demand):
    team.lead.apply(AddDocument("Ein zweiter Text über Straßen."))
    team.anna.apply(SetVerdict(demand, "not_found"))
    assert team.lead.rows("verdicts")[0].searched == 2
    team.anna.apply(SetVerdict(demand, "open"))
    assert team.lead.rows("verdicts")[0].searched is None


def test_the_final_verdict_is_the_leads_and_decides(team, demand):
    team.anna.apply(SetVerdict(demand, "met"))
    team.ben.apply(SetVerdict(demand, "rejected"))
    assert (row(team.lead, demand).review, row(team.lead, demand).answer) == ("disputed", None)
    with pytest.raises(Forbidden, match="lead"):
        team.anna.apply(SetVerdict(demand, "met", "so", final=True))
    team.lead.apply(SetVerdict(demand, "partial", "so", final=True))
    assert (row(team.lead, demand).review, row(team.lead, demand).answer) == ("reviewed", "partial")
    assert row(team.lead, demand).verdicts == (
        ("anna", "met", False),
        ("ben", "rejected", False),
        ("lead", "partial", True),
    )


def test_a_final_verdict_has_a_reason(team, demand):
    for reason in ("", "  ", None):
        with pytest.raises(Refused, match="needs a reason"):
            team.lead.apply(SetVerdict(demand, "partial", reason, final=True))
    team.lead.apply(SetVerdict(demand, "partial", "so", final=True))
    team.lead.apply(SetVerdict(demand, "met", final=True))
    with pytest.raises(Refused, match="needs a reason"):
        team.lead.apply(SetVerdict(demand, "met", "", final=True))
    [final] = team.lead.rows("verdicts")
    assert (final.answer, final.reason) == ("met", "so")


def test_a_verdict_is_taken_back_by_its_reviewer(team, demand):
    verdict = team.anna.apply(SetVerdict(demand, "met")).ids[0]
    with pytest.raises(Forbidden):
        team.ben.apply(RemoveVerdict(verdict))
    team.anna.apply(RemoveVerdict(verdict))
    assert row(team.lead, demand).review == "unreviewed"


def test_a_stale_verdict_conflicts(team, demand):
    verdict = team.anna.apply(SetVerdict(demand, "open")).ids[0]
    team.anna.apply(SetVerdict(demand, "met"))
    with pytest.raises(Conflict) as caught:
        team.anna.apply(SetVerdict(demand, "rejected", rev=1))
    assert (caught.value.record, caught.value.mine, caught.value.theirs) == (verdict, "rejected", "met")


def test_an_assigned_reviewer_keeps_the_review_open(team, demand):
    team.lead.apply(Assign(demand, "ben"))
    team.anna.apply(SetVerdict(demand, "met"))
    assert row(team.lead, demand).review == "in_review"
    team.ben.apply(SetVerdict(demand, "met"))
    assert row(team.lead, demand).review == "reviewed"


def test_reviewers_assign_themselves_and_leads_anybody(team, demand):
    mine = team.anna.apply(Assign(demand, "anna")).ids
    assert team.anna.apply(Assign(demand, "anna")).ids == mine
    with pytest.raises(Forbidden):
        team.anna.apply(Assign(demand, "ben"))
    with pytest.raises(NotFound, match="otto"):
        team.lead.apply(Assign(demand, "otto"))
    with pytest.raises(Forbidden):
        team.ben.apply(Unassign(mine[0]))
    team.anna.apply(Unassign(mine[0]))
    assert team.lead.show(demand)["assigned"] == []


def test_removing_takes_all_on_it_along_and_undo_brings_all_back(team, demand):
    part = team.anna.apply(AddDemand("Nur Freibäder", parent=demand)).ids[0]
    team.anna.apply(AddEvidence(demand, team.place("Geld"), grade="weak"), SetVerdict(part, "open"))
    team.anna.apply(AddNote(part, "Wirklich?"), Assign(demand, "anna"))
    before = {kind: team.lead.rows(kind) for kind in ("demands", "evidence", "verdicts", "notes")}
    team.anna.apply(RemoveDemand(demand))
    assert not any(team.lead.rows(kind) for kind in before)
    team.anna.undo()
    after = {kind: [shown.id for shown in team.lead.rows(kind)] for kind in before}
    assert after == {kind: [shown.id for shown in rows] for kind, rows in before.items()}
    assert row(team.anna, demand).evidence == 1
    assert team.anna.rows("evidence")[0].grade == "weak"


def test_what_carries_others_work_is_removed_by_a_lead(team, demand):
    team.ben.apply(SetVerdict(demand, "open"))
    with pytest.raises(Forbidden, match="ben"):
        team.anna.apply(RemoveDemand(demand))
    team.lead.apply(RemoveDemand(demand))
    assert team.lead.rows("verdicts") == []


def test_merging_moves_everything_under_one(team, demand):
    other = team.ben.apply(
        AddDemand("Geld fürs Bad", topic="Sport", document="d1", spans=((5, 13),)), AddDemand("Teil")
    ).ids
    team.ben.apply(EditDemand(other[1], parent=other[0]), AttachTags(other[0], ("Bäder",)))
    at = team.place("höchstens eine Prüfung")
    kept = team.anna.apply(AddEvidence(demand, at, grade="strong")).ids[0]
    team.ben.apply(AddEvidence(other[0], at, grade="weak"), AddEvidence(other[0], team.place("Geld")))
    team.anna.apply(SetVerdict(demand, "open"), SetVerdict(other[0], "met"))
    team.ben.apply(SetVerdict(other[0], "partial"), AddNote(other[0], "Doppelt?"))
    team.anna.apply(MergeDemands(demand, (other[0],)))

    shown = team.lead.show(demand)
    assert (shown["topic"], shown["tags"], shown["parts"]) == ("Sport", ["Bäder"], [other[1]])
    assert [passage["text"] for passage in shown["restated_by"]] == [team.text[5:13]]
    assert {v["by"]: v["answer"] for v in shown["verdicts"]} == {"anna": "open", "ben": "partial"}
    assert len(shown["evidence"]) == 2
    assert row(team.lead, kept).grades == (("anna", "strong"), ("ben", "weak"))
    assert [note["text"] for note in shown["notes"]] == ["Doppelt?"]
    assert row(team.lead, other[0]) is None


def test_a_merge_is_undone_whole(team, demand):
    other = team.ben.apply(AddDemand("Geld fürs Bad")).ids[0]
    team.ben.apply(SetVerdict(other, "partial"), AddEvidence(other, team.place("Geld")))
    before = team.lead.show(other)
    team.anna.apply(MergeDemands(demand, (other,)))
    team.anna.undo()
    after = team.lead.show(other)
    assert [v["answer"] for v in after["verdicts"]] == ["partial"] and len(after["evidence"]) == 1
    assert after["text"] == before["text"] and team.lead.show(demand)["verdicts"] == []


def test_a_demand_is_not_merged_into_itself(team, demand):
    for ids in ((), (demand,)):
        with pytest.raises(Refused):
            team.anna.apply(MergeDemands(demand, ids))


def test_merging_a_demand_into_its_own_part_makes_no_circle(team, demand):
    part = team.anna.apply(AddDemand("Freibäder", parent=demand)).ids[0]
    team.anna.apply(MergeDemands(part, (demand,)))
    assert row(team.anna, part).parent is None


def test_splitting_makes_parts_at_the_same_place(team, demand):
    team.anna.apply(SplitDemand(demand, ("Hallenbäder", "Freibäder")))
    parts = [d for d in team.lead.rows("demands") if d.parent == demand]
    assert [part.text for part in parts] == ["Hallenbäder", "Freibäder"]
    assert {part.addressee for part in parts} == {"Land"}
    assert {part.spans for part in parts} == {row(team.lead, demand).spans}
    with pytest.raises(Refused, match="empty"):
        team.anna.apply(SplitDemand(demand, ()))
