"""What somebody's role forbids is told before anything else that is in the way."""

import pytest

from store.changes import AddDocument, AddNote, AddReviewer
from store.errors import Forbidden, Refused
from store.review import Review


def test_whose_role_forbids_it_is_told_so_where_nothing_could_be_written_either(monkeypatch):
    """A viewer needs no right to write to the folder, and gets no advice on how to have one."""
    lena = Review.memory()
    lena.apply(AddDocument("Das Bad ist zu."), AddReviewer("gast", "viewer"), AddReviewer("anna"))

    def locked(*_args, **_kwargs):
        raise Refused("the lock cannot be written")

    monkeypatch.setattr(lena.engine, "transact", locked)
    for change in (AddNote("d1", "Wann?"), AddReviewer("ben")):
        with pytest.raises(Forbidden):
            lena.beside("gast").apply(change)
    with pytest.raises(Forbidden):
        lena.beside("gast").transact("synonyms.add", "reviewer", lambda _: None)
    with pytest.raises(Refused, match="lock"):
        lena.beside("anna").apply(AddNote("d1", "Wann?"))
