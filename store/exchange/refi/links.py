"""Links of a project: between the stretches of a passage, and between a memo and what it is about."""

from __future__ import annotations

from lxml import etree

from content.messages import Message, counted
from store.exchange.refi.extras import GOES_ON
from store.exchange.refi.model import Project, Selection, Source
from store.exchange.refi.xml import uid_of


class Links:
    """Links as they are read; ``join`` puts them to use when all else is known."""

    def __init__(self) -> None:
        self._goes_on: dict[str, str] = {}
        self._others: list[tuple[str, str, str]] = []

    def take(self, node: etree._Element) -> None:
        origin, target = uid_of(node.get("originGUID")), uid_of(node.get("targetGUID"))
        if node.get("name") == GOES_ON:
            self._goes_on[origin] = target
        else:
            self._others.append((origin, target, " ".join((node.get("name") or "").split())))

    def join(self, project: Project) -> None:
        """A memo that is linked to something is a note on it; other links are told as lost."""
        project.goes_on = self._goes_on
        if not self._others:
            return
        notes = {note.uid for note in project.notes}
        codes = {code.uid: at for at, code in enumerate(project.codes)}
        things: dict[str, Source | Selection] = {source.uid: source for source in project.sources}
        things |= {one.uid: one for source in project.sources for one in source.selections}
        lost = []
        for origin, target, name in self._others:
            note, on = (origin, target) if origin in notes else (target, origin)
            if note in notes and on and on in things:
                _add(things[on].notes, note)
            elif note in notes and on and on in codes:
                code = project.codes[codes[on]]
                project.codes[codes[on]] = code._replace(notes=tuple(dict.fromkeys((*code.notes, note))))
            else:
                lost.append(name)
        if lost:
            project.losses.append(_told(lost))


def _told(names: list[str]) -> Message:
    named = sorted(filter(None, set(names)))[:10]
    if not named:
        return counted("{count} link", "{count} links", len(names))
    return counted("{count} link: {names}", "{count} links: {names}", len(names), names=tuple(named))


def _add(notes: list[str], note: str) -> None:
    if note not in notes:
        notes.append(note)
