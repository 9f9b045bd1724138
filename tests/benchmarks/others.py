"""Other programs of the terminal, each with something large enough to move in."""

from __future__ import annotations

import shutil
import sqlite3
import subprocess
from collections.abc import Callable, Iterator
from pathlib import Path

LINE = "Über die Änderung der Verordnung wird im Herbst beraten"
#: Name, command, folder, places: as ``bench_screens.Program``.
Other = tuple[str, list[str], Path, dict[str, tuple[list[str], str, str]]]
Made = tuple[list[str], Path, dict[str, tuple[list[str], str, str]]]


def others(home: Path, path: str) -> Iterator[Other]:
    """Those that are found on the ``path``; what is missing is said."""
    for name, make in MAKERS.items():
        found = shutil.which(name, path=path)
        if found is None:
            print(f"{name}: not found")
            continue
        command, folder, places = make(home)
        yield name, [found, *command], folder, places


def table(home: Path) -> Made:
    """A table of 10,000 rows."""
    rows = (f"{number},{LINE},2026-07-{number % 28 + 1:02}" for number in range(10_000))
    (home / "table.csv").write_text("\n".join(("number,label,date", *rows)), "utf-8")
    return ["table.csv"], home, {"table": ([], "j", "pagedown")}


def repository(home: Path) -> Made:
    """A history of 2,000 commits."""
    folder = home / "repository"
    subprocess.run(["git", "init", "-q", str(folder)], check=True)
    commits = (
        f"commit refs/heads/main\ncommitter Anna <anna@example.org> {1_700_000_000 + number} +0000\n"
        f"data {len(text)}\n{text}\n"
        for number in range(2_000)
        if (text := f"Step {number} of many")
    )
    subprocess.run(
        ["git", "-C", str(folder), "fast-import", "--quiet"], input="".join(commits), text=True, check=True
    )
    subprocess.run(["git", "-C", str(folder), "checkout", "-q", "-f", "main"], check=True)
    return ["main"], folder, {"history": ([], "j", "pagedown")}


def mailbox(home: Path) -> Made:
    """A mailbox with 2,000 mails."""
    inbox = home / "mail" / "INBOX"
    for part in ("cur", "new", "tmp"):
        (inbox / part).mkdir(parents=True)
    for number in range(2_000):
        head = f"From: Anna <anna@example.org>\nTo: ben@example.org\nSubject: {LINE} {number}\n"
        date = f"Date: Fri, {number % 28 + 1} Jul 2026 10:00:00 +0000\n"
        (inbox / "cur" / f"{1_700_000_000 + number}.{number}.host:2,S").write_text(
            f"{head}{date}\n{LINE}.\n", "utf-8"
        )
    settings = home / ".config" / "aerc"
    settings.mkdir(parents=True)
    accounts = settings / "accounts.conf"
    accounts.write_text(
        f"[Test]\nsource = maildir://{home / 'mail'}\nfrom = Ben <ben@example.org>\ndefault = INBOX\n"
    )
    accounts.chmod(0o600)
    return [], home, {"mails": ([], "j", "pagedown")}


def collection(home: Path) -> Made:
    """A collection of 100 requests."""
    folder = home / "requests"
    folder.mkdir()
    for number in range(100):
        lines = (f"name: Request {number}", "method: GET", f"url: http://localhost/{number}")
        (folder / f"request-{number:03}.posting.yaml").write_text("\n".join(lines) + "\n")
    settings = home / ".config" / "posting"
    settings.mkdir(parents=True)
    (settings / "config.yaml").write_text("focus:\n  on_startup: collection\n")
    return ["--collection", str(folder)], home, {"collection": ([], "j", "pagedown")}


def database(home: Path) -> Made:
    """A database of 200 tables, moved in through a query of as many lines."""
    with sqlite3.connect(home / "tables.sqlite") as connection:
        for number in range(200):
            connection.execute(f"CREATE TABLE table_{number:03} (number, label)")
    return (
        ["-a", "sqlite", "tables.sqlite"],
        home,
        {"catalog": (["f6", "down", "enter", "down", "enter"], "down", "pagedown")},
    )


MAKERS: dict[str, Callable[[Path], Made]] = {
    "posting": collection,
    "harlequin": database,
    "vd": table,
    "tig": repository,
    "aerc": mailbox,
}
