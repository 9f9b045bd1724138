"""The vocabulary of changes: the only ways a review's records change.

A change is a frozen value; its fields are the keys of a line that ``vermerk apply`` reads.
"""

from __future__ import annotations

from functools import cache
from importlib import import_module
from typing import TYPE_CHECKING, Any

from msgspec.structs import fields

from content.messages import Message
from store.changes.base import KEEP, Change, Keep, frozen
from store.errors import Refused

if TYPE_CHECKING:
    from store.changes.commitments import DismissCommitment, RecallCommitment
    from store.changes.demands import AddDemand, ConfirmDemand, EditDemand, RejectDemand, RemoveDemand
    from store.changes.documents import AddDocument, EditDocument, RemoveDocument
    from store.changes.events import AddEvent, ConfirmEvent, EditEvent, RejectEvent, RemoveEvent
    from store.changes.evidence import (
        AcceptEvidence,
        AddEvidence,
        EditEvidence,
        GradeEvidence,
        RejectEvidence,
        RemoveEvidence,
    )
    from store.changes.joining import MergeDemands, SplitDemand
    from store.changes.notes import AddNote, EditNote, RemoveNote, ReopenNote, ReplyNote, ResolveNote
    from store.changes.revising import KeepPassage, LosePassage, PlacePassage, ReviseDocument
    from store.changes.tags import AddTag, AttachTags, DetachTags, EditTag, RemoveTag
    from store.changes.team import AddReviewer, Assign, EditProject, SetRole, SetUsers, Unassign
    from store.changes.verdicts import RemoveVerdict, SetVerdict

#: The changes by the module they live in. A module is loaded when one of its changes is first asked for:
#: a screen that shows a review needs none of them.
_HOMES: dict[str, tuple[str, ...]] = {
    "documents": (
        "AddDocument",
        "EditDocument",
        "RemoveDocument",
    ),
    "events": (
        "AddEvent",
        "EditEvent",
        "ConfirmEvent",
        "RejectEvent",
        "RemoveEvent",
    ),
    "demands": (
        "AddDemand",
        "EditDemand",
        "ConfirmDemand",
        "RejectDemand",
        "RemoveDemand",
    ),
    "commitments": (
        "DismissCommitment",
        "RecallCommitment",
    ),
    "joining": (
        "MergeDemands",
        "SplitDemand",
    ),
    "evidence": (
        "AddEvidence",
        "EditEvidence",
        "GradeEvidence",
        "RemoveEvidence",
        "AcceptEvidence",
        "RejectEvidence",
    ),
    "verdicts": (
        "SetVerdict",
        "RemoveVerdict",
    ),
    "tags": (
        "AddTag",
        "EditTag",
        "RemoveTag",
        "AttachTags",
        "DetachTags",
    ),
    "notes": (
        "AddNote",
        "ReplyNote",
        "EditNote",
        "ResolveNote",
        "ReopenNote",
        "RemoveNote",
    ),
    "revising": (
        "ReviseDocument",
        "KeepPassage",
        "PlacePassage",
        "LosePassage",
    ),
    "team": (
        "AddReviewer",
        "SetRole",
        "SetUsers",
        "Assign",
        "Unassign",
        "EditProject",
    ),
}

__all__ = [
    "KEEP", "Change", "Keep", "change_from_json", "vocabulary",
    "AddDocument", "EditDocument", "RemoveDocument", "AddEvent", "EditEvent", "ConfirmEvent",
    "RejectEvent", "RemoveEvent", "AddDemand", "EditDemand", "ConfirmDemand", "RejectDemand",
    "RemoveDemand", "MergeDemands", "SplitDemand", "AddEvidence", "EditEvidence", "GradeEvidence",
    "RemoveEvidence", "AcceptEvidence", "RejectEvidence", "SetVerdict", "RemoveVerdict", "AddTag",
    "EditTag", "RemoveTag", "AttachTags", "DetachTags", "AddNote", "ReplyNote", "EditNote",
    "ResolveNote", "ReopenNote", "RemoveNote", "AddReviewer", "SetRole", "SetUsers", "Assign",
    "Unassign", "EditProject", "ReviseDocument", "KeepPassage", "PlacePassage", "LosePassage",
    "DismissCommitment", "RecallCommitment",
]  # fmt: skip


def __getattr__(name: str) -> Any:
    home = next((module for module, names in _HOMES.items() if name in names), None)
    if home is None:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    return getattr(import_module(f"{__name__}.{home}"), name)


@cache
def vocabulary() -> dict[str, type[Change]]:
    """Every change by its name."""
    kinds: list[type[Change]] = [__getattr__(name) for names in _HOMES.values() for name in names]
    return {kind.do: kind for kind in kinds}


def change_from_json(obj: Any) -> Change:
    """The change that an object such as ``{"do": "note.add", "target": "d1", "text": "…"}`` describes.

    Refused for an unknown "do", for keys that are unknown or missing, and for values of a wrong type.
    """
    if not isinstance(obj, dict):
        raise Refused(
            "a change is an object", 'Write it like {"do": "note.add", "target": "d1", "text": "…"}.'
        )
    do = obj.get("do")
    kind = vocabulary().get(do) if isinstance(do, str) else None
    if kind is None:
        raise Refused(
            "“do” is “{do}”, which is no change", "Changes are {names}.", do=do, names=tuple(vocabulary())
        )
    values = {key: frozen(value) for key, value in obj.items() if key != "do"}
    _check_keys(kind, values)
    return kind(**values)


def _check_keys(kind: type[Change], values: dict[str, Any]) -> None:
    names, required = _keys_of(kind)
    unknown = tuple(str(key) for key in values if key not in names)
    missing = tuple(name for name in required if name not in values)
    if unknown or missing:
        allowed = Message("{do} takes {names}.", do=kind.do, names=names)
    if unknown:
        raise Refused("{do}: unknown key {names}", allowed, do=kind.do, names=unknown)
    if missing:
        raise Refused("{do}: missing key {names}", allowed, do=kind.do, names=missing)


@cache
def _keys_of(kind: type[Change]) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """The names of a change's keys, and of those that may not be left out."""
    declared = fields(kind)
    return tuple(one.name for one in declared), tuple(one.name for one in declared if one.required)
