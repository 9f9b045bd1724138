"""What others, or other times, may have put into a project is no harm."""

import json
import os

import pytest

from store.care.purge import purge_record
from store.changes import AddNote
from store.errors import Damaged, Unknown
from store.personal import Personal
from tests.store.purging.project import fail, found, records


def plant(team, tmp_path, **plan):
    """A plan as if a purge had been cut off after it took over, and a folder that is none of its business."""
    folder = team.engine.folder
    outside = tmp_path / "outside"
    outside.mkdir()
    for name in (".profile", "drafts.json", "clipboard.txt", "anna", "x"):
        (outside / name).write_text("mein")
    head = json.loads((folder / "store.json").read_text())
    (folder / "purge.json").write_text(json.dumps({"store": head["store"], "first": head["first"]} | plan))
    return outside


def untouched(outside):
    return len(list(outside.iterdir())) == 5


def test_a_planted_plan_deletes_nothing_outside(team, tmp_path):
    folder = team.engine.folder
    paths = ["../outside", "presence/..", "documents/../../outside", str(tmp_path / "outside"), "exports/x"]
    outside = plant(team, tmp_path, paths=[*paths, "presence/x", "reviewers/anna", "store.json", "journal"])
    for name in ("presence", "reviewers", "exports"):
        (folder / name).symlink_to(outside)
    team.apply(AddNote("d1", "Wort"))
    assert untouched(outside) and (folder / "store.json").exists() and not (folder / "purge.json").exists()


def test_nothing_goes_while_it_is_not_durable_that_the_new_one_took_over(team, tmp_path, monkeypatch):
    plant(team, tmp_path, paths=["index"])
    (team.engine.folder / "index").mkdir()
    with monkeypatch.context() as patched:
        patched.setattr(os, "fsync", lambda fd: fail())
        with pytest.raises(Unknown):
            team.apply(AddNote("d1", "Wort"))
    assert (team.engine.folder / "index").exists() and (team.engine.folder / "purge.json").exists()
    team.apply(AddNote("d1", "Wort"))
    assert not (team.engine.folder / "index").exists()


def test_a_planted_home_is_not_cleaned(team, tmp_path):
    outside = plant(team, tmp_path)
    Personal(team.engine.folder, "ben").write_file("clipboard.txt", b"Schwimmbad")
    (team.engine.folder / "reviewers" / "eve").symlink_to(outside)
    purge_record(team, "d1")
    assert untouched(outside) and not list(found(team.engine.folder, "Schwimmbad"))


@pytest.mark.parametrize("plan", [{"first": 2}, {"first": 99}, {"store": "x"}, {"store": "x", "first": 2}])
def test_a_plan_of_another_time_takes_no_journal_away(team, tmp_path, plan):
    plant(team, tmp_path, **plan)
    before = records(team.engine)
    team.apply(AddNote("d1", "Wort"))
    assert {key: r for key, r in records(team.engine).items() if key != "n1"} == before
    assert not (team.engine.folder / "purge.json").exists()


def test_a_plan_that_cannot_be_read_stops_writers(team):
    (team.engine.folder / "purge.json").write_text("{")
    with pytest.raises(Damaged, match="purge.json"):
        team.apply(AddNote("d1", "Wort"))
