"""Hostile files end as one line or as text, and never cost more than they may."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest

from content import apart
from content.formats import Unreadable
from tests.content.hostile.cases import CASES

#: MB: what a reader may hold, with what its program's code takes.
MOST = 300


def most_held() -> int:
    """MB that the reader's process held at most; 0 where it is gone or the system does not tell."""
    child = apart._WORKER._child
    if child is None or sys.platform != "linux":
        return 0
    status = Path(f"/proc/{child._process.pid}/status").read_text("ascii")
    return next(int(line.split()[1]) >> 10 for line in status.splitlines() if line.startswith("VmHWM"))


@pytest.mark.parametrize("case", CASES)
def test_bad_input(case: str) -> None:
    name, make, refused, said = CASES[case]
    data = make()
    try:
        found = apart.read_apart(data, name)
    except Unreadable as error:
        assert refused, str(error)
        assert said in str(error)
        assert error.advice and "\n" not in str(error) and len(str(error)) < 200
    else:
        assert not refused
        told = (found.reading.text, *found.reading.warnings, found.findings.missing)
        assert any(said in words for words in told), told[1:]
        assert "root:" not in found.reading.text and "haha" not in found.reading.text
    assert most_held() <= MOST
