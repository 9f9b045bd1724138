"""Which part each stretch of a text plays: title, body, list, teaser, letterhead, boilerplate.

Told from the words alone, helped by what a format says about its blocks. Every character that is
not blank lies in exactly one region. What cannot be told is body: better read too much than hide it.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from content import signs
from content.endings import is_closed, leads_on
from content.model import Region, RegionKind
from content.normalise import item_mark
from content.page_breaks import mark_contents, mark_interjections, mark_page_breaks
from content.parts import Part, parts_of

_TITLE_LENGTH = 130
_FIRST_TITLE_LENGTH = 260
_PROSE = 200
_MAX_TITLES = 4
_ABOUT_PARTS = 4
_TEASER_TAIL = 50


def find_regions(text: str, known: Mapping[int, RegionKind] | None = None) -> tuple[Region, ...]:
    """The regions of a normalised text, sorted; neighbours of one kind are one region, titles apart.

    ``known`` maps offsets at which a block starts to what the document's format says it is.
    """
    parts = list(parts_of(text))
    for part in parts:
        part.kind = (known or {}).get(part.start)
        part.fixed = part.kind is not None
        if part.kind is None and item_mark(part.text):
            part.kind = "list"
    for step in (
        mark_page_breaks,
        mark_contents,
        _mark_teasers,
        _mark_letterheads,
        mark_interjections,
        _mark_titles,
        _mark_boilerplate,
        _mark_neighbours,
    ):
        step(parts)
    return tuple(_merged(parts, text))


def _mark_teasers(parts: list[Part]) -> None:
    """Blurbs of other articles ("[1.2.2026] … mehr...") with their headings; what is announced as such."""
    found = [at for at, part in enumerate(parts) if part.kind != "boilerplate" and _is_teaser(part.text)]
    if len(found) == 1 and not signs.TEASER_DATE.match(parts[found[0]].text):
        found = []
    for at in found:
        parts[at].kind = "teaser"
        if at and _may_head_teaser(parts[at - 1]):
            parts[at - 1].kind = "teaser"
    _mark_announced(parts)


def _is_teaser(text: str) -> bool:
    ends = len(text) < 1500 and text.rstrip("\n").endswith(signs.TEASER_ENDINGS)
    return ends and signs.TEASER_END.search(text[-_TEASER_TAIL:]) is not None


def _may_head_teaser(part: Part) -> bool:
    return part.kind in (None, "title") and "\n" not in part.text and _looks_like_title(part.text)


def _mark_announced(parts: list[Part]) -> None:
    """After "Mehr zum Thema": links and blurbs up to the end."""
    for at, part in enumerate(parts):
        if at and signs.TEASER_HEAD.fullmatch(part.text):
            rest = parts[at:]
            if all(len(other.text) < 500 or other.kind == "list" for other in rest):
                for other in rest:
                    other.kind = "teaser"
            return


def _mark_letterheads(parts: list[Part]) -> None:
    for part in parts:
        if part.kind in (None, "title", "list") and is_letterhead(part.text):
            part.kind = "letterhead"
    for before, part, after in zip(parts, parts[1:], parts[2:], strict=False):
        between = before.kind == after.kind == "letterhead"
        if between and part.kind is None and _may_fill(part.text):
            part.kind = "letterhead"
    _mark_body_names(parts)


def _may_fill(text: str) -> bool:
    """Whether a part between two pieces of a letterhead belongs to it: a name, an office."""
    return len(text) <= 60 and not is_closed(text) and not signs.DATE_LINE.fullmatch(text)


def _mark_body_names(parts: list[Part]) -> None:
    """A body's name alone, beside a letterhead or boilerplate, is part of it."""
    for at, part in enumerate(parts):
        if part.kind not in (None, "title") or part.fixed:
            continue
        beside = [other.kind for other in (parts[at - 1 : at] + parts[at + 1 : at + 2])]
        if "letterhead" in beside and signs.is_body_name(part.text):
            part.kind = "letterhead"


def is_letterhead(text: str) -> bool:
    """Whether a part is an address, contact lines, a visitor's note or the name of the kind of text."""
    lines = text.split("\n")
    if any(len(line) > _PROSE for line in lines):
        return False
    if signs.KIND_LINE.fullmatch(text) or signs.NUMBER_LINE.fullmatch(text):
        return True
    signed = [line for line in lines if _has_address_sign(line)]
    if len(text) < 400 and signs.VISITORS.search(text) and len(lines) <= 8:
        return len(lines) > 1 or not is_closed(text) or bool(signs.VISITORS.match(text.lstrip("* ")))
    return 2 * len(signed) >= len(lines) or (
        len(signed) >= 1 and signs.ADDRESS_LABEL.fullmatch(lines[0]) is not None
    )


def _has_address_sign(line: str) -> bool:
    if len(line) > 60 and line.endswith("."):
        return False
    if (
        signs.WEB_LINE.fullmatch(line)
        or signs.POST_CODE.fullmatch(line)
        or signs.ADDRESS_LABEL.fullmatch(line)
    ):
        return True
    # To look for what these cannot be without is quicker.
    if any(map(str.isdecimal, line[-3:])) and signs.STREET.fullmatch(line):
        return True
    if "@" in line and signs.MAIL.search(line):
        return True
    said = line.lower()
    return any(word in said for word in signs.PHONE_WORDS) and signs.PHONE.search(line) is not None


def _mark_titles(parts: list[Part]) -> None:
    """Lines that read like headings and head something. Many in a row are a form or a table."""
    run: list[Part] = []
    seen_body = False
    for part in parts:
        limit = _TITLE_LENGTH if seen_body else _FIRST_TITLE_LENGTH
        if part.kind == "title" or (part.kind is None and _looks_like_title(part.text, limit)):
            run.append(part)
            continue
        numbered = part.kind == "letterhead" and signs.NUMBER_LINE.fullmatch(part.text)
        if numbered or (part.kind == "boilerplate" and not seen_body):
            continue
        if part.kind in (None, "list"):
            _mark_run(run, seen_body)
        seen_body = seen_body or (part.kind is None and not signs.DATE_LINE.fullmatch(part.text))
        run = []


def _mark_run(run: list[Part], seen_body: bool) -> None:
    """Marks the headings right above a text: all of a short run, of a long one only the very first."""
    for part in run if len(run) <= _MAX_TITLES else run[:1] if not seen_body else ():
        part.kind = "title"


def _looks_like_title(text: str, limit: int = _TITLE_LENGTH) -> bool:
    if len(text) > limit or text.count("\n") > 1 or not text[0].isalnum() and text[0] not in "„»\"'§(":
        return False
    bare = text.rstrip("\"'»«“”)*")
    if text[0].islower() and not text[1:2].isupper() or bare[-1:] in ".:;,…–-" or leads_on(text):
        return False
    dated = any(
        sign.fullmatch(line)
        for line in text.split("\n")
        for sign in (signs.DATE_LINE, signs.PLACE_DATE_LINE, signs.STATE_LINE)
    )
    return not dated and not signs.AUTHOR_SIGN.fullmatch(text) and sum(map(str.isalpha, text)) >= 3


def _mark_boilerplate(parts: list[Part]) -> None:
    seen_body = False
    for at, part in enumerate(parts):
        if part.kind in (None, "title", "list") and _is_boilerplate_line(part.text):
            part.kind = "boilerplate"
        elif seen_body and _opens_about(parts, at):
            _mark_about(parts, at)
        seen_body = seen_body or part.kind is None


def _is_boilerplate_line(text: str) -> bool:
    if signs.AUTHOR_SIGN.fullmatch(text) or signs.BOILERPLATE_LINE.fullmatch(text):
        return True
    if len(text) > 600:
        return False
    if "ookie" in text and signs.COOKIES.search(text):
        return True
    said = text.lower()
    return any(word in said for word in signs.MAILING_WORDS) and signs.MAILING.search(text) is not None


def _opens_about(parts: list[Part], at: int) -> bool:
    """Whether a self-description of the publisher starts here."""
    part = parts[at]
    if part.kind not in (None, "title"):
        return False
    if signs.ABOUT_HEAD.fullmatch(part.text) and at + 1 < len(parts) and parts[at + 1].kind is None:
        return True
    after_contact = any(other.kind in ("letterhead", "boilerplate") for other in parts[max(0, at - 2) : at])
    return after_contact and signs.SELF_DESCRIPTION.match(part.text) is not None


def _mark_about(parts: list[Part], at: int) -> None:
    parts[at].kind = "boilerplate"
    before = parts[at - 1]
    if before.kind in (None, "title") and len(before.text) < 120 and parts[at - 2].kind == "letterhead":
        before.kind = "boilerplate"
    for part in parts[at + 1 : at + _ABOUT_PARTS]:
        if part.kind is not None:
            return
        part.kind = "boilerplate"


def _mark_neighbours(parts: list[Part]) -> None:
    """A body's name right after a self-description is the next text's letterhead."""
    for before, part in zip(parts, parts[1:], strict=False):
        loose = part.kind in (None, "title") and not part.fixed
        if before.kind == "boilerplate" and loose and signs.is_body_name(part.text):
            part.kind = "letterhead"


def _merged(parts: list[Part], text: str) -> Iterator[Region]:
    kind: RegionKind | None = None
    start = end = 0
    for part in parts:
        this: RegionKind = part.kind or "body"
        close = not text[end : part.start].strip()
        if kind is not None and (this != kind or this == "title" or not close):
            yield Region(kind, start, end)
            kind = None
        if kind is None:
            kind, start = this, part.start
        end = part.end
    if kind is not None:
        yield Region(kind, start, end)
