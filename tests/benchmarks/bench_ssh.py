"""What people at the screen cost a server, by SSH: memory and CPU of 1, 10, 20 and 30 sessions at once.

    python -m tests.benchmarks.bench_ssh [SESSIONS…]

Starts an sshd of its own, as the tests do (as root, with an account of its own), opens the sample in so many
sessions and waits until all stand still. Prints the seconds from the first client's start until all have the
whole first screen, and, for one session: its own memory (USS), its share of all (PSS), the same of its two
sshd processes, and the CPU milliseconds of its start. The clients take of the same processors. Linux only.
"""

from __future__ import annotations

import os
import select
import sys
import time
from collections.abc import Sequence
from contextlib import ExitStack
from pathlib import Path
from statistics import mean

from tests.end_to_end.ssh.conftest import Team
from tests.end_to_end.ssh.server import Server, processes, system
from tests.end_to_end.terminal import Terminal

#: What the first screen says at its top, in a pane and at its bottom.
WHOLE = (b"Moderner", b"Dokumente", b"Hilfe")
TICKS = os.sysconf("SC_CLK_TCK")
SAMPLE = (
    "import sys; from pathlib import Path; from store.sample import make_sample;"
    " make_sample(Path(sys.argv[1]), 'anna')"
)


def memory(process: int) -> tuple[float, float]:
    """(USS, PSS) of a process in MB."""
    lines = dict(
        line.split(":", 1) for line in Path(f"/proc/{process}/smaps_rollup").read_text().splitlines()[1:]
    )
    size = {name: int(value.split()[0]) / 1024 for name, value in lines.items()}
    return size["Private_Clean"] + size["Private_Dirty"], size["Pss"]


def cpu(process: int) -> float:
    """CPU milliseconds of a process until now."""
    fields = Path(f"/proc/{process}/stat").read_text().rsplit(")", 1)[1].split()
    return (int(fields[11]) + int(fields[12])) * 1000 / TICKS


def wait_until_whole(screens: Sequence[Terminal]) -> None:
    """Until all have shown title, panes and footer: told by the bytes, as drawing them costs much."""
    waiting = {screen.master: screen for screen in screens}
    while waiting:
        told = select.select(list(waiting), [], [], 120)[0]
        assert told, "nothing comes any more"
        for file in told:
            waiting[file].written += os.read(file, 65536)
            if all(word in waiting[file].written for word in WHOLE):
                del waiting[file]


def measure(server: Server, account: str, count: int) -> None:
    with ExitStack() as stack:
        begun = time.perf_counter()
        wait_until_whole([stack.enter_context(server.screen("anna", account)) for _ in range(count)])
        ready = time.perf_counter() - begun
        time.sleep(2)
        ours = processes(lambda command, _uid: "vermerk ssh" in command and str(server.place) in command)
        sshd = processes(lambda command, _uid: command.startswith(f"sshd: {account}"))
        assert len(ours) == count, ours
        own, share = (mean(column) for column in zip(*map(memory, ours), strict=True))
        beside = [sum(column) / count for column in zip(*map(memory, sshd), strict=True)]
        start = mean(map(cpu, ours))
        print(
            f"{count:3} sessions: ready {ready:4.1f} s  USS {own:5.1f} MB  PSS {share:5.1f} MB  "
            f"sshd USS {beside[0]:4.1f} MB  PSS {beside[1]:4.1f} MB  start {start:5.0f} ms CPU",
            flush=True,
        )


def main() -> None:
    server = Server()
    try:
        team = Team(server)
        sample = team.folder / "sample.vermerk"
        become = ("runuser", "-u", team.account, "--")
        system(*become, str(server.program.with_name("python")), "-c", SAMPLE, str(sample))
        key = f"{server.key('anna')}.pub"
        line = team.vermerk("reviewers", str(sample), "key", "anna", key).rstrip()
        (server.place / "keys" / team.account).write_text(f"{line}\n")
        server.start()
        for count in map(int, sys.argv[1:] or ("1", "10", "20", "30")):
            measure(server, team.account, count)
            time.sleep(4)
    finally:
        server.close()


if __name__ == "__main__":
    main()
