"""The German catalogue is complete, compiled, and spoken where the environment asks for it."""

import ast
import re
import shutil
import string
import subprocess
import sys
from gettext import GNUTranslations

import pytest

import tui.locale
from content.filter_words import Remark, in_both
from content.model import RegionKind
from store import model
from tui import remarks, signs, wording
from tui.locale import update

PO = update.catalogue_path("de")


@pytest.fixture(autouse=True)
def _english_afterwards():
    yield
    tui.locale.set_language("en")


@pytest.fixture
def german():
    tui.locale.set_language("de")


@pytest.mark.parametrize(
    ("lang", "environ", "expected"),
    [
        ("de", {"LANG": "en_GB.UTF-8"}, "de"),
        ("en", {"LANG": "de_DE.UTF-8"}, "en"),
        (None, {"LANG": "de_DE.UTF-8"}, "de"),
        (None, {"LANG": "de_AT@euro"}, "de"),
        (None, {"LC_ALL": "", "LC_MESSAGES": "de", "LANG": "en_GB"}, "de"),
        (None, {"LC_ALL": "C.UTF-8", "LANG": "de_DE.UTF-8"}, "en"),
        (None, {"LANG": "del_US"}, "en"),
        (None, {}, "en"),
    ],
)
def test_language_is_the_option_else_the_first_variable_set(lang, environ, expected):
    assert tui.locale.choose(lang, environ) == expected


def test_set_language_switches_the_words():
    assert tui.locale.set_language(None, {"LANG": "de_DE.UTF-8"}) == tui.locale.language() == "de"
    assert wording.answer_word("met") == "erfüllt"
    assert tui.locale.set_language("en") == "en"
    assert wording.answer_word("met") == "met"


def test_every_marked_message_has_german_words():
    """Run ``python -m tui.locale.update`` and fill the empty msgstr lines when this fails."""
    german = update.read_catalogue(PO)
    said = {(m.id, m.context) for m in update.collect() if m.id}
    known = {(m.id, m.context) for m in german if m.id}
    assert said == known
    assert [m.id for m in update.missing(german)] == []


def test_the_compiled_catalogue_equals_its_source():
    with PO.with_suffix(".mo").open("rb") as file:
        compiled = GNUTranslations(file)
    german = update.read_catalogue(PO)
    unfinished = update.missing(german)
    for message in german:
        if not message.id or message in unfinished:
            continue
        if isinstance(message.id, tuple):
            words = tuple(compiled.ngettext(*message.id, count) for count in (1, 2))
            assert words == message.string
        elif message.context:
            assert compiled.pgettext(message.context, message.id) == message.string
        else:
            assert compiled.gettext(message.id) == message.string


def _fields(text: str) -> set[str]:
    old_style = re.findall(r"%(?:\(\w+\))?[sdr]", text)
    return {name for _, name, _, _ in string.Formatter().parse(text) if name is not None} | set(old_style)


def test_translations_keep_the_values_to_fill_in():
    for message in update.read_catalogue(PO):
        if message.id:
            ids = message.id if isinstance(message.id, tuple) else (message.id,)
            words = message.string if isinstance(message.string, tuple) else (message.string,)
            assert [_fields(w) for w in words] == [_fields(i) for i in ids], message.id


def test_no_message_is_built_before_translating():
    """An f-string or a sum inside ``_()`` can never be found in a catalogue."""
    marks = {"_", "N_", "NP_", "gettext", "ngettext", "pgettext", "say"}
    for path in (path for folder in update.SOURCES for path in folder.rglob("*.py")):
        for node in ast.walk(ast.parse(path.read_text("utf-8"))):
            if isinstance(node, ast.Call) and update.name_of(node.func) in marks:
                built = [a for a in node.args if isinstance(a, (ast.JoinedStr, ast.BinOp))]
                assert not built, f"{path.name}:{node.lineno}"


def test_updating_keeps_words_adds_new_messages_and_drops_old_ones(tmp_path, monkeypatch):
    (tmp_path / "de/LC_MESSAGES").mkdir(parents=True)
    shutil.copy(PO, tmp_path / "de/LC_MESSAGES")
    monkeypatch.setattr(update, "FOLDER", tmp_path)
    source = tmp_path / "source"
    source.mkdir()
    (source / "pane.py").write_text("""pgettext("answer", "met"), f"– {_('Entirely ' 'new')}"\n""", "utf-8")
    monkeypatch.setattr(update, "collect", lambda collect=update.collect: collect(source))
    assert [m.id for m in update.update("de")] == ["Entirely new"]
    first = (tmp_path / "de/LC_MESSAGES/vermerk.po").read_bytes()
    assert "erfüllt".encode() in first and b"Fundstelle" not in first
    update.update("de")
    assert (tmp_path / "de/LC_MESSAGES/vermerk.po").read_bytes() == first


def test_babel_is_not_needed_to_speak_german():
    code = (
        "import sys; sys.modules['babel'] = None; import tui.locale, tui.wording as w;"
        "tui.locale.set_language('de'); sys.stdout.buffer.write(w.role_word('reviewer').encode())"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, check=True)
    assert done.stdout.decode() == "Prüfer/in"


ENUMERATIONS = [
    (model.ANSWERS, wording.ANSWERS, wording.answer_word),
    (model.REVIEW_STATES, wording.REVIEW, wording.review_word),
    (model.DEADLINE_STATES, wording.DEADLINE, wording.deadline_word),
    (model.SUGGESTION_STATES, wording.SUGGESTION, wording.suggestion_word),
    (model.STANCES, wording.STANCES, wording.stance_word),
    (model.GRADES, wording.GRADES, wording.grade_word),
    (model.ROLES, wording.ROLES, wording.role_word),
    (RegionKind.__args__, wording.REGIONS, wording.region_word),
    (tuple(model.TABLES), wording.KINDS, wording.kind_word),
]


@pytest.mark.parametrize(("values", "table", "word"), ENUMERATIONS)
def test_every_value_of_an_enumeration_has_its_own_german_word(values, table, word, german):
    assert set(values) == set(table)
    words = [word(value) for value in values]
    assert all(words)
    assert len(set(words)) == len(words)
    assert not set(words) & set(values)


@pytest.mark.parametrize("lang", ["de", "en"])
def test_short_words_fit_and_differ(lang):
    tui.locale.set_language(lang)
    for values, word in (
        (model.ANSWERS, wording.answer_word),
        (model.REVIEW_STATES, wording.review_word),
        (model.DEADLINE_STATES, wording.deadline_word),
    ):
        words = [word(value, short=True) for value in values]
        assert len(set(words)) == len(values)
        assert max(map(len, words)) <= 8


def test_signs_take_one_cell_and_differ():
    from rich.cells import cell_len

    for table, values in (
        (signs.ANSWER_SIGNS, model.ANSWERS),
        (signs.REVIEW_SIGNS, model.REVIEW_STATES),
        (signs.DEADLINE_SIGNS, model.DEADLINE_STATES),
        (signs.SUGGESTION_SIGNS, model.SUGGESTION_STATES),
        (signs.STANCE_SIGNS, model.STANCES),
    ):
        assert set(table) == set(values)
        assert len(set(table.values())) == len(values)
        assert {cell_len(sign) for sign in table.values()} == {1}


def test_values_of_a_newer_version_and_none_are_shown_as_they_are(german):
    assert wording.answer_word("postponed") == "postponed"
    assert wording.answer_word(None) == ""


def test_conditions_know_the_german_words_that_the_screen_shows():
    tui.locale.set_language("de")
    kinds = ("answer", "review", "deadline", "suggestion", "stance", "grade", "role")
    shown = {(value, wording.word(kind, value)) for kind in kinds for value in wording.WORDS[kind]}
    known = {value: [word.replace("-", " ") for word in in_both([value])] for value, _ in shown}
    assert [(value, word) for value, word in shown if word not in known[value]] == []


def test_every_remark_on_a_query_has_words():
    for kind in remarks.REMARKS:
        assert len(remarks.remark(Remark(kind, "x" * 5000))) < 300
        assert "xyz" in remarks.remark(Remark(kind, "xyz")) or "{" not in remarks.REMARKS[kind]
