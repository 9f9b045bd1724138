"""The codebook as a file of its own (``.qdc``), out and in."""

from __future__ import annotations

from typing import TYPE_CHECKING

from store.errors import Refused
from store.exchange import Taken
from store.exchange.apart import read_in
from store.exchange.refi.codes import Code, code_losses, described, read_codes, write_codes
from store.exchange.refi.tagging import Tags
from store.exchange.refi.xml import CODEBOOK, ORIGIN, child, children, element, parsed, written

if TYPE_CHECKING:
    from store.changes.work import Work
    from store.review import Review


def write(review: Review) -> bytes:
    """Refused while there is no tag: the form has no empty codebook."""
    tags = list(review.engine.scan("tags"))
    if not tags:
        raise Refused("there are no tags", "Make one first: vermerk tag PROJECT TARGET TAG.")
    root = element(CODEBOOK, "CodeBook", origin=ORIGIN)
    write_codes(root, tags)
    return written(root)


def losses(review: Review) -> tuple[str, ...]:
    return tuple(code_losses(list(review.engine.scan("tags"))))


def read_codebook(data: bytes) -> tuple[list[Code], int]:
    """The codes, and how many sets of codes there are beside them. Refused for what is no codebook."""
    root = parsed(data, "CodeBook")
    return read_codes(child(root, "Codes")), sum(1 for _ in children(child(root, "Sets"), "Set"))


def take_in(review: Review, data: bytes, name: str) -> Taken:
    """Tags that are there already, whatever their capitals, keep their colour and description."""
    codes, sets = read_in("codes", data, tuple[list[Code], int])
    lost = [f"{sets} sets of codes"] if sets else []

    def work(at: Work) -> Tags:
        tags = Tags(at)
        for code in codes:
            tags.take(code, described(code, ())[0])
        return tags

    done: Tags = review.transact("tag.add", "lead", work).result
    lost += [f"the end of the description of {code.name}" for code in codes if not described(code, ())[1]]
    added = {"tags": done.added} if done.added else {}
    return Taken(added, tuple(done.notices()), tuple(lost))
