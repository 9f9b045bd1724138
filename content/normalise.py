"""The characters of a normalised text, and lines joined into paragraphs.

A normalised text is NFC with LF line ends; spaces of every width are plain ones, soft hyphens and
zero-width breaks are gone, ligatures are letters. Control characters and bidi marks stay: what is
shown is made visible later, and offsets must not depend on taste.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Iterable

from content.endings import is_closed, leads_on

#: Shorter lines may be headings, whatever follows them.
_CUT_LENGTH, _HEAD_LENGTH = 40, 100
_LINE_ENDS = re.compile("\r\n?|[\x0b\x85\u2028]")
_PAGE_ENDS = re.compile("[\x0c\u2029]")
#: What any line end or page end has.
_ENDS = "\r\x0b\x0c\x85\u2028\u2029"
_HYPHENS = "\u00ad\u00ac\ufffe"
_BROKEN_WORD = re.compile(f"[{_HYPHENS}][ \t]*\n[ \t]*")
_ODD_LETTERS = "\u00a0\u00ad\u1680\u202f\u205f\u2060\u3000\ufeff\ufffe" + "".join(
    map(chr, (*range(0x2000, 0x200C), *range(0xFB00, 0xFB07)))
)
_ODD = re.compile(f"[{_ODD_LETTERS}]")
#: Letters that are looked for, as sets; and how many letters of a text the set is quicker for.
_SETS = {letters: frozenset(letters) for letters in (_ENDS, _HYPHENS + _ODD_LETTERS)}
_SHORT = 100
_ODD_TO = {
    **dict.fromkeys("\u00ad\u200b\u2060\ufeff\ufffe", ""),
    **{chr(0xFB00 + at): letters for at, letters in enumerate(("ff", "fi", "fl", "ffi", "ffl", "st", "st"))},
}
_NO_TEXT = re.compile("[\x00\ud800-\udfff]")
_SPACES = re.compile("[ \t]{2,}|\t")
_KEEPS_HYPHEN = re.compile(r"(?:und|oder|bzw|sowie|noch|als|wie|bis|beziehungsweise|and|or)\b|[/&,]")
MONTHS = "Januar|Jänner|Februar|März|April|Mai|Juni|Juli|August|September|Oktober|November|Dezember"
_LEADERS = re.compile(r"(?:\.{4,}|(?:\. ){3,}\.?) ?[\divxlc]{1,6}$")
_PAGE_NUMBER = re.compile(
    r"\W*(?:(?:Seite|Page|S\.|Blatt) ?)?(?:\d{1,4}|(?-i:[ivxl]{1,5}))(?: ?(?:von|of|/) ?\d{1,4})?\W*",
    re.IGNORECASE,
)
_PAGE_MARK = re.compile(
    r"[-–—] ?\d{1,4} ?[-–—]|\W{0,3}(?:Seite|Page|Blatt) \d{1,4}(?: ?(?:von|of|/) ?\d{1,4})?\W{0,3}"
)
_POWER = re.compile(r"(?:^|[\d\s/(])(?:[kcdm]?m|10)$")
_SUPERSCRIPT = str.maketrans("0123456789", "⁰¹²³⁴⁵⁶⁷⁸⁹")
_NET_ADDRESS = re.compile(r"\S+@\S|www\.|https?:")
_BULLETS = "•·‣◦▪●○■□►▶➢➤➔✓✔∙\uf0b7\uf0a7\uf0d8\uf0fc\uf02d"
_BULLET_SET = frozenset(_BULLETS)
_ITEM = re.compile(
    rf"[ \t]*(?:([{_BULLETS}]|[-–—*+](?=[ \t]))|(\d{{1,3}}[.)]|[a-z]\))(?=[ \t]))[ \t]*"
    rf"(?=\S)(?!(?:{MONTHS}|Jan|Feb|Apr|Aug|Sept?|Okt|Nov|Dez)\b)"
)


#: What ``clean`` does before NFC, in order: a pattern and what its matches become.
STEPS: tuple[tuple[re.Pattern[str], Callable[[str], str]], ...] = (
    (_LINE_ENDS, lambda _found: "\n"),
    (_PAGE_ENDS, lambda _found: "\n\n"),
    (_BROKEN_WORD, lambda _found: ""),
    (_ODD, lambda found: _ODD_TO.get(found, " ")),
    (_SPACES, lambda _found: " "),
)


def line_ends(text: str) -> str:
    """The text with LF for every kind of line end; form feeds end a paragraph."""
    if text.isprintable() or not _has(text, _ENDS):  # the first holds for most short texts, and is soon told
        return text
    return _PAGE_ENDS.sub("\n\n", _LINE_ENDS.sub("\n", text))


def clean(text: str) -> str:
    """The text with LF, NFC and plain single spaces."""
    text = line_ends(text)
    if not text.isascii() and _has(text, _HYPHENS + _ODD_LETTERS):
        text = _BROKEN_WORD.sub("", text)
        text = _ODD.sub(lambda match: _ODD_TO.get(match[0], " "), text)
    if "  " in text or "\t" in text:
        text = _SPACES.sub(" ", text)
    return text if unicodedata.is_normalized("NFC", text) else unicodedata.normalize("NFC", text)


def _has(text: str, letters: str) -> bool:
    """Whether any of the letters is there: most texts have none, and looking for each is quicker than a
    pattern for all; not in short texts."""
    if len(text) < _SHORT:
        return not _SETS[letters].isdisjoint(text)
    return any(letter in text for letter in letters)


def one_line(text: str) -> str:
    """The text cleaned, on one line."""
    text = clean(text)
    return glue(text.split("\n")) if "\n" in text else text.strip()


def without_holes(text: str) -> tuple[str, int]:
    """The text with U+FFFD for NULs and lone surrogates, and how many there were."""
    try:
        text.encode()  # a tenth of the time it takes to look for what is rarely there
        whole = "\0" not in text
    except UnicodeEncodeError:
        whole = False
    return (text, 0) if whole else _NO_TEXT.subn("\ufffd", text)


def item_mark(line: str) -> tuple[str, str] | None:
    """("-", rest) for a bulleted line, ("3.", rest) for a numbered one, None for any other.

    "24. April" opens no item.
    """
    first = line.lstrip()[:2]
    if not first or (first[0].isalpha() and first[1:] != ")"):
        return None
    match = _ITEM.match(line)
    if match is None:
        return None
    return match[2] or "-", line[match.end() :].rstrip()


def is_bullet(line: str) -> bool:
    """Whether the line holds nothing but a bullet."""
    stripped = line.strip()
    return len(stripped) == 1 and stripped in _BULLETS


def ends_with_bullet(line: str) -> bool:
    """Whether the last thing in the line is a bullet."""
    return line.rstrip()[-1:] in _BULLET_SET


def without_last_bullet(line: str) -> str:
    """The line without the bullet printed at its end."""
    stripped = line.rstrip()
    return stripped[:-1].rstrip() if stripped[-1:] in _BULLET_SET else stripped


def is_contents_line(line: str) -> bool:
    """Whether the line ends with dots that lead to a page's number, as in a table of contents."""
    return line[-1:].isalnum() and ". ." in line.replace("..", ". .") and _LEADERS.search(line) is not None


def is_page_number(line: str) -> bool:
    """Whether the line can be a page's number: "7", "- 7 -", "Seite 7 von 9", "7/9"."""
    return _PAGE_NUMBER.fullmatch(line) is not None


def is_page_mark(line: str) -> bool:
    """Whether the line can hardly be anything else than a page's number, wherever it stands."""
    return len(line) < 30 and _PAGE_MARK.fullmatch(line) is not None


def raised(before: str, digits: str) -> str:
    """Digits set above the line: a power of a unit or of ten, else a footnote's mark in brackets."""
    if _POWER.search(before[-12:]):
        return digits.translate(_SUPERSCRIPT)
    return f"[{digits.strip()}]"


def was_cut(first: str, second: str) -> bool:
    """Whether a page's end (or what is printed there) cut a paragraph into these two."""
    if len(first) < _CUT_LENGTH or not second or is_closed(first):
        return False
    if second[0].islower():
        return True
    # A short line is more likely a head, a foot or an address.
    whole = len(second) > _HEAD_LENGTH or leads_on(second) or (is_closed(second) and second[-1] != ":")
    return leads_on(first) and whole and "\n" not in second


def glue(lines: Iterable[str]) -> str:
    """The lines of one paragraph as one, with words mended that were cut between two of them.

    "Verwal-", "tung" is one word; "Städte-", "und" and "Bund-", "Länder" keep their hyphen.
    """
    result: list[str] = []
    for line in lines:
        stripped = line.strip()
        if result and stripped:
            result[-1], between = _joint(result[-1], stripped)
            result.append(between)
        if stripped:
            result.append(stripped)
    return "".join(result)


def _joint(first: str, second: str) -> tuple[str, str]:
    """How ``first`` ends, and what stands between, when ``second`` follows it."""
    if first[-1] not in "-‐" or not first[-2:-1].isalnum() or _KEEPS_HYPHEN.match(second):
        return first, " "
    if second[0].islower() and first[-2].islower():
        return first[:-1], ""
    return first, ""


def goes_on(line: str, following: str, width: int = 0) -> bool:
    """Whether ``following`` continues ``line`` in the same paragraph.

    ``width`` is where the lines were wrapped, 0 if they were not: a line is full when the first
    word of the next one had no room in it.
    """
    if not line or not following:
        return False
    if leads_on(line):
        return True
    if following[0].islower() and not is_closed(line):
        return not (line[-1].isdecimal() and _NET_ADDRESS.match(following))
    if not width or len(line) > width * 1.3:
        return False
    space = following.find(" ")
    room = len(line) + 1 + (len(following) if space < 0 else space)
    if is_closed(line):
        return room > width
    return len(line) > 0.7 * width or room > 0.88 * width
