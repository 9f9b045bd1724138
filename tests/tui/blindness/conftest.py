"""Two projects that differ only in what a blind project hides.

In both anna does the same number of things in the same order, on other records, with other words: on f1 in
"here", on f2 in "there". Numbers, times and uids are alike, so whatever ben gets to see has to be the same
byte for byte. All that tells them apart tells ben something.
"""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from itertools import count
from pathlib import Path

import pytest
from msgspec import Struct

from store.changes import (
    AddDemand,
    AddDocument,
    AddEvent,
    AddEvidence,
    AddNote,
    AddReviewer,
    AddTag,
    AttachTags,
    Change,
    EditProject,
    GradeEvidence,
    ReplyNote,
    ResolveNote,
    SetVerdict,
)
from store.review import Review
from tui.locale import set_language

UID = "00000000-0000-4000-8000-{:012x}"
TEXT = "Der Kreis verlangt {what}. Bis Ende 2027 gibt das Land Geld dafür. Mehr ist nicht zugesagt.\n"


class World(Struct, frozen=True):
    """What anna does, and with which words."""

    number: int
    answer: str
    grade: str
    tag: str
    words: tuple[str, ...]

    @property
    def document(self) -> str:
        return f"d{self.number}"

    @property
    def demand(self) -> str:
        return f"f{self.number}"


HERE = World(1, "partial", "strong", "Rot", ("Habicht", "Milan", "Sperber", "Bussard", "Weihe", "Adler"))
THERE = World(2, "rejected", "weak", "Blau", ("Amsel", "Drossel", "Star", "Fink", "Meise", "Specht"))


def hidden(world: World) -> list[Change]:
    """A verdict u1 with its reason, a grade g1, notes n3 to n8 and tags, on a passage of her own, too."""
    demand, document, evidence = world.demand, world.document, f"b{world.number}"
    reason, on_demand, on_verdict, on_document, on_passage, reply = world.words
    return [
        SetVerdict(demand, world.answer, reason=reason),
        GradeEvidence(evidence, world.grade),
        AddNote(demand, f"@ben {on_demand}"),
        AddNote("u1", on_verdict),
        AddNote(document, f"{on_document} @lena"),
        AddNote(f"{document}:4-9", on_passage),
        ReplyNote("n3", reply),
        AddNote(evidence, on_document),
        ResolveNote("n5"),
        AttachTags(f"{document}:10-18", (world.tag,)),
        AttachTags(document, (world.tag,)),
        AttachTags(demand, (world.tag,)),
    ]


def build(folder: Path, world: World) -> None:
    with Review.create(folder, "Geld", "lena") as lena:
        lena.apply(*(AddReviewer(name) for name in ("anna", "ben")), AddReviewer("gast", "viewer"))
        for what in ("ein Bad", "eine Halle"):
            lena.apply(AddDocument(TEXT.format(what=what), title=f"Zu {what[4:]}", date="2026-03-02"))
        for number in (1, 2):
            place = f"d{number}"
            lena.apply(AddDemand(f"Zuschuss {number}", document=place, spans=((0, 20),)))
            lena.apply(AddEvidence(f"f{number}", f"{place}:30-60"))
            lena.apply(AddEvent("2027", document=place, spans=((26, 40),), label=f"Frist {number}"))
        lena.apply(AddTag("Rot"), AddTag("Blau"), EditProject(blind=True))
        ben = lena.beside("ben")
        ben.apply(AddNote("d1", "Meine erste Frage"), AddNote("f2", "Meine zweite"))
        anna = lena.beside("anna")
        for change in hidden(world):
            anna.apply(change)


class Worlds(Struct, frozen=True):
    """The folders of both, and the words that anna said in "here" and nobody said in "there"."""

    here: Path
    there: Path
    words: tuple[str, ...] = HERE.words

    def copied(self, folder: Path) -> Worlds:
        for name, world in (("here", self.here), ("there", self.there)):
            shutil.copytree(world, folder / name / world.name, symlinks=True)
        return Worlds(folder / "here" / self.here.name, folder / "there" / self.there.name)


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Worlds]:
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("store.writing._utc", lambda _seconds: "2026-11-22T08:00:00Z")
        folders = []
        for world in (HERE, THERE):
            folders.append(tmp_path_factory.mktemp("worlds") / "team.vermerk")
            numbers = count(1)
            patch.setattr("store.transaction.new_uid", lambda given=numbers: UID.format(next(given)))
            build(folders[-1], world)
        yield Worlds(*folders)


@pytest.fixture
def worlds(built: Worlds, tmp_path: Path) -> Worlds:
    return built.copied(tmp_path)


@pytest.fixture(autouse=True)
def english(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    monkeypatch.setenv("LANG", "en_US.UTF-8")
    set_language("en")
    yield
    set_language("en")
