"""Drafts come back after the screen went away."""

from __future__ import annotations

import errno
from pathlib import Path
from typing import Any

from store.personal import Personal
from tui.drafts import Drafts


def test_a_draft_is_there_for_the_next_session(tmp_path: Path) -> None:
    drafts = Drafts(Personal(tmp_path, "lea"))
    drafts.keep("note:d1:4-9", "Stimmt die Größe?")
    drafts.save()
    assert Drafts(Personal(tmp_path, "lea")).get("note:d1:4-9") == "Stimmt die Größe?"


def test_the_first_words_are_on_disk_at_once(tmp_path: Path) -> None:
    Drafts(Personal(tmp_path, "lea")).keep("note:d1", "a")
    assert Drafts(Personal(tmp_path, "lea")).get("note:d1") == "a"


def test_what_was_saved_as_a_note_is_no_draft_any_more(tmp_path: Path) -> None:
    drafts = Drafts(Personal(tmp_path, "lea"))
    drafts.keep("note:d1", "fertig")
    drafts.drop("note:d1")
    assert Drafts(Personal(tmp_path, "lea")).get("note:d1") is None


def test_an_emptied_field_is_no_draft() -> None:
    drafts = Drafts(Personal(None, "lea"))
    drafts.keep("note:d1", "x")
    drafts.keep("note:d1", "  ")
    assert drafts.get("note:d1") is None


def test_values_that_are_no_text_are_left_out(tmp_path: Path) -> None:
    personal = Personal(tmp_path, "lea")
    personal.write("drafts", {"note:d1": 7, "note:d2": "ja"})
    drafts = Drafts(personal)
    assert drafts.get("note:d1") is None
    assert drafts.get("note:d2") == "ja"


def test_what_is_typed_within_two_seconds_is_written_by_save(tmp_path: Path) -> None:
    drafts = Drafts(Personal(tmp_path, "lea"))
    assert drafts.keep("note:d1", "S") is True
    assert drafts.keep("note:d1", "St") is False and drafts.get("note:d1") == "St"
    drafts.save()
    assert Drafts(Personal(tmp_path, "lea")).get("note:d1") == "St"


def test_two_sessions_keep_each_their_own_drafts(tmp_path: Path) -> None:
    here, there = Drafts(Personal(tmp_path, "lea")), Drafts(Personal(tmp_path, "lea"))
    here.keep("note:d1", "hier")
    there.keep("reply:n1", "dort")
    assert here.all() == there.all() == {"note:d1": "hier", "reply:n1": "dort"}
    there.drop("reply:n1")
    here.keep("note:d2", "noch eine")
    here.save()
    assert Drafts(Personal(tmp_path, "lea")).all() == {"note:d1": "hier", "note:d2": "noch eine"}


def test_on_a_full_disk_a_draft_is_kept_here_until_there_is_space(tmp_path: Path, monkeypatch: Any) -> None:
    drafts = Drafts(Personal(tmp_path, "lea"))
    with monkeypatch.context() as full:
        full.setattr("os.fsync", lambda _file: (_ for _ in ()).throw(OSError(errno.ENOSPC, "full")))
        drafts.keep("note:d1", "Wer zahlt?")
        assert Drafts(Personal(tmp_path, "lea")).all() == {}
        assert drafts.get("note:d1") == "Wer zahlt?"
    drafts.save()
    assert Drafts(Personal(tmp_path, "lea")).get("note:d1") == "Wer zahlt?"
    assert [path.name for path in (tmp_path / "reviewers" / "lea").iterdir()] == ["drafts.json"]
