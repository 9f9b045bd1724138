"""Notes of a project on their way into a review."""

from __future__ import annotations

import unicodedata
from collections.abc import Callable, Iterable

from store.changes.notes import document_of
from store.exchange.refi.dialects import squeezed
from store.exchange.refi.extras import ON, PREFIX, REPLY, RESOLVED
from store.exchange.refi.left_out import (
    CODES_OF_CASES,
    LOOSE_CASES,
    LOOSE_NOTES,
    LOOSE_REPLIES,
    NO_NOTES,
    LeftOut,
)
from store.exchange.refi.model import Case, Project, Selection, Source
from store.exchange.refi.xml import ORIGIN, safe
from store.exchange.uids import Uids
from store.model import Record

#: Who made something, and when.
Made = tuple[str, str]


class Remarks:
    """``made`` says who made a thing; ``left_out`` counts what has no place.

    Valid only inside a transaction."""

    def __init__(
        self, uids: Uids, project: Project, made: Callable[[Source | Selection], Made], left_out: LeftOut
    ) -> None:
        self._uids, self._work, self._tx = uids, uids.work, uids.work.tx
        self._made, self._left_out = made, left_out
        self._own = project.origin == ORIGIN
        self.by_uid = {note.uid: note for note in project.notes if note.uid}
        self.added = 0

    def on(self, target: str, thing: Source | Selection) -> None:
        """The comment on a thing, the notes it refers to, and what other programs' variables say of it."""
        self.say(target, thing.comment, self._made(thing))
        for uid in thing.notes:
            note = self.by_uid.get(uid)
            if note is None:
                self._left_out[NO_NOTES] += 1
            elif PREFIX + REPLY not in note.values:
                self._write(target, note)
        if isinstance(thing, Source):
            self.say(target, "\n".join(_told(thing.values)), self._made(thing))

    def on_cases(self, cases: Iterable[Case]) -> None:
        """Cases of other programs: what belongs to one gets a note with its name and values."""
        for case in cases:
            targets = [target for uid in case.about if (target := self._uids.of(uid))]
            self._left_out[LOOSE_CASES] += not targets
            self._left_out[CODES_OF_CASES] += len(case.codes)
            words = "\n".join(filter(None, (case.name, case.comment, *_told(case.values))))
            for target in targets:
                self.say(target, words, (self._work.me, self._tx.at))

    def others(self) -> None:
        """Notes on what no element refers to, then replies, each after what it answers."""
        waiting = [note for note in self.by_uid.values() if PREFIX + REPLY in note.values]
        for note in self.by_uid.values():
            if PREFIX + ON in note.values and PREFIX + REPLY not in note.values:
                self._on_named(note)
        while waiting:
            later = [note for note in waiting if not self._replied(note)]
            if len(later) == len(waiting):
                self._left_out[LOOSE_REPLIES] += len(waiting)
                return
            waiting = later

    def say(self, target: str, text: str, made: Made) -> None:
        """A note of these words, unless they are said there."""
        text = _clean(text)
        if not any(note["text"] == text for note in self._tx.find("notes", "target", target)):
            self._add(target, text, "", made)

    def _replied(self, note: Source) -> bool:
        """Whether what the reply answers is there by now; then the reply is, too."""
        parent = self._uids.of(note.values[PREFIX + REPLY])
        if parent is not None:
            self._write(self._work.need(parent, "notes")["target"], note, parent)
        return parent is not None

    def _on_named(self, note: Source) -> None:
        target = self._uids.of(note.values[PREFIX + ON])
        if target is None:
            self._left_out[LOOSE_NOTES] += 1
        else:
            self._write(target, note)

    def _write(self, target: str, note: Source, parent: str | None = None) -> None:
        text, name = "\n\n".join(filter(str.strip, (note.text, note.comment))), " ".join(note.name.split())
        if name and not squeezed(safe(text)).startswith(squeezed(name).rstrip("….")):
            text = f"{name}\n\n{text}" if text.strip() else name
        there = self._uids.of(note.uid)
        if there is None:
            resolved = note.values.get(PREFIX + RESOLVED) == "true"
            self._add(target, _clean(text), note.uid, self._made(note), parent, resolved)
        elif not self._own and self._work.need(there)["target"] != target:
            self.say(target, text, self._made(note))  # one memo on several things

    def _add(
        self, target: str, text: str, uid: str, made: Made, parent: str | None = None, done: bool = False
    ) -> None:
        if not text.strip():
            return
        on: Record = self._work.need(target)
        fields = {"target": target, "document": document_of(self._work, on), "text": text}
        self._uids.adopt("notes", fields | {"parent": parent, "resolved": done}, uid, *made)
        self.added += 1


def _told(values: dict[str, str]) -> list[str]:
    """Values of other programs' variables, a line each."""
    return [f"{name}: {value}" for name, value in values.items() if not name.startswith(PREFIX)]


def _clean(text: str) -> str:
    return unicodedata.normalize("NFC", text.replace("\r\n", "\n").replace("\r", "\n"))
