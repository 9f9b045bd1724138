"""The process that reads: it may use so much memory and time, and can neither write nor start anything."""

from __future__ import annotations

import fcntl
import os
import resource
import select
import signal
import sys
from contextlib import suppress
from importlib import import_module
from typing import Any, BinaryIO

from content.apart.asking import NOTHING, Ask, Findings, Report, decode, encode, receive, send
from content.commitments import find_commitments
from content.dates import find_dates, find_events
from content.demands import find_demands
from content.formats import Unreadable, read_bytes
from content.formats.remarks import too_many
from content.messages import Message
from content.model import Region
from content.regions import find_regions

#: Bytes of address space, and of memory that is written to; the rest is programs' code.
SPACE, MEMORY = 512 << 20, 256 << 20
FILES = 32
#: Dates, and demands, that one text may suggest; nobody goes through more. What is beyond costs no time.
MOST = 2_000
_TOO_MANY = too_many(MOST)


def main() -> None:
    """Answer one request after the other, until nobody asks for a while.

    Arguments: a folder of modules, the pipe that stays open as long as the parent lives, seconds to wait,
    bytes of memory beyond what every file may take.
    """
    _end_with(int(sys.argv[2]))
    _limit(int(sys.argv[4]))
    # Ctrl+c is for the one that asked; a file must not seem damaged by it.
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    source, sink = sys.stdin.buffer, os.fdopen(os.dup(1), "wb")
    os.dup2(2, 1)
    with suppress(EOFError, BrokenPipeError):
        while select.select([source], [], [], float(sys.argv[3]))[0]:
            _serve(source, sink)


def _end_with(lifeline: int) -> None:
    """The kernel ends this process, also inside of a library, when the pipe's other end is closed."""
    fcntl.fcntl(lifeline, fcntl.F_SETOWN, os.getpid())
    fcntl.fcntl(lifeline, fcntl.F_SETFL, fcntl.fcntl(lifeline, fcntl.F_GETFL) | os.O_ASYNC)
    if select.select([lifeline], [], [], 0)[0]:
        sys.exit()


def _limit(more: int) -> None:
    limits = {"AS": SPACE + more, "DATA": MEMORY + more, "FSIZE": 0, "CORE": 0, "NPROC": 0, "NOFILE": FILES}
    for name, value in limits.items():
        # Some systems know not all of them, or have them lower already.
        with suppress(OSError, ValueError, AttributeError):
            resource.setrlimit(getattr(resource, f"RLIMIT_{name}"), (value, value))


def _serve(source: BinaryIO, sink: BinaryIO) -> None:
    ask = decode(receive(source), Ask)
    data = receive(source)
    signal.setitimer(signal.ITIMER_PROF, ask.seconds)
    report, answer = _answer(ask, data)
    signal.setitimer(signal.ITIMER_PROF, 0)
    send(sink, encode(report), answer)


def _answer(ask: Ask, data: bytes) -> tuple[Report, bytes]:
    try:
        answer = encode(_read(ask, data))
    except Unreadable as error:
        return Report(_held(), error.reason, error.advice), b""
    except MemoryError:
        # Whatever is left of it, this process is not to be used again.
        return Report(SPACE >> 20, Message("needs too much memory"), Message("split it into parts")), b""
    except Exception as error:
        # What hostile text does to grammars nobody lists; one bad file must not stop the others.
        reason = Message("could not be read ({kind})", kind=type(error).__name__)
        return Report(_held(), reason, Message("save it as plain text and import that")), b""
    return Report(_held()), answer


def _read(ask: Ask, data: bytes) -> Any:
    if ask.name is not None:
        return read_bytes(data, ask.name, ask.format)
    if ask.work:
        module, _, name = ask.work.partition(":")
        return getattr(import_module(module), name)(data)
    text = data.decode("utf-8")
    regions = find_regions(text) if ask.regions is None else ask.regions
    return _mentions(ask, text, regions) if ask.finds else _suggested(ask, text, regions)


def _mentions(ask: Ask, text: str, regions: tuple[Region, ...]) -> tuple[Any, ...]:
    if ask.finds == "dates":
        return find_dates(text, ask.date, ask.style, regions)
    return find_demands(text, regions) if ask.finds == "demands" else find_commitments(text, regions)


def _suggested(ask: Ask, text: str, regions: tuple[Region, ...]) -> Findings:
    dates = find_dates(text, reference=ask.date, regions=regions, most=MOST + 1)
    demands = find_demands(text, regions, MOST + 1)
    missing = _TOO_MANY if max(len(dates), len(demands)) > MOST else NOTHING
    return Findings(find_events(text, dates[:MOST], regions), demands[:MOST], missing)


def _held() -> int:
    """MB of memory that are not given back, where the system tells."""
    with suppress(OSError), open("/proc/self/statm", encoding="ascii") as file:
        return int(file.read().split()[1]) * resource.getpagesize() >> 20
    return 0
