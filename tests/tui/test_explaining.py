"""What store and readers tell reaches people in their language, and scripts in English."""

import ast

import pytest

from content.formats.remarks import COMMENTS
from content.messages import Message, Word, counted, reason_of
from store.disk import refusal
from store.errors import Conflict, Forbidden, Full, NotFound, Refused
from store.said import said
from tui.explaining import complaint, explain, translated
from tui.locale import update


def test_a_message_is_said_in_german_with_its_values(german):
    error = NotFound("there is no project in {folder}", "make one with: vermerk init", folder="/srv/a{0}")
    assert explain(error) == "in /srv/a{0} ist kein Projekt. Eines anlegen mit: vermerk init"
    assert complaint(error) == "In /srv/a{0} ist kein Projekt. Eines anlegen mit: vermerk init"
    assert explain(error, say=str) == "there is no project in /srv/a{0}. Make one with: vermerk init"


def test_english_is_what_the_error_says(english):
    error = Refused("is larger than {most} MB", "Choose a document.", most=200)
    assert explain(error) == explain(error, say=str) == "is larger than 200 MB. Choose a document."


def test_a_sentence_that_begins_with_a_name_keeps_it(german):
    assert complaint(NotFound("{path} is missing", path="d1.txt")) == "d1.txt fehlt"


def test_advice_that_begins_with_a_command_keeps_it(german):
    told = NotFound(
        "there is no document {document}", "vermerk list PROJECT documents shows them.", document=1
    )
    assert explain(told) == "es gibt kein Dokument 1. vermerk list PROJEKT documents zeigt sie."
    keys = Refused("a change is an object", "{do} takes {names}.", do="note.add", names=("target", "text"))
    assert explain(keys, say=str) == "a change is an object. note.add takes target, text."


def test_values_are_said_in_german_too(german):
    told = Forbidden("{do} is for the role {needs}; yours is {role}", do="note.add",
                     needs=Word("lead", "role"), role=Word("viewer", "role"))  # fmt: skip
    assert explain(told) == "das verlangt die Rolle Leitung; Ihre ist Leser/in (note.add)"
    inner = Message("change {seq}", seq=7)
    assert translated(Message("{file} could not be read", file=inner)) == "Änderung 7 war nicht zu lesen"
    kinds = (Word("notes", "kind"), Word("tags", "kind"))
    assert translated(Message("Kinds are {names}.", names=kinds)) == "Arten sind Notiz, Schlagwort."


@pytest.mark.parametrize(
    ("count", "said"),
    [
        (1, "1 Kommentar wurde weggelassen."),
        (0, "0 Kommentare wurden weggelassen."),
        (2, "2 Kommentare wurden weggelassen."),
    ],
)
def test_counts_take_the_german_plural(german, count, said):
    assert translated(counted(*COMMENTS, count)) == said


def test_numbers_are_written_as_germans_write_them(german):
    assert translated(Message("has more than {most:,} lines", most=200000)) == "hat mehr als 200.000 Zeilen"


def test_what_the_system_says_is_translated(german):
    error = refusal("{path} could not be written", OSError(28, "No space left on device"), path="notes")
    assert isinstance(error, Full)
    assert explain(error) == (
        "notes war nicht zu schreiben: auf dem Datenträger ist kein Platz mehr. "
        "Nichts wurde geändert; Platz schaffen und noch einmal versuchen"
    )
    assert translated(reason_of(OSError(0, "something new"))) == "something new"


def test_a_conflict_names_the_field_and_both_values(german):
    said = explain(Conflict("n1", "text", "meins", None, "otto"))
    assert said == "n1: Wortlaut wurde inzwischen von otto geändert (Ihr Wert: „meins“; der andere: nichts)"


@pytest.mark.parametrize(
    ("field", "value", "english", "words"),
    [
        ("topic", None, "nothing", "nichts"),
        ("final", True, "yes", "ja"),
        ("blind", False, "no", "nein"),
        ("searched", 7, "7", "7"),
        ("text", "Zwei\nZeilen", "“Zwei Zeilen”", "„Zwei Zeilen“"),
        ("state", "rejected", "rejected", "verworfen"),
        ("due", "../2027-05-31", "../2027-05-31", "bis 31. Mai 2027"),
        ("spans", [[0, 4], [9, 12]], "0–4, 9–12", "0–4, 9–12"),
        ("warnings", [], "nothing", "nichts"),
    ],
)
def test_a_field_s_value_is_said_in_words(german, field, value, english, words):
    assert str(said(field, value)) == english
    assert translated(said(field, value)) == words


@pytest.mark.parametrize(
    "message",
    [
        Message.made("text as it was sent", "no template of ours {0.__class__}", "", {"0": 1}),
        Message.made("text as it was sent", "no template of ours {most:>9}", "", {"most": 1}),
        Message.made("text as it was sent", "no template of ours {most", "", {"most": 1}),
        Message.made("text as it was sent", "is larger than {most} MB", "", {"other": 1}),
    ],
)
def test_a_template_from_elsewhere_is_told_as_plain_text(german, message):
    assert translated(message) == "text as it was sent"


def test_plain_text_is_never_looked_up(german):
    assert translated("is empty") == "is empty"


#: Lists of what people are told.
TOLD = frozenset(("conflicts", "losses", "notices", "warnings"))


def _built(argument: ast.expr) -> bool:
    """Whether a text is put together where a template is wanted."""
    if isinstance(argument, ast.IfExp):
        return _built(argument.body) or _built(argument.orelse)
    if isinstance(argument, ast.Call) and isinstance(argument.func, ast.Attribute):
        # What the screen itself says is translated first, then filled in.
        translated = isinstance(argument.func.value, ast.Call)
        return argument.func.attr in ("format", "join") and not translated
    return isinstance(argument, (ast.JoinedStr, ast.BinOp))


def test_nobody_tells_people_a_text_that_no_catalogue_can_know():
    """Errors and messages are templates with values; programmers' own errors (ValueError …) are not."""
    for folder in update.SOURCES:
        for path in (path for path in folder.rglob("*.py") if path.name != "messages.py"):
            for node in ast.walk(ast.parse(path.read_text("utf-8"))):
                if isinstance(node, ast.Call):
                    assert not _is_unknown(node), f"{path}:{node.lineno}"


def _is_unknown(call: ast.Call) -> bool:
    if isinstance(call.func, ast.Attribute) and call.func.attr == "append":
        told = ast.unparse(call.func.value).rpartition(".")[2].lstrip("_")
        return told in TOLD and _built(call.args[0])
    name = update.name_of(call.func)
    if name == "Message":
        return not isinstance(call.args[0], ast.Constant)
    return name in update.ERRORS and any(map(_built, call.args[:2]))


@pytest.mark.parametrize(
    "told",
    [
        'losses.append(f"{n} links")',
        'self._losses.append("%d" % n)',
        'found.notices.append("{n}".format(n=n))',
    ],
)
def test_a_text_put_together_in_a_list_of_what_is_told_is_found(told):
    assert _is_unknown(ast.parse(told, mode="eval").body)


def test_a_sentence_begins_with_a_capital_where_the_german_begins_otherwise(german):
    error = Forbidden(
        "{record_id} carries work of {whose}: only a lead may remove it", record_id="f3", whose="ben"
    )
    assert complaint(error).startswith("An f3 hängt Arbeit von ben")
