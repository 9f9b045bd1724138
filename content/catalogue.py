"""Demand catalogues: which list items of a text are demands, under which heading, of whom.

A list belongs to a catalogue when the line that leads into it demands something ("Wir fordern vom Land:"),
or when a heading above opened a catalogue ("Erwartungen", "Unsere Forderungen an …") and nothing between
says otherwise ("Tagesordnung", "beschlossene Maßnahmen", "Kontakt").
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from msgspec import Struct
from msgspec.structs import replace

from content.addressees import addressee_of, named
from content.blocks import Block, ordinal, plain
from content.model import Span

_NUMBER = re.compile(r"(?:\d+(?:\.\d+)*\.?|[IVX]+\.|[A-Z]\.)\s+(?=[^\W\d_])")
_OPENS = re.compile(
    r"\b(?:(?:Kern|Haupt|Mindest|Sofort|Zukunfts|Wahl)?Forderungen|Erwartungen|Forderungskatalog(?:e?s)?"
    r"|Erwartungskatalog(?:e?s)?|Forderungspapiere?s?|ford(?:ern|ert)|erwarte[nt]|verlang(?:en|t)"
    r"|w(?:ird|erden)\b[^.]{0,60}\b(?:aufgefordert|gebeten|ersucht)|bitte[nt]|appellier(?:en|t)|möge(?:n?))\b",
    re.IGNORECASE,
)
_NOT_OPEN = re.compile(
    r"\b(?:übertroffen|erfüllt|zurückgewiesen|abgelehnt|offene Forderungen|Inkasso)", re.IGNORECASE
)
_NEUTRAL = re.compile(
    r"\b(?:Maßnahmen|Maßnahmenkatalog|Maßnahmenplan|Programm|Tagesordnung|Agenda|Ablauf|Termine?|Teilnehm\w+|Kontakte?"
    r"|Ansprechpartner\w*|Anlagen?|Beschlüsse|beschlossen\w*|vereinbart\w*|verabschiedet\w*|geplant\w*|Stichwörter"
    r"|Mitglieder|Hintergrund|Ergebnisse?|Zahlen|erreicht\w*|Über uns|Impressum|Downloads?|Inhalt\w*|Quellen"
    r"|Weitere Informationen|Links|Erfolge|(?:Erst)?[Uu]nterzeichn\w+|stellt fest)\b"
    r"|^(?:\d+\.?\s+)?(?:Über|Zum|Zur) (?:de[nmr]|die|das|Verband|Verein|Person)\b",
    re.IGNORECASE,
)
#: "Zehn Punkte für lebendige Orte"
_POINTS = re.compile(r"^\w+ Punkte für\b")
_DEMANDS_SHOWN = re.compile(
    r"\b(?:Forderungen|Erwartungen|Wünsche)\b.*\b(?:vor|auf|vorgelegt|aufgestellt|beschlossen|formuliert|lauten)$"
)
_INFINITIVE = re.compile(r"\s[a-zäöüß]+n[!.]?$")
#: What joins an item to the next one.
_LED_ON = re.compile(r"(?:,|;|,? (?:und|sowie))$")
_HEAD_BLOCKS = 3
_LONGEST_LEAD = 400


class Item(Struct, frozen=True):
    """One list item of a demand catalogue; ``rest`` is where it goes on if a page's end cut it."""

    start: int
    end: int
    text: str
    topic: str
    addressee: str | None
    rest: tuple[Span, ...] = ()


class _Walk(Struct):
    """Where in the text the walk stands: the open catalogue, the heading above, the last lead-in."""

    open_level: int | None = None
    open_age: int = 0
    open_number: int = 0
    addressee: str | None = None
    heading: str = ""
    neutral: bool = False
    lead: Block | None = None
    in_demands: bool = False
    of_lead: str | None = None


def catalogue_items(found: Sequence[Block]) -> list[Item]:
    """The demand items among the blocks of a text, in order. Items of ordinary lists are left out."""
    walk, items, before = _Walk(), [], None
    for block, following in zip(found, [*found[1:], None], strict=False):
        if block.kind == "heading":
            _pass_heading(walk, block)
            if _is_point(walk, block, following):
                items.append(Item(block.start, block.end, walk.heading, "", walk.addressee))
        elif block.kind == "text":
            _pass_text(walk, block)
        else:
            if before is None or before.kind != "item":
                _begin_list(walk)
            if walk.in_demands:
                items.append(_item(walk, block))
        before = block
    return [item for item in items if not item.text.endswith(":")]


def _item(walk: _Walk, block: Block) -> Item:
    addressee = addressee_of(block.text, "soll") or walk.of_lead or walk.addressee
    return Item(block.start, block.end, block.text, walk.heading, addressee)


def parted(item: Item) -> Item:
    """The item without the "," or "und" that leads to the next one."""
    led_on = _LED_ON.search(item.text)
    if item.rest or led_on is None:
        return item
    return replace(item, end=item.end - len(led_on[0]), text=item.text[: led_on.start()])


def _is_point(walk: _Walk, block: Block, following: Block | None) -> bool:
    """Whether a heading of a catalogue is a demand itself: "2. Schulbauten sanieren", then prose."""
    over_prose = following is not None and following.kind == "text" and not following.text.endswith(":")
    below = bool(block.mark) or (walk.open_level is not None and block.level > walk.open_level > 0)
    return over_prose and below and _in_catalogue(walk) and _INFINITIVE.search(block.text) is not None


def _begin_list(walk: _Walk) -> None:
    walk.in_demands = _leads_to_demands(walk)
    lead = _last_sentence(walk.lead.text) if walk.lead else ""
    walk.of_lead = named(lead) if walk.in_demands and _opens(lead) else None


def _pass_heading(walk: _Walk, block: Block) -> None:
    walk.neutral = _NEUTRAL.search(block.text) is not None and not _opens(block.text)
    if _opens(block.text) or _POINTS.search(block.text):
        walk.open_level, walk.open_age, walk.open_number = block.level, 0, ordinal(block.mark)
        walk.addressee = named(block.text[:_LONGEST_LEAD])
    elif block.mark and walk.open_level is None and walk.lead and _tells_of_demands(walk.lead):
        walk.open_level, walk.open_age, walk.open_number = 0, 0, 0
        walk.addressee = named(_last_sentence(walk.lead.text))
    elif _ends_catalogue(walk, block):
        walk.open_level, walk.addressee = None, None
    else:
        _note_addressee(walk, block)
    walk.open_age = _HEAD_BLOCKS if block.mark else walk.open_age
    walk.heading = plain(_NUMBER.sub("", block.text, count=1)).rstrip(":")
    walk.lead = block


def _ends_catalogue(walk: _Walk, block: Block) -> bool:
    """A heading of the same rank, or with the next number, is about something else."""
    ranked = bool(walk.open_level and block.level and block.level <= walk.open_level)
    return ranked or bool(walk.open_number and ordinal(block.mark) == walk.open_number + 1)


def _pass_text(walk: _Walk, block: Block) -> None:
    _note_addressee(walk, block)
    walk.lead = block


def _note_addressee(walk: _Walk, block: Block) -> None:
    """The head of a catalogue may name its addressee in the lines below the first."""
    walk.open_age += 1
    if walk.open_level is not None and walk.addressee is None and walk.open_age <= _HEAD_BLOCKS:
        walk.addressee = named(block.text[:_LONGEST_LEAD])


def _leads_to_demands(walk: _Walk) -> bool:
    lead = walk.lead
    if lead is None:
        return False
    if lead.kind == "text" and lead.text.endswith((":", ",", "…", "dass")):
        last = _last_sentence(lead.text)
        return _opens(last) or (_in_catalogue(walk) and _NEUTRAL.search(last) is None)
    return _in_catalogue(walk) or _tells_of_demands(lead)


def _tells_of_demands(lead: Block) -> bool:
    """Whether a paragraph ends by announcing demands: "Der Verband legt drei Forderungen vor."."""
    last = _last_sentence(lead.text.rstrip(". "))
    return lead.kind == "text" and _DEMANDS_SHOWN.search(last) is not None and not _NOT_OPEN.search(last)


def _in_catalogue(walk: _Walk) -> bool:
    return walk.open_level is not None and not walk.neutral


def _opens(text: str) -> bool:
    return _OPENS.search(text) is not None and _NOT_OPEN.search(text) is None


def _last_sentence(text: str) -> str:
    cut = max(text.rfind(". "), text.rfind("? "), text.rfind("! "), -1) + 1
    return text[cut:][-_LONGEST_LEAD:]
