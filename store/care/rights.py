"""Who may have a copy of a whole project, or put another one in its place: files know no roles."""

from __future__ import annotations

import os
from pathlib import Path

from store.database import Database
from store.errors import Damaged, Forbidden, NotFound
from store.looking import role_of
from store.reviewers import caller_of, who_acts


def check_replacing(folder: Path, acting: str | None) -> None:
    """Forbidden unless a lead asks, or in person the owner of the folder: neither by sudo nor by ``--as``."""
    if not _in_person(folder, acting) and _standing(folder, acting)[0] != "lead":
        raise Forbidden(
            "only a lead may replace {folder}", "Ask a lead of this project, or its owner.", folder=folder
        )


def check_copying(folder: Path, acting: str | None) -> None:
    """As for replacing where the project is blind, for a copy holds what the others said; else nothing.

    The machine's administrator, who makes backups of everything, may in any case.
    """
    if not (folder / "store.json").exists():
        return
    if os.getuid() == 0 != folder.stat().st_uid or _in_person(folder, acting):
        return
    role, blind = _standing(folder, acting)
    if blind and role != "lead":
        raise Forbidden(
            "of a blind project only a lead may make a copy: it holds the others' verdicts",
            "Ask a lead of this project, or its owner.",
        )


def _in_person(folder: Path, acting: str | None) -> bool:
    caller = caller_of(folder)
    return caller.owns and caller.behind == caller.uid and acting is None


def _standing(folder: Path, acting: str | None) -> tuple[str, bool]:
    """The caller's role, and whether the project is blind; the least where it cannot be read."""
    try:
        with Database.open(folder) as database:
            me = who_acts(caller_of(folder), list(database.scan("reviewers")), acting)
            blind = any(project["blind"] for project in database.scan("project"))
            return role_of(database.find("reviewers", "name", me)), blind
    except (NotFound, Damaged):
        return "viewer", True
