"""An e-mail message without what is attached: the library takes many times the size of all it parses."""

from __future__ import annotations

import re
from email.message import Message
from email.parser import BytesParser
from email.policy import compat32

_EMPTY_LINE = re.compile(rb"\n\r?\n")
#: Bytes of a part's headers that are looked at, and boundaries that are kept in mind.
_HEAD = 1 << 16
_MOST = 50


def without_attached(data: bytes) -> bytes:
    """The message, with the headers of what is attached, but not its content."""
    kept: list[bytes] = []
    boundaries: list[bytes] = []
    start = headers = 0
    while start < len(data):
        # An empty line may follow the boundary's line at once.
        found = _EMPTY_LINE.search(data, max(headers - 1, 0), headers + _HEAD)
        body = found.end() if found else headers
        head = BytesParser(policy=compat32).parsebytes(data[headers:body], headersonly=True)
        if (boundary := _boundary(head)) and len(boundaries) < _MOST:
            boundaries.append(boundary)
        end = headers = body
        if head.get_content_type() != "message/rfc822" or not found:
            end, headers = _next_part(data, body, boundaries)
        kept.append(data[start : body if _is_attached(head) else end])
        start = end
    return b"".join(kept)


def _next_part(data: bytes, start: int, boundaries: list[bytes]) -> tuple[int, int]:
    """Where the next boundary's line starts, with the end of the line before, and where it ends."""
    if boundaries:
        line = re.compile(rb"\n--(?:" + b"|".join(map(re.escape, boundaries)) + rb")[^\n]*\n?")
        if found := line.search(data, max(start - 1, 0)):
            return max(found.start(), start), found.end()
    return len(data), len(data)


def _boundary(head: Message) -> bytes:
    if head.get_content_maintype() != "multipart":
        return b""
    return (head.get_boundary() or "").encode("utf-8", "replace")


def _is_attached(head: Message) -> bool:
    """Whether nothing of a part is read as the text of the message."""
    kind = head.get_content_maintype()
    if kind == "text":
        return head.get_content_disposition() == "attachment"
    return kind not in ("multipart", "message")
