"""A REFI-QDA project into a review: documents, tags, passages, notes and people, in one transaction.

What is there already is not made again: documents by their text, tags by their name, passages by their place,
everything else by its GUID. So a file can be taken in twice, and one's own export comes back as it was.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from msgspec.structs import replace

from content.apart import find_apart
from content.messages import Message, counted, in_line
from store.changes.documents import AddDocument
from store.changes.wording import LINE
from store.exchange import Taken
from store.exchange.apart import read_in
from store.exchange.refi.adopting import Adopting, Ready
from store.exchange.refi.extras import PREFIX
from store.exchange.refi.left_out import (
    CODINGS_OF_NOTES,
    IN_NOTES,
    NOTES_ON_NOTES,
    VALUES_OF_NOTES,
    LeftOut,
    told,
)
from store.exchange.refi.model import Project, Selection, Source
from store.exchange.refi.placing import Placed, place_all
from store.exchange.refi.xml import ORIGIN

if TYPE_CHECKING:
    from store.changes.work import Work
    from store.review import Review

DO = "document.add+tag.attach+note.add"
NEEDS = "lead"


def take_in(review: Review, data: bytes, name: str) -> Taken:
    """Refused for what is no project or may do harm; Forbidden unless a lead asks."""
    review.check(DO, NEEDS)
    project = read_in("project", data, Project)
    _annotations(project)
    _memos(project)
    placed, notices = place_all(project.sources, project.origin)
    ready = [
        made for one in placed if (made := _ready(project, one, suggest=project.origin != ORIGIN)) is not None
    ]

    def work(at: Work) -> Adopting:
        adopting = Adopting(at, project)
        adopting.run(ready)
        return adopting

    done: Adopting = review.transact(DO, NEEDS, work).result
    if mended := sum(one.mended for one in placed):
        notices.append(
            counted(
                "{count} selection stands where its words are, not where the file says",
                "{count} selections stand where their words are, not where the file says",
                mended,
            )
        )
    return Taken(done.added(), (*notices, *done.notices()), (*project.losses, *done.losses()))


def _ready(project: Project, placed: Placed, suggest: bool) -> Ready | None:
    """A document as it will be, made before anybody is kept from writing; None for an empty text."""
    source = placed.source
    for selection in placed.outside:
        where = _where(selection)
        project.losses.append(
            Message(
                "a selection outside of its text “{name}”: {where}", name=in_line(source.name), where=where
            )
        )
    if not placed.text.strip():
        project.losses.append(Message("the text “{title}”: it is empty", title=in_line(source.name)))
        return None
    title = " ".join(source.name.split())[:LINE] or None
    said = {key.removeprefix(PREFIX): value for key, value in source.values.items() if key.startswith(PREFIX)}
    draft = AddDocument(placed.text, title=title, source=title).draft()
    if suggest:
        found = find_apart(placed.text, None, draft.regions)
        draft = replace(draft, events=found.events, demands=found.demands)
        if found.missing:
            project.losses.append(
                Message("the text “{title}”: {why}", title=in_line(source.name), why=found.missing)
            )
    return Ready(placed, draft, said)


def _where(selection: Selection) -> Message:
    if selection.start < 0:
        return Message("only words: “{words}”", words=in_line(selection.name))
    start, end = selection.start, selection.end
    return Message("{start}–{end} “{words}”", start=start, end=end, words=in_line(selection.name))


def _annotations(project: Project) -> None:
    """A note with one stretch beyond its own text: some programs so say which words of a source it is on."""
    notes = {note.uid: note for note in project.notes if note.uid and len(note.selections) == 1}
    for source in project.sources:
        for uid in source.notes[:]:
            if (
                uid in notes
                and not (place := notes[uid].selections[0]).codings
                and place.end > len(notes[uid].text)
            ):
                place.notes, place.user, place.at = [uid], notes[uid].user, notes[uid].at
                notes[uid].selections = []
                source.notes.remove(uid)
                source.selections.append(place)


def _memos(project: Project) -> None:
    """Notes on nothing in particular become documents, so that what is coded in them has its place."""
    used = {uid for code in project.codes for uid in code.notes}
    for source in project.sources:
        used.update(source.notes, *(selection.notes for selection in source.selections))
    standing: dict[str, Source] = {}
    for note in project.notes:
        if not _stands(note, used):
            note.memo = True
            note.text, note.comment = (note.text, note.comment) if note.text.strip() else (note.comment, "")
            note.text = note.text or note.name
            project.sources.append(note)
        elif (first := standing.setdefault(note.uid, note)) is not note and note.text != first.text:
            first.comment = "\n\n".join(filter(str.strip, (first.comment, note.text, note.comment)))
    project.notes = list(standing.values())
    left_out = LeftOut()
    for note in project.notes:
        left_out[IN_NOTES] += len(note.selections)
        left_out[CODINGS_OF_NOTES] += len(note.codings)
        left_out[NOTES_ON_NOTES] += len(note.notes)
        left_out[VALUES_OF_NOTES] += sum(not key.startswith(PREFIX) for key in note.values)
    project.losses += told(left_out)


def _stands(note: Source, used: set[str]) -> bool:
    return note.uid in used or any(key.startswith(PREFIX) for key in note.values)
