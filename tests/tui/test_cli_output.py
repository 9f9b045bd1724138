import io
import json

import pytest

from store.errors import Busy, Conflict, Damaged, Forbidden, NotFound, Refused, Unknown
from tui.cli.failures import Usage, exit_code, explain, report
from tui.cli.output import WIDEST, Output, aligned, dump


class Terminal(io.StringIO):
    def isatty(self):
        return True


pytestmark = pytest.mark.usefixtures("english")


def test_json_is_one_line_of_real_umlauts():
    assert dump({"text": "Maßnahme\nfür „Köln“"}) == '{"text":"Maßnahme\\nfür „Köln“"}'


def test_json_escapes_what_utf8_cannot_hold():
    line = dump({"id": "\ud800", "text": "ü"})
    assert line.isascii() and json.loads(line) == {"id": "\ud800", "text": "ü"}


def test_json_is_ascii_where_the_output_is():
    raw = io.BytesIO()
    out = Output(io.TextIOWrapper(raw, encoding="ascii"), io.StringIO())
    out.json("ü")
    out.flush()
    assert raw.getvalue() == b'"\\u00fc"\n'


def test_on_a_terminal_json_holds_nothing_that_it_could_obey():
    said = {"text": "Maß \x7f \x9b2J \u202e \ufeff \U000e0041 \x1b[2J"}
    out = Output(terminal := Terminal(), io.StringIO())
    out.json(said)
    line = terminal.getvalue().rstrip("\n")
    assert line.isprintable() and json.loads(line) == said


def test_people_with_an_ascii_output_still_get_an_answer():
    raw = io.BytesIO()
    out = Output(io.TextIOWrapper(raw, encoding="ascii"), io.StringIO())
    out.line("Straße")
    out.flush()
    assert raw.getvalue() == b"Stra\\xdfe\n"


def test_columns_are_aligned_by_cells():
    assert aligned([["id", "Titel"], ["d1", "Süd"], ["d10", "漢字"]]) == [
        "id   Titel",
        "d1   Süd",
        "d10  漢字",
    ]
    assert aligned([["漢字", "x"], ["ab", "y"]]) == ["漢字  x", "ab    y"]


def test_on_a_terminal_no_line_is_wider_than_it():
    lines = aligned([["d1", "Herausgeber " * 5, "Titel " * 30]], 60)
    assert all(len(line) <= 60 for line in lines)
    assert lines[0].endswith("…") and len("Herausgeber " * 5) > WIDEST


def test_a_terminal_never_gets_control_characters():
    screen, err = Terminal(), Terminal()
    out = Output(screen, err)
    out.table(["id", "t"], [["d1", "a\x1b]0;x\x07b\u202e\ncd"]])
    out.line("\x9b2J")
    out.fields({"text": "\x1b[31m"})
    out.say("bad name \x1b[2J\r")
    shown = screen.getvalue() + err.getvalue()
    assert not any(char in shown for char in "\x1b\x07\x9b\u202e\r")
    assert len(screen.getvalue().splitlines()) == 4


def test_a_pipe_gets_text_as_it_is_but_one_line_a_row():
    pipe = io.StringIO()
    Output(pipe, io.StringIO()).table(["id", "t"], [["n1", "a\nb\u00ad"]])
    assert pipe.getvalue() == "id  t\nn1  a b\u00ad\n"


@pytest.mark.parametrize(
    "error, code",
    [
        (Refused("x"), 1),
        (NotFound("x"), 1),
        (FileNotFoundError(2, "no such file", "x.txt"), 1),
        (Usage("x"), 2),
        (Conflict("n1", "text", "a", "b", "otto"), 3),
        (Busy("x"), 3),
        (Damaged("x"), 4),
        (Unknown("x"), 4),
        (Forbidden("x"), 5),
        (MemoryError(), 1),
        (RuntimeError("can't start new thread"), 1),
        (KeyboardInterrupt(), 130),
    ],
)
def test_every_error_has_its_code_and_one_line(error, code):
    err = io.StringIO()
    assert report(error, Output(io.StringIO(), err)) == exit_code(error) == code
    assert err.getvalue().count("\n") == 1 and "Traceback" not in err.getvalue()


def test_a_conflict_shows_both_values():
    text = explain(Conflict("n1", "text", "meins", None, "otto"))
    assert "meins" in text and "otto" in text and "nothing" in text


def test_advice_follows_what_happened():
    assert explain(Refused("no text in it", "Run OCR first")) == "no text in it. Run OCR first"


def test_what_was_given_does_not_fill_the_screen():
    err = io.StringIO()
    assert report(Refused("x" * 90_000 + " is no date", "Give a day."), Output(io.StringIO(), err)) == 1
    assert len(err.getvalue()) < 500 and err.getvalue().endswith("is no date. Give a day.\n")


def test_a_mistake_in_the_program_is_told_cleanly():
    err = Terminal()
    assert report(RuntimeError("\x1b[2J"), Output(io.StringIO(), err)) == 1
    assert "RuntimeError" in err.getvalue() and "\x1b" not in err.getvalue()
