"""A team on a server: one account that owns the project, one key for each reviewer."""

from __future__ import annotations

import os
import pwd
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.end_to_end.ssh.server import IS_ROOT, Server, missing

TEXT = """\
Geld für Busse

Dresden, 3. Juli 2026. Das Kabinett hat am Freitag den Haushalt beschlossen. Für Busse stehen jährlich
40 Millionen Euro bereit.
"""
TEAM = {"lea": "lead", "anna": "reviewer", "gast": "viewer"}


class Team:
    """The project on the server, its account, and the names of those who come by keys."""

    def __init__(self, server: Server) -> None:
        self.server = server
        self.account = server.account("team") if IS_ROOT else pwd.getpwuid(os.getuid()).pw_name
        self.folder = server.place / "team"
        self.folder.mkdir(mode=0o755)
        self.project = self.folder / "bus.vermerk"
        if IS_ROOT:
            os.chown(self.folder, pwd.getpwnam(self.account).pw_uid, pwd.getpwnam(self.account).pw_gid)
        self.vermerk("init", str(self.project), "--name", "Busse", "--as", "lea")
        for name, role in TEAM.items():
            if name != "lea":
                self.vermerk("reviewers", str(self.project), "add", name, "--role", role)
            key = f"{server.key(name)}.pub"
            server.allow(
                self.account, self.vermerk("reviewers", str(self.project), "key", name, key).rstrip()
            )

    def vermerk(self, *words: str) -> str:
        return self.server.vermerk(self.account, *words)

    def kept(self) -> dict[str, bytes]:
        """What the project holds; not who held the lock last."""
        return {
            str(path.relative_to(self.project)): path.read_bytes()
            for path in self.project.rglob("*")
            if path.is_file() and path.name != "lock" and "index" not in path.parts
        }


@pytest.fixture(scope="session")
def server() -> Iterator[Server]:
    why = missing()
    if why:
        pytest.skip(why)
    one = Server()
    try:
        yield one
    finally:
        one.close()


@pytest.fixture(scope="session")
def team(server: Server) -> Team:
    """A team with one document, and the server up."""
    one = Team(server)
    paper: Path = one.folder / "haushalt.txt"
    paper.write_text(TEXT, "utf-8")
    one.vermerk("import", str(one.project), str(paper))
    server.start("ClientAliveInterval 2", "ClientAliveCountMax 2")
    return one
