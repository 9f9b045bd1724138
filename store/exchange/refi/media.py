"""Sources that are no text: what they have in words. Places on pages are kept where their words are found."""

from __future__ import annotations

from collections.abc import Iterator

from lxml import etree

from content.messages import Message, in_line
from store.exchange.refi.left_out import (
    CODINGS_OF_PLACES,
    CODINGS_WITHOUT_TEXT,
    PLACES,
    SAID_WITHOUT_TEXT,
    LeftOut,
)
from store.exchange.refi.model import Source
from store.exchange.refi.texts import Texts
from store.exchange.refi.xml import child, children, local, words

#: Sources that are no text, and the elements in which their text may be.
TEXT_OF = {
    "PDFSource": "Representation", "PictureSource": "TextDescription", "AudioSource": "Transcript",
    "VideoSource": "Transcript",
}  # fmt: skip
_SELECTIONS = ("PDFSelection", "PictureSelection", "AudioSelection", "VideoSelection")
_KINDS = {
    "PDFSource": Message("PDF"), "PictureSource": Message("picture"),
    "AudioSource": Message("sound recording"), "VideoSource": Message("video"),
}  # fmt: skip


class Media:
    """``losses`` names what is left out; what is only counted is in ``lost``."""

    def __init__(self, texts: Texts, losses: list[Message]) -> None:
        self._texts, self._losses = texts, losses
        self.lost: LeftOut = LeftOut()

    def read(self, node: etree._Element) -> list[Source]:
        """The texts that go with a source; what hangs on the source hangs on the first."""
        kind, outer = local(node), self._texts.around(node)
        title = in_line(outer.name) or "?"
        inner = (self._texts.text(one, title) for one in children(node, TEXT_OF[kind]))
        found = [source for source in inner if source is not None] or list(self._of_file(node))
        places = [place for place in node if local(place) in _SELECTIONS]
        if found:
            _join(found[0], outer)
            spoken = [place for place in places if _said(place)]
            found[0].selections += (self._texts.selection(p, -1, -1, _said(p)) for p in spoken)
            places = [place for place in places if not _said(place)]
        else:
            self._losses.append(
                Message(
                    "the source “{title}” ({kind}): it has no text with it", title=title, kind=_KINDS[kind]
                )
            )
            self.lost[CODINGS_WITHOUT_TEXT] += len(outer.codings)
            self.lost[SAID_WITHOUT_TEXT] += bool(outer.comment) + len(outer.values)
        self.lost[PLACES] += len(places)
        self.lost[CODINGS_OF_PLACES] += sum(local(n) == "Coding" for p in places for n in p)
        return found

    def _of_file(self, node: etree._Element) -> Iterator[Source]:
        """A PDF that came without its text."""
        found = self._texts.formatted(node.get("path") or "") if local(node) == "PDFSource" else None
        if found is not None:
            bare = self._texts.around(node, found)
            yield Source(bare.uid, bare.name, bare.text, False, bare.user, bare.at, drifts=True)


def _join(text: Source, outer: Source) -> None:
    text.uid = outer.uid or text.uid
    text.codings += outer.codings
    text.notes += outer.notes
    text.values |= outer.values
    text.comment = text.comment or outer.comment


def _said(place: etree._Element) -> str:
    """The words of a place on a page: of its text, or its name; "" for any other place."""
    if local(place) != "PDFSelection":
        return ""
    return words(child(place, "Representation"), "PlainTextContent") or (place.get("name") or "").strip()
