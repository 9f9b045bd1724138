"""What a text says about itself: title, date, publisher and kind, each with where it was found."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from datetime import date
from typing import Protocol, TypedDict

from content import signs
from content.model import SILENT_REGIONS, Region, RegionKind
from content.normalise import MONTHS

_MONTH_NUMBERS = {name: at for at, name in enumerate((m for m in MONTHS.split("|") if m != "Jänner"), 1)}
_MONTH_NUMBERS["Jänner"] = 1
_DAY_PARTS = re.compile(r"(\d{1,2})\. ?(?:(\d{1,2})\.|([^\d\s.]+)) ?(\d{4})")
_GLUED = re.compile(r"([A-ZÄÖÜ][a-zäöüß]{2,})([A-ZÄÖÜ][a-zäöüß]{2,}\b.*)")
_NO_TITLE = re.compile(
    r"(?:Microsoft Word|Unbenannt|Untitled|Dokument\d*|Document\d*|Vorlage|Template|Folie \d+|LTitel)\b.*",
    re.I,
)
_MAX_TITLE = 300
_HEAD_PARTS = 12


class Hints(Protocol):
    """What the file's own metadata say; empty where they are silent."""

    title: str
    title_reason: str
    date: str | None
    date_reason: str
    publisher: str
    publisher_reason: str
    kind: str
    sent: bool


class Metadata(TypedDict):
    title: str
    title_reason: str
    date: str | None
    date_reason: str
    publisher: str
    publisher_reason: str
    kind: str


Piece = tuple[RegionKind, str]


def find_metadata(text: str, regions: Sequence[Region], hints: Hints) -> Metadata:
    """Metadata of a normalised text with its regions.

    A dateline counts more than the file's own date, and both more than the day of the text's state. Where the
    file says when it was sent, a day that stands first in its text is no dateline without a place.
    """
    pieces = list(_pieces(text, regions))
    title, title_reason = _title(pieces, text, hints)
    day, day_reason = _dateline(pieces, hints.sent)
    if day is None and hints.date:
        day, day_reason = hints.date, hints.date_reason
    if day is None:
        day, day_reason = _state(pieces)
    publisher, publisher_reason = _publisher(pieces, hints)
    return Metadata(
        title=title,
        title_reason=title_reason,
        date=day,
        date_reason=day_reason or _why_undated(pieces),
        publisher=publisher,
        publisher_reason=publisher_reason,
        kind=_kind(pieces) or hints.kind,
    )


def iso_day(words: str) -> str | None:
    """ "24. April 2026", "24.04.2026" or "2026-04-24" as an ISO day, None if there is no such day."""
    match = _DAY_PARTS.fullmatch(words.strip())
    try:
        if match is None:
            return date.fromisoformat(words.strip()).isoformat()
        month = int(match[2]) if match[2] else _MONTH_NUMBERS[match[3].capitalize()]
        return date(int(match[4]), month, int(match[1])).isoformat()
    except (ValueError, KeyError):
        return None


def _pieces(text: str, regions: Sequence[Region]) -> Iterator[Piece]:
    for region in regions:
        for block in text[region.start : region.end].split("\n\n"):
            if block.strip():
                yield region.kind, block.strip()


def _title(pieces: list[Piece], text: str, hints: Hints) -> tuple[str, str]:
    given = " ".join(hints.title.split())
    if given and not _NO_TITLE.fullmatch(given) and not signs.KIND_LINE.fullmatch(given):
        return given[:_MAX_TITLE], hints.title_reason
    for _, block in pieces[:_HEAD_PARTS]:
        subject = signs.SUBJECT.fullmatch(block)
        if subject:
            return _one_line(subject[1]), "subject line"
    titles = [
        _one_line(block)
        for kind, block in pieces
        if kind == "title" and not signs.CONTENTS_HEAD.fullmatch(block)
    ]
    if titles and not _late(pieces):
        kicker = len(titles) > 1 and " " not in titles[0] and pieces_adjacent(pieces)
        return _parted(titles[1 if kicker else 0], text), "first heading"
    for kind, block in pieces:
        if kind not in SILENT_REGIONS and not signs.DATE_LINE.fullmatch(block):
            return _parted(_one_line(block.split("\n")[0]), text), "first line"
    return _one_line(pieces[0][1]), "first line"


def pieces_adjacent(pieces: list[Piece]) -> bool:
    """Whether the first two titles follow one another: a kicker above the heading."""
    first = next(at for at, piece in enumerate(pieces) if piece[0] == "title")
    return pieces[first + 1][0] == "title"


def _late(pieces: list[Piece]) -> bool:
    """Whether a long text comes before the first title: that one heads only a section."""
    length = 0
    for kind, block in pieces:
        if kind == "title":
            return length > 600
        length += len(block) if kind not in SILENT_REGIONS else 0
    return False


def _one_line(block: str) -> str:
    line = " ".join(block.split())
    return (
        line if len(line) <= _MAX_TITLE else line[: line.rfind(" ", 0, _MAX_TITLE - 2) or _MAX_TITLE] + " …"
    )


def _parted(title: str, text: str) -> str:
    """ "LandMasterplan beschlossen" → "Land: Masterplan beschlossen": a kicker that lost its space.

    Only where both words stand alone elsewhere in the text, so that brand names stay whole.
    """
    match = _GLUED.fullmatch(title)
    if match is None:
        return title
    second = match[2].split()[0]
    alone = all(re.search(rf"\b{re.escape(word)}\b", text) for word in (match[1], second))
    return f"{match[1]}: {match[2]}" if alone else title


def _dateline(pieces: list[Piece], with_place: bool) -> tuple[str | None, str]:
    """The date the text prints of itself, with the kind of place it stands in."""
    bare = () if with_place else (signs.BRACKET_DATE, signs.DATE_START)
    loud = [block for kind, block in pieces if kind not in SILENT_REGIONS]
    for block in loud[:_HEAD_PARTS]:
        for pattern in (signs.PLACE_DATE_START, *bare):
            match = pattern.match(block)
            day = iso_day(next(filter(None, match.groups()[-2:]), "")) if match else None
            if day:
                return day, "dateline"
        if len(block) > 400:
            break
    for block in loud:
        for line in block.split("\n"):
            match = signs.PLACE_DATE_LINE.fullmatch(line)
            day = iso_day(match[2]) if match else None
            if day:
                return day, "dateline"
    return _date_line(pieces)


def _date_line(pieces: list[Piece]) -> tuple[str | None, str]:
    """A date alone on a line above the first paragraph."""
    for kind, block in pieces[:_HEAD_PARTS]:
        if kind == "teaser" or len(block) > 300:
            break
        for line in block.split("\n"):
            match = signs.DATE_LINE.fullmatch(line) or signs.KIND_DATE.fullmatch(line)
            day = iso_day(match[1]) if match else None
            if day:
                return day, "date line above the text"
    return None, ""


def _state(pieces: list[Piece]) -> tuple[str | None, str]:
    """The day of which the text says that it is as it was then ("Stand: 4. Mai 2026")."""
    for kind, block in pieces:
        for line in block.split("\n") if kind != "teaser" else ():
            match = signs.STATE_LINE.fullmatch(line)
            day = iso_day(match[1]) if match and match[1] else None
            if day:
                return day, "state of the text (Stand)"
    return None, ""


def _why_undated(pieces: list[Piece]) -> str:
    others = sum(len(signs.TEASER_DATE.findall(block)) for kind, block in pieces if kind == "teaser")
    if others:
        one = others == 1
        dates = "the only bracketed date belongs" if one else f"the {others} bracketed dates belong"
        return f"undated: no dateline; {dates} to blurbs of other articles"
    state = next(
        (line for _, block in pieces for line in block.split("\n") if signs.STATE_LINE.fullmatch(line)), ""
    )
    if state:
        return f"undated: “{state}” names no day"
    return "undated: no dateline and no date of publication in the file"


def _publisher(pieces: list[Piece], hints: Hints) -> tuple[str, str]:
    if hints.publisher:
        return " ".join(hints.publisher.split()), hints.publisher_reason
    for _, block in pieces:
        match = signs.ISSUED_BY.match(block)
        if match:
            return " ".join(match[1].split()), "imprint"
    for kind, block in pieces:
        if kind == "letterhead":
            name = body_in(block)
            if name:
                return name, "letterhead"
    for kind, block in pieces:
        match = signs.SELF_DESCRIPTION.match(block) if kind == "boilerplate" else None
        if match:
            return _nominative(match[1], match[2]), "self-description"
    return "", ""


def body_in(block: str) -> str:
    """The name of a public body or association that the lines of a letterhead show, else nothing."""
    lines = block.split("\n")
    parts = (part for line in lines for part in signs.SEPARATOR.split(line))
    for name in (" ".join(block.split()), *lines, *parts):
        if signs.is_body_name(name) and not signs.KIND_LINE.fullmatch(name):
            return name
    return ""


def _nominative(article: str, name: str) -> str:
    """ "Der", "Talheimer Städtetag" stays; "Der", "Neue Verein" → "Neuer Verein"."""
    first, _, rest = name.partition(" ")
    if not rest or not first.endswith("e") or article == "Die":
        return name
    return f"{first}{'r' if article == 'Der' else 's'} {rest}"


def _kind(pieces: list[Piece]) -> str:
    for _, block in pieces[:_HEAD_PARTS]:
        for line in block.split("\n"):
            match = signs.KIND_LINE.fullmatch(line)
            if match:
                return next(kind for kind, group in zip(signs.KINDS, match.groups(), strict=True) if group)
    return ""
