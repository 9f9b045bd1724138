"""``anchors``: where the passages of an old text are in a new one, without a project."""

from __future__ import annotations

import os
import stat
from collections.abc import Iterator, Sequence
from contextlib import closing
from itertools import islice
from pathlib import Path
from typing import Any, BinaryIO

from content.anchors.anchoring import Move
from content.anchors.apart import AnchoringApart
from content.formats.blocks import Unreadable
from content.model import Span
from store.errors import Refused
from store.gathering import read_regular
from tui.cli.failures import DONE, REFUSED, about
from tui.cli.jsonl import lines_of, numbered, read_object
from tui.cli.parser import Parser
from tui.cli.registry import Call, Command
from tui.explaining import explain
from tui.locale import gettext as _

#: Bytes of a text, as for documents of plain text.
MOST = 12 << 20
#: Passages of a file that are asked for at once.
_TOGETHER = 256


def _anchors(call: Call) -> int:
    """One line out for each line in, in the same order; a line that can't be read says so in its place."""
    old, new = _text(call.args.old), _text(call.args.new)
    code = DONE
    try:
        with lines_of(call.args.passages) as source, closing(AnchoringApart(old, new)) as anchoring:
            lines = numbered(source)
            together = _TOGETHER if _is_file(source) else 1
            while some := list(islice(lines, together)):
                for answer in _answers(some, anchoring, len(old)):
                    call.out.json(answer)
                    code = REFUSED if "error" in answer else code
                call.out.flush()
    except Unreadable as error:
        raise Refused("{file}: {reason}", error.advice, file=call.args.new, reason=error.reason) from None
    return code


def _text(path: str) -> str:
    """The text of a file exactly as it stands. Raises Refused for one that is not UTF-8, or too large, or no
    file, OSError."""
    try:
        data = read_regular(Path(path))
        if len(data) > MOST:
            raise Refused(_("is larger than {most} MB").format(most=MOST >> 20), _("Choose a document."))
        return data.decode("utf-8")
    except Refused as error:
        raise about(path, error) from None
    except UnicodeDecodeError as error:
        raise Refused(
            _("{path}: not UTF-8 at byte {at}").format(path=path, at=error.start),
            _("Save the text as UTF-8."),
        ) from None


def _is_file(source: BinaryIO) -> bool:
    """Whether all lines are there already; who writes them one by one waits for each answer."""
    try:
        return stat.S_ISREG(os.fstat(source.fileno()).st_mode)
    except OSError:
        return False


def _answers(
    lines: Sequence[tuple[int, bytes]], anchoring: AnchoringApart, length: int
) -> Iterator[dict[str, Any]]:
    """One for each line, in their order; asked for together, as each question takes its time."""
    asked: list[tuple[dict[str, Any], list[Span]]] = []
    refused: dict[int, str] = {}
    for number, line in lines:
        try:
            one = read_object(line)
            asked.append((one, _spans(one, length)))
        except Refused as error:
            refused[number] = explain(error, say=str)
    found = zip(asked, anchoring.moves([spans for _one, spans in asked]) if asked else (), strict=True)
    for number, _line in lines:
        if number in refused:
            yield {"line": number, "error": refused[number]}
        else:
            (one, _given), move = next(found)
            yield _answer(one, move)


def _answer(asked: dict[str, Any], move: Move) -> dict[str, Any]:
    answer: dict[str, Any] = {
        "id": asked.get("id"),
        "start": move.spans[0].start if move.spans else None,
        "end": move.spans[-1].end if move.spans else None,
        "score": move.score,
        "outcome": move.outcome,
    }
    if "spans" in asked:
        answer["spans"] = [[span.start, span.end] for span in move.spans]
    return answer


def _spans(asked: dict[str, Any], length: int) -> list[Span]:
    given = asked["spans"] if "spans" in asked else [[asked.get("start"), asked.get("end")]]
    if not isinstance(given, list) or not given:
        raise Refused(_("“spans” is no list of [start, end]"))
    return [_span(one, length) for one in given]


def _span(given: Any, length: int) -> Span:
    if not isinstance(given, list) or len(given) != 2 or any(type(one) is not int for one in given):
        raise Refused(_("“start” and “end” must be whole numbers"))
    start, end = given
    if not 0 <= start < end <= length:
        raise Refused(
            _("there is no passage {start}-{end} in a text of {length} characters").format(
                start=start, end=end, length=length
            )
        )
    return Span(start, end)


def _arguments(parser: Parser) -> None:
    parser.add_argument("old", metavar=_("OLD"), help=_("the text the passages were taken from"))
    parser.add_argument("new", metavar=_("NEW"), help=_("the text they are looked for in"))
    parser.add_argument(
        "passages", metavar=_("PASSAGES"), help=_("the passages as JSON Lines; - for standard input")
    )


def _about() -> str:
    return _(
        'Every line read is {"id","start","end"}, or {"id","spans":[[start,end],…]} for a passage of\n'
        'several stretches. Every line printed is {"id","start","end","score","outcome"}, in the same\n'
        "order; a passage asked for by its spans also gets its new ones.\n\n"
        "outcome: moved (score 0.9 or more; revise moves it silently), check (0.6 or more; revise asks),\n"
        "orphan (not found; start and end are null). OLD and NEW are plain text in UTF-8, taken as they\n"
        "are; offsets count their code points, ends exclusive."
    )


COMMANDS = {
    "anchors": Command(
        _arguments,
        _anchors,
        ("anchors fassung-1.txt fassung-2.txt - < passages.jsonl", "anchors alt.txt neu.txt passages.jsonl"),
        _about,
    ),
}
