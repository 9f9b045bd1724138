import os
import stat
import tracemalloc

import pytest

from store import disk
from store.errors import Refused

MOUNTS = r"""22 1 254:0 / / rw,relatime shared:1 - ext4 /dev/vda rw
30 22 0:41 / /home/team rw - nfs4 server:/home rw
31 22 0:42 / /home/team/local\040disk rw shared:5 master:1 - xfs /dev/vdb rw
32 22 0:43 / /mnt/sshfs rw - fuse.sshfs anna@server:/ rw
"""


@pytest.mark.parametrize(
    ("folder", "kind"),
    [
        ("/srv/projects", "ext4"),
        ("/home/team/review.vermerk", "nfs4"),
        ("/home/team", "nfs4"),
        ("/home/teamwork", "ext4"),
        ("/home/team/local disk/x", "xfs"),
        ("/mnt/sshfs/x", "fuse.sshfs"),
    ],
)
def test_the_nearest_mount_tells_the_file_system(tmp_path, folder, kind):
    (tmp_path / "mountinfo").write_text(MOUNTS)
    assert disk.file_system(folder, tmp_path / "mountinfo") == kind


def test_remote_file_systems_are_refused(tmp_path, monkeypatch):
    for kind in ("nfs", "nfs4", "cifs", "smb3", "fuse.sshfs", "fuseblk"):
        monkeypatch.setattr(disk, "file_system", lambda folder, kind=kind: kind)
        with pytest.raises(Refused, match=kind) as caught:
            disk.refuse_remote(tmp_path)
        assert "SSH" in caught.value.advice
    for kind in ("ext4", "xfs", "btrfs", "zfs", "tmpfs", "overlay", ""):
        monkeypatch.setattr(disk, "file_system", lambda folder, kind=kind: kind)
        disk.refuse_remote(tmp_path)


def test_no_mount_table_means_unknown(tmp_path):
    assert disk.file_system(tmp_path, tmp_path / "missing") == ""


def test_a_file_is_replaced_in_one_step(tmp_path):
    path = tmp_path / "store.json"
    path.write_bytes(b"old")
    with open(path, "rb") as reader:
        disk.write_file(path, [b"new ", b"text"])
        assert reader.read() == b"old", "who has the old one open keeps it"
    assert path.read_bytes() == b"new text"
    assert stat.S_IMODE(path.stat().st_mode) == 0o660
    assert os.listdir(tmp_path) == ["store.json"]


def test_a_failure_leaves_the_old_file_and_nothing_else(tmp_path):
    path = tmp_path / "store.json"
    path.write_bytes(b"old")

    def chunks():
        yield b"half"
        raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        disk.write_file(path, chunks())
    assert path.read_bytes() == b"old" and os.listdir(tmp_path) == ["store.json"]


def test_a_link_is_not_followed_when_a_shared_file_is_opened(tmp_path):
    (tmp_path / "elsewhere").write_text("x")
    (tmp_path / "lock").symlink_to(tmp_path / "elsewhere")
    with pytest.raises(OSError):
        disk.open_shared(tmp_path / "lock", os.O_RDWR)


def test_folders_are_made_for_the_group_and_left_as_they_are(tmp_path):
    before = os.umask(0o077)
    try:
        disk.make_folder(tmp_path / "a" / "b")
    finally:
        os.umask(before)
    assert stat.S_IMODE((tmp_path / "a" / "b").stat().st_mode) == 0o2770
    (tmp_path / "a").chmod(0o755)
    disk.make_folder(tmp_path / "a")
    assert stat.S_IMODE((tmp_path / "a").stat().st_mode) == 0o755


def test_a_small_file_takes_little_room_though_a_large_one_may_be_read(tmp_path):
    (tmp_path / "store.json").write_bytes(b"{}")
    tracemalloc.start()
    try:
        assert disk.read_regular(tmp_path / "store.json") == b"{}"
        assert tracemalloc.get_traced_memory()[1] < disk.MOST_BYTES // 100
    finally:
        tracemalloc.stop()
