"""A bundle becomes a project of its own again, with everything anybody ever did in it."""

import io
import zipfile

import pytest

from store.care.check import check
from store.care.restore import restore
from store.changes import AddNote, RemoveNote, ReviseDocument
from store.errors import StoreError
from store.exchange import export_bytes
from store.review import Review
from store.search.synonyms import add_group, own_groups

from .test_bundle import TEXT, bundle, filled


@pytest.fixture
def packed(tmp_path):
    """A bundle, and the same project as it stands."""
    with Review.create(tmp_path / "alt", "Kreis", "lena") as review:
        filled(review)
        review.import_bytes(b"Guten Tag.\r\nDas Bad ist zu.", "brief.txt")
        review.apply(ReviseDocument("d1", TEXT.replace("Mai", "Juni")), AddNote("d1", "weg"))
        review.apply(RemoveNote("n3"))
        review.undo()
        add_group(review, ("Rad", "Velo"))
        target = tmp_path / "x.vermerk.zip"
        target.write_bytes(bundle(review))
        yield target, review


def test_it_is_the_same_project_with_its_whole_history(packed, tmp_path):
    target, review = packed
    restore(target, tmp_path / "neu")
    assert not [finding for finding in check(tmp_path / "neu") if finding.severity == "damage"]
    with Review.open(tmp_path / "neu", "lena") as again:
        assert list(again.engine.entries()) == list(review.engine.entries())
        assert export_bytes(again, "everything") == export_bytes(review, "everything")
        assert bundle(again) == bundle(review) and own_groups(again.engine) == [("Rad", "Velo")]
        again.undo()


@pytest.mark.parametrize("part", ["journal.jsonl", "documents/d1/v1.txt"])
def test_a_damaged_one_is_refused_and_nothing_is_left(packed, tmp_path, part):
    data = io.BytesIO()
    with zipfile.ZipFile(packed[0]) as old, zipfile.ZipFile(data, "w") as new:
        for name in old.namelist():
            content = old.read(name)
            new.writestr(name, content.partition(b"\n")[2] if name == part else content)
    packed[0].write_bytes(data.getvalue())
    with pytest.raises(StoreError):
        restore(packed[0], tmp_path / "neu")
    assert sorted(path.name for path in tmp_path.iterdir()) == ["alt", "x.vermerk.zip"]
