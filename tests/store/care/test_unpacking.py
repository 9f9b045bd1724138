"""Archives that are restored: only a project is unpacked, and only into its place."""

import errno
import io
import os
import shutil
import tarfile
from pathlib import Path

import pytest

from store.care import unpacking
from store.care.backup import FolderSink, back_up
from store.care.restore import restore
from store.care.unpacking import unpacked_of
from store.database import Database
from store.errors import Damaged, Refused
from store.model import TABLES


def no_room(*_args, **_kwargs):
    raise OSError(errno.ENOSPC, "No space left on device")


def test_an_archive_for_which_there_is_no_room_leaves_nothing(project, tmp_path, monkeypatch):
    """What a file still holds is written when it is closed, and fails once more."""

    class Full(io.FileIO):
        def write(self, data):
            return super().write(data) if len(data) < 50 else no_room()

        def close(self):
            if not self.closed:
                super().close()
                no_room()

    opened = Path.open
    monkeypatch.setattr(
        Path, "open", lambda path, mode: opened(path, mode) if mode == "rb" else Full(path, mode)
    )
    with pytest.raises(Refused, match="b.tar.gz could not be written: No space left"):
        back_up(project, tmp_path / "b.tar.gz")
    assert not list(tmp_path.glob("*b.tar.gz*"))


def test_where_there_is_no_room_the_folder_is_named_that_was_asked_for(project, tmp_path, monkeypatch):
    back_up(project, tmp_path / "b")
    monkeypatch.setattr(FolderSink, "file", no_room)
    with pytest.raises(Refused) as caught:
        restore(tmp_path / "b", tmp_path / "new")
    assert str(caught.value).startswith(f"{tmp_path / 'new'} could not be written")


@pytest.mark.parametrize("name", ["nowhere.tar.gz", "nowhere", "nowhere.vermerk.zip", "folder", "pipe"])
def test_what_is_no_backup_is_called_so(tmp_path, name):
    (tmp_path / "folder").mkdir()
    os.mkfifo(tmp_path / "pipe")
    with pytest.raises(Refused, match=f"{name} is no backup"):
        restore(tmp_path / name, tmp_path / "new")


HEAD = b'{"store":"s"}'


def pack(path, *members):
    with tarfile.open(path, "w:gz") as tar:
        for name, content in members:
            info = tarfile.TarInfo(name)
            info.size = len(content)
            tar.addfile(info, io.BytesIO(content))


def test_an_archive_cannot_write_outside_of_its_place(tmp_path):
    for name, kind, leads in (
        ("../out", tarfile.REGTYPE, ""),
        ("/out", tarfile.REGTYPE, ""),
        ("p/link", tarfile.SYMTYPE, "/etc"),
        ("p/device", tarfile.CHRTYPE, ""),
        ("p/hard", tarfile.LNKTYPE, "/etc/passwd"),
        ("p/../../out", tarfile.REGTYPE, ""),
        ("p/pipe", tarfile.FIFOTYPE, ""),
    ):
        with tarfile.open(tmp_path / "b.tar.gz", "w:gz") as tar:
            info = tarfile.TarInfo(name)
            info.type, info.linkname, info.size = kind, leads, 2 if kind == tarfile.REGTYPE else 0
            head = tarfile.TarInfo("p/store.json")
            head.size = len(HEAD)
            tar.addfile(head, io.BytesIO(HEAD))
            tar.addfile(info, io.BytesIO(b"hi") if info.size else None)
        with pytest.raises(Refused, match="which is no file of a project"):
            restore(tmp_path / "b.tar.gz", tmp_path / "new")
        assert os.listdir(tmp_path) == ["b.tar.gz"], name


def test_an_archive_of_something_else_is_no_backup(tmp_path):
    (tmp_path / "p").mkdir()
    (tmp_path / "p" / "a.txt").write_text("x")
    with tarfile.open(tmp_path / "b.tar.gz", "w:gz") as tar:
        tar.add(tmp_path / "p", "p")
    with pytest.raises(Refused, match="b.tar.gz is no backup"):
        restore(tmp_path / "b.tar.gz", tmp_path / "r.vermerk")


@pytest.mark.parametrize("head", [(), (("p/store.json", b"{}"),), (("store.json", HEAD),)])
def test_an_archive_without_a_projects_head_is_not_unpacked_at_all(tmp_path, monkeypatch, head):
    pack(tmp_path / "b.tar.gz", *((f"p/documents/d{at}/v{at}.txt", b"hi") for at in range(9)), *head)
    monkeypatch.setattr(unpacking, "_lay_down", lambda *_: pytest.fail("unpacked"))
    with pytest.raises(Refused, match="b.tar.gz is no backup"):
        restore(tmp_path / "b.tar.gz", tmp_path / "new")


def test_of_an_archive_only_what_a_project_holds_is_unpacked(project, tmp_path):
    """Packed by hand, with other things in the folder."""
    back_up(project, tmp_path / "b")
    (tmp_path / "b" / "documents" / "d1" / "other.bin").write_bytes(b"x")
    (tmp_path / "b" / "more").mkdir()
    (tmp_path / "b" / "more" / "other.bin").write_bytes(b"x")
    with tarfile.open(tmp_path / "b.tar.gz", "w:gz") as tar:
        tar.add(tmp_path / "b", "./b")
    unpacked = unpacked_of(tmp_path / "b.tar.gz", tmp_path / "target")
    assert not list(unpacked.rglob("other.bin"))
    restore(tmp_path / "b.tar.gz", tmp_path / "new")
    with Database.open(project) as old, Database.open(tmp_path / "new") as new:
        assert all(list(old.scan(table)) == list(new.scan(table)) for table in TABLES)


def test_what_is_damaged_in_an_archive_is_told_by_its_name_there(project, tmp_path):
    pack(tmp_path / "b.tar.gz", ("p/store.json", (project / "store.json").read_bytes()))
    with pytest.raises(Damaged) as caught:
        restore(tmp_path / "b.tar.gz", tmp_path / "new")
    assert str(caught.value) == f"{tmp_path / 'b.tar.gz'}: journal/0001.jsonl is missing"


def test_an_archive_is_unpacked_while_there_is_room_for_it(tmp_path, monkeypatch):
    """A hundred KB of zeros packed twice fill any disk."""
    pack(tmp_path / "b.tar.gz", ("p/store.json", HEAD), ("p/journal/0001.jsonl", bytes(3 << 20)))
    usage = shutil.disk_usage(tmp_path)
    monkeypatch.setattr(shutil, "disk_usage", lambda _: usage._replace(free=66 << 20))
    with pytest.raises(Refused, match="more than there is room for"):
        restore(tmp_path / "b.tar.gz", tmp_path / "r.vermerk")
    assert [path.name for path in tmp_path.iterdir()] == ["b.tar.gz"]
