"""What a key lets somebody do, at a real sshd that forbids nothing by itself."""

from __future__ import annotations

import socket
import subprocess
import time
from contextlib import suppress
from pathlib import Path

import pytest

from tests.end_to_end.ssh.conftest import TEAM, Team
from tests.end_to_end.ssh.server import free_port, processes, surroundings, wait_until
from tests.end_to_end.terminal import Terminal

SHELLS = (
    ("sh",), ("id",), ("bash", "-i"), ("scp", "-t", "/tmp"), ("scp", "-f", "/etc/passwd"),
    ("/usr/lib/openssh/sftp-server",), ("internal-sftp",), ("rsync", "--server", "."),
    ("$(id)",), ("vermerk", "init", "/tmp/x"),
)  # fmt: skip


def sessions(team: Team) -> list[int]:
    """The processes of people at the screen, or of a command under way."""
    return processes(lambda command, _uid: f"{team.project} --as" in command and "vermerk ssh" in command)


@pytest.fixture(autouse=True)
def alone(team: Team) -> None:
    """Nobody of another test is still there."""
    assert wait_until(lambda: not sessions(team), 5)


@pytest.mark.parametrize("name", TEAM)
def test_each_key_opens_the_screen_of_its_reviewer(team: Team, name: str) -> None:
    role = {"lead": "Leitung", "reviewer": "Prüf", "viewer": "Les"}[TEAM[name]]
    with team.server.screen(name, team.account) as screen:
        screen.wait_for(rf"{name} \({role}")
        screen.press("q")
        assert screen.ended() == 0


def test_changes_carry_the_name_of_the_key(team: Team) -> None:
    with team.server.screen("anna", team.account) as screen:
        screen.wait_for("Geld für Busse")
        screen.press("a", *"Wer zahlt?", "enter")
        screen.wait_for("hinzugefügt")
        screen.press("q")
        screen.ended()
    assert '"by":"anna"' in team.vermerk("list", str(team.project), "notes", "Wer", "--json")


def test_commands_of_the_list_work(team: Team) -> None:
    def ask(name: str, *words: str, data: bytes = b"") -> subprocess.CompletedProcess[str]:
        return team.server.run(name, team.account, *words, data=data)

    taken = ask("lea", "import", "--date 2026-05-01", "'zweites papier.txt'", data=b"Busse fahren.\n")
    assert (taken.returncode, taken.stderr) == (0, ""), taken
    assert taken.stdout.startswith("zweites papier.txt: d")
    assert "Geld für Busse" in ask("gast", "list", "documents").stdout
    assert '"snippet"' in ask("gast", "search --json 'Millionen Euro'").stdout
    exported = ask("gast", "export", "json")
    assert exported.returncode == 0 and exported.stdout.startswith(("{", "["))
    assert "import" in ask("gast", "help").stdout


@pytest.mark.parametrize("words", SHELLS, ids=" ".join)
def test_no_shell_no_copying(team: Team, words: tuple[str, ...]) -> None:
    done = team.server.run("lea", team.account, *words)
    assert (done.returncode, done.stdout) == (5, "")
    assert done.stderr.count("\n") == 1


def test_what_a_shell_would_obey_is_a_word_like_others(team: Team) -> None:
    done = team.server.run("lea", team.account, f"list demands; touch {team.folder}/x > {team.folder}/y `id`")
    assert (done.returncode, done.stdout) == (2, "")
    done = team.server.run("lea", team.account, f"list documents '$(id)' > {team.folder}/y")
    assert done.returncode == 0 and "uid=" not in done.stdout
    assert not [path for path in team.folder.iterdir() if path.name in ("x", "y")]


def test_no_sftp(team: Team) -> None:
    """As a subsystem, which sshd has of its own."""
    done = team.server.run("lea", team.account, "sftp", options=("-s",))
    assert (done.returncode, done.stdout) == (5, "")
    key, port = team.server.place / "id_lea", str(team.server.port)
    options = ("-i", str(key), "-oStrictHostKeyChecking=no", "-oUserKnownHostsFile=/dev/null", "-F", "none")
    for command in (
        ("scp", *options, "-P", port, f"{team.account}@127.0.0.1:/etc/passwd", str(team.server.place)),
        ("scp", "-O", *options, "-P", port, f"{team.account}@127.0.0.1:/etc/passwd", str(team.server.place)),
        ("sftp", "-b", "-", *options, "-P", port, f"{team.account}@127.0.0.1"),
    ):
        copied = subprocess.run(command, input=b"pwd\n", capture_output=True, timeout=30, env=surroundings())
        assert copied.returncode != 0, copied
    assert not (team.server.place / "passwd").exists()


def test_a_terminal_makes_no_shell_either(team: Team) -> None:
    with team.server.screen("lea", team.account, "bash") as screen:
        screen.wait_for("nicht erlaubt|not allowed")
        assert screen.ended() == 5
    with team.server.screen("lea", team.account) as screen:
        screen.wait_for("Geld für Busse")
        screen.write(b"\x1a\x03\x1c")  # ctrl+z, ctrl+c, ctrl+backslash
        screen.read(0.3)
        assert screen.process.poll() is None and len(sessions(team)) >= 1
        screen.press("2")
        screen.wait_for("Zeitleiste")


def test_no_port_is_forwarded(team: Team) -> None:
    port = free_port()
    forward = (f"-L{port}:127.0.0.1:{team.server.port}",)
    command = team.server.client("lea", team.account, "-tt", *forward)
    screen = Terminal(command, surroundings())
    try:
        screen.wait_for("Geld für Busse")
        with socket.create_connection(("127.0.0.1", port), 5) as line:
            line.settimeout(5)
            with suppress(ConnectionResetError):
                assert line.recv(100) == b""
    finally:
        screen.close()
    back = team.server.run(
        "lea", team.account, "list", "demands",
        options=(f"-R{free_port()}:127.0.0.1:22", "-oExitOnForwardFailure=yes"),
    )  # fmt: skip
    assert back.returncode == 255 and back.stdout == ""
    direct = team.server.run("lea", team.account, options=(f"-W127.0.0.1:{team.server.port}",))
    assert direct.returncode == 255 and direct.stdout == ""


def test_no_agent_and_no_display(team: Team) -> None:
    """sshd sets neither variable for the forced command, and makes no socket."""
    agent = subprocess.run(["ssh-agent", "-s"], capture_output=True, text=True).stdout
    socket_ = agent.partition("SSH_AUTH_SOCK=")[2].partition(";")[0]
    pid = agent.partition("SSH_AGENT_PID=")[2].partition(";")[0]
    try:
        sent = ("-A", "-X", f"-oForwardAgent={socket_}", "-oForwardX11=yes", "-oForwardX11Trusted=yes")
        command = team.server.client("lea", team.account, "-tt", *sent)
        screen = Terminal(command, surroundings() | {"DISPLAY": ":0", "SSH_AUTH_SOCK": socket_})
        try:
            screen.wait_for("Geld für Busse")
            [process] = sessions(team)
            given = Path(f"/proc/{process}/environ").read_bytes()
            assert b"SSH_AUTH_SOCK=" not in given and b"DISPLAY=" not in given
        finally:
            screen.close()
    finally:
        subprocess.run(["kill", pid], check=True)


def test_nothing_of_the_environment_gets_through(team: Team) -> None:
    evil = team.server.place / "evil"
    evil.mkdir()
    evil.chmod(0o777)
    code = f"open({str(evil / 'ran')!r}, 'w').close()\nclass Driver: pass\n"
    for name in ("evil.py", "sitecustomize.py", "usercustomize.py"):
        (evil / name).write_text(code)
    harm = {
        "PYTHONPATH": str(evil), "PYTHONSTARTUP": str(evil / "evil.py"), "PYTHONINSPECT": "1",
        "TEXTUAL_DRIVER": "evil:Driver", "TEXTUAL_LOG": str(evil / "ran"), "TEXTUAL_PRESS": "q",
        "TEXTUAL_SCREENSHOT": "1", "BROWSER": str(evil / "evil.py"), "XDG_DATA_HOME": str(evil),
        "XDG_STATE_HOME": str(evil), "COLUMNS": "7", "LINES": "3", "LANG": "en_US.UTF-8",
    }  # fmt: skip
    with team.server.screen("anna", team.account, **harm) as screen:
        screen.wait_for(r"anna \(reviewer")
        screen.press("2")
        screen.wait_for("Timeline")
        screen.press("q")
        assert screen.ended() == 0
    assert sorted(path.name for path in evil.iterdir() if path.suffix != ".py") == []


@pytest.mark.parametrize("name", ["lea", "gast"])
def test_without_a_terminal_one_line_and_the_end(team: Team, name: str) -> None:
    done = team.server.run(name, team.account, options=("-T",))
    assert (done.returncode, done.stdout, done.stderr.count("\n")) == (2, "", 1)


@pytest.mark.parametrize("term", ["dumb", ""])
def test_a_terminal_that_can_do_nothing_gets_one_line(team: Team, term: str) -> None:
    with team.server.screen("anna", team.account, TERM=term) as screen:
        assert screen.ended() == 2
        assert screen.text.strip().count("\n") <= 1 and "TERM" in screen.text


@pytest.mark.parametrize("name", ["anna", "gast"])
def test_what_is_above_ones_role_changes_nothing(team: Team, name: str) -> None:
    before = team.kept()
    for words in (
        ("import", "neu.txt"), ("import", "ganz.vermerk.zip"), ("reviewers", "add", "eve"), ("undo",),
        ("apply", "-"),
        ("reviewers", "role", name, "lead"), ("purge", "n1", "--yes"), ("export", "csv", "-o", "/tmp/x"),
        ("list", "demands", "--as", "lea"), ("suggest", "f1", "--accept", "d1:0-4"),
    ):  # fmt: skip
        done = team.server.run(name, team.account, *words, data=b"{}")
        assert done.returncode == 5, (words, done)
        assert done.stdout == "" and done.stderr.count("\n") == 1, (words, done)
    assert team.kept() == before


def test_a_file_cut_off_on_its_way_is_not_imported(team: Team) -> None:
    before = team.kept()
    client = subprocess.Popen(
        [*team.server.client("lea", team.account), "import", "halb.txt"],
        stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.PIPE, env=surroundings(),
    )  # fmt: skip
    assert client.stdin is not None
    client.stdin.write(b"Nur die H")
    client.stdin.flush()
    assert wait_until(lambda: bool(sessions(team)))
    time.sleep(0.5)
    client.kill()
    client.communicate()
    assert wait_until(lambda: not sessions(team), 5)
    assert team.kept() == before
