"""Change points of a country's months and states, as known on a day."""

from __future__ import annotations

import pytest

from almenara.analysis.questions import recall
from almenara.workspace import Workspace


def test_too_few_months_are_said_to_be_too_few(workspace: Workspace) -> None:
    found = workspace.ask("change-points", as_of="2018-11-02", measure="homicide-and-femicide", place="MX")
    assert found.rows == ()
    assert found.figures["tested"].value == 0
    assert found.unknowns == ("32 of 32 series have too few months or cases for a change to be told",)


def test_states_changed_when_they_are_known_to_have_changed(real: Workspace) -> None:
    found = real.ask("change-points", as_of="2024-06-01", measure="homicide", place="MX")
    assert found.facts["months"] == "2015-01..2024-02"
    assert found.figures["tested"].value == 32
    assert found.figures["by_chance"].value == pytest.approx(0.32)
    # Colima's homicides rose more than threefold at the turn of 2015 to 2016
    colima = [row for row in found.rows if row.place == "MX-COL"][-1]
    assert "2015-10" <= colima.facts["month"] <= "2016-03"
    assert colima.facts["direction"] == "up"
    assert colima.figures["after"].value > 3 * colima.figures["before"].value
    for row in found.rows:
        assert row.facts["earliest"] <= row.facts["month"] <= row.facts["latest"]
        assert row.facts["direction"] == (
            "up" if row.figures["after"].value > row.figures["before"].value else "down"
        )
    again = recall(real.context("2024-06-01"), colima.figures["before"].recipe)
    assert again == colima.figures["before"]
    assert list(again.all_evidence())


def test_a_country_is_the_sum_of_its_states(real: Workspace) -> None:
    found = real.ask("change-points", as_of="2024-06-01", measure="homicide", place="MX", level="place")
    assert found.figures["tested"].value == 1
    assert {row.place for row in found.rows} == {"MX"}
    assert found.rows[-1].figures["before"].value < found.rows[-1].figures["after"].value
