"""``dates``, ``demands`` and ``commitments``: what a text says, without a project."""

from __future__ import annotations

from argparse import ArgumentTypeError
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

from msgspec import Struct

from content.apart import commitments_apart, dates_apart, demands_apart, reading_apart
from content.formats import FORMATS, Unreadable
from content.model import CommitmentMention, DateMention, DemandMention, Region
from store.errors import Refused
from store.gathering import read_regular
from tui.cli.failures import DONE, REFUSED, about
from tui.cli.jsonl import lines_of, numbered, read_object
from tui.cli.output import Output
from tui.cli.parser import Parser
from tui.cli.registry import Call, Command
from tui.explaining import explain, translated
from tui.formatting import edtf_long
from tui.locale import gettext as _
from tui.wording import region_word, stage_word

Regions = tuple[Region, ...] | None


class Finder(Struct, frozen=True):
    """One way of reading a text, of whose regions None is known: what is found, as JSON and as cells of a
    table."""

    find: Callable[[str, str | None, Regions], list[dict[str, Any]]]
    heads: Callable[[], list[str]]
    cells: Callable[[dict[str, Any]], list[str]]


def date_json(mention: DateMention) -> dict[str, Any]:
    """A date mention with the field names that ``vermerk dates`` promises."""
    names = ("start", "end", "text", "type", "value", "event", "edtf", "rule", "reference", "region")
    return {name: getattr(mention, name) for name in names}


def demand_json(mention: DemandMention) -> dict[str, Any]:
    """A demand mention with the field names that ``vermerk demands`` promises."""
    names = ("start", "end", "text", "addressee", "region", "rule", "restates")
    return {name: getattr(mention, name) for name in names}


def commitment_json(mention: CommitmentMention) -> dict[str, Any]:
    """A commitment with the field names that ``vermerk commitments`` promises."""
    names = ("start", "end", "text", "actor", "stage", "region", "rule")
    return {name: getattr(mention, name) for name in names}


def iso_day(words: str) -> str:
    """An ISO day as it stands; ArgumentTypeError for anything else."""
    try:
        return date.fromisoformat(words).isoformat()
    except ValueError:
        raise ArgumentTypeError(_("“{words}” is no day like 2026-04-24").format(words=words)) from None


def _dates(call: Call) -> int:
    style = call.args.style

    def find(text: str, reference: str | None, regions: Regions) -> list[dict[str, Any]]:
        day = reference or call.args.date
        return [date_json(mention) for mention in dates_apart(text, day, style, regions)]

    return _run(call, Finder(find, _date_heads, _date_cells), call.args.date)


def _demands(call: Call) -> int:
    def find(text: str, reference: str | None, regions: Regions) -> list[dict[str, Any]]:
        return [demand_json(mention) for mention in demands_apart(text, regions)]

    return _run(call, Finder(find, _demand_heads, _demand_cells), None)


def _commitments(call: Call) -> int:
    def find(text: str, reference: str | None, regions: Regions) -> list[dict[str, Any]]:
        return [commitment_json(mention) for mention in commitments_apart(text, regions)]

    return _run(call, Finder(find, _commitment_heads, _commitment_cells), None)


def _run(call: Call, finder: Finder, given_date: str | None) -> int:
    if call.args.file == "-":
        return _batch(call.out, finder)
    try:
        path = Path(call.args.file)
        reading = reading_apart(read_regular(path), path.name, call.args.format)
        found = finder.find(reading.text, given_date or reading.date, reading.regions)
    except Unreadable as error:
        raise Refused("{file}: {reason}", error.advice, file=call.args.file, reason=error.reason) from None
    except Refused as error:
        raise about(call.args.file, error) from None
    except OSError as error:
        error.filename = call.args.file
        raise
    for warning in reading.warnings:
        call.out.say(f"{call.args.file}: {translated(warning)}")
    if call.out.as_json or not call.out.terminal:
        for mention in found:
            call.out.json(mention)
    else:
        call.out.table(finder.heads(), map(finder.cells, found))
    return DONE


def _batch(out: Output, finder: Finder) -> int:
    """One line out for each line in, in the same order; a line that can't be read says so in its place."""
    code = DONE
    with lines_of("-") as source:
        for number, line in numbered(source):
            answer: dict[str, Any] = {"line": number}
            try:
                answer = _answer(read_object(line), finder)
            except Refused as error:
                answer["error"] = explain(error, say=str)
                code = REFUSED
            out.json(answer)
            out.flush()
    return code


def _answer(asked: dict[str, Any], finder: Finder) -> dict[str, Any]:
    text, reference = asked.get("text"), asked.get("date")
    if not isinstance(text, str):
        raise Refused(_("“text” is missing or no string"))
    if reference is not None:
        try:
            reference = iso_day(str(reference))
        except ArgumentTypeError as error:
            raise Refused(str(error)) from None
    try:
        return {"id": asked.get("id"), "mentions": finder.find(text, reference, None)}
    except Unreadable as error:
        raise Refused(error.reason, error.advice) from None


def _date_heads() -> list[str]:
    return [_("position"), _("words"), _("date"), _("type"), _("value"), _("region")]


def _date_cells(found: dict[str, Any]) -> list[str]:
    placed = edtf_long(found["edtf"]) if found["edtf"] else ""
    where = f"{found['start']}-{found['end']}"
    return [where, found["text"], placed, found["type"], found["value"], region_word(found["region"])]


def _demand_heads() -> list[str]:
    return [_("position"), _("addressee"), _("region"), _("demand")]


def _demand_cells(found: dict[str, Any]) -> list[str]:
    again = _("(said again) ") if found["restates"] is not None else ""
    where = f"{found['start']}-{found['end']}"
    return [where, found["addressee"] or "", region_word(found["region"]), again + found["text"]]


def _commitment_heads() -> list[str]:
    return [_("position"), _("who"), _("stage"), _("region"), _("commitment")]


def _commitment_cells(found: dict[str, Any]) -> list[str]:
    where = f"{found['start']}-{found['end']}"
    return [
        where,
        found["actor"] or "",
        stage_word(found["stage"]),
        region_word(found["region"]),
        found["text"],
    ]


def _file_arguments(parser: Parser) -> None:
    parser.add_argument(
        "file", metavar=_("FILE"), help=_("the file to read; - for JSON Lines on standard input")
    )
    parser.add_argument(
        "--format",
        choices=sorted(FORMATS),
        help=_("read FILE as this format, whatever its name"),
    )


def _date_arguments(parser: Parser) -> None:
    _file_arguments(parser)
    parser.add_argument(
        "--date", type=iso_day, metavar=_("YYYY-MM-DD"),
        help=_("the day relative dates count from; without it the document's own date"),
    )  # fmt: skip
    parser.add_argument(
        "--type", dest="style", choices=("news", "narrative"), default="news",
        help=_("news: relative dates count from the document's date; narrative: from the date named last"),
    )  # fmt: skip


def _about_dates() -> str:
    return _(
        "Prints JSON Lines, a table when the output is a terminal. Offsets count code points of the\n"
        "normalised text. The two ends of a range are two mentions with one event number.\n\n"
        'With - every line read is {"id","text","date"} and every line printed {"id","mentions":[…]}, in\n'
        "the same order; offsets count in the text as given, and “date” wins over --date."
    )


def _about_demands() -> str:
    return _(
        "Prints JSON Lines, a table when the output is a terminal. Offsets count code points of the\n"
        "normalised text. “restates” is the number (from 0) of the demand that this one says again.\n\n"
        'With - every line read is {"id","text"} and every line printed {"id","mentions":[…]}, in the same\n'
        "order; offsets count in the text as given."
    )


def _about_commitments() -> str:
    return _(
        "Who can act announces, plans, decides, agrees or finances something, or has done it: “stage” is\n"
        "announced, planned, decided, agreed, financed or done; “actor” is null where nobody is named.\n"
        "Prints JSON Lines, a table when the output is a terminal. Offsets count code points of the\n"
        "normalised text.\n\n"
        'With - every line read is {"id","text"} and every line printed {"id","mentions":[…]}, in the same\n'
        "order; offsets count in the text as given."
    )


COMMANDS = {
    "dates": Command(
        _date_arguments,
        _dates,
        ("dates beschluss.pdf", "dates notiz.txt --date 2026-04-24 --json", "dates - < texts.jsonl"),
        _about_dates,
    ),
    "demands": Command(
        _file_arguments,
        _demands,
        ("demands positionspapier.docx", "demands - < texts.jsonl"),
        _about_demands,
    ),
    "commitments": Command(
        _file_arguments,
        _commitments,
        ("commitments regierungserklaerung.pdf", "commitments - < texts.jsonl"),
        _about_commitments,
    ),
}
