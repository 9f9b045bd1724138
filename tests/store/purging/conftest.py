"""A project in a folder, with a lead and two reviewers."""

import pytest

from store.changes import AddDocument, AddReviewer
from store.review import Review
from tests.store.purging.project import TEXT


@pytest.fixture
def team(tmp_path):
    """lead and anna on one project in a folder; d1 holds TEXT."""
    with Review.create(tmp_path / "p.vermerk", "Bäder", "lead") as lead:
        lead.apply(AddReviewer("anna", users=("a.lindner",)), AddReviewer("ben"))
        lead.apply(AddDocument(TEXT, title="Schwimmbad"))
        yield lead


@pytest.fixture
def anna(team):
    return team.beside("anna")
