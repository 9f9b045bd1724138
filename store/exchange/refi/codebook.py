"""The codebook as a file of its own (``.qdc``), out and in."""

from __future__ import annotations

import io
from typing import TYPE_CHECKING

from content.messages import Message, counted
from store.errors import Refused
from store.exchange import Taken
from store.exchange.apart import read_in
from store.exchange.refi.codes import Code, code_losses, described, odd_colours, read_codes, write_codes
from store.exchange.refi.stream import Mended, tree
from store.exchange.refi.tagging import Tags
from store.exchange.refi.xml import CODEBOOK, ORIGIN, child, children, element, written

if TYPE_CHECKING:
    from store.changes.work import Work
    from store.review import Review

#: Bytes of a codebook; its tree takes some ten times as much.
MOST = 32 << 20


def write(review: Review) -> bytes:
    """Refused while there is no tag: the form has no empty codebook."""
    tags = list(review.engine.scan("tags"))
    if not tags:
        raise Refused("there are no tags", "Make one first: vermerk tag PROJECT TARGET TAG.")
    root = element(CODEBOOK, "CodeBook", origin=ORIGIN)
    write_codes(root, tags)
    return written(root)


def losses(review: Review) -> tuple[Message, ...]:
    return tuple(code_losses(list(review.engine.scan("tags"))))


def read_codebook(data: bytes) -> tuple[list[Code], list[Message]]:
    """The codes, and what else there is. Refused for what is no codebook."""
    if len(data) > MOST:
        raise Refused("has {size} MB of XML", "Export it in parts.", size=len(data) >> 20)
    root = tree(Mended(io.BytesIO(data)), "CodeBook")
    codes, sets = child(root, "Codes"), sum(1 for _ in children(child(root, "Sets"), "Set"))
    told = [counted("{count} set of codes", "{count} sets of codes", sets)] if sets else []
    return read_codes(codes), [*odd_colours(codes), *told]


def take_in(review: Review, data: bytes, name: str) -> Taken:
    """Tags that are there already, whatever their capitals, keep their colour and description."""
    codes, lost = read_in("codes", data, tuple[list[Code], list[Message]])

    def work(at: Work) -> Tags:
        tags = Tags(at)
        for code in codes:
            tags.take(code, described(code, ())[0])
        return tags

    done: Tags = review.transact("tag.add", "lead", work).result
    lost += [
        Message("the end of the description of {code}", code=code.name)
        for code in codes
        if not described(code, ())[1]
    ]
    added = {"tags": done.added} if done.added else {}
    return Taken(added, tuple(done.notices()), tuple(lost))
