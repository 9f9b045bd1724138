"""Bytes of text files → characters, whatever they were written in."""

from __future__ import annotations

import codecs
import re

from content.formats.blocks import Unreadable
from content.formats.remarks import encoded
from content.messages import Message

_BOMS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
_ENCODED_SURROGATE = re.compile(rb"\xed[\xa0-\xbf][\x80-\xbf]")
_MULTIBYTE = re.compile(rb"[\xc3-\xf4][\x80-\xbf]")
_CONTROL = bytes([*range(0x09), 0x0B, *range(0x0E, 0x1B), *range(0x1C, 0x20), 0x7F])
_SAMPLE = 1 << 16


def decode(data: bytes) -> tuple[str, list[Message]]:
    """The characters of a text file, and sentences about what had to be guessed.

    A byte-order mark decides; else UTF-16 and UTF-32 by where the NULs are, UTF-8 if it is valid,
    and Windows-1252 for every byte that is not part of valid UTF-8. Raises Unreadable for binary data.
    """
    for mark, encoding in _BOMS:
        if data.startswith(mark):
            return _decode_as(data[len(mark) :], encoding), []
    wide = _wide_encoding(data[:_SAMPLE])
    if wide:
        return _decode_as(data, wide), [encoded(wide.upper())]
    # As NULs are, counted and replaced when all is read.
    data = _ENCODED_SURROGATE.sub(b"\0", data)
    share = _control_share(data[:_SAMPLE])
    try:
        text = data.decode("utf-8")
    except UnicodeDecodeError:
        if share > 0.02:
            raise _binary() from None
        return _decode_bytewise(data)
    if share > 0.3:
        raise _binary()
    return text, []


def _binary() -> Unreadable:
    return Unreadable("is a binary file", "convert it to text, PDF or one of the other supported formats")


def _decode_as(data: bytes, encoding: str) -> str:
    if encoding == "utf-8":
        return _decode_bytewise(data)[0]
    try:
        return data.decode(encoding, errors="surrogatepass")
    except UnicodeDecodeError:
        return data.decode(encoding, errors="replace")


def _decode_bytewise(data: bytes) -> tuple[str, list[Message]]:
    try:
        return data.decode("utf-8"), []
    except UnicodeDecodeError:
        pass
    if _MULTIBYTE.search(data) is None:
        text = data.decode("cp1252", errors="replace")
        return text, [Message("Read as Windows-1252 (cp1252): the file is not valid UTF-8.")]
    text = data.decode("utf-8", errors="vermerk.cp1252")
    return text, [Message("The file mixes UTF-8 and other bytes; those were read as Windows-1252 (cp1252).")]


def _as_cp1252(error: UnicodeError) -> tuple[str, int]:
    if not isinstance(error, UnicodeDecodeError):
        raise error
    return error.object[error.start : error.end].decode("cp1252", errors="replace"), error.end


codecs.register_error("vermerk.cp1252", _as_cp1252)


def _wide_encoding(sample: bytes) -> str | None:
    """UTF-16 or UTF-32 without a mark, told by the NULs of its Latin letters."""
    if len(sample) < 4 or b"\0" not in sample:
        return None
    sample = sample[: len(sample) // 4 * 4]
    quarter = len(sample) // 4
    nuls = [sample[at::4].count(0) / quarter for at in range(4)]
    high = [share > 0.7 for share in nuls]
    low = [share < 0.25 for share in nuls]
    if low[0] and high[1] and high[2] and high[3]:
        return "utf-32-le"
    if low[3] and high[0] and high[1] and high[2]:
        return "utf-32-be"
    if low[0] and low[2] and high[1] and high[3]:
        return "utf-16-le"
    if low[1] and low[3] and high[0] and high[2]:
        return "utf-16-be"
    return None


def _control_share(sample: bytes) -> float:
    return 1 - len(sample.translate(None, _CONTROL)) / len(sample) if sample else 0.0
