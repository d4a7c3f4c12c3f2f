"""Scenarios on the embedded evidence: as known on the day, the same draws for both courses, what they cannot say."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import numpy as np
import pytest

from almenara.analysis.context import Context
from almenara.analysis.questions import answer, recall
from almenara.analysis.scenarios.ensemble import Ensemble, difference, ensemble
from almenara.analysis.scenarios.fitted import fitted
from almenara.errors import BadInput, NoEvidence, UsageError
from almenara.reading.scenarios import Change
from almenara.workspace import Workspace

DRAWS = 60
HALF = """\
name: Half
country: mx
start: 2018-12-01
horizon: 24
changes: [{mechanism: recruitment, factor: {low: 0.4, mode: 0.5, high: 0.7}}]
"""
DOUBLE = (
    HALF.replace("Half", "Double")
    .replace("recruitment", "incapacitation")
    .replace("{low: 0.4, mode: 0.5, high: 0.7}", "2")
)


@pytest.fixture(scope="module")
def workspace(tmp_path_factory: pytest.TempPathFactory) -> Workspace:
    return Workspace.open(tmp_path_factory.mktemp("scenario") / "store")


@pytest.fixture(scope="module")
def context(workspace: Workspace) -> Context:
    return workspace.context("2018-11-02")


@pytest.fixture(scope="module")
def drawn(context: Context) -> Ensemble:
    return ensemble(context, "MX", DRAWS)


def test_the_fit_of_2018_knows_nothing_later(context: Context) -> None:
    found = fitted(context, "MX")
    assert (found.casualties.first, found.casualties.last) == (2012, 2017)
    assert [s.definition for s in found.casualties.chosen.series] == ["inegi-deaths-registration"]
    assert found.casualties.yearly[-1] == 31_174  # preliminary, as announced on 2018-07-30
    assert all(f.known and f.known <= context.as_of for f in found.casualties.figures)
    assert (
        found.ties.kind == "statements" and 0 < found.ties.rivalries < 30
    )  # the published network has far more
    assert all(e.published <= context.as_of for e in found.ties.evidence)


def test_the_fit_of_today_is_the_published_one(workspace: Workspace) -> None:
    found = fitted(workspace.context("2024-01-01"), "MX")
    assert (found.casualties.first, found.casualties.last, found.box) == (2012, 2021, "published")
    assert found.casualties.chosen.same and not found.casualties.chosen.lacks
    assert found.fit.parameters[2] == pytest.approx(found.model.parameters.lethality, rel=0.01)
    assert found.ties.kind == "published"


def test_between_the_two_days_open_cases_stand_for_the_missing(workspace: Workspace) -> None:
    found = fitted(workspace.context("2020-06-01"), "MX")
    assert [s.definition for s in found.casualties.chosen.series][1] == "rnped-open-by-year"
    assert found.casualties.last == 2017


def test_too_few_years_are_told(workspace: Workspace) -> None:
    with pytest.raises(NoEvidence, match="5 are needed"):
        fitted(workspace.context("2015-06-01"), "MX")


def test_a_country_without_a_model_is_told(workspace: Workspace) -> None:
    text = HALF.replace("country: mx", "country: co")
    with pytest.raises(NoEvidence, match=r"Colombia has no population_model\.yml; .* Mexico"):
        workspace.ask("scenario", "2018-11-02", scenario=text)


def test_draws_pass_through_the_counts_and_vary_the_shares(drawn: Ensemble) -> None:
    shares = drawn.of.model.shares
    assert (
        shares.casualties * 0.5
        <= drawn.casualty_share.min()
        < drawn.casualty_share.max()
        <= shares.casualties * 1.5
    )
    found = difference(drawn, [], date(2012, 1, 1), 72)
    modelled = found.present.flows[:, 2].mean(axis=0) / (drawn.casualty_share / shares.casualties)
    counted = shares.casualties * drawn.of.casualties.yearly.mean() / 52
    assert modelled == pytest.approx(counted, rel=0.25)
    assert np.median(modelled) == pytest.approx(counted, rel=0.06)


def test_two_runs_of_a_draw_part_on_the_day_of_the_change(drawn: Ensemble) -> None:
    change = Change("recruitment", 0.4, 0.5, 0.7, date(2019, 12, 1), 12)
    found = difference(drawn, [change], date(2018, 12, 1), 36)
    ratio = found.changed.members / found.present.members
    assert ratio[:12] == pytest.approx(1, abs=1e-6)
    assert (np.diff(ratio[13:], axis=0) < 0).all()
    assert found.factors[0].min() >= 0.4 and found.factors[0].max() <= 0.7
    assert (found.factors[1:] == 1).all()


def test_changes_of_one_mechanism_multiply(drawn: Ensemble) -> None:
    twice = [Change("lethality", 0.5, 0.5, 0.5), Change("lethality", 0.5, 0.5, 0.5)]
    once = difference(drawn, [Change("lethality", 0.25, 0.25, 0.25)], date(2018, 12, 1), 24)
    assert difference(drawn, twice, date(2018, 12, 1), 24).changed.members == pytest.approx(
        once.changed.members, rel=1e-3
    )


def test_a_start_before_the_model_is_refused(drawn: Ensemble) -> None:
    with pytest.raises(UsageError, match="2011-01-01 is before 2012-01-01, where the model begins"):
        difference(drawn, [], date(2011, 1, 1), 12)
    with pytest.raises(UsageError, match="change 1 begins on 2018-01-01, before the scenario, 2019-01-01"):
        difference(drawn, [Change("lethality", 1, 1, 1, date(2018, 1, 1))], date(2019, 1, 1), 12)


def test_an_ensemble_has_a_least_and_a_greatest_size(context: Context) -> None:
    with pytest.raises(UsageError, match="19 draws: an interval needs 20"):
        ensemble(context, "MX", 19)


def test_half_the_recruitment_is_less_of_everything(context: Context) -> None:
    found = answer(context, "scenario", scenario=HALF, draws=DRAWS)
    figures = found.figures
    assert figures["members_change"].high < 0 and figures["deaths_change"].high < 0
    assert figures["deaths_sum_difference"].high < 0 and figures["chance_fewer"].value == 100
    assert figures["members"].low < figures["members"].value < figures["members"].high
    assert found.facts["cannot_say"] == ["places", "other crimes", "displacement", "violence by the state"]
    assert found.facts["shares"]["casualties"] == 0.10 and found.facts["shares"]["arrests"] == 0.05
    assert "reported" not in found.facts  # the study was not public
    assert found.facts["fit"]["lacks"]["en"] == "missing persons by year were not known, and are left out"
    assert any("2023-05-22" in caveat for caveat in found.caveats)
    assert all(e.published <= context.as_of for f in figures.values() for e in f.all_evidence())


def test_of_doubled_arrests_both_sides_are_told(context: Context) -> None:
    found = answer(context, "scenario", scenario=DOUBLE, draws=DRAWS)
    assert found.figures["deaths_change"].value < 0 < found.figures["deaths_present_on_start"].value
    assert found.caveats[0].startswith(
        "of more arrests both are true: against the present course deaths change by -"
    )
    assert (
        not answer(context, "scenario", scenario=HALF, draws=DRAWS).caveats[0].startswith("of more arrests")
    )


def test_results_as_press_reported_them_are_kept_apart(workspace: Workspace) -> None:
    found = answer(workspace.context("2024-01-01"), "scenario", scenario=HALF, draws=DRAWS)
    assert {r["policy"] for r in found.facts["reported"]} == {"base", "recruitment-halved", "arrests-doubled"}


def test_a_figure_is_found_again_by_its_recipe(workspace: Workspace, context: Context) -> None:
    found = answer(context, "scenario", scenario=HALF, draws=DRAWS)
    other = workspace.context("2018-11-02")
    figure = found.figures["deaths_change"]
    again = recall(other, figure.recipe)
    assert (again.value, again.low, again.high) == (figure.value, figure.low, figure.high)
    row = found.rows[-1]
    assert recall(other, row.figures["members"].recipe).value == row.figures["members"].value


def test_the_same_scenario_twice_differs_by_nothing(context: Context) -> None:
    found = answer(context, "scenario-compare", first=HALF, second=HALF, draws=DRAWS)
    assert found.figures["members_difference"].low == found.figures["members_difference"].high == 0


def test_comparing_is_draw_by_draw(context: Context) -> None:
    found = answer(context, "scenario-compare", first=DOUBLE, second=HALF, draws=DRAWS)
    one = answer(context, "scenario", scenario=HALF, draws=DRAWS).figures["members"]
    assert found.figures["members_second"].value == one.value
    apart = found.figures["members_difference"]
    spread = found.figures["members_first"]
    assert apart.high - apart.low < 100 * (spread.high - spread.low) / spread.value


def test_scenarios_of_other_spans_do_not_compare(context: Context) -> None:
    with pytest.raises(UsageError, match="only scenarios of one country, start and horizon compare"):
        answer(context, "scenario-compare", first=HALF, second=HALF.replace("24", "36"), draws=DRAWS)


def test_the_packs_own_scenarios_run(workspace: Workspace) -> None:
    context = workspace.context("2018-11-02")
    folder = Path(str(context.packs["MX"].folder)) / "scenarios"
    names = sorted(path.stem for path in folder.glob("*.yml"))
    assert names == ["arrests-doubled", "both", "present-course", "recruitment-halved"]
    for name in names:
        found = answer(context, "scenario", scenario=f"mx/{name}", draws=DRAWS)
        assert found.facts["scenario"]["start"] == "2018-11-02"
    with pytest.raises(UsageError, match="the packs bring mx/arrests-doubled"):
        answer(context, "scenario", scenario="mx/nothing", draws=DRAWS)


def test_a_bad_file_is_told_by_its_name(context: Context) -> None:
    with pytest.raises(BadInput, match=r"1 fault in mine\.yml; nothing was run"):
        answer(context, "scenario", scenario=HALF.replace("0.4", "x"), file="mine.yml", draws=DRAWS)
