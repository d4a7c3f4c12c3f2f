"""The pace against the record, asked of the evidence: what it rests on, what it promises, and what came of it."""

from __future__ import annotations

import math
from dataclasses import replace
from datetime import date

import pytest

from almenara.analysis import pace as asking
from almenara.analysis.flows import Series, totals
from almenara.analysis.methods.growth_ratio import growth_ratio
from almenara.analysis.pace_figures import Asked, by_sums, figures
from almenara.analysis.recipes import gather
from almenara.errors import NoEvidence, UnknownMeasure, UsageError
from almenara.model.finding import Finding, Row
from almenara.model.phrase import phrase
from almenara.workspace import Workspace
from tests.product.made_figures import MEXICO, figure

WITH_FEMICIDE = {"measure": "homicide-and-femicide", "place": "MX"}


@pytest.fixture(scope="module")
def fresh(tmp_path_factory: pytest.TempPathFactory) -> Workspace:
    """A store with the embedded figures, shared: nothing here writes."""
    return Workspace.open(tmp_path_factory.mktemp("pace") / "store")


@pytest.fixture(scope="module")
def found(fresh: Workspace) -> Finding:
    return fresh.ask("pace", "2018-11-02", **WITH_FEMICIDE)


def test_the_median_scales_the_first_months_by_the_mean_log_ratio() -> None:
    median, low, high, _ = growth_ratio(100.0, [10, 20], [20, 80])
    assert median == pytest.approx(100 * math.sqrt(2 * 4))
    assert low < median < high
    assert low * high == pytest.approx(median**2), "the interval is symmetric in logarithms"


def test_years_that_are_alike_keep_a_spread() -> None:
    _, low, high, _ = growth_ratio(100.0, [10, 10, 10], [20, 20, 20])
    assert low < 199 < 201 < high


@pytest.mark.parametrize(
    ("to_date", "before", "whole"), [(0.0, [1, 1], [2, 2]), (1.0, [0, 1], [2, 2]), (1.0, [1], [2])]
)
def test_counts_that_no_ratio_can_use_are_refused(
    to_date: float, before: list[int], whole: list[int]
) -> None:
    with pytest.raises(ValueError, match=r"past years|positive"):
        growth_ratio(to_date, before, whole)


def asked(to_date: float, record: float) -> Asked:
    past = tuple(
        Row(str(y), str(y), {"same": figure(10, f"{y}-01..{y}-06"), "total": figure(whole, str(y))})
        for y, whole in ((2015, 20), (2016, 24))
    )
    return Asked(figure(to_date, "2017-01..2017-06"), figure(record, "2016"), past, False)


def test_sums_alone_are_scaled_by_past_years() -> None:
    made = figures(asked(12, 24), by_sums(asked(12, 24)), (), phrase("sums-only"))
    assert made["projected"].value == round(12 * math.sqrt(2 * 2.4))
    assert (made["low"].value, made["high"].value) == (made["projected"].low, made["projected"].high)
    assert (str(made["projected"].period), made["projected"].unit) == ("2017", "victims")
    assert made["naive"].value == 24
    assert not made["revised"].is_known and "one by one" in made["revised"].reason


def test_a_year_that_has_passed_the_record_has_passed_it() -> None:
    assert by_sums(asked(30, 24)).chance == 1.0
    assert by_sums(asked(23, 24)).chance < 1.0, "nothing else is certain"


def test_as_of_november_2018_the_record_of_2017_almost_certainly_falls(found: Finding) -> None:
    numbers = {name: f.value for name, f in found.figures.items()}
    assert (numbers["to_date"], numbers["record"]) == (25394, 29425)
    assert numbers["naive"] == round(25394 * 12 / 9)
    assert found.facts["term"] == "almost-certain" and numbers["probability"] > 95
    assert found.figures["projected"].low < numbers["projected"] < found.figures["projected"].high
    assert (found.facts["method"], found.facts["passed"]) == ("months", False)


def test_how_its_months_are_revised_is_learned_from_the_vintages_of_the_day(found: Finding) -> None:
    revised = found.figures["revised"]
    assert revised.low < 25394 <= revised.value < revised.high
    assert found.facts["revision"]["vintages"] == ["2018-02-24", "2018-05-21", "2018-07-21"]
    assert found.facts["confidence"] == "moderate" and not found.unknowns


def test_its_call_came_true(fresh: Workspace, found: Finding) -> None:
    (call,) = found.calls
    assert (call.kind, call.subject) == ("probability", "pace:mx:homicide-and-femicide:sesnsp-victims:2018")
    assert (call.settles, call.threshold, call.baseline) == (
        date(2019, 12, 31),
        29425,
        {"probability": 1.0},
    )
    (truth,) = fresh.figures("homicide-and-femicide", "MX", "2018", "2019-12-31", "sesnsp-victims")
    assert truth.value == 34655 > call.threshold
    assert call.quantiles["0.05"] < truth.value < call.quantiles["0.95"]


def test_every_figure_is_found_again_and_rests_on_what_was_known(fresh: Workspace, found: Finding) -> None:
    context = fresh.context("2018-11-02")
    for item in found.figures.values():
        again = gather(context, item.recipe)
        assert (again.value, again.low, again.high) == (item.value, item.low, item.high)
        assert list(again.all_evidence()) == list(item.all_evidence())
        assert all(e.published <= date(2018, 11, 2) for e in item.all_evidence())


def test_any_number_can_be_asked_about_and_a_higher_one_is_less_likely(fresh: Workspace) -> None:
    chances = []
    for threshold in (25000, 33500, 34500, 40000):
        made = fresh.ask("pace", "2018-11-02", threshold=threshold, **WITH_FEMICIDE)
        assert made.figures["record"].value == threshold
        assert made.calls[0].subject.endswith(f":2018:{threshold}")
        chances.append(made.figures["probability"].value)
    assert chances[0] == 100.0, "more than that is recorded"
    assert chances == sorted(chances, reverse=True) and len(set(chances)) == 4


def test_the_country_s_preferred_definition_that_has_an_answer_is_taken(fresh: Workspace) -> None:
    made = fresh.ask("pace", "2019-12-31", measure="homicide", place="MX")
    assert made.facts["definition"] == "sesnsp-victims"
    assert made.facts["history"] == 59
    assert {f.definition for f in made.figures.values()} == {"sesnsp-victims"}


def test_what_is_not_known_is_said_and_lowers_confidence(fresh: Workspace) -> None:
    made = fresh.ask("pace", "2019-12-31", measure="homicide", place="MX")
    assert made.facts["confidence"] == "low" and not made.figures["revised"].is_known
    assert any("9 passages of a place to a later vintage" in text for text in made.unknowns)


def test_where_there_is_no_answer_each_definition_s_reason_is_told(fresh: Workspace) -> None:
    with pytest.raises(NoEvidence, match=r"sesnsp-victims: nothing after 2024-02-29 is known"):
        fresh.ask("pace", "2026-11-01", measure="homicide", place="MX")
    with pytest.raises(NoEvidence, match="the year in progress is 2018, not 2017"):
        fresh.ask("pace", "2018-11-02", year=2017, **WITH_FEMICIDE)
    with pytest.raises(UnknownMeasure):
        fresh.ask("pace", "2018-11-02", measure="homicides", place="MX")


@pytest.mark.parametrize(
    ("wanted", "words"),
    [
        ({"threshold": 0}, "above 0"),
        ({"place": "MX-GUA", "by_state": True}, "by state is asked of a country"),
    ],
)
def test_questions_that_mean_nothing_are_refused(
    fresh: Workspace, wanted: dict[str, object], words: str
) -> None:
    with pytest.raises(UsageError, match=words):
        fresh.ask("pace", "2018-11-02", **(WITH_FEMICIDE | wanted))


def test_a_year_missing_before_this_one_gives_no_pace_for_it_may_be_the_record(fresh: Workspace) -> None:
    context = fresh.context("2018-11-02")
    whole = totals(context, Series("homicide-and-femicide", "sesnsp-victims"), MEXICO)
    assert not asking._why_not(context, whole, None, None)
    assert "2017 not known" in asking._why_not(context, replace(whole, missing=(2017,)), None, None)
    assert not asking._why_not(context, replace(whole, missing=(2017,)), 30000, None)
    assert not asking._why_not(context, replace(whole, missing=(2018,)), None, None)
    none = replace(whole, to_date=figure(0, "2018-01..2018-06"))
    assert "nothing was counted" in asking._why_not(context, none, None, None)
