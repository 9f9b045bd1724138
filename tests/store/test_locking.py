import errno
import getpass
import os
import stat
import subprocess
import sys
import time
from contextlib import contextmanager

import pytest

from store.errors import Busy, NotFound, Refused
from store.locking import Lock

HOLD = """
import sys, pathlib
from store.locking import Lock
lock = Lock(pathlib.Path(sys.argv[1]))
with lock.held(1):
    print("held", flush=True)
    sys.stdin.readline()
"""


@contextmanager
def holder(path):
    """Another process that holds the lock until the block ends."""
    command = [sys.executable, "-c", HOLD, str(path)]
    with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True) as process:
        assert process.stdout.readline() == "held\n"
        try:
            yield process
        finally:
            process.kill()


@pytest.fixture
def lock(tmp_path):
    lock = Lock(tmp_path / "lock")
    yield lock
    lock.close()


def test_a_held_lock_keeps_others_out_and_names_the_holder(lock, tmp_path):
    with holder(tmp_path / "lock") as process, pytest.raises(Busy) as caught, lock.held(0.05):
        pytest.fail("two holders")
    message = str(caught.value)
    assert f"process {process.pid} ({getpass.getuser()}) since 20" in message
    assert caught.value.advice


def test_a_killed_holder_leaves_the_lock_free(lock, tmp_path):
    with holder(tmp_path / "lock") as process:
        process.kill()
        process.wait()
        with lock.held(1):
            assert str(os.getpid()) in lock.holder()


def test_waiting_ends_when_the_holder_lets_go(lock, tmp_path):
    with holder(tmp_path / "lock") as process:
        process.stdin.write("\n")
        process.stdin.flush()
        with lock.held(5):
            assert str(os.getpid()) in lock.holder()


def test_the_time_out_is_kept(lock, tmp_path):
    with holder(tmp_path / "lock"):
        begin = time.monotonic()
        with pytest.raises(Busy), lock.held(0.2):
            pass
        assert time.monotonic() - begin >= 0.2


def test_the_file_is_the_groups_whatever_the_umask(lock, tmp_path):
    before = os.umask(0o077)
    try:
        with lock.held(0):
            pass
    finally:
        os.umask(before)
    assert stat.S_IMODE((tmp_path / "lock").stat().st_mode) == 0o660


def test_an_error_inside_releases_the_lock(lock, tmp_path):
    with pytest.raises(ZeroDivisionError), lock.held(0):
        raise ZeroDivisionError
    other = Lock(tmp_path / "lock")
    with other.held(0):
        pass
    other.close()


def test_a_replaced_lock_file_is_noticed(lock, tmp_path):
    with lock.held(0):
        pass
    (tmp_path / "lock").unlink()
    with holder(tmp_path / "lock"), pytest.raises(Busy), lock.held(0.05):
        pytest.fail("held a lock that nobody else looks at")


def test_a_project_folder_that_is_gone_is_said_so(tmp_path):
    with pytest.raises(NotFound), Lock(tmp_path / "gone" / "lock").held(0):
        pass


def test_an_unreadable_holder_line_does_no_harm(lock, tmp_path):
    (tmp_path / "lock").write_bytes(b"\xff\x00 what")
    with holder(tmp_path / "lock"):
        (tmp_path / "lock").write_bytes(b"\xff\xfe")
        with pytest.raises(Busy, match="another process"), lock.held(0):
            pass


def test_on_a_full_disk_the_lock_holds_without_its_holder_s_line(lock, tmp_path, monkeypatch):
    monkeypatch.setattr(os, "pwrite", failing(errno.ENOSPC))
    other = Lock(tmp_path / "lock")
    with lock.held(0), pytest.raises(Busy), other.held(0.02):
        pytest.fail("two holders")
    other.close()


def test_a_lock_that_cannot_be_had_for_sure_is_given_up(lock, tmp_path, monkeypatch):
    other = Lock(tmp_path / "lock")
    with monkeypatch.context() as patched:
        patched.setattr(os, "fstat", failing(errno.EIO))
        with pytest.raises(Refused, match="could not be locked") as caught, lock.held(0):
            pytest.fail("held")
        assert caught.value.advice
    with other.held(0.02), pytest.raises(Busy), lock.held(0.02):
        pytest.fail("two holders")
    other.close()


def failing(number):
    def fail(*_):
        raise OSError(number, os.strerror(number))

    return fail


@pytest.mark.parametrize(("number", "advice"), [(errno.ENOLCK, "own disk"), (errno.EIO, "repeat it later")])
def test_where_there_are_no_locks_it_says_where_there_are(lock, monkeypatch, number, advice):
    monkeypatch.setattr("store.locking.fcntl.flock", failing(number))
    with pytest.raises(Refused) as refused, lock.held(0.1):
        pass
    assert os.strerror(number) in str(refused.value) and advice in str(refused.value.advice)
