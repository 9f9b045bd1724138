"""Who gave a tag: a person who leaves keeps their tags under the neutral name; a tag goes with its givers."""

from store.care.purge import purge_record, purge_reviewer
from store.changes import AddDocument, AttachTags


def tagged(review):
    return review.engine.get("d1")["tagged"]


def test_tags_stay_under_the_neutral_name(team, anna):
    team.apply(AddDocument("Bäder"), AttachTags("d1", ("Geld",)))
    anna.apply(AttachTags("d1", ("Geld",)), AttachTags("d1:0-5", ("Ort",)))
    neutral = purge_reviewer(team, "anna").name
    assert tagged(team) == [f"t1 {team.me}", f"t1 {neutral}"]
    assert not any("anna" in str(entry) for entry in team.engine.entries())


def test_a_purged_tag_goes_from_what_carried_it(team, anna):
    team.apply(AddDocument("Bäder"))
    anna.apply(AttachTags("d1", ("Geld", "Ort")))
    purge_record(team, "t1")
    assert tagged(team) == ["t2 anna"]
    ops = [op for entry in team.engine.entries() for op in entry.ops]
    assert not any("t1 " in str((op.new or {}).get("tagged")) for op in ops)
