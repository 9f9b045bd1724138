"""``vermerk ssh`` without a server: what a request may say, as whom, and what is left of an environment."""

import io
import os
import shlex
import sys
import syslog
import types

import pytest

from store.changes import AddDemand, AddDocument, AddReviewer
from store.review import Review
from tui.cli import main, projects, ssh
from tui.cli.parser import Parser
from tui.cli.registry import SUMMARIES, load
from tui.cli.ssh import ALLOWED, cut_environment, words_of
from tui.visible import one_line

TEXT = "Die Stadt fordert einen Zuschuss.\n"


@pytest.fixture(autouse=True)
def logged(monkeypatch):
    """An environment of its own; returns what went to the system's log."""
    lines = []
    monkeypatch.setattr(syslog, "openlog", lambda *given: None)
    monkeypatch.setattr(syslog, "syslog", lines.append)
    monkeypatch.setattr(ssh.os, "environ", {"LANG": "C", "PATH": os.environ["PATH"]})
    return lines


@pytest.fixture
def project(tmp_path):
    """Led by lena; anna reviews, gast reads."""
    folder = tmp_path / "team.vermerk"
    with Review.create(folder, "Bäder", "lena") as lena:
        lena.apply(AddReviewer("anna"), AddReviewer("gast", "viewer"))
        lena.apply(AddDocument(TEXT, title="Bäder"), AddDemand("Zuschuss"))
    return folder


@pytest.fixture
def ask(project, capsys):
    """Sends a request as SSH does; the exit code, what came back and what was said."""

    def ask(request, name="lena"):
        ssh.os.environ["SSH_ORIGINAL_COMMAND"] = request
        code = main(["ssh", str(project), "--as", name])
        told = capsys.readouterr()
        return code, told.out, told.err

    return ask


@pytest.fixture
def sent(monkeypatch, tmp_path):
    """Puts a file on standard input, as a client does."""
    before, opened = os.getcwd(), []

    def send(data):
        (tmp_path / "sent").write_bytes(data)
        opened.append((tmp_path / "sent").open("r"))
        monkeypatch.setattr(sys, "stdin", opened[-1])

    monkeypatch.setattr(ssh, "_is_lost", lambda output: False)
    monkeypatch.setattr(ssh.signal, "signal", lambda *given: None)
    yield send
    os.chdir(before)
    for file in opened:
        file.close()


REQUESTS = (
    "list documents", "list demands --json", "show f1", "history f1", "agreement", "search Zuschuss",
    "search -- -Bad", "suggest f1", "export csv", "export json --lang de", "list reviewers",
)  # fmt: skip


@pytest.mark.parametrize("request_", REQUESTS)
@pytest.mark.parametrize("name", ["lena", "gast"])
def test_everybody_may_read(ask, request_, name):
    code, out, err = ask(request_, name)
    assert code == 0, err
    assert out or "search --" in request_


@pytest.mark.parametrize("name", sorted(set(SUMMARIES) - set(ALLOWED)))
def test_no_other_command_is_allowed(ask, name, project, logged):
    assert ask(f"{name} {shlex.quote(str(project))} x")[0] == 5
    assert "refused" in logged[-1]


SHELLS = (
    "sh", "/bin/sh -c id", "bash -i", "scp -t /tmp", "/usr/lib/openssh/sftp-server", "internal-sftp",
    "rsync --server .",
    "id; list demands", "$(id)", "`id`", "../vermerk list", "LIST demands", "--lang de list demands",
    "-", "--", "git-upload-pack x", "''", "exec list demands", "X=1 list demands",
)  # fmt: skip


@pytest.mark.parametrize("request_", SHELLS)
def test_nothing_else_is(ask, request_):
    code, out, err = ask(request_)
    assert (code, out) == (5, "") and err.count("\n") == 1


@pytest.mark.parametrize("request_", [
    "export csv -o /tmp/x", "export csv -o/tmp/x", "export csv --output=/tmp/x", "export csv --force",
    "list demands --as anna", "list --as=anna demands", "suggest f1 --accept d1:0-9",
    "suggest f1 --reject d1:0-9", "import x.txt --as lena",
    "suggest --orphans --dismiss d1:0-9", "suggest --orphans --recall d1:0-9",
])  # fmt: skip
def test_options_that_name_places_people_or_changes_are_refused(ask, request_):
    assert ask(request_)[0] == 5


#: What an option may be for, where a key asks: what to show of this project, and how. None names a place
#: on the server, a person, or a change (but what the file is that a lead imports).
HARMLESS = {
    "import": "paths format later date title publisher kind source",
    "export": "format",
    "search": "query limit only tag documents wait",
    "suggest": "demand limit only tag documents wait all target orphans stance grade",
    "list": "kind query",
    "tagged": "expression",
    "show": "id",
    "history": "id",
    "agreement": "weights",
}


@pytest.mark.parametrize("name", ALLOWED)
def test_every_option_is_harmless_or_refused(name):
    parser = Parser()
    load(name).arguments(parser)
    known = {action.dest for action in parser._actions} - {"help", "json", "acting", "lang", "project"}
    assert known == {*HARMLESS[name].split(), *ALLOWED[name]}


def test_who_asks_may_sit_at_a_terminal_though_none_is_seen_here(ask, project):
    """Without a pty a request's answer goes through a pipe to where somebody reads it."""
    with Review.open(project, "lena") as lena:
        lena.apply(AddDemand("Rat \x1b]0;x\x07\x9b2J\u202e"), AddDocument("x\n", title="\x1b[2J"))
    for request in ("list demands", "list demands --json", "show f2", "history f2 --json", "list documents"):
        code, out, err = ask(request)
        assert code == 0 and out.replace("\n", "").isprintable(), (request, out)


def test_a_shells_signs_are_words_like_others(ask, tmp_path):
    code, _out, err = ask(f"list demands > {tmp_path}/x; touch {tmp_path}/y $(touch {tmp_path}/z)")
    assert code == 0, err
    assert sorted(path.name for path in tmp_path.iterdir()) == ["team.vermerk"]


def test_words_as_a_shell_would_cut_them():
    assert words_of("search '\"digitale Akte\"' a\\ b $HOME ~ *") == [
        "search", '"digitale Akte"', "a b", "$HOME", "~", "*",
    ]  # fmt: skip


@pytest.mark.parametrize("request_", ["search 'open", "search " + "x" * 9000, 'list "'])
def test_what_cannot_be_cut_into_words_is_a_usage_error(ask, request_):
    code, out, err = ask(request_)
    assert (code, out) == (2, "") and err.count("\n") == 1


@pytest.mark.parametrize("name", ["../x.txt", "/etc/passwd", "a/b", "..", ".", "", "x" * 300, "ü" * 200])
def test_what_is_imported_has_a_name_and_no_path(ask, sent, name):
    sent(b"Hallo")
    assert ask(f"import {shlex.quote(name)}")[0] == 1
    assert ask("import a.txt b.txt")[0] == 1


@pytest.mark.parametrize("name", ["brief.txt", "-x.txt", "a b.txt", "brief [b]\x1b.txt", "ü.txt"])
def test_a_lead_imports_what_comes_by_standard_input(ask, sent, project, name):
    sent(b"Wir fordern mehr Busse.\n")
    code, out, err = ask(f"import --title Neu -- {shlex.quote(name)}")
    assert code == 0, err
    assert out.startswith(f"{one_line(name)}: d2") and "/tmp" not in out + err
    with Review.open(project, "lena") as lena:
        assert lena.rows("documents")[1].source == name


def test_whole_projects_come_in_too(ask, sent, project, tmp_path):
    assert main(["export", str(project), "bundle", "-o", str(tmp_path / "whole.vermerk.zip")]) == 0
    sent((tmp_path / "whole.vermerk.zip").read_bytes())
    code, out, err = ask("import whole.vermerk.zip")
    assert code == 0 and out.startswith("whole.vermerk.zip: "), err


def test_a_line_cut_off_imports_nothing(ask, sent, monkeypatch, project):
    sent(b"Halb")
    monkeypatch.setattr(ssh, "_is_lost", lambda output: True)
    assert ask("import x.txt")[0] == 1
    with Review.open(project, "lena") as lena:
        assert len(lena.rows("documents")) == 1


def test_whether_anybody_reads_is_seen_at_the_pipe():
    reading, writing = os.pipe()
    assert not ssh._is_lost(writing)
    os.close(reading)
    assert ssh._is_lost(writing)
    os.close(writing)


@pytest.mark.parametrize("name", ["anna", "gast"])
def test_who_may_not_import_is_told_before_anything_is_read(ask, monkeypatch, name):
    class Unread(io.TextIOWrapper):
        def fileno(self):
            raise AssertionError("it was read")

    monkeypatch.setattr(sys, "stdin", Unread(io.BytesIO()))
    assert ask("import x.txt", name)[0] == 5


# As whom


@pytest.mark.parametrize(("name", "code"), [("ben", 5), ("Lena!", 1)])
def test_only_a_reviewer_may_be_named(project, capsys, name, code):
    assert main(["ssh", str(project), "--as", name, "list", "demands"]) == code


def test_under_sudo_nobody_is_named(project, capsys):
    ssh.os.environ["SUDO_UID"] = "64999"
    assert main(["ssh", str(project), "--as", "anna", "--", "list", "demands"]) == 5
    assert main(["ssh", str(project), "--", "list", "demands"]) == 0


def test_the_log_names_who_called_sudo_whoever_they_claim_to_be(project, capsys, logged):
    ssh.os.environ["SUDO_UID"] = "64999"
    main(["ssh", str(project), "--as", "lena", "--", "list", "demands"])
    main(["ssh", str(project), "--", "list", "demands"])
    assert ": uid 64999 as lena (" in logged[0] and ": uid 64999 (" in logged[1]


def test_a_request_in_the_rule_is_the_only_one(project, capsys):
    ssh.os.environ["SSH_ORIGINAL_COMMAND"] = "list documents"
    assert main(["ssh", str(project), "--as", "anna", "--", "list", "demands", "--json"]) == 0
    assert "Zuschuss" in capsys.readouterr().out


# What is left, what is logged


def test_of_the_environment_little_is_left():
    environ = {
        "TERM": "xterm-256color", "LANG": "de_DE.UTF-8", "LC_ALL": "C", "COLORTERM": "truecolor",
        "SUDO_UID": "1000",
        "TEXTUAL_DRIVER": "x:Y", "BROWSER": "x", "PYTHONPATH": "/tmp", "HOME": "/tmp",
        "XDG_DATA_HOME": "/tmp",
        "LD_PRELOAD": "x", "LC_MESSAGES": "de", "SSH_ORIGINAL_COMMAND": "x", "PATH": "/tmp",
    }  # fmt: skip
    cut_environment(environ)
    assert sorted(environ) == ["COLORTERM", "LANG", "LC_ALL", "SUDO_UID", "TERM"]


@pytest.mark.parametrize("value", ["", "a\nb", "../../x", "\x1b[2J", "x" * 65, "a b"])
def test_odd_values_are_dropped(value):
    environ = {"TERM": value, "LANG": "C"}
    cut_environment(environ)
    assert environ == {"LANG": "C"}


def test_the_log_tells_who_asks_for_what_but_no_text(ask, project, logged):
    ask("search geheim")
    ask("list demands geheim", "anna")
    ask("scp \x1b]0;x\x07 ü\n\udcff " + "x" * 999)
    ask("search 'geheim")
    place = str(project).encode("unicode_escape").decode()
    assert logged[0].startswith(f"{place}: lena (") and logged[0].endswith(": allowed search")
    assert ": anna (" in logged[1] and logged[1].endswith(": allowed list demands")
    assert "refused scp \\x1b]0;x\\x07 \\xfc\\n\\udcff xxx" in logged[2]
    assert all(line.isascii() and line.isprintable() and len(line) < 600 for line in logged)
    assert logged[3].endswith(": refused search 'geheim") and len(logged) == 4


# The screen


def test_nothing_asked_opens_the_screen_and_remembers_nothing(project, monkeypatch, logged):
    opened = []
    app = types.ModuleType("tui.app")
    app.run = lambda folder, options: opened.append((folder, options.acting, options.config)) or 0
    monkeypatch.setitem(sys.modules, "tui.app", app)
    monkeypatch.setattr(projects, "on_terminal", lambda: True)
    monkeypatch.setattr(projects, "remember", lambda folder: opened.append("remembered"))
    ssh.os.environ["TERM"] = "xterm"
    assert main(["ssh", str(project), "--as", "anna"]) == 0
    assert opened == [(project.resolve(), "anna", None)] and logged[0].endswith(": screen")


@pytest.mark.parametrize("term", ["dumb", "", None])
def test_without_a_terminal_that_can_one_line(project, capsys, monkeypatch, term):
    assert main(["ssh", str(project), "--as", "anna"]) == 2
    assert capsys.readouterr().err.count("\n") == 1
    monkeypatch.setattr(projects, "on_terminal", lambda: True)
    if term is not None:
        ssh.os.environ["TERM"] = term
    assert main(["ssh", str(project), "--as", "anna"]) == 2
    assert capsys.readouterr().err.count("\n") == 1


def test_help_tells_what_may_be_asked(ask):
    code, out, _err = ask("help")
    assert code == 0 and all(name in out for name in ALLOWED)
