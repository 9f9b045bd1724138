"""Projects of one source and little else, taken in at once."""

from store.exchange.refi.taking_in import take_in
from store.review import Review

from .conftest import guid, packed, project_xml
from .test_qdpx_in import code_ref, coded, pick

TEXT = "Der Rat prüft den Ausbau.\nDie Stadt zahlt 4 Euro.\nDie Stadt prüft.\n"


def taken(data):
    review = Review.memory()
    return review, take_in(review, data, "x.qdpx")


def take(sources, more="", files=None, **given):
    return taken(packed(project_xml(sources, more=more, **given), files or {}))


def words_of(review):
    return sorted(row[1] for row in coded(review))


def picked(text, words, name=None, occurrence=0, **how):
    """A selection of words, counted in code points of a text as it is."""
    at = -1
    for _ in range(occurrence + 1):
        at = text.index(words, at + 1)
    return pick(at, at + len(words), name, code_ref("Geld"), **how)


def beside(text, inner, path="internal://a.txt", name="T"):
    """A source whose text is a file; the file's bytes go beside it."""
    return f'<TextSource guid="{guid("t", name)}" name="{name}" plainTextPath="{path}">{inner}</TextSource>'
