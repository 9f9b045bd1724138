"""Two projects that grew apart in any way are made one."""

import shutil
from contextlib import suppress

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from store.care.check import check
from store.changes import (
    AddDemand,
    AddDocument,
    AddEvidence,
    AddNote,
    AttachTags,
    EditDemand,
    RemoveDemand,
    RemoveNote,
    ReviseDocument,
    SetVerdict,
)
from store.errors import StoreError
from store.exchange.bundle.merging import take_in
from store.records import new_uid
from store.review import Review

from .test_bundle import TEXT, bundle, filled, flat


@st.composite
def _steps(draw):
    """What somebody may do to the project both have, told by numbers."""
    return draw(st.lists(st.tuples(st.integers(0, 9), st.integers(0, 4), st.booleans()), max_size=6))


def _do(review, steps, mark):
    makers = {
        0: lambda n, who: who.apply(AddNote(f"d1:{n}-{n + 9}", f"{mark}{n}")),
        1: lambda n, who: who.apply(AddDemand(f"{mark}{n}", parent="f1")),
        2: lambda n, who: review.apply(RemoveNote(f"n{1 + n % 2}")),
        3: lambda n, who: who.apply(AttachTags(f"d1:{n}-{n + 9}", (("Geld", "Neu", mark)[n % 3],))),
        4: lambda n, who: review.apply(EditDemand(f"f{1 + n % 2}", topic=f"{mark}{n}")),
        5: lambda n, who: who.apply(SetVerdict(f"f{1 + n % 2}", ("met", "open", "partial")[n % 3])),
        6: lambda n, who: who.apply(AddEvidence("f2", f"d1:{n}-{n + 20}", grade="weak")),
        7: lambda n, who: review.apply(RemoveDemand(f"f{1 + n % 2}")),
        8: lambda n, who: review.apply(ReviseDocument("d1", TEXT.replace("Mai", f"{mark}{n}"))),
        9: lambda n, who: review.apply(AddDocument(f"Text {n} nur {mark}.", title=mark)),
    }
    for kind, number, anna in steps:
        with suppress(StoreError):
            makers[kind](number, review.beside("anna" if anna else "ben"))


@settings(max_examples=10, suppress_health_check=[HealthCheck.too_slow, HealthCheck.function_scoped_fixture])
@given(_steps(), _steps())
def test_whatever_both_did_merging_loses_nothing_and_twice_is_once(tmp_path, mine, theirs):
    folder = tmp_path / new_uid()
    with Review.create(folder / "hier", "Kreis", "lena") as review:
        filled(review)
    shutil.copytree(folder / "hier", folder / "dort", symlinks=True)
    with Review.open(folder / "hier", "lena") as here, Review.open(folder / "dort", "lena") as there:
        _do(here, mine, "hier")
        _do(there, theirs, "dort")
        before, other = flat(here), flat(there)
        there_once = {
            record["uid"]
            for e in there.engine.entries()
            for op in e.ops
            if (record := op.new or {}).get("uid")
        }
        taken = take_in(here, bundle(there), "x.vermerk.zip")
        now = flat(here)
        said = "\n".join((*taken.conflicts, *taken.losses, *taken.notices))
        for uid in before.keys() - now.keys():
            assert uid in there_once and uid not in other
        missing = [record for uid, record in other.items() if uid not in now]
        assert (
            not missing
            or "stay" in said
            or "not here any more" in said
            or "kept as here" in said
            or _has_twins(now, missing)
        )
        again = take_in(here, bundle(there), "x.vermerk.zip")
        assert again.added == {} and flat(here) == now
        assert [finding for finding in check(folder / "hier") if finding.severity == "damage"] == []


def _has_twins(now, missing):
    """Whether what has not come in stands there as the same of another origin: place, name, judgement."""
    kinds = ("quote", "name", "answer", "stance", "grade")
    values = {(kind, record[kind]) for record in now.values() for kind in kinds if kind in record}
    return all(any((kind, one[kind]) in values for kind in kinds if kind in one) for one in missing)
