"""What goes between the program and the process that reads for it: frames of MessagePack, never pickle."""

from __future__ import annotations

from struct import Struct as Layout
from typing import BinaryIO, Literal, TypeVar

import msgspec
from msgspec import Struct

from content.messages import Message
from content.model import DemandMention, EventMention, Region

T = TypeVar("T")
#: Ahead of a frame: its length in bytes.
LENGTH = Layout(">Q")
#: Bytes of an answer; no reading comes near it.
MOST = 256 << 20
NOTHING = Message("")


class Ask(Struct, frozen=True):
    """A file to read, by its ``name``; bytes for ``work``, a "module:function"; else a text in which
    ``finds`` ("dates", "demands", "commitments") are to be found, or without it what it suggests.

    ``seconds`` of processor time are allowed. Without ``regions`` those of the text are found first. The
    file's or text's bytes follow in a frame of their own.
    """

    seconds: float
    name: str | None = None
    format: str | None = None
    work: str = ""
    finds: str = ""
    date: str | None = None
    style: Literal["news", "narrative"] = "news"
    regions: tuple[Region, ...] | None = None


class Findings(Struct, frozen=True):
    """What a text suggests; ``missing`` is a sentence about what is left out."""

    events: tuple[EventMention, ...] = ()
    demands: tuple[DemandMention, ...] = ()
    missing: Message = NOTHING


class _Inner(Struct, frozen=True):
    """A message on its way that is a value of another one; its own values are plain."""

    text: str
    template: str
    plural: str
    values: dict[str, int | str | tuple[str, ...]]

    def whole(self) -> Message:
        """The text stays the other side's: the template is not filled in here."""
        return Message.made(self.text, self.template, self.plural, dict(self.values))


class _Sent(Struct, frozen=True):
    """A message on its way: its text, templates and values."""

    text: str
    template: str
    plural: str
    values: dict[str, int | str | tuple[str, ...] | _Inner]

    def whole(self) -> Message:
        values = {name: one.whole() if isinstance(one, _Inner) else one for name, one in self.values.items()}
        return Message.made(self.text, self.template, self.plural, values)


class Report(Struct, frozen=True):
    """Ahead of an answer: the MB the process still holds, and why there is none (as ``Unreadable``)."""

    held: int
    reason: Message = NOTHING
    advice: Message = NOTHING


def encode(value: object) -> bytes:
    return msgspec.msgpack.encode(value, enc_hook=_parts)


def decode(data: bytes, kind: type[T]) -> T:
    return msgspec.msgpack.decode(data, type=kind, dec_hook=_whole)


def _parts(text: object) -> object:
    """A message as it is sent; a word as its text."""
    if isinstance(text, Message):
        return {
            "text": str(text), "template": text.template, "plural": text.plural, "values": text.values
        }  # fmt: skip
    if isinstance(text, str):
        return str(text)
    raise NotImplementedError


def _whole(_kind: type, parts: object) -> Message:
    return msgspec.convert(parts, _Sent).whole()


def send(pipe: BinaryIO, *frames: bytes) -> None:
    for data in frames:
        pipe.write(LENGTH.pack(len(data)))
        pipe.write(data)
    pipe.flush()


def receive(pipe: BinaryIO) -> bytes:
    """The next frame. EOFError where the other side is gone, or says what it never would."""
    head = pipe.read(LENGTH.size)
    if len(head) < LENGTH.size:
        raise EOFError
    (size,) = LENGTH.unpack(head)
    if size > MOST:
        raise EOFError
    data = pipe.read(size)
    if len(data) < size:
        raise EOFError
    return data
