"""Sentences and words of German (and English) text, as spans.

Abbreviations, ordinals and dates don't end a sentence: "am 24. April", "z. B.", "Nr. 17",
"der 8. Landtag". Lines end one (headings, list items and paragraphs are lines of a normalised
text), except where a line plainly goes on in the next, as in text that is hard-wrapped.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from content.endings import leads_on
from content.model import Span


def _set(names: str) -> frozenset[str]:
    return frozenset(names.split())


#: Abbreviations after which a sentence always goes on.
_NEVER_END = _set(
    """abs abschn allg az bspw bzgl bzw ca dipl dr drs evtl gem ggf ggfs geb hr hrn ing insb inkl exkl kap lfd
    lit mind nr nrn prof rd rn rspr sog sogen st stv stellv tel urspr vgl vors vorm zt zzgl ziff zit zb dh
    bd bde anm abb tab mr mrs ms vs eg ie anl az buchst fa gez lt pos rdnr rz tz"""
)
#: Abbreviations that also stand at the end of a sentence: only a word that opens one ends it.
_MAY_END = _set(
    """mio mrd tsd jh jhd std str etc usw usf ff co kg ev ad aufl hrsg chr inc ltd corp km kw mwst bgbl gbl
    abl ua va uä oä jan feb mrz mär apr jun jul aug sep sept okt oct nov dez dec abt"""
)
#: Words that are abbreviations only before a number: "Art. 5", "max. 30", "Archivstr. 1".
_BEFORE_NUMBER = ("art", "max", "min", "no", "fig", "vol", "str", "pl")
#: Capitalised words that open a sentence and don't follow an ordinal or an abbreviation inside one.
_OPENERS = _set(
    """Aber Alle Allein Allerdings Als Also Am An Andere Angesichts Auch Auf Aufgrund Aus Außerdem Bei Beide
    Beim Bereits Besonders Bis Bislang Da Dabei Dadurch Dafür Dagegen Daher Damit Danach Dann Daneben Daran
    Darauf Daraus Darin Darüber Darum Darunter Das Dass Davon Dazu Dem Den Denn Dennoch Der Deren Derzeit
    Des Deshalb Dessen Deswegen Die Dies Diese Dieser Dieses Diesen Diesem Doch Dort Durch Ebenso Ein Eine
    Einem Einen Einer Eines Einige Entsprechend Er Erst Es Euch Etwa Ferner Für Gegen Gegenüber Gemeinsam
    Gleichzeitig Heute Hier Hierbei Hierfür Hierzu Hinzu Ich Ihm Ihn Ihnen Ihr Ihre Ihrer Im Immer In
    Inzwischen Insgesamt Ist Ja Jede Jeder Jedes Jedoch Jetzt Kein Keine Künftig Laut Man Manche Mehr Mit
    Nach Nachdem Neben Nein Nicht Nun Nur Ob Obwohl Oder Ohne Schon Sein Seine Seit Seitdem Sie Sind So
    Sobald Sodann Sofern Solche Somit Sondern Sowohl Statt Trotz Trotzdem Über Um Und Uns Unser Unsere Unter
    Viele Vom Von Vor Vielmehr Während Wann War Waren Warum Was Wegen Weil Weitere Weiter Weiterhin Welche
    Wenn Wer Werden Wie Wir Wird Wo Zu Zudem Zuletzt Zum Zur Zugleich Zunächst Zusätzlich Zwar Zwischen The
    This That These Those It He She We You They But And If When While However There"""
)
_CLOSERS = "\"'»«›‹“”‘’)\\]}"
#: A possible end: marks, what closes after them, footnotes, then white space (not taken); or a line's end.
_CANDIDATE = re.compile(rf"(?<![.!?…])[.!?…]+[{_CLOSERS}]*(?:\[\d{{1,3}}\])*(?=[^\S\n])|\n")
_NEXT = re.compile(r"\s*([\"'»«›‹„“”‚‘’(\[*–—-]*\s?)([^\W_]*)")
_BLANKS = re.compile(r"\s*")
_LEADING = re.compile(r'[ \t#–—•("„»-]*')
_ROMAN = re.compile(r"[IVXLC]{1,6}")
#: A line that starts something of its own: a list item, a table row, a bracketed note.
_LINE_MARK = re.compile(r"(?:[-–—•·*+]|\d{1,3}[.)]|[a-z]\)|\(\d{1,3}\)|§+|#+|\[)\s?")
_WORD = re.compile(r"\d+(?:[.,:]\d+)+|[\w\u0300-\u036f]+(?:[-‐‑'’*][\w\u0300-\u036f]+)*")
_WRAP_MIN, _WRAP_MAX = 50, 110


def sentences(text: str, start: int = 0, end: int | None = None) -> list[Span]:
    """The sentences of ``text[start:end]`` in order, without blanks at their edges.

    Every character that is not blank lies in exactly one span; a list item's or heading's mark
    belongs to it, closing quotes belong to the sentence they close.
    """
    stop = len(text) if end is None else min(end, len(text))
    found: list[Span] = []
    begin = _skip_blanks(text, start, stop)
    for cut in _cuts(text, begin, stop):
        if cut > begin:
            _append_trimmed(found, text, begin, cut)
            begin = _skip_blanks(text, cut, stop)
    if begin < stop:
        _append_trimmed(found, text, begin, stop)
    return found


def words(text: str, start: int = 0, end: int | None = None) -> list[Span]:
    """The words of ``text[start:end]``: hyphenated compounds, decimals and dates in figures are one."""
    stop = len(text) if end is None else min(end, len(text))
    return [Span(*match.span()) for match in _WORD.finditer(text, start, stop)]


def _cuts(text: str, start: int, stop: int) -> Iterator[int]:
    line_start = start
    for match in _CANDIDATE.finditer(text, start, stop):
        at = match.start()
        if text[at] == "\n":
            if not _goes_on(text, line_start, at, stop):
                yield at
            line_start = at + 1
        elif _is_end(text, line_start, at, match.end(), stop):
            yield match.end()


def _is_end(text: str, line_start: int, at: int, after: int, stop: int) -> bool:
    """Whether the marks ``text[at:after]`` end a sentence."""
    following = _NEXT.match(text, after, stop)
    word = following[2] if following else ""
    if word[:1].islower():
        return False
    if text[at] != "." or text.startswith("..", at):
        return True
    # Letter by letter: a pattern would be tried from every letter before the mark.
    first, least = at, max(line_start, at - 40)
    while first > least and text[first - 1].isalnum():
        first -= 1
    return first == at or _ends_after(text[first:at], word, _blank(text, line_start, first))


def _ends_after(token: str, word: str, first_of_line: bool) -> bool:
    """Whether "TOKEN. WORD" parts two sentences."""
    if token.isdecimal():
        if first_of_line and len(token) <= 3:
            return False
        return len(token) > 3 or not word or word in _OPENERS
    lowered = token.lower()
    if lowered in _NEVER_END or (word.isdecimal() and lowered.endswith(_BEFORE_NUMBER)):
        return False
    if first_of_line and len(token) == 1:
        return False
    if len(token) == 1 or lowered in _MAY_END or _ROMAN.fullmatch(token):
        return word in _OPENERS
    return True


def _goes_on(text: str, line_start: int, newline: int, stop: int) -> bool:
    """Whether the line that ends at ``newline`` was only wrapped there."""
    following = newline + 1
    if following >= stop or text[following].isspace() or line_start >= newline:
        return False
    if _LINE_MARK.match(text, following):
        return False
    last = text[newline - 1] if text[newline - 1] != " " else text[line_start:newline].rstrip()[-1:]
    if last in ".!?:;…|" or (last in "“”«»\"')" and newline - line_start < _WRAP_MIN):
        return False
    if text[following].islower() or leads_on(text[line_start:newline]):
        return True
    wide = _WRAP_MIN <= newline - line_start <= _WRAP_MAX
    return wide and " | " not in text[line_start:newline]


def _blank(text: str, start: int, end: int) -> bool:
    """Looks no further than it must: a line may be as long as the text, and full of ends of sentences."""
    match = _LEADING.match(text, start, end)
    return match is not None and match.end() == end


def _skip_blanks(text: str, start: int, stop: int) -> int:
    match = _BLANKS.match(text, start, stop)
    return match.end() if match else start


def _append_trimmed(found: list[Span], text: str, start: int, end: int) -> None:
    while end > start and text[end - 1].isspace():
        end -= 1
    if end > start:
        found.append(Span(start, end))
