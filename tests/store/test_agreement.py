"""What a project's reviewers are compared on, and who is told how far they agree."""

import pytest

from store.agreement import RANKS, agreement
from store.changes import (
    AddDemand,
    AddDocument,
    AddReviewer,
    AttachTags,
    DetachTags,
    EditProject,
    RejectDemand,
    SetVerdict,
)
from store.coefficients import alpha, cohen, fleiss
from store.model import ANSWERS

ANNA = ("met", "open", "partial", "superseded", "announced")
BEN = ("met", "not_found", "open", "met", "announced")


@pytest.fixture
def judged(team):
    """f1–f5, judged by anna and ben; f6 by anna only; a final verdict on f1."""
    team.lead.apply(*(AddDemand(f"Forderung {number}") for number in range(1, 7)))
    for name, answers in (("anna", (*ANNA, "met")), ("ben", BEN)):
        review = getattr(team, name)
        review.apply(*(SetVerdict(f"f{at}", answer) for at, answer in enumerate(answers, 1)))
    team.lead.apply(SetVerdict("f1", "rejected", reason="Entschieden", final=True))
    return team


def of(review, subject, scale="nominal", name="", **options):
    found = agreement(review, **options)
    return next(one for one in found if (one.subject, one.scale, one.name) == (subject, scale, name))


def test_verdicts_are_compared_as_they_are(judged):
    found = of(judged.gast, "verdicts")
    assert (found.reviewers, found.units, found.percent, found.measure) == (("anna", "ben"), 5, 0.4, "cohen")
    assert found.kappa == cohen(zip(ANNA, BEN, strict=True))
    assert found.alpha == alpha(zip(ANNA, BEN, strict=True))
    assert found.missing == ""


def test_on_the_ordinal_scale_only_answers_with_a_rank_count(judged):
    ranked = [(6, 6), (1, 1), (5, 1), (3, 3)]
    for weights in ("linear", "quadratic", "none"):
        found = of(judged.lead, "verdicts", "ordinal", weights=weights)
        assert (found.units, found.percent) == (4, 0.75)
        assert found.kappa == cohen(ranked, weights)
        assert found.alpha == alpha(ranked, "ordinal")
    assert set(ANSWERS) - set(RANKS) == {"superseded", "unverifiable"}


def test_each_answer_is_compared_with_all_others(judged):
    found = of(judged.lead, "answer", name="met")
    assert (found.units, found.percent) == (5, 0.8)
    assert found.kappa == cohen(
        [(one == "met", other == "met") for one, other in zip(ANNA, BEN, strict=True)]
    )
    with pytest.raises(StopIteration):
        of(judged.lead, "answer", name="rejected")


def test_of_three_each_pair_is_compared_too(judged):
    judged.lead.apply(AddReviewer("cleo"))
    cleo = judged.lead.beside("cleo")
    cleo.apply(SetVerdict("f1", "met"), SetVerdict("f6", "open"))
    first, ordinal, *pairs = (one for one in agreement(judged.lead) if one.subject == "verdicts")
    units = [(*both, None) for both in zip(ANNA, BEN, strict=True)]
    units[0] = ("met", "met", "met")
    units.append(("met", None, "open"))
    assert (first.reviewers, first.units, first.measure) == (("anna", "ben", "cleo"), 6, "fleiss")
    assert (first.kappa, first.alpha) == (fleiss(units), alpha(units))
    assert (ordinal.measure, ordinal.kappa.value, ordinal.alpha.value is None) == ("", None, False)
    assert [(one.reviewers, one.scale, one.units) for one in pairs] == [
        (("anna", "ben"), "nominal", 5), (("anna", "ben"), "ordinal", 4),
        (("anna", "cleo"), "nominal", 2), (("anna", "cleo"), "ordinal", 2),
        (("ben", "cleo"), "nominal", 1), (("ben", "cleo"), "ordinal", 1),
    ]  # fmt: skip
    assert pairs[0].kappa == cohen(zip(ANNA, BEN, strict=True))
    assert pairs[4].missing == "variety"


def test_discarded_demands_do_not_count(judged):
    judged.lead.apply(RejectDemand("f2"))
    assert of(judged.lead, "verdicts").units == 4


def test_too_little_is_said_to_be(team):
    assert [one.missing for one in agreement(team.lead)] == ["units", "units"]
    team.anna.apply(AddDemand("Zuschuss"), SetVerdict("f1", "met"))
    found = of(team.lead, "verdicts")
    assert (found.missing, found.units, found.percent, found.kappa.value) == ("units", 0, None, None)
    team.ben.apply(SetVerdict("f1", "met"))
    found = of(team.lead, "verdicts")
    assert (found.missing, found.percent, found.kappa.value, found.alpha.value) == ("variety", 1, None, None)


@pytest.fixture
def tagged(team):
    """Of the four sentences of d1 both tag the second, only anna the fourth; d2 only anna has tagged."""
    team.lead.apply(AddDocument("Erstens. Zweitens.", title="Zwei"))
    team.anna.apply(
        AttachTags(team.place("Zuschuss"), ("Geld",)), AttachTags(team.place("fließen"), ("Geld",))
    )
    team.anna.apply(AttachTags("d2:0-8", ("Geld",)))
    team.ben.apply(AttachTags(team.place("Zuschuss"), ("Geld",)), AttachTags(team.place("Bäder"), ("Not",)))
    return team


def test_tags_are_compared_sentence_by_sentence_where_two_have_tagged(tagged):
    found = of(tagged.gast, "tag", name="Geld")
    units = [(False, False), (True, True), (False, False), (True, False)]
    assert (found.reviewers, found.units, found.percent) == (("anna", "ben"), 4, 0.75)
    assert (found.kappa, found.alpha) == (cohen(units), alpha(units))
    assert of(tagged.gast, "tag", name="Not").percent == 0.75


def test_a_passage_counts_for_each_sentence_it_touches(tagged):
    start, end = tagged.text.index("Zuschuss"), tagged.text.index("fließen")
    tagged.ben.apply(AttachTags(f"d1:{start}-{end}", ("Geld",)))
    found = of(tagged.lead, "tag", name="Geld")
    assert found.kappa == cohen([(False, False), (True, True), (False, True), (True, True)])


def test_a_tag_taken_off_is_not_given(tagged):
    tagged.ben.apply(DetachTags(tagged.place("Zuschuss"), ("Geld",)))
    assert of(tagged.lead, "tag", name="Not").percent == 0.75
    found = of(tagged.lead, "tag", name="Geld")
    assert found.percent == 0.75


def test_with_a_third_who_has_tagged_elsewhere(tagged):
    tagged.lead.apply(AddReviewer("cleo"))
    tagged.lead.beside("cleo").apply(AttachTags("d2:9-18", ("Geld",)))
    found = of(tagged.lead, "tag", name="Geld")
    units = [(False, False, None), (True, True, None), (False, False, None), (True, False, None)]
    units += [(True, None, False), (False, None, True)]
    assert (found.reviewers, found.units) == (("anna", "ben", "cleo"), 6)
    assert (found.kappa, found.alpha) == (fleiss(units), alpha(units))


def test_blind_reviewers_are_compared_on_what_they_have_judged(judged):
    judged.lead.apply(EditProject(blind=True), AddReviewer("cleo"))
    cleo = judged.lead.beside("cleo")
    assert of(judged.lead, "verdicts").units == 5
    assert of(cleo, "verdicts").units == of(judged.gast, "verdicts").units == 0
    cleo.apply(SetVerdict("f2", "open"))
    assert of(cleo, "verdicts").units == 1
    assert len([one for one in agreement(cleo) if one.subject == "answer"]) == 2


def test_blind_reviewers_are_told_of_tags_when_they_have_judged_all(tagged):
    tagged.lead.apply(AddDemand("Zuschuss"), EditProject(blind=True))
    names = {one.name for one in agreement(tagged.lead) if one.subject == "tag"}
    assert names == {"Geld", "Not"}
    assert not any(one.subject == "tag" for one in agreement(tagged.ben))
    tagged.ben.apply(SetVerdict("f1", "open"))
    assert {one.name for one in agreement(tagged.ben) if one.subject == "tag"} == names
