"""What a check found, in words."""

from __future__ import annotations

from collections import defaultdict
from typing import Any

from store.care.findings import Finding
from tui.explaining import translated
from tui.locale import N_
from tui.locale import gettext as _

WORDS: dict[str, str] = {
    "head": N_("{file} is missing or cannot be read: nobody knows which journal this is"),
    "old-format": N_("{file}: format {format} is an older one; opening it for writing changes that"),
    "segment-missing": N_("{file} is missing; change {change} should be in there"),
    "checksum": N_("{file}, byte {offset}: change {change} is not what its checksum says ({bytes} bytes)"),
    "unreadable": N_("{file}, byte {offset}: change {change} has the right checksum, but makes no sense"),
    "order": N_("{file}, byte {offset}: change {change} stands where change {expected} should"),
    "time": N_("{file}, byte {offset}: change {change} is dated {at}, before the one before it ({before})"),
    "misfit": N_("{file}, byte {offset}: change {change} does not fit record {record}: {wrong}"),
    "seal": N_("{file}, byte {offset}: the line that ends this file is missing, but there is a next one"),
    "after-seal": N_("{file}, byte {offset}: {bytes} bytes behind the line that ends this file"),
    "ends-early": N_("{file} ends after change {change}, but {image} knows change {known}"),
    "unfinished": N_(
        "{file}, byte {offset}: {bytes} bytes of a change that was never finished; "
        "the next one who writes clears them away"
    ),
    "leftover-segment": N_("{file} is left over from before a purge"),
    "image": N_("{file} is not what its checksum says; the next snapshot replaces it"),
    "image-index": N_("{file}: its index cannot be used ({reason}); the next snapshot replaces it"),
    "image-record": N_("{file}: record {record} is not as the journal has it"),
    "image-place": N_("{file}: the journal has no change {change} where this snapshot goes on"),
    "image-foreign": N_("{file} is a snapshot of another project; the next snapshot removes it"),
    "image-old": N_("{file} was made by another version of the program; the next snapshot replaces it"),
    "current": N_("{file} does not lead to a snapshot of this project; the next snapshot sets it right"),
    "current-old": N_("{file} does not lead to the newest snapshot, {newest}"),
    "text-missing": N_("{file} is missing: the text of {record}"),
    "text-changed": N_("{file} is not the text that was imported as {record}"),
    "text-form": N_("{file} is not as {record} describes it: its length, its regions or its characters"),
    "original-missing": N_("{file} is missing: the file that {record} was imported from"),
    "original-changed": N_("{file} is not the file that {record} was imported from"),
    "spans": N_("passage {record} lies outside its text, or its parts are out of order"),
    "quote": N_("passage {record} does not quote what stands there"),
    "context": N_("passage {record} is not between the words kept with it"),
    "reference": N_("{record}: {field} names {value}, which is not there"),
    "circle": N_("{record} is part of itself"),
    "word": N_("{record}: {field} is {value}, which is none of the words it may be"),
    "twin": N_("{record} says the same thing as {other}; there may be one of them only"),
    "rival": N_("{record} has what is {other}'s already"),
    "no-lead": N_("nobody leads the project"),
    "mode": N_("{file} has the rights {mode}: others of the team, or this program, may be kept from it"),
    "stray": N_("{file} does not belong here"),
    "file-unreadable": N_("{file} cannot be read: {reason}"),
    "lost": N_("change {change} is lost"),
    "recovered": N_("change {change} is lost; what it did to {records} was found out"),
    "unproven": N_("change {change} was kept, but nothing proves that it is as it was written"),
    "op-left-out": N_("what change {change} did to {record} does not fit any more and was left out"),
    "left-out": N_("{record} was left out: what it hangs on is lost, or it is not what it may be"),
    "cleared": N_("{record} named something that is lost; it does so no more"),
    "new-lead": N_("who led the project is lost: {name} leads it now"),
    "text-recovered": N_("{file}: the text of {record} was read from its original again"),
    "text-lost": N_("{file}: the text of {record} is lost; take it from a backup"),
    "original-lost": N_("{file}: the file that {record} was imported from is lost; its text is not"),
}  # fmt: skip
WRONG: dict[str, str] = {
    "no-id": N_("no id of its table"),
    "there": N_("it was there already, or its number was given out before"),
    "missing": N_("it was not there"),
    "rev": N_("its revisions are not in order"),
    "previous": N_("it was changed last by another change"),
    "values": N_("what was there was something else"),
    "undoes": N_("it takes back what comes later"),
}


def words(finding: Finding) -> str:
    """A finding as a sentence, in the language spoken now."""
    told = {name: translated(one) if isinstance(one, str) else one for name, one in finding.values.items()}
    values: dict[str, Any] = defaultdict(str, told)
    values |= {"file": finding.file, "offset": finding.offset, "change": finding.change}
    values["record"] = finding.record or "–"
    if "wrong" in finding.values:
        values["wrong"] = _(WRONG[finding.values["wrong"]])
    return _(WORDS[finding.kind]).format_map(values)


def as_json(finding: Finding) -> dict[str, Any]:
    """A finding for programs: the same fields for every kind, and its words."""
    return {
        "severity": finding.severity,
        "kind": finding.kind,
        "file": finding.file or None,
        "offset": finding.offset,
        "change": finding.change,
        "record": finding.record,
        "words": words(finding),
    }
