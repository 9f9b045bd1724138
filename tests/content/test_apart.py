"""The process that reads for the program: its limits, and that it is there again after each end."""

from __future__ import annotations

import os
import resource
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from content import apart
from content.anchors.apart import AnchoringApart
from content.apart import Findings, child, find_apart, read_apart, reading_apart
from content.apart.asking import Ask
from content.apart.worker import Worker, _Child
from content.dates import find_dates, find_events
from content.demands import find_demands
from content.formats import Unreadable, read_bytes
from content.model import Reading, Span

TEXT = "Haushalt\n\nDer Rat tagt am 1. Mai 2026. Wir fordern, dass die Stadt mehr Mittel gibt.\n"
LINUX = pytest.mark.skipif(sys.platform != "linux", reason="needs Linux to tell a process's limits")


@pytest.fixture
def worker(monkeypatch: pytest.MonkeyPatch) -> Iterator[Worker]:
    made = Worker()
    monkeypatch.setattr(apart, "_WORKER", made)
    yield made
    made.end()


def child_of(worker: Worker) -> _Child:
    with worker._lock:
        return worker._ready()


def pid_of(worker: Worker) -> int:
    return child_of(worker)._process.pid


def test_the_answer_is_what_reading_here_gives(worker: Worker) -> None:
    found = read_apart(TEXT.encode(), "a.txt")
    here = read_bytes(TEXT.encode(), "a.txt")
    assert found.reading == here
    dates = find_dates(here.text, reference=here.date, regions=here.regions)
    assert found.findings.events == find_events(here.text, dates, here.regions) != ()
    assert found.findings.demands == find_demands(here.text, here.regions) != ()


def test_a_given_date_wins(worker: Worker) -> None:
    said = b"Haushalt\n\nGestern tagte der Rat."
    assert read_apart(said, "a.txt", date="2026-05-02").findings.events[0].edtf == "2026-05-01"


def test_one_process_reads_many_files(worker: Worker) -> None:
    pids = {pid_of(worker) for _ in range(3) if reading_apart(TEXT.encode(), "a.txt")}
    assert len(pids) == 1


def test_a_refusal_does_not_end_it(worker: Worker) -> None:
    before = pid_of(worker)
    with pytest.raises(Unreadable, match="is empty: nothing to import"):
        reading_apart(b"", "a.txt")
    assert pid_of(worker) == before


def test_an_unknown_format_and_a_name_of_bytes(worker: Worker) -> None:
    assert reading_apart(TEXT.encode(), os.fsdecode(b"br\xfccke.txt")).format == "text"
    with pytest.raises(Unreadable, match="ValueError"):
        reading_apart(TEXT.encode(), "a.txt", "wordperfect")


@LINUX
def test_what_it_may_is_limited_by_the_kernel(worker: Worker) -> None:
    reading_apart(TEXT.encode(), "a.txt")
    pid = pid_of(worker)
    limits = {
        name: resource.prlimit(pid, getattr(resource, f"RLIMIT_{name}"))[1]  # type: ignore[attr-defined]
        for name in ("AS", "DATA", "FSIZE", "CORE", "NPROC", "NOFILE")
    }
    assert limits == {"AS": 512 << 20, "DATA": 256 << 20, "FSIZE": 0, "CORE": 0, "NPROC": 0, "NOFILE": 32}


def test_a_file_that_takes_too_long_is_refused_and_the_next_is_read(
    worker: Worker, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(apart, "READING", (0.05, 0.0))
    with pytest.raises(Unreadable, match=r"^takes too long to read: save it in another format"):
        reading_apart(b"Der Rat tagt.\n\n" * 60_000, "a.txt")
    monkeypatch.undo()
    assert reading_apart(TEXT.encode(), "a.txt").format == "text"


def test_a_text_that_takes_too_long_is_read_without_suggestions(
    worker: Worker, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(apart, "FINDING", (0.05, 0.0))
    found = read_apart(b"heute " * 30_000, "a.txt")
    assert found.reading.text.startswith("heute heute")
    said = "No dates and demands are suggested: looking for them in this text took too long."
    assert found.findings == Findings(missing=said)


def test_a_giant_text_is_not_searched(worker: Worker, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(apart, "MOST_LETTERS", 20)
    assert find_apart(TEXT, None, ()).missing.endswith("more than 3 million letters.")


def test_no_more_is_looked_for_than_is_suggested(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(child, "MOST", 3)
    text = "Am 1. Mai 2026 tagt der Rat. Wir fordern mehr Geld.\n\nAm 2. Juni 2026 ruht er.\n\n" * 9
    looked: list[int] = []
    monkeypatch.setattr(child, "find_events", lambda _, dates, __: looked.append(len(dates)) or ())
    found = child._suggested(Ask(9.0, date="2026-01-01"), text, ())
    assert looked == [3] and len(found.demands) == 3
    assert found.missing.startswith("Only the first")
    assert len(find_dates(text, most=4)) == 4 and len(find_dates(text)) == 18
    assert len(find_demands(text, (), 4)) == 4 and len(find_demands(text)) == 9


def test_a_process_that_hangs_is_ended_by_the_clock(worker: Worker, monkeypatch: pytest.MonkeyPatch) -> None:
    """It waits for what never comes, and so uses none of the processor's time."""
    monkeypatch.setattr("content.apart.worker.PATIENCE", 1)
    os.kill(pid_of(worker), signal.SIGSTOP)
    with pytest.raises(Unreadable, match="takes too long"):
        worker.answer(Ask(0.2, "a.txt"), TEXT.encode(), Reading)


def test_one_that_takes_nothing_in_is_ended_too(worker: Worker, monkeypatch: pytest.MonkeyPatch) -> None:
    """More than a pipe holds."""
    monkeypatch.setattr("content.apart.worker.PATIENCE", 1)
    os.kill(pid_of(worker), signal.SIGSTOP)
    with pytest.raises(Unreadable, match="takes too long"):
        worker.answer(Ask(0.2, "a.txt"), b"wort " * 100_000, Reading)
    assert reading_apart(TEXT.encode(), "a.txt").format == "text"


@pytest.mark.parametrize("signal_", [signal.SIGSEGV, signal.SIGABRT, signal.SIGKILL])
def test_one_that_crashed_is_started_again(worker: Worker, signal_: signal.Signals) -> None:
    process = child_of(worker)._process
    process.send_signal(signal_)
    process.wait()
    with pytest.raises(Unreadable, match="damaged or needs too much memory|takes too long"):
        reading_apart(TEXT.encode(), "a.txt")
    assert reading_apart(TEXT.encode(), "a.txt").format == "text"


def test_too_much_memory_is_one_line(worker: Worker) -> None:
    """Ten megabytes of words are more than this one may hold."""
    code = "import content.apart.child as c; c.SPACE = c.MEMORY = 90 << 20; c.main()"
    patched = "import sys; sys.path.insert(0, sys.argv[1]); " + code
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("content.apart.worker._START", patched)
        with pytest.raises(Unreadable, match="needs too much memory"):
            reading_apart(b"wort " * 2_000_000, "a.txt")


def test_one_that_holds_much_is_not_used_again(worker: Worker, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("content.apart.worker.LARGE", -1)
    before = pid_of(worker)
    reading_apart(TEXT.encode(), "a.txt")
    assert pid_of(worker) != before


def test_one_that_remembers_stays_the_same(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("content.apart.worker.LARGE", -1)
    compared = AnchoringApart("Der Rat tagt.", "Heute: Der Rat tagt.")
    before = pid_of(compared._worker)
    assert [move.spans for move in compared.moves([[Span(4, 7)]])] == [(Span(11, 14),)]
    assert [move.spans for move in compared.moves([[Span(8, 12)]])] == [(Span(15, 19),)]
    assert pid_of(compared._worker) == before
    compared.close()


def test_it_ends_when_nobody_asks(worker: Worker, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("content.apart.worker.IDLE", 0)
    process = child_of(worker)._process
    assert process.wait(20) == 0
    monkeypatch.undo()
    worker._child._used = -1e9  # type: ignore[union-attr]
    assert reading_apart(TEXT.encode(), "a.txt").format == "text"


def test_it_ends_with_its_parent_even_amid_a_file() -> None:
    code = (
        "import os, threading, time\n"
        "from content import apart\n"
        "apart.READING = (60.0, 0.0)\n"
        "apart._WORKER._ready()\n"
        "print(apart._WORKER._child._process.pid, flush=True)\n"
        "text = b'Der Rat tagt.\\n\\n' * 400_000\n"
        "threading.Thread(target=apart.reading_apart, args=(text, 'a.txt')).start()\n"
        "time.sleep(0.5)\n"
        "os.kill(os.getpid(), 9)\n"
    )
    root = str(Path(apart.__file__).resolve().parents[2])
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, cwd=root, check=False)
    assert done.returncode == -signal.SIGKILL
    pid = int(done.stdout)
    for _ in range(200):
        if not Path(f"/proc/{pid}").exists() or " Z " in Path(f"/proc/{pid}/stat").read_text():
            return
        time.sleep(0.05)
    pytest.fail("the reader outlives its parent")


def test_threads_take_turns(worker: Worker) -> None:
    texts = [f"Bericht {number}\n\nDer Rat tagt." for number in range(8)]
    read: dict[str, str] = {}

    def work(text: str) -> None:
        read[text] = reading_apart(text.encode(), "a.txt").text

    threads = [threading.Thread(target=work, args=(text,)) for text in texts]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert read == {text: text for text in texts}


def test_a_fork_has_one_of_its_own(worker: Worker) -> None:
    reading_apart(TEXT.encode(), "a.txt")
    before = pid_of(worker)
    first = child_of(worker)
    first._owner = -1
    assert pid_of(worker) != before
    first._owner = os.getpid()
    first.end()


def test_the_program_loads_no_parser_itself() -> None:
    code = (
        "import sys; from content.apart import read_apart; read_apart(b'Der Rat tagt am 1. Mai.', 'a.txt');"
        "bad = {'content.dates', 'content.regions', 'content.formats.text', 'lxml'} & set(sys.modules);"
        "sys.exit(','.join(bad) or 0)"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=False)
    assert (done.returncode, done.stderr) == (0, "")


def test_what_is_too_large_is_not_even_sent(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(apart, "_WORKER", None)
    with pytest.raises(Unreadable, match="is too large .81 MB; at most 80 MB"):
        apart.reading_apart(bytes(81 << 20), "plan.pdf")
