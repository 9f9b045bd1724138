"""Keys: which are let in, the line that lets them in, and that neither sshd nor a shell can misread it."""

import base64
import json
import shlex
import subprocess

import pytest

from store.changes import AddReviewer
from store.errors import Refused
from store.review import Review
from tui.cli import main
from tui.cli.keys import PublicKey, authorized_line, public_keys


def string(data):
    return len(data).to_bytes(4) + data


def key(type_, *parts):
    blob = b"".join(map(string, (type_.encode(), *parts)))
    return f"{type_} {base64.b64encode(blob).decode()}"


ED25519 = key("ssh-ed25519", bytes(range(32)))
RSA = key("ssh-rsa", b"\1\0\1", b"\0\xc5" + bytes(255))
GOOD = (
    ED25519,
    RSA,
    key("ecdsa-sha2-nistp256", b"nistp256", b"\4" + bytes(64)),
    key("ecdsa-sha2-nistp384", b"nistp384", b"\4" + bytes(96)),
    key("ecdsa-sha2-nistp521", b"nistp521", b"\4" + bytes(132)),
    key("sk-ssh-ed25519@openssh.com", bytes(32), b"ssh:"),
    key("sk-ecdsa-sha2-nistp256@openssh.com", b"nistp256", b"\4" + bytes(64), b"ssh:review"),
)
#: What is wrong, and what is said about it.
BAD = (
    ("", "no public key"),
    ("# nothing but words\n", "no public key"),
    ("hello\n", "no type of key"),
    (f"no-pty {ED25519}", "options"),
    (f'command="/bin/sh" {ED25519}', "options"),
    (f'command="a b",environment="X=1" {ED25519} anna', "options"),
    (f"{ED25519}\nrestrict {ED25519}", "line 2: options"),
    (f"cert-authority {ED25519}", "options"),
    (key("ssh-dss", bytes(20)), "no type of key"),
    (key("ssh-ed25519-cert-v01@openssh.com", bytes(32)), "no type of key"),
    ("-----BEGIN OPENSSH PRIVATE KEY-----\nb3BlbnNz\n", "private key"),
    (f"{ED25519}\n-----BEGIN RSA PRIVATE KEY-----\n", "private key"),
    ("PuTTY-User-Key-File-3: ssh-ed25519\n", "private key"),
    ("---- BEGIN SSH2 PUBLIC KEY ----\nAAAA\n", "ssh-keygen -i"),
    (key("ssh-ed25519", bytes(31)), "broken"),
    (key("ssh-ed25519", bytes(32), b"more"), "broken"),
    (ED25519.replace("ssh-ed25519", "ssh-rsa", 1), "broken"),
    (RSA.replace("ssh-rsa", "ssh-ed25519", 1), "broken"),
    (ED25519[:-4], "broken"),
    (ED25519 + "AAAA", "broken"),
    (ED25519.replace("A", "-", 1), "broken"),
    ("ssh-ed25519", "broken"),
    (key("ecdsa-sha2-nistp256", b"nistp384", b"\4" + bytes(64)), "broken"),
    (key("ecdsa-sha2-nistp256", b"nistp256", b"\2" + bytes(64)), "broken"),
    (key("sk-ssh-ed25519@openssh.com", bytes(32), b"https:"), "broken"),
    (key("ssh-rsa", b"\1\0\1", b"\x7f" + bytes(127)), "not safe"),
    ("\0" + ED25519, "no file of public keys"),
    (ED25519 + " " + "x" * 70_000, "no file of public keys"),
)


@pytest.mark.parametrize("line", GOOD, ids=lambda line: line.split()[0])
def test_these_types_are_let_in(line):
    [found] = public_keys(f"{line} anna@laptop\n".encode())
    assert f"{found.type} {found.encoded} {found.comment}" == f"{line} anna@laptop"


@pytest.mark.parametrize(("text", "told"), BAD, ids=[told for _text, told in BAD])
def test_everything_else_is_refused_with_the_reason(text, told):
    with pytest.raises(Refused) as refused:
        public_keys(text.encode())
    assert told in f"{refused.value} {refused.value.advice}"


def test_a_file_may_hold_several_each_counts_once():
    text = f"\ufeff# Anna\r\n{ED25519} a\r\n\r\n  {RSA}\tb \r\n{ED25519} again\r\n"
    assert [(one.type, one.comment) for one in public_keys(text.encode())] == [
        ("ssh-ed25519", "again"), ("ssh-rsa", "b"),
    ]  # fmt: skip


def test_a_comment_is_made_harmless():
    [found] = public_keys(f"{ED25519} a\x1b[31m\u202eb ü".encode())
    assert found.comment == "a[31mb "


@pytest.mark.parametrize(
    "folder",
    [
        "/srv/team.vermerk", "/srv/our team", "/srv/it's", '/srv/"x"', "/srv/$(id)", "/srv/`id`",
        '/srv/a\\"b', "/srv/a\\", "/srv/a;b|c&d", "/srv/*?[x]", "/srv/%h%u", "/srv/ü", "/srv/!!",
    ],
)  # fmt: skip
def test_sshd_and_the_shell_get_every_word_as_it_is(folder):
    words = ["/opt/my tools/python", "-I", "/opt/vermerk", "ssh", folder, "--as", "anna"]
    line = authorized_line(PublicKey("ssh-ed25519", "AAAA", "anna"), words)
    assert line.startswith('restrict,pty,command="') and line.endswith('" ssh-ed25519 AAAA anna')
    command = dequoted(line.removeprefix("restrict,pty,command="))
    assert command.startswith("exec "), "no shell waits beside the program"
    shown = subprocess.run(
        ["/bin/sh", "-c", f"printf '%s\\n' {command[5:]}"], capture_output=True, check=True
    )
    assert shown.stdout.decode().splitlines() == words


def dequoted(rest):
    """What sshd takes for the command: up to the next quotation mark without a backslash before it."""
    found, at = "", 1
    while rest[at] != '"':
        at += rest[at : at + 2] == '\\"'
        found += rest[at]
        at += 1
    return found


@pytest.mark.parametrize("folder", ["/srv/a\nb", "/srv/a\x1bb", "/srv/a\udcffb", "/srv/\u202eb"])
def test_what_no_line_can_hold_is_refused(folder):
    with pytest.raises(Refused):
        authorized_line(PublicKey("ssh-ed25519", "AAAA", ""), ["vermerk", "ssh", folder])


@pytest.fixture
def team(tmp_path, monkeypatch):
    """A project with two reviewers, a program and a key."""
    with Review.create(tmp_path / "team.vermerk", "Bäder", "lena") as lena:
        lena.apply(AddReviewer("anna"))
    program = tmp_path / "bin" / "vermerk"
    program.parent.mkdir()
    program.touch()
    monkeypatch.setattr("sys.argv", [str(program)])
    monkeypatch.setenv("LANG", "C")
    (tmp_path / "anna.pub").write_text(f"{ED25519} anna@laptop\n")
    return tmp_path


def test_the_command_prints_the_line_and_whose_it_is(team, capsys):
    assert main(["reviewers", str(team / "team.vermerk"), "key", "anna", str(team / "anna.pub")]) == 0
    told = capsys.readouterr()
    before, command, after = told.out.rstrip("\n").split('"')
    assert (before, after) == ("restrict,pty,command=", f" {ED25519} anna@laptop")
    _exec, python, *rest = shlex.split(command)
    assert rest == ["-I", f"{team}/bin/vermerk", "ssh", f"{team}/team.vermerk", "--as", "anna"]
    assert python.startswith("/") and "SHA256:" in told.err and "anna" in told.err


def test_as_json(team, capsys):
    assert main(["reviewers", str(team / "team.vermerk"), "key", "anna", f"{team}/anna.pub", "--json"]) == 0
    told = json.loads(capsys.readouterr().out)
    assert sorted(told) == ["account", "fingerprint", "line", "reviewer", "type"]
    known = subprocess.run(["ssh-keygen", "-lf", f"{team}/anna.pub"], capture_output=True, text=True)
    assert told["fingerprint"] == known.stdout.split()[1]


def test_a_stranger_gets_no_line(team, capsys):
    assert main(["reviewers", str(team / "team.vermerk"), "key", "ben", str(team / "anna.pub")]) == 1
    told = capsys.readouterr()
    assert told.out == "" and "reviewers PROJECT add ben" in told.err


def test_where_a_key_would_not_count_there_is_no_line(team, capsys):
    (team / "team.vermerk").chmod(0o777)
    assert main(["reviewers", str(team / "team.vermerk"), "key", "anna", str(team / "anna.pub")]) == 1
    told = capsys.readouterr()
    assert told.out == "" and "can write" in told.err


def test_without_an_action_the_team_and_whether_roles_are_enforced(team, capsys):
    folder = team / "team.vermerk"
    assert main(["reviewers", str(folder)]) == 0
    told = capsys.readouterr()
    assert "anna" in told.out and "reviewer" in told.out and "Roles are enforced" in told.err
    folder.chmod(0o777)
    assert main(["reviewers", str(folder), "--json"]) == 0
    told = capsys.readouterr()
    assert [json.loads(line)["name"] for line in told.out.splitlines()] == ["lena", "anna"]
    assert "Roles are a courtesy" in told.err
