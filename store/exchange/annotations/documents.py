"""The documents that annotations are about, and where in them their words stand."""

from __future__ import annotations

from typing import TYPE_CHECKING

from store.exchange.annotations.anchoring import TELLING, Text
from store.exchange.annotations.model import Place, Spans

if TYPE_CHECKING:
    from store.review import Review

#: A document's id, and the spans in it.
Found = tuple[str, Spans]


class Documents:
    """The documents of a review by all names they go by, with their texts."""

    def __init__(self, review: Review) -> None:
        self._texts: dict[str, Text] = {}
        self._by_name: dict[str, set[str]] = {}
        self.versions: dict[str, str] = {}
        for document in review.engine.scan("documents"):
            own = str(document["id"])
            version = review.engine.get(document["version"]) or {}
            self._texts[own] = Text(review.text(own))
            self.versions[own] = document["version"]
            for name in (document["uid"], version.get("sha256"), document["source"], document["title"]):
                if name:
                    self._by_name.setdefault(_address(name), set()).add(own)

    def text(self, document: str) -> str:
        return self._texts[document].text

    def named(self, place: Place) -> set[str]:
        """The documents of the name that tells most."""
        return next((self._by_name[n] for n in map(_address, place.names) if n in self._by_name), set())

    def find(self, place: Place) -> Found | None:
        """The document, and the spans if words in it are meant; None where it cannot be told."""
        named = self.named(place)
        if not place.exact and place.start < 0:
            return (min(named), ()) if len(named) == 1 else None
        for near in (False, True):
            found = [(one, spans) for one in sorted(named) if (spans := self._texts[one].place(place, near))]
            if len(found) == 1:
                return found[0]
        if len(place.exact) < TELLING:
            return None
        bare = Place(exact=place.exact, prefix=place.prefix, suffix=place.suffix)
        found = [(one, spans) for one, text in self._texts.items() if (spans := text.place(bare))]
        return found[0] if len(found) == 1 else None


def _address(name: str) -> str:
    """An address without what does not tell documents apart; other names as they are."""
    if not name.startswith(("http://", "https://")):
        return name
    return name.partition("://")[2].partition("#")[0].removeprefix("www.").rstrip("/")
