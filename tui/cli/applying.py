"""``apply``: changes as JSON Lines, acknowledged one transaction at a time."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import islice

from msgspec.structs import fields

from store.changes import Change, change_from_json
from store.changes import vocabulary as known_changes
from store.changes.base import CHOICES
from store.errors import Conflict, Forbidden, Refused
from store.review import Applied, Review
from tui.cli.failures import DONE, exit_code
from tui.cli.jsonl import lines_of, numbered, read_object
from tui.cli.output import Output
from tui.cli.parser import Parser
from tui.cli.registry import Call, Command
from tui.explaining import explain
from tui.locale import gettext as _

#: What concerns one change only: the rest goes on.
REFUSALS = (Refused, Conflict, Forbidden)

Line = tuple[int, bytes]


def _apply(call: Call) -> int:
    """Returns the code of the first refusal, so that a script can tell why not everything went in."""
    with call.review() as review, lines_of(call.args.file) as source:
        run = _Run(review, call.out)
        lines = numbered(source)
        while batch := list(islice(lines, call.args.batch)):
            run.batch(batch)
        review.snapshot_soon()
        return run.code


class _Run:
    """One reading of the input; ``code`` is the exit code so far."""

    def __init__(self, review: Review, out: Output) -> None:
        self.code = DONE
        self._review = review
        self._out = out

    def batch(self, lines: Sequence[Line]) -> None:
        """One transaction for all lines; when one of them is refused, one for each."""
        try:
            changes = [change_from_json(read_object(line)) for _number, line in lines]
            applied = self._review.apply(*changes)
        except REFUSALS as error:
            if len(lines) == 1:
                self._refused(lines[0][0], error)
            else:
                for line in lines:
                    self.batch([line])
            return
        self._done(lines[-1][0], applied)

    def _done(self, line: int, applied: Applied) -> None:
        # apply() has returned, so the change is on the disk: only now may the caller hear of it.
        self._out.json({"line": line, "seq": applied.seq, "ids": list(applied.ids)})
        self._out.flush()

    def _refused(self, line: int, error: Refused | Conflict | Forbidden) -> None:
        self.code = self.code or exit_code(error)
        self._out.json({"line": line, "error": explain(error, say=str)})
        self._out.flush()


def vocabulary() -> Iterator[tuple[str, str]]:
    """Every change with its keys, "?" behind those that may be left out."""
    for do, kind in known_changes().items():
        yield do, " ".join(_keys(kind))


def _keys(kind: type[Change]) -> Iterator[str]:
    for field in fields(kind):
        yield field.name if field.required else f"{field.name}?"


def _about() -> str:
    words = list(vocabulary())
    width = max(len(do) for do, _keys in words)
    return "\n".join(
        (
            _("Every line is one change, an object such as"),
            '  {"do": "note.add", "target": "d1:120-164", "text": "Gilt das auch für Kommunen?"}',
            "",
            _("and one transaction; --batch N makes one of N lines. Each is acknowledged by a line"),
            _("once it is on the disk: the number of its last line, its own number, the ids of its records."),
            '  {"line": 1, "seq": 42, "ids": ["n17"]}',
            _("A line that is refused prints its reason, and the rest goes on:"),
            '  {"line": 2, "error": "…"}',
            "",
            _("A target is a record's id, or DOCUMENT:START-END[,START-END…] for a passage."),
            _("The changes and their keys (“?” may be left out):"),
            *(f"  {do:<{width}}  {keys}" for do, keys in words),
            "",
            *(f"  {key}: {', '.join(values)}" for key, values in CHOICES.items()),
            "  spans: [[120, 164], …]",
            '  tags, ids, texts, users: ["…", …]',
        )
    )


def _count(words: str) -> int:
    number = int(words)
    if number < 1:
        raise ValueError(words)
    return number


def _arguments(parser: Parser) -> None:
    parser.project()
    parser.add_argument("file", metavar=_("FILE"), help=_("JSON Lines; - for standard input"))
    parser.add_argument("--batch", type=_count, default=1, metavar="N", help=_("lines in one transaction"))


COMMANDS = {
    "apply": Command(
        _arguments, _apply, ("apply team.vermerk changes.jsonl", "apply team.vermerk - --batch 100"), _about
    )
}
