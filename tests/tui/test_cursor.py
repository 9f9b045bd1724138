"""The place in a list: it never stands on a header, keeps to its row, and knows what is marked."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from tui.panes.cursor import Cursor
from tui.panes.rows import ListRow


def rows(ids: str) -> list[ListRow]:
    """A row a letter; capitals are headers."""
    return [ListRow(one, (), header=one.isupper()) for one in ids]


def at(ids: str, row_id: str) -> Cursor:
    cursor = Cursor()
    cursor.show(rows(ids))
    cursor.at = cursor.index_of(row_id)
    return cursor


def test_it_begins_on_the_first_row_that_is_no_header() -> None:
    cursor = Cursor()
    assert (cursor.row_id, cursor.away(1)) == (None, None)
    cursor.show(rows("Aab"))
    assert (cursor.row_id, cursor.at) == ("a", 1)
    cursor.show(rows("AB"))
    assert cursor.at is None and cursor.group_begins(5) == 0


def test_a_row_that_was_looked_at_is_not_made_again_until_there_are_others() -> None:
    class Made(list[ListRow]):
        looked = 0

        def __getitem__(self, at: Any) -> Any:
            self.looked += 1
            return super().__getitem__(at)

    cursor, made = Cursor(), Made(rows("abc"))
    cursor.show(made)
    before = made.looked
    assert cursor.row_id == "a" and cursor.row(0).id == "a" and made.looked == before
    cursor.show(rows("xyz"))
    assert cursor.row(0).id == "x"


def test_it_keeps_to_its_row_else_goes_to_what_stands_where_that_was() -> None:
    cursor = at("abcd", "c")
    cursor.show(rows("xxabc"))
    assert (cursor.row_id, cursor.at) == ("c", 4)
    cursor.show(rows("abXd"))
    assert cursor.row_id == "d"
    cursor.show(rows("aX"))
    assert cursor.row_id == "a"


def test_steps_go_over_headers_and_stop_at_the_ends() -> None:
    assert [at("AabBcdE", one).away(by) for one, by in (("b", 1), ("c", -1), ("d", 1), ("a", -9))] == [
        4,
        2,
        5,
        1,
    ]


def test_a_group_begins_with_its_headers() -> None:
    cursor = at("aBCd", "d")
    assert [cursor.group_begins(most) for most in (0, 1, 2, 9)] == [3, 2, 1, 1]


def test_marks_stay_on_what_is_still_there() -> None:
    cursor = at("abc", "b")
    assert cursor.toggle() == "b" and cursor.marked == {"b"}
    cursor.show(rows("bc"))
    assert cursor.marked == {"b"} and cursor.toggle() == "b" and not cursor.marked
    cursor.toggle()
    cursor.show(rows("ac"))
    assert not cursor.marked


class Known(Sequence[ListRow]):
    """Rows that know their places; none is ever made."""

    def __len__(self) -> int:
        return 3

    def __getitem__(self, index: Any) -> Any:
        assert index == 2, "only the row it is on is looked at"
        return ListRow("c", ())

    def __iter__(self) -> Iterator[ListRow]:
        raise AssertionError("nobody looks through them")

    def index_of(self, row_id: str) -> int | None:
        return {"c": 2}.get(row_id)

    def ids(self) -> list[str]:
        return ["c"]


def test_rows_that_know_their_places_are_asked() -> None:
    cursor = at("abc", "c")
    cursor.toggle()
    cursor.show(Known())
    assert (cursor.at, cursor.marked) == (2, {"c"})


@given(st.text("abcABC", max_size=8), st.lists(st.integers(-9, 9), max_size=6), st.text("abcABC", max_size=8))
def test_wherever_it_goes_it_is_on_a_row(first: str, steps: list[int], then: str) -> None:
    cursor = Cursor()
    for ids in (first, then):
        cursor.show(rows(ids))
        for by in steps:
            cursor.at = cursor.away(by)
            assert (cursor.at is None) == (not any(map(str.islower, ids)))
            assert cursor.at is None or not cursor.rows[cursor.at].header
