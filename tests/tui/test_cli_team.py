"""``assign`` and ``agreement``: what they print, for people and for programs."""

import json
from pathlib import Path

import pytest

from store.changes import AddDemand, AddReviewer, EditProject, SetVerdict
from store.review import Review
from tui.cli import main

pytestmark = pytest.mark.usefixtures("english")


@pytest.fixture
def project(tmp_path):
    """Led by lena; anna and ben have judged f1 to f4 and differ on f3."""
    folder = tmp_path / "team.vermerk"
    with Review.create(folder, "Bäder", "lena") as lena:
        lena.apply(AddReviewer("anna"), AddReviewer("ben"), AddReviewer("gast", "viewer"))
        lena.apply(*(AddDemand(f"Forderung {number}") for number in range(1, 6)))
        for name, third in (("anna", "open"), ("ben", "met")):
            answers = ("met", "open", third, "partial")
            review = lena.beside(name)
            review.apply(*(SetVerdict(f"f{at}", answer) for at, answer in enumerate(answers, 1)))
    return str(folder)


@pytest.fixture
def run(capsys, project):
    """The command's exit code and what it printed; the project comes second."""

    def call(command, *words, as_json=True):
        code = main([command, project, *words, *(["--json"] if as_json else [])])
        told = capsys.readouterr()
        out = [json.loads(line) for line in told.out.splitlines()] if as_json else told.out
        return code, out, told.err

    return call


def test_agreement_as_json(run):
    code, (nominal, ordinal, *answers), _ = run("agreement", "--as", "lena")
    assert code == 0
    assert (nominal["subject"], nominal["reviewers"], nominal["units"]) == ("verdicts", ["anna", "ben"], 4)
    assert (nominal["percent"], nominal["measure"], round(nominal["kappa"], 4)) == (75, "cohen", 0.6364)
    assert nominal["kappa_low"] < nominal["kappa"] < nominal["kappa_high"]
    assert nominal["alpha_low"] < nominal["alpha"] < nominal["alpha_high"]
    assert (ordinal["scale"], ordinal["missing"]) == ("ordinal", "")
    assert [one["name"] for one in answers] == ["open", "partial", "met"]


def test_weights_are_chosen(run):
    values = {run("agreement", "--weights", one)[1][1]["kappa"] for one in ("none", "linear", "quadratic")}
    assert len(values) == 3


def test_agreement_for_people(run):
    code, out, err = run("agreement", as_json=False)
    assert code == 0 and "30 units" in err
    lines = out.splitlines()
    assert lines[1].split()[:7] == ["verdicts", "nominal", "anna,", "ben", "4", "75.0", "0.6364"]


def test_agreement_in_german(run):
    code, out, err = run("agreement", "--lang", "de", as_json=False)
    assert code == 0 and "30 Einheiten" in err
    assert out.splitlines()[1].split()[:7] == ["Urteile", "nominal", "anna,", "ben", "4", "75,0", "0,6364"]


def test_too_little_is_said(run, project):
    with Review.open(Path(project), "lena") as lena:
        lena.apply(EditProject(blind=True))
    code, out, _ = run("agreement", "--as", "gast", as_json=False)
    assert code == 0 and "nothing that two have judged" in out
    assert run("agreement", "--as", "gast")[1][0]["missing"] == "units"


def assigned(run):
    return {line["demand"]: line["assigned"] for line in run("assign")[1]}


def test_assigning_by_name_and_taking_it_back(run):
    assert run("assign", "f1", "f2", "--to", "anna", "--to", "ben")[0] == 0
    assert assigned(run) == {"f1": ["anna", "ben"], "f2": ["anna", "ben"], "f3": [], "f4": [], "f5": []}
    assert run("assign", "f2", "--to", "ben", "--remove")[0] == 0
    assert assigned(run)["f2"] == ["anna"]
    code, _, err = run("assign", "f2", "--to", "ben", "--remove")
    assert code == 1 and "not assigned to ben" in err


def test_sharing_out_can_be_repeated(run):
    assert run("assign", "--once")[0] == 0
    once = assigned(run)
    assert sorted(map(len, once.values())) == [1] * 5
    assert sorted(list(once.values()).count([name]) for name in ("anna", "ben")) == [2, 3]
    assert run("assign", "--twice")[0] == 0
    assert all(sorted(names) == ["anna", "ben"] for names in assigned(run).values())
    code, _, err = run("assign", "--twice")
    assert code == 0 and "Nothing" in err


def test_the_list_tells_who_has_judged(run):
    run("assign", "f1", "--to", "ben")
    _, lines, _ = run("assign", "f1", "f5")
    assert lines == [
        {"demand": "f1", "assigned": ["ben"], "judged": ["anna", "ben"], "text": "Forderung 1"},
        {"demand": "f5", "assigned": [], "judged": [], "text": "Forderung 5"},
    ]
    assert "anna, ben" in run("assign", as_json=False)[1]


def test_what_is_mine_is_listed(run):
    run("assign", "--twice")
    assert [row["id"] for row in run("list", "demands", "is:mine", "--as", "ben")[1]] == ["f5"]


@pytest.mark.parametrize(
    ("words", "code"),
    [
        (["f9", "--to", "anna"], 1),
        (["f1", "--to", "ghost"], 1),
        (["--twice", "--to", "anna"], 1),
        (["--to", "anna"], 2),
        (["--remove"], 2),
        (["--once", "--twice"], 2),
        (["f1", "--to", "ben", "--as", "anna"], 5),
        (["--once", "--as", "gast"], 5),
    ],
)
def test_what_cannot_be_assigned(run, words, code):
    before = assigned(run)
    assert run("assign", *words)[0] == code
    assert assigned(run) == before


def test_reviewers_take_demands_themselves(run):
    assert run("assign", "f5", "--to", "ben", "--as", "ben")[0] == 0
    assert assigned(run)["f5"] == ["ben"]


def users(run):
    return {row["name"]: row["users"] for row in run("reviewers")[1]}


def test_a_lead_says_which_of_the_systems_users_somebody_is(run):
    assert run("reviewers", "users", "ben", "b.maurer", "ben")[0] == 0
    assert users(run)["ben"] == ["b.maurer", "ben"]
    assert run("reviewers", "users", "ben", "ben2")[0] == 0 and users(run)["ben"] == ["ben2"]
    code, _, said = run("reviewers", "users", "anna", "ben2")
    assert code == 1 and "ben" in said and users(run)["ben"] == ["ben2"]
    assert run("undo")[0] == 0 and users(run)["ben"] == ["b.maurer", "ben"]
    assert run("reviewers", "users", "ben")[0] == 0 and users(run)["ben"] == []
    assert run("reviewers", "users", "nobody", "x")[0] == 1
