"""Projects in folders: making and opening them as who the operating system says it is."""

from __future__ import annotations

from pathlib import Path

from content.search.own_folder import forget_others
from store.changes.team import AddReviewer
from store.changes.wording import reviewer_name
from store.database import Database
from store.errors import Damaged
from store.review import Review
from store.reviewers import caller_of, first_lead, who_acts


def create(folder: Path, name: str, acting: str | None = None) -> Review:
    """A new project, led by the caller. Refused where there is one already."""
    if acting is not None:
        reviewer_name(acting)
    if folder.exists():
        caller_of(folder)
    database = Database.create(folder)
    try:
        me, user = first_lead(acting, folder)
        return Review.found(database, name, me, [user])
    except BaseException:
        database.close()
        raise


def open_folder(folder: Path, acting: str | None = None, create_reviewer: bool = False) -> Review:
    """A project as the system's user, or as ``acting`` where that counts. NotFound, Forbidden, Damaged.

    ``create_reviewer`` makes an unknown ``acting`` a reviewer, where it counts.
    """
    if folder.exists():
        caller_of(folder)
    database = Database.open(folder)
    try:
        if database.damage is None and not database.seq:
            raise Damaged("the journal of {folder} holds nothing", "Restore it from a backup.", folder=folder)
        caller = caller_of(folder)
        reviewers = list(database.scan("reviewers"))
        unknown = acting is not None and all(r["name"] != acting for r in reviewers)
        if acting is not None and unknown and create_reviewer and caller.may_name:
            lead = next(r["name"] for r in reviewers if r["role"] == "lead")
            Review(database, lead).apply(AddReviewer(acting))
            reviewers = list(database.scan("reviewers"))
        forget_others(folder / "index", database.store_id)
        review = Review(database, who_acts(caller, reviewers, acting), enforced=caller.alone)
        review.brought_up = database.brought_up
        return review
    except BaseException:
        database.close()
        raise


def memory(name: str = "Review", acting: str = "lead") -> Review:
    """A project without files, led by ``acting``."""
    return Review.found(Database.memory(), name, acting, [])
