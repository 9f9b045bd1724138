"""Words that several things cover: held against code points counted one by one."""

from hypothesis import given
from hypothesis import strategies as st

from content.places import Place, apart, common, merged, near

SIZE = 30


@st.composite
def places(draw):
    found = []
    for number in range(draw(st.integers(0, 6))):
        cuts = sorted(draw(st.sets(st.integers(0, SIZE), min_size=2, max_size=4)))
        spans = tuple(zip(cuts[::2], cuts[1::2], strict=False))
        found.append(Place(draw(st.sampled_from("vw")), spans, frozenset({f"p{number}"})))
    return merged(found)


def points(place):
    return {(place.text, at) for start, end in place.spans for at in range(start, end)}


def keys(found):
    return [(place.text, place.spans) for place in found]


@given(places(), places())
def test_common_words_are_those_of_every_two_that_share_some(these, those):
    shared = [points(a) & points(b) for a in these for b in those if points(a) & points(b)]
    found = common(these, those)
    assert {frozenset(points(place)) for place in found} == set(map(frozenset, shared))
    assert len(keys(found)) == len(set(keys(found)))


@given(places(), places())
def test_apart_is_what_shares_no_word(these, those):
    taken = set().union(*map(points, those))
    assert apart(these, those) == [place for place in these if not points(place) & taken]


@given(places(), places())
def test_near_is_what_of_both_is_in_the_same_tens(these, those):
    def around(_text, start, end):
        return start // 10 * 10, -(-end // 10) * 10

    def tens(place):
        runs = ((place.text, around("", *span)) for span in place.spans)
        return {(text, at) for text, (start, end) in runs for at in range(start, end)}

    pairs = [(points(a) | points(b), tens(a) & tens(b)) for a in these for b in those]
    wanted = {frozenset(words & shared) for words, shared in pairs if shared}
    assert {frozenset(points(place)) for place in near(these, those, around)} == wanted


def test_equal_words_become_one_place_of_all_records():
    one, two = Place("v", ((0, 5),), frozenset({"p1"})), Place("v", ((0, 5),), frozenset({"e1"}))
    assert merged([one, two]) == [Place("v", ((0, 5),), frozenset({"p1", "e1"}))]
    assert common([one], [two]) == [Place("v", ((0, 5),), frozenset({"p1", "e1"}))]
