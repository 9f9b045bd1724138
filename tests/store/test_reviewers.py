"""Who acts: the system's user, sudo, --as."""

import os

import pytest

from store import reviewers
from store.errors import Forbidden, Refused
from store.review import Review
from store.reviewers import Caller, as_name, caller_of, name_of_user, who_acts

TEAM = [
    {"name": "anna", "role": "lead", "users": ["awinter"]},
    {"name": "ben", "role": "reviewer", "users": []},
    {"name": "vermerk", "role": "viewer", "users": []},
]
USERS = {0: "root", 100: "vermerk", 1001: "awinter", 1002: "ben", 1003: "Jürgen.Groß"}


@pytest.fixture(autouse=True)
def users(monkeypatch):
    monkeypatch.setattr(reviewers, "user_name", lambda uid: USERS.get(uid, f"uid{uid}"))


def caller(uid, sudo=None, owner=100, alone=True):
    return Caller(uid, sudo, owner, alone)


def test_a_user_is_who_lists_it_or_who_is_called_so():
    assert name_of_user("awinter", TEAM) == "anna"
    assert name_of_user("ben", TEAM) == "ben"
    assert name_of_user("anna", TEAM) is None, "anna's name belongs to the user awinter"


def test_in_a_group_folder_everybody_is_the_systems_user():
    assert who_acts(caller(1001, alone=False), TEAM, None) == "anna"
    assert who_acts(caller(1003, alone=False), TEAM, None) == "jurgen.gross"
    assert who_acts(caller(1002, alone=False), TEAM, "ben") == "ben"
    with pytest.raises(Forbidden, match="ben"):
        who_acts(caller(1002, alone=False), TEAM, "anna")


def test_a_stranger_is_never_taken_for_a_reviewer_of_that_name(monkeypatch):
    """Whose user "anna" is: nobody's, for the reviewer anna is awinter. So is who is only called alike."""
    team = [*TEAM, {"name": "uid1005", "role": "lead", "users": ["x"]}]
    for uid, user in {1004: "anna", 1005: "Anna", 1006: "BEN"}.items():
        monkeypatch.setitem(USERS, uid, user)
        for me in (caller(uid, alone=False), caller(100, sudo=uid)):
            name = who_acts(me, team, None)
            assert name.startswith(f"uid{uid}") and name not in {one["name"] for one in team}
            assert reviewers.NAME.fullmatch(name)


def test_sudo_counts_for_the_projects_account_only():
    assert who_acts(caller(100, sudo=1001), TEAM, None) == "anna"
    assert who_acts(caller(1002, sudo=1001, alone=False), TEAM, None) == "ben"
    with pytest.raises(Forbidden):
        who_acts(caller(100, sudo=1002), TEAM, "anna")


def test_the_projects_account_without_sudo_may_name_anybody():
    assert who_acts(caller(100), TEAM, "anna") == "anna"
    assert who_acts(caller(100), TEAM, None) == "vermerk"
    with pytest.raises(Forbidden, match="otto"):
        who_acts(caller(100), TEAM, "otto")


def test_a_shared_folders_owner_may_name_nobody():
    with pytest.raises(Forbidden):
        who_acts(caller(1001, owner=1001, alone=False), TEAM, "ben")


@pytest.mark.parametrize("name", ["Anna", "../anna", "anna;rm", "", "a" * 40])
def test_a_name_that_is_none_is_refused_before_anything(name):
    with pytest.raises(Refused):
        who_acts(caller(100), TEAM, name)


@pytest.mark.parametrize(
    ("user", "name"),
    [
        ("awinter", "awinter"),
        ("Jürgen.Groß", "jurgen.gross"),
        ("AMT\\Winter", "amt-winter"),
        ("1234", "reviewer"),
        ("Ωμέγα", "reviewer"),
        ("x" * 50, "x" * 31),
    ],
)
def test_any_user_gets_a_fitting_name(user, name):
    assert as_name(user) == name


def test_the_environment_does_not_say_who_it_is(tmp_path, monkeypatch):
    for name in ("USER", "LOGNAME", "SUDO_USER", "USERNAME"):
        monkeypatch.setenv(name, "eve")
    monkeypatch.delenv("SUDO_UID", raising=False)
    monkeypatch.setitem(USERS, os.getuid(), "awinter")
    review = Review.create(tmp_path / "p.vermerk", "P")
    assert (review.me, review.role) == ("awinter", "lead")
    assert review.rows("reviewers")[0].users == ("awinter",)
    review.close()


@pytest.mark.parametrize("value", ["", "abc", "-1", "١", "12 "])
def test_nonsense_in_sudo_uid_counts_nothing(tmp_path, value):
    assert caller_of(tmp_path, {"SUDO_UID": value}).sudo_uid is None


def test_root_stays_out_of_others_projects(tmp_path, monkeypatch):
    monkeypatch.setattr(os, "getuid", lambda: 0)
    found = tmp_path.stat()
    monkeypatch.setattr(reviewers, "_is_alone", lambda found: True)

    class Folder:
        def __fspath__(self):
            return "/nowhere"

        def stat(self):
            return os.stat_result((found.st_mode, 0, 0, 0, 1001, 0, 0, 0, 0, 0))

    with pytest.raises(Forbidden, match="awinter"):
        caller_of(Folder(), {})


@pytest.mark.parametrize(("mode", "members", "alone"), [
    (0o700, {"ben"}, True),
    (0o750, {"ben"}, True),
    (0o770, {"awinter"}, True),
    (0o2770, {"awinter", "ben"}, False),
    (0o777, set(), False),
])  # fmt: skip
def test_a_folder_is_alone_when_nobody_else_can_write(monkeypatch, mode, members, alone):
    monkeypatch.setattr(reviewers, "_members", lambda gid: members)
    found = os.stat_result((0o040000 | mode, 0, 0, 0, 1001, 1001, 0, 0, 0, 0))
    assert reviewers._is_alone(found) is alone


@pytest.mark.parametrize(("outer", "inner", "alone"), [
    (0o700, 0o700, True), (0o750, 0o700, True), (0o750, 0o2770, False), (0o700, 0o707, False),
])  # fmt: skip
def test_a_journal_more_open_than_its_folder_is_not_alone(tmp_path, monkeypatch, outer, inner, alone):
    monkeypatch.setattr(reviewers, "_members", lambda gid: {"awinter", "ben"})
    (tmp_path / "p" / "journal").mkdir(parents=True)
    (tmp_path / "p" / "journal").chmod(inner)
    (tmp_path / "p").chmod(outer)
    assert caller_of(tmp_path / "p", {}).alone is alone


def test_whom_an_access_list_lets_in_is_not_looked_up(tmp_path, monkeypatch):
    assert caller_of(tmp_path, {}).alone
    monkeypatch.setattr(os, "getxattr", lambda path, name: b"list")
    assert not caller_of(tmp_path, {}).alone


def test_an_unknown_user_only_reads(tmp_path, monkeypatch):
    monkeypatch.setitem(USERS, os.getuid(), "awinter")
    Review.create(tmp_path / "p.vermerk", "P").close()
    monkeypatch.setitem(USERS, os.getuid(), "fremd")
    review = Review.open(tmp_path / "p.vermerk")
    assert (review.me, review.role) == ("fremd", "viewer")
    review.close()


def test_a_named_reviewer_is_made_where_asked(tmp_path):
    Review.create(tmp_path / "p.vermerk", "P", "lena").close()
    with pytest.raises(Forbidden):
        Review.open(tmp_path / "p.vermerk", "max")
    review = Review.open(tmp_path / "p.vermerk", "max", create_reviewer=True)
    assert (review.me, review.role) == ("max", "reviewer")
    review.close()


def test_a_new_projects_lead_takes_any_name_that_is_one(tmp_path):
    with pytest.raises(Refused):
        Review.create(tmp_path / "p.vermerk", "P", "Lena!")
    assert not (tmp_path / "p.vermerk").exists()
    Review.create(tmp_path / "p.vermerk", "P", "lena").close()
    with Review.open(tmp_path / "p.vermerk") as review:
        assert (review.me, review.role) == ("lena", "lead")


def test_root_is_refused_before_anything_is_opened(tmp_path, monkeypatch):
    Review.create(tmp_path / "p.vermerk", "P").close()
    monkeypatch.setattr("store.projects.Database.open", lambda folder: pytest.fail("opened"))
    monkeypatch.setattr(os, "getuid", lambda: 0)
    monkeypatch.setattr(Caller, "owns", property(lambda self: False))
    with pytest.raises(Forbidden):
        Review.open(tmp_path / "p.vermerk")
