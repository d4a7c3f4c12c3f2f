"""Whose change is real: the states of a country, as known on a day."""

from __future__ import annotations

import pytest

from almenara.analysis.methods.two_counts import compare
from almenara.analysis.questions import recall
from almenara.errors import NoEvidence, UsageError
from almenara.workspace import Workspace

VICTIMS = {"measure": "homicide-and-femicide", "place": "MX"}


def test_states_that_rose_and_fell_beyond_chance(workspace: Workspace) -> None:
    found = workspace.ask("real-changes", as_of="2018-11-02", **VICTIMS)
    assert (found.facts["period"], found.facts["earlier"]) == ("2018-01..2018-06", "2017-01..2017-06")
    assert found.facts["rose"] == ["MX-GUA", "MX-ROO", "MX-JAL", "MX-BCN", "MX-PUE", "MX-NAY"]
    assert found.facts["fell"] == ["MX-SIN", "MX-BCS"]
    assert {name: figure.value for name, figure in found.figures.items()} == {
        "rose": 6, "fell": 2, "unclear": 24, "compared": 32,
    }  # fmt: skip
    rows = {row.place: row for row in found.rows}
    guanajuato = rows["MX-GUA"].figures
    assert (guanajuato["count"].value, guanajuato["earlier"].value) == (1576, 704)
    assert guanajuato["ratio"].value == pytest.approx(1576 / 704)
    assert 1 < guanajuato["ratio"].low < guanajuato["ratio"].value < guanajuato["ratio"].high
    # Tamaulipas rose by 44 per cent, but its months scatter: Poisson's law alone would call it real
    tamaulipas = rows["MX-TAM"]
    assert tamaulipas.facts["verdict"] == "no change"
    assert tamaulipas.figures["dispersion"].value > 3
    counts = [tamaulipas.figures[name].value for name in ("count", "earlier")]
    assert compare(*counts).p[0] < 1e-6


def test_figures_are_recalled_and_stand_on_months(workspace: Workspace) -> None:
    context = workspace.context("2018-11-02")
    found = workspace.ask("real-changes", as_of="2018-11-02", **VICTIMS)
    for figure in (*found.figures.values(), *found.rows[0].figures.values()):
        assert list(figure.all_evidence())
        assert recall(context, figure.recipe) == figure if figure.recipe["op"] == "finding" else True


def test_a_change_at_the_edge_of_the_period_is_no_scatter(real: Workspace) -> None:
    # Guanajuato's level more than doubled in January 2018, where the compared months begin
    found = real.ask("real-changes", as_of="2018-11-02", **VICTIMS)
    rows = {row.place: row for row in found.rows}
    assert rows["MX-GUA"].figures["dispersion"].value < 2
    assert found.facts["months_learned_from"] == "2015-01..2018-06"
    assert set(found.facts["rose"]) >= {"MX-GUA", "MX-ROO", "MX-BCN", "MX-JAL", "MX-NAY"}


def test_whole_years_and_other_measures(real: Workspace) -> None:
    found = real.ask("real-changes", as_of="2024-06-01", measure="homicide", place="MX", period="2023")
    assert (found.facts["period"], found.facts["earlier"]) == ("2023", "2022")
    verdicts = {row.facts["verdict"] for row in found.rows}
    assert verdicts == {"rose", "fell", "no change"}
    assert sum(found.figures[name].value for name in ("rose", "fell", "unclear")) == 32


def test_a_period_is_compared_by_a_definition_that_has_it(real: Workspace) -> None:
    # on that day, homicide alone by the old method ended in 2017; no definition had 2018 by state
    found = real.ask(
        "real-changes", as_of="2018-11-02", measure="homicide", place="MX", period="2017-01..2017-11"
    )
    assert found.facts["definition"] == "sesnsp-victims-old"
    with pytest.raises(NoEvidence, match="has no counts of both 2018-01"):
        real.ask(
            "real-changes", as_of="2018-11-02", measure="homicide", place="MX", period="2018-01..2018-06"
        )


def test_what_cannot_be_compared_is_said(workspace: Workspace) -> None:
    with pytest.raises(NoEvidence, match="too few months of sesnsp-victims up to 2017"):
        workspace.ask("real-changes", as_of="2018-11-02", **VICTIMS, period="2017-01..2017-06")
    with pytest.raises(UsageError, match="is not of whole months, twelve at most"):
        workspace.ask("real-changes", as_of="2018-11-02", **VICTIMS, period="2017-01-03..2017-02-28")
    with pytest.raises(UsageError, match="has no states to compare"):
        workspace.ask("real-changes", as_of="2018-11-02", measure="homicide", place="MX-GUA")
