"""How long the screen takes to start, beside an empty Textual App in the same run.

    python tests/benchmarks/bench_start.py [ROUNDS]

Makes the sample in a temporary folder and starts ``vermerk`` on it in a pty of 80×24, by turns with an App
that has no widgets. Prints the medians of: milliseconds to the last byte of the first frame, CPU milliseconds
of the process until a quarter of a second later, bytes written, and the ratios of the first two. Linux only.
"""

from __future__ import annotations

import compileall
import fcntl
import os
import pty
import select
import signal
import statistics
import struct
import subprocess
import sys
import tempfile
import termios
import time
from pathlib import Path

EMPTY = "from textual.app import App\nApp().run()\n"
SETTLED = 0.25
TICKS = os.sysconf("SC_CLK_TCK")


def first_frame(command: list[str], home: str) -> tuple[float, float, int]:
    """(milliseconds, CPU milliseconds, bytes) until nothing more is written for a quarter of a second."""
    master, slave = pty.openpty()
    fcntl.ioctl(slave, termios.TIOCSWINSZ, struct.pack("HHHH", 24, 80, 0, 0))
    environment = {
        **os.environ,
        "TERM": "xterm-256color",
        "COLORTERM": "truecolor",
        "LANG": "de_DE.UTF-8",
        "HOME": home,
    }
    started = time.perf_counter()
    process = subprocess.Popen(
        command, stdin=slave, stdout=slave, stderr=slave, env=environment, start_new_session=True
    )
    os.close(slave)
    last, written = started, 0
    while select.select([master], [], [], SETTLED if written else 20)[0]:
        data = os.read(master, 65536)
        written += len(data)
        last = time.perf_counter()
        if b"\x1b[?2026$p" in data:  # answers as a modern terminal would
            os.write(master, b"\x1b[?2026;2$y")
    fields = Path(f"/proc/{process.pid}/stat").read_text().rsplit(")", 1)[1].split()
    cpu = (int(fields[11]) + int(fields[12])) * 1000 / TICKS
    os.killpg(process.pid, signal.SIGKILL)
    process.wait()
    os.close(master)
    return (last - started) * 1000, cpu, written


def main() -> None:
    rounds = int(sys.argv[1]) if len(sys.argv) > 1 else 9
    for package in ("content", "store", "tui"):  # as what is installed is
        compileall.compile_dir(package, quiet=1)
    with tempfile.TemporaryDirectory() as folder:
        sample = str(Path(folder) / "sample.vermerk")
        subprocess.run([sys.executable, "-c", "import sys; from pathlib import Path; from store.sample import"
                        " make_sample; make_sample(Path(sys.argv[1]))", sample], check=True)  # fmt: skip
        commands = {
            "empty": [sys.executable, "-c", EMPTY],
            "vermerk": [sys.executable, "-m", "tui.cli", sample],
        }
        runs: dict[str, list[tuple[float, float, int]]] = {name: [] for name in commands}
        for _ in range(rounds):
            for name, command in commands.items():
                runs[name].append(first_frame(command, folder))
    medians = {
        name: [statistics.median(column) for column in zip(*found, strict=True)]
        for name, found in runs.items()
    }
    for name, (frame, cpu, size) in medians.items():
        print(f"{name:8} first frame {frame:6.0f} ms   CPU {cpu:5.0f} ms   {size:7.0f} bytes")
    ratios = [
        statistics.median(v[at] / e[at] for v, e in zip(runs["vermerk"], runs["empty"], strict=True))
        for at in (0, 1)
    ]
    print(f"ratio    first frame {ratios[0]:6.2f}      CPU {ratios[1]:5.2f}")


if __name__ == "__main__":
    main()
