"""What follows the fall of leaders, on the real files, and that it is not said where counts are not known."""

from __future__ import annotations

from pathlib import Path

import pytest

from almenara.analysis.questions import recall
from almenara.errors import NoEvidence, UsageError
from almenara.model.finding import Finding
from almenara.workspace import Workspace
from tests.shared_data import shared

DAY = "2024-12-31"


@pytest.fixture(scope="module")
def fallen(tmp_path_factory: pytest.TempPathFactory) -> Workspace:
    files = [
        shared("mexico/inegi/mexico-muni-month-homicide-rates-2000-2019.csv.gz"),
        shared("groups/leader_events_extended.csv"),
        shared("mexico/geo"),
    ]
    workspace = Workspace.open(tmp_path_factory.mktemp("fallen") / "store")
    workspace.ingest(files)
    return workspace


@pytest.fixture(scope="module")
def found(fallen: Workspace) -> Finding:
    return fallen.ask("leader-effects", DAY, country="MX")


def _row(found: Finding, key: str) -> dict[str, float]:
    (row,) = [row for row in found.rows if row.key == key]
    return {name: figure.value for name, figure in row.figures.items()}


def test_without_counts_by_municipality_nothing_is_said(tmp_path: Path) -> None:
    workspace = Workspace.open(tmp_path / "store")
    with pytest.raises(NoEvidence, match="municipality"):
        workspace.ask("leader-effects", DAY, country="MX")


def test_reports_that_proved_false_are_no_events_and_disputed_ones_only_where_said(
    fallen: Workspace, found: Finding
) -> None:
    false = {"le-031", "le-061"}  # deaths reported of persons who were alive
    assert not false & set(found.facts["events"])
    assert not set(found.facts["disputed"]) & set(found.facts["events"])
    assert _row(found, "with-disputed:place")["events"] > _row(found, "all:place")["events"] >= 30
    assert _row(found, "captured:place")["events"] + _row(found, "killed:place")["events"] == pytest.approx(
        _row(found, "all:place")["events"]
    )


def test_a_day_before_the_counts_were_published_knows_nothing_of_them(fallen: Workspace) -> None:
    with pytest.raises(NoEvidence):
        fallen.ask("leader-effects", "2018-11-02", country="MX")


def test_random_dates_show_no_effect_and_the_months_before_no_trend(found: Finding) -> None:
    main = _row(found, "all:place")
    assert main["change_placebo_low"] < 0 < main["change_placebo_high"]
    assert abs(main["change_placebo"]) < 6
    assert main["change_trend_low"] < 0 < main["change_trend_high"]
    assert 0 < main["p"] <= 1


def test_a_change_has_its_interval_and_can_be_worked_out_again(fallen: Workspace, found: Finding) -> None:
    main = next(row for row in found.rows if row.key == "all:place")
    half = main.figures["change_half_year"]
    assert half.low == pytest.approx(main.figures["change_half_year_low"].value)
    assert half.low < half.value < half.high
    assert recall(fallen.context(DAY), half.recipe) == half
    files = {e.file for e in half.all_evidence()}
    assert {"mexico-muni-month-homicide-rates-2000-2019.csv.gz", "leader_events_extended.csv"} <= files
    assert "row" in next(e for e in half.evidence if e.file.startswith("leader")).locator


def test_the_course_runs_from_a_year_before_to_two_years_after(found: Finding) -> None:
    course = [row.key for row in found.rows if row.key.startswith("month:")]
    assert course == [f"month:{n}" for n in range(-12, 25)]


@pytest.mark.parametrize(
    ("arguments", "message"),
    [({"country": "MX-GUA"}, "name a country"), ({"country": "MX", "before": 3}, "6 or more before")],
)
def test_what_cannot_be_asked_is_refused(
    fallen: Workspace, arguments: dict[str, object], message: str
) -> None:
    with pytest.raises(UsageError, match=message):
        fallen.ask("leader-effects", DAY, **arguments)
