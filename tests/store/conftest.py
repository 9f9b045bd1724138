"""A small team in memory with one document."""

from types import SimpleNamespace

import pytest

from store.changes import AddDocument, AddReviewer
from store.review import Review

TEXT = (
    "Bäder in Not\n\n"
    "Die Stadt fordert vom Land einen Zuschuss für die Schwimmbäder. "
    "Das Ministerium sagte am 3. Juli 2026 „höchstens eine Prüfung“ zu. "
    "Bis Ende 2027 soll das Geld fließen.\n"
)


def place(words, document="d1", text=TEXT):
    """ "d1:14-30" for words of the text."""
    start = text.index(words)
    return f"{document}:{start}-{start + len(words)}"


@pytest.fixture
def team():
    """lead, anna and ben (reviewers) and gast (viewer) on one project; d1 holds TEXT."""
    lead = Review.memory("Bäder", acting="lead")
    lead.apply(AddReviewer("anna"), AddReviewer("ben"), AddReviewer("gast", "viewer"))
    lead.apply(AddDocument(TEXT, title="Bäder in Not", date="2026-07-06"))
    members = {name: lead.beside(name) for name in ("anna", "ben", "gast")}
    return SimpleNamespace(lead=lead, place=place, text=TEXT, **members)
