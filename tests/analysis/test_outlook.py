"""The outlook by state, from the figures that come with the package."""

from __future__ import annotations

from datetime import date

import numpy as np
import pytest

from almenara.analysis import outlook
from almenara.analysis.questions import answer, recall
from almenara.errors import NoEvidence, UsageError
from almenara.workspace import Workspace

ASKED = {"measure": "homicide-and-femicide", "place": "MX"}


def test_months_from_the_day_on_by_state_and_in_total(workspace: Workspace) -> None:
    context = workspace.context("2018-11-02")
    found = answer(context, "outlook", **ASKED)
    assert {k: found.facts[k] for k in ("definition", "newest", "period", "lead", "adjusted")} == {
        "definition": "sesnsp-victims", "newest": "2018-06", "period": "2018-11..2019-01", "lead": 5,
        "adjusted": False,
    }  # fmt: skip
    assert len(found.rows) == 32 and not found.unknowns
    for figures in (found.figures, *(row.figures for row in found.rows)):
        median, half = figures["median"], figures["half"]
        assert median.low <= half.low <= median.value <= half.high <= median.high
        assert str(figures["same"].period) == "2017-11..2018-01"
        assert 1 <= figures["above_same"].value <= 99 and figures["above_same"].inputs == (figures["same"],)
        assert list(median.all_evidence()) and median.known == date(2018, 7, 21)
    assert found.figures["last"].value == sum(row.figures["last"].value for row in found.rows)
    own = found.rows[4].figures["above_last"]
    assert recall(workspace.context("2018-11-02"), own.recipe) == own
    assert {c.kind for c in found.calls} == {"counts"} and len(found.calls) == 33
    call = found.calls[0]
    assert (call.place, call.settles) == ("MX", date(2020, 1, 31))
    assert call.quantiles["0.5"] == found.figures["median"].value
    assert list(call.baseline["quantiles"]) == list(call.quantiles)
    assert call.baseline["quantiles"]["0.975"] <= found.figures["last"].value + 100  # the highest such sum


def test_the_total_is_the_sum_of_the_states_sample_by_sample(workspace: Workspace, monkeypatch) -> None:
    def rising(history, leads, samples, rng):  # sample k of every state and month is k
        return np.broadcast_to(np.arange(samples, dtype=float), (len(history), len(leads), samples))

    monkeypatch.setattr(outlook, "pooled", rising)
    found = outlook.ask(workspace.context("2018-11-02"), **ASKED, months=2)
    assert found.rows[0].figures["median"].value == 2 * (outlook.SAMPLES // 2 - 1)
    for name in ("median", "half"):
        of_states = [row.figures[name] for row in found.rows]
        total = found.figures[name]
        assert (total.low, total.value, total.high) == tuple(
            sum(getattr(f, end) for f in of_states) for end in ("low", "value", "high")
        )


def test_after_a_year_without_news_it_begins_after_the_newest_month_and_calls_nothing(
    workspace: Workspace,
) -> None:
    found = answer(workspace.context("2021-03-01"), "outlook", **ASKED)
    assert (found.facts["period"], found.facts["lead"], found.calls) == ("2018-Q3", 1, ())
    assert "the newest month known is 2018-06" in found.caveats[-1]


def test_a_state_with_a_gap_is_unknown_and_so_is_the_total(workspace: Workspace) -> None:
    workspace.retract("mistake", "2018-08-01", definition="sesnsp-victims", place="Oaxaca", period="2018-03")
    found = answer(workspace.context("2018-11-02"), "outlook", **ASKED)
    assert len(found.rows) == 31 and found.figures == {} and len(found.calls) == 31
    assert found.unknowns == ("Oaxaca has no twelve months without a gap up to 2018-06",)


def test_one_place_by_itself(workspace: Workspace) -> None:
    context = workspace.context("2018-11-02")
    found = answer(context, "outlook", measure="homicide-and-femicide", place="MX-GRO", months=12)
    assert [row.key for row in found.rows] == ["MX-GRO"] and found.facts["period"] == "2018-11..2019-10"
    assert found.figures["median"].value == found.rows[0].figures["median"].value
    assert found.figures["above_same"].value is None  # the months a year earlier are not all known
    assert found.figures["above_same"].reason == found.figures["same"].reason


@pytest.mark.parametrize(
    ("arguments", "error", "message"),
    [
        ({"months": 0}, UsageError, "0 is not a number of months from 1 to 12"),
        ({"measure": "burglary"}, NoEvidence, "has no 12 months in a row of burglary"),
        ({"measure": "homicide", "definition": "sesnsp-victims-old"}, NoEvidence, "definition still in use"),
        ({"definition": "inegi-deaths-registration"}, NoEvidence, "by inegi-deaths-registration for Mexico"),
    ],
)
def test_what_cannot_be_answered(workspace: Workspace, arguments, error, message) -> None:
    with pytest.raises(error, match=message):
        answer(workspace.context("2018-11-02"), "outlook", **(ASKED | arguments))
