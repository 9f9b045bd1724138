"""A server for tests: an sshd of its own on a loopback port, accounts, keys, and whoever comes by them."""

from __future__ import annotations

import compileall
import os
import pwd
import shutil
import signal
import socket
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

import textual

from tests.end_to_end.terminal import ROOT, Terminal

SSHD = shutil.which("sshd", path=f"{os.environ.get('PATH', '')}:/usr/sbin:/sbin")
SUDO = shutil.which("sudo")
IS_ROOT = os.getuid() == 0
#: All that an administrator might have left open: what a key may do must not hang on it.
OPEN = """\
AcceptEnv *
AllowAgentForwarding yes
AllowStreamLocalForwarding yes
AllowTcpForwarding yes
GatewayPorts yes
PermitTunnel yes
PermitUserEnvironment yes
PermitUserRC yes
X11Forwarding yes
X11UseLocalhost yes
"""


def missing() -> str:
    """Why there can be no server; empty where there can."""
    if SSHD is None:
        return "openssh-server is not installed (apt-get install openssh-server)"
    return "" if shutil.which("ssh") and shutil.which("ssh-keygen") else "openssh-client is not installed"


class Server:
    """A place that all accounts may enter, with a program and an sshd. ``close`` leaves nothing behind."""

    def __init__(self) -> None:
        self.place = Path(tempfile.mkdtemp(prefix="vermerk-ssh-"))
        self.place.chmod(0o755)
        (self.place / "keys").mkdir()
        self.program = make_program(self.place)
        self.users: list[str] = []
        self.made_run = False
        self._sshd: subprocess.Popen[bytes] | None = None
        self.port = 0

    # Accounts and keys

    def account(self, name: str, *groups: str) -> str:
        """A new account with a home and a shell that only a key opens; its name."""
        user = f"vk{name}{os.getpid()}"
        more = ["--groups", ",".join(groups)] if groups else []
        home = self.place / f"home-{name}"
        system(
            "useradd", "--create-home", "--home-dir", str(home), "--shell", "/bin/bash",
            "--password", "*", "--user-group", *more, user,
        )  # fmt: skip
        self.users.append(user)
        return user

    def key(self, name: str) -> Path:
        """A new key pair; the public one ends in .pub."""
        path = self.place / f"id_{name}"
        if not path.exists():
            system("ssh-keygen", "-q", "-t", "ed25519", "-N", "", "-C", name, "-f", str(path))
        return path

    def allow(self, user: str, *lines: str) -> None:
        """Add lines to an account's authorized_keys."""
        with (self.place / "keys" / user).open("a") as file:
            file.writelines(f"{line}\n" for line in lines)

    def vermerk(self, user: str, *words: str) -> str:
        """Run a command on the server as an account, as its administrator does; what it printed."""
        become = ("runuser", "-u", user, "--") if IS_ROOT else ()
        return system(*become, str(self.program), *words)

    # The server

    def start(self, *config: str) -> None:
        """Start sshd with these lines before all that is left open."""
        if IS_ROOT and not Path("/run/sshd").exists():
            Path("/run/sshd").mkdir(mode=0o755)
            self.made_run = True
        host = self.key("host")
        for _attempt in range(5):
            self.port = free_port()
            (self.place / "sshd_config").write_text(
                f"Port {self.port}\nListenAddress 127.0.0.1\nHostKey {host}\nPidFile none\nUsePAM no\n"
                f"StrictModes no\nAuthorizedKeysFile {self.place}/keys/%u\nPasswordAuthentication no\n"
                "KbdInteractiveAuthentication no\nMaxStartups 100\nMaxSessions 100\n"
                f"Subsystem sftp internal-sftp\n{chr(10).join(config)}\nLogLevel VERBOSE\n{OPEN}" + "\n"
            )
            command = [str(SSHD), "-D", "-f", f"{self.place}/sshd_config", "-E", f"{self.place}/sshd.log"]
            self._sshd = subprocess.Popen(command, stdin=subprocess.DEVNULL)
            if self._answers():
                return
        raise AssertionError((self.place / "sshd.log").read_text())

    def _answers(self) -> bool:
        assert self._sshd is not None
        for _moment in range(200):
            with suppress(OSError), socket.create_connection(("127.0.0.1", self.port), 1):
                return True
            if self._sshd.poll() is not None:
                return False
            time.sleep(0.02)
        return False

    # Clients

    def client(self, key: str, user: str, *options: str) -> list[str]:
        """The command of a client that knows nothing but this server."""
        return [
            "ssh", "-F", "none", "-i", str(self.place / f"id_{key}"), "-p", str(self.port),
            *(f"-o{one}" for one in (
                "IdentitiesOnly=yes", "StrictHostKeyChecking=no", "UserKnownHostsFile=/dev/null",
                "LogLevel=ERROR", "BatchMode=yes", "IdentityAgent=none",
            )),
            *options, f"{user}@127.0.0.1",
        ]  # fmt: skip

    def run(
        self, key: str, user: str, *words: str, options: tuple[str, ...] = (), data: bytes = b""
    ) -> subprocess.CompletedProcess[str]:
        """One request without a terminal, to its end."""
        done = subprocess.run(
            [*self.client(key, user, *options), *words], input=data, capture_output=True, timeout=60,
            env=surroundings(),
        )  # fmt: skip
        return subprocess.CompletedProcess(
            done.args, done.returncode, done.stdout.decode(), done.stderr.decode()
        )

    @contextmanager
    def screen(self, key: str, user: str, *words: str, **how: str | int) -> Iterator[Terminal]:
        """A client in a terminal; its language and what is named else it sends along."""
        size = {name: how.pop(name) for name in ("columns", "rows") if name in how}
        sent = f"-oSendEnv={' '.join({'LANG', *how})}"
        command = [*self.client(key, user, "-tt", sent), *words]
        one = Terminal(command, surroundings() | {k: str(v) for k, v in how.items()}, **size)  # type: ignore
        try:
            yield one
        finally:
            one.close()

    def close(self) -> None:
        if self._sshd is not None:
            self._sshd.terminate()
            self._sshd.wait()
        for process in processes(lambda command, uid: str(self.place) in command):
            with suppress(ProcessLookupError):
                os.kill(process, signal.SIGKILL)
        self.close_accounts()
        if self.made_run:
            with suppress(OSError):
                Path("/run/sshd").rmdir()
        shutil.rmtree(self.place, ignore_errors=True)

    def close_accounts(self) -> None:
        """Take the accounts away again, with all that still runs as one of them."""
        while self.users:
            user = self.users.pop()
            wait_until(lambda user=user: not of_user(user), 5)  # type: ignore[misc]
            for process in of_user(user):
                with suppress(ProcessLookupError):
                    os.kill(process, signal.SIGKILL)
            system("userdel", user)


def surroundings() -> dict[str, str]:
    return {
        "PATH": os.environ["PATH"],
        "HOME": "/nonexistent",
        "TERM": "xterm-256color",
        "LANG": "de_DE.UTF-8",
    }


def make_program(place: Path) -> Path:
    """``vermerk`` in an environment that any account may enter; what is in a private place is copied."""
    packages = Path(textual.__file__).parents[1]
    paths = [ROOT, packages]
    if not all(map(is_open, (ROOT / "tui" / "cli" / "ssh.py", packages / "textual" / "app.py"))):
        paths = [place / "program", place / "packages"]
        for name in ("content", "store", "tui"):
            copy(ROOT / name, paths[0] / name)
        copy(packages, paths[1])
    for name in ("content", "store", "tui"):  # as pip does: accounts that may not write would do it each time
        compileall.compile_dir(paths[0] / name, quiet=1)
    home = place / "venv"
    version = open_python(place)
    (home / "bin").mkdir(parents=True)
    (home / "bin" / "python").symlink_to(version)
    (home / "pyvenv.cfg").write_text(f"home = {version.parent}\ninclude-system-site-packages = false\n")
    site = home / "lib" / version.name / "site-packages"
    site.mkdir(parents=True)
    (site / "vermerk.pth").write_text("".join(f"{one}\n" for one in paths))
    program = home / "bin" / "vermerk"
    program.write_text(f"#!{home}/bin/python\nimport sys\nfrom tui.cli import main\nsys.exit(main())\n")
    program.chmod(0o755)
    return program


def open_python(place: Path) -> Path:
    """An interpreter of this version that any account may run: this one, the system's, or a copy."""
    name = f"python{sys.version_info.major}.{sys.version_info.minor}"
    for one in (Path(sys.base_prefix, "bin", name), Path("/usr/bin", name)):
        if one.exists() and is_open(one):
            return one
    copy(Path(sys.base_prefix, "lib", name), place / "python" / "lib" / name)
    (place / "python" / "bin").mkdir()
    return Path(shutil.copy(Path(sys.executable).resolve(), place / "python" / "bin" / name))


def copy(folder: Path, target: Path) -> None:
    """A copy without what only tests and tools need."""
    unused = ("test", "tests", "idlelib", "ensurepip", "mypy*", "ruff*", "__pycache__")
    shutil.copytree(folder, target, ignore=shutil.ignore_patterns(*unused))


def is_open(path: Path) -> bool:
    """Whether any account can read it."""
    real = path.resolve()
    ways = {*path.parents, *real.parents}
    return all(way.stat().st_mode & 0o001 for way in ways) and bool(real.stat().st_mode & 0o004)


def free_port() -> int:
    with socket.socket() as one:
        one.bind(("127.0.0.1", 0))
        return int(one.getsockname()[1])


def system(*command: str) -> str:
    """Run a command of the system; again where it waits for another, or for a process to end."""
    for _attempt in range(50):
        done = subprocess.run(command, capture_output=True, text=True, stdin=subprocess.DEVNULL)
        if "lock" not in done.stderr and "currently used" not in done.stderr:
            break
        time.sleep(0.2)
    assert done.returncode == 0, done.stderr
    return done.stdout


def processes(wanted: Callable[[str, int], bool]) -> list[int]:
    """The processes of which ``wanted`` is true, given the command line and the account's number."""
    found = []
    for entry in Path("/proc").iterdir():
        with suppress(OSError):
            if entry.name.isdigit() and int(entry.name) != os.getpid():
                command = (entry / "cmdline").read_bytes().replace(b"\0", b" ").decode("utf-8", "replace")
                if command and wanted(command, entry.stat().st_uid):
                    found.append(int(entry.name))
    return found


def of_user(user: str) -> list[int]:
    uid = pwd.getpwnam(user).pw_uid
    return processes(lambda _command, owner: owner == uid)


def wait_until(happens: Callable[[], bool], seconds: float = 20) -> bool:
    """Whether it has happened within so many seconds."""
    end = time.monotonic() + seconds
    while time.monotonic() < end:
        if happens():
            return True
        time.sleep(0.05)
    return happens()
