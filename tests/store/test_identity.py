"""Who somebody is, from the system's calls to the name in the journal."""

import grp
import os
import pwd
import stat
from types import SimpleNamespace

import pytest

from store.changes import AddDemand, AddReviewer, EditProject
from store.errors import Forbidden, Refused
from store.review import Review
from store.reviewers import caller_of

SERVICE, ANNA, BEN, ROOT = 990, 1001, 1002, 0
ACCOUNTS = {ROOT: "root", SERVICE: "vermerk", ANNA: "awinter", BEN: "ben", 1003: "Jürgen.Groß"}


@pytest.fixture
def system(tmp_path, monkeypatch):
    """A system of these accounts: ``become`` changes the process's user."""
    state = SimpleNamespace(uid=SERVICE, owner=SERVICE, mode=0o2770, members=())
    listed = [SimpleNamespace(pw_name=name, pw_uid=uid, pw_gid=50_000) for uid, name in ACCOUNTS.items()]

    def account(uid):
        return next(one for one in listed if one.pw_uid == uid) if uid in ACCOUNTS else pwd_miss(uid)

    def become(uid, sudo=None):
        state.uid = uid
        monkeypatch.delenv("SUDO_UID", raising=False)
        if sudo is not None:
            monkeypatch.setenv("SUDO_UID", str(sudo))

    state.become = become
    monkeypatch.setattr(os, "getuid", lambda: state.uid)
    monkeypatch.setattr(pwd, "getpwuid", account)
    monkeypatch.setattr(pwd, "getpwall", lambda: listed)
    monkeypatch.setattr(grp, "getgrgid", lambda gid: SimpleNamespace(gr_mem=list(state.members)))
    found = Folder(state)
    monkeypatch.setattr("store.projects.caller_of", lambda folder: caller_of(found))
    monkeypatch.setattr("store.reviewers.caller_of", lambda folder: caller_of(found))
    for name in ("USER", "LOGNAME", "SUDO_USER", "USERNAME"):
        monkeypatch.setenv(name, "eve")
    become(SERVICE)
    return state


def pwd_miss(uid):
    raise KeyError(uid)


class Folder:
    """A folder as the system would describe it."""

    def __init__(self, system):
        self.system = system

    def __fspath__(self):
        return "/nowhere"

    def stat(self):
        mode = stat.S_IFDIR | self.system.mode
        return os.stat_result((mode, 0, 0, 0, self.system.owner, 60_000, 0, 0, 0, 0))

    def __str__(self):
        return "/srv/p.vermerk"


@pytest.fixture
def project(system, tmp_path):
    """Made by the service account for the lead "lena"; anna is the user awinter, ben is ben."""
    with Review.create(tmp_path / "p.vermerk", "P", "lena") as review:
        review.apply(
            AddReviewer("anna", users=("awinter",)), AddReviewer("ben"), AddReviewer("otto", "viewer")
        )
    return tmp_path / "p.vermerk"


def opened(project, acting=None, **more):
    with Review.open(project, acting, **more) as review:
        return review.me, review.role


def test_the_service_account_names_who_acts(system, project):
    assert opened(project, "anna") == ("anna", "reviewer")
    assert opened(project, "lena") == ("lena", "lead")
    assert opened(project, "otto") == ("otto", "viewer")


def test_the_account_that_made_the_project_is_its_lead(system, project):
    assert opened(project) == ("lena", "lead")


@pytest.mark.parametrize(
    ("sudo", "who"),
    [
        (ANNA, ("anna", "reviewer")),
        (BEN, ("ben", "reviewer")),
        (ROOT, ("root", "viewer")),
        (1003, ("jurgen.gross", "viewer")),
        (4242, ("uid4242", "viewer")),
        (SERVICE, ("lena", "lead")),
        ("", ("lena", "lead")),
        ("awinter", ("lena", "lead")),
        ("-1001", ("lena", "lead")),
        ("1001;0", ("lena", "lead")),
    ],
)
def test_sudo_says_who_became_the_service_account(system, project, sudo, who):
    system.become(SERVICE, sudo)
    assert opened(project) == who


@pytest.mark.parametrize("acting", ["lena", "ben", "otto"])
def test_behind_sudo_nobody_is_somebody_else(system, project, acting):
    system.become(SERVICE, ANNA)
    with pytest.raises(Forbidden, match="awinter"):
        opened(project, acting)
    assert opened(project, "anna") == ("anna", "reviewer"), "one's own name is no claim"


@pytest.mark.parametrize("acting", ["lena", "anna", "otto"])
def test_in_a_shared_folder_everybody_is_their_own_user(system, project, acting):
    system.members = ("awinter", "ben")
    system.become(BEN)
    with pytest.raises(Forbidden, match="ben"):
        opened(project, acting)
    assert opened(project) == opened(project, "ben") == ("ben", "reviewer")
    system.become(BEN, ANNA)
    assert opened(project) == ("ben", "reviewer"), "SUDO_UID counts for the project's account alone"


@pytest.mark.parametrize(
    ("mode", "members", "alone"),
    [
        (0o2770, (), True),
        (0o2770, ("vermerk", "root"), True),
        (0o2770, ("vermerk", "awinter"), False),
        (0o2750, ("awinter",), True),
        (0o700, ("awinter",), True),
        (0o2777, (), False),
        (0o702, (), False),
    ],
)
def test_naming_counts_where_nobody_else_can_write(system, project, mode, members, alone):
    system.mode, system.members = mode, members
    with Review.open(project) as review:
        assert review.enforced is alone
    if alone:
        assert opened(project, "anna") == ("anna", "reviewer")
    else:
        with pytest.raises(Forbidden, match="does not count"):
            opened(project, "anna")


@pytest.mark.parametrize("acting", [None, "lena", "anna"])
def test_root_does_not_review_in_others_projects(system, project, acting):
    system.become(ROOT)
    with pytest.raises(Forbidden, match="vermerk") as caught:
        opened(project, acting)
    assert "sudo -u vermerk" in caught.value.advice
    system.become(ROOT, ANNA)
    with pytest.raises(Forbidden):
        opened(project, acting)


def test_root_reviews_in_its_own(system, project):
    system.become(ROOT)
    system.owner = ROOT
    assert opened(project, "anna") == ("anna", "reviewer")
    system.become(ROOT, ANNA)
    assert opened(project) == ("anna", "reviewer")


@pytest.mark.parametrize(
    "name",
    ["Anna", "anna ", "an na", "änna", "-anna", ".anna", "1anna", "a" * 32, "a\n", "../a", "a;b", ""],
)
def test_a_name_that_cannot_be_one_is_refused_everywhere(system, project, tmp_path, name):
    for attempt in (
        lambda: opened(project, name),
        lambda: opened(project, name, create_reviewer=True),
        lambda: Review.create(tmp_path / "neu.vermerk", "P", name),
    ):
        with pytest.raises(Refused, match="name"):
            attempt()
    assert not (tmp_path / "neu.vermerk").exists()


@pytest.mark.parametrize("name", ["a", "a" * 31, "anna.b-c_9", "z0"])
def test_names_that_fit_are_taken(system, project, name):
    assert opened(project, name, create_reviewer=True) == (name, "reviewer")
    assert opened(project, name) == (name, "reviewer")


def test_a_reviewer_is_made_only_by_who_may_name_one(system, project):
    with pytest.raises(Forbidden, match="max"):
        opened(project, "max")
    system.become(SERVICE, ANNA)
    with pytest.raises(Forbidden):
        opened(project, "max", create_reviewer=True)
    system.become(ANNA)
    with pytest.raises(Forbidden):
        opened(project, "max", create_reviewer=True)
    system.become(SERVICE)
    assert opened(project, "max", create_reviewer=True) == ("max", "reviewer")
    with Review.open(project) as review:
        assert review.history("r5")[0].who == "lena"


def test_the_journal_names_who_acted_and_nobody_the_environment_claims(system, project):
    for sudo in (ANNA, BEN):
        system.become(SERVICE, sudo)
        with Review.open(project) as review:
            review.apply(AddDemand("Zuschuss"))
    system.become(SERVICE)
    with Review.open(project) as review:
        assert [line.who for line in review.history()][-2:] == ["anna", "ben"]
    assert b"eve" not in (project / "journal" / "0001.jsonl").read_bytes()


def test_a_stranger_reads_and_writes_nothing(system, project):
    system.become(1003)
    with Review.open(project) as review:
        assert (review.me, review.role) == ("jurgen.gross", "viewer")
        before = review.seq
        for change in (
            AddDemand("Hallo"),
            EditProject(name="Meins"),
            AddReviewer("jurgen.gross", "lead"),
        ):
            with pytest.raises(Forbidden):
                review.apply(change)
        assert review.seq == before


def test_a_user_listed_by_one_reviewer_is_not_another_of_that_name(system, project):
    """The reviewer "awinter" would be the user awinter, were that not anna already."""
    with Review.open(project) as review:
        review.apply(AddReviewer("awinter", "lead"))
    system.become(SERVICE, ANNA)
    assert opened(project) == ("anna", "reviewer")
