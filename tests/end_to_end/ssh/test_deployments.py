"""The README's three ways to a shared server, as its commands and files have them, at a real sshd."""

from __future__ import annotations

import grp
import json
import os
import pwd
import re
import signal
import subprocess
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.end_to_end.ssh.conftest import TEXT, Team
from tests.end_to_end.ssh.server import IS_ROOT, SSHD, SUDO, Server, missing, of_user, system, wait_until
from tests.end_to_end.terminal import ROOT

needs_root = pytest.mark.skipif(not IS_ROOT, reason="accounts can be made by root only")
needs_sudo = pytest.mark.skipif(SUDO is None, reason="sudo is not installed (apt-get install sudo)")


def block(language: str, number: int = 0) -> str:
    """A file that the README shows."""
    text = (ROOT / "README.md").read_text("utf-8")
    return re.findall(rf"```{language}\n(.*?)```", text, re.DOTALL)[number]


@pytest.fixture
def own() -> Iterator[Server]:
    """A server of this test's own, with its accounts."""
    why = missing()
    if why:
        pytest.skip(why)
    one = Server()
    try:
        yield one
    finally:
        one.close()


# 1. One account, a key for each reviewer


def test_the_readmes_block_of_sshd_is_one_and_keeps_keys_in(team: Team) -> None:
    """Taken in by a configuration like Debian's, which goes on behind it."""
    (team.server.place / "block").write_text(block("sshd-config"))
    config = team.server.place / "config"
    config.write_text(
        f"Include {team.server.place}/block\nHostKey {team.server.key('host')}\n"
        "X11Forwarding yes\nAcceptEnv LANG LC_*\n"
    )
    shown = system(str(SSHD), "-T", "-f", str(config), "-C", "user=vermerk,host=x,addr=127.0.0.1").lower()
    for line in (
        "disableforwarding yes", "permituserrc no", "passwordauthentication no", "clientaliveinterval 15",
        "authorizedkeysfile /etc/ssh/vermerk_keys", "maxstartups 100:30:200",
        "acceptenv lang", "acceptenv lc_all", "acceptenv colorterm",
    ):  # fmt: skip
        assert f"\n{line}\n" in shown, line


def test_the_project_says_that_roles_are_enforced(team: Team) -> None:
    done = team.server.run("gast", team.account, "list", "reviewers", "--json")
    assert [json.loads(line)["name"] for line in done.stdout.splitlines()] == ["lea", "anna", "gast"]
    if IS_ROOT:
        command = [
            "runuser",
            "-u",
            team.account,
            "--",
            str(team.server.program),
            "reviewers",
            str(team.project),
        ]
        assert "enforced" in subprocess.run(command, capture_output=True, text=True, check=True).stderr


@needs_root
def test_root_and_other_accounts_get_nowhere(team: Team) -> None:
    before = team.kept()
    command = [str(team.server.program), "ssh", str(team.project), "--as", "lea", "--", "list", "demands"]
    done = subprocess.run(command, capture_output=True, text=True)
    assert done.returncode == 5 and "root" in done.stderr and done.stdout == ""
    other = team.server.account("other")
    done = subprocess.run(["runuser", "-u", other, "--", *command], capture_output=True, text=True)
    assert done.returncode != 0 and done.stdout == ""
    assert team.kept() == before


# 2. An account for each person, and sudo to the project's


@pytest.fixture
def sudoers(own: Server) -> Iterator[tuple[Server, str, str, Path]]:
    """The server, the project's account, a reviewer's, the project; the rule is the README's."""
    owner, ben = own.account("owner"), own.account("ben")
    folder = own.place / "shared"
    folder.mkdir()
    os.chown(folder, pwd.getpwnam(owner).pw_uid, pwd.getpwnam(owner).pw_gid)
    project = folder / "team.vermerk"
    own.vermerk(owner, "init", str(project), "--as", "lea")
    own.vermerk(owner, "reviewers", str(project), "add", "ben", "--user", ben, "--as", "lea")
    rule = block("sudoers").replace("/opt/vermerk/.venv/bin/vermerk", str(own.program))
    rule = rule.replace("/srv/vermerk/team.vermerk", str(project)).replace("%review", ben)
    rules = Path(f"/etc/sudoers.d/{owner}")
    rules.write_text(rule.replace("(vermerk)", f"({owner})"))
    rules.chmod(0o440)
    try:
        system("visudo", "-c", "-q", "-f", str(rules))
        own.key("ben")
        own.allow(ben, (own.place / "id_ben.pub").read_text().strip())
        own.start()
        yield own, owner, ben, project
    finally:
        rules.unlink()


@needs_root
@needs_sudo
def test_who_comes_by_sudo_is_who_the_system_says(sudoers: tuple[Server, str, str, Path]) -> None:
    own, owner, ben, project = sudoers
    sudo = f"sudo -n -u {owner} {own.program} ssh {project}"

    def ask(words: str) -> subprocess.CompletedProcess[str]:
        return own.run("ben", ben, words)

    with own.screen("ben", ben, sudo) as screen:
        screen.wait_for(r"ben \(")
        screen.press("q")
        assert screen.ended() == 0
    assert '"lea"' in ask(f"{sudo} -- list reviewers --json").stdout
    assert ask(f"{sudo} --as lea -- list demands").returncode == 5
    assert ask(f"{sudo} -- import x.txt < /etc/passwd").returncode == 5
    assert ask(f"{sudo} -- export csv -o /tmp/x").returncode == 5
    assert ask(f"SUDO_UID=0 {sudo} -- list demands --as lea").returncode == 5
    for words in (
        f"{own.program} init {own.place}/x",
        "sh",
        f"{own.program} ssh /tmp/other",
        f"env {own.program}",
    ):
        assert ask(f"sudo -n -u {owner} {words}").returncode != 0, words
    assert ask(f"{own.program} ssh {project} -- list demands").returncode != 0


@needs_root
@needs_sudo
def test_a_line_lost_behind_sudo_leaves_nothing(sudoers: tuple[Server, str, str, Path]) -> None:
    own, owner, ben, project = sudoers
    with own.screen("ben", ben, f"sudo -n -u {owner} {own.program} ssh {project}") as screen:
        screen.wait_for(r"ben \(")
        assert of_user(owner)
        screen.process.send_signal(signal.SIGKILL)
        assert wait_until(lambda: not of_user(owner), 8)


# 3. A folder of the group


@needs_root
def test_in_a_folder_of_the_group_roles_are_a_courtesy(own: Server) -> None:
    group = f"vkg{os.getpid()}"
    system("groupadd", group)
    try:
        lea, anna = own.account("lea", group), own.account("anna", group)
        stranger = own.account("fremd")
        folder = own.place / "group"
        folder.mkdir()
        os.chown(folder, 0, grp.getgrnam(group).gr_gid)
        folder.chmod(0o2770)
        project, paper = folder / "team.vermerk", own.place / "h.txt"
        paper.write_text(TEXT, "utf-8")
        own.vermerk(lea, "init", str(project), "--as", "lea")
        own.vermerk(lea, "import", str(project), str(paper))
        own.vermerk(lea, "reviewers", str(project), "add", "anna", "--user", anna)
        for name, user in (("lea", lea), ("anna", anna), ("fremd", stranger)):
            own.key(name)
            own.allow(user, (own.place / f"id_{name}.pub").read_text().strip())
        own.start()
        with own.screen("anna", anna, f"{own.program} {project}") as screen:
            screen.wait_for(r"anna \(")
            screen.press("a", *"Aus der Gruppe", "enter")
            screen.wait_for("hinzugefügt|added")
            screen.press("q")
            assert screen.ended() == 0
        notes = own.run("lea", lea, f"{own.program} list {project} notes --json").stdout
        assert json.loads(notes)["by"] == "anna"
        told = own.run("anna", anna, f"{own.program} reviewers {project}")
        assert "courtesy" in told.stderr
        assert own.run("anna", anna, f"{own.program} list {project} notes --as lea").returncode == 5
        assert own.run("anna", anna, f"{own.program} import {project} {paper}").returncode == 5
        assert own.run("fremd", stranger, f"{own.program} list {project} notes").returncode != 0
    finally:
        for user in [*reversed(own.users)]:
            assert wait_until(lambda user=user: not of_user(user), 8)  # type: ignore[misc]
        own.close_accounts()
        system("groupdel", group)
