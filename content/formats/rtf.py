"""Rich Text Format."""

from __future__ import annotations

import re

from striprtf import striprtf

from content.formats import remarks
from content.formats.blocks import Block, Draft, Unreadable, as_heading, as_row
from content.formats.lines import reflow
from content.messages import Message
from content.normalise import one_line

_MAX_STYLES = 50
_FIELD = re.compile(r"\\field\{", re.IGNORECASE)
_MAX_FONTS = 100_000
_LINE, _HEADING = "\x0b", "\x02"
_STYLE = re.compile(r"\{\\s(\d+)\\[^{};]*?\b(?:heading|überschrift|title|titel)\b[^{};]*;\}", re.IGNORECASE)
_TITLE = re.compile(r"\{\\title ((?:[^{}\\]|\\'[0-9a-fA-F]{2}|\\u-?\d+ ?.)*)\}")
_CREATED = re.compile(r"\{\\creatim\\yr(\d{4})\\mo(\d{1,2})\\dy(\d{1,2})")
_OUTLINE = re.compile(r"(\\outlinelevel[0-8])(?!\d)")
_SURROGATES = re.compile("[\ud800-\udbff][\udc00-\udfff]")


def read(data: bytes) -> Draft:
    source = data.decode("cp1252", errors="replace").rstrip("\0 \r\n")
    if len(striprtf.font_table_group(source)) > _MAX_FONTS:  # type: ignore[no-untyped-call]
        raise Unreadable("has a font table of unusual size", "open it and save it again")
    draft = Draft([], "rtf")
    if source.count("{") - source.count("\\{") > source.count("}") - source.count("\\}"):
        draft.warnings.append(Message("The file seems to be cut short: its last groups are not closed."))
    if "\\deleted" in source:
        draft.warnings.append(Message("Tracked deletions were left out."))
    if "\\annotation" in source:
        draft.warnings.append(Message("Comments were left out."))
    if "\\footnote" in source:
        draft.warnings.append(Message("Footnotes were left out."))
    _read_properties(source, draft)
    text = _plain(_prepared(source))
    for line in text.split("\n"):
        draft.blocks += _blocks_of(line)
    return draft


def _plain(source: str) -> str:
    text: str = striprtf.rtf_to_text(source, errors="replace")  # type: ignore[no-untyped-call]
    return _SURROGATES.sub(_pair, text)


def _prepared(source: str) -> str:
    """The source with what the library would lose or add put in a form it keeps.

    Its hyperlinks get their address appended unless their start is changed; bullets of old lists
    (pntext) are dropped unless they look like new ones; deleted text is kept unless its group is
    starred; line breaks cannot be told from paragraphs, headings not from text.
    """
    source = _FIELD.sub(r"\\field {", source).replace("\\pntext", "\\listtext")
    source = re.sub(r"\\deleted(?![a-z0-9])", r"\\*\\deleted", source)
    source = re.sub(r"\\line(?![a-z0-9]) ?", r"\\'0b", source)
    for style in sorted(set(_STYLE.findall(source)))[:_MAX_STYLES]:
        source = re.sub(rf"(\\s{style})(?![0-9])", r"\1\\'02", source)
    return _OUTLINE.sub(r"\1\\'02", source)


def _blocks_of(line: str) -> list[Block]:
    heading = _HEADING in line
    line = line.replace(_HEADING, "").replace(_LINE, "\n").strip()
    if not line:
        return [Block("para", "")]
    if heading and len(line) < 300:
        return [as_heading(line)]
    if line.endswith("|"):
        cells = line[:-1].split("|")
        return [as_row(cells)] if len(cells) > 1 else reflow(cells[0], wrapped=False)
    return reflow(line, wrapped=False)


def _read_properties(source: str, draft: Draft) -> None:
    title = _TITLE.search(source)
    if title:
        words = _plain("{\\rtf1\\ansi " + title[1] + "}")
        draft.title, draft.title_reason = one_line(words), "rtf title property"
    created = _CREATED.search(source)
    if created:
        day = f"{created[1]}-{int(created[2]):02}-{int(created[3]):02}"
        draft.warnings += remarks.creation(day)


def _pair(match: re.Match[str]) -> str:
    return match[0].encode("utf-16-le", "surrogatepass").decode("utf-16-le")
