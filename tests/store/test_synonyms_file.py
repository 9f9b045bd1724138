"""The file of a project's synonyms may be edited by anybody, and be anything."""

import pytest

from content.search.synonyms import groups_of
from store.errors import Refused
from store.review import Review
from store.search import synonyms
from store.search.synonyms import add_group, check_own, own_groups, own_text, remove_words


@pytest.fixture
def project(tmp_path):
    with Review.create(tmp_path / "p.vermerk", "Bäder", "lena") as review:
        yield review, tmp_path / "p.vermerk" / synonyms.FILE


def test_of_a_large_file_whole_lines_count_and_nothing_is_written_over_the_rest(project, monkeypatch):
    review, file = project
    monkeypatch.setattr(synonyms, "MOST", 40)
    written = "".join(f"Bad{at}\tTherme{at}\n" for at in range(9))
    file.write_text(written, "utf-8")
    assert own_text(review.engine) == "Bad0\tTherme0\nBad1\tTherme1\nBad2\tTherme2\n"
    for change in (
        lambda: check_own(review.engine),
        lambda: add_group(review, ("Rad", "Velo")),
        lambda: remove_words(review, ("Bad1",)),
    ):
        with pytest.raises(Refused, match="larger than"):
            change()
    assert file.read_text("utf-8") == written


def test_a_file_in_another_encoding_counts_for_nothing_and_is_told(project):
    review, file = project
    file.write_bytes("Bad\tTherme\n".encode("utf-16"))
    assert own_groups(review.engine) == []
    with pytest.raises(Refused, match="UTF-8"):
        check_own(review.engine)


@pytest.mark.parametrize("word", ["", "!", "a\x1b[2Jb", "a\u202eb", "x" * 201, "a;b"])
def test_what_is_no_word_is_no_synonym(word):
    with pytest.raises(Refused, match="cannot be a synonym"):
        add_group(Review.memory(), ("Bad", word))


def test_what_is_added_is_there(project):
    review, file = project
    add_group(review, ("Bad", "Therme"))
    check_own(review.engine)
    assert groups_of(file.read_text("utf-8")) == own_groups(review.engine) == [("Bad", "Therme")]
