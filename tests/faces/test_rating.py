"""The command `rate`: a country, one state, its other questions, and what it refuses."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from typer.testing import CliRunner, Result

from almenara.errors import UsageError
from almenara.faces.cli import app
from almenara.workspace import Workspace


@pytest.fixture(scope="module")
def store(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("rating") / "store"
    Workspace.open(folder)
    return folder


def run(store: Path, *arguments: str) -> Result:
    return CliRunner().invoke(app, ["rate", *arguments, "--as-of", "2018-11-02", "--store", str(store)])


def test_a_country_tells_levels_agreement_and_what_is_not_known(store: Path) -> None:
    told = " ".join(run(store, "mx").output.split())
    assert "level 4, very high:" in told
    assert "which have no part in ours" in told and "weighted kappa" in told
    assert "not known: cargo theft" in told


def test_the_most_dangerous_alone_name_nobody_else(store: Path) -> None:
    told = " ".join(run(store, "mx", "--top", "2").output.split())
    assert "level 4, very high: 3 level 3, high: 16" in told
    assert "Ours is higher" not in told and "Yucatán" not in told


def test_one_state_tells_its_drivers_and_what_would_change_it(store: Path) -> None:
    told = " ".join(run(store, "Guerrero").output.split())
    assert "Guerrero, as known on 2018-11-02: our level 4 of 4, very high" in told
    assert "% less homicide and femicide alone would move it to level 3" in told
    assert "2018-01..2018-06 alone, scaled to a year" in told
    assert "carjacking: not known; it widens the interval (10 % of weight)" in told
    held = json.loads(run(store, "MX-GRO", "--json").output)
    assert held["rows"][0]["figures"]["level"]["value"] == 4
    assert held["facts"]["model"] == "composite-1"


def test_no_chance_of_a_level_is_printed_as_none_or_as_certain(store: Path) -> None:
    every, one = (" ".join(run(store, name).output.split()) for name in ("mx", "Yucatán"))
    assert " 100 %" not in every
    assert "level 4 less than 1 %" in one and "level 4 0 %" not in one


def test_what_the_scores_owe_to_each_choice(store: Path) -> None:
    told = run(store, "mx", "--sensitivity").output
    assert "how much of the truth is recorded" in told and "what is missing" in told


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (("mx", "--agreement", "--sensitivity"), "ask one at a time"),
        (("Guerrero", "--agreement"), "not Guerrero"),
        (("co",), "Colombia has no rating"),
    ],
)
def test_what_is_no_question_of_a_rating_is_refused(
    store: Path, arguments: tuple[str, ...], message: str
) -> None:
    error = run(store, *arguments).exception
    assert isinstance(error, UsageError) and message in str(error)
