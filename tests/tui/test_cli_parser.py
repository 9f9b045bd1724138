import io
import sys

import pytest

from tui.cli import main
from tui.cli.failures import Usage
from tui.cli.filling import filled
from tui.cli.output import Output
from tui.cli.parser import parse
from tui.cli.registry import SUMMARIES, load

pytestmark = pytest.mark.usefixtures("english")


def called(*words):
    return parse(words, Output(io.StringIO(), io.StringIO()))


def test_the_first_word_is_a_command_else_a_project():
    assert called("list", "p", "notes").args.command == "list"
    assert called("team.vermerk").args.project == "team.vermerk"
    assert called().args.command == "open"
    assert called().args.project is None


def test_a_project_with_the_name_of_a_command_is_opened_after_dashes_or_by_open():
    assert called("--", "list").args.project == "list"
    assert called("open", "list").args.project == "list"
    assert called("open", "--", "--list").args.project == "--list"


def test_options_for_everywhere_stand_before_or_after_the_command():
    for words in (
        ["--json", "--as", "anna", "list", "p", "notes"],
        ["list", "p", "notes", "--as=anna", "--json"],
    ):
        args = called(*words).args
        assert (args.command, args.acting, args.json, args.lang) == ("list", "anna", True, None)
    assert called("--as", "anna", "team.vermerk").args.acting == "anna"
    assert called("team.vermerk", "--as", "anna").args.acting == "anna"


def test_after_two_dashes_everything_is_data():
    assert called("list", "p", "notes", "--", "-vorläufig", "--json").args.query == ["-vorläufig", "--json"]
    assert not called("list", "p", "notes", "--", "--json").args.json
    assert called("note", "p", "d1", "--", "-x").args.text == "-x"
    assert called("demand", "p", "add", "--topic", "Verkehr", "--", "-x").args.text == "-x"


def test_options_may_stand_between_the_words():
    assert called("list", "p", "--json", "notes", "--as", "anna", "eins", "zwei").args.query == [
        "eins",
        "zwei",
    ]
    assert called("history", "p", "--json", "n1").args.id == "n1"
    args = called("import", "p", "a.txt", "--date", "2026-04-24", "b.txt", "--", "-c.txt").args
    assert (args.paths, args.date) == (["a.txt", "b.txt", "-c.txt"], "2026-04-24")
    assert called("dates", "--date=2026-04-24", "-").args.file == "-"


def test_json_is_asked_for_once_for_all_that_prints():
    out = Output(io.StringIO(), io.StringIO())
    parse(["demand", "p", "add", "Text", "--json"], out)
    assert out.as_json


@pytest.mark.parametrize(
    "words",
    [
        ["list"],
        ["list", "p", "gibtsnicht"],
        ["verdict", "p", "f1", "vielleicht"],
        ["demand", "p"],
        ["import", "p"],
        ["list", "p", "notes", "--nope"],
        ["lst", "p", "notes"],
        ["apply", "p", "-", "--batch", "0"],
        ["dates", "x.txt", "--date", "24.4.2026"],
        ["dates", "x.txt", "--dat", "2026-04-24"],
    ],
)
def test_a_wrong_command_line_ends_with_2_and_says_why(words, capsys):
    assert main(words) == 2
    said = capsys.readouterr()
    assert said.out == ""
    assert said.err.startswith("vermerk: ")


def test_a_slip_in_a_command_is_recognised():
    with pytest.raises(Usage) as caught:
        called("exprt", "team.vermerk", "csv")
    assert "export" in caught.value.hint


def test_what_is_like_nothing_is_told_with_all_that_there_is():
    with pytest.raises(Usage, match="there is no “klingon”; there are report, docx, csv"):
        called("export", "p", "klingon")


def test_a_language_that_there_is_not_is_refused_in_ones_own(capsys, monkeypatch):
    monkeypatch.setenv("LC_ALL", "de_DE.UTF-8")
    assert main(["list", "p", "notes", "--lang", "xx"]) == 2
    assert "„xx“ gibt es nicht" in capsys.readouterr().err


@pytest.mark.parametrize(
    "words", [["list", "p", "notes"], ["event", "p", "edit", "e1"], ["reviewers", "p", "list"]]
)
def test_an_option_that_there_is_not_points_to_the_help_of_its_command(words, capsys):
    assert main([*words, "--nix"]) == 2
    told = capsys.readouterr().err.splitlines()
    assert told == ["vermerk: unrecognized arguments: --nix", f"Try: vermerk {words[0]} --help"]


@pytest.mark.parametrize("clock", [lambda: -1.0, lambda: (_ for _ in ()).throw(OverflowError("too large"))])
def test_an_impossible_time_is_one_line(clock, capsys, monkeypatch):
    monkeypatch.setattr("tui.cli.time.time", clock)
    assert main(["config"]) == 1
    assert capsys.readouterr().err == (
        "vermerk: the clock of this system stands at an impossible time. Set the clock right.\n"
    )


def test_usage_errors_speak_german(capsys):
    assert main(["list", "--lang", "de"]) == 2
    assert "the following arguments" not in capsys.readouterr().err


@pytest.mark.parametrize("command", SUMMARIES)
def test_every_command_has_help_with_examples_that_parse(command, capsys):
    assert main([command, "--help"]) == 0
    text = capsys.readouterr().out
    assert "Examples:" in text and "--json" in text
    for example in load(command).examples:
        words = example.split(" < ")[0].replace('"', "").split()
        assert f"vermerk {words[0]}" in text
        if '"' not in example:
            called(*words)


def test_the_help_lists_every_command(capsys):
    assert main(["--help"]) == 0
    text = capsys.readouterr().out
    assert all(f"\n    {command} " in text for command in SUMMARIES)
    assert main(["--help", "--lang", "de"]) == 0


def test_version(capsys):
    assert main(["--version"]) == 0
    assert capsys.readouterr().out.startswith("vermerk ")


@pytest.mark.parametrize("command", SUMMARIES)
def test_every_command_has_german_help(command, capsys):
    assert main([command, "--help", "--lang", "de"]) == 0
    text = capsys.readouterr().out
    assert "Beispiele:" in text and "Examples:" not in text


@pytest.mark.parametrize(
    "words",
    [
        *(["demand", "p", action] for action in ("add", "edit", "merge", "split", "confirm", "reject")),
        *(["event", "p", action] for action in ("add", "edit", "confirm", "reject")),
        *(["reviewers", "p", action] for action in ("add", "role", "list")),
    ],
)
def test_every_action_has_help(words, capsys):
    assert main([*words, "--help"]) == 0
    assert f"vermerk {words[0]} PROJECT {words[2]}" in capsys.readouterr().out


def test_one_command_loads_only_its_own_module(monkeypatch):
    for module in ("marking", "reading", "team"):
        monkeypatch.delitem(sys.modules, f"tui.cli.{module}", raising=False)
    called("tag", "p", "d1", "x")
    assert "tui.cli.marking" in sys.modules
    assert "tui.cli.reading" not in sys.modules and "tui.cli.team" not in sys.modules


def test_help_is_as_wide_as_the_terminal(capsys, monkeypatch):
    monkeypatch.setenv("COLUMNS", "60")
    assert main(["tagged", "--help", "--lang", "de"]) == 0
    lines = capsys.readouterr().out.splitlines()
    assert max(len(line) for line in lines if line and not line[0].isspace()) in range(50, 61)
    assert any(line.startswith("  A & B ") for line in lines), "a table stays one"
    assert [*filled("Formate:\n  csv   eine Tafel fürs Rechnen\n  vermerk list p notes\n\nEnde.", 18)] == [
        "Formate:", "  csv   eine Tafel", "        fürs", "        Rechnen", "  vermerk list p notes", "",
        "Ende.",
    ]  # fmt: skip
