"""The index is a cache: garbage, kills, full disks and other processes never cost more than a rebuild."""

from __future__ import annotations

import os
import signal
import sqlite3
import subprocess
import sys
import threading
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

import pytest

from content.search import index as index_module
from content.search.held import IndexUnwritable
from content.search.index import Index
from content.search.index_file import IndexFile
from content.search.query import parse
from content.search.units import Unit

WRITER = """
import sys
from pathlib import Path
from content.search.index import Index
from content.search.units import Unit
index = Index.open(Path(sys.argv[1]))
print("open", flush=True)
for number in range(int(sys.argv[3])):
    name = f"{sys.argv[2]}{number}"
    index.put(name, number, [Unit("document", name, f"Haushalt {name} " * 20, name, name)])
print("done", flush=True)
"""


def passage(name: str, text: str) -> Unit:
    return Unit("document", name, text, name, name, 0, len(text))


def found(index: Index, typed: str) -> list[str]:
    return [hit.unit.id for hit in index.search(parse(typed), 1000)]


def writer(folder: Path, name: str, count: int) -> subprocess.Popen[str]:
    root = Path(index_module.__file__).parents[2]
    command = [sys.executable, "-c", WRITER, str(folder), name, str(count)]
    return subprocess.Popen(command, stdout=subprocess.PIPE, text=True, cwd=root)


def the_file(folder: Path) -> Path:
    (path,) = folder.glob("*.db")
    return path


def test_two_processes_write_and_a_third_reads(tmp_path: Path) -> None:
    index = Index.open(tmp_path)
    writers = [writer(tmp_path, name, 40) for name in ("a", "b")]
    while any(process.poll() is None for process in writers):
        found(index, "Haushalt")
    assert [process.communicate()[0] for process in writers] == ["open\ndone\n"] * 2
    assert len(found(index, "Haushalt")) == 80 == len(index.known())


def test_a_killed_writer_leaves_whole_documents(tmp_path: Path) -> None:
    process = writer(tmp_path, "a", 100_000)
    assert process.stdout is not None and process.stdout.readline() == "open\n"
    index = Index.open(tmp_path)
    while len(index.known()) < 5:
        pass
    process.send_signal(signal.SIGKILL)
    process.communicate()
    index.put("z", 1, [passage("z", "Haushalt")])
    assert not index.fresh
    assert set(found(index, "Haushalt")) == set(index.known())


def garbage(path: Path) -> None:
    path.write_bytes(os.urandom(20_000))


def torn(path: Path) -> None:
    size = path.stat().st_size
    with open(path, "r+b") as file:
        file.seek(4096)
        file.write(b"\xff" * (size - 4096))


def emptied(path: Path) -> None:
    path.write_bytes(b"")


@pytest.mark.parametrize("damage", [garbage, torn, emptied])
def test_a_damaged_file_is_made_anew(tmp_path: Path, damage: Callable[[Path], None]) -> None:
    index = Index.open(tmp_path)
    index.put_all((f"d{n}", 1, [passage(f"d{n}", f"Haushalt {n}")]) for n in range(200))
    index.close()
    old = the_file(tmp_path)
    damage(old)
    again = Index.open(tmp_path)
    assert found(again, "Haushalt") == [] and again.known() == {} and again.fresh
    again.put("d1", 1, [passage("d1", "Haushalt")])
    assert found(again, "Haushalt") == ["d1"]
    assert the_file(tmp_path) != old


def test_others_go_on_in_the_new_file(tmp_path: Path) -> None:
    one, other = Index.open(tmp_path), Index.open(tmp_path)
    one.put("d1", 1, [passage("d1", "Haushalt")])
    IndexFile(tmp_path, the_file(tmp_path).stem.split("-")[0]).renew(the_file(tmp_path))
    assert one.known() == {} and other.known() == {}
    other.put("d2", 1, [passage("d2", "Haushalt")])
    assert found(one, "Haushalt") == ["d2"]


def test_another_analyser_has_another_file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    Index.open(tmp_path).close()
    old = the_file(tmp_path)
    monkeypatch.setattr(index_module, "ingredients", lambda: ["other"])
    assert Index.open(tmp_path).fresh
    assert the_file(tmp_path) != old


def test_who_may_not_write_has_an_index_of_their_own(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    folder, cache = tmp_path / "index", tmp_path / "cache"
    folder.mkdir()
    monkeypatch.setenv("XDG_CACHE_HOME", str(cache))
    allowed = os.access
    monkeypatch.setattr(os, "access", lambda path, mode: Path(path) != folder and allowed(path, mode))
    index = Index.open(folder)
    index.put("d1", 1, [passage("d1", "Haushalt")])
    assert found(Index.open(folder), "Haushalt") == ["d1"]
    assert list(folder.iterdir()) == []


def test_where_nothing_may_be_written_the_index_is_in_memory(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "file").write_text("in the way")
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "file"))
    index = Index.open(tmp_path / "file" / "index")
    index.put("d1", 1, [passage("d1", "Haushalt")])
    assert found(index, "Haushalt") == ["d1"]


def test_a_full_disk_is_said_and_what_is_in_stays(tmp_path: Path) -> None:
    index = Index.open(tmp_path)
    index.put("d1", 1, [passage("d1", "Haushalt")])
    pages = index._held._connection.execute("PRAGMA page_count").fetchone()[0]
    index._held._connection.execute(f"PRAGMA max_page_count = {pages}")
    with pytest.raises(IndexUnwritable):
        index.put_all((f"x{n}", 1, [passage(f"x{n}", f"Etat {n} " * 500)]) for n in range(50))
    assert found(index, "Haushalt") == ["d1"] and set(index.known()) == {"d1"}
    index._held._connection.execute("PRAGMA max_page_count = 1000000")
    index.put("d2", 1, [passage("d2", "Haushalt")])
    assert sorted(found(index, "Haushalt")) == ["d1", "d2"]


def test_threads_take_turns(tmp_path: Path) -> None:
    index = Index.open(tmp_path)
    threads = [
        threading.Thread(target=lambda n=n: index.put(f"d{n}", 1, [passage(f"d{n}", "Haushalt")]))
        for n in range(8)
    ]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len(found(index, "Haushalt")) == 8


def test_errors_that_are_no_damage_are_not_hidden(tmp_path: Path) -> None:
    index = Index.open(tmp_path)
    with pytest.raises(sqlite3.ProgrammingError):
        index.close()
        index.known()


@pytest.mark.parametrize("planted", ["lock", "{kind}-1.db"])
def test_no_link_is_followed_and_no_mode_of_its_target_changed(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, planted: str
) -> None:
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))
    other = tmp_path / "other"
    other.write_text("not mine", "utf-8")
    other.chmod(0o644)
    Index.open(tmp_path / "first").close()
    kind = the_file(tmp_path / "first").stem.rpartition("-")[0]
    folder = tmp_path / "index"
    folder.mkdir()
    (folder / planted.format(kind=kind)).symlink_to(other)
    with closing(Index.open(folder)) as index:
        index.put("v1", 1, [passage("d1", "Die Elbbrücke wird saniert.")])
        assert found(index, "Elbbrücke") == ["d1"]
    assert other.read_text("utf-8") == "not mine" and other.stat().st_mode & 0o777 == 0o644


def test_a_folder_behind_a_link_is_left_alone(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))
    (tmp_path / "elsewhere").mkdir()
    (tmp_path / "elsewhere" / "mine.db").write_text("", "utf-8")
    (tmp_path / "index").symlink_to(tmp_path / "elsewhere")
    with closing(Index.open(tmp_path / "index")) as index:
        assert index.folder != tmp_path / "index"
    assert [path.name for path in (tmp_path / "elsewhere").iterdir()] == ["mine.db"]
