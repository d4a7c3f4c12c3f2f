"""Watching the newest months of a country's states and municipalities, as known on a day."""

from __future__ import annotations

import numpy as np
import pytest

from almenara.analysis.questions import answer, recall
from almenara.analysis.watching import watch
from almenara.errors import NoEvidence, UsageError
from almenara.workspace import Workspace

VICTIMS = {"measure": "homicide-and-femicide", "place": "MX"}


def test_a_short_past_is_watched_by_ears(workspace: Workspace) -> None:
    # the embedded figures hold 2017 and the first half of 2018: months by state as elcri.men gave them in July 2018
    found = workspace.ask("anomalies", as_of="2018-11-02", **VICTIMS)
    assert (found.facts["method"], found.facts["definition"], found.facts["last_month"]) == (
        "ears", "sesnsp-victims", "2018-06",
    )  # fmt: skip
    assert found.figures["tested"].value == 32
    assert any("neither season nor trend" in caveat for caveat in found.caveats)
    first = found.rows[0]
    assert first.figures["count"].value > first.figures["expected"].value
    assert [r.figures["p"].value for r in found.rows] == sorted(r.figures["p"].value for r in found.rows)


def test_figures_have_evidence_and_are_recalled_by_their_recipes(workspace: Workspace) -> None:
    context = workspace.context("2018-11-02")
    found = answer(context, "anomalies", **VICTIMS)
    row = found.rows[0]
    for figure in (*row.figures.values(), *found.figures.values()):
        assert list(figure.all_evidence())
        assert figure.known is not None
        assert figure.known <= context.as_of
    assert row.figures["count"].recipe["op"] == "figure"
    again = recall(workspace.context("2018-11-02"), row.figures["upper"].recipe)
    assert again == row.figures["upper"]


def test_what_cannot_be_watched_is_said(workspace: Workspace) -> None:
    with pytest.raises(NoEvidence, match="has no months by state of any definition of kidnapping for Mexico"):
        workspace.ask("anomalies", as_of="2018-11-02", measure="kidnapping", place="MX")
    with pytest.raises(NoEvidence, match="6 months of sesnsp-victims before those to be watched"):
        workspace.ask("anomalies", as_of="2018-11-02", **VICTIMS, month="2017-07")
    with pytest.raises(
        UsageError, match="2018-07 is not among the months of sesnsp-victims known then: 2017-01"
    ):
        workspace.ask("anomalies", as_of="2018-11-02", **VICTIMS, month="2018-07")
    with pytest.raises(UsageError, match="needs 3 years before the first count"):
        workspace.ask("anomalies", as_of="2018-11-02", **VICTIMS, method="farrington")
    with pytest.raises(UsageError, match='"district" is not a level'):
        workspace.ask("anomalies", as_of="2018-11-02", **VICTIMS, level="district")


def test_states_with_a_long_past_are_watched_by_farrington(real: Workspace) -> None:
    found = real.ask("anomalies", as_of="2018-11-02", **VICTIMS)
    assert (found.facts["method"], found.facts["years"]) == ("farrington", 3)
    assert found.figures["by_chance"].value == pytest.approx(0.32)
    alarms = [row for row in found.rows if row.facts["alarm"]]
    assert [row.place for row in alarms if row.facts["stands"]] == ["MX-GUA"]
    guanajuato = alarms[0].figures
    assert (guanajuato["count"].value, guanajuato["upper"].value) == (265, 155)
    later = real.ask("anomalies", as_of="2024-06-01", measure="homicide", place="MX", month="2018-06")
    assert later.facts["definition"] == "sesnsp-victims"


def test_a_massacre_is_an_alarm_in_its_municipality(real: Workspace) -> None:
    # Bavispe, November 2019: nine women and children were killed; INEGI counts nine homicides there
    found = real.ask(
        "anomalies", as_of="2024-06-01", measure="homicide", place="MX-SON", level="municipality",
        definition="inegi-deaths-occurrence", month="2019-11",
    )  # fmt: skip
    bavispe = next(row for row in found.rows if row.label == "Bavispe, Sonora")
    assert bavispe.figures["count"].value == 9
    assert bavispe.facts["stands"]
    assert found.facts["places"] > 60
    assert found.unknowns[0].endswith("to be tested")


def test_one_case_after_years_without_any_is_no_wonder() -> None:
    # the fit of a season without cases runs to nothing, and any case is then above its bound, as in R
    counts = np.zeros((40, 73))
    counts[:, 70] = 4  # enough cases in the last four months to be tested
    counts[:, 72] = 1
    found = watch(counts, 12, 72)
    assert found.method == "farrington"
    assert found.alarm.all()
    assert found.p.min() > 0.02
    counts[0, 72] = 9
    assert watch(counts, 12, 72).p[0, 0] < 1e-5


def test_years_that_nobody_knows_are_no_past() -> None:
    counts = np.random.default_rng(3).poisson(20, (30, 60)).astype(float)
    counts[:, 12:48] = np.nan
    assert watch(counts, 12, 59).method == "ears"
    counts[:25, 12:48] = 20
    found = watch(counts, 12, 59)
    assert found.method == "farrington"
    assert found.tested[:, 0].tolist() == [True] * 25 + [False] * 5


def test_false_alarms_are_held_down_over_many_places() -> None:
    generator = np.random.default_rng(7)
    calm = generator.poisson(generator.gamma(5, 2, (1500, 73)))
    found = watch(calm, 12, 72)
    assert found.tested.all()
    assert 5 <= found.alarm.sum() <= 45
    assert (found.adjusted <= 0.05).sum() <= 1
    calm[:30, 72] += 60
    struck = watch(calm, 12, 72)
    kept = np.flatnonzero(struck.adjusted[:, 0] <= 0.05)
    assert (kept < 30).sum() == 30
    assert (kept >= 30).sum() <= 4


@pytest.mark.parametrize(("years", "dispersion"), [(3, 3.0), (5, 6.0)])
def test_p_is_as_rare_as_it_says(years: int, dispersion: float) -> None:
    # the plug-in p of R would be below 0.001 six to ten times too often with three years of past
    generator = np.random.default_rng(11)
    mean = 10 * (dispersion - 1)
    counts = generator.poisson(generator.gamma(10, mean / 10, (4000, 12 * years + 2)))
    found = watch(counts, 12, 12 * years + 1)
    assert 0.03 < (found.p < 0.05).mean() < 0.07
    assert (found.p < 0.01).mean() < 0.017
    assert (found.p < 0.001).mean() < 0.004
