"""What every change is: a checked value that writes itself into one transaction."""

from __future__ import annotations

import re
from enum import Enum
from functools import cache
from types import UnionType
from typing import Any, ClassVar, Union, get_args, get_origin, get_type_hints

import msgspec
from msgspec import Struct
from msgspec.structs import force_setattr

from content.messages import Message, quoted
from content.model import Span
from store.changes.work import Work
from store.errors import Refused
from store.model import ANSWERS, GRADES, ROLES, STANCES, SUGGESTION_STATES

Spans = tuple[tuple[int, int], ...]


class Keep(Enum):
    """The value of a field that an edit leaves alone; None clears it."""

    KEEP = "keep"

    def __repr__(self) -> str:
        return "KEEP"


KEEP = Keep.KEEP

#: Fields that hold one of a few words, wherever they occur.
CHOICES: dict[str, tuple[str, ...]] = {
    "answer": ANSWERS,
    "grade": GRADES,
    "language": ("de", "en"),
    "role": ROLES,
    "stance": STANCES,
    "state": SUGGESTION_STATES,
}

_HALF = re.compile("[\ud800-\udfff]")
_WORDS: dict[Any, Message] = {
    str: Message("text"),
    int: Message("a whole number"),
    bool: Message("true or false"),
    type(None): Message("null"),
    tuple[str, ...]: Message("a list of texts"),
    Spans: Message("a list of [start, end] pairs"),
}


class Change(Struct, frozen=True):
    """Base of the vocabulary. Constructing one checks the types of its fields (Refused).

    ``do`` is its name in the journal, ``needs`` the least role. Lists become tuples.
    """

    do: ClassVar[str]
    needs: ClassVar[str] = "reviewer"

    def __post_init__(self) -> None:
        kind: Any = type(self)
        for name, hint in field_types(kind).items():
            value = frozen(getattr(self, name))
            force_setattr(self, name, value)
            check_field(self.do, name, value, hint)

    def apply(self, work: Work) -> str | None:
        """Write it; the id of the record it is mainly about. Raises StoreError, then nothing is written."""
        raise NotImplementedError

    def given(self, *names: str) -> dict[str, Any]:
        """The named fields that are not to be kept as they are."""
        values = {name: getattr(self, name) for name in names}
        return {name: value for name, value in values.items() if value is not KEEP}


@cache
def field_types(kind: Any) -> dict[str, Any]:
    hints = get_type_hints(kind)
    return {name: hints[name] for name in kind.__struct_fields__}


def frozen(value: Any) -> Any:
    """Lists and spans as tuples, all the way down."""
    if isinstance(value, Span):
        return (value.start, value.end)
    if isinstance(value, list | tuple):
        return tuple(frozen(item) for item in value)
    return value


def check_field(do: str, name: str, value: Any, hint: Any) -> None:
    if type(value) not in _plainly(hint) and not _fits(value, hint):
        raise Refused(
            "{do}: “{name}” must be {expected}, not {shown}",
            do=do,
            name=name,
            expected=_expected(hint),
            shown=_shown(value),
        )
    for text in _texts(value):
        if _HALF.search(text):
            raise Refused(
                "{do}: “{name}” holds half a character (a lone surrogate)",
                "Send valid UTF-8.",
                do=do,
                name=name,
            )
    if isinstance(value, str) and name in CHOICES and value not in CHOICES[name]:
        raise Refused(
            "{do}: “{name}” must be one of {names}, not {shown}",
            do=do,
            name=name,
            names=tuple(CHOICES[name]),
            shown=_shown(value),
        )


@cache
def _plainly(hint: Any) -> frozenset[Any]:
    """The classes whose own instances fit the hint, whatever they hold."""
    parts = get_args(hint) if get_origin(hint) in (Union, UnionType) else (hint,)
    return frozenset(part for part in parts if isinstance(part, type) and get_origin(part) is None)


def _fits(value: Any, hint: Any) -> bool:
    origin = get_origin(hint)
    if origin in (Union, UnionType):
        return any(_fits(value, part) for part in get_args(hint))
    if origin is tuple:
        parts = get_args(hint)
        if not isinstance(value, tuple):
            return False
        if parts[-1] is Ellipsis:
            return all(_fits(item, parts[0]) for item in value)
        return len(value) == len(parts) and all(map(_fits, value, parts))
    if hint is int:
        return isinstance(value, int) and not isinstance(value, bool)
    return isinstance(value, hint)


def _expected(hint: Any) -> str:
    if get_origin(hint) in (Union, UnionType):
        *before, last = (_expected(part) for part in get_args(hint) if part is not Keep)
        return Message("{first} or {last}", first=tuple(before), last=last) if before else last
    return _WORDS.get(hint, str(hint))


def _shown(value: Any) -> str:
    """As it stood in the JSON it came from."""
    if isinstance(value, str):
        return quoted(value if len(value) <= 40 else value[:39] + "…")
    shown = msgspec.json.encode(value, enc_hook=str).decode()
    return shown if len(shown) <= 40 else shown[:39] + "…"


def _texts(value: Any) -> list[str]:
    if isinstance(value, str):
        return [value]
    return [item for item in value if isinstance(item, str)] if isinstance(value, tuple) else []
